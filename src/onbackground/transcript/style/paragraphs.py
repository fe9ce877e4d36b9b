"""Where a paragraph begins: by breath and by topic.

Three things speak for a new paragraph or against it, each as the logarithm of a likelihood ratio: the pause before the
sentence, how long the paragraph already is, and the words the sentence begins with. Length and words were counted over
more than a hundred published calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onbackground.transcript.style.written import ends_sentence, parts

_BEFORE_ANY: Final = -0.3
"""Fewer than half of the sentences begin a paragraph."""
_EVEN: Final = 0.58
_A_SECOND: Final = 30.0
"""A pause of so many seconds says nothing; a second more would say so much."""
_LONGEST_SAID: Final = 5.0
_LENGTHS: Final = ((10, -2.0), (20, -1.1), (30, -0.3), (40, 0.3), (60, 0.8), (100, 1.4))
_LONG: Final = 1.9
_OPENERS: Final = {
    2.5: (
        "finally, second, secondly, third, thirdly, fourth, in terms of, with that, so with that, with regard to, "
        "with respect to, turning to, in addition, in closing, in conclusion"
    ),
    1.3: "first, now, on, to, with, over the, for your, let me, at the, in, today, lastly, next",
    0.7: "so, and so, and with that, as, but, for, when, and then, what, and finally, let’s turn",
    -1.0: (
        "it’s, it is, it, that’s, that is, that, they, they’re, those, there, there’s, this is, and we, and it, "
        "and that, and this, and if, and he, and they, i mean, which, he, she"
    ),
    -2.0: "thanks, thank you, and thank you, and thanks, good, you should, let’s, and that’s, eastern",
}
"""What a sentence says for a new paragraph by the words it begins with."""
_SAID_BY: Final = {opener: said for said, openers in _OPENERS.items() for opener in openers.split(", ")}
_MOST_WORDS: Final = max(len(opener.split()) for opener in _SAID_BY)


def begins_paragraph(paragraph: Sequence[str], following: Sequence[str], pause: float) -> bool:
    """Whether, after the words of ``paragraph``, the next ones begin another after a ``pause`` of so many seconds."""
    if not paragraph or not ends_sentence(paragraph[-1]):
        return False
    by_breath = min(max(_A_SECOND * (pause - _EVEN), -_LONGEST_SAID), _LONGEST_SAID)
    return _BEFORE_ANY + by_breath + _by_length(len(paragraph)) + _by_words(following) > 0


def _by_length(words: int) -> float:
    return next((said for length, said in _LENGTHS if words < length), _LONG)


def _by_words(following: Sequence[str]) -> float:
    """What the longest opener says that these words begin with."""
    begin = [parts(word)[1].lower() for word in following[:_MOST_WORDS]]
    for length in range(len(begin), 0, -1):
        if (said := _SAID_BY.get(" ".join(begin[:length]))) is not None:
            return said
    return 0.0

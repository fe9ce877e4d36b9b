"""What is printed in capitals: a label, a paragraph, a whole page, in which capitals then tell nothing."""

import re
from collections.abc import Iterable
from functools import lru_cache

from onbackground.transcript.labels import MOST_LABELS

_LETTER = re.compile(r"[^\W\d_]")


@lru_cache(MOST_LABELS)
def is_in_capitals(text: str) -> bool:
    """Capitals throughout, but for ``Mc`` and the like."""
    letters = _LETTER.findall(text)
    small = sum(letter.islower() for letter in letters)
    return len(letters) > 1 and small <= (1 if len(letters) > 5 else 0)


def is_all_capitals(text: str) -> bool:
    """Whether no letter is a small one, so that capitals tell nothing."""
    return text == text.upper()


def in_capitals_throughout(texts: Iterable[str]) -> bool:
    """Whether nearly all of a page is in capitals: a heading or a footer may have small letters."""
    capitals = small = 0
    for text in texts:
        if is_all_capitals(text):
            capitals += len(text)
        else:
            small += len(text)
    return capitals > 9 * small

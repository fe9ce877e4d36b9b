"""How likely the sound makes one thing beside another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from .events import Word
from .guesses import Guess

Weigh = Callable[[int, int, Sequence[str], Sequence[str]], Sequence[float]]
"""The log probability of each of some sentences, given the sound from one position to another, and names to expect."""

_AROUND: Final = 3
"""How many words before and after are weighed with a name."""
_LIKENESS: Final = 15.0
"""How much likelier (log probability) something is written for a name that it is like, than for one it is not like at
all. Chosen on the tuning names, as what follows it."""
NEARLY: Final = 5.0
"""What is no less likely than this beside something else may have been said as well."""


def around(words: Sequence[Word], stretches: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The words to be weighed, from one to another (excluded), so that all stretches have some words around them."""
    firsts, pasts = zip(*stretches, strict=True)
    return max(0, min(firsts) - _AROUND), min(len(words), max(pasts) + _AROUND)


def margins(
    words: Sequence[Word], low: int, high: int, texts: Sequence[str], names: Iterable[str], weigh: Weigh
) -> list[float]:
    """How much likelier, as log probability, each text is than the words ``low`` to ``high`` that are written."""
    written = " ".join(word.text for word in words[low:high])
    names = list(dict.fromkeys(names))
    as_written, *likely = weigh(words[low].start, words[high - 1].end, [written, *texts], names)
    return [one - as_written for one in likely]


def worth(margin: float, guess: Guess) -> float:
    """How likely a name is beside other names: one that is unlike what was written is the less so; 0 for what is
    written itself."""
    return margin - _LIKENESS * (1 - guess.alike)

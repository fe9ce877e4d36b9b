"""Names spelled out as speech to text writes the letters: "O K O N K W Oh", "NNG UY E N", "W-W-A".

Nobody but a name is spelled out on a call, abbreviations apart, so a run of letters that comes near to a name of the
roster stands for it, though the recogniser had some of the letters wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from onbackground.attribution.forms import Form
from onbackground.attribution.roster import Seat
from onbackground.attribution.vocabulary import THINGS_IN_LETTERS
from onbackground.attribution.words import Word

SPOKEN_LETTERS = {
    "ay": "a", "bee": "b", "be": "b", "see": "c", "sea": "c", "dee": "d", "ef": "f", "eff": "f", "gee": "g",
    "aitch": "h", "eye": "i", "jay": "j", "kay": "k", "el": "l", "ell": "l", "em": "m", "en": "n", "oh": "o",
    "owe": "o", "pee": "p", "cue": "q", "queue": "q", "are": "r", "ar": "r", "es": "s", "ess": "s", "tea": "t",
    "tee": "t", "you": "u", "vee": "v", "ex": "x", "why": "y", "zee": "z", "zed": "z",
}  # fmt: skip
"""Words a recogniser writes for a letter's name; they count only beside letters."""

_LONGEST_GAP = 6
_GAP = re.compile(r"[\s,.;:·\-‐‑–—…]{1,6}")
_LONGEST_GROUP = 5
_MOST_PIECES = 30
_SUREST = 0.95
_FEWEST_SINGLE = 2
_SHORTEST = 4
_LIKE = 0.6
_SHORT_LIKE = 0.75
"""How much of a name's letters must be right: of a name of four letters three."""


class HeardLetters(NamedTuple):
    """Letters near to a name: first word, word past the last, whose name, and how near, from 0 to 1."""

    first: int
    past: int
    seat: Seat
    likeness: float


class Letters:
    """The letters of a roster's names: each part that is a name by itself, and the whole."""

    def __init__(self, forms: Iterable[Form]) -> None:
        named = {"".join(form.words): form.seat for form in forms if form.kind not in {"initials", "nickname"}}
        self._names = {letters: seat for letters, seat in named.items() if len(letters) >= _SHORTEST}

    def find(self, text: str, words: list[Word], barred: list[bool]) -> Iterator[HeardLetters]:
        """Yield each run of letters near to a name; exact ones, letter by letter, are found elsewhere.

        Words that are ``barred`` are left alone.
        """
        i = 0 if self._names else len(words)
        while i < len(words):
            if not words[i].capital or words[i].end - words[i].start > _LONGEST_GROUP:
                i += 1
                continue
            pieces, past = _run(text, words, barred, i)
            plain = all(word.end - word.start == 1 for word in words[i:past])
            spelling = _is_spelling(pieces) and not _is_abbreviated(text[words[i].start : words[past - 1].end])
            best = self._nearest("".join(pieces)) if spelling else None
            if best is not None and not (plain and best[1] == 1):
                yield HeardLetters(i, past, best[0], min(best[1], _SUREST))
            i = max(past, i + 1)

    def _nearest(self, letters: str) -> tuple[Seat, float] | None:
        likenesses = {name: OSA.normalized_similarity(letters, name) for name in self._names}
        name = max(likenesses, key=lambda one: likenesses[one], default="")
        enough = _SHORT_LIKE if min(len(name), len(letters)) <= _SHORTEST else _LIKE
        return (self._names[name], likenesses[name]) if name and enough <= likenesses[name] else None


def _run(text: str, words: list[Word], barred: list[bool], first: int) -> tuple[list[str], int]:
    """The pieces of a run of letters that begins with a capital one at a word, and the word past the run."""
    pieces: list[str] = []
    i = first
    while i < len(words) and not barred[i] and len(pieces) < _MOST_PIECES:
        if pieces and not _GAP.fullmatch(text[words[i - 1].end : words[i].start][: _LONGEST_GAP + 1]):
            break
        piece = _piece(text[words[i].start : words[i].end], words[i].folded, begun=bool(pieces))
        if not piece:
            break
        pieces.append(piece)
        i += 1
    return pieces, i


def _piece(said: str, folded: str, *, begun: bool) -> str:
    """The letters that a word stands for; empty when it stands for none."""
    if (len(said) == 1 and begun) or (said.isupper() and len(said) <= _LONGEST_GROUP):
        return folded
    return SPOKEN_LETTERS.get(folded, "") if begun else ""


def _is_spelling(pieces: list[str]) -> bool:
    """Whether this is somebody spelling: enough letters, at least half of them one by one."""
    single = sum(len(piece) == 1 for piece in pieces)
    return single >= _FEWEST_SINGLE and 2 * single >= len(pieces) and sum(map(len, pieces)) >= _SHORTEST


def _is_abbreviated(said: str) -> bool:
    """Whether there are abbreviations only: "A.M. EST"."""
    return all(piece.replace(".", "").lower() in THINGS_IN_LETTERS for piece in said.split())

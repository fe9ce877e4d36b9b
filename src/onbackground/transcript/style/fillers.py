"""Fillers and false starts: kept, printed as published, or dropped."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Final

from onbackground.transcript.style.written import Written, begins_sentence, capitalised, ends_sentence, listed, parts

_HESITATIONS: Final = listed("uh uhh um umm erm uhm hmm mmm ehm")
_STUMBLED_ON: Final = listed(
    "the a an i we you he she they it to of in at and or but so for with our their my this what "
    "it's that's there's he's she's what's i'm i've we're we've we'll you're they're they've don't"
)
"""Words that nobody says twice in a row on purpose."""


class Fillers(enum.StrEnum):
    """What becomes of hesitations ("uh"), of "you know" where it is one, and of words begun twice."""

    KEPT = "kept"
    """Everything is written as it was said."""
    PUBLISHED = "published"
    """Hesitations are dropped; what was begun twice stays, with a dash: ``the — the``."""
    DROPPED = "dropped"
    """All of it is dropped."""


def without_fillers(pieces: Sequence[Written], fillers: Fillers) -> list[Written]:
    """The words that are to be written, with the punctuation and the capitals that this takes."""
    if fillers is Fillers.KEPT:
        return list(pieces)
    left = _without(pieces, [_is_hesitation(piece) for piece in pieces])
    if fillers is Fillers.DROPPED:
        left = _without(left, _you_know(left))
    return _false_starts(left, drop=fillers is Fillers.DROPPED)


def _is_hesitation(piece: Written) -> bool:
    return parts(piece.text)[1].lower().rstrip("-") in _HESITATIONS


def _you_know(pieces: Sequence[Written]) -> list[bool]:
    """Which words belong to a "you know" between commas, or at the beginning of a sentence before one."""
    marked = [False] * len(pieces)
    for n in range(len(pieces) - 1):
        fills = pieces[n].text.lower() == "you" and pieces[n + 1].text.lower() == "know,"
        if fills and (begins_sentence(pieces, n) or pieces[n - 1].text.endswith((",", "—"))):
            marked[n] = marked[n + 1] = True
    return marked


def _without(pieces: Sequence[Written], dropped: Sequence[bool]) -> list[Written]:
    """Drop words. The end of a sentence goes to the word before, a capital to the word after."""
    left: list[Written] = []
    owes_capital = False
    for n, (piece, drop) in enumerate(zip(pieces, dropped, strict=True)):
        if drop:
            owes_capital = owes_capital or begins_sentence(pieces, n)
            if left and not owes_capital and ends_sentence(piece.text):
                opening, word, _ = parts(left[-1].text)
                left[-1] = Written(opening + word + parts(piece.text)[2], left[-1].first, left[-1].last)
        else:
            left.append(Written(capitalised(piece.text), piece.first, piece.last) if owes_capital else piece)
            owes_capital = False
    return left


def _false_starts(pieces: Sequence[Written], *, drop: bool) -> list[Written]:
    """Write a word said twice with a dash between, or once."""
    done: list[Written] = []
    for n, piece in enumerate(pieces):
        opening, word, closing = parts(piece.text)
        following = parts(pieces[n + 1].text)[1] if n + 1 < len(pieces) else ""
        again = _as_begun(word) in _STUMBLED_ON and closing in ("", ",", "...", "…")
        you_know = word.lower() == "you" and n + 2 < len(pieces) and pieces[n + 2].text.startswith("know")
        if not again or you_know or _as_begun(word) != _as_begun(following):
            done.append(piece)
        elif not drop:
            done.append(Written(f"{opening}{word.rstrip('-')} —", piece.first, piece.last))
    if drop:
        return [
            Written(capitalised(piece.text), piece.first, piece.last) if begins_sentence(done, n) else piece
            for n, piece in enumerate(done)
        ]
    return done


def _as_begun(word: str) -> str:
    """A word as it is compared with the next: ``I-`` and ``It’s`` are ``i`` and ``it's``."""
    return word.lower().rstrip("-").replace("’", "'")

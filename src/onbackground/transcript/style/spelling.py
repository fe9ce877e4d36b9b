"""Spelling and punctuation as printed: curly quotation marks, dashes with spaces, stops in abbreviations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onbackground.transcript.style.written import Written, begins_sentence, capitalised, listed, parts

_PRINTED: Final = {
    "US": "U.S.",
    "U.S": "U.S.",
    "UN": "U.N.",
    "U.N": "U.N.",
    "DC": "D.C.",
    "D.C": "D.C.",
    "Mr": "Mr.",
    "Ms": "Ms.",
    "Mrs": "Mrs.",
    "Dr": "Dr.",
    "OK": "okay",
    "ok": "okay",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "alright": "all right",
    "Alright": "All right",
    "G-7": "G7",
    "G-20": "G20",
    "24-7": "24/7",
    "COVID19": "COVID-19",
}
_WHOLE: Final = listed("the and that this those they their not was were could would should does have with it's that's")
"""Words after which somebody breaks off, rather than within a longer one."""
_DASHES: Final = ("—", "-", "--", "–")
_COUNTRY: Final = re.compile(r"(?:US|U\.S)-(?=[A-Z])")
_SMALL: Final = listed(
    "And But Or So The To Of In On At For With From By As That Which Who Where When While Because It Is Are"
)
"""Words that Whisper begins a stretch of speech with; after a comma they are small."""


def spelt(pieces: Sequence[Written]) -> list[Written]:
    """Write every word as it is printed."""
    done: list[Written] = []
    for n, piece in enumerate(pieces):
        following = pieces[n + 1].text if n + 1 < len(pieces) else ""
        text = _dashed(_curly(_abbreviated(piece.text)), following)
        if begins_sentence(pieces, n):
            text = capitalised(text)
        elif text in _SMALL and pieces[n - 1].text.endswith(","):
            text = text.lower()
        done.append(Written(text, piece.first, piece.last))
    return _joined(done)


def as_typeset(typed: str) -> str:
    """What a person typed, with the signs that are on no keyboard: curly quotation marks and apostrophes, and a dash.

    >>> as_typeset('They don\'t say "no" -- they say "later".')
    'They don’t say “no” — they say “later”.'
    """
    return " ".join("—" if word == "--" else _curly(word) for word in typed.split(" "))


def _abbreviated(text: str) -> str:
    opening, word, closing = parts(_COUNTRY.sub("U.S.-", text))
    printed = _PRINTED.get(word, word)
    if printed.endswith("."):
        closing = closing.removeprefix(".")
    return opening + printed + closing


def _curly(text: str) -> str:
    """Apostrophes and single quotation marks inside and after a word, double ones before and after it."""
    text = re.sub(r'^"|(?<=[(\[])"', "“", text).replace('"', "”")
    return re.sub(r"^'(?=\w.*')", "‘", text).replace("'", "’")


def _dashed(text: str, following: str) -> str:
    """What breaks off, or trails off, has a dash after it, as in ``we —``; part of a word has a hyphen too.

    ``not- we`` is ``not —``, but ``not- nothing`` stays ``not- —``.
    """
    if text in ("-", "--", "–", "...", "…"):
        return "—"
    if text.endswith("-") and not text.endswith("--"):
        shared = following.lower() in ("and", "or", "to")  # "small- and medium-sized"
        word = text.removesuffix("-")
        whole = word.lower().replace("’", "'") in _WHOLE and not following.lower().startswith(word.lower())
        if shared or (following in _DASHES and not whole):
            return text
        return word if following in _DASHES else f"{word if whole else text} —"
    return re.sub(r"(?<=\w)(?:--|–|\.\.\.|…)$", " —", text)


def _joined(pieces: Sequence[Written]) -> list[Written]:
    """``COVID 19`` is one word."""
    done: list[Written] = []
    for piece in pieces:
        if done and done[-1].text == "COVID" and parts(piece.text)[1] == "19":
            done[-1] = Written(f"COVID-{piece.text}", done[-1].first, piece.last)
        else:
            done.append(piece)
    return done

"""Written text as it is read aloud: signs become words or pauses, and paragraphs fall into sentences.

An engine reads plain words, numbers, dates, amounts and acronyms by itself. What is left to this module is what a
published transcript or a keypad instruction holds besides: brackets, dashes, quotation marks, stars and pounds,
and the full stops that end no sentence.
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": None,
        "”": None,
        '"': None,
        "«": None,
        "»": None,
        "[": None,
        "]": None,
        "{": None,
        "}": None,
        "\u00a0": " ",
        "\u00ad": None,
        "\u2010": "-",
        "\u2011": "-",
        "…": "...",
    }
)

_READINGS: Final = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        # Keys of a telephone.
        (r"\*(?=\d\b)", "star "),
        (r"\*(?= ?(?:then|key|and|or)\b)", "star"),
        (r"(?<=press )#|#(?= ?key\b)", "pound"),
        # Dashes between numbers are ranges and the engine's to read; all others are pauses.
        (r"\s*(?:—|--+)\s*(?=[.?!]|$)", "..."),
        (r"(?<!\d)\s*(?:—|--+|–)\s*|\s+[—–-]\s+", ", "),
        # Letters with full stops: initials of countries, hours of the day.
        (r"\bU\.S\.A\.", "USA"),
        (r"\bU\.S\.(?=-)-", "U.S. "),
        (r"\b([AaPp])\.[Mm]\.(?=\s+[A-Z])", r"\1m"),
        # Asides in round brackets are set off by pauses.
        (r"\s*\(\s*", ", "),
        (r"\s*\)(?=[.,;:?!])", ""),
        (r"\s*\)\s*", ", "),
        (r"\b24/7\b", "twenty-four seven"),
        (r"\b9/11\b", "nine eleven"),
        (r"\bNo\. ?(?=\d)", "number "),
        (r"(?<=\w)\+(?!\d)", " plus"),
        (r"(?<=\w)@(?=\w)", " at "),
        (r"(?<=[A-Za-z])/(?=[A-Za-z])", " "),
        (r"(?<=\w)\.(gov|com|org|net|edu)\b", r" dot \1"),
        (r",(?:\s*,)+", ","),
        (r"^[\s,;]+", ""),
        (r"\s+", " "),
    )
)

_PARAGRAPH: Final = re.compile(r"\s*\n\s*")
_SENTENCE_END: Final = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9ÁÉÍÓÚÑ¿¡])")
_NO_END: Final = re.compile(
    r"(?:^|[\s.(-])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Adm|Sen|Rep|Gov|Lt|Col|Capt|Sgt|St|Jr|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|[A-Z])\.$"
)


def spoken(text: str) -> str:
    """Return one paragraph of ``text`` with the signs that nobody reads out turned into words and pauses."""
    text = text.translate(_SIGNS)
    for pattern, reading in _READINGS:
        text = pattern.sub(reading, text)
    return text.strip()


def paragraphs(text: str) -> list[list[str]]:
    """Return the spoken sentences of each paragraph of ``text``; a line break ends a paragraph."""
    spoken_paragraphs = (spoken(paragraph) for paragraph in _PARAGRAPH.split(text))
    return [_sentences(paragraph) for paragraph in spoken_paragraphs if any(c.isalnum() for c in paragraph)]


def _sentences(paragraph: str) -> list[str]:
    sentences: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(paragraph):
        sentence = paragraph[start : end.start()]
        if not _NO_END.search(sentence):
            sentences.append(sentence)
            start = end.end()
    sentences.append(paragraph[start:])
    return sentences

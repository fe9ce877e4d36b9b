"""Where a paragraph begins with a speaker label: its label, the sign after it, the speech.

A label stands at the very start of a paragraph, in capitals and before a colon (``MODERATOR:``), or is a lone ``Q``.
Typists slip: the colon may be a semicolon, a period, or missing, the space after it too, the capitals small.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

import msgspec

from onbackground.transcript.labels import (
    MOST_LABELS,
    is_agency_word,
    is_known,
    is_misspelt,
    is_part,
    part_beside,
    resolve_label,
)
from onbackground.transcript.reading.capitals import is_in_capitals


class Opening(msgspec.Struct, frozen=True, gc=False):
    """The label a paragraph begins with, as printed; the sign after it (None for the usual one); the speech.

    ``sure`` tells a label that names a speaker by itself from one that only may: a word or name before a colon, which
    counts if the call shows it to be a speaker.
    """

    label: str
    sign: str | None
    speech: str
    sure: bool


_Q = re.compile(
    r"(?P<named>Q\s?\([^()]{2,60}\))\s?:\s*(?=\S)"
    r"|(?P<label>Q)(?:\s?(?P<sign>[:.;)])\s*|\s+)(?!(?:and|&) ?A\b)(?=\S)"
    r"|(?P<glued>Q)(?=[A-Z(“\[—][a-z’']|\(|\[|[—–])(?!Anon)"
    r"|(?P<other>[qA])\s?:\s+(?=\S)|(?P<small>q)\s+(?=[\W_]*[A-Z])|(?P<alone>Q)\s?(?P<stop>[:.]?)\s*$"
)
_COLON = re.compile(r"(?P<label>(?:\d(?=[A-Z]{4}))?[^\W\d_][^:;\n]{0,80}?)\s?:(?P<space>\s+|$|(?=[^\s\d/]))")
_HONORED = re.compile(r"(?:Mr|Ms|Mrs|Dr)\.? (?!President\b|Secretary\b)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?")
_BRACKETED = re.compile(r"(?P<label>\[[^\[\]:]{5,60}\]|\([A-Z ]{5,40}\))\s?:\s*")
_TIMED = re.compile(
    r"(?P<label>[A-Z][\w.’' -]{1,50}?\s?[(\[](?:\d\d?:)?\d\d?:\d\d[)\]]|(?i:spk|speaker)[ _]?\d{1,3})\s?:(?:\s+|$)"
)
_TIMED_AFTER = re.compile(r"(?P<label>[A-Z][\w.’' -]{1,50}?)(?P<sign>: ?[(\[](?:\d\d?:)?\d\d?:\d\d[)\]])(?:\s+|$)")
_HEAD = re.compile(r"[A-Z][A-Z.’'-]*(?:[ ]+(?:#? ?\d{1,2}\b|#?[A-Z][A-Z.’'-]*)(?![a-z’']))*", re.ASCII)
_PRINTED = re.compile(r"\S+")
_SLIPPED = re.compile(r"\s*([;.]|[—–-]+)\s*|(,?)\s+(?=\W*(?:[A-Z][a-z’']|I\b|A\b|\d)|[(\[“\"])")
_ASIDE = re.compile(
    r"\s*[(\[][^()\[\]]{1,60}[)\]]$|(?<=[^\W\d_a-z]{3}), [^\W\d_a-z][^\W\d_A-Z][^\W\d]*(?: [^\W\d]+){0,4}$"
)
"""What follows a name: in parentheses, or an outlet in small letters behind a name in capitals."""
BULLETS = "-*•‣◦▪·"
"""The signs before an item of a list, where each turn is one; fit for a set in a pattern."""
ITEM = re.compile(rf"(?:[{BULLETS}]\s+)+")
"""What such an item begins with."""
WIDE_COLON = "："
"""The colon of full width, as it is typed between Chinese, Japanese and Korean words."""
_ASIDE_NAMED = re.compile(r" ?[(\[][A-Z][a-z]")
_NOT_IN_LABELS = frozenset('"“”?!;()[]—')
_PRESENT = re.compile(r"[^\W\d_][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]*){1,4}, [A-Z][^.?!:;—–]{3,120}")
_NAMED = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*)+(?<!\w{3}\.)")
_LONGEST = 100
"""No label is longer, in characters."""
_MOST_WORDS = 14
"""Nor, in words: an office in full and a name, "ASSISTANT TO THE SECRETARY OF STATE FOR PORTS MARA DEL ROSSO"."""
_MOST_ACCENTS = 30
"""No letter has more (UAX #15, 13): to put more in order takes the square of their number."""
_UNNAMED = frozenset({
    "NOTE", "NOTES", "WHO", "WHAT", "WHEN", "WHERE", "WHY", "HOW", "EMBARGO", "EMBARGOED", "SUBJECT", "DATE", "TIME",
    "START TIME", "END TIME", "EMBARGOED UNTIL", "UNDER EMBARGO UNTIL", "STRICTLY EMBARGOED UNTIL", "EMBARGO LIFTS",
    "EMBARGOED FOR RELEASE", "FOR RELEASE", "HOLD FOR RELEASE", "NOT FOR RELEASE UNTIL", "RELEASE TIME", "RELEASE DATE",
    "FROM", "TO", "CONTACT", "RE", "CALL", "TITLE", "TOPIC", "UPDATE", "UPDATED", "CORRECTION", "EDITOR'S NOTE",
    "DIAL-IN", "PASSCODE", "PARTICIPANTS", "SPEAKERS", "BRIEFERS", "BACKGROUND", "LOCATION", "SUMMARY", "P.S", "PS",
    "PLEASE NOTE", "FACT SHEET", "READ MORE", "RELATED", "SOURCE", "TAGS", "SHARE", "FOR IMMEDIATE RELEASE", "Q&A",
})  # fmt: skip
_PARTICLES = frozenset({"de", "la", "van", "von", "bin", "al"})
_LINKING = frozenset({"OF", "THE", "AND", "ON", "FOR", "IN", "TO", "WITH", "AT", "BY", "IS", "ARE", "OUR", "NEW", "&"})


def read_opening(paragraph: str) -> Opening | None:
    """Read the label that a paragraph begins with; None if it begins with none."""
    text = paragraph.lstrip()
    if not text.isascii() and not unicodedata.is_normalized("NFC", text[:_LONGEST]):
        return _read_decomposed(text)
    return _read_composed(text)


def _read_decomposed(text: str) -> Opening | None:
    """Read the label of a text whose letters and accents are characters apart, and keep them so."""
    longest = min(_LONGEST + _MOST_ACCENTS, len(text))
    end = next((i for i in range(_LONGEST, longest) if not unicodedata.combining(text[i])), longest)
    composed = unicodedata.normalize("NFC", text[:end])
    opening = _read_composed(composed + text[end:])
    if opening is None or opening.label not in composed:
        return opening

    def begins(place: int) -> int:
        """Where in the text that begins which is at a place of the composed one."""
        if place > len(composed):
            return place - len(composed) + end
        return bisect_right(range(end + 1), place, key=lambda i: len(unicodedata.normalize("NFC", text[:i]))) - 1

    at = composed.index(opening.label)
    label = text[begins(at) : begins(at + len(opening.label))]
    speech = text[begins(len(composed) + len(text) - end - len(opening.speech)) :]
    return msgspec.structs.replace(opening, label=label, speech=speech)


def _read_composed(text: str) -> Opening | None:
    if (item := ITEM.match(text)) is not None:
        listed = read_opening(text[item.end() :])
        return listed if listed is not None and listed.sure else None
    wide = text.find(WIDE_COLON, 0, _LONGEST)
    if wide > 0 and ":" not in text[:wide] and (opening := _before_wide_colon(text, wide)) is not None:
        return opening
    if (question := _Q.match(text)) is not None:
        return _question(question, text)
    colon = text.find(":", 0, _LONGEST)
    if colon < 0:
        return _without_colon(text)
    if text[colon + 1 : colon + 3].lstrip().startswith(("(", "[")) and (timed := _TIMED_AFTER.match(text)) is not None:
        return Opening(timed["label"], timed["sign"], text[timed.end() :], True)
    if text[:colon].rstrip()[-1:].isdigit() and (timed := _TIMED.match(text)) is not None:
        return Opening(timed["label"], None, text[timed.end() :], True)
    if (bracketed := _BRACKETED.match(text)) is not None and is_part(bracketed["label"][1:-1]):
        return Opening(bracketed["label"], None, text[bracketed.end() :], True)
    opening = _before_colon(text)
    if opening is None or _ends_in_speech(opening.label):
        return _without_colon(text) or opening
    return opening


def _before_wide_colon(text: str, wide: int) -> Opening | None:
    """The label before a colon of full width, as it is typed between Chinese, Japanese and Korean words."""
    speech = text[wide + 1 :].lstrip()
    opening = read_opening(f"{text[:wide].rstrip()}: {speech}")
    if opening is None or opening.speech != speech:
        return None
    return msgspec.structs.replace(opening, sign=WIDE_COLON)


@lru_cache(MOST_LABELS)
def _ends_in_speech(label: str) -> bool:
    """Whether what stands before a colon begins as a label in capitals and goes on in small letters."""
    return label[:2].isupper() and not is_in_capitals(label.partition(" (")[0].partition(" [")[0])


def begins_turn(line: str) -> bool:
    """Whether a line within a paragraph begins a turn all the same: a known label in capitals, or one with a time."""
    begins = line[: _LONGEST + _MOST_ACCENTS]
    if ":" not in begins and WIDE_COLON not in begins and "Q" not in begins:
        return False  # as most lines of a paragraph: the quick look
    if _TIMED.match(line) is not None or _TIMED_AFTER.match(line) is not None:
        return True
    opening = read_opening(line)
    return opening is not None and opening.sure and opening.sign is None and opening.label.upper() == opening.label


def is_half_label(line: str, following: str) -> bool:
    """Whether a line is the first half of a label whose rest begins the next line."""
    words = line.split(None, 4)
    if not 0 < len(words) < 5 or following.startswith("SENIOR "):
        return False
    if words[0].rstrip(".") in {"MR", "MS", "MRS", "DR"}:
        return len(words) == 1 and read_opening(following) is not None
    if not all(map(is_agency_word, words)):
        return False
    opening = read_opening(following)
    return opening is not None and is_part(f"{line} {opening.label}")


def _question(match: re.Match[str], text: str) -> Opening:
    speech = text[match.end() :]
    if match["glued"]:
        return Opening("Q", "", speech, True)
    if match["named"]:
        return Opening(match["named"], None, speech, True)
    if match["other"]:
        return Opening(match["other"], ":", speech, True)
    if match["small"]:
        return Opening("q", "", speech, True)
    return Opening("Q", match["stop"] or match["sign"], speech, True)


def _before_colon(text: str) -> Opening | None:
    match = _COLON.match(text)
    if match is None:
        return None
    label = " ".join(match["label"].split())
    alone = match.end() == len(text) and label.endswith(")")
    sure = _is_sure(label, spaced=bool(match["space"]) or alone)
    return Opening(label, None, text[match.end() :], sure) if sure is not None else None


@lru_cache(MOST_LABELS)
def _is_sure(label: str, *, spaced: bool) -> bool | None:
    """Whether what stands before a colon names a speaker by itself; None if it is no label at all."""
    bare = _ASIDE.sub("", label) if label.endswith((")", "]")) or ", " in label else label
    words = bare.split()
    if not words or len(words) > _MOST_WORDS or not _NOT_IN_LABELS.isdisjoint(bare) or bare.upper() in _UNNAMED:
        return None
    capitals = is_in_capitals(bare)
    known = is_known(bare) if capitals else is_part(bare) and not is_misspelt(bare, resolve_label(bare)[0])
    if not spaced and not known:
        return False if len(words) > 1 and not capitals and _is_name(words) else None
    if known:
        named = _ASIDE_NAMED.match(label, len(bare)) is not None
        return capitals or bare[:1].islower() or named or not _is_common_word(bare)
    if capitals or _HONORED.fullmatch(bare):
        return not capitals or _is_full_name(words)
    return part_beside(label) is not None if _is_name(words) else None


def _is_name(words: list[str]) -> bool:
    """Up to four words with capitals, as a name is printed."""
    return len(words) <= 4 and all(word[:1].isupper() or word in _PARTICLES for word in words)


def _without_colon(text: str) -> Opening | None:
    """A known label in capitals after which the colon is missing, or is another sign."""
    head = _HEAD.match(text[:120])
    if head is None:
        return None
    words = list(_PRINTED.finditer(head[0]))[:7]
    for count in range(len(words), 0, -1):
        printed = head[0][: words[count - 1].end()].rstrip(".,-")
        label = " ".join(printed.split())
        if len(label) < 8 and label not in {"SAO", "AIDE", "STAFF"}:
            return None
        if words[count - 1][0] in {"I", "A", "V", "X"} or not is_part(label) or _is_plural(label):
            continue
        if (opening := without_usual_sign(text, printed)) is not None:
            return msgspec.structs.replace(opening, label=label)
    return None


def without_usual_sign(text: str, label: str) -> Opening | None:
    """The opening of a text that begins with a known label after which the colon is missing, or is another sign."""
    slip = _SLIPPED.match(text, len(label))
    return Opening(label, slip[1] or slip[2] or "", text[slip.end() :], True) if slip is not None else None


def _is_plural(label: str) -> bool:
    return label.endswith("S") and is_misspelt(label, resolve_label(label)[0])


def names_one_present(opening: Opening) -> bool:
    """Whether it is no turn but an entry of the list of those present: "Moderator: Jane Doe, Press Officer"."""
    named = len(opening.label) > 1 and _NAMED.fullmatch(opening.speech) is not None
    return named or _PRESENT.fullmatch(opening.speech) is not None


def names_a_speaker(label: str) -> bool:
    """Whether a label says who speaks also among words that are all in capitals: no heading, nor part of a sentence."""
    words = label.split()
    return is_known(label) and not _is_plural(label) and _LINKING.isdisjoint(words[1:])


def _is_common_word(label: str) -> bool:
    """Whether a label printed in small letters is also how a paragraph of speech may begin: "Question: …"."""
    return label.upper() in {"QUESTION", "ANSWER", "OFFICIAL", "SPEAKER", "VOICE", "STAFF", "AIDE", "PARTICIPANT"}


def _is_full_name(words: list[str]) -> bool:
    """Two to four words in capitals that may be a name; headings have linking words or figures."""
    return (
        2 <= len(words) <= 4
        and all(re.fullmatch(r"[^\W\d_][^\W\d_.’'-]*[.’'\w-]*", w) for w in words)
        and not (_LINKING & set(words))
    )

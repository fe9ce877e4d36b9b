"""The number of an official in a label: as a word, in figures, in Roman numerals, glued on, misspelt."""

import re

from rapidfuzz.distance import OSA

from onbackground.transcript.labels.parts import agency_word

NUMBERS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NUMBERED = re.compile(r"^(?P<stem>[^\d#]*[^\W\d])[\s\-#]*(?:\b(?:NUMBER|NO)\b\.?)?[\s\-#]*(?P<number>\d{1,2})$")


def split_number(label: str) -> tuple[str, str]:
    """Split off the number of an official, written as a word; words and figures may stand in any usual form."""
    if (match := NUMBERED.match(label)) is not None:
        number = int(match["number"])
        stem = re.sub(r"\s+(?:NUMBER|NO\.?)$", "", match["stem"])
        return stem, NUMBERS[number - 1] if 1 <= number <= len(NUMBERS) else match["number"]
    stem, last = parted(label)
    last = last.lstrip("#")
    if not stem or not last:
        glued = next((n for n in NUMBERS if label.endswith("OFFICIAL" + n)), None)
        return (label[: -len(glued)], glued) if glued else (label, "")
    stem = re.sub(r"\s*(?:\bNUMBER|\bNO\.?|#)$", "", stem)
    if last in NUMBERS:
        return stem, last
    if last in ROMAN:
        return stem, NUMBERS[ROMAN.index(last)]
    glued = next((n for n in NUMBERS if last == "OFFICIAL" + n), None)
    if glued is not None:
        return f"{stem} OFFICIAL", glued
    near = near_numbers(label)
    return (stem, near[0]) if len(near) == 1 else (label, "")


def parted(label: str) -> tuple[str, str]:
    """The last word of a label apart: where it stands in pieces after OFFICIAL ("TH REE"), all of them as one."""
    words = label.split()
    if len(words) > 2:
        last = "".join(words[-2:])
        if last in NUMBERS and agency_word(words[-3]) == "OFFICIAL":
            return " ".join(words[:-2]), last
    stem, _, last = label.rpartition(" ")
    return stem, last


def near_numbers(label: str) -> list[str]:
    """The numbers that the last word of an official's label may be a slip of; letters swapped are likelier."""
    stem, last = parted(label)
    if len(last) < 2 or not stem or agency_word(stem.split()[-1]) != "OFFICIAL":
        return []
    near = [n for n in NUMBERS if OSA.distance(last, n, score_cutoff=1) <= 1]
    return [n for n in near if sorted(n) == sorted(last)] or near

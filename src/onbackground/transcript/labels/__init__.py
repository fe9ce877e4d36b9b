"""Speaker labels: who is meant by one, also where it is abbreviated or misspelt."""

import re
from functools import lru_cache
from itertools import pairwise

from onbackground.transcript.document import Role
from onbackground.transcript.labels.letters import ASIDE, cleaned, letters_for_figures
from onbackground.transcript.labels.numbers import NUMBERED, NUMBERS, ROMAN, split_number
from onbackground.transcript.labels.parts import (
    HONORIFICS,
    KNOWN,
    OFFICES,
    SHORT_FOR,
    agency_word,
    is_honorific,
    nearest_known,
)

MOST_LABELS = 32_768
"""More than any call has: what is found out about a label is found out once."""


@lru_cache(MOST_LABELS)
def resolve_label(label: str) -> tuple[str, Role]:
    """Return the label meant and the role of the speaker.

    What stands in parentheses after it ("(cont'd)", a name) is left out; a part in the call after a name is the role.

    >>> resolve_label("SENIOR ADMINISTRATION OFFIAL #2")
    ('SENIOR ADMINISTRATION OFFICIAL TWO', <Role.OFFICIAL: 'official'>)
    >>> resolve_label("Q")
    ('QUESTION', <Role.REPORTER: 'reporter'>)
    """
    clean = letters_for_figures(cleaned(label))
    stem, number = split_number(clean)
    words = [word for before, word in pairwise(["", *stem.split()]) if word != before]
    words = words[1:] if len(words) > 1 and words[0] in {"A", "AN", "THE"} else words
    agency = [agency_word(word) for word in words]
    known = " ".join(word or "" for word in agency)
    if known not in KNOWN:
        own = (all(agency) and "OFFICIAL" in agency) or (len(words) > 1 and words[0].rstrip(".,") in HONORIFICS)
        known = "" if own else nearest_known(" ".join(words)) or ""  # MR. DE RATO is no MODERATOR
    if known:
        return f"{known} {number}".strip(), KNOWN[known]
    if "OFFICIAL" in agency:
        meant = (known or word for known, word in zip(agency, words, strict=True))
        return " ".join(filter(None, [*meant, number])), Role.OFFICIAL
    if len(words) > 1 and is_honorific(words[0]):
        return " ".join([words[0].rstrip(".,") + ".", *words[1:]]), Role.OFFICIAL
    if any(word.rstrip(".,") in OFFICES for word in words):
        return clean, Role.OFFICIAL
    return clean, part_beside(label) or Role.OTHER


@lru_cache(MOST_LABELS)
def part_beside(label: str) -> Role | None:
    """The role of the part in the call that stands in parentheses after a name: "Jane Doe (Moderator)"."""
    beside = ASIDE.search(label)
    return KNOWN.get(beside[0].strip(" ()[]").upper()) if beside is not None else None


@lru_cache(MOST_LABELS)
def is_known(label: str) -> bool:
    """Whether the label says by itself who speaks, as a part in the call or an office; a bare name does not."""
    speaker, role = resolve_label(label)
    return role is not Role.OTHER or is_known_part(speaker)


@lru_cache(MOST_LABELS)
def is_part(label: str) -> bool:
    """Whether the label names a part in the call ("MODERATOR", "SENIOR DEFENSE OFFICIAL"), not a person or office."""
    stem = split_number(resolve_label(label)[0])[0]
    return stem in KNOWN or "OFFICIAL" in stem.split()


def is_agency_word(word: str) -> bool:
    """Whether a word in capitals belongs to officials' labels ("SENIOR", "DEFENSE"), slips included."""
    return word.isupper() and agency_word(word) is not None


@lru_cache(MOST_LABELS)
def is_misspelt(label: str, speaker: str) -> bool:
    """Whether ``label`` is printed otherwise than ``speaker`` is written, beyond the usual abbreviations.

    >>> is_misspelt("MODEARTOR", "MODERATOR"), is_misspelt("SAO #2", "SENIOR ADMINISTRATION OFFICIAL TWO")
    (True, False)
    """
    clean = cleaned(label)
    if clean == speaker:
        return False
    numbered = NUMBERED.match(clean)
    words = clean.split()
    if numbered is not None:
        stem, number = numbered["stem"], split_number(clean)[1]
    elif words[-1] in NUMBERS or words[-1] in ROMAN:
        stem, number = " ".join(words[:-1]), split_number(clean)[1]
    else:
        stem, number = clean, ""
    stem = re.sub(r"\s+(?:NUMBER|NO\.?|#)$", "", stem)
    return f"{SHORT_FOR.get(stem.replace('.', ''), stem)} {number}".strip() != speaker


@lru_cache(MOST_LABELS)
def names_a_person(label: str) -> bool:
    """Whether the label is an honorific and a name, as ``MR. MUNOZ``."""
    first, _, rest = cleaned(label).partition(" ")
    return bool(rest) and is_honorific(first)


def is_known_part(speaker: str) -> bool:
    """Whether a resolved label is a part in the call that is known by its name, numbered or not."""
    return split_number(speaker)[0] in KNOWN

"""The office that stands before a name, where it is not the seat's: "President Kelly"."""

import re

from onbackground.attribution.forms import Form
from onbackground.attribution.meant.passage import Passage
from onbackground.attribution.phrases import capitalised
from onbackground.attribution.roster import Seat
from onbackground.attribution.vocabulary import ELECTED, RANKS, SOVEREIGNS
from onbackground.attribution.words import words_of

_NO_LOWER = "".join(rf"(?<!\b{word} )" for word in ("Under", "Deputy", "Assistant", "Associate", "Press", "Permanent"))
"""Before an office: no word that makes another of it, which sits in briefings."""
_OFFICE_BEFORE = re.compile(
    rf"{_NO_LOWER}(?<!\bUnder)(?<!-)\b"
    r"(?P<office>(?:Attorney|Surgeon|Solicitor|Inspector) General|Secretary[ -]General|Secretary|Leader"
    rf"|{capitalised(SOVEREIGNS | ELECTED)})\.?"
    r"(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)?\s+$"
)


def others_office(passage: Passage, first: int, form: Form) -> str | None:
    """The office before the name, where it is not the seat's or goes with no first name: "President Kelly"."""
    office = _office_before(passage, first)
    if office is None or form.kind == "first":
        return office
    return None if re.search(rf"\b{office}\b", (form.seat.title or "").lower()) else office


def has_higher_office(passage: Passage, first: int, seat: Seat) -> bool:
    """Whether the office before a name is the seat's but for its rank: "Secretary Kelly", of a Deputy Secretary."""
    office, title = _office_before(passage, first), (seat.title or "").lower()
    if office is None or office not in title:
        return False
    return not RANKS.isdisjoint(word.folded for word in words_of(title.partition(office)[0]))


def _office_before(passage: Passage, first: int) -> str | None:
    """The office right before a word, in small letters, without what it is of: "secretary" for Secretary of State."""
    match = _OFFICE_BEFORE.search(passage.before(first))
    return match["office"].lower() if match else None

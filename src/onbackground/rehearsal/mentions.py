"""How somebody is named on air: the form, the words, and where they stand in what is said."""

from __future__ import annotations

import enum

from msgspec import Struct

from .names import Person, spoken


class Form(enum.StrEnum):
    """A way to name somebody."""

    FULL = "full"
    FIRST = "first"
    RANKED = "rank and last"
    LAST = "last"
    NICKNAME = "nickname"
    HONOURED = "honorific and last"
    POSSESSIVE = "possessive"
    BROKEN_OFF = "broken off and begun again"
    INITIALS = "initials"
    PLURAL = "plural"
    PAUSED = "with a pause inside"
    SPELLED = "spelled out"


POSSESSABLE = (Form.FULL, Form.FIRST, Form.RANKED, Form.LAST, Form.NICKNAME, Form.HONOURED)
"""The forms that an apostrophe and an s may follow."""


class Mention(Struct, frozen=True):
    """A name that is spoken: whose, in which form, and its place in one paragraph of a speech, the end excluded."""

    part: str
    form: Form
    paragraph: int
    start: int
    end: int


def named(person: Person, form: Form) -> str:
    """What is said to name a person in this form, without accents, as a voice takes it.

    The possessive is the last name, to be followed by an apostrophe, an s and what is owned.
    """
    first, last = spoken(person.first), spoken(person.last)
    match form:
        case Form.FULL:
            return f"{first} {last}"
        case Form.FIRST:
            return first
        case Form.RANKED:
            return f"{person.title} {last}"
        case Form.LAST | Form.POSSESSIVE:
            return last
        case Form.NICKNAME:
            return spoken(person.nickname)
        case Form.HONOURED:
            return f"{person.honorific} {last}"
        case Form.BROKEN_OFF:
            return f"{first[:4]} — {first} {last}"
        case Form.INITIALS:
            return " ".join(f"{word[0]}." for word in (first, *last.split("-")))
        case Form.PLURAL:
            return f"the {last}s"
        case Form.PAUSED:
            return f"{first}, uh, {last}"
        case Form.SPELLED:
            return f"{last}, {', '.join(last.replace('-', '').upper())}"

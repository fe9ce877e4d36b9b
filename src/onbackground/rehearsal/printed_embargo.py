"""The embargo of a published call as conditions that can be kept."""

from __future__ import annotations

import re
from typing import Final

from ..briefing.embargo import AllOf, AnyOf, Clock, Conclusion, Condition, Event, NoEmbargo, Notice, Section
from ..transcript.ground_rules import Embargo, EmbargoKind

_PART: Final = re.compile(r"(the [a-z ]+): (.+?)(?:; |$)")
_END_OF_CALL: Final = re.compile(r"\b(?:conclusion|completion|end)\b|\b(?:concludes|ends|is over)\b")
_CHOICE: Final = re.compile(r"\s+or\s+(?:until\s+)?")
_HOUR: Final = re.compile(r"\b(?:noon|midnight|\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m|o.clock))", re.IGNORECASE)


def condition_of(printed: Embargo) -> Condition:
    """What the call as a whole waits for; where its parts differ, all that any of them waits for.

    A clock time without an instant is kept in its own words.
    """
    parts = parts_of(printed)
    if parts:
        return AllOf(tuple(part.embargo for part in parts))
    words = _words(printed.text or "the office says so")
    match printed.kind:
        case EmbargoKind.NONE | EmbargoKind.UNMENTIONED:
            return NoEmbargo()
        case EmbargoKind.CONCLUSION:
            return Conclusion()
        case EmbargoKind.NOTICE:
            return Notice("the press office")
        case EmbargoKind.MIXED:
            return _first_of(_CHOICE.split(words), printed)
        case EmbargoKind.CLOCK:
            return _clock(printed) or Event(words)
        case EmbargoKind.EVENT:
            return Event(words)


def parts_of(printed: Embargo) -> tuple[Section, ...]:
    """The parts of the call that have an embargo of their own."""
    said = _PART.findall(printed.text or "") if printed.kind is EmbargoKind.MIXED else []
    return tuple(
        Section(f"part{number}", title.removeprefix("the "), _one_of(_words(text), printed))
        for number, (title, text) in enumerate(said, start=1)
    )


def _first_of(several: list[str], printed: Embargo) -> Condition:
    conditions = tuple(dict.fromkeys(_one_of(words, printed) for words in several))
    return conditions[0] if len(conditions) == 1 else AnyOf(conditions)


def _one_of(words: str, printed: Embargo) -> Condition:
    """One of several conditions, from its words."""
    if _HOUR.search(words) and (clock := _clock(printed)):
        return clock
    return Conclusion() if _END_OF_CALL.search(words) else Event(words)


def _clock(printed: Embargo) -> Clock | None:
    return Clock(round(printed.at.timestamp() * 1000)) if printed.at else None


def _words(text: str) -> str:
    return re.sub(r"^until ", "", text).strip()

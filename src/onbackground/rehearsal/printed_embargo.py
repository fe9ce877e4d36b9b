"""The embargo of a published call as a condition that can be kept."""

from __future__ import annotations

from ..briefing.embargo import AnyOf, Clock, Conclusion, Condition, Event, NoEmbargo, Notice
from ..transcript.ground_rules import Embargo, EmbargoKind


def condition_of(printed: Embargo) -> Condition:
    """What was waited for. A clock time without an instant, or a condition of several, is kept in its own words."""
    words = (printed.text or "the office says so").removeprefix("until ").strip()
    clock = Clock(round(printed.at.timestamp() * 1000)) if printed.at else None
    match printed.kind:
        case EmbargoKind.NONE | EmbargoKind.UNMENTIONED:
            return NoEmbargo()
        case EmbargoKind.CONCLUSION:
            return Conclusion()
        case EmbargoKind.NOTICE:
            return Notice("the press office")
        case EmbargoKind.CLOCK:
            return clock or Event(words)
        case EmbargoKind.EVENT:
            return Event(words)
        case EmbargoKind.MIXED:
            return AnyOf((clock, Event(words))) if clock else Event(words)

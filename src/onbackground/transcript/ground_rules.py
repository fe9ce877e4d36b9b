"""What was agreed about use: how officials may be cited, when the embargo lifts, whether names may be reported."""

import datetime
import enum
from typing import Annotated

import msgspec

_HOUR = r"([01]\d|2[0-3]):[0-5]\d"
_ISO_8601 = rf"^\d{{4}}-[01]\d-[0-3]\dT{_HOUR}:[0-5]\d(\.\d+)?(Z|[+-]{_HOUR})?$"
Moment = Annotated[datetime.datetime, msgspec.Meta(extra_json_schema={"pattern": _ISO_8601})]
"""A day and an hour, with the offset of their zone where one is known."""


class Attribution(msgspec.Struct, frozen=True, omit_defaults=True):
    """How officials may be cited.

    ``level`` is one of "on the record", "on background", "deep background", "off the record"; ``phrase`` is the words
    to cite them by ("senior administration officials"). None is what was not said.
    """

    level: str | None = None
    phrase: str | None = None


class EmbargoKind(enum.StrEnum):
    """What lifts an embargo."""

    CLOCK = "clock"
    """A time of day, with its date."""
    CONCLUSION = "conclusion"
    """The end of the call."""
    EVENT = "event"
    """Something that happens: a landing, a speech, a statement that goes out."""
    NOTICE = "notice"
    """Word from the press office."""
    MIXED = "mixed"
    """Several of these: one or the other, or one for each part of what was said."""
    NONE = "none"
    """It was said that there is no embargo."""
    UNMENTIONED = "unmentioned"
    """Nothing was said of one."""


class Embargo(msgspec.Struct, frozen=True, omit_defaults=True):
    """When what was said may be used.

    ``at`` is the hour of a clock embargo, with the offset of the zone it was said in; of a mixed one, the hour that is
    part of it. ``text`` is the condition in the words used ("until the conclusion of the call").
    """

    kind: EmbargoKind = EmbargoKind.UNMENTIONED
    at: Moment | None = None
    text: str | None = None


class GroundRules(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was agreed about use, as said on the call.

    ``names_given`` is whether officials were named on the call for the reporters' awareness and not for their reports,
    ``audio_released`` whether the office gives out the sound of the call.
    """

    attribution: Attribution = Attribution()
    embargo: Embargo = Embargo()
    names_given: bool = False
    audio_released: bool = False

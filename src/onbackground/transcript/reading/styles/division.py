"""What a house style makes of a page: what comes before the call, and who says what."""

from typing import NamedTuple, Protocol

import msgspec

from onbackground.transcript.document import FindingKind, Role
from onbackground.transcript.reading.paragraphs import Paragraph


class Doubt(NamedTuple):
    """What the reader of a turn or a page is not sure of."""

    kind: FindingKind
    reason: str
    line: int


class Spoken(msgspec.Struct, gc=False):
    """A turn in the making: the line it begins on, its label and sign as printed, its paragraphs without the label.

    ``speaker`` is None where the label itself says it, ``role`` where the label or the speaker does.
    """

    line: int
    label: str
    paragraphs: list[Paragraph]
    sign: str | None = None
    speaker: str | None = None
    role: Role | None = None
    doubts: list[Doubt] = msgspec.field(default_factory=list)


class Division(NamedTuple):
    """A page divided: the paragraphs before the first turn, the turns, the headings in the call that nobody spoke."""

    before: list[Paragraph]
    spoken: list[Spoken]
    notes: list[str]


class HouseStyle(Protocol):
    """A way of showing who speaks, as it reads one page; made with the paragraphs of the page."""

    @property
    def name(self) -> str:
        """What the style is called."""

    def fits(self) -> float:
        """Say how well this style fits: 0 not at all, 1 wholly, more beyond doubt. The one that fits best reads."""

    def divide(self) -> Division:
        """Divide a page that fits into turns. What follows the call stays with the last turn."""

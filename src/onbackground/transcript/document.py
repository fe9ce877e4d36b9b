"""The transcript of a call as one typed, immutable document.

However a transcript came about (held here, or published elsewhere) it is one :class:`Transcript`; every printed
form is a view of it, and its JSON is the document itself.

**Ids.** A turn is given its id once, when it is first written down, and keeps it: ``t001``, ``t002``… in the order
of the call (:func:`turn_id`). An id is never given again; a turn taken out leaves a gap, and one cut in two keeps its
own for the first part. So links to turns stay good.
"""

import datetime
import enum
from collections.abc import Iterable
from itertools import accumulate, takewhile
from operator import attrgetter

import msgspec

from onbackground.transcript.ground_rules import GroundRules, Moment

_LEAST = 100


class Role(enum.StrEnum):
    """What a speaker does on the call."""

    MODERATOR = "moderator"
    OPERATOR = "operator"
    OFFICIAL = "official"
    REPORTER = "reporter"
    OTHER = "other"


class MarkKind(enum.StrEnum):
    """What a marked stretch of a paragraph is."""

    ALIAS = "alias"
    """A name replaced by a bracketed alias: ``[Senior Administration Official One]``."""
    INSERTION = "insertion"
    """Words put in by the publisher, in brackets: ``[Union]``."""
    STRUCK = "struck"
    """Words published as struck out."""
    CORRECTION = "correction"
    """The bracketed words that stand for the struck ones before them: ``[July]``."""
    INAUDIBLE = "inaudible"
    OFF_MIKE = "off-mike"
    LAUGHTER = "laughter"
    CROSSTALK = "crosstalk"
    REDACTED = "redacted"
    """Words left out by the publisher: ``[redacted]``, ``█████``."""
    ASIDE = "aside"
    """Any other remark of the stenographer: ``(The call drops.)``."""
    SELF_INTERRUPTION = "self-interruption"
    """The dash at which a speaker stops and begins again: ``a – one of``."""
    CUT_OFF = "cut-off"
    """The dash at which a turn ends unfinished: ``can you --``."""


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A stretch of one paragraph of a turn that is more than plain speech.

    ``paragraph`` counts from 0; ``start`` and ``end`` are character offsets in that paragraph, end excluded.
    """

    kind: MarkKind
    paragraph: int
    start: int
    end: int


class Turn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What one speaker says until another begins.

    ``label`` is as printed, typing errors included; ``speaker`` is the label it stands for (``MODEARTOR`` printed,
    ``MODERATOR`` meant; ``Q`` printed, ``QUESTION`` meant). ``sign`` is what is printed between the label and the
    words where that is not what the style asks for (a colon; nothing after ``Q``): ``";"``, ``""``, ``"\\n"`` for a
    label on a line of its own, or ``"\\nTreasurer\\n"`` for a name with a title below it. ``start`` and ``end`` are
    milliseconds from the start of the call, or None where no recording gives them. Paragraphs hold plain text, one line
    each; a label without words has none.
    """

    id: str
    label: str
    speaker: str
    role: Role
    paragraphs: tuple[str, ...]
    sign: str | None = None
    start: int | None = None
    end: int | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs with an empty line between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def marked(self) -> list[tuple[str, list[Mark]]]:
        """Each paragraph with its marks, in the order they begin; of two that begin together, the shorter first."""
        marks: list[list[Mark]] = [[] for _ in self.paragraphs]
        for mark in sorted(self.marks, key=attrgetter("start", "end")):
            marks[mark.paragraph].append(mark)
        return list(zip(self.paragraphs, marks, strict=True))


class Speaker(msgspec.Struct, frozen=True):
    """One who speaks: the resolved label, and the role it stands for."""

    label: str
    role: Role


class FindingKind(enum.StrEnum):
    """What may be wrong with a published call."""

    LOST_TURN = "lost-turn"
    """Someone seems to have spoken here, and it is not printed."""
    UNBALANCED_BRACKET = "unbalanced-bracket"
    MISATTRIBUTED = "misattributed"
    """The words seem to be another speaker's than the label says."""
    NO_QUESTION = "no-question"
    """A reporter is called, and asks nothing before someone else speaks."""
    NAMED = "named"
    """Someone is addressed by a name that the call does not give otherwise."""
    INTRODUCED = "introduced"
    """Those who are introduced are not those who speak."""
    TITLE = "title"
    """The title does not fit the call."""
    DATE = "date"
    """Two dates of the page do not go together."""
    STORED_TWICE = "stored-twice"
    """The page holds the call twice; the first copy is read."""
    REPEATED = "repeated"
    """The same long turn is printed twice."""
    MISSPELT_LABEL = "misspelt-label"
    UNKNOWN_LABEL = "unknown-label"
    """A label of nobody known, printed once: it may be part of someone's speech."""
    RUN_IN_LABEL = "run-in-label"
    """A label in the middle of a paragraph, read as the beginning of a turn."""
    ENCODING = "encoding"
    """The file is not in UTF-8, and is read as what it seems to be."""
    NO_LABELS = "no-labels"
    """No speaker is named; the whole is read as one turn."""
    NOT_EXAMINED = "not-examined"
    """There are more turns than are looked at for what may be wrong."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A doubt about a transcript, for a person to settle; nothing is mended for it.

    ``reason`` says in a sentence what is odd. Where it is: the id of the ``turn``, the ``paragraph`` of it (from 0),
    the character offsets ``start`` and ``end`` in that paragraph, and the ``line`` of the file read (from 1); None
    where the doubt is about more than that.
    """

    kind: FindingKind
    reason: str
    turn: str | None = None
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None


class Transcript(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One call.

    ``series`` is the kind of call it was published under ("press-briefings"), ``via`` how people took part ("Via
    Teleconference"). ``start`` and ``end`` carry the offset of the zone they were printed in. ``published`` is the day
    the page came out; ``published_time`` and ``modified_time`` are the moments at which it did, and was changed last,
    where it says so. ``front`` is every line a page prints before the call, ``footers`` every line after it; ``notes``
    are remarks of the publisher on the text, and ``findings`` what a reader doubts.
    """

    title: str | None = None
    series: str | None = None
    place: str | None = None
    via: str | None = None
    call_date: datetime.date | None = None
    start: Moment | None = None
    end: Moment | None = None
    published: datetime.date | None = None
    published_time: Moment | None = None
    modified_time: Moment | None = None
    source: str | None = None
    language: str = "en"
    ground_rules: GroundRules = GroundRules()
    speakers: tuple[Speaker, ...] = ()
    turns: tuple[Turn, ...] = ()
    front: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def how_many_within(turns: Iterable[Turn], characters: int) -> int:
    """How many turns from the first on have so many characters together, or fewer.

    No turn, and no paragraph, counts for fewer than a hundred: many that are short are as much to look at.
    """
    sizes = (max(_LEAST, sum(max(_LEAST, len(one)) for one in turn.paragraphs)) for turn in turns)
    return sum(1 for _ in takewhile(lambda so_far: so_far <= characters, accumulate(sizes)))


def turn_id(number: int, part: int = 1) -> str:
    """Return the id of the turn that comes ``number``-th (from 1) when a call is first written down.

    Of one that was cut since it is the id of the first part; the others have letters behind it: ``t012b``, ``t012c``…
    """
    return f"t{number:03d}{_letters(part) if part > 1 else ''}"


def _letters(number: int) -> str:
    """``a`` to ``z``, then ``aa``, ``ab``…"""
    more, letter = divmod(number - 1, 26)
    return (_letters(more) if more else "") + chr(ord("a") + letter)


def speakers_of(turns: tuple[Turn, ...]) -> tuple[Speaker, ...]:
    """Return everyone who speaks in ``turns``, in the order they are first heard."""
    first: dict[str, Speaker] = {}
    for turn in turns:
        first.setdefault(turn.speaker, Speaker(turn.speaker, turn.role))
    return tuple(first.values())

"""A call in the log as the exchange and the scribe would have left it, step by step. Nobody in it exists."""

from __future__ import annotations

from pathlib import Path

from call_in_log import CallInLog
from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Conclusion, Condition, Event
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.terms import HOUSE, Fillers, GroundRules, Role, Seat
from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import Recorder
from onbackground.record.events import (
    PROGRAMME,
    RATE,
    Announced,
    SegmentWritten,
    Word,
)
from onbackground.release.keeper import Keeper
from onbackground.transcript.writing import Imprint

BRIEFING = "fable"
START = 1_700_000_000_000
EVENT = Event("the airship lands in Port Fable")
CONCLUSION = Conclusion()

NAMES = {
    "mod": "Imogen Castlebury",
    "op": "Hollis Penhallow",
    "one": "Rosalind Wexford",
    "two": "Leonard Ashworth",
    "r1": "Ada Merrow",
    "r2": "Ben Sandoval",
    "ear": "Gil Quillfeather",
}
KEPT_UNNAMED = ("Imogen", "Castlebury", "Rosalind", "Wexford", "Leonard", "Ashworth")
ROLES = {
    "mod": Role.MODERATOR,
    "op": Role.OPERATOR,
    "one": Role.OFFICIAL,
    "two": Role.OFFICIAL,
    "r1": Role.REPORTER,
    "r2": Role.REPORTER,
    "ear": Role.LISTENER,
}
ALIASES = {
    Role.MODERATOR: "Moderator",
    Role.OPERATOR: "Operator",
    Role.REPORTER: "Question",
    Role.LISTENER: "Listener",
}


def seats(*, on_the_record: frozenset[str] = frozenset()) -> tuple[Seat, ...]:
    officials = {"one": "Senior Administration Official One", "two": "Senior Administration Official Two"}
    return tuple(
        Seat(
            id=id_,
            role=role,
            name=Sealed(NAMES[id_]),
            alias=NAMES[id_] if id_ in on_the_record else officials.get(id_) or ALIASES[role],
            outlet="the Fable Courier" if role is Role.REPORTER else "",
            named=id_ in on_the_record,
            pin=f"pin-{id_}",
        )
        for id_, role in ROLES.items()
    )


def keeper_of(call: HeldCall, public: Path, imprint: Imprint | None = None) -> Keeper:
    """A keeper whose data folder lies beside the public one, on the call's own clock."""
    folder = DataFolder(public.parent / f"{public.name}-data")
    folder.ring.begin(BRIEFING)
    return Keeper(call.recorder, folder, public, imprint, now=lambda: call.now)


def folder_in(public: Path) -> Path:
    """The one briefing that is published there."""
    (folder,) = [path for path in public.iterdir() if path.is_dir() and path.name != "log"]
    return folder


class HeldCall(CallInLog):
    """One briefing, driven by commands, with what is said in it put on the tracks as words at once, or later."""

    def __init__(
        self,
        embargo: Condition = CONCLUSION,
        *,
        recorder: Recorder | None = None,
        on_the_record: frozenset[str] = frozenset(),
        title: str = "Harbour talks",
        fillers: Fillers = Fillers.PUBLISHED,
        rules: GroundRules | None = None,
        people: tuple[Seat, ...] = (),
    ) -> None:
        convene = do.Convene(
            at=START,
            by=HOUSE,
            title=title,
            ground_rules=rules or GroundRules(embargo=embargo),
            seats=people or seats(on_the_record=on_the_record),
            starts_at=START,
            fillers=fillers,
        )
        super().__init__(recorder or MemoryRecorder(), BRIEFING, convene)

    def open(self) -> None:
        self.give(do.Open(at=self.now, by="mod"))

    def conclude(self) -> None:
        self.give(do.Conclude(at=self.now, by="mod"))

    def record(self, seat: str, seconds: float = 2.0, line: str = "") -> SegmentWritten:
        """A segment of this seat's track, from now on."""
        line = line or f"line-{seat}"
        start = self.now * RATE // 1000
        segment = SegmentWritten(
            line, line, seat, start, round(seconds * RATE), f"tracks/{BRIEFING}/{line}/{start}.sealed"
        )
        self.track(segment)
        self.now += round(seconds * 1000)
        return segment

    def transcribe(self, segment: SegmentWritten, text: str = "", probability: float = 0.9) -> None:
        """The scribe wrote down what was said in a segment, which may have been nothing."""
        said = text.split()
        step = segment.samples // (len(said) + 1)
        starts = [segment.start + n * step for n in range(len(said))]
        self.hear(segment, [Word(at, at + step // 2, word, probability) for at, word in zip(starts, said, strict=True)])

    def say(self, seat: str, text: str, *, line: str = "", probability: float = 0.9) -> None:
        """Somebody says something and the scribe writes it down."""
        self.transcribe(self.record(seat, line=line), text, probability)

    def announce(self, text: str) -> None:
        """The house's own voice."""
        self.track(Announced(PROGRAMME, self.now * RATE // 1000, 2 * RATE, text))
        self.now += 2000


def whole_call(embargo: Condition = CONCLUSION, **options: object) -> HeldCall:
    """A short call that has concluded and is completely written down."""
    call = HeldCall(embargo, **options)  # type: ignore[arg-type]
    for seat in ("mod", "one", "r1"):
        call.dial(seat)
    call.open()
    call.say("mod", "Good morning. With us is Rosalind Wexford. Rosalind, please.")
    call.say("one", "Thank you, Imogen. The barrier will be ready in October.")
    call.announce("Our first question is from Ada Merrow with the Fable Courier.")
    call.say("r1", "Who pays for it?")
    call.say("one", "The port does.")
    call.conclude()
    call.finish()
    return call

"""The keeper: nothing before the lift, everything once after it."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from flagging import flag_everywhere
from held_call import BRIEFING, CONCLUSION, EVENT, KEPT_UNNAMED, HeldCall, folder_in, keeper_of, whole_call
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from onbackground.attribution.call import CallGuard
from onbackground.attribution.flags import Reason
from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Condition, NoEmbargo
from onbackground.briefing.terms import Level
from onbackground.record.events import SegmentWritten
from onbackground.rehearsal.press_officer import REASON, override_flags
from onbackground.release import making
from onbackground.release.assembly import draft, guard_of, read_edits, read_record
from onbackground.release.editing.deciding import OverrideFlags, Refused, SettleFlag, TakeBack, Wish
from onbackground.release.editing.draft import RaisedFlag
from onbackground.release.editing.events import FlagsOverridden, Ruling
from onbackground.release.editor import edit
from onbackground.release.public_folder import PublicFolder
from onbackground.release.versions import Published, release_stream
from onbackground.transcript.reading import read_transcript


def declare(call: HeldCall) -> None:
    call.give(do.Declare(at=call.now, by="mod"))


def test_a_call_that_has_concluded_and_is_written_down_is_published(tmp_path: Path) -> None:
    call = whole_call()
    assert keeper_of(call, tmp_path).look() == [folder_in(tmp_path)]
    published = read_transcript(folder_in(tmp_path) / "transcript.json")
    assert len(published.turns) == 5
    everything = "".join(path.read_bytes().decode(errors="replace") for path in (folder_in(tmp_path)).iterdir())
    assert [name for name in KEPT_UNNAMED if name.lower() in everything.lower()] == []


def test_before_the_lift_there_is_nothing_not_even_a_folder(tmp_path: Path) -> None:
    call = whole_call(EVENT)
    keeper = keeper_of(call, tmp_path / "public")
    assert keeper.look() == []
    assert not (tmp_path / "public").exists()
    assert call.recorder.version(release_stream(BRIEFING)) == 0
    declare(call)
    assert keeper.look() == [folder_in(tmp_path / "public")]


def test_an_event_declared_during_the_call_lifts_at_the_conclusion(tmp_path: Path) -> None:
    call = HeldCall(EVENT)
    call.dial("mod")
    call.open()
    declare(call)
    call.say("mod", "Good morning.")
    keeper = keeper_of(call, tmp_path)
    assert keeper.look() == []
    call.conclude()
    call.finish()
    assert keeper.look() == [folder_in(tmp_path)]


def test_after_the_lift_it_waits_until_recording_has_ended(tmp_path: Path) -> None:
    call = HeldCall()
    call.dial("mod")
    call.open()
    call.say("mod", "Good morning.")
    call.conclude()
    keeper = keeper_of(call, tmp_path)
    assert keeper.look() == []
    call.finish()
    assert keeper.look() == [folder_in(tmp_path)]


def test_after_the_lift_it_waits_for_the_last_word(tmp_path: Path) -> None:
    call = HeldCall()
    call.dial("mod")
    call.open()
    call.say("mod", "Good morning.")
    last = call.record("mod")
    call.conclude()
    call.finish()
    keeper = keeper_of(call, tmp_path)
    assert keeper.look() == []
    call.transcribe(last, "Goodbye.")
    assert keeper.look() == [folder_in(tmp_path)]
    assert "Goodbye." in (folder_in(tmp_path) / "transcript.txt").read_text()


def test_what_is_settled_after_the_call_is_what_is_published(tmp_path: Path) -> None:
    call = whole_call(EVENT)
    keeper = keeper_of(call, tmp_path)
    keeper.look()
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="one", alias="Senior Harbour Official"))
    call.give(do.ChangeGroundRules(at=call.now, by="mod", level=Level.ON_BACKGROUND, phrase="harbour officials"))
    call.give(do.MoveEmbargo(at=call.now, by="mod", embargo=CONCLUSION, reason="It is over."))
    keeper.look()
    published = read_transcript(folder_in(tmp_path) / "transcript.json")
    assert published.turns[1].label == "SENIOR HARBOUR OFFICIAL"
    assert published.turns[0].text.count("[Senior Harbour Official]") == 2
    assert published.ground_rules.attribution.phrase == "harbour officials"
    assert published.ground_rules.embargo.text == "until the conclusion of the call"


def test_it_publishes_once(tmp_path: Path) -> None:
    call = whole_call()
    keeper = keeper_of(call, tmp_path)
    keeper.look()
    before = (folder_in(tmp_path) / "index.html").stat().st_mtime_ns
    assert keeper.look() == []
    assert call.recorder.version(release_stream(BRIEFING)) == 1
    keeper_of(call, tmp_path).look()
    assert (folder_in(tmp_path) / "index.html").stat().st_mtime_ns == before
    assert call.recorder.version(release_stream(BRIEFING)) == 1


def test_what_a_killed_keeper_wrote_aside_is_gone_when_the_next_one_starts(tmp_path: Path) -> None:
    (tmp_path / ".unpublished-abc").mkdir()
    (tmp_path / ".unpublished-abc" / "index.html").write_text("half")
    keeper_of(whole_call(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = whole_call()
    keeper = keeper_of(call, tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(PublicFolder, "publish", full)
        with pytest.raises(OSError, match="No space"):
            keeper.look()
    assert keeper.look() == [folder_in(tmp_path)]


# ── Flags and corrections ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def flagged(monkeypatch: pytest.MonkeyPatch) -> HeldCall:
    """A call that could be published but for the flags at "us" and "pays"."""
    flag_everywhere(monkeypatch, {"us": Reason.GENDER, "pays": Reason.BIOGRAPHY})
    return whole_call()


def decided(call: HeldCall, wish: Wish) -> None:
    outcome = edit(call.recorder, BRIEFING, call.state, wish, "mod", call.now)
    assert not isinstance(outcome, Refused), outcome


def open_flags(call: HeldCall) -> tuple[RaisedFlag, ...]:
    record, edits = read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING)
    return draft(call.state, record, edits, CallGuard(guard_of(call.state.seats.values()))).open


def test_an_open_flag_keeps_everything_back(flagged: HeldCall, tmp_path: Path) -> None:
    keeper = keeper_of(flagged, tmp_path / "public")
    assert keeper.look() == []
    first, second = open_flags(flagged)
    decided(flagged, SettleFlag(seen=0, flag=first.key, ruling=Ruling.KEEP))
    assert keeper.look() == []
    assert not (tmp_path / "public").exists()
    decided(flagged, SettleFlag(seen=1, flag=second.key, ruling=Ruling.REPLACE, text="is paying"))
    assert keeper.look() == [folder_in(tmp_path / "public")]
    assert "Who [is paying] for it?" in (folder_in(tmp_path / "public") / "transcript.txt").read_text()


def test_an_override_publishes_with_its_reason_in_the_log(flagged: HeldCall, tmp_path: Path) -> None:
    keeper = keeper_of(flagged, tmp_path)
    keeper.look()
    decided(flagged, OverrideFlags(open=2, reason="Both officials agree."))
    assert keeper.look() == [folder_in(tmp_path)]
    (event,) = read_edits(flagged.recorder, BRIEFING).events
    assert isinstance(event, FlagsOverridden) and (event.by, event.reason) == ("mod", "Both officials agree.")
    (noted,) = flagged.recorder.read(release_stream(BRIEFING))
    published = msgspec.json.decode(noted.data, type=Published)
    assert (published.name, published.version, published.edits) == (folder_in(tmp_path).name, 1, 1)


def test_a_withdrawn_override_keeps_back_again(flagged: HeldCall, tmp_path: Path) -> None:
    decided(flagged, OverrideFlags(open=2, reason="Both officials agree."))
    decided(flagged, TakeBack(event=1))
    assert keeper_of(flagged, tmp_path).look() == []


def test_a_rehearsal_is_published_by_an_override_that_says_so(flagged: HeldCall, tmp_path: Path) -> None:
    assert override_flags(flagged.recorder, BRIEFING, flagged.now) == 2
    (event,) = read_edits(flagged.recorder, BRIEFING).events
    assert isinstance(event, FlagsOverridden) and (event.by, event.reason) == ("mod", REASON)
    assert override_flags(flagged.recorder, BRIEFING, flagged.now) == 0
    assert keeper_of(flagged, tmp_path).look() == [folder_in(tmp_path)]


def test_while_it_waits_nothing_is_assembled_until_something_changes(
    flagged: HeldCall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = keeper_of(flagged, tmp_path)
    keeper.look()
    with monkeypatch.context() as patch:
        patch.setattr(making, "draft", lambda *_: pytest.fail("assembled again"))
        assert keeper.look() == []
    decided(flagged, OverrideFlags(open=2, reason="Both officials agree."))
    assert keeper.look() == [folder_in(tmp_path)]


# ── In any order of events ─────────────────────────────────────────────────────────────────────────────────────────

PEOPLE = st.sampled_from(["mod", "one", "r1"])
EMBARGOES = st.sampled_from([CONCLUSION, EVENT, NoEmbargo()])


class AnyOrder(RuleBasedStateMachine):
    """A call whose steps, words and restarts come in any order: nothing is public before the lift, ever."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.public = Path(self.folder.name, "public")
        self.public.mkdir()
        self.call = HeldCall(EVENT)
        self.keeper = keeper_of(self.call, self.public)
        self.waiting: list[SegmentWritten] = []
        self.finished = False

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(who=PEOPLE)
    def dials_in(self, who: str) -> None:
        if not self.call.state.present(who):
            self.call.dial(who, line=f"line-{who}-{self.call.state.version}")

    @rule()
    def opens(self) -> None:
        self.call.try_to(do.Open(at=self.call.now, by="mod"))

    @rule(who=PEOPLE)
    def speaks(self, who: str) -> None:
        line = self.call.state.line_of.get(who)
        if line and not self.finished:
            self.waiting.append(self.call.record(who, line=line))

    @rule(data=st.data())
    def becomes_words(self, data: st.DataObject) -> None:
        if self.waiting:
            segment = self.waiting.pop(data.draw(st.integers(0, len(self.waiting) - 1)))
            self.call.transcribe(segment, "Rosalind said so.")

    @rule(embargo=EMBARGOES)
    def moves_the_embargo(self, embargo: Condition) -> None:
        self.call.try_to(do.MoveEmbargo(at=self.call.now, by="mod", embargo=embargo, reason="It is so decided."))

    @rule()
    def declares(self) -> None:
        self.call.try_to(do.Declare(at=self.call.now, by="mod"))

    @rule()
    def concludes(self) -> None:
        self.call.try_to(do.Conclude(at=self.call.now, by="mod"))

    @rule()
    def finishes(self) -> None:
        if self.call.state.concluded_at is not None and not self.finished:
            self.finished = True
            self.call.finish()

    @rule()
    def the_keeper_restarts(self) -> None:
        self.keeper = keeper_of(self.call, self.public)

    @invariant()
    def nothing_is_public_before_its_time(self) -> None:
        self.keeper.look()
        may_be = self.call.state.lifted and self.finished
        if not may_be:
            assert list(self.public.iterdir()) == []
        if may_be and not self.waiting:
            assert "Rosalind" not in (folder_in(self.public) / "transcript.txt").read_text()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)

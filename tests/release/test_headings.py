"""What is printed around the turns: flagged, settled and kept back as the turns are."""

from __future__ import annotations

from pathlib import Path

import pytest
from flagging import flag_everywhere
from held_call import BRIEFING, EVENT, HeldCall, folder_in, keeper_of, whole_call

from onbackground.attribution.call import CallGuard
from onbackground.attribution.flags import Reason
from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Event
from onbackground.briefing.terms import GroundRules, Level
from onbackground.release.assembly import assemble, draft, guard_of, read_edits, read_record
from onbackground.release.correcting import withdraw
from onbackground.release.editing.deciding import CorrectWords, OverrideFlags, Refused, SettleFlag, Wish
from onbackground.release.editing.draft import RaisedFlag
from onbackground.release.editing.events import FlagSettled, Ruling
from onbackground.release.editing.headings import Heading, Kind
from onbackground.release.editor import edit
from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript

FLAGS = {"envoy": Reason.BIOGRAPHY, "Ros": Reason.UNSURE}


@pytest.fixture(autouse=True)
def _flags(monkeypatch: pytest.MonkeyPatch) -> None:
    flag_everywhere(monkeypatch, FLAGS)


def flags(call: HeldCall) -> tuple[RaisedFlag, ...]:
    record, edits = read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING)
    return draft(call.state, record, edits, CallGuard(guard_of(call.state.seats.values()))).open


def ask(call: HeldCall, wish: Wish, by: str = "mod") -> object:
    return edit(call.recorder, BRIEFING, call.state, wish, by, call.now)


def settle(call: HeldCall, flag: RaisedFlag, ruling: Ruling = Ruling.KEEP, text: str = "") -> object:
    version = read_edits(call.recorder, BRIEFING).version
    return ask(call, SettleFlag(seen=version, flag=flag.key, ruling=ruling, text=text))


def published(call: HeldCall) -> Transcript:
    return assemble(call.state, read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING))


def test_every_heading_is_flagged_in_its_surroundings() -> None:
    call = whole_call(
        title="The envoy speaks", rules=GroundRules(phrase="the envoy himself", embargo=Event("the envoy arrives"))
    )
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="one", phrase="an envoy"))
    raised = {flag.heading: flag.before + f"<{flag.printed}>" + flag.after for flag in flags(call)}
    assert raised == {
        Kind.TITLE: "The <envoy> speaks",
        Kind.PHRASE: "the <envoy> himself",
        Kind.CITATION: "an <envoy>",
        Kind.EMBARGO: "until the <envoy> arrives",
    }
    assert all(flag.turn is None for flag in flags(call))


def test_what_is_settled_is_printed(tmp_path: Path) -> None:
    call = whole_call(title="The envoy speaks with Ros", rules=GroundRules(phrase="the envoy himself"))
    envoy, ros, phrase = flags(call)
    assert settle(call, envoy, Ruling.REPLACE, "the visitor") is not Refused.STALE
    settle(call, ros, Ruling.REPLACE, "[Senior Administration Official One]")
    settle(call, phrase)
    transcript = published(call)
    assert transcript.title == "The [the visitor] speaks with [Senior Administration Official One]"
    assert transcript.ground_rules.attribution.phrase == "the envoy himself"
    assert flags(call) == ()


def test_an_open_flag_in_the_title_keeps_the_call_back_until_it_is_settled(tmp_path: Path) -> None:
    call = whole_call(title="The envoy speaks")
    keeper = keeper_of(call, tmp_path)
    assert keeper.look() == []
    settle(call, flags(call)[0], Ruling.REPLACE, "visitor")
    assert keeper.look() == [folder_in(tmp_path)]
    assert read_transcript(folder_in(tmp_path) / "transcript.json").title == "The [visitor] speaks"
    assert "envoy" not in folder_in(tmp_path).name


def test_only_the_moderator_settles_it_and_nobody_corrects_it() -> None:
    call = whole_call(title="The envoy speaks")
    (flag,) = flags(call)
    assert ask(call, SettleFlag(seen=0, flag=flag.key, ruling=Ruling.KEEP), by="op") is Refused.NOT_YOURS
    assert ask(call, CorrectWords(seen=0, place=flag.key.place, text="visitor")) is Refused.NO_SUCH_WORDS


def test_other_words_are_open_again_and_an_alias_that_changes_is_not() -> None:
    call = whole_call(rules=GroundRules(phrase="the envoy and aides", embargo=EVENT))
    settle(call, flags(call)[0])
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="one", alias="Senior Harbour Official"))
    assert flags(call) == ()
    call.give(do.ChangeGroundRules(at=call.now, by="mod", level=Level.ON_BACKGROUND, phrase="the envoy and others"))
    assert [flag.heading for flag in flags(call)] == [Kind.PHRASE]


def test_a_flag_that_is_raised_after_the_release_can_still_be_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = whole_call()
    keeper = keeper_of(call, tmp_path)
    keeper.look()
    assert ask(call, OverrideFlags(open=0, reason="None.")) is Refused.NOTHING_OPEN
    flag_everywhere(monkeypatch, {"talks": Reason.AGENCY})  # as a guard of later does
    (flag,) = flags(call)
    assert isinstance(settle(call, flag), FlagSettled)
    assert flags(call) == ()
    assert keeper.look() == []


def test_a_reason_that_is_flagged_is_refused_as_it_would_be_published(tmp_path: Path) -> None:
    call = whole_call()
    keeper_of(call, tmp_path).look()
    assert withdraw(call.recorder, BRIEFING, call.state, "The envoy asked for it.", call.now) is Refused.FLAGGED
    assert withdraw(call.recorder, BRIEFING, call.state, "It was a mistake.", call.now) is None


def test_a_heading_tells_neither_its_words_nor_one_text_from_another_for_sure() -> None:
    one, other = (Heading(Kind.CITATION, text, "s3") for text in ("Rosalind Wexford", "the official"))
    assert "Rosalind" not in repr(one)
    assert one.place.track != other.place.track
    assert one.place.track.startswith("heading-citation-s3-")
    assert len(one.place.track) == len("heading-citation-s3-") + 4

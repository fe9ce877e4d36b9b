"""A rehearsal's press officer settles flags at the desk: only what is flagged, by what was in truth said there."""

from __future__ import annotations

from pathlib import Path

import pytest
from flagging import flag_everywhere
from held_call import ALIASES, BRIEFING, NAMES, HeldCall

from onbackground.attribution.flags import Reason
from onbackground.briefing.terms import GroundRules, Role
from onbackground.log.folder import DataFolder
from onbackground.rehearsal.mentions import Form, Mention
from onbackground.rehearsal.press_officer import Settled, settle_flags
from onbackground.rehearsal.script import Part, Script, Speech
from onbackground.rehearsal.unnamed import missed
from onbackground.release.assembly import assemble, read_edits, read_record
from onbackground.release.editing.events import FlagSettled, Ruling
from onbackground.transcript.document import Transcript

ONE, TWO = "Senior Administration Official One", "Senior Administration Official Two"
PARTS = (
    Part("mod", Role.MODERATOR, NAMES["mod"], ALIASES[Role.MODERATOR]),
    Part("one", Role.OFFICIAL, NAMES["one"], ONE),
    Part("two", Role.OFFICIAL, NAMES["two"], TWO),
)


def speech(part: str, text: str, *names: tuple[str, str]) -> Speech:
    """What a part says; ``names`` are the words that name somebody, and whom."""
    mentions = tuple(
        Mention(whose, Form.FIRST, 0, text.index(name), text.index(name) + len(name)) for name, whose in names
    )
    return Speech(part, (text,), f"of {part}", mentions)


def settled(tmp_path: Path, call: HeldCall, *speeches: Speech) -> tuple[Settled, Transcript]:
    """Settle the flags of a call of which these speeches are the script; also its transcript after that."""
    script = Script("Harbour talks", GroundRules(), PARTS, speeches)
    call.conclude()
    call.finish()
    done = settle_flags(DataFolder(tmp_path), call.recorder, BRIEFING, script, call.now)
    return done, assemble(call.state, read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING))


@pytest.fixture
def call() -> HeldCall:
    call = HeldCall()
    for seat in ("mod", "one"):
        call.dial(seat)
    call.open()
    return call


def test_where_somebody_was_named_their_alias_is_to_stand_and_elsewhere_what_is_printed(
    tmp_path: Path, call: HeldCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag_everywhere(monkeypatch, {"it": Reason.UNSURE, "barrier": Reason.UNSURE, "Friday": Reason.BIOGRAPHY})
    call.say("mod", "I think it can take that. The barrier is ready on Friday.")
    said = speech("mod", "I think Leonard can take that. The barrier is ready on Friday.", ("Leonard", "two"))
    done, after = settled(tmp_path, call, said)
    assert (done.replaced, done.kept) == (1, 2)
    assert done.before.turns[0].text == "I think it can take that. The barrier is ready on Friday."
    assert after.turns[0].text == f"I think [{TWO}] can take that. The barrier is ready on Friday."


def test_what_is_not_flagged_is_not_found(tmp_path: Path, call: HeldCall, monkeypatch: pytest.MonkeyPatch) -> None:
    flag_everywhere(monkeypatch, {"think": Reason.UNSURE})
    call.say("mod", "I think it can take that after the talks.")
    said = speech("mod", "I think Leonard can take that after the talks.", ("Leonard", "two"))
    done, after = settled(tmp_path, call, said)
    assert (done.replaced, done.kept) == (0, 1)
    assert after.turns == done.before.turns
    script = Script("Harbour talks", GroundRules(), PARTS, (said,))
    assert [one.published for one in missed(script, after)] == ["it"]


def test_it_is_an_entry_of_the_moderators_for_each_flag(
    tmp_path: Path, call: HeldCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag_everywhere(monkeypatch, {"Rosa": Reason.ADDRESSED, "Linus": Reason.SELF_INTRODUCTION})
    call.say("mod", "Thanks, Rosa. And thanks, Linus.")
    said = speech("mod", "Thanks, Rosalind. And thanks, Leonard.", ("Rosalind", "one"), ("Leonard", "two"))
    settled(tmp_path, call, said)
    events = read_edits(call.recorder, BRIEFING).events
    assert [
        (event.by, event.ruling, event.text) for event in events if isinstance(event, FlagSettled)
    ] == [("mod", Ruling.REPLACE, "[@one]"), ("mod", Ruling.REPLACE, "[@two]")]  # fmt: skip


def test_an_alias_that_is_right_stands_and_one_that_is_anothers_is_put_right(
    tmp_path: Path, call: HeldCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag_everywhere(monkeypatch, {"Rosalind": Reason.UNSURE})
    call.say("mod", "Thanks, Rosalind.")
    call.say("one", "And thanks, Rosalind, of course.")
    done, after = settled(
        tmp_path,
        call,
        speech("mod", "Thanks, Rosalind.", ("Rosalind", "one")),
        speech("one", "And thanks, Leonard, of course.", ("Leonard", "two")),
    )
    assert (done.replaced, done.kept) == (1, 1)
    assert [turn.text for turn in after.turns] == [f"Thanks, [{ONE}].", f"And thanks, [{TWO}], of course."]


def test_of_two_who_are_named_there_the_one_the_guard_thinks_of_is_first(
    tmp_path: Path, call: HeldCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag_everywhere(monkeypatch, {"Lizzie": Reason.UNSURE})
    call.say("mod", "With us, Rosalind, Lizzie.")
    said = speech("mod", "With us, Rosalind, Leonard.", ("Rosalind", "one"), ("Leonard", "two"))
    _, after = settled(tmp_path, call, said)
    assert after.turns[0].text == f"With us, [{ONE}], [{TWO}]."

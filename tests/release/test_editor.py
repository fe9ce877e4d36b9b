"""Editing a transcript in the log: what is refused, and why; of two editors one is."""

from __future__ import annotations

import pytest
from flagging import flag_everywhere
from held_call import BRIEFING, HeldCall, whole_call

from onbackground.attribution.call import CallGuard
from onbackground.attribution.flags import Reason
from onbackground.log.recorder import Append
from onbackground.release import editor, versions
from onbackground.release.assembly import assemble, draft, guard_of, read_edits, read_record
from onbackground.release.editing import readings
from onbackground.release.editing.deciding import (
    ConfirmWords,
    CorrectWords,
    OverrideFlags,
    Refused,
    SettleFlag,
    TakeBack,
    Wish,
)
from onbackground.release.editing.draft import Draft
from onbackground.release.editing.events import (
    Edit,
    FlagKey,
    FlagSettled,
    FlagsOverridden,
    Place,
    Ruling,
    WordsConfirmed,
    WordsCorrected,
    edits_stream,
    encode,
)
from onbackground.release.versions import Published, release_stream


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> HeldCall:
    """A call in which "us", "port" and "Wexford" are flagged."""
    flag_everywhere(monkeypatch, {"us": Reason.GENDER, "port": Reason.AGENCY, "Wexford": Reason.UNSURE})
    return whole_call()


def now(call: HeldCall) -> Draft:
    record, edits = read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING)
    return draft(call.state, record, edits, CallGuard(guard_of(call.state.seats.values())))


def ask(call: HeldCall, wish: Wish, by: str = "mod") -> Edit | Refused:
    return editor.edit(call.recorder, BRIEFING, call.state, wish, by, call.now)


def place(call: HeldCall, first: str, last: str = "") -> Place:
    """From the first printed piece that reads so to the last."""
    pieces = [p for turn in now(call).turns for paragraph in turn.paragraphs for p in paragraph if p.place]
    begin = next(p.place for p in pieces if p.text == first and p.place)
    end = next(p.place for p in pieces if p.text == (last or first) and p.place and p.place.start >= begin.start)
    return Place(begin.track, begin.start, end.end)


def text(call: HeldCall) -> str:
    transcript = assemble(call.state, read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING))
    return "\n".join(turn.text for turn in transcript.turns)


def flag(call: HeldCall, reason: Reason) -> FlagKey:
    return next(raised.key for raised in now(call).flags if raised.key.reason is reason)


def test_a_correction_is_an_event_with_its_author_and_time(call: HeldCall) -> None:
    where = place(call, "October.")
    wish = CorrectWords(seen=0, place=where, text=" November. ", changes_meaning=True)
    done = WordsCorrected(at=call.now, by="op", place=where, text="November.", changes_meaning=True)
    assert ask(call, wish, by="op") == done
    assert read_edits(call.recorder, BRIEFING).events == (done,)
    assert "October [November]." in text(call)


@pytest.mark.parametrize("typed", ["[July", "July]", "[[July]]", "[]", "in [ ] July", "[—]", "~~July~~", "x" * 3000])
def test_what_cannot_be_printed_is_refused(call: HeldCall, typed: str) -> None:
    assert ask(call, CorrectWords(seen=0, place=place(call, "October."), text=typed)) is Refused.NOT_PRINTABLE


def test_what_is_not_seen_in_what_was_typed_is_not_kept(call: HeldCall) -> None:
    where = place(call, "October.")
    done = ask(call, CorrectWords(seen=0, place=where, text="\u202eNo\x00vember\u202c \u2066one\u2069."))
    assert isinstance(done, WordsCorrected) and done.text == "November one."
    reason = ask(call, OverrideFlags(open=len(now(call).open), reason="We\x07 agree.\u202e"))
    assert isinstance(reason, FlagsOverridden) and reason.reason == "We agree."
    assert ask(call, OverrideFlags(open=0, reason="\u202e\x00")) is Refused.NO_REASON


def test_what_was_typed_has_the_printed_signs(call: HeldCall) -> None:
    where = place(call, "October.")
    done = ask(call, CorrectWords(seen=0, place=where, text="""the 'old' "plan" -- it's the ports'."""))
    assert isinstance(done, WordsCorrected) and done.text == "the ‘old’ “plan” — it’s the ports’."


def test_only_whole_words_of_one_paragraph_are_corrected(call: HeldCall) -> None:
    where = place(call, "October.")
    for other in (
        Place(where.track, where.start + 1, where.end),
        Place(where.track, where.start, where.end + 160_000),
        Place("no-track", where.start, where.end),
    ):
        assert ask(call, CorrectWords(seen=0, place=other, text="x")) is Refused.NO_SUCH_WORDS
    assert ask(call, CorrectWords(seen=0, place=where, text="October.")) is Refused.NOTHING_CHANGES
    several = CorrectWords(seen=0, place=place(call, "be", "ready"), text="be ready", changes_meaning=True)
    assert ask(call, several) is Refused.NOTHING_CHANGES


def test_a_part_of_a_correction_is_not_corrected_by_itself(call: HeldCall) -> None:
    wide, narrow = place(call, "be", "October."), place(call, "ready")
    ask(call, CorrectWords(seen=0, place=wide, text="open soon."))
    assert ask(call, CorrectWords(seen=1, place=narrow, text="x")) is Refused.CUTS_A_CORRECTION
    wider = Place(wide.track, place(call, "will").start, wide.end)
    assert isinstance(ask(call, CorrectWords(seen=1, place=wider, text="opens.")), WordsCorrected)
    assert "The barrier opens." in text(call)


def test_of_two_editors_of_the_same_words_one_is_refused(call: HeldCall) -> None:
    where, elsewhere = place(call, "be", "October."), place(call, "Who")
    assert isinstance(ask(call, CorrectWords(seen=0, place=where, text="open."), by="op"), WordsCorrected)
    assert ask(call, CorrectWords(seen=0, place=place(call, "barrier"), text="gate")) is not Refused.STALE
    assert ask(call, CorrectWords(seen=0, place=where, text="close.")) is Refused.STALE
    assert isinstance(ask(call, CorrectWords(seen=0, place=elsewhere, text="And who")), WordsCorrected)


def test_somebody_who_was_faster_is_seen(call: HeldCall, monkeypatch: pytest.MonkeyPatch) -> None:
    where = place(call, "October.")
    faster = WordsCorrected(at=1, by="op", place=where, text="June.", changes_meaning=False)
    append = call.recorder.append_group

    def overtaken(appends: list[Append]) -> object:
        monkeypatch.setattr(call.recorder, "append_group", append)
        append([Append(edits_stream(BRIEFING), 0, [encode(faster)], 1)])
        return append(appends)

    monkeypatch.setattr(call.recorder, "append_group", overtaken)
    assert ask(call, CorrectWords(seen=0, place=where, text="July.")) is Refused.STALE
    assert read_edits(call.recorder, BRIEFING).events == (faster,)


def test_an_unclear_word_is_confirmed_until_that_is_taken_back(call: HeldCall, monkeypatch: pytest.MonkeyPatch) -> None:
    def unclear() -> int:
        return sum(piece.doubtful for turn in now(call).turns for paragraph in turn.paragraphs for piece in paragraph)

    october, said = place(call, "October."), text(call)
    assert ask(call, ConfirmWords(seen=0, place=october)) is Refused.NOT_UNCLEAR
    monkeypatch.setattr(readings, "DOUBTFUL", 1.1)
    every = unclear()
    assert ask(call, ConfirmWords(seen=0, place=Place("nobody", 1, 2))) is Refused.NO_SUCH_WORDS
    confirmed = WordsConfirmed(at=call.now, by="op", place=october)
    assert ask(call, ConfirmWords(seen=0, place=october), by="op") == confirmed
    assert unclear() == every - 1
    assert ask(call, ConfirmWords(seen=0, place=october)) is Refused.STALE
    assert ask(call, ConfirmWords(seen=1, place=october)) is Refused.NOT_UNCLEAR
    assert text(call) == said
    ask(call, TakeBack(event=1), by="op")
    assert unclear() == every


def test_words_confirmed_leave_a_settled_flag_settled(call: HeldCall, monkeypatch: pytest.MonkeyPatch) -> None:
    gender = flag(call, Reason.GENDER)
    ask(call, SettleFlag(seen=0, flag=gender, ruling=Ruling.KEEP))
    monkeypatch.setattr(readings, "DOUBTFUL", 1.1)
    assert isinstance(ask(call, ConfirmWords(seen=1, place=gender.place)), WordsConfirmed)
    raised = now(call).flag(gender)
    assert raised is not None and raised.settled == 1


def test_a_flag_is_settled_once_by_the_moderator(call: HeldCall) -> None:
    wish = SettleFlag(seen=0, flag=flag(call, Reason.GENDER), ruling=Ruling.REPLACE, text="[the officials]")
    assert ask(call, wish, by="op") is Refused.NOT_YOURS
    assert isinstance(ask(call, wish), FlagSettled)
    assert "With [the officials] is" in text(call)
    assert ask(call, wish) is Refused.STALE
    assert ask(call, SettleFlag(seen=1, flag=wish.flag, ruling=Ruling.KEEP)) is Refused.NO_SUCH_FLAG


def test_only_what_became_an_alias_is_put_back(call: HeldCall) -> None:
    wish = SettleFlag(seen=0, flag=flag(call, Reason.AGENCY), ruling=Ruling.RESTORE)
    assert ask(call, wish) is Refused.NOT_A_NAME
    assert "Wexford" not in text(call)
    assert isinstance(ask(call, SettleFlag(seen=0, flag=flag(call, Reason.UNSURE), ruling=Ruling.RESTORE)), FlagSettled)


def test_what_is_to_stand_there_must_be_given(call: HeldCall) -> None:
    wish = SettleFlag(seen=0, flag=flag(call, Reason.GENDER), ruling=Ruling.REPLACE)
    assert ask(call, wish) is Refused.NOT_PRINTABLE


def test_an_override_needs_a_reason_and_an_eye_on_how_many(call: HeldCall) -> None:
    count = len(now(call).open)
    assert count == 3
    assert ask(call, OverrideFlags(open=count, reason=" ")) is Refused.NO_REASON
    assert ask(call, OverrideFlags(open=count - 1, reason="All agreed.")) is Refused.STALE
    assert ask(call, OverrideFlags(open=count, reason="All agreed."), by="op") is Refused.NOT_YOURS
    assert isinstance(ask(call, OverrideFlags(open=count, reason="All agreed.")), FlagsOverridden)
    assert ask(call, OverrideFlags(open=0, reason="Again.")) is Refused.NOTHING_OPEN


def test_what_was_done_is_taken_back_once(call: HeldCall) -> None:
    before = text(call)
    ask(call, CorrectWords(seen=0, place=place(call, "October."), text="November."))
    ask(call, SettleFlag(seen=1, flag=flag(call, Reason.GENDER), ruling=Ruling.KEEP))
    assert ask(call, TakeBack(event=2), by="op") is Refused.NOT_YOURS
    assert ask(call, TakeBack(event=3)) is Refused.NO_SUCH_EDIT
    for event in (2, 1):
        assert not isinstance(ask(call, TakeBack(event=event), by="mod"), Refused)
        assert ask(call, TakeBack(event=event)) is Refused.NO_SUCH_EDIT
    assert text(call) == before
    assert len(now(call).open) == 3


PUBLISHED = Published(version=1, name="fable", at=1, edits=0, statement="signed")


def test_what_is_published_is_not_edited(call: HeldCall) -> None:
    where = place(call, "October.")
    call.recorder.append(release_stream(BRIEFING), 0, [versions.encode(PUBLISHED)], call.now)
    assert ask(call, CorrectWords(seen=0, place=where, text="x")) is Refused.PUBLISHED

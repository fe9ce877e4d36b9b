"""Who speaks and where a turn is cut, changed in what is published: in another version with its reason."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from flagging import flag_everywhere
from held_call import BRIEFING, HeldCall, keeper_of
from test_speaker_changed import ONE, TWO, now
from test_turn_cut import asked_over_one_line, at
from test_versions import PROOF, releases, verified

from onbackground.attribution.call import CallGuard
from onbackground.attribution.flags import Reason
from onbackground.proof.statement import Publication
from onbackground.release.assembly import draft, guard_of, read_edits, read_record
from onbackground.release.correcting import Proposal, amend, propose
from onbackground.release.editing.deciding import Amendment, ChangeSpeaker, CutTurn, Refused, SettleFlag
from onbackground.release.editing.events import Ruling, SpeakerChanged, TurnCut
from onbackground.release.editor import edit
from onbackground.transcript.reading import read_json

REASON = "A reporter asked over that line."
FORMS = ("index.html", "transcript.txt", "transcript.json", "transcript.xml", "transcript.pdf")


@pytest.fixture
def call() -> HeldCall:
    return asked_over_one_line()


@pytest.fixture
def place(call: HeldCall, tmp_path: Path) -> Path:
    (place,) = keeper_of(call, tmp_path).look()
    return place


def drafted(call: HeldCall):  # type: ignore[no-untyped-def]
    record, guard = read_record(call.recorder, BRIEFING), CallGuard(guard_of(call.state.seats.values()))
    return functools.partial(draft, call.state, record, guard=guard)


def change(call: HeldCall, turn: int, seat: str) -> ChangeSpeaker:
    return ChangeSpeaker(seen=read_edits(call.recorder, BRIEFING).version, place=now(call).turns[turn].place, seat=seat)


def cut(call: HeldCall, before: str) -> CutTurn:
    return CutTurn(seen=read_edits(call.recorder, BRIEFING).version, place=at(call, before))


def proposed(call: HeldCall, wish: Amendment, reason: str = REASON, by: str = "mod") -> Proposal | Refused:
    return propose(call.recorder, BRIEFING, call.state, wish, reason, by, call.now, drafted(call))


def publish(call: HeldCall, place: Path, wish: Amendment) -> None:
    assert amend(call.recorder, BRIEFING, call.state, wish, REASON, "mod", call.now, drafted(call)) is None
    keeper_of(call, place.parent).look()


def record(folder: Path) -> str:
    """The root of the record in a version, each form of which is proven."""
    for name in FORMS:
        assert verified(folder / name).proven, name
    signed = verified(folder / "index.html").signed
    assert signed is not None and isinstance(signed.statement, Publication)
    return signed.statement.record


def test_a_speaker_changed_since_is_another_version_of_the_same_record(call: HeldCall, place: Path) -> None:
    wish, first = change(call, 2, "two"), (place / "transcript.txt").read_bytes()
    proposal = proposed(call, wish)
    assert isinstance(proposal, Proposal)
    assert [(before and before.label, after.label) for before, after in proposal.changed] == [(ONE, TWO)]
    assert proposal.note.endswith(f"replaces version 1 (changed: t003). {REASON}")
    assert read_edits(call.recorder, BRIEFING).events == () and releases(call).asked is None
    publish(call, place, wish)
    assert isinstance(read_edits(call.recorder, BRIEFING).events[0], SpeakerChanged)
    text = (place / "transcript.txt").read_text()
    assert f"{TWO}: How long" in text and proposal.note.split(", replaces ")[1] in text
    assert (place / "v1/transcript.txt").read_bytes() == first
    assert record(place) == record(place / "v1")
    assert verified(place / "index.html").counted.relabelled == ("t003",)


def test_a_turn_cut_since_keeps_its_id_and_is_of_the_same_record(call: HeldCall, place: Path) -> None:
    wish = cut(call, "About")
    proposal = proposed(call, wish)
    assert isinstance(proposal, Proposal)
    assert [(before and before.id, after.id) for before, after in proposal.changed] == [
        ("t003", "t003"),
        (None, "t003b"),
    ]
    assert "(changed: t003; added: t003b)" in proposal.note
    publish(call, place, wish)
    assert isinstance(read_edits(call.recorder, BRIEFING).events[0], TurnCut)
    old, new = (read_json((folder / "transcript.json").read_text()).turns for folder in (place / "v1", place))
    assert [turn.id for turn in new] == ["t001", "t002", "t003", "t003b", "t004"]
    assert [turn for turn in new if not turn.id.startswith("t003")] == [turn for turn in old if turn.id != "t003"]
    assert record(place) == record(place / "v1")
    assert verified(place / "index.html").counted.parts == ("t003b",)
    publish(call, place, change(call, 2, "r1"))
    publish(call, place, cut(call, "Then"))
    last = read_json((place / "transcript.json").read_text()).turns
    assert [turn.id for turn in last] == ["t001", "t002", "t003", "t003b", "t003c", "t004"]
    assert len({record(folder) for folder in (place, *(place / f"v{number}" for number in (1, 2, 3)))}) == 1
    assert [one.sealed for one in releases(call).versions] == [1, 1, 1, 1]
    assert verified(place / "index.html").counted.relabelled == ("t003",)
    assert (place / PROOF).stat().st_size > 0


def test_what_is_refused_of_words_is_refused_of_speakers_and_cuts(call: HeldCall, place: Path) -> None:
    for wish in (change(call, 2, "two"), cut(call, "About")):
        assert proposed(call, wish, " ") is Refused.NEEDS_REASON
        assert proposed(call, wish, by="op") is Refused.NOT_YOURS_TO_RELEASE
        assert edit(call.recorder, BRIEFING, call.state, wish, "mod", call.now) is Refused.PUBLISHED
    assert proposed(call, change(call, 2, "one")) is Refused.NOTHING_CHANGES
    assert proposed(call, cut(call, "How")) is Refused.NOTHING_BEFORE
    publish(call, place, cut(call, "About"))
    assert len(releases(call).versions) == 2


def test_a_speaker_under_whom_the_words_would_be_flagged_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag_everywhere(monkeypatch, {"storm": Reason.GENDER})
    call = asked_over_one_line()
    flag = now(call).open[0].key
    edit(call.recorder, BRIEFING, call.state, SettleFlag(seen=0, flag=flag, ruling=Ruling.KEEP), "mod", call.now)
    (place,) = keeper_of(call, tmp_path).look()
    assert proposed(call, change(call, 2, "r1")) is Refused.FLAGGED_THEN
    publish(call, place, cut(call, "About"))
    publish(call, place, change(call, 2, "r1"))
    assert proposed(call, change(call, 3, "two")) is Refused.FLAGGED_THEN
    assert [version.version for version in releases(call).versions] == [1, 2, 3]

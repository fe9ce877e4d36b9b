"""What came of a re-enactment: agreement with the original, and what became of the names."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from onbackground.briefing.terms import GroundRules, Role
from onbackground.rehearsal.mentions import Form, Mention
from onbackground.rehearsal.press_officer import Settled
from onbackground.rehearsal.result import Release, Result, result
from onbackground.rehearsal.script import Part, Script, Speech
from onbackground.transcript.comparing import compare
from onbackground.transcript.document import Role as Speaks
from onbackground.transcript.document import Transcript, Turn

PARTS = (
    Part("moderator", Role.MODERATOR, "Imogen Castlebury", "Moderator"),
    Part("one", Role.OFFICIAL, "Rosalind Wexford", "Senior Administration Official One"),
    Part("named", Role.OFFICIAL, "Perpetua Lockwood", "Perpetua Lockwood", named=True),
    Part("reporter-1", Role.REPORTER, "Ada Merrow", "Question"),
)
RELEASE = Release("until the ferry has docked", 2, 3, ("A", "B"), "2031-05-03T18:00:00Z", {"index.html": True})
SCRIPT = Script(
    "Harbour talks",
    GroundRules(),
    PARTS,
    (
        Speech("moderator", ("Here are Rosalind Wexford and Perpetua Lockwood. Rosalind?",)),
        Speech("one", ("Thank you, Imogen.", "Good morning.")),
    ),
)


def turn(number: int, label: str, role: Speaks, text: str) -> Turn:
    return Turn(id=f"t{number:03d}", label=label, speaker=label, role=role, paragraphs=(text,))


def transcript(*texts: str) -> Transcript:
    roles = [("MODERATOR", Speaks.MODERATOR), ("QUESTION", Speaks.REPORTER)]
    return Transcript(turns=tuple(turn(n, *roles[n % 2], text) for n, text in enumerate(texts)))


def alone(before: Transcript) -> Settled:
    """Nothing was flagged."""
    return Settled(before, 0, 0)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "public" / "talks"
    place.mkdir(parents=True)
    (place / "index.html").write_text("<p>nothing secret</p>")
    return place


def test_the_result_of_a_call_that_agrees(place: Path) -> None:
    same = transcript("Good morning to you.", "Who pays for the barrier?")
    outcome = result(SCRIPT, compare(same, same), alone(same), same, place, RELEASE, 61.24, 3.16)
    assert outcome == Result(
        turns=2,
        turns_matched=2,
        questions=1,
        questions_in_order=1,
        wer=0.0,
        names_spoken=0,
        names_aliased=0,
        names_settled=0,
        names_missed=(),
        forms={},
        flags=(0, 0),
        leaks=(),
        suspects=(),
        unheard_turns=0,
        call_s=61.2,
        wall_s=3.2,
        published=str(place),
        missing=[],
        release=RELEASE,
    )
    assert outcome.holds()


def test_a_missing_turn_a_lost_question_and_a_leak_each_break_it(place: Path) -> None:
    original = transcript("Good morning to you.", "Who pays for the barrier?")
    short = transcript("Good morning to you.")
    lacking = result(SCRIPT, compare(original, short), alone(short), short, place, RELEASE, 1, 1)
    assert (lacking.turns_matched, lacking.questions_in_order, lacking.unheard_turns) == (1, 0, 1)
    assert lacking.missing == ["t001 QUESTION: not published"]
    assert not lacking.holds()
    leaky = transcript("Good morning to Rosalind.", "Who pays for the barrier?")
    assert not result(SCRIPT, compare(original, leaky), alone(leaky), leaky, place, RELEASE, 1, 1).holds()


def test_mentions_are_counted_by_form(place: Path) -> None:
    speech = Speech(
        "moderator",
        ("Here is Rosalind. Rosalind Wexford?",),
        "t000",
        (Mention("one", Form.FIRST, 0, 8, 16), Mention("one", Form.FULL, 0, 18, 34)),
    )
    script = replace(SCRIPT, speeches=(speech,))
    published = transcript("Here is [Senior Administration Official One]. Razel and Waxford?")
    outcome = result(script, compare(published, published), alone(published), published, place, RELEASE, 1, 1)
    assert (outcome.names_spoken, outcome.names_aliased) == (2, 1)
    assert outcome.forms == {Form.FIRST: (1, 0, 1), Form.FULL: (0, 0, 1)}
    assert [missed.published for missed in outcome.names_missed] == [
        "[Senior Administration Official One] Razel and Waxford"
    ]
    assert not outcome.holds()


def test_what_the_guard_replaced_and_what_was_settled_are_told_apart(place: Path) -> None:
    speech = Speech("moderator", ("Thanks, Rosalind. Over to Rosalind. With Rosalind.",), "t000", ())
    mentions = tuple(Mention("one", Form.FIRST, 0, at, at + 8) for at in (8, 26, 41))
    script = replace(SCRIPT, speeches=(replace(speech, mentions=mentions),))
    one = "[Senior Administration Official One]"
    before = transcript(f"Thanks, {one}. Over to Razel. With Razel.")
    after = transcript(f"Thanks, {one}. Over to {one}. With Razel.")
    outcome = result(script, compare(after, after), Settled(before, 1, 4), after, place, RELEASE, 1, 1)
    assert (outcome.names_spoken, outcome.names_aliased, outcome.names_settled) == (3, 1, 1)
    assert [missed.published for missed in outcome.names_missed] == ["Razel"]
    assert outcome.forms == {Form.FIRST: (1, 1, 3)}
    assert outcome.flags == (1, 4)


def test_a_name_in_the_feed_of_all_calls_is_a_leak(place: Path) -> None:
    (place.parent / "feed.atom").write_text("<title>Wexford</title>")
    same = transcript("Good morning to you.", "Who pays for the barrier?")
    outcome = result(SCRIPT, compare(same, same), alone(same), same, place, RELEASE, 1, 1)
    assert outcome.leaks == ("Senior Administration Official One in feed.atom",)


def test_what_is_released_otherwise_than_it_should_be_breaks_it(place: Path) -> None:
    same = transcript("Good morning to you.", "Who pays for the barrier?")
    for wrong in (replace(RELEASE, declared=("A",)), replace(RELEASE, proven={"index.html": True, "it.txt": False})):
        assert not result(SCRIPT, compare(same, same), alone(same), same, place, wrong, 1, 1).holds()

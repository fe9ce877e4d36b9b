"""A published transcript as a script: who takes part, what is really said, and which names are spoken."""

from __future__ import annotations

import re

import pytest

from onbackground.briefing.embargo import Conclusion, Condition, Event, NoEmbargo
from onbackground.briefing.terms import Level, Role
from onbackground.rehearsal.casting import REPORTERS, UncastableError, cast
from onbackground.rehearsal.mentions import Form
from onbackground.rehearsal.names import FIRST, LAST, people, spoken
from onbackground.rehearsal.script import Part, Script
from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript


def script_of(*turns: str) -> Script:
    return cast(read_transcript("Harbour talks\n\n" + "\n\n".join(turns)))


def parts_of(script: Script) -> list[str]:
    return [speech.part for speech in script.speeches]


def part(script: Script, alias: str) -> Part:
    (found,) = [part for part in script.parts if part.alias == alias]
    return found


# ── Who speaks ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_label_is_a_part_of_its_role() -> None:
    script = script_of(
        "MODERATOR: Good morning.",
        "SENIOR ADMINISTRATION OFFICIAL ONE: Thank you.",
        "OPERATOR: Please press star one.",
        "QUESTION: Who pays?",
        "SENIOR ADMINISTRATION OFFICIAL TWO: The port.",
    )
    assert [(one.role, one.alias) for one in script.parts] == [
        (Role.MODERATOR, "Moderator"),
        (Role.OFFICIAL, "Senior Administration Official One"),
        (Role.OPERATOR, "Operator"),
        (Role.REPORTER, "Question"),
        (Role.OFFICIAL, "Senior Administration Official Two"),
    ]
    assert [speech.turn for speech in script.speeches] == ["t001", "t002", "t003", "t004", "t005"]
    assert len({one.id for one in script.parts}) == len(script.parts)


def test_misspelt_labels_are_the_parts_they_mean() -> None:
    script = script_of("MODEARTOR: Good morning.", "QUESTION: Who pays?", "MODERATOR: The port does.")
    assert parts_of(script) == ["moderator", "reporter-1", "moderator"]


def test_without_a_printed_moderator_there_is_one_all_the_same() -> None:
    script = script_of("SENIOR ADMINISTRATION OFFICIAL: Good morning.", "QUESTION: Who pays?")
    assert part(script, "Moderator").role is Role.MODERATOR
    assert "moderator" not in parts_of(script)


def test_officials_without_numbers_alternate_where_one_follows_the_other() -> None:
    official = "SENIOR ADMINISTRATION OFFICIAL"
    script = script_of(
        "MODERATOR: Good morning.", f"{official}: Mine.", f"{official}: And mine.", f"{official}: Mine again."
    )
    first = "senior-administration-official"
    assert parts_of(script)[1:] == [first, f"{first}-b", first]
    assert {one.alias for one in script.parts if one.role is Role.OFFICIAL} == {"Senior Administration Official"}


def test_an_official_without_a_number_who_was_interrupted_goes_on() -> None:
    official = "SENIOR ADMINISTRATION OFFICIAL"
    script = script_of("MODERATOR: Hello.", f"{official}: First part.", "MODERATOR: Yes.", f"{official}: Second.")
    assert parts_of(script)[1] == parts_of(script)[3]


def test_officials_with_numbers_do_not_alternate() -> None:
    one = "SENIOR ADMINISTRATION OFFICIAL ONE"
    script = script_of("MODERATOR: Hello.", f"{one}: First part.", f"{one}: Second part.")
    assert parts_of(script)[1] == parts_of(script)[2]


def test_somebody_named_in_the_label_is_on_the_record() -> None:
    script = script_of("MODERATOR: With us is Mr. Vanterpool.", "MR. VANTERPOOL: Thank you.", "QUESTION: Who pays?")
    official = part(script, "Mr. Vanterpool")
    assert official.role is Role.OFFICIAL
    assert official.named
    assert not part(script, "Moderator").named


def test_questions_are_asked_by_one_reporter_after_the_other() -> None:
    turns = ["MODERATOR: Good morning."]
    for n in range(REPORTERS + 1):
        turns += [f"QUESTION: What about number {n}?", "SENIOR ADMINISTRATION OFFICIAL ONE: Yes.", "MODERATOR: Next."]
    asked = [one for one in parts_of(script_of(*turns)) if one.startswith("reporter")]
    assert asked == [*(f"reporter-{n}" for n in range(1, REPORTERS + 1)), "reporter-1"]


def test_a_follow_up_is_the_same_reporters_until_the_moderator_speaks() -> None:
    script = script_of(
        "MODERATOR: First question.",
        "QUESTION: Who pays?",
        "SENIOR ADMINISTRATION OFFICIAL ONE: The port.",
        "QUESTION: And for the gates?",
        "MODERATOR: Next question.",
        "QUESTION: When is it ready?",
    )
    assert [one for one in parts_of(script) if "reporter" in one] == ["reporter-1", "reporter-1", "reporter-2"]


# ── What is said ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_asides_are_not_said_and_turns_of_nothing_else_are_left_out() -> None:
    script = script_of(
        "MODERATOR: Good (inaudible) morning.",
        "QUESTION: (Inaudible.)",
        "MODERATOR: We cannot hear you. (Laughter.)",
    )
    assert [speech.paragraphs for speech in script.speeches] == [("Good morning.",), ("We cannot hear you.",)]


def test_a_correction_is_not_said_but_what_it_struck_is() -> None:
    transcript = read_transcript("---\ntitle: T\n---\n\nMODERATOR: We meet in ~~June~~ [July].\n\nQUESTION: When?\n")
    assert cast(transcript).speeches[0].paragraphs == ("We meet in June.",)


def test_brackets_that_stand_for_nobody_are_said() -> None:
    script = script_of("MODERATOR: The [European] ministers meet.", "QUESTION: When?")
    assert script.speeches[0].paragraphs == ("The [European] ministers meet.",)


# ── Names ──────────────────────────────────────────────────────────────────────────────────────────────────────────


ONE, TWO = "[Senior Administration Official One]", "[Senior Administration Official Two]"


def said_of(script: Script, alias: str) -> list[tuple[Form, str]]:
    """Every mention of a part: the form, and the words at its place."""
    return [
        (mention.form, speech.paragraphs[mention.paragraph][mention.start : mention.end])
        for speech in script.speeches
        for mention in speech.mentions
        if mention.part == part(script, alias).id
    ]


def test_an_alias_becomes_a_name_of_its_part_in_one_form_after_the_other() -> None:
    script = script_of(f"MODERATOR: Here is {ONE}. Please, {ONE}.", "SENIOR ADMINISTRATION OFFICIAL ONE: Thank you.")
    name = spoken(part(script, "Senior Administration Official One").name)
    first = name.split()[0]
    assert script.speeches[0].paragraphs == (f"Here is {name}. Please, {first}.",)
    assert said_of(script, "Senior Administration Official One") == [(Form.FULL, name), (Form.FIRST, first)]


def test_every_form_is_spoken_in_turn() -> None:
    script = script_of("MODERATOR: We thank " + f"{ONE} and " * 12 + f"{TWO}.", "QUESTION: Who?")
    assert [form for form, _ in said_of(script, "Senior Administration Official One")] == list(Form)
    assert [form for form, _ in said_of(script, "Senior Administration Official Two")] == [Form.FULL]


def test_the_paragraph_of_a_mention_counts_those_that_are_said() -> None:
    script = script_of("MODERATOR: (Laughter.)\n\nHere it is.\n\nHere is [Senior Administration Official One].")
    (mention,) = script.speeches[0].mentions
    assert script.speeches[0].paragraphs[mention.paragraph].startswith("Here is")
    assert mention.start == len("Here is ")


def test_the_roster_has_the_accents_nickname_title_and_agency() -> None:
    scripts = [cast(read_transcript(f"T\n\nMODERATOR: Here is {ONE}.\n\nQUESTION: Who?"), seed) for seed in range(10)]
    officials = [part(script, "Senior Administration Official One") for script in scripts]
    assert not all(one.name.isascii() for one in officials)
    assert all(text.isascii() for script in scripts for speech in script.speeches for text in speech.paragraphs)
    assert all(one.title and one.agency and len(one.also) == 1 for one in officials)
    assert len({one.name for one in officials}) > 5


def test_an_official_may_be_named_before_speaking() -> None:
    script = script_of("MODERATOR: Here is [Senior Administration Official Two].", "QUESTION: Who?")
    assert part(script, "Senior Administration Official Two").role is Role.OFFICIAL


def test_a_bracket_that_was_not_closed_is_a_name_all_the_same() -> None:
    script = script_of("MODERATOR: Thank you, [Senior Administration Official One it was good.", "QUESTION: Who?")
    name = spoken(part(script, "Senior Administration Official One").name)
    assert script.speeches[0].paragraphs == (f"Thank you, {name}, it was good.",)


def test_the_possessive_inside_the_brackets_stays_with_the_name() -> None:
    script = script_of("MODERATOR: To [Senior Administration Official One’s] point.", "QUESTION: Who?")
    name = spoken(part(script, "Senior Administration Official One").name)
    assert script.speeches[0].paragraphs == (f"To {name}’s point.",)


def test_an_alias_without_a_number_names_both_behind_it_in_turn() -> None:
    alias = "[Senior Administration Official]"
    script = script_of(f"MODERATOR: Here are {alias} and {alias}.", "QUESTION: Who?")
    first, second = (one.name for one in script.parts if one.role is Role.OFFICIAL)
    assert first != second
    assert script.speeches[0].paragraphs == (f"Here are {spoken(first)} and {spoken(second).split()[0]}.",)


def test_names_that_occur_in_the_text_are_not_given_to_anybody() -> None:
    usual = next(people(0))
    script = script_of(f"MODERATOR: As {spoken(usual.first).upper()} said.", "QUESTION: Who?")
    assert usual.first not in part(script, "Moderator").name


def test_a_call_with_more_people_than_there_are_names_cannot_be_held() -> None:
    names = [first.name for both in FIRST.values() for first in both] + [
        last for both in LAST.values() for last in both
    ]
    with pytest.raises(UncastableError, match="names"):
        script_of(f"MODERATOR: {', '.join(names)}.", "QUESTION: Who?")


# ── Rules, and what cannot be cast ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "embargo"),
    [
        ("This call is embargoed until the conclusion of the call.", Conclusion()),
        ("This call is embargoed until wheels-down in Port Fable.", Event("wheels-down in Port Fable")),
        ("There is much to say.", NoEmbargo()),
    ],
)
def test_the_embargo_is_the_one_announced(said: str, embargo: Condition) -> None:
    rules = script_of(f"MODERATOR: Good morning. This call is on background. {said}", "QUESTION: Why?").ground_rules
    assert rules.level is Level.ON_BACKGROUND
    assert rules.embargo == embargo


def test_a_call_of_asides_cannot_be_held() -> None:
    transcript = read_transcript("T\n\nMODERATOR: (Inaudible.)\n\nQUESTION: (Laughter.)\n")
    with pytest.raises(UncastableError, match="no turn in it has words"):
        cast(transcript)
    with pytest.raises(UncastableError):
        cast(Transcript(title="Nothing"))


def test_no_bracketed_alias_is_left_to_be_said() -> None:
    script = script_of(
        "MODERATOR: [Senior Administration Official One], [Moderator], [State Department Official].",
        "SENIOR ADMINISTRATION OFFICIAL ONE: [ Senior Administration Official number Two ] and [Moderator].",
    )
    said = " ".join(text for speech in script.speeches for text in speech.paragraphs)
    assert said
    assert not re.search(r"[\[\]]|official|moderator", said, re.IGNORECASE)

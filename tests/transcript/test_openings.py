import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.transcript.labels import resolve_label
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.reading.openings import read_opening
from onbackground.transcript.reading.run_in import split_run_in

PARTS = [
    "MODERATOR",
    "OPERATOR",
    "QUESTION",
    "SENIOR ADMINISTRATION OFFICIAL",
    "SENIOR ADMINISTRATION OFFICIAL ONE",
    "SENIOR ADMINISTRATION OFFICIAL TWO",
    "SENIOR DEFENSE OFFICIAL",
    "SENIOR STATE DEPARTMENT OFFICIAL",
    "WHITE HOUSE OFFICIAL",
]


@pytest.mark.parametrize(
    ("paragraph", "label", "sign", "speech"),
    [
        ("MODERATOR: Good morning.", "MODERATOR", None, "Good morning."),
        ("Q    Thanks, all.", "Q", None, "Thanks, all."),
        ("Q\xa0\xa0\xa0 Thanks, all.", "Q", None, "Thanks, all."),
        ("Q — and the date?", "Q", None, "— and the date?"),
        ("Q: Thanks.", "Q", ":", "Thanks."),
        ("Q. Thanks.", "Q", ".", "Thanks."),
        ("QThanks, all.", "Q", "", "Thanks, all."),
        ("Q(Inaudible.)", "Q", "", "(Inaudible.)"),
        ("Q (Jane Doe, Orchard Post): Why?", "Q (Jane Doe, Orchard Post)", None, "Why?"),
        ("     SENIOR ADMINISTRATION OFFICIAL:  Yes.", "SENIOR ADMINISTRATION OFFICIAL", None, "Yes."),
        ("MR. FERNÁNDEZ HERNÁNDEZ:  Good day.", "MR. FERNÁNDEZ HERNÁNDEZ", None, "Good day."),
        ("MS. McCABE:  Good day.", "MS. McCABE", None, "Good day."),
        ("THE VICE PRESIDENT:  Thank you.", "THE VICE PRESIDENT", None, "Thank you."),
        (
            "DEPUTY ASSISTANT TO THE SECRETARY OF THE HARBOR FOR PUBLIC AFFAIRS JUNO MARSH:  Hi, all.",
            "DEPUTY ASSISTANT TO THE SECRETARY OF THE HARBOR FOR PUBLIC AFFAIRS JUNO MARSH",
            None,
            "Hi, all.",
        ),
        ("MODERATOR:", "MODERATOR", None, ""),
        ("MODERATOR (cont’d): Next.", "MODERATOR (cont’d)", None, "Next."),
        ("MODERATOR: [Moderator]: Hi.", "MODERATOR", None, "[Moderator]: Hi."),
        ("SENIOR ADMINSITRATION OFFICAL #2: Hi.", "SENIOR ADMINSITRATION OFFICAL #2", None, "Hi."),
        ("SAO: Hi.", "SAO", None, "Hi."),
        ("MODERATOR:Good morning.", "MODERATOR", None, "Good morning."),
        ("Moderator:Good morning.", "Moderator", None, "Good morning."),
        ("MODERATOR : Good morning.", "MODERATOR", None, "Good morning."),
        ("MODERATOR; Good morning.", "MODERATOR", ";", "Good morning."),
        ("MODERATOR. Good morning.", "MODERATOR", ".", "Good morning."),
        ("MODERATOR — Good morning.", "MODERATOR", "—", "Good morning."),
        ("MODERATOR Good morning.", "MODERATOR", "", "Good morning."),
        ("MODERATOR I think so.", "MODERATOR", "", "I think so."),
        ("MODERATOR [Official], go on.", "MODERATOR", "", "[Official], go on."),
        ("SENIOR ADMINISTRATION OFFICIAL TWO Yes.", "SENIOR ADMINISTRATION OFFICIAL TWO", "", "Yes."),
        ("SENIOR ADMINISTRATION OFFICIAL 2; yes.", "SENIOR ADMINISTRATION OFFICIAL 2", ";", "yes."),
        ("Moderator: Good morning.", "Moderator", None, "Good morning."),
        ("moderator: Good morning.", "moderator", None, "Good morning."),
        ("Senior Administration Official One: Yes.", "Senior Administration Official One", None, "Yes."),
    ],
)
def test_labels_are_split_off(paragraph: str, label: str, sign: str | None, speech: str) -> None:
    opening = read_opening(paragraph)
    assert opening is not None
    assert (opening.label, opening.sign, opening.speech) == (label, sign, speech)
    assert opening.sure


@pytest.mark.parametrize(
    "paragraph",
    [
        "The second one: is that so?",
        "At 9:00 we begin.",
        "Second question:  what then?",
        "Question: will it rain?",
        "SWIFT: at what point?",
        "He said to the MODERATOR: go on.",
        "Q&A will follow.",
        "Q and A comes last.",
        "QAnon is no reporter.",
        "Qatar is far.",
        "Q1 was good.",
        "MODERATOR, thank you: go on.",
        "OFFICIALS say so.",
        "Officials: they say so.",
        "Senior administration officials: they say so.",
        "https://example.org",
        "NOTE: this is a draft.",
        "WHO: everyone.",
        "AIDS: a plan for it.",
        "CLEAN ENERGY FOR ALL: a plan.",
        "Secretary Wren: he was there.",
        "Port Fable:that is where we are.",
        "Question:will it rain?",
        "",
        "THE LINE IS OPEN! NOW: speak.",
    ],
)
def test_running_prose_has_no_label_of_itself(paragraph: str) -> None:
    opening = read_opening(paragraph)
    assert opening is None or not opening.sure


def test_labels_inside_a_paragraph() -> None:
    assert split_run_in("Thank you. MODERATOR: Next. Q: Why? SAO: So.", None) == [
        "Thank you.",
        "MODERATOR: Next.",
        "Q: Why?",
        "SAO: So.",
    ]
    prose = "Ask the MODERATOR: go on. The PLAN: one. Then SWIFT: two. And I said: three."
    assert split_run_in(prose, None) == [prose]
    quoted = "He read it out: “THE MAYOR: We agree. THE MINISTER: Then let us sign.” That was all."
    assert split_run_in(quoted, None) == [quoted]
    both = "SAO: Thank you. MODERATOR: Next."
    assert split_run_in(both, read_opening(both)) == ["SAO: Thank you.", "MODERATOR: Next."]


def _slip(label: str, kind: str, at: int) -> str:
    """One slip of the typist inside a word."""
    letters = [
        i for i, c in enumerate(label) if c.isalpha() and label[i : i + 2].isalpha() and len(label[i : i + 2]) == 2
    ]
    i = letters[at % len(letters)]
    return {
        "drop": label[:i] + label[i + 1 :],
        "double": label[:i] + label[i] + label[i:],
        "swap": label[:i] + label[i + 1] + label[i] + label[i + 2 :],
        "wrong": label[:i] + ("X" if label[i] != "X" else "Y") + label[i + 1 :],
    }[kind]


@given(st.sampled_from(PARTS), st.sampled_from(["drop", "double", "swap", "wrong"]), st.integers(0, 60))
def test_a_slip_in_a_label_is_resolved(label: str, kind: str, at: int) -> None:
    printed = _slip(label, kind, at)
    speaker, role = resolve_label(printed)
    if speaker != label:
        # A slip in the number may be nobody's number; it is never another official's.
        assert speaker.rsplit(" ", 1)[0] == label.rsplit(" ", 1)[0], (printed, speaker)
        assert speaker.split()[-1] not in {"ONE", "TWO", "THREE"}
    assert role is resolve_label(label)[1]
    opening = read_opening(f"{printed}: Good morning.")
    assert opening is not None
    assert opening.sure
    assert opening.label == printed


@pytest.mark.parametrize(
    "form", ["{}: {}", "{}:{}", "{} : {}", "{}; {}", "{}. {}", "{} {}", "{}, {}", "**{}:** {}", "**{}**: {}"]
)
@pytest.mark.parametrize("label", PARTS)
def test_a_slip_after_a_label_begins_a_turn_all_the_same(label: str, form: str) -> None:
    wrong = form.format(label, "So it is.")
    call = read_transcript(f"MODERATOR: Good morning.\n\nQ  Why?\n\n{wrong}\n\nOPERATOR: Next.\n")
    assert len(call.turns) == 4
    assert (call.turns[2].speaker, call.turns[2].text) == (label, "So it is.")


@pytest.mark.parametrize("label", PARTS[3:])
@pytest.mark.parametrize("markdown", [False, True])
def test_a_label_broken_over_a_line_is_one(label: str, markdown: bool) -> None:
    words = label.split()
    for at in range(1, len(words)):
        broken = " ".join(words[:at]) + ("  \n" if markdown else "\n") + " ".join(words[at:])
        front = "---\ntitle: x\n---\n" if markdown else ""
        call = read_transcript(f"{front}MODERATOR: Good morning.\n\n{broken}: So it is.\n\nOPERATOR: Next.\n")
        assert [turn.speaker for turn in call.turns] == ["MODERATOR", label, "OPERATOR"]


def test_labels_in_small_letters_are_told_by_the_call() -> None:
    call = read_transcript("Jane Roe: Good morning.\n\nQuestion: Why?\n\nJane Roe: So: it is.\n\nQuestion: Who?\n")
    assert [turn.speaker for turn in call.turns] == ["JANE ROE", "QUESTION", "JANE ROE", "QUESTION"]
    call = read_transcript("MODERATOR: Good morning.\n\nQuestion: why?\n\nQuestion: who?\n\nQ  Well?\n")
    assert [len(turn.paragraphs) for turn in call.turns] == [3, 1]


def test_unknown_labels_count_if_they_return_and_are_no_words_of_the_speech() -> None:
    lines = ["WREN: Good.", "Q  Why?", "WREN: So.", "SWIFT: a network.", "Q  About SWIFT?", "SWIFT: as I said."]
    call = read_transcript("\n\n".join(lines))
    assert [turn.label for turn in call.turns] == ["WREN", "Q", "WREN", "Q"]


def test_random_slips_in_whole_calls() -> None:
    """Every fifth label of a call is misspelt; each turn is still whose it was."""
    rng = random.Random(7)
    labels = [rng.choice(PARTS[:4] + PARTS[6:]) for _ in range(400)]
    printed = [
        _slip(one, rng.choice(["drop", "double", "swap", "wrong"]), rng.randrange(60)) if i % 5 == 0 else one
        for i, one in enumerate(labels)
    ]
    call = read_transcript("\n\n".join(f"{label}:  Line {i}." for i, label in enumerate(printed)))
    assert [turn.speaker for turn in call.turns] == labels
    assert [turn.label for turn in call.turns] == printed

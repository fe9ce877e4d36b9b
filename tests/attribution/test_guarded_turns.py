from onbackground.attribution.turns import Voice, turns_of


def test_labels_tell_who_speaks() -> None:
    text = "Before.\n\nMODERATOR: One\n\nQ Two\n\nQ    Three\n\nOPERATOR: Four\n\nMR. FERNÁNDEZ: Five\nQuad talks"
    turns = turns_of(text)
    assert [text[turn.start : turn.end].strip() for turn in turns] == [
        "Before.", "One", "Two", "Three", "Four", "Five\nQuad talks",
    ]  # fmt: skip
    other, asks = Voice.OTHER, Voice.REPORTER
    assert [turn.voice for turn in turns] == [other, other, asks, asks, Voice.OPERATOR, other]
    assert turns[-1].label == "MR. FERNÁNDEZ"


def test_without_labels_the_voice_is_the_one_given() -> None:
    assert turns_of("Hi.", Voice.REPORTER) == [(0, 3, Voice.REPORTER, "")]

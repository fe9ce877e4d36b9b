"""The ground rules a moderator states: the level of attribution, and how officials may be cited."""

import pytest

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.reading.ground_rules import read_ground_rules


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("on background", "Background, senior harbor officials."),
        ("on background", "It’s background, please."),
        ("on background", "The ground rules: background; no sound is to be used."),
        ("on background", "You know the drill — background, no names."),
        ("on background", "We begin on the record and then go to background."),
        ("deep background", "This is on deep background: nothing is to be attributed to anybody."),
        ("off the record", "All of this is off the record."),
        ("on the record", "This call is on the record."),
        (None, "Some background on the harbor: it was built long ago."),
        (None, "Her education, background, and experience are well known."),
        (None, "This is background music."),
    ],
)
def test_background_without_on(level: str | None, said: str) -> None:
    text = f"Good afternoon. {said}"
    turn = Turn(id="t001", label="MODERATOR", speaker="MODERATOR", role=Role.MODERATOR, paragraphs=(text,))
    assert read_ground_rules([turn]).attribution.level == level


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("on the record", "We are on the record today."),
        ("on the record", "Everything is on the record."),
        ("on the record", "Unlike the last one, this one is on the record."),
        ("on the record", "It’s an on-the-record call."),
        ("on background", "We are on the record for the first ten minutes."),
        ("on background", "We will be on the record tomorrow."),
        ("on background", "The Mayor was on the record about it."),
        ("on background", "Everything is on the record at the top, then we go to background."),
    ],
)
def test_all_of_a_call_on_the_record_whatever_its_title_says(level: str, said: str) -> None:
    turn = Turn(id="t001", label="MODERATOR", speaker="MODERATOR", role=Role.MODERATOR, paragraphs=(said,))
    assert read_ground_rules([turn], title="Background Press Call on Pears").attribution.level == level


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("senior harbor official", "Okay, so this is background, senior harbor official."),
        ("senior harbor officials", "The rules are the same as yesterday: background, senior harbor officials."),
        ("senior harbor official", "We’re on background, so “a senior harbor official,” please."),
        ("senior harbor official", "You can attribute what you hear today to a senior harbor official."),
        ("senior harbor officials", "You can quote “senior harbor officials.”"),
        ("senior harbor official", "This is a background call; please use “a senior harbor official.”"),
        ("senior harbor officials", "It’s on background, folks, as senior harbor officials."),
        (None, "I can’t say senior harbor officials agree."),
        (None, "Welcome to this background briefing with senior harbor officials."),
        (None, "He has a long background with senior officials."),
    ],
)
def test_how_officials_may_be_cited(phrase: str | None, said: str) -> None:
    turn = Turn(id="t001", label="MODERATOR", speaker="MODERATOR", role=Role.MODERATOR, paragraphs=(said,))
    assert read_ground_rules([turn]).attribution.phrase == phrase

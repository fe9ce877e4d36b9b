"""The ground rules a moderator states: the level of attribution."""

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
        (None, "Some background on the harbor: it was built long ago."),
        (None, "Her education, background, and experience are well known."),
        (None, "This is background music."),
    ],
)
def test_background_without_on(level: str | None, said: str) -> None:
    text = f"Good afternoon. {said}"
    turn = Turn(id="t001", label="MODERATOR", speaker="MODERATOR", role=Role.MODERATOR, paragraphs=(text,))
    assert read_ground_rules([turn]).attribution.level == level

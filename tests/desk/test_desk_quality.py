"""Figures become words a moderator can act on."""

import pytest

from onbackground.desk.quality import LineQuality, Verdict, judged
from onbackground.exchange.media import Quality


def quality(**changed: float | None) -> Quality:
    figures = {"loss": 0.0, "far_loss": 0.0, "jitter_ms": 2.0, "round_trip_ms": 60.0, "level_dbfs": -24.0} | changed
    return Quality(speaking=True, **figures)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figures", "verdict", "number"),
    [
        ({}, Verdict.GOOD, None),
        ({"round_trip_ms": None}, Verdict.GOOD, None),
        ({"loss": 0.049}, Verdict.GOOD, None),
        ({"loss": 0.08}, Verdict.BREAKING_UP, 8),
        ({"far_loss": 0.11}, Verdict.HEARS_BADLY, 11),
        ({"jitter_ms": 72.4}, Verdict.UNEVEN, 72),
        ({"round_trip_ms": 420.0}, Verdict.DELAYED, 420),
        ({"level_dbfs": -52.0}, Verdict.QUIET, -52),
        ({"loss": 0.2, "far_loss": 0.5, "round_trip_ms": 900.0}, Verdict.BREAKING_UP, 20),
    ],
)
def test_the_worst_of_a_line_is_said_with_its_number(
    figures: dict[str, float | None], verdict: Verdict, number: int | None
) -> None:
    assert judged(quality(**figures)) == LineQuality(verdict, number, speaking=True)


def test_silence_is_not_a_quiet_voice() -> None:
    silent = Quality(0.0, 0.0, 2.0, 60.0, -100.0, False)
    assert judged(silent) == LineQuality(Verdict.GOOD, None, speaking=False)

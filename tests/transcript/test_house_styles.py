"""House styles of other packages: the one that the documentation shows, and one that is not there."""

import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from onbackground.transcript.document import Role
from onbackground.transcript.reading import read_transcript, styles
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles import Division, Spoken
from onbackground.transcript.reading.turns import make_turns
from onbackground.transcript.writing import to_text

PAGE = Path(__file__).parents[2] / "docs/transcript.md"
CALL = """Harbour talks

Ada Pell » Good morning. This is on background.

It will be short.

Reporter » Why?

Ada Pell » Because.
"""


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The style that the documentation shows, offered as it says."""
    shown = PAGE.read_text(encoding="utf-8").split("### A house style of your own")[1]
    (code,) = re.findall(r"```python\n(.*?)```", shown.split("\n## ")[0], re.DOTALL)
    (tmp_path / "harbour_style.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    _offer(monkeypatch, "harbour_style:Harbour")
    yield
    styles.house_styles.cache_clear()


def _offer(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    entry = EntryPoint("harbour", place, "onbackground.readers")
    monkeypatch.setattr(styles, "entry_points", lambda group: [entry] if group == entry.group else [])
    styles.house_styles.cache_clear()


@pytest.mark.usefixtures("offered")
def test_the_style_that_the_documentation_shows_reads() -> None:
    call = read_transcript(CALL)
    assert [(turn.label, turn.speaker, turn.role) for turn in call.turns] == [
        ("Ada Pell", "ADA PELL", Role.OTHER),
        ("Reporter", "REPORTER", Role.REPORTER),
        ("Ada Pell", "ADA PELL", Role.OTHER),
    ]
    assert (call.front, call.findings) == (("Harbour talks",), ())
    assert to_text(call) == CALL
    assert read_transcript("MODERATOR: Good morning.\n\nQ  Why?\n").turns[0].label == "MODERATOR"


def test_a_style_may_say_who_speaks_or_in_which_role() -> None:
    spoken = [
        Spoken(1, "10:04 AP", [], speaker="Ada Pell"),
        Spoken(2, "10:05 Operator", [], role=Role.OTHER),
        Spoken(3, "10:06 AP", [], speaker="ADA PELL", role=Role.OFFICIAL),
        Spoken(4, "Q", []),
    ]
    assert [(turn.speaker, turn.role) for turn in make_turns(spoken)] == [
        ("ADA PELL", Role.OTHER),
        ("OPERATOR", Role.OTHER),
        ("ADA PELL", Role.OFFICIAL),
        ("QUESTION", Role.REPORTER),
    ]


def test_a_style_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _offer(monkeypatch, "nothing_of_this_name:Style")
    with pytest.raises(styles.HouseStyleError, match=r"the house style “harbour” .* mend the package"):
        read_transcript(CALL)
    styles.house_styles.cache_clear()


class Failing:
    """A style of a package that is broken."""

    name = "failing"

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        pass

    def fits(self) -> float:
        return 9.0

    def divide(self) -> Division:
        return Division([], [], [])


@pytest.mark.parametrize("member", ["__init__", "fits", "divide"])
def test_a_style_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, member: str) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    _offer(monkeypatch, f"{__name__}:Failing")
    monkeypatch.setattr(Failing, member, fail)
    with pytest.raises(styles.HouseStyleError, match=r"the house style “harbour” .*\(ZeroDivisionError\)"):
        read_transcript(CALL)
    styles.house_styles.cache_clear()

"""Every language says everything, with the same placeholders, and the page needs nothing that is not there."""

import re
from pathlib import Path

import pytest
from desk_call import BRIEFING
from desk_visitor import Browser

from onbackground.attribution.flags import Reason
from onbackground.briefing.refusals import Rule
from onbackground.briefing.terms import Level, Phase, Role
from onbackground.desk import page
from onbackground.desk.lines import Whereabouts
from onbackground.desk.people import KeyKind
from onbackground.desk.quality import Verdict
from onbackground.desk.wishes import COMMANDS
from onbackground.desk.wording import Wording, languages, wording
from onbackground.release.editing.headings import Kind
from onbackground.voice.lines import WordingError

TEMPLATES = Path(page.__file__).parent / "templates"
USED = {
    key
    for template in TEMPLATES.rglob("*.html")
    for key in re.findall(r'\bt\("([\w.]+)"(?! ~)[,)]', template.read_text())
}


def test_there_are_english_and_spanish() -> None:
    assert languages() == ("en", "es")


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_line_of_english_with_its_placeholders(language: str) -> None:
    english, other = Wording("en"), Wording(language)
    assert {key: line.placeholders for key, line in other.lines.items()} == {
        key: line.placeholders for key, line in english.lines.items()
    }
    assert all(bool(line.one) == bool(english.lines[key].one) for key, line in other.lines.items())


@pytest.mark.parametrize("language", languages())
def test_all_that_can_happen_has_words(language: str) -> None:
    lines = Wording(language).lines.keys()
    needed = (
        {f"rule.{rule.name}" for rule in Rule}
        | {f"phase.{phase.value}" for phase in Phase}
        | {f"role.{role.value}" for role in Role}
        | {f"level.{level.name.lower()}" for level in Level}
        | {f"rules.embargo_{kind}" for kind in ("conclusion", "clock", "event", "notice", "none")}
        | {f"quality.{verdict.name.lower()}" for verdict in Verdict}
        | {f"whereabouts.{whereabouts.name.lower()}" for whereabouts in Whereabouts}
        | {f"done.{command}" for command in COMMANDS}
        | {f"rules.key_{kind.value}" for kind in KeyKind}
        | {f"reason.{reason.name}" for reason in Reason}
        | {f"heading.{kind.name}" for kind in Kind}
        | {f"sign.{before}{kind}" for kind in ("declare", "break", "move") for before in ("", "enough_")}
    )
    assert needed | USED <= lines


def test_what_is_missing_is_named_and_no_value_is() -> None:
    words = wording("en")
    with pytest.raises(WordingError, match=r"no line called 'next\.nothing'"):
        words("next.nothing")
    with pytest.raises(WordingError, match="needs a value for: place") as error:
        words("news.joined", who="Ada Fable")
    assert "Ada" not in str(error.value)
    with pytest.raises(WordingError, match="choose one of: en, es"):
        Wording("tlh")


def test_one_is_not_many() -> None:
    words = wording("en")
    assert words("queue.waiting", waiting=1) == "1 waiting"
    assert words("queue.remaining", remaining=1) == "1 more question will be called"
    assert words("queue.remaining", remaining=2) == "2 more questions will be called"


def test_a_value_with_braces_is_only_a_value() -> None:
    assert wording("en")("news.left", who="{who.__class__}") == "{who.__class__} left the queue."


def test_a_transcript_without_words_says_so(moderator: Browser) -> None:
    page = moderator.get(f"/briefings/{BRIEFING}/transcript").text
    assert '<div id="turns" lang="en"></div>\n<p class="none nothing">No words are here' in page

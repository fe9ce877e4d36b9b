import string

import pytest

from onbackground.briefing.embargo import AllOf, AnyOf, Clock, Conclusion, Condition, Event, NoEmbargo, Notice, Section
from onbackground.briefing.terms import GroundRules, Level
from onbackground.voice.catalogue import Catalogue, languages
from onbackground.voice.lines import WordingError

ENGLISH = Catalogue("en")


def test_a_line_is_said_with_its_values_and_numbers_in_words() -> None:
    assert ENGLISH.say("queue.place", place=3) == "You are number three in the queue."
    assert ENGLISH.say("queue.moved", place=3) == "You are now third in the queue."
    assert (
        ENGLISH.say("question.first", caller=ENGLISH.caller("Ada Fairweather", "the Harbor Post"))
        == "Our first question comes from the line of Ada Fairweather with the Harbor Post. "
        "Please go ahead; your line is open."
    )


def test_a_reporter_without_an_outlet_is_announced_by_name() -> None:
    assert ENGLISH.caller("Ada Fairweather") == "Ada Fairweather"


@pytest.mark.parametrize(
    ("tries", "said"),
    [
        (1, "That PIN is not correct. You have one more try."),
        (2, "That PIN is not correct. You have two more tries."),
    ],
)
def test_the_wording_follows_the_number(tries: int, said: str) -> None:
    assert ENGLISH.say("pin.wrong", tries=tries) == said


def test_an_unknown_line_is_named_in_the_error() -> None:
    with pytest.raises(WordingError, match=r"no line called 'queue\.jump' in en\.toml"):
        ENGLISH.say("queue.jump")


def test_a_missing_value_is_named_and_given_values_are_not() -> None:
    with pytest.raises(WordingError, match=r"'question\.caller' needs a value for: outlet") as error:
        ENGLISH.say("question.caller", name="Ada Fairweather")
    assert "Fairweather" not in str(error.value)


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(WordingError, match="choose one of: en, es"):
        Catalogue("xx")


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            GroundRules(),
            "This call is on background. You may cite the speakers as senior administration officials. "
            "Its contents are embargoed until the conclusion of the call.",
        ),
        (
            GroundRules(level=Level.DEEP_BACKGROUND, embargo=Event("the delegation has landed in Lisbon")),
            "This call is on deep background. You may use what you hear, but attribute it to no one. "
            "Its contents are embargoed until the delegation has landed in Lisbon.",
        ),
        (
            GroundRules(level=Level.ON_THE_RECORD, embargo=NoEmbargo()),
            "This call is on the record. You may quote the speakers by name. There is no embargo.",
        ),
    ],
)
def test_ground_rules_are_told_in_full(rules: GroundRules, said: str) -> None:
    assert ENGLISH.ground_rules(rules) == said


def test_the_conclusion_tells_what_is_true_of_the_embargo() -> None:
    landing = Event("the delegation has landed")
    assert ENGLISH.conclusion(GroundRules()).startswith("The embargo is now lifted. That concludes")
    assert "remain embargoed until the delegation has landed." in ENGLISH.conclusion(GroundRules(embargo=landing))
    assert "embargo" not in ENGLISH.conclusion(GroundRules(embargo=NoEmbargo()))


@pytest.mark.parametrize("language", languages())
def test_every_ground_rule_has_its_wording(language: str) -> None:
    catalogue = Catalogue(language)
    for level in Level:
        for embargo in EMBARGOES:
            rules = GroundRules(level=level, embargo=embargo, sections=(Section("part1", "the ferry", embargo),))
            assert catalogue.ground_rules(rules)
            assert catalogue.conclusion(rules)


EVENING = Clock(1932843600000, "America/New_York")
EMBARGOES: list[Condition] = [
    NoEmbargo(),
    Conclusion(),
    EVENING,
    Event("the ship has docked"),
    Notice("the harbour office"),
    AllOf((Conclusion(), EVENING)),
    AnyOf((EVENING, Notice("the harbour office"), Event("the ship has docked"))),
]


@pytest.mark.parametrize(
    ("condition", "english", "spanish"),
    [
        (EVENING, "5:00 p.m. Eastern Time on Tuesday, April 1", "las 17:00 (hora oriental) del martes, 1 de abril"),
        (Clock(EVENING.at), "9:00 p.m. UTC on Tuesday, April 1", "las 21:00 (UTC) del martes, 1 de abril"),
        (Notice("the harbour office"), "notice from the harbour office", "que lo comunique the harbour office"),
        (
            AllOf((Conclusion(), Event("the ship has docked"))),
            "the conclusion of the call and the ship has docked, whichever comes last",
            "el final de la llamada y que se cumpla lo siguiente: the ship has docked, lo que ocurra al final",
        ),
    ],
)
def test_a_condition_is_said_after_until(condition: Condition, english: str, spanish: str) -> None:
    assert ENGLISH.until(condition).replace("\u202f", " ") == english
    assert Catalogue("es").until(condition) == spanish


def test_a_section_is_told_with_its_own_embargo() -> None:
    rules = GroundRules(sections=(Section("part1", "the ferry timetable", Event("the ship has docked")),))
    said = ENGLISH.ground_rules(rules)
    assert said.endswith("The part on the ferry timetable is embargoed until the ship has docked.")


def test_at_the_conclusion_what_is_left_to_wait_for_is_said() -> None:
    rules = GroundRules(embargo=AllOf((Conclusion(), Event("the ship has docked"))))
    assert "remain embargoed until the ship has docked." in ENGLISH.conclusion(rules)
    assert "until the press office confirms" in ENGLISH.conclusion(GroundRules(), frozenset())


def test_keys_are_read_out() -> None:
    assert ENGLISH.presses("*1") == "star one"
    assert ENGLISH.presses("#") == "pound"
    assert Catalogue("es").presses("*10") == "asterisco uno cero"


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 0, "zero"),
        ("en", 20, "twenty"),
        ("en", 47, "forty-seven"),
        ("en", 128, "128"),
        ("es", 23, "veintitrés"),
        ("es", 30, "treinta"),
        ("es", 41, "cuarenta y uno"),
    ],
)
def test_numbers_in_words(language: str, number: int, words: str) -> None:
    assert Catalogue(language).cardinal(number) == words


def test_ordinals_end_where_the_language_file_ends() -> None:
    assert [ENGLISH.ordinal(number) for number in (1, 12, 13, 0)] == ["first", "twelfth", "thirteen", "zero"]


@pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
def test_every_language_has_the_same_lines_and_placeholders(language: str) -> None:
    other = Catalogue(language)
    assert {key: line.placeholders for key, line in other.lines.items()} == {
        key: line.placeholders for key, line in ENGLISH.lines.items()
    }
    assert {key: line.count for key, line in other.lines.items()} == {
        key: line.count for key, line in ENGLISH.lines.items()
    }


@pytest.mark.parametrize("language", languages())
def test_every_line_is_complete(language: str) -> None:
    for key, line in Catalogue(language).lines.items():
        assert line.other.strip(), key
        assert bool(line.one) == bool(line.count), key
        used = {name for _, name, _, _ in string.Formatter().parse(line.one) if name}
        assert used <= line.placeholders, key

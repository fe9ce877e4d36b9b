"""The page about the rules says what the rules are."""

import re
from pathlib import Path

import pytest

from onbackground.briefing.refusals import Rule
from onbackground.briefing.routes import __doc__ as routes_table
from onbackground.briefing.rules import BEFORE_END, OFFICERS, ON_AIR, PERMITTED
from onbackground.briefing.state import QuestionState
from onbackground.briefing.terms import HOUSE, PIN_TRIES, RETURN_MS, Phase, Role

PAGE = (Path(__file__).parents[2] / "docs/briefing.md").read_text()
WHEN = {frozenset(Phase): "always", ON_AIR: "remarks, questions", BEFORE_END: "before the end"}


def section(heading: str) -> str:
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_who_may_ask_for_what_and_when() -> None:
    permitted = {
        f"`{command.__name__}`": (
            ", ".join(
                [role.value for role in Role if role in permit.by]
                + ["the house"] * (HOUSE in permit.by)
                + ["officers"] * (permit.by is OFFICERS)
            ),
            WHEN.get(permit.during) or ", ".join(phase.value for phase in Phase if phase in permit.during),
        )
        for command, permit in PERMITTED.items()
    }
    written = {command: (who, when) for command, who, when, _ in rows(section("Who may ask for what, and when"))}
    assert written == permitted
    assert list(written) == list(permitted)


def test_every_rule_by_its_name() -> None:
    written = [tuple(row) for row in rows(section("The rules by name"))]
    assert written == [(f"`{rule.name}`", rule.sentence, rule.allowed) for rule in Rule]


def test_what_every_line_hears() -> None:
    assert routes_table
    table = [line for line in routes_table.splitlines() if line and not line.startswith("=")]
    *_, last = [number for number, line in enumerate(table) if line.startswith("line ")]
    in_code = [re.split(r"\s{2,}", line) for line in table[last + 1 :]]
    in_page = rows(section("What every line hears"))
    assert [heard[1:] for heard in in_page] == [heard[1:] for heard in in_code]


def test_the_states_of_a_question_and_the_numbers() -> None:
    steps = section("A call, step by step")
    assert [row[0] for row in rows(steps)] == [state.value for state in QuestionState]
    assert PIN_TRIES == 3
    assert "three wrong ones" in steps
    assert RETURN_MS == 60_000
    assert "within 60 seconds" in steps


def test_the_example_says_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    example, embargo = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "docs/briefing.md", "exec"), {})
    _, said = example.rstrip().rsplit("# ", 1)
    assert capsys.readouterr().out.strip() == said
    known: dict[str, object] = {}
    for line in embargo.splitlines():
        expression, _, says = line.partition("  # ")
        if says:
            assert repr(eval(expression, known)) == says
        else:
            exec(expression, known)

"""The page about the command line says what the commands take."""

import inspect
import re
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from cyclopts import Argument

from onbackground.cli.app import app
from onbackground.rehearsal.result import Result

PAGE = (Path(__file__).parents[2] / "docs/cli.md").read_text()
COMMANDS = [name for name in app if not name.startswith("-")]
NOT_GIVEN = {
    "--key": "any",
    "--out": "a temporary one",
    "--proof": "beside the file",
    "--stamp-ca": "none",
    "--unsealed": "beside the file",
}


def default_of(option: str, default: object) -> str:
    """A default as the page has it."""
    if default is None:
        return NOT_GIVEN[option]
    if default is inspect.Parameter.empty:
        return "required"
    return "off" if default is False else str(default)


def arguments_of(command: str) -> list[Argument]:
    """All that a command takes, or the commands of a group."""
    inner = [name for name in app[command] if not name.startswith("-")]
    parts = [app[command][name] for name in inner] or [app[command]]
    return [argument for part in parts for argument in part.assemble_argument_collection()]


def described(command: str) -> str:
    """What stands from a command's own examples to the next one's."""
    parts = re.split(r"^(?:\$ )?onbackground (\w+)(?= |$).*$", PAGE, flags=re.MULTILINE)
    return "\n".join(text.split("\n## ")[0] for name, text in pairwise(parts) if name == command)


def rows(text: str) -> list[list[str]]:
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in re.findall(r"^\| `.*", text, re.M)]


def test_every_command_has_an_example() -> None:
    assert set(re.findall(r"^(?:\$ )?onbackground (\w+)", PAGE, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_its_options_and_their_defaults_are_the_ones_it_takes(command: str) -> None:
    taken = {
        argument.names[0]: default_of(argument.names[0], argument.field_info.default)
        for argument in arguments_of(command)
        if argument.names[0].startswith("--")
    }
    written = {option: default for option, default, *_ in rows(described(command)) if option.startswith("--")}
    assert written == taken


def test_every_field_of_a_reenactment_is_explained() -> None:
    written = [name for row in rows(described("reenact")) for name in re.findall(r"\w+", row[0]) if "--" not in row[0]]
    assert sorted(written) == sorted(field.name for field in msgspec.structs.fields(Result))

"""The handbook says what the house does: keys, invitation, and the words it quotes."""

import re
import tomllib
from pathlib import Path

import msgspec

from onbackground.briefing.terms import RETURN_MS, Level, Role
from onbackground.cli.convening import Invitation, RulesEntry, SeatEntry, SectionEntry, convene, read_invitation
from onbackground.exchange import keypad

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/handbook.md").read_text()


def rows(heading: str) -> list[list[str]]:
    section = re.split(rf"^#+ {re.escape(heading)}$", PAGE, flags=re.MULTILINE)[1]
    section = re.split(r"^#+ ", section, flags=re.MULTILINE)[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_the_keys_are_those_of_the_keypad() -> None:
    assert keypad.__doc__
    table = [line for line in keypad.__doc__.splitlines() if re.match(r"[*#]", line)]
    columns = [0, *(match.end() for match in re.finditer(r" +(?==)", keypad.__doc__.split("\n\n")[1].splitlines()[0]))]
    edges = list(zip(columns, [*columns[1:], None], strict=True))
    assert rows("The keys") == [[line[start:end].strip() for start, end in edges] for line in table]


def test_every_key_is_in_the_table() -> None:
    keys = {row[0]: row[1:] for row in rows("The keys")}
    for role, column in ((Role.MODERATOR, 0), (Role.OPERATOR, 0), (Role.OFFICIAL, 1), (Role.REPORTER, 2)):
        filled = {key for key, row in keys.items() if row[column]}
        assert filled == {keypad.SAY_KEYS, *keypad.CODES[role]}, role
    assert not keypad.CODES[Role.LISTENER]
    assert keypad.CODE_SECONDS == 4
    assert keypad.CONFIRM_SECONDS == 6
    assert RETURN_MS == 60_000


def test_every_entry_of_an_invitation_is_explained() -> None:
    entries = {
        field.encode_name
        for struct in (Invitation, RulesEntry, SectionEntry, SeatEntry)
        for field in msgspec.structs.fields(struct)
        if field.name not in ("seat", "ground_rules", "section")
    }
    explained = {name for row in rows("The invitation") for name in re.findall(r"`(\w+)`", row[0])}
    assert explained == entries
    text = " ".join(cell for row in rows("The invitation") for cell in row)
    assert [level.value for level in Level if f"`{level.value}`" not in text] == []
    assert [role.value for role in Role if f"`{role.value}`" not in text] == []


def test_its_invitation_can_be_convened(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "invitation.toml").write_text(example)
    command, admissions = convene(read_invitation(tmp_path / "invitation.toml"), b"key", 0)
    assert len(command.seats) == len(admissions) == len(tomllib.loads(example)["seat"])

"""Convening from a file: PINs are shown once and kept nowhere, and no complaint shows a name."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from onbackground_command import ROOT, refused

from onbackground.briefing.embargo import AllOf, Clock, Conclusion, Event, NoEmbargo, Notice, Quorum
from onbackground.briefing.passkeys import from_base64url, link_key, to_base64url
from onbackground.briefing.pins import pin_digest
from onbackground.briefing.terms import Fillers, Level, Role
from onbackground.cli.app import run
from onbackground.cli.convening import InvitationError, convene, read_invitation
from onbackground.log.briefings import Briefings
from onbackground.log.folder import DataFolder

EXAMPLE = ROOT / "examples/harbour.toml"
MODERATOR = '[[seat]]\nrole = "moderator"\nname = "Imogen Castlebury"\n'
SECRETS = ("Wexford", "Rosalind", "Castlebury")


def invitation(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "invitation.toml"
    path.write_text(text)
    return path


def convened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """The example convened in a data folder, as printed for machines."""
    assert run(["convene", str(EXAMPLE), "--data", str(tmp_path / "data"), "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


# ── What comes of a good file ──────────────────────────────────────────────────────────────────────────────────────


def test_the_example_says_what_it_says(tmp_path: Path) -> None:
    command, admissions = convene(read_invitation(EXAMPLE), b"key", 1_700_000_000_000)
    assert [(seat.id, seat.role, seat.alias) for seat in command.seats] == [
        ("s1", Role.MODERATOR, "Moderator"),
        ("s2", Role.OFFICIAL, "Senior Administration Official One"),
        ("s3", Role.OFFICIAL, "Senior Harbour Official"),
        ("s4", Role.OFFICIAL, "Perpetua Lockwood"),
        ("s5", Role.REPORTER, "Question"),
        ("s6", Role.REPORTER, "Question"),
        ("s7", Role.LISTENER, "Listener"),
    ]
    assert [seat.named for seat in command.seats].count(True) == 1
    assert command.ground_rules.level is Level.ON_BACKGROUND
    assert command.ground_rules.embargo == Conclusion()
    assert command.starts_at == command.at
    assert [one.seat for one in admissions] == [seat.id for seat in command.seats]


def test_a_lone_official_has_no_number_and_a_thirteenth_has_one(tmp_path: Path) -> None:
    official = '[[seat]]\nrole = "official"\nname = "Person {}"\n'
    one = read_invitation(invitation(tmp_path, 'title = "T"\n' + MODERATOR + official.format("A")))
    assert convene(one, b"key", 0)[0].seats[1].alias == "Senior Administration Official"
    officials = "".join(official.format(chr(65 + n)) for n in range(13))
    many = read_invitation(invitation(tmp_path, 'title = "T"\n' + MODERATOR + officials))
    aliases = [seat.alias for seat in convene(many, b"key", 0)[0].seats[1:]]
    assert aliases[11:] == ["Senior Administration Official Twelve", "Senior Administration Official 13"]


def test_what_becomes_of_fillers_is_written_in_the_file(tmp_path: Path) -> None:
    kept = read_invitation(invitation(tmp_path, 'title = "T"\nfillers = "kept"\n' + MODERATOR))
    assert convene(kept, b"key", 0)[0].fillers is Fillers.KEPT
    unsaid = read_invitation(invitation(tmp_path, 'title = "T"\n' + MODERATOR))
    assert convene(unsaid, b"key", 0)[0].fillers is Fillers.PUBLISHED


def test_an_embargo_in_words_waits_for_an_event(tmp_path: Path) -> None:
    text = 'title = "T"\nstarts = 2031-05-06T14:00:00-04:00\n[ground_rules]\nembargo = "until the ferry has docked"\n'
    command, _ = convene(read_invitation(invitation(tmp_path, text + MODERATOR)), b"key", 0)
    assert command.ground_rules.embargo == Event("the ferry has docked")
    start = datetime.datetime(2031, 5, 6, 18, tzinfo=datetime.UTC)
    assert command.starts_at == start.timestamp() * 1000


EVENING = '{ at = 2031-04-01T17:00:00, zone = "America/New_York" }'
CLOCK = Clock(1932843600000, "America/New_York")


@pytest.mark.parametrize(
    ("written", "embargo"),
    [
        ('"none"', NoEmbargo()),
        (EVENING, CLOCK),
        ('{ notice = "the harbour office" }', Notice("the harbour office")),
        (f'{{ all = ["conclusion", {EVENING}] }}', AllOf((Conclusion(), CLOCK))),
    ],
)
def test_an_embargo_is_written_in_the_file(tmp_path: Path, written: str, embargo: object) -> None:
    text = f'title = "T"\n[ground_rules]\nembargo = {written}\n'
    command, _ = convene(read_invitation(invitation(tmp_path, text + MODERATOR)), b"key", 0)
    assert command.ground_rules.embargo == embargo


@pytest.mark.parametrize("written", ['""', "{ at = 5 }", "{ any = [] }", "{ all = [{ some = 1 }, 2] }"])
def test_what_is_no_embargo_is_refused_in_one_line(tmp_path: Path, written: str) -> None:
    text = f'title = "T"\n[ground_rules]\nembargo = {written}\n'
    with pytest.raises(InvitationError, match=r"its embargo is not understood; write .conclusion"):
        convene(read_invitation(invitation(tmp_path, text + MODERATOR)), b"key", 0)


def test_sections_and_officers_are_written_in_the_file(tmp_path: Path) -> None:
    text = (
        'title = "T"\n[ground_rules]\nlifted_by = 2\n'
        '[[ground_rules.section]]\ntitle = "the ferry"\nembargo = "the ferry has docked"\n'
    )
    officers = '[[seat]]\nrole = "listener"\nname = "Person {}"\nofficer = true\n'
    text += MODERATOR + officers.format("A") + officers.format("B")
    command, _ = convene(read_invitation(invitation(tmp_path, text)), b"key", 0)
    assert command.ground_rules.quorum == Quorum(2, ("s2", "s3"))
    assert [(one.title, one.embargo) for one in command.ground_rules.sections] == [
        ("the ferry", Event("the ferry has docked"))
    ]


def test_every_pin_is_another_and_admits_its_seat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = convened(tmp_path, capsys)
    people = answer["people"]
    assert isinstance(people, list)
    assert len({person["pin"] for person in people}) == len(people) == 7
    assert all(re.fullmatch(r"\d{8}", person["pin"]) for person in people)
    folder = DataFolder(tmp_path / "data")
    recorder = folder.recorder()
    briefings = Briefings(recorder)
    briefings.catch_up()
    state = briefings.states[str(answer["briefing"])]
    recorder.close()
    key = folder.pin_key()
    assert {seat.id: seat.pin for seat in state.seats.values()} == {
        person["seat"]: pin_digest(key, person["pin"]) for person in people
    }


def test_pins_and_links_are_printed_and_kept_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = convened(tmp_path, capsys)["people"]
    assert isinstance(people, list)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    tokens = [person["link"].rpartition("/")[2] for person in people if person["link"]]
    assert len(tokens) == 1
    secrets = [*tokens, *(person["pin"] for person in people)]
    assert [secret for secret in secrets if secret.encode() in kept] == []
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "data").glob("log.sqlite*"))


def test_the_key_of_an_officers_link_is_printed_and_kept_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = invitation(tmp_path, 'title = "T"\n' + MODERATOR + 'key = "passkey"\n')
    data = tmp_path / "data"
    assert run(["convene", str(file), "--data", str(data), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    address, _, key = answer["people"][0]["passkey"].partition("#")
    briefing, seat, secret = key.split(".")
    assert (address, briefing, seat) == ("http://localhost:8080/enrol", answer["briefing"], "s1")

    numbers = from_base64url(secret)
    private = ec.derive_private_key(int.from_bytes(numbers[:32]), ec.SECP256R1())
    point = private.public_key().public_numbers()
    assert numbers[32:] == point.x.to_bytes(32) + point.y.to_bytes(32)
    recorder = DataFolder(data).recorder()
    (record,) = recorder.read(briefing)
    recorder.close()
    assert link_key(private.public_key()).encode() in record.data, "the public half is what the seat has"
    kept = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file()) + record.data
    halves = (numbers[:32], numbers[:32].hex().encode(), to_base64url(numbers[:32]).encode()[:42])
    assert [half for half in halves if half in kept] == []

    assert run(["convene", str(file), "--data", str(data)]) == 0
    assert re.search(
        r"^http://localhost:8080/enrol#[a-z0-9]{6}\.s1\.[\w-]{128}$", capsys.readouterr().out, re.MULTILINE
    )


def test_people_read_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["convene", str(EXAMPLE), "--data", str(tmp_path / "data"), "--web-port", "8099"]) == 0
    printed = capsys.readouterr().out
    assert len(re.findall(r"\b\d{8}\b", printed)) == 7
    assert "Rosalind Wexford" in printed
    assert re.search(f"^{re.escape('http://localhost:8099/sign-in/')}[a-z0-9]{{6}}/\\S+$", printed, re.MULTILINE)


def test_every_briefing_is_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert convened(tmp_path, capsys)["briefing"] != convened(tmp_path, capsys)["briefing"]


def test_a_lost_link_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = convened(tmp_path, capsys)
    data = ["--data", str(tmp_path / "data")]
    assert run(["link", str(answer["briefing"]), "s1", *data]) == 0
    link = capsys.readouterr().out.strip()
    assert link.startswith(f"http://localhost:8080/sign-in/{answer['briefing']}/")
    assert link not in json.dumps(answer)
    assert "has no desk" in refused("link", str(answer["briefing"]), "s2", *data)
    assert "no seat" in refused("link", str(answer["briefing"]), "s99", *data)
    assert "there is no briefing" in refused("link", "nothing", "s1", *data)
    assert "--data" in refused("link", "nothing", "s1", "--data", str(tmp_path / "elsewhere"))


# ── What comes of a bad one ────────────────────────────────────────────────────────────────────────────────────────

OFFICIAL = '[[seat]]\nrole = "official"\nname = "Rosalind Wexford"\n'
BAD = {
    "no TOML": ('seat = [{name = "Rosalind Wexford"\n', "is not TOML"),
    "a name left open": ('title = "T"\n[[seat]]\nname = "Rosalind Wexford\n', "line 3"),
    "no title": (MODERATOR, "`title`"),
    "no seats": ('title = "T"\n', "exactly one moderator"),
    "two moderators": ('title = "T"\n' + 2 * MODERATOR, "exactly one moderator"),
    "a role that is none": (
        'title = "T"\n[[seat]]\nrole = "Rosalind Wexford"\nname = "x"\n',
        "seat 1: Invalid role: write one of moderator, operator, official, reporter, listener",
    ),
    "a level that is none": (
        'title = "T"\n[ground_rules]\nlevel = "Rosalind Wexford"\n' + MODERATOR,
        "Invalid level: write one of on the record, on background",
    ),
    "fillers that are no such setting": (
        'title = "T"\nfillers = "Rosalind Wexford"\n' + MODERATOR,
        "Invalid fillers: write one of kept, published, dropped",
    ),
    "a seat without a role": (
        'title = "T"\n' + MODERATOR + '[[seat]]\nname = "Rosalind Wexford"\n',
        "seat 2: Object missing required field `role`",
    ),
    "a name that is a number": (
        'title = "T"\n[[seat]]\nrole = "official"\nname = 7\n',
        "seat 1: Expected `str`, got `int`",
    ),
    "a name without letters": (
        'title = "T"\n' + MODERATOR + '[[seat]]\nrole = "official"\nname = "?"\n',
        "the name has no letters",
    ),
    "an alias in brackets": ('title = "T"\n' + MODERATOR + OFFICIAL + 'alias = "[One]"\n', "without brackets"),
    "a name in an alias": (
        'title = "T"\n' + MODERATOR + OFFICIAL + 'alias = "Deputy to Rosalind Wexford"\n',
        "the alias has a name of the roster in it",
    ),
    "a field nobody knows": ('title = "T"\nembargo = "none"\n' + MODERATOR, "unknown field `embargo`"),
    "a start that is no time": ('title = "T"\nstarts = "tomorrow"\n' + MODERATOR, "`$.starts`"),
    "seats that are none": ('title = "T"\nseat = "Rosalind Wexford"\n', "Expected `array`"),
    "a passkey for who is no officer": ('title = "T"\n' + MODERATOR + OFFICIAL + 'key = "passkey"\n', "seat 2: key:"),
    "a passkey that is none": (
        'title = "T"\n' + MODERATOR + 'key = "passkey:Rosalind Wexford"\n',
        "seat 1: key: a passkey is what the page of its enrolment shows",
    ),
    "no words for the event": (
        'title = "T"\n[ground_rules]\nembargo = "  "\n' + MODERATOR,
        "its embargo is not understood",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_invitation_is_one_line_that_shows_no_name(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, complaint = BAD[case]
    assert run(["convene", str(invitation(tmp_path, text)), "--data", str(tmp_path / "data")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1
    assert complaint in printed.err
    assert [secret for secret in SECRETS if secret in printed.err] == []


@pytest.mark.parametrize("case", BAD)
def test_nothing_is_convened_by_it(case: str, tmp_path: Path) -> None:
    run(["convene", str(invitation(tmp_path, BAD[case][0])), "--data", str(tmp_path / "data")])
    recorder = DataFolder(tmp_path / "data").recorder()
    assert recorder.streams() == []
    recorder.close()


def test_an_invitation_that_is_not_there(tmp_path: Path) -> None:
    line = refused("convene", str(tmp_path / "nothing.toml"), "--data", str(tmp_path / "data"))
    assert line == f"{tmp_path / 'nothing.toml'} cannot be read: No such file or directory"
    assert not (tmp_path / "data").exists()


def test_the_cause_of_a_complaint_is_not_carried_along(tmp_path: Path) -> None:
    with pytest.raises(InvitationError) as caught:
        read_invitation(invitation(tmp_path, BAD["a role that is none"][0]))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__

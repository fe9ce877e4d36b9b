"""The office's file: what it says is on every form, and what is wrong in it is told at the start."""

import re
from pathlib import Path

import pytest
from held_call import folder_in, keeper_of, whole_call

from onbackground.release.office import OfficeError, read_mail_server, read_office, read_store
from onbackground.transcript.writing import Imprint, Paper

PAGE = (Path(__file__).parents[2] / "docs/release.md").read_text()


def test_the_example_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text("\n".join(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)))
    (tmp_path / "office.toml").chmod(0o600)
    store = read_store(tmp_path)
    assert store and (store.bucket, store.endpoint) == ("briefings", "https://objects.example.org")
    assert read_office(tmp_path) == Imprint(
        office="Office of the Harbour",
        address="https://press.example.org/briefings/",
        paper=Paper.A4,
        country="gb",
    )


def test_there_need_be_none(tmp_path: Path) -> None:
    assert read_office(tmp_path) == Imprint()


def test_its_name_is_on_what_the_keeper_publishes(tmp_path: Path) -> None:
    keeper_of(whole_call(), tmp_path, Imprint(office="Office of the Harbour")).look()
    for file in ("index.html", "transcript.pdf", "transcript.xml", "entry.atom"):
        assert b"Office of the Harbour" in (folder_in(tmp_path) / file).read_bytes(), file


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("office = 3", r"office\.toml: Expected `str`, got `int`"),
        ('ofice = "x"', r"unknown field `ofice`"),
        ('paper = "a3"', r"Invalid enum value 'a3'"),
        ('country = "USA"', r"country"),
        ('address = "press.example.org"', r"address"),
        ('address = "https://example org"', r"address"),
        ("office", r"office\.toml: "),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "office.toml").write_text(text)
    with pytest.raises(OfficeError, match=why) as told:
        read_office(tmp_path)
    assert "\n" not in str(told.value)


def test_the_mail_server_of_the_page(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (Path(__file__).parents[2] / "docs/mail.md").read_text(), re.DOTALL)
    (tmp_path / "office.toml").write_text(f'office = "Office of the Harbour"\n\n{example}')
    assert read_office(tmp_path) == Imprint(office="Office of the Harbour")
    server = read_mail_server(tmp_path)
    assert server is not None
    assert (server.server, server.tls, server.user) == ("smtp.example.org", "starttls", "press")
    (tmp_path / "office.toml").write_text('[mail]\nserver = "smtp.example.org"\nsender = "press"')
    with pytest.raises(OfficeError, match=r"sender is no bare e-mail address"):
        read_mail_server(tmp_path)

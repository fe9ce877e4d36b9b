"""The message to the list: what mail programs make of it, and what it may not tell."""

import datetime
import email
import email.policy
from email.message import EmailMessage

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from transcripts import transcripts

from onbackground.transcript.document import Role, Transcript, Turn
from onbackground.transcript.writing import Imprint, addressed, is_address, to_letter, to_text

OFFICE = Imprint(office="Office of the Orchard", address="https://press.example.org/briefings/")
NOON = datetime.datetime(2031, 5, 3, 12, 0, tzinfo=datetime.UTC)
CALL = Transcript(
    title="The Orchard — and Its Pears",
    turns=(Turn(id="t001", label="MODERATOR", speaker="MODERATOR", role=Role.MODERATOR, paragraphs=("Señor & <b>",)),),
)


def sent(call: Transcript, recipient: str = "ada@courier.example.org", office: Imprint = OFFICE) -> bytes:
    letter = to_letter(call, office, "fable", "press@example.org")
    return addressed(letter, recipient=recipient, id_="mark@example.org", at=NOON)


def read(message: bytes) -> EmailMessage:
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def words(part: EmailMessage) -> str:
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def test_its_fields() -> None:
    message = read(sent(CALL))
    assert {name: str(value) for name, value in message.items()} == {
        "Date": "Sat, 03 May 2031 12:00:00 +0000",
        "From": "Office of the Orchard <press@example.org>",
        "To": "ada@courier.example.org",
        "Subject": "The Orchard — and Its Pears",
        "Message-ID": "<mark@example.org>",
        "List-Id": "<briefings.example.org>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }


def test_the_call_is_in_it_as_text_and_as_html() -> None:
    message = read(sent(CALL))
    assert message.get_content_type() == "multipart/alternative"
    text, page = message.iter_parts()
    assert words(text) == "https://press.example.org/briefings/fable/\n\n" + to_text(CALL)
    html5lib.HTMLParser(strict=True).parse(words(page))
    assert "Señor &amp; &lt;b&gt;" in words(page)


def test_the_letter_is_the_same_for_every_reader() -> None:
    letter = to_letter(CALL, OFFICE, "fable", "press@example.org")
    assert letter == to_letter(CALL, OFFICE, "fable", "press@example.org")
    assert sent(CALL).endswith(letter)
    assert sent(CALL, "ben@courier.example.org").endswith(letter)
    assert not {"To", "Date", "Message-ID", "Cc", "Bcc"} & {*read(letter).keys()}


@pytest.mark.parametrize("address", ["mailto:leave@example.org?subject=abc", "https://example.org/leave?reader=abc"])
def test_readers_can_leave_the_list(address: str) -> None:
    letter = to_letter(CALL, OFFICE, "fable", "press@example.org")
    message = read(addressed(letter, recipient="a@b.org", id_="m@example.org", at=NOON, unsubscribe=address))
    assert message["List-Unsubscribe"] == f"<{address}>"
    one_click = "List-Unsubscribe=One-Click" if address.startswith("https:") else None
    assert message["List-Unsubscribe-Post"] == one_click


@pytest.mark.parametrize("address", ["", "ada", "ada@courier.example.org\r\nBcc: all@example.org", "a@b.org, c@d.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"^expected one bare e-mail address"):
        sent(CALL, address)
    assert not is_address(address)


def test_an_address_of_other_letters_is_not_taken_yet() -> None:
    assert is_address("ada@courier.example.org")
    assert not is_address("ådå@courier.example.org")


def lines_are_fit_for_smtp(message: bytes) -> bool:
    lines = message.split(b"\r\n")
    return message.isascii() and all(len(line) <= 998 and b"\n" not in line and b"\r" not in line for line in lines)


@given(st.text())
@settings(max_examples=25, deadline=None)
def test_no_title_adds_a_field(title: str) -> None:
    hostile = f"{title}\r\nBcc: all@example.org"
    office = replace(OFFICE, office=hostile)
    message = sent(replace(CALL, title=hostile), office=office)
    assert lines_are_fit_for_smtp(message)
    assert sorted(read(message).keys()) == sorted(read(sent(CALL)).keys())


@given(transcripts())
@settings(max_examples=25, deadline=None)
def test_any_call_can_be_sent(call: Transcript) -> None:
    message = sent(call)
    assert lines_are_fit_for_smtp(message)
    text, _ = read(message).iter_parts()
    assert words(text).endswith(to_text(call))

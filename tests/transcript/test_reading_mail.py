"""Calls that came as mails, or as pages saved in one file, are read as what they hold."""

from email.message import EmailMessage

import pytest

from onbackground.transcript.reading import UnreadableTranscript, read_transcript
from onbackground.transcript.reading.from_mail import is_encoded, is_mail

TITLE = "Press Call on the Harbour — Day Two"
TEXT = "MODERATOR: Good morning, Zoë — this is on background, and longer than a line of a mail may be.\n\nQ  Why?\n"
PAGE = f"<html><head><title>{TITLE}</title></head><body><p>MODERATOR: Good morning.</p><p>Q  Why?</p></body></html>"
ENCODED = PAGE.replace("—", "=E2=80=94").replace("Good", "Goo=\nd")
SAVED = f"""From: <Saved by a browser>
Snapshot-Content-Location: https://press.example.org/call
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="--x"

----x
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

{ENCODED}
----x
Content-Type: text/css

body {{}}
----x--
"""


def _mail(encoding: str, charset: str = "utf-8") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = TITLE
    mail["From"] = "press@example.org"
    mail.set_content(TEXT, cte=encoding, charset=charset)
    return mail


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_the_text_of_a_mail_is_read(encoding: str, charset: str) -> None:
    call = read_transcript(bytes(_mail(encoding, charset)))
    assert call.turns == read_transcript(TEXT).turns
    assert (call.title, call.front, call.findings) == (TITLE, (TITLE,), ())


def test_of_page_and_text_the_page_is_read() -> None:
    mail = _mail("quoted-printable")
    mail.add_alternative(PAGE, subtype="html", cte="base64")
    mail.add_attachment("<p>MODERATOR: Not this.</p>", subtype="html")
    call = read_transcript(bytes(mail))
    assert (call.title, [turn.text for turn in call.turns]) == (TITLE, ["Good morning.", "Why?"])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_page_saved_in_one_file_is_read(end: str) -> None:
    saved = SAVED.replace("\n", end).encode()
    call = read_transcript(saved)
    assert (call.title, [turn.text for turn in call.turns]) == (TITLE, ["Good morning.", "Why?"])
    assert is_encoded(saved)


def test_what_only_looks_like_a_mail_is_text() -> None:
    assert not is_mail(b"MODERATOR: Hello.\n\nContent-Type: text/html\n")
    assert not is_mail(TEXT.encode())
    assert not is_encoded(bytes(_mail("8bit")))


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw==\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n=\n",
        b"".join(
            b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(2000)
        ),
    ],
)
def test_a_mail_without_a_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableTranscript, match=r"^call\.eml, line 1: expected a "):
        read_transcript(data, name="call.eml")

"""Calls that were recorded, aliased, corrected and published with a proof. Nobody in them exists."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from onbackground.proof.document import Proof
from onbackground.proof.notes import Signer, signer
from onbackground.proof.pieces import Hidden, Noted, Piece, RecordedTurn, Said, Struck, published_text, stretches
from onbackground.proof.proving import prove
from onbackground.transcript.document import GroundRules, Mark, MarkKind, Role, Transcript, Turn, speakers_of
from onbackground.transcript.writing import to_json, to_text

AT = datetime.datetime(2031, 5, 3, 18, 0, tzinfo=datetime.UTC)
KEY = bytes(range(32))
ONE = "[Senior Administration Official One]"
TWO = "[Senior Administration Official Two]"


def office(name: str = "press.example.org") -> Signer:
    return signer(name, Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest()))


CALL = (
    RecordedTurn("t001", "MODERATOR", (
        (Said("Good morning. With us is "), Hidden("Rosalind Wexford", ONE), Said(". "), Hidden("Rosalind", ONE),
         Said(", please.")),
    )),
    RecordedTurn("t002", "SENIOR ADMINISTRATION OFFICIAL ONE", (
        (Said("Thank you. The barrier will be ready in "), Struck("June"), Said(" "), Noted("[October]"), Said(".")),
        (Said("My colleague "), Hidden("Leonard Ashworth", TWO),
         Said("'s team builds it. They have built two before. "), Said("(Laughter.)")),
    )),
    RecordedTurn("t003", "QUESTION", ((Said("Who pays for it? And who pays if it is late?"),),)),
    RecordedTurn("t004", "SENIOR ADMINISTRATION OFFICIAL ONE", ((Said("The port does. And the port."),),)),
)  # fmt: skip


def published(record: Sequence[RecordedTurn], title: str = "Harbour talks", **more: object) -> Transcript:
    """What is published of a record, with its marks."""
    turns = tuple(
        Turn(
            id=turn.id,
            label=turn.label,
            speaker=turn.label,
            role=Role.REPORTER if turn.label == "QUESTION" else Role.OFFICIAL,
            paragraphs=tuple(published_text(paragraph) for paragraph in turn.paragraphs),
            start=number * 10_000,
            end=number * 10_000 + 9_000,
            marks=tuple(_marks(turn)),
        )
        for number, turn in enumerate(record)
    )
    return Transcript(
        title=title,
        via="Via Teleconference",
        call_date=AT.date(),
        start=AT,
        end=AT + datetime.timedelta(hours=1),
        ground_rules=GroundRules(),
        speakers=speakers_of(turns),
        turns=turns,
        **more,  # type: ignore[arg-type]
    )


def _marks(turn: RecordedTurn) -> list[Mark]:
    kinds: dict[type[Piece], MarkKind] = {
        Hidden: MarkKind.ALIAS, Struck: MarkKind.STRUCK, Noted: MarkKind.INSERTION
    }  # fmt: skip
    return [
        Mark(kinds[type(stretch.piece)], number, stretch.start, stretch.end)
        for number, paragraph in enumerate(turn.paragraphs)
        for stretch in stretches(paragraph)
        if type(stretch.piece) in kinds
    ]


def page_of(call: Transcript) -> str:
    """A page as plain as can be, with the elements that a published one has."""
    articles = "".join(
        f'<article id="{turn.id}"><div class="who"><h3>{turn.label}</h3><a href="#{turn.id}">{turn.id}</a></div>'
        + '<div class="said">'
        + "".join(f"<p>{struck(turn, number)}</p>\n" for number in range(len(turn.paragraphs)))
        + "</div></article>"
        for turn in call.turns
    )
    head = f"<head><title>{call.title}</title><style>p {{ margin: 0 }}</style></head>"
    return (
        f"<!DOCTYPE html><html>{head}<body><h1>{call.title}</h1><p>{call.call_date}</p>{articles}"
        "<footer>Words in brackets stand for names.</footer></body></html>"
    )


def struck(turn: Turn, number: int) -> str:
    text = turn.paragraphs[number]
    for mark in sorted(turn.marks, key=lambda mark: -mark.start):
        if mark.paragraph == number and mark.kind is MarkKind.STRUCK:
            text = f"{text[: mark.start]}<s>{text[mark.start : mark.end]}</s>{text[mark.end :]}"
    return text


def forms(call: Transcript) -> dict[str, bytes]:
    return {
        "index.html": page_of(call).encode(),
        "transcript.json": to_json(call).encode(),
        "transcript.txt": to_text(call).encode(),
        "transcript.pdf": b"%PDF-1.7 of " + str(call.title).encode(),
    }


def proven(record: Sequence[RecordedTurn] = CALL, call: Transcript | None = None, **more: object) -> Proof:
    call = call or published(record)
    options: dict[str, object] = {"briefing": "fable", "at": AT, "files": forms(call), **more}
    return prove(record, call, KEY, office(), **options)  # type: ignore[arg-type]


_WORDS = st.lists(
    st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="~<>&[]\\{}"), min_size=1, max_size=8),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[Piece, ...]:
    """Words said, some of them hidden, struck or noted."""
    pieces: list[Piece] = [Said(draw(_WORDS))]
    for kind in draw(st.lists(st.sampled_from([Hidden, Noted, Struck]), max_size=3)):
        words = draw(_WORDS)
        piece: dict[type[Piece], Piece] = {
            Hidden: Hidden(words, draw(st.sampled_from([ONE, TWO]))),
            Noted: Noted("[Union]"),
            Struck: Struck(words),
        }
        pieces += [Said(draw(st.sampled_from([" ", "'s ", ", "]))), piece[kind], Said(" " + draw(_WORDS))]
    return tuple(pieces)


@st.composite
def records(draw: st.DrawFn) -> tuple[RecordedTurn, ...]:
    """Calls of a few turns."""
    labels = ["MODERATOR", "QUESTION", "OFFICIAL"]
    turns = draw(st.lists(st.lists(paragraphs(), min_size=1, max_size=2), min_size=1, max_size=5))
    return tuple(
        RecordedTurn(f"t{number:03d}", draw(st.sampled_from(labels)), tuple(said))
        for number, said in enumerate(turns, start=1)
    )

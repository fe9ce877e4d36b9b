"""The proof as it is published: one JSON file beside the forms of the transcript, which needs nothing else.

It holds what was published in full, so a form that differs from it can be told the place and the words.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..transcript.document import Transcript, Turn
from .differing import printable_line
from .forms import Around
from .merkle import leaf_hash, tree_root

FILE_NAME: Final = "transcript.proof.json"
"""What the proof is called beside the forms it proves."""

_HEADING: Final = "the heading"
_ENCODER: Final = msgspec.json.Encoder(order="deterministic")


class UnreadableProofError(ValueError):
    """A file is no proof; the message says why, in one line."""


class Span(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A stretch in brackets of a published paragraph (offsets as in a mark); paragraphs count through all ``parts``.

    ``sealed`` is the hash of the entry in the record that it hides, in base64; empty if the record has nothing there.
    """

    paragraph: int
    start: int
    end: int
    sealed: str = ""


class ProvenTurn(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One turn of the record: its root ``sealed``, and what is published of it; ``turn`` is None if nothing is.

    ``parts`` are the other turns that it is published as, where it was cut.
    ``key`` is the key of its published words' salts (base64). ``label`` is the one recorded, if another is published.
    """

    sealed: str
    turn: Turn | None = None
    parts: tuple[Turn, ...] = ()
    key: str = ""
    spans: tuple[Span, ...] = ()
    label: str = ""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All that it is published as."""
        return (self.turn, *self.parts) if self.turn is not None else ()

    @property
    def paragraphs(self) -> tuple[tuple[Turn, int], ...]:
        """Where each of its paragraphs is published: the turn, and which of that turn's it is."""
        return tuple((turn, number) for turn in self.turns for number in range(len(turn.paragraphs)))


class ProvenHeading(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """All that is published besides the turns: the transcript without them, and what each form has around them."""

    call: Transcript
    around: dict[str, Around] = {}


class Proof(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The proof of one version of a transcript, or of its withdrawal (then without heading and turns).

    ``statement`` is the signed note, ``key`` the office's key as text. ``digests`` are those
    of heading and turns, in base64: they only help to say where a damaged proof is damaged. ``earlier`` are the
    statements of all versions before, oldest first. ``log`` is a ``tlog-proof`` that the statement is in the log of
    ``log_key``.
    """

    form: Literal["onbackground-proof@v1"] = "onbackground-proof@v1"
    statement: str
    key: str
    heading: ProvenHeading | None = None
    turns: tuple[ProvenTurn, ...] = ()
    digests: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    log: str = ""
    log_key: str = ""

    @property
    def transcript(self) -> Transcript:
        """What the proof says was published. Not checked: see ``verifying``."""
        turns = tuple(turn for proven in self.turns for turn in proven.turns)
        return replace(self.heading.call if self.heading else Transcript(), turns=turns)


def published_leaves(heading: ProvenHeading, turns: Sequence[ProvenTurn]) -> list[bytes]:
    """The hashes of all that is published: of the heading, and of each turn."""
    return [leaf_hash(_ENCODER.encode(part)) for part in (heading, *turns)]


def published_root(leaves: Sequence[bytes]) -> str:
    """The root that a statement has of what is published, in base64."""
    return as_base64(tree_root(leaves))


def place_of(number: int, turns: Sequence[ProvenTurn]) -> str:
    """What the leaf of this number is called."""
    if number == 0 or number > len(turns):
        return _HEADING
    turn = turns[number - 1].turn
    return turn.id if turn is not None else f"withheld turn {number}"


def write_proof(proof: Proof) -> bytes:
    """The proof as a file."""
    return _ENCODER.encode(proof) + b"\n"


def read_proof(data: bytes) -> Proof:
    """Read a proof; nothing in it is checked yet. Raises UnreadableProofError."""
    try:
        return msgspec.json.decode(data, type=Proof)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableProofError(f"it is no proof of a transcript ({printable_line(str(error))})") from None


def as_base64(raw: bytes) -> str:
    """Base64 as everywhere in a proof."""
    return base64.b64encode(raw).decode()

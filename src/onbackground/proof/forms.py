"""A published form against the transcript that was signed: every difference in meaning, with its place.

Lay-out is free: spaces and line breaks, the order of members in JSON, the elements and the style of a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterator
from itertools import groupby
from pathlib import PurePath
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..transcript.document import Transcript, Turn
from ..transcript.reading import UnreadableTranscript, read_akoma_ntoso
from ..transcript.writing import to_text, to_vtt
from .differing import Finding, Placed, differing_blocks, differing_order, differing_words, printable_line
from .page import read_page

FILE: Final = "the file"
_AROUND: Final = "around the turns"
_NO_LABEL: Final = "X"


class Around(Struct, frozen=True, forbid_unknown_fields=True):
    """The blocks of text that a form has besides the words of the turns: title, facts, notes, foot."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def has_known_form(name: str) -> bool:
    """Whether the words of a file of this name can be compared; others only byte for byte."""
    return PurePath(name).suffix.lower() in _DIFFERENCES


def differences(name: str, data: bytes, signed: Transcript, around: Around) -> list[Finding]:
    """All that differs in meaning from what was signed, in a file whose name tells its form."""
    broken = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", errors="replace")
        broken = [Finding(f"{FILE}, byte {error.start + 1}", "it is not text in UTF-8")]
    return [*broken, *_DIFFERENCES[PurePath(name).suffix.lower()](text, signed, around)]


def located(name: str, data: bytes, signed: Transcript) -> list[Finding]:
    """Where a file differs whose form must be as it was signed byte for byte, as far as its words can be told."""
    suffix = PurePath(name).suffix.lower()
    try:
        if suffix == ".xml":
            return list(_transcript(_values(read_akoma_ntoso(data)), signed))
        if suffix == ".vtt":
            captions = [Placed(f"the caption at {block.split()[0]}", block) for block in _blocks(to_vtt(signed))]
            return list(differing_blocks(captions, _blocks(data.decode())))
    except (UnreadableTranscript, ValueError):
        return []
    return []


def around_turns(name: str, data: bytes, transcript: Transcript) -> Around:
    """What a form made of this transcript has around its turns. Raises ValueError where the turns are not in it."""
    text = data.decode()
    suffix = PurePath(name).suffix.lower()
    found = Around()
    if suffix == ".txt":
        blocks, turns = _blocks(text), [block.text for block in _text_turns(transcript)]
        start = next((n for n in range(len(blocks)) if blocks[n : n + len(turns)] == turns), 0)
        found = Around(tuple(blocks[:start]), tuple(blocks[start + len(turns) :]))
    elif suffix in (".html", ".htm"):
        found = Around(tuple(read_page(text).around))
    if differences(name, data, transcript, found):
        raise ValueError(f"{name} does not say what is to be signed: make it from the transcript")
    return found


def _json(text: str, signed: Transcript, around: Around) -> Iterator[Finding]:
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        yield Finding(FILE, f"it is not a transcript in JSON ({error})")
        return
    yield from _transcript(found if isinstance(found, dict) else {}, signed)


def _values(transcript: Transcript) -> dict[str, object]:
    """A transcript as its JSON has it."""
    return msgspec.json.decode(msgspec.json.encode(transcript), type=dict[str, object])


def _transcript(found: dict[str, object], signed: Transcript) -> Iterator[Finding]:
    theirs = dict(found)
    their_turns = theirs.pop("turns", [])
    yield from _members("the heading", _values(replace(signed, turns=())), theirs)
    if not isinstance(their_turns, list) or not all(isinstance(turn, dict) for turn in their_turns):
        yield Finding(FILE, "it has no list of turns")
        return
    yield from differing_order([turn.id for turn in signed.turns], [str(turn.get("id")) for turn in their_turns])
    by_id = {str(turn.get("id")): turn for turn in reversed(their_turns)}
    for turn in signed.turns:
        if turn.id in by_id:
            yield from _members(turn.id, msgspec.json.decode(msgspec.json.encode(turn)), by_id[turn.id])


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object, unless a member stands in it twice: some readers take the one, some the other."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice in one object")
    return members


def _members(place: str, signed: object, found: object) -> Iterator[Finding]:
    """Every member or item that is not as signed."""
    if isinstance(signed, dict) and isinstance(found, dict):
        for name in dict.fromkeys([*signed, *found]):
            if name not in found:
                yield Finding(place, f"{name} is missing")
            elif name not in signed:
                yield Finding(place, f"{printable_line(name)} was not signed")
            else:
                yield from _members(f"{place}, {name}", signed[name], found[name])
    elif isinstance(signed, list) and isinstance(found, list):
        if len(signed) != len(found):
            yield Finding(place, f"there are {len(found)}, and {len(signed)} were signed")
        for number, (ours, theirs) in enumerate(zip(signed, found, strict=False), start=1):
            yield from _members(f"{place.removesuffix('s')} {number}", ours, theirs)
    elif type(signed) is not type(found) or signed != found:
        simple = isinstance(found, str | int | float | None)
        words = list(differing_words(Placed(place, str(signed)), str(found))) if simple else []
        yield from words or [Finding(place, "white space or type is not as signed")]


def _text(text: str, signed: Transcript, around: Around) -> Iterator[Finding]:
    before, after = ([Placed(_AROUND, block) for block in blocks] for blocks in (around.before, around.after))
    yield from differing_blocks([*before, *_text_turns(signed), *after], _blocks(text))


def _text_turns(signed: Transcript) -> list[Placed]:
    return [
        Placed(f"{turn.id}, paragraph {number}", block, len(turn.label.split()) if number == 1 else 0)
        for turn in signed.turns
        for number, block in enumerate(_blocks(to_text(Transcript(turns=(turn,)))), start=1)
    ]


def _page(text: str, signed: Transcript, around: Around) -> Iterator[Finding]:
    found = read_page(text)
    turns = {turn.id: turn for turn in signed.turns}
    yield from differing_order(list(turns), [article.id for article in found.articles])
    for article in found.articles:
        if (turn := turns.get(article.id)) is not None:
            yield from differing_words(Placed(f"{turn.id}, label", turn.label), " ".join(article.label))
            yield from differing_blocks(_said(turn), article.said, f"the beginning of {turn.id}")
    yield from differing_blocks([_around_in_page(block, turns) for block in around.before], found.around)
    for line in dict.fromkeys(found.doubtful):
        yield Finding(f"{FILE}, line {line}", "a comment, or broken markup: not every reader reads the same there")


def _around_in_page(block: str, turns: Container[str]) -> Placed:
    """A block around the words of a page; one that begins with a turn's id stands beside that turn's."""
    beside = block.partition(":")[0]
    return Placed(f"{beside}, beside its words", block, 1) if beside in turns else Placed(_AROUND, block)


def _said(turn: Turn) -> list[Placed]:
    """The paragraphs of a turn as they are written: struck words between tildes."""
    written = _blocks(to_text(Transcript(turns=(replace(turn, label=_NO_LABEL),))))
    texts = [text.removeprefix(f"{_NO_LABEL}: ") if n == 0 else text for n, text in enumerate(written)]
    return [Placed(f"{turn.id}, paragraph {number}", text) for number, text in enumerate(texts, start=1)]


def _blocks(text: str) -> list[str]:
    """The blocks of text that empty lines part."""
    lines = groupby(re.split(r"\r\n|\r|\n", text), key=lambda line: bool(line.strip()))
    return [" ".join(" ".join(block).split()) for filled, block in lines if filled]


_DIFFERENCES: Final[dict[str, Callable[[str, Transcript, Around], Iterator[Finding]]]] = {
    ".json": _json,
    ".txt": _text,
    ".html": _page,
    ".htm": _page,
}

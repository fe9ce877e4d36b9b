"""Published files with one bit flipped: what of it carries meaning, read by other readers than those that verify.

The rule: in plain text the words carry meaning; in JSON the value; in a page its words, which of them are struck,
quoted or a turn's, and every attribute but for classes and languages. White space carries none, nor the order of
members of JSON, nor what only says how a page looks or sounds: its other elements, those attributes, the style sheet.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import html5lib

from onbackground.proof.document import Proof, UnreadableProofError, read_proof
from onbackground.proof.verifying import Report, verify

PROOF: Final = "transcript.proof.json"
FORMS: Final = ("index.html", "transcript.json", "transcript.txt", PROOF)
_LOOKS: Final = frozenset({"class", "lang"})
_TELLING: Final = frozenset({"article", "s", "del", "strike", "q"})


class Flip(NamedTuple):
    """One bit of one file flipped, and what verifying says of it."""

    name: str
    at: int
    data: bytes
    report: Report | None
    """None where the proof is no proof any more."""

    @property
    def proven(self) -> bool:
        return self.report is not None and self.report.proven

    @property
    def places(self) -> list[str]:
        return [finding.place for finding in self.report.findings] if self.report else ["the proof"]

    def __str__(self) -> str:
        return f"{self.name}, byte {self.at}: {self.data[max(0, self.at - 30) : self.at + 20]!r}"


def flips(place: Path, seed: int, number: int) -> Iterator[Flip]:
    """So many flips, over all forms alike, of a published briefing."""
    draw = random.Random(seed)
    proof = read_proof((place / PROOF).read_bytes())
    files = {name: (place / name).read_bytes() for name in FORMS}
    for n in range(number):
        name = FORMS[n % len(FORMS)]
        at = draw.randrange(len(files[name]))
        data = bytearray(files[name])
        data[at] ^= 1 << draw.randrange(8)
        yield Flip(name, at, bytes(data), _verified(name, bytes(data), proof))


def _verified(name: str, data: bytes, proof: Proof) -> Report | None:
    if name != PROOF:
        return verify(name, data, proof)
    try:
        return verify(name, None, read_proof(data))
    except UnreadableProofError:
        return None


def meaning(name: str, data: bytes) -> object:
    """What a file says, however it is laid out."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    if name.endswith(".txt"):
        return text.split()
    if name.endswith(".json"):
        try:
            return json.dumps(json.loads(text), sort_keys=True)
        except ValueError:
            return data
    return list(_page(html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)))


def _page(element: object) -> Iterator[object]:
    for found in element.iter():  # type: ignore[attr-defined]
        yield from sorted((name, value) for name, value in found.attrib.items() if name not in _LOOKS)
        if found.tag in _TELLING:
            yield f"<{found.tag}>"
        yield from [] if found.tag == "style" else (found.text or "").split()
        yield from (found.tail or "").split()


def turn_at(name: str, data: bytes, at: int) -> str:
    """The turn whose words, label or time this byte of a form is in; empty where it is in none."""
    if name == "transcript.json":
        begun = [found for found in re.finditer(rb'"id": ?"(t\d{3})"', data) if found.start() <= at]
        return begun[-1][1].decode() if begun else ""
    articles = re.finditer(rb'<article id="(t\d{3})".*?</article>', data, re.DOTALL)
    return next((one[1].decode() for one in articles if one.start() <= at < one.end()), "")


def wrong(place: Path, seed: int, number: int) -> list[str]:
    """Of so many flips those that are taken for proven though they change what is said, or told without their place."""
    said = {name: meaning(name, (place / name).read_bytes()) for name in FORMS}
    found = []
    for flip in flips(place, seed, number):
        if flip.proven:
            found += [f"passes: {flip}"] if meaning(flip.name, flip.data) != said[flip.name] else []
            continue
        turn = turn_at(flip.name, (place / flip.name).read_bytes(), flip.at)
        named = [one for one in flip.places if turn in one or one.startswith("the file")]
        found += [] if named and all(flip.places) else [f"not placed: {flip}: {flip.places}"]
    return found

"""A transcript as PDF: tagged for screen readers (PDF/UA-1), the same bytes whenever it is made from the same call.

Typst sets the page in memory, with the typefaces of its own wheel. It looks for none on the machine, writes no file
and fetches no package. The words reach the template as data, so nothing said on a call can be an instruction to it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from onbackground.transcript.document import MarkKind, Transcript
from onbackground.transcript.writing.facts import UNTITLED, facts
from onbackground.transcript.writing.imprint import Imprint
from onbackground.transcript.writing.stretches import paragraphs_in_stretches
from onbackground.transcript.writing.wording import printed_elapsed

_LACKING: Final = "\ufffd"
_CONTROLS: Final = [chr(code) for code in range(0x20) if chr(code) not in "\t\n"]
_DRESS: Final = {MarkKind.ALIAS: "alias", MarkKind.STRUCK: "struck", MarkKind.CORRECTION: "", MarkKind.INSERTION: ""}
_SIGNS: Final = b"""
#set document(title: "Signs")
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
#sys.inputs.call
"""
_TOOL: Final = re.compile(rb'/Creator\([^()]*\)|<xmp:CreatorTool>[^<]*</xmp:CreatorTool>|x:xmptk="[^"]*"')
"""Where the file names the tool that made it: in its information dictionary, and in its XMP packet."""


def to_pdf(transcript: Transcript, imprint: Imprint) -> bytes:
    """Return the call as PDF. Its metadata are the title and the office; no tool, person or time is in them.

    A sign that no typeface of the wheel has is set as �, and the file says so at its end.
    """
    call = sheet_data(transcript, imprint)
    try:
        return set_sheet(call)
    except typst.TypstError:
        return set_sheet(with_known_signs(call))


def set_sheet(call: dict[str, Any]) -> bytes:
    """The sheet as PDF. Raises ``TypstError`` for a sign that no typeface has."""
    return _without_tool(_set(sheet(), json.dumps(call)))


def with_known_signs(call: dict[str, Any]) -> dict[str, Any]:
    """The same data with � for every sign that no typeface has, and a note that says so."""
    lacking = _lacking(sorted({sign for sign in json.dumps(call, ensure_ascii=False) if sign > "~"}))
    table = dict.fromkeys(map(ord, [*lacking, *_CONTROLS]), _LACKING)
    known: dict[str, Any] = _translated(call, table | {ord("\t"): " "})  # a tab beside � is a sign no typeface has
    known["after"].append(("Signs", [f"This file lacks the signs at {_LACKING}. The other forms have them."]))
    return known


def sheet_data(transcript: Transcript, imprint: Imprint) -> dict[str, Any]:
    """What the sheet is told, ready for JSON."""
    language = transcript.language.partition("-")[0]
    return {
        "title": " ".join((transcript.title or "").split()) or UNTITLED,
        "office": " ".join(imprint.office.split()),
        "language": language if re.fullmatch("[a-z]{2,3}", language) else "und",
        "paper": imprint.paper.value,
        "facts": facts(transcript),
        "turns": [
            {
                "label": turn.label,
                "place": turn.id if turn.start is None else f"{printed_elapsed(turn.start)}  {turn.id}",
                "paragraphs": [
                    [(_DRESS.get(kind, "aside") if kind else "", words) for kind, words in stretches]
                    for stretches in paragraphs_in_stretches(turn)
                ],
            }
            for turn in transcript.turns
        ],
        "after": [("Notes", list(transcript.notes))] if transcript.notes else [],
    }


@cache
def sheet() -> bytes:
    """The template that every printed transcript is set from, in Typst."""
    return (Path(__file__).parent / "sheet" / "sheet.typ").read_bytes()


def _set(template: bytes, call: str) -> bytes:
    pdf = typst.compile(
        template, format="pdf", sys_inputs={"call": call}, pdf_standards=["ua-1"], ignore_system_fonts=True
    )
    assert isinstance(pdf, bytes)
    return pdf


def _lacking(signs: list[str]) -> list[str]:
    """Those of the signs that no typeface has: halves are tried until the guilty ones stand alone."""
    try:
        _set(_SIGNS, " ".join(signs))
    except typst.TypstError:
        if len(signs) == 1:
            return signs
        middle = len(signs) // 2
        return _lacking(signs[:middle]) + _lacking(signs[middle:])
    return []


def _translated(value: Any, table: dict[int, str]) -> Any:
    match value:
        case str():
            return value.translate(table)
        case dict():
            return {key: _translated(part, table) for key, part in value.items()}
        case list() | tuple():
            return [_translated(part, table) for part in value]
    return value


def _without_tool(pdf: bytes) -> bytes:
    """Blank out the name of the tool, in place, so that all offsets in the file stay right."""
    return _TOOL.sub(lambda found: b" " * len(found[0]), pdf)

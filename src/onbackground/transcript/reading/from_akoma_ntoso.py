"""Read a transcript from the Akoma Ntoso debate that :mod:`onbackground.transcript.writing.as_akoma_ntoso` writes.

Nothing is fetched and nothing expanded: a document with a type declaration is refused.
"""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from lxml import etree  # type: ignore[import-untyped]

from onbackground.transcript.akoma_ntoso import as_it_was, json_from_xml, qualified
from onbackground.transcript.document import Transcript
from onbackground.transcript.reading.unreadable import UnreadableTranscript

Values = dict[str, Any]
"""A transcript, or a part of one, as plain values of JSON."""

_UNSTATED = {"language": Transcript().language}
"""What the document leaves out where it is the usual."""

_MILLISECOND = datetime.timedelta(milliseconds=1)


def read_akoma_ntoso(data: bytes, *, name: str = "XML") -> Transcript:
    """Read a transcript from Akoma Ntoso.

    Raises UnreadableTranscript when it is no XML, no debate, or not a debate as written here.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableTranscript(name, error.lineno or 1, f"expected well-formed XML ({error.msg})") from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableTranscript(name, 1, "expected XML without a document type declaration")
    debate = root.find(qualified("debate"))
    if root.tag != qualified("akomaNtoso") or debate is None:
        raise UnreadableTranscript(name, root.sourceline or 1, "expected a debate in Akoma Ntoso 1.0")
    try:
        return msgspec.convert(_with_rest(told(debate), debate), Transcript)
    except (msgspec.ValidationError, ValueError, KeyError, TypeError, IndexError) as error:
        raise UnreadableTranscript(name, debate.sourceline or 1, f"expected what is written here ({error})") from None


def told(debate: etree._Element) -> Values:
    """What the elements of a debate tell of the transcript by themselves, without the proprietary part."""
    values: Values = {
        "title": _text(debate, "preface/p/docTitle"),
        "place": _text(debate, "preface/p/inline[@name='place']"),
        "via": _text(debate, "preface/p/inline[@name='via']"),
        "call_date": _attribute(debate, "preface/p/docDate", "date"),
        "start": _attribute(debate, "preface/p/recordedTime", "time"),
        "end": _attribute(debate, "conclusions/p/recordedTime", "time"),
        "published": _attribute(debate, "meta/publication", "date"),
        "source": _attribute(debate, "meta/identification/FRBRExpression/FRBRalias", "value"),
        "language": _attribute(debate, "meta/identification/FRBRExpression/FRBRlanguage", "language"),
        "front": _texts(debate, "preface/container[@name='front']/p"),
        "notes": _texts(debate, "meta/notes/note/p"),
        "footers": _texts(debate, "conclusions/container[@name='footers']/p"),
    }
    labels = {f"#{person.get('eId')}": person.get("showAs", "") for person in _all(debate, "meta/references/TLCPerson")}
    began = datetime.datetime.fromisoformat(values["start"]) if values["start"] else None
    values["turns"] = [_turn(speech, labels, began) for speech in _all(debate, "debateBody/debateSection/*")]
    speakers: dict[str, Values] = {}
    for turn in values["turns"]:
        speakers.setdefault(turn["speaker"], {"label": turn["speaker"], "role": turn["role"]})
    values["speakers"] = [*speakers.values()]
    return {field: value for field, value in values.items() if value not in (None, [], _UNSTATED.get(field))}


def _turn(speech: etree._Element, labels: dict[str, str], began: datetime.datetime | None) -> Values:
    paragraphs = [_paragraph(number, element) for number, element in enumerate(_all(speech, "p"))]
    turn: Values = {
        "id": as_it_was(speech.get("eId", "")),
        "label": _text(speech, "from") or "",
        "speaker": as_it_was(labels[speech.get("by")]),
        "role": speech.get("as", "").removeprefix("#role-"),
        "paragraphs": [text for text, _ in paragraphs],
    }
    for field, attribute in (("start", "startTime"), ("end", "endTime")):
        if began is not None and (moment := speech.get(attribute)) is not None:
            turn[field] = (datetime.datetime.fromisoformat(moment) - began) // _MILLISECOND
    marks = [mark for _, found in paragraphs for mark in found]
    return turn | ({"marks": marks} if marks else {})


def _paragraph(number: int, element: etree._Element) -> tuple[str, list[Values]]:
    """The text of a paragraph, and the marks in it by their place; of two at one place the outer comes first."""
    marks: list[Values] = []
    text = as_it_was(element.text or "")
    for part in element:
        inner, found = _paragraph(number, part)
        marks.append({"kind": part.get("class"), "paragraph": number, "start": 0, "end": len(inner)})
        marks.extend(found)
        for mark in marks[-1 - len(found) :]:
            mark["start"] += len(text)
            mark["end"] += len(text)
        text += inner + as_it_was(part.tail or "")
    return text, sorted(marks, key=lambda mark: (mark["start"], mark["end"]))


def _with_rest(values: Values, debate: etree._Element) -> Values:
    """Add what has no element of its own, which counts more than what the elements tell."""
    proprietary = debate.find(_path("meta/proprietary"))
    rest = msgspec.convert(json_from_xml(proprietary[0]), Values) if proprietary is not None else {}
    for number, fields in rest.pop("turns", {}).items():
        values["turns"][int(number)] |= fields
    return values | rest


def _path(path: str) -> str:
    return "/".join(step if step == "*" else qualified(step) for step in path.split("/"))


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    return list(element.iterfind(_path(path)))


def _texts(element: etree._Element, path: str) -> list[str]:
    return [as_it_was("".join(found.itertext())) for found in _all(element, path)]


def _text(element: etree._Element, path: str) -> str | None:
    return next(iter(_texts(element, path)), None)


def _attribute(element: etree._Element, path: str, name: str) -> str | None:
    value = next((found.get(name) for found in _all(element, path)), None)
    return None if value is None else as_it_was(value)

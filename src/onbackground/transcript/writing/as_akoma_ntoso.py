"""A transcript as Akoma Ntoso 1.0: a ``debate`` that parliaments' and archives' tools can read.

What the standard has an element for is written with it: speeches, questions and answers with who speaks, in which
role and when; corrections, omissions and remarks; title, place, date, hours, notes. **The rest is found by reading the
elements back**: whatever of the document they do not tell exactly stands in ``proprietary``, as JSON in the W3C's XML
form. So nothing is lost, a field that the document gains later included.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from lxml import etree  # type: ignore[import-untyped]

from onbackground.transcript.akoma_ntoso import AKOMA_NTOSO, MARKS, fit_for_xml, json_as_xml, qualified
from onbackground.transcript.document import Mark, Role, Transcript, Turn
from onbackground.transcript.reading.from_akoma_ntoso import told
from onbackground.transcript.writing.facts import attribution_in_words, embargo_in_words
from onbackground.transcript.writing.imprint import Imprint
from onbackground.transcript.writing.wording import printed_date, printed_hour

_OFFICE: Final = "#office"
_UNDATED: Final = datetime.date(1, 1, 1)
_THREE_LETTERS: Final = {"en": "eng", "fr": "fra", "es": "spa", "de": "deu", "pt": "por", "ar": "ara", "ru": "rus"}
"""ISO 639-2 codes, which addresses of Akoma Ntoso use, of the languages that briefings have been held in."""
_TURN_ID: Final = re.compile(r"t\d+[a-z]*")
_LONGEST_OFFSET: Final = datetime.timedelta(hours=14)
_MIXED: Final = frozenset(map(qualified, ("p", "from", "docTitle")))


def to_akoma_ntoso(transcript: Transcript, imprint: Imprint, briefing: str) -> bytes:
    """Return the call as XML in UTF-8, valid against the schema of OASIS; ``briefing`` is its number in addresses."""
    debate = _element("debate", name="briefing")
    meta = _element("meta")
    debate.append(meta)
    meta.append(_identification(transcript, imprint, briefing))
    if transcript.published is not None:
        day = transcript.published.isoformat()
        meta.append(_element("publication", date=day, name="published", showAs=imprint.office))
    persons = _persons(transcript.turns)
    meta.append(_references(imprint, persons))
    if transcript.notes:
        meta.append(_notes(transcript.notes))
    _append_filled(debate, _element("preface", children=_preface(transcript)))
    ids = _ids(transcript.turns)
    speeches = _speeches(transcript, persons, ids)
    section = _element("debateSection", name="call", eId="call", children=speeches)
    debate.append(_element("debateBody", children=[section]))
    _append_filled(debate, _element("conclusions", children=_conclusions(transcript)))
    if rest := _untold(debate, transcript):
        meta.append(_element("proprietary", source=_OFFICE, children=[json_as_xml(rest)]))
    root = etree.Element(qualified("akomaNtoso"), nsmap={None: AKOMA_NTOSO})
    root.append(debate)
    _lay_out(root)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _identification(transcript: Transcript, imprint: Imprint, briefing: str) -> etree._Element:
    day = transcript.call_date or transcript.published or _UNDATED
    language = _THREE_LETTERS.get(transcript.language.partition("-")[0], "und")
    number = re.sub(r"[^A-Za-z0-9-]+", "-", briefing) or "call"
    work = f"/akn/{imprint.country}/debate/{day.isoformat()}/{number}"
    expression = f"{work}/{language}@"
    dating = {"date": day.isoformat(), "name": "undated" if day == _UNDATED else "call"}
    source = [_element("FRBRalias", value=transcript.source, name="source")] if transcript.source is not None else []

    def level(
        name: str, this: str, uri: str, before: list[etree._Element], after: list[etree._Element]
    ) -> etree._Element:
        """One of the three levels; addresses first, then other names, date and author, then what is its own."""
        addresses = [_element("FRBRthis", value=this), _element("FRBRuri", value=uri)]
        made = [_element("FRBRdate", **dating), _element("FRBRauthor", href=_OFFICE)]
        return _element(name, children=[*addresses, *before, *made, *after])

    country = [_element("FRBRcountry", value=imprint.country), _element("FRBRnumber", value=briefing)]
    spoken = [_element("FRBRlanguage", language=transcript.language)]
    written = [_element("FRBRformat", value="application/akn+xml")]
    levels = [
        level("FRBRWork", f"{work}/!main", work, [], country),
        level("FRBRExpression", f"{expression}/!main", expression, source, spoken),
        level("FRBRManifestation", f"{expression}/!main.xml", f"{expression}.xml", [], written),
    ]
    return _element("identification", source=_OFFICE, children=levels)


def _persons(turns: Iterable[Turn]) -> dict[str, str]:
    """The id of each speaker by the resolved label: an alias, unless the speaker is on the record."""
    labels = dict.fromkeys(turn.speaker for turn in turns)
    return {label: f"speaker-{number}" for number, label in enumerate(labels, 1)}


def _references(imprint: Imprint, persons: dict[str, str]) -> etree._Element:
    ontology = "/akn/ontology"
    return _element(
        "references",
        source=_OFFICE,
        children=[
            _element("TLCOrganization", eId="office", href=f"{ontology}/organization/office", showAs=imprint.office),
            *(
                _element("TLCPerson", eId=id_, href=f"{ontology}/person/{id_}", showAs=label)
                for label, id_ in persons.items()
            ),
            *(
                _element("TLCRole", eId=f"role-{role}", href=f"{ontology}/role/{role}", showAs=role.capitalize())
                for role in Role
            ),
        ],
    )


def _notes(notes: tuple[str, ...]) -> etree._Element:
    children = [_element("note", eId=f"note-{n}", children=[_element("p", text)]) for n, text in enumerate(notes, 1)]
    return _element("notes", source=_OFFICE, children=children)


def _preface(transcript: Transcript) -> list[etree._Element]:
    parts = []
    if transcript.title is not None:
        parts.append(_element("docTitle", transcript.title))
    for name, text in (("via", transcript.via), ("place", transcript.place)):
        if text is not None:
            parts.append(_element("inline", text, name=name))
    if transcript.call_date is not None:
        parts.append(_element("docDate", printed_date(transcript.call_date), date=transcript.call_date.isoformat()))
    parts.extend(_recorded("startEvent", transcript.start))
    rules = transcript.ground_rules
    agreed = tuple(filter(None, (attribution_in_words(rules.attribution), embargo_in_words(rules.embargo))))
    first = [_element("p", children=[part]) for part in parts]
    return first + _container("groundRules", agreed) + _container("front", transcript.front)


def _conclusions(transcript: Transcript) -> list[etree._Element]:
    ended = [_element("p", children=[time]) for time in _recorded("endEvent", transcript.end)]
    return ended + _container("footers", transcript.footers)


def _recorded(kind: str, moment: datetime.datetime | None) -> list[etree._Element]:
    time = _moment(moment)
    return [_element("recordedTime", printed_hour(moment), type=kind, time=time)] if moment and time else []


def _container(name: str, texts: tuple[str, ...]) -> list[etree._Element]:
    children = [_element("p", text) for text in texts]
    return [_element("container", name=name, eId=name, children=children)] if texts else []


def _speeches(transcript: Transcript, persons: dict[str, str], ids: list[str]) -> list[etree._Element]:
    asked = False
    speeches = []
    for turn, id_ in zip(transcript.turns, ids, strict=True):
        asked = asked or turn.role is Role.REPORTER
        times = {"startTime": turn.start, "endTime": turn.end}
        speeches.append(
            _element(
                _speech_name(turn.role, asked),
                eId=id_,
                by=f"#{persons[turn.speaker]}",
                children=[_element("from", turn.label), *_paragraphs(turn)],
                **{"as": f"#role-{turn.role}"},
                **{name: at for name, ms in times.items() if (at := _instant(transcript.start, ms)) is not None},
            )
        )
    return speeches


def _speech_name(role: Role, asked: bool) -> str:
    """Reporters question; officials make statements until the first question, and answer from then on."""
    if role is Role.REPORTER:
        return "question"
    return "answer" if role is Role.OFFICIAL and asked else "speech"


def _ids(turns: tuple[Turn, ...]) -> list[str]:
    """The turns' own ids where XML can have them for ids, or numbers."""
    ids = [turn.id for turn in turns]
    fit = len({*ids}) == len(ids) and all(_TURN_ID.fullmatch(id_) for id_ in ids)
    return ids if fit else [f"turn-{number}" for number in range(1, len(ids) + 1)]


def _paragraphs(turn: Turn) -> list[etree._Element]:
    """A ``p`` for each paragraph; a speech without words has an empty one, as the schema asks."""
    texts = turn.paragraphs or ("",)
    return [_paragraph(text, [m for m in turn.marks if m.paragraph == index]) for index, text in enumerate(texts)]


def _paragraph(text: str, marks: list[Mark]) -> etree._Element:
    """A ``p`` with an element for each mark that lies within the text and within the marks around it."""
    paragraph = _element("p")
    open_: list[tuple[int, etree._Element]] = [(len(text), paragraph)]
    position = 0

    def say_until(end: int) -> None:
        """Close what ends before ``end``, putting the words where they belong."""
        nonlocal position
        while open_[-1][0] <= end and len(open_) > 1:
            closing, element = open_.pop()
            _add_text(element, text[position:closing])
            position = closing
        _add_text(open_[-1][1], text[position:end])
        position = end

    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not 0 <= mark.start < mark.end <= len(text):
            continue
        say_until(mark.start)
        if mark.end > open_[-1][0]:
            continue
        name, attributes = MARKS.get(mark.kind, ("inline", {"name": mark.kind}))
        element = _element(name, **{"class": mark.kind}, **attributes)
        open_[-1][1].append(element)
        open_.append((mark.end, element))
    say_until(len(text))
    return paragraph


def _add_text(element: etree._Element, text: str) -> None:
    """Put words at the end of an element, after the last one in it."""
    text = fit_for_xml(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _untold(debate: etree._Element, transcript: Transcript) -> dict[str, Any]:
    """Every field that the elements do not tell exactly; of turns, by their place, the fields of each."""
    known = told(debate)
    turns = known.pop("turns", [])
    rest = _differing(known, transcript, besides="turns")
    by_place = {str(place): _differing(turns[place], turn) for place, turn in enumerate(transcript.turns)}
    if by_place := {place: fields for place, fields in by_place.items() if fields}:
        rest["turns"] = by_place
    return rest


def _differing(known: dict[str, Any], whole: msgspec.Struct, besides: str = "") -> dict[str, Any]:
    stated = _plain(whole)
    return {
        field: value
        for field in whole.__struct_fields__
        if field != besides
        and (field in known or field in stated)
        and (value := _plain(getattr(whole, field))) != known.get(field)
    }


def _plain(value: object) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def _instant(began: datetime.datetime | None, milliseconds: int | None) -> str | None:
    """The moment so long after the beginning, if both are known and the calendar reaches so far."""
    if began is None or milliseconds is None:
        return None
    try:
        return _moment(began + datetime.timedelta(milliseconds=milliseconds))
    except OverflowError:
        return None


def _moment(moment: datetime.datetime | None) -> str | None:
    """A moment as XML Schema writes it, if it can."""
    if moment is None or abs(moment.utcoffset() or datetime.timedelta()) > _LONGEST_OFFSET:
        return None
    return str(_plain(moment))


def _append_filled(parent: etree._Element, child: etree._Element) -> None:
    """Add an element that the schema wants filled or not there."""
    if len(child):
        parent.append(child)


def _element(
    tag: str, text: str | None = None, /, *, children: Iterable[etree._Element] = (), **attributes: str
) -> etree._Element:
    element = etree.Element(qualified(tag), nsmap={None: AKOMA_NTOSO})
    for name, value in attributes.items():
        element.set(name, fit_for_xml(value))
    element.text = None if text is None else fit_for_xml(text)
    element.extend(children)
    return element


def _lay_out(element: etree._Element, margin: str = "\n") -> None:
    """Begin a line for every element, except among words, where white space would be words too."""
    if element.tag in _MIXED or not len(element):
        return
    element.text = f"{margin}  "
    for child in element:
        _lay_out(child, f"{margin}  ")
        child.tail = f"{margin}  "
    element[-1].tail = margin

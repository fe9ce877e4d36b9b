"""A transcript as an entry of an Atom feed, and the feed of all entries (RFC 4287)."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from lxml import etree  # type: ignore[import-untyped]

from onbackground.transcript.akoma_ntoso import fit_for_xml
from onbackground.transcript.document import Transcript
from onbackground.transcript.writing.facts import UNTITLED, facts
from onbackground.transcript.writing.files import FEED, PAGE, other_forms
from onbackground.transcript.writing.imprint import Imprint

_ATOM: Final = "http://www.w3.org/2005/Atom"
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_LONG_AGO: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def to_feed_entry(
    transcript: Transcript, imprint: Imprint, briefing: str, revised: datetime.datetime | None = None
) -> bytes:
    """Return the call as an Atom entry document. Its id depends on the briefing and the office's host alone.

    It was updated when it was ``revised``, or else when the call ended. Where the office gives no web address the
    links are relative to the briefing's folder.
    """
    entry = _element("entry")
    _add(entry, "id", _id(imprint, briefing))
    _add(entry, "title", transcript.title or UNTITLED)
    _add(entry, "updated", (revised or _moment(transcript)).isoformat())
    _add(_add(entry, "author"), "name", imprint.office)
    _add(entry, "summary", ". ".join(f"{term}: {', '.join(lines)}" for term, lines in facts(transcript)))
    _add(entry, "link", rel="alternate", type=PAGE.media_type, href=imprint.address_of(briefing) or "./")
    for file in other_forms(transcript):
        href = imprint.address_of(briefing, file.name) or file.name
        _add(entry, "link", rel="related", type=file.media_type, href=href, title=file.title)
    return _written(entry)


def to_feed(entries: Mapping[str, bytes], imprint: Imprint) -> bytes:
    """Return the feed of the office: the newest first. ``entries`` are entry documents by the folder each lies in."""
    feed = _element("feed")
    parsed = {folder: etree.fromstring(entry) for folder, entry in sorted(entries.items())}
    newest_first = sorted(parsed, key=lambda folder: _updated(parsed[folder]), reverse=True)
    newest = _updated(parsed[newest_first[0]]) if parsed else _LONG_AGO
    _add(feed, "id", _id(imprint, ""))
    _add(feed, "title", f"Background briefings of {imprint.office}")
    _add(feed, "updated", newest.isoformat())
    _add(_add(feed, "author"), "name", imprint.office)
    if imprint.address:
        _add(feed, "link", rel="self", type=FEED.media_type, href=f"{imprint.address.rstrip('/')}/{FEED.name}")
    for folder in newest_first:
        parsed[folder].set(_BASE, f"{quote(folder)}/")
        feed.append(parsed[folder])
    return _written(feed)


def _id(imprint: Imprint, briefing: str) -> str:
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, imprint.domain), briefing).urn


def _moment(transcript: Transcript) -> datetime.datetime:
    """When the call ended, as nearly as is known."""
    day = transcript.call_date or transcript.published
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC) if day else _LONG_AGO
    moment = transcript.end or transcript.start or midnight
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _updated(entry: etree._Element) -> datetime.datetime:
    return datetime.datetime.fromisoformat(entry.findtext(f"{{{_ATOM}}}updated"))


def _element(name: str) -> etree._Element:
    return etree.Element(f"{{{_ATOM}}}{name}", nsmap={None: _ATOM})


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = None if text is None else fit_for_xml(text)
    for attribute, value in attributes.items():
        element.set(attribute, value)
    return element


def _written(root: etree._Element) -> bytes:
    etree.indent(root)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"

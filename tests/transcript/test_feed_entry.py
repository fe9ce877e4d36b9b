"""Feed entries and the feed, held against RFC 4287."""

import datetime
from urllib.parse import urljoin

from any_transcript import any_transcript
from hypothesis import HealthCheck, given, settings
from lxml import etree

from onbackground.transcript.document import Transcript
from onbackground.transcript.writing import Imprint, to_feed, to_feed_entry

OFFICE = Imprint(office="Office of the Orchard", address="https://press.example.org/briefings/")
A = "{http://www.w3.org/2005/Atom}"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
CALL = Transcript(
    title="The <Orchard> & Its Pears",
    call_date=datetime.date(2031, 5, 3),
    end=datetime.datetime(2031, 5, 3, 12, 31, tzinfo=datetime.timezone(datetime.timedelta(hours=-4))),
)


def check_entry(entry: etree._Element) -> None:
    """RFC 4287, 4.1.2: one id, title, updated; an author; an alternate link, as there is no content."""
    assert entry.tag == f"{A}entry"
    for name in ("id", "title", "updated", "summary"):
        assert len(entry.findall(A + name)) == 1, name
    assert entry.findtext(f"{A}author/{A}name")
    assert len([link for link in entry.findall(f"{A}link") if link.get("rel") == "alternate"]) == 1
    assert datetime.datetime.fromisoformat(entry.findtext(f"{A}updated", "")).tzinfo
    assert entry.findtext(f"{A}id", "").startswith("urn:uuid:")


def test_an_entry() -> None:
    entry = etree.fromstring(to_feed_entry(CALL, OFFICE, "fable"))
    check_entry(entry)
    assert entry.findtext(f"{A}title") == CALL.title
    assert entry.findtext(f"{A}updated") == "2031-05-03T12:31:00-04:00"
    assert entry.findtext(f"{A}summary") == "Date: May 3, 2031. Time: 12:31 P.M. UTC-04:00"
    links = {link.get("type"): link.get("href") for link in entry.findall(f"{A}link")}
    assert links["text/html"] == "https://press.example.org/briefings/fable/"
    assert links["application/pdf"] == "https://press.example.org/briefings/fable/transcript.pdf"


def test_an_id_stays_whatever_else_changes_and_is_nobody_elses() -> None:
    def id_of(call: Transcript, office: Imprint, briefing: str) -> str | None:
        return etree.fromstring(to_feed_entry(call, office, briefing)).findtext(f"{A}id")

    moved = Imprint(office="Renamed", address="https://press.example.org/elsewhere")
    other = Imprint(address="https://press.example.com/")
    assert id_of(CALL, OFFICE, "fable") == id_of(Transcript(title="New"), moved, "fable")
    assert len({id_of(CALL, OFFICE, "fable"), id_of(CALL, OFFICE, "other"), id_of(CALL, other, "fable")}) == 3


def test_a_feed_has_the_newest_first_and_links_that_lead_there() -> None:
    older = Transcript(title="Older", call_date=datetime.date(2030, 1, 1))
    undated = Transcript(title="Undated")
    nowhere = Imprint(office="Office of the Orchard")
    calls = {"a": older, "b": CALL, "c": undated}
    feed = etree.fromstring(
        to_feed({name: to_feed_entry(call, nowhere, name) for name, call in calls.items()}, nowhere)
    )
    entries = feed.findall(f"{A}entry")
    assert [entry.findtext(f"{A}title") for entry in entries] == [CALL.title, "Older", "Undated"]
    for entry in entries:
        check_entry(entry)
    assert feed.findtext(f"{A}updated") == "2031-05-03T12:31:00-04:00"
    page = urljoin(entries[0].get(BASE), entries[0].find(f"{A}link").get("href"))
    assert urljoin("https://press.example.org/x/feed.atom", page) == "https://press.example.org/x/b/"


def test_an_empty_feed_is_one() -> None:
    feed = etree.fromstring(to_feed({}, OFFICE))
    assert feed.find(f"{A}link").get("href") == "https://press.example.org/briefings/feed.atom"
    assert feed.findtext(f"{A}id")


@given(any_transcript())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_call_has_an_entry_that_a_feed_takes(call: Transcript) -> None:
    entry = to_feed_entry(call, OFFICE, "fable")
    check_entry(etree.fromstring(entry))
    check_entry(etree.fromstring(to_feed({"fable": entry}, OFFICE)).find(f"{A}entry"))

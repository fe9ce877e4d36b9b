"""Streams: a full snapshot at first, then what changes, whoever changed it."""

import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import msgspec
import pytest
from desk_call import BRIEFING, DeskCall
from desk_visitor import FROM_OUR_PAGE

from onbackground.briefing import commands as do
from onbackground.briefing.terms import HOUSE
from onbackground.desk.gate import Desk
from onbackground.desk.page import REGIONS
from onbackground.desk.view import view
from onbackground.exchange.exchange import LineQuality
from onbackground.exchange.media import Quality
from onbackground.log.signals import MemorySignals, Signal
from onbackground.record.scribe import Caption

PAGE = f"/briefings/{BRIEFING}"
Event = tuple[str, object]


class Stream:
    """Server-sent events, one by one."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def next(self) -> Event:
        name = ""
        for line in self._lines:
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return name, json.loads(line.removeprefix("data: "))
        raise EOFError

    def until(self, wanted: Callable[[Event], bool]) -> Event:
        while not wanted(event := self.next()):
            pass
        return event

    def said(self) -> str:
        _, outcome = self.until(lambda event: event[0] == "said")
        return outcome["text"]  # type: ignore[index,no-any-return]

    def region(self, name: str, text: str) -> str:
        """Wait until this region says this."""
        found = self.until(lambda event: event[0] == "regions" and text in event[1].get(name, ""))  # type: ignore[attr-defined]
        return found[1][name]  # type: ignore[index,no-any-return]


@pytest.fixture
def moderator(call: DeskCall, desk: Desk, serve: Callable[[Desk], str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serve(desk), headers=FROM_OUR_PAGE, timeout=15) as client:
        client.post(call.link())
        yield client


@contextmanager
def streaming(client: httpx.Client, path: str) -> Iterator[Stream]:
    with client.stream("GET", path) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Stream(answer.iter_lines())


def test_the_api_streams_the_state_at_once_and_after_every_change(moderator: httpx.Client, call: DeskCall) -> None:
    with streaming(moderator, f"/api/briefings/{BRIEFING}/events") as stream:
        assert stream.next() == ("view", moderator.get(f"/api/briefings/{BRIEFING}").json())
        call.dial_all()
        call.mod(do.Open)
        last = stream.until(lambda event: event[1]["version"] == call.state.version)  # type: ignore[index]
        assert last[1] == json.loads(msgspec.json.encode(view(BRIEFING, call.state, "mod", call.now)))


def test_the_page_gets_all_regions_first_and_then_those_that_change(moderator: httpx.Client, call: DeskCall) -> None:
    call.dial_all()
    with streaming(moderator, f"{PAGE}/live") as stream:
        name, regions = stream.next()
        assert name == "regions" and tuple(regions) == REGIONS  # type: ignore[arg-type]
        call.mod(do.Open)
        call.mod(do.OpenQueue)
        stream.region("call", "Questions")
        call.ask_question("r1")
        _, changed = stream.until(lambda event: event[0] == "regions" and "Ada Fable" in event[1].get("queue", ""))  # type: ignore[attr-defined]
        assert not {"rules", "captions", "listeners", "call"} & set(changed)  # type: ignore[call-overload]


def test_the_listeners_rows_come_one_by_one(moderator: httpx.Client, call: DeskCall) -> None:
    call.dial("ear1")
    with streaming(moderator, f"{PAGE}/live") as stream:
        _, first = stream.until(lambda event: event[0] == "rows")
        assert first["order"] == list(first["rows"]) == ["seat-ear1"]  # type: ignore[index]
        call.dial("ear2")
        _, second = stream.until(lambda event: event[0] == "rows")
        assert second["order"] == ["seat-ear1", "seat-ear2"]  # type: ignore[index]
        assert list(second["rows"]) == ["seat-ear2"]  # type: ignore[index]
        call.give(do.Drop(at=call.now, by=HOUSE, line="line-ear1"))
        _, third = stream.until(lambda event: event[0] == "rows")
        assert third == {"into": "listener-rows", "order": ["seat-ear2"], "rows": {}}


def test_a_batch_ends_with_the_version_it_shows(moderator: httpx.Client, call: DeskCall) -> None:
    with streaming(moderator, f"{PAGE}/live") as stream:
        assert stream.until(lambda event: event[0] == "shown")[1] == call.state.version
        call.mod(do.Open)
        names = []
        while (event := stream.next())[0] != "shown":
            names.append(event[0])
        assert names == ["regions"] and event[1] == call.state.version


def test_what_others_do_is_said_and_what_oneself_does_is_not(moderator: httpx.Client, call: DeskCall) -> None:
    call.dial_all()
    call.mod(do.Open)
    call.mod(do.OpenQueue)
    with streaming(moderator, f"{PAGE}/live") as stream:
        stream.region("queue", "Nobody is waiting")
        call.mod(do.GiveFloor, seat="o1")
        call.ask_question("r1")
        assert stream.said() == "Ada Fable, Harbor Post joined the queue at place 1."
        call.give(do.Drop(at=call.now, by=HOUSE, line="line-ear1"))
        call.give(do.Drop(at=call.now, by=HOUSE, line="line-o1"))
        _, outcome = stream.until(lambda event: event[0] == "said")
        assert outcome == {
            "text": "Senior Administration Official One dropped. The place is kept for a minute.",
            "urgent": True,
            "version": 0,
        }
        call.dial("o1", line="again")
        assert stream.said() == "Senior Administration Official One is back."


def test_qualities_captions_and_troubles_come_from_signals(
    moderator: httpx.Client, call: DeskCall, desk: Desk, room: dict[str, deque[Signal]]
) -> None:
    call.dial_all()
    exchange = MemorySignals(room, "exchange")
    with streaming(moderator, f"{PAGE}/live") as stream:
        stream.region("people", "Ada Fable")
        _, qualities = stream.until(lambda event: event[0] == "qualities")
        assert {quality["text"] for quality in qualities.values()} == {"no report"}  # type: ignore[attr-defined]
        poor = Quality(0.08, 0.0, 2.0, 60.0, -20.0, True)
        exchange.send("quality", [LineQuality(BRIEFING, "line-r1", poor), LineQuality("other", "line-r2", poor)])
        exchange.send("caption", Caption(BRIEFING, "t1", "o1", 1, "As Barnaby said"))
        exchange.send("trouble", ["no room to write the log"])
        exchange.send("quality", b"\xc1 not a report")
        exchange.send("something else", {"a": 1})
        desk.watch.hear()
        event = stream.until(lambda event: event[0] in ("regions", "qualities"))
        assert "[Senior Administration Official Two]" in event[1]["captions"]  # type: ignore[index]
        assert "no room to write the log" in event[1]["troubles"]  # type: ignore[index]
        _, qualities = stream.until(lambda event: event[0] == "qualities")
        poor_line = {"text": "breaking up: 8 % loss", "verdict": "breaking_up", "speaking": "speaking"}
        assert qualities == {"line-r1": poor_line}


def test_a_stream_ends_with_its_session(moderator: httpx.Client, call: DeskCall) -> None:
    with streaming(moderator, f"{PAGE}/live") as stream:
        stream.next()
        token = moderator.get(f"/api/briefings/{BRIEFING}/session").json()["form_token"]
        moderator.post(f"{PAGE}/sign-out", data={"token": token})
        call.dial("r1")
        with pytest.raises(EOFError):
            stream.until(lambda _: False)


def test_a_log_of_a_newer_version_is_a_trouble_that_is_said(moderator: httpx.Client, call: DeskCall) -> None:
    with streaming(moderator, f"{PAGE}/live") as stream:
        stream.next()
        call.recorder.append(BRIEFING, call.state.version, [b'{"type":"Unheard"}'], call.now)
        assert "does not know" in stream.region("troubles", "Trouble in the house")

"""The exchange's own edges: refusals by SIP, what is left of a run that was killed, saying goodbye, long pauses."""

from random import Random

import pytest

from onbackground.briefing import commands as do
from onbackground.briefing.pins import pin_digest
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.terms import GroundRules, Role, Seat
from onbackground.exchange.exchange import RETRY_AFTER, Exchange
from onbackground.exchange.media import MediaPlane
from onbackground.exchange.prompter import Sound
from onbackground.exchange.sip.endpoint import Endpoint
from onbackground.log.briefings import Asked, Briefings
from onbackground.log.memory import MemoryRecorder
from onbackground.voice.catalogue import Catalogue

PHONE = ("127.0.0.1", 5080)
KEY = b"key"


class Nothing:
    """No prompt is ever rendered."""

    def find(self, text: str) -> Sound | None:
        return None


class Bench:
    """An exchange on the bench, its log beside it. ``sent`` is every SIP message it has sent."""

    def __init__(self, capacity: int = 10, log: MemoryRecorder | None = None) -> None:
        self.briefings = Briefings(log or MemoryRecorder())
        random = Random(1)
        self.exchange = Exchange(
            endpoint=Endpoint(contact_host="127.0.0.1", udp_port=5060, tcp_port=5060, random=random),
            media=MediaPlane(random=random, first_sample=0, port=5062, spare_ports=[5064]),
            sounds=Nothing(),
            catalogue=Catalogue("en"),
            pin_key=KEY,
            address="127.0.0.1",
            capacity=capacity,
            random=random,
            epoch=0.0,
        )
        self.sent: list[str] = []
        self.now = 100.0
        self.briefings.catch_up()
        if not self.briefings.states:
            moderator = Seat(
                id="mod", role=Role.MODERATOR, name=Sealed("P"), alias="Moderator", pin=pin_digest(KEY, "1")
            )
            convene = do.Convene(at=0, by="mod", title="T", ground_rules=GroundRules(), seats=(moderator,), starts_at=0)
            self.briefings.ask([Asked("fable", convene)])
        self.briefings.catch_up()
        self.exchange.resume(self.briefings.states, self.now)
        self.settle()

    def settle(self) -> None:
        """Take commands to the log and news back until there is nothing left; collect what is sent."""
        while True:
            answers = self.briefings.ask(self.exchange.asked())
            news = self.briefings.catch_up()
            for happened in news:
                self.exchange.happened(happened, self.now)
            for answer in answers:
                self.exchange.answered(answer, self.now)
            if not answers and not news:
                break
        self.sent += [data.decode() for data, _ in self.exchange.outgoing()]

    def call(self, number: int, user: str = "fable", formats: str = "0") -> str:
        """An INVITE; the last answer to it."""
        rtpmap = "".join(f"a=rtpmap:{one} opus/48000/2\r\n" for one in formats.split() if int(one) > 95)
        body = (
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {4000 + 2 * number} RTP/AVP {formats}\r\n{rtpmap}"
        )
        self.exchange.receive_datagram(self._request("INVITE", number, user, body), PHONE, self.now)
        self.settle()
        return self.sent[-1]

    def acknowledge(self, number: int) -> None:
        tag = self.sent[-1].partition("\r\nTo: ")[2].partition("\r\n")[0].partition(";tag=")[2]
        self.exchange.receive_datagram(self._request("ACK", number, "fable", "", tag), PHONE, self.now)
        self.settle()

    def _request(self, method: str, number: int, user: str, body: str, tag: str = "") -> bytes:
        to = f"<sip:{user}@127.0.0.1>" + (f";tag={tag}" if tag else "")
        lines = [
            f"{method} sip:{user}@127.0.0.1 SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:5080;branch=z9hG4bK{method}{number};rport",
            f"From: <sip:test@127.0.0.1>;tag={number}",
            f"To: {to}",
            f"Call-ID: {number}@test",
            f"CSeq: 1 {method}",
            "Contact: <sip:test@127.0.0.1:5080>",
            "Max-Forwards: 70",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join([*lines, "", body]).encode()


def test_a_full_exchange_says_when_to_try_again() -> None:
    bench = Bench(capacity=2)
    assert bench.call(1).startswith("SIP/2.0 200")
    assert bench.call(2).startswith("SIP/2.0 200")
    refused = bench.call(3)
    assert refused.startswith("SIP/2.0 503")
    assert f"\r\nRetry-After: {RETRY_AFTER}\r\n" in refused


@pytest.mark.parametrize("formats", ["9", "18 4", "111"])
def test_a_phone_that_speaks_nothing_of_ours_is_told_so(formats: str) -> None:
    bench = Bench()
    assert bench.call(1, formats=formats).startswith("SIP/2.0 488")
    assert not bench.briefings.states["fable"].lines


def test_a_briefing_that_is_not_there() -> None:
    assert Bench().call(1, user="elsewhere").startswith("SIP/2.0 404")


def test_case_does_not_matter_in_what_is_dialled() -> None:
    assert Bench().call(1, user="FABLE").startswith("SIP/2.0 200")


def test_lines_of_a_run_that_was_killed_are_dropped_by_the_next() -> None:
    log = MemoryRecorder()
    first = Bench(log=log)
    first.call(1)
    assert len(first.briefings.states["fable"].lines) == 1
    second = Bench(log=log)
    assert second.briefings.states["fable"].lines == {}


def test_every_caller_is_told_when_the_exchange_ends() -> None:
    bench = Bench()
    bench.call(1)
    bench.acknowledge(1)
    bench.exchange.say_goodbye(bench.now)
    bench.settle()
    assert bench.sent[-1].startswith("BYE ")
    assert bench.briefings.states["fable"].lines == {}


def test_a_phone_that_has_fallen_silent_for_good_is_let_go() -> None:
    bench = Bench()
    bench.call(1)
    bench.acknowledge(1)
    for _ in range(100):
        bench.now += 1.0
        bench.exchange.tick(bench.now)
        for _ in range(49):
            bench.exchange.tick(bench.now)
        bench.settle()
    assert any(message.startswith("BYE ") for message in bench.sent)
    assert bench.briefings.states["fable"].lines == {}


def test_a_long_pause_is_left_out_of_the_count_of_samples() -> None:
    bench = Bench()
    before = bench.exchange._media.next_sample
    assert bench.exchange.skip(3.0) == 150
    assert bench.exchange._media.next_sample - before == 3 * 16_000

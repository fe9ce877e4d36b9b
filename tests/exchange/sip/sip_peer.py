"""A phone under the tests' full control: every message by hand, on a clock that only the test moves."""

from __future__ import annotations

import random
from collections.abc import Iterable

from onbackground.exchange.sip.endpoint import Endpoint
from onbackground.exchange.sip.events import Invited, SipEvent
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.message import Request, Response, parse
from onbackground.exchange.sip.sdp import LocalSession, select

SDP = (
    b"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    b"m=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n"
)
HOLD = SDP.replace(b" 1 1 IN", b" 1 2 IN") + b"a=sendonly\r\n"

UDP = Flow("udp", ("127.0.0.1", 5071), 0)
TCP = Flow("tcp", ("127.0.0.1", 40_000), 1)

Fields = Iterable[tuple[str, object]]


class Peer:
    """An endpoint and the phone that calls it. `sent` collects (time, message) of all the endpoint sends."""

    def __init__(self, flow: Flow = UDP) -> None:
        self.endpoint = Endpoint(contact_host="127.0.0.1", udp_port=5060, tcp_port=5060, random=random.Random(7))
        self.flow = flow
        self.now = 100.0
        self.sent: list[tuple[float, Request | Response]] = []
        self.events: list[SipEvent] = []
        self.to_tag = ""
        self._branches = 0

    def request(
        self,
        method: str,
        cseq: int = 1,
        *,
        headers: Fields = (),
        body: bytes = b"",
        branch: str = "",
        call_id: str = "call@example.org",
        to_tag: str | None = None,
        content_type: str = "application/sdp",
    ) -> Request:
        """Build a request with everything a phone says; `headers` replace what they name."""
        self._branches += 1
        to_tag = self.to_tag if to_tag is None else to_tag
        via = f"SIP/2.0/{self.flow.transport.upper()} 127.0.0.1:5071"
        request = Request(
            method,
            "sip:b7k2@127.0.0.1",
            [
                ("Via", f"{via};branch={branch or f'z9hG4bK{self._branches}'}"),
                ("From", "<sip:wren@example.org>;tag=theirs"),
                ("To", "<sip:b7k2@127.0.0.1>" + (f";tag={to_tag}" if to_tag else "")),
                ("Call-ID", call_id),
                ("CSeq", f"{cseq} {method}"),
                ("Max-Forwards", "70"),
                ("Contact", "<sip:wren@127.0.0.1:5071>"),
            ],
            body,
        )
        if body:
            request.headers.set("Content-Type", content_type)
        for name, value in headers:
            request.headers.set(name, value)
        return request

    def send(self, message: Request | Response | bytes) -> list[Request | Response]:
        """Hand a message in and return what the endpoint sends at once."""
        data = bytes(message)
        if self.flow.transport == "udp":
            self.endpoint.receive_datagram(data, self.flow.peer, self.now)
        else:
            self.endpoint.receive_stream(data, self.flow, self.now)
        return self.drain()

    def drain(self) -> list[Request | Response]:
        """Return what the endpoint sends at this moment, and remember its events."""
        messages = [parse(data) for data, _ in self.endpoint.outgoing() if data.strip()]
        self.sent += [(self.now, message) for message in messages]
        self.events += self.endpoint.events()
        return messages

    def wait(self, seconds: float) -> list[tuple[float, Request | Response]]:
        """Let time pass, timer by timer, and return what was sent, with its delay from the beginning."""
        self.drain()
        begin, until, before = self.now, self.now + seconds, len(self.sent)
        while (at := self.endpoint.next_timer()) is not None and at <= until:
            self.now = max(self.now, at)
            self.endpoint.handle_timers(self.now)
            self.drain()
        self.now = until
        return [(at - begin, message) for at, message in self.sent[before:]]

    def happened(self) -> list[SipEvent]:
        """Return the events since the last time."""
        self.drain()
        events, self.events = self.events, []
        return events

    def invite(self, *, body: bytes = SDP, headers: Fields = (), branch: str = "z9hG4bKinvite") -> Invited:
        """Call, and return the event."""
        self.send(self.request("INVITE", body=body, headers=headers, branch=branch))
        (invited,) = self.happened()
        assert isinstance(invited, Invited)
        return invited

    def answered(self, *, body: bytes = SDP, headers: Fields = ()) -> str:
        """Call and be answered, up to the ACK; returns the call."""
        invited = self.invite(body=body, headers=headers)
        response = self.take(invited)
        assert response.status == 200
        return invited.call

    def take(self, invited: Invited) -> Response:
        """Let the exchange answer the call; remembers its tag."""
        self.endpoint.answer(invited.call, answer_to(invited), self.now)
        (response,) = self.drain()
        assert isinstance(response, Response)
        self.to_tag = response.to.tag or ""
        return response

    def confirmed(self, *, headers: Fields = ()) -> str:
        """Call, be answered, and acknowledge; returns the call."""
        call = self.answered(headers=headers)
        assert self.send(self.request("ACK")) == []
        self.happened()
        return call


def answer_to(invited: Invited) -> bytes:
    """Answer like an exchange that speaks PCMU."""
    session = LocalSession(9, "127.0.0.1", 6000)
    assert invited.offer is not None
    assert invited.offer.audio is not None
    return session.answer(invited.offer, select(invited.offer.audio, ("PCMU",)))


def statuses(messages: Iterable[Request | Response]) -> list[int | str]:
    """Return statuses of responses and methods of requests."""
    return [message.status if isinstance(message, Response) else message.method for message in messages]

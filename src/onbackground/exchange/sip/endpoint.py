"""The SIP user agent: octets and a time in, octets and events out. It answers calls; it opens no socket.

A shell with sockets and a clock hands in what arrives, calls `handle_timers` when `next_timer` has come, and after
each such call drains `outgoing`, `closing` and `events`. The exchange answers the events by `ring`, `answer`,
`reject` and `hang_up`. An action for a call that has ended meanwhile does nothing: its `Ended` is on the way.
"""

from __future__ import annotations

import random

from onbackground.exchange.sip import session_timer
from onbackground.exchange.sip.call import Call
from onbackground.exchange.sip.caller import is_withheld
from onbackground.exchange.sip.dialogs import DialogKey, dialog_key
from onbackground.exchange.sip.events import Invited, SipEvent
from onbackground.exchange.sip.fields import MalformedMessage, parse_uri
from onbackground.exchange.sip.flows import Flow, answer_flow, stamp_via
from onbackground.exchange.sip.framing import StreamBroken, StreamFramer
from onbackground.exchange.sip.inspection import ACCEPT, has_session, inspect
from onbackground.exchange.sip.message import Request, Response, parse
from onbackground.exchange.sip.sdp import Address, MalformedSdp, parse_sdp
from onbackground.exchange.sip.stack import HeaderFields, Stack
from onbackground.exchange.sip.transactions import Transaction

MAX_CALLS = 10_000
"""Calls at once; more are answered 503 before the exchange hears of them."""

RETRY_AFTER = 10
"""Seconds after which those turned away for want of memory may try again."""


class Endpoint:
    """A user agent server for UDP and TCP.

    `contact_host` is the IPv4 address or name that phones reach us at. `random` makes tags and branches: give a
    `random.SystemRandom()` in service and a seeded `random.Random` in a simulation.
    """

    def __init__(
        self,
        *,
        contact_host: str,
        udp_port: int,
        tcp_port: int,
        random: random.Random,
        server_name: str = "On Background",
    ) -> None:
        self._stack = Stack(contact_host, {"udp": udp_port, "tcp": tcp_port}, random, server_name)
        self._calls: dict[str, Call] = {}
        self._dialogs: dict[DialogKey, Call] = {}
        self._invites: dict[Transaction, Call] = {}
        self._framers: dict[Flow, StreamFramer] = {}
        self._broken: set[Flow] = set()
        self._closing: list[Flow] = []
        self._call_count = 0

    # Octets and time in.

    def receive_datagram(self, data: bytes, peer: Address, now: float) -> None:
        """Take a UDP datagram from `peer` at `now` (monotonic seconds)."""
        if data.strip(b"\r\n\0"):  # else it only keeps an address translation open
            self._receive(data, Flow("udp", peer, 0), now)

    def receive_stream(self, data: bytes, flow: Flow, now: float) -> None:
        """Take octets from a TCP connection, however they are cut."""
        if flow in self._broken:
            return
        framer = self._framers.setdefault(flow, StreamFramer())
        framer.receive(data)
        try:
            while (frame := framer.next_frame()) is not None:
                self._receive(frame, flow, now)
        except StreamBroken as broken:
            self._break(flow, broken)
        if pongs := framer.pongs():
            self._stack.send(pongs, flow)

    def connection_lost(self, flow: Flow, now: float) -> None:
        """A TCP connection is gone, whoever closed it."""
        self._framers.pop(flow, None)
        self._broken.discard(flow)
        for call in list(self._calls.values()):
            call.lose_connection(flow, now)

    def next_timer(self) -> float | None:
        """Return when `handle_timers` is wanted next (monotonic seconds), or None."""
        return self._stack.timers.next()

    def handle_timers(self, now: float) -> None:
        """Do what is due."""
        self._stack.timers.run(now)

    # Octets and events out.

    def outgoing(self) -> list[tuple[bytes, Flow]]:
        """Return what is to be sent since the last time, in order."""
        sent, self._stack.sent = self._stack.sent, []
        return sent

    def closing(self) -> list[Flow]:
        """Return the TCP connections to close once `outgoing` has been sent; their octets make no sense any more."""
        closing, self._closing = self._closing, []
        return closing

    def events(self) -> list[SipEvent]:
        """Return what has happened since the last time, in order."""
        events, self._stack.events = self._stack.events, []
        return events

    # What the exchange decides.

    def ring(self, call: str, now: float) -> None:
        """Let the phone hear that it rings (180)."""
        if call in self._calls:
            self._calls[call].ring(now)

    def answer(self, call: str, sdp: bytes, now: float) -> None:
        """Accept the call, or the change it asks for, with our session description (200)."""
        if call in self._calls:
            self._calls[call].answer(sdp, now)

    def reject(self, call: str, status: int, now: float, *, reason: str = "", retry_after: int | None = None) -> None:
        """Refuse the call, or the change it asks for.

        486 busy, 488 for formats we do not speak, 503 with `retry_after` (seconds) when full, 404 for a briefing
        that is not there.
        """
        if call in self._calls:
            self._calls[call].reject(status, now, reason=reason, retry_after=retry_after)

    def hang_up(self, call: str, now: float, *, reason: str = "") -> None:
        """End the call whatever its progress; `reason` is shown by some phones."""
        if call in self._calls:
            self._calls[call].hang_up(now, reason=reason)

    # Messages.

    def _receive(self, data: bytes, flow: Flow, now: float) -> None:
        try:
            message = parse(data)
        except MalformedMessage as malformed:
            self._answer_malformed(malformed, flow)
            return
        if isinstance(message, Response):
            self._stack.transactions.receive_response(message, now)
            return
        stamp_via(message, flow)
        if self._stack.transactions.absorb(message, now):
            return
        if message.method == "ACK":
            call = self._dialogs.get(dialog_key(message))
            if call is not None:
                call.acknowledge(message, flow, now)
        elif self._stack.transactions.is_full(known=self._is_known(message)):
            self._answer_once(message, flow, 503, headers=[("Retry-After", RETRY_AFTER)])
        else:
            self._serve(self._stack.transactions.open_server(message, flow, now), flow, now)

    def _is_known(self, request: Request) -> bool:
        if request.method == "CANCEL":
            return self._stack.transactions.invite_of(request) is not None
        return dialog_key(request) in self._dialogs

    def _serve(self, transaction: Transaction, flow: Flow, now: float) -> None:
        """Act on a request that is new, whole and ours (RFC 3261 §8.2)."""
        request = transaction.request
        if request.method == "CANCEL":
            self._cancel(transaction, now)
            return
        refusal = inspect(request)
        if refusal is not None:
            status, reason, headers = refusal
            self._stack.respond(transaction, status, now, reason=reason, headers=headers)
        elif request.to.tag is not None:
            call = self._dialogs.get(dialog_key(request))
            if call is None:
                self._stack.respond(transaction, 481, now)
            else:
                call.receive(transaction, flow, now)
        elif self._stack.transactions.is_merged(transaction):
            self._stack.respond(transaction, 482, now)
        elif request.method == "OPTIONS":
            headers = [*self._stack.capabilities(flow), ACCEPT]
            self._stack.respond(transaction, 200, now, headers=headers)
        elif request.method == "INVITE":
            self._invite(transaction, flow, now)
        else:
            self._stack.respond(transaction, 481, now)

    def _cancel(self, transaction: Transaction, now: float) -> None:
        invite = self._stack.transactions.invite_of(transaction.request)
        if invite is None:
            self._stack.respond(transaction, 481, now)
            return
        call = self._invites.get(invite)
        if call is None and invite.request.to.tag is not None:
            call = self._dialogs.get(dialog_key(invite.request))
        tag = "" if call is None else call.dialog.local.tag or ""
        self._stack.respond(transaction, 200, now, tag=tag)
        if call is not None:
            call.cancel(invite, now)

    def _invite(self, transaction: Transaction, flow: Flow, now: float) -> None:
        """Take an INVITE out of any dialog: the beginning of a call."""
        request = transaction.request
        refuse = self._stack.respond
        if len(self._calls) >= MAX_CALLS:
            refuse(transaction, 503, now, headers=[("Retry-After", RETRY_AFTER)])
            return
        try:
            timer = session_timer.negotiate(request)
            offer = parse_sdp(request.body) if has_session(request) else None
        except session_timer.IntervalTooSmall:
            refuse(transaction, 422, now, headers=[("Min-SE", session_timer.MIN_INTERVAL)])
            return
        except session_timer.MalformedTimer:
            refuse(transaction, 400, now, reason="Malformed Session-Expires")
            return
        except MalformedSdp:
            refuse(transaction, 400, now, reason="Malformed Session Description")
            return
        self._call_count += 1
        call = Call(f"c{self._call_count}", self._stack, transaction, flow, timer, self._forget)
        self._calls[call.name] = call
        self._dialogs[call.dialog.key] = call
        self._invites[transaction] = call
        self._stack.events.append(
            Invited(
                call=call.name,
                user=parse_uri(request.uri).user,
                offer=offer,
                peer=flow.peer,
                number_withheld=is_withheld(request),
            )
        )

    def _forget(self, call: Call) -> None:
        self._calls.pop(call.name, None)
        self._dialogs.pop(call.dialog.key, None)
        self._invites.pop(call.invite, None)

    # What cannot be acted on.

    def _answer_malformed(self, malformed: MalformedMessage, flow: Flow) -> None:
        if malformed.request is not None:
            stamp_via(malformed.request, flow)
            reason = malformed.reason if malformed.status == 400 else ""
            self._answer_once(malformed.request, flow, malformed.status, reason=reason[:1].upper() + reason[1:])

    def _answer_once(
        self, request: Request, flow: Flow, status: int, *, reason: str = "", headers: HeaderFields = ()
    ) -> None:
        """Answer without remembering that we did (§8.2.7): asked again, we answer again."""
        fields = [*headers, ("Server", self._stack.server_name)]
        response = request.response(status, reason, to_tag=self._stack.tag(), headers=fields)
        self._stack.send(bytes(response), answer_flow(request, flow))

    def _break(self, flow: Flow, broken: StreamBroken) -> None:
        """Say 400 where that is possible, and let the connection be closed: where messages end is not known."""
        try:
            message = parse(broken.frame)
            answerable = message if isinstance(message, Request) and message.method != "ACK" else None
            malformed = MalformedMessage(broken.reason, request=answerable)
        except MalformedMessage as error:
            malformed = error
        self._answer_malformed(malformed, flow)
        self._framers.pop(flow, None)
        self._broken.add(flow)
        self._closing.append(flow)

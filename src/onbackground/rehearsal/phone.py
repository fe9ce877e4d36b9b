"""A SIP phone that dials in: what its user does, and one call's signalling (RFC 3261, 3264, 3311, 4028).

Sans I/O: bytes and a time in, bytes and events out. What the user does (`dial`, `say`, `press`, `hang_up` ...) is
kept as a wish and granted at the next `wake`, which is due at once; so nothing here needs to know the time but what
is woken, and a script may call these from another thread than the one that runs the phone.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.batch import Address
from onbackground.exchange.rtp.formats import FORMATS
from onbackground.exchange.rtp.telephone_event import KEYS
from onbackground.exchange.sip.fields import MalformedMessage, NameAddr, Via, parse_params
from onbackground.exchange.sip.framing import StreamFramer
from onbackground.exchange.sip.message import Request, Response, parse
from onbackground.exchange.sip.sdp import Direction, Format, LocalSession, MalformedSdp, parse_sdp, select
from onbackground.rehearsal.dialog import ALLOW, Dialog
from onbackground.rehearsal.handset import Handset, through_the_microphone
from onbackground.rehearsal.transaction import GIVE_UP, ClientTransaction, UnacknowledgedAnswer

EVENTS = Format(101, "telephone-event", 8000, "0-15")
NEVER = float("inf")


class State(Enum):
    """How far the phone's call is."""

    IDLE = "idle"
    CALLING = "calling"
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


class Carrier(Enum):
    """Which of the phone's sockets sends."""

    DATAGRAM = "datagram"
    STREAM = "stream"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes for the network."""

    carrier: Carrier
    data: bytes
    destination: Address


@dataclass(frozen=True, slots=True)
class Ringing:
    """180 or 183 came."""

    at: float


@dataclass(frozen=True, slots=True)
class Answered:
    """The call is up."""

    at: float


@dataclass(frozen=True, slots=True)
class Refused:
    """The call did not come about. `status` is the far end's, or 408 when it never answered."""

    at: float
    status: int
    reason: str
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over; `by` us, the far end, or because the far end is not there any more."""

    at: float
    by: Literal["us", "far end", "silence"]


PhoneEvent = Ringing | Answered | Refused | Ended


@dataclass(frozen=True, slots=True)
class Habits:
    """How a phone of this make behaves.

    `keys`: by RTP (RFC 4733), or by SIP INFO. `formats`: offered, the preferred first. `session_expires`: seconds
    between session refreshes it asks for, None for a phone that knows nothing of them. `sends_silence`: a packet
    every 20 ms though nothing is said, otherwise one a second. `listens`: what is heard is kept, not only counted.
    """

    transport: Literal["UDP", "TCP"] = "UDP"
    keys: Literal["rtp", "info"] = "rtp"
    formats: tuple[str, ...] = ("PCMU", "PCMA")
    session_expires: int | None = 1800
    sends_silence: bool = False
    listens: bool = True


class Phone:
    """A phone with one line. `server` is where it sends its calls; `caller` is what its From says."""

    def __init__(
        self,
        name: str,
        server: Address,
        signalling: Address,
        media: Address,
        random: Random,
        *,
        habits: Habits | None = None,
        caller: NameAddr | None = None,
    ) -> None:
        self.name = name
        self.state = State.IDLE
        self.events: list[PhoneEvent] = []
        self.held = False
        self.habits = habits or Habits()
        self.handset = Handset(random, sends_silence=self.habits.sends_silence, listens=self.habits.listens)
        self.signalling = signalling
        self.media = media
        self._server = server
        self._random = random
        self._caller = caller or NameAddr(f"sip:{name}@{signalling[0]}")
        self._formats = self.habits.formats
        self._far_media: Address | None = None
        self._connected = True
        self._wishes: deque[Callable[[float], None]] = deque()
        self._output: list[Sent] = []
        self._framer = StreamFramer()
        self._forget_call()

    def _forget_call(self) -> None:
        self._dialog: Dialog | None = None
        self._session = LocalSession(self._random.getrandbits(31), *self.media)
        self._invite: ClientTransaction | None = None
        self._transactions: dict[tuple[str, str], ClientTransaction] = {}
        self._acks: dict[str, Sent] = {}
        self._answers: dict[tuple[str, str], bytes] = {}
        self._unacknowledged: UnacknowledgedAnswer | None = None
        self._cancelling = False
        self._renegotiate_at = NEVER
        self._refresh_at = NEVER
        self._expires_at = NEVER
        self._min_se: int | None = None
        self._far_updates = False
        self._info_keys: deque[str] = deque()
        self.held = False
        self.handset.stop()

    # -- what the user does ----------------------------------------------------------------------------------

    def dial(self, user: str) -> None:
        """Call `sip:user@server`. Raises RuntimeError while a call is on."""
        if self.state in (State.CALLING, State.RINGING, State.TALKING):
            raise RuntimeError(f"{self.name} is already in a call; hang up first")
        self.state = State.CALLING
        self._wishes.append(lambda now: self._dial(user, now))

    def hang_up(self) -> None:
        """End the call: BYE, or CANCEL when it is not answered yet."""
        self._wishes.append(self._hang_up)

    def say(self, pcm: NDArray[np.float32], rate: int = 16_000) -> None:
        """Speak, after what is still to be said: mono, -1 to 1, `rate` hertz."""
        samples = through_the_microphone(pcm, rate)
        self._wishes.append(lambda now: self._and_rouse(lambda: self.handset.say(samples), now))

    def hush(self) -> None:
        """Stop speaking in mid-word."""
        self._wishes.append(lambda now: self.handset.hush())

    def press(self, keys: str) -> None:
        """Press keys, one after the other. Raises ValueError for what is no key of a telephone."""
        if unknown := [key for key in keys if key not in KEYS]:
            raise ValueError(f"{unknown[0]!r} is no key of a telephone; the keys are {KEYS}")
        self._wishes.append(lambda now: self._press(keys, now))

    def mute(self, muted: bool = True) -> None:
        """Switch the phone's own microphone off, or on again."""
        self._wishes.append(lambda now: setattr(self.handset, "muted", muted))

    def hold(self) -> None:
        """Put the far end on hold by a re-INVITE; nothing is sent or asked for until `resume`."""
        self._wishes.append(lambda now: self._set_hold(True, now))

    def resume(self) -> None:
        """Take the far end off hold."""
        self._wishes.append(lambda now: self._set_hold(False, now))

    def change_formats(self, *names: str) -> None:
        """Offer other payload formats by a re-INVITE, the preferred first."""
        self._wishes.append(lambda now: self._change_formats(names, now))

    def cut_cable(self) -> None:
        """Nothing leaves the phone and nothing reaches it; it does not know."""
        self._wishes.append(lambda now: setattr(self, "_connected", False))

    def mend_cable(self) -> None:
        """The cable is whole again."""
        self._wishes.append(lambda now: setattr(self, "_connected", True))

    def lose_power(self) -> None:
        """Drop dead: the call is gone and the far end is told nothing. `dial` starts the phone again."""
        self._wishes.append(self._lose_power)

    @property
    def wishing(self) -> bool:
        """Whether the user did something that `wake` has not granted yet."""
        return bool(self._wishes)

    @property
    def speaking(self) -> bool:
        """Whether there is something left to say."""
        return bool(self._wishes) or self.handset.speaking

    @property
    def pressing(self) -> bool:
        """Whether there are keys left to press."""
        return bool(self._wishes or self._info_keys) or self.handset.pressing

    # -- time and the network --------------------------------------------------------------------------------

    def next_wake(self) -> float:
        """When `wake` is due: 0 for at once, infinity for not at all."""
        if self._wishes:
            return 0.0
        due = [self.handset.next_wake(), self._renegotiate_at, self._refresh_at, self._expires_at]
        due += [transaction.next_wake() for transaction in self._transactions.values()]
        if self._unacknowledged:
            due.append(self._unacknowledged.next_wake())
        return min((time for time in due if time is not None), default=NEVER)

    def wake(self, now: float) -> None:
        """Grant wishes, send what is due, send again what was not answered."""
        while self._wishes:
            self._wishes[0](now)
            self._wishes.popleft()
        for packet in self.handset.wake(now):
            if self._far_media is not None:
                self._send(Carrier.MEDIA, packet, self._far_media)
        if self._transactions:
            self._wake_transactions(now)
        if self._unacknowledged:
            self._wake_unacknowledged(self._unacknowledged, now)
        if now >= self._renegotiate_at:
            self._renegotiate(now)
        if now >= self._refresh_at:
            self._refresh(now)
        if now >= self._expires_at:
            self._say_goodbye(now, "silence")

    def take_output(self) -> list[Sent]:
        """What is to be sent since the last call."""
        output, self._output = self._output, []
        return output

    def receive_datagram(self, data: bytes, sender: Address, now: float) -> None:
        """A SIP message over UDP."""
        if self._connected and data.strip():
            self._receive(data, Carrier.DATAGRAM, sender, now)

    def receive_stream(self, data: bytes, sender: Address, now: float) -> None:
        """Bytes of the connection to the server."""
        if self._connected:
            self._framer.receive(data)
            while (frame := self._framer.next_frame()) is not None:
                self._receive(frame, Carrier.STREAM, sender, now)

    def stream_closed(self, now: float) -> None:
        """The connection to the server is closed or could not be made."""
        self._framer = StreamFramer()
        if self.state in (State.CALLING, State.RINGING):
            self._refused(Refused(now, 503, "the connection was refused"))

    def receive_media(self, data: bytes, sender: Address, now: float) -> None:
        """An RTP packet."""
        if self._connected and self._far_media is not None:
            self.handset.hear(data, now)

    # -- calling ---------------------------------------------------------------------------------------------

    def _dial(self, user: str, now: float) -> None:
        self._connected = True
        self._forget_call()
        host, port = self.signalling
        transport = {"transport": "tcp"} if self.habits.transport == "TCP" else {}
        suffix = "".join(f";{name}={value}" for name, value in transport.items())
        contact = NameAddr(f"sip:{self.name}@{host}:{port}{suffix}")
        via = Via(self.habits.transport, host, port)
        called = f"sip:{user}@{self._server[0]}:{self._server[1]}"
        self._dialog = Dialog(self._caller, contact, via, called, self._random)
        self._send_invite(self._dialog, now)

    def _hang_up(self, now: float) -> None:
        if self.state is State.TALKING:
            self._say_goodbye(now, "us")
        elif self.state in (State.CALLING, State.RINGING) and self._invite and not self._cancelling:
            self._cancelling = True
            if self._invite.provisional:
                self._cancel(self._invite, now)

    def _cancel(self, invite: ClientTransaction, now: float) -> None:
        assert self._dialog is not None
        invite.hurry(now)
        self._request(self._dialog.cancel(invite.request), now, self._server)

    def _say_goodbye(self, now: float, by: Literal["us", "silence"]) -> None:
        if self._dialog is not None and self.state is State.TALKING:
            self._request(self._dialog.request("BYE", []), now)
        self._ended(Ended(now, by))

    def _lose_power(self, now: float) -> None:
        self._forget_call()
        self._far_media = None
        self._connected = False
        self.state = State.IDLE

    def _press(self, keys: str, now: float) -> None:
        by_info = self.habits.keys == "info" or (self.state is State.TALKING and not self.handset.event_type)
        if not by_info:
            self._and_rouse(lambda: self.handset.press(keys), now)
            return
        waiting = bool(self._info_keys)
        self._info_keys.extend(keys)
        if not waiting:
            self._send_next_key(now)

    def _send_next_key(self, now: float) -> None:
        if self._info_keys and self._dialog is not None and self.state is State.TALKING:
            body = f"Signal={self._info_keys[0]}\r\nDuration=100\r\n".encode()
            self._request(self._dialog.request("INFO", [("Content-Type", "application/dtmf-relay")], body), now)

    def _and_rouse(self, action: Callable[[], None], now: float) -> None:
        action()
        self.handset.rouse(now)

    # -- offers and answers ----------------------------------------------------------------------------------

    def _set_hold(self, held: bool, now: float) -> None:
        if self.held != held:
            self.held = held
            self._renegotiate(now)

    def _change_formats(self, names: tuple[str, ...], now: float) -> None:
        self._formats = names
        self._renegotiate(now)

    def _renegotiate(self, now: float) -> None:
        self._renegotiate_at = NEVER
        if self._dialog is None or self.state is not State.TALKING:
            return
        if self._invite is not None or self._unacknowledged is not None:
            self._renegotiate_at = now + 0.5
            return
        self._send_invite(self._dialog, now)

    def _direction(self) -> Direction:
        return "sendonly" if self.held else "sendrecv"

    def _offer(self) -> bytes:
        offered = [Format(FORMATS[name].payload_type, name, 8000) for name in self._formats]
        return self._session.offer([*offered, EVENTS], self._direction())

    def _send_invite(self, dialog: Dialog, now: float) -> None:
        headers: list[tuple[str, object]] = [("Content-Type", "application/sdp"), *self._session_headers()]
        destination = dialog.next_hop()
        self._invite = self._request(dialog.request("INVITE", headers, self._offer()), now, destination)

    def _session_headers(self) -> list[tuple[str, object]]:
        if self.habits.session_expires is None:
            return []
        seconds = max(self.habits.session_expires, self._min_se or 0)
        return [("Session-Expires", seconds), *([("Min-SE", self._min_se)] if self._min_se else [])]

    def _learn_media(self, body: bytes, now: float) -> tuple[Format, ...]:
        """Take the far end's description; the formats to speak, none when there are none or it is unreadable."""
        try:
            audio = parse_sdp(body).audio
        except MalformedSdp:
            return ()
        chosen = select(audio, self._formats) if audio else ()
        if audio is None or not chosen:
            return ()
        self._far_media = (audio.address, audio.port)
        self.handset.format = FORMATS[chosen[0].name.upper()]
        self.handset.event_type = chosen[1].payload_type if len(chosen) > 1 else None
        self.handset.sending = audio.direction in ("sendrecv", "recvonly") and not self.held
        self.handset.start(now)
        self.handset.rouse(now)
        return chosen

    # -- responses -------------------------------------------------------------------------------------------

    def _receive(self, data: bytes, carrier: Carrier, sender: Address, now: float) -> None:
        try:
            message = parse(data)
        except MalformedMessage:
            return
        if isinstance(message, Response):
            self._receive_response(message, now)
        else:
            self._receive_request(message, carrier, sender, now)

    def _receive_response(self, response: Response, now: float) -> None:
        branch, method = response.via.branch, response.cseq.method
        if response.status >= 200 and branch in self._acks:
            self._output_if_connected(self._acks[branch])
            return
        transaction = self._transactions.get((branch, method))
        if transaction is None:
            return
        if response.status < 200:
            self._provisional(transaction, response, now)
            return
        del self._transactions[(branch, method)]
        if transaction.is_invite:
            self._invite_answered(transaction, response, now)
        elif method == "UPDATE" and response.status < 300:
            self._learn_session_timer(response, now)
        elif method == "INFO" and self._info_keys:
            self._info_keys.popleft()
            self._send_next_key(now)
        if method in ("INFO", "UPDATE") and response.status in (408, 481):
            self._ended(Ended(now, "silence"))

    def _provisional(self, transaction: ClientTransaction, response: Response, now: float) -> None:
        first = not transaction.provisional
        transaction.proceed(now)
        if transaction is self._invite and self._cancelling and first:
            self._cancel(transaction, now)
        elif transaction is self._invite and response.status > 100 and self.state is State.CALLING:
            self.state = State.RINGING
            self.events.append(Ringing(now))

    def _invite_answered(self, invite: ClientTransaction, response: Response, now: float) -> None:
        assert self._dialog is not None
        self._invite = None
        if response.status < 300:
            self._dialog.established(response)
        ack = self._dialog.acknowledge(invite.request, response)
        destination = self._dialog.next_hop() if response.status < 300 else invite.destination
        self._acks[invite.request.via.branch] = Sent(self._signalling_carrier(), bytes(ack), destination)
        self._output_if_connected(self._acks[invite.request.via.branch])
        if response.status < 300:
            self._accepted(response, now)
        elif response.status == 491 and self.state is State.TALKING:
            self._renegotiate_at = now + self._random.uniform(2.1, 4.0)
        elif response.status in (408, 481) and self.state is State.TALKING:
            self._ended(Ended(now, "silence"))
        elif response.status == 422 and self._min_se is None:
            self._min_se = int(response.headers.get("Min-SE") or 90)
            self._send_invite(self._dialog, now)
        elif self.state is not State.TALKING:
            retry = response.headers.get("Retry-After") or ""
            after = int(retry.split()[0].partition(";")[0]) if retry[:1].isdigit() else None
            self._refused(Refused(now, response.status, response.reason, after))

    def _accepted(self, response: Response, now: float) -> None:
        self._far_updates = "update" in response.headers.options("Allow")
        self._learn_session_timer(response, now)
        understood = self._learn_media(response.body, now)
        if self.state is State.TALKING:
            return
        self.state = State.TALKING
        if self._cancelling or not understood:
            self._say_goodbye(now, "us")
        else:
            self.events.append(Answered(now))

    def _refused(self, refused: Refused) -> None:
        if self._cancelling:
            self._ended(Ended(refused.at, "us"))
            return
        self.state = State.ENDED
        self._transactions.clear()
        self._invite = None
        self.events.append(refused)

    def _ended(self, ended: Ended) -> None:
        if self.state is State.ENDED:
            return
        self.state = State.ENDED
        self._far_media = None
        self._refresh_at = self._expires_at = self._renegotiate_at = NEVER
        self._unacknowledged = None
        self._info_keys.clear()
        self.handset.stop()
        self.events.append(ended)

    # -- the far end's requests ------------------------------------------------------------------------------

    def _receive_request(self, request: Request, carrier: Carrier, sender: Address, now: float) -> None:
        if request.method == "ACK":
            self._acknowledged(request, now)
            return
        key = (request.via.branch, request.method)
        if key not in self._answers:
            response = self._answer(request, now)
            self._answers[key] = bytes(response)
            if request.method == "INVITE" and response.status < 300:
                self._unacknowledged = UnacknowledgedAnswer(response, sender, now)
        self._send(carrier, self._answers[key], sender)

    def _answer(self, request: Request, now: float) -> Response:
        if request.method == "OPTIONS":
            return request.response(200, headers=[("Allow", ", ".join(ALLOW))])
        if request.method not in ALLOW:
            return request.response(405, headers=[("Allow", ", ".join(ALLOW))])
        if self._dialog is None or not self._dialog.belongs(request):
            return request.response(480 if request.method == "INVITE" and not request.to.tag else 481)
        if request.cseq.number <= self._dialog.remote_cseq:
            return request.response(500)
        self._dialog.remote_cseq = request.cseq.number
        if request.method == "BYE":
            self._ended(Ended(now, "far end"))
            return request.response(200)
        if self.state is not State.TALKING:
            return request.response(481)
        if request.method in ("INVITE", "UPDATE"):
            return self._answer_offer(self._dialog, request, now)
        return request.response(200 if request.method == "INFO" else 481)

    def _answer_offer(self, dialog: Dialog, request: Request, now: float) -> Response:
        if self._invite is not None or (self._unacknowledged is not None and request.method == "INVITE"):
            return request.response(491)
        headers = self._answer_session_timer(request, now)
        body = b""
        if request.body:
            chosen = self._learn_media(request.body, now)
            if not chosen:
                return request.response(488)
            body = self._session.answer(parse_sdp(request.body), chosen)
        elif request.method == "INVITE":
            body = self._offer()
        dialog.retarget(request)
        if body:
            headers.append(("Content-Type", "application/sdp"))
        if request.method == "INVITE":
            headers.append(("Contact", f"<sip:{self.name}@{self.signalling[0]}:{self.signalling[1]}>"))
        return request.response(200, headers=headers, body=body)

    def _acknowledged(self, ack: Request, now: float) -> None:
        if self._unacknowledged is not None and ack.cseq.number == self._unacknowledged.cseq:
            self._unacknowledged = None
            if ack.body:
                self._learn_media(ack.body, now)

    # -- session timers (RFC 4028) ---------------------------------------------------------------------------

    def _learn_session_timer(self, response: Response, now: float) -> None:
        value = response.headers.get("Session-Expires")
        self._set_session_timer(value, now, ours=_refresher(value) == "uac")

    def _answer_session_timer(self, request: Request, now: float) -> list[tuple[str, object]]:
        value = request.headers.get("Session-Expires")
        if value is None or self.habits.session_expires is None:
            return []
        refresher = _refresher(value) or "uac"
        self._set_session_timer(value, now, ours=refresher == "uas")
        seconds = value.partition(";")[0].strip()
        required = [("Require", "timer")] if refresher == "uac" else []
        return [*required, ("Session-Expires", f"{seconds};refresher={refresher}")]

    def _set_session_timer(self, value: str | None, now: float, *, ours: bool) -> None:
        seconds = (value or "").partition(";")[0].strip()
        self._refresh_at = self._expires_at = NEVER
        if seconds.isdigit() and ours:
            self._refresh_at = now + int(seconds) / 2
        if seconds.isdigit():
            self._expires_at = now + int(seconds) - (0 if ours else min(32, int(seconds) / 3))

    def _refresh(self, now: float) -> None:
        self._refresh_at = NEVER
        if self._dialog is None:
            return
        if not self._far_updates:
            self._renegotiate(now)
            return
        headers = self._session_headers()
        headers[0] = ("Session-Expires", f"{headers[0][1]};refresher=uac")
        self._request(self._dialog.request("UPDATE", headers), now)

    # -- sending ---------------------------------------------------------------------------------------------

    def _signalling_carrier(self) -> Carrier:
        return Carrier.STREAM if self.habits.transport == "TCP" else Carrier.DATAGRAM

    def _request(self, request: Request, now: float, destination: Address | None = None) -> ClientTransaction:
        if destination is None:
            assert self._dialog is not None
            destination = self._dialog.next_hop()
        reliable = self.habits.transport == "TCP"
        transaction = ClientTransaction(request, destination, now, reliable=reliable)
        self._transactions[(request.via.branch, request.method)] = transaction
        self._send(self._signalling_carrier(), transaction.data, destination)
        return transaction

    def _wake_transactions(self, now: float) -> None:
        for key, transaction in list(self._transactions.items()):
            if transaction.is_due(now):
                self._send(self._signalling_carrier(), transaction.data, transaction.destination)
            if transaction.gave_up(now):
                self._transactions.pop(key, None)
                self._unanswered(transaction, now)

    def _unanswered(self, transaction: ClientTransaction, now: float) -> None:
        if transaction is self._invite and self.state in (State.CALLING, State.RINGING):
            self._refused(Refused(now, 408, f"no answer within {GIVE_UP:.0f} seconds"))
        elif transaction.request.method in ("INVITE", "INFO", "UPDATE"):
            self._say_goodbye(now, "silence")

    def _wake_unacknowledged(self, answer: UnacknowledgedAnswer, now: float) -> None:
        if answer.is_due(now):
            self._send(self._signalling_carrier(), answer.data, answer.destination)
        if answer.gave_up(now):
            self._say_goodbye(now, "silence")

    def _send(self, carrier: Carrier, data: bytes, destination: Address) -> None:
        self._output_if_connected(Sent(carrier, data, destination))

    def _output_if_connected(self, sent: Sent) -> None:
        if self._connected:
            self._output.append(sent)


def _refresher(value: str | None) -> str | None:
    return parse_params("".join((value or "").partition(";")[1:])).get("refresher")

"""A SIP phone that dials in: what its user does, and how that reaches the network.

Sans I/O: bytes and a time in, bytes and events out. What the user does (`dial`, `say`, `press`, `hang_up` ...) is
kept as a wish and granted at the next `wake`, which is due at once; so nothing here needs to know the time but what
is woken, and a script may call these from another thread than the one that runs the phone.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from random import Random

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.batch import Address
from onbackground.exchange.rtp.formats import FORMATS
from onbackground.exchange.rtp.telephone_event import KEYS
from onbackground.exchange.sip.fields import MalformedMessage, NameAddr, Via
from onbackground.exchange.sip.framing import StreamFramer
from onbackground.exchange.sip.message import Request, Response, parse
from onbackground.exchange.sip.sdp import LocalSession
from onbackground.rehearsal.call import Agreed, Call, PhoneEvent, State
from onbackground.rehearsal.dialog import ALLOW, Dialog
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.handset import Handset, through_the_microphone
from onbackground.rehearsal.reports import Reports

__all__ = ["Carrier", "Habits", "Phone", "Sent", "State"]

NEVER = float("inf")


class Carrier(Enum):
    """Which of the phone's sockets sends."""

    DATAGRAM = "datagram"
    STREAM = "stream"
    MEDIA = "media"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes for the network."""

    carrier: Carrier
    data: bytes
    destination: Address


class Phone:
    """A phone with one line. `server` is where it sends its calls; `caller` is what its From says.

    `state` and `events` tell how its call goes, `handset` what it hears, `reports` what RTCP says of the line.
    Its RTCP is at the port above `media`.
    """

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
        self.habits = habits or Habits()
        self.handset = Handset(random, sends_silence=self.habits.sends_silence, listens=self.habits.listens)
        self.reports = Reports(self.handset, name)
        self.signalling = signalling
        self.media = media
        self._server = server
        self._random = random
        self._caller = caller or NameAddr(f"sip:{name}@{signalling[0]}")
        self._connected = True
        self._wishes: deque[Callable[[float], None]] = deque()
        self._output: list[Sent] = []
        self._framer = StreamFramer()
        self._call: Call | None = None
        self._finished: list[Call] = []
        self._agreed: Agreed | None = None

    # -- what the user does ----------------------------------------------------------------------------------

    def dial(self, user: str) -> None:
        """Call `sip:user@server`. Raises RuntimeError while a call is on."""
        if self.state in (State.CALLING, State.RINGING, State.TALKING):
            raise RuntimeError(f"{self.name} is already in a call; hang up first")
        self.state = State.CALLING
        self._wishes.append(lambda now: self._dial(user, now))

    def hang_up(self) -> None:
        """End the call: BYE, or CANCEL when it is not answered yet."""
        self._wish(lambda call, now: call.hang_up(now))

    def say(self, pcm: NDArray[np.float32], rate: int = 16_000) -> None:
        """Speak, after what is still to be said: mono, -1 to 1, `rate` hertz."""
        samples = through_the_microphone(pcm, rate)

        def begin(now: float) -> None:
            self.handset.say(samples)
            self.handset.rouse(now)

        self._wishes.append(begin)

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
        """Put the far end on hold by a re-INVITE; nothing is sent until `resume`."""
        self._wish(lambda call, now: call.hold(True, now))

    def resume(self) -> None:
        """Take the far end off hold."""
        self._wish(lambda call, now: call.hold(False, now))

    def change_formats(self, *names: str) -> None:
        """Offer other payload formats by a re-INVITE, the preferred first."""
        self._wish(lambda call, now: call.change_formats(names, now))

    def cut_cable(self) -> None:
        """Nothing leaves the phone and nothing reaches it; it does not know."""
        self._wishes.append(lambda now: setattr(self, "_connected", False))

    def mend_cable(self) -> None:
        """The cable is whole again."""
        self._wishes.append(lambda now: setattr(self, "_connected", True))

    def lose_power(self) -> None:
        """Drop dead: the call is gone and the far end is told nothing. `dial` starts the phone again."""
        self._wishes.append(lambda now: self._lose_power())

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
        by_info = self._call is not None and bool(self._call.unsent_keys)
        return bool(self._wishes) or by_info or self.handset.pressing

    # -- time and the network --------------------------------------------------------------------------------

    def next_wake(self) -> float:
        """When `wake` is due: 0 for at once, infinity for not at all."""
        if self._wishes:
            return 0.0
        due = [self.handset.next_wake(), self.reports.next_wake(), *(call.next_wake() for call in self._calls())]
        return min([NEVER, *(time for time in due if time is not None)])

    def wake(self, now: float) -> None:
        """Grant wishes, send what is due, send again what was not answered."""
        while self._wishes:
            self._wishes[0](now)
            self._wishes.popleft()
        for call in self._calls():
            call.wake(now)
        self._settle(now)
        for packet in self.handset.wake(now):
            if self._agreed is not None:
                self._send(Carrier.MEDIA, packet, self._agreed.address)
        report = self.reports.wake(now)
        if report is not None and self._agreed is not None:
            self._send(Carrier.REPORTS, report, self._agreed.reports)

    def take_output(self) -> list[Sent]:
        """What is to be sent since the last call."""
        output, self._output = self._output, []
        return output

    def receive_datagram(self, data: bytes, sender: Address, now: float) -> None:
        """A SIP message over UDP."""
        if self._connected:
            self._receive(data, sender, now)

    def receive_stream(self, data: bytes, sender: Address, now: float) -> None:
        """Bytes of the connection to the server."""
        if not self._connected:
            return
        self._framer.receive(data)
        while (frame := self._framer.next_frame()) is not None:
            self._receive(frame, sender, now)

    def stream_closed(self, now: float) -> None:
        """The connection to the server is closed or could not be made."""
        self._framer = StreamFramer()
        if self._call is not None:
            self._call.lost_connection(now)
        self._settle(now)

    def receive_media(self, data: bytes, sender: Address, now: float) -> None:
        """An RTP packet."""
        if self._connected and self._agreed is not None:
            self.handset.hear(data, now)

    def receive_report(self, data: bytes, sender: Address, now: float) -> None:
        """An RTCP packet."""
        if self._connected and self._agreed is not None:
            self.reports.receive(data, now)

    # -- how wishes are granted ------------------------------------------------------------------------------

    def _wish(self, action: Callable[[Call, float], None]) -> None:
        """Wish something of the call there is when the wish is granted."""

        def granted(now: float) -> None:
            if self._call is not None:
                action(self._call, now)

        self._wishes.append(granted)

    def _dial(self, user: str, now: float) -> None:
        self._connected = True
        if self._call is not None:
            self._finished.append(self._call)
        transport = self.habits.transport
        via = Via(transport, *self.signalling)
        at = f"{self.signalling[0]}:{self.signalling[1]}"
        contact = NameAddr(f"sip:{self.name}@{at}{';transport=tcp' if transport == 'TCP' else ''}")
        called = f"sip:{user}@{self._server[0]}:{self._server[1]}"
        dialog = Dialog(self._caller, contact, via, called, self._random)
        session = LocalSession(self._random.getrandbits(31), *self.media)
        self._call = Call(dialog, session, self._server, self.habits, self._random)
        self._call.invite(now)

    def _press(self, keys: str, now: float) -> None:
        by_info = self.habits.keys == "info" or (self._agreed is not None and not self._agreed.event_type)
        if not by_info:
            self.handset.press(keys)
            self.handset.rouse(now)
        elif self._call is not None:
            self._call.press(keys, now)

    def _lose_power(self) -> None:
        self._call = None
        self._finished.clear()
        self._connected = False
        self._stop_audio()
        self.state = State.IDLE

    # -- messages --------------------------------------------------------------------------------------------

    def _calls(self) -> list[Call]:
        return self._finished if self._call is None else [*self._finished, self._call]

    def _receive(self, data: bytes, sender: Address, now: float) -> None:
        try:
            message = parse(data)
        except MalformedMessage:
            return
        call = next((call for call in self._calls() if call.call_id == message.call_id), None)
        if isinstance(message, Response):
            if call is not None:
                call.receive_response(message, now)
        elif call is not None and message.method in ALLOW and message.method != "OPTIONS":
            call.receive_request(message, sender, now)
        elif message.method != "ACK":
            self._send_signalling(bytes(self._answer_outside(message)), sender)
        self._settle(now)

    def _answer_outside(self, request: Request) -> Response:
        """What a phone says to a request that is not about a call of its own."""
        allow = [("Allow", ", ".join(ALLOW))]
        if request.method == "OPTIONS":
            return request.response(200, headers=allow)
        if request.method not in ALLOW:
            return request.response(405, headers=allow)
        return request.response(480 if request.method == "INVITE" and not request.to.tag else 481)

    def _settle(self, now: float) -> None:
        """Bring the phone's state, audio and output to what its calls say."""
        for call in self._calls():
            for data, destination in call.outbox:
                self._send_signalling(data, destination)
            call.outbox.clear()
        self._finished = [call for call in self._finished if call.next_wake() != NEVER]
        if self._call is None:
            return
        self.events += self._call.events
        self._call.events.clear()
        self.state = self._call.state
        if self.state is State.ENDED:
            self._stop_audio()
        elif self.state is State.TALKING and self._call.agreed is not self._agreed:
            self._take_up(self._call.agreed, now)

    def _take_up(self, agreed: Agreed | None, now: float) -> None:
        self._agreed = agreed
        if agreed is None:
            return
        self.handset.format = FORMATS[agreed.format]
        self.handset.event_type = agreed.event_type
        self.handset.sending = agreed.sending
        self.handset.start(now)
        self.handset.rouse(now)
        self.reports.start(now)

    def _stop_audio(self) -> None:
        self._agreed = None
        self.handset.stop()
        self.reports.stop()

    def _send_signalling(self, data: bytes, destination: Address) -> None:
        self._send(Carrier.STREAM if self.habits.transport == "TCP" else Carrier.DATAGRAM, data, destination)

    def _send(self, carrier: Carrier, data: bytes, destination: Address) -> None:
        if self._connected:
            self._output.append(Sent(carrier, data, destination))

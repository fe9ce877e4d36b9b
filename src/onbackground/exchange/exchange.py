"""The exchange: telephone calls, media and the rules put together. No I/O and no clock.

Bytes, log events and a time (monotonic seconds) go in; bytes, commands for the log and audio frames come out. The
exchange decides nothing about a briefing: it asks, and makes real what the log says happened, by :func:`routes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from random import Random
from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from ..briefing import commands as do
from ..briefing import events as ev
from ..briefing.pins import pin_digest
from ..briefing.refusals import Refusal
from ..briefing.routes import NOTHING, Room, routes
from ..briefing.routes import Route as Place
from ..briefing.state import State
from ..briefing.terms import HOUSE, PIN_TRIES, Phase
from ..log.briefings import Answer, Asked, Happened
from ..voice.catalogue import Catalogue
from . import cues
from .callers import OUR_FORMATS, Caller, formats_for, listens_at, terms
from .cues import Cue, Then
from .keypad import CONCLUDE, SAY_KEYS, meaning
from .media import HOLD, AnnounceEnded, Digit, MediaPlane, PlayEnded, Quality, Route, Silent, Tick
from .prompter import Prompter, Sounds
from .rtp.batch import Address, Batch
from .sip import sdp
from .sip.endpoint import Endpoint
from .sip.events import Answered, DigitInfo, Ended, Invited, Renegotiated
from .sip.flows import Flow

RETRY_AFTER: Final = 30
"""Seconds after which a caller who found the exchange full may try again."""

DEAD_AFTER: Final = 90.0
"""Seconds without RTP and RTCP after which a phone that should send is taken for gone."""

PROGRAMME_TRACK: Final = "programme"


class Said(Struct, frozen=True):
    """The house's own voice was heard on a programme: its words need no recognising."""

    briefing: str
    start: int
    samples: int
    text: str


class Recorded(Struct, frozen=True):
    """20 ms of one track: 320 samples at 16 kHz from sample ``start`` since the epoch; ``seat`` is who speaks."""

    briefing: str
    track: str
    seat: str
    start: int
    pcm: npt.NDArray[np.int16]


class LineQuality(Struct, frozen=True):
    """How well one line is heard."""

    briefing: str
    line: str
    quality: Quality


class Exchange:
    """All calls of one house. ``number`` is what callers dial whose PIN says which briefing they mean."""

    def __init__(
        self,
        *,
        endpoint: Endpoint,
        media: MediaPlane,
        sounds: Sounds,
        catalogue: Catalogue,
        pin_key: bytes,
        address: str,
        number: str = "briefing",
        capacity: int = 4000,
        random: Random,
        epoch: float,
    ) -> None:
        """``address`` is where phones send their sound; ``epoch`` the Unix time, in seconds, at time zero."""
        self._endpoint = endpoint
        self._media = media
        self._prompter = Prompter(sounds, media)
        self._catalogue = catalogue
        self._pin_key = pin_key
        self._address = address
        self._number = number
        self._capacity = capacity
        self._random = random
        self._epoch = epoch
        self._states: dict[str, State] = {}
        self._lines: dict[str, Caller] = {}
        self._calls: dict[str, Caller] = {}
        self._asked: list[Asked] = []
        self._said: list[Said] = []
        self._recorded: list[Recorded] = []
        self._changed: set[str] = set()
        self._concluding: set[str] = set()
        self._last_second = 0

    # ── What goes in ───────────────────────────────────────────────────────────────────────────────────────────────

    def resume(self, states: Mapping[str, State], now: float) -> None:
        """Begin with what the log says. Lines of an earlier run are gone: say so; announcements are made again."""
        for briefing, state in states.items():
            self._states[briefing] = state
            if state.phase is Phase.CONCLUDED:
                self._concluding.add(briefing)
            for line in state.lines:
                self._ask(briefing, do.Drop(at=self._at(now), by=HOUSE, line=line))

    def receive_datagram(self, data: bytes, peer: Address, now: float) -> None:
        """SIP over UDP."""
        self._endpoint.receive_datagram(data, peer, now)
        self._signalling(now)

    def receive_stream(self, data: bytes, flow: Flow, now: float) -> None:
        """SIP over TCP."""
        self._endpoint.receive_stream(data, flow, now)
        self._signalling(now)

    def connection_lost(self, flow: Flow, now: float) -> None:
        """A TCP connection is gone."""
        self._endpoint.connection_lost(flow, now)
        self._signalling(now)

    def receive_media(self, port: int, batch: Batch, now: float) -> None:
        """RTP that came to one of our ports."""
        self._media.receive(port, batch, now)

    def receive_rtcp(self, batch: Batch, now: float) -> None:
        """RTCP."""
        self._media.receive_rtcp(batch, now)

    def happened(self, happened: Happened, now: float) -> None:
        """The log says that something happened, here or in another process. It is heard with the next tick."""
        self._states[happened.briefing] = happened.after
        self._changed.add(happened.briefing)
        match happened.event:
            case ev.LineRang(line=line) if line in self._lines:
                self._answer(self._lines[line], now)
            case ev.Concluded():
                self._concluding.add(happened.briefing)
                self._prompter.forget(_room(happened.briefing, Room.PROGRAMME))
        for cue in cues.cues(self._catalogue, happened):
            self._cue(happened.briefing, cue)

    def answered(self, answer: Answer, now: float) -> None:
        """What came of a command that this exchange asked; its events have been told by :meth:`happened` before."""
        briefing, command = answer.asked.briefing, answer.asked.command
        for cue in cues.answer_cues(self._catalogue, self._states[briefing], answer):
            self._cue(briefing, cue)
        if isinstance(command, do.Ring) and isinstance(answer.outcome, Refusal) and command.line in self._lines:
            self._hang_up(self._lines[command.line], now)

    def tick(self, now: float) -> Tick:
        """Call this every 20 ms; send what it returns."""
        self._endpoint.handle_timers(now)
        self._signalling(now)
        for briefing in self._changed:
            self._reconcile(briefing, self._states[briefing])
        self._changed.clear()
        self._start_cues()
        tick = self._media.tick(now)
        self._keep(tick)
        for event in tick.events:
            match event:
                case Digit(line=line, digit=key) if line in self._lines:
                    self._key(self._lines[line], key, now)
                case Silent(line=line, seconds=seconds) if seconds >= DEAD_AFTER and line in self._lines:
                    self._hang_up(self._lines[line], now)
                case PlayEnded(line=target, number=number) | AnnounceEnded(room=target, number=number):
                    self._heard(target, number, now)
        if int(now) > self._last_second:
            self._last_second = int(now)
            self._lapse(now)
        return tick

    def skip(self, seconds: float) -> int:
        """Leave out what was not done in time: so many ticks, which nobody hears and no track has."""
        ticks = int(seconds / 0.02)
        self._media.skip(ticks)
        return ticks

    def say_goodbye(self, now: float) -> None:
        """Hang up every call: the exchange is about to end."""
        for caller in list(self._lines.values()):
            self._hang_up(caller, now)

    # ── What comes out ─────────────────────────────────────────────────────────────────────────────────────────────

    def outgoing(self) -> list[tuple[bytes, Flow]]:
        """SIP messages to send."""
        return self._endpoint.outgoing()

    def closing(self) -> list[Flow]:
        """TCP connections to close once :meth:`outgoing` has been sent."""
        return self._endpoint.closing()

    def asked(self) -> list[Asked]:
        """Commands for the log, in order."""
        asked, self._asked = self._asked, []
        return asked

    def wanted(self) -> list[str]:
        """Texts to be rendered; look again with the next tick."""
        return self._prompter.wanted()

    def said(self) -> list[Said]:
        """What the house has begun to say on programmes."""
        said, self._said = self._said, []
        return said

    def recorded(self) -> list[Recorded]:
        """Audio to keep."""
        recorded, self._recorded = self._recorded, []
        return recorded

    def finished(self) -> list[str]:
        """Briefings that have concluded and whose last caller has gone; each is told once."""
        if not self._concluding:
            return []
        on_the_line = {caller.briefing for caller in self._lines.values()}
        finished = sorted(self._concluding - on_the_line)
        self._concluding.difference_update(finished)
        return finished

    @property
    def calls(self) -> int:
        """How many there are."""
        return len(self._calls)

    def qualities(self, turn: int, turns: int) -> list[LineQuality]:
        """How the lines are heard whose turn it is; in so many turns it is everybody's once."""
        return [
            LineQuality(caller.briefing, caller.line, self._media.quality(caller.line))
            for caller in islice(self._lines.values(), turn, None, turns)
            if caller.session is not None
        ]

    # ── Calls ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _signalling(self, now: float) -> None:
        for event in self._endpoint.events():
            match event:
                case Invited():
                    self._invited(event, now)
                case Renegotiated(call=call, offer=offer) if call in self._calls:
                    self._renegotiated(self._calls[call], offer, now)
                case Answered(call=call, answer=answer) if call in self._calls:
                    self._agreed(self._calls[call], answer, now)
                case DigitInfo(call=call, digit=digit) if call in self._calls:
                    self._key(self._calls[call], digit, now)
                case Ended(call=call):
                    self._ended(call, now)

    def _invited(self, invited: Invited, now: float) -> None:
        if len(self._calls) >= self._capacity:
            self._endpoint.reject(invited.call, 503, now, retry_after=RETRY_AFTER)
            return
        if invited.offer is not None and not formats_for(invited.offer):
            self._endpoint.reject(invited.call, 488, now)
            return
        dialled = invited.user.lower()
        if dialled != self._number and dialled not in self._states:
            self._endpoint.reject(invited.call, 404, now, reason="No Such Briefing")
            return
        line = f"l{self._random.getrandbits(40):010x}"
        caller = Caller(invited.call, line, invited.offer, invited.peer, invited.number_withheld)
        self._calls[caller.call] = self._lines[line] = caller
        if dialled in self._states:
            self._ring(caller, dialled, now)
        else:
            self._answer(caller, now)

    def _ring(self, caller: Caller, briefing: str, now: float) -> None:
        caller.briefing = briefing
        at, withheld = self._at(now), caller.number_withheld
        self._ask(briefing, do.Ring(at=at, by=HOUSE, line=caller.line, number_withheld=withheld))

    def _answer(self, caller: Caller, now: float) -> None:
        """Take the call; one that came in by the house's number was taken before it rang in its briefing."""
        if caller.session is not None:
            return
        formats = formats_for(caller.offer) if caller.offer else OUR_FORMATS
        port = self._media.add(
            caller.line,
            remote=listens_at(caller.offer, caller.signalling),
            signalling=caller.signalling,
            terms=terms(formats, caller.offer),
            now=now,
        )
        caller.session = sdp.LocalSession(self._random.getrandbits(62), self._address, port)
        body = caller.session.answer(caller.offer, formats) if caller.offer else caller.session.offer(formats)
        self._endpoint.answer(caller.call, body, now)
        self._cue("", cues.greeting(self._catalogue, caller.line))

    def _renegotiated(self, caller: Caller, offer: sdp.SessionOffer | None, now: float) -> None:
        """Hold, resume, another payload format, another address; without an offer we make ours again."""
        if caller.session is None:
            return
        if offer is None:
            self._endpoint.answer(caller.call, caller.session.offer(OUR_FORMATS), now)
            return
        if not formats_for(offer):
            self._endpoint.reject(caller.call, 488, now)
            return
        self._agreed(caller, offer, now)
        self._endpoint.answer(caller.call, caller.session.answer(offer, formats_for(offer)), now)

    def _agreed(self, caller: Caller, theirs: sdp.SessionOffer, now: float) -> None:
        formats = formats_for(theirs)
        if not formats:
            self._hang_up(caller, now)
            return
        self._media.change(
            caller.line,
            remote=listens_at(theirs, caller.signalling),
            signalling=caller.signalling,
            terms=terms(formats, theirs),
            now=now,
        )

    def _ended(self, call: str, now: float) -> None:
        caller = self._calls.pop(call, None)
        if caller is None:
            return
        del self._lines[caller.line]
        if caller.session is not None:
            self._media.remove(caller.line, now)
        self._prompter.forget(caller.line)
        if caller.briefing:
            self._ask(caller.briefing, do.Drop(at=self._at(now), by=HOUSE, line=caller.line))

    def _hang_up(self, caller: Caller, now: float) -> None:
        self._endpoint.hang_up(caller.call, now)
        self._ended(caller.call, now)

    # ── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _key(self, caller: Caller, key: str, now: float) -> None:
        if caller.keypad.only_ends_pin(key, now):
            return
        self._prompter.interrupt(caller.line)
        state = self._states.get(caller.briefing, State())
        seat = state.seat_on(caller.line)
        if seat is None:
            if (pin := caller.keypad.pin_key(key, now)) is not None:
                self._try_pin(caller, pin_digest(self._pin_key, pin), now)
            return
        code = caller.keypad.code_key(key, now)
        if code is None:
            return
        command = meaning(seat, code, state, self._at(now))
        if code == SAY_KEYS:
            self._cue(caller.briefing, cues.keys_of(self._catalogue, seat, caller.line))
        elif command is None:
            self._cue(caller.briefing, cues.unknown_code(self._catalogue, caller.line))
        elif code == CONCLUDE and not caller.keypad.confirms_conclusion(now):
            self._cue(caller.briefing, cues.confirm_conclusion(self._catalogue, caller.line))
        else:
            self._ask(caller.briefing, command)

    def _try_pin(self, caller: Caller, digest: str, now: float) -> None:
        """On the house's number the PIN says which briefing is meant; wrong ones are counted here until then."""
        if not caller.briefing:
            if caller.tries >= PIN_TRIES:
                return
            briefing = next((id_ for id_, state in self._states.items() if _has_pin(state, digest)), "")
            if not briefing:
                caller.tries += 1
                self._cue("", cues.wrong_pin(self._catalogue, caller.line, caller.tries))
                return
            self._ring(caller, briefing, now)
        self._ask(caller.briefing, do.TryPin(at=self._at(now), by=HOUSE, line=caller.line, pin=digest))

    # ── Making it so ───────────────────────────────────────────────────────────────────────────────────────────────

    def _reconcile(self, briefing: str, state: State) -> None:
        """Make every line hear and be heard as the state says; one that it does not know, not at all."""
        places = routes(state)
        for caller in self._lines.values():
            if caller.briefing == briefing and caller.session is not None:
                place = places.get(caller.line, NOTHING)
                if caller.place != place:
                    caller.place = place
                    self._media.route(caller.line, _route(briefing, place))
        programme = _room(briefing, Room.PROGRAMME)
        self._media.record(programme, state.phase in (Phase.REMARKS, Phase.QUESTIONS))

    def _cue(self, briefing: str, cue: Cue) -> None:
        if not cue.line:
            self._prompter.say(_room(briefing, Room.PROGRAMME), cue)
        elif cue.line in self._lines:
            self._prompter.say(cue.line, cue)

    def _start_cues(self) -> None:
        for target, cue, samples in self._prompter.start_next():
            if not cue.line and cue.text:
                self._said.append(Said(_briefing_of(target), self._media.next_sample, samples, cue.text))

    def _heard(self, target: str, number: int, now: float) -> None:
        cue = self._prompter.ended(target, number)
        if cue is None or cue.then is Then.NOTHING:
            return
        briefing = self._lines[target].briefing if cue.line else _briefing_of(target)
        if cue.then is Then.OPEN_QUESTION:
            question = self._states[briefing].current()
            if question is not None and question.number == cue.question:
                self._ask(briefing, do.OpenQuestion(at=self._at(now), by=HOUSE))
        elif cue.line:
            self._hang_up(self._lines[target], now)
        else:
            for caller in [caller for caller in self._lines.values() if caller.briefing == briefing]:
                self._hang_up(caller, now)

    def _keep(self, tick: Tick) -> None:
        for line, start, pcm in tick.frames:
            caller = self._lines[line]
            seat = self._states[caller.briefing].seat_on(line)
            if seat is not None:
                self._recorded.append(Recorded(caller.briefing, line, seat.id, start, pcm))
        for room, start, pcm in tick.room_frames:
            self._recorded.append(Recorded(_briefing_of(room), PROGRAMME_TRACK, "", start, pcm))

    def _lapse(self, now: float) -> None:
        for briefing, state in self._states.items():
            if state.away_since:
                self._ask(briefing, do.Lapse(at=self._at(now), by=HOUSE))

    def _ask(self, briefing: str, command: do.AnyCommand) -> None:
        self._asked.append(Asked(briefing, command))

    def _at(self, now: float) -> int:
        """Milliseconds since the Unix epoch."""
        return round((now + self._epoch) * 1000)


def _room(briefing: str, room: Room) -> str:
    return HOLD if room is Room.HOLD else f"{briefing}/{room.value}"


def _briefing_of(room: str) -> str:
    return room.rpartition("/")[0]


def _route(briefing: str, place: Place) -> Route:
    """The media plane's route: rooms by name. Only what is said on the programme is recorded."""
    return Route(
        hears=_room(briefing, place.hears) if place.hears else None,
        speaks=_room(briefing, place.speaks) if place.speaks else None,
        recorded=place.speaks is Room.PROGRAMME,
    )


def _has_pin(state: State, digest: str) -> bool:
    return any(seat.pin == digest and seat.id not in state.barred for seat in state.seats.values())

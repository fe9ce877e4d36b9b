"""The exchange as a process: sockets, the clock and the log around the exchange, and nothing slow on its ticks."""

from __future__ import annotations

import contextlib
import gc
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Final

from ..briefing.events import Convened, GroundRulesChanged, SeatAdded
from ..briefing.state import State
from ..briefing.terms import Phase, Role
from ..log.briefings import Happened
from ..log.clerk import Clerk
from ..log.folder import DataFolder
from ..log.signals import Signals
from ..voice.catalogue import Catalogue
from ..voice.prompts import prompts
from ..voice.renderer import Renderer
from .exchange import Exchange
from .media import MediaPlane
from .prompter import RecentSounds
from .recording import Recording
from .sip.endpoint import Endpoint
from .wires import Wires

TICK_SECONDS: Final = 0.02
REPORT_TICKS: Final = 100
"""In so many ticks the desk is told once how each line is heard."""
MOST_BEHIND_SECONDS: Final = 1.0
"""Ticks are made up for after a pause of up to so long; what a longer one took is skipped, for phones and tracks."""
AHEAD_A_TICK: Final = 4
"""Texts handed to the renderer in one tick, of those that nobody waits for yet."""
SPARE_PORTS: Final = 8
"""Media ports beside the shared one, for lines that could be mistaken for each other."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the exchange lives: ``address`` is where phones find it, ``number`` what they dial for any briefing."""

    data: Path
    address: str = "127.0.0.1"
    sip_port: int = 5060
    media_port: int = 5062
    number: str = "briefing"
    capacity: int = 4000
    language: str = "en"


@dataclass(slots=True)
class Punctuality:
    """How well the ticks are kept. A tick that begins more than 20 ms late is missed."""

    ticks: int = 0
    missed: int = 0
    longest_seconds: float = 0.0
    busy_seconds: float = field(default=0.0)

    def note(self, late: float, took: float) -> None:
        """One tick: how late it began, how long it took, in seconds."""
        self.ticks += 1
        self.missed += late > TICK_SECONDS
        self.longest_seconds = max(self.longest_seconds, took)
        self.busy_seconds += took


class ExchangeProcess:
    """Runs one exchange until it is told to stop."""

    def __init__(self, settings: Settings) -> None:
        """Open everything. Raises ``PortBusyError``, ``LogError``, ``VoiceMissingError`` or ``SignalsUnavailable``."""
        folder = DataFolder(settings.data)
        media_ports = [settings.media_port + 2 * spare for spare in range(SPARE_PORTS + 1)]
        self._wires = Wires(settings.address, settings.sip_port, media_ports)
        self._signals = Signals(folder.run, "exchange")
        self._recorder = folder.recorder()
        self._clerk = Clerk(self._recorder)
        self._renderer = Renderer(folder.prompts, folder.own_key("prompts"))
        self._recording = Recording(folder, self._recorder, threaded=True)
        self._catalogue = Catalogue(settings.language)
        self.punctuality = Punctuality()
        self._stopping = False
        self._had_calls = False
        self._ahead: Iterator[str] = iter(())
        self._packets = 0
        """Packets of sound in this tick."""
        self._patience = TICK_SECONDS
        """How long sound may be left unread, by what came in the last tick and what the system holds for us."""
        now = time.monotonic()
        epoch = time.time() - now
        system_random = random.SystemRandom()
        self._exchange = Exchange(
            endpoint=Endpoint(
                contact_host=settings.address,
                udp_port=self._wires.sip_port,
                tcp_port=self._wires.sip_port,
                random=system_random,
            ),
            media=MediaPlane(
                random=system_random,
                first_sample=round((now + epoch) * 16_000),
                port=media_ports[0],
                spare_ports=media_ports[1:],
            ),
            sounds=RecentSounds(self._renderer.prompts),
            catalogue=self._catalogue,
            pin_key=folder.pin_key(),
            address=settings.address,
            number=settings.number,
            capacity=settings.capacity,
            random=system_random,
            epoch=epoch,
        )

    def stop(self, *_: object) -> None:
        """End after this tick."""
        self._stopping = True

    def run(self) -> None:
        """Keep the ticks until :meth:`stop`."""
        _let_the_collector_wait()
        _come_first()
        sys.setswitchinterval(0.0005)
        self._wires.watch(self._clerk.fileno())
        states = self._clerk.briefings.states
        self._exchange.resume(states, time.monotonic())
        for state in states.values():
            if state.phase is not Phase.CONCLUDED:
                self._render_ahead(state)
        self._clerk.start()
        due = time.monotonic() + TICK_SECONDS
        while not self._stopping:
            now = time.monotonic()
            if now < due:
                self._wires.wait(min(due - now, self._patience))
                self._signalling()
                self._listen_in_between()
                continue
            self._tick()
            finished = time.monotonic()
            self.punctuality.note(now - due, finished - now)
            due += TICK_SECONDS
            if finished - due > MOST_BEHIND_SECONDS:
                due += TICK_SECONDS * self._exchange.skip(finished - due)
        self._say_goodbye()
        self._clerk.close()
        self._recording.close()
        self._renderer.close()
        self._signals.close()
        self._wires.close()
        self._recorder.close()

    def _signalling(self) -> None:
        now = time.monotonic()
        for data, peer in self._wires.datagrams():
            self._exchange.receive_datagram(data, peer, now)
        for flow, data in self._wires.streams():
            if data:
                self._exchange.receive_stream(data, flow, now)
            else:
                self._exchange.connection_lost(flow, now)
        for item in self._clerk.news():
            if isinstance(item, Happened):
                self._exchange.happened(item, now)
                if isinstance(item.event, Convened | SeatAdded | GroundRulesChanged):
                    self._render_ahead(item.after)
            else:
                self._exchange.answered(item, now)
        self._pass_on()

    def _listen(self) -> None:
        """Take in the sound that has come."""
        now = time.monotonic()
        rtp, rtcp = self._wires.media()
        for port, batch in rtp:
            self._packets += len(batch)
            self._exchange.receive_media(port, batch, now)
        for batch in rtcp:
            self._exchange.receive_rtcp(batch, now)

    def _listen_in_between(self) -> None:
        """Where the system holds too little for us, sound is taken in more often than it is needed."""
        if self._patience < TICK_SECONDS:
            self._listen()

    def _say_goodbye(self) -> None:
        self._exchange.say_goodbye(time.monotonic())
        self._pass_on()

    def _tick(self) -> None:
        self._signalling()
        self._listen()
        self._patience = TICK_SECONDS * min(1.0, self._wires.waiting_room / 2 / max(1, self._packets))
        self._packets = 0
        tick = self._exchange.tick(time.monotonic())
        self._listen_in_between()
        self._wires.send_media(tick.packets)
        self._listen_in_between()
        self._wires.send_reports(tick.rtcp)
        self._pass_on()
        self._recording.keep(self._exchange.recorded(), self._exchange.said())
        self._recording.finish(self._exchange.finished())
        self._renderer.render(islice(self._ahead, AHEAD_A_TICK), ahead=True)
        self._report(self.punctuality.ticks % REPORT_TICKS)

    def _render_ahead(self, state: State) -> None:
        """Have everything rendered that a briefing may need, before anybody calls; a few texts a tick."""
        reporters = [(seat.name.reveal(), seat.outlet) for seat in state.seats.values() if seat.role is Role.REPORTER]
        self._ahead = chain(self._ahead, prompts(self._catalogue, state.ground_rules, reporters))

    def _pass_on(self) -> None:
        self._wires.send(self._exchange.outgoing())
        for flow in self._exchange.closing():
            self._wires.disconnect(flow)
            self._exchange.connection_lost(flow, time.monotonic())
        self._clerk.ask(self._exchange.asked())
        if wanted := self._exchange.wanted():
            self._renderer.render(wanted)

    def _report(self, turn: int) -> None:
        """Tell the desk: every second whether anything is wrong here, and in two how all the lines are heard."""
        if turn % (REPORT_TICKS // 2) == 0:
            troubles = [str(trouble) for trouble in (self._clerk.trouble, self._recording.trouble) if trouble]
            self._signals.send("trouble", troubles)
            self._signals.send("punctuality", self.punctuality)
            self._signals.receive()
            if self._had_calls and not self._exchange.calls:
                gc.collect()
            self._had_calls = self._exchange.calls > 0
        if qualities := self._exchange.qualities(turn, REPORT_TICKS):
            self._signals.send("quality", qualities)


def _let_the_collector_wait() -> None:
    """Its pauses grow with the heap. What is here now stays; the whole heap is looked at again between calls only."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 1_000_000)


def _come_first() -> None:
    """Ask the system to let this thread, and those it starts from now on, run before everything that can wait.

    Where that is not permitted, a busy machine may make sound stutter.
    """
    if hasattr(os, "SCHED_RR"):
        with contextlib.suppress(PermissionError):
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(os.sched_get_priority_min(os.SCHED_RR)))


def run(settings: Settings) -> None:
    """Run an exchange until SIGTERM or SIGINT."""
    process = ExchangeProcess(settings)
    signal.signal(signal.SIGTERM, process.stop)
    signal.signal(signal.SIGINT, process.stop)
    process.run()

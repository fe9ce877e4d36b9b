"""The real exchange under rehearsal: its log in memory, its tracks in a folder, its voice rendered on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Final

from ..briefing import commands as do
from ..briefing.refusals import Decision
from ..briefing.state import State
from ..exchange.exchange import Exchange
from ..exchange.media import MediaPlane
from ..exchange.prompter import RecentSounds
from ..exchange.recording import Recording
from ..exchange.rtp.batch import Address, Batch, Outgoing
from ..exchange.sip.endpoint import Endpoint
from ..exchange.sip.flows import Flow
from ..log.briefings import Asked, Briefings, Happened
from ..log.folder import DataFolder
from ..log.recorder import Recorder
from ..voice.catalogue import Catalogue
from ..voice.engine import Sound, Voice
from . import house
from .simulation import START

HOST: Final = "10.0.0.1"
SIP_PORT: Final = 5060
MEDIA_PORTS: Final = (5062, 5064, 5066, 5068)
EPOCH: Final = 1_700_000_000.0
"""The Unix time at which simulated time is zero."""

WRITE_EVERY: Final = 50
"""Ticks between two writes of the tracks."""


class RehearsedExchange:
    """An exchange on a simulated host, with the log beside it instead of behind a thread."""

    def __init__(self, recorder: Recorder, folder: DataFolder, voice: Voice, *, pin_key: bytes, seed: int = 0) -> None:
        """``folder`` takes the tracks; ``voice`` speaks the operator's lines."""
        random = Random(seed)
        self.briefings = Briefings(recorder)
        self.heard_of: list[Callable[[Happened], None]] = []
        """Called with everything that happens, for whoever watches."""
        self._recording = Recording(folder, recorder, threaded=False)
        self._exchange = Exchange(
            endpoint=Endpoint(contact_host=HOST, udp_port=SIP_PORT, tcp_port=SIP_PORT, random=random),
            media=MediaPlane(
                random=random,
                first_sample=round((START + EPOCH) * 16_000),
                port=MEDIA_PORTS[0],
                spare_ports=MEDIA_PORTS[1:],
            ),
            sounds=RecentSounds(_OnDemand(voice)),
            catalogue=Catalogue("en"),
            pin_key=pin_key,
            address=HOST,
            random=random,
            epoch=EPOCH,
        )
        self._media: list[Outgoing] = []
        self._reports: list[tuple[int, bytes, Address]] = []
        self._ticks = 0

    @property
    def address(self) -> Address:
        """Where it takes SIP."""
        return HOST, SIP_PORT

    @property
    def media_ports(self) -> Iterable[int]:
        """Where it takes RTP."""
        return MEDIA_PORTS

    def at(self, now: float) -> int:
        """The simulated time as milliseconds since the Unix epoch."""
        return round((now + EPOCH) * 1000)

    def state(self, briefing: str) -> State:
        """How a briefing stands."""
        return self.briefings.states[briefing]

    def give(self, briefing: str, command: do.AnyCommand, now: float) -> Decision:
        """Give a command as the desk does: through the log."""
        outcome = self.briefings.ask([Asked(briefing, command)])[0].outcome
        self._settle(now)
        return outcome

    def receive_datagram(self, data: bytes, peer: Address, now: float) -> None:
        """SIP over UDP."""
        self._exchange.receive_datagram(data, peer, now)
        self._settle(now)

    def receive_stream(self, data: bytes, flow: house.Flow, now: float) -> None:
        """SIP over TCP."""
        self._exchange.receive_stream(data, _over_tcp(flow), now)
        self._settle(now)

    def stream_closed(self, flow: house.Flow, now: float) -> None:
        """A phone closed its connection."""
        self._exchange.connection_lost(_over_tcp(flow), now)
        self._settle(now)

    def receive_media(self, port: int, batch: Batch, now: float) -> None:
        """RTP."""
        self._exchange.receive_media(port, batch, now)

    def receive_reports(self, port: int, batch: Batch, now: float) -> None:
        """RTCP."""
        self._exchange.receive_rtcp(batch, now)

    def tick(self, now: float) -> None:
        """Twenty milliseconds are over."""
        tick = self._exchange.tick(now)
        self._media += tick.packets
        self._reports += [(port + 1, data, address) for port, data, address in tick.rtcp]
        self._recording.keep(self._exchange.recorded(), self._exchange.said())
        self._recording.finish(self._exchange.finished())
        self._ticks += 1
        if self._ticks % WRITE_EVERY == 0:
            self._recording.write()
        self._settle(now)

    def take_output(self) -> house.Output:
        """What is to be sent."""
        signalling = [(_flow_back(flow), data) for data, flow in self._exchange.outgoing()]
        media, self._media = self._media, []
        reports, self._reports = self._reports, []
        return house.Output(signalling, media, reports)

    def close(self) -> None:
        """Complete the tracks."""
        self._recording.close()

    def _settle(self, now: float) -> None:
        """Take the exchange's commands to the log and the log's news to the exchange, until nothing is left."""
        while True:
            answers = self.briefings.ask(self._exchange.asked())
            news = self.briefings.catch_up()
            for happened in news:
                self._exchange.happened(happened, now)
                for watcher in self.heard_of:
                    watcher(happened)
            for answer in answers:
                self._exchange.answered(answer, now)
            if not answers and not news:
                return


class _OnDemand:
    """Sounds that are there as soon as they are asked for."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def find(self, text: str) -> Sound:
        return self._voice.speak(text)


def _over_tcp(flow: house.Flow) -> Flow:
    return Flow("tcp", flow.peer, flow.connection or 0)


def _flow_back(flow: Flow) -> house.Flow:
    return house.Flow(flow.peer, flow.connection if flow.transport == "tcp" else None)

"""A media plane with phones about it, on a clock of its own."""

import random
from collections.abc import Iterable

import numpy as np

from onbackground.exchange.media import MediaPlane, Terms, Tick
from onbackground.exchange.rtp.batch import Address, Batch
from onbackground.exchange.rtp.packet import RtpPacket
from onbackground.exchange.rtp.pcma import PCMA
from onbackground.exchange.rtp.pcmu import PCMU

PORT, EVENTS = 30000, 101
START = 16_000 * 1_700_000_000
FORMATS = {"PCMU": PCMU, "PCMA": PCMA}


def sine(pitch: float, seconds: float, level: float = -20.0, rate: int = 8000) -> np.ndarray:
    at = np.arange(int(seconds * rate)) / rate
    return (np.sqrt(2) * 10 ** (level / 20) * np.sin(2 * np.pi * pitch * at)).astype(np.float32)


def power(pcm: np.ndarray, pitch: float, rate: int = 8000) -> float:
    """The level, in dBFS, of one pitch within a sound."""
    at = np.arange(len(pcm)) / rate
    window = np.hanning(len(pcm))
    amplitude = 2 * abs(np.sum(pcm * window * np.exp(-2j * np.pi * pitch * at))) / window.sum()
    return 20 * np.log10(amplitude / np.sqrt(2) + 1e-9)


class Phone:
    """A phone that sends what it is told to and keeps what it hears."""

    def __init__(
        self,
        house: "House",
        name: str,
        address: Address,
        codec: str = "PCMU",
        seen_from: Address | None = None,
        receives: bool = True,
    ):
        self.house, self.name, self.address = house, name, address
        self.codec = FORMATS[codec]
        self.source = seen_from or address
        chance = random.Random(name)
        self.ssrc, self.sequence, self.clock = chance.getrandbits(32), chance.getrandbits(16), chance.getrandbits(32)
        self.packets: list[RtpPacket] = []
        self.to_send = np.zeros(0, np.float32)
        self.port = house.plane.add(
            name,
            remote=address,
            signalling=(self.source[0], 5060),
            terms=Terms(codec, self.codec.payload_type, EVENTS, receives=receives),
            now=house.now,
        )
        house.phones[name] = self

    def say(self, pcm: np.ndarray) -> None:
        self.to_send = np.concatenate((self.to_send, pcm))

    def packet(
        self, payload: bytes, *, kind: int | None = None, timestamp: int | None = None, marker: bool = False
    ) -> bytes:
        self.sequence = (self.sequence + 1) % 65536
        return RtpPacket(
            payload_type=self.codec.payload_type if kind is None else kind,
            sequence=self.sequence,
            timestamp=self.clock if timestamp is None else timestamp % 2**32,
            ssrc=self.ssrc,
            payload=payload,
            marker=marker,
        ).build()

    def next_packet(self) -> bytes:
        frame, self.to_send = self.to_send[:160], self.to_send[160:]
        data = self.packet(self.codec.encode(np.pad(frame, (0, 160 - len(frame)))))
        self.clock = (self.clock + 160) % 2**32
        return data

    def heard(self, seconds: float) -> np.ndarray:
        """The last seconds of what came from the house."""
        sound = np.concatenate([self.codec.decode(packet.payload) for packet in self.packets])
        return sound[-int(seconds * 8000) :]


class House:
    """A media plane with phones about it, on a clock of its own."""

    def __init__(self, spare_ports: Iterable[int] = ()):
        self.now = 100.0
        self.plane = MediaPlane(random=random.Random(1), first_sample=START, port=PORT, spare_ports=list(spare_ports))
        self.phones: dict[str, Phone] = {}
        self.ticks: list[Tick] = []

    def deliver(self, datagrams: list[tuple[bytes, Address]], port: int = PORT) -> None:
        self.plane.receive(port, Batch.of(datagrams), self.now)

    def tick(self) -> Tick:
        tick = self.plane.tick(self.now)
        self.ticks.append(tick)
        by_address = {phone.source: phone for phone in self.phones.values()}
        for outgoing in tick.packets:
            for data, address in outgoing.datagrams():
                if phone := by_address.get(address):
                    phone.packets.append(RtpPacket.parse(data))
        self.now += 0.02
        return tick

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 50)):
            self.now += 0.004
            for phone in self.phones.values():
                self.deliver([(phone.next_packet(), phone.source)], phone.port)
            self.now -= 0.004
            self.tick()

    def events(self, kind: type) -> list:
        return [event for tick in self.ticks for event in tick.events if isinstance(event, kind)]

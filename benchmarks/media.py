"""How many listening lines a core carries, each of them sending silence at 50 packets a second all the while.

The exchange's media plane runs here on real sockets; a second process is all the phones at once. Beside it stands
the raw ceiling, measured in the same run: what `sendmmsg` alone takes for the same packets, with nothing received.

    python benchmarks/media.py [--lines 3000] [--speakers 3] [--seconds 10]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import random
import socket
import time
from dataclasses import dataclass
from multiprocessing.synchronize import Event

import numpy as np

from onbackground.exchange.media import MediaPlane, Route, Terms
from onbackground.exchange.rtp import udp
from onbackground.exchange.rtp.batch import Outgoing, pack_address
from onbackground.exchange.rtp.packet import HEADER, HEADER_SIZE
from onbackground.exchange.rtp.pcmu import PCMU

HOUSE = ("127.0.0.1", 41000)
PHONE_PORT = 42000
TICK = 0.020
LOUDEST_LISTENER = "b/programme"


def phone_host(number: int) -> str:
    """Each phone has a loopback address of its own, so that one socket can speak for all of them."""
    return f"127.{1 + number // 65536}.{number // 256 % 256}.{number % 256}"


class Phones:
    """All phones in one socket: every packet names the address it is sent from (IP_PKTINFO)."""

    def __init__(self, count: int, speakers: int, house: tuple[str, int] = HOUSE) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)
        self.socket.setsockopt(socket.SOL_SOCKET, 32, 16 << 20)
        self.socket.bind(("", PHONE_PORT))
        self.socket.setblocking(False)
        self.calls = udp._BatchCalls.found()
        self.header = np.zeros(count, HEADER)
        self.header["flags"] = 0x80
        self.header["ssrc"] = np.arange(count) + 1000
        voice = PCMU.encode((0.2 * np.sin(np.arange(160) / 3)).astype(np.float32))
        self.payloads = np.stack([np.frombuffer(body, np.uint8) for body in (b"\xff" * 160, voice)])
        self.vectors = np.empty((count, 2), udp._IOVEC)
        self.receivers = np.zeros(count, udp._SOCKADDR)
        self.receivers["family"] = socket.AF_INET
        self.receivers["port"] = house[1]
        self.receivers["host"] = pack_address(house) >> 16
        self.vectors[:, 0] = udp._vectors(self.header.view(np.uint8).reshape(count, HEADER_SIZE))
        self.vectors[:, 1] = udp._vectors(self.payloads)[(np.arange(count) < speakers).astype(int)]
        self.control = np.zeros(
            count,
            [
                ("length", "u8"),
                ("level", "i4"),
                ("type", "i4"),
                ("index", "i4"),
                ("source", ">u4"),
                ("to", "u4"),
                ("pad", "u4"),
            ],
        )
        self.control["length"], self.control["type"] = 28, 8
        self.control["source"] = [pack_address((phone_host(number), 0)) >> 16 for number in range(count)]
        self.messages = udp._messages(self.receivers, self.vectors, 2)
        self.messages["message"]["control"] = udp._pointers(self.control)
        self.messages["message"]["control_length"] = 32
        self.inbox = np.zeros(2048, udp._MESSAGES)
        self.room = np.zeros((2048, 256), np.uint8)
        self.room_vectors = udp._vectors(self.room)
        self.inbox = udp._messages(np.zeros(2048, udp._SOCKADDR), self.room_vectors, 1)
        self.inbox["message"]["name"], self.inbox["message"]["name_length"] = 0, 0
        self.received = 0

    def send(self, start: int, end: int) -> None:
        self.header["sequence"][start:end] = (self.header["sequence"][start:end].astype(np.uint32) + 1).astype(
            np.uint16
        )
        self.header["timestamp"][start:end] = self.header["timestamp"][start:end].astype(np.uint32) + 160
        while start < end:
            taken = self.calls.send(
                self.socket.fileno(), self.messages.ctypes.data + start * 64, min(1024, end - start)
            )
            start += max(taken, 0) or 1

    def drain(self) -> None:
        while (taken := self.calls.receive(self.socket.fileno(), self.inbox.ctypes.data, 2048)) > 0:
            self.received += taken


def phones(
    count: int, speakers: int, stop: Event, ready: Event, heard: multiprocessing.sharedctypes.Synchronized[int]
) -> None:
    """Send evenly: a twentieth of the phones each millisecond, as real phones do not keep time together."""
    callers = Phones(count, speakers)
    ready.set()
    slices = np.linspace(0, count, 21).astype(int)
    due, part = time.perf_counter(), 0
    while not stop.is_set():
        callers.send(slices[part], slices[part + 1])
        callers.drain()
        heard.value = callers.received
        part = (part + 1) % 20
        due += TICK / 20
        time.sleep(max(0.0, due - time.perf_counter()))


@dataclass
class Result:
    cpu: float
    seconds: float
    ticks: int
    late: int
    latest_ms: float
    sent: int
    dropped: int


def carry(lines: int, speakers: int, seconds: float, port: udp.UdpPort) -> Result:
    """The media plane with its port, as the exchange drives it: polled every two milliseconds, ticked every twenty."""
    plane = MediaPlane(random=random.Random(1), first_sample=0, port=HOUSE[1])
    start = time.perf_counter()
    for number in range(lines):
        address = (phone_host(number), PHONE_PORT)
        plane.add(f"l{number}", remote=address, signalling=address, terms=Terms("PCMU", 0, 101), now=start)
        speaks = LOUDEST_LISTENER if number < speakers else None
        plane.route(f"l{number}", Route(LOUDEST_LISTENER, speaks, recorded=bool(speaks)))
    settle = int(1 / TICK)
    due = time.perf_counter()
    cpu, sent, late, latest, began = 0.0, 0, 0, 0.0, due
    for tick in range(settle + int(seconds / TICK)):
        if tick == settle:
            cpu, began, sent, late, latest = time.process_time(), time.perf_counter(), 0, 0, 0.0
        due += TICK
        while True:
            while (batch := port.receive()) is not None:
                plane.receive(HOUSE[1], batch, time.perf_counter())
                if len(batch) < 512:
                    break
            left = due - time.perf_counter()
            if left <= 0:
                break
            time.sleep(min(0.002, left))
        made = plane.tick(time.perf_counter())
        sent += sum(port.send(outgoing) for outgoing in made.packets)
        behind = time.perf_counter() - due
        latest = max(latest, behind)
        late += behind > TICK
    return Result(
        time.process_time() - cpu,
        time.perf_counter() - began,
        int(seconds / TICK),
        late,
        1000 * latest,
        sent,
        port.dropped,
    )


def ceiling(lines: int, port: udp.UdpPort, seconds: float = 2.0) -> float:
    """Packets a second of one core that does nothing but `sendmmsg`."""
    headers = np.zeros((lines, HEADER_SIZE), np.uint8)
    address = np.array([pack_address((phone_host(number), PHONE_PORT)) for number in range(lines)], np.uint64)
    packets = Outgoing(
        HOUSE[1], headers, address, np.zeros(lines, np.intp), np.zeros((1, 160), np.uint8), np.array([160])
    )
    sent, cpu, due = 0, time.process_time(), time.perf_counter()
    for _ in range(int(seconds / TICK)):
        sent += port.send(packets)
        due += TICK
        time.sleep(max(0.0, due - time.perf_counter()))
    return sent / (time.process_time() - cpu)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=3000)
    parser.add_argument("--speakers", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10)
    chosen = parser.parse_args()
    stop, ready = multiprocessing.Event(), multiprocessing.Event()
    heard = multiprocessing.Value("q", 0)
    caller = multiprocessing.Process(
        target=phones, args=(chosen.lines, chosen.speakers, stop, ready, heard), daemon=True
    )
    port = udp.UdpPort(HOUSE, capacity=4096)
    caller.start()
    ready.wait()
    raw = ceiling(chosen.lines, port)
    result = carry(chosen.lines, chosen.speakers, chosen.seconds, port)
    stop.set()
    caller.join()
    share = result.cpu / (result.ticks * TICK)
    facts = [
        ("machine", f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()} {platform.release()}"),
        ("python, numpy", f"{platform.python_version()}, {np.__version__}"),
        ("lines listening, of them speaking", f"{chosen.lines}, {chosen.speakers}"),
        ("share of a core", f"{100 * share:.1f} %"),
        ("lines a core", f"{chosen.lines / share:.0f}"),
        ("raw sendmmsg ceiling, lines a core", f"{raw / 50:.0f}"),
        ("of the ceiling", f"{100 * chosen.lines / share / (raw / 50):.0f} %"),
        ("ticks, of them a tick late", f"{result.ticks}, {result.late}"),
        ("latest tick", f"{result.latest_ms:.1f} ms"),
        ("packets sent, dropped", f"{result.sent}, {result.dropped}"),
    ]
    for name, value in facts:
        print(f"{name:38}{value}")


if __name__ == "__main__":
    main()

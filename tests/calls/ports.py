"""Ports for what a test starts: several runs of the tests may share a machine."""

import contextlib
import random
import socket
from collections.abc import Iterator

HOST = "127.0.0.1"
FIRST, LAST = 12_000, 32_000
"""Below the ports that systems hand out by themselves."""


def free_ports(count: int = 30) -> int:
    """The first of so many neighbouring ports that nobody uses at present, over UDP and TCP."""
    for _ in range(1_000):
        first = random.randrange(FIRST, LAST - count, 2)
        with contextlib.suppress(OSError), contextlib.ExitStack() as held:
            for socket_ in _bound(first, count):
                held.enter_context(socket_)
            return first
    raise OSError("no neighbouring ports are free; end other programs that use many ports")


def _bound(first: int, count: int) -> Iterator[socket.socket]:
    for port in range(first, first + count):
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            bound = socket.socket(socket.AF_INET, kind)
            try:
                bound.bind((HOST, port))
            except OSError:
                bound.close()
                raise
            yield bound

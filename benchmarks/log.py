"""What the event log costs: durable appends, following between processes, signals.

    python benchmarks/log.py [FOLDER]

FOLDER (default: the system's temporary folder) is on the disk to measure. The first line of the table is the
disk's own ceiling: writing as much as one append does to a plain file and synchronising it.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from onbackground.log.chain import verify
from onbackground.log.recorder import Append
from onbackground.log.signals import Signals
from onbackground.log.sqlite import SqliteRecorder

EVENT = b"x" * 200
AT = 1_700_000_000_000


def timed(count: int, action: Callable[[int], object]) -> list[float]:
    """Run the action so many times; the milliseconds each took, sorted."""
    took = []
    for n in range(count):
        begin = time.perf_counter()
        action(n)
        took.append(1000 * (time.perf_counter() - begin))
    return sorted(took)


def raw_synchronised_writes(folder: Path, count: int) -> list[float]:
    """Three pages and a frame header each, written on and synchronised: about what one append writes."""
    descriptor = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT, 0o600)
    block = bytes(3 * (4096 + 24))

    def write(_: int) -> None:
        os.write(descriptor, block)
        os.fdatasync(descriptor)

    took = timed(count, write)
    os.close(descriptor)
    return took


def follow_latencies(path: Path, count: int) -> list[float]:
    """Milliseconds from before an append in this process until another process holds the record."""
    follower = subprocess.Popen(
        [sys.executable, __file__, "--follow", str(path), str(count)], stdout=subprocess.PIPE, text=True
    )
    assert follower.stdout is not None
    follower.stdout.readline()
    recorder = SqliteRecorder(path)
    for n in range(count):
        recorder.append("b7k2", n, [str(time.time_ns()).encode()], AT)
        time.sleep(0.013)
    took = [float(line) for line in follower.stdout]
    follower.wait()
    recorder.close()
    return sorted(took)


def follow(path: Path, count: int) -> None:
    """The other process of `follow_latencies`."""
    recorder = SqliteRecorder(path)
    print("following", flush=True)
    after = 0
    took = []
    while after < count:
        recorder.wait(after, timeout_seconds=10)
        now = time.time_ns()
        for record in recorder.follow(after):
            after = record.position
            took.append((now - int(record.data)) / 1e6)
    print(*took, sep="\n")


def main(folder: Path) -> None:
    """Measure and print the table."""
    table = Table("what", "each a second", "p50 ms", "p99 ms", "worst ms")

    def row(what: str, took: list[float], each: int = 1) -> None:
        rate = f"{each * len(took) * 1000 / sum(took):,.0f}" if each else ""
        percentiles = (took[len(took) // 2], took[len(took) * 99 // 100], took[-1])
        table.add_row(what, rate, *(f"{value:.3f}" for value in percentiles))

    row("the disk: 12 kB written and synchronised", raw_synchronised_writes(folder, 500))
    recorder = SqliteRecorder(folder / "log.db")
    row("append one event", timed(500, lambda n: recorder.append("b7k2", n, [EVENT], AT)))
    group = 100
    row(
        f"append a group of {group} events to as many streams",
        timed(20, lambda n: recorder.append_group([Append(f"s{own}", n, [EVENT], AT) for own in range(group)])),
        each=group,
    )
    events = 500 + 20 * group
    row(f"read {events} events", timed(10, lambda n: recorder.follow(0, limit=events)), each=events)
    row(f"verify {events} events", timed(3, lambda n: list(verify(recorder))), each=events)
    recorder.close()
    row("follow in another process", follow_latencies(folder / "followed.db", 300), each=0)

    sender = Signals(folder / "run", "exchange")
    hearers = [Signals(folder / "run", name) for name in ("desk", "scribe", "keeper")]

    def signal(_: int) -> None:
        sender.send("levels", EVENT)
        for hearer in hearers:
            hearer.receive()

    row("a signal to three and received by them", timed(5000, signal))
    row("a signal to three that do not listen", timed(5000, lambda n: sender.send("levels", EVENT)))
    for port in (sender, *hearers):
        port.close()
    Console().print(table)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}, {sys.platform}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--follow"]:
        follow(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        with tempfile.TemporaryDirectory(dir=sys.argv[1] if sys.argv[1:] else None) as place:
            main(Path(place))

"""Set-up rate: how many calls a second the exchange answers, each rung, logged, answered and ended; by SIPp.

Each rate is kept for some seconds. A rate is kept up when no call failed and no message had to be sent again. Beside
it stands a peer measured in the same run by the same calls: SIPp's own answering side, which keeps no log, says
nothing and is written in C++.

    python benchmarks/setup_rate.py [--rates 50 100 200 400] [--seconds 5] [--held 500]
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from calls import sipp
from house import measured_house, show, usage

PEER = ("127.0.0.1", 21_500)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the calls of one rate."""

    calls: int
    failed: int
    sent_again: int
    answered_ms: float
    cpu_ms: float

    def __str__(self) -> str:
        return (
            f"{self.calls} calls, {self.failed} failed, {self.sent_again} messages sent again; answered after "
            f"{self.answered_ms:.0f} ms, {self.cpu_ms:.2f} ms of processor a call"
        )


def call(server: tuple[str, int], pid: int, calls: int, rate: int, held: float, *options: str) -> Outcome:
    """So many calls at that rate, each held for so long."""
    with tempfile.TemporaryDirectory() as folder:
        script = sipp.scenario(Path(folder), [sipp.pause(held)])
        before = usage(pid)
        limits = ("-m", str(calls), "-r", str(rate), "-l", str(calls))
        process = sipp.start(server, script, "fable", media_port=30_000, options=(*limits, *options))
        process.communicate(timeout=calls / rate + held + 60)
        counted, after = sipp.statistics(script), usage(pid)
    minutes, seconds = counted["ResponseTime1(C)"].split(":")[1:3]
    answered = 60_000 * int(minutes) + 1000 * int(seconds) + int(counted["ResponseTime1(C)"].split(":")[3]) / 1000
    return Outcome(
        int(counted["SuccessfulCall(C)"]) + int(counted["FailedCall(C)"]),
        int(counted["FailedCall(C)"]),
        int(counted["Retransmissions(C)"]),
        answered,
        1000 * (after.cpu - before.cpu) / calls,
    )


@contextmanager
def peer() -> Iterator[int]:
    """SIPp's own answering side; yields its process id."""
    command = [sipp.SIPP or "", "-sn", "uas", "-i", PEER[0], "-p", str(PEER[1]), "-nostdin"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(0.5)
        yield process.pid
        process.terminate()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rates", type=int, nargs="+", default=[50, 100, 200, 400])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--held", type=int, default=500, help="calls held together at 50 a second")
    chosen = parser.parse_args()
    rows: list[tuple[str, str]] = []
    kept_up = {"exchange": 0, "peer": 0}
    for rate in chosen.rates:
        with measured_house(listeners=0) as house, peer() as peer_pid:
            assert house.process
            sides = {"exchange": (house.address, house.process.pid), "peer": (PEER, peer_pid)}
            for side, (address, pid) in sides.items():
                outcome = call(address, pid, round(rate * chosen.seconds), rate, 1.0)
                rows.append((f"{rate} a second, {side}", str(outcome)))
                if not outcome.failed and not outcome.sent_again:
                    kept_up[side] = rate
    rows.append(("kept up, exchange and peer", f"{kept_up['exchange']} and {kept_up['peer']} a second"))
    for lost in ((), ("-lost", "5")):
        with measured_house(listeners=0) as house:
            assert house.process
            held = call(house.address, house.process.pid, chosen.held, 50, chosen.held / 50 + 10, *lost)
        how = "one message in twenty lost" if lost else "nothing lost"
        rows.append((f"{chosen.held} held together for 10 s and more, {how}", str(held)))
    show("Set-up rate", rows)


if __name__ == "__main__":
    main()

"""A two-hour call's page behind a stock nginx: how fast it is there, how many get it, and what tells it before.

    python benchmarks/web.py [--words 20000] [--lifts 100] [--seconds 10]

Needs nginx and wrk (apt install nginx wrk). The server runs as Debian has it, with the site of examples/nginx.conf, on
loopback and on the same cores as all that asks it. Beside the page stands a file of one byte, so that what the server
itself can do is known, and the page as it is, for readers who cannot take it compressed.
"""

from __future__ import annotations

import argparse
import http.client
import logging
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from pathlib import Path

import structlog

from lift import BRIEFING, START, Keeper, lifts, make_ready
from onbackground.briefing import commands as do
from onbackground.log.briefings import Asked, Briefings
from onbackground.log.folder import DataFolder

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "release"))
from stock_nginx import HOST, serving

NONSENSE = "2031-02-30-nothing-at-all-aaaaaaaaaaaaaaaa"
PACKED = {"Accept-Encoding": "gzip"}


def through(port: int, root: Path, name: str) -> Callable[[Path], Callable[[], bool]]:
    """Whether the page that is published in a folder below the root can be got, and its first byte read."""

    def seen(public: Path) -> Callable[[], bool]:
        connection = http.client.HTTPConnection(HOST, port)
        path = f"/{public.relative_to(root)}/{name}/"

        def is_there() -> bool:
            connection.request("GET", path, headers=PACKED)
            answer = connection.getresponse()
            first = answer.read(1)
            answer.read()
            return answer.status == 200 and first != b""

        return is_there

    return seen


def compare_absent(port: int, name: str, count: int) -> None:
    """How long a page that will be there takes to be denied, and one that never will."""
    connection = http.client.HTTPConnection(HOST, port)
    took: dict[str, list[float]] = {name: [], NONSENSE: []}
    draw = random.Random(0)
    for number in range(count + 500):
        for asked in draw.sample([name, NONSENSE], 2):
            began = time.perf_counter()
            connection.request("GET", f"/{asked}/")
            connection.getresponse().read()
            if number >= 500:
                took[asked].append((time.perf_counter() - began) * 1e6)
    here, nowhere = (sorted(values) for values in took.values())
    slower = sum(bisect_left(nowhere, one) + bisect_right(nowhere, one) for one in here) / 2 / count**2
    error = (1 / 6 / count) ** 0.5
    for label, values in (("an address to come", here), ("nonsense", nowhere)):
        print(f"  {label:18}  p50 {values[count // 2]:.0f} µs, p99 {values[count * 99 // 100]:.0f} µs")
    print(
        f"  the first is slower than the second in {slower:.1%} of pairs (as alike as can be: 50 %, ± {2 * error:.1%})"
    )


def load(url: str, seconds: int, *, packed: bool) -> float:
    """Requests a second for this address, and how they went."""
    header = ["-H", "Accept-Encoding: gzip"] if packed else []
    command = ["wrk", "-t1", "-c50", f"-d{seconds}s", "--latency", *header, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])
    p99 = re.findall(r"99%\s+(\S+)", said)[0]
    wrong = re.findall(r"(Socket errors.*|Non-2xx.*)", said)
    moved = re.findall(r"Transfer/sec:\s+(\S+)", said)[0]
    print(f"{rate:10,.0f} a second, {moved} a second, p99 {p99} {' '.join(wrong)}")
    return rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--lifts", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=10)
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    print(f"{os.cpu_count()} cores, {platform.platform()}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as temporary:
        root, server = Path(temporary) / "root", Path(temporary) / "server"
        root.mkdir()
        server.mkdir()
        held = root / "held"
        bundle = make_ready(held, options.words)
        with serving(root, server) as port:
            print("before the lift:")
            compare_absent(port, bundle.name, 10_000)
            print(f"lift to first byte: {lifts(held, options.lifts, through(port, root, bundle.name))}")
        release(held)
        with serving(held / "public", server) as port:
            (held / "public" / "tiny").write_bytes(b".")
            page = bundle.files["index.html"], bundle.files["index.html.gz"]
            print(f"page of {len(page[0]):,} bytes, {len(page[1]):,} compressed; load {os.getloadavg()[0]:.1f}")
            address = f"http://{HOST}:{port}"
            tiny = load(f"{address}/tiny", options.seconds, packed=False)
            rate = load(f"{address}/{bundle.name}/", options.seconds, packed=True)
            load(f"{address}/{bundle.name}/", options.seconds, packed=False)
            print(f"the page, compressed: {rate:,.0f} a second, {rate / tiny:.0%} of the file of one byte")


def release(held: Path) -> None:
    folder = DataFolder(held / "data")
    recorder = folder.recorder()
    Briefings(recorder).ask([Asked(BRIEFING, do.Declare(at=START, by="mod"))])
    Keeper(recorder, folder, held / "public").look()
    recorder.close()


if __name__ == "__main__":
    main()

"""How fast the guard reads, with a roster of twenty: published calls as they are, with names put in, and single lines.

    python benchmarks/guard_speed.py FOLDER [--seed 1] [--rounds 3]

FOLDER holds published calls (.md, .txt). Times are of the processor, of the best round; the peer is a regular
expression that only finds the words of the same text.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from guard import DATA, Speller, fill, read_calls, roster_of
from house import show
from onbackground.attribution.guard import Guard

MOST = 2_000_000
"""Characters of each text."""
ROSTER_SIZE = 20
LINES = 2_000
WORDS = re.compile(r"[^\W\d_]+")


def best(rounds: int, work: Callable[[], object]) -> float:
    """Processor seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    calls = read_calls(options.folder)
    if not calls:
        sys.exit(f"{options.folder}: no .md or .txt files; give a folder of published calls")
    rng = random.Random(options.seed)
    names = [name for group in tomllib.loads((DATA / "names.toml").read_text())["held_out"].values() for name in group]
    roster = rng.sample(names, ROSTER_SIZE)
    plain = "\n\n".join(text for _, text in calls)[:MOST]
    filled = fill(plain, roster, Speller("held_out", rng), rng)[0]
    lines = rng.sample([line for line in plain.splitlines() if line.strip()], LINES)
    rows = []
    for how, guard in (
        ("exact forms", Guard(roster_of(roster), misheard=False)),
        ("with phonetics", Guard(roster_of(roster))),
    ):
        for what, text in (("as published", plain), ("names put in", filled)):
            seconds = best(options.rounds, lambda guard=guard, text=text: guard.apply(text))
            ratio = best(options.rounds, lambda text=text: WORDS.findall(text)) / seconds
            rows.append((f"{how}, {what}", f"{len(text) / seconds:,.0f} characters a second, {ratio:.0%} of the peer"))
    times = sorted(best(1, lambda line=line: guard.apply(line)) for line in lines)
    rows.append(("a line, with phonetics", f"p50 {times[LINES // 2] * 1000:.2f} ms, p99 {times[-20] * 1000:.2f} ms"))
    show("the guard, roster of 20, one core", rows)


if __name__ == "__main__":
    main()

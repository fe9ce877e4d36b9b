"""Officials who share a first name with reporters: `python benchmarks/same_names.py FOLDER [--seed 1] [--examples]`.

For each published call in FOLDER, a roster of fictional people whose first names are those of reporters who are called
on there, or with `--of principals` of office-holders who are spoken about. Every alias bracket is filled with one of
them, in a form of `exact_forms.py`; the guard must take out each, and leave the reporters and office-holders.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

from exact_names import fill, is_gone
from guard import WORD, read_calls, roster_of
from onbackground.attribution.given_names import is_given
from onbackground.attribution.guard import Guard

LAST_NAMES = ("Okonkwo", "Fairbrook", "Tidewater", "Merrow", "Lindqvist", "Abara", "Quillfeather", "Sandmere")
NAMED = {
    "reporters": r"(?:go to|line of|from|over to|turn to|have)",
    "principals": r"(?:Secretary|President|Minister|Advisor|Chairman|Senator|Leader|Chancellor|Administrator|Director)",
}
"""What stands before the whole name of somebody."""


def roster_for(text: str, whose: str) -> list[str]:
    """Names for the officials of a call; none where nobody of those is named."""
    named = re.findall(rf"{NAMED[whose]} ([A-Z][a-z]+) [A-Z][a-z]+", text)
    firsts = sorted({first for first in named if is_given(first.lower())})
    return [f"{first} {last}" for first, last in zip(firsts, LAST_NAMES, strict=False)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--of", choices=list(NAMED), default="reporters")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", action="store_true", help="show what was missed and what was falsely replaced")
    options = parser.parse_args()
    calls = [(text, roster_for(text, options.of)) for _, text in read_calls(options.folder)]
    if not any(names for _, names in calls):
        sys.exit(f"{options.folder}: no calls (.md, .txt) in which {options.of} are named; give a folder of calls")
    rng = random.Random(options.seed)
    there = words = unflagged = 0
    missed, false = [], []
    for text, names in calls:
        if not names:
            continue
        filled, puts = fill(text, names, rng)
        guarded = Guard(roster_of(names)).apply(filled)
        words += len(WORD.findall(filled))
        there += len(puts)
        missed += [
            _shown(filled, put.start, put.end)
            for put in puts
            if not is_gone(guarded, put, filled, names[int(put.seat[1:]) - 1])
        ]
        for one in guarded.replacements:
            if not any(one.start < put.end and put.start < one.end for put in puts):
                false.append(_shown(filled, one.start, one.end))
                unflagged += not any(one.start < flag.end and flag.start < one.end for flag in guarded.flags)
    print(
        f"names of {options.of}: {there} put in, {len(missed)} missed, {len(false)} false aliases"
        f" ({20_000 * len(false) / words:.1f} in 20,000 words), {unflagged} of them without a flag"
    )
    if options.examples:
        for kind, examples in (("missed", missed), ("false", false)):
            for example in examples:
                print(f"    {kind}: {example}")


def _shown(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", f"{text[max(0, start - 60) : start]}«{text[start:end]}»{text[end : end + 50]}")


if __name__ == "__main__":
    main()

"""Exact and listed names put back and taken out again: `python benchmarks/exact_names.py FOLDER [--seeds 3] [--json]`.

Every alias bracket of the published calls in FOLDER is filled with a name of a fictional roster, in one of the forms of
`exact_forms.py`; rosters are of 3, 8 and 20 people who have rare names, the commonest American ones, or names that are
words, months and places. The guard, nobody kept, must take out every name, and nothing else.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from exact_forms import FORMS
from guard import ALIAS, DATA, WORD, read_calls, roster_of
from onbackground.attribution.guard import Guard
from onbackground.attribution.guarded import Guarded
from onbackground.attribution.words import words_of

SIZES = (3, 8, 20)
_NAMES_A_SEAT = re.compile(r"official|moderator|operator|redacted", re.I)
_BESIDE_A_NAME = frozenset({"the", "and", "as", "in", "for", "double", "uh", "um"})


class Put(NamedTuple):
    """A name put into a call: its place there, its form, whose it is."""

    start: int
    end: int
    form: str
    seat: str


class Tally:
    """What was put in and missed, by form; what else became an alias; how fast that went."""

    def __init__(self) -> None:
        self.there: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = defaultdict(list)
        self.false: list[str] = []
        self.flags = self.words = self.characters = 0
        self.seconds = 0.0

    def __iadd__(self, other: Tally) -> Tally:
        self.there += other.there
        self.missed += other.missed
        self.others += other.others
        for form, examples in other.examples.items():
            self.examples[form] += examples
        self.false += other.false
        self.flags += other.flags
        self.words += other.words
        self.characters += other.characters
        self.seconds += other.seconds
        return self

    def figures(self) -> dict[str, Any]:
        """Recall, false aliases and flags in 20,000 words, characters a second; the forms of which some are missed."""
        there, missed = sum(self.there.values()), sum(self.missed.values())
        return {
            "names": there,
            "missed": missed,
            "recall": 1 - missed / there,
            "false": len(self.false),
            "false_per_20000": 20_000 * len(self.false) / self.words,
            "flags_per_20000": 20_000 * self.flags / self.words,
            "characters_a_second": round(self.characters / self.seconds),
            "missed_by_form": {form: [count, self.there[form]] for form, count in self.missed.most_common()},
        }


def names_of(pool: str) -> list[str]:
    """The names of a group of `names.toml`."""
    return [name for group in tomllib.loads((DATA / "names.toml").read_text())[pool].values() for name in group]


def fill(text: str, names: list[str], rng: random.Random) -> tuple[str, list[Put]]:
    """The call with a name for every alias bracket."""
    pieces: list[str] = []
    puts: list[Put] = []
    length = position = 0
    for match in ALIAS.finditer(text):
        if not _NAMES_A_SEAT.search(match[0]):
            continue  # a number corrected: "<s>four</s> [three]"
        number = rng.randrange(len(names))
        form = rng.choice(list(FORMS))
        written = FORMS[form](names[number], rng)
        before = text[position : match.start()]
        length += len(before)
        puts.append(Put(length, length + len(written), form, f"s{number + 1}"))
        pieces += [before, written]
        length += len(written)
        position = match.end()
    return "".join([*pieces, text[position:]]), puts


def is_gone(guarded: Guarded, put: Put, text: str, name: str) -> bool:
    """Whether no word of the name is left where it was put."""
    over = [one for one in guarded.replacements if one.start < put.end and put.start < one.end]
    parts = {word.folded for word in words_of(name)}
    return bool(over) and not any(
        (word.folded in parts or (word.capital and word.folded not in _BESIDE_A_NAME))
        and not any(one.start <= put.start + word.start < one.end for one in over)
        for word in words_of(text[put.start : put.end])
    )


def guard_calls(calls: list[tuple[str, str]], pool: str, size: int, seed: int, *, misheard: bool) -> Tally:
    """Fill and guard all calls once, each with a roster of its own."""
    rng = random.Random(f"{pool}/{size}/{seed}")
    names, tally = names_of(pool), Tally()
    for file, text in calls:
        chosen = rng.sample(names, size)
        filled, puts = fill(text, chosen, rng)
        guard = Guard(roster_of(chosen), misheard=misheard)
        began = time.process_time()
        guarded = guard.apply(filled)
        tally.seconds += time.process_time() - began
        tally.characters += len(filled)
        tally.words += len(WORD.findall(filled))
        tally.flags += len(guarded.flags)
        for put in puts:
            tally.there[put.form] += 1
            whose = chosen[int(put.seat[1:]) - 1]
            over = [one.seat for one in guarded.replacements if one.start < put.end and put.start < one.end]
            if not is_gone(guarded, put, filled, whose):
                tally.missed[put.form] += 1
                tally.examples[put.form].append(_shown(file, filled, put.start, put.end, whose))
            elif put.seat not in over:
                tally.others[put.form] += 1
        tally.false += [
            f"{one.form}: " + _shown(file, filled, one.start, one.end, chosen[int(one.seat[1:]) - 1])
            for one in guarded.replacements
            if not any(one.start < put.end and put.start < one.end for put in puts)
        ]
    return tally


def _shown(file: str, text: str, start: int, end: int, name: str) -> str:
    around = f"{text[max(0, start - 60) : start]}«{text[start:end]}»{text[end : end + 50]}"
    return f"{name}: " + re.sub(r"\s+", " ", around) + f" ({file[:24]})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=3, help="how often each roster's size is tried")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--names", nargs="*", default=["held_out", "common", "words"], help="groups of names.toml")
    parser.add_argument("--sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--exact-only", action="store_true", help="without the layer that finds misheard names")
    parser.add_argument("--every", type=int, default=1, help="of the calls, take every so-many-th")
    parser.add_argument("--examples", action="store_true", help="show what was missed and what was falsely replaced")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    calls = read_calls(options.folder)[:: options.every]
    if not calls:
        sys.exit(f"{options.folder}: no .md or .txt files; give a folder of published calls")
    for pool in options.names:
        for size in options.sizes:
            tally = Tally()
            for seed in range(options.first_seed, options.first_seed + options.seeds):
                tally += guard_calls(calls, pool, size, seed, misheard=not options.exact_only)
            figures = tally.figures()
            if options.json:
                print(json.dumps({"names": pool, "size": size, **figures}))
                continue
            print(
                f"{pool:9} {size:3}  {figures['names']:5} names, {figures['missed']:3} missed"
                f" ({figures['recall']:.2%}),"
                f" {figures['false_per_20000']:.2f} false aliases and {figures['flags_per_20000']:.1f} flags in 20,000"
                f" words, {figures['characters_a_second']:,} characters a second",
                flush=True,
            )
            if options.examples:
                for form, examples in tally.examples.items():
                    for example in examples:
                        print(f"    missed: {form}: {example}")
                for example in tally.false:
                    print(f"    false: {example}")


if __name__ == "__main__":
    main()

"""Names put back and taken out again: `python benchmarks/guard.py FOLDER [--seed N] [--rounds N] [--json]`.

Every alias bracket of the published calls in FOLDER (text or Markdown) is filled with a name of a fictional roster of
twenty, in the forms of `name_forms.py` and as speech to text wrote it (`data/misheard_*.json`). The guard must take out
every name, and nothing else. Beside it the spoken sentences themselves are guarded, each by its own roster.
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
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from name_forms import EXACT, confused, first, last, plain, respelled
from onbackground.attribution.guard import Guard
from onbackground.attribution.guarded import Guarded
from onbackground.attribution.misheard import DOUBTED
from onbackground.attribution.roster import Roster, Seat
from onbackground.attribution.words import words_of

MISHEARD = ("misheard: spoken",) * 2 + ("misheard: confused",) * 4 + ("misheard: respelled",) * 2
DATA = Path(__file__).parent / "data"
ROSTER_SIZE = 20
ALIAS = re.compile(
    r"\\?\[\s*(?:(?:senior|administration|official|moderator|operator|redacted|one|two|three|four)s?\.?\s*)+\\?\]", re.I
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass
class Spoken:
    """One name spoken in a sentence, and the sentence as written by speech to text."""

    name: str
    form: str
    roster: list[str]
    text: str
    start: int
    end: int
    doubted: list[tuple[int, int]]


@dataclass
class Found:
    """How often names were there and found, by form."""

    there: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, form: str, verdict: str, flagged: bool, example: str) -> None:
        self.there[form] += 1
        if verdict == "missed":
            self.missed[form] += 1
            self.flagged[form] += flagged
            self.examples[form].append(example)
        elif verdict == "other":
            self.other[form] += 1

    def rows(self) -> Iterator[tuple[str, int, int, int, int, float]]:
        for form, there in self.there.items():
            missed, flagged = self.missed[form], self.flagged[form]
            yield form, there, self.other[form], flagged, missed - flagged, (there - missed) / there


def seat_of(number: int, name: str) -> Seat:
    """A seat with a nickname of its own: the first syllables of the first name."""
    return Seat(id=f"s{number}", name=name, also=(nickname(name),), alias=f"Senior Administration Official {number}")


def nickname(name: str) -> str:
    """A short form that no rule derives: listed in the roster."""
    return plain(first(name)).split("-")[0][:3].capitalize() + "berto"


def roster_of(names: list[str]) -> Roster:
    return Roster(tuple(seat_of(number, name) for number, name in enumerate(names, 1)))


# ── The spoken sentences ───────────────────────────────────────────────────────────────────────────────────────────


@cache
def spoken_sentences(which: str, hints: bool) -> list[Spoken]:
    """All sentences of a set in which the name is no longer written in an exact form."""
    sentences = []
    data = json.loads((DATA / f"misheard_{which}.json").read_text(encoding="utf-8"))
    for entry in data["sentences"]:
        heard = entry["hinted" if hints else "plain"]
        words = [word for word, _ in heard]
        place = place_of_name(entry["carrier"], words)
        if place:
            text = " ".join(words)
            start = len(" ".join(words[: place[0]])) + bool(place[0])
            end = len(" ".join(words[: place[1]]))
            doubted = [span for span, (_, likely) in zip(spans_of(words), heard, strict=True) if likely < DOUBTED]
            sentences.append(
                Spoken(entry["name"], entry["form"], data["rosters"][entry["roster"]], text, start, end, doubted)
            )
    return [one for one in sentences if not exact_in(one)]


def spans_of(words: list[str]) -> list[tuple[int, int]]:
    """Where each word stands when they are joined by spaces."""
    ends = list(accumulate((len(word) + 1 for word in words), initial=0))
    return [(start, start + len(word)) for start, word in zip(ends, words, strict=False)]


def place_of_name(carrier: str, words: list[str]) -> tuple[int, int] | None:
    """Which of the words stand where the name was spoken; None where nothing does."""
    before, _, after = (re.findall(WORD, part.lower()) for part in carrier.partition("{}"))
    heard = ["".join(re.findall(WORD, word.lower())) for word in words]
    first_word = _matched_to(before, heard)
    past = len(words) - _matched_to(after[::-1], heard[::-1])
    return (first_word, past) if first_word < past else None


def _matched_to(said: list[str], heard: list[str]) -> int:
    """How many of the words heard belong to what was said, from the beginning."""
    blocks = SequenceMatcher(None, said, heard[: len(said) + 3], autojunk=False).get_matching_blocks()
    return max(
        (block.b + block.size + len(said) - block.a - block.size for block in blocks if block.size), default=len(said)
    )


def exact_in(one: Spoken) -> bool:
    """Whether the recogniser wrote the name right: then it is not misheard."""
    parts = {"full": one.name, "first": first(one.name), "last": last(one.name)}
    said = [word.folded for word in words_of(parts[one.form])]
    heard = [word.folded for word in words_of(one.text[one.start : one.end])]
    return "".join(said) in "".join(heard)


def verdict_on(guarded: Guarded, start: int, end: int, text: str, seat: str) -> str:
    """Whether the name between ``start`` and ``end`` is gone: "found", "other" (another's alias) or "missed".

    Every capitalised word there must be gone, but for "I"; small words may be the sentence's.
    """
    over = [one for one in guarded.replacements if one.start < end and start < one.end]
    left = [
        word
        for word in words_of(text[start:end])
        if word.capital and word.folded != "i" and not any(one.start <= start + word.start < one.end for one in over)
    ]
    if not over or left:
        return "missed"
    return "found" if any(one.seat == seat for one in over) else "other"


def is_flagged(guarded: Guarded, start: int, end: int) -> bool:
    return any(flag.start < end and start < flag.end for flag in guarded.flags)


def guard_sentences(which: str, hints: bool) -> Found:
    """Each spoken sentence alone, guarded by the roster it was spoken with."""
    found = Found()
    guards: dict[tuple[str, ...], Guard] = {}
    for one in spoken_sentences(which, hints):
        key = tuple(one.roster)
        guard = guards.setdefault(key, Guard(roster_of(one.roster)))
        seat = f"s{one.roster.index(one.name) + 1}"
        guarded = guard.apply(one.text, doubted=one.doubted)
        verdict = verdict_on(guarded, one.start, one.end, one.text, seat)
        found.count(one.form, verdict, is_flagged(guarded, one.start, one.end), f"{one.name}: {one.text}")
    return found


# ── The calls ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Speller:
    """Writes a person of the roster into a text, in a form by chance."""

    def __init__(self, which: str, rng: random.Random) -> None:
        self._rng = rng
        self._heard = defaultdict(list)
        for hints in (False, True):
            for one in spoken_sentences(which, hints):
                self._heard[one.name].append(one.text[one.start : one.end].strip(" ,.?!"))

    def write(self, name: str) -> tuple[str, str]:
        """The form, and the name in it."""
        form = self._rng.choice([*EXACT, "nickname", *MISHEARD])
        if form == "nickname":
            return form, nickname(name)
        if form == "misheard: spoken":
            if self._heard[name]:
                return form, self._rng.choice(self._heard[name])
            form = "misheard: confused"
        if form in ("misheard: confused", "misheard: respelled"):
            written = (confused if form == "misheard: confused" else respelled)(name, self._rng)
            letters = "".join(word.folded for word in words_of(written))
            same = {"".join(w.folded for w in words_of(part)) for part in (name, first(name), last(name))}
            return ("unaccented", plain(name)) if letters in same else (form, written)
        return form, EXACT[form](name, self._rng)


def fill(
    text: str, roster: list[str], speller: Speller, rng: random.Random
) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The call with a name for every alias bracket, and the place, form and seat of each."""
    pieces: list[str] = []
    places = []
    length = position = 0
    for match in ALIAS.finditer(text):
        number = rng.randrange(len(roster))
        form, written = speller.write(roster[number])
        before = text[position : match.start()]
        length += len(before)
        places.append((length, length + len(written), form, f"s{number + 1}"))
        pieces += [before, written]
        length += len(written)
        position = match.end()
    return "".join([*pieces, text[position:]]), places


def guard_calls(calls: list[tuple[str, str]], which: str, seed: int) -> dict[str, Any]:
    """Fill and guard all calls once, each with a roster of its own."""
    rng = random.Random(seed)
    names = [name for group in tomllib.loads((DATA / "names.toml").read_text())[which].values() for name in group]
    speller = Speller(which, rng)
    found = Found()
    false: list[tuple[str, str, str, str]] = []
    words = characters = false_flags = 0
    seconds = 0.0
    for file, text in calls:
        roster = rng.sample(names, ROSTER_SIZE)
        filled, places = fill(text, roster, speller, rng)
        guard = Guard(roster_of(roster))
        began = time.process_time()
        guarded = guard.apply(filled)
        seconds += time.process_time() - began
        characters += len(filled)
        words += len(WORD.findall(filled))
        for start, end, form, seat in places:
            around = filled[max(0, start - 30) : start] + "«" + filled[start:end] + "»" + filled[end : end + 30]
            found.count(form, verdict_on(guarded, start, end, filled, seat), is_flagged(guarded, start, end), around)
        false += [
            (file, one.found, roster[int(one.seat[1:]) - 1], one.form)
            for one in guarded.replacements
            if not any(one.start < end and start < one.end for start, end, _, _ in places)
        ]
        false_flags += sum(
            not any(flag.start < end and start < flag.end for start, end, _, _ in places) for flag in guarded.flags
        )
    return {
        "found": found,
        "false": false,
        "false_flags": false_flags,
        "words": words,
        "characters": characters,
        "seconds": seconds,
    }


def read_calls(folder: Path) -> list[tuple[str, str]]:
    """The files of a folder of published calls, without their front matter."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".txt"})
    texts = [(path.name, path.read_text(encoding="utf-8", errors="replace")) for path in files]
    return [
        (name, re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S).replace("\\[", "[").replace("\\]", "]"))
        for name, text in texts
    ]


def report(options: argparse.Namespace) -> dict[str, Any]:
    calls = read_calls(options.folder)
    if not calls:
        sys.exit(f"{options.folder}: no .md or .txt files; give a folder of published calls")
    rounds = [guard_calls(calls, options.names, options.seed + turn) for turn in range(options.rounds)]
    together = Found()
    for one in rounds:
        together.there += one["found"].there
        together.missed += one["found"].missed
        together.flagged += one["found"].flagged
        together.other += one["found"].other
        for form, examples in one["found"].examples.items():
            together.examples[form] += examples
    words = sum(one["words"] for one in rounds)
    false = [entry for one in rounds for entry in one["false"]]
    return {
        "calls": len(calls),
        "words": words,
        "false": false,
        "false_per_20000": 20_000 * len(false) / words,
        "flags_beside_names_per_20000": 20_000 * sum(one["false_flags"] for one in rounds) / words,
        "characters_a_second": sum(one["characters"] for one in rounds) / sum(one["seconds"] for one in rounds),
        "in calls": together,
        "spoken sentences, without hints": guard_sentences(options.names, hints=False),
        "spoken sentences, with hints": guard_sentences(options.names, hints=True),
    }


def show(result: dict[str, Any], examples: bool) -> None:
    print(
        f"{result['calls']} calls, {result['words']:,} words, {result['characters_a_second']:,.0f} characters a second"
    )
    print(f"false aliases: {len(result['false'])}, {result['false_per_20000']:.2f} in 20,000 words")
    print(f"flags where no name is: {result['flags_beside_names_per_20000']:.1f} in 20,000 words")
    for title in ("in calls", "spoken sentences, without hints", "spoken sentences, with hints"):
        found: Found = result[title]
        print(f"\n{title:34} {'there':>6} {'other':>6} {'flagged':>8} {'lost':>6} {'aliased':>9}")
        for form, there, other, flagged, lost, aliased in found.rows():
            print(f"  {form:32} {there:6} {other:6} {flagged:8} {lost:6} {100 * aliased:8.2f}%")
        if examples:
            for form, texts in found.examples.items():
                for text in texts:
                    print(f"    {form}: {text!r}")
    if examples:
        for (word, name, form), count in Counter((e[1], e[2], e[3]) for e in result["false"]).most_common():
            print(f"    false: {count} {word!r} for {name} ({form})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3, help="how often all calls are filled anew")
    parser.add_argument("--names", choices=("tuning", "held_out"), default="held_out", help="which names of names.toml")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--examples", action="store_true", help="show what was missed and what was falsely replaced")
    options = parser.parse_args()
    result = report(options)
    if options.json:
        for title, value in result.items():
            if isinstance(value, Found):
                result[title] = [
                    dict(zip(("form", "there", "other", "flagged", "lost", "aliased"), row, strict=True))
                    for row in value.rows()
                ]
        print(json.dumps(result, ensure_ascii=False))
    else:
        show(result, options.examples)


if __name__ == "__main__":
    main()

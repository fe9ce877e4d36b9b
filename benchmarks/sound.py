"""Names on the telephone, as the house hears them: `python benchmarks/sound.py FOLDER [--names SET] [--each N]`.

Names of a set of names.toml are spoken by the house's voices in sentences as they occur on press calls, each form as
often, sent through a telephone, written down with the names of the roster as hints, asked of the sound where they are
in doubt, and guarded. What became of each is counted: aliased, flagged only, or lost. Then sentences of the published
calls in FOLDER, in which nobody of the roster is named, go the same way: what is aliased or flagged there is false.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tomllib
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from guard import ALIAS, is_flagged, place_of_name, read_calls, roster_of, spans_of, verdict_on
from name_forms import first, last, plain
from onbackground.attribution.guard import Guard
from onbackground.attribution.guarded import Guarded
from onbackground.attribution.in_the_sound import Sounded
from onbackground.attribution.misheard import DOUBTED
from onbackground.record.forms import Forms
from onbackground.record.recogniser import Recogniser
from onbackground.record.sounding import sounded
from onbackground.voice.engine import Sound
from onbackground.voice.hibari import HibariVoice
from onbackground.voice.speakers import TIMBRES
from speak_names import CARRIERS, DATA, FIRST, LAST, rosters, telephone, utterances

POSSESSIVE: Final = (
    "This is {}’s team again, with one more point.",
    "Thank you, {}’s remarks were very clear.",
    "I would go back to {}’s point about the budget.",
)
PLURAL: Final = (
    "Thank you, the {}s, and thank you all for joining.",
    "We have heard from the {}s twice this week.",
    "Hi, this is the {}s again.",
)
SPOKEN: Final = {**CARRIERS, "possessive": POSSESSIVE, "plural": PLURAL, "initials": (*FIRST, *LAST)}
_ENDING: Final = re.compile(r"\{\}’?s\b")
"""Of a possessive or a plural: it is written as part of the name."""
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+")


class Heard(NamedTuple):
    """A sentence as it was written down, and what the guard made of it."""

    words: list[str]
    guarded: Guarded


class House:
    """The house's ears: its recogniser, what it asks of the sound, and a guard for each roster."""

    def __init__(self) -> None:
        self._recogniser = Recogniser()
        self._rosters: dict[tuple[str, ...], tuple[Guard, Forms]] = {}

    def hear(self, sound: Sound, roster: list[str]) -> Heard:
        """Write down and guard what is on the telephone, as on a call of this roster."""
        guard, forms = self._of(tuple(roster))
        hints = f"On the call: {', '.join(roster)}."
        texts: list[str] = []
        doubted: list[tuple[int, int]] = []
        names: list[Sounded] = []
        for utterance in utterances(telephone(sound)):
            words = self._recogniser.words(utterance, hints)
            weigh = partial(self._recogniser.likelihoods, utterance)
            read = partial(self._recogniser.readings, utterance, hints)
            go_on = partial(self._recogniser.continuations, utterance, hints)
            found = sounded(words, forms, weigh, read, go_on)
            before = len(texts)
            texts += [word.text for word in words]
            places = list(zip(words, spans_of(texts)[before:], strict=True))
            doubted += [place for word, place in places if word.probability < DOUBTED]
            for name in found:
                inside = [place for word, place in places if name.start <= word.start < name.end]
                names.append(Sounded(inside[0][0], inside[-1][1], name.seat, name.confidence, name.others))
        return Heard(texts, guard.apply(" ".join(texts), doubted=doubted, sounded=names))

    def _of(self, roster: tuple[str, ...]) -> tuple[Guard, Forms]:
        if roster not in self._rosters:
            seats = roster_of(list(roster))
            forms = Forms({seat.id: [seat.name, *seat.also] for seat in seats.seats})
            self._rosters[roster] = Guard(seats), forms
        return self._rosters[roster]


def speak_names(
    house: House, which: str, each: int, rng: random.Random, examples: list[str]
) -> dict[str, Counter[str]]:
    """Speak this many names in each form; what became of them."""
    names = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))[which]
    voices = [HibariVoice(timbre) for timbre in TIMBRES]
    dealt = rosters(names, rng)
    found: dict[str, Counter[str]] = {form: Counter() for form in SPOKEN}
    for form, carriers in SPOKEN.items():
        for _ in range(each):
            roster = rng.choice(dealt)
            name, carrier = rng.choice(roster), rng.choice(carriers)
            heard = house.hear(rng.choice(voices).speak(carrier.format(_said(name, form))), roster)
            verdict = _verdict(heard, carrier, f"s{roster.index(name) + 1}")
            found[form][verdict] += 1
            if verdict not in ("aliased", "aliased, flagged"):
                examples.append(f"{verdict}, {form}: {name}: {' '.join(heard.words)}")
    return found


def _said(name: str, form: str) -> str:
    if form == "initials":
        return " ".join(f"{word[0]}." for word in plain(name).replace("-", " ").split())
    return {"full": name, "first": first(name)}.get(form, last(name))


def _verdict(heard: Heard, carrier: str, seat: str) -> str:
    place = place_of_name(_ENDING.sub("{}", carrier), heard.words)
    if place is None:
        flagged = ", flagged" * bool(heard.guarded.flags)
        return f"aliased{flagged}" if any(one.seat == seat for one in heard.guarded.replacements) else "not written"
    spans, text = spans_of(heard.words), " ".join(heard.words)
    start, end = spans[place[0]][0], spans[place[1] - 1][1]
    verdict = verdict_on(heard.guarded, start, end, text, seat)
    flagged = is_flagged(heard.guarded, start, end)
    if verdict == "missed":
        return "flagged only" if flagged else "lost"
    return ("aliased" if verdict == "found" else "another's") + ", flagged" * flagged


def speak_others(house: House, folder: Path, which: str, number: int, rng: random.Random) -> tuple[int, list[str], int]:
    """Speak sentences that name nobody of the roster: how many words, what was falsely replaced, how many flags."""
    names = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))[which]
    people = [name for group in names.values() for name in group]
    voices = [HibariVoice(timbre) for timbre in TIMBRES]
    words = flags = 0
    false: list[str] = []
    for sentence in rng.sample(_sentences(folder), number):
        heard = house.hear(rng.choice(voices).speak(sentence), rng.sample(people, rng.choice((6, 20))))
        words += len(heard.words)
        false += [f"{one.found!r} in {' '.join(heard.words)}" for one in heard.guarded.replacements]
        flags += len(heard.guarded.flags)
    return words, false, flags


def _sentences(folder: Path) -> list[str]:
    """Whole sentences of the calls in a folder that have no bracket in them."""
    texts = (paragraph for _, call in read_calls(folder) for paragraph in re.split(r"\n\s*\n", ALIAS.sub("[]", call)))
    plain = (re.sub(r"^[A-Z][A-Z .'’-]+:\s*|^Q\s+", "", " ".join(text.split())) for text in texts)
    sentences = (sentence for text in plain for sentence in _SENTENCE.split(text))
    return [one for one in sentences if not re.search(r"[*\[(]", one) and 5 <= len(one.split()) <= 30]


def show(found: dict[str, Counter[str]], words: int, false: list[str], flags: int) -> None:
    columns = (
        "spoken", "aliased", "aliased, flagged", "another's", "another's, flagged",
        "flagged only", "lost", "not written",
    )  # fmt: skip
    print(f"{'':12}" + "".join(f"{column:>19}" for column in columns))
    rows = {**found, "all": sum(found.values(), Counter[str]())}
    for form, verdicts in rows.items():
        print(f"{form:12}" + "".join(f"{n:19}" for n in (verdicts.total(), *(verdicts[one] for one in columns[1:]))))
    print(f"where nobody was named, {words:,} words: {len(false)} false aliases, {flags} flags")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", choices=("tuning", "held_out"), default="held_out", help="which names of names.toml")
    parser.add_argument("--each", type=int, default=40, help="how many names in each form")
    parser.add_argument("--sentences", type=int, default=150, help="how many sentences in which nobody is named")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--examples", action="store_true", help="show what was not aliased, and what falsely")
    options = parser.parse_args()
    house, examples = House(), list[str]()
    found = speak_names(house, options.names, options.each, random.Random(options.seed), examples)
    others = random.Random(options.seed)
    words, false, flags = speak_others(house, options.folder, options.names, options.sentences, others)
    if options.json:
        print(json.dumps({"names": found, "words": words, "false": false, "false flags": flags}, ensure_ascii=False))
    else:
        show(found, words, false, flags)
    if options.examples:
        print(*examples, *(f"false: {one}" for one in false), sep="\n", file=sys.stderr)


if __name__ == "__main__":
    main()

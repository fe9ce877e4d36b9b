"""What listening costs in one thread, and in as many as the libraries begin: `python benchmarks/threads.py`.

The same speech, over a telephone, goes to voice activity and to speech to text, in processes of their own. How many
threads there may be is told to each as the house tells it, before the libraries are loaded.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from house import show

TEXT = (
    "Good morning, and thank you for joining us. I will begin with the harbor agreement that the two ministries signed "
    "on Tuesday. It sets aside one billion dollars over three years for the ports of the northern coast. "
) * 4
ONE, THEIRS = 1, 0
"""Threads for each library; 0 leaves it to the library, which begins up to four."""


def listen(threads: int) -> None:
    """Print the seconds that voice activity and recognition take, by the clock and of all processors."""
    from faster_whisper import WhisperModel

    from onbackground.record.hearing import CHUNK, VoiceActivity
    from onbackground.record.models import DEFAULT_MODEL, find_model
    from onbackground.voice.engine import RATE
    from onbackground.voice.hibari import HibariVoice
    from speak_names import telephone

    sound = telephone(HibariVoice().speak(TEXT))
    samples = (sound[: len(sound) // CHUNK * CHUNK] * 32767).astype("int16")
    judge = VoiceActivity()
    whisper = WhisperModel(
        find_model(DEFAULT_MODEL), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )
    seconds = len(samples) / RATE
    for hear in (lambda: judge(samples), lambda: list(whisper.transcribe(sound)[0])):
        clock, processors = time.perf_counter(), time.process_time()
        hear()
        print((time.perf_counter() - clock) / seconds, (time.process_time() - processors) / seconds)


def measured(threads: int) -> list[list[float]]:
    """For voice activity and for recognition: seconds by the clock and of all processors, a second of speech."""
    limit = str(threads or 64)
    told = os.environ | {"OMP_THREAD_LIMIT": limit, "OPENBLAS_NUM_THREADS": limit}
    process = subprocess.run(
        [sys.executable, __file__, str(threads)], env=told, check=True, capture_output=True, text=True
    )
    return [[float(figure) for figure in line.split()] for line in process.stdout.splitlines()]


def main() -> None:
    """Measure one thread, then theirs."""
    rows = []
    for what, one, theirs in zip(("voice activity", "speech to text"), measured(ONE), measured(THEIRS), strict=True):
        for threads, (clock, processors) in (("one thread", one), ("their own", theirs)):
            rows.append((f"{what}, {threads}", f"{clock:.4f} s a second of speech; all processors {processors:.4f}"))
        rows.append((f"{what}, theirs to one", f"{theirs[0] / one[0]:.1f} times as long"))
    show("Listening, in one thread and in their own", rows)


if __name__ == "__main__":
    listen(int(sys.argv[1])) if len(sys.argv) > 1 else main()

"""Speech to text: the words of one utterance, each with its place on the track.

Whisper is decoded here in one pass over a window that is a few seconds longer than the speech, instead of always
thirty seconds as usual: several times quicker, and measured to err less (see the decision on segments and scribe).
"""

from __future__ import annotations

import math
import os
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .credibility import Heard, is_credible, is_hopeless, is_imagined, is_loop
from .events import INAUDIBLE, RATE, Word
from .hearing import Utterance
from .models import DEFAULT_MODEL, ModelMissingError, find_model, how_to_get
from .segments import Samples
from .tempo import slowed

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

_BEFORE: Final = int(0.2 * RATE)
"""Silence put before the speech, in samples."""
_AFTER: Final = 5 * RATE
"""Silence put after the speech."""
_SHORTEST: Final = 10 * RATE
"""The shortest window: with less silence after a few words, Whisper says them twice."""
_WINDOW: Final = 30 * RATE
"""The longest window, which is also what Whisper was trained on."""
_FRAME: Final = 160
"""Samples a spectral frame; Whisper's alignment counts two of them as one step."""

_BREATH: Final = int(0.15 * RATE)
"""Samples before and after words that are weighed with them: words do not end where they are said to."""
_HARDLY_ALIGNED: Final = 20
"""Frames that are aligned where only the probabilities matter: aligning all would take longer."""
_NEVER: Final = 1e-9
_READINGS: Final = 6
"""How many readings of an utterance are asked for, with hints and without."""
_TEMPI: Final = (0.8, 0.9)
"""How fast an utterance is heard once more, of how fast it was said: names come out that were words before."""
_CONTINUATIONS: Final = 8
_FURTHER: Final = 10
"""How many ways to go on from a word are asked for, and how many tokens each."""


class Recogniser:
    """Whisper, by the name or the folder of a model in CTranslate2's format. Nothing is ever downloaded.

    It works in one thread: a small model is slower in two.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        """Load the model. Raises :class:`ModelMissingError`."""
        os.environ["HF_HUB_OFFLINE"] = os.environ["HF_HUB_DISABLE_TELEMETRY"] = os.environ["ORT_DISABLE_TELEMETRY"] = (
            "1"
        )
        folder = find_model(model)
        import ctranslate2  # type: ignore[import-untyped]
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        ctranslate2.set_random_seed(0)
        self._storage = ctranslate2.StorageView.from_array
        try:
            self._whisper: WhisperModel = WhisperModel(
                folder, device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
            )
        except (RuntimeError, OSError, ValueError) as error:
            raise ModelMissingError(how_to_get(model)) from error
        multilingual = self._whisper.model.is_multilingual
        self._tokenizer = Tokenizer(self._whisper.hf_tokenizer, multilingual, task="transcribe", language="en")
        self._last: tuple[Utterance, int, tuple[Any, int]] | None = None

    def words(self, utterance: Utterance, hints: str = "") -> tuple[Word, ...]:
        """The words of an utterance. Speech that cannot be made out is one word, :data:`~.events.INAUDIBLE`.

        ``hints`` are names and terms that may occur. The result is empty only where the sound was hardly speech and
        Whisper imagined something in it.
        """
        best: Heard | None = None
        for heard in self._attempts(utterance, hints):
            if is_credible(heard, utterance):
                best = heard
                break
            if heard.words and not is_loop(heard) and (best is None or heard.likelihood > best.likelihood):
                best = heard
        else:
            halves = _halves(utterance)
            if halves is not None:
                return tuple(word for half in halves for word in self.words(half, hints))
        if best is None or is_hopeless(best):
            return (Word(utterance.voiced[0][0], utterance.voiced[-1][1], INAUDIBLE, 0.0),)
        if is_imagined(best, utterance):
            return ()
        return best.words

    def glimpse(self, utterance: Utterance, hints: str = "") -> str:
        """What an utterance under way sounds like so far: quick, and not to be kept."""
        heard = self._attempt(utterance, hints, _AFTER, beam=1, temperature=0.0)
        return "" if is_loop(heard) else " ".join(word.text for word in heard.words)

    def readings(self, utterance: Utterance, hints: str) -> list[str]:
        """What else an utterance may say: the likeliest readings, with hints and without, and, with hints, the
        likeliest of the same speech slowed down."""
        encoded, _ = self._encoded(utterance, _AFTER)
        readings = [text for prompt in (hints, "") for text in self._read(encoded, prompt)]
        for tempo in _TEMPI:
            slower = slowed(utterance.samples, tempo)
            if len(slower) <= _WINDOW - _BEFORE:
                readings += self._read(self._encode(slower, _AFTER)[0], hints)[:1]
        return readings

    def _read(self, encoded: object, hints: str) -> list[str]:
        """The likeliest readings of a sound, the likeliest first."""
        result = self._whisper.model.generate(
            encoded,
            [self._prompt(hints)],
            beam_size=_READINGS,
            num_hypotheses=_READINGS,
            max_length=self._whisper.max_length,
        )[0]
        return [
            self._tokenizer.decode([token for token in tokens if token < self._tokenizer.eot])
            for tokens in result.sequences_ids
        ]

    def continuations(self, utterance: Utterance, hints: str, begun: str) -> list[str]:
        """How an utterance that begins with some words may go on: the likeliest ways, with hints and without."""
        encoded, _ = self._encoded(utterance, _AFTER)
        before = self._tokenizer.encode(f" {begun}") if begun else []
        length = len(before) + _FURTHER
        results = (
            self._whisper.model.generate(
                encoded,
                [prompt + before],
                beam_size=_CONTINUATIONS,
                num_hypotheses=_CONTINUATIONS,
                max_length=max(len(prompt) + length, 2 * length),
                suppress_blank=not before,
            )[0]
            for prompt in (self._prompt(hints), self._prompt(""))
        )
        return [
            self._tokenizer.decode([token for token in tokens[len(before) :] if token < self._tokenizer.eot])
            for result in results
            for tokens in result.sequences_ids
        ]

    def likelihoods(
        self, utterance: Utterance, begin: int, end: int, sentences: Sequence[str], names: Sequence[str]
    ) -> list[float]:
        """How likely each sentence is to have been said between two positions: the sum of its log probabilities.

        ``names`` are those to expect, as hints.
        """
        first, last = (place - utterance.start for place in (begin - _BREATH, end + _BREATH))
        samples = utterance.samples[max(0, first) : max(0, last)]
        window = np.zeros(min(_BEFORE + len(samples) + RATE, _WINDOW), np.float32)
        window[_BEFORE : _BEFORE + len(samples)] = samples[: len(window) - _BEFORE].astype(np.float32) / 32768
        frames = len(window) // (2 * _FRAME) * 2
        encoded = np.array(self._whisper.encode(self._whisper.feature_extractor(window, padding=0)[:, :frames]))
        prompt = self._prompt(f"On the call: {', '.join(names)}.")
        aligned = self._whisper.model.align(
            self._storage(np.ascontiguousarray(np.repeat(encoded, len(sentences), axis=0))),
            prompt,
            [self._tokenizer.encode(f" {sentence}") for sentence in sentences],
            _HARDLY_ALIGNED,
        )
        return [sum(math.log(max(likely, _NEVER)) for likely in one.text_token_probs) for one in aligned]

    def _attempts(self, utterance: Utterance, hints: str) -> Iterator[Heard]:
        yield self._attempt(utterance, hints, _AFTER, beam=5, temperature=0.0)
        if hints:
            yield self._attempt(utterance, "", _AFTER, beam=5, temperature=0.0)
        yield self._attempt(utterance, hints, _WINDOW, beam=5, temperature=0.0)
        yield self._attempt(utterance, "", _AFTER, beam=1, temperature=0.4)

    def _attempt(self, utterance: Utterance, hints: str, after: int, *, beam: int, temperature: float) -> Heard:
        encoded, frames = self._encoded(utterance, after)
        result = self._whisper.model.generate(
            encoded,
            [self._prompt(hints)],
            beam_size=beam,
            num_hypotheses=1,
            sampling_temperature=temperature,
            sampling_topk=0 if temperature else 1,
            return_scores=True,
            max_length=self._whisper.max_length,
        )[0]
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        text = self._tokenizer.decode(tokens).strip().encode()
        repetitive = len(text) / len(zlib.compress(text)) if text else 0.0
        likelihood = result.scores[0] * len(tokens) / (len(tokens) + 1)
        return Heard(self._place(tokens, encoded, utterance, frames), likelihood, repetitive)

    def _encoded(self, utterance: Utterance, after: int) -> tuple[Any, int]:
        """An utterance as Whisper hears it, with silence after it, and how many spectral frames that is."""
        if self._last is None or self._last[0] is not utterance or self._last[1] != after:
            self._last = utterance, after, self._encode(utterance.samples, after)
        return self._last[2]

    def _encode(self, samples: Samples, after: int) -> tuple[Any, int]:
        spoken = _BEFORE + len(samples)
        window = np.zeros(min(max(spoken + after, _SHORTEST), _WINDOW), np.float32)
        window[_BEFORE:spoken] = samples[: len(window) - _BEFORE].astype(np.float32) / 32768
        frames = len(window) // (2 * _FRAME) * 2
        return self._whisper.encode(self._whisper.feature_extractor(window)[:, :frames]), frames

    def _prompt(self, hints: str) -> list[int]:
        prompt: list[int] = self._whisper.get_prompt(
            self._tokenizer, [], without_timestamps=True, hotwords=hints or None
        )
        return prompt

    def _place(self, tokens: list[int], encoded: object, utterance: Utterance, frames: int) -> tuple[Word, ...]:
        """Join tokens to words and find where on the track each is said."""
        if not tokens:
            return ()
        spoken = min(frames, (_BEFORE + len(utterance.samples)) // _FRAME)
        (aligned,) = self._whisper.find_alignment(self._tokenizer, [tokens], encoded, spoken)
        words: list[Word] = []
        for piece in aligned:
            begin, end = (utterance.start - _BEFORE + int(piece[side] * RATE) for side in ("start", "end"))
            text, likely = str(piece["word"]), float(piece["probability"])
            if words and not text.startswith(" "):
                last = words[-1]
                words[-1] = Word(
                    last.start,
                    end,
                    last.text + text,
                    min(last.probability, likely) if text[:1].isalnum() else last.probability,
                )
            elif text.strip():
                words.append(Word(begin, end, text.strip(), likely))
        return tuple(_onto_speech(words, utterance.voiced))


def _onto_speech(words: Sequence[Word], voiced: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """Move the words' limits out of the pauses, in order: a word lies where most of it lies, within the speech."""
    reached = voiced[0][0]
    for word in words:
        begin, end = max(
            ((max(word.start, a), min(word.end, b)) for a, b in voiced),
            key=lambda span: span[1] - span[0],
        )
        if end <= begin:  # it has no length, or lies in a pause: at the nearest speech
            begin = end = min(
                (min(max(word.start, a), b) for a, b in voiced), key=lambda place: abs(place - word.start)
            )
        begin = max(begin, reached)
        reached = max(begin, end)
        yield Word(begin, reached, word.text, round(word.probability, 3))


def _halves(utterance: Utterance) -> tuple[Utterance, Utterance] | None:
    """The utterance in two at its longest pause; None when it has none."""
    pauses = [(b[0] - a[1], n) for n, (a, b) in enumerate(zip(utterance.voiced, utterance.voiced[1:], strict=False), 1)]
    if not pauses:
        return None
    _, n = max(pauses)
    middle = (utterance.voiced[n - 1][1] + utterance.voiced[n][0]) // 2 - utterance.start
    first = Utterance(utterance.start, utterance.samples[:middle], utterance.voiced[:n], utterance.start + middle)
    second = Utterance(utterance.start + middle, utterance.samples[middle:], utterance.voiced[n:], utterance.through)
    return first, second

"""A hearer that is told what is said: it has nothing to add from the sound."""

from collections.abc import Sequence

from onbackground.record.hearing import Utterance


class ToldHearer:
    """Sees nothing beforehand, has no other reading, and finds what was written the likeliest."""

    def glimpse(self, utterance: Utterance, hints: str) -> str:
        return ""

    def readings(self, utterance: Utterance, hints: str) -> list[str]:
        return []

    def continuations(self, utterance: Utterance, hints: str, begun: str) -> list[str]:
        return []

    def likelihoods(
        self, utterance: Utterance, begin: int, end: int, sentences: Sequence[str], names: Sequence[str]
    ) -> list[float]:
        return [0.0 if n == 0 else -99.0 for n, _ in enumerate(sentences)]

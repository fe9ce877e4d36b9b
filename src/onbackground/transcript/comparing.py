"""Compare a published result with an original: which turns agree, in what order, and how many words are wrong.

A turn of the original **matches** one of the result only if all three hold: the label is the same (once both are
resolved), the order is kept, and the words agree. Words agree when the word-level similarity, ``2 * common /
(words in both)``, is at least 0.5; a turn of one to three words, too short to measure, agrees with any words of about
its length. Brackets are opened before words are counted, so that a wrong alias is a wrong word.
"""

import enum
import re
from collections.abc import Callable, Sequence

import msgspec
from rapidfuzz.distance import Indel, Levenshtein

from onbackground.transcript.document import MarkKind, Role, Transcript, Turn
from onbackground.transcript.labels import resolve_label

_AGREEING = 0.5
"""Turns whose words are so similar agree."""
_SHORT = 3
"""Words of a turn that is too short to measure, at most."""
_HEARD = 0.2
"""A turn of whose words fewer were published, as a share, was not heard."""
_UNSPOKEN = {
    MarkKind.CORRECTION,
    MarkKind.INAUDIBLE,
    MarkKind.OFF_MIKE,
    MarkKind.LAUGHTER,
    MarkKind.CROSSTALK,
    MarkKind.REDACTED,
}


class Reason(enum.StrEnum):
    """Why a turn of the original has no match."""

    LABEL = "published under another label"
    ORDER = "published, but out of order"
    WORDS = "published in its place, but the words differ"
    ABSENT = "not published"


class Match(msgspec.Struct, frozen=True):
    """A turn of the original and the one of the result that agrees with it, by their ids."""

    original: str
    published: str
    similarity: float


class Missing(msgspec.Struct, frozen=True):
    """A turn of the original that nothing in the result matches."""

    original: str
    label: str
    reason: Reason


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """How well a result agrees with its original.

    ``questions_in_order`` counts the original's questions found in the result in their order, looking at questions
    alone. ``wer`` is word errors (substituted, lost, added) per word of the original, over the whole call.
    ``unheard_turns`` are the ids of turns of which nothing was published, or nothing but "(inaudible)".
    """

    turns: int
    turns_matched: int
    questions: int
    questions_in_order: int
    wer: float
    matches: tuple[Match, ...]
    missing: tuple[Missing, ...]
    extra: tuple[str, ...]
    unheard_turns: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True):
    """What is compared of one turn."""

    id: str
    label: str
    words: list[str]


def compare(original: Transcript, published: Transcript, normalise: Callable[[str], str] = str.lower) -> Comparison:
    """Compare ``published`` with ``original``; ``normalise`` brings spellings to one form before words are split."""
    wanted = [_words(turn, normalise) for turn in original.turns]
    found = [_words(turn, normalise) for turn in published.turns]
    pairs = _align(wanted, found)
    matched = {i for i, _, _ in pairs}
    used = {j for _, j, _ in pairs}
    questions = [one for one, turn in zip(wanted, original.turns, strict=True) if turn.role is Role.REPORTER]
    answered = [one for one, turn in zip(found, published.turns, strict=True) if turn.role is Role.REPORTER]
    spoken = [word for one in wanted for word in one.words]
    heard = [word for one in found for word in one.words]
    return Comparison(
        turns=len(wanted),
        turns_matched=len(pairs),
        questions=len(questions),
        questions_in_order=len(_align(questions, answered)),
        wer=word_error_rate(spoken, heard),
        matches=tuple(Match(wanted[i].id, found[j].id, round(similarity, 4)) for i, j, similarity in pairs),
        missing=tuple(
            Missing(one.id, one.label, _reason(i, wanted, found, pairs))
            for i, one in enumerate(wanted)
            if i not in matched
        ),
        extra=tuple(one.id for j, one in enumerate(found) if j not in used),
        unheard_turns=_unheard(wanted, matched, spoken, heard),
    )


def spoken_text(turn: Turn) -> str:
    """Return what was said in a turn: without asides such as "(inaudible)", and without corrections made later.

    Struck words were said, so they stay; so do bracketed aliases, which stand for a name that was said.
    """
    said = []
    for text, marks in turn.marked:
        for mark in reversed(marks):
            if mark.kind in _UNSPOKEN:
                text = text[: mark.start] + text[mark.end :]
        if text.strip():
            said.append(" ".join(text.split()))
    return "\n\n".join(said)


def word_error_rate(spoken: Sequence[str], heard: Sequence[str]) -> float:
    """Return the fewest word substitutions, deletions and insertions, per word spoken.

    When nothing was spoken, 0.0 if nothing was heard and 1.0 otherwise.
    """
    if not spoken:
        return 1.0 if heard else 0.0
    return Levenshtein.distance(spoken, heard) / len(spoken)


def _words(turn: Turn, normalise: Callable[[str], str]) -> _Words:
    open_text = re.sub(r"[\[\]]", " ", spoken_text(turn))
    return _Words(turn.id, resolve_label(turn.label)[0], normalise(open_text).split())


def _align(wanted: list[_Words], found: list[_Words]) -> list[tuple[int, int, float]]:
    """Return the longest list of agreeing pairs that keeps both orders; of several, the one with the closest words.

    Each pair is the index in ``wanted``, the index in ``found``, and their similarity.
    """
    worth = [[_worth(one, other) for other in found] for one in wanted]
    best = [[0.0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], worth[i][j] + best[i + 1][j + 1] if worth[i][j] else 0)
    pairs = []
    i = j = 0
    while i < len(wanted) and j < len(found):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j, Indel.normalized_similarity(wanted[i].words, found[j].words)))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _worth(one: _Words, other: _Words) -> float:
    """One for an agreeing pair, and a little more the closer the words are; zero for any other."""
    if one.label != other.label or not _agree(one.words, other.words):
        return 0.0
    return 1.0 + Indel.normalized_similarity(one.words, other.words) / 10_000


def _agree(words: list[str], others: list[str]) -> bool:
    if not words or not others:
        return not words and not others
    if len(words) <= _SHORT:
        return len(others) <= 2 * len(words) + _SHORT
    return Indel.normalized_similarity(words, others) >= _AGREEING


def _reason(missing: int, wanted: list[_Words], found: list[_Words], pairs: list[tuple[int, int, float]]) -> Reason:
    one = wanted[missing]
    used = {j for _, j, _ in pairs}
    after = max((j for i, j, _ in pairs if i < missing), default=-1)
    before = min((j for i, j, _ in pairs if i > missing), default=len(found))
    free = [(j, other) for j, other in enumerate(found) if j not in used]
    if any(other.label == one.label and _agree(one.words, other.words) for _, other in free):
        return Reason.ORDER
    if any(len(one.words) > _SHORT and _agree(one.words, other.words) for _, other in free):
        return Reason.LABEL
    if any(other.label == one.label and after < j < before for j, other in free):
        return Reason.WORDS
    return Reason.ABSENT


def _unheard(wanted: list[_Words], matched: set[int], spoken: list[str], heard: list[str]) -> tuple[str, ...]:
    """The unmatched turns of whose words hardly one was published where it belongs."""
    kept = [False] * len(spoken)
    for code in Levenshtein.opcodes(spoken, heard):
        if code.tag == "equal":
            kept[code.src_start : code.src_end] = [True] * (code.src_end - code.src_start)
    unheard = []
    position = 0
    for i, one in enumerate(wanted):
        share = sum(kept[position : position + len(one.words)])
        position += len(one.words)
        if i not in matched and one.words and share < _HEARD * len(one.words):
            unheard.append(one.id)
    return tuple(unheard)

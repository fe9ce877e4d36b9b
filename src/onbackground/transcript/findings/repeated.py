"""Words printed twice."""

import re
from collections.abc import Generator, Iterator
from itertools import chain

from onbackground.transcript.document import Finding, FindingKind, Role, Turn
from onbackground.transcript.findings.pointing import at

_Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r" (?<=[.?!] )")
_A_TURN, _INSTRUCTIONS, _NEXT_TO_IT = 12, 40, 4
"""Words of a turn that nobody says twice: of any, of an operator's, of one right after the first."""
_A_LONG_TURN = 30
_A_PARAGRAPH = 20
_BESIDE, _IN_A_TURN, _IN_A_CALL = 6, 10, 15
"""Words of a sentence that nobody says twice: in a row, in one turn, on one call."""
_BY_HEART = (Role.MODERATOR, Role.OPERATOR)
_ENDS = 10
"""So many words at the beginning, or at the end, show two long turns to be the same, if they are about as long."""


def repeated_words(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield the turns and paragraphs printed before; of turns repeated in a row the first is told, and how many."""
    words = [[_words(paragraph) for paragraph in turn.paragraphs] for turn in turns]
    original = _originals(turns, [one[0] if len(one) == 1 else tuple(chain.from_iterable(one)) for one in words])
    yield from _repeated_turns(turns, original)
    yield from _repeated_paragraphs(turns, words, original)


def _repeated_turns(turns: tuple[Turn, ...], original: dict[int, int]) -> Iterator[Finding]:
    for number, first in original.items():
        if original.get(number - 1) == first - 1:
            continue
        more = 0
        while original.get(number + more + 1) == first + more + 1 < number:
            more += 1
        reason = f"the same words are printed as {turns[first].id}"
        if more:
            reason = f"from here to {turns[number + more].id} {reason} to {turns[first + more].id}"
        yield at(FindingKind.REPEATED, reason, turns[number])


def _repeated_paragraphs(
    turns: tuple[Turn, ...], words: list[list[_Words]], original: dict[int, int]
) -> Iterator[Finding]:
    """Yield the paragraphs printed before, and the sentences of others; not those of turns that are told as a whole."""
    seen: dict[_Words, str] = {}
    sentences: dict[str, str] = {}
    for number, turn in enumerate(turns):
        before: _Words = ()
        last = ""
        for index, said in enumerate(words[number]) if number not in original else ():
            beside = said == before and len(said) >= _BESIDE
            before = said
            if beside or (len(said) >= _A_PARAGRAPH and said in seen):
                where = "before in this turn" if beside or seen[said] == turn.id else f"in {seen[said]}"
                reason = f"the same paragraph is printed {where}"
                yield at(FindingKind.REPEATED, reason, turn, index, (0, len(turn.paragraphs[index])))
            else:
                last = yield from _repeated_sentences(turn, index, last, sentences)
            seen.setdefault(said, turn.id)


def _repeated_sentences(turn: Turn, index: int, last: str, seen: dict[str, str]) -> Generator[Finding, None, str]:
    """Yield the sentences of a paragraph printed before, ``last`` just before it; return its own last.

    Short ones are said twice on purpose, and chairs say long ones by heart.
    """
    text = turn.paragraphs[index]
    begin = 0
    for end in (*(gap.start() for gap in _GAP.finditer(text)), len(text)):
        sentence, span = text[begin:end], (begin, end)
        begin = end + 1
        words = sentence.count(" ") + 1
        if words >= _BESIDE:
            where = seen.get(sentence) if words >= _IN_A_TURN else None
            if sentence == last:
                yield at(FindingKind.REPEATED, "the same sentence is printed just before", turn, index, span)
            elif where == turn.id or (where and words >= _IN_A_CALL and turn.role not in _BY_HEART):
                reason = f"the same sentence is printed {'before in this turn' if where == turn.id else f'in {where}'}"
                yield at(FindingKind.REPEATED, reason, turn, index, span)
            if words >= _IN_A_TURN:
                seen[sentence] = turn.id
        last = sentence
    return last


def _originals(turns: tuple[Turn, ...], words: list[_Words]) -> dict[int, int]:
    """For each turn that is printed before, in the order of the call, the number of the first to print it."""
    found: dict[int, int] = {}
    exact: dict[_Words, int] = {}
    alike: dict[_Words, tuple[int, int]] = {}
    for number, (turn, said) in enumerate(zip(turns, words, strict=True)):
        enough = _INSTRUCTIONS if turn.role is Role.OPERATOR else _A_TURN
        beside = number > 0 and said == words[number - 1] and turn.speaker == turns[number - 1].speaker
        if len(said) >= enough and exact.setdefault(said, number) != number:
            found[number] = exact[said]
        elif beside and len(said) >= _NEXT_TO_IT:
            found[number] = number - 1
        elif len(said) >= max(enough, _A_LONG_TURN):
            for key in (("begins", *said[:_ENDS]), ("ends", *said[-_ENDS:])):
                first, length = alike.setdefault(key, (number, len(said)))
                if first != number and abs(length - len(said)) <= max(2, length // _A_LONG_TURN):
                    found[number] = first
                    break
    return found


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(text.casefold().replace("’", "").replace("'", "")))

"""Names spelled out for the listener: "O as in Oscar, K, A", "E, double L, I, S", "Oscar Kilo Alpha"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from onbackground.attribution.vocabulary import ALWAYS_ORDINARY, word_set
from onbackground.attribution.words import Word

_BETWEEN = re.compile(r"[\s,.;:·\-‐‑–—]{1,6}")
_EXPLAINING = {("as", "in"): 2, ("like", "in"): 2, ("for",): 1, ("like",): 1, ("as",): 1}
_EXPLAINING_BEGINS = frozenset(phrase[0] for phrase in _EXPLAINING)
_FEWEST, _FEWEST_BY_WORDS = 3, 2
_ALPHABET = word_set(
    """alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar
    papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu"""
)
"""The words of the spelling alphabet; they count only in a row."""
_TWICE = frozenset({"double", "two"})
_BEGINS = _ALPHABET | {"double"}


class Spelled(NamedTuple):
    """Letters said one by one: folded, and for each the first word and the word past the last that say it."""

    letters: str
    places: tuple[tuple[int, int], ...]


def spelled_out(text: str, words: list[Word]) -> Iterator[Spelled]:
    """Yield each run of at least three letters, some of them doubled or said by a word; two if both are."""
    past = 0
    for i in [i for i, word in enumerate(words) if len(word.folded) == 1 or word.folded in _BEGINS]:
        if i < past:
            continue
        letters, places, explained = _run(text, words, i)
        if explained and len(letters) >= (_FEWEST_BY_WORDS if _are_by_words(words, places) else _FEWEST):
            yield Spelled(letters, tuple(places))
        past = places[-1][1] if places else i + 1


def _run(text: str, words: list[Word], i: int) -> tuple[str, list[tuple[int, int]], bool]:
    letters = ""
    places: list[tuple[int, int]] = []
    explained = False
    while i < len(words) and (not places or _BETWEEN.fullmatch(text[words[i - 1].end : words[i].start][:7])):
        word = words[i].folded
        if word in _TWICE and (past := _past_letters(text, words, i + 1)) > i + 1:
            letters += words[i + 1].folded[0] * 2
            places += [(i, past)] * 2
            i = past
            explained = True
        elif len(word) == 1:
            past = i + 1 + _explanation(words, i)
            ended = places and len(words[i - 1].folded) > 1 and "." in text[words[i - 1].end : words[i].start]
            if ended and past == i + 1 and word == "i":  # "Victor Oscar. I would add"
                break
            explained = explained or past > i + 1
            letters += word
            places.append((i, past))
            i = past
        elif word in _ALPHABET:
            letters += word[0]
            places.append((i, i + 1))
            explained = True
            i += 1
        else:
            break
    return letters, places, explained


def _are_by_words(words: list[Word], places: list[tuple[int, int]]) -> bool:
    return all(past - first > 1 or len(words[first].folded) > 1 for first, past in places)


def _past_letters(text: str, words: list[Word], i: int) -> int:
    """The word past a letter, or past several of it: "L", "Ls", "L's"; ``i`` where none stands."""
    if i == len(words) or not (len(words[i].folded) == 1 or re.fullmatch(r"\ws", words[i].folded)):
        return i
    owned = i + 1 < len(words) and words[i + 1].folded == "s" and text[words[i].end : words[i + 1].start] in ("'", "’")
    return i + 2 if owned else i + 1


def _explanation(words: list[Word], i: int) -> int:
    """How many words after the letter explain it: three in "O as in Oscar", one in "X-ray"."""
    if _is_x_ray(words, i):
        return 1
    if i + 1 == len(words) or words[i + 1].folded not in _EXPLAINING_BEGINS:
        return 0
    for phrase, count in _EXPLAINING.items():
        after = words[i + 1 : i + 2 + count]
        if len(after) <= count or tuple(word.folded for word in after[:count]) != phrase:
            continue
        explaining = after[-1].folded
        if count == 2 or (explaining.startswith(words[i].folded) and explaining not in ALWAYS_ORDINARY):
            return count + 1 + _is_x_ray(words, i + 1 + count)
    return 0


def _is_x_ray(words: list[Word], i: int) -> bool:
    return [word.folded for word in words[i : i + 2]] == ["x", "ray"]

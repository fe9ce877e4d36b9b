"""The other half of a name: what stands beside one half of it is the rest, however it was misheard."""

import re
from itertools import pairwise

from onbackground.attribution.lexicon import is_in_dictionary
from onbackground.attribution.misheard.slots import is_opened
from onbackground.attribution.misheard.wording import Wording
from onbackground.attribution.roster import Seat
from onbackground.attribution.sound.sounding import PART_ALIKE, SoundingNames
from onbackground.attribution.spans import Span
from onbackground.attribution.surroundings import take_tied
from onbackground.attribution.vocabulary import ORDINARY, PARTICLES_OF_LAST_NAMES
from onbackground.attribution.words import Word

_HALF_UNLIKE = 0.5
"""What stands beside half of a name and sounds less like the other half may be somebody else's."""
_WHOLE_ALIKE = 0.9
"""What sounds so much like the first name is all of it."""
_LONGEST = 3
_HYPHEN = r"[-‐‑]"


class OtherHalves:
    """Widens what was found of the names of a roster. ``keep`` are folded words that stay."""

    def __init__(self, names: SoundingNames, keep: set[str]) -> None:
        self._names = names
        self._keep = keep

    def _join(self, text: str, words: list[Word], taken: list[bool], spans: list[Span]) -> None:
        """Widen a first name to the last name of the same seat over a word or two: "Ada Easy Nwosu", "Soo-been Jeong".

        They have capitals, or a hyphen ties the only one to the first name.
        """
        for one, other in pairwise(sorted(spans, key=lambda span: span.first)):
            between = words[one.past : other.first]
            is_last = "last" in (other.part, other.form)
            if other.seat is not one.seat or not is_last or not 0 < len(between) < _LONGEST:
                continue
            gaps = [text[a.end : b.start] for a, b in pairwise(words[one.past - 1 : other.first + 1])]
            tied = len(between) == 1 and re.fullmatch(_HYPHEN, gaps[0]) and gaps[1] == " "
            named = all(word.capital for word in between) and set(gaps) == {" "}
            if (tied or named) and not any(taken[one.past : other.first]):
                taken[one.past : other.first] = [True] * len(between)
                one.end, one.past = between[-1].end, other.first

    def complete(self, text: str, words: list[Word], taken: list[bool], spans: list[Span]) -> None:
        """Widen each first name by the last name after it, and each last name by the first name before it.

        However the other half was misheard, a name-like word right beside half of a name is taken for it, and so is
        what a hyphen ties to a name. ``taken`` tells for each word whether it is not to be looked at, and learns what
        was found.
        """
        wording = Wording(text, words, taken, self._keep)
        self._join(text, words, taken, spans)
        for span in spans:
            take_tied(text, words, span, taken)
            self._take_after(wording, text, taken, span)
            self._take_before(wording, text, taken, span)

    def _take_after(self, wording: Wording, text: str, taken: list[bool], span: Span) -> None:
        words = wording.words
        alone = span.part == "also" and span.past == span.first + 1
        gap = rf"\s|{_HYPHEN}" if span.part == "first" or alone else _HYPHEN
        while span.past < min(len(words), span.first + _LONGEST) and not taken[span.past]:
            likely = wording.is_name_like(span.past) or self._is_small_half(wording, span.past, span.seat, "last")
            if not likely or not re.fullmatch(gap, text[span.end : words[span.past].start]):
                break
            self._doubt_half(span, words[span.past], "last")
            taken[span.past] = True
            span.end = words[span.past].end
            span.past += 1
            gap = r"['’\-‐‑]"

    def _take_before(self, wording: Wording, text: str, taken: list[bool], span: Span) -> None:
        self._take_pieces_before(wording, text, taken, span)
        while span.first and not taken[span.first - 1]:
            before = wording.words[span.first - 1]
            if not before.capital and not self._is_small_half(wording, span.first - 1, span.seat, "first"):
                break
            alike = before.folded not in ORDINARY and self._names.is_part(
                {before.folded}, span.seat, "first", PART_ALIKE
            )
            if not alike and not wording.is_name_like(span.first - 1):
                break
            gap = text[before.end : span.start]
            opened = is_opened(text, before.start) and not (alike or wording.is_strange(span.first - 1))
            half = span.part == "last" and gap.isspace() and not opened and span.past - span.first < _LONGEST
            if not half and not re.fullmatch(_HYPHEN, gap):
                break
            self._doubt_half(span, before, "first")
            taken[span.first - 1] = True
            span.start = before.start
            span.first -= 1

    def _take_pieces_before(self, wording: Wording, text: str, taken: list[bool], span: Span) -> None:
        """Widen a name by what sounds like the first name only with the word behind it: "Anna Lisa", "Lay Lonnie"."""
        words, last = wording.words, span.first
        if span.part == "full":
            last += 1
        while span.part == "last" and last and words[last - 1].folded in PARTICLES_OF_LAST_NAMES:
            last -= 1
        begin = last - 2
        if span.part not in ("full", "last") or begin < 0 or any(taken[begin : span.first]):
            return
        one, other = words[begin:last]
        beside = all(text[words[i - 1].end : words[i].start].isspace() for i in range(begin + 1, span.first + 1))
        likely = beside and one.capital and one.folded not in ORDINARY
        alone = span.part == "full" and self._names.is_part({other.folded}, span.seat, "first", _WHOLE_ALIKE)
        if likely and not alone and self._names.is_part({one.folded + other.folded}, span.seat, "first", PART_ALIKE):
            taken[begin : span.first] = [True] * (span.first - begin)
            span.first, span.start = begin, one.start

    def _is_small_half(self, wording: Wording, index: int, seat: Seat, kind: str) -> bool:
        """Whether a word in small letters, and in no dictionary, sounds like half of a name."""
        word = wording.words[index]
        return not (word.capital or is_in_dictionary(word.folded)) and self._names.is_part({word.folded}, seat, kind)

    def _doubt_half(self, span: Span, word: Word, kind: str) -> None:
        """Make a span unsure whose other half does not sound like the seat's: it may be somebody else's name."""
        if not self._names.is_part({word.folded}, span.seat, kind, _HALF_UNLIKE):
            span.unsure, span.confidence = True, min(span.confidence, _HALF_UNLIKE)

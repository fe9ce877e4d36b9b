"""Find names as speech to text mishears them: "Okafor" written Akifur, Achafer, O'Kaffer or "oak of four".

What is weighed is what may be a name in its place (:mod:`~onbackground.attribution.places`): capitalised words that
nothing else explains, and whatever stands where a name is due. It counts when it sounds like a name of the roster
(:mod:`~onbackground.attribution.phones`); how alike it must sound depends on how much its place and its words speak for
a name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from onbackground.attribution.expected import NOBODY, Expected
from onbackground.attribution.heard_initials import HeardInitials
from onbackground.attribution.lexicon import is_in_dictionary, is_known_name
from onbackground.attribution.phones import by_letter, likeness, outline, readings, spoken, weight
from onbackground.attribution.places import DUE, EXPECTING, NAMING, UNDUE, Place, Places
from onbackground.attribution.roster import Form, Seat
from onbackground.attribution.slots import is_opened
from onbackground.attribution.spans import Span
from onbackground.attribution.surroundings import take_tied
from onbackground.attribution.vocabulary import ORDINARY
from onbackground.attribution.wording import Makeup, Wording
from onbackground.attribution.words import Word

INITIALS = "initials"
"""The part of a name that a person should look at where it was misheard."""
_INITIALS_LIKE = 0.5
_KINDS = frozenset({"full", "first", "last", "also"})
_LONGEST = 3
_SHORTEST = 2
_SHORTEST_ANYWHERE = 3
"""Letters of a name that may be misheard, and of one that may be so where no name is due."""

_NEVER = 2.0
_NEEDED: dict[Place, tuple[float, float, float, float, float]] = {
    Place.HALF: (0.42, 0.56, 0.65, 0.8, 0.9),
    Place.HONOURED: (0.65, 0.85, 0.72, 0.75, 0.95),
    Place.THANKED: (0.62, 0.84, 0.62, 0.66, 0.68),
    Place.SLOT: (0.62, 0.84, 0.7, 0.82, _NEVER),
    Place.BEGUN: (0.66, 0.88, 0.82, 0.95, _NEVER),
    Place.SAID: (0.56, 0.8, 0.6, 0.6, 0.62),
    Place.MAYBE: (0.66, 0.88, 0.74, 0.92, _NEVER),
    Place.HANDED: (0.25, 0.45, 0.45, 0.6, 0.62),
    Place.EXPECTED: (0.25, 0.7, 0.5, 0.85, 0.68),
    Place.ASKED: (0.45, 0.68, 0.56, 0.75, 0.75),
    Place.LISTED: (0.45, 0.68, 0.65, _NEVER, _NEVER),
    Place.GREETED: (0.85, 0.97, 0.9, _NEVER, _NEVER),
    Place.TITLED: (0.8, 0.93, 0.87, 0.9, _NEVER),
    Place.ASIDE: (0.78, _NEVER, 0.92, _NEVER, _NEVER),
    Place.ANOTHER: (0.92, _NEVER, 0.97, _NEVER, _NEVER),
    Place.INSIDE: (0.80, _NEVER, 0.94, _NEVER, _NEVER),
    Place.FIRST: (0.81, _NEVER, 0.97, _NEVER, _NEVER),
}
"""How alike a stretch must sound, by its makeup: strange, named, ragged, plain, empty. Measured, see the page."""
DOUBTED = 0.5
"""The recogniser's own probability of a word below which the guard should know of it."""
_LESS_WHERE_DOUBTED = 0.12
"""How much less alike a stretch must sound that holds a word the recogniser doubts."""
_MORE_WHERE_UNLIKELY = 0.2
"""How much more alike "the balloon question" must sound than "balloon question", where a name is expected."""
_MORE_WHERE_BOTH_COMMON = 0.08
"""How much more alike a common name must sound to one that is common too, which a recogniser knows as well."""
_WHOLER = 0.1
"""So much more alike a longer stretch is the name itself: "Akinwa Lay" rather than "Akinwa"."""
_THE_SAME = 0.95
"""What sounds so much like a name is that name, short and common or not, where nobody else is named."""
_QUITE_THE_SAME = 0.98
_SOUNDING = 2.2
_SOUNDING_THE_SAME = {
    Makeup.STRANGE: frozenset({Place.SLOT, Place.BEGUN, Place.MAYBE}),
    Makeup.NAMED: frozenset({Place.SLOT, Place.BEGUN, Place.MAYBE}),
    Makeup.PLAIN: EXPECTING,
}
"""What sounds so much like it where somebody is named, whoever that is."""
_LONG = 5.0
_LENGTH = 0.02
_LESS_WHERE_LONG = 0.05
_LESS_WHERE_BOTH = 0.12
"""Long names sound like nothing else: so much less is needed for each unit of weight above five, at most, and where
first and last name each sound like theirs."""
_SHORT = 4.0
_SHORTNESS = {Makeup.STRANGE: 0.025, Makeup.NAMED: 0.06}
_SHORTNESS_OF_WORDS = 0.12
"""Short names sound like something by chance: so much more is needed for each unit of weight below four."""
_LAST = "*"
_FIRST_ALIKE = 0.75
"""What sounds so alike before the last name is the first name."""
_HALF_ALIKE = 0.5
"""Where the other half of a name sounds less alike, it is another person's."""

_HYPHEN = r"[-‐‑]"
_LIKELIEST = 6
_READINGS = 6
_OUTLINES_ALIKE = 0.4
_OUTLINES_CLOSE = 0.65
_CLOSE = 0.75


def _length(words: Iterable[Word]) -> int:
    return sum(len(word.folded) for word in words)


class _Target(msgspec.Struct, frozen=True):
    """A name that may be misheard, in one reading; ``seat`` is None for a name that stays."""

    seat: Seat | None
    kind: str
    phones: str
    weight: float
    common: bool


class Heard(NamedTuple):
    """A misheard name: its first word, the word past its end, whose name it is, which part of it, how sure that is.

    ``due`` says that a name was due there.
    """

    first: int
    past: int
    seat: Seat
    part: str
    confidence: float
    due: bool


class Hearing:
    """Weighs name-like words of a text against the names of a roster. ``keep`` are folded words that stay."""

    def __init__(self, forms: Sequence[Form], keep: set[str]) -> None:
        self._initials = HeardInitials(forms)
        named: dict[tuple[str, ...], tuple[Seat | None, str]] = {
            form.words: (form.seat, form.kind)
            for form in forms
            if form.kind in _KINDS and len("".join(form.words)) >= _SHORTEST
        }
        named |= {(word,): (None, "keep") for word in keep if len(word) > 2 and (word,) not in named}
        self._targets = [
            _Target(seat, kind, phones, weight(phones), all(map(is_known_name, words)))
            for words, (seat, kind) in named.items()
            for phones in dict.fromkeys((*spoken(words), by_letter(words)))
            if phones
        ]
        # What to look through at first sight: all, or what may stand after "Mr.", or one person's.
        self._outlines: dict[str | None, dict[int, str]] = defaultdict(dict)
        for index, target in enumerate(self._targets):
            looked_for_as = {None, _LAST if target.kind != "first" else None, target.seat.id if target.seat else None}
            for only in looked_for_as:
                self._outlines[only][index] = outline(target.phones)
        self._halves: dict[tuple[str, str], list[str]] = defaultdict(list)
        for target in self._targets:
            if target.seat is not None:
                self._halves[target.seat.id, target.kind].append(target.phones)
        self._keep = keep
        self._weigh = lru_cache(maxsize=65_536)(self._weigh_words)

    def find(
        self,
        text: str,
        words: list[Word],
        taken: list[bool],
        nearby: dict[int, Seat],
        doubted: frozenset[int] = frozenset(),
        expected: Expected = NOBODY,
        named: frozenset[str] = frozenset(),
    ) -> Iterator[Heard]:
        """Yield each misheard name, in order, and then what else is written like one of them.

        ``taken`` tells for each word whether it is not to be looked at; ``nearby`` gives, for a word that stands
        next to an exact form, whose form that is. ``doubted`` are the words that the recogniser is not sure of.
        ``expected`` says where the turns tell that somebody is named, ``named`` are folded names of other speakers.
        """
        places = Places(text, words, taken, nearby, self._keep | named, expected, named)
        past = 0
        again: dict[str, Heard] = {}
        for i in range(len(words)):
            if i >= past and not taken[i] and (heard := self._from(places, i, doubted)) is not None:
                yield heard
                past = heard.past
                taken[i:past] = [True] * (past - i)
                nearby.setdefault(past, heard.seat)
                if heard.due and past == i + 1 and places.wording.is_strange(i):
                    again.setdefault(words[i].folded, heard)
        for i, word in enumerate(words):
            if word.folded in again and word.capital and not taken[i]:
                heard = again[word.folded]
                if not self._is_anothers(places, i, i + 1, heard.seat, heard.part, here=True):
                    yield heard._replace(first=i, past=i + 1)

    def _from(self, places: Places, first: int, doubted: frozenset[int]) -> Heard | None:
        """The best reading of the words from ``first`` on as a name, if there is one."""
        best, margin = None, 0.0
        for past in places.stretches(first):
            less = 0.0 if doubted.isdisjoint(range(first, past)) else _LESS_WHERE_DOUBTED
            stands = list(places.places(first, past))
            due = any(place in DUE for place, _ in stands)
            if due and (named := self._initials.whose(places.wording.printed(first, past))) is not None:
                return Heard(first, past, named, INITIALS, _INITIALS_LIKE, due=False)
            for place, seat in stands:
                makeup = places.makeup(first, past, place)
                if makeup is Makeup.NOBODY:
                    continue
                needed = _NEEDED[place][makeup.value - 1]
                opening = place in EXPECTING or (place is Place.MAYBE and places.words[first].capital)
                if opening and makeup is Makeup.RAGGED and places.wording.is_unlikely_begun(first):
                    needed += _MORE_WHERE_UNLIKELY
                quite = place in _SOUNDING_THE_SAME.get(makeup, ())
                if (needed >= _NEVER and not quite) or (
                    place in UNDUE and _length(places.words[first:past]) < _SHORTEST_ANYWHERE
                ):
                    continue
                reading = self._read(places, first, past, place, seat, needed - less > _CLOSE)
                if reading is None or (target := reading[0]).seat is None:
                    continue
                shortness = _SHORTNESS.get(makeup, _SHORTNESS_OF_WORDS) * max(0.0, _SHORT - target.weight)
                other = _MORE_WHERE_BOTH_COMMON if target.common and makeup is Makeup.NAMED else 0.0
                needed += other + shortness
                if place in UNDUE and place is not Place.ANOTHER and makeup is Makeup.STRANGE:
                    needed -= self._less_where_long(places, first, past, target)
                if place in NAMING and makeup in _SHORTNESS:
                    needed = min(needed, _THE_SAME)
                sounding = target.weight > _SOUNDING and place in _SOUNDING_THE_SAME.get(makeup, ())
                if sounding:
                    needed = min(needed, _QUITE_THE_SAME)
                over = reading[1] - needed + less
                whole = best is not None and target.seat is best.seat and reading[1] > best.confidence + _WHOLER
                if best is not None and target.seat is best.seat and (best.part, target.kind) == ("first", "full"):
                    whole |= not places.wording.is_ordinary(places.words[past - 1])
                if over < 0 or (best and over <= margin and not whole):
                    continue
                rare = makeup is Makeup.STRANGE and target.kind == "last" and reading[1] >= _THE_SAME
                here = rare or place in EXPECTING
                if seat is None and self._is_anothers(places, first, past, target.seat, target.kind, here=here):
                    continue
                best = Heard(first, past, target.seat, target.kind, round(min(reading[1], 0.99), 3), place in DUE)
                margin = over
        return best and self._without_opening(places, best)

    def _less_where_long(self, places: Places, first: int, past: int, target: _Target) -> float:
        """How much less alike a long name must sound, and one of two words that each sound like theirs."""
        if past == first + 2 and target.kind == "full" and target.seat is not None:
            one, other = (places.words[index].folded for index in (first, first + 1))
            if not self._sounds_like_half({one}, target.seat, "first"):
                return 0.0
            return _LESS_WHERE_BOTH if self._sounds_like_half({other}, target.seat, "last") else 0.0
        return min(_LESS_WHERE_LONG, _LENGTH * max(0.0, target.weight - _LONG))

    def _without_opening(self, places: Places, heard: Heard) -> Heard:
        """The same without a common word that it begins with, where the rest is the name: "And Draw Reese"."""
        words = tuple(word.folded for word in places.words[heard.first : heard.past])
        if len(words) > 1 and words[0] in ORDINARY and not places.wording.is_hyphenated(heard.first + 1):
            rest = self._weigh(words[1:], None, False)
            if rest is not None and rest[0].seat is heard.seat and rest[1] >= heard.confidence:
                return heard._replace(first=heard.first + 1, part=rest[0].kind)
        return heard

    def _read(
        self, places: Places, first: int, past: int, place: Place, seat: Seat | None, closely: bool
    ) -> tuple[_Target, float] | None:
        """The name that a stretch sounds most like, as it stands or in the plural, and how much."""
        words = tuple(word.folded for word in places.words[first:past])
        only = seat.id if seat else _LAST if place in (Place.HONOURED, Place.TITLED) else None
        sounds = [words, (*words[:-1], words[-1][:-1])] if places.wording.is_plural(first, past) else [words]
        read = (self._weigh(one, only, closely) for one in sounds)
        return max((one for one in read if one), key=lambda one: one[1], default=None)

    def _is_anothers(self, places: Places, first: int, past: int, seat: Seat, kind: str, *, here: bool) -> bool:
        """Whether a word is, here or elsewhere in the text, half of a longer name of another: David Tidewater.

        Of several words, whether the last of them is, here; so too where ``here`` says to look nowhere else.
        """
        if past != first + 1:
            after = places.wording.after(past - 1)
            return bool(after) and not self._sounds_like_half(after, seat, "last")
        others = places.wording.other_halves(first, kind)
        if kind == "last":  # which another's first name is none of
            others = others | places.wording.other_halves(first, "first")
        if not places.named.isdisjoint(others):
            return True
        other_kind = "last" if kind == "first" else "first"
        return (bool(others) and not here and not self._sounds_like_half(others, seat, other_kind)) or any(
            not self._sounds_like_half({beside}, seat, other_kind) for beside in places.wording.beside(first)
        )

    def _sounds_like_half(self, words: set[str], seat: Seat, kind: str, least: float = _HALF_ALIKE) -> bool:
        return any(
            likeness(phones, half) >= least
            for word in words
            for phones in readings(word)
            for half in self._halves[seat.id, kind]
        )

    def _weigh_words(self, words: tuple[str, ...], only: str | None, closely: bool) -> tuple[_Target, float] | None:
        """The name that these words sound most like, and how much.

        ``only`` is the seat whose name it must be, or says that it must hold a last name.
        ``closely`` looks only at what is rather alike at first sight.
        """
        best: tuple[_Target, float] | None = None
        for phones in dict.fromkeys((*spoken(words)[:_READINGS], by_letter(words))):
            near = process.extract(
                outline(phones),
                self._outlines[only],
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=_OUTLINES_CLOSE if closely else _OUTLINES_ALIKE,
                limit=_LIKELIEST,
            )
            for _, _, index in near:
                target = self._targets[index]
                alike = likeness(phones, target.phones)
                if best is None or alike > best[1] or (alike == best[1] and target.seat is None):
                    best = target, alike
        return best

    def _is_small_half(self, wording: Wording, index: int, seat: Seat, kind: str) -> bool:
        """Whether a word in small letters, and in no dictionary, sounds like half of a name."""
        word = wording.words[index]
        return not (word.capital or is_in_dictionary(word.folded)) and self._sounds_like_half({word.folded}, seat, kind)

    def complete(self, text: str, words: list[Word], taken: list[bool], spans: list[Span]) -> None:
        """Widen each first name by the last name after it, and each last name by the first name before it.

        However the other half was misheard, a name-like word right beside half of a name is taken for it, and so is
        what a hyphen ties to a name.
        """
        wording = Wording(text, words, taken, self._keep)
        for span in spans:
            take_tied(text, words, span, taken)
            gap = rf"\s|{_HYPHEN}" if span.part == "first" else _HYPHEN
            while span.past < min(len(words), span.first + _LONGEST) and (
                wording.is_name_like(span.past) or self._is_small_half(wording, span.past, span.seat, "last")
            ):
                if not re.fullmatch(gap, text[span.end : words[span.past].start]):
                    break
                taken[span.past] = True
                span.end = words[span.past].end
                span.past += 1
                gap = r"['’\-‐‑]"
            while span.first and not taken[span.first - 1]:
                before = words[span.first - 1]
                if not before.capital and not self._is_small_half(wording, span.first - 1, span.seat, "first"):
                    break
                alike = before.folded not in ORDINARY and self._sounds_like_half(
                    {before.folded}, span.seat, "first", _FIRST_ALIKE
                )
                if not alike and not wording.is_name_like(span.first - 1):
                    break
                gap = text[before.end : span.start]
                opened = is_opened(text, before.start) and not (alike or wording.is_strange(span.first - 1))
                half = span.part == "last" and gap.isspace() and not opened and span.past - span.first < _LONGEST
                if not half and not re.fullmatch(_HYPHEN, gap):
                    break
                taken[span.first - 1] = True
                span.start = before.start
                span.first -= 1

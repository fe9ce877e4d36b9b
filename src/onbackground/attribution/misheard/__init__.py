"""Find names as speech to text mishears them: "Okafor" written Akifur, Achafer, O'Kaffer or "oak of four".

What is weighed is what may be a name in its place (:mod:`~onbackground.attribution.misheard.places`): capitalised
words that nothing else explains, and whatever stands where a name is due. It counts when it sounds like a name of the
roster (:mod:`~onbackground.attribution.sound.sounding`); how alike it must sound depends on how much its place and its
words speak for a name (:mod:`~onbackground.attribution.misheard.bars`).
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from onbackground.attribution.forms import Form
from onbackground.attribution.given_names import is_given
from onbackground.attribution.lexicon import is_in_dictionary, is_known_name
from onbackground.attribution.misheard.bars import at_first_sight, for_name, is_doubtful
from onbackground.attribution.misheard.clues import Clues
from onbackground.attribution.misheard.heard_initials import HeardInitials
from onbackground.attribution.misheard.other_halves import OtherHalves
from onbackground.attribution.misheard.own_titles import OwnTitles
from onbackground.attribution.misheard.place import DUE, EXPECTING, UNDUE, Place
from onbackground.attribution.misheard.places import Places
from onbackground.attribution.misheard.wording import is_naming_nobody
from onbackground.attribution.roster import Seat
from onbackground.attribution.sound.sounding import LAST, MISTYPED, PART_ALIKE, SoundingName, SoundingNames
from onbackground.attribution.spans import UNLIKE
from onbackground.attribution.vocabulary import ORDINARY
from onbackground.attribution.words import Word

INITIALS = "initials"
"""The part of a name that a person should look at where it was misheard."""
_INITIALS_LIKE = 0.5
_IN_PIECES = 0.99
_KINDS = frozenset({"full", "first", "last", "also"})
_SHORTEST = 2
_SHORTEST_ANYWHERE = 3
"""Letters of a name that may be misheard, and of one that may be so where no name is due."""

DOUBTED = 0.5
"""The recogniser's own probability of a word below which the guard should know of it."""
_LESS_WHERE_DOUBTED = 0.12
"""How much less alike a stretch must sound that holds a word the recogniser doubts."""
_WHOLER = 0.1
"""So much more alike a longer stretch is the name itself: "Akinwa Lay" rather than "Akinwa"."""
_CLOSE = 0.75
"""Where more is asked, only what is rather alike at first sight is looked at."""


def _begins_no_name(word: Word, place: Place) -> bool:
    """Whether speech that names nobody goes on with a word; behind another name, any word in small letters does."""
    small = place is Place.LISTED and not word.capital and is_in_dictionary(word.folded)
    return small or is_naming_nobody(word)


def _length(words: Iterable[Word]) -> int:
    return sum(len(word.folded) for word in words)


class Heard(NamedTuple):
    """A misheard name: its first word, the word past its end, whose name it is, which part of it, how sure that is.

    ``due`` says that a name was due there, ``doubtful`` that it may well be somebody else's.
    """

    first: int
    past: int
    seat: Seat
    part: str
    confidence: float
    due: bool
    doubtful: bool = False

    @property
    def unsure(self) -> bool:
        """Whether a person should look at it."""
        return self.doubtful or self.part == INITIALS or self.confidence < UNLIKE


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
        self._names = SoundingNames(named)
        self.halves = OtherHalves(self._names, keep)
        """What stands beside half of a name."""
        self._joined = {
            "".join(words): (seat, kind)
            for words, (seat, kind) in named.items()
            if seat and sum(map(len, words)) > _SHORTEST_ANYWHERE
        }
        self._keep = keep
        seats = {form.seat.id: form.seat for form in forms}.values()
        self._titles = OwnTitles(seats)

    def find(self, text: str, words: list[Word], clues: Clues) -> Iterator[Heard]:
        """Yield each misheard name, in order, and then what else is written like one of them.

        The ``clues`` learn what is found.
        """
        taken, nearby, doubted = clues.taken, clues.nearby, clues.doubted
        places = Places(text, words, clues, self._keep | clues.named, self._titles.past(text, words))
        past = 0
        heard_so: dict[str, list[Heard]] = {}
        for i in range(len(words)):
            if i >= past and not taken[i] and (heard := self._from(places, i, doubted)) is not None:
                past = heard.past
                taken[i:past] = [True] * (past - i)
                yield heard
                nearby.setdefault(past, heard.seat)
                for known in self._known_by_their_words(places, heard) if heard.due else ():
                    heard_so.setdefault(words[known.first].folded, []).append(known)
        yield from self._elsewhere(places, taken, heard_so)

    def is_misspelt(self, word: str) -> bool:
        """Whether a folded word of a label is a name of the roster but for a slip, and no name that others bear."""
        nearest = None if is_known_name(word) else self._names.nearest((word,), None, True)
        return nearest is not None and nearest[0].seat is not None and nearest[1] >= MISTYPED

    def _known_by_their_words(self, places: Places, heard: Heard) -> Iterator[Heard]:
        """What was heard where a name is due, as far as its words are no others' and name the same person elsewhere.

        A name written as several words goes on being that, and so does its last word if it sounds like the last name.
        """
        words, wording, end = places.words, places.wording, heard.past - 1
        alone = heard.past == heard.first + 1
        given = alone and words[end].capital and is_given(words[end].folded) and not wording.is_strange(end)
        if given and not heard.unsure:
            yield heard._replace(doubtful=True)
        if not alone and words[heard.first].capital and not all(map(wording.is_ordinary, words[heard.first : end + 1])):
            yield heard
        last = heard.part == "full" and self._names.is_part({words[end].folded}, heard.seat, "last", PART_ALIKE)
        if wording.is_strange(end) and (alone or last):
            yield heard if alone else heard._replace(first=end, part="last")

    def _elsewhere(self, places: Places, taken: list[bool], heard_so: dict[str, list[Heard]]) -> Iterator[Heard]:
        """Where the same words as in ``heard_so``, under the first of them, stand again."""
        for i, word in enumerate(places.words):
            for heard in heard_so.get(word.folded, ()) if word.capital else ():
                past = min(len(places.words), i + heard.past - heard.first)
                if any(taken[i:past]) or not places.wording.is_same((i, past), (heard.first, heard.past)):
                    continue
                if not self._is_anothers(places, i, past, heard.seat, heard.part, here=True):
                    taken[i:past] = [True] * (past - i)
                    yield heard._replace(first=i, past=past)

    def _from(self, places: Places, first: int, doubted: Set[int]) -> Heard | None:
        """The best reading of the words from ``first`` on as a name, if there is one."""
        best, margin = None, 0.0
        for past in places.stretches(first):
            less = 0.0 if doubted.isdisjoint(range(first, past)) else _LESS_WHERE_DOUBTED
            stands = list(places.places(first, past))
            due = any(place in DUE for place, _ in stands)
            if due and past > first + 1:
                joined = self._joined.get("".join(word.folded for word in places.words[first:past]))
                if joined is not None:
                    return Heard(first, past, *joined, _IN_PIECES, due=True)
            if due and (named := self._initials.whose(places.wording.printed(first, past))) is not None:
                return Heard(first, past, named, INITIALS, _INITIALS_LIKE, due=False)
            for place, seat in stands:
                reading = self._read(places, first, past, place, seat, less)
                if reading is None:
                    continue
                heard, over = reading
                if best is not None and over <= margin and not self._is_wholer(places, heard, best):
                    continue
                here = place in EXPECTING
                if seat is None and self._is_anothers(places, first, past, heard.seat, heard.part, here=here):
                    continue
                best, margin = heard, over
        return best and self._without_opening(places, best)

    def _read(
        self, places: Places, first: int, past: int, place: Place, seat: Seat | None, less: float
    ) -> tuple[Heard, float] | None:
        """A stretch as the name that it sounds most like, and how much more alike it is than it must be.

        ``seat`` is the one whose name it would have to be, ``less`` how much less alike it need be.
        """
        if place in UNDUE and _length(places.words[first:past]) < _SHORTEST_ANYWHERE:
            return None
        makeup = places.makeups.of(first, past, place)
        capital = places.words[first].capital
        opening = place in EXPECTING or (place is Place.MAYBE and capital) or (place is Place.LISTED and not capital)
        needed = at_first_sight(place, makeup, unlikely=opening and _begins_no_name(places.words[first], place))
        if needed is None:
            return None
        only = seat.id if seat else LAST if place in (Place.HONOURED, Place.TITLED) else None
        nearest = self._nearest(places, first, past, only, needed - less > _CLOSE)
        if nearest is None or (whose := nearest[0].seat) is None:
            return None
        name, alike = nearest
        halves = self._are_halves(places.words[first:past], whose) if name.kind == "full" else None
        pieces = past == first + 2 and (halves is not None or place in UNDUE)
        another = pieces and self._is_another_first(places.words[first], whose)
        in_one = past == first + 1 and name.kind == "full"
        over = alike - for_name(needed, place, makeup, name, halves=halves, another=another, in_one=in_one) + less
        doubtful = is_doubtful(place, makeup, alike)
        heard = Heard(first, past, whose, name.kind, round(min(alike, 0.99), 3), place in DUE, doubtful)
        return (heard, over) if over >= 0 else None

    def _is_wholer(self, places: Places, heard: Heard, best: Heard) -> bool:
        """Whether a stretch is the whole name that another is a part of."""
        if heard.seat is not best.seat:
            return False
        both = (best.part, heard.part) == ("first", "full")
        whole = both and not places.wording.is_ordinary(places.words[heard.past - 1])
        return whole or heard.confidence > best.confidence + _WHOLER

    def _are_halves(self, words: list[Word], seat: Seat) -> bool | None:
        """Whether two words sound like first and last name, each; None where they are not two."""
        if len(words) != 2:
            return None
        first, last = words
        return self._names.is_part({first.folded}, seat, "first") and self._names.is_part({last.folded}, seat, "last")

    def _is_another_first(self, word: Word, seat: Seat) -> bool:
        """Whether a word is a given name, and does not sound like the person's."""
        return (
            word.capital and is_given(word.folded) and not self._names.is_part({word.folded}, seat, "first", PART_ALIKE)
        )

    def _without_opening(self, places: Places, heard: Heard) -> Heard:
        """The same without a common word that it begins with, where the rest is the name: "And Draw Reese"."""
        words = tuple(word.folded for word in places.words[heard.first : heard.past])
        if len(words) > 1 and words[0] in ORDINARY and not places.wording.is_hyphenated(heard.first + 1):
            rest = self._names.nearest(words[1:])
            if rest is not None and rest[0].seat is heard.seat and rest[1] >= heard.confidence:
                return heard._replace(first=heard.first + 1, part=rest[0].kind)
        return heard

    def _nearest(
        self, places: Places, first: int, past: int, only: str | None, closely: bool
    ) -> tuple[SoundingName, float] | None:
        """The name that a stretch sounds most like, as it stands or in the plural, and how much."""
        words = tuple(word.folded for word in places.words[first:past])
        sounds = [words, (*words[:-1], words[-1][:-1])] if places.wording.is_plural(first, past) else [words]
        nearest = (self._names.nearest(one, only, closely) for one in sounds)
        return max((one for one in nearest if one), key=lambda one: one[1], default=None)

    def _is_anothers(self, places: Places, first: int, past: int, seat: Seat, kind: str, *, here: bool) -> bool:
        """Whether a word is, here or elsewhere in the text, half of a longer name of another: David Tidewater.

        Of several words, whether the last of them is, here; so too where ``here`` says to look nowhere else.
        """
        if past != first + 1:
            if any(word.folded in places.named for word in places.words[first:past]):
                return True
            if not here and any(self._is_another_first(word, seat) for word in places.wording.given_before(first)):
                return True
            after = places.wording.after(past - 1)
            return bool(after) and not self._names.is_part(after, seat, "last")
        if kind == "full" and any(places.wording.beside(first)):
            return True
        others = places.wording.other_halves(first, "first")  # another's first name is none of the seat's
        if kind == "last":
            others = others | places.wording.other_halves(first, "last")
        if not places.named.isdisjoint(others):
            return True
        other_kind = "first" if kind == "last" else "last"
        return (bool(others) and not here and not self._names.is_part(others, seat, other_kind)) or any(
            not self._names.is_part({beside}, seat, other_kind) for beside in places.wording.beside(first)
        )

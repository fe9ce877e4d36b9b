"""How much a place in a text speaks for a name, and how much the words that stand there do."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from onbackground.attribution.agencies import AGENCY_NAMES
from onbackground.attribution.lexicon import is_in_dictionary, is_spoken_of
from onbackground.attribution.misheard.clues import Clues
from onbackground.attribution.misheard.expected import is_ended
from onbackground.attribution.misheard.makeups import Makeups
from onbackground.attribution.misheard.place import EXPECTING, Place
from onbackground.attribution.misheard.slots import Slots, is_closed, is_gone_on, is_opened, slots_of
from onbackground.attribution.misheard.titles import Titles
from onbackground.attribution.misheard.wording import LONGEST, Wording
from onbackground.attribution.outlets import is_of_an_outlet
from onbackground.attribution.roster import Seat
from onbackground.attribution.vocabulary import HEADS, ORDINARY, RANKS, RANKS_IN_LETTERS, WORDS_THAT_ARE_NAMES
from onbackground.attribution.words import Word, fold

_PAUSED = re.compile(r"(?:^|[.?!:;…—–,]|--|\n\s*\n)[\s\"”’]*$")
_LISTING = re.compile(r"\]?(?:,\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)")
_OFFICES = (RANKS - {"general"}) | HEADS
_SHORTEST_AGENCY = 5
"""Letters of an agency that are a word, and no name misheard: "Commerce", not "DOE"."""
_AGENCIES = frozenset(
    name for name in AGENCY_NAMES - WORDS_THAT_ARE_NAMES if len(name) >= _SHORTEST_AGENCY and is_in_dictionary(name)
)
_NO_NAMES = _OFFICES | _AGENCIES
_COUNTRY = re.compile(r",\s+([A-Z]\w+)")
_OF_A_PLACE = re.compile(r"\s+d['’][A-Z]")
_ARTICLES = frozenset({"the", "a", "an"})
_BEFORE_A_TOWN = frozenset({"in", "near", "from", "outside"})
_WORDS_IN_A_LIST = 20
"""How far back the beginning of a list of names is looked for."""
_THOUGHT = frozenset({"think", "know", "believe", "guess", "hope", "mean"})
_NO_NAME_ENDS = frozenset({"again", "speaking"})
"""Words behind the name of somebody who says who they are: "it's Patrick again"."""


class Places:
    """One text, read for where names may stand in it.

    ``keep`` are folded words that stay, ``titled`` the words right behind a seat's own title, with those whose it is.
    """

    def __init__(
        self, text: str, words: list[Word], clues: Clues, keep: set[str], titled: Mapping[int, Sequence[Seat]]
    ) -> None:
        self.words = words
        self.named = clues.named
        """The folded names of other speakers."""
        self.wording = Wording(text, words, clues.taken, keep)
        self._text = text
        self._taken = clues.taken
        self._nearby = clues.nearby
        self._expected = clues.expected
        self._others = clues.others
        self._keep = keep
        self._titled = titled
        self._titles = Titles(text, words, self.wording)
        self._before_half = {index - length for index in clues.nearby for length in range(1, LONGEST - 1)}
        past_official = clues.expected.past_official
        self._asked = {past - length for past in past_official for length in range(1, LONGEST + 2)}

    @cached_property
    def _slots(self) -> Slots:
        return slots_of(self._text, self.words)

    @cached_property
    def makeups(self) -> Makeups:
        """What kind of words each stretch has."""
        return Makeups(self._text, self.words, self._keep, self.wording, self._slots.end)

    def stretches(self, first: int) -> Iterator[int]:
        """Where a name that begins at the word ``first`` may end: the words past its end."""
        head = self.words[first]
        due = first in self._due_to_begin or first in self._nearby or self._titles.before(first) is not None
        due = due or self._is_likely(first) or first in self._titled
        asked = first in self._asked and is_opened(self._text, head.start)
        maybe = first in self._slots.may_begin or (head.capital and is_opened(self._text, head.start))
        if not (due or asked or maybe or first in self._before_half) or self._begins_nothing(first):
            return
        for past in range(first + 1, min(first + LONGEST, len(self.words)) + 1):
            if self._taken[past - 1] or (past > first + 1 and not self.wording.goes_on(past - 1)):
                return
            if past > first + 1 and is_of_an_outlet(self._text, self.words[past - 2].end):
                return
            if past > first + 1 and self.words[past - 1].folded in _NO_NAME_ENDS:
                return
            if not (due or (maybe and self._may_end(past, asked=asked)) or past - 1 in self._nearby):
                continue
            if not (self.wording.is_hyphenated(past) or (past > first + 1 and self.wording.is_clitic(past - 1))):
                yield past

    def _is_likely(self, first: int) -> bool:
        """Whether a word may be a name wherever it stands: no word that calls know, or tied to one."""
        head = self.words[first]
        if not head.capital:
            return self.wording.is_unheard_of(head) or self.wording.begins_with_particle(first)
        strange = not (self.wording.is_ordinary(head) or self.wording.is_a_thing_in_letters(head))
        return strange or self._is_tied(first)

    def _begins_nothing(self, first: int) -> bool:
        """Whether no name begins with a word: an office, an agency, the rest of another word, the "I" of "I think"."""
        head = self.words[first]
        if head.folded == "q" or (head.capital and head.folded in _NO_NAMES):
            return True
        if self.wording.is_hyphenated(first) or self.wording.is_clitic(first):
            return True
        following = self.words[first + 1].folded if first + 1 < len(self.words) else ""
        return (head.folded == "i" and following in _THOUGHT) or (head.folded == "for" and following.endswith("ing"))

    def _may_end(self, past: int, *, asked: bool) -> bool:
        """Whether a name may end before a word; ``asked`` says that an official is spoken to there."""
        return past in self._ends or (asked and self._past_possessive(past) in self._expected.past_official)

    @cached_property
    def _ends(self) -> frozenset[int]:
        """The words, or the "’s" before them, that go on about a person named before."""
        end = self._slots.end
        return end | {past - 1 for past in end if past and self.wording.is_possessive(past - 1)}

    def _is_tied(self, first: int) -> bool:
        """Whether a hyphen ties a strange word to this one, or it is a particle of one."""
        hyphenated = self.wording.is_hyphenated(first + 1) and (
            self.wording.is_strange(first + 1) or self.wording.is_unheard_of(self.words[first + 1])
        )
        return hyphenated or self.wording.begins_with_particle(first)

    def places(self, first: int, past: int) -> Iterator[tuple[Place, Seat | None]]:
        """How much the place of a stretch speaks for a name, and whose name it would have to be, if that is known.

        Beside half of a name, it may be the other half, or that of somebody else.
        """
        if (seat := self._other_half(first, past)) is not None:
            yield Place.HALF, seat
        for seat in self._titled.get(first, ()):
            yield Place.HONOURED, seat
        place = self._place(first, past)
        yield place, None
        if place is Place.HONOURED and (named := self._named(first - 1, past)) is not None:
            yield named, None
        if place in EXPECTING and first in self._slots.begin:
            yield self._slot(first, past), None

    def _slot(self, first: int, past: int) -> Place:
        """Which kind of place a stretch has that begins where a name is due."""
        closed, thanked = self._is_closed(past), first in self._slots.thanked
        if not closed and (thanked or not is_gone_on(self._text, self.words[past - 1].end)):
            return Place.BEGUN
        if first in self._slots.talked_to:
            return Place.MAYBE
        return Place.THANKED if thanked else Place.SLOT

    def _place(self, first: int, past: int) -> Place:
        due = self._due(first, past)
        if due is not None:
            return due
        if self._is_another(first, past):
            return Place.ANOTHER
        opened = is_opened(self._text, self.words[first].start)
        if (opened or first in self._slots.may_begin) and self._is_closed(past):
            return Place.ASIDE
        return Place.FIRST if opened else Place.INSIDE

    def _is_another(self, first: int, past: int) -> bool:
        """Whether a word is written often, but never where a name is due, or names a thing, a president, a town."""
        if any(self.words[index].folded in self._spoken_of for index in range(first, past)):
            return True
        if _OF_A_PLACE.match(self._text, self.words[past - 1].end):
            return True
        if first and self.wording.is_next_to_following(first - 1):
            before = self.words[first - 1]
            thing = before.folded in _ARTICLES and not self.wording.is_plural(first, past)
            inside = before.folded == "in" and past == first + 1 and self._past_possessive(past) == past
            if thing or inside or (before.capital and before.folded in HEADS):
                return True
            if self.wording.is_a_thing_in_letters(before) and before.folded not in RANKS_IN_LETTERS:
                return True
        country = _COUNTRY.match(self._text, self.words[past - 1].end)
        known = country is not None and (is_spoken_of(fold(country[1])) or fold(country[1]) in ORDINARY)
        return known and first > 0 and self.words[first - 1].folded in _BEFORE_A_TOWN

    def _due(self, first: int, past: int) -> Place | None:
        """The place of a stretch where something says that a name is due."""
        title = self._titles.before(first)
        if title is Place.HONOURED:
            return title
        if first in self._past_titles:
            handed = self._past_titles[first] in self._expected.handed and self._is_ended(past)
            return Place.HANDED if handed else Place.MAYBE
        if title is not None:
            return Place.MAYBE if past in self._ends and not self._titles.is_spoken_about(first - 1) else title
        return self._named(first, past)

    def _named(self, first: int, past: int) -> Place | None:
        """The same by what is said around a stretch, of which an honorific may be the first word."""
        words, text, slots, expected = self.words, self._text, self._slots, self._expected
        end = self._past_possessive(past)
        if (first in expected.handed or first in expected.official) and self._is_ended(past):
            return Place.HANDED if first in expected.handed else Place.EXPECTED
        start = words[first].start
        if (
            first not in expected.reporter
            and end in expected.past_official
            and _PAUSED.search(text[max(0, start - 6) : start])
        ):
            return Place.ASKED
        if first in expected.reporter or (
            first - 1 in expected.reporter and self.wording.is_next_to_following(first - 1)
        ):
            return Place.GREETED
        if first and self.wording.is_plural(first, past):  # "over to the Okafors"
            first -= 1
        if first in slots.begin or first in expected.house or first in expected.official:
            return self._slot(first, past)
        if (first, end) in slots.said:
            return Place.SAID
        if (past in self._ends or end == len(words)) and (first in slots.may_begin or is_opened(text, start)):
            return Place.MAYBE
        if self._is_closed(past) and self._is_listed(first):
            return Place.EXPECTED if self._is_among_officials(first) else Place.LISTED
        return None

    def _is_ended(self, past: int) -> bool:
        """Whether a name may end before a word, and no outlet follows."""
        end = self.words[past - 1].end
        return is_ended(self._text, end) and not is_of_an_outlet(self._text, end)

    def _past_possessive(self, past: int) -> int:
        """The word past a stretch, and past the "’s" behind it."""
        return past + 1 if past < len(self.words) and self.wording.is_possessive(past) else past

    def _is_closed(self, past: int) -> bool:
        past = self._past_possessive(past)
        return past in self._slots.end or past == len(self.words) or is_closed(self._text, self.words[past - 1].end)

    def _other_half(self, first: int, past: int) -> Seat | None:
        for index, other in ((first, first - 1), (past - 1, past)):
            if index in self._nearby and 0 <= other < len(self.words) and self._taken[other]:
                low, high = sorted((self.words[index], self.words[other]), key=lambda word: word.start)
                gap = r",?\s+" if past == first + 1 and self.words[index].capital else r"\s+"
                if re.fullmatch(gap, self._text[low.end : high.start]):
                    return self._nearby[index]
        return None

    @cached_property
    def _due_to_begin(self) -> frozenset[int]:
        """Where a name is due to begin, by what is said before it or by the course of the call."""
        expected = self._expected
        return self._slots.begin | self._past_titles.keys() | expected.official | expected.handed | expected.house

    @cached_property
    def _past_titles(self) -> dict[int, int]:
        """The words behind titles that begin where a name is due, and where those begin."""
        return self._titles.past(self._slots.begin | self._expected.handed | self._expected.official)

    def _is_listed(self, first: int) -> bool:
        """Whether a name or an alias comes right before, no other's, with a comma or "and" between."""
        before = first - 1
        if before > 0 and self.words[before].folded in ("and", "or"):
            before -= 1
        if before < 0 or not self._taken[before] or before in self._others:
            return False
        return _LISTING.fullmatch(self._text[self.words[before].end : self.words[first].start]) is not None

    def _is_among_officials(self, first: int) -> bool:
        """Whether the names right before a word, one after the other, begin where an official is named."""
        for index in reversed(range(max(0, first - _WORDS_IN_A_LIST), first)):
            if not self._taken[index] and self.words[index].folded not in ("and", "or"):
                return False
            if index in self._expected.official or index in self._expected.handed:
                return True
        return False

    @cached_property
    def _spoken_of(self) -> set[str]:
        """The capitalised words that come more than once, and never where a name is due."""
        times = Counter(
            word.folded for word, taken in zip(self.words, self._taken, strict=True) if word.capital and not taken
        )
        who_spoke = {index for first, past in self._slots.said for index in range(first, past)}
        often = {word for word, count in times.items() if count > 1 and len(word) > 2}
        for index, word in enumerate(self.words):
            named = word.capital and word.folded in often and not self._taken[index]
            if named and (index in who_spoke or self._due(index, index + 1) not in (None, Place.TITLED)):
                often.discard(word.folded)
        return often

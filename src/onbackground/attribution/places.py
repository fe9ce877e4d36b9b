"""How much a place in a text speaks for a name, and how much the words that stand there do."""

import enum
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from onbackground.attribution.expected import NOBODY, Expected, is_ended
from onbackground.attribution.lexicon import is_in_dictionary, is_known_name, is_ordinary, is_spoken_of
from onbackground.attribution.outlets import is_of_an_outlet
from onbackground.attribution.roster import Seat
from onbackground.attribution.slots import Slots, is_closed, is_opened, slots_of
from onbackground.attribution.vocabulary import HONORIFICS, ORDINARY, PARTICLES, RANKS, THINGS_IN_LETTERS
from onbackground.attribution.words import Word, fold

_LONGEST = 4
_ACRONYM = re.compile(r"[^\W\d_a-z]{2,5}s?|[^\W\d_a-z]")
_WITHIN_NAME = re.compile(r"[^\S\n]*\n?[^\S\n]*|['’]|[-‐‑]\s?")
_PRINTED = re.compile(r"[^\W\d_]+|&")
_AFTER_INITIAL = re.compile(r"\.\s?")
_PAUSED = re.compile(r"(?:^|[.?!:;…—–,]|--|\n\s*\n)[\s\"”’]*$")
_LISTING = re.compile(r"\]?(?:,\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)")
_NO_NAME_BEGINS = frozenset(
    re.findall(
        r"\w+",
        """a an the my our your his her its their this that these those some any all both each every more most other
        another them us you him everyone everybody anyone for and or but to with from at in on of by as so into about
        after before than colleague colleagues
        members momentarily shortly soon now then first next later again today here afterwards""",
    )
)
"""Words with which speech goes on that names nobody: "turn it over to my colleague"."""
_CLITICS = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})
_TITLES = frozenset(
    {"ambassador", "general", "colonel", "admiral", "captain", "secretary", "director", "administrator", "commissioner"}
)
_HEADS = frozenset(
    re.findall(
        r"\w+",
        """president minister chancellor mayor king queen pope chair senator governor congressman congresswoman
        representative""",
    )
)
"""Offices of people who are spoken about, and do not brief."""
_OF_NAMES = PARTICLES - {"of", "y", "e", "i"}
_BEFORE_A_LAST_NAME = (HONORIFICS | RANKS) - _HEADS
"""Titles of those who may sit in a briefing: what stands behind them is no second half of another's name."""
_OFFICES = (RANKS - {"general"}) | _HEADS
_COUNTRY = re.compile(r",\s+([A-Z]\w+)")
_BEFORE_A_TOWN = frozenset({"in", "near", "from", "outside"})
_THOUGHT = frozenset({"think", "know", "believe", "guess", "hope", "mean"})
_AUXILIARIES = frozenset(
    re.findall(
        r"\w+",
        "will would can could shall should may might must has have had is are was were be been do does did not also",
    )
)
"""Words that, in small letters, go on about somebody who was named before."""


class Place(enum.Enum):
    """Where a stretch stands, what speaks most for a name first."""

    HALF = enum.auto()
    """Next to another name of the same person."""
    HANDED = enum.auto()
    """Where the floor is given to an official, by who speaks next."""
    EXPECTED = enum.auto()
    """Where the course of the call says that an official is named."""
    ASKED = enum.auto()
    """The same, before "over to you", or as the last words before an official speaks."""
    HONOURED = enum.auto()
    """After Mr., Ms., Dr.…"""
    SLOT = enum.auto()
    """Where a name is due, from beginning to end."""
    BEGUN = enum.auto()
    """Where a name is due, but who knows how long it is."""
    MAYBE = enum.auto()
    """Where a name may be due, from beginning to end."""
    LISTED = enum.auto()
    """After another name and a comma or "and", before a pause."""
    GREETED = enum.auto()
    """Where the answer to a reporter begins with thanks."""
    TITLED = enum.auto()
    """After a rank, as many are named who are spoken about."""
    ASIDE = enum.auto()
    """Between two pauses, as somebody spoken to is named."""
    ANOTHER = enum.auto()
    """None of those above, and something says that this is somebody else, or something."""
    INSIDE = enum.auto()
    """In the middle of a sentence."""
    FIRST = enum.auto()
    """At the beginning of a sentence, where everything has a capital."""


EXPECTING = frozenset({Place.HANDED, Place.EXPECTED, Place.ASKED})
"""Where the course of the call says that a name is due."""
DUE = EXPECTING | {Place.SLOT, Place.LISTED}
"""Where somebody is named, beyond doubt."""
NAMING = EXPECTING | {Place.HONOURED}
"""Where a whole name stands, and an official's rather than another's."""
UNDUE = frozenset({Place.TITLED, Place.ASIDE, Place.ANOTHER, Place.INSIDE, Place.FIRST})
"""Where nothing says that a name is due."""

_READ_BY_DICTIONARY = UNDUE - {Place.ASIDE} | {Place.EXPECTED}
"""Where a rare word of the language speaks against a name."""


class Makeup(enum.Enum):
    """What kind of words a stretch has, what speaks most for a name first."""

    STRANGE = enum.auto()
    """Begins and ends like a name, and at least one word is no word and no name in common use."""
    NAMED = enum.auto()
    """Names in common use: of persons, places, bodies."""
    RAGGED = enum.auto()
    """Words of the language with a name or a strange word among them, or with capitals that nothing explains."""
    PLAIN = enum.auto()
    """Words of the language."""
    EMPTY = enum.auto()
    """Nothing but the commonest words."""


class Places:
    """One text, read for where names may stand in it.

    ``taken`` tells for each word whether it is not to be looked at; ``nearby`` gives, for a word that stands next to
    an exact form, whose form that is; ``keep`` are folded words that stay; ``expected`` says what the turns tell.
    """

    def __init__(
        self,
        text: str,
        words: list[Word],
        taken: list[bool],
        nearby: dict[int, Seat],
        keep: set[str],
        expected: Expected = NOBODY,
    ) -> None:
        self.words = words
        self._text = text
        self._taken = taken
        self._nearby = nearby
        self._keep = keep
        self._expected = expected
        self._asked = {past - length for past in expected.past_official for length in range(1, _LONGEST + 1)}
        self._small = {word.folded for word in words if not word.capital}

    @cached_property
    def _slots(self) -> Slots:
        return slots_of(self._text, self.words)

    def stretches(self, first: int) -> Iterator[int]:
        """Where a name that begins at the word ``first`` may end: the words past its end."""
        head = self.words[first]
        if head.folded == "q" or (head.capital and head.folded in _OFFICES) or self.is_hyphenated(first):
            return
        if head.folded == "i" and first + 1 < len(self.words) and self.words[first + 1].folded in _THOUGHT:
            return
        due = first in self._slots.begin or first in self._nearby or self._after_title(first) is not None
        tied = self.is_hyphenated(first + 1) and self.is_strange(first + 1)
        tied = tied or self._begins_with_particle(first)
        likely = head.capital and (tied or not (self.is_ordinary(head) or self._is_acronym(head)))
        due = due or likely or first in self._past_titles
        due = due or first in self._expected.official or first in self._expected.handed
        asked = first in self._asked and is_opened(self._text, head.start)
        maybe = first in self._slots.may_begin or (head.capital and is_opened(self._text, head.start))
        if not (due or asked or maybe):
            return
        for past in range(first + 1, min(first + _LONGEST, len(self.words)) + 1):
            if self._taken[past - 1] or (past > first + 1 and not self._goes_on(past - 1)):
                return
            if past > first + 1 and is_of_an_outlet(self._text, self.words[past - 2].end):
                return
            if self.is_hyphenated(past) or (past > first + 1 and self._is_clitic(past - 1)):
                continue
            if due or past in self._slots.end or (asked and past in self._expected.past_official):
                yield past

    def places(self, first: int, past: int) -> Iterator[tuple[Place, Seat | None]]:
        """How much the place of a stretch speaks for a name, and whose name it would have to be, if that is known.

        Beside half of a name, it may be the other half, or that of somebody else.
        """
        if (seat := self._other_half(first, past)) is not None:
            yield Place.HALF, seat
        place = self._place(first, past)
        yield place, None
        if place in EXPECTING and first in self._slots.begin:
            yield Place.SLOT if self._is_closed(past) else Place.BEGUN, None

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
        if first and self._is_next_to_following(first - 1):
            before = self.words[first - 1]
            thing = before.folded == "the" and not self.is_plural(first, past)
            if thing or (before.capital and before.folded in _HEADS):
                return True
        country = _COUNTRY.match(self._text, self.words[past - 1].end)
        known = country is not None and (is_spoken_of(fold(country[1])) or fold(country[1]) in ORDINARY)
        return known and first > 0 and self.words[first - 1].folded in _BEFORE_A_TOWN

    def _due(self, first: int, past: int) -> Place | None:
        """The place of a stretch where something says that a name is due."""
        words, text, slots, expected = self.words, self._text, self._slots, self._expected
        title = self._after_title(first)
        if title is Place.HONOURED:
            return title
        if first in self._past_titles:
            return Place.MAYBE
        if title is not None:
            return Place.MAYBE if past in slots.end else title
        if is_ended(text, words[past - 1].end) and not is_of_an_outlet(text, words[past - 1].end):
            if first in expected.handed:
                return Place.HANDED
            if first in expected.official:
                return Place.EXPECTED
        start = words[first].start
        if past in expected.past_official and _PAUSED.search(text[max(0, start - 6) : start]):
            return Place.ASKED
        if first in expected.reporter or (first - 1 in expected.reporter and self._is_next_to_following(first - 1)):
            return Place.GREETED
        closed = self._is_closed(past)
        if first in slots.begin or first in expected.house or first in expected.official:
            return Place.SLOT if closed else Place.BEGUN
        if (past in slots.end or past == len(words)) and (first in slots.may_begin or is_opened(text, start)):
            return Place.MAYBE
        return Place.LISTED if closed and self._is_listed(first) else None

    def _is_closed(self, past: int) -> bool:
        return past in self._slots.end or past == len(self.words) or is_closed(self._text, self.words[past - 1].end)

    def makeup(self, first: int, past: int, place: Place) -> Makeup:
        """What kind of words a stretch has, in its place."""
        run = self.words[first:past]
        if all(word.folded in ORDINARY or len(word.folded) < 2 for word in run):
            place_name = place in EXPECTING and past == first + 1 and is_spoken_of(run[0].folded)
            return Makeup.PLAIN if place_name and run[0].capital else Makeup.EMPTY
        while len(run) > 1 and run[0].folded in PARTICLES and self._begins_with_particle(first):
            run, first = run[1:], first + 1
        kinds = [
            Makeup.PLAIN if place in _READ_BY_DICTIONARY and is_in_dictionary(word.folded) else self._kind(word)
            for word in run
        ]
        nobody = self.is_unlikely_begun(first) if place in EXPECTING else self._goes_on_about(first)
        if nobody and all(kind is Makeup.PLAIN for kind in kinds):
            return Makeup.EMPTY
        if all(kind is Makeup.PLAIN for kind in kinds):
            explained = {word.folded for word in run} & (ORDINARY | self._keep) or self._is_in_a_title(first, past)
            capital = all(word.capital for word in run) and not is_opened(self._text, run[0].start)
            return Makeup.RAGGED if capital and not explained else Makeup.PLAIN
        tied = [self.is_hyphenated(n) or self.is_hyphenated(n + 1) for n in (first, past - 1)]
        if any(kind is Makeup.PLAIN and not part for kind, part in zip((kinds[0], kinds[-1]), tied, strict=True)):
            return Makeup.RAGGED
        return min(kinds, key=lambda kind: kind.value)

    def _begins_with_particle(self, first: int) -> bool:
        """Whether a word and those after it may be a last name with its particles: "Von Brandte", "De La Fooente"."""
        index = first
        last = min(len(self.words), first + _LONGEST) - 1
        while index < last and self.words[index].folded in _OF_NAMES:
            index += 1
        return index > first and self.is_strange(index)

    def is_unlikely_begun(self, first: int) -> bool:
        """Whether a word is one with which speech goes on that names nobody."""
        return self.words[first].folded in _NO_NAME_BEGINS

    def _is_in_a_title(self, first: int, past: int) -> bool:
        """Whether capitalised words of the language stand beside a stretch: "the United Kingdom"."""
        before = first > 0 and self._is_next_to_following(first - 1) and self.words[first - 1]
        after = self._is_next_to_following(past - 1) and self.words[past]
        return any(word and word.capital and word.folded != "i" and self.is_ordinary(word) for word in (before, after))

    def _goes_on_about(self, first: int) -> bool:
        return self.words[first].folded in _AUXILIARIES and not self.words[first].capital

    def _kind(self, word: Word) -> Makeup:
        if self.is_ordinary(word) or len(word.folded) < 2:
            return Makeup.PLAIN
        acronym, known = self._is_acronym(word), is_known_name(word.folded)
        if acronym and (known or word.folded in THINGS_IN_LETTERS):
            return Makeup.PLAIN
        if known or is_known_name(word.folded.removesuffix("s")) or word.folded in self._reporters:
            return Makeup.NAMED
        return Makeup.STRANGE if word.capital and not acronym else Makeup.RAGGED

    def is_plural(self, first: int, past: int) -> bool:
        """Whether a stretch may name several people of one name: "the Annans"."""
        name = self.words[past - 1]
        return (
            first > 0 and self.words[first - 1].folded == "the" and name.folded.endswith("s") and len(name.folded) > 3
        )

    def is_ordinary(self, word: Word) -> bool:
        """Whether a word needs no name to explain it, in this text."""
        return (
            word.folded in self._keep
            or is_ordinary(word.folded)
            or (word.capital and word.folded in self._small and len(word.folded) > 1)
        )

    def is_name_like(self, index: int) -> bool:
        """Whether a word may be a name because it is beside one: capitalised, and no office or body."""
        word = self.words[index]
        likely = word.capital and word.end - word.start > 1 and not self._taken[index] and not self._is_acronym(word)
        return likely and (not self.is_ordinary(word) or is_known_name(word.folded))

    def is_strange(self, index: int) -> bool:
        """Whether a word has a capital and is no word and no name in common use."""
        return self._kind(self.words[index]) is Makeup.STRANGE

    def other_halves(self, first: int, kind: str) -> set[str]:
        """What stands, anywhere in the text, beside a word that is the "first" or the "last" half of a name."""
        return self._beside.get((kind, self.words[first].folded), set())

    def beside(self, index: int) -> Iterator[str]:
        """The words right beside a word that may make one name with it: capitalised, and no word of the language."""
        before = self.words[index - 1].folded if index else ""
        titled = before in _BEFORE_A_LAST_NAME
        if index and not titled and self._is_next_to_following(index - 1) and self.is_name_like(index - 1):
            yield before
        if self._is_next_to_following(index) and self.is_name_like(index + 1):
            yield self.words[index + 1].folded

    def after(self, index: int) -> set[str]:
        """The word right after a word that may make one name with it; none where nothing does."""
        if not self._is_next_to_following(index):
            return set()
        after = self.words[index + 1]
        name = self.is_name_like(index + 1) or (after.capital and is_spoken_of(after.folded))
        return {after.folded} if name else set()

    def _is_next_to_following(self, index: int) -> bool:
        """Whether a word follows, with nothing but a space between."""
        if index + 1 == len(self.words):
            return False
        return self._text[self.words[index].end : self.words[index + 1].start].isspace()

    def printed(self, first: int, past: int) -> list[str]:
        """The words of a stretch as they stand in the text, an ampersand among them."""
        return _PRINTED.findall(self._text, self.words[first].start, self.words[past - 1].end)

    def _goes_on(self, index: int) -> bool:
        """Whether a name may go on over the gap before a word."""
        before = self.words[index - 1]
        gap = self._text[before.end : self.words[index].start]
        initial = len(before.folded) == 1 and (gap == "&" or _AFTER_INITIAL.fullmatch(gap))
        return bool(_WITHIN_NAME.fullmatch(gap) or initial)

    def is_hyphenated(self, index: int) -> bool:
        """Whether a hyphen ties a word to the one before."""
        return 0 < index < len(self.words) and self._text[self.words[index - 1].end : self.words[index].start] in "-‐‑"

    def _is_clitic(self, index: int) -> bool:
        word = self.words[index]
        return word.folded in _CLITICS and self._text[word.start - 1] in "'’"

    def _is_acronym(self, word: Word) -> bool:
        return _ACRONYM.fullmatch(self._text, word.start, word.end) is not None

    def _other_half(self, first: int, past: int) -> Seat | None:
        for index, other in ((first, first - 1), (past - 1, past)):
            if index in self._nearby and 0 <= other < len(self.words) and self._taken[other]:
                low, high = sorted((self.words[index], self.words[other]), key=lambda word: word.start)
                gap = r",?\s+" if past == first + 1 else r"\s+"
                if re.fullmatch(gap, self._text[low.end : high.start]):
                    return self._nearby[index]
        return None

    @cached_property
    def _past_titles(self) -> frozenset[int]:
        """Where a name is due behind a title: "over to Deputy Secretary …"."""
        past = set()
        for first in self._slots.begin | self._expected.handed | self._expected.official:
            name = first
            while name < len(self.words) and self.words[name].folded in HONORIFICS | RANKS:
                name += 1
            if name > first:
                past.add(name)
        return frozenset(past)

    def _after_title(self, first: int) -> Place | None:
        if not first or not re.fullmatch(r"\.?\s+", self._text[self.words[first - 1].end : self.words[first].start]):
            return None
        title = self.words[first - 1]
        if self._text[title.start : title.end].isupper():
            return None  # the label of a turn
        if title.folded in HONORIFICS and title.capital:
            return Place.HONOURED
        return Place.TITLED if title.folded in _TITLES and title.capital and self.words[first].capital else None

    def _is_listed(self, first: int) -> bool:
        """Whether a name or an alias comes right before, with a comma or "and" between."""
        before = first - 1
        if before > 0 and self.words[before].folded in ("and", "or"):
            before -= 1
        if before < 0 or not self._taken[before]:
            return False
        return _LISTING.fullmatch(self._text[self.words[before].end : self.words[first].start]) is not None

    @cached_property
    def _spoken_of(self) -> set[str]:
        """The capitalised words that come more than once, and never where a name is due."""
        times = Counter(
            word.folded for word, taken in zip(self.words, self._taken, strict=True) if word.capital and not taken
        )
        often = {word for word, count in times.items() if count > 1 and len(word) > 2}
        for index, word in enumerate(self.words):
            named = word.capital and word.folded in often and not self._taken[index]
            if named and self._due(index, index + 1) not in (None, Place.TITLED):
                often.discard(word.folded)
        return often

    @cached_property
    def _pairs(self) -> list[tuple[Word, Word]]:
        """The capitalised words that stand side by side, with nothing but a space between."""
        return [
            (one, other)
            for n, (one, other) in enumerate(pairwise(self.words))
            if one.capital
            and other.capital
            and not (self._taken[n] or self._taken[n + 1])
            and len(one.folded) > 1 < len(other.folded)
            and self._text[one.end : other.start].isspace()
        ]

    @cached_property
    def _reporters(self) -> set[str]:
        """The words of names that are given with an outlet."""
        of_outlets = {word.folded for word in self.words if word.capital and is_of_an_outlet(self._text, word.end)}
        return of_outlets | {one.folded for one, other in self._pairs if other.folded in of_outlets}

    @cached_property
    def _beside(self) -> dict[tuple[str, str], set[str]]:
        """What follows a word as its last name may, and what comes before it as its first name may."""
        beside: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one, other in self._pairs:
            if other.folded not in ORDINARY:
                beside["first", one.folded].add(other.folded)
            if one.folded not in ORDINARY:
                beside["last", other.folded].add(one.folded)
        return beside

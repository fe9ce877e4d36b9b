"""A roster's names by their sound: which one some words sound most like, and whether a word sounds like half of one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from onbackground.attribution.given_names import may_be_family_first
from onbackground.attribution.lexicon import is_known_name
from onbackground.attribution.roster import Seat
from onbackground.attribution.sound.orthographies import read_aloud
from onbackground.attribution.sound.phones import by_letter, likeness, outline, readings, spoken, weight
from onbackground.attribution.words import words_of

LAST = "*"
"""Instead of a seat: whoever has a last name there, as behind "Mr."."""

PART_ALIKE = 0.75
"""What sounds so alike before the last name is the first name, and at the end of a whole name the last name."""
_HALF_ALIKE = 0.5
"""Where the other half of a name sounds less alike, it is another person's."""
_LETTERS_A_SLIP = 5
"""A name of five letters or more may have a slip of the pen, one of ten or more two."""
MISTYPED = 0.9
"""How alike a name with a slip of the pen counts as."""
_LIKELIEST = 6
_READINGS = 6
_OUTLINES_ALIKE = 0.4
_OUTLINES_CLOSE = 0.65


def slips_in(letters: str) -> int:
    """How many slips of the pen a name of these letters may have."""
    return len(letters) // _LETTERS_A_SLIP


class SoundingName(msgspec.Struct, frozen=True):
    """A name, or a part of one, in one reading; ``seat`` is None for a name that stays.

    ``weight`` is how much there is to hear; ``common`` says that a recogniser knows all its words.
    """

    seat: Seat | None
    kind: str
    phones: str
    weight: float
    common: bool


def _printed(seat: Seat) -> dict[str, str]:
    """The words of a person's names as printed, by their folded spelling."""
    return {word.folded: name[word.start : word.end] for name in (seat.name, *seat.also) for word in words_of(name)}


class SoundingNames:
    """Names given as folded words, each with its seat and which part of a name it is."""

    def __init__(self, names: Mapping[tuple[str, ...], tuple[Seat | None, str]]) -> None:
        self._names: list[SoundingName] = []
        # What to look through at first sight: all, or what may stand after "Mr.", or one person's. Many names share
        # an outline, and each is compared once.
        self._outlines: dict[str | None, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._letters: dict[str | None, dict[int, str]] = defaultdict(dict)
        self._parts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for words, (seat, kind) in names.items():
            last = kind != "first" or (len(words) == 1 and may_be_family_first(words[0]))
            looked_through = {None, LAST if last else None, seat.id if seat else None}
            common = all(map(is_known_name, words))
            printed = _printed(seat) if seat else {}
            read = [] if common else read_aloud([printed.get(word, word) for word in words])
            sounds = list(filter(None, dict.fromkeys((*spoken(words), *read, by_letter(words)))))
            for only in looked_through if sounds else ():
                self._letters[only][len(self._names)] = "".join(words)
            for phones in sounds:
                for only in looked_through:
                    self._outlines[only][outline(phones)].append(len(self._names))
                self._names.append(SoundingName(seat, kind, phones, weight(phones), common))
            if seat is not None:
                self._parts[seat.id, kind] += sounds
        self.nearest = lru_cache(maxsize=65_536)(self._nearest)

    def _nearest(
        self, words: tuple[str, ...], only: str | None = None, closely: bool = False
    ) -> tuple[SoundingName, float] | None:
        """The name that folded words sound most like, and how much, from 0 to 1.

        ``only`` is the id of the seat whose name it must be, or :data:`LAST`.
        ``closely`` looks only at what is rather alike at first sight.
        """
        best: tuple[SoundingName, float] | None = None
        near: dict[str, list[SoundingName]] = {}
        for phones in dict.fromkeys((*spoken(words)[:_READINGS], by_letter(words))):
            blurred = outline(phones)
            if blurred not in near:
                near[blurred] = self._alike_at_first_sight(blurred, only, closely)
            for name in near[blurred]:
                alike = likeness(phones, name.phones)
                if best is None or alike > best[1] or (alike == best[1] and name.seat is None):
                    best = name, alike
        return self._mistyped("".join(words), only) or best if best is None or best[1] < MISTYPED else best

    def _alike_at_first_sight(self, blurred: str, only: str | None, closely: bool) -> list[SoundingName]:
        """The names whose outlines are the most like one, the most alike first."""
        outlines = self._outlines[only]
        near = process.extract(
            blurred,
            outlines.keys(),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_OUTLINES_CLOSE if closely else _OUTLINES_ALIKE,
            limit=_LIKELIEST,
        )
        likeliest = sorted((-alike, number) for outlined, alike, _ in near for number in outlines[outlined])
        return [self._names[number] for _, number in likeliest[:_LIKELIEST]]

    def _mistyped(self, letters: str, only: str | None) -> tuple[SoundingName, float] | None:
        """The name that has a letter more, or less, or another, or two that changed places; None where none has."""
        slips = slips_in(letters)
        near = (
            process.extractOne(letters, self._letters[only], scorer=OSA.distance, score_cutoff=slips) if slips else None
        )
        return (self._names[near[2]], MISTYPED) if near else None

    def is_part(self, words: Iterable[str], seat: Seat, kind: str, least: float = _HALF_ALIKE) -> bool:
        """Whether any of some folded words sounds like the "first" or the "last" name of a seat."""
        return any(
            likeness(phones, part) >= least
            for word in words
            for phones in readings(word)
            for part in self._parts[seat.id, kind]
        )

"""The words beside a name that make it somebody else's: "John Merrow", "President Kelly", "the Johnson Act"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onbackground.attribution.forms import Form
from onbackground.attribution.given_names import is_common_name, is_given, short_forms
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_in_dictionary, is_known_name, is_spoken_of
from onbackground.attribution.meant.months_and_places import PLACES
from onbackground.attribution.meant.offices import others_office
from onbackground.attribution.meant.passage import Passage
from onbackground.attribution.meant.verdict import Verdict
from onbackground.attribution.roster import Seat, is_rank_in_letters, title_in_letters
from onbackground.attribution.sound.phones import likeness as sounds_like
from onbackground.attribution.sound.phones import readings
from onbackground.attribution.vocabulary import (
    HONORIFICS,
    ORDINARY,
    PARTICLES,
    RANKS,
    THINGS_IN_LETTERS,
    word_set,
)
from onbackground.attribution.words import HYPHENS, Word, words_of

_ENTITIES = word_set(
    """accord accords act administration agreement airport amendment association authority avenue award bank base bay
    bill bridge brothers building bureau campus center centre church city college commission committee company corp
    corporation council county court creek dam doctrine fellow fellows fellowship field fort foundation fund garden
    gate global group hall hospital house inc initiative institute institution international island islands lake law
    llc llp ltd memorial mountain museum park partners prize program programs project report river road rule school
    square stadium station street strip suisse theater theatre tower township trust university valley"""
)
"""What is called after somebody: a street, a fund, an act."""
_BEFORE_PLACES = word_set(
    """camp mount mt lake fort cape point port san saint st santa el capitol pell uc uss hms hurricane typhoon cyclone
    storm"""
)
"""What stands before a name that is a place's, a ship's, a storm's."""
_QUARTERS = word_set("north south east west new")
_WITHIN_A_BRAND = re.compile(r"[^\W\d_]\d+$")
_BRAND = re.compile(r"[A-Z]{2,}[a-z]+|[A-Z][a-z]+[A-Z]{2,}")
_SPACE = re.compile(r"\s{1,12}|[\-‐‑]")
_MIDDLE_INITIAL = re.compile(r"[A-Z]\.\s{1,2}")
_POINTED = re.compile(r"\.\s?")
_AND = re.compile(r"\s(?:&|\\?&amp;)\s")
_AGAINST = re.compile(r"\s+vs?\.\s+[A-Z]")
_SUED_BY = re.compile(r"[A-Z]\w+\s+vs?\.\s+$")
_DASH = re.compile(r"\s?[-‐‑–—]")
_MOST_PIECES = 3
_SEEN = 24
_ALIKE, _SOMEWHAT_ALIKE, _QUITE_UNLIKE = 0.6, 0.5, 0.3
"""How alike, in sound and spelling, a word beside a name must be to the seat's other name to be it, perhaps or not."""
_HEARD_ALIKE, _HEARD_SOMEWHAT_ALIKE = 0.75, 0.65
"""The same for its sound alone."""


def somebody_else(passage: Passage, first: int, past: int, form: Form) -> Verdict | None:
    """Whether another name beside this one makes it a whole name of somebody not on the roster."""
    following = _name_after(passage, past)
    if following is not None and following not in passage.taken:
        if _is_broken_off(passage, following, form.seat) or _is_within_name(passage, first, following, form):
            return None
        alike = max(_likeness(name, _parts(form.seat)[1]) for name in _run_together(passage, following, 1))
        if alike >= _ALIKE:
            return None
        if passage.words[following].folded in _ENTITIES:
            return Verdict.OTHER
        if not passage.begins_sentence(first) or is_known_name(form.words[-1]):
            public = is_spoken_of(passage.words[following].folded)
            perhaps = alike >= _SOMEWHAT_ALIKE and not public
            return Verdict.UNSURE if perhaps or _is_only_spoken_of(form) else Verdict.OTHER
        if form.words[-1] not in NAMES_THAT_ARE_WORDS:
            return Verdict.OTHER
    before = name_before(passage, first)
    apart = passage.is_subject(first, past) and not _begins_place(passage, first)
    if before is not None and before not in passage.taken and not apart:
        return _after_a_name(passage, before, form)
    letters = _letters_before(passage, first) if form.kind in ("last", "nickname") else ""
    if is_rank_in_letters(letters, form.seat):
        return None if letters == title_in_letters(form.seat) else Verdict.UNSURE
    if _are_initials(letters, form):
        return Verdict.OTHER
    return Verdict.OTHER if _is_of_a_company(passage, first, past) else None


def _is_only_spoken_of(form: Form) -> bool:
    """Whether calls speak of a last name that is no place, and that not many bear: a name behind it tells nothing."""
    name = form.words[-1]
    borne = is_common_name(name) or name in NAMES_THAT_ARE_WORDS or name in PLACES
    return form.kind == "last" and is_spoken_of(name) and not borne


def _letters_before(passage: Passage, first: int) -> str:
    """The capitals right before a last name, in small letters: "mj" of "MJ" and "M. J."; "" without any."""
    if first == 0 or first - 1 in passage.taken:
        return ""
    if passage.gap(first).isspace():
        letters = passage.printed(first - 1)
        return letters.lower() if len(letters) > 1 and letters.isupper() else ""
    letters = ""
    while first and _POINTED.fullmatch(passage.gap(first)) and len(passage.words[first - 1].folded) == 1:
        first -= 1
        letters = passage.printed(first) + letters
    return letters.lower() if letters.isupper() else ""


def _are_initials(letters: str, form: Form) -> bool:
    """Whether letters are the initials of a first name, and none of the seat's own: "MJ Cooper"."""
    if len(letters) != 2 or letters in THINGS_IN_LETTERS | HONORIFICS:
        return False
    return letters[0] not in {name[0] for name in _own_first_names(form.seat)}


def _is_broken_off(passage: Passage, index: int, seat: Seat) -> bool:
    """Whether a word is the beginning of the seat's last name, before a dash: "Harbourm — Harbourmaster"."""
    begun, whole = passage.words[index].folded, _parts(seat)[1]
    if _DASH.match(passage.text, passage.words[index].end) is None:
        return False
    return any(name != begun and name.startswith(begun) for name in whole)


def _is_within_name(passage: Passage, first: int, following: int, form: Form) -> bool:
    """Whether a name goes on to the seat's last name ("Ann Jane Tidewater"), or the short form of the seat's first name
    is a piece of it with the word that follows ("Mira Slava", where a Miroslava sits).
    """
    words, after = passage.words, _parts(form.seat)[1]
    if following + 1 < len(words) and words[following + 1].folded in after and passage.gap(following + 1).isspace():
        return passage.is_capital(following + 1)
    if form.kind not in ("also", "nickname") or following != first + 1:
        return False
    longer = tuple(name for name in _own_first_names(form.seat) if name != words[first].folded)
    return bool(longer) and _likeness(words[first].folded + words[following].folded, longer) >= _HEARD_ALIKE


def _is_of_a_company(passage: Passage, first: int, past: int) -> bool:
    """Whether a name is one of two that an ampersand ties, a party at court, or the end of a brand: "Tidewater & Sons",
    "Tidewater v. Ohio", "K9Tidewater".
    """
    word = passage.words[first].folded
    start = passage.words[first].start
    begin = max(0, start - _SEEN)
    is_party = _AGAINST.match(passage.text, passage.words[past - 1].end) or _SUED_BY.search(passage.text, begin, start)
    if is_party or _WITHIN_A_BRAND.search(passage.text, begin, start):
        return True
    for beside, behind in ((past, past), (first - 1, first)):
        tied = 0 <= beside < len(passage.words) and _AND.fullmatch(passage.gap(behind))
        if tied and (beside not in passage.taken or passage.words[beside].folded == word):
            return True
    return False


def _run_together(passage: Passage, index: int, step: int) -> Iterator[str]:
    """A word, and the longer names that it and the words after it (``step`` 1: "San Ders") or before it (-1: "cod Ada")
    may be pieces of.
    """
    words = passage.words
    pieces: list[str] = []
    for place in range(index, index + step * _MOST_PIECES, step):
        if not 0 <= place < len(words) or (pieces and not passage.gap(max(place, place - step)).isspace()):
            return
        pieces.append(words[place].folded)
        yield "".join(pieces[::step])


def _after_a_name(passage: Passage, before: int, form: Form) -> Verdict | None:
    """What a name is behind another: the last name of somebody else, if that is no first name of the seat's."""
    word = passage.words[before].folded
    is_word = form.words[-1] in NAMES_THAT_ARE_WORDS
    if word in _BEFORE_PLACES:
        return Verdict.OTHER
    known = is_known_name(word) or passage.text[passage.words[before].end] in HYPHENS or passage.after_honorific(before)
    if word in _parts(form.seat)[0] or (form.kind == "first" and not known and not is_word):
        return None
    alike = max(_likeness(name, _own_first_names(form.seat)) for name in _run_together(passage, before, -1))
    if alike >= _ALIKE:
        return Verdict.NAME if is_word and form.kind == "last" else None
    if _is_strange_beginning(passage, before):
        return Verdict.UNSURE
    unlike = _SOMEWHAT_ALIKE if known or is_word else _QUITE_UNLIKE
    return Verdict.OTHER if alike < unlike else Verdict.UNSURE


def partner(passage: Passage, first: int, past: int, form: Form) -> str:
    """The word beside a name that makes it somebody else's whole name: "merrow" in "John Merrow"; "" without.

    What makes a thing or a place of it ("Lincoln Tunnel", "West Virginia", "JPMorgan Chase") tells of nobody.
    """
    if len(form.words) > 1 or not passage.is_capital(first) or somebody_else(passage, first, past, form) is None:
        return others_office(passage, first, form) or "" if len(form.words) == 1 else ""
    following, before = _name_after(passage, past), name_before(passage, first)
    index = following if following is not None and following not in passage.taken else before
    if index is None or index in passage.taken or _BRAND.match(passage.printed(index)):
        return ""
    word = passage.words[index].folded
    is_borne = form.kind != "last" or is_known_name(word) or word in NAMES_THAT_ARE_WORDS or not is_in_dictionary(word)
    return word if is_borne and word not in _ENTITIES | _BEFORE_PLACES | _QUARTERS else ""


def _name_after(passage: Passage, past: int) -> int | None:
    """The word after, if it goes on as a name would: "John Merrow", "John F. Merrow", "John van Dyke"."""
    words, i = passage.words, past
    while i < len(words) and i < past + 4:
        gap = passage.gap(i)
        word = words[i]
        small = _is_small_particle(word)
        initial = len(word.folded) == 1 and word.capital and i == past
        after_initial = i == past + 1 and (gap in ("'", "’") or (gap.startswith(".") and gap[1:].isspace()))
        if not (_SPACE.fullmatch(gap) or after_initial):
            return None
        if small or initial:
            i += 1
            continue
        return i if _is_namelike(passage, i) else None
    return None


def _is_small_particle(word: Word) -> bool:
    return word.folded in PARTICLES and not word.capital and len(word.folded) > 1


def name_before(passage: Passage, first: int) -> int | None:
    """The word before, if a name would begin with it."""
    if first > 1 and _MIDDLE_INITIAL.fullmatch(
        passage.text, passage.words[first - 1].start, passage.words[first].start
    ):
        first -= 1
    while first > 1 and _is_small_particle(passage.words[first - 1]) and _SPACE.fullmatch(passage.gap(first)):
        first -= 1
    if first == 0:
        return None
    of_a_place = _begins_place(passage, first)
    if not _SPACE.fullmatch(passage.gap(first)) or not (of_a_place or _is_namelike(passage, first - 1)):
        return None
    known = is_given(passage.words[first - 1].folded) or _BRAND.match(passage.printed(first - 1))
    if passage.begins_sentence(first - 1) and not (of_a_place or known or _is_strange_beginning(passage, first - 1)):
        return None
    return first - 1


def _begins_place(passage: Passage, first: int) -> bool:
    """Whether a word stands before a name that makes a place of it, a ship or a storm: "Fort Okafor"."""
    return first > 0 and passage.words[first - 1].folded in _BEFORE_PLACES and passage.is_capital(first - 1)


def _is_strange_beginning(passage: Passage, index: int) -> bool:
    """Whether a sentence begins with a word that is none, and no known first name: somebody's, but whose is open."""
    word = passage.words[index].folded
    strange = not (is_in_dictionary(word) or is_given(word) or is_spoken_of(word))
    return strange and passage.begins_sentence(index) and not _BRAND.match(passage.printed(index))


def _is_namelike(passage: Passage, index: int) -> bool:
    """Whether a word may be part of a name: with a capital, no rank, no common word, no short word in capitals."""
    word, printed = passage.words[index], passage.printed(index)
    ordinary = word.folded in ORDINARY or word.folded in HONORIFICS or word.folded in RANKS
    return (
        len(printed) > 2
        and passage.is_capital(index)
        and (not ordinary or word.folded in _ENTITIES)
        and (not printed.isupper() or len(printed) > 5)
    )


@lru_cache(maxsize=16_384)
def _likeness(word: str, parts: tuple[str, ...]) -> float:
    """How much a word sounds and is spelled like any of some others, from 0 to 1."""
    likeness = 0.0
    for part in parts:
        heard = max(sounds_like(one, other) for one in readings(word) for other in readings(part))
        likeness = max(likeness, (heard + Levenshtein.normalized_similarity(word, part)) / 2)
        if heard >= _HEARD_ALIKE:
            likeness = max(likeness, heard)
        elif heard >= _HEARD_SOMEWHAT_ALIKE and not is_known_name(word):
            likeness = max(likeness, _SOMEWHAT_ALIKE)
    return likeness


@lru_cache(maxsize=1024)
def _own_first_names(seat: Seat) -> tuple[str, ...]:
    """What the roster lists as standing before a last name of the seat's."""
    return tuple(word.folded for name in (seat.name, *seat.also) for word in words_of(name)[:-1] or words_of(name))


@lru_cache(maxsize=1024)
def _parts(seat: Seat) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may stand before another name of the seat's, and what after."""
    names = [[word.folded for word in words_of(name)] for name in (seat.name, *seat.also)]
    before = [word for name in names for word in name[:-1]] + [one for name in names for one in short_forms(name[0])]
    return tuple(before), tuple(word for name in names for word in (name[1:] or name))

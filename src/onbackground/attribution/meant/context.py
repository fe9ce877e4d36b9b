"""Whether a word that can name somebody of the roster does so where it stands.

"John" before "Merrow" is somebody else's, "Will" before "the President" is a verb, "May 5th" is a day, "in Jordan" a
country. What is plainly not the person stays; what may be becomes the alias, and is shown to a person.
"""

import re

from onbackground.attribution.agencies import AGENCY_NAMES
from onbackground.attribution.forms import Form
from onbackground.attribution.given_names import is_common_family_name, is_common_name
from onbackground.attribution.lexicon import (
    NAMES_THAT_ARE_WORDS,
    is_in_dictionary,
    is_known_name,
    is_ordinary,
    is_spoken_of,
)
from onbackground.attribution.meant.companions import name_before, somebody_else
from onbackground.attribution.meant.initials import is_half, judge_initials
from onbackground.attribution.meant.months_and_places import PLACES, judge_month, judge_place
from onbackground.attribution.meant.offices import has_higher_office, others_office
from onbackground.attribution.meant.ordinary_words import (
    describes,
    in_a_title,
    judge_rare_word,
    judge_small,
    judge_whole,
    judge_word,
)
from onbackground.attribution.meant.passage import Passage
from onbackground.attribution.meant.verdict import Verdict
from onbackground.attribution.vocabulary import ELECTED, ORDINARY, PARTICLES, SOVEREIGNS, THINGS_IN_LETTERS
from onbackground.transcript.calendar_names import MONTHS

_MONTHS = frozenset(map(str.lower, MONTHS))
_GOVERNMENT_AFTER = re.compile(r"\s+administration\b")
_BROKEN_OFF = re.compile(r"\s?[-‐‑–—…]{1,3}\s?")
_AS_IN = re.compile(r"\b[A-Z],?\s+as\s+in\s+$")


def judge(passage: Passage, first: int, past: int, form: Form) -> Verdict:
    """Decide on the words ``first`` to ``past``, which are ``form``."""
    if form.kind == "initials":
        return judge_initials(passage, first, past)
    if past - first > 2 and all(len(word.folded) == 1 for word in passage.words[first:past]):
        return Verdict.NAME
    if len(form.words) > 1 and form.kind != "last":
        return judge_whole(passage, first, past, form)
    word = form.words[-1] if past - first >= len(form.words) else "".join(form.words)
    if _is_an_agency(passage, first, past):
        return Verdict.OTHER
    if past - first > len(form.words) or _is_torn(passage, first, past, form):
        return Verdict.NAME
    if _AS_IN.search(passage.before(first)) and is_common_name(word):
        return Verdict.OTHER
    if passage.words[past - 1].folded not in {word, "".join(form.words)} and past - first == len(form.words):
        return _judge_plural(passage, first, past, form)
    if is_half(passage, first, past, form) or _was_broken_off(passage, first):
        return Verdict.NAME
    return _judge_single(passage, first, past, form, word)


def _judge_single(passage: Passage, first: int, past: int, form: Form, word: str) -> Verdict:
    """What a first or last name is by itself, by what stands around it; ``word`` is what decides of the form."""
    shown = passage.is_capital(first) or passage.in_label(past)
    if passage.are_letters(first, past) and not (passage.is_called(first, past) or passage.after_honorific(first)):
        if _is_common(word) and passage.is_in_letters(first):
            return Verdict.OTHER
        if word in THINGS_IN_LETTERS or passage.printed(first) in passage.said_of_things:
            return Verdict.UNSURE
    another = somebody_else(passage, first, past, form) if shown else None
    common = form.kind == "nickname" or _is_common(word)
    if not all(map(_is_common, set(form.words) - PARTICLES - {word})):  # of two last names one that is rare
        return Verdict.UNSURE if another is Verdict.OTHER else Verdict.NAME
    if common and another is not None:
        return another
    if passage.after_honorific(first):
        family = form.kind == "nickname" and is_common_family_name(word)
        return Verdict.OTHER if family else Verdict.NAME
    if form.kind == "last" and common and _GOVERNMENT_AFTER.match(passage.after(past)):
        return Verdict.OTHER
    verdict = _judge_what_else_it_is(passage, first, past, form, word, shown=shown)
    if form.kind == "nickname":
        return _judge_nickname(passage, first, past, verdict)
    if verdict is not Verdict.OTHER and (office := others_office(passage, first, form)):
        if form.kind == "first" and office in SOVEREIGNS and another is Verdict.OTHER:
            return Verdict.OTHER
        return _judge_behind_office(passage, first, past, form, word, office)
    if verdict is not Verdict.NAME:
        return verdict
    of_a_thing = form.kind == "last" and is_known_name(word) and describes(passage, first, past)
    here = passage.is_asked(past) or passage.is_announced(first)
    of_the_head = is_known_name(word) and not here and has_higher_office(passage, first, form.seat)
    of_all = is_spoken_of(word) and not (is_common_name(word) or here or passage.is_called(first, past))
    return Verdict.UNSURE if of_a_thing or of_the_head or of_all or another is Verdict.OTHER else verdict


def _is_common(word: str) -> bool:
    """Whether others are called so, or something is."""
    return is_known_name(word) or word in NAMES_THAT_ARE_WORDS or word in PLACES


def _judge_what_else_it_is(passage: Passage, first: int, past: int, form: Form, word: str, *, shown: bool) -> Verdict:
    """What a name is by itself that is a month, a place or a word as well; any other is one."""
    if word in _MONTHS and form.kind != "nickname":
        return judge_month(passage, first, past)
    if word in PLACES and (shown or word not in NAMES_THAT_ARE_WORDS):
        return judge_place(passage, first, past)
    if word in NAMES_THAT_ARE_WORDS or len(word) < 3:
        return judge_word(passage, first, past, word)
    if is_in_dictionary(word) and not shown:
        return judge_rare_word(passage, first, past)
    return Verdict.NAME


def _judge_behind_office(passage: Passage, first: int, past: int, form: Form, word: str, office: str) -> Verdict:
    """What a name is behind an office that is not the seat's; a common one is the public figure's, unless called."""
    ordinary = is_known_name(word) or word in NAMES_THAT_ARE_WORDS
    if office in SOVEREIGNS:
        asked = passage.is_asked(past)
    elif office in ELECTED:
        asked = passage.is_asked(past) or passage.is_spoken_to(first)
    else:
        asked = passage.is_called(first, past)
    here = asked or passage.is_announced(first)
    if form.kind == "first":
        may_be_the_seat = office == "secretary" and not is_spoken_of(word)
    else:
        may_be_the_seat = here or office not in SOVEREIGNS | ELECTED
    if ordinary and not may_be_the_seat:
        return Verdict.OTHER
    public = ordinary and office == "secretary" and is_spoken_of(word)
    return Verdict.DOUBTED if public and not here else Verdict.UNSURE


def _is_an_agency(passage: Passage, first: int, past: int) -> bool:
    """Whether several words are the name of an agency, and no person's in pieces: "White House" for Whitehouse."""
    if past == first + 1 or passage.after_honorific(first):
        return False
    if " ".join(word.folded for word in passage.words[first:past]) not in AGENCY_NAMES:
        return False
    return (first > 0 and passage.words[first - 1].folded == "the") or not passage.is_called(first, past)


def _is_torn(passage: Passage, first: int, past: int, form: Form) -> bool:
    """Whether the words are the letters of the name, in other pieces: "osul livan"."""
    said = tuple(word.folded for word in passage.words[first:past])
    return said != form.words and past - first > 1 and "".join(said) == "".join(form.words)


def _was_broken_off(passage: Passage, first: int) -> bool:
    """Whether the word was begun and broken off right before: "Fi — Fields"."""
    if first == 0 or not passage.is_capital(first - 1):
        return False
    begun, word = passage.words[first - 1], passage.words[first]
    begins = len(begun.folded) > 1 and word.folded.startswith(begun.folded)
    return begins and _BROKEN_OFF.fullmatch(passage.gap(first)) is not None


def _judge_plural(passage: Passage, first: int, past: int, form: Form) -> Verdict:
    """ "The Snows": sure of a rare name, else only behind "the"; "Mr. Edwards" is no Edward, "our allies" no Allie."""
    word, plural = form.words[-1], passage.words[past - 1].folded
    if form.kind != "last" and word not in NAMES_THAT_ARE_WORDS and is_ordinary(plural):
        return Verdict.OTHER
    the = first > 0 and passage.words[first - 1].folded == "the"
    if plural in ORDINARY and not the and not passage.is_called(first, past):
        return Verdict.OTHER
    if is_spoken_of(plural) and not the:
        return Verdict.OTHER
    ordinary = word in NAMES_THAT_ARE_WORDS or len(word) < 5
    if not ordinary and not is_common_name(word):
        return Verdict.NAME
    if not passage.is_capital(past - 1) and not passage.in_label(past):
        return Verdict.OTHER
    if (
        word in NAMES_THAT_ARE_WORDS
        and not the
        and (passage.begins_sentence(first) or in_a_title(passage, first, past))
    ):
        return Verdict.OTHER
    if form.kind == "first" and (passage.after_honorific(first) or name_before(passage, first) is not None):
        return Verdict.OTHER
    return Verdict.NAME if the and not ordinary else Verdict.UNSURE


def _judge_nickname(passage: Passage, first: int, past: int, verdict: Verdict) -> Verdict:
    """A short form the roster does not list may be somebody else's name: it is shown."""
    small = not passage.is_capital(first) and judge_small(passage, first, past) is Verdict.OTHER
    return Verdict.OTHER if verdict is Verdict.OTHER or small else Verdict.UNSURE

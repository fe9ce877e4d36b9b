"""The title of an official, said without the name: "our Deputy Assistant Secretary for Harbors will begin"."""

import re
from collections.abc import Sequence

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.search import NAME, REDACTED, Search
from onbackground.attribution.roster import Seat
from onbackground.attribution.vocabulary import RANKS
from onbackground.attribution.words import words_of

_SEEN = 60
"""How far around a title is looked, in characters."""
_GOES_ON = re.compile(r",| (?:for|of|to|on|at|in) ", re.I)
"""Where a title goes on to what its bearer is in charge of."""
_NAME_BEFORE = re.compile(rf"(?P<name>{NAME}),\s+(?:(?:the|our|a|an|now|then|former)\s+)*$")
_NAME_AFTER = re.compile(rf",?\s+(?:(?:for|of|to|on)\s+(?:the\s+)?)?(?P<name>{NAME})")
"""Beside a title: whose it is, or of what: "Ann Rowan, the …", "… Rowan", "… for Dykes"."""
_HIGHER = re.compile(rf"\b(?:{'|'.join(sorted(RANKS))})[\s-]+$", re.I)


def title_said(search: Search, start: int, titles: re.Pattern[str]) -> None:
    """ "Our Deputy Assistant Secretary for Harbors", an official's title that goes with nobody else's name."""
    match = titles.match(search.text, start)
    if (
        match is None
        or (search.is_flagged(start) and search.is_flagged(match.end() - 1))
        or _HIGHER.search(search.text, max(0, start - _SEEN), start)
    ):
        return
    before = _NAME_BEFORE.search(search.text, max(0, start - _SEEN), start)
    after = _NAME_AFTER.match(search.text, match.end(), match.end() + _SEEN)
    if not any(one is not None and search.is_anothers_name(one["name"], one.start("name")) for one in (before, after)):
        search.flag(start, match.end(), Reason.BIOGRAPHY, REDACTED)


def titles_of(seats: Sequence[Seat]) -> set[str]:
    """The titles that tell who somebody is, whole and without what they are for: of two words or more, in no alias."""
    aliases = " ".join(seat.alias for seat in seats).lower()
    forms = {form for seat in seats if seat.title for form in (seat.title, _GOES_ON.split(seat.title)[0])}
    return {form for form in forms if len(words_of(form)) > 1 and form.lower() not in aliases}


def title_pattern(titles: set[str]) -> re.Pattern[str]:
    """Any of some titles, the longest first, in any case and with any spaces or hyphens."""
    printed = (r"[\s-]+".join(map(re.escape, title.split())) for title in sorted(titles, key=len, reverse=True))
    return re.compile(rf"(?:{'|'.join(printed)})\b", re.I) if titles else re.compile(r"(?!)")

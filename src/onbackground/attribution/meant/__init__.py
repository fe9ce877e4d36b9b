"""All exact forms found in a text, weighed: what each means where it stands, and what the rest of the text tells."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onbackground.attribution.exact import LONGEST_PAUSE, PAUSE, Found
from onbackground.attribution.given_names import is_common_name
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_known_name
from onbackground.attribution.meant.companions import partner
from onbackground.attribution.meant.context import judge
from onbackground.attribution.meant.initials import is_half
from onbackground.attribution.meant.mention import Mention
from onbackground.attribution.meant.others import Others
from onbackground.attribution.meant.passage import Passage
from onbackground.attribution.meant.verdict import Verdict
from onbackground.attribution.roster import own_words
from onbackground.attribution.turns import Turn
from onbackground.attribution.words import Word

_MANY = 5000
"""Names from which on a text may be a list."""
_TALK = 20
"""At least this many words for each name: a long text with more names than that is a list, and no talk to judge by."""
_ALIAS = frozenset({Verdict.NAME, Verdict.UNSURE})
_ONE_BETWEEN = re.compile(r" [A-Z][a-z]{1,11} ")
"""A word with a capital between first and last name: the rest of the first, or a middle name that no roster has."""
_ROUNDS = 4
"""How often a text is looked at anew after a name turned out to be another than it seemed."""


def weigh(
    text: str, words: list[Word], taken: set[int], found: Sequence[Found], turns: list[Turn], sure: set[int]
) -> list[Verdict]:
    """Return what becomes of each form; ``taken`` are the words that may belong to somebody known.

    ``sure`` are words that become the alias in any case, as parts of a handle or of a name spelled out.
    What becomes the alias tells nothing about others of the same name, so that a text guarded already is weighed alike.
    """
    if len(found) > _MANY and len(found) * _TALK > len(words):
        return [Verdict.NAME if _is_whole(one) else Verdict.UNSURE for one in found]
    taken = set(taken)
    passage = Passage(text, words, taken)
    certain = _side_by_side(text, words, found)
    certain |= {number for number, one in enumerate(found) if sure.issuperset(range(one.first, one.past))}
    verdicts = _judged(passage, taken, found, certain)
    for number in _of_two_seats(passage, found) - certain:
        verdicts[number] = Verdict.OTHER
    mentions = {}
    for number, one in enumerate(found):
        mention = _mention(passage, words, one, number in certain)
        if mention is not None:
            mentions[number] = mention
    addressed = {number for number, one in enumerate(found) if _is_addressed(passage, one)}
    settled = _settled(text, turns, mentions, verdicts, addressed)
    borne = _borne_by_another(passage, found, mentions) - certain
    return [
        Verdict.UNSURE if number in (addressed if verdict not in _ALIAS else borne) else verdict
        for number, verdict in enumerate(settled)
    ]


def _is_addressed(passage: Passage, one: Found) -> bool:
    """Whether this is a last name behind "Mr.", "Dr." or the like, which never stays, whoever else may be meant."""
    exact = one.form.kind == "last" and passage.words[one.past - 1].folded == one.form.words[-1]
    return exact and passage.words[one.first].capital and passage.after_honorific(one.first)


def _borne_by_another(passage: Passage, found: Sequence[Found], mentions: dict[int, Mention]) -> set[int]:
    """The numbers of the names that never stay, where another bears them: rare ones, and behind "Mr." those of whom the
    whole name that came last was another's.
    """
    numbers: set[int] = set()
    ever: set[str] = set()
    last: dict[str, bool] = {}
    for number, mention in mentions.items():
        one, name = found[number], found[number].form.words[-1]
        if _is_whole(one):
            last.update(dict.fromkeys(one.form.words, False))
        elif mention.partner or (mention.whole and partner(passage, one.first, one.past, one.form)):
            last[name] = True
            ever.add(name)
        elif (mention.whole and name in ever) or (last.get(name) and passage.after_honorific(one.first)):
            numbers.add(number)
    return numbers


def _judged(passage: Passage, taken: set[int], found: Sequence[Found], certain: set[int]) -> list[Verdict]:
    """What each form is where it stands, if not ``certain``; the words of what becomes the alias go to ``taken``."""
    verdicts = [Verdict.NAME if number in certain else _judge(passage, one) for number, one in enumerate(found)]
    for _ in range(_ROUNDS):
        new = {
            index
            for one, verdict in zip(found, verdicts, strict=True)
            if verdict in _ALIAS
            for index in range(one.first, one.past)
        } - taken
        if not new:
            break
        taken |= new
        for number, one in enumerate(found):
            if verdicts[number] not in _ALIAS:
                verdicts[number] = _judge(passage, one)
    return verdicts


def _judge(passage: Passage, one: Found) -> Verdict:
    """What a form is where it stands; one that is none of one seat's may be of another's that shares it."""
    verdict = judge(passage, one.first, one.past, one.form)
    if verdict is not Verdict.OTHER:
        return verdict
    theirs = (one.form._replace(seat=seat) for seat in one.rivals)
    may_be = any(judge(passage, one.first, one.past, form) is not Verdict.OTHER for form in theirs)
    return Verdict.UNSURE if may_be else Verdict.OTHER


def _settled(
    text: str, turns: list[Turn], mentions: dict[int, Mention], verdicts: list[Verdict], addressed: set[int]
) -> list[Verdict]:
    """What each form is, by what the mentions that stay in the text tell about it; the ``addressed`` never stay."""
    silent = {mention for number, mention in mentions.items() if number in addressed}
    for final in [False] * _ROUNDS + [True]:
        others = Others(text, turns, mentions.values(), silent=set(mentions.values()) if final else silent)
        settled = list(verdicts)
        for number, mention in mentions.items():
            if verdicts[number] in _ALIAS and not mention.whole:
                settled[number] = others.settle(mention) or verdicts[number]
        gone = {mentions[number] for number in mentions if settled[number] in _ALIAS} & others.witnesses
        if not gone:
            break
        silent |= gone
    return settled


def _mention(passage: Passage, words: list[Word], one: Found, certain: bool) -> Mention | None:
    """A name that others may bear too, for what the text tells about them; None for any other form.

    ``certain`` says that it is the seat's in any case.
    """
    start, end = words[one.first].start, words[one.past - 1].end
    seat, name = one.form.seat, words[one.first].folded
    own = own_words(seat)
    if _is_whole(one):
        return Mention(one.form.words, start, end, partner="", whole=True, own=own)
    if one.form.kind == "initials" or not words[one.first].capital:
        return None
    common = is_known_name(name) or name in NAMES_THAT_ARE_WORDS
    surname = one.form.kind == "last"
    if certain or one.past - one.first > 1 or not common or is_half(passage, one.first, one.past, one.form):
        return Mention((name,), start, end, partner="", whole=True, own=own, surname=surname)
    beside = partner(passage, one.first, one.past, one.form)
    titled = not beside and passage.with_titles(one.first) != one.first
    called = titled or passage.is_called(one.first, one.past)
    short = one.form.kind == "nickname"
    return Mention((name,), start, end, beside, whole=False, called=called, own=own, surname=surname, short=short)


def _is_whole(one: Found) -> bool:
    return len(one.form.words) > 1 and one.form.kind in {"full", "also"}


def _side_by_side(text: str, words: list[Word], found: Sequence[Found]) -> set[int]:
    """The numbers of the forms beside which another part of the same person's name stands."""
    pairs = [number for number, (one, other) in enumerate(pairwise(found)) if _supports(text, words, one, other)]
    return {*pairs, *(number + 1 for number in pairs)}


def _of_two_seats(passage: Passage, found: Sequence[Found]) -> set[int]:
    """The numbers of the common names that make one whole name, of a third person, from the names of two seats."""
    numbers: set[int] = set()
    for number, (one, other) in enumerate(pairwise(found)):
        names = one.form.kind in ("first", "nickname") and other.form.kind == "last"
        apart = one.form.seat is not other.form.seat and not (one.shared or other.shared)
        words = passage.words
        common = is_common_name(words[one.first].folded) and is_common_name(words[other.first].folded)
        single = one.past == other.first == one.first + 1 and other.past == other.first + 1
        if not (names and apart and common and single and passage.gap(other.first).isspace()):
            continue
        if passage.is_capital(one.first) and passage.is_capital(other.first):
            numbers |= {number, number + 1}
    return numbers


def _supports(text: str, words: list[Word], one: Found, other: Found) -> bool:
    """Whether two parts of one person's name stand together, so that each shows what the other is."""
    forms = one.form, other.form
    if (
        forms[0].seat is not forms[1].seat
        or forms[0].words == forms[1].words
        or "initials" in {form.kind for form in forms}
    ):
        return False
    gap = text[words[one.past - 1].end : words[other.first].start]
    whole = one.form.kind == "first" and other.form.kind == "last" and _ONE_BETWEEN.fullmatch(gap) is not None
    return whole or (len(gap) <= LONGEST_PAUSE and PAUSE.fullmatch(gap) is not None)

"""All exact forms found in a text, weighed: what each means where it stands, and what the rest of the text tells."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from onbackground.attribution.context import Context, Verdict
from onbackground.attribution.exact import LONGEST_PAUSE, PAUSE, Found
from onbackground.attribution.lexicon import is_known_name
from onbackground.attribution.others import Mention, Others
from onbackground.attribution.roster import Seat
from onbackground.attribution.turns import Turn
from onbackground.attribution.vocabulary import NAMES_THAT_ARE_WORDS
from onbackground.attribution.words import Word, words_of

_MANY = 5000
_TALK = 20
"""At least this many words for each name: a long text with more names than that is a list, and no talk to judge by."""


def weigh(text: str, words: list[Word], taken: set[int], found: Sequence[Found], turns: list[Turn]) -> list[Verdict]:
    """Return what becomes of each form; ``taken`` are the words that may belong to somebody known."""
    if len(found) > _MANY and len(found) * _TALK > len(words):
        return [Verdict.NAME if _is_whole(one) else Verdict.UNSURE for one in found]
    context = Context(text, words, taken)
    verdicts = [context.judge(one.first, one.past, one.form) for one in found]
    mentions = {
        number: mention for number, one in enumerate(found) if (mention := _mention(context, words, one)) is not None
    }
    others = Others(text, turns, mentions.values())
    for number, mention in mentions.items():
        if verdicts[number] is not Verdict.OTHER and not mention.whole:
            verdicts[number] = others.settle(mention) or verdicts[number]
    for number, (one, other) in enumerate(pairwise(found)):
        if _supports(text, words, one, other):
            verdicts[number] = verdicts[number + 1] = Verdict.NAME
    return verdicts


def _mention(context: Context, words: list[Word], one: Found) -> Mention | None:
    """A name that others may bear too, for what the text tells about them; None for any other form."""
    start, end = words[one.first].start, words[one.past - 1].end
    seat, name = one.form.seat, words[one.first].folded
    own = _own_words(seat)
    if _is_whole(one):
        return Mention(one.form.words, start, end, partner="", whole=True, own=own)
    if one.form.kind == "initials" or not words[one.first].capital:
        return None
    common = is_known_name(name) or name in NAMES_THAT_ARE_WORDS
    if one.past - one.first > 1 or not common or context.is_half(one.first, one.past, one.form):
        return Mention((name,), start, end, partner="", whole=True, own=own)
    partner, called = context.partner(one.first, one.past, one.form), context.is_called(one.first, one.past)
    return Mention((name,), start, end, partner, whole=False, called=called, own=own)


def _is_whole(one: Found) -> bool:
    return len(one.form.words) > 1 and one.form.kind in {"full", "also"}


@lru_cache(maxsize=1024)
def _own_words(seat: Seat) -> frozenset[str]:
    return frozenset(word.folded for name in (seat.name, *seat.also) for word in words_of(name))


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
    return len(gap) <= LONGEST_PAUSE and PAUSE.fullmatch(gap) is not None

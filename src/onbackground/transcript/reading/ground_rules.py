"""Read the ground rules as a moderator states them: attribution, embargo, and whether names were given."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onbackground.transcript.document import Role, Turn, how_many_within
from onbackground.transcript.ground_rules import Attribution, GroundRules
from onbackground.transcript.reading.embargo import read_embargo
from onbackground.transcript.reading.instants import Occasion
from onbackground.transcript.reading.sentences import LONGEST_CALL, as_meant, sentences

_UNKNOWN = Occasion()
_BACKGROUND = (
    r"^(?:(?:so|and|again|okay|as (?:always|usual)),? )*background"
    r"(?:\W*$|[,;:—] | (?:rules|as usual|please|only|today|to (?!th))\b)|"
    r"(?:\b(?:this is|that is|we are|we will be|go|then|is all|all)|[’'](?:s|re)(?: all)?) (?:to )?background"
    r"(?=[,;:.!—]| (?:to|as|please|only|today|for|from|and)\b|\W*$)|"
    r"\b(?:rules?|drill|terms|note|reminder)\b[^.]{0,40}[:—] background\b|"
    r"[:—–] background, (?:as|to|attribut\w+|no|an?|(?:senior|\w+ administration|White House) officials?|SAOs?)\b"
)
"""Background, said without "on": "Background, senior officials", "It's background, please", "the rules: background"."""
_LEVELS = (
    ("deep background", re.compile(r"(?i)\bdeep background\b")),
    ("on background", re.compile(rf"(?i)\bon[- ](?:a )?background\b|{_BACKGROUND}")),
    ("off the record", re.compile(r"(?i)\boff[- ]the[- ]record\b")),
    ("on the record", re.compile(r"(?i)\bon[- ]the[- ]record\b")),
)
_BACKGROUND_CALL = re.compile(r"(?i)\bbackground (?:press )?(?:(?:tele)?conference|call|briefing|gaggle|Q ?& ?A)\b")
_RECORD_CALL = re.compile(
    r"(?i)\b(?:(?:(?:call|briefing|conversation|conference|gaggle|everything|this one|this|all of (?:this|it))"
    r"(?: is| will be|[’']s)|we(?:[’']re| are))(?: all| entirely| now)?|it(?:[’']s| is) an|this is an) "
    r"on[- ]the[- ]record\b"
    r"(?! (?:for|until|till|at|during|then|first|in|with)\b|[^.]{0,60}\b(?:background|tomorrow|later|yesterday)\b)"
)
"""That all of a call is on the record, whatever its title says."""
_TITLE_WORD = r"(?:(?!(?:to|as|and|or|by|the|on|background|attribut\w+|from|is|are|our|your)\b)[\w.’'-]+ )"
_WHO = (
    rf"((?:{_TITLE_WORD}{{0,5}}?officials?|{_TITLE_WORD}{{0,3}}?(?:spokes(?:person|man|woman|people)|sources?|aides?|"
    r"advis[eo]rs?)|SAOs?))\b"
)
_PHRASE = re.compile(
    r"(?i)\b(?:attribut(?:able|ed?|ion|ing)\b"
    r"(?: (?:will be|is|are|for|this|it|to|as|the|our|all|contents?|comments?|call|of|answers?|what|you[’']ve|heard|"
    r"today|only|can be|should be|during|portion|section|from|backgrounder|briefing|you|hear|here|anything|everything|"
    r"said)){0,8}|"
    r"(?:refer(?:red|ring)?(?: to)?|cited?|identif(?:y|ied)|quoted?|described?|known|speak(?:ing)?|background|listed)\b"
    r"(?: [\w’']+){0,4}? (?:as|to)|background (?:Q ?& ?A|questions and answers|session) (?:with|from|by)|"
    r"\b(?:quote|cite)(?=,? (?:an? )?[“\"‘']?senior\b)|\b(?:say|use)(?=,? (?:an? )?[“\"‘'])|"
    r"(?:the |our )sourcing (?:is|will be)(?: to)?|"
    r"(?:on[- ]background(?:,| here)?|\bbackground,|(?<= is )background|(?<=[’']s )background|(?<=[’']re )background)"
    r"(?: (?:please|folks|guys|everyone|everybody),)?(?: (?:from|by|as|so|to|and|with))*)"
    r"[,:]?\s+(?:an? |the |our )?"
    r"(?:[“\"]?(?:\w+ ){0,3}\w+(?:-|…|\.\.\.)[”\"]? — (?:(?:well|or|sorry|excuse me|rather)\b,? )?(?:to )?)?"
    r"[“\"‘'(]?(?:an? )?"
    + _WHO
    + r"(?P<of>(?<=[a-z]) (?:on|in|of|from|at|within|with|close to|familiar with) [^“”\".,;:—]{3,60}(?=[.,]?[”\"]))?"
)
_AWARE = re.compile(
    r"(?i)\bfor (?:(?!more\b|further\b|additional\b|the\b)[\w’']+ ){0,3}?"
    r"(?:awareness|reference|knowledge|information|edification|records|"
    r"(?:(?<=for your )|(?<=for your own ))purposes)\b|"
    r"\bfor the (?:awareness|knowledge|information) of (?:those|every|all)"
)
_WITHHELD = re.compile(
    r"(?i)\b(?:not|and not|but not)(?: for)?(?: not)?(?: your| our| the)? "
    r"(?:(?:report\w*|attribution|publication|quot\w+)\b(?: or (?:for )?)?)+(?= purposes|[,.;:]|$| but| [—–])"
)
_NAMED = re.compile(
    r"(?i)\[[^\]\[]{0,60}?(?:officials?|redacted|moderator)\b|\bnames? (?:and titles? )?withheld\b|"
    r"\b(?:speakers?|briefers?|officials?|joined by|joining us|on the (?:line|call)|"
    r"(?:be hearing|(?:you|we)[’']ll hear) from)\b"
)
_LONG = 2000
"""No sentence that anyone speaks is longer, in characters."""
_OF_RULES = (
    "background", "attribut", "the record", "the-record", "refer", "cite", "identif", "quote", "awareness", "knowledge",
    "information", "edification", "your records", "purposes", "not for", "speaking as",
)  # fmt: skip


def read_ground_rules(
    turns: Sequence[Turn], occasion: Occasion = _UNKNOWN, title: str | None = None, release: str | None = None
) -> GroundRules:
    """Return the ground rules stated on the call: moderators' words before others', and no reporter's.

    ``release`` is the line of the heading that tells when the call may be used. Of what is longer than any call the
    beginning and the end are read.
    """
    first, last = (how_many_within(some, LONGEST_CALL) + 1 for some in (turns, reversed(turns)))
    if first + last < len(turns):
        turns = [*turns[:first], *turns[-last:]]
    ranked = sorted(turns, key=lambda turn: turn.role not in (Role.MODERATOR, Role.OPERATOR))
    spoken = [sentence for turn in ranked if turn.role is not Role.REPORTER for sentence in _of_ground_rules(turn)]
    return GroundRules(
        Attribution(_level(spoken, title), _phrase(spoken)),
        read_embargo(turns, occasion, release),
        any(map(_gives_names, spoken)),
    )


def _gives_names(sentence: str) -> bool:
    """Whether someone is named here "for your awareness, not for reporting"."""
    aware, withheld = _AWARE.search(sentence), _WITHHELD.search(sentence)
    return bool((aware and withheld) or ((aware or withheld) and _NAMED.search(sentence)))


def _speaks_of_rules(text: str) -> bool:
    lowered = text.lower()
    return any(map(lowered.__contains__, _OF_RULES))


def _of_ground_rules(turn: Turn) -> Iterator[str]:
    for paragraph in as_meant(turn):
        if _speaks_of_rules(paragraph):
            yield from (sentence[:_LONG] for sentence in sentences(paragraph) if _speaks_of_rules(sentence))


def _level(spoken: Sequence[str], title: str | None) -> str | None:
    """The strictest level stated for any part of the call; where none is, what the call calls itself.

    A title counts for more than what a moderator calls a call in passing, and less than the word that all of it is on
    the record.
    """
    stated = next((level for level, pattern in _LEVELS if any(map(pattern.search, spoken))), None)
    if stated == "on the record" and (
        dict(_LEVELS)[stated].search(title or "") or any(map(_RECORD_CALL.search, spoken))
    ):
        return stated
    if stated in (None, "on the record") and any(map(_BACKGROUND_CALL.search, [title or "", *spoken])):
        return "on background"
    return stated or next((level for level, pattern in _LEVELS if pattern.search(title or "")), None)


def _phrase(spoken: Iterable[str]) -> str | None:
    """The words to cite by that were said most often, singular and plural as one; of equals, the first."""
    said = [match[1] + (match["of"] or "") for sentence in spoken for match in _PHRASE.finditer(sentence)]
    times = Counter(phrase.lower().removesuffix("s") for phrase in said)
    return max(said, key=lambda phrase: times[phrase.lower().removesuffix("s")], default=None)

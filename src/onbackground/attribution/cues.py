"""What no list of names can settle: words that may tell who an official is, for a person to decide at the desk.

Each kind is looked for only at the words that begin it, so that a long text costs little. Reporters and operators
introduce themselves all day; their words are searched for names in address alone.
"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import pairwise

from onbackground.attribution.agencies import names_of
from onbackground.attribution.flags import Flag, Reason
from onbackground.attribution.given_names import is_given
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_ordinary, is_spoken_of
from onbackground.attribution.roster import Roster
from onbackground.attribution.turns import Turn, Voice, turn_at
from onbackground.attribution.vocabulary import ORDINARY
from onbackground.attribution.words import Word, fold

REDACTED = "[redacted]"
_NAME = r"[^\W\d_a-z][^\W\d_A-Z]+(?:[-‐’'][^\W\d_]+)?(?![^\W\d_])"
_THANKED = re.compile(
    rf"(?:thanks|thank\s+you|hi|hello|hey|good\s+(?:morning|afternoon|evening)|over\s+to\s+you|back\s+to\s+you)"
    rf"(?:\s+(?:so|very)\s+much|\s+again|\s+a\s+lot)?[\s,—–]+(?P<name>(?-i:{_NAME}))(?=\s*(?:[.,?!;:—–]|$|and\b|for\b|so\b|very\b))",
    re.I,
)
_HANDED = re.compile(
    rf"(?:over|back|turn\s+it|turn\s+things|hand\s+it|pass\s+it|defer)\s+(?:over\s+|back\s+)?to\s+"
    rf"(?P<name>(?-i:{_NAME}))(?=\s*(?:[.,?!;:—–]|$|to\b|for\b|and\b|on\b|who\b))",
    re.I,
)
_ASKED = re.compile(
    rf"(?:^|[.?!,:—–]\s+|\n\s*)(?P<name>{_NAME}),\s+(?:please\s+)?(?:do\s+you|you\s+want\s+to|would\s+you|can\s+you)?\s*$"
)
_GIVEN = re.compile(r"go\s+ahead|(?:back\s+)?over\s+to\s+you|do\s+you\s+want\s+to|take\s+it\s+away", re.I)
_INTRODUCED = re.compile(
    rf"(?:my\s+name\s+is|my\s+name['’]s|this\s+is|I['’]m|I\s+am|it['’]s)\s+(?P<name>(?-i:{_NAME}(?:\s+(?:[A-Z]\.\s+)?{_NAME}){{0,2}}))"
    r"(?P<after>\s*(?:[.,?!;—–]|$|with\b|from\b|at\b|again\b|here\b|speaking\b|and\b))",
    re.I,
)
_TEAM = re.compile(
    rf"(?:this\s+is|I['’]m\s+(?:from|with))\s+(?P<name>(?-i:{_NAME}))['’]s?\s+"
    r"(?:team|office|staff|shop|group|side|people|deputy|colleague)\b",
    re.I,
)
_FAMILY = re.compile(
    r"(?:thanks|thank\s+you|hi|hello|hey|good\s+(?:morning|afternoon|evening)|(?:over|back|defer)\s+to|this\s+is)"
    r"[\s,—–]+the\s+(?P<name>[^\W\d_]{3,}s)(?=\s*(?:[.,?!;:—–]|$|and\b|for\b|with\b|from\b|again\b|here\b))",
    re.I,
)
_THANKED_FAMILY = re.compile(
    r"(?:thanks|thank\s+you)(?:\s+(?:so|very)\s+much|\s+again)?[\s,—–]+the\s+(?P<name>(?-i:[^\W\d_A-Z]{3,}))"
    r"(?=\s*(?:[.,?!;:—–]|$|and\s+(?:thanks|thank|good|hello|hi)\b))",
    re.I,
)
_MAY_BE_THANKED = frozenset({"team", "moderator", "operator", "press", "speakers", "organizers", "hosts", "staff"})
_POST = re.compile(
    r"(?:I['’]m|I\s+am|I\s+serve\s+as|I\s+work\s+as|I\s+currently\s+serve\s+as)\s+(?:the|a|an|our)\s+"
    r"(?P<post>(?:[\w'’\-]+\s+){0,3}?(?:ambassador|secretary|director|coordinator|envoy|adviser|advisor|counselor"
    r"|administrator|commissioner|general|admiral|colonel|chief\s+of\s+staff|spokesperson|spokesman|spokeswoman))\b",
    re.I,
)
_PAST = re.compile(
    r"I\s+was\s+(?:the\s+|an?\s+|our\s+)?(?:[\w'’]+\s+){0,3}?(?:ambassador|secretary|director|deputy|envoy|minister|chief"
    r"|counsel|attorney|professor|governor|mayor|senator|commissioner|officer|superintendent|consul|analyst|prosecutor)\b"
    r"(?:\s+(?:in|at|of|to|for)\s+(?:the\s+)?\w+)?"
    r"|I\s+was\s+(?:stationed|posted|confirmed|appointed|nominated|sworn\s+in|serving\s+(?:in|as))\b(?:\s+\w+){0,2}"
    r"|I\s+(?:previously\s+|once\s+|also\s+)?(?:served|used\s+to\s+(?:be|run|lead|work|serve))\b(?:\s+\w+){0,3}"
    r"|my\s+(?:immediate\s+)?predecessors?\b|my\s+confirmation\b"
    r"|my\s+(?:time|tenure|years|days|service|career)\s+(?:in|at|as|with|of)\s+(?!here\b)\w+(?:\s+\w+)?"
    r"|my\s+(?:previous|former|prior|last|old|earlier)\s+(?:job|role|post|posting|life|position|assignment|career|capacity)\b"
    r"|(?:former|onetime|retired|career|veteran)\s+(?:\w+\s+)?[a-z]\w+",
    re.I,
)
_AS = re.compile(r"\b(?:as|being|I['’]m|I\s+am)\s+(?:an?|the)\s+$", re.I)
_COUNTED = frozenset({"former", "onetime", "retired", "career", "veteran"})
_PRONOUN = r"he|she|him|her|his|hers|himself|herself|he['’]ll|she['’]ll|he['’]s|she['’]s|he['’]d|she['’]d"
_AFTER_ALIAS = re.compile(
    rf"(?:['’]s)?[\s,—–]*(?:[a-z'’]+[\s,]+){{0,5}}?(?P<gendered>{_PRONOUN})\b"
    rf"|(?:['’]s)?[^.?!\n\[\]]{{0,40}}?[.;,]\s+(?:And\s+|So\s+|I\s+think\s+|I\s+know\s+)?(?P<next>(?i:he|she)(?:['’]ll|['’]s|\s+will|\s+is|\s+can|\s+has)?)\b",
)
_UNBRACKETED = re.compile(
    r"\b[Ss]enior\s[Aa]dministration\s[Oo]fficial(?:\s[Nn]umber)?\s(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|\d)\b"
)
_COLLEAGUE = re.compile(
    rf"(?:colleague|official|speaker|briefer|counterpart|boss)\b[^.?!\n]{{0,70}}?\b(?P<gendered>{_PRONOUN})\b"
    r"|(?P<noun>gentleman|lady|woman|man|guy)\b(?=[^.?!\n]{0,30}\b(?:line|call|mentioned|said|speak|remarks))",
    re.I,
)
_OURS = re.compile(r"\b(?:my|our|this|that|next|first|second|third)\s+(?:\w+\s+)?$", re.I)
_HEAD_OF_STATE = re.compile(r"President|Secretary|Minister|Vice")
_NEUTRAL = {
    "he": "they",
    "him": "them",
    "his": "their",
    "himself": "themselves",
    "she": "they",
    "her": "their",
    "hers": "theirs",
    "herself": "themselves",
    "he'll": "they'll",
    "he's": "they're",
    "he'd": "they'd",
    "she'll": "they'll",
    "she's": "they're",
    "she'd": "they'd",
}
_TIED_BEFORE = re.compile(
    r"(?:\]|\bcolleagues?|\bofficials?|\bfriends?|\bcounterparts?|\bspeakers?|\bbriefers?|\bhere|\bI['’]m|\bI\s+am|\bwe|\bteam|\bwork"
    r"|\bback|\bme)[\s,]+(?:(?:over|out|here|is|are|who\s+is|who['’]s)\s+)?(?:from|at|with|of|over\s+at)\s+(?:the\s+|our\s+)?(?:U\.S\.\s+)?$",
    re.I,
)
_OWNED_BEFORE = re.compile(r"\b(?:my|our|a|another|the)\s+(?:senior\s+)?(?:U\.S\.\s+)?$", re.I)
_OWNED_AFTER = re.compile(r"\s+(?:official|colleague|speaker|briefer)\b", re.I)
_SEEN = 160


class Cues:
    """Finds, in texts of one briefing, what may tell who an official is. ``keep`` are the names that stay."""

    def __init__(self, roster: Roster, keep: Iterable[tuple[str, ...]]) -> None:
        self._known = {word for name in keep for word in name}
        names = {name for seat in roster.seats if seat.withheld for name in names_of(seat.withheld)}
        agency = _agency_pattern(names)
        self._begins = dict(_BEGINS)
        for begin in {fold(name.split()[0]) for name in names}:
            self._begins[begin] = (*self._begins.get(begin, ()), lambda finding, start: finding.agency(start, agency))

    def find(self, text: str, words: list[Word], aliases: list[tuple[int, int]], turns: list[Turn]) -> list[Flag]:
        """Return the flags of a text; ``aliases`` are the stretches that are, or become, an alias."""
        finding = _Finding(text, words, aliases, self._known, turns)
        for word in words:
            begun = self._begins.get(word.folded)
            if begun is not None:
                for search in begun:
                    search(finding, word.start)
        finding.gender_of_aliases()
        return finding.flags


class _Finding:
    """One text being searched."""

    def __init__(
        self, text: str, words: list[Word], aliases: list[tuple[int, int]], known: set[str], turns: list[Turn]
    ) -> None:
        self._text = text
        self._words = words
        self._aliases = aliases
        self._within = {offset for start, end in aliases for offset in range(start, end)}
        self._known = known
        self._turns = turns
        self._flagged: set[tuple[int, int]] = set()
        self.flags: list[Flag] = []

    def addressed(self, start: int) -> None:
        """ "Thanks, Kate", "thank you, the Millers", and whatever else nobody thanks: "thank you, the annoyance"."""
        match = _THANKED.match(self._text, start, start + _SEEN) or _HANDED.match(self._text, start, start + _SEEN)
        if match and self._may_be_unknown(match["name"]):
            self._add(*match.span("name"), Reason.ADDRESSED, REDACTED)
        match = _FAMILY.match(self._text, start, start + _SEEN)
        if match and self._is_no_word(match["name"]):
            self._add(*match.span("name"), Reason.ADDRESSED, REDACTED)
        match = _THANKED_FAMILY.match(self._text, start, start + _SEEN)
        if match and fold(match["name"]) not in _MAY_BE_THANKED | self._known:
            self._add(*match.span("name"), Reason.ADDRESSED, REDACTED)

    def asked(self, start: int) -> None:
        """ "Kate, go ahead", "Kate, over to you", "Kate, do you want to start"."""
        if not _GIVEN.match(self._text, start):
            return
        low = max(0, start - 60)
        match = _ASKED.search(self._text[low:start])
        if match and self._may_be_unknown(match["name"]):
            self._add(low + match.start("name"), low + match.end("name"), Reason.ADDRESSED, REDACTED)

    def introduced(self, start: int) -> None:
        """ "This is Kate", "this is Miller's team", "I'm the ambassador": where an official speaks."""
        if self._is_asking(start):
            return
        for pattern in (_TEAM, _FAMILY):
            match = pattern.match(self._text, start, start + _SEEN)
            if match and self._is_no_word(match["name"]):
                self._add(*match.span("name"), Reason.SELF_INTRODUCTION, REDACTED)
        match = _INTRODUCED.match(self._text, start, start + _SEEN)
        if match and all(self._may_be_a_name(word) for word in match["name"].split() if len(word) > 2):
            given = is_given(fold(match["name"].split()[0]))
            if given or (match["after"].strip() in {"with", "from", "at", "again", "here", "speaking"}):
                self._add(*match.span("name"), Reason.SELF_INTRODUCTION, REDACTED)
        post = _POST.match(self._text, start, start + _SEEN)
        if post:
            self._add(*post.span("post"), Reason.SELF_INTRODUCTION, REDACTED)

    def past(self, start: int) -> None:
        """ "When I was ambassador in …", "my predecessor": where an official speaks."""
        match = _PAST.match(self._text, start, start + _SEEN)
        if match is None or self._is_asking(start) or self._quoted(start):
            return
        own = match[0].split()[0].lower() not in _COUNTED
        if own or _AS.search(self._text[max(0, start - 16) : start]):
            self._add(*match.span(), Reason.BIOGRAPHY, REDACTED)

    def colleague(self, start: int) -> None:
        """ "My colleague … she": a pronoun that tells an official's gender."""
        match = _COLLEAGUE.match(self._text, start, start + _SEEN)
        if match and _OURS.search(self._text[max(0, start - 24) : start]) and not _HEAD_OF_STATE.search(match[0]):
            kind = "gendered" if match["gendered"] else "noun"
            self._add(*match.span(kind), Reason.GENDER, _neutral(match[kind]))

    def gender_of_aliases(self) -> None:
        """A pronoun soon after an alias."""
        unbracketed = [found.span() for found in _UNBRACKETED.finditer(self._text) if found.end() not in self._within]
        for _, end in [*self._aliases, *unbracketed]:
            match = _AFTER_ALIAS.match(self._text, end, end + 80)
            if match:
                kind = "gendered" if match["gendered"] else "next"
                between = self._text[end : match.start(kind)]
                if not re.search(
                    r"\b[A-Z][a-z]{2,}|\[|\b(?:president|secretary|minister)\b",
                    between.replace("And ", "").replace("So ", ""),
                ):
                    self._add(*match.span(kind), Reason.GENDER, _neutral(match[kind]))

    def agency(self, start: int, names: re.Pattern[str]) -> None:
        """ "My colleague from …", of an agency that is withheld."""
        match = names.match(self._text, start)
        if match is None:
            return
        before = self._text[max(0, start - 60) : start]
        owned = _OWNED_BEFORE.search(before) and _OWNED_AFTER.match(self._text, match.end())
        alias_ends = self._ends_alias(start, before)
        if owned or _TIED_BEFORE.search(before) or alias_ends:
            self._add(*match.span(), Reason.AGENCY, REDACTED)

    def _ends_alias(self, start: int, before: str) -> bool:
        tie = re.search(
            r"(?:,?\s+(?:who\s+is\s+|who['’]s\s+)?(?:over\s+)?(?:from|at|with|of)\s+(?:the\s+|our\s+)?(?:U\.S\.\s+)?)$",
            before,
        )
        return tie is not None and start - len(before) + tie.start() - 1 in self._within

    def _may_be_unknown(self, word: str) -> bool:
        return self._may_be_a_name(word) and fold(word) not in self._persons

    @cached_property
    def _persons(self) -> set[str]:
        """First names of those who are named whole in the text: "Kylie" where "Kylie Atwood" is called."""
        return {
            one.folded
            for one, other in pairwise(self._words)
            if one.capital and other.capital and other.start - one.end == 1 and self._text[one.end].isspace()
            if len(one.folded) > 1 and other.folded not in ORDINARY
        }

    def _may_be_a_name(self, word: str) -> bool:
        folded = fold(word)
        return (
            folded not in ORDINARY
            and folded not in self._known
            and (is_given(folded) or folded not in NAMES_THAT_ARE_WORDS)
            and not word.isupper()
        )

    def _is_no_word(self, word: str) -> bool:
        """Whether it is neither a word of the language, in singular or plural, nor anybody or anything spoken of."""
        folded = fold(word)
        forms = {folded, folded.removesuffix("s"), folded.removesuffix("es"), f"{folded.removesuffix('ies')}y"}
        return not any(is_ordinary(form) or is_spoken_of(form) or form in self._known for form in forms)

    def _is_asking(self, start: int) -> bool:
        return self._turns[turn_at(self._turns, start)].voice is not Voice.OTHER

    def _quoted(self, start: int) -> bool:
        return self._text[max(0, start - 2) : start].rstrip().endswith(("“", '"'))

    def _add(self, start: int, end: int, reason: Reason, suggestion: str) -> None:
        if (start, end) not in self._flagged and not any(place in self._within for place in (start, end - 1)):
            self._flagged.add((start, end))
            found = self._text[start:end]
            self.flags.append(Flag(start=start, end=end, found=found, reason=reason, suggestion=suggestion))


def _neutral(word: str) -> str:
    """ "Their" for "his"."""
    words = word.lower().replace("’", "'").split(maxsplit=1)
    if words[0] not in _NEUTRAL:
        return "official"
    neutral = " ".join([_NEUTRAL[words[0]], *words[1:]])
    return neutral.replace("they is", "they are").replace("they has", "they have")


def _agency_pattern(names: set[str]) -> re.Pattern[str]:
    """Every name of a withheld agency; short ones are written in capitals, "State" with a capital."""
    printed = []
    for name in sorted(names, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, name.split()))
        if len(name) <= 5 and " " not in name and name not in _WORDS_AS_NAMES:
            printed.append(re.escape(name.upper()) + "|" + re.escape("DoD") * (name == "dod"))
        elif " " in name:
            printed.append(f"(?i:{words})")
        else:
            printed.append(re.escape(name.capitalize()))
    return re.compile(rf"(?:{'|'.join(one.strip('|') for one in printed)})\b") if printed else re.compile(r"(?!)")


_WORDS_AS_NAMES = frozenset({"state", "labor"})


_BEGINS: dict[str, tuple[Callable[["_Finding", int], None], ...]] = {
    **dict.fromkeys(("thanks", "thank", "hi", "hello", "hey", "good", "turn", "hand"), (_Finding.addressed,)),
    **dict.fromkeys(("over", "back"), (_Finding.addressed, _Finding.asked)),
    **dict.fromkeys(("pass", "defer"), (_Finding.addressed,)),
    **dict.fromkeys(("go", "do", "take"), (_Finding.asked,)),
    "this": (_Finding.introduced,),
    "i": (_Finding.introduced, _Finding.past),
    "my": (_Finding.introduced, _Finding.past),
    **dict.fromkeys(("former", "onetime", "retired", "veteran", "career"), (_Finding.past,)),
    **dict.fromkeys(
        (
            "colleague",
            "official",
            "speaker",
            "briefer",
            "counterpart",
            "boss",
            "gentleman",
            "lady",
            "woman",
            "man",
            "guy",
        ),
        (_Finding.colleague,),
    ),
}
"""The words that begin what is looked for, and what to look for there."""

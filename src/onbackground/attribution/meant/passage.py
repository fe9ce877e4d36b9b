"""A text looked at around one word: what stands beside it, whether a sentence begins, whether somebody is called."""

import re
from bisect import bisect_left
from functools import cached_property

from onbackground.attribution.given_names import is_given
from onbackground.attribution.vocabulary import ABBREVIATED, BEFORE_NAMES, HONORIFICS, HONORIFICS_THAT_ARE_WORDS
from onbackground.attribution.words import Word

_CALLED_BEFORE = re.compile(
    r"""(?:\b(?:thanks(?:\ (?:so|very)\ much|\ again|\ a\ lot)?|thank\ you(?:\ (?:so|very)\ much|\ again)?|hi|hello|hey
    |welcome|good\ (?:morning|afternoon|evening)|joined\ by|hear(?:ing)?\ (?:first\ |next\ |now\ )?from|name\ is
    |this\ is|i['’]m|as|ask|like|what|let|okay|so|sure|yes|yeah|yep|no|great|right|well|now|and|then|sorry|please
    |maybe|perhaps
    |(?:over|turn(?:ing)?|go(?:ing)?|hand(?:ing)?|pass(?:ing)?|back|defer|kick|question|listen|thank\ you|thanks
    |throw|start|move|moving|switch)(?:\ (?:it|this|that|things|the\ (?:floor|call|line)))?(?:\ back)?(?:\ over|\ off)?
    \ (?:to|with))|[,;—–])[\s,—–]*$""",
    re.I | re.X,
)
_ASKED_AFTER = re.compile(
    r"""^[\s,—–]*(?:please[\s,]+)?(?:go\ ahead|take\ it|over\ to\ you|do\ you|would\ you|did\ you|you\ want|can\ you
    |could\ you|if\ you|why\ don)""",
    re.I | re.X,
)
CALLED_AFTER = re.compile(
    rf"""{_ASKED_AFTER.pattern}|^(?:['’]s\ (?:point|comment|remark|question|answer|opening|laydown)
    |[\s,]+(?:just\ |also\ |already\ )*(?:said|says|mentioned|noted|pointed|alluded|outlined|referenced|described
    |indicated|laid\ out|talked|spoke|asked|was\ (?:saying|talking)|is\ going\ to|will|can|wants|has|and\ I|who))\b""",
    re.I | re.X,
)
ADDRESS_BEFORE = re.compile(
    r"""\b(?:thanks(?:\ (?:so|very)\ much|\ again|\ a\ lot)?|thank\ you(?:\ (?:so|very)\ much|\ again)?|hi|hello|hey
    |good\ (?:morning|afternoon|evening)|name\ is|this\ is|joined\ by|(?:hear|remarks|comments)\ from|welcome
    |(?:over|turn|back|hand|pass|go)(?:\ it|\ this)?(?:\ back)?
    (?:\ over)?\ to(?:\ you)?|for\ you|to\ you)[\s,—–]*$""",
    re.I | re.X,
)
ANNOUNCED_BEFORE = re.compile(
    r"\b(?:(?:speakers?|officials?|colleagues?|briefers?|leaders?)\b[^.?!:]{0,30}\b(?:is|are|be)"
    r"|joining\s+us(?:\s+today)?(?:\s+(?:is|are|will\s+be))?|joined\s+by|who\s+is|introduce|hear\s+from)\s+$",
    re.I,
)
_WHERE_OR_WHEN = re.compile(
    r"(?:^|[.?!:;—–]\s{1,4})(?i:(?:and|but|so|well),?\s)?"
    r"(?i:in|at|on|from|after|before|since|for|with|during|until|by)\s[A-Z][a-z]+\s$"
)
_DOES_SOMETHING = re.compile(
    r"\s(?:(?:is|was|has|had|will|would|can|could|may|might|said|told|met|went|ran|led|sat|saw|gave|took|spoke|wrote|made|held)\b"
    r"|(?:just|also|already)\s|[a-z]{2,}(?:ed|[^su\W]s)\b|and\s(?:I\b|\\?\[|[A-Z]))"
)
VOCATIVE_END = re.compile(r"\s*(?:[,.?!;:—–]|$|\n\s*\n)")
_SENTENCE_START = re.compile(r"(?:^|(?<!\b[A-Z])\.|[?!:…”\"]|\n\s*\n|\bQ|--)[\s”\"’')\]]*$")
_MARKUP_BEFORE = re.compile(r"(?:[*_~\\(\[“\"‘]|</?\w{1,6}>)+$")
_MARKUP_AFTER = re.compile(r"(?:[*_~\\)\]”\"]|</?\w{1,6}>)+")
_IN_CAPITALS = re.compile(r"\b(?P<letters>[^\W\d_a-z]+)s?\b(?P<numbered>\s+\d)?")
_DETERMINED = re.compile(r"\b(?:the|an?|this|these|those|our|its|their|each|every|no)\s+$")
_LONGEST_DETERMINER = 8  # characters, with the gap behind it
_IN_A_PLACE = re.compile(r"\b(?i:in|across|throughout|outside|inside|near)\s+([A-Z][a-z]+)\b(?!['’]s)")
_SEEN = 48
_LONGEST_LETTERS = 3
_SEEN_WORDS = 16


def bare_before(before: str) -> str:
    """What stands before a name, without the marks that set the name off: emphasis, brackets, quotation marks."""
    return _MARKUP_BEFORE.sub("", before)


def bare_after(after: str) -> str:
    """The same of what stands after a name."""
    match = _MARKUP_AFTER.match(after)
    return after[match.end() :] if match else after


class Passage:
    """One text, looked at around the words that may name somebody.

    ``taken`` are the words that may belong to somebody known: forms of the roster, aliases, kept names.
    """

    def __init__(self, text: str, words: list[Word], taken: set[int]) -> None:
        self.text = text
        self.words = words
        self.taken = taken

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[index - 1].end : self.words[index].start]

    def before(self, first: int) -> str:
        """What stands before a word, back to the last one that may name somebody."""
        start = self.words[first].start
        known = next((i for i in range(first - 1, max(-1, first - _SEEN_WORDS), -1) if i in self.taken), None)
        begin = max(0, start - _SEEN, self.words[known].end if known is not None else 0)
        return bare_before(self.text[begin:start].lstrip("]"))

    def after(self, past: int) -> str:
        """What stands after a word, up to the next one that may name somebody."""
        end = self.words[past - 1].end
        last = min(len(self.words), past + _SEEN_WORDS)
        known = next((i for i in range(past, last) if i in self.taken), None)
        past_end = min(end + _SEEN, self.words[known].start if known is not None else end + _SEEN)
        return bare_after(self.text[end:past_end].rstrip("["))

    @cached_property
    def said_of_things(self) -> frozenset[str]:
        """Words in capitals that have an article before them or a number after them: "the GL", "GLs", "GL 44"."""
        return frozenset(
            found["letters"]
            for found in _IN_CAPITALS.finditer(self.text)
            if found["numbered"]
            or _DETERMINED.search(self.text, max(0, found.start() - _LONGEST_DETERMINER), found.start())
        )

    def are_letters(self, first: int, past: int) -> bool:
        """Whether a word is written in two or three capitals where others are not: "the IRA", "SAM sites"."""
        printed = self.printed(first)
        short = past == first + 1 and 1 < len(printed) <= _LONGEST_LETTERS
        return short and printed.isupper() and self.is_capital(first)

    def is_in_letters(self, first: int) -> bool:
        """Whether such a word has an article before it or a number after it, as things have."""
        start = self.words[first].start
        if _DETERMINED.search(self.text[max(0, start - _LONGEST_DETERMINER) : start].lower()):
            return True
        letters = _IN_CAPITALS.match(self.text, start)
        return letters is not None and letters["numbered"] is not None

    @cached_property
    def said_of_places(self) -> frozenset[str]:
        """Words in small letters that stand behind "in" and the like: "in Georgia", but not "in Georgia's view"."""
        return frozenset(match[1].lower() for match in _IN_A_PLACE.finditer(self.text))

    def printed(self, index: int) -> str:
        """Return a word as the text has it."""
        return self.text[self.words[index].start : self.words[index].end]

    def in_label(self, past: int) -> bool:
        """Whether a word ends the label of a turn."""
        return self.printed(past - 1).isupper() and self.after(past).lstrip()[:1] == ":"

    def is_capital(self, index: int) -> bool:
        """Whether a capital means something here: not in a line all in capitals."""
        printed = self.printed(index)
        if not printed[0].isupper() or len(printed) == 1 or not printed.isupper():
            return printed[0].isupper()
        first, past = self._line(index)
        near = [i for i in range(index - 1, first - 1, -1) if i not in self.taken][:2]
        near += [i for i in range(index + 1, past) if i not in self.taken][:2]
        neighbours = [printed for i in near if len(printed := self.printed(i)) > 2]
        return sum(neighbour.isupper() for neighbour in neighbours) * 2 <= len(neighbours)

    def _line(self, index: int) -> tuple[int, int]:
        """The words of the line that a word stands in, as far as they are near: the first, and the one past the last.

        A label before a colon is no part of it.
        """
        here = self.words[index]
        begin = max(self.text.rfind(mark, max(0, here.start - _SEEN * 2), here.start) for mark in "\n:")
        end = self.text.find("\n", here.end, here.end + _SEEN * 2)
        first = bisect_left(self.words, begin + 1, max(0, index - 8), index, key=lambda word: word.start)
        past = min(len(self.words), index + 9)
        return first, past if end < 0 else bisect_left(self.words, end, index, past, key=lambda word: word.start)

    def begins_sentence(self, first: int) -> bool:
        """Whether nothing of the sentence stands before the word."""
        start = self.words[first].start
        if first and self.words[first - 1].folded in ABBREVIATED:
            return False
        return start == 0 or _SENTENCE_START.search(bare_before(self.text[max(0, start - 8) : start])) is not None

    def is_subject(self, first: int, past: int) -> bool:
        """Whether a sentence begins with where or when, and what a name does comes next: "In Kyiv Mark met them"."""
        if not first or is_given(self.words[first - 1].folded) or self.words[first - 1].folded in BEFORE_NAMES:
            return False
        start = self.words[first].start
        opens = _WHERE_OR_WHEN.search(self.text, max(0, start - _SEEN), start)
        return opens is not None and _DOES_SOMETHING.match(self.text, self.words[past - 1].end) is not None

    def is_called(self, first: int, past: int) -> bool:
        """Whether somebody is spoken to, handed over to, or quoted here."""
        before, after = self.before(self.with_titles(first)), self.after(past)
        if CALLED_AFTER.match(after):
            return True
        if _CALLED_BEFORE.search(before):
            return True
        return self.begins_sentence(self.with_titles(first)) and VOCATIVE_END.match(after) is not None

    def is_asked(self, past: int) -> bool:
        """Whether somebody who was just named is asked to speak: ", go ahead", ", do you want to"."""
        return _ASKED_AFTER.match(self.after(past)) is not None

    def is_spoken_to(self, first: int) -> bool:
        """Whether somebody is thanked, greeted or given the floor right before a name and its titles."""
        return ADDRESS_BEFORE.search(self.before(self.with_titles(first))) is not None

    def is_announced(self, first: int) -> bool:
        """Whether somebody is presented here as one of those who speak."""
        return ANNOUNCED_BEFORE.search(self.before(self.with_titles(first))) is not None

    def with_titles(self, first: int) -> int:
        """The first of the honorifics and ranks before a name; the name's own first word without any."""
        while first and self.words[first - 1].folded in BEFORE_NAMES:
            first -= 1
        return first

    def after_honorific(self, first: int) -> bool:
        """Whether "Mr.", "Dr." or the like stands right before."""
        if first == 0 or self.words[first - 1].folded not in HONORIFICS:
            return False
        written = self.words[first - 1].capital or self.words[first].capital
        if not written and self.words[first - 1].folded in HONORIFICS_THAT_ARE_WORDS:
            return False
        return re.fullmatch(r"\.?\s{1,12}", self.gap(first)) is not None

    def is_called_by_name(self, first: int, past: int) -> bool:
        """As :meth:`is_called`, in the plainest words alone: for what is more often something else."""
        before, after = self.before(first), self.after(past)
        if ADDRESS_BEFORE.search(before) or CALLED_AFTER.match(after):
            return True
        apart = self.begins_sentence(first) or before.rstrip().endswith((",", "—", "–"))
        return (
            apart
            and re.match(
                r"\s*(?:[?!.]|,\s+(?:I|do|you|and I|if you|back|over|please|can|could|would|is there|anything)\b|$)",
                after,
            )
            is not None
        )

"""Names that slipped through where aliases stand: somebody is spoken to by a name that the call gives to nobody."""

import re
from collections import Counter
from collections.abc import Iterator

from onbackground.transcript.document import Finding, FindingKind, Role, Turn
from onbackground.transcript.findings.cues import has_words
from onbackground.transcript.findings.pointing import at
from onbackground.transcript.labels import is_known, names_a_person

_NAME = re.compile(r"[A-Z](?<!\w[A-Z])[a-zé]{2,14}\b(?!’)")
_LAST_NAME = re.compile(r" (?:[A-Z]\. )?[A-Z][a-z’]")
_AND_WHERE_FROM = re.compile(r",? (?:from|with|of|at) (?:the )?[A-Z]")
_GIVEN = re.compile(f"{_LAST_NAME.pattern}|{_AND_WHERE_FROM.pattern}")
_SELF = re.compile(r"\b(?:[Ii]t[’']s|[Tt]his is|I[’']m|[Nn]ame is) $")
_THANKED = re.compile(r"\b(?:[Tt]hank(?:s| you)(?: so much| very much| again| a lot)?|(?:[Oo]ver|[Bb]ack) to you),? $")
_GREETED = re.compile(r"\b(?:[Hh]i|[Hh]ey|[Hh]ello),? $")
_HANDED = re.compile(
    r"(?:\b(?:turn|hand|pass|kick|throw|toss)(?:ing)? (?:(?:it|this|things|the \w+) )?(?:(?:back|over|off) )*to"
    r"|\b[Oo]ver to|\bdefer to|\b[Tt]hanks to|\b[Tt]hank you to) $"
)
_GONE_TO = re.compile(r"\b(?:go|going|move) (?:\w+ )?(?:over )?to $")
_LET = re.compile(r"\b[Ll]et $")
_QUOTED = re.compile(r"(?:\b[Aa]s|\b[Ww]hat|\b[Aa]gree with(?: what)?|\b[Ee]cho(?:ing)?) $")
_AGREED = re.compile(r"\b(?:[Ee]cho|[Ee]choing|[Aa]gree with) $")
_AFTER_ALIAS = re.compile(r"\], (?:and )?$")
_LISTED = re.compile(r"(?:, |: |\bare |\bhave |\bwith )$")
_SENTENCE = re.compile(r"(?:^|[.?!;—–] |\b(?:[Aa]nd|[Ss]o|that),? )$")
_ENDS_OF_CUES = (
    "thanks", "you", "much", "again", "lot", "hi", "hey", "hello", "to", "let", "and", "so", "that",
    ".", "?", "!", ";", "—", "–",
)  # fmt: skip
"""Looked for before those by which somebody is addressed: it is quick, and seldom there."""
_LAST = r"(?: [A-Z][a-z]{2,14})?"
_ENDS = re.compile(rf"{_LAST}(?:[.,;—–]|$| (?:and|for|to|right|now|here|again)\b)")
_WISH = r"(?:want|like|care|mind|start|take|jump|speak|kick|add)"
_IS_CALLED = re.compile(
    rf"{_LAST}, (?:thanks|thank you|(?:over|back) to you|(?:please )?go ahead|take it away|the floor is yours"
    rf"|(?:(?:do|would|did|can|could|if) you|you|why don’t you) (?:\w+ )?{_WISH})\b"
)
_IN_BRACKETS = re.compile(r"\[[A-Z][a-zé]+(?: [A-Z][a-z]+)?\]")
_SPEAKS = re.compile(
    rf"{_LAST} (?:take|speak|start|jump|add|answer|handle|address|respond|come|finish|go|weigh)\b(?! for\b)"
)
_SAID = re.compile(
    rf"{_LAST} (?:just |was |has |already )?"
    r"(?:said|says|saying|mentioned|noted|laid|pointed|outlined|described|alluded)\b"
)
_BEFORE_ALIAS = re.compile(r" [A-Z][a-z]{2,14},? and \[")
_FOR_A_QUESTION = re.compile(r"[^.?!]{0,40}\bquestions?\b")
_NOT_NAMES = frozenset({
    "Everyone", "Everybody", "All", "Folks", "Guys", "Sir", "Ma’am", "Operator", "Moderator", "Secretary", "Ambassador",
    "Mr", "Ms", "Mrs", "Dr", "Senior", "And", "But", "So", "Again", "Team", "Friends", "Good", "Now", "Bye", "Yes",
    "Yeah", "Okay", "Let", "We", "You", "Have", "Our", "Thanks", "Thank", "Next", "First", "Go", "Just", "Please",
    "Great", "Well", "Sure", "Hey", "Look", "Otherwise", "Director", "Administrator", "Acting", "Deputy", "President",
    "Vice", "General", "Admiral", "Colonel", "Governor", "Senator", "Assistant", "Under", "Chairman", "Press",
    "Prime", "Minister", "Special", "National", "Official", "Number", "Madam", "There", "Then", "Anyone", "Someone",
    "Congress", "What", "Hello", "Right", "Perfect", "Awesome", "Before",
})  # fmt: skip
_AROUND = 40
_TO_A_REPORTER = frozenset({"thanked", "greeted", "called"})
_WITHOUT_ALIASES = _TO_A_REPORTER | {"handed the floor"}
_HANDED_ON = 12
_SAID_OF_A_COLLEAGUE = 2
"""Who is named more often is spoken about, and need not be on the call."""


class _Names:
    """The names that are said on a call: how often, which are those of labels, and which were ``given`` so far."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        texts = [paragraph for turn in turns for paragraph in turn.paragraphs]
        words = {word for text in texts for word in text.split()}
        self.times = Counter(name for text in texts for name in _NAME.findall(text))
        in_small_letters = {name for name in self.times if any(name.lower() + sign in words for sign in ("", ",", "."))}
        self._none = _NOT_NAMES | in_small_letters
        self.aliased = any("[" in text for text in texts)
        """Whether aliases stand for names in this call."""
        self.labels = {word for turn in turns if names_a_person(turn.label) for word in turn.speaker.split()}
        self.given = {
            word.capitalize() for turn in turns if not is_known(turn.speaker) for word in turn.speaker.split()
        }

    def told_in(self, text: str, turn: Turn) -> Iterator[tuple[re.Match[str], bool]]:
        """Yield each name in a paragraph that was given to nobody before it, and whether it is given here, in full."""
        asks = turn.role is Role.REPORTER
        here = [name for name in _NAME.finditer(text) if name[0] not in self._none]
        new = {name[0] for name in here if name[0] not in self.given and _is_given(name, text, by_reporter=asks)}
        self.given |= new
        for name in here if not asks or (self.aliased and not self.labels) else ():
            in_full = name[0] in new and _LAST_NAME.match(text, name.end()) is not None
            if in_full or name[0] not in self.given:
                yield name, in_full


def names_given_to_nobody(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield where somebody is thanked, greeted, called, given the floor or quoted by a name given to nobody before.

    After a question, and after the words of one whose label is a name, it is that person who is thanked; before such
    turns, the one who is called. Reporters name those who brief them, and those who call them, where aliases
    stand for these.
    """
    names = _Names(turns)
    answered = answering = False
    for number, turn in enumerate(turns):
        asks = turn.role is Role.REPORTER
        for index, text in enumerate(turn.paragraphs):
            for name, in_full in names.told_in(text, turn):
                how = _how_in_full(name, text, turns, number, names) if in_full else _how(name, text, turn, names)
                if how is None or (how not in _WITHOUT_ALIASES and not names.aliased):
                    continue
                of_question = answering and (how == "greeted" or _FOR_A_QUESTION.match(text, name.end()) is not None)
                called = how != "put in brackets" and index == len(turn.paragraphs) - 1 and _calls(turns, number)
                if not asks and ((answered and how in _TO_A_REPORTER) or of_question or called):
                    names.given.add(name[0])
                else:
                    reason = f"“{name[0]}” is {how}, and nobody of that name is called on or introduced"
                    yield at(FindingKind.NAMED, reason, turn, index, name.span())
        answered = _may_be_thanked(turn) or (answered and not has_words(turn.text, _HANDED_ON + 1))
        answering = asks or (answering and turn.role is Role.OFFICIAL)


def _how_in_full(name: re.Match[str], text: str, turns: tuple[Turn, ...], number: int, names: _Names) -> str | None:
    """How first and last name stand in an alias's place; None where they are a label's, or only spoken of."""
    if text[name.end() : name.end() + _AROUND].split()[0].strip(".,;]").upper() in names.labels:
        return None
    how = _in_full(name, text, turns[number])
    return how if how != "handed the floor" or _speaks_next(turns, number, Role.OFFICIAL) else None


def _how(name: re.Match[str], text: str, turn: Turn, names: _Names) -> str | None:
    """How a first name is said of somebody on the call; None where it is not."""
    how = _addressed(name, text)
    if how is None and names.times[name[0]] <= _SAID_OF_A_COLLEAGUE:
        how = _in_passing(name, text, turn)
    return how


def _calls(turns: tuple[Turn, ...], number: int) -> bool:
    """Whether a reporter, or somebody by name, speaks next."""
    following = turns[min(number + 1, len(turns) - 1)]
    return _speaks_next(turns, number, Role.REPORTER) or names_a_person(following.label)


def _speaks_next(turns: tuple[Turn, ...], number: int, role: Role) -> bool:
    return number + 1 < len(turns) and turns[number + 1].role is role


def _may_be_thanked(turn: Turn) -> bool:
    return turn.role is Role.REPORTER or names_a_person(turn.label)


def _is_given(name: re.Match[str], text: str, *, by_reporter: bool) -> bool:
    """Whether the name is given in full or with where the person is from, or a reporter gives it as his own."""
    if _GIVEN.match(text, name.end()) is not None:
        return True
    return by_reporter and _SELF.search(text, max(0, name.start() - _AROUND), name.start()) is not None


def _in_full(name: re.Match[str], text: str, turn: Turn) -> str | None:
    """How first and last name stand in an alias's place, or None where they are only spoken of."""
    before = text[max(0, name.start() - _AROUND) : name.start()]
    if _IN_BRACKETS.match(text, name.start() - 1):
        return "put in brackets"
    if _AFTER_ALIAS.search(before) or (_BEFORE_ALIAS.match(text, name.end()) and _LISTED.search(before)):
        return "listed among aliases"
    if turn.role is Role.OFFICIAL and _SELF.search(before) and not _AND_WHERE_FROM.match(text, name.end()):
        return "given as the speaker’s own"
    if _HANDED.search(before) and _ENDS.match(text, name.end()) and not _GONE_TO.search(before):
        return "handed the floor"
    return None


def _addressed(name: re.Match[str], text: str) -> str | None:
    """How somebody on the call is addressed by a first name, in brackets or not, or None."""
    before, end = text[max(0, name.start() - _AROUND) : name.start()], name.end()
    if before.endswith("[") and text[end : end + 1] == "]":
        before, end = before[:-1], end + 1
    if before and not before.rstrip(" ,").lower().endswith(_ENDS_OF_CUES):
        return None
    if _ENDS.match(text, end):
        for how, cue in (("handed the floor", _HANDED), ("thanked", _THANKED), ("greeted", _GREETED)):
            if cue.search(before):
                return how
    if _IS_CALLED.match(text, end) and _SENTENCE.search(before):
        return "called"
    return "handed the floor" if _SPEAKS.match(text, end) and _LET.search(before) else None


def _in_passing(name: re.Match[str], text: str, turn: Turn) -> str | None:
    """How a name said once or twice is an official's: given by himself or herself, or what a colleague said."""
    first = turn.role is Role.OFFICIAL and name.start() < _AROUND
    if first and _ENDS.match(text, name.end()) and _SELF.search(text[: name.start()]):
        return "given as the speaker’s own"
    return "quoted" if _is_quoted(name, text) else None


def _is_quoted(name: re.Match[str], text: str) -> bool:
    before = text[max(0, name.start() - _AROUND) : name.start()]
    if _SAID.match(text, name.end()) and _QUOTED.search(before):
        return True
    return _ENDS.match(text, name.end()) is not None and _AGREED.search(before) is not None

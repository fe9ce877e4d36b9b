"""What may be wrong with a transcript: found from what it says, for a person to settle. Nothing is mended here."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from onbackground.transcript.document import Finding, FindingKind, Role, Transcript, Turn
from onbackground.transcript.labels import is_misspelt, names_a_person, resolve_label

_HEAR_ME = re.compile(
    r"(?i)\b(?:can|could|do) (?:you|everyone|folks|y’all|you all) (?:guys |all )?hear (?:me|us)\b[^.?!]{0,20}\?\s*$"
)
_ALIAS = re.compile(r"\[([^\[\]]{3,60})\]")
_THIS_IS = re.compile(r"(?i)\b(?:this is|it[’']s)(?: once)?(?: again)?,? \[([^\[\]]{3,60})\]")
_THANKS_FOR_CALL = re.compile(
    r"(?i)\b(?:thank you|thanks)\b[^.?!]{0,30}\bfor (?:doing (?:this|the)|taking (?:my|our|the) questions?)"
)
_THANKS_FOR_QUESTION = re.compile(
    r"(?i)^\W*(?:(?:yeah|yes|so|well|sure|great)\W+){0,2}(?:thank you|thanks)\b[^.?!]{0,25}"
    r"\bfor (?:the|that|your) (?:great |good )?questions?\b"
)
_CALLED = re.compile(
    r"(?i)(?:\byour line is (?:now )?open\b"
    r"|\b(?:go|turn|move) (?:now |over |on |next )*(?:the line (?:over )?)?to (?:the line of )?(?-i:[A-Z])"
    r"|\b(?:next|final|last|first) question\b[^.?!\[\]]{0,40}\b(?:from|to|is)\b|\bcall(?:ing)? on\b)[^\[\]]{0,120}$"
)
_ADDRESS = re.compile(
    r"\b[Tt]hank(?:s| you)(?: so much| very much| again)?, (?P<name>[A-Z][a-z’]{2,14})(?=[.,;—–]|$| and\b)"
)
_SELF_NAMED = re.compile(r"\b(?:[Ii]t[’']s|[Tt]his is|I[’']m|[Nn]ame is) ([A-Z][a-z’]{2,14})\b")
_NOT_NAMES = frozenset({
    "Everyone", "Everybody", "All", "Folks", "Guys", "Sir", "Ma’am", "Operator", "Moderator", "Secretary", "Ambassador",
    "Mr", "Ms", "Mrs", "Dr", "Senior", "And", "But", "So", "Again", "Team", "Friends", "Good", "Now", "Bye", "Yes",
    "Yeah", "Okay", "Let", "We", "You", "Have", "Our", "Thanks", "Thank", "Next", "First", "Go", "Just", "Please",
})  # fmt: skip
_SEVERAL_INTRODUCED = re.compile(r"\[[^\[\]]+\](?:, [^.\[\]]{0,60})?(?:,|;| and|, and)[^.\[\]]{0,60}\[[^\[\]]+\]")
_INTRODUCES = re.compile(
    r"(?i)\b(?:join(?:ed|ing)|with us|on the (?:call|line)|speakers?|briefers?|we have|hear from)\b"
)
_NUMBERED = re.compile(r"\bofficial (?:number )?(one|two|three|four|five|[1-5])\b")
_LONG = 200
_MOST = 1000


def find_doubts(call: Transcript) -> tuple[Finding, ...]:
    """Return everything about ``call`` that a careful reader would stop at, in the order of the call.

    Of one kind no more than a thousand are told.
    """
    turns = call.turns
    findings = [*_about_title(call), *_about_dates(call)]
    in_turns: list[Finding] = []
    for finder in (_misspelt, _lost, _brackets, _misattributed, _not_asked, _named, _repeated):
        in_turns += islice(finder(turns), _MOST)
    order = {turn.id: number for number, turn in enumerate(turns)}
    in_turns.sort(key=lambda one: (order[one.turn or ""], one.paragraph or 0, one.start or 0))
    return (*findings, *in_turns)


def _at(
    kind: FindingKind, reason: str, turn: Turn, paragraph: int | None = None, span: tuple[int, int] | None = None
) -> Finding:
    start, end = span or (None, None)
    return Finding(kind=kind, reason=reason, turn=turn.id, paragraph=paragraph, start=start, end=end)


def _misspelt(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    for turn in turns:
        if turn.sign != "\n" and turn.label and is_misspelt(turn.label, turn.speaker):
            yield _at(FindingKind.MISSPELT_LABEL, f"printed “{turn.label}”; read as “{turn.speaker}”", turn)
        elif turn.sign not in (None, "\n") and turn.label and turn.label.upper() not in {"Q", "A"}:
            reason = f"the label “{turn.label}” is followed by " + (f"“{turn.sign}”" if turn.sign else "no colon")
            yield _at(FindingKind.MISSPELT_LABEL, reason, turn)


def _lost(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Turns after which an answer is missing: the same speaker begins again, though no other spoke between."""
    for turn, following in pairwise(turns):
        if not turn.paragraphs:
            yield _at(FindingKind.LOST_TURN, f"the label “{turn.label}” stands without words", turn)
        elif turn.speaker == following.speaker:
            last = len(turn.paragraphs) - 1
            text = turn.paragraphs[last]
            if _HEAR_ME.search(text):
                reason = "“Can you hear me?” is asked, and the same label follows: the answer is not printed"
            elif _stands_for_one(turn):
                reason = f"“{turn.speaker}” is printed twice in a row: what was said between seems lost"
            else:
                continue
            yield _at(FindingKind.LOST_TURN, reason, turn, last, (0, len(text)))
    if turns and not turns[-1].paragraphs:
        yield _at(FindingKind.LOST_TURN, f"the label “{turns[-1].label}” stands without words", turns[-1])


def _stands_for_one(turn: Turn) -> bool:
    """Whether one person alone bears the label; several reporters, and officials without a number, share theirs."""
    if turn.role in (Role.MODERATOR, Role.OPERATOR):
        return True
    return turn.role is Role.OFFICIAL and not turn.speaker.endswith(("OFFICIAL", "ANSWER"))


def _brackets(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    for turn in turns:
        opened: tuple[int, int] | None = None
        for index, text in enumerate(turn.paragraphs):
            for match in re.finditer(r"[\[\]]", text):
                if match[0] == "[":
                    if opened is not None:
                        yield _unbalanced(turn, *opened, "is not closed")
                    opened = (index, match.start())
                elif opened is None:
                    yield _unbalanced(turn, index, match.start(), "is not opened")
                else:
                    opened = None
        if opened is not None:
            yield _unbalanced(turn, *opened, "is not closed")


def _unbalanced(turn: Turn, paragraph: int, position: int, what: str) -> Finding:
    near = turn.paragraphs[paragraph][max(0, position - 30) : position + 40]
    reason = f"a bracket {what}: “{near}”"
    return _at(FindingKind.UNBALANCED_BRACKET, reason, turn, paragraph, (position, position + 1))


def _misattributed(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    for turn, following in zip(turns, (*turns[1:], None), strict=False):
        for index, text in enumerate(turn.paragraphs):
            for match in _THIS_IS.finditer(text):
                if (said := _other_than(turn, match[1])) is not None:
                    reason = f"“{match[0]}” is said under the label “{turn.label}”: {said} may be speaking"
                    yield _at(FindingKind.MISATTRIBUTED, reason, turn, index, match.span())
        if not turn.paragraphs:
            continue
        if (
            turn.role is Role.OFFICIAL
            and turn.text.rstrip().endswith("?")
            and (thanks := _THANKS_FOR_CALL.search(turn.paragraphs[0]))
        ):
            reason = (
                "these seem to be a reporter’s words under an official’s label: thanks for the call, and a question"
            )
            yield _at(FindingKind.MISATTRIBUTED, reason, turn, 0, thanks.span())
        elif (
            turn.role is Role.REPORTER
            and (thanks := _THANKS_FOR_QUESTION.search(turn.paragraphs[0]))
            and not (following is not None and following.role is Role.OFFICIAL and "?" in turn.text)
        ):
            reason = "these seem to be an official’s words under a reporter’s label: thanks for the question"
            yield _at(FindingKind.MISATTRIBUTED, reason, turn, 0, thanks.span())


def _other_than(turn: Turn, alias: str) -> str | None:
    """Who ``alias`` names, where that is someone else than the speaker of the turn."""
    speaker, role = resolve_label(alias)
    if role is Role.OTHER:
        return None
    if turn.role is not role and turn.role is not Role.OTHER:
        # An official may also moderate: of two without numbers nothing can be said.
        both_brief = {turn.role, role} == {Role.OFFICIAL, Role.MODERATOR}
        return None if both_brief else alias
    numbered = not speaker.endswith("OFFICIAL") and not turn.speaker.endswith("OFFICIAL")
    return alias if numbered and role is Role.OFFICIAL and speaker != turn.speaker else None


def _not_asked(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """A reporter is called, and the next to speak (but for the operator, who opens the line) is no reporter."""
    for number, turn in enumerate(turns[:-1]):
        if turn.role not in (Role.MODERATOR, Role.OPERATOR) or not turn.paragraphs:
            continue
        last = len(turn.paragraphs) - 1
        called = _CALLED.search(turn.paragraphs[last])
        if called is None:
            continue
        following = next((one for one in turns[number + 1 : number + 4] if one.role is not Role.OPERATOR), None)
        if following is not None and following.role in (Role.MODERATOR, Role.OFFICIAL):
            reason = f"a reporter is called, and “{following.label}” speaks next"
            yield _at(FindingKind.NO_QUESTION, reason, turn, last, called.span())


def _named(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Someone thanked by a first name that was given to nobody: a moderator or an official named by mistake.

    After the words of one whose label is a name, it is that person who is thanked.
    """
    given: set[str] = set()
    before: Turn | None = None
    for turn in turns:
        answered = before is not None and (before.role is Role.REPORTER or names_a_person(before.label))
        before = turn
        for index, text in enumerate(turn.paragraphs):
            given |= set(
                re.findall(
                    r"\b([A-Z][a-z’]{2,14})(?= (?:[A-Z]\. )?[A-Z][a-z’]|,? (?:from|with|of|at) (?:the )?[A-Z])", text
                )
            )
            if turn.role is Role.REPORTER:
                given |= set(_SELF_NAMED.findall(text))
            if turn.role is Role.REPORTER or answered:
                continue
            for match in _ADDRESS.finditer(text):
                if match["name"] not in given and match["name"] not in _NOT_NAMES:
                    reason = f"“{match['name']}” is thanked, and nobody of that name is called on or introduced"
                    yield _at(FindingKind.NAMED, reason, turn, index, match.span("name"))


def _repeated(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    first: dict[str, Turn] = {}
    for turn in turns:
        text = turn.text
        if len(text) > _LONG and (earlier := first.setdefault(text, turn)) is not turn:
            yield _at(FindingKind.REPEATED, f"the same words are printed as {earlier.id}", turn)


def _about_title(call: Transcript) -> Iterator[Finding]:
    title = call.title or ""
    single = re.search(
        r"(?i)\ban? (?:senior )?(?:administration|[\w ]{0,30}department|white house|defense) official\b", title
    )
    several = re.search(r"(?i)\b(?:administration|department|white house|defense) officials\b", title)
    if not single and not several:
        return
    numbered = {
        one.label for one in call.speakers if one.role is Role.OFFICIAL and re.search(r"OFFICIAL \w+$", one.label)
    }
    introduced = [
        sentence
        for turn in call.turns[:3]
        for paragraph in turn.paragraphs
        for sentence in re.split(r"(?<=[.?!]) ", paragraph)
        if "[" in sentence and _INTRODUCES.search(sentence)
    ]
    if single is not None and (len(numbered) > 1 or any(_SEVERAL_INTRODUCED.search(one) for one in introduced)):
        yield Finding(kind=FindingKind.TITLE, reason=f"the title says “{single[0]}”, and several officials speak")
    elif several and len(numbered) == 1 and call.speakers and not _others_announced(call, introduced):
        yield Finding(kind=FindingKind.TITLE, reason=f"the title says “{several[0]}”, and only one speaks")
    elif several and not numbered and _aliases(introduced) == 1 and _is_alone(call.turns):
        yield Finding(kind=FindingKind.TITLE, reason=f"the title says “{several[0]}”, and only one is introduced")


def _aliases(sentences: list[str]) -> int:
    """How many aliases stand in the sentences; one for several people counts twice."""
    found = [alias for sentence in sentences for alias in _ALIAS.findall(sentence)]
    return sum(2 if alias.lower().endswith("officials") else 1 for alias in found)


def _others_announced(call: Transcript, introduced: list[str]) -> bool:
    """Whether more than one official is spoken of, by alias or number, before the questions."""
    opening = " ".join(turn.text for turn in call.turns[:3])
    return _aliases(introduced) > 1 or len(set(_NUMBERED.findall(opening.lower()))) > 1


def _is_alone(turns: tuple[Turn, ...]) -> bool:
    """Whether one official seems to speak all along: none follows another, none speaks of another."""
    officials = [turn for turn in turns if turn.role is Role.OFFICIAL]
    moderated = any(turn.role is Role.MODERATOR for turn in turns)
    in_a_row = any(one.role is Role.OFFICIAL is following.role for one, following in pairwise(turns))
    return moderated and not in_a_row and not any(_ALIAS.search(turn.text) for turn in officials)


def _about_dates(call: Transcript) -> Iterator[Finding]:
    lifts = call.ground_rules.embargo.at
    if lifts is not None and call.start is not None and call.start.tzinfo is not None and lifts < call.start:
        reason = f"the embargo lifts at {lifts:%Y-%m-%d %H:%M %z}, before the call begins: one of the dates is wrong"
        yield Finding(kind=FindingKind.DATE, reason=reason)
    if call.call_date is None or call.published is None:
        return
    days = (call.published - call.call_date).days
    if days < 0:
        yield Finding(kind=FindingKind.DATE, reason=f"published {call.published}, before the call on {call.call_date}")
    elif days > 30:
        yield Finding(kind=FindingKind.DATE, reason=f"published {call.published}, {days} days after the call")

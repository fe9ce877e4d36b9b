"""Whether the title fits the call: who is said to speak, and what about."""

import re
from collections.abc import Iterator
from itertools import pairwise

from onbackground.transcript.document import Finding, FindingKind, Role, Transcript, Turn
from onbackground.transcript.findings.aliases import BRACKETED
from onbackground.transcript.findings.countries import COUNTRIES
from onbackground.transcript.findings.introductions import aliases_in, introductions

_SINGLE = re.compile(r"(?i)\ban? (?:senior )?(?:administration|[\w ]{0,30}department|white house|defense) official\b")
_SEVERAL = re.compile(r"(?i)\b(?:administration|department|white house|defense) officials\b")
_SEVERAL_INTRODUCED = re.compile(r"\[[^\[\]]+\](?:, [^.\[\]]{0,60})?(?:,|;| and)[^.\[\]]{0,60}\[[^\[\]]+\]")
_NUMBERED = re.compile(r"\bofficial (?:number )?(one|two|three|four|five|[1-5])\b")
_OVER_TO = re.compile(r"(?i)(?<!back )\b(?:over|hand \w+|pass \w+) to (?:my colleague,? )?\[[^\[\]]{0,40}\bofficial\]")
_AT_THE_END = 300
_CALL = r"\b(?:call|briefing|gaggle|conference|roundtable|remarks)\b"
_OF_A_CALL = re.compile(_CALL, re.I)
_KIND_OF_CALL = re.compile(rf"^.{{0,40}}?{_CALL}(?: by .{{0,60}}?officials?\b)?", re.I)
_TITLE_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_NO_TOPIC = """
a an and as at by for from in into its of on or the to with her his our new first second third final one two day
days background press call calls briefing gaggle senior administration administrations official officials biden
harris trump obama bush clinton president presidents vice secretary prime minister previewing preview previews
upcoming visit meeting meetings trip travel travels summit release announcement announcements action actions remarks
state states department house white national united america american americas plan policy strategy support special
event agenda response issues ahead right honorable federation global major executive order leaders leader continue
continuing engagement engagements bilateral trilateral working republic people peoples democratic foreign affairs
transcript transcripts security statement joint middle east west north south pacific western eastern region world
"""
_NO_TOPICS = frozenset(_NO_TOPIC.split())
"""Words of any title, offices, and regions, which are spoken of by the names of their countries."""
_FEWEST_OF_ANOTHER = 4
"""What is no title of a call names so many topics at least, to be told from the title of another page."""
_STEM = 5
_SAID_ENOUGH = 0.4
_SPOKEN_ENOUGH = 1500


def titles_that_do_not_fit(call: Transcript) -> Iterator[Finding]:
    """Yield a finding where the title says how many officials speak, or on what, and the call says otherwise."""
    title = call.title or ""
    for reason in (_number_of_officials(call, title), _topic(call, title)):
        if reason is not None:
            yield Finding(kind=FindingKind.TITLE, reason=reason)


def _number_of_officials(call: Transcript, title: str) -> str | None:
    single, several = _SINGLE.search(title), _SEVERAL.search(title)
    if not single and not several:
        return None
    numbered = {
        one.label for one in call.speakers if one.role is Role.OFFICIAL and re.search(r"OFFICIAL \w+$", one.label)
    }
    introduced = introductions(call.turns)
    listed = any(_SEVERAL_INTRODUCED.search(one) for one in introduced)
    if single is not None and (len(numbered) > 1 or listed or _hand_over(call.turns)):
        return f"the title says “{single[0]}”, and several officials speak"
    if several and len(numbered) == 1 and call.speakers and not _others_announced(call, introduced):
        return f"the title says “{several[0]}”, and only one speaks"
    if several and not numbered and aliases_in(introduced) == 1 and _is_alone(call.turns):
        return f"the title says “{several[0]}”, and only one is introduced"
    return None


def _others_announced(call: Transcript, introduced: list[str]) -> bool:
    """Whether more than one official is spoken of, by alias or number, before the questions."""
    opening = " ".join(turn.text for turn in call.turns[:3])
    return aliases_in(introduced) > 1 or len(set(_NUMBERED.findall(opening.lower()))) > 1


def _is_alone(turns: tuple[Turn, ...]) -> bool:
    """Whether one official seems to speak all along: none follows another, none speaks of another."""
    officials = [turn for turn in turns if turn.role is Role.OFFICIAL]
    moderated = any(turn.role is Role.MODERATOR for turn in turns)
    in_a_row = any(one.role is Role.OFFICIAL is following.role for one, following in pairwise(turns))
    return moderated and not in_a_row and not any(BRACKETED.search(turn.text) for turn in officials)


def _hand_over(turns: tuple[Turn, ...]) -> bool:
    """Whether an official gives the floor to another; who speaks first may be the chair."""
    officials = (turn for turn in turns[1:] if turn.role is Role.OFFICIAL)
    return any(_OVER_TO.search(turn.text[-_AT_THE_END:]) for turn in officials)


def _topic(call: Transcript, title: str) -> str | None:
    """What the title is about, where too little of it is spoken of; a country is always spoken of by its name."""
    rest, found = _KIND_OF_CALL.subn("", title, count=1)
    named = [word.removesuffix("’s").removesuffix("'s") for word in _TITLE_WORD.findall(rest)]
    topics = [word for word in named if word[0].isupper() and len(word) > 2 and word.lower() not in _NO_TOPICS]
    if len(topics) < (1 if found else _FEWEST_OF_ANOTHER) or (not found and _OF_A_CALL.search(title)):
        return None
    said = [paragraph for turn in call.turns for paragraph in turn.paragraphs]
    if sum(map(len, said)) < _SPOKEN_ENOUGH:
        return None
    missing = [word for word in topics if not any(_is_said(part, said) for part in word.split("-"))]
    countries = [word for word in missing if word.lower() in COUNTRIES]
    if len(missing) >= (1 - _SAID_ENOUGH) * len(topics):
        return f"the title is about “{'”, “'.join(missing)}”, and nobody speaks of it"
    return f"the title names “{countries[0]}”, and nobody speaks of it" if countries else None


def _is_said(word: str, said: list[str]) -> bool:
    """Whether any word begins as ``word`` does."""
    begins = re.compile(rf"(?i)\b{re.escape(word[:_STEM].rstrip('s'))}")
    return any(begins.search(paragraph) for paragraph in said)

"""Whether somebody is heard: "Can you hear me?", "Are you still there?", and what answers it."""

import re

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.findings.cues import GOES_ON, called_in

_WHO = (
    r"(?:you|everyone|everybody|anyone|anybody|folks|people|y[’']all|they)"
    r"(?: guys| all| folks| both| still| just| now)*"
)
_LINE = r"(?:my|this|the|that) (?:line|audio|sound|mic|mike|microphone|phone)"
_OF_SPEAKER = (
    rf"\b(?:can|could|do|are) {_WHO} (?:hear(?:ing)?|reading|getting) (?:me|us)\b"
    r"|\byou (?:can |could )?(?:still )?hear (?:me|us)\b|\bcan (?:i|we)(?: still)? be heard\b"
    r"|\bam i (?:still )?(?:on|live|unmuted|muted|audible|coming|back|heard)\b"
    r"|\bdid (?:i|we)(?: just)? (?:drop|cut|lose|go|break|get cut|freeze)\b"
    r"|\b(?:did|do|have) (?:i|we|you|they)(?: still)?(?: just)? (?:lost|lose) (?:me|us|you|\[)"
)
_OF_OTHERS = (
    rf"\b(?:are )?{_WHO} (?:there|with us|on the (?:line|call)|on mute|muted)(?=[^.?!]{{0,15}}\?)"
    r"|\bhello(?= ?\?)|\bdo (?:we|you)(?: still)? have \["
    r"|\bis \[[^\[\]]{3,60}\](?: still)? (?:on|there|with)\b"
)
_OR_OF_SOMETHING_ELSE = (
    rf"\b(?:can|could|do|did) {_WHO} hear (?:that|this)\b|\bhello\b"
    rf"|\b(?:are we|is {_LINE})\b[^.?!]{{0,12}}"
    r"\b(?:on|open|live|unmuted|audible|muted|coming through|coming across|through|working|heard|loud)\b"
    r"|\bis (?:this|that|it) (?:any |a bit |much )?better\b"
    rf"|\bdid (?:that|we|I|{_WHO}) (?:get|catch|come|go|lose|cut|drop|hear)\b"
)
"""Only one who says little else asks about the line with these words."""
_END = r"[^.?!]{0,40}(?:\?|[—–-]+$)\s*(?:(?:hello|sorry|anyone|anybody|okay|yes|no)\b\W*)*$"
_UNASKED = rf"\b(?:if|whether|sure) (?:that )?{_WHO} can(?: still)? hear (?:me|us)\W*$"
IS_ANYONE_HEARD = re.compile(
    rf"(?i)(?:{_OF_SPEAKER}|(?P<others>{_OF_OTHERS})|(?P<unsure>{_OR_OF_SOMETHING_ELSE})){_END}|{_UNASKED}"
)
HINTS = (
    "hear", "reading", "getting", "am i ", "did ", "lost", "lose", "there", "with us", "on the ", "mute", "hello",
    "have [", "is [", "are we", " line", "audio", "sound", " mic", " mike", "phone", "better",
)  # fmt: skip
"""One of these is where anybody asks, in small letters: the quick look before the long one."""
_FROM_THE_END = 160
_LITTLE = 25

_FIRST = r"(?i)(?:\W|\b(?:oh|ah|hi|hey|hello|okay|ok|and|well|so|thanks|thank you|sorry)(?!\w))*+"
_REPLY = re.compile(
    rf"{_FIRST}(?:(?-i:[A-Z])\w+, )?(?:yes|yep|yeah|yup|yea|no|nope|not|sure"
    r"|(?:we|i) (?:can|do|did|got)|you (?:are|do|did|can)"
    r"|(?:i[’']m|i am|we[’']re|we are) (?:here|on|back|there|still|with|listening)"
    r"|(?:we|i)[’']ve got|got you|much better|better|perfect|perfectly|clear|clearly|just fine|fine|loud|barely"
    r"|of course|absolutely|please|go|copy|mm-hmm|uh-huh|inaudible|crosstalk)\b"
)
_HEARD = re.compile(
    r"(?i)\b(?:hear|heard|hearing|audible|go ahead|loud|mute|muted|unmuted?|static|lost you|lost me|cut out|dropped"
    r"|the line|i[’']m here|i am here|yes|yep|yeah|yup)\b"
)
_GREETS = re.compile(rf"{_FIRST}(?:good (?:morning|afternoon|evening|day)\b)?")
_IN_REPLY = 12
_A_WORD_OR_TWO = 2
_AN_ALIAS = 70


def asked_if_heard(turn: Turn) -> re.Match[str] | None:
    """Where somebody asks, with the last words of a turn, whether anybody hears or is there."""
    text = turn.paragraphs[-1]
    begin = max(0, len(text) - _FROM_THE_END)
    if text.find("?", begin) < 0 and text.find("hear ", begin) < 0:
        return None
    if not any(map(text[begin:].lower().__contains__, HINTS)):
        return None
    asked = IS_ANYONE_HEARD.search(text, begin)
    at_length = asked is not None and len(turn.text.split()) > _LITTLE
    while at_length and asked is not None and asked["unsure"]:
        asked = IS_ANYONE_HEARD.search(text, asked.start() + 1)
    return asked


def is_answered(asked: re.Match[str], turn: Turn, following: Turn) -> bool:
    """Whether the next to speak answers who asked to be heard, or shows to be there by speaking."""
    goes_on = [cue.start() for cue in (called_in(following.text), GOES_ON.search(following.text)) if cue is not None]
    words = following.text[: min(goes_on, default=None)].split()
    beginning = " ".join(words[:_IN_REPLY])
    if _REPLY.match(beginning) or _HEARD.search(beginning):
        return True
    if goes_on:
        return False
    if asked["others"] and turn.role is not Role.REPORTER:
        return (
            following.role is Role.OFFICIAL or "[" not in asked.string[max(0, asked.start() - _AN_ALIAS) : asked.end()]
        )
    greets = _GREETS.match(beginning)
    by_few_words = len(words) <= _IN_REPLY and following.role is not Role.REPORTER
    among_hosts = Role.REPORTER not in (turn.role, following.role)
    return len(words) <= _A_WORD_OR_TWO or ((by_few_words or among_hosts) and greets is not None and greets.end() > 0)

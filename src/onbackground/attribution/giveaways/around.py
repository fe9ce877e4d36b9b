"""What stands around a name where somebody on the call is spoken to, handed the floor, or said to be here."""

import re
from typing import NamedTuple, Self

from onbackground.attribution.phrases import (
    ANSWERS,
    ASKED_TO,
    GREETED,
    HANDED_TO,
    LED_TO,
    TAKEN_UP,
    THANKED,
    TOLD,
    phrases,
)

_SPOKEN_TO = re.compile(rf"\b(?:{THANKED}|{GREETED}|(?:over|back)\s+to\s+you)[\s,—–]+$", re.I)
_SPOKEN_ON = re.compile(r"\s*(?:[.,?!;:—–]|$|and\b|for\b|so\b|very\b)")
_HANDED = re.compile(rf"\b{HANDED_TO}\s+$", re.I)
_LED = re.compile(rf"\b(?:{LED_TO}|{TAKEN_UP})\s+$", re.I)
_HANDED_ON = re.compile(r"\s*(?:[.,?!;:—–]|$|to\b|for\b|and\b|on\b|who\b|now\b|first\b|next\b|here\b)")
OPENS = re.compile(
    r"(?:^\s*|[.?!:;,—–]\s+|\n\s*)(?:(?:and|okay|so|well|then|now|yes|alright|maybe|perhaps|but|or)\s+)?$", re.I
)
"""The beginning of a sentence, or of a part of one, before a name."""
_ASKED = re.compile(
    phrases(
        rf",?\s*[—–]?\s*(?:please,? )?(?:{ASKED_TO}|thanks|thank you)\b",
        r", please\b",
        r", (?:are )?you (?:still )?(?:there|here|with us|on)\b",
    ),
    re.I,
)
_TOGETHER = re.compile(
    r"\s+and\s+(?:I|myself|(?:(?:his|her|their|the)\s+)?(?:team|colleagues|staff|office|folks|people))\b"
)
_SENTENCE_BEGINS = r"(?:^\s*|[.?!:—–]\s+|\n\s*)"
_AGREED = re.compile(
    rf"{_SENTENCE_BEGINS}(?:yes|yeah|no|sure|absolutely|exactly|right|correct|great|good|okay|well|indeed|sorry"
    r"|certainly)(?:\s+\w+)?,\s+$",
    re.I,
)
_TELLING = re.compile(r"\b(?:told|tell|asked|ask|thank|thanked|join|joined)\s+$")
_GOES_ON = re.compile(r"\s*\?|,\s+(?:I|we|you|let)\b")
_COMMA = re.compile(r"\s*,")
_QUOTED = re.compile(r"\b(?:as|what|which|like|that|to|on|with|think|believe)\s+$", re.I)
_TOLD = re.compile(
    rf"\s+(?:{TOLD}|thinks?|thought|wants?|wanted|meant)\b"
    r"|['’]s\s+(?:\w+\s+)?(?:points?|comments?|remarks|overview|presentation|laydown)\b",
    re.I,
)
_COLLEAGUE = re.compile(r"\b(?:my|our|your)\s+(?:\w+\s+)?(?:colleague|friend|boss|deputy|counterpart),?\s+$", re.I)
_LET = re.compile(
    rf"\b(?:let|ask|have|invite|see\s+if|think|believe|know|maybe|perhaps|then)\s+$|{OPENS.pattern}", re.I
)
_ANSWERS = re.compile(
    rf"\s+(?:{ANSWERS}|(?:is|was)\s+(?:(?:quite|exactly|absolutely|all)\s+)?(?:right|correct))\b", re.I
)
_IS = re.compile(r"\b(?:is|do\s+we\s+have|are\s+you\s+there,?)\s+$", re.I)
_BRING = re.compile(r"\b(?:get|have|bring|lost|had)\s+$", re.I)
_BACK = re.compile(r"\s+(?:(?:back|here)\b|with\s+(?:me|us|you)\b|(?:on|off)\s+the\s+(?:line|call|phone)\b)")
_PRESENT = re.compile(r"\s+(?:still\s+)?(?:on|there|here|with\s+us)\b[^.!\n]{0,20}\?", re.I)
_ANSWERED = re.compile(
    rf"{_SENTENCE_BEGINS}[^.?!:—–\n]{{0,40}}?\b(?:point|question|answer|right|correct|agreed?|yes|yeah|no|sure|sorry|okay"
    r"|ok|course|absolutely|ahead|else|exactly|indeed|said|great|good|much|you|it|that|there|wrong|today|again|all|on)\b"
    r"[^.?!:,—–\n]{0,12},\s+$",
    re.I,
)
_STOP = re.compile(r"\s*(?:[.?!;—–]|$)")
_VOCATIVE, _ASKS = re.compile(r",\s+$"), re.compile(r"\s*\?")
_NEXT_COMES = re.compile(r"\b(?:okay|ok|great|good|all right|alright|thanks|thank you|now|next)[.,!]\s+$", re.I)
_ENDS = re.compile(r"\s*[.?](?:\s|$)")
_ASKED_OF = re.compile(r"\b(?:let|ask|have|invite|if|whether|maybe|perhaps|can|could|will)\s+$", re.I)
_JUST_TOLD = re.compile(
    phrases(
        rf" (?:just|already|rightly) {TOLD}\b",
        rf" {TOLD}\b[^.?!\n]{{0,30}}?\b(?:previously|earlier|already|before|at the (?:top|outset|beginning))\b",
        r"['’]s (?:\w+ )?points?\b|['’]s (?:earlier|previous|last|opening) \w+",
    ),
    re.I,
)
_HERE_BEFORE = re.compile(
    r"(?:(?<!\w)|(?=,))"
    + phrases(
        r"(?:i['’]m|i am|we['’]re|we are|you['’]re|be) (?:also )?joined (?:\w+ ){0,3}by ",
        r"(?:joining|with) (?:us|me|you) (?:\w+ ){0,4}?(?:is|are|we have) ",
        r"(?:here|sitting|joined|with me) (?:with|next to|by) ",
        r"(?:speakers?|briefers?|speaking|off|also on|on the (?:line|call))(?: \w+)? (?:is|are|will be) ",
        r"(?:we|you)(?:['’]ll| will|['’]re going to)? (?:also |next |first |then )?(?:hear|heard)(?: \w+)? from ",
        r"(?:listening to|(?:that|this) was|was that|heard is|attribution,? (?:that|this)(?:['’]s| is)) ",
        r"(?:here['’]s|here is|next(?: up)? (?:is|comes|we have)|then we(?:['’]ll)? have) ",
        r"(?:like|want|pleasure|pleased|me|i['’]ll) (?:to )?(?:welcome|introduce) ",
        r"(?:me|let['’]s|i['’]ll|to) bring ",
        r"(?:may|might|must|think we|think we['’]ve|we['’]ve) (?:have )?lost ",
        r"(?:(?:add to|build on|echo|second|reiterate)(?: what)?|agree with) ",
        r"(?:check(?:ing)?|conferr(?:ed|ing)) with ",
        r"(?:please|can|free to|,) (?:reach out to|email|contact|call|follow up with|check with) ",
        r"(?:point|refer|direct) you (?:back )?to ",
        r"(?:that|this|it|one)(?:['’]s| is)?(?: one| a question)? for ",
    )
    + "$",
    re.I,
)
_TAKES_THE_FLOOR = phrases(
    r"(?:have|say|give|offer|make|share|deliver) (?:(?:a|some|us|you|our) )*"
    r"(?:few|couple|brief|short|quick|opening|overview|words|remarks|comments|thoughts)",
    r"(?:walk|take|talk) (?:(?:you|us|everyone|everybody) )?through",
    r"(?:take|answer) (?:(?:your|some|a few|any) )+questions",
    r"(?:speak to|answer|address|take|add to) (?:that|this|it)",
    r"kick (?:us|it|things) off|start us off|open for us|take over",
    r"stay on|stick around|(?:drop|hop|jump) (?:off|on)|leave early",
)
_HERE_AFTER = re.compile(
    phrases(
        r"(?:['’]ll|['’]s (?:going to|gonna)"
        r"| (?:will|would|can|could|may|might|is going to|has to|needs to|is (?:best|better) placed to))"
        rf" (?:(?:then|also|now|first) )?{_TAKES_THE_FLOOR}\b",
        r"(?: is|['’]s) (?:also |still )?(?:here|on) (?:the (?:line|call)|as well|too|with (?:us|me))\b",
        r" is (?:nodding|shaking|waving|having (?:trouble|difficulty|problems))\b",
        r" (?:(?:just|has|may have|might have) )*"
        r"(?:dropped off\b|dropped(?=\s*[.,?!—])|got (?:cut|dropped) off|lost (?:the )?connection)",
        r" (?:(?:would|may|might|will|probably) )*knows? (?:\w+ )?(?:better|more|best)\b",
        r" (?:(?:is|just|keeps) \w+(?:ing|ed|old|ent)|tells|reminds|corrects) (?:me|us)\b",
        r" (?:asked|wants|wanted) me to\b| was (?:just )?saying\b",
        r"['’]s name\b| (?:(?:should|can|may|will|is) (?:not )?(?:to )?be|is not to be)"
        r" (?:named|identified|quoted|attributed|referred to|cited|described)\b",
    ),
    re.I,
)
"""What is said of nobody but who is on the call, before and after the name."""


class Around(NamedTuple):
    """What stands before and after a name."""

    before: str
    after: str

    def without(self, title: re.Match[str]) -> Self:
        """The same without a title that was found before the name."""
        return self._replace(before=self.before[: title.start()])

    def is_thanked(self) -> bool:
        """Whether somebody is thanked or greeted, or given the word."""
        return _SPOKEN_TO.search(self.before) is not None

    def tells(self) -> bool:
        """Whether somebody is said to have spoken, or to think: "Kate covered that"."""
        return _TOLD.match(self.after) is not None

    def is_called(self, *, likely: bool) -> bool:
        """Whether somebody is thanked, handed the floor or asked to speak; ``likely`` where it surely is a name.

        What stands after it is looked at first: that is soon done, and most names end there.
        """
        before, after = self
        called = (
            (_SPOKEN_ON.match(after) and self.is_thanked())
            or (_HANDED_ON.match(after) and self._is_handed(likely=likely))
            or self.is_asked()
            or (_STOP.match(after) and _ANSWERED.search(before))
        )
        return bool(called)

    def _is_handed(self, *, likely: bool) -> bool:
        """Whether somebody is handed the floor, or presented."""
        before = self.before
        return bool(_HANDED.search(before) or _COLLEAGUE.search(before) or (likely and _LED.search(before)))

    def is_asked(self) -> bool:
        """Whether somebody is asked to speak: "Kate, go ahead"."""
        return _ASKED.match(self.after) is not None and OPENS.search(self.before) is not None

    def is_spoken_of(self) -> bool:
        """Whether somebody on the call is spoken of: "as … said", "let … take that", "is … on the line?"."""
        before, after = self
        spoken_of = (
            (self.tells() and _QUOTED.search(before))
            or (_ANSWERS.match(after) and _LET.search(before))
            or self._is_missed()
        )
        return bool(spoken_of)

    def _is_missed(self) -> bool:
        """Whether somebody is looked for on the line: "is … there?", "let's get … back"."""
        before, after = self
        return bool((_PRESENT.match(after) and _IS.search(before)) or (_BACK.match(after) and _BRING.search(before)))

    def is_told(self) -> bool:
        """Whether somebody is told, asked or joined: "I told Kate"."""
        return _TELLING.search(self.before) is not None

    def _is_passed(self) -> bool:
        """Whether somebody is spoken to in passing: "yes, Kate, so", "Kate, I think"."""
        before, after = self
        agreed = _AGREED.search(before) and _COMMA.match(after)
        return bool(agreed or (OPENS.search(before) and _GOES_ON.match(after)))

    def is_said_to_be_here(self) -> bool:
        """Whether nobody but who is on the call is spoken of so, be it by the whole name: "… will say a few words"."""
        before, after = self
        here = (
            _HERE_BEFORE.search(before)
            or _HERE_AFTER.match(after)
            or _COLLEAGUE.search(before)
            or _TOGETHER.match(after)
            or (_JUST_TOLD.match(after) and _QUOTED.search(before))
            or (_ANSWERS.match(after) and _ASKED_OF.search(before))
            or (_ASKS.match(after) and _VOCATIVE.search(before))
            or (_ENDS.match(after) and _NEXT_COMES.search(before))
            or self._is_passed()
            or self._is_missed()
        )
        return bool(here)

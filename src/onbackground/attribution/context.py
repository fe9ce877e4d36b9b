"""Whether a word that can name somebody of the roster does so where it stands.

"John" before "Kerry" is somebody else's, "Will" before "the President" is a verb, "May 5th" is a day, "in Jordan" a
country. What is plainly not the person stays; what may be becomes the alias, and is shown to a person.
"""

import enum
import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onbackground.attribution.given_names import is_common_name, is_given, short_forms
from onbackground.attribution.lexicon import is_known_name
from onbackground.attribution.roster import Form, Seat
from onbackground.attribution.sounds import sound_keys
from onbackground.attribution.vocabulary import (
    ABBREVIATED,
    ALWAYS_ORDINARY,
    HONORIFICS,
    NAMES_THAT_ARE_WORDS,
    ORDINARY,
    PARTICLES,
    RANKS,
)
from onbackground.attribution.words import Word, words_of


class Verdict(enum.Enum):
    """What becomes of a word that can name somebody."""

    NAME = "alias"
    UNSURE = "alias and flag"
    DOUBTED = "keep and flag"
    OTHER = "keep"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MODALS = frozenset({"will", "may"})
_MONTHS = _words("january february march april may june july august september october november december")
_PLACES = _words(
    """adelaide albany alexandria alma asia austin berlin boston brandon brooklyn cairo camden carolina chad charlotte
    chester china cuba dakota dallas darwin denver devon diego dublin eden elizabeth florence france francisco geneva
    georgia germany hamilton holland houston hudson india indiana ireland israel italia jackson jersey jordan juan
    kelly kent kenya kingston lancaster laredo lima lincoln london lorraine louis madison madrid mali malta marino
    melbourne memphis mexico milan milton montana mozambique nevada odessa orlando oslo paris persia petra phoenix
    preston raleigh regina richmond roma rome salvador santiago santos savannah selma seoul sofia spain stanford
    stanton sterling sydney texas tripoli troy tyrone valencia venezuela verona victoria vienna virginia wales
    warren warsaw washington york"""
)
_ENTITIES = _words(
    """accord accords act agreement airport amendment association authority avenue award bank base bay bill brothers
    building bureau campus center centre church city college commission committee company corp corporation council
    county court creek dam doctrine fellow fellows fellowship fort foundation fund garden global group hall house
    administration hospital
    inc initiative institute institution international island islands lake law llc llp ltd memorial mountain museum
    park partners prize program programs project report river road rule school square street strip suisse theater
    theatre tower trust university"""
)
_HEADS = _words(
    "president minister king queen prince pope chancellor emperor emir speaker senator governor congressman"
    " congresswoman"
)
_OFFICE_BEFORE = re.compile(
    r"\b(?P<office>President|Minister|King|Queen|Prince|Pope|Chancellor|Emperor|Emir|Speaker|Senator|Governor|Congressman"
    r"|Congresswoman|Secretary|Leader)(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)?\s+$"
)
_BEFORE_PLACES = _words("camp mount mt lake fort cape port san saint st santa el capitol pell uc uss")
_DETERMINERS = _words("the a an this that these those our your his her their its my any some no each every")
_SUBJECTS = _DETERMINERS | _words(
    """i you he she it we they there what how who everyone everybody anyone anything something somebody someone people
    both all most many more to not be get got"""
)
_OF_A_PERSON = _words(
    """is was has had said says will would can could should might wants wanted thinks mentioned noted just also did does
    talked spoke asked takes took"""
)
_THINGS_IN_LETTERS = _words(
    """ag ai am ap au dc dr ec ed eo et eu ev fm ft gm hr ic id ii ip it la md mr ms no oh ok or pa pc pm pr st tb tv
    ui uk un us va vp abc aid apr bbc bis cbs cdc ceo cia cnn cop dhs doc doj dot dea eod epa est edt fbi fda gdp
    gop hhs ice imf irs mou nbc ngo nih nsa nsc omb pbs pst rok sam sec tps uae usa who wto wmd prc roc"""
)
_POINTED_THINGS = _words("am pm dc us un uk eu")

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
_CALLED_AFTER = re.compile(
    r"""^(?:[\s,—–]*(?:please[\s,]+)?(?:go\ ahead|take\ it|over\ to\ you|do\ you|would\ you|did\ you|you\ want|can\ you
    |could\ you|if\ you|why\ don)|['’]s\ (?:point|comment|remark|question|answer|opening|laydown)
    |[\s,]+(?:just\ |also\ |already\ )*(?:said|says|mentioned|noted|pointed|alluded|outlined|referenced|described
    |indicated|laid\ out|talked|spoke|asked|was\ (?:saying|talking)|is\ going\ to|will|can|wants|has|and\ I|who))\b""",
    re.I | re.X,
)
_ADDRESS_BEFORE = re.compile(
    r"""\b(?:thanks(?:\ (?:so|very)\ much|\ again|\ a\ lot)?|thank\ you(?:\ (?:so|very)\ much|\ again)?|hi|hello|hey
    |good\ (?:morning|afternoon|evening)|name\ is|this\ is|joined\ by|(?:hear|remarks|comments)\ from|welcome
    |(?:over|turn|back|hand|pass|go)(?:\ it|\ this)?(?:\ back)?
    (?:\ over)?\ to(?:\ you)?|for\ you|to\ you)[\s,—–]*$""",
    re.I | re.X,
)
_INTRODUCED_BEFORE = re.compile(r"\b(?:this is|name is|i['’]m)[\s,]*$", re.I)
_INTRODUCED_AFTER = re.compile(r"\s+(?:from|with|at|here|again|speaking)\b|[.,]?\s+(?:My|I)\b")
_SAID_AFTER = re.compile(
    r"\s+(?:(?:just|also|already|has|have)\s+)*(?:said|mentioned|noted|indicated|outlined|described|laid\s+out|alluded"
    r"|pointed\s+out|explained|made|says|anything|(?:can|could|will|would)\s+(?:take|start|begin|speak|add|share|talk))\b"
    r"|['’]s\s+(?:point|comment|remark|question|answer|opening|insight|perspective)"
)
_HANDED_BEFORE = re.compile(
    r"(?:\b(?:over|back|off)\s+to|\b(?:turn|hand|pass|kick|toss|throw|send|give|defer|leave)(?:ing)?"
    r"\s+(?:it|this|that|things|the\s+(?:call|floor|mic))\s+to|\bdefer\s+to|\bcolleague,?|\band\s+then)\s+$",
    re.I,
)
_HANDED_AFTER = re.compile(r"\s+(?:to|for|of|on|who|and|with|now|first|here|in\s+a)\b")
_TITLED_BEFORE = re.compile(
    r"\b(?:ambassador|colonel|admiral|captain|lieutenant|sergeant|commander|director|secretary|undersecretary|commissioner"
    r"|administrator|senator|governor|congressman|congresswoman|coordinator)\s+$",
    re.I,
)
_HEARD_BEFORE = re.compile(r"\b(?:from|by|welcome|are|is|is\s+for|joined|have|let)[\s,—–]*$", re.I)
_OF_A_CITY = re.compile(r"\bWashington,[\s_\\]+$")
_ANNOUNCED_BEFORE = re.compile(
    r"\b(?:(?:speakers?|officials?|colleagues?|briefers?|leaders?)\b[^.?!]{0,30}\b(?:is|are|be)|joining\s+us(?:\s+today)?"
    r"|joined\s+by|who\s+is|introduce|hear\s+from)\s+$"
)
_AND_SOMEBODY = re.compile(r"\s+and\s+(?:[A-Z]|\\?\[|$)")
_ASKED_BEFORE = re.compile(r"\b(?:let|ask)\s+$")
_LISTING = re.compile(r",?\s+(?:and\s+)?")
_NAMED_BEFORE = re.compile(r"(?:\b(?:(?:we|i)\s+have|as|like|for|and)|(?:^|[\]\w]),)\s+$")
_AS_IN = re.compile(r"\b[A-Z],?\s+as\s+in\s+$")
_ENDS = re.compile(r"\s*(?:[,.?!;:—–]|$|and \\?\[|\n\s*\n)")
_VOCATIVE_END = re.compile(r"\s*(?:[,.?!;:—–]|$|\n\s*\n)")
_DATE_AFTER = re.compile(r"[\s,]+(?:the\ )?(?:\d|of\s+(?:this|last|next|\d)|through|and\s+[JMAF]\w+y?\b)")
_DATE_BEFORE = re.compile(
    r"\b(?:in|of|by|since|until|till|this|last|next|past|early|late|mid|through|between|before|after|during|on|\w*\d\w*"
    r"|month|starting|back|first|for|the|(?:Jan|Febr)uary|March|April|May|June|July|August)[\s,—–-]+(?:and |or )?$",
    re.I,
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|across|throughout|outside|inside|into|visit|visits|visiting|leaving|southern|northern|eastern"
    r"|western|south|north|east|west|new|san|saint|port|between|(?:travel|travels|traveled|traveling|trip|flew) to"
    r"|(?:king|government|people|state|city|university|president)(?:\s+\w+)? of)\s+(?:[A-Z]\w+(?:,| and)\s+)*$",
    re.I,
)
_CITY_BEFORE = re.compile(r"\b(?:in|from|of|to|near|at|like|outside)\s+(?:[A-Z]\w+\s+){0,2}[A-Z]\w+,[\s\\_]+$")
_PLACE_AFTER = re.compile(r"(?:,\s+[A-Z][a-z]+,|,\s+D\.?C\b|\s+(?:State|City|County|Post|Times)\b|[-–]\w)")
_SENTENCE_START = re.compile(r"(?:^|(?<!\b[A-Z])\.|[?!:…”\"]|\n\s*\n|\bQ|--)[\s”\"’')\]]*$")
_SPACE = re.compile(r"\s{1,12}|[\-‐‑]")
_AND_COMPANY = re.compile(r"\s(?:&|\\?&amp;)\s")
_COMPANY_AND = re.compile(r"\s(?:&|\\?&amp;)\s$")
_SEEN = 48
_SEEN_WORDS = 16
_ALIKE = 0.6
_SOMEWHAT_ALIKE = 0.5
_QUITE_UNLIKE = 0.3


class Context:
    """One text, looked at around the words that may name somebody."""

    def __init__(self, text: str, words: list[Word], taken: set[int]) -> None:
        """``taken`` are the words that may belong to somebody known: forms of the roster, aliases, kept names."""
        self._text = text
        self._words = words
        self._taken = taken

    def judge(self, first: int, past: int, form: Form) -> Verdict:
        """Decide on the words ``first`` to ``past``, which are ``form``."""
        if form.kind == "initials":
            return self._judge_initials(first, past)
        if past - first > 2 and all(len(word.folded) == 1 for word in self._words[first:past]):
            return Verdict.NAME
        if len(form.words) > 1 and form.kind != "last":
            return self._judge_whole(first, past, form)
        word = form.words[-1]
        if past - first > len(form.words):
            return Verdict.NAME
        if _AS_IN.search(self._before(first)) and is_common_name(word):
            return Verdict.OTHER
        if self._words[past - 1].folded not in {word, "".join(form.words)} and past - first == len(form.words):
            return self._judge_plural(first, past, form)
        if self.is_half(first, past, form):
            return Verdict.NAME
        if form.kind == "nickname" or is_common_name(word) or word in NAMES_THAT_ARE_WORDS:
            verdict = (
                self._somebody_else(first, past, form) if self._is_capital(first) or self._in_label(past) else None
            )
            if verdict is not None:
                return verdict
        if self._after_honorific(first):
            return Verdict.NAME
        if word in _MONTHS and form.kind != "nickname":
            return self._judge_month(first, past)
        if word in _PLACES and self._is_capital(first):
            verdict = self._judge_place(first, past)
        elif word in NAMES_THAT_ARE_WORDS or len(word) < 3:
            verdict = self._judge_word(first, past, word)
        else:
            verdict = Verdict.NAME
        if form.kind == "nickname":
            return self._judge_nickname(first, past, verdict)
        if verdict is not Verdict.OTHER and (office := self._others_office(first, form)):
            head = office in _HEADS or form.kind == "first"
            ordinary = is_common_name(word) or word in NAMES_THAT_ARE_WORDS
            if head and ordinary:
                return Verdict.OTHER
            spoken_about = ordinary and office == "secretary" and not self.is_called(first, past)
            return Verdict.DOUBTED if spoken_about else Verdict.UNSURE
        return verdict

    def _before(self, first: int) -> str:
        """What stands before a word, back to the last one that may name somebody."""
        start = self._words[first].start
        known = next((i for i in range(first - 1, max(-1, first - _SEEN_WORDS), -1) if i in self._taken), None)
        begin = max(0, start - _SEEN, self._words[known].end if known is not None else 0)
        return self._text[begin:start].lstrip("]")

    def _after(self, past: int) -> str:
        """What stands after a word, up to the next one that may name somebody."""
        end = self._words[past - 1].end
        last = min(len(self._words), past + _SEEN_WORDS)
        known = next((i for i in range(past, last) if i in self._taken), None)
        return self._text[
            end : min(end + _SEEN, self._words[known].start if known is not None else end + _SEEN)
        ].rstrip("[")

    def _printed(self, index: int) -> str:
        return self._text[self._words[index].start : self._words[index].end]

    def _in_label(self, past: int) -> bool:
        """Whether a word ends the label of a turn."""
        return self._printed(past - 1).isupper() and self._after(past).lstrip()[:1] == ":"

    def _is_capital(self, index: int) -> bool:
        """Whether a capital means something here: not in a line all in capitals."""
        printed = self._printed(index)
        if not printed[0].isupper() or len(printed) == 1 or not printed.isupper():
            return printed[0].isupper()
        near = [i for i in range(index - 1, max(-1, index - 9), -1) if i not in self._taken][:2]
        near += [i for i in range(index + 1, min(len(self._words), index + 9)) if i not in self._taken][:2]
        neighbours = [printed for i in near if len(printed := self._printed(i)) > 2]
        return sum(neighbour.isupper() for neighbour in neighbours) * 2 <= len(neighbours)

    def begins_sentence(self, first: int) -> bool:
        """Whether nothing of the sentence stands before the word."""
        start = self._words[first].start
        if first and self._words[first - 1].folded in ABBREVIATED:
            return False
        return start == 0 or _SENTENCE_START.search(self._text[max(0, start - 8) : start]) is not None

    def is_called(self, first: int, past: int) -> bool:
        """Whether somebody is spoken to, handed over to, or quoted here."""
        while first and self._words[first - 1].folded in HONORIFICS | RANKS:
            first -= 1
        before, after = self._before(first), self._after(past)
        if _CALLED_AFTER.match(after):
            return True
        if _CALLED_BEFORE.search(before):
            return True
        return self.begins_sentence(first) and _VOCATIVE_END.match(after) is not None

    def _judge_initials(self, first: int, past: int) -> Verdict:
        words = self._words
        printed = [self._printed(i) for i in range(first, past)]
        letters = "".join(printed)
        alone = not any(
            0 <= i < len(words)
            and len(words[i].folded) == 1
            and words[i].capital
            and words[i].folded not in "ia"
            and words[max(i, first)].start - words[min(i, first)].end < 3
            for i in (first - 1, past)
        )
        touching = self._text[max(0, words[first].start - 1) : words[first].start] + self._after(past)[:1]
        if not letters.isupper() or not alone or re.search(r"[\w\-‐‑–@#/&$]", touching):
            return Verdict.OTHER
        title = past - first == 1 and letters.lower() in HONORIFICS
        following = words[past] if title and past < len(words) else None
        if following and following.capital and following.folded not in ORDINARY:
            return Verdict.OTHER
        before = self._before(first)
        called = _ADDRESS_BEFORE.search(before) or self._is_called_by_name(first, past)
        if letters.lower() in _POINTED_THINGS or (past - first == 1 and letters.lower() in _THINGS_IN_LETTERS):
            likely = letters.lower() not in _POINTED_THINGS and _NAMED_BEFORE.search(before)
            due = called or likely or _ANNOUNCED_BEFORE.search(before)
            return Verdict.UNSURE if due and not _OF_A_CITY.search(before) else Verdict.OTHER
        return Verdict.NAME if not title and (called or self.is_called(first, past)) else Verdict.UNSURE

    def _judge_whole(self, first: int, past: int, form: Form) -> Verdict:
        """A whole name counts, unless all its words are words, and are written as such."""
        if all(word in NAMES_THAT_ARE_WORDS | ORDINARY for word in form.words):
            if not any(self._words[i].capital for i in range(first, past)):
                if set(form.words) & (ALWAYS_ORDINARY | _MODALS):
                    return self._judge_small(first, past)
                return Verdict.UNSURE
            if not self._words[past - 1].capital:
                return Verdict.UNSURE
        return Verdict.NAME

    def _somebody_else(self, first: int, past: int, form: Form) -> Verdict | None:
        """Whether another name beside this one makes it a whole name of somebody not on the roster."""
        following = self._name_after(past)
        if following is not None and following not in self._taken:
            if self._words[following].folded in _ENTITIES:
                return Verdict.OTHER
            if not self.begins_sentence(first) or is_known_name(form.words[-1]):
                alike = _likeness(self._words[following].folded, _parts(form.seat)[1])
                return None if alike >= _ALIKE else Verdict.UNSURE if alike >= _SOMEWHAT_ALIKE else Verdict.OTHER
        before = self._name_before(first)
        if before is not None and before not in self._taken:
            return self._after_a_name(before, form)
        if _AND_COMPANY.match(self._after(past)) or _COMPANY_AND.search(self._before(first)):
            return Verdict.OTHER
        return None

    def _after_a_name(self, before: int, form: Form) -> Verdict | None:
        """What a name is behind another: the last name of somebody else, if that is no first name of the seat's."""
        word = self._words[before].folded
        is_word = form.words[-1] in NAMES_THAT_ARE_WORDS
        if word in _BEFORE_PLACES:
            return Verdict.OTHER
        known = is_known_name(word) or self._text[self._words[before].end] in "-‐‑" or self._after_honorific(before)
        if word in _parts(form.seat)[0] or (form.kind == "first" and not known and not is_word):
            return None
        alike = _likeness(word, _own_first_names(form.seat))
        if alike >= _ALIKE:
            return None
        unlike = _SOMEWHAT_ALIKE if known or is_word else _QUITE_UNLIKE
        return Verdict.OTHER if alike < unlike else Verdict.UNSURE

    def partner(self, first: int, past: int, form: Form) -> str:
        """The word beside a name that makes it somebody else's whole name: "kerry" in "John Kerry"; "" without."""
        if len(form.words) > 1 or not self._is_capital(first) or self._somebody_else(first, past, form) is None:
            return self._others_office(first, form) or "" if len(form.words) == 1 else ""
        following, before = self._name_after(past), self._name_before(first)
        index = following if following is not None and following not in self._taken else before
        word = self._words[index].folded if index is not None and index not in self._taken else ""
        return word if word not in _ENTITIES | _BEFORE_PLACES else ""

    def _name_after(self, past: int) -> int | None:
        """The word after, if it goes on as a name would: "John Kerry", "John F. Kerry", "John van Dyke"."""
        words, i = self._words, past
        while i < len(words) and i < past + 4:
            gap = self._text[words[i - 1].end : words[i].start]
            word = words[i]
            small = word.folded in PARTICLES and not word.capital and len(word.folded) > 1
            initial = len(word.folded) == 1 and word.capital and i == past
            after_initial = i == past + 1 and (gap in ("'", "’") or (gap.startswith(".") and gap[1:].isspace()))
            if not (_SPACE.fullmatch(gap) or after_initial):
                return None
            if small or initial:
                i += 1
                continue
            return i if self._is_namelike(i) else None
        return None

    def _name_before(self, first: int) -> int | None:
        """The word before, if a name would begin with it."""
        if first == 0:
            return None
        gap = self._text[self._words[first - 1].end : self._words[first].start]
        if not _SPACE.fullmatch(gap) or not self._is_namelike(first - 1):
            return None
        if self.begins_sentence(first - 1) and not is_given(self._words[first - 1].folded):
            return None
        return first - 1

    def _is_namelike(self, index: int) -> bool:
        word, printed = self._words[index], self._printed(index)
        ordinary = word.folded in ORDINARY or word.folded in HONORIFICS or word.folded in RANKS
        if word.folded in _BEFORE_PLACES and self._is_capital(index):
            return True
        return (
            len(printed) > 2
            and self._is_capital(index)
            and (not ordinary or word.folded in _ENTITIES)
            and (not printed.isupper() or len(printed) > 5)
        )

    def _after_honorific(self, first: int) -> bool:
        if first == 0 or self._words[first - 1].folded not in HONORIFICS:
            return False
        return (
            re.fullmatch(r"\.?\s{1,12}", self._text[self._words[first - 1].end : self._words[first].start]) is not None
        )

    def _after_own_initial(self, first: int, seat: Seat) -> bool:
        """Whether an initial of the seat's stands before: "J. King"."""
        if first == 0 or len(self._words[first - 1].folded) > 1 or not self._words[first - 1].capital:
            return False
        gap = self._text[self._words[first - 1].end : self._words[first].start]
        initials = _first_initials(seat)
        return self._words[first - 1].folded in initials and re.fullmatch(r"\.\s{0,12}|\s", gap) is not None

    def is_half(self, first: int, past: int, form: Form) -> bool:
        """Whether an initial of the seat's stands before or after: "J. King", "John K."."""
        if self._after_own_initial(first, form.seat):
            return True
        if form.kind == "last" or past == len(self._words) or not self._words[past].capital:
            return False
        initials = _last_initials(form.seat)
        gap = self._text[self._words[past - 1].end : self._words[past].start]
        return self._words[past].folded in initials - {"i"} and gap.isspace()

    def _others_office(self, first: int, form: Form) -> str | None:
        """The office before the name, where it is not the seat's or goes with no first name: "President Kelly"."""
        match = _OFFICE_BEFORE.search(self._before(first))
        office = match["office"].lower() if match else None
        return office if office and (form.kind == "first" or office not in (form.seat.title or "").lower()) else None

    def _judge_month(self, first: int, past: int) -> Verdict:
        before, after = self._before(first), self._after(past)
        if not self._is_capital(first):
            return self._judge_small(first, past)
        if _DATE_AFTER.match(after):
            return Verdict.OTHER
        if self._words[first].folded == "may" and self.begins_sentence(first):
            return self._judge_word(first, past, "may")
        if self._is_called_by_name(first, past):
            return Verdict.NAME
        return Verdict.OTHER if _DATE_BEFORE.search(before) else Verdict.UNSURE

    def _is_called_by_name(self, first: int, past: int) -> bool:
        """As _called, in the plainest words alone: for what is more often something else."""
        before, after = self._before(first), self._after(past)
        if _ADDRESS_BEFORE.search(before) or _CALLED_AFTER.match(after):
            return True
        apart = self.begins_sentence(first) or before.rstrip().endswith((",", "—", "–"))
        return (
            apart
            and re.match(
                r"\s*(?:[?!.]|,\s+(?:I|do|you|and I|back|over|please|can|could|would|is there|anything)\b|$)", after
            )
            is not None
        )

    def _judge_place(self, first: int, past: int) -> Verdict:
        before, after = self._before(first), self._after(past)
        if _PLACE_AFTER.match(after) or _CITY_BEFORE.search(before):
            return Verdict.OTHER
        if self._is_called_by_name(first, past):
            return Verdict.NAME
        if _PLACE_BEFORE.search(before):
            return Verdict.OTHER
        listed = re.search(r"\b([A-Z][a-z]+)(?:,| and|, and)\s+$", before) or re.match(
            r"(?:,| and|, and)\s+([A-Z][a-z]+)\b", after
        )
        if listed and (listed[1].lower() in _PLACES or listed[1].lower() in ORDINARY):
            return Verdict.OTHER
        return Verdict.UNSURE

    def _judge_small(self, first: int, past: int) -> Verdict:
        """A name that is a word, in small letters: nobody, unless a name is due here."""
        before, after = self._before(first), self._after(past)
        word = self._words[first].folded
        described = first > 0 and self._words[first - 1].folded in _DETERMINERS - {"that"}
        ends = _VOCATIVE_END.match(after) or _CALLED_AFTER.match(after) or _AND_SOMEBODY.match(after)
        apart = re.search(r",\s+$", before) is not None or self.begins_sentence(first)
        called = _ADDRESS_BEFORE.search(before) or (apart and self._is_called_by_name(first, past))
        quoted = bool(_SAID_AFTER.match(after) and not described)
        if word in _MODALS:
            quoted = quoted and bool(re.search(r"\bas\s+$", before) or re.match(r"\s+(?:will|can|has)\b", after))
            return Verdict.UNSURE if (called and ends) or quoted else Verdict.OTHER
        asked = is_common_name(word) and _ASKED_BEFORE.search(before)
        introduced = _INTRODUCED_BEFORE.search(before) and _INTRODUCED_AFTER.match(after)
        heard = is_common_name(word) and _HEARD_BEFORE.search(before) and _ENDS.match(after)
        handed = _HANDED_BEFORE.search(before) and (ends or _HANDED_AFTER.match(after))
        announced = ends and (_ANNOUNCED_BEFORE.search(before) or self._is_listed(first))
        placed = introduced or heard or handed or announced or asked or _TITLED_BEFORE.search(before)
        due = placed or quoted or (called and ends)
        return Verdict.UNSURE if due else Verdict.OTHER

    def _is_listed(self, first: int) -> bool:
        """Whether a name comes right before, with a comma or "and" between."""
        return bool({first - 1, first - 2} & self._taken) and _LISTING.fullmatch(self._before(first)) is not None

    def _judge_word(self, first: int, past: int, word: str) -> Verdict:
        """A name that is a word as well, with a capital."""
        after = self._after(past)
        if not self._is_capital(first):
            return self._judge_small(first, past)
        sure = Verdict.NAME if is_given(word) else Verdict.UNSURE
        following = self._words[past] if past < len(self._words) else None
        gap = self._text[self._words[past - 1].end : following.start] if following else ""
        next_word = following.folded if following and gap.isspace() and past not in self._taken else ""
        if not self.begins_sentence(first):
            before = self._words[first - 1].folded if first else ""
            return Verdict.OTHER if before in _DETERMINERS - {"that"} and not self.is_called(first, past) else sure
        if not next_word:
            if past in self._taken and gap.strip() in {"", "["}:
                return Verdict.OTHER if word in _MODALS else Verdict.UNSURE
            return sure if _VOCATIVE_END.match(after) or re.match(r"['’]s\b", after) else Verdict.UNSURE
        if next_word in _SUBJECTS:
            return Verdict.OTHER
        if next_word in _OF_A_PERSON or _CALLED_AFTER.match(after):
            return sure
        return Verdict.OTHER if word in _MODALS else Verdict.UNSURE

    def _judge_plural(self, first: int, past: int, form: Form) -> Verdict:
        """ "The Snows": sure of a rare name, else only behind "the"; "Mr. Edwards" is no Edward."""
        word = form.words[-1]
        ordinary = word in NAMES_THAT_ARE_WORDS or len(word) < 5
        if not ordinary and not is_common_name(word):
            return Verdict.NAME
        the = first > 0 and self._words[first - 1].folded == "the"
        if not self._is_capital(past - 1) and not self._in_label(past):
            return Verdict.OTHER
        if form.kind == "first" and (self._after_honorific(first) or self._name_before(first) is not None):
            return Verdict.OTHER
        return Verdict.NAME if the and not ordinary else Verdict.UNSURE

    def _judge_nickname(self, first: int, past: int, verdict: Verdict) -> Verdict:
        """A short form the roster does not list may be somebody else's name: it is shown."""
        small = not self._is_capital(first) and self._judge_small(first, past) is Verdict.OTHER
        return Verdict.OTHER if verdict is Verdict.OTHER or small else Verdict.UNSURE


@lru_cache(maxsize=16_384)
def _likeness(word: str, parts: tuple[str, ...]) -> float:
    """How much a word sounds and is spelled like any of some others, from 0 to 1."""
    likeness = 0.0
    for part in parts:
        keys = [(key, other) for key in sound_keys(word) for other in sound_keys(part)]
        sounded = max(Levenshtein.normalized_similarity(key, other) for key, other in keys)
        alike = (sounded + Levenshtein.normalized_similarity(word, part)) / 2
        begins = any(key[:1] == other[:1] for key, other in keys)
        likeness = max(likeness, alike if begins else alike * 0.8)
    return likeness


@lru_cache(maxsize=1024)
def _first_initials(seat: Seat) -> frozenset[str]:
    return frozenset(word.folded[0] for word in words_of(seat.name)[:-1])


@lru_cache(maxsize=1024)
def _last_initials(seat: Seat) -> frozenset[str]:
    return frozenset(word.folded[0] for word in words_of(seat.name)[1:])


@lru_cache(maxsize=1024)
def _own_first_names(seat: Seat) -> tuple[str, ...]:
    """What the roster lists as standing before a last name of the seat's."""
    return tuple(word.folded for name in (seat.name, *seat.also) for word in words_of(name)[:-1] or words_of(name))


@lru_cache(maxsize=1024)
def _parts(seat: Seat) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may stand before another name of the seat's, and what after."""
    names = [[word.folded for word in words_of(name)] for name in (seat.name, *seat.also)]
    before = [word for name in names for word in name[:-1]] + [one for name in names for one in short_forms(name[0])]
    return tuple(before), tuple(word for name in names for word in (name[1:] or name))

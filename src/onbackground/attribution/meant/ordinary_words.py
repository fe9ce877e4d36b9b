"""Names that are words as well ("Will", "Grant", "Rose"): whether one names somebody where it stands."""

import re

from onbackground.attribution.exact import MODALS
from onbackground.attribution.forms import Form
from onbackground.attribution.given_names import is_common_name, is_given
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_ordinary
from onbackground.attribution.meant.passage import ADDRESS_BEFORE, ANNOUNCED_BEFORE, CALLED_AFTER, VOCATIVE_END, Passage
from onbackground.attribution.meant.verdict import Verdict
from onbackground.attribution.phrases import ANSWERS, AS_A_PERSON, HANDED_TO, LED_TO, TAKEN_UP, THANKED, TOLD
from onbackground.attribution.vocabulary import ALWAYS_ORDINARY, BEFORE_NAMES, TITLES, word_set

_AFTER_MODALS = word_set(
    """bank book boss bridge cash chase cook cross dash dawn early field fish flower ford grant guard guy hand hope hunt
    joy judge just key lance land light little long lord love low major mark market mason march mine park pass penny
    pepper pope power price prince rain read reed ring rise rob rock root rose rule rush sail save season shade share
    ship shore short skip snow soon spring stand star steer still stone storm strike strong sue swift trace trip true
    trust wade walk wall ward warn wash water well wish wonder work yield"""
)
"""Names that may follow "will" or "may" as a verb, or as the adverb before one."""
_BEFORE_A_NAME = word_set(
    """am and are as but by called for from has have having hear if is let like of or our please say says so than thank
    thanks that then think to was welcome were what while with yes okay hi hello hey me
    know believe hope guess maybe perhaps morning afternoon evening today you"""
)
"""Words after which "will case" is no verb, for want of a subject."""
_WITH_ARTICLE = word_set(
    """bank bay bench bridge center church coast congress constitution council country court day department east
    embassy fed fleet force forum fund gap gulf guard guards hall hill house island islands isles king lady lake lakes
    law left lord mall middle military mission mount north pact park parks plan plains plaza pole pope post powers press
    prince queen range republic right river rivers rock sea senate south sound speaker spring square star states strait
    street summit sun treasury union village wall war waters way west white winter world"""
)
"""Words that have a capital with an article before them, and name no person: "the Hill", "the West"."""
_BODIES = word_set("department ministry minister secretary court bureau office palace attorney departments")
_ENDS_OF_NAMES = word_set(
    """africa america american asia asian bank coast east europe european north south west wing time street day act
    department committee house court games olympics university city county summit forum initiative"""
)
_SHORTEST_ACRONYM = 3
_LONGEST_LIST = 120
_OF_DEPARTMENTS = re.compile(
    r"\b(?:Departments|Ministries|Secretaries) of (?:the )?(?:[A-Z]\w+(?: [A-Z]\w+)*,? (?:and |the )*)*$"
)
_NUMBERS = word_set("one two three four five zero")
_APART = re.compile(r"[,.;:!?—–]")
_DETERMINERS = word_set("the a an this that these those our your his her their its my any some no each every")
_SUBJECTS = _DETERMINERS | word_set(
    """i you he she it we they them him us me there what how who everyone everybody anyone anything something
    somebody someone people
    both all most many more to not be get"""
)
_OF_A_PERSON = word_set(
    """is was has had said says will would can could should might wants wanted thinks mentioned noted just also did does
    talked spoke asked takes took got won wouldn couldn shouldn isn wasn didn doesn hasn hadn"""
)
_OF_THINGS = re.compile(
    r"\s+[a-z]+[^\Ws]s\s+(?:are|were|have|do|don['’]t|aren['’]t|weren['’]t|will|would|can|could|should|may|might|must)\b"
)
"""Things in the plural that a word says the kind of: "Grant programs were"; of a person's doings it is "Grant does"."""
_INTRODUCED_BEFORE = re.compile(r"\b(?:this is|name is|i['’]m)[\s,]*$", re.I)
_INTRODUCED_AFTER = re.compile(r"\s+(?:from|with|at|here|again|speaking)\b|[.,]?\s+(?:My|I)\b")
_SPEAKING_AFTER = re.compile(r"\s+(?:here|again|speaking)\s*(?:[.,;!—–-]|$|(?:with|from|at|in)\b)")
_SAID_AFTER = re.compile(
    r"\s+(?:(?:just|also|already|has|have)\s+)*(?:said|mentioned|noted|indicated|outlined|described|laid\s+out|alluded"
    r"|pointed\s+out|explained|made|says|anything|(?:can|could|will|would)\s+(?:take|start|begin|speak|add|share|talk))\b"
    r"|['’]s\s+(?:point|comment|remark|question|answer|opening|insight|perspective)"
)
_HANDED_BEFORE = re.compile(rf"\b(?:{HANDED_TO}|colleague,?|and\s+then)\s+$", re.I)
_LED_BEFORE = re.compile(
    rf"\b(?:{LED_TO}|{THANKED}|{TAKEN_UP}|kudos(?:\s+to)?|grateful(?:\s+to)?|as\s+well\s+as"
    r"|joining\s+us[^.?!]{0,40}\b(?:be|is|are)|from|by|welcome|is\s+for|joined|have|let)[\s,—–]+$",
    re.I,
)
"""Behind these a common name is somebody's, where the sentence ends or goes on about a person."""
_GOES_ON = re.compile(r"\s+(?:to|for|of|on|who|and|with|now|first|here|in\s+a)\b")
_QUOTED_BEFORE = re.compile(r"\b(?:as|what|maybe|perhaps|think|know,?|sure|both|see\s+if|before|let’s\s+let)\s+$", re.I)
_SPEAKS_AFTER = re.compile(
    rf"\s+(?:{TOLD}|{ANSWERS}|and\s+I|(?:would\s+like|wants?)\s+to|has\s+to\s+run|is\s+going\s+to)\b"
)
_TITLED_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))})\s+$", re.I)
_AND_SOMEBODY = re.compile(r"\s+and\s+(?:[A-Z]|\\?\[|$)")
_ASKED_BEFORE = re.compile(r"\b(?:let|ask)\s+$")
_LISTING = re.compile(r",?\s+(?:and\s+)?")
DOES_AS_A_PERSON = re.compile(rf"\s+{AS_A_PERSON}\b")
"""Behind a name: what only people do."""
_COMPOUND_AFTER = re.compile(r"[-–‐‑](?:based|driven|free|related|style|inspired)\b")
_BEGUN_COMPOUND = re.compile(r"[-‐‑](?!led\b|run\b|backed\b|era\b|style\b)[a-z]")


def judge_whole(passage: Passage, first: int, past: int, form: Form) -> Verdict:
    """A whole name counts, unless all its words are words, and are written as such."""
    if all(map(is_ordinary, form.words)):
        if not any(passage.words[i].capital for i in range(first, past)):
            if set(form.words) & ALWAYS_ORDINARY:
                return judge_small(passage, first, past)
            return Verdict.OTHER if _is_clause(passage, first, past) else Verdict.UNSURE
        if not passage.words[past - 1].capital:
            return Verdict.UNSURE
    return Verdict.NAME


def _is_clause(passage: Passage, first: int, past: int) -> bool:
    """Whether words in small letters are part of a sentence: "the grant will", "we will long"."""
    spoken = [word.folded for word in passage.words[first:past]]
    if not MODALS & set(spoken):
        return False
    before = passage.words[first - 1] if first else None
    if before is None or before.folded in _BEFORE_A_NAME or not passage.before(first)[-1:].isspace():
        return False
    if re.search(r"[.,;:!?—–-]\s+$", passage.before(first)):
        return False
    return spoken[0] not in MODALS or spoken[1] in _AFTER_MODALS


def describes(passage: Passage, first: int, past: int) -> bool:
    """Whether a name says what something is, or where it is from: "an Austin company", "the Harris poll"."""
    if past == len(passage.words) or not _is_determined(passage, first):
        return False
    return passage.gap(past).isspace() and not (passage.is_capital(past) or past in passage.taken)


def _is_determined(passage: Passage, first: int) -> bool:
    """Whether "the", "our", "no" or the like belongs to a name: not in "No, Chad left"."""
    determiner = first > 0 and passage.words[first - 1].folded in _DETERMINERS - {"that"}
    return determiner and _APART.search(passage.gap(first)) is None


def judge_small(passage: Passage, first: int, past: int) -> Verdict:
    """A name that is a word, in small letters: nobody, unless a name is due here."""
    word = passage.words[first].folded
    before, after = passage.before(first), passage.after(past)
    ends = VOCATIVE_END.match(after) or CALLED_AFTER.match(after) or _AND_SOMEBODY.match(after)
    goes_on = ends or _GOES_ON.match(after)
    apart = re.search(r",\s+$", before) is not None or passage.begins_sentence(first)
    called = ends and (ADDRESS_BEFORE.search(before) or (apart and passage.is_called_by_name(first, past)))
    said = not _is_determined(passage, first) and _SAID_AFTER.match(after)
    if word in MODALS:
        said = said and (re.search(r"\bas\s+$", before) or re.match(r"\s+(?:will|can|has)\b", after))
        return Verdict.UNSURE if called or said else Verdict.OTHER
    introduced = _INTRODUCED_BEFORE.search(before) and _INTRODUCED_AFTER.match(after)
    quoted = _QUOTED_BEFORE.search(before) and _SPEAKS_AFTER.match(after)
    handed = goes_on and _HANDED_BEFORE.search(before)
    led = is_common_name(word) and ((goes_on and _LED_BEFORE.search(before)) or _ASKED_BEFORE.search(before))
    announced = ends and (ANNOUNCED_BEFORE.search(before) or _is_listed(passage, first))
    due = called or said or introduced or quoted or handed or led or announced or _TITLED_BEFORE.search(before)
    return Verdict.UNSURE if due else Verdict.OTHER


def judge_rare_word(passage: Passage, first: int, past: int) -> Verdict:
    """A name that is a rarer word, in small letters: the word behind "the", elsewhere somebody's perhaps."""
    if _is_determined(passage, first) and judge_small(passage, first, past) is Verdict.OTHER:
        return Verdict.OTHER
    return Verdict.UNSURE


def _is_listed(passage: Passage, first: int) -> bool:
    """Whether a name comes right before, with a comma or "and" between."""
    return bool({first - 1, first - 2} & passage.taken) and _LISTING.fullmatch(passage.before(first)) is not None


def in_a_title(passage: Passage, first: int, past: int) -> bool:
    """Whether a word is part of a longer name in capitals: "World AIDS Day", "Department of Justice", "West Africa"."""
    words = passage.words
    if _of_a_body(passage, first):
        return True
    if past < len(words) and passage.gap(past).isspace():
        following = words[past]
        if passage.is_capital(past) and past not in passage.taken and following.folded in _ENDS_OF_NAMES:
            return True
    if not first or first - 1 in passage.taken or not passage.gap(first).isspace() or passage.is_subject(first, past):
        return False
    number = first - 1
    if first > 1 and words[number].folded == "s" and passage.text[words[number].start - 1] in "'’":
        number -= 1
    before, printed = words[number], passage.printed(number)
    titled = before.folded in BEFORE_NAMES or (number == first - 1 and is_given(before.folded))
    shouted = printed.isupper() and (len(printed) < _SHORTEST_ACRONYM or passage.printed(first).isupper())
    return before.capital and not (titled or shouted or number in passage.taken or passage.begins_sentence(number))


def _of_a_body(passage: Passage, first: int) -> bool:
    """Whether "Department of" or the like stands before."""
    words = passage.words
    if _OF_DEPARTMENTS.search(passage.text, max(0, words[first].start - _LONGEST_LIST), words[first].start):
        return True
    if first < 2 or words[first - 1].folded != "of" or not passage.text[words[first - 1].end].isspace():
        return False
    return words[first - 2].folded in _BODIES


def judge_word(passage: Passage, first: int, past: int, word: str) -> Verdict:
    """A name that is a word as well, with a capital."""
    after = passage.after(past)
    if not passage.is_capital(first):
        return judge_small(passage, first, past)
    begun = passage.begins_sentence(first) and _BEGUN_COMPOUND.match(after)
    if begun or _COMPOUND_AFTER.match(after) or _of_a_body(passage, first):
        return Verdict.OTHER
    sure = Verdict.NAME if is_given(word) else Verdict.UNSURE
    following = passage.words[past] if past < len(passage.words) else None
    gap = passage.text[passage.words[past - 1].end : following.start] if following else ""
    next_word = following.folded if following and gap.isspace() and past not in passage.taken else ""
    if word in NAMES_THAT_ARE_WORDS and in_a_title(passage, first, past) and not passage.is_called_by_name(first, past):
        return Verdict.OTHER
    if not passage.begins_sentence(first):
        if _is_determined(passage, first) and not passage.is_called(first, past):
            ends = VOCATIVE_END.match(after) or re.match(r"['’]s\b", after)
            return Verdict.UNSURE if ends and word not in _WITH_ARTICLE else Verdict.OTHER
        return sure
    if word in MODALS and re.match(r"\s+\d", after):
        return Verdict.OTHER
    if not next_word:
        if past in passage.taken and not gap.replace("[", "").strip():
            return Verdict.OTHER if word in MODALS else Verdict.UNSURE
        return sure if VOCATIVE_END.match(after) or re.match(r"['’]s\b", after) else Verdict.UNSURE
    if next_word in _SUBJECTS or next_word in _NUMBERS or _OF_THINGS.match(after):
        return Verdict.OTHER
    acts = DOES_AS_A_PERSON.match(after) or CALLED_AFTER.match(after) or _SPEAKING_AFTER.match(after)
    if next_word in _OF_A_PERSON or acts:
        return sure
    return Verdict.OTHER if word in MODALS else Verdict.UNSURE

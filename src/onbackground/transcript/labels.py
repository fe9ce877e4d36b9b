"""Speaker labels: who is meant by one, also where it is abbreviated or misspelt."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, pairwise

from rapidfuzz.distance import OSA

from onbackground.transcript.document import Role

MOST_LABELS = 32_768
"""More than any call has: what is found out about a label is found out once."""
_KNOWN: dict[str, Role] = {
    "MODERATOR": Role.MODERATOR,
    "PRESS OFFICER": Role.MODERATOR,
    "OPERATOR": Role.OPERATOR,
    "QUESTION": Role.REPORTER,
    "REPORTER": Role.REPORTER,
    "ANSWER": Role.OFFICIAL,
    "AIDE": Role.OTHER,
    "STAFF": Role.OTHER,
    "PARTICIPANT": Role.OTHER,
    "INTERPRETER": Role.OTHER,
    "TRANSLATOR": Role.OTHER,
    "SPEAKER": Role.OTHER,
    "VOICE": Role.OTHER,
    "UNKNOWN": Role.OTHER,
    "UNIDENTIFIED": Role.OTHER,
    "UNIDENTIFIED SPEAKER": Role.OTHER,
    "UNIDENTIFIED MALE": Role.OTHER,
    "UNIDENTIFIED FEMALE": Role.OTHER,
    "UNIDENTIFIED REPORTER": Role.REPORTER,
    "OFFICIAL": Role.OFFICIAL,
    "BRIEFER": Role.OFFICIAL,
    "ADMINISTRATION OFFICIAL": Role.OFFICIAL,
    "SENIOR OFFICIAL": Role.OFFICIAL,
    "SENIOR ADMINISTRATION OFFICIAL": Role.OFFICIAL,
    "SENIOR STATE DEPARTMENT OFFICIAL": Role.OFFICIAL,
    "SENIOR DEFENSE OFFICIAL": Role.OFFICIAL,
    "SENIOR MILITARY OFFICIAL": Role.OFFICIAL,
    "SENIOR INTELLIGENCE OFFICIAL": Role.OFFICIAL,
    "SENIOR WHITE HOUSE OFFICIAL": Role.OFFICIAL,
    "SENIOR GOVERNMENT OFFICIAL": Role.OFFICIAL,
    "SENIOR TREASURY OFFICIAL": Role.OFFICIAL,
    "SENIOR JUSTICE DEPARTMENT OFFICIAL": Role.OFFICIAL,
    "SENIOR TREASURY DEPARTMENT OFFICIAL": Role.OFFICIAL,
    "SENIOR COMMERCE DEPARTMENT OFFICIAL": Role.OFFICIAL,
    "SENIOR ENERGY DEPARTMENT OFFICIAL": Role.OFFICIAL,
    "STATE DEPARTMENT OFFICIAL": Role.OFFICIAL,
    "WHITE HOUSE OFFICIAL": Role.OFFICIAL,
    "DEFENSE OFFICIAL": Role.OFFICIAL,
}
_SHORT_FOR = {
    "Q": "QUESTION",
    "A": "ANSWER",
    "MOD": "MODERATOR",
    "SPK": "SPEAKER",
    "SAO": "SENIOR ADMINISTRATION OFFICIAL",
    "SENIOR ADMINISTRATION": "SENIOR ADMINISTRATION OFFICIAL",
    "SENIOR ADMIN OFFICIAL": "SENIOR ADMINISTRATION OFFICIAL",
    "SENIOR ADMINISTRATIVE OFFICIAL": "SENIOR ADMINISTRATION OFFICIAL",
    "SR ADMINISTRATION OFFICIAL": "SENIOR ADMINISTRATION OFFICIAL",
}
_AGENCY_WORDS = (
    "SENIOR", "ADMINISTRATION", "OFFICIAL", "DEPARTMENT", "DEFENSE", "STATE", "TREASURY", "COMMERCE", "JUSTICE",
    "ENERGY", "HOMELAND", "SECURITY", "INTELLIGENCE", "WHITE", "HOUSE", "MILITARY", "GOVERNMENT", "ENFORCEMENT",
    "AGRICULTURE", "EDUCATION", "TRANSPORTATION", "PENTAGON", "CABINET", "AGENCY", "EXECUTIVE", "COMMISSION",
)  # fmt: skip
_WORD_FOR = {"ADMINISTRATIVE": "ADMINISTRATION"}

_NUMBERS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMBERED = re.compile(r"^(?P<stem>[^\d#]*[^\W\d])[\s\-#]*(?:\b(?:NUMBER|NO)\b\.?)?[\s\-#]*(?P<number>\d{1,2})$")
_FIGURE_IN_WORD = re.compile(r"\b(?=\w{0,30}\d)(?=\d{0,3}[A-Z])\w{3,30}\b")
_LIKE = str.maketrans("015", "OIS")
_GLUED_HONORIFIC = re.compile(r"^((?:MR|MS|MRS|DR)\.)(?=\w)")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")

_HONORIFICS = frozenset({"MR", "MS", "MRS", "MISS", "DR", "PROF", "SIR", "DAME"})
_OFFICES = frozenset({
    "SECRETARY", "PRESIDENT", "AMBASSADOR", "AMB", "GENERAL", "GEN", "ADMIRAL", "ADM", "COLONEL", "COL",
    "GOVERNOR", "SENATOR", "ADMINISTRATOR", "DIRECTOR", "CHAIR", "CHAIRMAN", "CHIEF", "COMMISSIONER",
    "MINISTER", "CONGRESSMAN", "CONGRESSWOMAN", "REPRESENTATIVE", "MAYOR", "JUDGE", "ADVISOR", "ADVISER",
    "COORDINATOR", "ENVOY", "SURGEON", "ATTORNEY", "CAPTAIN", "MAJOR", "LIEUTENANT", "SPOKESPERSON",
})  # fmt: skip


@lru_cache(MOST_LABELS)
def resolve_label(label: str) -> tuple[str, Role]:
    """Return the label meant and the role of the speaker.

    What stands in parentheses after it ("(cont'd)", a name) is left out; a part in the call after a name is the role.

    >>> resolve_label("SENIOR ADMINISTRATION OFFIAL #2")
    ('SENIOR ADMINISTRATION OFFICIAL TWO', <Role.OFFICIAL: 'official'>)
    >>> resolve_label("Q")
    ('QUESTION', <Role.REPORTER: 'reporter'>)
    """
    clean = _letters_for_figures(_clean(label))
    stem, number = _split_number(clean)
    words = [word for before, word in pairwise(["", *stem.split()]) if word != before]
    words = words[1:] if len(words) > 1 and words[0] in {"A", "AN", "THE"} else words
    agency = [_agency_word(word) for word in words]
    known = " ".join(word or "" for word in agency)
    if known not in _KNOWN:
        own = (all(agency) and "OFFICIAL" in agency) or (len(words) > 1 and words[0].rstrip(".,") in _HONORIFICS)
        known = "" if own else _nearest_known(" ".join(words)) or ""  # MR. DE RATO is no MODERATOR
    if known:
        return f"{known} {number}".strip(), _KNOWN[known]
    if "OFFICIAL" in agency:
        meant = (known or word for known, word in zip(agency, words, strict=True))
        return " ".join(filter(None, [*meant, number])), Role.OFFICIAL
    if len(words) > 1 and _is_honorific(words[0]):
        return " ".join([words[0].rstrip(".,") + ".", *words[1:]]), Role.OFFICIAL
    if any(word.rstrip(".,") in _OFFICES for word in words):
        return clean, Role.OFFICIAL
    return clean, part_beside(label) or Role.OTHER


@lru_cache(MOST_LABELS)
def part_beside(label: str) -> Role | None:
    """The role of the part in the call that stands in parentheses after a name: "Jane Doe (Moderator)"."""
    beside = _ASIDE.search(label)
    return _KNOWN.get(beside[0].strip(" ()[]").upper()) if beside is not None else None


def resolve_labels(printed: Iterable[str]) -> dict[str, tuple[str, Role]]:
    """Resolve all labels of one call, each in the light of the others.

    A name printed once or twice that differs by a slip from one printed more often is that one: where MS. SIMONS
    speaks all along, MS. SIMNOS and MR. SIMONS are she. Officials' numbers are never changed for it; but of those that
    a misspelt one may be, the only one that speaks on the call is it.
    """
    times = Counter(printed)
    resolved = {label: resolve_label(label) for label in times}
    here = {speaker for speaker, _ in resolved.values()}
    parts = here & _KNOWN.keys()
    for label in times:
        if (speaker := _numbered_here(label, here)) is not None:
            resolved[label] = (speaker, Role.OFFICIAL)
        elif resolved[label][0] not in _KNOWN and (part := slipped_part(label, parts)):
            resolved[label] = (part, _KNOWN[part])
    spoken: Counter[str] = Counter()
    for label, count in times.items():
        spoken[resolved[label][0]] += count
    common = {
        speaker: _bare_name(speaker)
        for speaker, count in spoken.most_common(50)
        if count > 1 and not _is_known(speaker)
    }
    roles = dict(resolved.values())
    for label, (speaker, role) in resolved.items():
        if spoken[speaker] > 2 or _is_known(speaker):
            continue
        name, times_here = _bare_name(speaker), spoken[speaker]
        meant = [one for one, other in common.items() if spoken[one] > times_here and _is_slip_of(name, other)]
        if len(meant) == 1:
            resolved[label] = (meant[0], roles[meant[0]] if roles[meant[0]] is not Role.OTHER else role)
    return resolved


def slipped_part(label: str, speakers: Iterable[str]) -> str | None:
    """The part in the call, one of ``speakers``, that a single unknown word may be with two slips in it.

    >>> slipped_part("OERTOR", ["MODERATOR", "OPERATOR"]), slipped_part("SWIFT", ["OPERATOR"])
    ('OPERATOR', None)
    """
    word = _clean(label)
    if len(word) < 6 or " " in word:
        return None
    distances = {one: OSA.distance(word, one, score_cutoff=2) for one in speakers if one in _KNOWN and " " not in one}
    closest = min(distances.values(), default=3)
    nearest = [one for one, distance in distances.items() if distance == closest]
    return nearest[0] if closest <= 2 and len(nearest) == 1 else None


def _numbered_here(label: str, speakers: set[str]) -> str | None:
    """The official of this call whose number the label misspells, where it may be that of several."""
    clean = _letters_for_figures(_clean(label))
    near = _near_numbers(clean) if len(clean.split()) > 1 else []
    if len(near) < 2 or clean.split()[-1] in near:
        return None
    stem = resolve_label(_parted(clean)[0])[0]
    here = {f"{stem} {number}" for number in near} & speakers
    return here.pop() if len(here) == 1 else None


@lru_cache(MOST_LABELS)
def is_known(label: str) -> bool:
    """Whether the label says by itself who speaks, as a part in the call or an office; a bare name does not."""
    speaker, role = resolve_label(label)
    return role is not Role.OTHER or _is_known(speaker)


@lru_cache(MOST_LABELS)
def is_part(label: str) -> bool:
    """Whether the label names a part in the call ("MODERATOR", "SENIOR DEFENSE OFFICIAL"), not a person or office."""
    stem = _split_number(resolve_label(label)[0])[0]
    return stem in _KNOWN or "OFFICIAL" in stem.split()


def is_agency_word(word: str) -> bool:
    """Whether a word in capitals belongs to officials' labels ("SENIOR", "DEFENSE"), slips included."""
    return word.isupper() and _agency_word(word) is not None


@lru_cache(MOST_LABELS)
def is_misspelt(label: str, speaker: str) -> bool:
    """Whether ``label`` is printed otherwise than ``speaker`` is written, beyond the usual abbreviations.

    >>> is_misspelt("MODEARTOR", "MODERATOR"), is_misspelt("SAO #2", "SENIOR ADMINISTRATION OFFICIAL TWO")
    (True, False)
    """
    clean = _clean(label)
    if clean == speaker:
        return False
    numbered = _NUMBERED.match(clean)
    words = clean.split()
    if numbered is not None:
        stem, number = numbered["stem"], _split_number(clean)[1]
    elif words[-1] in _NUMBERS or words[-1] in _ROMAN:
        stem, number = " ".join(words[:-1]), _split_number(clean)[1]
    else:
        stem, number = clean, ""
    stem = re.sub(r"\s+(?:NUMBER|NO\.?|#)$", "", stem)
    return f"{_SHORT_FOR.get(stem.replace('.', ''), stem)} {number}".strip() != speaker


@lru_cache(MOST_LABELS)
def names_a_person(label: str) -> bool:
    """Whether the label is an honorific and a name, as ``MR. MUNOZ``."""
    first, _, rest = _clean(label).partition(" ")
    return bool(rest) and _is_honorific(first)


def _is_honorific(word: str) -> bool:
    """Whether a word is an honorific, a slip in one that has its period included."""
    bare = word.rstrip(".,")
    slipped = word.endswith(".") and 1 < len(bare) < 5
    return bare in _HONORIFICS or (slipped and any(OSA.distance(bare, one) == 1 for one in ("MR", "MS", "MRS", "DR")))


def _clean(label: str) -> str:
    label = unicodedata.normalize("NFC", label)
    upper = _ASIDE.sub("", label.upper().replace("’", "'").replace("_", " ").strip()) or label.upper()
    return " ".join(_GLUED_HONORIFIC.sub(r"\1 ", upper).split()).strip(" .:;*[]()")


def _letters_for_figures(label: str) -> str:
    """Letters for the figures typed for them inside a word ("0FFICIAL"); a number after a whole word stays."""
    return _FIGURE_IN_WORD.sub(
        lambda word: word[0] if word[0].rstrip("0123456789") in _WHOLE else word[0].translate(_LIKE), label
    )


def _is_known(speaker: str) -> bool:
    return _split_number(speaker)[0] in _KNOWN


def _is_slip_of(name: list[str], meant: list[str]) -> bool:
    """Whether both names, in words, are the same but for a slip.

    No short word beside a longer one is a slip of another: MAYOR WRY is not MAYOR WREN, nor is one agency’s
    official another’s.
    """
    if len(name) != len(meant):
        name, meant = ["".join(name)], ["".join(meant)]
    short = 6 if "OFFICIAL" in meant else 4
    return all(
        word == known or OSA.distance(word, known, score_cutoff=limit) <= limit
        for word, known in zip(name, meant, strict=True)
        for limit in [0 if len(known) < short else 1 if len(known) < 6 else 2]
    )


def _bare_name(speaker: str) -> list[str]:
    """The words of a name, letters only, without an honorific: it may differ, or stand on one label only."""
    first, _, rest = speaker.partition(" ")
    name = rest if rest and _is_honorific(first) else speaker
    return [re.sub(r"\W", "", word) for word in name.replace("-", " ").split()]


def _split_number(label: str) -> tuple[str, str]:
    """Split off the number of an official, written as a word; words and figures may stand in any usual form."""
    if (match := _NUMBERED.match(label)) is not None:
        number = int(match["number"])
        stem = re.sub(r"\s+(?:NUMBER|NO\.?)$", "", match["stem"])
        return stem, _NUMBERS[number - 1] if 1 <= number <= len(_NUMBERS) else match["number"]
    stem, last = _parted(label)
    last = last.lstrip("#")
    if not stem or not last:
        glued = next((n for n in _NUMBERS if label.endswith("OFFICIAL" + n)), None)
        return (label[: -len(glued)], glued) if glued else (label, "")
    stem = re.sub(r"\s*(?:\bNUMBER|\bNO\.?|#)$", "", stem)
    if last in _NUMBERS:
        return stem, last
    if last in _ROMAN:
        return stem, _NUMBERS[_ROMAN.index(last)]
    glued = next((n for n in _NUMBERS if last == "OFFICIAL" + n), None)
    if glued is not None:
        return f"{stem} OFFICIAL", glued
    near = _near_numbers(label)
    return (stem, near[0]) if len(near) == 1 else (label, "")


def _parted(label: str) -> tuple[str, str]:
    """The last word of a label apart: where it stands in pieces after OFFICIAL ("TH REE"), all of them as one."""
    words = label.split()
    if len(words) > 2:
        last = "".join(words[-2:])
        if last in _NUMBERS and _agency_word(words[-3]) == "OFFICIAL":
            return " ".join(words[:-2]), last
    stem, _, last = label.rpartition(" ")
    return stem, last


def _near_numbers(label: str) -> list[str]:
    """The numbers that the last word of an official's label may be a slip of; letters swapped are likelier."""
    stem, last = _parted(label)
    if len(last) < 2 or not stem or _agency_word(stem.split()[-1]) != "OFFICIAL":
        return []
    near = [n for n in _NUMBERS if OSA.distance(last, n, score_cutoff=1) <= 1]
    return [n for n in near if sorted(n) == sorted(last)] or near


def _nearest_known(label: str) -> str | None:
    """The one known label that differs by no more than a slip or two of the typist's fingers."""
    short = label.replace(".", "")
    if short in _SHORT_FOR:
        return _SHORT_FOR[short]
    letters = re.sub(r"[^A-Z]", "", label)
    if letters in _BY_LETTERS and len(letters) > 1:
        return _BY_LETTERS[letters]
    if len(letters) < 6 or _agency_word(" ".join(label.split()[-2:-1])) == "OFFICIAL":
        return None  # what follows OFFICIAL is a number, or was meant to be one
    words = label.split()
    others = {"".join(words[:i] + words[i + 1 :]) for i, word in enumerate(words) if word not in _AGENCY_WORDS}
    distances: dict[str, int] = {}
    near = chain.from_iterable(_OF_LENGTH.get(len(letters) + more, ()) for more in range(-_MOST_SLIPS, _MOST_SLIPS + 1))
    for known in near:
        limit = min(_MOST_SLIPS, (max(len(letters), len(known)) if len(known) > 8 else len(letters)) // 4)
        if known in others or abs(len(known) - len(letters)) > limit:
            continue  # SENIOR FBI OFFICIAL is no slip of SENIOR OFFICIAL: a word is no slip
        distance = OSA.distance(letters, known, score_cutoff=limit)
        if distance <= limit:
            distances[known] = distance
    closest = min(distances.values(), default=0)
    nearest = [known for known, distance in distances.items() if distance == closest]
    if len(nearest) > 1:
        # A letter left out or typed twice is likelier than one typed for another: ODERATOR is MODERATOR, not OPERATOR.
        nearest = [known for known in nearest if abs(len(known) - len(letters)) == distances[known]]
    return _BY_LETTERS[nearest[0]] if len(nearest) == 1 else None


def _agency_word(word: str) -> str | None:
    """The word of officials' labels that ``word`` is, or is a slip of."""
    if len(word) < 5 or word in _AGENCY_WORDS:
        return word if word in _AGENCY_WORDS else None
    near = (
        known
        for known in (*_AGENCY_WORDS, *_WORD_FOR)
        if abs(len(known) - len(word)) < 3 and OSA.distance(word, known, score_cutoff=3) <= (1 if len(known) < 8 else 2)
    )
    known = next(near, None)
    return _WORD_FOR.get(known, known) if known else None


_WHOLE = frozenset({*_AGENCY_WORDS, *_KNOWN, *_SHORT_FOR})
_BY_LETTERS = {label.replace(" ", ""): label for label in _KNOWN}
_OF_LENGTH = {
    length: [letters for letters in _BY_LETTERS if len(letters) == length] for length in {*map(len, _BY_LETTERS)}
}
_MOST_SLIPS = 3

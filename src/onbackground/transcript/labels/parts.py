"""The parts in a call and the offices that labels name, and which of them a misspelt label is."""

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from onbackground.transcript.document import Role

KNOWN: dict[str, Role] = {
    "MODERATOR": Role.MODERATOR,
    "PRESS OFFICER": Role.MODERATOR,
    "OPERATOR": Role.OPERATOR,
    "COORDINATOR": Role.OPERATOR,
    "QUESTION": Role.REPORTER,
    "REPORTER": Role.REPORTER,
    "JOURNALIST": Role.REPORTER,
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
SHORT_FOR = {
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
AGENCY_WORDS = (
    "SENIOR", "ADMINISTRATION", "OFFICIAL", "DEPARTMENT", "DEFENSE", "STATE", "TREASURY", "COMMERCE", "JUSTICE",
    "ENERGY", "HOMELAND", "SECURITY", "INTELLIGENCE", "WHITE", "HOUSE", "MILITARY", "GOVERNMENT", "ENFORCEMENT",
    "AGRICULTURE", "EDUCATION", "TRANSPORTATION", "PENTAGON", "CABINET", "AGENCY", "EXECUTIVE", "COMMISSION",
    "U.S.", "US", "U.K.", "UK", "E.U.", "EU", "U.N.", "UN",
)  # fmt: skip
_WORD_FOR = {"ADMINISTRATIVE": "ADMINISTRATION"}
_SLIPS_IN = {known: 1 if len(known) < 8 else 2 for known in (*AGENCY_WORDS, *_WORD_FOR)}
_NEAR_LENGTH = {
    length: [(known, slips) for known, slips in _SLIPS_IN.items() if abs(len(known) - length) <= slips]
    for length in range(max(map(len, _SLIPS_IN)) + 3)
}
"""For each length of a word those that it may be a slip of, and with how many."""
HONORIFICS = frozenset({"MR", "MS", "MRS", "MISS", "DR", "PROF", "SIR", "DAME"})
OFFICES = frozenset({
    "SECRETARY", "PRESIDENT", "AMBASSADOR", "AMB", "GENERAL", "GEN", "ADMIRAL", "ADM", "COLONEL", "COL",
    "GOVERNOR", "SENATOR", "ADMINISTRATOR", "DIRECTOR", "CHAIR", "CHAIRMAN", "CHIEF", "COMMISSIONER",
    "MINISTER", "CONGRESSMAN", "CONGRESSWOMAN", "REPRESENTATIVE", "MAYOR", "JUDGE", "ADVISOR", "ADVISER",
    "COORDINATOR", "ENVOY", "SURGEON", "ATTORNEY", "CAPTAIN", "MAJOR", "LIEUTENANT", "SPOKESPERSON",
})  # fmt: skip
_BY_LETTERS = {label.replace(" ", ""): label for label in KNOWN}
_MOST_SLIPS = 3
_OF_ABOUT_LENGTH = {
    length: [letters for letters in _BY_LETTERS if abs(len(letters) - length) <= _MOST_SLIPS]
    for length in range(max(map(len, _BY_LETTERS)) + _MOST_SLIPS + 1)
}


def is_honorific(word: str) -> bool:
    """Whether a word is an honorific, a slip in one that has its period included."""
    bare = word.rstrip(".,")
    slipped = word.endswith(".") and 1 < len(bare) < 5
    return bare in HONORIFICS or (slipped and any(OSA.distance(bare, one) == 1 for one in ("MR", "MS", "MRS", "DR")))


def nearest_known(label: str) -> str | None:
    """The one known label that differs by no more than a slip or two of the typist's fingers."""
    short = label.replace(".", "")
    if short in SHORT_FOR:
        return SHORT_FOR[short]
    letters = re.sub(r"[^A-Z]", "", label)
    if letters in _BY_LETTERS and len(letters) > 1:
        return _BY_LETTERS[letters]
    if len(letters) < 6 or agency_word(" ".join(label.split()[-2:-1])) == "OFFICIAL":
        return None  # what follows OFFICIAL is a number, or was meant to be one
    words = [agency_word(word) or word for word in label.split()]
    others = {"".join(words[:i] + words[i + 1 :]) for i, word in enumerate(words) if word not in AGENCY_WORDS}
    distances: dict[str, int] = {}
    for known, distance, _ in process.extract(
        letters, _OF_ABOUT_LENGTH.get(len(letters), ()), scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=None
    ):
        limit = (max(len(letters), len(known)) if len(known) > 8 else len(letters)) // 4
        if distance <= limit and known not in others:  # SENIOR FBI OFFICIAL is no slip of SENIOR OFFICIAL
            distances[known] = distance
    closest = min(distances.values(), default=0)
    nearest = [known for known, distance in distances.items() if distance == closest]
    if len(nearest) > 1:
        # A letter left out or typed twice is likelier than one typed for another: ODERATOR is MODERATOR, not OPERATOR.
        nearest = [known for known in nearest if abs(len(known) - len(letters)) == distances[known]]
    return _BY_LETTERS[nearest[0]] if len(nearest) == 1 else None


@lru_cache(4096)
def agency_word(word: str) -> str | None:
    """The word of officials' labels that ``word`` is, or is a slip of."""
    if len(word) < 5 or word in AGENCY_WORDS:
        return word if word in AGENCY_WORDS else None
    for known, slips in _NEAR_LENGTH.get(len(word), ()):
        if OSA.distance(word, known, score_cutoff=slips) <= slips:
            return _WORD_FOR.get(known, known)
    return None

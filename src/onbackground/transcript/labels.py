"""Speaker labels: what they look like, and who is meant by one that is misspelt.

A label stands at the very start of a paragraph: capitals and a colon (``MODERATOR:``, ``MR. MUNOZ:``), or a lone
``Q`` with a colon or a space.
"""

import re

from rapidfuzz.distance import OSA

from onbackground.transcript.document import Role

_KNOWN: dict[str, Role] = {
    "MODERATOR": Role.MODERATOR,
    "OPERATOR": Role.OPERATOR,
    "QUESTION": Role.REPORTER,
    "REPORTER": Role.REPORTER,
    "AIDE": Role.OTHER,
    "STAFF": Role.OTHER,
    "PARTICIPANT": Role.OTHER,
    "INTERPRETER": Role.OTHER,
    "SPEAKER": Role.OTHER,
    "VOICE": Role.OTHER,
    "OFFICIAL": Role.OFFICIAL,
    "ADMINISTRATION OFFICIAL": Role.OFFICIAL,
    "SENIOR OFFICIAL": Role.OFFICIAL,
    "SENIOR ADMINISTRATION OFFICIAL": Role.OFFICIAL,
    "SENIOR STATE DEPARTMENT OFFICIAL": Role.OFFICIAL,
    "SENIOR DEFENSE OFFICIAL": Role.OFFICIAL,
    "SENIOR INTELLIGENCE OFFICIAL": Role.OFFICIAL,
    "SENIOR WHITE HOUSE OFFICIAL": Role.OFFICIAL,
    "STATE DEPARTMENT OFFICIAL": Role.OFFICIAL,
    "WHITE HOUSE OFFICIAL": Role.OFFICIAL,
}
_BY_LETTERS = {label.replace(" ", ""): label for label in _KNOWN}

_NUMBERS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE")
_NUMBER = re.compile(r"^(?P<stem>.*?\S)\s*(?:NUMBER |NO\. ?|#|-)?\b(?P<number>" + "|".join(_NUMBERS) + r"|\d{1,2})$")

_HONORIFICS = frozenset({"MR", "MS", "MRS", "MISS", "DR", "PROF", "SIR", "DAME"})
_OFFICES = {
    "SECRETARY", "PRESIDENT", "AMBASSADOR", "AMB", "GENERAL", "GEN", "ADMIRAL", "ADM", "COLONEL", "COL",
    "GOVERNOR", "SENATOR", "ADMINISTRATOR", "DIRECTOR", "CHAIR", "CHAIRMAN", "CHIEF", "COMMISSIONER",
    "MINISTER", "CONGRESSMAN", "CONGRESSWOMAN", "REPRESENTATIVE", "MAYOR", "JUDGE", "ADVISOR", "ADVISER",
    "COORDINATOR", "ENVOY", "SURGEON", "ATTORNEY",
}  # fmt: skip

_LABEL = re.compile(
    r"^\s*(?P<label>[^\W\d_][^:\n]{0,70}?)\s?:(?=\s|$)\s*"  # capitals are checked apart: they may be accented
)
_Q = re.compile(r"^\s*(?:(?P<q>Q)(?:\s?[:.]\s*|\s+)(?!and A\b)|(?P<a>A)\s?:\s+)(?=\S)")


def split_label(paragraph: str) -> tuple[str, str] | None:
    """Split a paragraph into its speaker label and the speech after it; None if it does not begin with a label."""
    if (q := _Q.match(paragraph)) is not None:
        return q["q"] or q["a"], paragraph[q.end() :]
    match = _LABEL.match(paragraph)
    if match is None or not _looks_like_label(match["label"]):
        return None
    return " ".join(match["label"].split()), paragraph[match.end() :]


def is_certain(label: str) -> bool:
    """Whether this label names a speaker by itself, even if it is printed only once.

    A single unknown word in capitals ("SWIFT:") does not: it may be a heading inside someone's speech.
    """
    return resolve_label(label)[1] is not Role.OTHER or label.upper() in _KNOWN or len(label.split()) > 1


def resolve_label(label: str) -> tuple[str, Role]:
    """Return the label meant and the role of the speaker.

    >>> resolve_label("SENIOR ADMINISTRATION OFFIAL TWO")
    ('SENIOR ADMINISTRATION OFFICIAL TWO', <Role.OFFICIAL: 'official'>)
    >>> resolve_label("Q")
    ('QUESTION', <Role.REPORTER: 'reporter'>)
    """
    clean = " ".join(label.upper().replace("’", "'").split()).rstrip(" .:")
    if clean == "Q":
        return "QUESTION", Role.REPORTER
    if clean == "A":
        return "ANSWER", Role.OFFICIAL
    stem, number = _split_number(clean)
    if (known := _nearest_known(stem)) is not None:
        return f"{known} {number}".strip(), _KNOWN[known]
    words = stem.split()
    if any(_near(word, "OFFICIAL") for word in words):
        return " ".join("OFFICIAL" if _near(w, "OFFICIAL") else w for w in words) + f" {number}" * bool(number), (
            Role.OFFICIAL
        )
    if words[0].rstrip(".") in _HONORIFICS and len(words) > 1:
        return " ".join([words[0].rstrip(".") + ".", *words[1:]]), Role.OFFICIAL
    if any(word.rstrip(".,") in _OFFICES for word in words):
        return clean, Role.OFFICIAL
    return clean, Role.OTHER


def names_a_person(label: str) -> bool:
    """Whether the label is an honorific and a name, as ``MR. MUNOZ``."""
    first, _, rest = label.upper().partition(" ")
    return bool(rest) and first.rstrip(".") in _HONORIFICS


def _looks_like_label(text: str) -> bool:
    """Capitals throughout (but for ``Mc`` and the like), few words, nothing a sentence would carry."""
    words = text.split()
    if len(words) > 9 or any(mark in text for mark in '"“”?!;()—'):
        return False
    letters = [c for c in text if c.isalpha()]
    small = sum(c.islower() for c in letters)
    return len(letters) > 1 and small <= (1 if len(letters) > 5 else 0)


def _split_number(label: str) -> tuple[str, str]:
    match = _NUMBER.match(label)
    if match is None:
        return label, ""
    number = match["number"]
    if number.isdigit() and 1 <= int(number) <= len(_NUMBERS):
        number = _NUMBERS[int(number) - 1]
    return match["stem"].rstrip(" -#"), number


def _nearest_known(label: str) -> str | None:
    """The one known label that differs by no more than a slip or two of the typist's fingers."""
    letters = re.sub(r"[^A-Z]", "", label)
    limit = min(3, len(letters) // 4)
    ranked = sorted((OSA.distance(letters, known, score_cutoff=limit), known) for known in _BY_LETTERS)
    if ranked[0][0] > limit or (ranked[0][0] > 0 and ranked[1][0] == ranked[0][0]):
        return None
    return _BY_LETTERS[ranked[0][1]]


def _near(word: str, known: str) -> bool:
    return len(word) > 4 and OSA.distance(word, known, score_cutoff=2) <= 2

"""A label as it is printed made plain: capitals, no brackets, letters where figures were typed for them."""

import re
import unicodedata

from onbackground.transcript.labels.parts import AGENCY_WORDS, KNOWN, SHORT_FOR

_FIGURE_IN_WORD = re.compile(r"\b(?=\w{0,30}\d)(?=\d{0,3}[A-Z])\w{3,30}\b")
_LIKE = str.maketrans("015", "OIS")
_GLUED_HONORIFIC = re.compile(r"^((?:MR|MS|MRS|DR)\.)(?=\w)")
_WHOLE = frozenset({*AGENCY_WORDS, *KNOWN, *SHORT_FOR})
"""Words after which a figure is a number."""
ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
"""What stands in parentheses or brackets after a label."""


def cleaned(label: str) -> str:
    """A label in capitals and single spaces, without signs around it or what stands in parentheses after it."""
    label = unicodedata.normalize("NFC", label)
    upper = ASIDE.sub("", label.upper().replace("’", "'").replace("_", " ").strip()) or label.upper()
    return " ".join(_GLUED_HONORIFIC.sub(r"\1 ", upper).split()).strip(" .:;*[]()")


def letters_for_figures(label: str) -> str:
    """Letters for the figures typed for them inside a word ("0FFICIAL"); a number after a whole word stays."""
    return _FIGURE_IN_WORD.sub(
        lambda word: word[0] if word[0].rstrip("0123456789") in _WHOLE else word[0].translate(_LIKE), label
    )

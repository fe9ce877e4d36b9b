"""Whether somebody is named with the outlet they write for: "David with the Fable Courier"."""

import re

from onbackground.attribution.agencies import AGENCY_NAMES

_GOVERNMENT = (
    "White", "Department", "State", "National", "Justice", "Defense", "Treasury",
    "Commerce", "Energy", "Homeland", "Office", "Council", "U.S", "US", "United", "Agency", "Bureau",
    "Domestic", "Health", "Labor", "Transportation", "Interior", "Embassy", "Vice", "President",
)  # fmt: skip
_OF_AN_OUTLET = re.compile(
    r"(?:\s+\w+)?(?:,|\s+here)?\s+(?:with|from|of|at)\s+(?:the\s+)?(?!(?:"
    + "|".join(_GOVERNMENT)
    + r")\b)([A-Z][\w.]+)"
)


def is_of_an_outlet(text: str, end: int) -> bool:
    """Whether an outlet is given with the name that ends here: "from Reuters", and not "from OMB"."""
    match = _OF_AN_OUTLET.match(text, end)
    return match is not None and match[1].strip(".").lower() not in AGENCY_NAMES

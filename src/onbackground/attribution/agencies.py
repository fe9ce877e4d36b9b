"""Agencies under all their names: "DOJ", "Justice" and "the Department of Justice" are one."""

import re
from functools import lru_cache

_KNOWN = tuple(
    frozenset(names.split("|"))
    for names in (
        "state|state department|department of state|dos|foggy bottom",
        "defense|defense department|department of defense|dod|pentagon",
        "justice|justice department|department of justice|doj|main justice",
        "treasury|treasury department|department of the treasury|ofac",
        "homeland security|department of homeland security|homeland security department|dhs",
        "commerce|commerce department|department of commerce|doc|bis",
        "energy|energy department|department of energy|doe",
        "labor|labor department|department of labor|dol",
        "interior|interior department|department of the interior|doi",
        "agriculture|agriculture department|department of agriculture|usda",
        "education|education department|department of education",
        "transportation|transportation department|department of transportation|dot",
        "health and human services|department of health and human services|hhs",
        "housing and urban development|department of housing and urban development|hud",
        "veterans affairs|department of veterans affairs|va",
        "national security council|nsc",
        "national economic council|nec",
        "domestic policy council|dpc",
        "council of economic advisers|cea",
        "office of management and budget|omb",
        "office of science and technology policy|ostp",
        "office of national drug control policy|ondcp",
        "united states trade representative|office of the united states trade representative|ustr",
        "agency for international development|united states agency for international development|aid|usaid",
        "centers for disease control and prevention|centers for disease control|cdc",
        "food and drug administration|fda",
        "national institutes of health|nih",
        "environmental protection agency|epa",
        "drug enforcement administration|dea",
        "federal bureau of investigation|bureau|fbi",
        "central intelligence agency|agency|cia|langley",
        "office of the director of national intelligence|director of national intelligence|odni|dni",
        "national security agency|nsa",
        "customs and border protection|cbp",
        "immigration and customs enforcement|ice",
        "cybersecurity and infrastructure security agency|cisa",
        "federal emergency management agency|fema",
        "bureau of alcohol tobacco firearms and explosives|atf",
        "joint chiefs|joint staff|joint chiefs of staff",
        "white house",
    )
)
AGENCY_NAMES = frozenset(name for names in _KNOWN for name in names)
"""All names of known agencies, in small letters."""
_SMALL = frozenset({"of", "the", "and", "for", "on"})


@lru_cache(maxsize=256)
def names_of(agency: str) -> frozenset[str]:
    """Return every name an agency goes by, in small letters: its own, known others, its initials."""
    name = " ".join(re.findall(r"[^\W_]+", agency.lower().replace("u.s.", "").replace("'", ""))).removeprefix("the ")
    for known in _KNOWN:
        if name in known:
            return known
    words = [word for word in name.split() if word not in _SMALL]
    names = {name}
    if "department" in words and len(words) > 1:
        rest = " ".join(re.sub(r"^department (of )?(the )?| department$", "", name).split())
        names |= {rest, f"{rest} department", f"department of {rest}"}
    if len(words) > 2:
        names.add("".join(word[0] for word in words))
    return frozenset(names)


def names_agency(text: str, agency: str) -> bool:
    """Whether a text, such as an alias, names the agency."""
    plain = " ".join(re.findall(r"[^\W_]+", text.lower()))
    return any(re.search(rf"\b{re.escape(name)}\b", plain) for name in names_of(agency))

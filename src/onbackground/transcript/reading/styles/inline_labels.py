"""Names of speakers with their titles before a colon and the words.

``Jane Doe – Chief Financial Officer: …``, ``JANE DOE, CFO, ORCHARD HOLDINGS: …`` or ``Jane Doe (CFO): …``. In running
words a name, a title and a colon may also stand at the beginning of a paragraph: they are labels only where they are
several, and no more labels of another kind show who speaks.
"""

from collections import Counter

from onbackground.transcript.labels import is_known
from onbackground.transcript.reading.openings import read_opening
from onbackground.transcript.reading.styles.titled_names import BARE, PART, as_titled

_LINKING = frozenset({"of", "the", "and", "for", "to", "in", "at", "on", "de", "la"})
_LONGEST = 220
_MOST_LABELS = 10_000
_MOST = 100
"""No call has more speakers whose names are told only by being spoken of elsewhere."""
_FEWEST = 2
"""So many labels with a title show that these are labels."""


def inline_labels(texts: list[str]) -> dict[int, tuple[str, str]]:
    """The labels before a colon of a call in which names and titles stand there: by paragraph, label and words.

    Once they do, the names alone, names that return or are spoken of elsewhere, and parts in the call are labels too.
    """
    before = {place: found for place, text in enumerate(texts) if (found := _before_colon(text)) is not None}
    distinct = {label for label, _ in before.values()}
    if len(distinct) > _MOST_LABELS:
        return {}
    titled = {label: _titled_name(label) for label in distinct}
    names = {place: name for place, (label, _) in before.items() if (name := titled[label]) is not None}
    if len(names) < _FEWEST:
        return {}
    openings = enumerate(map(read_opening, texts))
    sure = {place: (one.label, one.speech) for place, one in openings if one and one.sure and one.sign is None}
    others = Counter(label for place, (label, _) in sure.items() if place not in names and len(label) > 1)
    if sum(times for label, times in others.items() if label.upper() != "OPERATOR") > len(names):
        return {}
    labels = {place: before[place] for place in names}
    labels |= {place: one for place, one in sure.items() if place not in labels and one[1].strip()}
    known = set(names.values())
    bare = Counter(label for place, (label, _) in before.items() if place not in labels and BARE.fullmatch(label))
    spoken_of = "\n".join(texts) if len(bare) <= _MOST else ""
    for place, (label, words) in before.items():
        returns = bare[label] > 1 or (label in bare and spoken_of.count(label) > bare[label])
        if place not in labels and (label in known or PART.fullmatch(label.title()) or returns):
            labels[place] = (label, words)
    return labels


def _before_colon(text: str) -> tuple[str, str] | None:
    """What stands before the first colon of a paragraph, and the words after it."""
    colon = text.find(": ", 0, _LONGEST)
    if colon < 3 or not (text[0].isupper() or text[0] == "<"):
        return None
    return text[:colon].rstrip(), text[colon + 2 :].lstrip()


def _titled_name(label: str) -> str | None:
    """The name in a label that is a name and a title, each word of it in a title's letters."""
    match = as_titled(label)
    if match is None or is_known(match["name"]):
        return None
    if "title" not in match.groupdict():
        return match["name"]
    words = match["title"].split()
    titled = all(not word[0].islower() or word in _LINKING for word in words) and words[-1] not in _LINKING
    return match["name"] if titled else None

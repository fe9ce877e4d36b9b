"""The labels of one call, each in the light of the others."""

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from onbackground.transcript.document import Role
from onbackground.transcript.labels import is_known_part, resolve_label
from onbackground.transcript.labels.letters import cleaned, letters_for_figures
from onbackground.transcript.labels.numbers import near_numbers, parted
from onbackground.transcript.labels.parts import KNOWN, is_honorific


def resolve_labels(printed: Iterable[str]) -> dict[str, tuple[str, Role]]:
    """Resolve all labels of one call, each in the light of the others.

    A name printed once or twice that differs by a slip from one printed more often is that one: where MS. SIMONS
    speaks all along, MS. SIMNOS and MR. SIMONS are she. Officials' numbers are never changed for it; but of those that
    a misspelt one may be, the only one that speaks on the call is it. A last name alone, SIMONS, is the only one here
    who is named with it, ADA SIMONS.
    """
    times = Counter(printed)
    resolved = {label: resolve_label(label) for label in times}
    for label, full in surnames_among(resolved).items():
        resolved[label] = resolved[full]
    here = {speaker for speaker, _ in resolved.values()}
    parts = here & KNOWN.keys()
    for label in times:
        if (speaker := _numbered_here(label, here)) is not None:
            resolved[label] = (speaker, Role.OFFICIAL)
        elif resolved[label][0] not in KNOWN and (part := slipped_part(label, parts)):
            resolved[label] = (part, KNOWN[part])
    spoken: Counter[str] = Counter()
    for label, count in times.items():
        spoken[resolved[label][0]] += count
    common = {
        speaker: _bare_name(speaker)
        for speaker, count in spoken.most_common(50)
        if count > 1 and not is_known_part(speaker)
    }
    roles = dict(resolved.values())
    for label, (speaker, role) in resolved.items():
        if spoken[speaker] > 2 or is_known_part(speaker):
            continue
        name, times_here = _bare_name(speaker), spoken[speaker]
        meant = [one for one, other in common.items() if spoken[one] > times_here and _is_slip_of(name, other)]
        if len(meant) == 1:
            resolved[label] = (meant[0], roles[meant[0]] if roles[meant[0]] is not Role.OTHER else role)
    return resolved


def surnames_among(labels: Iterable[str]) -> dict[str, str]:
    """The labels that are a last name alone, and of whom: of the only one who is labelled with the whole name.

    >>> surnames_among(["ADA PELL", "PELL", "BO QUILL", "MR. REED", "REED"])
    {'PELL': 'ADA PELL'}
    """
    printed = set(labels)
    whole: dict[str, set[str]] = {}
    for label in printed:
        first, _, rest = label.partition(" ")
        if rest and not is_honorific(first) and not is_known_part(resolve_label(label)[0]):
            whole.setdefault(rest.split()[-1], set()).add(label)
    return {last: names.pop() for last, names in whole.items() if len(names) == 1 and last in printed}


def slipped_part(label: str, speakers: Iterable[str]) -> str | None:
    """The part in the call, one of ``speakers``, that a single unknown word may be with two slips in it.

    >>> slipped_part("OERTOR", ["MODERATOR", "OPERATOR"]), slipped_part("SWIFT", ["OPERATOR"])
    ('OPERATOR', None)
    """
    word = cleaned(label)
    if len(word) < 6 or " " in word:
        return None
    distances = {one: OSA.distance(word, one, score_cutoff=2) for one in speakers if one in KNOWN and " " not in one}
    closest = min(distances.values(), default=3)
    nearest = [one for one, distance in distances.items() if distance == closest]
    return nearest[0] if closest <= 2 and len(nearest) == 1 else None


def _numbered_here(label: str, speakers: set[str]) -> str | None:
    """The official of this call whose number the label misspells, where it may be that of several."""
    clean = letters_for_figures(cleaned(label))
    near = near_numbers(clean) if len(clean.split()) > 1 else []
    if len(near) < 2 or clean.split()[-1] in near:
        return None
    stem = resolve_label(parted(clean)[0])[0]
    here = {f"{stem} {number}" for number in near} & speakers
    return here.pop() if len(here) == 1 else None


def _is_slip_of(name: list[str], meant: list[str]) -> bool:
    """Whether both names, in words, are the same but for a slip.

    No short word beside a longer one is a slip of another: MAYOR WRY is not MAYOR WREN, nor is one agency’s
    official another’s, unless letters changed places, or one is missing or too many.
    """
    if len(name) != len(meant):
        name, meant = ["".join(name)], ["".join(meant)]
    of_official = "OFFICIAL" in meant
    return all(
        word == known
        or (OSA.distance(word, known, score_cutoff=limit) <= limit and not (of_official and _is_another(word, known)))
        for word, known in zip(name, meant, strict=True)
        for limit in [0 if len(known) < 4 and not of_official else 1 if len(known) < 6 else 2]
    )


def _is_another(agency: str, meant: str) -> bool:
    """Whether a short word has a letter that the other has not, in its place: "FDA" and "FBA"."""
    return len(meant) < 6 and len(agency) == len(meant) and sorted(agency) != sorted(meant)


def _bare_name(speaker: str) -> list[str]:
    """The words of a name, letters only, without an honorific: it may differ, or stand on one label only."""
    first, _, rest = speaker.partition(" ")
    name = rest if rest and is_honorific(first) else speaker
    return [re.sub(r"\W", "", word) for word in name.replace("-", " ").split()]

"""The command ``guard``: a text with every roster name replaced, and what a person should look at."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import msgspec

from ..attribution.guard import Guard, Guarded
from ..attribution.roster import RosterError, read_roster


class GuardInputError(Exception):
    """A roster or a text that cannot be used; the message says why, and names nobody."""


def guard_file(roster: Path, file: Path | None) -> Guarded:
    """Guard the text of a file, or of standard input where no file is given.

    Raises GuardInputError for a roster or a text that cannot be used, and OSError for a file that cannot be read.
    """
    try:
        guard = Guard(read_roster(_decoded(roster.read_bytes(), str(roster)).removeprefix("\ufeff")))
    except RosterError as error:
        raise GuardInputError(f"{roster} cannot be used: {error}") from None
    text = sys.stdin.buffer.read() if file is None else file.read_bytes()
    return guard.apply(_decoded(text, "standard input" if file is None else str(file)))


def as_json(guarded: Guarded) -> str:
    """One object: ``text``, ``replacements`` and ``flags``. What was found is in it: it is as secret as the text."""
    return msgspec.json.encode(guarded).decode()


def summary(guarded: Guarded) -> str:
    """How much was replaced and is to be settled, by reason; never a name."""
    reasons = Counter(flag.reason.value for flag in guarded.flags)
    counts = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    settle = f"{len(guarded.flags)} to settle" + (f" ({counts})" if counts else "")
    return f"{len(guarded.replacements)} replaced, {settle}"


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise GuardInputError(f"{name} is not UTF-8 text: save it as UTF-8") from None

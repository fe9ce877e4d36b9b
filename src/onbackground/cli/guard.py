"""``onbackground guard``: a text with every roster name replaced, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from ..attribution.guard import Guard
from ..attribution.guarded import Guarded
from ..attribution.roster import RosterError
from ..attribution.roster_file import read_roster
from ..transcript.reading.decoding import decode, named_encoding
from ..transcript.reading.from_mail import is_encoded
from ..transcript.reading.unreadable import UnreadableTranscript
from .console import BESIDE
from .options import STANDARD_INPUT, JsonOption, contents_of, named

TextArgument = Annotated[
    Path, Parameter(help="The text; standard input unless given, or “-”.", allow_leading_hyphen=True, validator=named)
]
RosterOption = Annotated[Path, Parameter(name="--roster", help="Who is not to be named: a TOML file.")]


class GuardInputError(Exception):
    """A roster or a text that cannot be used; the message says why, and names nobody."""


def guard_text(file: TextArgument = STANDARD_INPUT, /, *, roster: RosterOption, json_: JsonOption = False) -> None:
    """Guard the text of a file, or of standard input where no file is given, and print it.

    Raises GuardInputError for a roster or a text that cannot be used, and OSError for a file that cannot be read.
    """
    try:
        guard = Guard(read_roster(roster.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError:  # TOML is always in UTF-8
        raise GuardInputError(f"{roster} is not UTF-8 text: save it as UTF-8") from None
    except RosterError as error:
        raise GuardInputError(f"{roster} cannot be used: {error}") from None
    name = "standard input" if file == STANDARD_INPUT else str(file)
    data = contents_of(file)
    if is_encoded(data):
        raise GuardInputError(
            f"{name} is a mail whose words are encoded, so that no name is found: save its text or its page, guard that"
        )
    try:
        text, doubts = decode(data, name)
    except UnreadableTranscript as error:
        raise GuardInputError(str(error)) from None
    for doubt in doubts:
        BESIDE.print(f"{name}, line {doubt.line}: {doubt.reason}", markup=False, soft_wrap=True)
    if (encoding := named_encoding(text)) is not None:
        line = f"{name} says that it is in {encoding}; what is printed is in UTF-8: let it say so"
        BESIDE.print(line, markup=False, soft_wrap=True)
    guarded = guard.apply(text)
    if json_:
        print(msgspec.json.encode(guarded).decode())
    else:
        print(guarded.text, end="")
    BESIDE.print(_summary(guarded), markup=False, soft_wrap=True)


def _summary(guarded: Guarded) -> str:
    """How much was replaced and is to be settled, by reason; never a name."""
    reasons = Counter(flag.reason.value for flag in guarded.flags)
    counts = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    settle = f"{len(guarded.flags)} to settle" + (f" ({counts})" if counts else "")
    return f"{len(guarded.replacements)} replaced, {settle}"

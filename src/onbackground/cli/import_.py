"""``onbackground import``: published transcripts to records, one JSON object a line, or a summary to read."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter
from rich.progress import track

from ..transcript.document import Finding, Transcript
from ..transcript.reading import UnreadableTranscript, read_transcript
from ..transcript.writing.as_record import to_record_line
from .console import BESIDE, printed, refuse
from .options import STANDARD_INPUT, JsonOption, contents_of, named
from .supervisor import REFUSED

FileArgument = Annotated[
    Path,
    Parameter(
        help="A published transcript; “-”, or none where something is piped in, is standard input.",
        allow_leading_hyphen=True,
        json_list=False,
        validator=named,
    ),
]

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What a file may have in it that a terminal would obey."""
_MANY: Final = 10
"""From so many files on, progress is shown to whoever watches."""


def import_files(*files: FileArgument, json_: JsonOption = False) -> int:
    """Read each file and print its record or its summary; what cannot be read is told beside it.

    Returns 0 only if all were read, 1 if some were, and 2 if none was.
    """
    if not files and sys.stdin is not None and sys.stdin.isatty():
        return refuse("import needs a FILE: name one, “-” for standard input, or pipe a transcript in. Try --help.")
    files = files or (STANDARD_INPUT,)
    unread = 0
    watched = BESIDE.is_terminal and len(files) >= _MANY and not sys.stdout.isatty()
    for file in track(files, "Reading", console=BESIDE, transient=True, disable=not watched):
        try:
            call = read_transcript(contents_of(file), name="standard input" if file == STANDARD_INPUT else file.name)
        except UnreadableTranscript as error:
            problem = str(error)
        except OSError as error:
            problem = f"{printed(file)} cannot be read ({error.strerror}): name a file that can"
        else:
            path = printed(file)
            print(to_record_line(call, path) if json_ else _summary(call, path))
            continue
        unread += 1
        refuse(problem)
    if unread == 0:
        return 0
    return 1 if unread < len(files) else REFUSED


def _summary(call: Transcript, file: str) -> str:
    """A line for the call, and one for each doubt about it."""
    rules = call.ground_rules
    embargo = rules.embargo.kind.value + (
        f" {rules.embargo.at.isoformat(timespec='minutes')}" if rules.embargo.at else ""
    )
    known = [
        str(call.call_date or "no date"),
        f"{len(call.turns)} turns",
        rules.attribution.level or "no level of attribution",
        f"embargo: {embargo}",
    ]
    lines = [f"{file}: {', '.join(known)}", *(f"  {_told(finding)}" for finding in call.findings)]
    return "\n".join(_CONTROLS.sub("�", line) for line in lines)


def _told(finding: Finding) -> str:
    where = finding.turn or (f"line {finding.line}" if finding.line else "call")
    return f"{where}: {finding.reason} ({finding.kind.value})"

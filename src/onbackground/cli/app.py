"""The commands, and what every one of them has in common: help, one-line errors, honest exit codes."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from typing import Final

import structlog
from cyclopts import App, CycloptsError

from .console import READER_GONE, reader_is_gone, refuse
from .convene import convene, link
from .doctor import doctor
from .protect import protect
from .serve import desk, exchange, keeper, mailer, scribe, serve

app = App(
    name="onbackground",
    help="Run a background press briefing, from the invitation to the archive.",
    version_flags=["--version"],
)
for command in (serve, exchange, scribe, keeper, mailer, desk, convene, link, protect, doctor):
    app.command(command)

_IMPORTED_WHEN_RUN: Final = {
    ("release", "release:release_briefing"): """
        What is published of a BRIEFING. After the release: correct it in another version, or withdraw it.

        Example: onbackground release status b7k2xm --data /srv/briefings

        Example: onbackground release correct b7k2xm t012 June July --reason "The official meant July."

        Example: onbackground release withdraw b7k2xm --reason "It was published by mistake."
    """,
    ("erase", "erase:erase_briefing"): """
        Destroy the keys of a BRIEFING, for good: who was on it and what was said can be read by nobody any more.

        What is published stays, and its proof. It asks for the briefing's name once more.

        Example: onbackground erase b7k2xm --data /srv/briefings
    """,
    ("demo", "demo:hold_demo"): """
        Hold a two-minute fictional briefing with real SIP phones on this machine, up to its published page.

        Example: onbackground demo --out /tmp/demo
    """,
    ("reenact", "reenact:reenact_file"): """
        Hold a published transcript again as a call, publish it, and compare the result with the original.

        Example: onbackground reenact call.txt --json
    """,
    ("import", "import_:import_files"): """
        Read published transcripts: what each call says about itself, its turns, and what is doubtful in it.

        Plain text, Markdown and web pages: FILES, or standard input. Without --json, a line for each call and one for
        each doubt; with it, one JSON object a line. A file that cannot be read is told, and does not stop the others.

        Example: onbackground import call.txt

        Example: cat call.txt | onbackground import --json

        Example: onbackground import corpus/*.md --json > calls.jsonl
    """,
    ("guard", "guard:guard_text"): """
        Replace every name of a roster by its alias in a text: FILE, or standard input.

        The guarded text goes to standard output, and how much a person should look at beside it. With --json, one
        object: the text, each replacement, and each flag with its place, its reason and a suggestion. That object has
        the names in it: keep it as you keep the roster.

        Example: onbackground guard --roster roster.toml call.txt > guarded.txt

        Example: cat call.txt | onbackground guard --roster roster.toml --json
    """,
    ("verify", "verify:verify_file"): """
        Check a published FILE against the proof beside it: what is proven, and what is not. Asks nobody.

        Example: onbackground verify index.html
    """,
    ("officer", "officer:app"): """
        What an officer declares, signed with their key.

        Example: onbackground officer declare b7k2xm --key a.key
    """,
    ("mail", "mail:app"): """
        The mail that tells the office's list what is published.

        Example: onbackground mail status b7k2xm
    """,
    ("advance", "advance:app"): """
        Advance copies for accredited reporters.

        Example: onbackground advance trace b7k2xm leaked.pdf
    """,
}
"""Commands whose modules take long to import: the name, the function or the app of its own commands, and the help."""

for (name, place), text in _IMPORTED_WHEN_RUN.items():
    app.command(f"{__package__}.{place}", name=name, help=inspect.cleandoc(text))


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    # Standard output is for results; what the house has to say of itself goes beside it.
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))
    try:
        result = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
        if sys.stdout is not None:
            sys.stdout.flush()
    except CycloptsError as error:
        return refuse(f"{' '.join(str(error).split())} Try --help.")
    except OSError as error:
        if isinstance(error, BrokenPipeError) and reader_is_gone():
            return READER_GONE  # they have what they wanted, as in “| head”
        return refuse(_without_number(error))
    except _expected_errors() as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        return 130
    return result if isinstance(result, int) else 0


def _expected_errors() -> tuple[type[Exception], ...]:
    """What may go wrong through no fault of the program; each says in one line what to do."""
    from ..exchange.wires import PortBusyError
    from ..log.recorder import LogError
    from ..log.signals import SignalsUnavailable
    from ..record.models import ModelMissingError
    from ..rehearsal.casting import UncastableError
    from ..release.advance.copies import AdvanceError
    from ..release.advance.leaked import LeakedFileError
    from ..release.closing import ClosingError
    from ..release.correcting import ReleaseError
    from ..release.mailing.readers import ListError
    from ..release.office import OfficeError
    from ..sealing.identity import IdentityError
    from ..sealing.officers import OfficerFileError
    from ..sealing.ring import KeyDestroyedError
    from ..sealing.shares import ShareError
    from ..transcript.reading import UnreadableTranscript
    from ..transcript.reading.styles import HouseStyleError
    from ..voice.engine import VoiceMissingError
    from ..voice.lines import WordingError
    from .convening import InvitationError
    from .guard import GuardInputError
    from .house import HouseFailedError
    from .officer import DeclarationError
    from .options import FolderMissingError
    from .verify import VerifyError
    from .written_embargo import EmbargoError

    return (
        AdvanceError, ClosingError, DeclarationError, EmbargoError, FolderMissingError, GuardInputError,
        HouseFailedError, HouseStyleError, IdentityError, InvitationError, KeyDestroyedError, LeakedFileError,
        ListError, LogError, ModelMissingError, OfficeError, OfficerFileError, PortBusyError, ReleaseError, ShareError,
        SignalsUnavailable, UncastableError, UnreadableTranscript, VerifyError, VoiceMissingError, WordingError,
    )  # fmt: skip


def _without_number(error: OSError) -> str:
    """What a file or folder could not be used for, as a sentence."""
    if error.filename is None:
        return error.strerror or str(error)
    return f"{error.filename} cannot be used ({error.strerror}): mend that, or name another place"


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

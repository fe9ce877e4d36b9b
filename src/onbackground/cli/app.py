"""The commands, and what every one of them has in common: help, one-line errors, honest exit codes."""

from __future__ import annotations

import getpass
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, Literal

import structlog
from cyclopts import App, CycloptsError, Parameter
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..briefing import commands as do
from ..briefing.terms import HOUSE
from ..log.folder import DataFolder
from ..log.recorder import LogError
from ..log.signals import SignalsUnavailable
from ..sealing.identity import IdentityError, is_protected, keep_identity
from ..sealing.officers import OfficerFileError, OfficerKeys, read_officer_keys
from ..voice.engine import VoiceMissingError
from .supervisor import REFUSED, Supervisor

DATA: Final = Path("data")
PUBLIC: Final = Path("public")

DataOption = Annotated[Path, Parameter(name="--data", help="The folder that everything is kept in.")]
PublicOption = Annotated[Path, Parameter(name="--public", help="The folder that is published to, after the lift.")]
AddressOption = Annotated[str, Parameter(name="--address", help="The IPv4 address phones reach us at.")]
SipPortOption = Annotated[int, Parameter(name="--sip-port", help="SIP, over UDP and TCP.")]
MediaPortOption = Annotated[int, Parameter(name="--media-port", help="RTP, and RTCP one above; 16 more follow.")]
WebPortOption = Annotated[int, Parameter(name="--web-port", help="The desk's pages and API, on loopback.")]
NumberOption = Annotated[str, Parameter(name="--number", help="What callers dial when the PIN says which briefing.")]
ModelOption = Annotated[str, Parameter(name="--model", help="Speech to text: a model's name, or its folder.")]
LanguageOption = Annotated[str, Parameter(name="--language", help="Of the operator's voice and the desk: en or es.")]
FileArgument = Annotated[Path, Parameter(help="A published transcript.", required=True)]
TextArgument = Annotated[Path | None, Parameter(help="The text; standard input unless given.")]
RosterOption = Annotated[Path, Parameter(name="--roster", help="Who is not to be named: a TOML file.")]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON, for machines.")]
SeedOption = Annotated[int, Parameter(name="--seed", help="Draws the invented names.")]
RealtimeOption = Annotated[bool, Parameter(name="--realtime", negative="", help="Hold it in real time.")]
DemoOutOption = Annotated[Path, Parameter(name="--out", help="The folder for its data and its page.")]
OutOption = Annotated[
    Path | None, Parameter(name="--out", help="The folder for its data and its page; a temporary one unless given.")
]
ProofOption = Annotated[
    Path | None, Parameter(name="--proof", help="The proof; the transcript.proof.json beside FILE unless given.")
]
KeyOption = Annotated[
    str | None, Parameter(name="--key", help="The office's key as you know it, its fingerprint, or a file with it.")
]
UnsealedOption = Annotated[
    Path | None, Parameter(name="--unsealed", help="What was unsealed; the transcript.unsealed.json beside FILE.")
]

StampOption = Annotated[
    Path | None,
    Parameter(name="--stamp-ca", help="The certificate (PEM) of the authority of the time stamp beside the proof."),
]
ActionArgument = Annotated[Literal["status", "close", "correct", "withdraw"], Parameter(help="What to do.")]
WordsArgument = Annotated[
    str, Parameter(help="To correct: the turn's mark, the words as they are printed, and the new.")
]
WhyOption = Annotated[str, Parameter(name="--reason", help="Why it is corrected or withdrawn: it is published.")]
ReaderArgument = Annotated[str, Parameter(help="A reader's mark, as mail status and mail readers print it.")]
OfficerKeyOption = Annotated[Path, Parameter(name="--key", help="The officer's file, made with officer new.")]
ReasonOption = Annotated[str, Parameter(name="--reason", help="Why; it is signed too.")]

app = App(
    name="onbackground",
    help="Run a background press briefing, from the invitation to the archive.",
    version_flags=["--version"],
)
officer = App(
    name="officer",
    help="What an officer declares, signed with their key.\n\nExample: onbackground officer declare b7k2xm --key a.key",
)
app.command(officer)
mail = App(
    name="mail",
    help="The mail that tells the office's list what is published.\n\nExample: onbackground mail status b7k2xm",
)
app.command(mail)
advance = App(
    name="advance",
    help="Advance copies for accredited reporters.\n\nExample: onbackground advance trace b7k2xm leaked.pdf",
)
app.command(advance)
_console: Final = Console(stderr=True, highlight=False)


class FolderMissingError(Exception):
    """There is nothing in the data folder; the message says which option names another."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    # Standard output is for results; what the house has to say of itself goes beside it.
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))
    try:
        result = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        return _refuse(f"{' '.join(str(error).split())} Try --help.")
    except OSError as error:
        return _refuse(_without_number(error))
    except _expected_errors() as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return 130
    return result if isinstance(result, int) else 0


def _expected_errors() -> tuple[type[Exception], ...]:
    """What may go wrong through no fault of the program; each says in one line what to do."""
    from ..exchange.wires import PortBusyError
    from ..record.recogniser import ModelMissingError
    from ..rehearsal.casting import UncastableError
    from ..release.advance.copies import AdvanceError
    from ..release.advance.leaked import LeakedFileError
    from ..release.closing import ClosingError
    from ..release.correcting import ReleaseError
    from ..release.mailing.readers import ListError
    from ..release.office import OfficeError
    from ..sealing.ring import KeyDestroyedError
    from ..sealing.shares import ShareError
    from ..transcript.reading import UnreadableTranscript
    from ..voice.lines import WordingError
    from .convening import InvitationError
    from .guard import GuardInputError
    from .house import HouseFailedError
    from .officers import DeclarationError
    from .verify import VerifyError
    from .written_embargo import EmbargoError

    return (
        AdvanceError, ClosingError, DeclarationError, EmbargoError, FolderMissingError, GuardInputError,
        HouseFailedError, IdentityError, InvitationError, KeyDestroyedError, LeakedFileError, ListError, LogError,
        ModelMissingError, OfficeError, OfficerFileError, PortBusyError, ReleaseError, ShareError, SignalsUnavailable,
        UncastableError, UnreadableTranscript, VerifyError, VoiceMissingError, WordingError,
    )  # fmt: skip


def _without_number(error: OSError) -> str:
    """What a file or folder could not be used for, as a sentence."""
    if error.filename is None:
        return error.strerror or str(error)
    return f"{error.filename} cannot be used ({error.strerror}): mend that, or name another place"


def _existing(data: Path) -> DataFolder:
    """A data folder with a log in it; one that is not there is not made."""
    if not (data / "log.sqlite").exists():
        raise FolderMissingError(f"there is no log in {data}: name the data folder with --data")
    return _unlocked(data)


def _unlocked(data: Path) -> DataFolder:
    """A data folder; where its identity is under a passphrase, that is asked for. Raises ``IdentityError``."""
    folder = DataFolder(data)
    if folder.house_key.exists() and is_protected(folder.house_key):
        folder.unlock(getpass.getpass("Passphrase of the house: "))
    return folder


def _refuse(line: str) -> int:
    _console.print(f"onbackground: {line}", style="bold red", markup=False, soft_wrap=True)
    return REFUSED


@app.command
def serve(
    *,
    data: DataOption = DATA,
    public: PublicOption = PUBLIC,
    address: AddressOption = "127.0.0.1",
    sip_port: SipPortOption = 5060,
    media_port: MediaPortOption = 5062,
    number: NumberOption = "briefing",
    web_port: WebPortOption = 8080,
    model: ModelOption = "tiny.en",
    language: LanguageOption = "en",
) -> int:
    """Everything on one machine: telephone exchange, speech to text, release and the desk.

    Example: onbackground serve --data /srv/briefings --address 192.0.2.10
    """
    from ..release.office import read_mail_server

    folder = _unlocked(data)  # what is wrong with it is better said once, here, than by every process
    sends_mail = read_mail_server(folder.root) is not None
    supervisor = Supervisor(lambda line: _console.print(line, markup=False), folder.identity)
    common = ["--data", str(data)]
    ports = ["--sip-port", str(sip_port), "--media-port", str(media_port)]
    phones = ["--address", address, *ports, "--number", number]
    supervisor.add("exchange", ["exchange", *common, *phones, "--language", language])
    supervisor.add("scribe", ["scribe", *common, "--model", model])
    supervisor.add("keeper", ["keeper", *common, "--public", str(public)])
    if sends_mail:
        supervisor.add("mailer", ["mailer", *common])
    supervisor.add("desk", ["desk", *common, "--web-port", str(web_port), "--language", language])
    _console.print(
        f"Phones dial sip:{number}@{address}:{sip_port}. The desk is at http://localhost:{web_port}/.", soft_wrap=True
    )
    _console.print(
        f"Convene a briefing with: onbackground convene FILE.toml --data {data}", markup=False, soft_wrap=True
    )
    return supervisor.run()


@app.command
def exchange(
    *,
    data: DataOption = DATA,
    address: AddressOption = "127.0.0.1",
    sip_port: SipPortOption = 5060,
    media_port: MediaPortOption = 5062,
    number: NumberOption = "briefing",
    language: LanguageOption = "en",
) -> None:
    """The telephone exchange alone.

    Example: onbackground exchange --data /srv/briefings --address 192.0.2.10
    """
    from ..exchange import process

    process.run(process.Settings(data, address, sip_port, media_port, number=number, language=language))


@app.command
def scribe(*, data: DataOption = DATA, model: ModelOption = "tiny.en") -> None:
    """Speech to text alone: turns recorded tracks into words.

    Example: onbackground scribe --data /srv/briefings --model /srv/models/base.en
    """
    from ..record import process

    process.run(process.Settings(data, model))


@app.command
def keeper(*, data: DataOption = DATA, public: PublicOption = PUBLIC) -> None:
    """Release alone: publishes each briefing when its embargo has lifted and its words are complete.

    Example: onbackground keeper --data /srv/briefings --public /srv/www
    """
    from ..release import process

    process.run(process.Settings(data, public))


@app.command
def mailer(*, data: DataOption = DATA) -> None:
    """Mail alone: sends what the keeper has published to the office's list, through the server in office.toml.

    Example: onbackground mailer --data /srv/briefings
    """
    from ..release.mailing import process

    process.run(data)


@app.command
def desk(*, data: DataOption = DATA, web_port: WebPortOption = 8080, language: LanguageOption = "en") -> None:
    """The desk alone: the moderator's and operator's pages, and the API.

    Example: onbackground desk --data /srv/briefings --web-port 8081
    """
    from ..desk import process

    process.run(process.Settings(data, port=web_port, language=language))


@app.command
def convene(
    file: Path,
    /,
    *,
    data: DataOption = DATA,
    web_port: WebPortOption = 8080,
    json_: JsonOption = False,
) -> None:
    """Convene a briefing from FILE; prints who dials what. The PINs are shown once and kept nowhere.

    Example: onbackground convene harbour.toml --data /srv/briefings
    """
    from .convening import admit, read_invitation

    invitation = read_invitation(file)
    briefing, admissions = admit(invitation, _unlocked(data), round(time.time() * 1000))
    desk = f"http://localhost:{web_port}"
    people = [
        {"seat": one.seat, "role": one.role.value, "name": one.name.reveal(), "pin": one.pin.reveal(),
         "link": desk + one.link if one.link else "",
         "passkey": desk + one.enrolment.reveal() if one.enrolment else ""}
        for one in admissions
    ]  # fmt: skip
    if json_:
        print(json.dumps({"briefing": briefing, "people": people}))
        return
    table = Table(title=f"Briefing {briefing}")
    for heading in ("seat", "role", "name", "PIN"):
        table.add_column(heading)
    for person in people:
        table.add_row(person["seat"], person["role"], Text(person["name"]), person["pin"])
    console = Console()
    console.print(table)
    console.print(f"Phones dial {briefing}, or “briefing” for any call of this house, and enter their PIN.")
    for person in people:
        if person["link"]:
            console.print(f"The {person['role']}'s desk, to be opened once:", markup=False)
            console.print(person["link"], markup=False, soft_wrap=True)
        if person["passkey"]:
            console.print("Their passkey, to be made before the call; whoever has this link can make it:")
            console.print(person["passkey"], markup=False, soft_wrap=True)


@app.command
def link(briefing: str, seat: str, /, *, data: DataOption = DATA, web_port: WebPortOption = 8080) -> int:
    """Print a new link to the desk of a moderator's or an operator's SEAT, for one whose link was used or lost.

    Example: onbackground link b7k2xm s1 --data /srv/briefings
    """
    from ..desk.signin import NoDeskError, one_time_link

    try:
        path = one_time_link(_existing(data), briefing, seat)
    except NoDeskError as error:
        return _refuse(str(error))
    print(f"http://localhost:{web_port}{path}")
    return 0


@app.command
def release(
    action: ActionArgument,
    briefing: str,
    /,
    *words: WordsArgument,
    data: DataOption = DATA,
    reason: WhyOption = "",
    json_: JsonOption = False,
) -> None:
    """What is published of a BRIEFING. After the release: correct it in another version, or withdraw it.

    Example: onbackground release status b7k2xm --data /srv/briefings

    Example: onbackground release correct b7k2xm t012 June July --reason "The official meant July."

    Example: onbackground release withdraw b7k2xm --reason "It was published by mistake."
    """
    from .release import release_briefing

    release_briefing(_existing(data), action, briefing, words, reason, as_json=json_)


@app.command
def erase(briefing: str, /, *, data: DataOption = DATA) -> int:
    """Destroy the keys of a BRIEFING, for good: who was on it and what was said can be read by nobody any more.

    What is published stays, and its proof. It asks for the briefing's name once more.

    Example: onbackground erase b7k2xm --data /srv/briefings
    """
    from .erase import erase_briefing

    return erase_briefing(_existing(data), briefing, _console)


@app.command
def protect(*, data: DataOption = DATA) -> int:
    """Put the house's identity under a passphrase, which is asked for from then on whenever the house is started.

    Without the passphrase nothing in the data folder can be read again: keep a copy where the office keeps its keys.

    Example: onbackground protect --data /srv/briefings
    """
    folder = _existing(data)
    passphrase = getpass.getpass("New passphrase of the house: ")
    if not passphrase or passphrase != getpass.getpass("Once more: "):
        return _refuse("the two are not the same, or empty: nothing has changed")
    protected = folder.house_key.with_suffix(".protected")
    protected.unlink(missing_ok=True)
    keep_identity(protected, folder.identity, passphrase)
    protected.replace(folder.house_key)
    print(f"{folder.house_key} is under the passphrase.")
    return 0


@app.command
def doctor(*, data: DataOption = DATA, json_: JsonOption = False) -> int:
    """Check what is kept in the data folder: the log's chain of digests, and its storage.

    Example: onbackground doctor --data /srv/briefings
    """
    from ..log.chain import verify
    from ..log.sqlite import SqliteRecorder

    recorder = SqliteRecorder(_existing(data).log)
    damage = [str(found) for found in verify(recorder)] + recorder.inspect()
    streams = {stream: recorder.version(stream) for stream in recorder.streams()}
    recorder.close()
    if json_:
        print(json.dumps({"sound": not damage, "damage": damage, "streams": streams}))
    else:
        for line in damage:
            print(line)
        print(f"{sum(streams.values())} events in {len(streams)} streams: " + ("damaged" if damage else "sound"))
    return 1 if damage else 0


@app.command
def demo(*, out: DemoOutOption = Path("out/demo")) -> int:
    """Hold a two-minute fictional briefing with real SIP phones on this machine, up to its published page.

    Example: onbackground demo --out /tmp/demo
    """
    from .demo import hold_demo

    return hold_demo(out, Console())


@app.command
def reenact(
    file: Path,
    /,
    *,
    realtime: RealtimeOption = False,
    out: OutOption = None,
    model: ModelOption = "tiny.en",
    seed: SeedOption = 0,
    json_: JsonOption = False,
) -> int:
    """Hold a published transcript again as a call, publish it, and compare the result with the original.

    Example: onbackground reenact call.txt --json
    """
    from .reenact import reenact_file

    return reenact_file(file, seed=seed, realtime=realtime, out=out, model=model, as_json=json_, console=_console)


@app.command(name="import")
def import_(*files: FileArgument, json_: JsonOption = False) -> int:
    """Read published transcripts: what each call says about itself, its turns, and what is doubtful in it.

    Plain text, Markdown and web pages. Without --json, a line for each call and one for each doubt; with it, one JSON
    object a line. A file that cannot be read is told, and does not stop the others.

    Example: onbackground import call.txt

    Example: onbackground import corpus/*.md --json > calls.jsonl
    """
    from .import_ import import_files

    return import_files(files, as_json=json_, console=_console)


@app.command
def guard(file: TextArgument = None, /, *, roster: RosterOption, json_: JsonOption = False) -> int:
    """Replace every name of a roster by its alias in a text: FILE, or standard input.

    The guarded text goes to standard output, and how much a person should look at beside it. With --json, one object:
    the text, each replacement, and each flag with its place, its reason and a suggestion. That object has the names in
    it: keep it as you keep the roster.

    Example: onbackground guard --roster roster.toml call.txt > guarded.txt

    Example: cat call.txt | onbackground guard --roster roster.toml --json
    """
    from .guard import as_json, guard_file, summary

    guarded = guard_file(roster, file)
    if json_:
        print(as_json(guarded))
    else:
        sys.stdout.write(guarded.text)
    _console.print(summary(guarded), markup=False, soft_wrap=True)
    return 0


@app.command
def verify(
    file: Path,
    /,
    *,
    proof: ProofOption = None,
    key: KeyOption = None,
    unsealed: UnsealedOption = None,
    stamp_ca: StampOption = None,
    json_: JsonOption = False,
) -> int:
    """Check a published FILE against the proof beside it: what is proven, and what is not. Asks nobody.

    Example: onbackground verify index.html
    """
    from .verify import verify_file

    return verify_file(file, proof=proof, key=key, unsealed=unsealed, stamp_ca=stamp_ca, as_json=json_)


@officer.command
def new(file: Path, /) -> int:
    """Make an officer's keys in FILE, under a passphrase if one is given; prints what an invitation says of them.

    Example: onbackground officer new imogen.key
    """
    passphrase = getpass.getpass("Passphrase of the officer (empty: none): ")
    if passphrase and passphrase != getpass.getpass("Once more: "):
        return _refuse("the two are not the same: nothing was made")
    keys = OfficerKeys.new()
    keys.keep(file, passphrase)
    print(f'key = "{keys.public}"')
    return 0


@officer.command
def declare(briefing: str, fact: str = "", /, *, key: OfficerKeyOption, data: DataOption = DATA) -> None:
    """Declare that what the embargo waits for is so: FACT in the words of the embargo, or the only one it waits for.

    Example: onbackground officer declare b7k2xm "the ferry has docked" --key imogen.key --data /srv/briefings
    """
    from .officers import awaited_fact, say

    folder = _existing(data)
    command = do.Declare(at=0, by=HOUSE, fact=awaited_fact(folder, briefing, fact))
    print(say(folder, briefing, command, _officer_keys(key)), end="")


@officer.command(name="break")
def break_(
    briefing: str,
    /,
    *,
    where: Annotated[str, Parameter(name="--where", help="Where the news is out; it is signed too.")],
    reason: ReasonOption = "",
    key: OfficerKeyOption,
    data: DataOption = DATA,
) -> None:
    """Declare that the embargo was broken by somebody else, so that keeping it serves nobody.

    Example: onbackground officer break b7k2xm --where "the evening paper" --key imogen.key --data /srv/briefings
    """
    from .officers import say

    command = do.BreakEmbargo(at=0, by=HOUSE, where=where, reason=reason)
    print(say(_existing(data), briefing, command, _officer_keys(key)), end="")


@officer.command(name="open")
def open_(briefing: str, /, *, key: OfficerKeyOption, data: DataOption = DATA) -> None:
    """Hand over the officer's shares for a record that is closed; with as many as lift, it opens. Declares nothing.

    Example: onbackground officer open b7k2xm --key imogen.key --data /srv/briefings
    """
    from .officers import hand_over

    hand_over(_existing(data), briefing, _officer_keys(key))


@officer.command
def move(
    briefing: str,
    embargo: str,
    /,
    *,
    reason: ReasonOption,
    section: Annotated[str, Parameter(name="--section", help="Of a part of the call: part1, part2, and so on.")] = "",
    key: OfficerKeyOption,
    data: DataOption = DATA,
) -> None:
    """Ask for another EMBARGO, written as in an invitation.

    Example: onbackground officer move b7k2xm conclusion --reason "It is known." --key imogen.key --data /srv/briefings
    """
    from .officers import embargo_in, say

    command = do.MoveEmbargo(at=0, by=HOUSE, embargo=embargo_in(embargo), reason=reason, section=section)
    print(say(_existing(data), briefing, command, _officer_keys(key)), end="")


@mail.command
def readers(file: Path | None = None, /, *, data: DataOption = DATA) -> None:
    """Let the office's list be the addresses in FILE, one a line; without it, print the list.

    Example: onbackground mail readers list.txt --data /srv/briefings
    """
    from .mail import replace_list, show_list

    if file is None:
        show_list(_existing(data))
    else:
        replace_list(_unlocked(data), file)


@mail.command
def remove(reader: ReaderArgument, /, *, data: DataOption = DATA) -> None:
    """Take a READER off the list; their address is forgotten.

    Example: onbackground mail remove 5k3qv5ztm2xwa4ne --data /srv/briefings
    """
    from .mail import remove_reader

    remove_reader(_existing(data), reader)


@mail.command
def password(*, data: DataOption = DATA) -> None:
    """Keep the password of the mail server, sealed; it is asked for.

    Example: onbackground mail password --data /srv/briefings
    """
    from ..release.mailing.settings import keep_password

    keep_password(_unlocked(data), getpass.getpass("Password of the mail server: "))


@mail.command
def status(briefing: str, /, *, data: DataOption = DATA, json_: JsonOption = False) -> int:
    """How the mailing of a BRIEFING stands, and who is in doubt or was refused; 1 if there is anybody to settle.

    Example: onbackground mail status b7k2xm --data /srv/briefings
    """
    from .mail import show_mailing

    return show_mailing(_existing(data), briefing, as_json=json_)


@mail.command
def settle(
    briefing: str,
    reader: ReaderArgument,
    what: Annotated[Literal["arrived", "again"], Parameter(help="It has arrived, or is to be sent again.")],
    /,
    *,
    data: DataOption = DATA,
) -> int:
    """Settle what nobody but a person can know: whether the message to a READER in doubt has arrived.

    Example: onbackground mail settle b7k2xm 5k3qv5ztm2xwa4ne again --data /srv/briefings
    """
    from .mail import settle_reader, show_mailing

    settle_reader(_existing(data), briefing, reader, again=what == "again", at=round(time.time() * 1000))
    return show_mailing(_existing(data), briefing, as_json=False)


@advance.command
def seal(
    briefing: str,
    readers: Annotated[Path, Parameter(help="Who gets one: a TOML file.")],
    /,
    *,
    out: Annotated[Path, Parameter(name="--out", help="The folder for the sealed copies.")],
    data: DataOption = DATA,
) -> None:
    """Make a copy for each reader, marked, and sealed to the reader's age key; where the ground rules allow it.

    Example: onbackground advance seal b7k2xm accredited.toml --out copies --data /srv/briefings
    """
    from .advance import seal_copies

    seal_copies(_existing(data), briefing, readers, out, round(time.time() * 1000))


@advance.command
def trace(
    briefing: str,
    /,
    *files: Annotated[Path, Parameter(help="The leaked copy: a PDF, or pictures of its pages.", required=True)],
    data: DataOption = DATA,
    json_: JsonOption = False,
) -> int:
    """Say whose advance copy leaked, and how sure that is; 1 if nobody is named.

    Example: onbackground advance trace b7k2xm leaked.pdf --data /srv/briefings
    """
    from .advance import trace_copy

    return trace_copy(_existing(data), briefing, files, as_json=json_)


def _officer_keys(file: Path) -> OfficerKeys:
    """An officer's keys; a passphrase is asked for where there is one. Raises ``OfficerFileError``."""
    return read_officer_keys(file, getpass.getpass(f"Passphrase of {file}: ") if is_protected(file) else "")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

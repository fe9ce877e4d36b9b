"""``onbackground serve``: all processes of a house; and each of them alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from .console import BESIDE
from .options import DATA, DataOption, LanguageOption, ModelOption, WebPortOption, unlocked
from .supervisor import Supervisor

PUBLIC: Final = Path("public")

PublicOption = Annotated[Path, Parameter(name="--public", help="The folder that is published to, after the lift.")]
AddressOption = Annotated[str, Parameter(name="--address", help="The IPv4 address phones reach us at.")]
SipPortOption = Annotated[int, Parameter(name="--sip-port", help="SIP, over UDP and TCP.")]
MediaPortOption = Annotated[int, Parameter(name="--media-port", help="RTP, and RTCP one above; 16 more follow.")]
NumberOption = Annotated[str, Parameter(name="--number", help="What callers dial when the PIN says which briefing.")]


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

    folder = unlocked(data)  # what is wrong with it is better said once, here, than by every process
    sends_mail = read_mail_server(folder.root) is not None
    supervisor = Supervisor(lambda line: BESIDE.print(line, markup=False), folder.identity)
    common = ["--data", str(data)]
    ports = ["--sip-port", str(sip_port), "--media-port", str(media_port)]
    phones = ["--address", address, *ports, "--number", number]
    supervisor.add("exchange", ["exchange", *common, *phones, "--language", language])
    supervisor.add("scribe", ["scribe", *common, "--model", model])
    supervisor.add("keeper", ["keeper", *common, "--public", str(public)])
    if sends_mail:
        supervisor.add("mailer", ["mailer", *common])
    supervisor.add("desk", ["desk", *common, "--web-port", str(web_port), "--language", language])
    BESIDE.print(
        f"Phones dial sip:{number}@{address}:{sip_port}. The desk is at http://localhost:{web_port}/.", soft_wrap=True
    )
    BESIDE.print(f"Convene a briefing with: onbackground convene FILE.toml --data {data}", markup=False, soft_wrap=True)
    return supervisor.run()


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


def scribe(*, data: DataOption = DATA, model: ModelOption = "tiny.en") -> None:
    """Speech to text alone: turns recorded tracks into words.

    Example: onbackground scribe --data /srv/briefings --model /srv/models/base.en
    """
    from ..record import process

    process.run(process.Settings(data, model))


def keeper(*, data: DataOption = DATA, public: PublicOption = PUBLIC) -> None:
    """Release alone: publishes each briefing when its embargo has lifted and its words are complete.

    Example: onbackground keeper --data /srv/briefings --public /srv/www
    """
    from ..release import process

    process.run(process.Settings(data, public))


def mailer(*, data: DataOption = DATA) -> None:
    """Mail alone: sends what the keeper has published to the office's list, through the server in office.toml.

    Example: onbackground mailer --data /srv/briefings
    """
    from ..release.mailing import process

    process.run(data)


def desk(*, data: DataOption = DATA, web_port: WebPortOption = 8080, language: LanguageOption = "en") -> None:
    """The desk alone: the moderator's and operator's pages, and the API.

    Example: onbackground desk --data /srv/briefings --web-port 8081
    """
    from ..desk import process

    process.run(process.Settings(data, port=web_port, language=language))

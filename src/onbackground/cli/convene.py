"""``onbackground convene``: a briefing from an invitation, and who dials what; ``link``: another link to its desk."""

from __future__ import annotations

import json
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .console import refuse
from .options import DATA, DataOption, JsonOption, WebPortOption, existing, unlocked


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
    briefing, admissions = admit(invitation, unlocked(data), round(time.time() * 1000))
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


def link(briefing: str, seat: str, /, *, data: DataOption = DATA, web_port: WebPortOption = 8080) -> int:
    """Print a new link to the desk of a moderator's or an operator's SEAT, for one whose link was used or lost.

    Example: onbackground link b7k2xm s1 --data /srv/briefings
    """
    from ..desk.signin import NoDeskError, one_time_link

    try:
        path = one_time_link(existing(data), briefing, seat)
    except NoDeskError as error:
        return refuse(str(error))
    print(f"http://localhost:{web_port}{path}")
    return 0

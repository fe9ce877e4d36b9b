"""What a desk may ask for: the commands of the rules that a moderator or an operator can give.

A *wish* is such a command without ``at`` and ``by``: the time and the author are never the client's to say.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias, Union
from urllib.parse import parse_qsl, urlencode

import msgspec

from ..briefing import commands as do
from ..briefing.embargo import Fact
from ..briefing.rules import DESK, OFFICERS, PERMITTED

_SET_BY_THE_DESK: Final = ("at", "by")


def _without_author(command: type[do.Command]) -> type[msgspec.Struct]:
    """The same command without time and author; unknown fields, these two among them, are refused."""
    fields = [field for field in msgspec.structs.fields(command) if field.name not in _SET_BY_THE_DESK]
    return msgspec.defstruct(
        command.__name__,
        [(f.name, f.type) if f.required else (f.name, f.type, f.default) for f in fields],
        tag=True,
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
        namespace={"__doc__": command.__doc__},
        module=__name__,
    )


COMMANDS: Final[dict[str, type[do.Command]]] = {
    command.__name__: command
    for command, permit in PERMITTED.items()
    # A seat comes with a name and a PIN, given where the briefing is convened; a passkey by an officer's own link.
    if permit.by & (DESK | OFFICERS) and command not in (do.AddSeat, do.EnrolPasskey)
}
"""Each command of a desk by its name."""

WISHES: Final = {name: _without_author(command) for name, command in COMMANDS.items()}

if TYPE_CHECKING:
    Wish: TypeAlias = msgspec.Struct
else:
    Wish = Union[tuple(WISHES.values())]  # noqa: UP007 -- made from a tuple


def wish(command: str, **fields: str | int | Fact) -> Wish:
    """The wish for this command. Raises KeyError and TypeError."""
    return WISHES[command](**fields)


def name_of(asked: Wish) -> str:
    """The name of the command a wish is for."""
    return type(asked).__name__


def command_for(asked: Wish, at: int, by: str) -> Any:
    """The command of the rules that fulfils a wish, asked by this seat at this time."""
    return COMMANDS[name_of(asked)](at=at, by=by, **msgspec.structs.asdict(asked))


def as_value(asked: Wish) -> str:
    """A wish as the value of a button: ``Mute&seat=s3``."""
    fields = urlencode(list(_flat(msgspec.structs.asdict(asked))))
    return f"{name_of(asked)}&{fields}".removesuffix("&")


def _flat(fields: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of fields by dotted names; empty ones are left out."""
    for name, value in fields.items():
        if isinstance(value, msgspec.Struct):
            inside = msgspec.to_builtins(value, str_keys=True)
            yield from ((f"{name}.{path}", one) for path, one in _flat(inside))
        elif value not in ("", None):
            yield name, value


def from_form(form: dict[str, str]) -> Wish:
    """The wish that a form sends, see :func:`fields_of`. Raises ``msgspec.ValidationError``."""
    return msgspec.convert(fields_of(form), Wish, strict=False)


def fields_of(form: dict[str, str]) -> dict[str, Any]:
    """What a form asks for: ``do`` is a button's value, other fields add to it.

    Fields named ``embargo.type`` and the like fill the fields of fields; ``embargo.local``, a time of day on a date,
    is an instant in ``embargo.zone``. Raises ``msgspec.ValidationError``.
    """
    name, _, rest = form.get("do", "").partition("&")
    fields: dict[str, Any] = {"type": name}
    for path, value in (*parse_qsl(rest), *((key, text) for key, text in form.items() if key != "do")):
        inside = fields
        *outer, last = path.split(".")
        for step in outer:
            inside = inside.setdefault(step, {})
            if not isinstance(inside, dict):
                raise msgspec.ValidationError(f"`{step}` is given twice")
        inside[last] = value.strip()
    embargo = fields.get("embargo")
    if isinstance(embargo, dict) and embargo.get("local"):
        embargo["at"] = _instant(embargo["local"], embargo.get("zone", "UTC"))
    return fields


def _instant(local: str, zone: str) -> int:
    """The milliseconds since the epoch at a local time such as ``2031-04-01T17:00``. Raises ``ValidationError``."""
    try:
        time = datetime.datetime.fromisoformat(local).replace(tzinfo=zoneinfo.ZoneInfo(zone))
    except (ValueError, zoneinfo.ZoneInfoNotFoundError):
        raise msgspec.ValidationError("expected a local time and a zone of the tz database") from None
    return round(time.timestamp() * 1000)

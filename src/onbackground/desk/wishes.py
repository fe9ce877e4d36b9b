"""What a desk may ask for: the commands of the rules that a moderator or an operator can give.

A *wish* is such a command without ``at`` and ``by``: the time and the author are never the client's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, Union
from urllib.parse import parse_qsl, urlencode

import msgspec

from ..briefing import commands as do
from ..briefing.rules import DESK, PERMITTED

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
    # A seat comes with a name and a PIN: those are given where the briefing is convened, not at a desk.
    if permit.by & DESK and command is not do.AddSeat
}
"""Each command of a desk by its name."""

WISHES: Final = {name: _without_author(command) for name, command in COMMANDS.items()}

if TYPE_CHECKING:
    Wish: TypeAlias = msgspec.Struct
else:
    Wish = Union[tuple(WISHES.values())]  # noqa: UP007 -- made from a tuple


def wish(command: str, **fields: str | int) -> Wish:
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
    fields = urlencode({name: value for name, value in msgspec.structs.asdict(asked).items() if value != ""})
    return f"{name_of(asked)}&{fields}".removesuffix("&")


def from_form(form: dict[str, str]) -> Wish:
    """The wish that a form sends: ``do`` is a button's value, other fields add to it.

    Fields named ``ground_rules.embargo.kind`` and the like fill the fields of fields. Raises
    ``msgspec.ValidationError``.
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
    return msgspec.convert(fields, Wish, strict=False)

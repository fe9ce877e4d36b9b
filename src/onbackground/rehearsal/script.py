"""What a rehearsed call consists of: who takes part, and what each of them says, in order."""

from __future__ import annotations

from msgspec import Struct

from ..briefing.terms import GroundRules, Role
from .mentions import Mention


class Part(Struct, frozen=True):
    """Somebody on the call. ``alias`` is what the published record calls them; ``named`` parts are on the record."""

    id: str
    role: Role
    name: str
    alias: str
    also: tuple[str, ...] = ()
    title: str = ""
    agency: str = ""
    outlet: str = ""
    named: bool = False


class Speech(Struct, frozen=True):
    """What one part says in one turn, as paragraphs; ``turn`` is the id of the turn of the published original.

    ``mentions`` are the names in it that the record must not have.
    """

    part: str
    paragraphs: tuple[str, ...]
    turn: str = ""
    mentions: tuple[Mention, ...] = ()


class Script(Struct, frozen=True):
    """A whole call. An operator among ``parts`` is a person; without one the house says nothing on the programme."""

    title: str
    ground_rules: GroundRules
    parts: tuple[Part, ...]
    speeches: tuple[Speech, ...]

    def part(self, id_: str) -> Part:
        """The part with this id. Raises KeyError."""
        for part in self.parts:
            if part.id == id_:
                return part
        raise KeyError(id_)

"""The office that publishes: what every form of a transcript says of its publisher, and nothing more."""

import enum
from typing import Annotated
from urllib.parse import quote, urlsplit

import msgspec
from msgspec import Meta


class Paper(enum.StrEnum):
    """The sheet a transcript is printed on."""

    US_LETTER = "us-letter"
    A4 = "a4"


class Imprint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who publishes, and where.

    ``country`` is the two small letters of ISO 3166; ``address`` is the web address of the public folder, such as
    ``https://press.example.org/briefings/``, or empty when there is none (then nothing points to it).
    """

    office: Annotated[str, Meta(min_length=1)] = "Press Office"
    country: Annotated[str, Meta(pattern="^[a-z]{2}$")] = "us"
    address: Annotated[str, Meta(pattern=r"^(https?://[!-~]+)?$")] = ""
    paper: Paper = Paper.US_LETTER

    def address_of(self, briefing: str, file: str = "") -> str:
        """The web address of a briefing's folder or of a file in it; empty when the office gives no address."""
        return f"{self.address.rstrip('/')}/{quote(briefing)}/{file}" if self.address else ""

    @property
    def domain(self) -> str:
        """The host that the address names, or ``localhost`` where there is none."""
        return urlsplit(self.address).hostname or "localhost"

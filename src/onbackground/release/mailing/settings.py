"""The mail server the office sends through: the table ``[mail]`` of ``office.toml``, and the password, sealed."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from ...briefing.sealed import Sealed
from ...log.folder import DataFolder
from ...sealing.boxes import seal, unseal
from ...sealing.writing import write_over
from ...transcript.writing import is_address

_PURPOSE = "mail password"


class MailServer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where mail is handed over (RFC 6409), and in whose name.

    ``tls`` is how the connection is kept from listeners: ``starttls``, ``implicit`` (TLS from the first byte, mostly
    at port 465), or ``none``, for a server on this machine alone. ``certificates`` is a file of authorities to trust
    in place of the system's. ``unsubscribe`` is a ``mailto:`` or ``https:`` address; ``{reader}`` in it becomes the
    mark by which the list knows the reader. Raises ValueError for what cannot be.
    """

    server: Annotated[str, Meta(min_length=1)]
    sender: str
    port: Annotated[int, Meta(ge=1, le=65535)] = 587
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    user: str = ""
    certificates: str = ""
    unsubscribe: Annotated[str, Meta(pattern=r"^((mailto:|https://)[!-;=?-~]+)?$", max_length=800)] = ""

    def __post_init__(self) -> None:
        if not is_address(self.sender):
            raise ValueError("sender is no bare e-mail address, such as press@example.org")
        if self.tls == "none" and not self._is_here:
            raise ValueError('tls = "none" is for a server on this machine: what is sent elsewhere goes through TLS')
        if self.unsubscribe.startswith("https:") and "{reader}" not in self.unsubscribe:
            raise ValueError("unsubscribe needs {reader} in it: one click must say who leaves")

    @property
    def _is_here(self) -> bool:
        if self.server == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.server).is_loopback
        except ValueError:
            return False

    @property
    def domain(self) -> str:
        """The domain that the sender writes from."""
        return self.sender.rpartition("@")[2].lower()


def keep_password(folder: DataFolder, password: str) -> None:
    """Seal the password of the server for the house. Raises OSError and ``IdentityError``."""
    folder.mailing.mkdir(mode=0o700, exist_ok=True)
    write_over(_file(folder), seal(folder.own_key(_PURPOSE), password.encode(), _PURPOSE))


def read_password(folder: DataFolder) -> Sealed | None:
    """The password, if there is one. Raises ``BoxError`` where it is another house's."""
    try:
        box = _file(folder).read_bytes()
    except FileNotFoundError:
        return None
    return Sealed(unseal(folder.own_key(_PURPOSE), box, _PURPOSE).decode())


def _file(folder: DataFolder) -> Path:
    return folder.mailing / "password"

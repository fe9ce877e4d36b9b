"""What the office that publishes says of itself: the file ``office.toml`` in the data folder."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from ..transcript.writing import Imprint


class OfficeError(Exception):
    """The file cannot be used; the message says where it is and what is wrong with it."""


def read_office(data: Path) -> Imprint:
    """Return what ``office.toml`` in the data folder says; where there is none, the usual.

    Raises OfficeError when it says something that nobody knows here, and OSError when it cannot be read.
    """
    path = data / "office.toml"
    if not path.exists():
        return Imprint()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Imprint)
    except (ValueError, msgspec.ValidationError) as error:
        raise OfficeError(f"{path}: {error}") from None

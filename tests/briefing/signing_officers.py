"""Officers with keys, for the tests of who may lift. Their keys are made from their seats."""

from __future__ import annotations

import base64
from functools import cache
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from onbackground.briefing import events as ev
from onbackground.briefing.state import State
from onbackground.briefing.statements import KEY_PREFIX, statement_of
from onbackground.briefing.terms import Seat


@cache
def _private(seat: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seat.encode().ljust(32, b"."))


@cache
def public_key(seat: str) -> str:
    return KEY_PREFIX + base64.b64encode(_private(seat).public_key().public_bytes_raw()).decode()


def with_key(seat: Seat) -> Seat:
    return replace(seat, key=public_key(seat.id))


@cache
def sign(seat: str, statement: str) -> str:
    return base64.b64encode(_private(seat).sign(statement.encode())).decode()


Said = TypeVar("Said", ev.FactDeclared, ev.EmbargoMoveAsked)


def signed(briefing: str, state: State, said: Said, key: str = "") -> Said:
    """What is said, with the signature of the one who says it, or of another ``key``."""
    return replace(said, signature=sign(key or said.by, statement_of(briefing, state, said)))

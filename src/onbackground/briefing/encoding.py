"""Events as JSON bytes and back. Secrets are written out here: the bytes go to the log only."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from .events import AnyEvent
from .sealed import Sealed


def _write(value: Any) -> Any:
    if isinstance(value, Sealed):
        return value.reveal()
    raise NotImplementedError(type(value).__name__)


def _read(kind: type, value: Any) -> Any:
    if kind is Sealed:
        return Sealed(value)
    raise NotImplementedError(kind.__name__)


_encoder: Final = msgspec.json.Encoder(enc_hook=_write)
_events: Final = msgspec.json.Decoder(AnyEvent, dec_hook=_read)


def encode(event: AnyEvent) -> bytes:
    """An event as JSON."""
    return _encoder.encode(event)


def decode_event(data: bytes) -> AnyEvent:
    """The event in these bytes. Raises ``msgspec.ValidationError`` on anything else."""
    event: AnyEvent = _events.decode(data)
    return event

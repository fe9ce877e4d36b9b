"""Events and commands as JSON bytes and back. Secrets are written out here: the bytes go to the log only."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from .commands import AnyCommand
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
_commands: Final = msgspec.json.Decoder(AnyCommand, dec_hook=_read)


def encode(message: AnyEvent | AnyCommand) -> bytes:
    """An event or a command as JSON."""
    return _encoder.encode(message)


def decode_event(data: bytes) -> AnyEvent:
    """The event in these bytes. Raises ``msgspec.ValidationError`` on anything else."""
    event: AnyEvent = _events.decode(data)
    return event


def decode_command(data: bytes) -> AnyCommand:
    """The command in these bytes. Raises ``msgspec.ValidationError`` on anything else."""
    command: AnyCommand = _commands.decode(data)
    return command

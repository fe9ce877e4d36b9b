"""A file of sealed chunks: what is added to it is sealed at once, and bound to the file and to its place in it.

Each chunk is the length of its box (four bytes, little-endian) and the box. An empty one ends the file. So a chunk that
was moved, changed or left out does not go unnoticed, nor does an end that was cut off; a file that has no end yet, as
a crash leaves it, can be read as far as it goes.
"""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

from ..sealing.boxes import OVERHEAD, BoxError, seal, unseal
from ..sealing.keys import Key

_LENGTH: Final = struct.Struct("<I")


class Opened(NamedTuple):
    """What a file of chunks holds, up to its end or to the first chunk that is torn or does not open."""

    chunks: list[bytes]
    size: int
    """Bytes of the file that these chunks take, without the end."""
    ended: bool
    """The end is there, and nothing after it."""
    damaged: bool
    """What follows is whole, but does not open here, or stands after the end."""


def sealed_chunk(key: Key, plain: bytes, file: str, number: int) -> bytes:
    """The chunk of this number, counted from 0, ready to be added to ``file``."""
    box = seal(key, plain, _place(file, number, ends=not plain))
    return _LENGTH.pack(len(box)) + box


def open_chunks(key: Key, content: bytes, file: str) -> Opened:
    """Open what there is of ``file``. It never raises: what a file must be is for whoever reads it to say."""
    chunks: list[bytes] = []
    at = 0
    while at + _LENGTH.size <= len(content):
        (length,) = _LENGTH.unpack_from(content, at)
        box = content[at + _LENGTH.size : at + _LENGTH.size + length]
        if len(box) < length:
            break
        ends = length == OVERHEAD
        try:
            plain = unseal(key, box, _place(file, len(chunks), ends=ends))
        except BoxError:
            return Opened(chunks, at, ended=False, damaged=True)
        after = at + _LENGTH.size + length
        if ends:
            return Opened(chunks, at, ended=after == len(content), damaged=after < len(content))
        chunks.append(plain)
        at = after
    return Opened(chunks, at, ended=False, damaged=False)


def _place(file: str, number: int, *, ends: bool) -> str:
    return f"{file}#{number}{'.' * ends}"

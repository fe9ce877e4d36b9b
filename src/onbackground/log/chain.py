"""The hash chain of a stream, and its verification.

Each record carries `SHA-256(DOMAIN ‖ previous ‖ len(stream) ‖ stream ‖ version ‖ at ‖ len(data) ‖ data)`,
where `previous` is the digest of the record before it in the stream (`GENESIS` before the first), the
stream's name is UTF-8, lengths and the version are 8 bytes big-endian, and `at` is 8 bytes big-endian,
signed. The lengths in front make sure that no two different records give the same bytes to hash.

What the chain shows: a record changed, put in, taken out or moved. A log cut off at its very end, with the
stored heads cut to match, is a shorter valid log: only a head kept elsewhere (on the released page, say)
shows that.
"""

import hashlib
from collections.abc import Iterator
from struct import Struct

import msgspec

from onbackground.log.recorder import Head, LogDamaged, Record, Recorder

DOMAIN = b"onbackground log chain 1\n"
GENESIS = bytes(32)

_LENGTH = Struct(">Q")
_VERSION_AT_LENGTH = Struct(">QqQ")


class Damage(msgspec.Struct, frozen=True):
    """One thing that is wrong with a log; `stream` and `version` say where, when that is known."""

    stream: str | None
    version: int | None
    why: str

    def __str__(self) -> str:
        """One line for a person."""
        where = "log" if self.stream is None else f"stream {self.stream}, version {self.version}"
        return f"{where}: {self.why}"


def link(previous: bytes, stream: str, version: int, at: int, data: bytes) -> bytes:
    """Return the digest (32 bytes) of the record that follows the one with digest `previous`."""
    name = stream.encode()
    hashed = hashlib.sha256(DOMAIN)
    hashed.update(previous)
    hashed.update(_LENGTH.pack(len(name)))
    hashed.update(name)
    hashed.update(_VERSION_AT_LENGTH.pack(version, at, len(data)))
    hashed.update(data)
    return hashed.digest()


def verify(recorder: Recorder) -> Iterator[Damage]:
    """Read the whole log and yield everything that is wrong with it; nothing when it is sound.

    May run while others append: what they add meanwhile is verified too, as far as it is met.
    """
    damaged = False
    for why in recorder.inspect():
        damaged = True
        yield Damage(None, None, why)
    try:
        yield from _verify_records(recorder)
    except LogDamaged as error:
        # The storage has usually said so already.
        if not damaged:
            yield Damage(error.stream, error.version, error.why)


def _verify_records(recorder: Recorder) -> Iterator[Damage]:
    """Walk the log once by position, chaining each stream, and compare the ends with the stored heads."""
    heads = {stream: recorder.head(stream) for stream in recorder.streams()}
    walked: dict[str, Head] = {}
    position = 0
    while records := recorder.follow(position):
        for record in records:
            if record.position != position + 1:
                yield Damage(None, None, f"positions {position + 1} to {record.position - 1} are missing")
            position = record.position
            before = walked.get(record.stream, Head(record.stream, 0, GENESIS))
            yield from _verify_record(record, before, heads.get(record.stream))
            walked[record.stream] = Head(record.stream, record.version, record.digest)
    for stream in walked.keys() - heads.keys():
        # Either it began while we walked, or its head was taken away.
        if recorder.head(stream).version == 0:
            yield Damage(stream, walked[stream].version, "the stream has events but no head")
    for stream, head in heads.items():
        last = walked.get(stream, Head(stream, 0, GENESIS)).version
        if last < head.version:
            yield Damage(stream, last + 1, f"the end is cut off: there were {head.version} events, {last} are left")


def _verify_record(record: Record, before: Head, head: Head | None) -> Iterator[Damage]:
    if record.version != before.version + 1:
        why = f"a gap: version {record.version} follows version {before.version}"
        yield Damage(record.stream, before.version + 1, why)
    elif record.digest != link(before.digest, record.stream, record.version, record.at, record.data):
        why = "the chain breaks: this event, or the digest of the one before it, is not what was written"
        yield Damage(record.stream, record.version, why)
    elif head is not None and record.version == head.version and record.digest != head.digest:
        yield Damage(record.stream, record.version, "the stream's head is not the digest of this, its last event")

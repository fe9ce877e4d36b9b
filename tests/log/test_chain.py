import hashlib
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.log.chain import GENESIS, Damage, link, verify
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import Append, Head, LogDamaged, Record

AT = 1_700_000_000_000

links = st.tuples(
    st.binary(min_size=32, max_size=32),
    st.text(max_size=3),
    st.integers(1, 2**40),
    st.integers(-(2**63), 2**63 - 1),
    st.binary(max_size=20),
)


@dataclass
class Doctored(MemoryRecorder):
    """A log whose storage somebody has had a hand in."""

    records: list[Record]
    heads: dict[str, Head]

    def follow(self, after: int, limit: int = 1000) -> list[Record]:
        return [record for record in self.records if record.position > after][:limit]

    def head(self, stream: str) -> Head:
        return self.heads.get(stream, Head(stream, 0, GENESIS))

    def streams(self) -> list[str]:
        return sorted(self.heads)


@pytest.fixture
def log() -> Doctored:
    """Two streams, five events: a1 a2 b1 a3 b2."""
    sound = MemoryRecorder()
    sound.append_group(
        [
            Append("a", 0, [b"a1", b"a2"], AT),
            Append("b", 0, [b"b1"], AT),
            Append("a", 2, [b"a3"], AT),
            Append("b", 1, [b"b2"], AT),
        ]
    )
    return Doctored(sound.follow(0), {stream: sound.head(stream) for stream in sound.streams()})


def places(log: Doctored) -> list[tuple[str | None, int | None]]:
    return [(damage.stream, damage.version) for damage in verify(log)]


def test_the_digest_is_the_documented_one() -> None:
    digest = link(GENESIS, "b7k2", 1, 1_700_000_000_000, b"hello")
    assert (
        digest
        == hashlib.sha256(
            b"onbackground log chain 1\n"
            + bytes(32)
            + (4).to_bytes(8, "big")
            + b"b7k2"
            + (1).to_bytes(8, "big")
            + (1_700_000_000_000).to_bytes(8, "big", signed=True)
            + (5).to_bytes(8, "big")
            + b"hello"
        ).digest()
    )


@given(links, links)
def test_different_records_have_different_digests(one: tuple, other: tuple) -> None:
    assert (link(*one) == link(*other)) == (one == other)


def test_nothing_is_wrong_with_a_sound_log(log: Doctored) -> None:
    assert list(verify(log)) == []


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("change", [{"data": b"other"}, {"at": AT + 1}, {"digest": bytes(32)}])
def test_a_changed_event_is_found_where_it_is(log: Doctored, position: int, change: dict) -> None:
    record = log.records[position - 1]
    log.records[position - 1] = msgspec.structs.replace(record, **change)
    assert (record.stream, record.version) in places(log)


def test_an_event_rewritten_with_its_digest_breaks_the_next(log: Doctored) -> None:
    one, two = log.records[:2]
    log.records[1] = msgspec.structs.replace(two, data=b"no", digest=link(one.digest, "a", 2, AT, b"no"))
    assert places(log) == [("a", 3)]


def test_a_rewritten_last_event_differs_from_the_head(log: Doctored) -> None:
    before, last = log.records[2], log.records[4]
    log.records[4] = msgspec.structs.replace(last, data=b"no", digest=link(before.digest, "b", 2, AT, b"no"))
    assert places(log) == [("b", 2)]


def test_an_event_taken_out_leaves_two_gaps(log: Doctored) -> None:
    del log.records[1]
    assert places(log) == [(None, None), ("a", 2)]
    assert [str(damage) for damage in verify(log)] == [
        "log: positions 2 to 2 are missing",
        "stream a, version 2: a gap: version 3 follows version 1",
    ]


def test_events_in_the_wrong_order_are_found(log: Doctored) -> None:
    one, two = log.records[:2]
    log.records[:2] = [msgspec.structs.replace(two, position=1), msgspec.structs.replace(one, position=2)]
    assert ("a", 1) in places(log)


def test_an_event_moved_to_another_stream_is_found(log: Doctored) -> None:
    log.records[2] = msgspec.structs.replace(log.records[2], stream="c")
    assert ("c", 1) in places(log)
    assert ("b", 1) in places(log)


def test_a_cut_end_is_found_by_the_head(log: Doctored) -> None:
    del log.records[3:]
    assert [str(damage) for damage in verify(log)] == [
        "stream a, version 3: the end is cut off: there were 3 events, 2 are left",
        "stream b, version 2: the end is cut off: there were 2 events, 1 are left",
    ]


def test_a_stream_that_is_gone_is_found_by_its_head(log: Doctored) -> None:
    log.records = [record for record in log.records if record.stream == "a"]
    assert ("b", 1) in places(log)


def test_a_missing_head_is_found(log: Doctored) -> None:
    del log.heads["b"]
    assert places(log) == [("b", 2)]


def test_a_stream_that_begins_meanwhile_is_no_damage(log: Doctored) -> None:
    new = Record(6, "c", 1, AT, b"c1", link(GENESIS, "c", 1, AT, b"c1"))
    before = dict(log.heads)
    log.records.append(new)
    log.heads["c"] = Head("c", 1, new.digest)
    log.streams = lambda: sorted(before)  # type: ignore[method-assign]
    assert list(verify(log)) == []


def test_what_the_storage_finds_comes_first_and_what_it_cannot_read_is_said_once(log: Doctored) -> None:
    def unreadable(after: int, limit: int = 1000) -> list[Record]:
        raise LogDamaged(None, None, "page 7 is unreadable")

    log.follow = unreadable  # type: ignore[method-assign]
    assert list(verify(log)) == [Damage(None, None, "page 7 is unreadable")]
    log.inspect = lambda: ["page 7 has a bad checksum"]  # type: ignore[method-assign]
    assert list(verify(log)) == [Damage(None, None, "page 7 has a bad checksum")]

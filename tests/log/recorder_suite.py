"""What every recorder must do. A test class per recorder inherits `RecorderSuite` and says how to open one."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.log.chain import GENESIS, link, verify
from onbackground.log.recorder import Append, Conflict, Head, LogUnavailable, Record, Recorder

AT = 1_700_000_000_000

appends = st.builds(
    Append,
    stream=st.sampled_from(["b7k2", "b7k2/words", "c3m9", "ü/‖"]),
    expected=st.integers(0, 4),
    data=st.lists(st.binary(max_size=40), max_size=3),
    at=st.integers(-(2**63), 2**63 - 1),
)


class RecorderSuite:
    def opened(self) -> AbstractContextManager[Recorder]:
        """Open a new, empty recorder, and close it at the end."""
        raise NotImplementedError

    def stored(self, recorder: Recorder) -> Recorder:
        """What holds the records as they are chained."""
        return recorder

    @pytest.fixture
    def recorder(self) -> Iterator[Recorder]:
        with self.opened() as recorder:
            yield recorder

    def test_an_empty_log_has_nothing(self, recorder: Recorder) -> None:
        assert recorder.read("b7k2") == []
        assert recorder.follow(0) == []
        assert recorder.version("b7k2") == 0
        assert recorder.head("b7k2") == Head("b7k2", 0, GENESIS)
        assert recorder.streams() == []
        assert not recorder.wait(0, timeout_seconds=0)
        assert list(verify(self.stored(recorder))) == []

    def test_appending_returns_the_records_as_they_are_read(self, recorder: Recorder) -> None:
        first = recorder.append("b7k2", 0, [b"one", b"two"], AT)
        second = recorder.append("b7k2", 2, [b""], AT + 5)

        assert [(r.position, r.version, r.at, r.data) for r in first + second] == [
            (1, 1, AT, b"one"),
            (2, 2, AT, b"two"),
            (3, 3, AT + 5, b""),
        ]
        assert recorder.read("b7k2") == first + second
        assert recorder.follow(0) == first + second
        assert recorder.version("b7k2") == 3
        assert recorder.head("b7k2") == Head("b7k2", 3, second[0].digest)

    def test_versions_are_a_streams_own_and_positions_the_logs(self, recorder: Recorder) -> None:
        recorder.append("b7k2", 0, [b"a", b"b"], AT)
        recorder.append("b7k2/words", 0, [b"w"], AT)
        recorder.append("b7k2", 2, [b"c"], AT)

        assert [(r.position, r.stream, r.version) for r in recorder.follow(0)] == [
            (1, "b7k2", 1),
            (2, "b7k2", 2),
            (3, "b7k2/words", 1),
            (4, "b7k2", 3),
        ]
        assert recorder.streams() == ["b7k2", "b7k2/words"]

    def test_reading_and_following_start_after_what_was_seen_and_stop_at_the_limit(self, recorder: Recorder) -> None:
        recorder.append("c3m9", 0, [b"x"], AT)
        recorder.append("b7k2", 0, [b"1", b"2", b"3", b"4"], AT)

        assert [r.data for r in recorder.read("b7k2", after=1, limit=2)] == [b"2", b"3"]
        assert [r.data for r in recorder.read("b7k2", after=3)] == [b"4"]
        assert recorder.read("b7k2", after=4) == []
        assert [r.position for r in recorder.follow(1, limit=2)] == [2, 3]
        assert [r.position for r in recorder.follow(3)] == [4, 5]
        assert recorder.follow(5) == []

    def test_a_writer_that_is_behind_or_ahead_is_refused_and_writes_nothing(self, recorder: Recorder) -> None:
        recorder.append("b7k2", 0, [b"one"], AT)

        for expected in (0, 2):
            with pytest.raises(Conflict) as refused:
                recorder.append("b7k2", expected, [b"two"], AT)
            conflict = refused.value
            assert (conflict.stream, conflict.expected, conflict.actual) == ("b7k2", expected, 1)
        assert [r.data for r in recorder.follow(0)] == [b"one"]

    def test_appending_no_events_still_checks_the_version(self, recorder: Recorder) -> None:
        assert recorder.append("b7k2", 0, [], AT) == []
        assert recorder.streams() == []
        with pytest.raises(Conflict):
            recorder.append("b7k2", 1, [], AT)

    def test_a_group_is_written_together(self, recorder: Recorder) -> None:
        written = recorder.append_group(
            [
                Append("b7k2", 0, [b"1", b"2"], AT),
                Append("b7k2/tracks", 0, [b"t"], AT + 1),
                Append("b7k2", 2, [b"3"], AT + 2),
            ]
        )
        assert [[r.position for r in records] for records in written] == [[1, 2], [3], [4]]
        assert recorder.follow(0) == [record for records in written for record in records]

    def test_one_conflict_refuses_the_whole_group(self, recorder: Recorder) -> None:
        with pytest.raises(Conflict) as refused:
            recorder.append_group([Append("b7k2", 0, [b"1"], AT), Append("b7k2", 0, [b"2"], AT)])
        assert refused.value.actual == 1
        assert recorder.follow(0) == []
        assert recorder.streams() == []
        # The refusal leaves nothing half open.
        assert recorder.append("b7k2", 0, [b"1"], AT)[0].position == 1

    def test_each_record_is_chained_to_the_one_before(self, recorder: Recorder) -> None:
        one, two = recorder.append("b7k2", 0, [b"one", b"two"], AT)
        (other,) = recorder.append("c3m9", 0, [b"one"], AT)

        first, second, third = (record.data for record in self.stored(recorder).follow(0))
        assert one.digest == link(GENESIS, "b7k2", 1, AT, first)
        assert two.digest == link(one.digest, "b7k2", 2, AT, second)
        assert other.digest == link(GENESIS, "c3m9", 1, AT, third)

    def test_waiting_ends_when_something_newer_is_there(self, recorder: Recorder) -> None:
        recorder.append("b7k2", 0, [b"one"], AT)
        assert recorder.wait(0, timeout_seconds=0)
        assert not recorder.wait(1, timeout_seconds=0.01)

        woken: list[bool] = []
        waiter = threading.Thread(target=lambda: woken.append(recorder.wait(1, timeout_seconds=30)))
        waiter.start()
        recorder.append("c3m9", 0, [b"two"], AT)
        waiter.join(timeout=30)
        assert woken == [True]

    def test_threads_append_and_follow_at_once(self, recorder: Recorder) -> None:
        writers, each = 4, 10
        followed: list[Record] = []

        def write(own: int) -> None:
            for version in range(each):
                recorder.append(f"own{own}", version, [b"own"], AT)
                while True:
                    try:
                        recorder.append("shared", recorder.version("shared"), [b"shared"], AT)
                        break
                    except Conflict:
                        continue

        def follow() -> None:
            while len(followed) < 2 * writers * each:
                after = followed[-1].position if followed else 0
                if not recorder.wait(after, timeout_seconds=30):
                    return
                followed.extend(recorder.follow(after, limit=7))

        threads = [threading.Thread(target=write, args=(own,)) for own in range(writers)]
        threads.append(threading.Thread(target=follow))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

        assert [r.position for r in followed] == list(range(1, 2 * writers * each + 1))
        assert recorder.version("shared") == writers * each
        assert all(recorder.version(f"own{own}") == each for own in range(writers))
        assert list(verify(self.stored(recorder))) == []

    def test_a_closed_recorder_says_so(self, recorder: Recorder) -> None:
        recorder.close()
        recorder.close()
        with pytest.raises(LogUnavailable, match="closed"):
            recorder.append("b7k2", 0, [b"one"], AT)
        with pytest.raises(LogUnavailable, match="closed"):
            recorder.follow(0)
        with pytest.raises(LogUnavailable, match="closed"):
            recorder.wait(0, timeout_seconds=1)

    def test_what_was_said_stays_out_of_representations(self, recorder: Recorder) -> None:
        (record,) = recorder.append("b7k2", 0, [b"Wilhelmina Quill"], AT)
        assert "Quill" not in repr(record)
        assert "Quill" not in repr(Append("b7k2", 1, [b"Wilhelmina Quill"], AT))

    def test_any_appends_do_what_a_plain_list_would(self) -> None:
        # The test is made anew for each recorder: hypothesis wants no test shared by two classes.
        @settings(max_examples=25, deadline=None)
        @given(groups=st.lists(st.lists(appends, max_size=3), max_size=6))
        def behaves_as_a_list(groups: list[list[Append]]) -> None:
            with self.opened() as recorder:
                _compare_with_list(recorder, groups)
                assert list(verify(self.stored(recorder))) == []

        behaves_as_a_list()


def _compare_with_list(recorder: Recorder, groups: list[list[Append]]) -> None:
    log: list[tuple[str, int, int, bytes]] = []
    for group in groups:
        wanted = _applied(log, group)
        if isinstance(wanted, Conflict):
            with pytest.raises(Conflict) as refused:
                recorder.append_group(group)
            assert str(refused.value) == str(wanted)
        else:
            recorder.append_group(group)
            log = wanted
    assert [(r.stream, r.version, r.at, r.data) for r in recorder.follow(0)] == log
    for stream in {stream for stream, *_ in log}:
        own = [entry for entry in log if entry[0] == stream]
        assert [(r.stream, r.version, r.at, r.data) for r in recorder.read(stream)] == own
        assert recorder.version(stream) == len(own)


def _applied(
    log: list[tuple[str, int, int, bytes]], group: list[Append]
) -> list[tuple[str, int, int, bytes]] | Conflict:
    """The log with the group added, or the conflict that refuses the group."""
    result = list(log)
    for append in group:
        actual = sum(stream == append.stream for stream, *_ in result)
        if actual != append.expected:
            return Conflict(append.stream, append.expected, actual)
        result += [(append.stream, actual + n, append.at, data) for n, data in enumerate(append.data, start=1)]
    return result

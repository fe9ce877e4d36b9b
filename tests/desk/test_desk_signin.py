"""A link works once, for one seat, around the time of its briefing, whoever asks and how often it is restarted."""

import threading
from pathlib import Path

import pytest
from desk_call import BRIEFING, KEY, SEATS, START, DeskCall

from onbackground.briefing import commands as do
from onbackground.briefing.terms import Role
from onbackground.desk.signin import DAY_MS, NoDeskError, SignIn, one_time_link
from onbackground.log.folder import DataFolder
from onbackground.log.sqlite import SqliteRecorder


def sign_in(call: DeskCall) -> SignIn:
    return SignIn(call.recorder, KEY, lambda _: call.state)


def token_of(link: str) -> str:
    assert link.startswith(f"/sign-in/{BRIEFING}/")
    return link.rsplit("/", 1)[1]


def test_a_link_signs_its_seat_in_exactly_once() -> None:
    call = DeskCall()
    doors = sign_in(call)
    token = token_of(call.link("op"))
    secret = doors.use(BRIEFING, token, START)
    assert secret is not None
    session = doors.session(BRIEFING, secret, START)
    assert session is not None
    assert (session.briefing, session.seat) == (BRIEFING, "op")
    assert doors.use(BRIEFING, token, START) is None
    assert not doors.is_open(BRIEFING, token, START)


def test_looking_at_a_link_does_not_use_it_up() -> None:
    call = DeskCall()
    doors = sign_in(call)
    token = token_of(call.link())
    assert all(doors.is_open(BRIEFING, token, START) for _ in range(5))
    assert doors.use(BRIEFING, token, START)


def test_a_used_link_stays_used_after_a_restart(tmp_path: Path) -> None:
    recorder = SqliteRecorder(tmp_path / "log.sqlite")
    call = DeskCall(recorder)
    token = token_of(call.link())
    secret = sign_in(call).use(BRIEFING, token, START)
    recorder.close()
    again = SqliteRecorder(tmp_path / "log.sqlite")
    doors = SignIn(again, KEY, lambda _: STATE)
    assert doors.use(BRIEFING, token, START) is None
    assert secret is not None
    assert doors.session(BRIEFING, secret, START) is not None
    again.close()


STATE = DeskCall().state


def test_of_many_desks_shown_one_link_at_once_one_signs_in(tmp_path: Path) -> None:
    call = DeskCall(SqliteRecorder(tmp_path / "log.sqlite"))
    token = token_of(call.link())
    desks = [SqliteRecorder(tmp_path / "log.sqlite") for _ in range(4)]
    ready = threading.Barrier(len(desks))
    secrets: list[str | None] = []

    def use(recorder: SqliteRecorder) -> None:
        doors = SignIn(recorder, KEY, lambda _: STATE)
        ready.wait()
        secrets.append(doors.use(BRIEFING, token, START))

    threads = [threading.Thread(target=use, args=(recorder,)) for recorder in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([secret for secret in secrets if secret]) == 1
    for recorder in [*desks, call.recorder]:
        recorder.close()


@pytest.mark.parametrize("at", [START - DAY_MS - 1, START + DAY_MS + 1])
def test_a_link_made_at_the_start_works_from_a_day_before_to_a_day_after(at: int) -> None:
    call = DeskCall()
    doors = sign_in(call)
    token = token_of(call.link())
    assert doors.use(BRIEFING, token, at) is None
    assert doors.use(BRIEFING, token, max(START - DAY_MS, min(START + DAY_MS, at))) is not None


def test_a_link_made_later_works_for_a_day_so_that_an_embargo_can_still_be_declared_over() -> None:
    call = DeskCall()
    call.now = START + 5 * DAY_MS
    token = token_of(call.link())
    assert sign_in(call).use(BRIEFING, token, call.now + DAY_MS) is not None


def test_a_session_ends_a_day_after_the_start_or_the_signing_in() -> None:
    call = DeskCall()
    doors = sign_in(call)
    secret = doors.use(BRIEFING, token_of(call.link()), START)
    assert secret is not None
    assert doors.session(BRIEFING, secret, START + DAY_MS) is not None
    assert doors.session(BRIEFING, secret, START + DAY_MS + 1) is None


def test_a_session_ends_when_it_is_signed_out_and_other_sessions_go_on() -> None:
    call = DeskCall()
    doors = sign_in(call)
    ended, other = (doors.use(BRIEFING, token_of(call.link()), START) for _ in range(2))
    assert ended is not None and other is not None
    doors.sign_out(BRIEFING, ended, START)
    doors.sign_out(BRIEFING, ended, START)
    assert doors.session(BRIEFING, ended, START) is None
    assert doors.session(BRIEFING, other, START) is not None


def test_a_removed_seat_has_no_desk() -> None:
    call = DeskCall()
    doors = sign_in(call)
    secret = doors.use(BRIEFING, token_of(call.link("op")), START)
    unused = token_of(call.link("op"))
    call.dial("op")
    call.mod(do.Remove, line="line-op")
    assert secret is not None
    assert doors.session(BRIEFING, secret, START) is None
    assert doors.use(BRIEFING, unused, START) is None


def test_a_session_is_of_one_briefing() -> None:
    call = DeskCall()
    doors = sign_in(call)
    secret = doors.use(BRIEFING, token_of(call.link()), START)
    DeskCall(call.recorder, briefing="other")
    assert secret is not None
    assert doors.session("other", secret, START) is None
    assert not doors.is_open("other", token_of(call.link()), START)


@pytest.mark.parametrize("seat", [seat.id for seat in SEATS if seat.role not in (Role.MODERATOR, Role.OPERATOR)])
def test_only_moderator_and_operator_have_a_desk(seat: str) -> None:
    with pytest.raises(NoDeskError, match="has no desk"):
        DeskCall().link(seat)


def test_links_are_for_briefings_and_seats_that_are_there() -> None:
    call = DeskCall()
    with pytest.raises(NoDeskError, match="no seat"):
        call.link("nobody")
    with pytest.raises(NoDeskError, match="convene it first"):
        SignIn(call.recorder, KEY, lambda _: type(STATE)()).make_link("nowhere", "mod", START)


def test_the_log_has_neither_tokens_nor_secrets() -> None:
    call = DeskCall()
    token = token_of(call.link())
    secret = sign_in(call).use(BRIEFING, token, START)
    written = b"".join(record.data for record in call.recorder.follow(0))
    assert secret is not None
    assert len(token) >= 128 / 6 and token != secret
    assert token.encode() not in written and secret.encode() not in written


def test_the_command_line_makes_links_in_a_data_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    recorder = folder.recorder()
    DeskCall(recorder)
    link = one_time_link(folder, BRIEFING, "mod", at=START)
    doors = SignIn(recorder, folder.own_key("desk").reveal(), lambda _: STATE)
    assert doors.use(BRIEFING, token_of(link), START) is not None
    recorder.close()

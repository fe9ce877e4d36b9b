"""Session timers: agreed, kept by either side, and the end of a call nobody keeps (RFC 4028)."""

import pytest
from sip_peer import HOLD, Peer, statuses

from onbackground.exchange.sip.events import Answered, Ended
from onbackground.exchange.sip.message import Request

OURS = [("Supported", "timer"), ("Session-Expires", "200;refresher=uas")]
KNOWS_UPDATE = [*OURS, ("Allow", "INVITE, ACK, BYE, UPDATE")]


def ours_due(peer: Peer) -> Request:
    """Wait for our refresh."""
    for at, message in peer.wait(100.1):
        assert round(at, 6) == 100
        assert isinstance(message, Request)
        return message
    raise AssertionError("no refresh came")


@pytest.mark.parametrize(
    ("headers", "expires", "required"),
    [
        ([], None, None),
        ([("Supported", "timer")], "1800;refresher=uac", "timer"),
        ([("Supported", "timer"), ("Min-SE", "3000")], "3000;refresher=uac", "timer"),
        ([("Supported", "timer"), ("Session-Expires", "600")], "600;refresher=uac", "timer"),
        ([("Supported", "timer"), ("x", "600;refresher=uas")], "600;refresher=uas", "timer"),
        ([("Session-Expires", "600")], "600;refresher=uas", None),
        ([("Session-Expires", "20")], "90;refresher=uas", None),
        ([("Supported", "timer"), ("Session-Expires", "4000000000")], "86400;refresher=uac", "timer"),
    ],
)
def test_what_is_agreed(headers: list[tuple[str, str]], expires: str | None, required: str | None) -> None:
    peer = Peer()
    ok = peer.take(peer.invite(headers=headers))
    assert ok.headers.get("Session-Expires") == expires
    assert ok.headers.get("Require") == required


def test_a_phone_that_should_refresh_and_does_not_is_hung_up() -> None:
    peer = Peer()
    call = peer.confirmed(headers=[("Supported", "timer"), ("Session-Expires", "100;refresher=uac")])
    ((at, bye),) = peer.wait(68.5)[:1]
    assert at == 68  # 100 s less the smaller of 32 s and a third
    assert statuses([bye]) == ["BYE"]
    assert peer.happened() == [Ended(call, "session expired")]


@pytest.mark.parametrize("method", ["UPDATE", "INVITE"])
def test_a_phone_that_refreshes_keeps_its_call(method: str) -> None:
    peer = Peer()
    headers = [("Supported", "timer"), ("Session-Expires", "100;refresher=uac")]
    peer.confirmed(headers=headers)
    for number in range(2, 8):
        assert peer.wait(60) == []
        body = b"" if method == "UPDATE" else HOLD
        answers = peer.send(peer.request(method, number, headers=headers, body=body))
        if method == "INVITE" and number == 2:
            peer.endpoint.answer("c1", HOLD, peer.now)
            answers = peer.drain()
        assert statuses(answers) == [200]
        assert answers[0].headers.get("Session-Expires") == "100;refresher=uac"
        peer.send(peer.request("ACK", number))
    assert not any(isinstance(event, Ended) for event in peer.happened())


def test_we_refresh_by_update_where_the_phone_knows_it() -> None:
    peer = Peer()
    peer.confirmed(headers=KNOWS_UPDATE)
    for number in (1, 2):
        update = ours_due(peer)
        assert (update.method, update.body, update.cseq.number) == ("UPDATE", b"", number)
        assert update.headers.get("Session-Expires") == "200;refresher=uac"
        answer = update.response(200, headers=[("Session-Expires", "200;refresher=uac"), ("Require", "timer")])
        assert peer.send(answer) == []


def test_else_we_refresh_by_re_invite_with_the_session_as_it_is() -> None:
    peer = Peer()
    peer.confirmed(headers=OURS)
    invite = ours_due(peer)
    assert invite.method == "INVITE"
    assert b"m=audio 6000 " in invite.body
    answer = invite.response(200, body=HOLD, headers=[("Content-Type", "application/sdp")])
    (ack,) = peer.send(answer)
    assert isinstance(ack, Request)
    assert (ack.method, ack.cseq.number) == ("ACK", invite.cseq.number)
    assert ack.via.branch != invite.via.branch
    assert [type(event) for event in peer.happened()] == [Answered]
    assert statuses(peer.send(answer)) == ["ACK"]  # that ACK was lost
    assert peer.happened() == []


def test_while_our_re_invite_is_open_theirs_is_491() -> None:
    peer = Peer()
    peer.confirmed(headers=OURS)
    ours_due(peer)
    assert statuses(peer.send(peer.request("INVITE", 2, body=HOLD))) == [491]
    assert statuses(peer.send(peer.request("UPDATE", 3, body=HOLD))) == [491]
    assert statuses(peer.send(peer.request("UPDATE", 4))) == [200]


def test_when_theirs_is_open_ours_is_491_and_we_try_again_soon() -> None:
    peer = Peer()
    peer.confirmed(headers=OURS)
    invite = ours_due(peer)
    assert statuses(peer.send(invite.response(491))) == ["ACK"]
    ((_, again),) = [one for one in peer.wait(2) if one[1].cseq.number == 2][:1]
    assert statuses([again]) == ["INVITE"]


def test_a_422_is_followed() -> None:
    peer = Peer()
    peer.confirmed(headers=KNOWS_UPDATE)
    update = ours_due(peer)
    (again,) = peer.send(update.response(422, headers=[("Min-SE", "400")]))
    assert (again.headers.get("Session-Expires"), again.headers.get("Min-SE")) == ("400;refresher=uac", "400")
    assert isinstance(again, Request)
    assert peer.send(again.response(422, headers=[("Min-SE", "400")])) == []  # no endless quarrel


@pytest.mark.parametrize("status", [408, 481])
def test_a_phone_that_knows_the_call_no_more_is_hung_up(status: int) -> None:
    peer = Peer()
    call = peer.confirmed(headers=KNOWS_UPDATE)
    assert statuses(peer.send(ours_due(peer).response(status))) == ["BYE"]
    assert peer.happened() == [Ended(call, "not responding")]


@pytest.mark.parametrize("headers", [OURS, KNOWS_UPDATE])
def test_a_phone_that_answers_nothing_is_hung_up(headers: list[tuple[str, str]]) -> None:
    peer = Peer()
    call = peer.confirmed(headers=headers)
    ours_due(peer)
    sent = [message for _, message in peer.wait(33) if isinstance(message, Request)]
    assert sent[-1].method == "BYE"
    assert peer.happened() == [Ended(call, "not responding")]


def test_another_refusal_is_a_sign_of_life() -> None:
    peer = Peer()
    peer.confirmed(headers=KNOWS_UPDATE)
    assert peer.send(ours_due(peer).response(405)) == []
    assert ours_due(peer).method == "UPDATE"


def test_a_refresh_under_way_when_the_call_ends_is_let_go() -> None:
    peer = Peer()
    call = peer.confirmed(headers=OURS)
    invite = ours_due(peer)
    peer.endpoint.hang_up(call, peer.now)
    peer.drain()
    answers = peer.send(invite.response(200, body=HOLD))
    assert statuses(answers) == ["ACK"]
    assert peer.happened() == [Ended(call, "released")]

"""Calls from INVITE to BYE: dialogs, changes of session, races and refusals (RFC 3261 §9, §12-15, RFC 3311, 5407)."""

import pytest
from sip_peer import HOLD, SDP, TCP, UDP, Peer, answer_to, statuses

from onbackground.exchange.sip import endpoint as endpoint_module
from onbackground.exchange.sip.events import Answered, Confirmed, DigitInfo, Ended, Invited, Renegotiated
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.message import Request, Response, parse
from onbackground.exchange.sip.sdp import Format, LocalSession

PCMU = Format(0, "PCMU", 8000)


def response(messages: list[Request | Response]) -> Response:
    (only,) = messages
    assert isinstance(only, Response)
    return only


def request(messages: list[Request | Response]) -> Request:
    (only,) = messages
    assert isinstance(only, Request)
    return only


# The plain call.


def test_a_call_from_ring_to_bye() -> None:
    peer = Peer()
    invited = peer.invite(headers=[("Record-Route", "<sip:127.0.0.9;lr>")])
    assert (invited.user, invited.peer, invited.number_withheld) == ("b7k2", UDP.peer, False)
    peer.endpoint.ring(invited.call, peer.now)
    ringing = response(peer.drain())
    assert ringing.status == 180
    ok = peer.take(invited)
    assert ok.to.tag == ringing.to.tag
    assert ok.headers.all("Record-Route") == ["<sip:127.0.0.9;lr>"]
    assert ok.headers.get("Contact") == "<sip:127.0.0.1:5060>"
    assert "UPDATE" in ok.headers.all("Allow")
    assert ok.content_type == "application/sdp"
    assert peer.happened() == []
    assert peer.send(peer.request("ACK")) == []
    assert peer.happened() == [Confirmed(invited.call)]
    assert statuses(peer.send(peer.request("BYE", 2))) == [200]
    assert peer.happened() == [Ended(invited.call, "hung up")]
    assert statuses(peer.send(peer.request("BYE", 3))) == [481]


def test_over_tcp_the_contact_says_so() -> None:
    peer = Peer(TCP)
    assert peer.take(peer.invite()).headers.get("Contact") == "<sip:127.0.0.1:5060;transport=tcp>"


def test_full_is_503_with_retry_after_and_nothing_before_it() -> None:
    peer = Peer()
    invited = peer.invite()
    peer.endpoint.reject(invited.call, 503, peer.now, retry_after=20)
    full = response(peer.drain())
    assert (full.status, full.headers.get("Retry-After")) == (503, "20")
    assert full.to.tag
    assert peer.happened() == [Ended(invited.call, "rejected")]


def test_more_calls_than_we_remember_are_503(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint_module, "MAX_CALLS", 1)
    peer = Peer()
    peer.invite()
    refused = response(peer.send(peer.request("INVITE", body=SDP, call_id="second@x")))
    assert refused.status == 503
    assert refused.headers.get("Retry-After")
    assert peer.happened() == []


def test_actions_for_a_call_that_is_over_do_nothing() -> None:
    peer = Peer()
    invited = peer.invite()
    peer.endpoint.reject(invited.call, 486, peer.now)
    peer.drain()
    peer.endpoint.ring(invited.call, peer.now)
    peer.endpoint.answer(invited.call, SDP, peer.now)
    peer.endpoint.reject(invited.call, 404, peer.now)
    peer.endpoint.hang_up(invited.call, peer.now)
    assert peer.drain() == []


# CANCEL and its races.


def test_cancel_before_the_answer() -> None:
    peer = Peer()
    invited = peer.invite()
    peer.endpoint.ring(invited.call, peer.now)
    peer.drain()
    both = peer.send(peer.request("CANCEL", branch="z9hG4bKinvite"))
    assert [(one.status, one.cseq.method) for one in both if isinstance(one, Response)] == [
        (200, "CANCEL"),
        (487, "INVITE"),
    ]
    assert both[0].to.tag == both[1].to.tag
    assert peer.happened() == [Ended(invited.call, "cancelled")]
    peer.endpoint.answer(invited.call, SDP, peer.now)
    assert peer.drain() == []


def test_cancel_after_the_answer_changes_nothing() -> None:
    peer = Peer()
    call = peer.answered()
    assert statuses(peer.send(peer.request("CANCEL", branch="z9hG4bKinvite", to_tag=""))) == [200]
    assert peer.happened() == []
    peer.send(peer.request("ACK"))
    assert peer.happened() == [Confirmed(call)]


def test_cancel_of_nothing_is_481() -> None:
    assert statuses(Peer().send(Peer().request("CANCEL"))) == [481]


def test_cancel_of_a_change_leaves_the_call() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.send(peer.request("INVITE", 2, body=HOLD, branch="z9hG4bKhold"))
    assert statuses(peer.send(peer.request("CANCEL", 2, branch="z9hG4bKhold"))) == [200, 487]
    assert [type(event) for event in peer.happened()] == [Renegotiated]
    assert statuses(peer.send(peer.request("OPTIONS", 3))) == [200]
    peer.endpoint.hang_up(call, peer.now)
    assert statuses(peer.drain()) == ["BYE"]


# ACK, BYE and hanging up.


def test_a_lost_ack_ends_the_call_after_64_t1() -> None:
    peer = Peer()
    call = peer.answered()
    sent = peer.wait(32.1)
    assert statuses(one for _, one in sent)[-1] == "BYE"
    assert sent[-1][0] == 32
    assert peer.happened() == [Ended(call, "no acknowledgement")]
    peer.wait(100)
    assert peer.endpoint.next_timer() is None


def test_an_ack_of_another_number_or_dialog_is_not_ours() -> None:
    peer = Peer()
    peer.answered()
    peer.send(peer.request("ACK", 5))
    peer.send(peer.request("ACK", to_tag="another"))
    assert peer.happened() == []


def test_hang_up_before_the_answer_is_480() -> None:
    peer = Peer()
    invited = peer.invite()
    peer.endpoint.hang_up(invited.call, peer.now)
    assert statuses(peer.drain()) == [480]
    assert peer.happened() == [Ended(invited.call, "released")]


def test_hang_up_before_the_ack_waits_for_it() -> None:
    peer = Peer()
    call = peer.answered()
    peer.endpoint.hang_up(call, peer.now)
    assert peer.drain() == []
    assert peer.happened() == [Ended(call, "released")]
    assert statuses(peer.send(peer.request("ACK"))) == ["BYE"]


def test_our_bye_follows_the_routes_and_the_latest_contact() -> None:
    peer = Peer()
    routes = "<sip:127.0.0.8;lr>, <sip:127.0.0.9;lr>"
    call = peer.confirmed()
    peer.endpoint.hang_up(call, peer.now)
    peer.drain()
    peer = Peer()
    invite = peer.request("INVITE", body=SDP, headers=[("Record-Route", "x")])
    peer.send(bytes(invite).replace(b"Record-Route: x", f"Record-Route: {routes}".encode()))
    (invited,) = peer.happened()
    assert isinstance(invited, Invited)
    peer.take(invited)
    peer.send(peer.request("ACK"))
    peer.send(peer.request("UPDATE", 2, headers=[("Contact", "<sip:moved@127.0.0.1:5099>")]))
    peer.endpoint.hang_up(invited.call, peer.now, reason='over "and" out')
    bye = request(peer.drain())
    assert bye.uri == "sip:moved@127.0.0.1:5099"
    assert bye.headers.all("Route") == ["<sip:127.0.0.8;lr>", "<sip:127.0.0.9;lr>"]
    assert (bye.from_.tag, bye.to.tag) == (peer.to_tag, "theirs")
    assert bye.headers.get("Reason") == "SIP;cause=200;text=\"over 'and' out\""


def test_a_strict_router_gets_itself_in_the_request_uri() -> None:
    peer = Peer()
    call = peer.confirmed(headers=[("Record-Route", "<sip:127.0.0.8>")])
    peer.endpoint.hang_up(call, peer.now)
    bye = request(peer.drain())
    assert (bye.uri, bye.headers.all("Route")) == ("sip:127.0.0.8", ["<sip:wren@127.0.0.1:5071>"])


def test_byes_that_cross_are_both_answered() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.endpoint.hang_up(call, peer.now)
    bye = request(peer.drain())
    assert statuses(peer.send(peer.request("BYE", 2))) == [200]
    peer.send(bye.response(481))
    assert peer.happened() == [Ended(call, "released")]
    peer.wait(40)
    assert peer.endpoint.next_timer() is None


def test_bye_before_the_answer_ends_the_invite_too() -> None:
    peer = Peer()
    invited = peer.invite()
    peer.endpoint.ring(invited.call, peer.now)
    peer.to_tag = response(peer.drain()).to.tag or ""
    assert statuses(peer.send(peer.request("BYE", 2))) == [200, 487]
    assert peer.happened() == [Ended(invited.call, "hung up")]


def test_bye_before_the_ack_stops_the_2xx_and_every_timer() -> None:
    peer = Peer()
    call = peer.answered(headers=[("Supported", "timer"), ("Session-Expires", "100")])
    assert statuses(peer.send(peer.request("BYE", 2))) == [200]
    assert peer.happened() == [Ended(call, "hung up")]
    assert peer.wait(200) == []
    assert peer.endpoint.next_timer() is None


# Order, and requests to calls that are not there.


@pytest.mark.parametrize("method", ["INVITE", "BYE", "UPDATE", "INFO", "OPTIONS"])
def test_requests_in_dialogs_we_do_not_know_are_481(method: str) -> None:
    peer = Peer()
    body = SDP if method == "INVITE" else b""
    assert statuses(peer.send(peer.request(method, to_tag="unknown", body=body))) == [481]
    assert peer.happened() == []


@pytest.mark.parametrize("method", ["BYE", "UPDATE", "INFO"])
def test_requests_that_need_a_dialog_and_name_none_are_481(method: str) -> None:
    assert statuses(Peer().send(Peer().request(method))) == [481]


def test_a_lower_number_is_500() -> None:
    peer = Peer()
    peer.confirmed()
    assert statuses(peer.send(peer.request("OPTIONS", 10))) == [200]
    assert statuses(peer.send(peer.request("INFO", 9))) == [500]
    assert statuses(peer.send(peer.request("BYE", 11))) == [200]


# Changes of session.


def test_hold_and_resume_by_re_invite() -> None:
    peer = Peer()
    call = peer.confirmed()
    session = LocalSession(9, "127.0.0.1", 6000)
    for number, body, theirs, ours in ((2, HOLD, "sendonly", "recvonly"), (3, SDP, "sendrecv", "sendrecv")):
        peer.send(peer.request("INVITE", number, body=body))
        (event,) = peer.happened()
        assert isinstance(event, Renegotiated)
        assert event.offer is not None
        assert event.offer.audio is not None
        assert event.offer.audio.direction == theirs
        peer.endpoint.answer(call, session.answer(event.offer, [PCMU]), peer.now)
        ok = response(peer.drain())
        assert ok.status == 200
        assert f"a={ours}\r\n".encode() in ok.body
        peer.send(peer.request("ACK", number))
        assert peer.wait(5) == []


def test_the_same_offer_again_is_answered_as_before_without_the_exchange() -> None:
    peer = Peer()
    peer.confirmed()
    again = response(peer.send(peer.request("INVITE", 2, body=SDP)))
    assert again.status == 200
    assert b"m=audio 6000 " in again.body
    assert peer.happened() == []
    peer.send(peer.request("ACK", 2))
    assert peer.wait(5) == []


def test_a_refused_change_leaves_the_call() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.send(peer.request("INVITE", 2, body=HOLD, branch="z9hG4bKchange"))
    peer.endpoint.reject(call, 488, peer.now)
    assert statuses(peer.drain()) == [488]
    peer.send(peer.request("ACK", 2, branch="z9hG4bKchange"))
    assert [type(event) for event in peer.happened()] == [Renegotiated]
    assert statuses(peer.send(peer.request("BYE", 3))) == [200]


def test_update_changes_the_session_and_the_target() -> None:
    peer = Peer()
    call = peer.confirmed()
    assert peer.send(peer.request("UPDATE", 2, body=HOLD)) == []
    assert [type(event) for event in peer.happened()] == [Renegotiated]
    peer.endpoint.answer(call, SDP, peer.now)
    ok = response(peer.drain())
    assert (ok.status, ok.body) == (200, SDP)
    assert peer.wait(5) == []  # no ACK is waited for


def test_update_without_a_session_is_answered_at_once() -> None:
    peer = Peer()
    peer.confirmed()
    ok = response(peer.send(peer.request("UPDATE", 2)))
    assert (ok.status, ok.body) == (200, b"")
    assert peer.happened() == []


def test_a_second_change_before_the_first_is_answered_is_500() -> None:
    peer = Peer()
    peer.confirmed()
    peer.send(peer.request("INVITE", 2, body=HOLD))
    for number, method in ((3, "INVITE"), (4, "UPDATE")):
        refused = response(peer.send(peer.request(method, number, body=SDP)))
        assert refused.status == 500
        assert 1 <= int(refused.headers.get("Retry-After") or 0) <= 10


def test_a_change_before_the_call_is_answered_is_500_but_update_alone_is_not() -> None:
    peer = Peer()
    invited = peer.invite()
    peer.endpoint.ring(invited.call, peer.now)
    peer.to_tag = response(peer.drain()).to.tag or ""
    assert statuses(peer.send(peer.request("UPDATE", 2, body=HOLD))) == [500]
    assert statuses(peer.send(peer.request("UPDATE", 3))) == [200]
    assert peer.take(invited).status == 200


def test_a_change_proves_that_the_2xx_was_heard() -> None:
    peer = Peer()
    call = peer.answered()
    peer.send(peer.request("INVITE", 2, body=HOLD))
    assert [type(event) for event in peer.happened()] == [Confirmed, Renegotiated]
    peer.endpoint.answer(call, SDP, peer.now)
    assert statuses(peer.drain()) == [200]


def test_a_call_without_an_offer_gets_ours_and_answers_in_the_ack() -> None:
    peer = Peer()
    invited = peer.invite(body=b"")
    assert invited.offer is None
    peer.endpoint.answer(invited.call, LocalSession(9, "127.0.0.1", 6000).offer([PCMU]), peer.now)
    peer.to_tag = response(peer.drain()).to.tag or ""
    # An offer of theirs cannot be taken while ours is open.
    assert statuses(peer.send(peer.request("UPDATE", 2, body=HOLD))) == [491]
    peer.send(peer.request("ACK", body=SDP))
    confirmed, answered = peer.happened()
    assert confirmed == Confirmed(invited.call)
    assert isinstance(answered, Answered)
    assert answered.answer.audio is not None
    assert answered.answer.audio.port == 4000


@pytest.mark.parametrize("body", [b"", b"nonsense", SDP.replace(b"m=audio 4000", b"m=audio 0")])
def test_an_ack_without_a_usable_answer_ends_the_call(body: bytes) -> None:
    peer = Peer()
    invited = peer.invite(body=b"")
    peer.endpoint.answer(invited.call, LocalSession(9, "127.0.0.1", 6000).offer([PCMU]), peer.now)
    peer.to_tag = response(peer.drain()).to.tag or ""
    assert statuses(peer.send(peer.request("ACK", body=body))) == ["BYE"]
    assert peer.happened()[-1] == Ended(invited.call, "no answer")


def test_a_re_invite_without_an_offer_asks_for_ours() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.send(peer.request("INVITE", 2))
    assert peer.happened() == [Renegotiated(call, None)]
    peer.endpoint.answer(call, LocalSession(9, "127.0.0.1", 6000).offer([PCMU]), peer.now)
    assert statuses(peer.drain()) == [200]
    peer.send(peer.request("ACK", 2, body=SDP))
    assert [type(event) for event in peer.happened()] == [Answered]


# INFO and OPTIONS.


@pytest.mark.parametrize(
    ("content_type", "body", "digit", "duration"),
    [
        ("application/dtmf-relay", b"Signal=5\r\nDuration=250\r\n", "5", 250),
        ("application/dtmf-relay", b"Signal= *\nDuration= 100\n", "*", 100),
        ("application/dtmf-relay", b"signal=11", "#", 160),
        ("application/dtmf", b" d\r\n", "D", 160),
    ],
)
def test_info_tells_a_key(content_type: str, body: bytes, digit: str, duration: int) -> None:
    peer = Peer()
    call = peer.confirmed()
    info = peer.request("INFO", 2, body=body, content_type=content_type)
    assert statuses(peer.send(info)) == [200]
    assert statuses(peer.send(info)) == [200]
    assert peer.happened() == [DigitInfo(call, digit, duration)]


def test_info_that_tells_no_key() -> None:
    peer = Peer()
    peer.confirmed()
    unreadable = peer.request("INFO", 2, body=b"Signal=99", content_type="application/dtmf-relay")
    assert statuses(peer.send(unreadable)) == [400]
    foreign = response(peer.send(peer.request("INFO", 3, body=b"<x/>", content_type="application/xml")))
    assert foreign.status == 415
    assert "application/dtmf-relay" in (foreign.headers.get("Accept") or "")
    assert statuses(peer.send(peer.request("INFO", 4))) == [200]
    assert peer.happened() == []


def test_options_in_and_out_of_a_dialog() -> None:
    peer = Peer()
    alone = response(peer.send(peer.request("OPTIONS", headers=[("Max-Forwards", "0")], call_id="ping@x")))
    assert alone.status == 200
    assert alone.headers.get("Accept") == "application/sdp"
    assert alone.to.tag
    peer.confirmed()
    assert statuses(peer.send(peer.request("OPTIONS", 2))) == [200]


# What we do not speak.


@pytest.mark.parametrize(
    ("method", "headers", "body", "status", "named"),
    [
        ("REGISTER", [], b"", 405, ("Allow", "INVITE")),
        ("SUBSCRIBE", [], b"", 405, ("Allow", "INVITE")),
        ("INVITE", [("Require", "100rel, timer")], SDP, 420, ("Unsupported", "100rel")),
        ("INVITE", [("Content-Type", "text/plain")], b"x", 415, ("Accept", "application/sdp")),
        ("INVITE", [("Content-Encoding", "gzip")], b"x", 415, ("Accept-Encoding", "identity")),
        ("INVITE", [("Accept", "text/plain")], SDP, 406, ("Accept", "application/sdp")),
        ("INVITE", [], b"not a session", 400, ("Server", "On Background")),
        ("INVITE", [("Session-Expires", "soon")], SDP, 400, ("Server", "On Background")),
        ("INVITE", [("Supported", "timer"), ("Session-Expires", "30")], SDP, 422, ("Min-SE", "90")),
    ],
)
def test_refusals_say_what_would_be_right(
    method: str, headers: list[tuple[str, str]], body: bytes, status: int, named: tuple[str, str]
) -> None:
    peer = Peer()
    refused = response(peer.send(peer.request(method, body=body, headers=headers)))
    assert refused.status == status
    assert named[1] in (refused.headers.get(named[0]) or "")
    assert refused.to.tag
    assert peer.happened() == []


def test_a_required_timer_and_an_optional_body_are_no_trouble() -> None:
    peer = Peer()
    peer.invite(headers=[("Require", "timer"), ("Accept", "text/plain, application/*;q=0.5")])
    peer = Peer()
    optional = [("Content-Type", "text/plain"), ("Content-Disposition", "render;handling=optional")]
    assert peer.invite(body=b"hello", headers=optional).offer is None


@pytest.mark.parametrize("uri", ["sips:b7k2@127.0.0.1", "tel:+12025550100", "mailto:x@example.org"])
def test_other_schemes_are_416(uri: str) -> None:
    peer = Peer()
    invite = peer.request("INVITE", body=SDP)
    invite.uri = uri
    assert statuses(peer.send(invite)) == [416]


# Who calls.


@pytest.mark.parametrize(
    "headers",
    [
        [("Privacy", "id")],
        [("Privacy", "header;user;critical")],
        [("From", '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=theirs')],
        [("From", "<sip:x@anonymous.invalid>;tag=theirs")],
    ],
)
def test_a_caller_may_want_to_stay_unknown(headers: list[tuple[str, str]]) -> None:
    asserted = ("P-Asserted-Identity", "<tel:+12025550123>")
    invited = Peer().invite(headers=[*headers, asserted])
    assert invited.number_withheld


@pytest.mark.parametrize("header", [("Privacy", "none"), ("From", "<tel:+12025550124>;tag=theirs")])
def test_who_does_not_ask_for_it_does_not(header: tuple[str, str]) -> None:
    assert not Peer().invite(headers=[header]).number_withheld


def test_no_event_shows_a_number_a_key_or_what_was_dialled() -> None:
    peer = Peer()
    invite = peer.request("INVITE", body=SDP, headers=[("From", "<sip:+12025550123@example.org>;tag=theirs")])
    invite.uri = "sip:775533@127.0.0.1"
    peer.send(invite)
    shown = repr(peer.happened()) + repr(DigitInfo("c1", "9", 100))
    assert "2025550123" not in shown
    assert "775533" not in shown
    assert "'9'" not in shown


# Where answers go.


def test_answers_go_to_the_source_with_rport_and_else_to_the_port_in_via() -> None:
    peer = Peer(Flow("udp", ("127.0.0.2", 6666), 0))
    peer.endpoint.receive_datagram(bytes(peer.request("OPTIONS")), peer.flow.peer, 0)
    asked = peer.request("OPTIONS", 2, headers=[("Via", "SIP/2.0/UDP phone.example.org;branch=z9hG4bKr;rport")])
    peer.endpoint.receive_datagram(bytes(asked), peer.flow.peer, 0)
    (plain, first), (stamped, second) = peer.endpoint.outgoing()
    assert first == Flow("udp", ("127.0.0.2", 5071), 0)
    assert parse(plain).via.params["received"] == "127.0.0.2"
    assert second == peer.flow
    assert parse(stamped).via.params == {"branch": "z9hG4bKr", "rport": "6666", "received": "127.0.0.2"}


def test_what_we_ask_goes_where_the_phone_was_last_heard() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.flow = Flow("udp", ("127.0.0.1", 7777), 0)
    peer.send(peer.request("INFO", 2))
    peer.endpoint.hang_up(call, peer.now)
    ((_, flow),) = peer.endpoint.outgoing()
    assert flow == peer.flow


# Connections.


def test_a_lost_connection_ends_a_call_that_still_rings() -> None:
    peer = Peer(TCP)
    invited = peer.invite()
    peer.endpoint.connection_lost(TCP, peer.now)
    assert peer.happened() == [Ended(invited.call, "connection lost")]
    assert peer.wait(100) == []
    assert peer.endpoint.next_timer() is None


def test_a_call_comes_back_on_another_connection_or_ends() -> None:
    for comes_back in (True, False):
        peer = Peer(TCP)
        call = peer.confirmed()
        peer.endpoint.connection_lost(TCP, peer.now)
        peer.wait(20)
        if comes_back:
            peer.flow = Flow("tcp", ("127.0.0.1", 40_001), 2)
            peer.send(peer.request("UPDATE", 2))
        peer.wait(20)
        assert peer.happened() == ([] if comes_back else [Ended(call, "connection lost")])
        peer.wait(3000)
        assert peer.endpoint.next_timer() is None


def test_a_stream_that_makes_no_sense_is_answered_and_closed() -> None:
    peer = Peer(TCP)
    good = bytes(peer.request("OPTIONS"))
    assert statuses(peer.send(good + good.replace(b"Content-Length: 0", b"Content-Length: -1"))) == [200, 400]
    assert peer.endpoint.closing() == [TCP]
    assert peer.send(good) == []
    peer.endpoint.connection_lost(TCP, peer.now)


def test_a_ping_is_answered_with_a_pong() -> None:
    peer = Peer(TCP)
    peer.endpoint.receive_stream(b"\r\n\r\n", TCP, 0)
    assert peer.endpoint.outgoing() == [(b"\r\n", TCP)]


def test_the_answer_helper_speaks_pcmu() -> None:
    assert b"m=audio 6000 RTP/AVP 0 101\r\n" in answer_to(Peer().invite())

"""Retransmissions, timers and the ends of transactions, by the tables of RFC 3261 §17 and RFC 6026."""

import pytest
from sip_peer import SDP, TCP, Peer, statuses

from onbackground.exchange.sip import transactions
from onbackground.exchange.sip.events import Ended
from onbackground.exchange.sip.transaction_states import (
    CLIENT,
    INVITE_CLIENT,
    INVITE_SERVER,
    SERVER,
    TIMERS,
    Action,
    State,
    Table,
)


@pytest.mark.parametrize("table", [INVITE_SERVER, SERVER, INVITE_CLIENT, CLIENT])
def test_every_state_of_a_table_can_be_reached_and_left(table: Table) -> None:
    begin = {State.CALLING, State.TRYING, State.PROCEEDING}
    reached = {state for inputs in table.values() for state, _ in inputs.values()}
    assert set(table) <= reached | begin
    assert reached - {State.ENDED} <= set(table)
    for state in table:
        seen, open_states = set(), {state}
        while open_states:
            seen |= open_states
            following = {after for one in open_states for after, _ in table.get(one, {}).values()}
            open_states = following - seen
        assert State.ENDED in seen


def test_an_invite_that_comes_again_is_told_once_and_answered_as_before() -> None:
    peer = Peer()
    invite = peer.request("INVITE", body=SDP)
    assert peer.send(invite) == []
    (invited,) = peer.happened()
    assert peer.send(invite) == []
    peer.endpoint.ring(invited.call, peer.now)
    assert statuses(peer.drain()) == [180]
    assert statuses(peer.send(invite)) == [180]
    assert peer.happened() == []


def test_a_busy_exchange_is_covered_by_100_after_200_ms() -> None:
    peer = Peer()
    peer.invite()
    assert [(round(at, 3), one.status) for at, one in peer.wait(1)] == [(0.2, 100)]


def test_a_refusal_is_repeated_until_its_ack() -> None:
    peer = Peer()
    invited = peer.invite(branch="z9hG4bKbusy")
    peer.endpoint.reject(invited.call, 486, peer.now)
    assert statuses(peer.drain()) == [486]
    assert [round(at, 1) for at, _ in peer.wait(8)] == [0.5, 1.5, 3.5, 7.5]
    assert peer.send(peer.request("ACK", branch="z9hG4bKbusy")) == []
    assert peer.wait(40) == []
    assert peer.endpoint.next_timer() is None


def test_a_refusal_never_acknowledged_is_given_up_after_64_t1() -> None:
    peer = Peer()
    invited = peer.invite()
    peer.endpoint.reject(invited.call, 486, peer.now)
    times = [round(at, 1) for at, _ in peer.wait(100)]
    assert times[:6] == [0.5, 1.5, 3.5, 7.5, 11.5, 15.5]
    assert times[-1] <= 32
    assert peer.endpoint.next_timer() is None


def test_over_tcp_a_refusal_is_sent_once() -> None:
    peer = Peer(TCP)
    invited = peer.invite(branch="z9hG4bKtcp")
    peer.endpoint.reject(invited.call, 486, peer.now)
    assert statuses(peer.drain()) == [486]
    assert peer.wait(10) == []
    peer.send(peer.request("ACK", branch="z9hG4bKtcp"))
    peer.wait(0)
    assert peer.endpoint.next_timer() is None


def test_an_accepted_invite_absorbs_its_retransmission_and_repeats_its_2xx() -> None:
    peer = Peer()
    peer.answered()
    again = peer.request("INVITE", body=SDP, branch="z9hG4bKinvite", to_tag="")
    assert peer.send(again) == []
    repeated = peer.wait(8)
    assert [round(at, 1) for at, _ in repeated] == [0.5, 1.5, 3.5, 7.5]
    peer.send(peer.request("ACK"))
    assert peer.wait(20) == []
    assert peer.send(again) == []


def test_over_tcp_the_2xx_is_repeated_too() -> None:
    peer = Peer(TCP)
    peer.answered()
    assert statuses(one for _, one in peer.wait(2)) == [200, 200]


def test_a_request_that_is_no_invite_is_answered_again_as_before() -> None:
    peer = Peer()
    options = peer.request("OPTIONS")
    (first,) = peer.send(options)
    (second,) = peer.send(options)
    assert bytes(first) == bytes(second)
    peer.wait(33)
    (third,) = peer.send(options)
    assert bytes(third) != bytes(first)  # forgotten: another tag


def test_our_bye_is_repeated_until_answered() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.endpoint.hang_up(call, peer.now)
    (bye,) = peer.drain()
    assert [round(at, 1) for at, _ in peer.wait(12)] == [0.5, 1.5, 3.5, 7.5, 11.5]
    peer.send(bye.response(200))
    assert peer.wait(40) == []
    assert peer.endpoint.next_timer() is None


def test_our_bye_without_an_answer_is_given_up() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.endpoint.hang_up(call, peer.now)
    assert len(peer.wait(100)) == 10
    assert peer.endpoint.next_timer() is None
    assert peer.happened() == [Ended(call, "released")]


def test_a_provisional_answer_slows_our_bye_down() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.endpoint.hang_up(call, peer.now)
    (bye,) = peer.drain()
    peer.send(bye.response(100))
    assert [round(at, 1) for at, _ in peer.wait(9)] == [0.5, 4.5, 8.5]


def test_answers_to_what_we_did_not_ask_are_dropped() -> None:
    peer = Peer()
    call = peer.confirmed()
    peer.endpoint.hang_up(call, peer.now)
    (bye,) = peer.drain()
    broadcast = bye.response(200)
    broadcast.headers.set("Via", str(bye.via).replace("127.0.0.1", "255.255.255.255"))
    peer.send(broadcast)
    assert len(peer.wait(3)) == 2  # still asking
    peer.send(bye.response(200))
    assert peer.wait(10) == []


def test_an_rfc_2543_phone_is_matched_without_a_branch() -> None:
    peer = Peer()
    old = [("Via", "SIP/2.0/UDP 127.0.0.1:5071"), ("From", "sip:wren@example.org")]
    invite = peer.request("INVITE", body=SDP, headers=old)
    peer.send(invite)
    (invited,) = peer.happened()
    peer.endpoint.reject(invited.call, 486, peer.now)
    (busy,) = peer.drain()
    assert statuses(peer.send(invite)) == [486]
    assert peer.send(peer.request("ACK", headers=old, to_tag=busy.to.tag)) == []
    assert peer.wait(20) == []


def test_a_merged_request_is_refused_482() -> None:
    peer = Peer()
    peer.invite()
    assert statuses(peer.send(peer.request("INVITE", body=SDP, branch="z9hG4bKotherpath"))) == [482]
    assert peer.happened() == []


def test_transactions_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "MAX_TRANSACTIONS", 5)
    peer = Peer()
    peer.confirmed()
    answers = [peer.send(peer.request("OPTIONS", to_tag="", call_id=f"{number}@x"))[0] for number in range(8)]
    assert statuses(answers) == [200] * 4 + [503] * 4
    assert answers[-1].headers.get("Retry-After")
    assert statuses(peer.send(peer.request("INVITE", body=SDP, to_tag="", call_id="new@x"))) == [503]
    # A call under way can still be ended.
    assert statuses(peer.send(peer.request("BYE", 2))) == [200]
    peer.wait(33)
    assert statuses(peer.send(peer.request("OPTIONS", to_tag="", call_id="later@x"))) == [200]


def test_a_timer_exists_for_every_start() -> None:
    assert {one for one in Action if one.name.startswith("START")} == set(TIMERS)

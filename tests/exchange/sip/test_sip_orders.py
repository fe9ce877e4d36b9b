"""INVITE, ACK, CANCEL, BYE and the rest in any order, lost and repeated: every call ends once, and nothing stays."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sip_peer import HOLD, SDP, TCP, UDP, Peer

from onbackground.exchange.sip.events import Answered, Confirmed, Ended, Invited, Renegotiated
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.message import Request, Response
from onbackground.exchange.sip.timers import T4


class Orders(RuleBasedStateMachine):
    """A careless phone on a bad network, and an exchange that does as it likes."""

    flow: Flow = UDP

    def __init__(self) -> None:
        super().__init__()
        self.peer = Peer(self.flow)
        self.number = 0
        self.calls = 0
        self.invites: list[tuple[str, Request]] = []  # branch and request, the latest last
        self.history: list[tuple[float, Request]] = []
        self.invited: dict[str, bool] = {}  # whether over
        self.confirmed: set[str] = set()
        self.cancelled: set[str] = set()
        self.final: dict[tuple[str, str, str], int] = {}

    def hand_in(self, message: Request | Response, lost: bool, copies: int) -> None:
        if isinstance(message, Request) and message not in self.wandering():
            self.history.append((self.peer.now, message))
        if not lost:
            for _ in range(copies if self.flow.transport == "udp" else 1):
                for answer in self.peer.send(message):
                    self.check(answer)
        self.note()

    def note(self) -> None:
        for message in self.peer.drain():
            self.check(message)
        for event in self.peer.happened():
            if isinstance(event, Invited):
                assert event.call not in self.invited
                self.invited[event.call] = False
                continue
            assert event.call in self.invited
            assert not self.invited[event.call], "an event after the end"
            if isinstance(event, Ended):
                self.invited[event.call] = True
            elif isinstance(event, Confirmed):
                assert event.call not in self.confirmed
                self.confirmed.add(event.call)
            else:
                assert isinstance(event, Answered | Renegotiated)

    def check(self, message: Request | Response) -> None:
        """One final answer to each request, however often it is sent; no provisional one after it."""
        if isinstance(message, Request):
            assert message.to.tag
            assert message.from_.tag
            return
        key = (message.via.branch, message.cseq.method, message.call_id)
        if message.status >= 200:
            assert self.final.setdefault(key, message.status) == message.status
        else:
            assert key not in self.final
        if message.cseq.method == "INVITE" and message.status > 100:
            self.peer.to_tag = message.to.tag or ""

    @rule(lost=st.booleans(), copies=st.integers(1, 3), offer=st.booleans())
    def invite(self, lost: bool, copies: int, offer: bool) -> None:
        self.calls += 1
        self.number = 1
        self.peer.to_tag = ""
        branch = f"z9hG4bKinvite{self.calls}"
        request = self.peer.request(
            "INVITE", 1, body=SDP if offer else b"", branch=branch, call_id=f"{self.calls}@x", to_tag=""
        )
        self.invites.append((branch, request))
        self.hand_in(request, lost, copies)

    @precondition(lambda self: self.invites)
    @rule(
        method=st.sampled_from(["BYE", "INVITE", "UPDATE", "INFO", "OPTIONS"]),
        lost=st.booleans(),
        copies=st.integers(1, 2),
        body=st.sampled_from([b"", SDP, HOLD]),
    )
    def in_the_dialog(self, method: str, lost: bool, copies: int, body: bytes) -> None:
        self.number += 1
        body = body if method in ("INVITE", "UPDATE") else b""
        branch = f"z9hG4bKin{self.calls}x{self.number}"
        request = self.peer.request(method, self.number, body=body, branch=branch, call_id=f"{self.calls}@x")
        if method == "INVITE":
            self.invites.append((branch, request))
        self.hand_in(request, lost, copies)

    @precondition(lambda self: self.invites)
    @rule(lost=st.booleans(), copies=st.integers(1, 2), back=st.integers(1, 3), body=st.sampled_from([b"", SDP]))
    def acknowledge(self, lost: bool, copies: int, back: int, body: bytes) -> None:
        branch, invite = self.invites[-min(back, len(self.invites))]
        failed = self.final.get((branch, "INVITE", invite.call_id), 0) >= 300
        ack = self.peer.request(
            "ACK",
            invite.cseq.number,
            branch=branch if failed else "",
            call_id=invite.call_id,
            body=body,
        )
        if not lost:
            assert all(isinstance(one, Request) and one.method == "BYE" for one in self.peer.send(ack))
            for _ in range(copies - 1):
                assert self.peer.send(ack) == []
        self.note()

    @precondition(lambda self: self.invites)
    @rule(lost=st.booleans(), copies=st.integers(1, 2), back=st.integers(1, 3))
    def cancel(self, lost: bool, copies: int, back: int) -> None:
        branch, invite = self.invites[-min(back, len(self.invites))]
        if branch in self.cancelled:
            return
        self.cancelled.add(branch)
        request = self.peer.request(
            "CANCEL",
            invite.cseq.number,
            branch=branch,
            call_id=invite.call_id,
            to_tag=invite.to.tag or "",
        )
        self.hand_in(request, lost, copies)

    @precondition(lambda self: self.flow.transport == "udp" and self.wandering())
    @rule(data=st.data())
    def a_wandering_message_arrives_again(self, data: st.DataObject) -> None:
        self.hand_in(data.draw(st.sampled_from(self.wandering())), lost=False, copies=1)

    def wandering(self) -> list[Request]:
        """Return what may still be under way in the network."""
        return [request for at, request in self.history if self.peer.now - at < T4]

    @rule(status=st.sampled_from([200, 100, 481, 491]))
    def answer_what_we_are_asked(self, status: int) -> None:
        asked = [message for _, message in self.peer.sent if isinstance(message, Request) and message.method != "ACK"]
        if asked:
            self.peer.send(asked[-1].response(status))
            self.note()

    @precondition(lambda self: self.invited)
    @rule(
        action=st.sampled_from(["ring", "answer", "reject", "hang_up"]),
        data=st.data(),
    )
    def the_exchange_acts(self, action: str, data: st.DataObject) -> None:
        call = data.draw(st.sampled_from(sorted(self.invited)[-3:]))
        ours, now = self.peer.endpoint, self.peer.now
        if action == "ring":
            ours.ring(call, now)
        elif action == "answer":
            ours.answer(call, SDP, now)
        elif action == "reject":
            ours.reject(call, 486, now)
        else:
            ours.hang_up(call, now)
        self.note()

    @rule(seconds=st.sampled_from([0.1, 1.0, 10.0, 40.0]))
    def time_passes(self, seconds: float) -> None:
        for _, message in self.peer.wait(seconds):
            if isinstance(message, Request):
                self.check(message)
        self.note()

    @invariant()
    def endings_and_memory_agree(self) -> None:
        open_calls = {call for call, over in self.invited.items() if not over}
        assert open_calls <= set(self.peer.endpoint._calls)

    def teardown(self) -> None:
        for call, over in list(self.invited.items()):
            if not over:
                self.peer.endpoint.hang_up(call, self.peer.now)
        self.note()
        self.peer.wait(200)
        self.note()
        assert all(self.invited.values())
        assert self.peer.endpoint.next_timer() is None
        assert not self.peer.endpoint._calls
        assert not self.peer.endpoint._dialogs
        assert not self.peer.endpoint._invites
        assert len(self.peer.endpoint._stack.transactions) == 0


class OrdersOverTcp(Orders):
    """The same over a connection, which may be lost."""

    flow = TCP

    @rule()
    def the_connection_is_lost(self) -> None:
        self.peer.endpoint.connection_lost(self.peer.flow, self.peer.now)
        self.peer.flow = Flow("tcp", self.peer.flow.peer, self.peer.flow.connection + 1)
        self.note()


TestOrders = Orders.TestCase
TestOrders.settings = settings(max_examples=60, stateful_step_count=30, deadline=None, derandomize=True)
TestOrdersOverTcp = OrdersOverTcp.TestCase
TestOrdersOverTcp.settings = settings(max_examples=40, stateful_step_count=30, deadline=None, derandomize=True)

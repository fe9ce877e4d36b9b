"""Transactions: each request and its answers, over a network that loses and repeats (RFC 3261 §17, RFC 6026).

What a transaction does when is in `transaction_states`; here it is done.
"""

from __future__ import annotations

from collections.abc import Callable

from onbackground.exchange.sip.fields import NameAddr
from onbackground.exchange.sip.flows import Flow, answer_flow
from onbackground.exchange.sip.message import Request, Response
from onbackground.exchange.sip.timers import T2, Timers
from onbackground.exchange.sip.transaction_states import (
    CLIENT,
    INVITE_CLIENT,
    INVITE_SERVER,
    REPEATING,
    SERVER,
    STRAYS,
    TIMERS,
    Action,
    Input,
    State,
    Table,
)

MAGIC_COOKIE = "z9hG4bK"
"""Begins the branch of everyone who follows RFC 3261 §8.1.1.7."""

MAX_TRANSACTIONS = 20_000
"""Transactions we remember at once for strangers; twice as many for calls under way."""

Key = tuple[str, ...]


def transaction_key(request: Request, method: str) -> Key:
    """Name the transaction a request belongs to (§17.2.3); an ACK or CANCEL finds its INVITE by `method`."""
    via = request.via
    if via.branch.startswith(MAGIC_COOKIE) and via.branch != MAGIC_COOKIE:
        return (via.branch, via.host.lower(), str(via.port), method)
    # RFC 2543 has no unique branch; the received and rport parameters that we wrote do not change between requests.
    return (request.call_id, str(request.cseq.number), request.from_.tag or "", str(via), request.uri, method)


class Transaction:
    """One request and its answers. `request` is what it began with; `flow` is where we send."""

    __slots__ = ("deliver", "flow", "interval", "key", "merge_key", "request", "sent", "state", "table")

    def __init__(
        self, table: Table, state: State, key: Key, request: Request, flow: Flow, deliver: Deliver | None = None
    ) -> None:
        self.table = table
        self.state = state
        self.key = key
        self.merge_key: Key | None = None
        self.request = request
        self.flow = flow
        self.deliver = deliver
        self.sent = b""
        self.interval = 0.0

    @property
    def is_answered(self) -> bool:
        """Whether a final answer was given."""
        return self.state not in (State.CALLING, State.TRYING, State.PROCEEDING)


Deliver = Callable[[Response, float], None]


class Transactions:
    """Every transaction under way. `send` puts octets on a flow."""

    def __init__(self, timers: Timers, send: Callable[[bytes, Flow], None]) -> None:
        self._timers = timers
        self._send = send
        self._servers: dict[Key, Transaction] = {}
        self._clients: dict[Key, Transaction] = {}
        self._merges: dict[Key, Transaction] = {}

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._servers) + len(self._clients)

    def is_full(self, *, known: bool) -> bool:
        """Whether a new request must be turned away; one that belongs to a call under way is `known`."""
        return len(self) >= MAX_TRANSACTIONS * (2 if known else 1)

    def absorb(self, request: Request, now: float) -> bool:
        """Whether the request came before: then all that it needs has been done."""
        if request.method == "ACK":
            return self._absorb_ack(request, now)
        known = self._servers.get(transaction_key(request, request.method))
        if known is not None:
            self._step(known, Input.REQUEST, now)
        return known is not None

    def _absorb_ack(self, ack: Request, now: float) -> bool:
        invite = self._servers.get(transaction_key(ack, "INVITE"))
        if invite is None:
            return False
        return Action.DELIVER not in self._step(invite, Input.ACK, now)

    def open_server(self, request: Request, flow: Flow, now: float) -> Transaction:
        """Begin answering a request that is new."""
        key = transaction_key(request, request.method)
        table, state = (INVITE_SERVER, State.PROCEEDING) if request.method == "INVITE" else (SERVER, State.TRYING)
        transaction = Transaction(table, state, key, request, answer_flow(request, flow))
        self._servers[key] = transaction
        if request.method == "INVITE":
            self._start(transaction, Action.START_100, now)
        return transaction

    def is_merged(self, transaction: Transaction) -> bool:
        """Whether the same request, out of any dialog, is under way by another path (§8.2.2.2)."""
        request = transaction.request
        key = (request.call_id, str(request.cseq), request.from_.tag or "")
        if self._merges.setdefault(key, transaction) is not transaction:
            return True
        transaction.merge_key = key
        return False

    def invite_of(self, cancel: Request) -> Transaction | None:
        """Find the INVITE that a CANCEL means (§9.2)."""
        return self._servers.get(transaction_key(cancel, "INVITE"))

    def respond(self, transaction: Transaction, response: Response, now: float) -> bytes:
        """Answer; returns the octets that were sent."""
        self._step(transaction, _kind(response), now, response)
        return transaction.sent

    def drop(self, transaction: Transaction) -> None:
        """Forget a transaction whose peer cannot be reached any more."""
        transaction.state = State.ENDED
        self._forget(transaction)

    def open_client(self, request: Request, flow: Flow, now: float, deliver: Deliver) -> Transaction:
        """Send a request. Its final answer goes to `deliver(response, now)`; for want of one, a 408."""
        key = (request.via.branch, request.method)
        invite = request.method == "INVITE"
        table, state = (INVITE_CLIENT, State.CALLING) if invite else (CLIENT, State.TRYING)
        transaction = Transaction(table, state, key, request, flow, deliver)
        self._clients[key] = transaction
        transaction.sent = bytes(request)
        self._send(transaction.sent, flow)
        for timer in (Action.START_A, Action.START_B) if invite else (Action.START_E, Action.START_F):
            self._start(transaction, timer, now)
        return transaction

    def receive_response(self, response: Response, now: float) -> None:
        """Take an answer; one to nothing we asked is dropped (§18.1.2)."""
        transaction = self._clients.get((response.via.branch, response.cseq.method))
        if transaction is None:
            return
        ours = transaction.request.via
        if (response.via.host, response.via.port) == (ours.host, ours.port):
            self._step(transaction, _kind(response), now, response)

    def _step(
        self, transaction: Transaction, event: Input, now: float, message: Response | None = None
    ) -> tuple[Action, ...]:
        """Look up what happens next, do it, and return it."""
        entry = transaction.table[transaction.state].get(event) if transaction.state is not State.ENDED else None
        if entry is None:
            return ()
        before, (transaction.state, actions) = transaction.state, entry
        if transaction.is_answered and before is not transaction.state:
            self._timers.cancel_all(transaction)
            transaction.interval = 0.0
        for action in actions:
            self._do(transaction, action, now, message)
        if transaction.state is State.ENDED:
            self._forget(transaction)
        return actions

    def _do(self, transaction: Transaction, action: Action, now: float, message: Response | None) -> None:
        if action is Action.SEND and message is not None:
            transaction.sent = bytes(message)
            self._send(transaction.sent, transaction.flow)
            self._timers.cancel(transaction, Action.START_100.name)
        elif action is Action.SEND_AGAIN:
            if transaction.sent:
                self._send(transaction.sent, transaction.flow)
        elif action is Action.SEND_TRYING:
            transaction.sent = bytes(transaction.request.response(100))
            self._send(transaction.sent, transaction.flow)
        elif action is Action.SEND_ACK and message is not None:
            self._send(bytes(_ack(transaction.request, message)), transaction.flow)
        elif action is Action.DELIVER:
            if transaction.deliver is not None and message is not None:
                transaction.deliver(message, now)
        elif action is Action.TIME_OUT:
            if transaction.deliver is not None:
                transaction.deliver(transaction.request.response(408), now)
        else:
            self._start(transaction, action, now)

    def _start(self, transaction: Transaction, timer: Action, now: float) -> None:
        event, interval = TIMERS[timer]
        if transaction.flow.transport == "tcp":
            if timer in REPEATING:
                return
            if timer in STRAYS:
                interval = 0.0
        if timer in REPEATING:
            interval = transaction.interval * 2 or interval
            if timer is not Action.START_A:
                interval = min(interval, T2)
            if transaction.state is State.PROCEEDING:
                interval = T2  # §17.1.2.2: the server is at it
            transaction.interval = interval
        self._timers.set(transaction, timer.name, now + interval, lambda at: self._expire(transaction, event, at))

    def _expire(self, transaction: Transaction, event: Input, now: float) -> None:
        self._step(transaction, event, now)

    def _forget(self, transaction: Transaction) -> None:
        self._timers.cancel_all(transaction)
        ours = self._servers if transaction.deliver is None else self._clients
        ours.pop(transaction.key, None)
        if transaction.merge_key is not None:
            self._merges.pop(transaction.merge_key, None)


def _kind(response: Response) -> Input:
    if response.status < 200:
        return Input.PROVISIONAL
    return Input.SUCCESS if response.status < 300 else Input.FAILURE


def _ack(invite: Request, response: Response) -> Request:
    """Build the ACK for a failed INVITE (§17.1.1.3)."""
    headers: list[tuple[str, object]] = [
        ("Via", invite.via),
        ("From", invite.headers.get("From") or ""),
        ("To", NameAddr(response.to.uri, response.to.display, response.to.params)),
        ("Call-ID", invite.call_id),
        ("CSeq", f"{invite.cseq.number} ACK"),
        ("Max-Forwards", "70"),
    ]
    headers += [("Route", route) for route in invite.headers.all("Route")]
    return Request("ACK", invite.uri, headers)

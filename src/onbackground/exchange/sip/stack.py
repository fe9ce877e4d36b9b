"""What every call stands on: timers, transactions, chance, and who we say we are."""

from __future__ import annotations

import random
from collections.abc import Iterable

from onbackground.exchange.sip.events import SipEvent
from onbackground.exchange.sip.fields import Via
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.inspection import ALLOW, EXTENSIONS, SUPPORTED
from onbackground.exchange.sip.message import Request
from onbackground.exchange.sip.timers import Timers
from onbackground.exchange.sip.transactions import MAGIC_COOKIE, Transaction, Transactions

HeaderFields = Iterable[tuple[str, object]]


class Stack:
    """The layers below the calls, and the two queues that leave the endpoint: `sent` and `events`."""

    def __init__(self, host: str, ports: dict[str, int], chance: random.Random, server_name: str) -> None:
        self.host = host
        self.ports = ports
        self.chance = chance
        self.server_name = server_name
        self.sent: list[tuple[bytes, Flow]] = []
        self.events: list[SipEvent] = []
        self.timers = Timers()
        self.transactions = Transactions(self.timers, self.send)

    def send(self, data: bytes, flow: Flow) -> None:
        """Queue octets for a flow."""
        self.sent.append((data, flow))

    def tag(self) -> str:
        """Return a new dialog tag."""
        return f"{self.chance.getrandbits(64):016x}"

    def contact(self, flow: Flow) -> str:
        """Return our Contact as the peer on `flow` reaches it."""
        transport = ";transport=tcp" if flow.transport == "tcp" else ""
        return f"<sip:{self.host}:{self.ports[flow.transport]}{transport}>"

    def via(self, flow: Flow) -> Via:
        """Return a Via with a new branch for a request of ours."""
        params = {"branch": f"{MAGIC_COOKIE}{self.chance.getrandbits(64):016x}", "rport": None}
        return Via(flow.transport.upper(), self.host, self.ports[flow.transport], params)

    def capabilities(self, flow: Flow) -> list[tuple[str, object]]:
        """Return the header fields that say how to reach us and what we speak."""
        return [("Contact", self.contact(flow)), ALLOW, SUPPORTED]

    def respond(
        self,
        transaction: Transaction,
        status: int,
        now: float,
        *,
        reason: str = "",
        tag: str = "",
        headers: HeaderFields = (),
        body: bytes = b"",
    ) -> bytes:
        """Answer a request under our name; `tag` is the dialog's where there is one. Returns what was sent."""
        fields = [*headers, ("Server", self.server_name)]
        response = transaction.request.response(status, reason, to_tag=tag or self.tag(), headers=fields, body=body)
        return self.transactions.respond(transaction, response, now)

    def complete(self, request: Request) -> Request:
        """Add to a request of ours what every one of them says."""
        request.headers.set("User-Agent", self.server_name)
        if request.method in ("INVITE", "UPDATE"):
            request.headers.set("Allow", ALLOW[1])
            request.headers.set("Supported", ", ".join(EXTENSIONS))
        return request

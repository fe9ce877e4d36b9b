"""Dialogs: what two user agents remember of each other for the length of a call (RFC 3261 §12)."""

from __future__ import annotations

from dataclasses import dataclass, field

from onbackground.exchange.sip.fields import NameAddr, Via, parse_name_addr, parse_uri
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.message import Request

DialogKey = tuple[str, str, str]
"""Call-ID, our tag, their tag (empty where an RFC 2543 phone has none)."""


def dialog_key(request: Request) -> DialogKey:
    """Name the dialog that a request with a To tag says it is in."""
    return (request.call_id, request.to.tag or "", request.from_.tag or "")


@dataclass(slots=True, repr=False)
class Dialog:
    """Our end of a dialog that the other side began.

    Attributes:
        call_id: the Call-ID both ends use.
        local: us, with our tag, as From of what we send.
        remote: them, with their tag, as To of what we send.
        target: the Request-URI for what we send (their Contact).
        routes: Route values for what we send, first hop first.
        flow: where their latest request came from. What we send goes there, which passes through address
            translation as RFC 5626 means it to; the Request-URI and Route say the rest to the proxies on the way.
        remote_number: the CSeq number of their latest request.
        local_number: the CSeq number of our latest request.
        allows: the methods they said they understand.

    """

    call_id: str
    local: NameAddr
    remote: NameAddr
    target: str
    routes: list[str]
    flow: Flow
    remote_number: int
    local_number: int = 0
    allows: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def accept(cls, invite: Request, local_tag: str, flow: Flow) -> Dialog:
        """Begin the dialog that an INVITE asks for (§12.1.1)."""
        to = invite.to
        dialog = cls(
            call_id=invite.call_id,
            local=NameAddr(to.uri, to.display, {**to.params, "tag": local_tag}),
            remote=invite.from_,
            target=invite.from_.uri,  # an RFC 2543 phone may send no Contact
            routes=invite.headers.all("Record-Route"),
            flow=flow,
            remote_number=invite.cseq.number,
        )
        dialog.refresh(invite, flow)
        return dialog

    @property
    def key(self) -> DialogKey:
        """This dialog's name."""
        return (self.call_id, self.local.tag or "", self.remote.tag or "")

    def is_in_order(self, request: Request) -> bool:
        """Whether the request's CSeq number is higher than all before (§12.2.2)."""
        return request.cseq.number > self.remote_number

    def refresh(self, request: Request, flow: Flow) -> None:
        """Take note of a target refresh request: INVITE or UPDATE (§12.2.2)."""
        self.flow = flow
        if request.contact is not None:
            self.target = request.contact.uri
        if "Allow" in request.headers:
            self.allows = request.headers.options("Allow")

    def request(self, method: str, via: Via, *, number: int | None = None) -> Request:
        """Build a request to the other end (§12.2.1.1); `number` repeats an INVITE's CSeq in its ACK."""
        if number is None:
            self.local_number += 1
            number = self.local_number
        uri, routes = self._path()
        headers: list[tuple[str, object]] = [("Via", via)]
        headers += [("Route", route) for route in routes]
        headers += [
            ("From", self.local),
            ("To", self.remote),
            ("Call-ID", self.call_id),
            ("CSeq", f"{number} {method}"),
            ("Max-Forwards", "70"),
        ]
        return Request(method, uri, headers)

    def _path(self) -> tuple[str, list[str]]:
        """Return Request-URI and Route: a first hop without `lr` routes strictly and wants itself in the URI."""
        if not self.routes:
            return self.target, []
        first = parse_name_addr(self.routes[0]).uri
        if not first.startswith(("sip:", "sips:")) or "lr" in parse_uri(first).params:
            return self.target, self.routes
        return first, [*self.routes[1:], f"<{self.target}>"]

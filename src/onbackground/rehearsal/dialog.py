"""What the two ends of a phone's call share (RFC 3261 section 12), and the requests a phone sends within it."""

from random import Random

from onbackground.exchange.rtp.batch import Address
from onbackground.exchange.sip.fields import CSeq, NameAddr, Via, parse_name_addr, parse_uri
from onbackground.exchange.sip.message import Request, Response

ALLOW = ("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE")


class Dialog:
    """One call of a phone, from its first INVITE on."""

    def __init__(self, phone: NameAddr, contact: NameAddr, via: Via, called: str, random: Random) -> None:
        self.call_id = f"{random.getrandbits(64):x}@{via.host}"
        self.local = NameAddr(phone.uri, phone.display, {**phone.params, "tag": f"{random.getrandbits(32):x}"})
        self.remote = NameAddr(called)
        self.remote_cseq = -1
        self.contact = contact
        self._via = via
        self._target = called
        self._routes: list[str] = []
        self._cseq = 0
        self._random = random

    def request(self, method: str, headers: list[tuple[str, object]], body: bytes = b"") -> Request:
        """A new request in this dialog."""
        self._cseq += 1
        return self._build(method, self._cseq, self._new_via(), headers, body)

    def acknowledge(self, invite: Request, response: Response) -> Request:
        """The ACK: of a 2xx a request of its own, of a refusal part of the INVITE's transaction."""
        if response.status < 300:
            return self._build("ACK", invite.cseq.number, self._new_via(), [], b"")
        ack = self._of_the_same_transaction("ACK", invite)
        ack.headers.set("To", response.to)
        return ack

    def cancel(self, invite: Request) -> Request:
        """The CANCEL of an INVITE not yet answered."""
        return self._of_the_same_transaction("CANCEL", invite)

    def established(self, response: Response) -> None:
        """A 2xx to an INVITE came: its tag, its contact and its route are the dialog's from here."""
        if self.remote.tag is None:
            self.remote = response.to
            self._routes = list(reversed(response.headers.all("Record-Route")))
        if response.contact is not None:
            self._target = response.contact.uri

    def retarget(self, request: Request) -> None:
        """The far end's re-INVITE or UPDATE may move its contact."""
        if request.contact is not None:
            self._target = request.contact.uri

    def belongs(self, request: Request) -> bool:
        """Whether a request of the far end is one of this dialog."""
        tags = (request.to.tag, request.from_.tag)
        return request.call_id == self.call_id and tags == (self.local.tag, self.remote.tag)

    def next_hop(self) -> Address:
        """Where requests go: the first route, else the far end's contact. Names are not looked up."""
        uri = parse_uri(parse_name_addr(self._routes[0]).uri if self._routes else self._target)
        return uri.host, uri.port or 5060

    def _build(self, method: str, cseq: int, via: Via, headers: list[tuple[str, object]], body: bytes) -> Request:
        fields: list[tuple[str, object]] = [
            ("Via", via),
            ("Max-Forwards", 70),
            *(("Route", route) for route in self._routes),
            ("From", self.local),
            ("To", self.remote),
            ("Call-ID", self.call_id),
            ("CSeq", CSeq(cseq, method)),
        ]
        if method in ("INVITE", "UPDATE"):
            fields += [("Contact", self.contact), ("Allow", ", ".join(ALLOW)), ("Supported", "timer")]
        return Request(method, self._target, [*fields, *headers], body)

    def _of_the_same_transaction(self, method: str, invite: Request) -> Request:
        names = ("Via", "Max-Forwards", "Route", "From", "To", "Call-ID")
        fields = [(name, value) for name in names for value in invite.headers.all(name)]
        return Request(method, invite.uri, [*fields, ("CSeq", CSeq(invite.cseq.number, method))])

    def _new_via(self) -> Via:
        params = {"branch": f"z9hG4bK{self._random.getrandbits(64):x}", "rport": None}
        return Via(self._via.transport, self._via.host, self._via.port, params)

"""Where messages come from and where answers go back to (RFC 3261 §18.2, RFC 3581)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from onbackground.exchange.sip.fields import Via
from onbackground.exchange.sip.message import Request
from onbackground.exchange.sip.sdp import Address

DEFAULT_PORT = 5060

Transport = Literal["udp", "tcp"]


class Flow(NamedTuple):
    """One peer over one transport; `connection` numbers the TCP connection and is 0 for UDP."""

    transport: Transport
    peer: Address
    connection: int


def stamp_via(request: Request, flow: Flow) -> None:
    """Write into the topmost Via where the request really came from, as its answers need it (RFC 3581 §4)."""
    via = request.via
    params = dict(via.params)
    host, port = flow.peer
    if "rport" in params:
        params["rport"] = str(port)
        params["received"] = host
    elif via.host != host:
        params["received"] = host
    else:
        return
    stamped = Via(via.transport, via.host, via.port, params)
    request.headers.replace("Via", [stamped, *request.headers.all("Via")[1:]])


def answer_flow(request: Request, flow: Flow) -> Flow:
    """Return where answers to the request go: the same connection, or the source host at the port it asked for."""
    if flow.transport == "tcp" or "rport" in request.via.params:
        return flow
    return Flow("udp", (flow.peer[0], request.via.port or DEFAULT_PORT), 0)

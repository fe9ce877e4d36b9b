"""A loopback driver for SIPp: answers every call with PCMU, over UDP and TCP on one port, and counts what happened.

    python sip_answering_machine.py PORT SECONDS [--ring SECONDS]

Stops after SECONDS or on SIGTERM, then prints one JSON object of counts.
"""

from __future__ import annotations

import collections
import heapq
import json
import random
import selectors
import signal
import socket
import sys
import time

from onbackground.exchange.sip.endpoint import Endpoint
from onbackground.exchange.sip.events import Ended, Invited, Renegotiated
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.sdp import LocalSession, SessionOffer, select


def serve(port: int, seconds: float, ring: float) -> dict[str, int | float]:
    """Answer calls for so long."""
    endpoint = Endpoint(contact_host="127.0.0.1", udp_port=port, tcp_port=port, random=random.SystemRandom())
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    udp.bind(("127.0.0.1", port))
    udp.setblocking(False)
    listener = socket.create_server(("127.0.0.1", port), backlog=512)
    listener.setblocking(False)
    selector = selectors.DefaultSelector()
    selector.register(udp, selectors.EVENT_READ)
    selector.register(listener, selectors.EVENT_READ)
    connections: dict[Flow, socket.socket] = {}
    sessions: dict[str, LocalSession] = {}
    to_answer: list[tuple[float, str, SessionOffer]] = []
    counts: collections.Counter[str] = collections.Counter()
    most = 0
    stop: list[bool] = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    print("ready", flush=True)
    end = time.monotonic() + seconds
    while not stop and (now := time.monotonic()) < end:
        due = [at for at in (endpoint.next_timer(), to_answer[0][0] if to_answer else None) if at is not None]
        for key, _ in selector.select(max(0.0, min([end, now + 0.5, *due]) - now)):
            now = time.monotonic()
            if key.fileobj is udp:
                for _ in range(200):
                    try:
                        data, peer = udp.recvfrom(65535)
                    except BlockingIOError:
                        break
                    endpoint.receive_datagram(data, peer, now)
            elif key.fileobj is listener:
                connection, peer = listener.accept()
                flow = Flow("tcp", peer, connection.fileno())
                connections[flow] = connection
                selector.register(connection, selectors.EVENT_READ, flow)
            else:
                data = connections[key.data].recv(65535)
                if data:
                    endpoint.receive_stream(data, key.data, now)
                else:
                    selector.unregister(connections[key.data])
                    connections.pop(key.data).close()
                    endpoint.connection_lost(key.data, now)
        now = time.monotonic()
        endpoint.handle_timers(now)
        for event in endpoint.events():
            counts[type(event).__name__] += 1
            if isinstance(event, Invited):
                assert event.offer is not None
                sessions[event.call] = LocalSession(1, "127.0.0.1", 6000)
                if ring:
                    endpoint.ring(event.call, now)
                heapq.heappush(to_answer, (now + ring, event.call, event.offer))
                most = max(most, len(sessions))
            elif isinstance(event, Renegotiated):
                assert event.offer is not None
                heapq.heappush(to_answer, (now, event.call, event.offer))
            elif isinstance(event, Ended):
                counts[f"ended: {event.reason}"] += 1
                del sessions[event.call]
        while to_answer and to_answer[0][0] <= now:
            _, call, offer = heapq.heappop(to_answer)
            if call in sessions and offer.audio is not None:
                endpoint.answer(call, sessions[call].answer(offer, select(offer.audio, ("PCMU",))), now)
        for data, flow in endpoint.outgoing():
            if flow.transport == "udp":
                udp.sendto(data, flow.peer)
            elif flow in connections:
                connections[flow].setblocking(True)
                connections[flow].sendall(data)
    return {**counts, "most at once": most, "still open": len(sessions), "cpu_s": round(time.process_time(), 2)}


if __name__ == "__main__":
    ringing = float(sys.argv[4]) if len(sys.argv) > 4 else 0.0
    print(json.dumps(serve(int(sys.argv[1]), float(sys.argv[2]), ringing)), flush=True)

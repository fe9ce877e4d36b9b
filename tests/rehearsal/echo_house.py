"""The smallest house that can be rehearsed: it answers every call and says back what it hears."""

import numpy as np

from onbackground.exchange.rtp import rtcp
from onbackground.exchange.rtp.batch import Address, Batch, Outgoing, unpack_address
from onbackground.exchange.rtp.packet import RtpPacket
from onbackground.exchange.rtp.telephone_event import KeyReceiver
from onbackground.exchange.sip.fields import CSeq, NameAddr, Via
from onbackground.exchange.sip.framing import StreamFramer
from onbackground.exchange.sip.message import Request, Response, parse
from onbackground.exchange.sip.sdp import LocalSession, parse_sdp, select
from onbackground.rehearsal.house import Flow, Output

PORT = 20_000


class EchoHouse:
    """Keeps `keys` by Call-ID, `calls` up, and every message's method in `methods`."""

    def __init__(
        self, address: Address = ("10.0.0.1", 5060), *, media_port=PORT, answer=200, extra=(), ring_for=0.0
    ) -> None:
        self.address = address
        self.media_ports = [media_port]
        self.keys: dict[str, str] = {}
        self.calls: dict[str, Request] = {}
        self.methods: list[str] = []
        self.packets = 0
        self._ring_for = ring_for
        self._ringing: list[tuple[float, Request, Flow]] = []
        self._answer = answer
        self._extra = list(extra)
        self._answered: dict[tuple[str, str], bytes] = {}
        self._unacknowledged: dict[tuple[str, int], list] = {}
        self._signalling: list[tuple[Flow, bytes]] = []
        self._media: list[Outgoing] = []
        self._flows: dict[str, Flow] = {}
        self._framers: dict[Flow, StreamFramer] = {}
        self._receivers: dict[int, KeyReceiver] = {}
        self._by_address: dict[int, str] = {}
        self._event_types: dict[str, int] = {}
        self._cseq = 0
        self.responses: list[Response] = []
        self.reports: list[tuple[float, rtcp.Report]] = []
        self._sent_reports: list[tuple[int, bytes, Address]] = []

    # signalling

    def receive_datagram(self, data: bytes, peer: Address, now: float) -> None:
        self._receive(data, Flow(peer), now)

    def receive_stream(self, data: bytes, flow: Flow, now: float) -> None:
        framer = self._framers.setdefault(flow, StreamFramer())
        framer.receive(data)
        while (frame := framer.next_frame()) is not None:
            self._receive(frame, flow, now)

    def stream_closed(self, flow: Flow, now: float) -> None:
        self._framers.pop(flow, None)

    def _receive(self, data: bytes, flow: Flow, now: float) -> None:
        message = parse(data)
        if isinstance(message, Response):
            self.responses.append(message)
            return
        self.methods.append(message.method)
        if message.method == "ACK":
            self._unacknowledged.pop((message.call_id, message.cseq.number), None)
            return
        key = (message.via.branch, message.method)
        if key in self._answered:
            self._signalling.append((flow, self._answered[key]))
            return
        if message.method == "INVITE" and message.to.tag is None:
            self._flows[message.call_id] = flow
            self._reply(message, flow, message.response(100))
            self._reply(message, flow, message.response(180, to_tag="house"))
            if self._ring_for:
                self._ringing.append((now + self._ring_for, message, flow))
                return
        self._final(message, flow, now)

    def _final(self, request: Request, flow: Flow, now: float) -> None:
        response = request.response(200, to_tag="house", headers=self._extra)
        if request.method == "CANCEL":
            for entry in self._ringing:
                if entry[1].call_id == request.call_id:
                    self._ringing.remove(entry)
                    self._reply(entry[1], flow, entry[1].response(487, to_tag="house"))
                    break
        elif request.method == "BYE":
            self.calls.pop(request.call_id, None)
        elif request.method == "INFO":
            key = request.body.decode().partition("Signal=")[2].split()[0]
            self.keys[request.call_id] = self.keys.get(request.call_id, "") + key
        elif request.method == "INVITE" and request.to.tag is None and self._answer != 200:
            response = request.response(self._answer, to_tag="house", headers=self._extra)
        elif request.method in ("INVITE", "UPDATE"):
            self.calls[request.call_id] = request
            host, port = self.address
            response.headers.set("Contact", NameAddr(f"sip:house@{host}:{port}"))
            response.headers.set("Allow", "INVITE, ACK, BYE, CANCEL, UPDATE, INFO")
            if request.body:
                offer = parse_sdp(request.body)
                formats = select(offer.audio, [f.name for f in offer.audio.formats][:1])
                self._event_types[request.call_id] = formats[-1].payload_type
                session = LocalSession(1, host, self.media_ports[0])
                response.body = session.answer(offer, formats)
                response.headers.set("Content-Type", "application/sdp")
        if request.method == "INVITE" and response.status == 200:
            self._unacknowledged[(request.call_id, request.cseq.number)] = [now + 0.5, 0.5, flow, bytes(response)]
        self._reply(request, flow, response)

    def _reply(self, request: Request, flow: Flow, response: Response) -> None:
        self._answered[(request.via.branch, request.method)] = bytes(response)
        self._signalling.append((flow, bytes(response)))

    def ask(self, method: str, body: bytes = b"", headers=()) -> Request:
        """Send a request of our own in the only call."""
        ((call_id, invite),) = self.calls.items()
        self._cseq += 1
        host, port = self.address
        flow = self._flows[call_id]
        transport = "UDP" if flow.connection is None else "TCP"
        request = Request(
            method,
            invite.contact.uri,
            [
                ("Via", Via(transport, host, port, {"branch": f"z9hG4bKhouse{self._cseq}"})),
                ("From", NameAddr(invite.to.uri, params={"tag": "house"})),
                ("To", invite.from_),
                ("Call-ID", call_id),
                ("CSeq", CSeq(self._cseq, method)),
                *headers,
            ],
            body,
        )
        self._signalling.append((flow, bytes(request)))
        return request

    def say_again(self, request: Request) -> None:
        self._signalling.append((self._flows[request.call_id], bytes(request)))

    # media

    def receive_media(self, port: int, batch: Batch, now: float) -> None:
        audio = []
        for row in range(len(batch)):
            self.packets += 1
            packet = RtpPacket.parse(batch.datagram(row))
            if packet.payload_type >= 96:
                keys = self._receivers.setdefault(packet.ssrc, KeyReceiver())
                (call_id,) = list(self.calls) or ["?"]
                pressed = keys.receive(packet.timestamp, packet.payload, packet.marker)
                self.keys[call_id] = self.keys.get(call_id, "") + "".join(pressed)
            else:
                audio.append(row)
        if audio:
            rows = np.array(audio)
            self._media.append(
                Outgoing(
                    port,
                    np.ascontiguousarray(batch.data[rows, :12]),
                    batch.address[rows],
                    np.arange(len(rows)),
                    np.ascontiguousarray(batch.data[rows, 12:]),
                    batch.length[rows].astype(np.intp) - 12,
                )
            )

    def receive_reports(self, port: int, batch: Batch, now: float) -> None:
        self.reports += [(now, rtcp.parse(batch.datagram(row))[0]) for row in range(len(batch))]
        report = self.reports[-1][1]
        echo = rtcp.ReportBlock(report.ssrc, 64, 5, 9, 0, rtcp.middle(report.ntp), 0)
        own = rtcp.Report(1, (echo,), ntp=rtcp.ntp_time(now))
        self._sent_reports.append((port, rtcp.build(own, "house"), unpack_address(int(batch.address[-1]))))

    def tick(self, now: float) -> None:
        for due, request, flow in list(self._ringing):
            if now >= due:
                self._ringing = [entry for entry in self._ringing if entry[1] is not request]
                self._final(request, flow, now)
        for waiting in self._unacknowledged.values():
            if now >= waiting[0]:
                waiting[1] = min(2 * waiting[1], 4.0)
                waiting[0] = now + waiting[1]
                self._signalling.append((waiting[2], waiting[3]))

    def take_output(self) -> Output:
        output = Output(self._signalling, self._media, self._sent_reports)
        self._signalling, self._media, self._sent_reports = [], [], []
        return output

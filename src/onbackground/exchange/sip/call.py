"""One call: an INVITE, the dialog it makes, and all that happens in it until it is over (RFC 3261 §12-15).

    INVITED --answer--> ANSWERED --ACK--> CONFIRMED --BYE, either way--> OVER
       |                    |
       |                    +--no ACK--> OVER
       +--CANCEL, reject, BYE--> OVER

A call that we end waits as LEAVING until the phone has acknowledged our BYE, so that what crosses it on the way is
still understood. The exchange hears `Ended` at once.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from onbackground.exchange.sip import session_timer
from onbackground.exchange.sip.dialogs import Dialog
from onbackground.exchange.sip.dtmf_info import read_digit
from onbackground.exchange.sip.events import Answered, Confirmed, DigitInfo, Ended, EndReason, Renegotiated
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.inspection import has_session
from onbackground.exchange.sip.message import Request, Response
from onbackground.exchange.sip.sdp import MalformedSdp, SessionOffer, parse_sdp
from onbackground.exchange.sip.session_timer import SessionTimer
from onbackground.exchange.sip.stack import HeaderFields, Stack
from onbackground.exchange.sip.timers import T1, T2, TIMEOUT
from onbackground.exchange.sip.transactions import Transaction

SDP_TYPE = ("Content-Type", "application/sdp")


class Progress(Enum):
    """How far a call has come."""

    INVITED = auto()
    ANSWERED = auto()
    CONFIRMED = auto()
    LEAVING = auto()
    OVER = auto()


class Call:
    """One call, from its INVITE on. `forget` is called once nothing more can come of it."""

    def __init__(
        self,
        name: str,
        stack: Stack,
        invite: Transaction,
        flow: Flow,
        timer: SessionTimer | None,
        forget: Callable[[Call], None],
    ) -> None:
        self.name = name
        self.invite = invite
        self.dialog = Dialog.accept(invite.request, stack.tag(), flow)
        self.progress = Progress.INVITED
        self._stack = stack
        self._forget = forget
        self._has_ended = False
        # What the phone waits for us to answer: the INVITE, later a re-INVITE or UPDATE.
        self._pending: Transaction | None = invite
        self._timer = timer
        self._wanted_timer = timer  # takes force with the 2xx
        # Our 2xx that waits for its ACK, the CSeq number it answers, and whether the ACK holds the answer to our offer.
        self._unacknowledged: Transaction | None = None
        self._awaits_answer = False
        self._release_when_acknowledged = False
        self._refreshing: Transaction | None = None
        self._min_interval = session_timer.MIN_INTERVAL
        self._their_session = b""
        self._our_session = b""

    # What the exchange does.

    def ring(self, now: float) -> None:
        """Send 180, as long as nothing was answered."""
        if self.progress is Progress.INVITED and self._pending is not None:
            headers = self._stack.capabilities(self.dialog.flow)
            self._answer(self._pending, 180, now, headers=[*headers, *self._record_route(self._pending)])

    def answer(self, sdp: bytes, now: float) -> None:
        """Answer what is pending with 200: the INVITE, or a re-INVITE or UPDATE."""
        if self._pending is None:
            return
        pending, self._pending = self._pending, None
        self._their_session = pending.request.body if has_session(pending.request) else b""
        self._our_session = sdp
        self._accept(pending, sdp, now)

    def reject(self, status: int, now: float, *, reason: str = "", retry_after: int | None = None) -> None:
        """Refuse what is pending. A refused INVITE is the end; a refused change leaves the call as it was."""
        if self._pending is None:
            return
        pending, self._pending = self._pending, None
        headers = [] if retry_after is None else [("Retry-After", retry_after)]
        self._answer(pending, status, now, reason=reason, headers=headers)
        if self.progress is Progress.INVITED:
            self._finish("rejected")

    def hang_up(self, now: float, *, reason: str = "") -> None:
        """End the call, as its progress demands; `reason` is told to the phone."""
        if self.progress is Progress.INVITED:
            if self._pending is not None:
                self._answer(self._pending, 480, now, reason=reason)
            self._finish("released")
        elif self.progress is Progress.ANSWERED:
            # §15: no BYE before the ACK has come or can come no more.
            self._release_when_acknowledged = True
            self._tell_ended("released")
        elif self.progress is Progress.CONFIRMED:
            self._leave("released", now, reason)

    # What the phone does.

    def cancel(self, invite: Transaction, now: float) -> None:
        """Take a CANCEL for `invite`; after a final answer it changes nothing (§9.2)."""
        if invite is not self._pending:
            return
        self._pending = None
        self._answer(invite, 487, now)
        if self.progress is Progress.INVITED:
            self._finish("cancelled")

    def acknowledge(self, ack: Request, flow: Flow, now: float) -> None:
        """Take the ACK for our 2xx."""
        invite = self._unacknowledged
        if invite is None or ack.cseq.number != invite.request.cseq.number:
            return
        self.dialog.flow = flow
        awaited = self._awaits_answer
        self._settle_acknowledgement(now)
        if awaited and self.progress is Progress.CONFIRMED and not self._take_answer(ack):
            self._leave("no answer", now)

    def receive(self, transaction: Transaction, flow: Flow, now: float) -> None:
        """Take a request in the dialog, other than ACK and CANCEL."""
        request = transaction.request
        if not self.dialog.is_in_order(request):
            self._answer(transaction, 500, now, reason="Request Out of Order")
            return
        self.dialog.remote_number = request.cseq.number
        self.dialog.flow = flow
        self._stack.timers.cancel(self, "connection")
        if request.method == "BYE":
            self._hung_up(transaction, now)
        elif request.method == "OPTIONS":
            self._answer(transaction, 200, now, headers=self._stack.capabilities(flow))
        elif self.progress is Progress.LEAVING or self._release_when_acknowledged:
            self._answer(transaction, 481, now)
        elif request.method == "INFO":
            self._press(transaction, now)
        elif request.method in ("INVITE", "UPDATE"):
            self._change(transaction, flow, now)

    def lose_connection(self, flow: Flow, now: float) -> None:
        """The TCP connection is gone: a caller who still waits is lost, others may come back on another one."""
        if self.dialog.flow != flow:
            return
        if self.progress is Progress.INVITED:
            if self._pending is not None:
                self._stack.transactions.drop(self._pending)
            self._finish("connection lost")
        elif self.progress in (Progress.ANSWERED, Progress.CONFIRMED):
            self._stack.timers.set(self, "connection", now + TIMEOUT, self._connection_stayed_away)

    # In the dialog.

    def _hung_up(self, bye: Transaction, now: float) -> None:
        self._answer(bye, 200, now)
        if self._pending is not None:
            pending, self._pending = self._pending, None
            self._answer(pending, 487, now)
        self._finish("hung up")

    def _press(self, info: Transaction, now: float) -> None:
        request = info.request
        if request.body:
            digit = read_digit(request.content_type, request.body)
            if digit is None:
                self._answer(info, 400, now, reason="Unknown Signal")
                return
            self._stack.events.append(DigitInfo(self.name, *digit))
        self._answer(info, 200, now)

    def _change(self, transaction: Transaction, flow: Flow, now: float) -> None:
        """Take a re-INVITE or UPDATE: a new target, a refreshed timer, perhaps another session."""
        request = transaction.request
        offers = request.method == "INVITE" or has_session(request)
        if self._pending is not None and offers:
            # §14.2, RFC 3311 §5.2: one at a time.
            soon = ("Retry-After", self._stack.chance.randrange(1, 10))
            self._answer(transaction, 500, now, headers=[soon])
            return
        if offers and (self._awaits_answer or self._refreshes_by_invite()):
            self._answer(transaction, 491, now)
            return
        try:
            timer = session_timer.negotiate(request)
            offer = parse_sdp(request.body) if has_session(request) else None
        except session_timer.IntervalTooSmall:
            self._answer(transaction, 422, now, headers=[("Min-SE", session_timer.MIN_INTERVAL)])
            return
        except session_timer.MalformedTimer:
            self._answer(transaction, 400, now, reason="Malformed Session-Expires")
            return
        except MalformedSdp:
            self._answer(transaction, 400, now, reason="Malformed Session Description")
            return
        if request.method == "INVITE" and self._unacknowledged is not None:
            # Who asks for a change has heard our 2xx; its ACK was lost (RFC 5407 §3.1.4).
            self._settle_acknowledgement(now)
        self.dialog.refresh(request, flow)
        if self.progress is Progress.INVITED:
            self._answer(transaction, 200, now, headers=self._stack.capabilities(flow))
            return
        self._wanted_timer = timer
        if not offers:
            self._accept(transaction, b"", now)
        elif offer is not None and request.body == self._their_session:
            self._accept(transaction, self._our_session, now)
        else:
            self._pending = transaction
            self._stack.events.append(Renegotiated(self.name, offer))

    def _accept(self, transaction: Transaction, sdp: bytes, now: float) -> None:
        """Send 200, and for an INVITE keep sending it until the ACK (§13.3.1.4)."""
        headers = self._stack.capabilities(self.dialog.flow) + self._record_route(transaction)
        if self._wanted_timer is not None:
            headers += self._wanted_timer.answer_headers()
        if sdp:
            headers.append(SDP_TYPE)
        sent = self._answer(transaction, 200, now, headers=headers, body=sdp)
        self._timer = self._wanted_timer
        if transaction.request.method == "INVITE":
            if self.progress is Progress.INVITED:
                self.progress = Progress.ANSWERED
            self._unacknowledged = transaction
            self._awaits_answer = not has_session(transaction.request)
            self._stack.timers.set(self, "ACK", now + TIMEOUT, self._acknowledgement_stayed_away)
            self._repeat_answer(sent, transaction.flow, now, T1)
        self._watch_session(now)

    def _repeat_answer(self, sent: bytes, flow: Flow, now: float, interval: float) -> None:
        def repeat(at: float) -> None:
            self._stack.send(sent, flow)
            self._repeat_answer(sent, flow, at, min(interval * 2, T2))

        self._stack.timers.set(self, "2xx", now + interval, repeat)

    def _settle_acknowledgement(self, now: float) -> None:
        self._unacknowledged = None
        self._awaits_answer = False
        self._stack.timers.cancel(self, "ACK")
        self._stack.timers.cancel(self, "2xx")
        if self._release_when_acknowledged:
            self._leave("released", now)
        elif self.progress is Progress.ANSWERED:
            self.progress = Progress.CONFIRMED
            self._stack.events.append(Confirmed(self.name))

    def _take_answer(self, message: Request | Response) -> bool:
        """Take the phone's answer to our offer; False where there is none to use."""
        try:
            answer: SessionOffer | None = parse_sdp(message.body) if message.body else None
        except MalformedSdp:
            answer = None
        if answer is None or answer.audio is None:
            return False
        self._stack.events.append(Answered(self.name, answer))
        return True

    def _acknowledgement_stayed_away(self, now: float) -> None:
        self._settle_quietly()
        self._leave("no acknowledgement", now)

    def _connection_stayed_away(self, now: float) -> None:
        self._settle_quietly()
        self._leave("connection lost", now)

    def _settle_quietly(self) -> None:
        self._unacknowledged = None
        self._stack.timers.cancel(self, "ACK")
        self._stack.timers.cancel(self, "2xx")

    # Session timers, and what we ask of the phone.

    def _watch_session(self, now: float) -> None:
        timer = self._timer
        self._stack.timers.cancel(self, "session")
        if timer is None or self.progress is Progress.LEAVING:
            return
        if timer.ours:
            self._stack.timers.set(self, "session", now + timer.refresh_after, self._refresh)
        else:
            self._stack.timers.set(self, "session", now + timer.expires_after, self._expire)

    def _expire(self, now: float) -> None:
        self._leave("session expired", now)

    def _refresh(self, now: float) -> None:
        """Ask the phone whether it is still there: by UPDATE, or by re-INVITE where it does not know UPDATE."""
        timer = self._timer
        if timer is None or self.progress is not Progress.CONFIRMED or self._refreshing is not None:
            return
        if self._pending is not None or self._unacknowledged is not None:
            self._stack.timers.set(self, "session", now + T2, self._refresh)
            return
        request = self._request("UPDATE" if "update" in self.dialog.allows else "INVITE")
        request.headers.set("Contact", self._stack.contact(self.dialog.flow))
        request.headers.set("Session-Expires", f"{timer.interval};refresher=uac")
        request.headers.set("Min-SE", self._min_interval)
        if request.method == "INVITE":
            request.headers.set(*SDP_TYPE)
            request.body = self._our_session
        self._refreshing = self._send(request, now, self._refreshed)

    def _refreshed(self, response: Response, now: float) -> None:
        invite = response.cseq.method == "INVITE"
        if invite and 200 <= response.status < 300:
            self._send_ack(response)
        asked = self._refreshing
        if asked is None or asked.request.cseq != response.cseq:
            return  # a 2xx that came again
        self._refreshing = None
        if self.progress is not Progress.CONFIRMED or self._timer is None:
            return
        if response.status < 300:
            self._timer = session_timer.agreed(response, self._timer)
            self._watch_session(now)
            if invite:
                self._take_answer(response)
        elif response.status == 422 and session_timer.least_interval(response) > self._timer.interval:
            self._min_interval = session_timer.least_interval(response)
            self._timer = SessionTimer(self._min_interval, ours=True)
            self._refresh(now)
        elif response.status == 491:  # §14.1: we did not make up the Call-ID, so we try again within 2 s
            self._stack.timers.set(self, "session", now + self._stack.chance.uniform(0, 2), self._refresh)
        elif response.status in (408, 481):
            self._leave("not responding", now)
        else:
            # The phone is there and refuses the form of the question: that, too, is a sign of life.
            self._watch_session(now)

    def _refreshes_by_invite(self) -> bool:
        return self._refreshing is not None and self._refreshing.request.method == "INVITE"

    def _send_ack(self, response: Response) -> None:
        ack = self.dialog.request("ACK", self._stack.via(self.dialog.flow), number=response.cseq.number)
        self._stack.send(bytes(self._stack.complete(ack)), self.dialog.flow)

    def _leave(self, why: EndReason, now: float, reason: str = "") -> None:
        """Send BYE, and stay until it is answered."""
        self._tell_ended(why)
        if self._pending is not None:
            pending, self._pending = self._pending, None
            self._answer(pending, 487, now)
        self.progress = Progress.LEAVING
        self._stack.timers.cancel_all(self)
        bye = self._request("BYE")
        if reason:
            bye.headers.set("Reason", f'SIP;cause=200;text="{_quotable(reason)}"')
        self._send(bye, now, self._left)

    def _left(self, _response: Response, _now: float) -> None:
        self._finish("released")

    # Small things.

    def _finish(self, why: EndReason) -> None:
        self._tell_ended(why)
        self.progress = Progress.OVER
        self._stack.timers.cancel_all(self)
        self._forget(self)

    def _tell_ended(self, why: EndReason) -> None:
        if not self._has_ended:
            self._has_ended = True
            self._stack.events.append(Ended(self.name, why))

    def _answer(
        self,
        transaction: Transaction,
        status: int,
        now: float,
        *,
        reason: str = "",
        headers: HeaderFields = (),
        body: bytes = b"",
    ) -> bytes:
        tag = self.dialog.local.tag or ""
        return self._stack.respond(transaction, status, now, reason=reason, tag=tag, headers=headers, body=body)

    def _record_route(self, transaction: Transaction) -> list[tuple[str, object]]:
        return [("Record-Route", route) for route in transaction.request.headers.all("Record-Route")]

    def _request(self, method: str) -> Request:
        return self._stack.complete(self.dialog.request(method, self._stack.via(self.dialog.flow)))

    def _send(self, request: Request, now: float, deliver: Callable[[Response, float], None]) -> Transaction:
        return self._stack.transactions.open_client(request, self.dialog.flow, now, deliver)


def _quotable(text: str) -> str:
    return text.replace("\\", "").replace('"', "'")

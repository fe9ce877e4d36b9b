"""The signalling of one call a phone makes (RFC 3261, 3264, 3311, 4028). Sans I/O: messages and a time in and out."""

from collections import deque
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import Literal

from onbackground.exchange.rtp.batch import Address
from onbackground.exchange.rtp.formats import FORMATS
from onbackground.exchange.sip.message import Request, Response
from onbackground.exchange.sip.sdp import Format, LocalSession, MalformedSdp, parse_sdp, select
from onbackground.rehearsal.dialog import ALLOW, Dialog
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.session_timer import NEVER, SessionTimer
from onbackground.rehearsal.transaction import GIVE_UP, ClientTransaction, UnacknowledgedAnswer

_KEYS = Format(101, "telephone-event", 8000, "0-15")
_BUSY_FOR = 0.5
"""Seconds to wait with a change while another is still being agreed."""


class State(Enum):
    """How far a call is."""

    IDLE = "idle"
    CALLING = "calling"
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Ringing:
    """180 or 183 came."""

    at: float


@dataclass(frozen=True, slots=True)
class Answered:
    """The call is up."""

    at: float


@dataclass(frozen=True, slots=True)
class Refused:
    """The call did not come about. `status` is the far end's, or 408 when it never answered."""

    at: float
    status: int
    reason: str
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over; `by` us, the far end, or because the far end is not there any more."""

    at: float
    by: Literal["us", "far end", "silence"]


PhoneEvent = Ringing | Answered | Refused | Ended


@dataclass(frozen=True, slots=True)
class Agreed:
    """The audio agreed: where to send it and its RTCP, and how. `sending` is false while either end holds the other."""

    address: Address
    reports: Address
    format: str
    event_type: int | None
    sending: bool


class Call:
    """One call, from its INVITE until nothing of it needs to be sent again."""

    def __init__(self, dialog: Dialog, session: LocalSession, server: Address, habits: Habits, random: Random) -> None:
        self.state = State.CALLING
        self.events: list[PhoneEvent] = []
        self.outbox: list[tuple[bytes, Address]] = []
        self.agreed: Agreed | None = None
        self.held = False
        self.unsent_keys: deque[str] = deque()
        self._dialog = dialog
        self._session = session
        self._server = server
        self._reliable = habits.transport == "TCP"
        self._formats = habits.formats
        self._random = random
        self._timer = SessionTimer(habits.session_expires)
        self._far_updates = False
        self._invite: ClientTransaction | None = None
        self._cancelling = False
        self._change_at = NEVER
        self._transactions: dict[tuple[str, str], ClientTransaction] = {}
        self._acks: dict[str, tuple[bytes, Address]] = {}
        self._answers: dict[tuple[str, str], bytes] = {}
        self._unacknowledged: UnacknowledgedAnswer | None = None

    @property
    def call_id(self) -> str:
        """The Call-ID."""
        return self._dialog.call_id

    # -- what the phone wants --------------------------------------------------------------------------------

    def invite(self, now: float) -> None:
        """Send the INVITE: the first, or one that changes what was agreed."""
        headers = [("Content-Type", "application/sdp"), *self._timer.request_headers()]
        self._invite = self._request(self._dialog.request("INVITE", headers, self._offer()), now)

    def hang_up(self, now: float) -> None:
        """BYE, or CANCEL before the answer; a CANCEL waits for the first provisional response (section 9.1)."""
        if self.state is State.TALKING:
            self._say_goodbye(now, "us")
        elif self.state in (State.CALLING, State.RINGING) and not self._cancelling:
            self._cancelling = True
            if self._invite is not None and self._invite.provisional:
                self._cancel(self._invite, now)

    def hold(self, held: bool, now: float) -> None:
        """Offer to send only and hear nothing, or both again."""
        if self.held != held:
            self.held = held
            self._change(now)

    def change_formats(self, names: tuple[str, ...], now: float) -> None:
        """Offer other payload formats."""
        self._formats = names
        self._change(now)

    def press(self, keys: str, now: float) -> None:
        """Send keys by INFO, each after the one before was answered."""
        under_way = bool(self.unsent_keys)
        self.unsent_keys.extend(keys)
        if not under_way:
            self._send_next_key(now)

    def lost_connection(self, now: float) -> None:
        """The connection to the server could not be made, or closed before the call was up."""
        if self.state in (State.CALLING, State.RINGING):
            self._refuse(Refused(now, 503, "the connection was refused"))

    # -- time ------------------------------------------------------------------------------------------------

    def next_wake(self) -> float:
        """When `wake` is due; infinity for never."""
        due = [self._change_at, self._timer.next_wake()]
        due += [transaction.next_wake() for transaction in self._transactions.values()]
        if self._unacknowledged is not None:
            due.append(self._unacknowledged.next_wake())
        return min(due)

    def wake(self, now: float) -> None:
        """Send again what was not answered; change, refresh or give up the session when that is due."""
        for key, transaction in list(self._transactions.items()):
            if transaction.is_due(now):
                self.outbox.append((transaction.data, transaction.destination))
            if transaction.gave_up(now):
                self._transactions.pop(key, None)
                self._unanswered(transaction, now)
        answer = self._unacknowledged
        if answer is not None and answer.is_due(now):
            self.outbox.append((answer.data, answer.destination))
        if now >= self._change_at:
            self._change(now)
        if now >= self._timer.refresh_at:
            self._refresh(now)
        if now >= self._timer.expires_at or (answer is not None and answer.gave_up(now)):
            self._say_goodbye(now, "silence")

    # -- responses -------------------------------------------------------------------------------------------

    def receive_response(self, response: Response, now: float) -> None:
        """A response of the far end."""
        branch, method = response.via.branch, response.cseq.method
        if method == "INVITE" and response.status >= 200 and branch in self._acks:
            self.outbox.append(self._acks[branch])
            return
        transaction = self._transactions.get((branch, method))
        if transaction is None:
            return
        if response.status < 200:
            self._provisional(transaction, response, now)
            return
        del self._transactions[(branch, method)]
        if method == "INVITE":
            self._invite_answered(transaction, response, now)
        elif method == "UPDATE" and response.status < 300:
            self._timer.answered(response.headers.get("Session-Expires"), now)
        elif method in ("INFO", "UPDATE") and response.status in (408, 481):
            self._end(Ended(now, "silence"))
        elif method == "INFO":
            self.unsent_keys.popleft()
            self._send_next_key(now)

    def _provisional(self, transaction: ClientTransaction, response: Response, now: float) -> None:
        first = not transaction.provisional
        transaction.proceed(now)
        if transaction is not self._invite:
            return
        if self._cancelling and first:
            self._cancel(transaction, now)
        elif response.status > 100 and self.state is State.CALLING:
            self.state = State.RINGING
            self.events.append(Ringing(now))

    def _invite_answered(self, invite: ClientTransaction, response: Response, now: float) -> None:
        self._invite = None
        if response.status < 300:
            self._dialog.established(response)
        ack = bytes(self._dialog.acknowledge(invite.request, response))
        destination = self._dialog.next_hop() if response.status < 300 else invite.destination
        self._acks[invite.request.via.branch] = (ack, destination)
        self.outbox.append((ack, destination))
        if response.status < 300:
            self._accept(response, now)
        elif response.status == 422 and self._timer.least is None and not self._cancelling:
            least = response.headers.get("Min-SE") or ""
            self._timer.least = int(least) if least.isdigit() else 1800
            self.invite(now)
        elif self.state is not State.TALKING:
            self._refuse(Refused(now, response.status, response.reason, _retry_after(response)))
        elif response.status == 491:
            self._change_at = now + self._random.uniform(2.1, 4.0)
        elif response.status in (408, 481):
            self._end(Ended(now, "silence"))

    def _accept(self, response: Response, now: float) -> None:
        self._far_updates = "update" in response.headers.options("Allow")
        self._timer.answered(response.headers.get("Session-Expires"), now)
        understood = self._agree(response.body)
        if self.state is State.TALKING:
            return
        self.state = State.TALKING
        if self._cancelling or not understood:
            self._say_goodbye(now, "us")
        else:
            self.events.append(Answered(now))

    # -- the far end's requests ------------------------------------------------------------------------------

    def receive_request(self, request: Request, sender: Address, now: float) -> None:
        """A request of the far end; one that comes again gets the same answer."""
        if request.method == "ACK":
            self._acknowledged(request)
            return
        key = (request.via.branch, request.method)
        if key not in self._answers:
            response = self._answer(request, now)
            self._answers[key] = bytes(response)
            if request.method == "INVITE" and response.status < 300:
                self._unacknowledged = UnacknowledgedAnswer(response, sender, now)
        self.outbox.append((self._answers[key], sender))

    def _answer(self, request: Request, now: float) -> Response:
        if not self._dialog.belongs(request):
            return request.response(481)
        if request.cseq.number <= self._dialog.remote_cseq:
            return request.response(500)
        self._dialog.remote_cseq = request.cseq.number
        if request.method == "BYE":
            self._end(Ended(now, "far end"))
            return request.response(200)
        if self.state is not State.TALKING or request.method == "CANCEL":
            return request.response(481)
        if request.method in ("INVITE", "UPDATE"):
            return self._answer_offer(request, now)
        return request.response(200)

    def _answer_offer(self, request: Request, now: float) -> Response:
        if self._invite is not None or self._unacknowledged is not None:
            return request.response(491)
        body = b""
        if request.body:
            offered = self._agree(request.body)
            if not offered:
                return request.response(488)
            body = self._session.answer(parse_sdp(request.body), offered)
        elif request.method == "INVITE":
            body = self._offer()
        self._dialog.retarget(request)
        headers = self._timer.asked(request.headers.get("Session-Expires"), now)
        headers += [("Contact", self._dialog.contact), ("Allow", ", ".join(ALLOW))]
        if body:
            headers.append(("Content-Type", "application/sdp"))
        return request.response(200, headers=headers, body=body)

    def _acknowledged(self, ack: Request) -> None:
        if self._unacknowledged is not None and ack.cseq.number == self._unacknowledged.cseq:
            self._unacknowledged = None
            if ack.body:
                self._agree(ack.body)

    # -- offers and answers ----------------------------------------------------------------------------------

    def _offer(self) -> bytes:
        offered = [Format(FORMATS[name].payload_type, name, 8000) for name in self._formats]
        return self._session.offer([*offered, _KEYS], "sendonly" if self.held else "sendrecv")

    def _agree(self, body: bytes) -> tuple[Format, ...]:
        """Take the far end's description; the formats to speak, none when there are none or it is unreadable."""
        try:
            audio = parse_sdp(body).audio
        except MalformedSdp:
            return ()
        chosen = select(audio, self._formats) if audio is not None else ()
        if audio is not None and chosen:
            event_type = chosen[1].payload_type if len(chosen) > 1 else None
            sending = audio.direction in ("sendrecv", "recvonly") and not self.held
            self.agreed = Agreed((audio.address, audio.port), audio.rtcp, chosen[0].name.upper(), event_type, sending)
        return chosen

    def _change(self, now: float) -> None:
        self._change_at = NEVER
        if self.state is not State.TALKING:
            return
        if self._invite is not None or self._unacknowledged is not None:
            self._change_at = now + _BUSY_FOR
        else:
            self.invite(now)

    def _refresh(self, now: float) -> None:
        self._timer.refresh_at = NEVER
        if self._far_updates:
            self._request(self._dialog.request("UPDATE", self._timer.request_headers("uac")), now)
        else:
            self._change(now)

    # -- sending and ending ----------------------------------------------------------------------------------

    def _request(self, request: Request, now: float) -> ClientTransaction:
        destination = self._server if self._dialog.remote.tag is None else self._dialog.next_hop()
        transaction = ClientTransaction(request, destination, now, reliable=self._reliable)
        self._transactions[(request.via.branch, request.method)] = transaction
        self.outbox.append((transaction.data, destination))
        return transaction

    def _send_next_key(self, now: float) -> None:
        if self.unsent_keys and self.state is State.TALKING:
            body = f"Signal={self.unsent_keys[0]}\r\nDuration=100\r\n".encode()
            self._request(self._dialog.request("INFO", [("Content-Type", "application/dtmf-relay")], body), now)

    def _cancel(self, invite: ClientTransaction, now: float) -> None:
        invite.hurry(now)
        self._request(self._dialog.cancel(invite.request), now)

    def _unanswered(self, transaction: ClientTransaction, now: float) -> None:
        if self.state is State.TALKING:
            self._say_goodbye(now, "silence")
        elif transaction is self._invite:
            self._refuse(Refused(now, 408, f"no answer within {GIVE_UP:.0f} seconds"))

    def _say_goodbye(self, now: float, by: Literal["us", "silence"]) -> None:
        self._request(self._dialog.request("BYE", []), now)
        self._end(Ended(now, by))

    def _refuse(self, refused: Refused) -> None:
        self._invite = None
        self._transactions.clear()
        self._end(Ended(refused.at, "us") if self._cancelling else refused)

    def _end(self, event: Ended | Refused) -> None:
        if self.state is State.ENDED:
            return
        self.state = State.ENDED
        self._change_at = NEVER
        self._timer.stop()
        self._unacknowledged = None
        self.unsent_keys.clear()
        self.events.append(event)


def _retry_after(response: Response) -> int | None:
    digits = (response.headers.get("Retry-After") or "").partition(";")[0].partition("(")[0].strip()
    return int(digits) if digits.isdigit() else None

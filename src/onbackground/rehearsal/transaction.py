"""A phone's messages until they are answered: retransmission and giving up (RFC 3261 sections 13.3.1.4 and 17.1)."""

from onbackground.exchange.rtp.batch import Address
from onbackground.exchange.sip.message import Request, Response

T1 = 0.5
T2 = 4.0
GIVE_UP = 64 * T1
NEVER = float("inf")


class _Repeated:
    """Bytes sent again and again, at doubling intervals up to a longest one, until a limit."""

    def __init__(self, data: bytes, destination: Address, now: float, *, reliable: bool, longest: float) -> None:
        self.data = data
        self.destination = destination
        self._longest = longest
        self._interval = T1
        self._again_at = NEVER if reliable else now + T1
        self._give_up_at = now + GIVE_UP

    def next_wake(self) -> float:
        """When something is due; infinity for never."""
        return min(self._again_at, self._give_up_at)

    def is_due(self, now: float) -> bool:
        """Whether to send `data` again now; saying so arms the next time."""
        if now < self._again_at:
            return False
        self._interval = min(2 * self._interval, self._longest)
        self._again_at = now + self._interval
        return True

    def gave_up(self, now: float) -> bool:
        """Whether no answer is to be hoped for any more."""
        return now >= self._give_up_at


class ClientTransaction(_Repeated):
    """A request on its way: timers A and B of an INVITE, E and F of another."""

    def __init__(self, request: Request, destination: Address, now: float, *, reliable: bool) -> None:
        self.request = request
        self.is_invite = request.method == "INVITE"
        self.provisional = False
        longest = GIVE_UP if self.is_invite else T2
        super().__init__(bytes(request), destination, now, reliable=reliable, longest=longest)

    def proceed(self, now: float) -> None:
        """A provisional response came: an INVITE now waits as long as it takes, others ask more slowly."""
        self.provisional = True
        if self.is_invite:
            self._again_at = self._give_up_at = NEVER
        elif self._again_at != NEVER:
            self._interval = T2
            self._again_at = now + T2

    def hurry(self, now: float) -> None:
        """A CANCEL was sent: wait for the final response no longer than it may take (section 9.1)."""
        self._give_up_at = now + GIVE_UP


class UnacknowledgedAnswer(_Repeated):
    """A 2xx to an INVITE of the far end, until its ACK."""

    def __init__(self, response: Response, destination: Address, now: float) -> None:
        self.cseq = response.cseq.number
        super().__init__(bytes(response), destination, now, reliable=False, longest=T2)

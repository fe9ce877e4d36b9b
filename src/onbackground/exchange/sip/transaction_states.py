"""How transactions behave: the state machines of RFC 3261 §17 and RFC 6026, as tables.

Rule 1: the behaviour of a transaction is its table below, and nowhere else. A table says, for a state and what
happens in it, the next state and what is done, in order. What a state has no entry for is passed over.

    INVITE, answering                                  others, answering
        request                                            request
          |                                                  |
      PROCEEDING --2xx--> ACCEPTED --L--> ended           TRYING --1xx--> PROCEEDING
          |                                                  |               |
        3xx-6xx                                              +----final------+
          v                                                  v
      COMPLETED --ACK--> CONFIRMED --I--> ended           COMPLETED --J--> ended
          +--H--> ended

    INVITE, asking                                     others, asking
      CALLING --1xx--> PROCEEDING                         TRYING --1xx--> PROCEEDING
          |               |                                  |               |
          +------2xx------+--> ACCEPTED --M--> ended         +----final------+
          +----3xx-6xx----+--> COMPLETED --D--> ended        v
                                                          COMPLETED --K--> ended
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from onbackground.exchange.sip.timers import T1, T4, TIMEOUT


class State(Enum):
    """Where a transaction stands."""

    CALLING = auto()
    TRYING = auto()
    PROCEEDING = auto()
    COMPLETED = auto()
    CONFIRMED = auto()
    ACCEPTED = auto()
    ENDED = auto()


class Input(Enum):
    """What happens to a transaction: messages first, then timers by their letter in the RFC."""

    REQUEST = auto()  # the request came again
    ACK = auto()
    PROVISIONAL = auto()  # 1xx: we send it as the server, it comes to us as the client
    SUCCESS = auto()  # 2xx
    FAILURE = auto()  # 3xx-6xx
    TIMER_100 = auto()  # nobody said anything for 200 ms (§17.2.1)
    TIMER_A = auto()
    TIMER_B = auto()
    TIMER_D = auto()
    TIMER_E = auto()
    TIMER_F = auto()
    TIMER_G = auto()
    TIMER_H = auto()
    TIMER_I = auto()
    TIMER_J = auto()
    TIMER_K = auto()
    TIMER_L = auto()
    TIMER_M = auto()


class Action(Enum):
    """What a transaction does."""

    SEND = auto()  # put the message at hand on the wire, and keep it for sending again
    SEND_AGAIN = auto()
    SEND_TRYING = auto()
    SEND_ACK = auto()
    DELIVER = auto()  # hand the message at hand to the user of the transaction
    TIME_OUT = auto()  # hand a 408 to the user of the transaction (§8.1.3.1)
    START_100 = auto()
    START_A = auto()
    START_B = auto()
    START_D = auto()
    START_E = auto()
    START_F = auto()
    START_G = auto()
    START_H = auto()
    START_I = auto()
    START_J = auto()
    START_K = auto()
    START_L = auto()
    START_M = auto()


Table = Mapping[State, Mapping[Input, tuple[State, tuple[Action, ...]]]]

_A, _I, _S = Action, Input, State

INVITE_SERVER: Table = {
    _S.PROCEEDING: {
        _I.REQUEST: (_S.PROCEEDING, (_A.SEND_AGAIN,)),
        _I.TIMER_100: (_S.PROCEEDING, (_A.SEND_TRYING,)),
        _I.PROVISIONAL: (_S.PROCEEDING, (_A.SEND,)),
        _I.SUCCESS: (_S.ACCEPTED, (_A.SEND, _A.START_L)),
        _I.FAILURE: (_S.COMPLETED, (_A.SEND, _A.START_G, _A.START_H)),
    },
    _S.COMPLETED: {
        _I.REQUEST: (_S.COMPLETED, (_A.SEND_AGAIN,)),
        _I.TIMER_G: (_S.COMPLETED, (_A.SEND_AGAIN, _A.START_G)),
        _I.ACK: (_S.CONFIRMED, (_A.START_I,)),
        _I.TIMER_H: (_S.ENDED, ()),
    },
    _S.CONFIRMED: {
        # The INVITE and the ACK may still come again: they are passed over.
        _I.TIMER_I: (_S.ENDED, ()),
    },
    _S.ACCEPTED: {
        # RFC 6026 §7.1: the INVITE coming again is absorbed, for the call itself repeats its 2xx until the ACK.
        _I.SUCCESS: (_S.ACCEPTED, (_A.SEND,)),
        _I.ACK: (_S.ACCEPTED, (_A.DELIVER,)),
        _I.TIMER_L: (_S.ENDED, ()),
    },
}

SERVER: Table = {
    _S.TRYING: {
        _I.PROVISIONAL: (_S.PROCEEDING, (_A.SEND,)),
        _I.SUCCESS: (_S.COMPLETED, (_A.SEND, _A.START_J)),
        _I.FAILURE: (_S.COMPLETED, (_A.SEND, _A.START_J)),
    },
    _S.PROCEEDING: {
        _I.REQUEST: (_S.PROCEEDING, (_A.SEND_AGAIN,)),
        _I.PROVISIONAL: (_S.PROCEEDING, (_A.SEND,)),
        _I.SUCCESS: (_S.COMPLETED, (_A.SEND, _A.START_J)),
        _I.FAILURE: (_S.COMPLETED, (_A.SEND, _A.START_J)),
    },
    _S.COMPLETED: {
        _I.REQUEST: (_S.COMPLETED, (_A.SEND_AGAIN,)),
        _I.TIMER_J: (_S.ENDED, ()),
    },
}

INVITE_CLIENT: Table = {
    _S.CALLING: {
        _I.TIMER_A: (_S.CALLING, (_A.SEND_AGAIN, _A.START_A)),
        _I.TIMER_B: (_S.ENDED, (_A.TIME_OUT,)),
        _I.PROVISIONAL: (_S.PROCEEDING, ()),
        _I.SUCCESS: (_S.ACCEPTED, (_A.DELIVER, _A.START_M)),
        _I.FAILURE: (_S.COMPLETED, (_A.SEND_ACK, _A.DELIVER, _A.START_D)),
    },
    _S.PROCEEDING: {
        # §17.1.1.2 waits here for ever; ours are re-INVITEs, which no person has to answer, so timer B holds on.
        _I.TIMER_B: (_S.ENDED, (_A.TIME_OUT,)),
        _I.SUCCESS: (_S.ACCEPTED, (_A.DELIVER, _A.START_M)),
        _I.FAILURE: (_S.COMPLETED, (_A.SEND_ACK, _A.DELIVER, _A.START_D)),
    },
    _S.COMPLETED: {
        _I.FAILURE: (_S.COMPLETED, (_A.SEND_ACK,)),
        _I.TIMER_D: (_S.ENDED, ()),
    },
    _S.ACCEPTED: {
        # RFC 6026 §7.2: each 2xx that comes again is delivered, for its ACK was lost.
        _I.SUCCESS: (_S.ACCEPTED, (_A.DELIVER,)),
        _I.TIMER_M: (_S.ENDED, ()),
    },
}

CLIENT: Table = {
    _S.TRYING: {
        _I.TIMER_E: (_S.TRYING, (_A.SEND_AGAIN, _A.START_E)),
        _I.TIMER_F: (_S.ENDED, (_A.TIME_OUT,)),
        _I.PROVISIONAL: (_S.PROCEEDING, ()),
        _I.SUCCESS: (_S.COMPLETED, (_A.DELIVER, _A.START_K)),
        _I.FAILURE: (_S.COMPLETED, (_A.DELIVER, _A.START_K)),
    },
    _S.PROCEEDING: {
        _I.TIMER_E: (_S.PROCEEDING, (_A.SEND_AGAIN, _A.START_E)),
        _I.TIMER_F: (_S.ENDED, (_A.TIME_OUT,)),
        _I.SUCCESS: (_S.COMPLETED, (_A.DELIVER, _A.START_K)),
        _I.FAILURE: (_S.COMPLETED, (_A.DELIVER, _A.START_K)),
    },
    _S.COMPLETED: {
        _I.TIMER_K: (_S.ENDED, ()),
    },
}

# Each timer's first interval over UDP, and the input it becomes. The repeating ones (A, E, G) double, up to T2 except
# for A, and are not set at all over TCP; those that only wait for strays (D, I, J, K) end at once over TCP.
TIMERS = {
    _A.START_100: (_I.TIMER_100, 0.2),
    _A.START_A: (_I.TIMER_A, T1),
    _A.START_B: (_I.TIMER_B, TIMEOUT),
    _A.START_D: (_I.TIMER_D, 32.0),
    _A.START_E: (_I.TIMER_E, T1),
    _A.START_F: (_I.TIMER_F, TIMEOUT),
    _A.START_G: (_I.TIMER_G, T1),
    _A.START_H: (_I.TIMER_H, TIMEOUT),
    _A.START_I: (_I.TIMER_I, T4),
    _A.START_J: (_I.TIMER_J, TIMEOUT),
    _A.START_K: (_I.TIMER_K, T4),
    _A.START_L: (_I.TIMER_L, TIMEOUT),
    _A.START_M: (_I.TIMER_M, TIMEOUT),
}
REPEATING = frozenset({_A.START_A, _A.START_E, _A.START_G})
STRAYS = frozenset({_A.START_D, _A.START_I, _A.START_J, _A.START_K})

"""A transcript of some pages for advance copies, and their readers. Nobody in it exists."""

from __future__ import annotations

import random

import pyrage

from onbackground.release.advance.copies import Reader
from onbackground.transcript.document import Role, Transcript, Turn
from onbackground.transcript.ground_rules import Embargo, EmbargoKind, GroundRules

_TEXT = (
    "the barrier will be ready in october and port pays for half of it while ministry has asked whether ferry service "
    "can begin before winter storms return to harbour because engineers found that southern gate closes slowly under "
    "load so they want another month of trials with divers watching every hinge as water rises around piers"
)
_WORDS = _TEXT.split()


def talk(paragraphs: int = 9) -> Transcript:
    """Words without much sense, about two paragraphs of them to a hand's breadth of paper."""
    chance = random.Random(3)

    def paragraph() -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(80)).capitalize() + "."

    turns = tuple(
        Turn(id=f"t{n:03d}", label="OFFICIAL", speaker="OFFICIAL", role=Role.OFFICIAL, paragraphs=(paragraph(),))
        for n in range(1, paragraphs + 1)
    )
    rules = GroundRules(embargo=Embargo(kind=EmbargoKind.EVENT, text="until the airship lands in Port Fable"))
    return Transcript(title="Harbour talks", ground_rules=rules, turns=turns)


def readers(count: int) -> tuple[list[Reader], list[pyrage.x25519.Identity]]:
    """Accredited reporters, and what opens their copies."""
    keys = [pyrage.x25519.Identity.generate() for _ in range(count)]
    named = [
        Reader(name=f"Reader {n}", outlet="the Fable Courier", key=str(one.to_public())) for n, one in enumerate(keys)
    ]
    return named, keys

"""Which lines the operator will need in one briefing, so that all of them can be rendered before anybody calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..briefing.terms import PIN_TRIES, GroundRules
from .catalogue import Catalogue

QUESTION_ANNOUNCEMENTS = (
    "question.first",
    "question.next",
    "question.returning",
    "question.follow_up",
    "question.last",
)


def prompts(
    catalogue: Catalogue, rules: GroundRules, callers: Iterable[tuple[str, str]], *, queue_places: int = 20
) -> Iterator[str]:
    """Yield every text that can be known when a briefing is convened, the ones needed first at the front.

    ``callers`` are the reporters' names and outlets; ``queue_places`` is the longest queue to be ready for.
    """
    yield from (line.other for line in catalogue.lines.values() if not line.placeholders)
    yield catalogue.ground_rules(rules)
    yield catalogue.conclusion(rules)
    yield from (catalogue.say("pin.wrong", tries=tries) for tries in range(1, PIN_TRIES))
    for place in range(1, queue_places + 1):
        yield catalogue.say("queue.place", place=place)
        yield catalogue.say("queue.kept", place=place)
        yield catalogue.say("queue.moved", place=place)
    yield from (catalogue.say("question.remaining", remaining=remaining) for remaining in range(1, 6))
    for name, outlet in callers:
        caller = catalogue.caller(name, outlet)
        yield from (catalogue.say(announcement, caller=caller) for announcement in QUESTION_ANNOUNCEMENTS)

"""What holds of all that was decided: corrections that show, who speaks, turns that are cut, flags that are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .events import (
    Edit,
    FlagKey,
    FlagSettled,
    FlagsOverridden,
    Place,
    SpeakerChanged,
    TakenBack,
    TurnCut,
    WordsConfirmed,
    WordsCorrected,
)


@dataclass(frozen=True)
class Edits:
    """The events of one stream, in order; the first has number 1."""

    events: tuple[Edit, ...] = ()

    @property
    def version(self) -> int:
        """The number of the last event; 0 when there is none."""
        return len(self.events)

    @cached_property
    def standing(self) -> dict[int, Edit]:
        """The events that were not taken back, by number."""
        gone = {event.event for event in self.events if isinstance(event, TakenBack)}
        return {
            number: event
            for number, event in enumerate(self.events, 1)
            if number not in gone and not isinstance(event, TakenBack)
        }

    @cached_property
    def corrections(self) -> dict[int, WordsCorrected]:
        """The corrections that show, by number: of two that overlap the later one.

        When that is taken back, the earlier one shows again.
        """
        shown: dict[int, WordsCorrected] = {}
        for number, event in sorted(self.standing.items(), reverse=True):
            if isinstance(event, WordsCorrected) and not any(event.place.overlaps(o.place) for o in shown.values()):
                shown[number] = event
        return shown

    @cached_property
    def _confirmed(self) -> tuple[Place, ...]:
        return tuple(event.place for event in self.standing.values() if isinstance(event, WordsConfirmed))

    def is_confirmed(self, place: Place) -> bool:
        """Whether a person has listened to the words there."""
        return any(confirmed.holds(place) for confirmed in self._confirmed)

    def speaker_in(self, *turn: Place) -> str:
        """The seat that is to speak in the turn at a place; nothing where nobody has said so.

        Of several changes the last one holds. It holds for all that it was about, also where that is two turns now; so
        a part of a turn may have a second place, on the track that the turn itself begins on.
        """
        holds = (event for event in self._speakers if any(event.place.has_beginning_of(place) for place in turn))
        return next((event.seat for event in holds), "")

    @cached_property
    def _speakers(self) -> tuple[SpeakerChanged, ...]:
        """The last one first."""
        return tuple(event for event in reversed(self.standing.values()) if isinstance(event, SpeakerChanged))

    @cached_property
    def cuts(self) -> dict[Place, bool]:
        """Each place at which a turn was ever cut, the first cut first, and whether it is cut there now."""
        cuts: dict[Place, bool] = {}
        for number, event in enumerate(self.events, 1):
            if isinstance(event, TurnCut):
                same = (place for place in cuts if (place.track, place.start) == (event.place.track, event.place.start))
                place = next(same, event.place)
                cuts[place] = cuts.get(place, False) or number in self.standing
        return cuts

    @cached_property
    def _settled(self) -> dict[FlagKey, int]:
        settled: dict[FlagKey, int] = {}
        for number, event in self.standing.items():
            keys: Iterable[FlagKey] = ()
            if isinstance(event, FlagSettled):
                keys = (event.flag,)
            elif isinstance(event, FlagsOverridden):
                keys = (key for key in event.flags if key not in settled)
            settled |= {key: number for key in keys if not self._changed_since(number, key.place)}
        return settled

    def settled_by(self, flag: FlagKey) -> int | None:
        """The number of the event that settles or overrides this flag; None while it is open.

        It is open again once the words there were corrected or became somebody else's, or that was undone: what was
        settled is no longer what is printed.
        """
        return self._settled.get(flag)

    def touched_since(self, number: int, place: Place) -> bool:
        """Whether anything after this event was decided about a place."""
        return self.last_at(place) > number

    def last_at(self, place: Place) -> int:
        """The number of the last event about a place; 0 for none."""
        for number in range(self.version, 0, -1):
            if any(touched.overlaps(place) for touched in self._places(self.events[number - 1])):
                return number
        return 0

    def _changed_since(self, number: int, place: Place) -> bool:
        for event in self.events[number:]:
            changed = self.events[event.event - 1] if isinstance(event, TakenBack) else event
            if isinstance(changed, WordsCorrected | SpeakerChanged) and changed.place.overlaps(place):
                return True
        return False

    def _places(self, event: Edit) -> tuple[Place, ...]:
        match event:
            case (
                WordsCorrected(place=place)
                | WordsConfirmed(place=place)
                | SpeakerChanged(place=place)
                | TurnCut(place=place)
            ):
                return (place,)
            case FlagSettled(flag=flag):
                return (flag.place,)
            case FlagsOverridden(flags=flags):
                return tuple(flag.place for flag in flags)
            case TakenBack(event=number):
                return self._places(self.events[number - 1])

"""A fictional briefing that is over, lifted and published by a keeper, as the desk finds it then."""

from pathlib import Path

from desk_call import BRIEFING, EVENT, DeskCall
from spoken_call import Recorded

from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Event
from onbackground.release.keeper import Keeper


class PublishedCall:
    """A call with its first version out; the keeper looks when it is told to."""

    def __init__(self, call: DeskCall, begin: int) -> None:
        self.call = call
        self.public = call.folder.root / "public"
        recorded = Recorded(call, begin)
        recorded.say("mod", "Good morning. Thank you for joining.")
        recorded.say("o1", "Thank you. The airship lands in June, on the harbor wall.")
        recorded.say("r1", "Who pays for the wall?")
        recorded.finish()
        call.mod(do.Conclude)
        call.mod(do.Declare, fact=Event(EVENT))
        self._keeper = Keeper(call.recorder, call.folder, self.public, now=lambda: call.now)
        self.look()

    def look(self) -> None:
        self._keeper.look()

    @property
    def place(self) -> Path:
        (place,) = [path for path in self.public.iterdir() if path.is_dir() and path.name != "log"]
        return place

    def page(self, version: str = "") -> str:
        return (self.place / version / "index.html").read_text()


def published(call: DeskCall, begin: int) -> PublishedCall:
    call.dial_all()
    call.mod(do.Open)
    call.folder.ring.begin(BRIEFING)
    return PublishedCall(call, begin)

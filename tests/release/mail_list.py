"""A published call with a list of readers, and mail servers to send it through. Nobody in it exists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from held_call import BRIEFING, HeldCall, whole_call

from onbackground.briefing.sealed import Sealed
from onbackground.log.folder import DataFolder
from onbackground.release.keeper import Keeper
from onbackground.release.mailing.mailer import Mailer
from onbackground.release.mailing.mailing import Mailing, Standing
from onbackground.release.mailing.readers import keep_readers, mark_of
from onbackground.release.mailing.session import Session
from onbackground.release.mailing.settings import MailServer

SENDER = "press@harbour.example"
ADA, BEN, CAL = "ada@courier.example", "ben@herald.example", "cal@ledger.example"
SERVER = MailServer(server="127.0.0.1", port=2525, sender=SENDER, tls="none")


class Post:
    """A briefing of one house, with readers on its list, which the keeper has published, or will."""

    def __init__(self, root: Path, *readers: str, sender: str = SENDER, call: HeldCall | None = None) -> None:
        self.call = call or whole_call()
        self.public = root / "public"
        self.folder = DataFolder(root / "data")
        self.folder.ring.begin(BRIEFING)
        self.sender = sender
        keep_readers(self.folder, map(Sealed, readers))

    @property
    def keeper(self) -> Keeper:
        return Keeper(self.call.recorder, self.folder, self.public, now=lambda: self.call.now, sender=self.sender)

    def publish(self) -> Post:
        self.keeper.look()
        return self

    def mailer(self, connect: Callable[[], Session], settings: MailServer = SERVER) -> Mailer:
        return Mailer(self.call.recorder, self.folder, settings, connect, lambda: self.call.now)

    @property
    def mailing(self) -> Mailing:
        return Mailing(self.call.recorder, BRIEFING)

    def standing(self, address: str) -> Standing | None:
        return self.mailing.standing.get(mark_of(self.folder, address))

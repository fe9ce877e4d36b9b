"""Closing: what was said is read by nobody of the house until officers open it, whenever anybody is killed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from held_call import BRIEFING, EVENT, folder_in
from officers_with_shares import TIDE, declare, held, keys_of, make_quickly, move
from simulated_briefing import Fuse, FusedRecorder, Killed

from onbackground.briefing.embargo import AnyOf, Clock, Condition
from onbackground.desk.drafts import Drafts
from onbackground.log.folder import DataFolder
from onbackground.log.sealed import SealedRecorder
from onbackground.record.events import words_stream
from onbackground.release.assembly import read_record
from onbackground.release.closing import ClosingError, ask_to_close, hand_over_all
from onbackground.release.editing.deciding import OverrideFlags, Refused
from onbackground.release.editor import edit
from onbackground.release.keeper import Keeper
from onbackground.release.versions import read_releases
from onbackground.sealing.boxes import BoxError, unseal
from onbackground.sealing.keys import KEY_BYTES, Key
from onbackground.sealing.ring import KeyDestroyedError, RecordClosedError

FAR = Clock(4_000_000_000_000, "UTC")
WORDS = "barrier will be ready"


@pytest.fixture(autouse=True)
def made_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    make_quickly(monkeypatch)


class House:
    """A sealed log with a call in it, and a keeper that is begun anew for every look."""

    def __init__(self, root: Path, embargo: Condition = EVENT) -> None:
        self.public, self.folder, self.fuse = root / "public", DataFolder(root / "data"), Fuse()
        self.recorder = SealedRecorder(FusedRecorder(self.fuse), self.folder.ring)
        self.call = held(embargo, recorder=self.recorder)

    def look(self, killed_after: int | None = None) -> list[Path]:
        self.fuse.left, self.fuse.dead = killed_after, False
        try:
            with self.fuse.on_disk(), contextlib.suppress(Killed):
                return Keeper(self.recorder, self.folder, self.public, now=lambda: self.call.now).look()
        finally:
            self.fuse.left, self.fuse.dead = None, False
        return []

    def close(self) -> None:
        self.look()
        self.ask()
        self.look()

    def ask(self) -> None:
        ask_to_close(self.recorder, self.folder, BRIEFING, self.call.state, "mod", self.call.now)

    def open(self, *officers: str) -> None:
        for by in officers:
            keys = keys_of(by).identity
            hand_over_all(self.recorder, self.folder, BRIEFING, self.call.state, by, keys, self.call.now)

    def is_readable(self) -> bool:
        return bool(read_record(self.recorder, BRIEFING).transcribed)

    def says(self) -> str:
        return (folder_in(self.public) / "transcript.json").read_text()


def test_what_is_closed_nobody_reads_and_enough_officers_lift_it(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.close()
    assert not house.is_readable()
    with pytest.raises(RecordClosedError, match="closed until its officers"):
        house.folder.ring.record_key(BRIEFING)
    declare(house.call, "op")
    assert house.look() == [] and not house.is_readable()
    declare(house.call, "ear")
    assert house.look() == [folder_in(house.public)]
    assert WORDS in house.says() and house.is_readable()


def test_nothing_that_is_left_opens_a_word_with_one_share_too_few(tmp_path: Path) -> None:
    """Tries every 32 bytes of what is left, unsealed, as the key of the words."""
    house = House(tmp_path)
    house.close()
    house.open("ear")
    ring = house.folder.ring
    box = ring.closed(BRIEFING)
    assert box is not None
    readable = [record.data for record in house.recorder.follow(0, 100_000)]
    readable += [unseal(ring.key_of(BRIEFING).subkey("closed"), box, f"{BRIEFING}/closed")]
    readable += [path.read_bytes() for path in house.folder.root.rglob("*") if path.is_file()]
    readable += [ring.key_of(name).reveal() for name in (BRIEFING, "_house")]
    assert not any(WORDS.encode() in data for data in readable)
    (word, *_) = house.recorder.below.read(words_stream(BRIEFING))
    tried = {data[at : at + KEY_BYTES] for data in readable for at in range(len(data) - KEY_BYTES + 1)}
    assert not any(opens(Key(key), word.data) for key in tried)
    house.open("mod")
    house.look()
    assert opens(ring.record_key(BRIEFING), word.data), "that would have been found"


def opens(key: Key, box: bytes) -> bool:
    with contextlib.suppress(BoxError):
        return bool(unseal(key.subkey("log"), box, f"{words_stream(BRIEFING)}@1"))
    return False


def test_killed_at_any_write_it_is_closed_and_opened_in_the_end(tmp_path: Path) -> None:
    for number in range(9):
        house = House(tmp_path / str(number))
        house.look()
        house.ask()
        house.look(killed_after=number)
        house.look()
        assert not house.is_readable(), number
        for by in ("mod", "op"):
            declare(house.call, by)
        for killed in (number, number + 9, number + 18):
            house.look(killed_after=killed)
        house.look()
        assert WORDS in house.says() and house.is_readable(), number
        assert house.folder.ring.closed(BRIEFING) is None
        assert not read_releases(house.recorder, BRIEFING).closed


def test_after_a_move_officers_open_it_by_hand(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.close()
    move(house.call, TIDE, "mod", "op")
    for by in ("mod", "ear"):
        declare(house.call, by, TIDE)
    assert house.look() == [], "what was closed for the ferry does not open for the tide"
    house.open("mod", "ear")
    assert house.look() == [folder_in(house.public)]
    assert WORDS in house.says()


def test_opened_by_hand_it_is_edited_and_stays_open(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.close()
    wish = OverrideFlags(open=0, reason="None.")
    assert edit(house.recorder, BRIEFING, house.call.state, wish, "mod", house.call.now) is Refused.CLOSED
    house.open("mod", "ear")
    assert house.look() == [] and house.is_readable()
    assert edit(house.recorder, BRIEFING, house.call.state, wish, "mod", house.call.now) is Refused.NOTHING_OPEN
    with pytest.raises(ClosingError, match="handed over their shares"):
        house.ask()


def test_the_desk_shows_no_words_of_what_is_closed(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.look()
    drafts = Drafts(house.recorder, house.folder)
    assert drafts.standing(BRIEFING, house.call.state).draft.turns
    house.close()
    assert not drafts.standing(BRIEFING, house.call.state).draft.turns
    assert not drafts.standing(BRIEFING, house.call.state).releases.versions


def test_what_cannot_be_closed_is_told(tmp_path: Path) -> None:
    house = House(tmp_path / "early")
    with pytest.raises(ClosingError, match="the bundle is not made yet"):
        house.ask()
    with pytest.raises(ClosingError, match="nothing of this briefing is closed"):
        house.open("mod")
    house.close()
    with pytest.raises(ClosingError, match="closed already"):
        house.ask()
    timed = House(tmp_path / "timed", AnyOf((EVENT, FAR)))
    timed.look()
    with pytest.raises(ClosingError, match="officers who all have a key file"):
        timed.ask()
    for by in ("mod", "ear"):
        declare(timed.call, by)
    with pytest.raises(ClosingError, match="has lifted"):
        timed.ask()


def test_a_closed_briefing_is_destroyed_like_others(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.close()
    house.folder.ring.destroy(BRIEFING)
    for key_of in (house.folder.ring.key_of, house.folder.ring.record_key):
        with pytest.raises(KeyDestroyedError, match="was destroyed"):
            key_of(BRIEFING)
    assert not list((house.folder.root / "keys").glob(f"{BRIEFING}*"))

"""The quorum's hold on a bundle: with fewer shares than it takes, nobody opens it; with enough, the keeper does."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from held_call import BRIEFING, EVENT, START, HeldCall, folder_in
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace
from officers_with_shares import LATE, OFFICERS, TIDE, declare, hand_over, held, keys_of, make_quickly, move
from simulated_briefing import Fuse, FusedRecorder, Killed

from onbackground.briefing.embargo import AllOf, AnyOf, Broken, Condition, Fact, NoEmbargo, holds
from onbackground.briefing.lift import missing
from onbackground.log.folder import DataFolder
from onbackground.release.bundle import Bundle, kept, opened
from onbackground.release.keeper import Keeper
from onbackground.release.quorum import Locks, ShareHanded, is_split, shares_stream
from onbackground.sealing.boxes import BoxError, unseal
from onbackground.sealing.keys import KEY_BYTES, Key

WORDS = "barrier will be ready"


class House:
    """A data folder, a public one, and a keeper for a call."""

    def __init__(self, root: Path, call: HeldCall) -> None:
        self.call, self.public, self.folder = call, root / "public", DataFolder(root / "data")
        self.folder.ring.begin(BRIEFING)

    def look(self) -> list[Path]:
        return Keeper(self.call.recorder, self.folder, self.public, now=lambda: self.call.now).look()

    @property
    def bundle(self) -> Bundle | None:
        """What whoever has the house's identity and all of its disk opens with the program as it is."""
        box = kept(self.folder, BRIEFING, 1)
        assert box is not None
        return opened(box, BRIEFING, 1, Locks(self.call.recorder, BRIEFING))


@pytest.fixture(autouse=True)
def made_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    make_quickly(monkeypatch)


def test_two_of_three_open_it_and_one_does_not(tmp_path: Path) -> None:
    house = House(tmp_path, held())
    assert house.look() == [] and house.bundle is None
    declare(house.call, "ear")
    assert house.look() == [] and house.bundle is None
    declare(house.call, "mod")
    assert house.bundle is not None, "before the keeper looks, with what is in the log alone"
    assert house.look() == [folder_in(house.public)]
    assert WORDS in (folder_in(house.public) / "transcript.json").read_text()


def test_nothing_the_house_can_read_is_the_key_with_one_share_too_few(tmp_path: Path) -> None:
    """Tries every 32 bytes of the log and the folder, unsealed, as the key of the bundle and of its locks."""
    house = House(tmp_path, held(needed=3))
    house.look()
    for by in ("mod", "op"):
        hand_over(house.call, by, EVENT)
    box = kept(house.folder, BRIEFING, 1)
    assert box is not None and box.locked is not None
    readable = [record.data for record in house.call.recorder.follow(0, 100_000)]
    readable += [path.read_bytes() for path in house.folder.root.glob("*") if path.is_file()]
    readable += [house.folder.ring.key_of(name).reveal() for name in (BRIEFING, "_house")]
    readable += [msgspec.msgpack.encode(replace(box, content=b""))]
    assert not any(WORDS.encode() in data for data in (*readable[-4:], box.content))
    locks = Locks(house.call.recorder, BRIEFING)
    sealed = [(box.content, f"{BRIEFING}/bundle@1")]
    for fact in (EVENT, Broken()):
        lock = locks._lock_of(fact, house.call.state)
        sealed.append((lock.identity, lock.recipient))
    tried = {data[at : at + KEY_BYTES] for data in readable for at in range(len(data) - KEY_BYTES + 1)}
    assert {share.reveal() for share in locks._shares[EVENT].values()} < tried, (
        "the shares are found, not enough of them"
    )
    for content, place in sealed:
        assert not any(opens(Key(key), content, place) for key in tried)
    hand_over(house.call, "ear", EVENT)
    key = locks.unlock(box.locked)
    assert key is not None and opens(key, *sealed[0]), "that would have been found"


def opens(key: Key, box: bytes, place: str) -> bool:
    with contextlib.suppress(BoxError):
        return bool(unseal(key, box, place))
    return False


def test_all_of_takes_the_shares_of_each_fact_and_a_time_takes_none(tmp_path: Path) -> None:
    house = House(tmp_path, held(AllOf((EVENT, LATE, TIDE))))
    house.look()
    for by in ("mod", "op"):
        declare(house.call, by, EVENT)
    house.look()
    assert house.bundle is None, "the shares of one fact do not open what waits for two"
    for by in ("op", "ear"):
        declare(house.call, by, TIDE)
    assert house.bundle is not None


def test_what_a_time_alone_can_lift_is_not_split(tmp_path: Path) -> None:
    for embargo in (LATE, AnyOf((EVENT, LATE)), NoEmbargo()):
        assert not is_split(held(embargo).state)
    assert not is_split(held(unkeyed="op").state), "every officer has a key file, or nothing is split"
    house = House(tmp_path, held(AnyOf((EVENT, LATE))))
    house.look()
    assert house.bundle is not None


def test_a_broken_embargo_opens_it(tmp_path: Path) -> None:
    house = House(tmp_path, held(AllOf((EVENT, TIDE))))
    house.look()
    for by in ("op", "ear"):
        declare(house.call, by, Broken())
    assert house.bundle is not None
    assert house.look() == [folder_in(house.public)]


def test_a_move_locks_it_anew(tmp_path: Path) -> None:
    house = House(tmp_path, held())
    house.look()
    hand_over(house.call, "mod", EVENT)
    hand_over(house.call, "op", EVENT)
    move(house.call, TIDE, "mod", "op")
    house.look()
    assert house.bundle is None, "it does not open with what was for the embargo before"
    for by in ("mod", "ear"):
        declare(house.call, by, TIDE)
    assert house.look() == [folder_in(house.public)]


def test_declared_without_shares_it_is_made_from_the_record(tmp_path: Path) -> None:
    house = House(tmp_path, held())
    house.look()
    for by in ("op", "ear"):
        declare(house.call, by, share=False)
    assert house.bundle is None
    assert house.look() == [folder_in(house.public)]


def test_a_published_bundle_is_put_in_place_again(tmp_path: Path) -> None:
    house = House(tmp_path, held())
    house.look()
    for by in ("op", "ear"):
        declare(house.call, by)
    (place,) = house.look()
    shutil.rmtree(house.public)
    assert house.look() == [place]


def test_shares_that_are_nobodys_count_for_nothing(tmp_path: Path) -> None:
    house = House(tmp_path, held())
    house.look()
    hand_over(house.call, "mod", EVENT)
    shares = [ShareHanded(fact=EVENT, by=by, share=share) for by in OFFICERS for share in (b"", bytes(32), b"x" * 33)]
    stream = shares_stream(BRIEFING)
    own = house.call.recorder.read(stream)[-1].data
    copied = replace(msgspec.msgpack.decode(own, type=ShareHanded), by="op")
    for data in [own, own, *map(msgspec.msgpack.encode, [copied, *shares])]:
        house.call.recorder.append(stream, house.call.recorder.version(stream), [data], START)
    assert house.bundle is None
    hand_over(house.call, "op", EVENT)
    assert house.bundle is not None


def test_a_share_is_handed_over_once(tmp_path: Path) -> None:
    call = held()
    for _ in range(3):
        hand_over(call, "mod", EVENT)
    assert call.recorder.version(shares_stream(BRIEFING)) == 2, "its lock, and the share"
    assert "share=" not in repr(ShareHanded(fact=EVENT, by="mod", share=b"secret"))


class AnyOrder(RuleBasedStateMachine):
    """Officers who declare, whose command dies before it has, forgers, and a keeper that is killed at its writes."""

    @initialize(
        embargo=st.sampled_from([EVENT, AllOf((EVENT, TIDE)), AnyOf((EVENT, AllOf((TIDE, LATE))))]),
        needed=st.integers(1, 3),
    )
    def begin(self, embargo: Condition, needed: int) -> None:
        in_memory = Path("/dev/shm")
        self.root = Path(tempfile.mkdtemp(dir=in_memory if in_memory.is_dir() else None))
        self.embargo, self.needed, self.fuse = embargo, needed, Fuse()
        self.house = House(self.root, held(embargo, needed, recorder=FusedRecorder(self.fuse)))
        self.declared: dict[Fact, set[str]] = {}
        self.handed: dict[Fact, set[str]] = {}

    facts = st.sampled_from((EVENT, TIDE, Broken()))
    officers = st.sampled_from(OFFICERS)

    def agreed(self, said: dict[Fact, set[str]]) -> bool:
        facts = {fact for fact, by in said.items() if len(by) >= self.needed}
        return holds(self.embargo, facts | {LATE})

    @rule(by=officers, fact=facts, dies=st.booleans())
    def officer_declares(self, by: str, fact: Fact, dies: bool) -> None:
        if not self.house.call.state.lifts:
            hand_over(self.house.call, by, fact)
            self.handed.setdefault(fact, set()).add(by)
            if not dies and (fact in missing(self.house.call.state) or fact == Broken()):
                declare(self.house.call, by, fact, share=False)
                self.declared.setdefault(fact, set()).add(by)

    @rule(by=officers, fact=facts, share=st.sampled_from((b"", bytes(32), b"x" * 33)), of=officers)
    def somebody_forges(self, by: str, fact: Fact, share: bytes, of: str) -> None:
        """A made-up share, or another's."""
        recorder, stream = self.house.call.recorder, shares_stream(BRIEFING)
        own = Locks(recorder, BRIEFING)._lock_of(fact, self.house.call.state).share_of(of, keys_of(of).identity)
        if of in self.handed.get(fact, ()) and of != by:
            share = own.reveal()
        data = msgspec.msgpack.encode(ShareHanded(fact=fact, by=by, share=share))
        recorder.append(stream, recorder.version(stream), [data], START)

    @rule(left=st.integers(0, 12))
    def keeper_is_killed(self, left: int) -> None:
        self.fuse.left = left
        with self.fuse.on_disk(), contextlib.suppress(Killed):
            self.house.look()
        self.fuse.left, self.fuse.dead = None, False

    @invariant()
    def it_opens_with_the_shares_it_takes_and_no_fewer(self) -> None:
        if hasattr(self, "house") and kept(self.house.folder, BRIEFING, 1):
            locked = kept(self.house.folder, BRIEFING, 1).locked is not None  # type: ignore[union-attr]
            assert locked or self.agreed(self.declared)
            if locked:
                assert (self.house.bundle is not None) == self.agreed(self.handed)

    @invariant()
    def nothing_is_published_early(self) -> None:
        if hasattr(self, "house"):
            assert self.agreed(self.declared) or not self.house.public.exists()

    def teardown(self) -> None:
        if hasattr(self, "house"):
            for by in OFFICERS:
                for fact in (EVENT, TIDE):
                    self.officer_declares(by, fact, False)
            self.house.look()
            assert WORDS in (folder_in(self.house.public) / "transcript.json").read_text()
            shutil.rmtree(self.root)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)

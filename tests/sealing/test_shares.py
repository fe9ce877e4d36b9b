"""A split key: any k of n officers have it, k - 1 have nothing, and a wrong share is refused."""

from __future__ import annotations

from itertools import combinations

import pytest
from msgspec.structs import replace

from onbackground.sealing.boxes import BoxError
from onbackground.sealing.keys import Key
from onbackground.sealing.shares import ShareError, combine, split

SIZES = [(1, 1), (1, 3), (2, 2), (2, 3), (3, 3), (3, 5), (5, 10), (10, 10)]


def officers(count: int) -> list[str]:
    return [f"s{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize(("needed", "count"), SIZES)
def test_any_k_of_n_open_and_fewer_do_not(needed: int, count: int) -> None:
    key = Key.new()
    kept, shares = split(key, needed, officers(count))
    for chosen in combinations(shares, needed):
        assert combine(kept, {officer: shares[officer] for officer in chosen}).reveal() == key.reveal()
    assert combine(kept, shares).reveal() == key.reveal(), "all of them, too"
    for chosen in combinations(shares, needed - 1):
        with pytest.raises(ShareError, match=f"{needed} officers are needed"):
            combine(kept, {officer: shares[officer] for officer in chosen})


@pytest.mark.parametrize(("needed", "count"), SIZES)
def test_no_box_opens_with_fewer_shares_and_a_made_up_one(needed: int, count: int) -> None:
    """Whoever changes what is kept so that it asks for less, or accepts anything, still cannot open a box."""
    kept, shares = split(Key.new(), needed, officers(count))
    lacking = {**shares, "s1": Key.new()}
    careless = replace(kept, marks={officer: split_mark(officer, share) for officer, share in lacking.items()})
    with pytest.raises(BoxError):
        combine(careless, {officer: lacking[officer] for officer in list(lacking)[:needed]})


def split_mark(officer: str, share: Key) -> bytes:
    return share.subkey("share", officer).reveal()


def test_a_wrong_share_is_refused_with_its_officer() -> None:
    kept, shares = split(Key.new(), 2, officers(3))
    with pytest.raises(ShareError, match="seat s2"):
        combine(kept, {**shares, "s2": Key.new()})
    with pytest.raises(ShareError, match="seat s2"):
        combine(kept, {"s1": shares["s1"], "s2": shares["s3"]})
    with pytest.raises(ShareError, match="seat s9"):
        combine(kept, {"s1": shares["s1"], "s9": shares["s3"]})


def test_nothing_of_the_key_is_in_what_is_kept() -> None:
    key = Key.new()
    kept, shares = split(key, 2, officers(3))
    everything = b"".join([*kept.marks.values(), *kept.boxes])
    assert key.reveal() not in everything
    assert not any(share.reveal() in everything for share in shares.values())
    assert len({share.reveal() for share in shares.values()}) == 3


@pytest.mark.parametrize(("needed", "names"), [(0, ["a"]), (2, ["a"]), (1, []), (1, ["a", "a"]), (1, officers(11))])
def test_a_split_that_makes_no_sense_is_refused(needed: int, names: list[str]) -> None:
    with pytest.raises(ShareError):
        split(Key.new(), needed, names)

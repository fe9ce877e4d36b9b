"""Keys, boxes, the house's identity and the ring."""

import pickle
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.sealing.boxes import OVERHEAD, BoxError, seal, unseal
from onbackground.sealing.identity import Identity, IdentityError, is_protected, keep_identity, read_identity
from onbackground.sealing.keys import Key
from onbackground.sealing.ring import KeyDestroyedError, KeyRing

KEY = Key(bytes(range(32)))


@given(st.binary(max_size=200), st.text(max_size=20))
def test_a_box_opens_with_its_key_at_its_place(plain: bytes, place: str) -> None:
    box = seal(KEY, plain, place)
    assert unseal(KEY, box, place) == plain
    assert len(box) == len(plain) + OVERHEAD


@given(st.binary(max_size=40), st.text(max_size=5), st.text(max_size=5))
def test_a_box_opens_nowhere_else(plain: bytes, place: str, other: str) -> None:
    box = seal(KEY, plain, place)
    if place != other:
        with pytest.raises(BoxError):
            unseal(KEY, box, other)
    with pytest.raises(BoxError):
        unseal(KEY.subkey("log"), box, place)


@given(st.binary(max_size=40), st.data())
def test_a_changed_box_does_not_open(plain: bytes, data: st.DataObject) -> None:
    box = bytearray(seal(KEY, plain, "here"))
    box[data.draw(st.integers(0, len(box) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BoxError):
        unseal(KEY, bytes(box), "here")


@given(st.binary(max_size=60))
def test_whatever_is_no_box_is_refused(noise: bytes) -> None:
    with pytest.raises(BoxError):
        unseal(KEY, noise, "here")


def test_subkeys_are_their_purposes_own() -> None:
    keys = [KEY, KEY.subkey("a"), KEY.subkey("b"), KEY.subkey("a", "b"), KEY.subkey("ab"), Key.new()]
    assert len({key.reveal() for key in keys}) == len(keys)
    assert KEY.subkey("a", "b").reveal() == KEY.subkey("a", "b").reveal()


def test_nothing_secret_shows(tmp_path: Path) -> None:
    identity = Identity.new()
    for secret, text in ((KEY, KEY.reveal().hex()), (identity, identity.reveal())):
        assert text not in f"{secret} {secret!r}"
    with pytest.raises(TypeError):
        pickle.dumps(KEY)
    with pytest.raises(ValueError, match="32 bytes"):
        Key(b"short")


def test_an_identity_is_kept_with_or_without_a_passphrase(tmp_path: Path) -> None:
    identity = Identity.new()
    keep_identity(tmp_path / "plain", identity)
    keep_identity(tmp_path / "protected", identity, "the tide turns")
    assert [is_protected(tmp_path / name) for name in ("plain", "protected")] == [False, True]
    assert read_identity(tmp_path / "plain").reveal() == identity.reveal()
    assert read_identity(tmp_path / "protected", "the tide turns").reveal() == identity.reveal()
    assert identity.reveal().encode() not in (tmp_path / "protected").read_bytes()
    assert (tmp_path / "plain").stat().st_mode & 0o777 == 0o600
    with pytest.raises(IdentityError, match="give its passphrase"):
        read_identity(tmp_path / "protected")
    with pytest.raises(IdentityError, match="not the passphrase"):
        read_identity(tmp_path / "protected", "the tide stays")
    with pytest.raises(FileExistsError):
        keep_identity(tmp_path / "plain", Identity.new())
    with pytest.raises(IdentityError, match="no age identity"):
        Identity("Rosalind")


def test_a_ring_has_one_key_a_briefing_until_it_is_destroyed(tmp_path: Path) -> None:
    identity = Identity.new()
    ring, other = KeyRing(tmp_path, identity), KeyRing(tmp_path, identity)
    key = ring.make("b7k2")
    assert other.key_of("b7k2").reveal() == key.reveal() == ring.make("b7k2").reveal()
    assert ring.make("c3m9").reveal() != key.reveal()
    assert key.reveal() not in (tmp_path / "b7k2.age").read_bytes()
    other.destroy("b7k2")
    for one in (ring, other):
        with pytest.raises(KeyDestroyedError, match="b7k2"):
            one.key_of("b7k2")
    with pytest.raises(IdentityError, match="another house's"):
        KeyRing(tmp_path, Identity.new()).key_of("c3m9")
    with pytest.raises(ValueError, match="file's name"):
        ring.key_of("../b7k2")


def test_two_who_make_the_same_key_get_the_same(tmp_path: Path) -> None:
    identity, made = Identity.new(), []
    threads = [
        threading.Thread(target=lambda: made.append(KeyRing(tmp_path, identity).make("b7k2").reveal()))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8 and len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["b7k2.age"]

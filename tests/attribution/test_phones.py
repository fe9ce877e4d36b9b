import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.attribution.sound.phones import likeness, readings, spoken, weight


def alike(one: str, other: str) -> float:
    return max(likeness(a, b) for a in spoken(tuple(one.split())) for b in spoken(tuple(other.split())))


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("okafor", "akifur"),
        ("kowalczyk", "kovalchick"),
        ("onyekachi", "on a catchy"),
        ("adeyemi", "a dummy"),
        ("joao", "joe"),
        ("nguyen", "win"),
        ("siobhan", "shivon"),
        ("wojciech", "voychek"),
        ("knight", "nite"),
        ("philips", "filibs"),
    ],
)
def test_what_is_misheard_sounds_alike(name: str, heard: str) -> None:
    assert alike(name, heard) > 0.75


@pytest.mark.parametrize(("name", "other"), [("okafor", "guterres"), ("ruiz", "perez"), ("tillerson", "kelly")])
def test_other_names_do_not(name: str, other: str) -> None:
    assert alike(name, other) < 0.7


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=30))
def test_every_word_can_be_read_in_a_few_ways(word: str) -> None:
    found = readings(word)
    assert 1 <= len(found) <= 16
    assert all(likeness(phones, phones) == 1.0 for phones in found if weight(phones))


@given(*[st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)] * 2)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    a, b = readings(one)[0], readings(other)[0]
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert 0.0 <= likeness(a, b) <= 1.0

"""``*0``: every role can have its keys said, in every language the operator speaks."""

import pytest

from onbackground.briefing.sealed import Sealed
from onbackground.briefing.terms import Role, Seat
from onbackground.exchange.cues import keys_of
from onbackground.exchange.keypad import CODES
from onbackground.voice.catalogue import Catalogue, languages


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("role", Role)
def test_every_key_of_a_role_is_said(role: Role, language: str) -> None:
    catalogue = Catalogue(language)
    seat = Seat(id="s1", role=role, name=Sealed("Gil Quillfeather"), alias="Somebody", pin="p")
    said = keys_of(catalogue, seat, "l1").text.lower()
    assert [code for code in CODES[role] if catalogue.presses(code) not in said and code != "#"] == []
    assert said

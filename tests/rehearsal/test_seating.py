"""The parts of a script as seats: everybody's own PIN, known in the log by its digest."""

from onbackground.briefing.pins import pin_digest
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.rules import decide
from onbackground.briefing.state import State
from onbackground.briefing.terms import GroundRules, Role
from onbackground.exchange.keypad import PIN_DIGITS
from onbackground.rehearsal.script import Part, Script, Speech
from onbackground.rehearsal.seating import convene, new_pins

OFFICIAL = Part("one", Role.OFFICIAL, "Rosalind Wexford", "Senior Administration Official One", also=("Roz",))
REPORTERS = tuple(Part(f"r{n}", Role.REPORTER, f"Reporter {n}", "Question", outlet="Gull News") for n in range(40))
PARTS = (Part("moderator", Role.MODERATOR, "Imogen Castlebury", "Moderator"), OFFICIAL, *REPORTERS)
SCRIPT = Script("Harbour talks", GroundRules(), PARTS, (Speech("moderator", ("Good morning.",)),))


def test_everybody_has_a_pin_of_their_own() -> None:
    pins = new_pins(SCRIPT)
    assert list(pins) == [part.id for part in PARTS]
    assert len(set(pins.values())) == len(PARTS)
    assert all(pin.isdigit() and len(pin) == PIN_DIGITS for pin in pins.values())


def test_the_rules_accept_the_seats_as_they_are() -> None:
    pins = new_pins(SCRIPT)
    command = convene(SCRIPT, pins, b"key", 1000, announces=False)
    assert not isinstance(decide(State(), command), Refusal)
    assert not command.announces
    assert command.starts_at == 1000
    moderator, official, *reporters = command.seats
    assert (moderator.id, moderator.role, moderator.alias) == ("moderator", Role.MODERATOR, "Moderator")
    assert official.name.reveal() == "Rosalind Wexford"
    assert [other.reveal() for other in official.also] == ["Roz"]
    assert {seat.outlet for seat in reporters} == {"Gull News"}
    assert official.pin == pin_digest(b"key", pins["one"])
    assert pins["one"] not in repr(command)

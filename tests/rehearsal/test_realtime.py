"""The same script on the simulated network and on loopback."""

import pytest
from echo_house import EchoHouse
from echo_service import EchoService
from sounds import babble

from onbackground.rehearsal.call import Answered, Ended, Ringing, State
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.listening import hears
from onbackground.rehearsal.realtime import Realtime
from onbackground.rehearsal.simulation import Simulation

pytestmark = pytest.mark.realtime


SAID = babble(5, 1.2)


def script(runner, house, transport):
    """A short call; what its people noticed, free of times."""
    phones = [runner.phone(name, habits=Habits(transport=transport)) for name in ("dana", "emil")]
    first, second = phones
    first.dial("b7k2")
    runner.run_until(lambda: first.state is State.TALKING, 5, "the answer")
    first.press("12#")
    runner.run_until(lambda: not first.pressing, 5, "the keys")
    first.say(SAID)
    runner.run_until(lambda: not first.speaking, 5, "the end of the speech")
    runner.sleep(0.3)
    keys = list(house.keys.values())
    first.hang_up()
    runner.run_until(lambda: first.state is State.ENDED and not house.calls, 5, "the end of the call")
    second.dial("b7k2")
    runner.run_until(lambda: second.state is State.TALKING, 5, "the second answer")
    house.ask("BYE")
    runner.run_until(lambda: second.state is State.ENDED, 5, "the far end to hang up")
    match = hears(first.handset.recording.samples(), SAID)
    return {
        "events": [[type(event) for event in phone.events] for phone in phones],
        "keys": keys,
        "packets": first.handset.reception.packets,
        "heard": match.heard,
        "methods": house.methods,
    }, match


@pytest.mark.parametrize("transport", ["UDP", "TCP"])
def test_a_script_sees_the_same_call_in_simulation_and_on_loopback(transport):
    house = EchoHouse()
    simulated, match = script(Simulation(house), house, transport)
    assert simulated["events"] == [[Ringing, Answered, Ended]] * 2
    assert simulated["keys"] == ["12#"] and match.correlation > 0.99
    with EchoService() as house, Realtime(house.address) as runner:
        real, match = script(runner, house, transport)
    assert abs(real.pop("packets") - simulated.pop("packets")) <= 2
    assert real == simulated
    assert match.correlation > 0.95


def test_forty_phones_talk_at_once_on_loopback():
    with EchoService() as house, Realtime(house.address) as runner:
        phones = [runner.phone(f"phone{n}", habits=Habits(sends_silence=True)) for n in range(40)]
        for phone in phones:
            phone.dial("b7k2")
        runner.run_until(lambda: all(phone.state is State.TALKING for phone in phones), 10, "all answers")
        said = [babble(n, 1.0) for n in range(40)]
        for phone, sound in zip(phones, said, strict=True):
            phone.say(sound)
        runner.run_until(lambda: not any(phone.speaking for phone in phones), 10, "the end of all speech")
        runner.sleep(0.3)
        matches = [hears(p.handset.recording.samples(), sound) for p, sound in zip(phones, said, strict=True)]
        for phone in phones:
            phone.hang_up()
        runner.run_until(lambda: not house.calls, 10, "all to hang up")
    assert min(match.heard for match in matches) == 1.0


def test_nobody_listening_is_refused_over_tcp_and_waited_for_in_vain_over_udp():
    with Realtime(("127.0.0.1", 9)) as runner:
        caller = runner.phone("dana", habits=Habits(transport="TCP"))
        caller.dial("b7k2")
        runner.run_until(lambda: caller.state is State.ENDED, 5, "the refusal")
        assert caller.events[-1].status == 503
        silent = runner.phone("emil")
        silent.dial("b7k2")
        with pytest.raises(TimeoutError, match=r"waited 0\.5 s in vain for an answer"):
            runner.run_until(lambda: silent.state is State.TALKING, 0.5, "an answer")

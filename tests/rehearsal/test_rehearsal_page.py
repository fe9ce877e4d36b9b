"""The examples of the documentation run."""

import re
from pathlib import Path

from echo_house import EchoHouse
from sounds import babble

from onbackground.rehearsal.network import Traffic
from onbackground.rehearsal.simulation import Simulation

PAGE = Path(__file__).parents[2] / "docs" / "rehearsal.md"


def test_the_script_and_the_weather_of_the_page_run():
    script, weather = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    names = {}
    exec(script, names)
    house, question = EchoHouse(), babble(1, 1)
    with Simulation(house, seed=1) as simulation:
        phone = names["ask"](simulation, "1234", question)
        simulation.run_until(lambda: not house.calls, 5)
        assert list(house.keys.values()) == ["1234#"]
        assert names["hears"](phone.handset.recording.samples(), question)
        exec(weather, {"simulation": simulation})
        assert simulation.network.impairment("10.1.0.3", "10.0.0.1", Traffic.MEDIA).jitter == 0.03

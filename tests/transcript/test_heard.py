from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onbackground.transcript.findings.heard import HINTS, IS_ANYONE_HEARD


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.from_regex(IS_ANYONE_HEARD, alphabet=st.characters(max_codepoint=126) | st.sampled_from("’—–")))
def test_the_quick_look_misses_nothing_of_the_long_one(asked: str) -> None:
    assert any(hint in asked.lower() for hint in HINTS)

from hypothesis import given
from hypothesis import strategies as st

from onbackground.rehearsal.clock import SimulatedClock


@given(st.lists(st.integers(0, 50)))
def test_callbacks_come_in_order_of_time_then_of_asking(delays):
    clock, happened = SimulatedClock(5.0), []
    for number, delay in enumerate(delays):
        clock.call_later(delay / 1000, lambda n=number: happened.append((clock.now_us, n)))
    clock.run_until(6.0)
    assert happened == sorted((5_000_000 + 1000 * delay, n) for n, delay in enumerate(delays))
    assert clock.now == 6.0


def test_a_callback_may_ask_for_another_within_the_same_run():
    clock, happened = SimulatedClock(), []

    def again():
        happened.append(clock.now)
        clock.call_later(0.02, again)

    clock.call_later(0.02, again)
    clock.run_until(0.1)
    assert happened == [0.02, 0.04, 0.06, 0.08, 0.1]


def test_what_is_cancelled_does_not_happen_and_what_is_past_happens_now():
    clock, happened = SimulatedClock(10.0), []
    clock.call_later(1, lambda: happened.append("cancelled")).cancel()
    clock.call_at(3.0, lambda: happened.append(clock.now))
    assert clock.next_us() == 10_000_000
    clock.run_until(12.0)
    assert happened == [10.0]
    assert clock.next_us() is None


def test_time_does_not_drift_in_steps_that_binary_fractions_cannot_say():
    clock = SimulatedClock()
    for _ in range(100_000):
        clock.run_until((clock.now_us + 20_000) / 1e6)
    assert clock.now == 2000.0


@given(st.floats(0, 1e6))
def test_nothing_is_called_before_its_time_nor_a_microsecond_late(when):
    clock, happened = SimulatedClock(), []
    clock.call_at(when, lambda: happened.append(clock.now))
    clock.run_until(when + 1)
    assert when <= happened[0] < when + 1.1e-6

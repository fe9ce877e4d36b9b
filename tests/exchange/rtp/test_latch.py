from onbackground.exchange.rtp.latch import RUN, Latch
from onbackground.exchange.rtp.packet import RtpPacket

PORT, SOURCE = 30000, 0xC0000201_1388


def packet(sequence: int, ssrc: int = 7) -> RtpPacket:
    return RtpPacket(payload_type=0, sequence=sequence % 65536, timestamp=0, ssrc=ssrc, payload=b"")


def offer(
    latch: Latch,
    count: int,
    *,
    source: int = SOURCE,
    ssrc: int = 7,
    first: int = 100,
    waiting: tuple[int, ...] = (3,),
    now: float = 0.0,
    step: float = 0.02,
) -> list[int | None]:
    earned = [
        latch.consider(PORT, source, packet(first + index, ssrc), waiting, now + step * index) for index in range(count)
    ]
    return [latched.line if latched else None for latched in earned]


def test_a_run_of_good_packets_earns_the_line() -> None:
    assert offer(Latch(), RUN) == [None] * (RUN - 1) + [3]


def test_a_run_may_wrap_and_miss_a_packet() -> None:
    latch = Latch()
    numbers = [65534, 65535, 1, 2]
    earned = [latch.consider(PORT, SOURCE, packet(number), [3], 0.0) for number in numbers]
    assert earned[-1] is not None and earned[-1].line == 3
    assert [before.sequence for before in earned[-1].before] == [65534, 65535, 1]


def test_too_few_packets_earn_nothing() -> None:
    assert offer(Latch(), RUN - 1) == [None] * (RUN - 1)


def test_two_lines_that_might_be_meant_are_never_guessed_between() -> None:
    assert offer(Latch(), 50, waiting=(3, 4)) == [None] * 50


def test_nobody_waiting_nobody_taken() -> None:
    assert offer(Latch(), 50, waiting=()) == [None] * 50


def test_a_changing_sender_has_to_start_again() -> None:
    latch = Latch()
    offer(latch, RUN - 1)
    assert offer(latch, RUN - 1, ssrc=8, first=100 + RUN - 1) == [None] * (RUN - 1)


def test_the_same_packet_again_is_no_run() -> None:
    latch = Latch()
    assert [latch.consider(PORT, SOURCE, packet(100), [3], 0.0) for _ in range(50)] == [None] * 50


def test_a_run_begun_for_one_line_does_not_earn_another() -> None:
    latch = Latch()
    offer(latch, RUN - 1)
    assert offer(latch, RUN - 1, first=100 + RUN - 1, waiting=(4,)) == [None] * (RUN - 1)


def test_an_old_run_is_forgotten() -> None:
    latch = Latch()
    offer(latch, RUN - 1)
    assert offer(latch, 1, first=100 + RUN - 1, now=10.0) == [None]


def test_a_flood_of_addresses_is_not_remembered() -> None:
    latch = Latch()
    for source in range(5000):
        latch.consider(PORT, source, packet(1), [3], 0.0)
    assert len(latch._runs) <= 257
    assert offer(latch, RUN)[-1] == 3

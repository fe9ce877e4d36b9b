"""What no list settles is flagged, and ordinary talk is not."""

import pytest

from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

ROSTER = Roster(
    (
        Seat(id="s1", name="Ngozi Okafor", alias="Official One", agency="Department of Justice"),
        Seat(id="s2", name="Dmitri Volkov", alias="Senior State Department Official", agency="State Department"),
        Seat(id="s3", name="Ana Rowan", alias="Official Three", agency="Harbor Safety Commission"),
    )
)
GUARD = Guard(ROSTER, keep=["Elena Tidewater", "Ocean Wire"], misheard=False)


def flags(text: str, *, asking: bool = False) -> list[tuple[str, str, str]]:
    return [(f.reason.value, f.found, f.suggestion) for f in GUARD.apply(text, asking=asking).flags]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Thanks, Kate.", ("addressed", "Kate", "[redacted]")),
        ("Thank you so much, Kate, and hello.", ("addressed", "Kate", "[redacted]")),
        ("Over to you, Kate.", ("addressed", "Kate", "[redacted]")),
        ("I’ll turn it over to Kate for questions.", ("addressed", "Kate", "[redacted]")),
        ("Kate, please go ahead.", ("addressed", "Kate", "[redacted]")),
        ("Kate, over to you.", ("addressed", "Kate", "[redacted]")),
        ("Kate, do you want to start?", ("addressed", "Kate", "[redacted]")),
        ("to Senior Administration Official One for his remarks", ("gender", "his", "their")),
        ("My name is Kate Miller.", ("self-introduction", "Kate Miller", "[redacted]")),
        ("I’m Zolan with the Department.", ("self-introduction", "Zolan", "[redacted]")),
        ("This is Quillon’s team again.", ("self-introduction", "Quillon", "[redacted]")),
        ("Hi, this is the Quillons again.", ("self-introduction", "Quillons", "[redacted]")),
        ("Thank you, the quillons, and hello.", ("addressed", "quillons", "[redacted]")),
        ("Thank you, the annoyance and thank you, everyone.", ("addressed", "annoyance", "[redacted]")),
        ("I’m the ambassador to Arcadia.", ("self-introduction", "ambassador", "[redacted]")),
        ("Over to Okafor for his remarks.", ("gender", "his", "their")),
        ("Thanks, Okafor. She’ll take that.", ("gender", "She’ll", "they'll")),
        ("I’d ask my colleague if she has more.", ("gender", "she", "they")),
        ("My colleague at the Harbour Board read the survey, and he wrote the rest.", ("gender", "he", "they")),
        ("when I was ambassador in Chile, we", ("biography", "I was ambassador in Chile", "[redacted]")),
        ("as my predecessor said", ("biography", "my predecessor", "[redacted]")),
        ("as a former prosecutor, I know", ("biography", "former prosecutor", "[redacted]")),
        ("in my time at the embassy", ("biography", "my time at the embassy", "[redacted]")),
        ("This is Okafor from DOJ.", ("agency", "DOJ", "[redacted]")),
        ("my colleague from the Justice Department", ("agency", "Justice Department", "[redacted]")),
        ("a senior DOJ official said", ("agency", "DOJ", "[redacted]")),
        ("our colleagues at HSC know", ("agency", "HSC", "[redacted]")),
    ],
)
def test_it_is_flagged(text: str, flag: tuple[str, str, str]) -> None:
    assert flags(text) == [flag]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, everyone. Thank you, Operator. Hi, all. Thanks, Elena. Hello, Mr. Tidewater. Thanks, and hi.",
        "We’ll go to Kylie Atwood. Thanks, Kylie.",
        "Thanks, the team. Thank you, the moderator, and thank you, the work of years is done.",
        "This is Volkov from the State Department.",
        "The President delivered his remarks, and Secretary Blinken his.",
        "Thanks, Okafor. The Secretary said that she will travel.",
        "DOJ sued. The State Department and the Justice Department agreed. It is a matter of justice.",
        "Thank you, the numbers are good. Thanks, the Europeans. This is the ceilings. Back to the Tidewaters.",
        "This is the President’s team. This is China’s side. This is Tidewater’s office.",
        "I was walking through it. This is important. I’m happy to. This is America.",
        "the former President, a career official, the former embassy",
        "“my predecessor left me this debt”",
        "[Official One] will begin.",
    ],
)
def test_ordinary_talk_is_not(text: str) -> None:
    assert flags(text) == []


def test_reporters_may_say_who_they_are() -> None:
    said = "Hi, this is Gabe Rowe with the Post. When I was ambassador in Chile, I met my predecessor."
    assert flags(said, asking=True) == []
    assert flags(f"Q    {said}\n\nOPERATOR: This is Gabe speaking.") == []
    assert {reason for reason, _, _ in flags(f"MODERATOR: {said}")} == {"self-introduction", "biography"}

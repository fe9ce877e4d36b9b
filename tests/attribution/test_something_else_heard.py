"""What only sounds like a name of the roster: things, peoples, towns, others; and what may be it, which is flagged."""

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

SEATS = (
    Seat(id="s1", name="Linda Hall", alias="One"),
    Seat(id="s2", name="Rose Rice", alias="Two"),
    Seat(id="s3", name="Art Long", alias="Three"),
    Seat(id="s4", name="Jack Chase", alias="Four"),
    Seat(id="s5", name="Dawn King", alias="Five"),
    Seat(id="s6", name="Elizabeth Williams", alias="Six"),
    Seat(id="s7", name="Mark Cook", alias="Seven"),
    Seat(id="s8", name="Brian Flores", alias="Eight"),
    Seat(id="s9", name="Amanda Thompson", alias="Nine"),
    Seat(id="s10", name="Susan Lewis", alias="Ten"),
)
GUARD = Guard(Roster(SEATS))


@pytest.mark.parametrize(
    "text",
    [
        "The head of the harbour board, Shalanda Young, wrote to us.",  # one word is no whole name
        "Mayor Ron DeSantes wrote to the port.",
        "They asked Brazilians to join the watch.",
        "All winter long, the growers and ranchers have been waiting.",
        "Thanks for jumping on this call.",
        "We know that CENTCOM has been looking into it.",
        "And CISA will be leading the work.",
        "They met in Marrakech last spring.",
        "The ships come from Cote d'Azure and Spain.",
        "It was on the evening news of BBC Mundo.",
        "It is for a Cinco celebration.",
        "My neighbour, Susan, live in Athens with others.",
    ],
)
def test_what_only_sounds_like_a_name_stays(text: str) -> None:
    kept = GUARD.apply(text)
    assert kept.text == text.replace("Susan", "[Ten]")


def test_a_word_and_a_small_one_behind_anothers_first_name_are_no_name() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Sabine Oduya", alias="One"),)))
    assert guard.apply("The tug took Hugo Saab in tow.").text == "The tug took Hugo Saab in tow."


def test_nobody_is_named_behind_anothers_name() -> None:
    text = "Both Tomás Flores and Freitas were in the harbour."
    assert GUARD.apply(text).text == text


def test_who_is_given_the_floor_and_speaks_under_their_name_is_nobody_else() -> None:
    text = "MODERATOR:  I will turn it over to Aly Woodiams.\n\nMR. WOODIAMS:  Thank you. Good morning."
    assert "Aly Woodiams" in GUARD.apply(text).text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yesterday, Jake said that it rains.", "Jake"),  # a name that others have
        ("Dr. Tomsey came as well.", "Dr. Tomsey"),
        ("I think that Thomsen will take it.", "Thomsen"),
        ("The Cooke treaty ends it.", "Cooke"),
    ],
)
def test_what_may_be_somebody_else_misheard_is_flagged(text: str, found: str) -> None:
    guarded = GUARD.apply(text)
    assert [one.found for one in guarded.replacements] == [found]
    assert [flag.found for flag in guarded.flags if flag.reason is Reason.UNSURE] == [found]


def test_what_sounds_alike_where_it_is_due_is_not() -> None:
    assert [flag.reason for flag in GUARD.apply("Thanks, Ellisabet Willyams.").flags] == []


def test_an_agency_beside_a_name_is_no_half_of_it() -> None:
    guard = Guard(
        Roster((Seat(id="s1", name="Rose Okonjo", alias="One"), Seat(id="s2", name="Ida Merrow", alias="Two")))
    )
    assert guard.apply("Ida Merrow from Commerce, Rose Okonjo.").text == "[Two] from Commerce, [One]."

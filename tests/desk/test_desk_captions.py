"""Captions never show a name that is not to be shown."""

from desk_call import BRIEFING, OFFICIAL_NAMES, SEATS, DeskCall
from msgspec.structs import replace

from onbackground.briefing import commands as do
from onbackground.briefing.sealed import Sealed
from onbackground.desk.captions import KEPT, Caption, Captions
from onbackground.record.scribe import Caption as Heard


def heard(text: str, seat: str = "mod", start: int = 1) -> Heard:
    return Heard(BRIEFING, f"track-{seat}", seat, start, text)


def test_names_become_aliases_the_moderators_too() -> None:
    captions = Captions()
    captions.took_in(heard("Thank you, Ottoline. This is Tamsin Merriweather; next is Ada Fable of the Harbor Post."))
    (shown,) = captions.shown(DeskCall().state)
    assert shown == Caption(
        "mod",
        "Thank you, [Senior Administration Official One]. This is [Moderator]; next is Ada Fable of the Harbor Post.",
    )


def test_who_is_on_the_record_may_be_named() -> None:
    named = tuple(replace(seat, named=seat.id == "o1") for seat in SEATS)
    captions = Captions()
    captions.took_in(heard(" and ".join(OFFICIAL_NAMES)))
    (shown,) = captions.shown(DeskCall(seats=named).state)
    assert shown.text == f"{OFFICIAL_NAMES[0]} and [Senior Administration Official Two]"


def test_a_new_alias_counts_at_once() -> None:
    call, captions = DeskCall(), Captions()
    captions.took_in(heard("As Thistlewood said"))
    assert "[Senior Administration Official Two]" in captions.shown(call.state)[0].text
    call.mod(do.SettleAttribution, seat="o2", alias="Harbour Official")
    assert captions.shown(call.state)[0].text == "As [Harbour Official] said"


def test_where_somebody_cannot_be_guarded_nothing_is_shown() -> None:
    nameless = tuple(replace(seat, name=Sealed("…")) if seat.id == "o2" else seat for seat in SEATS)
    captions = Captions()
    captions.took_in(heard("As Quillfeather said"))
    assert captions.shown(DeskCall(seats=nameless).state) == []


def test_an_utterance_grows_and_the_latest_few_are_kept_in_order() -> None:
    captions, state = Captions(), DeskCall().state
    for start in (3, 1, 2):
        captions.took_in(heard(f"words {start}", start=start))
    captions.took_in(heard("words 2 and more", start=2))
    captions.took_in(heard("  ", start=9))
    assert [caption.text for caption in captions.shown(state)] == ["words 1", "words 2 and more", "words 3"]
    for start in range(10, 20):
        captions.took_in(heard(f"words {start}", start=start))
    assert [caption.text for caption in captions.shown(state)] == [f"words {start}" for start in range(20 - KEPT, 20)]

"""A call is guarded as one text: what is said in one turn tells who is meant in another."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.attribution.call import CallGuard, Speech
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat
from onbackground.attribution.turns import Voice

SEAT = Seat(id="s1", name="David Okonkwo", alias="Official A")
GUARD = Guard(Roster((SEAT,)), misheard=False)


def call(*speeches: tuple[str, Voice, str]) -> list[str]:
    said = tuple(Speech(label, voice, (text,)) for label, voice, text in speeches)
    return [one.text for (one,) in CallGuard(GUARD).call(said)]


def test_who_was_called_on_is_known_in_the_answer() -> None:
    calling = ("MODERATOR", Voice.OTHER, "Our next question is from David Sandoval with the Fable Courier.")
    asking = ("Q", Voice.REPORTER, "Hi. Two questions.")
    answer = ("SENIOR OFFICIAL", Voice.OTHER, "Thanks, David. It is late.")
    assert call(calling, asking, answer)[2] == "Thanks, David. It is late."
    assert call(answer) == ["Thanks, [Official A]. It is late."]


def test_offsets_and_words_are_those_of_the_paragraph() -> None:
    speech = Speech("MODERATOR", Voice.OTHER, ("Good morning.", "Here is David Okonkwo.", ""))
    other = Speech("OFFICIAL", Voice.OTHER, ("Okonkwo here. Thanks, Kate.",))
    (_, second, last), (answer,) = CallGuard(GUARD).call((speech, other))
    assert [(one.start, one.end, one.found) for one in second.replacements] == [(8, 21, "David Okonkwo")]
    assert [(one.start, one.found) for one in answer.replacements] == [(0, "Okonkwo")]
    assert [(one.start, one.found) for one in answer.flags] == [(22, "Kate")]
    assert last.text == ""


def test_no_name_goes_on_from_one_paragraph_to_the_next() -> None:
    assert call(("A", Voice.OTHER, "So said David"), ("B", Voice.OTHER, "Okonkwo here.")) == [
        "So said [Official A]",
        "[Official A] here.",
    ]


_TEXTS = st.lists(
    st.sampled_from(
        ["David ", "Okonkwo", "Da-", "vid", " — ", "\n", "¶", ". ", "O. K. O. N. K. W. O.", "[", "]", "Mr. "]
    ),
    max_size=12,
).map("".join)


@given(st.lists(st.lists(_TEXTS, max_size=3), max_size=4))
@settings(max_examples=150, deadline=None)
def test_every_paragraph_is_whole_and_without_the_name(said: list[list[str]]) -> None:
    speeches = tuple(Speech("MODERATOR", Voice.OTHER, tuple(texts)) for texts in said)
    guarded = CallGuard(GUARD).call(speeches)
    assert [len(one) for one in guarded] == [len(one.paragraphs) for one in speeches]
    for speech, found in zip(speeches, guarded, strict=True):
        for text, one in zip(speech.paragraphs, found, strict=True):
            position, rebuilt = 0, ""
            for replaced in one.replacements:
                assert text[replaced.start : replaced.end] == replaced.found
                rebuilt += text[position : replaced.start] + "[Official A]"
                position = replaced.end
            assert rebuilt + text[position:] == one.text
            assert not re.search(r"\bOkonkwo\b", one.text)

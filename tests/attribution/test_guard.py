import re
import string
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onbackground.attribution.aliases import Aliases
from onbackground.attribution.given_names import is_common_name
from onbackground.attribution.guard import Guard
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS
from onbackground.attribution.roster import Roster, Seat
from onbackground.attribution.vocabulary import ALWAYS_ORDINARY, HONORIFICS, SUFFIXES
from onbackground.attribution.words import MARKS, fold

ONE = Seat(id="s1", name="Ngozi Okafor", alias="Senior Administration Official One")
TWO = Seat(
    id="s2",
    name="María Núñez Ruiz",
    also=("Mia",),
    alias="Senior Administration Official Two",
    title="Deputy Assistant Secretary",
)
THREE = Seat(id="s3", name="Will van der Moor", alias="Moderator", role="moderator")
GUARD = Guard(Roster((ONE, TWO, THREE)))
A1, A2, A3 = "[Senior Administration Official One]", "[Senior Administration Official Two]", "[Moderator]"


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Here is Ngozi Okafor now.", f"Here is {A1} now."),
        ("Thanks, Ngozi.", f"Thanks, {A1}."),
        ("NGOZI OKAFOR and okafor.", f"{A1} and {A1}."),
        ("Ms. Okafor’s team, Okafor's plan, the Okafors", f"{A1}’s team, {A1}'s plan, the {A1}"),
        ("Over to Ambassador Okafor.", f"Over to {A1}."),
        ("with Ngozi\nOkafor here", f"with {A1} here"),
        ("with Ngozi — Okafor here", f"with {A1} here"),
        ("with Oka-\nfor and Oka-for here", f"with {A1} and {A1} here"),
        ("O-k-a-f-o-r, or O. K. A. F. O. R.", f"{A1}, or {A1}."),
        ("Oka- — Okafor will", f"{A1} will"),
        ("N. Okafor", A1),
        ("Maria Nunez Ruiz; MARÍA RUIZ; Nu\u0301n\u0303ez", f"{A2}; {A2}; {A2}"),
        ("Deputy Assistant Secretary Ruiz spoke", f"{A2} spoke"),
        ("Deputy\nAssistant Secretary Mia Ruiz spoke", f"{A2} spoke"),
        ("Mia, go ahead.", f"{A2}, go ahead."),
        ("Will van der Moor Jr., Mr. van der Moor, Mr Moor", f"{A3}, {A3}, {A3}"),
        ("He will go to the moor. Will?", f"He will go to the moor. {A3}?"),
        ("[Okafor] and [Mr. Ruiz of State]", f"{A1} and [{A2} of State]"),
        ("Okafor/Ruiz", f"{A1}/{A2}"),
        ("Ruizian okaforing", "Ruizian okaforing"),
        ("mail ngozi.okafor@example.org", f"mail {A1}@example.org"),
    ],
)
def test_each_form_becomes_the_alias_once(text: str, guarded: str) -> None:
    assert GUARD.apply(text).text == guarded


def test_what_is_an_alias_already_stays() -> None:
    text = f"Thanks, {A1} and [senior\nadministration official two]."
    guard = Guard(Roster((ONE, TWO, Seat(id="s4", name="Senior One", alias="Moderator"))))
    assert guard.apply(text).text == text


def test_an_unclosed_alias_stays_unclosed_and_names_go() -> None:
    assert GUARD.apply("[Senior Administration Official One, as Okafor").text == (
        f"[Senior Administration Official One, as {A1}"
    )


def test_replacements_tell_where_and_whom() -> None:
    text = "Thanks, Ms. Okafor. Mia?"
    found = GUARD.apply(text).replacements
    assert [(r.start, r.end, r.found, r.seat, r.alias, r.form, r.confidence) for r in found] == [
        (8, 18, "Ms. Okafor", "s1", ONE.alias, "last", 1.0),
        (20, 23, "Mia", "s2", TWO.alias, "also", 1.0),
    ]


def test_a_name_two_seats_share_is_replaced_and_unsure() -> None:
    guard = Guard(Roster((ONE, Seat(id="s5", name="Ngozi Bellweather", alias="Moderator"))))
    first, second = guard.apply("Ngozi and Ngozi Bellweather").replacements
    assert (first.seat, first.confidence) == ("s1", 0.5)
    assert (second.seat, second.confidence) == ("s5", 1.0)


def test_names_of_others_are_kept() -> None:
    guard = Guard(Roster((ONE, TWO)), keep={"Maria Tidewater", "Secretary Ruiz", "Okefer"})
    text = "Maria Tidewater asked Secretary Ruiz and Okefer."
    assert guard.apply(text).text == text
    assert guard.apply("Maria asked Ruiz.").text == f"{A2} asked {A2}."


def test_nothing_shows_a_name() -> None:
    guarded = GUARD.apply("Ngozi Okafor")
    shown = f"{GUARD!r} {ONE!r} {Roster((ONE,))!r} {guarded.replacements[0]!r} {guarded.replacements!r}"
    assert "kafor" not in shown
    assert "Ngozi" not in shown


def test_different_people_side_by_side_stay_apart() -> None:
    assert GUARD.apply("Okafor Ruiz").text == f"{A1} {A2}"
    assert GUARD.apply("Okafor.\n\nOkafor").text == f"{A1}.\n\n{A1}"


_NAME_WORDS = st.one_of(
    st.sampled_from(
        ["Okafor", "Núñez", "O'Dell", "Li", "May", "Grant", "de", "van", "Łukasz", "Jean-Luc", "Will", "Bo"]
    ),
    st.text(alphabet=string.ascii_letters + "áéîöñøßćŁ", min_size=2, max_size=9),
)
_NAMES = st.lists(_NAME_WORDS, min_size=1, max_size=4).map(" ".join)


@st.composite
def _rosters_and_texts(draw: st.DrawFn) -> tuple[Roster, str]:
    names = draw(st.lists(_NAMES, min_size=1, max_size=4, unique=True))
    seats = tuple(Seat(id=f"s{i}", name=name, alias=f"Zz Quux {'ABCD'[i]}") for i, name in enumerate(names))
    words = [word for name in names for word in [name, *name.split()]]
    pieces = st.one_of(
        st.sampled_from(words),
        st.sampled_from(words).map(str.upper),
        st.sampled_from(
            [
                " ",
                "\n",
                ", ",
                "'s ",
                "-",
                " — ",
                ". ",
                "[",
                "]",
                "Mr. ",
                "Merrow",
                "said",
                "[Zz Quux A]",
                "1",
                "_",
                "(",
                "x",
            ]
        ),
        st.text(max_size=4),
    )
    return Roster(seats), "".join(draw(st.lists(pieces, max_size=25)))


def _exact_forms(name: str) -> list[str]:
    """The full name, and every word of it that names this person wherever it stands."""
    words = re.findall(r"[^\W\d_]+", name)
    inner = [word for word in words[1:-1] if len(word) > 3]
    alone = [word for word in {words[0], words[-1], *inner} if len(word) > 2 and word[0].isupper()]
    elsewhere = ALWAYS_ORDINARY | HONORIFICS | SUFFIXES | NAMES_THAT_ARE_WORDS
    alone = [word for word in alone if fold(word) not in elsewhere and not is_common_name(fold(word))]
    whole = len(words) > 1 and words[-1][0].isupper() and set(map(fold, words)) - NAMES_THAT_ARE_WORDS
    return [*alone, name] if whole else alone


_JOINED = rf"[^\W_]|[{MARKS}]"
"""Letters and digits, and what is not seen between them."""


@given(_rosters_and_texts())
@settings(max_examples=400, deadline=None)
@example((Roster((Seat(id="s0", name="Ann Okafor", alias="Zz Quux A"),)), "[Zz Quux A]Ann Okafor_Ann"))
@example((Roster((Seat(id="s0", name="Okafor OAA", alias="Zz Quux A"),)), "Okafor OAAOAA OAA"))
@example((Roster((Seat(id="s0", name="Okafor OAa", alias="Zz Quux A"),)), "Okafor OaaOaa Oaa"))
@example((Roster((Seat(id="s0", name="Okafor Okafor Grant", alias="Zz Quux A"),)), "The Okafor Grant Merrow"))
def test_no_exact_form_survives(case: tuple[Roster, str]) -> None:
    roster, text = case
    guarded = Guard(roster).apply(text)
    outside = guarded.text
    for seat in roster.seats:
        outside = re.sub(r"(?i)\[\s*" + seat.alias.replace(" ", r"\s+") + r"\s*\]", "|", outside)
    for seat in roster.seats:
        for form in _exact_forms(seat.name):
            assert not re.search(rf"(?<!{_JOINED}){re.escape(form)}(?!{_JOINED})", outside), form
        last = re.findall(r"[^\W\d_]+", seat.name)[-1]
        if len(seat.name.split()) > 1 and last[0].isupper() and len(last) > 1 and fold(last) not in ALWAYS_ORDINARY:
            assert not re.search(rf"(?<!{_JOINED})(?:Mr|Ms|Dr)\.? {re.escape(last)}(?!{_JOINED})", outside), last


@pytest.mark.parametrize("mark", "\u00ad\u200b\u200d\u200e\u200f\u2060\u2066\u202a\ufe0f\ufeff\ufffd\u0336\u20dd")
def test_marks_within_a_name_hide_nothing_of_it(mark: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Ngozi Okafor", alias="Official"),)), misheard=False)
    for name in (f"Ngozi Oka{mark}for", mark.join("Okafor"), f"Okafor{mark}"):
        assert guard.apply(f"We met {name} there.").text == "We met [Official] there."


_TWO_HALVES = Roster(
    (
        Seat(id="s0", name="CE Okafor", alias="Zz Quux A"),
        Seat(id="s1", name="Núñez aB", alias="Zz Quux B"),
    )
)


@given(_rosters_and_texts())
@settings(max_examples=300, deadline=None)
@example((_TWO_HALVES, "Núñez aBCE Okafor"))
def test_offsets_rebuild_the_text(case: tuple[Roster, str]) -> None:
    roster, text = case
    guarded = Guard(roster).apply(text)
    rebuilt, position = "", 0
    for one in guarded.replacements:
        assert position <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.found
        rebuilt += text[position : one.start] + f"[{one.alias}]"
        position = one.end
    assert rebuilt + text[position:] == guarded.text
    balance = {bracket: guarded.text.count(bracket) - text.count(bracket) for bracket in "[]"}
    assert balance["["] == balance["]"]


@given(_rosters_and_texts())
@settings(max_examples=300, deadline=None)
@example(
    (Roster((Seat(id="s0", name="Okafor Okafor Li", alias="Zz Quux A"),)), "Mr. Li OkaforOkaforOkafor Li OkaforOkafor")
)
def test_a_second_pass_leaves_every_alias_as_it_is(case: tuple[Roster, str]) -> None:
    """It may find one more name, where the first took a word among names for a word, but touches no alias."""
    roster, text = case
    guard = Guard(roster, misheard=False)
    once = guard.apply(text).text
    aliases = Aliases(roster).places(once)
    again = guard.apply(once).replacements
    assert not [one for one in again for start, end in aliases if one.start < end and start < one.end]


def test_a_sentence_guarded_needs_no_more() -> None:
    text = "Thank you, Ngozi. As Will Okafor said — and Mr. Okafor’s right — N-G-O-Z-I will call."
    guard = Guard(Roster((Seat(id="s0", name="Ngozi Fable", alias="A"), Seat(id="s1", name="Will Okafor", alias="B"))))
    once = guard.apply(text).text
    assert once == "Thank you, [A]. As [B] said — and [B]’s right — [A] will call."
    assert guard.apply(once).text == once


def _steps(guard: Guard, text: str) -> int:
    """Count the lines of code a guard runs through: a measure of work that no other load disturbs."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        guard.apply(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "Ngozi ",
        "Ms. ",
        "O-",
        "k a f ",
        "[",
        "Ngozi — ",
        "- — ",
        "Deputy Assistant ",
        "\n \n",
        "Akifur, and more of it. ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    guard = Guard(Roster((ONE, TWO, THREE)))
    guard.apply(piece * 500)
    short, long = _steps(guard, piece * 500), _steps(guard, piece * 2000)
    assert long < 5 * short + 1000


_PIECES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["Ngozi", " Okafor", "will", " VAN DER ", "moor", "\n", " — ", "[", "]", "N. O.", "Q "]),
)


@given(st.lists(_PIECES, max_size=25).map("".join), st.booleans())
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_brackets_balance_and_no_whole_name_is_left(text: str, misheard: bool) -> None:
    guarded = Guard(Roster((ONE, THREE)), misheard=misheard).apply(text)
    assert guarded.text.count("[") - text.count("[") == guarded.text.count("]") - text.count("]")
    left = re.sub(r"(?i)\[\s*(?:senior\s+administration\s+official\s+one|moderator)\s*\]", "|", guarded.text)
    assert not re.search(rf"(?i)(?<!{_JOINED})ngozi\s{{1,12}}okafor(?!{_JOINED})", left)

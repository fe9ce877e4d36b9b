"""Every form of names from many languages is found where it stands."""

from collections.abc import Callable

import pytest

from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

NAMES = [
    "Ngozi Okafor", "María Núñez Ruiz", "Willem van der Moor", "Dmitri Volkov", "Siobhan O'Brien", "Jürgen Müller",
    "Ahmed al-Hassan", "Jean-Luc Moreau", "Nagy Ferenc", "Priya Venkataraman", "Tom Tidewater-Jones", "Yuki Tanaka",
    "Katarzyna Wiśniewska", "Søren Kierulff", "Aleksandr Ivanovich Petrov", "Ronald McAllister", "Kim Min-jun",
    "Zoë Dubois", "Nguyễn Văn Minh", "Łukasz Żak", "Aoife Ní Bhriain",
]  # fmt: skip

Form = Callable[[str, str, str], str]
FORMS: dict[str, Form] = {
    "full": lambda name, first, last: name,
    "last": lambda name, first, last: last,
    "initial and last": lambda name, first, last: f"{first[0]}. {last}",
    "rank and last": lambda name, first, last: f"Ambassador {last}",
    "office and last": lambda name, first, last: f"Deputy Assistant Secretary {last}",
    "first and initial": lambda name, first, last: f"{first} {last[0].upper()}.",
    "odd apostrophe": lambda name, first, last: name.replace("'", "`"),
    "upper": lambda name, first, last: name.upper(),
    "lower": lambda name, first, last: name.lower(),
    "over a line": lambda name, first, last: name.replace(" ", "\n"),
    "with a pause": lambda name, first, last: name.replace(" ", " — ", 1),
    "with a filler": lambda name, first, last: name.replace(" ", ", uh, ", 1),
    "after a false start": lambda name, first, last: f"{first[:3]}- — {name}",
    "last after a false start": lambda name, first, last: f"{last[:4]}-- {last}",
    "spelled": lambda name, first, last: "-".join(c for c in last.upper() if c.isalpha()),
    "spelled and explained": lambda name, first, last: ", ".join(
        f"{c} as in Xylo" for c in last.upper() if c.isalpha()
    ),
    "run together": lambda name, first, last: name.replace(" ", ""),
    "hashtag": lambda name, first, last: "#" + name.replace(" ", "").replace("-", ""),
    "file": lambda name, first, last: name.lower().replace(" ", "_") + ".pdf",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_name_is_left(name: str, form: str) -> None:
    guard = Guard(
        Roster((Seat(id="s1", name=name, alias="Official", title="Deputy Assistant Secretary"),)), misheard=False
    )
    first, last = name.split()[0], name.split()[-1]
    named = FORMS[form](name, first, last)
    guarded = guard.apply(f"We now turn it over to {named} who is here.")
    left = guarded.text.replace(".pdf", "").replace("#", "")
    assert left in {"We now turn it over to [Official] who is here.", "We now turn it over to [Official]. who is here."}


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("jokafor@example.org", "[Official]@example.org"),
        ("@jokafor and @joan_okafor", "@[Official] and @[Official]"),
        ("https://example.org/people/joan-okafor/", "https://example.org/people/[Official]/"),
        ("#ThanksJoanOkafor", "#[Official]"),
        ("okafor_joan_2024.pdf", "[Official]_2024.pdf"),
        ("E, L, double T, A", "E, L, double T, A"),
        ("O, K, A, double F, O, R", "O, K, A, double F, O, R"),
        ("O as in Oscar, K for Kilo, A, F, O, R.", "[Official]."),
        ("Oscar Kilo Alpha Foxtrot Oscar Romeo.", "[Official]."),
        ("Oscar went to Delta Airlines.", "Oscar went to Delta Airlines."),
        ("o – k – a – f – o – r", "[Official]"),
        ("O-K-A... F-O-R", "[Official]"),
        ("J_Okafor.wav, okafor_j.wav", "[Official].wav, [Official].wav"),
        ("on_the_record.pdf", "on_the_record.pdf"),
        ("hear fromokafor now, andOkafor, OkaforThere", "hear from[Official] now, and[Official], [Official]There"),
        ("The okaforish style", "The okaforish style"),
        ("jo@example.org", "jo@example.org"),
    ],
)
def test_inside_addresses_and_spelled(text: str, guarded: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Joan Okafor", alias="Official"),)), misheard=False)
    assert guard.apply(text).text == guarded


def test_spelled_behind_a_contraction() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Ada O’Tidewater", alias="Official"),)), misheard=False)
    assert guard.apply("O’Tidewater, that’s O-T-I-D-E-W-A-T-E-R.").text == "[Official], that’s [Official]."


def test_a_double_letter() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Ada Elliott", alias="Official"),)), misheard=False)
    assert guard.apply("That is E, double L, I, O, double T.").text == "That is [Official]."
    assert guard.apply("That is E, two L’s, I, O, two Ts.").text == "That is [Official]."


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Thanks, Ste — Stephanie Hall.", "Thanks, [Official]."),
        ("as Wal—Walker said", "as [Other] said"),
        ("as Wal--ker said", "as [Other] said"),
        ("Let me invite Go — Gonzalo to add.", "Let me invite [Third] to add."),
        ("Over to Deputy National Security Advisor Walker.", "Over to [Other]."),
        ("Under Secretary Walker spoke.", "[Other] spoke."),
        ("turn it over to **Paul** to share", "turn it over to **[Other]** to share"),
        ("I will turn to “Paul” and then others.", "I will turn to “[Other]” and then others."),
        ("on the line we have the Walker, and others", "on the line we have the [Other], and others"),
        ("the Vos are here", "the [Third] are here"),
        ("V as in Victor, O as in Oscar.", "[Third]."),
        ("Victor Oscar. I would add Whiskey Victor.", "[Third]. I would add Whiskey Victor."),
        ("over to Wa — Walker, and over to Gu- Guy", "over to [Other], and over to [Seventh]"),
        ("to W. A. L. K. E. R.  \n\nS-t-e-p-h-a-n-i-e, go", "to [Other].  \n\n[Official], go"),
        ("F for Foxtrot, O for Oscar, X for X-ray.", "[Sixth]."),
        ("today we have stephanie hall with us", "today we have [Official] with us"),
        ("Mr. Edwards and Edward", "[Fifth] and [Fourth]"),
    ],
)
def test_offices_cut_offs_emphasis_and_articles(text: str, guarded: str) -> None:
    names = {"Stephanie Hall": "Official", "Paul Walker": "Other", "Gonzalo Vo": "Third", "Edward Gomez": "Fourth"}
    names |= {"Timothy Edwards": "Fifth", "Rita Fox": "Sixth", "Guy Hope": "Seventh"}
    seats = tuple(Seat(id=f"s{n}", name=name, alias=alias) for n, (name, alias) in enumerate(names.items()))
    assert Guard(Roster(seats), misheard=False).apply(text).text == guarded


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("they have the power to power homes", "they have the power to power homes"),
        ("Thanks, Ms. Power. As Power said, no.", "Thanks, [Official]. As [Official] said, no."),
        ("World AIDS Day and New Year’s Day came", "World AIDS Day and New Year’s Day came"),
        ("the Department of Justice", "the Department of Justice"),
        ("the power will fall, and that may power it", "the power will fall, and that may power it"),
        ("today we have will case and others", "today we have [Fourth] and others"),
    ],
)
def test_names_that_are_words(text: str, guarded: str) -> None:
    names = {"Georgia Power": "Official", "Guy Day": "Other", "Hope Justice": "Third", "Will Case": "Fourth"}
    seats = tuple(Seat(id=f"s{n}", name=name, alias=alias) for n, (name, alias) in enumerate(names.items()))
    assert Guard(Roster(seats), misheard=False).apply(text).text == guarded


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("We heard but ler and hux table on it.", "We heard [One] and [Two] on it."),
        ("Ann Hux Table is here.", "[Two] is here."),
        ("But Lera came. The butler spoke. On the table.", "But Lera came. The butler spoke. On the table."),
        ("A-A-Ann said so.", "[Two] said so."),
        ("Jo But Ler Junior, or Butler the Third.", "[One], or [One]."),
        ("JD Vo and J.D. Vo; J.D. spoke. Thanks, JD.", "[Three] and [Three]; [Three] spoke. Thanks, [Three]."),
        ("As Li Wei C. said, and Li Wei Chen.", "As [Four] said, and [Four]."),
        ("Jo... um, Butler spoke.", "[One] spoke."),
        ("I do. An Do is here. Ms. Do, please.", "I do. [Five] is here. [Five], please."),
        ("A fair grant. Will you take it?", "A fair grant. Will you take it?"),
        ("Thanks, Will & Ann. Smith & Will made it.", "Thanks, [Six] & [Two]. Smith & Will made it."),
        ("Vo\u0430n and V\u043e spoke.", "Vo\u0430n and [Three] spoke."),
        ("My name is Dr. Jonah.\n\nQ    Thank you.", "My name is [Three].\n\nQ    Thank you."),
        ("Will-power is not all. Thanks, Will.", "Will-power is not all. Thanks, [Six]."),
    ],
)
def test_names_in_pieces_and_in_few_letters(text: str, guarded: str) -> None:
    names = {"Jo Butler III": "One", "Ann Huxtable": "Two", "Jonah David Vo": "Three", "Li Wei Chen": "Four"}
    names |= {"An Do": "Five", "Will Grant": "Six"}
    seats = tuple(Seat(id=f"s{n}", name=name, alias=alias) for n, (name, alias) in enumerate(names.items()))
    assert Guard(Roster(seats), misheard=False).apply(text).text == guarded


def test_a_single_name_in_the_plural() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Widodo", alias="Official"),)), misheard=False)
    assert guard.apply("The Widodos’ plan").text == "The [Official]’ plan"


@pytest.mark.parametrize(
    "text", ["I don’t — I’m not sure.", "It is known as SAMIM: S-A-M-I-M.", "It wasn't. I am Timely."]
)
def test_letters_of_other_words_spell_no_name(text: str) -> None:
    seats = (Seat(id="s1", name="Timothy Colewater", also=("Tim",), alias="Official One"),)
    guard = Guard(Roster((*seats, Seat(id="s2", name="Samantha Foxglove", also=("Sam",), alias="Official Two"))))
    assert guard.apply(text).text == text
    assert guard.apply("That is T-I-M, and S-a-m.").text == "That is [Official One], and [Official Two]."


def test_a_last_name_that_is_a_word_goes_behind_its_first_name_misheard() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Rebecca Banks", alias="Official One"),)))
    assert (
        guard.apply("I begin, and then Rebeccan Banks and others.").text
        == "I begin, and then [Official One] and others."
    )
    assert guard.apply("The world has Banks. John Banks came.").text.endswith("John Banks came.")


def test_initials_end_where_a_sentence_begins_with_a_letter() -> None:
    names = ("Friedrich Schwarzkopf", "Sana Adeyemi")
    seats = tuple(Seat(id=f"s{n}", name=name, alias=f"Official {n}") for n, name in enumerate(names))
    text = "On the call we have Sana and F. S.. A reminder: it rains."
    assert (
        Guard(Roster(seats), misheard=False).apply(text).text
        == "On the call we have [Official 1] and [Official 0]. A reminder: it rains."
    )


@pytest.mark.parametrize("said", ["J.B.T.", "JBT", "J. B. T.", "J.T.", "JT"])
def test_initials_of_both_halves_of_a_first_name(said: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Jean-Baptiste Tidewater", also=("JB",), alias="Official"),)))
    assert guard.apply(f"Over to {said} for that one.").text == "Over to [Official] for that one."


@pytest.mark.parametrize("said", ["K.b.T.", "K.B.T.", "KBT", "K.T."])
def test_initials_with_a_particle(said: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Karim bin Tahir", alias="Official"),)))
    assert guard.apply(f"As {said} mentioned, it leaks.").text == "As [Official] mentioned, it leaks."


@pytest.mark.parametrize("said", ["Van 't Moor", "van ’t Moor", "VAN ’T MOOR", "Ada van 't Moor", "Ms. van ’t Moor"])
def test_a_particle_of_one_letter(said: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Ada van 't Moor", alias="Official A"),)))
    assert guard.apply(f"It is {said} again.").text == "It is [Official A] again."


@pytest.mark.parametrize("said", ["J.-B. Tidewater", "J-B Tidewater", "J. B. Tidewater", "Monsieur Tidewater"])
def test_initials_that_a_hyphen_ties_and_honorifics_of_other_languages(said: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Jean-Baptiste Tidewater", alias="Official A"),)))
    assert guard.apply(f"It is {said} again.").text == "It is [Official A] again."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Orla Mac an Bhaird", "Mac an Bhaird"),
        ("Jan Abbot-Cole", "J.A.-C."),
        ("Ada Tidewater", "Rear Admiral Tidewater"),
        ("Ada Tidewater", "Brigadier General Ada Tidewater"),
        ("August Tidewater", "August"),
    ],
)
def test_rarer_parts_of_names_and_ranks(name: str, said: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name=name, alias="Official A"),)))
    assert (
        guard.apply(f"Q    This question is for {said}.").text.rstrip(".") == "Q    This question is for [Official A]"
    )


@pytest.mark.parametrize(
    "said",
    ["Mrs. O", "MRS. O", "mrs o", "Ngozi “Goz” Okafor", "Ngozi (Goz) Okafor", "Mme. Okafor", "Asst. Sec. Okafor"],
)
def test_a_letter_behind_an_honorific_a_nickname_between_and_titles_cut_short(said: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Ngozi Okafor", alias="Official", also=("Mrs. O",)),)))
    assert guard.apply(f"We heard {said} on it.").text == "We heard [Official] on it."
    assert guard.apply("O my, the Os of Mrs. Ostler.").text == "O my, the Os of Mrs. Ostler."

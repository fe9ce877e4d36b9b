import re

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.in_the_sound import Sounded
from onbackground.attribution.roster import Roster, Seat

ROSTER = Roster(
    (
        Seat(id="s1", name="Ngozi Okafor", alias="Official One"),
        Seat(id="s2", name="María Ruiz", alias="Official Two"),
        Seat(id="s3", name="Siobhan Kowalczyk", alias="Official Three"),
        Seat(id="s4", name="Rajesh Venkataraman", alias="Official Four"),
    )
)
GUARD = Guard(ROSTER, keep={"Elena Rui", "Ocean Wire"})


@pytest.mark.parametrize(
    ("heard", "seat"),
    [
        ("Akifur", "s1"),
        ("Achafer", "s1"),
        ("O'Kaffer", "s1"),
        ("Okafer", "s1"),
        ("Oka For", "s1"),
        ("Ocafor", "s1"),
        ("Ngozi Ogfor", "s1"),
        ("Mr. Okefur", "s1"),
        ("Maria Ruis", "s2"),
        ("Ms. Ruis", "s2"),
        ("Kovalchick", "s3"),
        ("Kowalchik", "s3"),
        ("Rajish Venkatraman", "s4"),
        ("Venkat Raman", "s4"),
        ("Vencataraman", "s4"),
    ],
)
def test_a_name_misheard_is_found(heard: str, seat: str) -> None:
    guarded = GUARD.apply(f"Now we turn to {heard}, who will begin.")
    assert [one.seat for one in guarded.replacements] == [seat], guarded.text
    alias = guarded.replacements[0].alias
    assert guarded.text == f"Now we turn to [{alias}], who will begin."


@pytest.mark.parametrize(
    "text",
    [
        "The Mexican people and President Nieto met in Merida.",
        "Secretary Tillerson and Secretary Kelly will travel to Mexico City tomorrow.",
        "We heard from Elena Rui of the Ocean Wire.",
        "A cougar ran over the river. Rice is good. Cover it.",
        "Thank you, operator. Great question, and a fair one.",
        "the okefur of it",
        "NATO, the OECD and OKFR agreed.",
        "In Marseille, Raj said that Venice is fine.",
    ],
)
def test_what_is_somebody_or_something_else_stays(text: str) -> None:
    assert GUARD.apply(text).text == text


@pytest.mark.parametrize(
    "said", ["President {} came.", "They follow the {} treaty.", "They met in {}, Austria, twice."]
)
def test_what_a_president_a_thing_or_a_town_is_called_must_sound_more_alike(said: str) -> None:
    assert GUARD.apply("They met Wenkadaramo.").replacements
    assert not GUARD.apply(said.format("Wenkadaramo")).replacements
    assert GUARD.apply(said.format("Venkatraman")).replacements


def test_who_will_do_something_is_not_named_by_the_verb() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Ryan Wilson", alias="Official One"),)))
    text = "A reader from Maryport opens the evening, and will then speak about the harbour."
    assert guard.apply(text).text == text


@pytest.mark.parametrize(
    "text",
    ["The United Kingdom, with others, pays for the wall.", "It is late. I think John, the reader, knows the way."],
)
def test_words_of_a_title_and_what_somebody_thinks_are_no_name(text: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Dawn King", alias="Official One"),)))
    assert guard.apply(text).text == text


def test_a_word_written_small_elsewhere_is_no_name() -> None:
    roster = Roster((Seat(id="s1", name="Ada Gardiner", alias="Official One"),))
    text = "We met Gardener there."
    assert Guard(roster).apply(text).replacements
    assert not Guard(roster).apply(text + " One gardener is enough.").replacements


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("We turn to Ngozi Ackerlund now.", "We turn to [Official One] now."),
        ("We turn to Ngozi Acker-Lund now.", "We turn to [Official One] now."),
        ("We turn to Gosey Okafor now.", "We turn to [Official One] now."),
        ("We turn to Ngozi in Mexico.", "We turn to [Official One] in Mexico."),
        ("Thanks, Ngozi. Tidewater is next.", "Thanks, [Official One]. Tidewater is next."),
        ("President Okafor and NATO Okafor", "President [Official One] and NATO [Official One]"),
        ("María Ocean Wire", "[Official Two] Ocean Wire"),
    ],
)
def test_half_a_name_takes_its_other_half(text: str, guarded: str) -> None:
    assert GUARD.apply(text).text == guarded


def test_a_name_that_is_a_word_takes_nothing_with_it() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Will Okafor", alias="Moderator"),)))
    assert guard.apply("And Will Tidewater agree?").text == "And Will Tidewater agree?"


def test_it_is_marked_as_heard_and_less_sure() -> None:
    one = GUARD.apply("Thanks to Akifur for that.").replacements[0]
    assert one.form == "heard"
    assert 0.5 < one.confidence < 1


def test_without_the_second_layer_only_exact_forms_go() -> None:
    assert Guard(ROSTER, misheard=False).apply("Akifur and Okafor").text == "Akifur and [Official One]"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Thanks, {}. I would only add one thing.", "Anna Catchy"),
        ("With that, I will turn it over to {} for the second part.", "of con quo"),
        ("I think {} can take that question.", "a dummy"),
        ("As Mr. {} said, the agreement is final.", "Leftover"),
        ("Good afternoon. I'm {}, and I cover the region.", "all Rich Curler"),
    ],
)
def test_where_a_name_is_due_small_words_may_be_one(said: str, heard: str) -> None:
    names = ("Obinna Onyekachi", "Ada Okonkwo", "Tunde Adeyemi", "Benoît Lefèvre", "Ulrich Köhler", "Ewa Kowalczyk")
    roster = Roster(tuple(Seat(id=f"s{n}", name=name, alias=f"Official {n}") for n, name in enumerate(names)))
    guarded = Guard(roster).apply(said.format(heard))
    assert heard not in guarded.text
    assert len(guarded.replacements) == 1
    assert Guard(roster).apply(f"They spoke of {heard.lower()} and left.").replacements == ()


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("We are joined by Kowalchyk and Petra Tidewater.", "We are joined by [Official Three] and Petra Tidewater."),
        ("They spoke of kowalchyk and left.", "They spoke of [Official Three] and left."),
        ("In a moment, shivon kovalchik will say more.", "In a moment, [Official Three] will say more."),
        ("As maria rees explained, it is over.", "As [Official Two] explained, it is over."),
    ],
)
def test_a_name_in_small_letters_is_no_word_of_any_dictionary(text: str, guarded: str) -> None:
    assert GUARD.apply(text).text == guarded


@pytest.mark.parametrize("final", ["Okafort", "Kowalczy", "Venkataramans", "Venkatarama"])
def test_a_consonant_at_the_end_is_hardly_heard(final: str) -> None:
    assert [one.found for one in GUARD.apply(f"The plan that {final} drew is good.").replacements] == [final]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("The rules that Bar-lavie wrote are good.", "The rules that [One] wrote are good."),
        ("It was Ndong'ot and others.", "It was [Two] and others."),
        ("Thanks, Min-jund Parg.", "Thanks, [Three]."),
        ("A Bar-led group met.", "A [One]-led group met."),
    ],
)
def test_what_is_tied_to_a_piece_of_a_name_goes_with_it(text: str, guarded: str) -> None:
    names = {"One": "Talia Bar-Levi", "Two": "Esi Ndong'o", "Three": "Min-jun Pak"}
    guard = Guard(Roster(tuple(Seat(id=alias, name=name, alias=alias) for alias, name in names.items())))
    assert guard.apply(text).text == guarded


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Thank you, jeofrey hendriksen, for that.", "Thank you, [One], for that."),
        ("Here jeofrey hendriksom can say a word.", "Here [One] can say a word."),
        ("We met danniel hendriksen and danniel. That", "We met danniel [One] and danniel. That"),
        ("It is jeffrey hendriksen who wrote danniel.", "It is [One] who wrote danniel."),
        ("Please, Jeofre-hendrigsen, go on.", "Please, [One], go on."),
        ("At noon, Hendrixen, I saw it.", "At noon, [One], I saw it."),
        ("Thanks, Jeffry. That helps.", "Thanks, [One]. That helps."),
        ("I will build on Jeofre's good points.", "I will build on [One]'s good points."),
        ("Now over to the Hentricksens.", "Now over to the [One]."),
        ("We use what Cheofry Hentrigse gave us.", "We use what [One] gave us."),
    ],
)
def test_common_names_are_misheard_too(text: str, guarded: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Geoffrey Hendricksen", alias="One"),)))
    assert guard.apply(text).text == guarded


def test_an_official_who_is_given_the_floor_is_not_somebody_who_is_named_elsewhere() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Rebecca Tidewater", alias="One"),)))
    text = "MODERATOR: We met Rebeca Fable there. Over to you, Rebeca.\n\nSENIOR ADMINISTRATION OFFICIAL: Thanks."
    assert guard.apply(text).text == text.replace("Over to you, Rebeca", "Over to you, [One]")


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Thanks, bear a niece mac in tire.", "Thanks, [One]."),
        ("As Ambassador mackin tie her put it, we will.", "As [One] put it, we will."),
        ("We thank Director of Policy, and go on.", "We thank Director of Policy, and go on."),
        ("It came from MakintYR, and MacIntyER too.", "It came from [One], and MacIntyER too."),
    ],
)
def test_words_beside_a_name_misheard_and_behind_a_rank(text: str, guarded: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Berenice MacIntyre", alias="One"),)))
    assert guard.apply(text).text == guarded


def test_a_rare_last_name_is_the_officials_whatever_its_first_name_became() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Wojciech Ostrowski", alias="One"),)))
    text = "As Voi Check Ostrovski said, it rains. We met Director Ostrovski."
    assert guard.apply(text).text.endswith("We met [One].")


def test_words_before_a_last_name_are_the_first_name_misheard() -> None:
    guarded = GUARD.apply("It was written by raw jash Venkataraman for the others, and shove on Kowalczyk.")
    assert guarded.text == "It was written by [Official Four] for the others, and [Official Three]."


def test_speech_that_names_nobody_is_no_name() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Michelle Collick", alias="Official One"),)))
    text = "Let me turn to my colleague. Thanks."
    assert guard.apply(text).text == text


def test_half_of_anothers_name_stays() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Dawid Nowicki", also=("Merie",), alias="Official One"),)))
    text = "The law of Davyd Tidewater stands. Davyd, go ahead. Meria Vond sails. As Meria said, it leaks."
    assert guard.apply(text).text == text
    assert guard.apply("Thanks to Davyd Novitsky.").text == "Thanks to [Official One]."


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("MODERATOR:  Hello.\n\nQ   Hi.  Good morning, {} and all.  What is new?", "oak of war"),
        ("MODERATOR:  Hello.\n\nQ   Thanks for doing this, {}.  What is new?", "Oak Fair"),
        ("MODERATOR:  I turn it now to my colleague, {}.\n\nSENIOR OFFICIAL:  Hello.", "cold chick"),
        ("MODERATOR:  We are joined by María Ruiz and {}. Welcome.\n\nSENIOR OFFICIAL:  Hello.", "Roger Ash"),
        ("MODERATOR:  With that, over to Ambassador {}.\n\nSENIOR OFFICIAL:  Hello.", "Coal Check"),
        ("Sorry, {}. It is a long day.", "Orca fur"),
        ("It is long. {}, I don’t know if there is more.", "Cow all chick"),
        ("It is long. {}, I can start on this.", "Oak Efren"),
        ("I think {} would underscore that too.", "Goaltick"),
        ("We heard everything {} just laid out.", "a calf or"),
        ("I would go back to what {} announced in the spring.", "a calf or"),
        ("The speaker, who is {}, begins.", "Ocarver"),
        ("We are joined on the call here today by {}.", "Call Chick"),
        ("As {} has just mentioned, it is late.", "vein got a man"),
    ],
)
def test_where_a_name_is_due_little_likeness_is_enough(said: str, heard: str) -> None:
    assert GUARD.apply(said.format(heard)).replacements[-1].form == "heard"
    assert not [one for one in GUARD.apply(said.format("the colleague")).replacements if one.form == "heard"]


def test_a_people_is_no_name() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Luísa Teixeira", alias="Official One"),)))
    assert not guard.apply("We ask what the Israelis said.").replacements
    assert guard.apply("We ask what the Isaralis said.").replacements


def test_several_words_that_begin_anothers_name_stay() -> None:
    assert GUARD.apply("I turn it over to Director Oakifer Brainbridge.").text.count("[") == 0


def test_a_list_with_half_a_name_takes_no_other_name_with_it() -> None:
    guarded = Guard(Roster((Seat(id="s1", name="John Martin", alias="Official A"),))).apply(
        "Jake Sandoval, John, and Liz."
    )
    assert guarded.text.startswith("Jake ")


def test_a_kept_name_that_sounds_alike_stays() -> None:
    roster = Roster((Seat(id="s1", name="Elin Nowicki", alias="Official One"),))
    assert Guard(roster).apply("Thanks, Ellyn.").replacements
    assert not Guard(roster, keep={"Ellyn Reed"}).apply("Thanks, Ellyn.").replacements


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Siobhan Gallagher", "One of the things «Siophen» was talking about is this."),
        ("Bożena Krawczyk", "We had a good meeting and «Krovczyk» went to the region."),
        ("Rajesh Venkataraman", "Let me turn back to «Rajesh Venck Etaraman» on that."),
        ("Jingyi Huang", "I will now turn the call over to «Jeen Gyi Huang» to begin."),
        ("Seo-yeon Baek", "My question for «Seo-Ieon». You know, that was before."),
        ("Eun-ji Choi", "On this call, we have «Eon-Yi». A reminder: it is embargoed."),
        ("Khalid Al-Mansouri", "Thank you for the compliments, «Al-Manssoori». That was kind."),
        ("Quang Vo", "Let me turn it over to «Vu». And then we take questions."),
    ],
)
def test_misspellings_go_wherever_they_stand(name: str, heard: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name=name, alias="Official One"),)))
    before, said, after = re.split("[«»]", heard)
    assert guard.apply(before + said + after).text == f"{before}[Official One]{after}"


def test_what_has_somebody_elses_other_half_beside_it_stays() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Marisol Cardenas", alias="Official One"),)))
    assert not guard.apply("Prime Minister Scott Marison mentioned it. The Ngos of Long Beach did, too.").replacements


def test_a_name_that_only_the_sound_has_becomes_the_alias_unless_it_is_hardly_sure() -> None:
    text = "I think it can take that, and so rich Ruiz knows. [Official One] is here, and Elena Rui."

    def place(of: str) -> tuple[int, int]:
        return text.index(of), text.index(of) + len(of)

    sure = GUARD.apply(text, sounded=[Sounded(*place("it"), "s1", 0.95), Sounded(*place("so rich Ruiz"), "s2", 0.95)])
    assert sure.text.startswith("I think [Official One] can take that, and [Official Two] knows.")
    assert [flag.found for flag in sure.flags] == ["it"]  # beside "Ruiz" there is no doubt
    assert GUARD.apply(text, sounded=[Sounded(*place("it"), "s1", 0.5)]).text.startswith("I think [Official One] can")
    unsure = GUARD.apply(text, sounded=[Sounded(*place("it"), "s1", 0.4)])
    assert unsure.text == GUARD.apply(text).text
    assert [(flag.start, flag.found, flag.suggestion) for flag in unsure.flags] == [(8, "it", "[Official One]")]
    left = [
        Sounded(*place("[Official One]"), "s2", 0.9),
        Sounded(*place("Elena Rui"), "s2", 0.9),
        Sounded(*place("knows"), "s9", 0.9),
    ]
    assert GUARD.apply(text, sounded=left) == GUARD.apply(text)


def test_whom_else_the_sound_may_mean_is_told_by_alias() -> None:
    text = "Thanks, Akafer, and Akafur’s team."

    def place(of: str) -> tuple[int, int]:
        return text.index(of), text.index(of) + len(of)

    assert not GUARD.apply(text).flags
    rivals = GUARD.apply(text, sounded=[Sounded(*place("Akafer"), "s1", 0.9, ("s3", "s4", ""))])
    assert rivals.text == "Thanks, [Official One], and [Official One]’s team."
    assert [(flag.found, flag.suggestion, flag.others) for flag in rivals.flags] == [
        ("Akafer", "[Official One]", ("[Official Three]", "[Official Four]"))
    ]
    another = GUARD.apply(text, sounded=[Sounded(*place("Akafur’s"), "s3", 0.9)])
    assert another.text == "Thanks, [Official One], and [Official Three]’s team."
    assert not another.flags
    somebody = GUARD.apply(text, sounded=[Sounded(*place("Akafer"), "s1", 0.9, ("",))])
    assert [(flag.found, flag.suggestion, flag.others) for flag in somebody.flags] == [("Akafer", "[Official One]", ())]


def test_a_name_that_the_sound_hardly_has_becomes_the_alias_and_is_flagged() -> None:
    text = "Okafor’s rules are new. Back to you."
    sounded = [Sounded(0, 8, "", 0.0, ("s2",)), Sounded(text.index("you"), len(text) - 1, "", 0.0)]
    guarded = GUARD.apply(text, sounded=sounded)
    assert guarded.text == "[Official One]’s rules are new. Back to you."
    assert [(flag.found, flag.suggestion, flag.others) for flag in guarded.flags] == [
        ("Okafor", "[Official One]", ("[Official Two]",))
    ]
    assert [one.confidence for one in guarded.replacements] == [0.5]


def test_of_a_name_that_two_share_the_sound_says_whose_it_is() -> None:
    seats = (Seat(id="s1", name="Ngozi Okafor", alias="Official One"), Seat(id="s2", name="Nils Okafor", alias="Two"))
    guard, text = Guard(Roster(seats)), "Okafor can take that."
    (flag,) = guard.apply(text).flags
    assert (flag.suggestion, flag.others) == ("[Official One]", ("[Two]",))
    guarded = guard.apply(text, sounded=[Sounded(0, 6, "s2", 0.95)])
    assert guarded.text == "[Two] can take that."
    assert [flag.suggestion for flag in guarded.flags] == ["[Two]"]


def test_what_seemed_anothers_goes_where_the_sound_has_its_other_half() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Folasade Nguyễn-Haddadin", alias="Official A"),)))
    text = "Let’s go over to Nguyễn Ching, please."
    assert guard.apply(text).text == text
    place = (text.index("Ching"), text.index(","))
    assert guard.apply(text, sounded=[Sounded(*place, "s1", 0.95)]).text == "Let’s go over to [Official A], please."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Soo-bin Jeong", "turn it over to Soo-been Jeong."),
        ("Soo-bin Jeong", "the plan that Soo-bean Jeongs wrote"),
        ("Eun-ja Hwang", "Eum-ja, over to you."),
        ("Mustafa Al-Harbi", "the plan that al-Harpee wrote"),
        ("Mustafa Al-Harbi", "Thanks, All-Harbi."),
        ("Mustafa Al-Harbi", "As El-Harbi said, it rains."),
    ],
)
def test_one_part_misheard_of_a_name_with_a_hyphen(name: str, text: str) -> None:
    guarded = Guard(Roster((Seat(id="s1", name=name, alias="One"),))).apply(text).text
    assert guarded == re.sub(r"Soo-\S+ Jeongs?|Eum-ja|\w+-Har\w+", "[One]", text)


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Please, Victoria Te Bruine, go for it.", "Please, [One], go for it."),
        ("Thank you, Loek Van Te Kooij.", "Thank you, [Two]."),
        ("As De Bruin said, and as Bruin said.", "As [One] said, and as [One] said."),
        ("Thanks so much, Ildikoa Bayers.", "Thanks so much, [Three]."),
        ("Daniel Svecowa, you touched on it.", "[Four], you touched on it."),
        ("This is Daniel Svecowa. Daniel Berg too.", "This is [Four]. [Five] too."),
    ],
)
def test_no_part_of_a_name_misheard_stays_beside_its_alias(text: str, guarded: str) -> None:
    names = (
        "Victoria de Bruin",
        "Loek van de Kooij",
        "Ildiko Beyer",
        "Daniel Švecová",
        "Daniel Berg",
        "Édouard Daniel",
    )
    aliases = ("One", "Two", "Three", "Four", "Five", "Six")
    seats = tuple(Seat(id=alias, name=name, alias=alias) for name, alias in zip(names, aliases, strict=True))
    assert Guard(Roster(seats)).apply(text).text == guarded


@pytest.mark.parametrize("text", ["I spoke with Matthias Albakerke today.", "I spoke with Mateusch Sauerland today."])
def test_a_half_that_another_seat_has_as_well_goes_with_the_half_misheard(text: str) -> None:
    seats = (
        Seat(id="s1", name="Mateus Albuquerque", alias="One"),
        Seat(id="s2", name="Matthias Sauerland", alias="Two"),
    )
    guarded = Guard(Roster(seats)).apply(text)
    assert guarded.text in ("I spoke with [One] today.", "I spoke with [Two] today.")


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Thank you so much, All-Kowalchik.", "Thank you so much, [Official Three]."),
        ("turn it over to Counselor Kovalchek.", "turn it over to [Official Three]."),
        ("Thanks, General Kovalchek. Mr Kovalchek", "Thanks, [Official Three]. [Official Three]"),
        ("we heard Shiwon Kowalchik say it", "we heard [Official Three] say it"),
        ("As Kowal Chick said", "As [Official Three] said"),
        ("thanks to Rajesh Venkata Rah Man today", "thanks to [Official Four] today"),
    ],
)
def test_misheard_behind_titles_and_in_pieces(text: str, guarded: str) -> None:
    assert GUARD.apply(text).text == guarded


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("We heard Von Brandte on it.", "We heard [One] on it."),
        ("You heard from De La Fooente, and more.", "You heard from [Two], and more."),
        ("We saw Men-Jun Choi there.", "We saw [Three] there."),
        ("What Draw Rees said, and Then De La Fooente.", "What [Four] said, and Then [Two]."),
        ("Good morning, Mr. Rhys.", "Good morning, [Four]."),
        ("We defer to them on those decisions.", "We defer to them on those decisions."),
    ],
)
def test_misheard_with_what_belongs_to_the_name(text: str, guarded: str) -> None:
    names = {"Ursula von Brandt": "One", "Rafael de la Fuente": "Two", "Min-jun Choi": "Three", "Drew Reese": "Four"}
    names["François Desrosiers"] = "Five"
    seats = tuple(Seat(id=f"s{n}", name=name, alias=alias) for n, (name, alias) in enumerate(names.items()))
    assert Guard(Roster(seats)).apply(text).text == guarded


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("As oak a for said, the talks go on.", "As [Official] said, the talks go on."),
        ("I want to build on what oak a for was saying.", "I want to build on what [Official] was saying."),
        ("MODERATOR: Thank you so much, oak a for. Yes.", "MODERATOR: Thank you so much, [Official]. Yes."),
        (
            "MODERATOR: I’ll turn it over to okayfor’s to begin.\n\nSENIOR ADMINISTRATION OFFICIAL: Hi.",
            "MODERATOR: I’ll turn it over to [Official]’s to begin.\n\nSENIOR ADMINISTRATION OFFICIAL: Hi.",
        ),
    ],
)  # fmt: skip
def test_plain_words_in_the_place_of_who_spoke_or_is_thanked(text: str, guarded: str) -> None:
    roster = Roster((Seat(id="s1", name="Ngozi Okafor", alias="Official"),))
    assert Guard(roster).apply(text).text == guarded


@pytest.mark.parametrize(
    "text",
    [
        "As others have said, the talks go on.",
        "As my colleague said, the talks go on.",
        "As you mentioned, and as has been noted, the talks go on.",
        "MODERATOR: Thank you very much for joining us. Thanks, everyone.",
        "Thanks for doing this. Over to you for the rest.",
        "MODERATOR: I’ll turn it over to questions.\n\nSENIOR ADMINISTRATION OFFICIAL: I’m happy to.",
    ],
)
def test_speech_goes_on_where_a_name_might_stand(text: str) -> None:
    names = ("Dean Ford", "Otto Harris", "Hana Veery", "Mai Kollig", "Esa Benno", "Kwasi Tjoens")
    roster = Roster(tuple(Seat(id=f"s{n}", name=name, alias=f"Official {n}") for n, name in enumerate(names)))
    assert Guard(roster).apply(text).text == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("MODERATOR: Thank you, KELLI. Yes.", "MODERATOR: Thank you, [One]. Yes."),
        ("As TRAN said, it rains.", "As [Two] said, it rains."),
        ("I turn it over to TRAHN.", "I turn it over to [Two]."),
        ("I thank the TRIN staff and the ANTRAN office.", "I thank the TRIN staff and the ANTRAN office."),
        ("As DHS said, we turn it over to FEMA.", "As DHS said, we turn it over to FEMA."),
    ],
)
def test_capitals_are_a_name_where_one_is_due_and_they_stand_for_nothing_else(text: str, guarded: str) -> None:
    seats = (Seat(id="s1", name="Edward Kelly", alias="One"), Seat(id="s2", name="Minh Tran", alias="Two"))
    assert Guard(Roster(seats)).apply(text).text == guarded


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("As Ogwerfur’s already mentioned, it rains.", "As [One]’s already mentioned, it rains."),
        ("Thank you, an drew. It rains.", "Thank you, [Two]. It rains."),
        ("As An Drew mentioned, it rains.", "As [Two] mentioned, it rains."),
    ],
)
def test_contracted_and_in_pieces_where_a_name_is_due(text: str, guarded: str) -> None:
    seats = (Seat(id="s1", name="Ngozi Okafor", alias="One"), Seat(id="s2", name="Andrew Ochs", alias="Two"))
    assert Guard(Roster(seats)).apply(text).text == guarded


@pytest.mark.parametrize(
    "text",
    [
        "My colleague, John Porkell, will be there.",
        "They appointed John Porkell as the port warden.",
        "We will get back to you offline about the times.",
        "They heard what counters in the region said.",
        "It rains, of course, George Shavess said.",
    ],
)
def test_whole_names_of_others_and_speech_about_nobody_stay(text: str) -> None:
    names = ("James Baker", "Kathleen Fields", "Cynthia Carter", "George Chavez")
    seats = (Seat(id=f"s{n}", name=name, alias=f"Official {n}") for n, name in enumerate(names))
    guarded = Guard(Roster(tuple(seats))).apply(text)
    assert [one.found for one in guarded.replacements] in ([], ["George Shavess"])


def test_a_line_that_goes_on_begins_no_sentence() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Rebecca Jenkins", alias="One"),)))
    assert "Jengines had" not in guard.apply("It went on, and\n\nJengines had said so.").text
    text = "This is the Royal Corps of\nEngineers had said so."
    assert guard.apply(text).text == text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Hollis Foster", "Fotster"),
        ("Hollis Ellison", "Ellisosn"),
        ("Ronald Becker", "Rlnald"),
        ("Praneel Sagar", "Slagar"),
    ],
)
def test_a_slip_of_the_pen_hides_no_name(name: str, typed: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name=name, alias="One"),)))
    assert guard.apply(f"It came from {typed} at noon.").text == "It came from [One] at noon."


def test_one_particle_is_heard_as_another() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Eloah da Rosa", alias="One"),)))
    assert guard.apply("This is Eloah De Rosa, and De Rosa’s team.").text == "This is [One], and [One]’s team."


def test_a_word_behind_an_ambassador_that_sounds_the_same_is_the_name() -> None:
    guard = Guard(Roster((Seat(id="s1", name="John Taylor", alias="One"),)))
    assert guard.apply("Go ahead, Ambassador Tailor.").text == "Go ahead, [One]."


@pytest.mark.parametrize(
    "text",
    [
        "To oak a for’s point, nothing is decided.",
        "Sorry, Ocofa, you were on mute.",
        "Can we get Ocofa back on the line?",
        "Ocofa and I will be there.",
        "I spoke with Ocofa about the gates.",
        "I would not speak for Ocofa on the gates.",
        "I will get back to Ocofa on the gates.",
        "My colleague Ocofa was in the room.",
        "Ocofa has the figures.",
    ],
)
def test_who_is_spoken_of_as_only_a_person_is_may_be_named(text: str) -> None:
    guarded = GUARD.apply(text)
    assert "[Official One]" in guarded.text
    assert "cof" not in guarded.text


@pytest.mark.parametrize(
    "text",
    [
        "We spoke with partners about the gates.",
        "Thanks for hanging on the line with us.",
        "I agree with that, and I will be there.",
        "The harbour and I will be there.",
        "I can speak for hours about it.",
        "That goes to Akafa’s question.",
    ],
)
def test_what_is_spoken_of_so_and_sounds_like_nobody_stays(text: str) -> None:
    assert GUARD.apply(text).text == text


def test_a_region_of_the_world_is_nobody() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Beatriz Quintero", alias="Official"),)))
    text = "Two ships went to the Baltics. We turn to the Balkans, and to the Andes."
    assert guard.apply(text).text == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("As Mr. Than said, it is late.", "As [Official One] said, it is late."),
        ("The point that ambassador gothier made is new.", "The point that [Official Two] made is new."),
        ("Thanks, my real, and good evening.", "Thanks, [Official Three], and good evening."),
        (
            "Mr. President, as more than said, my real friends go.",
            "Mr. President, as more than said, my real friends go.",
        ),
        (
            "We have to come back to this than, and to that real.",
            "We have to come back to this than, and to that real.",
        ),
    ],
)
def test_words_of_speech_that_sound_quite_like_a_name_are_it_where_one_is_due(text: str, guarded: str) -> None:
    names = ("Nguyen Thanh", "Solène Gauthier", "Mireille Rousseau")
    numbers = ("One", "Two", "Three")
    seats = tuple(Seat(id=no, name=name, alias=f"Official {no}") for no, name in zip(numbers, names, strict=True))
    assert Guard(Roster(seats)).apply(text).text == guarded


def test_a_word_of_the_language_is_flagged_where_no_name_is_due() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Liesel Oppenheim", also=("Lieberto",), alias="Official"),)))
    guarded = guard.apply("They climbed the Statue of Liberty.")
    assert guarded.text == "They climbed the Statue of [Official]."
    assert [(flag.found, flag.reason) for flag in guarded.flags] == [("Liberty", Reason.UNSURE)]


def test_a_thing_that_is_pointed_at_is_no_name() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Zaynab Qasim", alias="Official"),)))
    text = "I have to come back to this scene, as you say."
    assert guard.apply(text).text == text


TITLED = Roster(
    (
        Seat(id="s1", name="Adaeze Penhallow", also=("Ada",), alias="One", title="Commodore"),
        Seat(id="s2", name="Miroslava Dragunova", also=("Mira",), alias="Two", title="Senior Director"),
        Seat(id="s3", name="Annelise van der Moor", alias="Three", title="Secretary"),
        Seat(id="s4", name="Karim bin Tahir", alias="Four"),
        Seat(id="s5", name="Sean O'Docharty", alias="Five", title="General"),
        Seat(id="s6", name="Nguyen Thi Lan", alias="Six"),
        Seat(id="s7", name="Leilani Kapule", alias="Seven"),
        Seat(id="s8", name="Will Penrose", alias="Eight"),
        Seat(id="s9", name="Lucía Berasategui Montalvo", alias="Nine"),
        Seat(id="s10", name="Ha-neul Jeong", alias="Ten"),
        Seat(id="s11", name="Ulf Raikes", alias="Eleven", title="Purser"),
    )
)


@pytest.mark.parametrize(
    ("said", "guarded"),
    [
        ("I think Commodore Pinhalligan laid this out well.", "I think [One] laid this out well."),
        ("I think Senior Director Trogunaba laid this out well.", "I think [Two] laid this out well."),
        ("I think Admiral Pinhalligan laid this out well.", "I think Admiral Pinhalligan laid this out well."),
        ("I think Secretary Wirrow laid this out well.", "I think Secretary Wirrow laid this out well."),
        ("As Mira Slava Dragunowa said, it leaks.", "As [Two] said, it leaks."),
        ("They met Mira Solenti there.", "They met Mira Solenti there."),
        ("As Ada Easy Penhallow said, it leaks.", "As [One] said, it leaks."),
        ("They asked Ada Eesy about it.", "They asked [One] about it."),
        ("We met Doctor Dragunowa there.", "We met [Two] there."),
        ("As Anna Lisa van der Mohr said, it leaks.", "As [Three] said, it leaks."),
        ("Thanks, Mr. Ben Tahir.", "Thanks, [Four]."),
        ("Thanks, General Oh Docharty.", "Thanks, [Five]."),
        ("I think Ms. Wynn laid this out well.", "I think [Six] laid this out well."),
        ("It was Lay Lonnie Kappule who said so.", "It was [Seven] who said so."),
        ("We let Leilani Kapule go.", "We let [Seven] go."),
        ("Like Dragunowa said, it leaks.", "Like [Two] said, it leaks."),
        ("We open with Laylani, and then we sail.", "We open with [Seven], and then we sail."),
        ("Lay Lonnie Kappul, you’re first.", "[Seven], you’re first."),
        ("And Dragunowa will sail.", "And [Two] will sail."),
        ("Thanks, Ms. Verasategi Montalbo.", "Thanks, [Nine]."),
        ("As Verasategi noted, it leaks.", "As [Nine] noted, it leaks."),
        ("We ask Ha-So to start.", "We ask [Ten] to start."),
        ("Purser Rakes, thank you.", "[Eleven], thank you."),
        ("The purser rakes the sand. Rakes, thank you.", "The purser rakes the sand. Rakes, thank you."),
        ("Ha-nool Jeong sails.", "[Ten] sails."),
        ("Over to Ha So Jeong.", "Over to [Ten]."),
        ("I’m sailing by an old atlas here.", "I’m sailing by an old atlas here."),
        ("I’m Swedish by temperament on that.", "I’m Swedish by temperament on that."),
    ],
)
def test_titles_pieces_and_particles_go_with_a_name(said: str, guarded: str) -> None:
    assert Guard(TITLED).apply(said).text == guarded

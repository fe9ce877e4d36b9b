"""Who is meant, and who is not: names that others bear too, and names that are words."""

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat


def guard(*names: str, title: str | None = None, keep: tuple[str, ...] = ()) -> Guard:
    seats = (
        Seat(id=f"s{i}", name=name, alias=f"Official {'ABCDEFGH'[i]}", title=title) for i, name in enumerate(names)
    )
    return Guard(Roster(tuple(seats)), keep=keep, misheard=False)


WORDS = guard(
    "Will Tidewater", "May Okonkwo", "Grant Ellery", "Chase Harrow", "Rose Marchetti", "Mark Bellweather", "Ada Hill"
)
OTHERS = guard(
    "John Tidewater", "Maria Johnson", "Jordan Pike", "Austin Vale", "Steve Harris", title="Deputy Assistant Secretary"
)


@pytest.mark.parametrize(
    "text",
    [
        "Will the President travel?  Will he?",
        "Will LA host it? Will Biden come? Will children qualify?",
        "He will go, and we may see. They grant it, mark it, chase it.",
        "May I follow up? It was in May. By May 5th. May 2021. Last May. From April through May.",
        "Grant programs are open to a Pell Grant holder."[22:],
        "The Chase Bank and Grant Thornton agreed, and JPMorgan Chase too.",
        "Mark Wexford came home. Rose Garden remarks follow.",
        "People on the Hill and on Capitol Hill know.",
        "President Grant and Pope Rose are elsewhere.",
        "Mark my words. The doctor may see it. We miss grace.",
        "Grant programs were paused. Hill towns will gain. Rose exports have grown.",
        "Will-based plans last beyond May, and throughout May. The Department of Grant is new.",
        "Grant-making bodies gained. They met Chase-based people.",
    ],
)
def test_words_stay_words(text: str) -> None:
    assert WORDS.apply(text).text == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Thanks, Will. Over to you, May.", "Thanks, [Official A]. Over to you, [Official B]."),
        ("Will, do you want to take that?", "[Official A], do you want to take that?"),
        ("As Grant mentioned, and as Rose said.", "As [Official C] mentioned, and as [Official E] said."),
        ("Will is going to start.", "[Official A] is going to start."),
        (
            "I’ll turn it over to May to start. This is Mark.",
            "I’ll turn it over to [Official B] to start. This is [Official F].",
        ),
        ("Ms. Hill and Mr. Chase Harrow", "[Official G] and [Official D]"),
        ("thanks, will. over to you, mark.", "thanks, [Official A]. over to you, [Official F]."),
        (
            "i will ask mark to add to that. let rose go over the dates.",
            "i will ask [Official F] to add to that. let [Official E] go over the dates.",
        ),
        ("i met ambassador hill there.", "i met [Official G] there."),
        ("Will will answer.", "[Official A] will answer."),
        ("Will here. May again, with you.", "[Official A] here. [Official B] again, with you."),
        ("H-I-L-L", "[Official G]"),
    ],
)
def test_words_that_name_somebody_here(text: str, guarded: str) -> None:
    assert WORDS.apply(text).text == guarded


@pytest.mark.parametrize(
    "text",
    [
        "good morning, this is {} from the port. my colleague {} and i will share it.",
        "over to {} for the details, and back to {}.",
        "thank you, {}. thanks to {} for that. question for {}?",
        "joining us today will be {}, and {}.",
        "as {} said, and as {} laid out, it rains.",
        "let {} begin. i think {} is going to speak to that.",
        "{}, do you want to add to that? maybe {} can speak to that.",
        "i agree with {}. we will hear from {}.",
        "the speakers on this call are {} and [Senior Official Two].",
        "it was late, but {} mentioned it. {}’s point is good.",
    ],
)
def test_names_in_small_letters_go_where_they_are_due(text: str) -> None:
    assert WORDS.apply(text.replace("{}", "rose")).text == text.replace("{}", "[Official E]")


@pytest.mark.parametrize(
    "text",
    [
        "the price rose from six to nine, and then rose again.",
        "he had a rose for her. the market is on the hill.",
        "as the sea rose, people left. what will help? we may see.",
        "as he said, it will take time. thanks, and may i follow up?",
        "it will be long; and it may, as you said. over to the hill.",
    ],
)
def test_words_in_small_letters_stay_elsewhere(text: str) -> None:
    assert WORDS.apply(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "John Merrow and John F. Merrow; John van Dyke.",
        "Boris Johnson came, and Andrew Johnson & Johnson.",
        "Vice President Harris, and the Biden-Harris record. Speaker Johnson.",
        "Secretary Austin went.",
        "They met in Jordan, in Austin, Texas, and across Jordan. King Abdullah of Jordan.",
        "Egypt, Jordan, and Iraq",
        "The Johnson Act passed.",
    ],
)
def test_other_people_and_places_stay(text: str) -> None:
    assert OTHERS.apply(text).text == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Thanks, John. Thank you, Jordan.", "Thanks, [Official A]. Thank you, [Official C]."),
        ("John Tidewoter", "[Official A] Tidewoter"),
        ("Secretary Johnson", "[Official B]"),
        ("Jordan, do you want to add to that?", "[Official C], do you want to add to that?"),
        ("the Johnsons", "the [Official B]"),
    ],
)
def test_the_same_names_of_theirs_go(text: str, guarded: str) -> None:
    assert OTHERS.apply(text).text == guarded


@pytest.mark.parametrize(
    "text",
    [
        "Thank you, Secretary Dmitri, and good morning.",
        "Secretary Chiara, you mentioned it.",
        "I think this is something Secretary Chiara can address.",
    ],
)
def test_secretary_and_a_first_name_of_theirs_goes_and_is_flagged(text: str) -> None:
    guarded = guard("Chiara Tidewater", "Dmitri Price").apply(text)
    assert "Chiara" not in guarded.text and "Dmitri" not in guarded.text
    assert [flag.reason for flag in guarded.flags] == [Reason.UNSURE]


def test_a_last_name_begun_behind_the_first_and_broken_off_is_no_other_name() -> None:
    assert OTHERS.apply("As John Ti — Tidewater said.").text == "As [Official A] said."
    assert OTHERS.apply("As John Kerr — Ms. Johnson said.").text == "As John Kerr — [Official B] said."


@pytest.mark.parametrize("text", ["Jordan agreed.", "It came from Austin.", "Price signals, June talks and May."])
def test_what_cannot_be_decided_goes_and_is_flagged(text: str) -> None:
    guarded = guard("Jordan Pike", "Austin Vale", "Ada Price", "June Castellan", "May Okonkwo").apply(text)
    assert guarded.replacements
    assert {flag.reason for flag in guarded.flags} == {Reason.UNSURE}
    assert {flag.suggestion for flag in guarded.flags} <= {f"[{one.alias}]" for one in guarded.replacements}
    assert all(one.confidence == 0.5 for one in guarded.replacements)


def test_short_forms_the_roster_does_not_list() -> None:
    guarded = guard("William Tidewater").apply("Bill Tidewater. Thanks, Bill. I saw Bill there. Bill Clinton. A bill.")
    assert guarded.text == "[Official A]. Thanks, [Official A]. I saw [Official A] there. Bill Clinton. A bill."
    assert [(flag.start, flag.found) for flag in guarded.flags] == [(24, "Bill"), (36, "Bill")]


def test_a_plural_that_is_a_word_and_a_family_name_are_no_short_forms() -> None:
    guarded = guard("Allison Fable", "Kimberly Fable").apply("Our Allies met Mr. Kim. Thanks, Allie. Kim, please.")
    assert guarded.text == "Our Allies met Mr. Kim. Thanks, [Official A]. [Official B], please."


def test_people_spoken_of_are_not_taken_for_a_short_form_or_a_plural() -> None:
    text = "Joe Biden has come, and Vice President Harris."
    assert guard("Joshua Brown", "Harri Fable").apply(text).text == text


def test_a_name_shared_with_somebody_kept_is_flagged() -> None:
    guarded = guard("Michael Okafor", keep=("Michael Rowan",)).apply("Michael Rowan? Thanks, Michael.")
    assert guarded.text == "Michael Rowan? Thanks, [Official A]."
    assert [flag.reason for flag in guarded.flags] == [Reason.UNSURE]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("J.S., please. Thanks, JS.", "[Official A], please. Thanks, [Official A]."),
        ("The U.S. and U.N., at 9 A.M.", "The U.S. and U.N., at 9 A.M."),
        (
            "The plan that JS wrote, and that JS, who is here, owns.",
            "The plan that [Official A] wrote, and that [Official A], who is here, owns.",
        ),
        ("The JS lifted. What JS says, JS 44 and two JSs say.", "The JS lifted. What JS says, JS 44 and two JSs say."),
        ("J. Stone and Joan S. went", "[Official A] and [Official A] went"),
        (
            "Let U. N. speak to U. N.’s point; let U.N. ships in.",
            "Let [Official B] speak to [Official B]’s point; let U.N. ships in.",
        ),
    ],
)
def test_initials(text: str, guarded: str) -> None:
    assert guard("Joan Stone", "Ulla Nord").apply(text).text == guarded


@pytest.mark.parametrize(
    ("text", "guarded", "flagged"),
    [
        ("The storm turned, and no melody was heard.", "The storm turned, and no melody was heard.", []),
        ("It looked like storm.", "It looked like [Official A].", ["storm"]),
        (
            "Thanks, storm. As Melody said, it turned.",
            "Thanks, [Official A]. As [Official B] said, it turned.",
            ["storm"],
        ),
        ("Chancellor Ulrike Sommerfeld spoke.", "Chancellor Ulrike Sommerfeld spoke.", []),
        ("Chancellor Ulrike Brandt spoke.", "Chancellor [Official C] spoke.", []),
        ("The government of Chad has asked for it.", "The government of Chad has asked for it.", []),
        ("Chad has asked for it.", "[Official D] has asked for it.", []),
    ],
)
def test_rarer_words_heads_of_state_and_countries(text: str, guarded: str, flagged: list[str]) -> None:
    applied = guard("Storm Eriksdal", "Melody Crake", "Ulrike Brandt", "Chad Winterbourne").apply(text)
    assert (applied.text, [flag.found for flag in applied.flags]) == (guarded, flagged)


@pytest.mark.parametrize(
    ("name", "text", "guarded"),
    [
        ("Will Hunt", "They will hunt seals. Thanks, will hunt.", "They will hunt seals. Thanks, [Official A]."),
        ("Will Hunt", "It is late — will hunt is here.", "It is late — [Official A] is here."),
        ("Grant Will", "The grant will go on. Thanks, grant will.", "The grant will go on. Thanks, [Official A]."),
        (
            "Do An",
            "What do an hour and a day cost? Thanks, do an.",
            "What do an hour and a day cost? Thanks, [Official A].",
        ),
        ("Rose Hill", "Rose hill has more.", "[Official A] has more."),
    ],
)
def test_a_whole_name_of_words_in_small_letters_may_be_words(name: str, text: str, guarded: str) -> None:
    found = guard(name).apply(text)
    assert found.text == guarded
    assert [flag.reason for flag in found.flags] == [Reason.UNSURE]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("We heard from the Longs. The longs are here.", "We heard from the [Official B]. The longs are here."),
        ("Our Kathleens are here. Ms. Kathleens came.", "Our [Official C] are here. Ms. Kathleens came."),
        ("Our allies met. Allies met there.", "Our allies met. Allies met there."),
    ],
)
def test_names_in_the_plural(text: str, guarded: str) -> None:
    seats = guard("Allie Merrow", "Ann Long", "Kathleen Abara")
    assert seats.apply(text).text == guarded


def test_a_letter_is_spelled_as_in_anybodys_name() -> None:
    assert guard("Mike Abara").apply("M as in Mike.").text == "M as in Mike."


def test_a_verb_before_an_alias_is_no_name() -> None:
    assert WORDS.apply("Will [Official B] come?").text == "Will [Official B] come?"

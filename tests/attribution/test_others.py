"""Other people of the same name, whom the text itself tells apart."""

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

GUARD = Guard(
    Roster(
        (Seat(id="s1", name="David Okonkwo", alias="Official A"), Seat(id="s2", name="Ann Davis", alias="Official B"))
    ),
    misheard=False,
)
CALLED = "MODERATOR:  Our next question is from David Sandoval with the Fable Courier.\n\nQ    Hi. Two questions.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        CALLED + "SENIOR OFFICIAL:  Thanks, David. As I said, David, it is late.",
        CALLED + "SENIOR OFFICIAL:  Hi, David.\n\nQ    Hi.\n\nSENIOR OFFICIAL:  David, on your second point, no.",
        "MODERATOR:  We’ll go to David next. You should be able to unmute yourself.\n\nQ    Hello?",
        "Q    Hi, this is David with the Fable Courier.",
        "SENIOR OFFICIAL:  Thanks for the question, David. That goes to David’s question, too.",
        "SENIOR OFFICIAL:  You asked a lot of things in there, David, so I begin with the first.",
        "Q    To follow up on the question from David: how deep is it? And David was asking about the wall.",
        "SENIOR OFFICIAL:  That was in my response to David.",
        "SENIOR OFFICIAL:  That was in my response to David’s — or to Ngozi’s.",
        "Q    To follow up on the questions from David and Ngozi: how deep is it?",
        "Q    I wanted to follow up on the question from David about the wall.",
        "MODERATOR:  And, sorry, David, can you repeat your first question?\n\nQ    Yes.",
        "MODERATOR:  You should be able to unmute yourself, David.\n\nQ    Hello?",
        "They came to Camp David and to UC Davis. They went to see President David.",
        "This is MJ Davis, with the Fable Courier. It was made by Davis & Davis.",
        "A question from K.J. Davis. It is what R. T. Davis wrote, whose book is out.",
        "It was said at the David O. Sandoval Center. David Davis was asked to come.",
        "MS. SANDOVAL:  Hi. This is David, of the press office.\n\nSENIOR OFFICIAL:  Thanks, David. So.",
        "OPERATOR:  First, David Sandoval, Fable Courier.\n\nQ    Hi.\n\nSENIOR OFFICIAL:  David, it is late.",
        "OPERATOR:  And last we have David Sandoval.\n\nQ    Hi.\n\nSENIOR OFFICIAL:  No. It’s late, David.",
    ],
)
def test_others_stay_named(text: str) -> None:
    assert GUARD.apply(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Dave Tidewater and Liz were told. And Dave told the harbour master.",
        "MODERATOR:  This is David Sandoval.\n\nSENIOR OFFICIAL:  Thanks so much, Dave.",
        CALLED + "SENIOR OFFICIAL:  Yes, of course.\n\nMODERATOR:  Dave, there are more people with questions.",
    ],
)
def test_a_short_form_that_is_not_listed_is_of_the_name_that_came_before(text: str) -> None:
    assert GUARD.apply(text).text == text
    assert GUARD.apply("Thanks, Dave. David Okonkwo told Dave.").text.count("[Official A]") == 3
    assert "Over to [Official A]" in GUARD.apply(text + " Over to Dave.").text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        (CALLED + "SENIOR OFFICIAL:  David, do you want to take that?", "[Official A], do you want to take that?"),
        (CALLED + "SENIOR OFFICIAL:  I’ll turn it over to David.", "I’ll turn it over to [Official A]."),
        ("ONE:  That is all.\n\nMODERATOR:  Thanks, David.", "Thanks, [Official A]."),
        ("MS. DAVIS:  That is all.\n\nMODERATOR:  Thanks, David.", "Thanks, [Official A]."),
        ("MS. DAVISS:  That is all. Ann Davis.\n\nMODERATOR:  Thanks, David.", "Thanks, [Official A]."),
        ("We begin with Ann.\n\nDavis:  Thanks.", "We begin with [Official B].\n\n[Official B]:  Thanks."),
        ("MR. SANDOVAL:  Last question.\n\nQ    Am I unmuted? Hey, David.", "Hey, [Official A]."),
    ],
)
def test_the_place_tells_the_official(text: str, guarded: str) -> None:
    assert GUARD.apply(text).text.endswith(guarded)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, Secretary Davis.",
        "Joining us is Secretary Davis.",
        "As Secretary Davis said, no.",
        "Secretary Davis went to see them.",
    ],
)
def test_an_office_the_roster_does_not_tell_goes_and_is_flagged(text: str) -> None:
    guarded = GUARD.apply(text)
    assert guarded.text == text.replace("Secretary Davis", "[Official B]")
    assert [flag.reason for flag in guarded.flags] == [Reason.UNSURE]


def test_the_secretary_whom_calls_speak_of_stays_and_is_flagged() -> None:
    text = "Secretary Harris went to see him."
    guarded = Guard(Roster((Seat(id="s1", name="Ann Harris", alias="Official B"),))).apply(text)
    assert guarded.text == text
    assert [(flag.found, flag.reason) for flag in guarded.flags] == [("Harris", Reason.UNSURE)]


def test_what_becomes_the_alias_tells_nothing_about_others() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Okafor Li Okafor", alias="Official A"),)), misheard=False)
    guarded = guard.apply("Okafor Li OkaforOkaforOkafor Li OkaforLi")
    assert guarded.text == "[Official A] OkaforOkaforOkafor [Official A] OkaforLi"
    assert guard.apply(guarded.text).text == guarded.text


def test_what_stays_open_goes_and_is_flagged() -> None:
    text = "David Okonkwo is here.\n\nQ    Two questions.\n\nSENIOR OFFICIAL:  Thanks, David. It is late."
    guarded = GUARD.apply(text)
    assert guarded.text.endswith("Thanks, [Official A]. It is late.")
    assert [flag.reason for flag in guarded.flags] == [Reason.UNSURE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CALLED + "SENIOR OFFICIAL:  No.\n\nMODERATOR:  I wouldn’t say that, David.", "David"),  # to either of them
        ("David Sandoval wrote of it.\n\nQ    Hi. My question is for David.", "David"),
        ("Ngozi Sandoval asked first.\n\nSENIOR OFFICIAL:  That is so, Ngozi.", "Ngozi"),
        ("Ngozi Sandoval asked. Ngozi Merrow answers: Thanks, Ngozi.", "Ngozi"),
        ("It was Senator Davis.\n\nQ    Has Mr. Davis read it?", "Mr. Davis"),
    ],
)
def test_where_another_is_of_that_name_it_goes_and_is_flagged(text: str, found: str) -> None:
    seats = (
        Seat(id="s1", name="David Okonkwo", alias="Official A"),
        Seat(id="s2", name="Ann Davis", alias="Official B"),
        Seat(id="s3", name="Ngozi Merrow", alias="Official C"),
    )
    guarded = Guard(Roster(seats), misheard=False).apply(text)
    place = text.rindex(found)
    assert (place, Reason.UNSURE) in [(flag.start, flag.reason) for flag in guarded.flags]
    assert place in [one.start for one in guarded.replacements]


@pytest.mark.parametrize(
    "said",
    [
        "I don’t know if {} wants to add to that.",
        "I agree with {} on that.",
        "That one is probably for {}.",
        "I think {} covered this at the top.",
        "{} knows the numbers by heart.",
        "I see {} unmuting.",
        "It was {} who told the Hill.",
        "Did you want to add to that, {}?",
        "{}, please.",
        "Thank you, {}, for laying that out.",
        "{}, correct me if that’s wrong.",
        "Did I get that right, {}?",
        "{}, jump in if I forget something.",
        "{}, is that right?",
        "{}, you led that.",
        "{}, that one’s yours.",
        "Is there anything else from you, {}?",
    ],
)
@pytest.mark.parametrize(("asks", "named"), [("David", "David"), ("David", "Dave"), ("Dave", "Dave")])
def test_an_official_of_whom_one_speaks_goes_though_a_reporter_of_that_name_has_asked(
    said: str, asks: str, named: str
) -> None:
    text = CALLED.replace("David", asks) + "SENIOR OFFICIAL:  It stays as it is. "
    guarded = GUARD.apply(text + said.format(named))
    assert guarded.text == text + said.format("[Official A]")
    assert [flag.reason for flag in guarded.flags] == [Reason.UNSURE]


@pytest.mark.parametrize(
    "said",
    ["{} knows the numbers by heart.", "As {} said, it is late.", "We brought {} on for this.", "{}, anything to add?"],
)
@pytest.mark.parametrize(
    "begins",
    [
        "MR. SANDOVAL:  Good morning, this is David.",
        "MR. SANDOVAL:  This is David Sandoval. One of them is David Okonkwo.",
        "MODERATOR:  Good morning, this is David Sandoval of the press office.",
    ],
)
def test_an_official_of_whom_one_speaks_goes_though_the_moderator_has_that_name(said: str, begins: str) -> None:
    answer = "SENIOR OFFICIAL:  It stays as it is. {}" + " It is a long way from there to the far end of the dyke." * 2
    guarded = GUARD.apply(f"{begins}\n\n{answer.format(said.format('David'))}\n\nMR. SANDOVAL:  Next.")
    assert answer.format(said.format("[Official A]")) in guarded.text
    assert guarded.flags[-1].reason is Reason.UNSURE


@pytest.mark.parametrize("said", ["{}, is it a floor or not?", "Hi {}. Thanks for this.", "Could {} say more of that?"])
@pytest.mark.parametrize(
    "heard",
    [
        "MODERATOR:  We’ll go to Dave Sandoval next.\n\nQ    Two questions.\n\nSENIOR OFFICIAL:  No.",
        "MR. SANDOVAL:  Good morning, this is Dave.\n\nSENIOR OFFICIAL:  Thanks.",
    ],
)
def test_a_reporter_speaks_to_no_other_reporter(heard: str, said: str) -> None:
    asked = f"Q    Rupert Lane, Plain Gazette. {said}"
    guarded = GUARD.apply(f"{heard}\n\n{asked.format('Dave')}")
    assert guarded.text.endswith(asked.format("[Official A]"))
    assert guarded.flags[-1].reason is Reason.UNSURE


@pytest.mark.parametrize(
    "said",
    [
        "I agree with {}.",
        "I don’t know if {} has more.",
        "That question is probably for {}.",
        "This one’s best for {}.",
        "{} might want to add to that.",
        "{} is on the line as well.",
        "{} wanted to jump in.",
        "I start where {} left off.",
        "{} just covered it.",
    ],
)
def test_one_who_is_said_to_be_on_the_call_goes_though_another_of_that_name_was_spoken_of(said: str) -> None:
    text = "SENIOR OFFICIAL:  They met David Sandoval, the mayor. "
    assert GUARD.apply(text + "David was late.").text == text + "David was late."
    guarded = GUARD.apply(text + said.format("David"))
    assert guarded.text == text + said.format("[Official A]")
    assert [flag.reason for flag in guarded.flags] == [Reason.UNSURE]


@pytest.mark.parametrize(
    "text",
    [
        "In Kyiv {} met the minister.",
        "And from Commerce {} can speak to the licences.",
        "It was late. On Monday {} and I sat down with them.",
        "Before Davos {} worked on the text.",
    ],
)
@pytest.mark.parametrize("name", ["Mark", "Allen", "Zofia"])
def test_where_and_when_that_open_a_sentence_are_no_part_of_a_name(text: str, name: str) -> None:
    seats = (
        Seat(id="s1", name="Mark Allen", alias="Official A"),
        Seat(id="s2", name="Zofia Wren", alias="Official B"),
    )
    guarded = Guard(Roster(seats), misheard=False).apply(text.format(name))
    assert guarded.text == text.format("[Official B]" if name == "Zofia" else "[Official A]")


@pytest.mark.parametrize("text", ["In Camp David is a lake.", "With Rupert Davis is the mayor."])
def test_what_opens_a_sentence_may_be_part_of_a_name(text: str) -> None:
    assert GUARD.apply(text).text == text


def test_a_name_alone_is_rather_a_first_name() -> None:
    seats = (
        Seat(id="s1", name="Ann Jordan", alias="Official A"),
        Seat(id="s2", name="Jordan Merrow", alias="Official B"),
    )
    guard = Guard(Roster(seats), misheard=False)
    assert (
        guard.apply("Jordan, go ahead. Ms. Jordan, go ahead.").text == "[Official B], go ahead. [Official A], go ahead."
    )


def test_a_last_name_behind_what_sounds_like_one_of_those_who_share_it_goes() -> None:
    seats = (
        Seat(id="s1", name="Daniel Nguyen", alias="Official A"),
        Seat(id="s2", name="Thuy Nguyen", alias="Official B"),
    )
    guarded = Guard(Roster(seats)).apply("And for Twee Nguyen: did they pay? Ann Nguyen sang.")
    assert "Nguyen: did" not in guarded.text
    assert "Ann Nguyen sang" in guarded.text
    assert [(flag.found, flag.reason) for flag in guarded.flags] == [("Twee Nguyen", Reason.UNSURE)]


def test_an_official_is_asked_though_a_reporter_breaks_in() -> None:
    text = "MODERATOR:  {}?\n\nQ    {}Is it a floor?"
    assert GUARD.apply(text.format("David", "— ")).text == text.format("[Official A]", "— ")
    assert GUARD.apply(text.format("David", "")).text == text.format("David", "")

"""Each kind of doubt, on calls made up for it."""

import datetime

import pytest

from onbackground.transcript.document import Finding, FindingKind, Role, Transcript, Turn, speakers_of, turn_id
from onbackground.transcript.findings import find_doubts
from onbackground.transcript.labels import resolve_label
from onbackground.transcript.reading import read_transcript

LONG = (
    "These are the words of a long paragraph that says what the call is about, and why it is held. "
    "Nothing is asked in them, and nobody is called, greeted or given the floor by any of these words. "
    "They go on for a while about the lock, the harbour and the weather, and then they come to their end. "
)
ASKED = "Q: Thanks for doing this. Can you tell us when the lock opens, and who will be there to see it?"


def _call(*said: str, **fields: object) -> Transcript:
    """A call of turns written ``LABEL: words``."""
    turns = []
    for number, one in enumerate(said, 1):
        label, words = one.split(": ", 1) if ": " in one else (one.rstrip(":"), "")
        speaker, role = resolve_label(label)
        paragraphs = tuple(words.split("|")) if words else ()
        turns.append(Turn(id=turn_id(number), label=label, speaker=speaker, role=role, paragraphs=paragraphs))
    return Transcript(turns=tuple(turns), speakers=speakers_of(tuple(turns)), **fields)  # type: ignore[arg-type]


def _found(call: Transcript) -> list[tuple[FindingKind, str | None]]:
    return [(finding.kind, finding.turn) for finding in find_doubts(call)]


@pytest.mark.parametrize(
    ("said", "kind", "turn"),
    [
        (("Q: Hi. Can you hear me?", "Q: Great. Why?"), FindingKind.LOST_TURN, "t001"),
        (("MODERATOR: Anything to add?", "MODERATOR: Thanks."), FindingKind.LOST_TURN, "t001"),
        (("SAO TWO: Shall I start?", "SAO TWO: Okay."), FindingKind.LOST_TURN, "t001"),
        (("MR. WREN: One.", "MR. WREN: Two."), FindingKind.LOST_TURN, "t001"),
        (("OPERATOR:", "Q: Why?"), FindingKind.LOST_TURN, "t001"),
        (("MODERATOR: [Official One, you?|Yes.",), FindingKind.UNBALANCED_BRACKET, "t001"),
        (("MODERATOR: Official One], you?",), FindingKind.UNBALANCED_BRACKET, "t001"),
        (("SAO THREE: This is [Senior Administration Official One]. Yes.",), FindingKind.MISATTRIBUTED, "t001"),
        (("Q: This is [Moderator]. Next.",), FindingKind.MISATTRIBUTED, "t001"),
        (("SAO: Thanks for doing this. When is it?",), FindingKind.MISATTRIBUTED, "t001"),
        (("Q: Thank you for the question. It is so.",), FindingKind.MISATTRIBUTED, "t001"),
        (("MODERATOR: Let’s go over to Jane Roe.", "SAO: So it is."), FindingKind.NO_QUESTION, "t001"),
        (("OPERATOR: Your line is open.", "MODERATOR: Next."), FindingKind.NO_QUESTION, "t001"),
        (("SAO: Thanks, Odalys. Good morning.",), FindingKind.NAMED, "t001"),
        ((f"SAO: {LONG}", "Q: Why?", f"SAO: {LONG}"), FindingKind.REPEATED, "t003"),
        (("MODEARTOR: Good morning.",), FindingKind.MISSPELT_LABEL, "t001"),
        (("Q: Hello? Is my line open?", "Q: Okay. Why?"), FindingKind.LOST_TURN, "t001"),
        (("Q: Hi. Did you get that?", f"SAO: The lock opens at noon. {LONG}"), FindingKind.LOST_TURN, "t001"),
        (("SAO: Can folks hear me?", f"SAO: Yeah, the lock. {LONG}"), FindingKind.LOST_TURN, "t001"),
        ((ASKED, "Q: And who, in the end, is to pay for all of it?"), FindingKind.LOST_TURN, "t001"),
        ((ASKED, "MODERATOR: Thank you, [Official One]. Next question, please."), FindingKind.LOST_TURN, "t001"),
        (("MODERATOR: Okay.", "SAO: Thanks for the question. It is so."), FindingKind.LOST_TURN, "t001"),
        (("MODERATOR: [Official One], over to you.", "Q: Why?"), FindingKind.LOST_TURN, "t001"),
        (("MODERATOR: Let’s open it up for questions.", "SAO: It is so."), FindingKind.NO_QUESTION, "t001"),
        (("SAO: I agree with (senior administration official).",), FindingKind.UNBALANCED_BRACKET, "t001"),
        (("SAO: Thanks, [Moderator]. As Official Two put it, yes.",), FindingKind.UNBALANCED_BRACKET, "t001"),
        (("SAO: Over to senior administration official. [Inaudible.]",), FindingKind.UNBALANCED_BRACKET, "t001"),
        (("SAO TWO: [Official Three] here. Yes.",), FindingKind.MISATTRIBUTED, "t001"),
        (("SAO TWO: Sorry, this is Three. Yes.",), FindingKind.MISATTRIBUTED, "t001"),
        (("SAO TWO: Thank you, [Official Two]. Yes.",), FindingKind.MISATTRIBUTED, "t001"),
        (("SAO ONE: I will turn it over to [Official Three].", "SAO TWO: Yes."), FindingKind.MISATTRIBUTED, "t001"),
        ((ASKED, f"Q: The lock is old. {LONG}", "MODERATOR: Okay."), FindingKind.MISATTRIBUTED, "t002"),
        (("SAO: Yes.", ASKED.replace("Q:", "SAO:"), "SAO: At noon."), FindingKind.MISATTRIBUTED, "t002"),
        (
            ("MODERATOR: Hi.", "Q: Why?", "SAO: Next question from Jane Roe.", "Q: When?", "MODERATOR: Bye."),
            FindingKind.MISATTRIBUTED,
            "t003",
        ),
        (
            ("MODERATOR: Hi.", "SAO: This is on background, attributable to an official.", "MODERATOR: Bye."),
            FindingKind.MISATTRIBUTED,
            "t002",
        ),
        ((ASKED, "MODERATOR: Thank you for the question. The lock is old."), FindingKind.MISATTRIBUTED, "t002"),
        (
            ("MODERATOR: Hi.", "Q: Great. We will open it up for questions.", "MODERATOR: Bye."),
            FindingKind.MISATTRIBUTED,
            "t002",
        ),
        (("MODERATOR: I will turn it over to Odalys.", "SAO: Yes."), FindingKind.NAMED, "t001"),
        (("SAO: Hi. This is Odalys. [Official Two] is right.",), FindingKind.NAMED, "t001"),
        (("MODERATOR: We have [Official One], Odalys Wren, and others.", "SAO: Yes."), FindingKind.NAMED, "t001"),
        (("SAO: Thanks, [Odalys]. Yes.",), FindingKind.NAMED, "t001"),
        (("SAO: As [Official One] and I know, what Odalys said is so.",), FindingKind.NAMED, "t001"),
        (("Q: Thanks, Odalys. Thanks, [Official One]. Why?",), FindingKind.NAMED, "t001"),
        (("MODERATOR: We have Odalys Wren, and [Official One].", "SAO: Yes."), FindingKind.NAMED, "t001"),
        (("SAO: Thanks, [Official One]. Let Odalys take that.",), FindingKind.NAMED, "t001"),
        (("SAO: I agree with Odalys. [Official One] does too.",), FindingKind.NAMED, "t001"),
        (("SAO: My name is Odalys Wren. [Official One] is here.",), FindingKind.NAMED, "t001"),
        (("SAO: Yes, it opens now.", "SAO: Yes, it opens now."), FindingKind.REPEATED, "t002"),
        ((f"SAO: {LONG}|Yes.|{LONG}",), FindingKind.REPEATED, "t001"),
        ((f"SAO: {LONG}", "Q: Why?", f"SAO: {LONG.replace('paragraph', 'passage', 1)}"), FindingKind.REPEATED, "t003"),
        (
            ("SAO: We think — can you hear me?", "MODERATOR: Next we’ll go to Jane Roe.", ASKED),
            FindingKind.LOST_TURN,
            "t001",
        ),
        (
            ("SAO: We think so. Did I drop off?", "MODERATOR: That’s all the time we have."),
            FindingKind.LOST_TURN,
            "t001",
        ),
        (("MODERATOR: Thanks. [Official One], are you still there?", ASKED), FindingKind.LOST_TURN, "t001"),
        (("MODERATOR: Can everyone hear me?", "Q: Hi. When does it open?"), FindingKind.LOST_TURN, "t001"),
        (("Q: Hello? Can you hear me?", "SAO: It opens at noon, or so we are told."), FindingKind.LOST_TURN, "t001"),
        (
            (f"Q: Hello. {LONG} Hello, are you there?", "MODERATOR: We’ll take somebody else."),
            FindingKind.LOST_TURN,
            "t001",
        ),
        (
            ("Q: I don’t know if you can hear me.", "SAO: It opens at noon, or so we are told."),
            FindingKind.LOST_TURN,
            "t001",
        ),
        ((ASKED, "SAO: At noon, when the tide is at its highest, or"), FindingKind.LOST_TURN, "t002"),
        ((ASKED, "SAO: At noon, when the tide is high,", "MODERATOR: Okay."), FindingKind.LOST_TURN, "t002"),
        (("Q: Good morning.", "Q: When does it open?"), FindingKind.LOST_TURN, "t001"),
        (
            ("Q: Hi, it’s Jane Roe with the Post.", "Q: Two things. Why now? And who pays?"),
            FindingKind.LOST_TURN,
            "t001",
        ),
        (("Q: I have two questions.", "Q: The first is why."), FindingKind.LOST_TURN, "t001"),
        (("SAO: The lock opens at noon today. The lock opens at noon today. Yes.",), FindingKind.REPEATED, "t001"),
        (("SAO: The lock opens at noon today.|The lock opens at noon today.|Yes.",), FindingKind.REPEATED, "t001"),
        (("SAO: " + "We open the lock at noon when the tide is high. Yes. " * 2,), FindingKind.REPEATED, "t001"),
        (
            (
                "SAO: Yes. We open the lock at noon when the tide is high, and on no account before.",
                "Q: Why?",
                "SAO: We open the lock at noon when the tide is high, and on no account before. So it is.",
            ),
            FindingKind.REPEATED,
            "t003",
        ),
        (("MODERATOR: Jane Roe has the next question.|Go to Jane.", "SAO: At noon."), FindingKind.NO_QUESTION, "t001"),
        (
            ("MODERATOR: Let’s go to Jane Roe.", "SAO: No, not yet.", "MODERATOR: Okay."),
            FindingKind.NO_QUESTION,
            "t001",
        ),
    ],
)
def test_what_a_reader_would_stop_at(said: tuple[str, ...], kind: FindingKind, turn: str) -> None:
    assert (kind, turn) in _found(_call(*said))


@pytest.mark.parametrize(
    "said",
    [
        ("Q: Hi. Can you hear me?", "MODERATOR: Yes.", "Q: Great. Why?"),
        ("Q: Why?", "Q: And I ask: who?"),
        ("SENIOR ADMINISTRATION OFFICIAL: One.", "SENIOR ADMINISTRATION OFFICIAL: Two."),
        ("MODERATOR: [Official One|and others] agree.",),
        ("SAO ONE: This is [Senior Administration Official One] again.",),
        ("MODERATOR: This is [Moderator]. I hand over to [Official One].", "SAO ONE: Thanks, [Moderator]."),
        ("MODERATOR: Let’s go over to Jane Roe.", "OPERATOR: Your line is open.", "Q: Why?", "SAO: Thanks, Jane."),
        ("Q: Hi, it’s Odalys here. Why?", "SAO: So it is.", "SAO: It is. Thanks, Odalys."),
        ("Q: Why?", "SAO: Thanks, Odalys. So it is."),
        ("MODERATOR: We now turn to the agenda.", "SAO: So it is."),
        ("SAO: Do we do it? We do. Thanks for doing this call, all.",),
        ("Q: Thanks so much for the question. When does the lock open?", "SAO: At noon."),
        ("SAO: Can you hear me?", "SAO: Yes, go ahead.", "SAO: Thanks, [Official One]."),
        ("Q: Can you hear me?", f"SAO: We hear you. {LONG}"),
        (ASKED, "MODERATOR: We will send you that after the call. Next question, please."),
        ("MODERATOR: Thank you all for joining this call on short notice.", "SAO: Thanks, all."),
        ("MODERATOR: The last question goes to Jane Roe.", "SAO: Hi, Jane.", "MODERATOR: We cannot hear you, Jane."),
        ("MODERATOR: The last question goes to Jane —", "SAO: If I may add to that, the lock is old."),
        ("MODERATOR: [Official One] will say a few words, then we open it up for questions.", "SAO: Thanks, all."),
        ("SAO TWO: This is [Official Two]. I agree with [Official Three].", "SAO THREE: Yes."),
        ("SAO ONE: Over to [Official Two].", "SAO TWO: Thanks, [Official One]."),
        ("SAO: Back to you, [Official Two].", "Q: Why?"),
        ("MODERATOR: Call me a senior administration official. [Official One]?", "SAO: Thanks."),
        ("Q: Why?", "SAO: Please, [Official One].", "SAO: Thanks, Odalys. It is so."),
        ("MODERATOR: [Official One] is here. I will turn it over to Odalys.", "MS. WREN: Thanks, [Official One]."),
        ("Q: Why?", "SAO: It is so.", "SAO: And Odalys, thanks for the question."),
        ("MODERATOR: [Official One] and I will go to the harbour, as the Mayor said.", "SAO: Thanks."),
        ("SAO: We think — can you hear me?", "MODERATOR: Okay, loud and clear. Go on.", "SAO: Good."),
        ("MODERATOR: Thanks. [Official One], are you still there?", "SAO: So it is, I would say."),
        ("Q: Hello?", "SAO: Hi, Odalys.", "Q: Why?"),
        ("Q: Hello? Is my line open?", "MODERATOR: You are with us, and I can hear you. Go to it.", "Q: Why?"),
        (
            "Q: He asks us whether the lock is old, and who is to pay for it, and then: are we on for noon?",
            "SAO: At one.",
        ),
        ("SAO: I said to the captain: do you hear me? And he did.", "MODERATOR: Okay."),
        (ASKED, "SAO: At noon, when the tide is", "Q: — high?", "SAO: Yes."),
        (ASKED, "SAO: At noon (inaudible)", "MODERATOR: Okay", "SAO: “So it is.”", "MODERATOR: Thanks. Bye"),
        (
            "SAO: First the lock opens",
            "SAO: Then the ships come in",
            "SAO: Then the lock is closed",
            "SAO: That is all",
        ),
        ("Q: That helps. Thank you.", "Q: Hi. When does it open?"),
        ("Q: Hi. My question was answered, thanks.", "Q: When does it open?"),
        ("SAO: We do not know. We do not know. It will open, and it will open soon.",),
        ("MODERATOR: Let’s go to Jane Roe.", "SAO: Good morning, Jane. How are you?", "Q: Well, thanks. Why?"),
        ("MODERATOR: Let’s go to Jane Roe.", "SAO: Hi, Jane. It’s good to hear from you.", "Q: Hi. Why?"),
        ("MODERATOR: Let’s go to Jane Roe.", "SAO: Jane, I think your line is closed.", "Q: It was. Why?"),
        ("MODERATOR: [Official One] or [Official Two], you want to go ahead?", "SAO ONE: So it is."),
        ("MODERATOR: [Official One], do you want to go ahead, or should [Official Two]?", "SAO TWO: So it is."),
        (
            "MODERATOR: There is one quick follow-up on who pays for the lock this year. You want to go ahead?",
            "SAO: The city does.",
        ),
    ],
)
def test_what_a_reader_would_pass_over(said: tuple[str, ...]) -> None:
    assert _found(_call(*said)) == []


def test_a_finding_points_at_its_words() -> None:
    call = _call("MODERATOR: Hello.|And [Official One, you?")
    (finding,) = find_doubts(call)
    assert finding.paragraph is not None
    assert finding.start is not None
    assert call.turns[0].paragraphs[finding.paragraph][finding.start : finding.end] == "["


def test_of_what_is_no_call_the_beginning_is_looked_at() -> None:
    call = _call(*["SAO ONE: Hello.", "SAO TWO: And [Official One, you?"] * 10_001)
    found = find_doubts(call)
    assert {finding.turn for finding in found} <= {turn.id for turn in call.turns[:20_001]}
    assert [finding.turn for finding in found if finding.kind == "not-examined"] == [call.turns[20_000].id]


def test_a_turn_that_is_longer_than_any_call_is_not_looked_at() -> None:
    call = _call("SAO ONE: And [Official One, you?", "SAO TWO: " + "[So it is. " * 200_000, "SAO ONE: And [Two, you?")
    assert [(one.kind, one.turn) for one in find_doubts(call)] == [
        ("unbalanced-bracket", "t001"),
        ("not-examined", "t002"),
    ]


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        (
            "SAO ONE: Hi, it’s [Senior Administration Official Two]. Yes.",
            "Hi, it’s [Senior Administration Official Two]",
        ),
        ("SAO ONE: Good afternoon, this is [Official Two] again.", "this is [Official Two]"),
        (
            "SAO ONE: The harbourmasters have [written to the harbourmasters of Merrow, and said so again.",
            "The harbourmasters have [written to the harbourmasters of Merrow",
        ),
    ],
)
def test_words_are_quoted_whole(said: str, quoted: str) -> None:
    (finding,) = find_doubts(_call(said))
    assert f"“{quoted}”" in finding.reason


ONE = "Press Call by a Senior Administration Official on Pears"
SEVERAL = "Press Call by Senior Administration Officials on Pears"
OPENING = "MODERATOR: We are joined by [senior administration official]"


@pytest.mark.parametrize(
    ("title", "said", "doubted"),
    [
        (ONE, ("SAO ONE: One.", "SAO TWO: Two."), True),
        (ONE, (OPENING + " and [senior administration official].", "SAO: One."), True),
        (ONE, (OPENING + ".", "SAO: One."), False),
        (SEVERAL, ("MODERATOR: Hi.", "SAO ONE: One."), True),
        (SEVERAL, (OPENING + ".", "SAO: One."), True),
        (SEVERAL, (OPENING + ".", "SAO: One.", "SAO: Two."), False),
        (SEVERAL, (OPENING + ".", "SAO: One. Over to [senior administration official]."), False),
        (SEVERAL, ("SAO ONE: One.", "SAO TWO: Two."), False),
        (SEVERAL, ("MODERATOR: We have official one, and official number two.", "SAO ONE: One."), False),
        ("Press Call on Pears", ("SAO ONE: One.", "SAO TWO: Two."), False),
        (ONE, ("MODERATOR: Hi.", "SAO: Pears. Over to [senior administration official].", "SAO: Yes."), True),
        ("Press Call on the Plum Harvest", ("MODERATOR: Hi.", f"SAO: {LONG * 6}"), True),
        ("Press Call on the Plum Harvest", ("MODERATOR: Hi.", f"SAO: {LONG * 6} Plums."), False),
        (
            "Press Call on Pear and Plum Deliveries to Norway",
            ("SAO: Pears, plums, delivery.", f"SAO: {LONG * 6}"),
            True,
        ),
        ("Press Call on the Middle East", ("MODERATOR: Hi.", f"SAO: {LONG * 6}"), False),
        ("Grand Regatta of Vineford Ends in Rain", ("MODERATOR: Hi.", f"SAO: {LONG * 6}"), True),
        ("Vineford Regatta", ("MODERATOR: Hi.", f"SAO: {LONG * 6}"), False),
        ("Wexford Orchard Holdings Third Quarter Earnings Call", ("MODERATOR: Hi.", f"SAO: {LONG * 6}"), False),
    ],
)
def test_the_title_and_who_speaks(title: str, said: tuple[str, ...], doubted: bool) -> None:
    kinds = [kind for kind, _ in _found(_call(*said, title=title))]
    assert (FindingKind.TITLE in kinds) is doubted


@pytest.mark.parametrize(
    ("said", "doubted"),
    [
        (("MODERATOR: Our three speakers are [Official], [Official], and [Official].", "SAO: Yes."), False),
        (("MODERATOR: Our three speakers are [Official] and [Official].", "SAO: Yes."), True),
        (("MODERATOR: Our three speakers are [Redacted.], [Official], and [Official].", "SAO: Yes."), False),
        (("MODERATOR: Three speakers today. [Official] begins.", "SAO: Yes."), False),
        (("MODERATOR: We are joined by [Official One] and [Official Two].", "SAO ONE: Yes.", "SAO TWO: Yes."), False),
        (("MODERATOR: We are joined by [Official One] and [Official Two].", "SAO ONE: Yes.", "SAO FOUR: Yes."), True),
        (("MODERATOR: We are joined by [Official One] and [Official Two].", "SAO ONE: Yes."), True),
    ],
)
def test_who_is_introduced_and_who_speaks(said: tuple[str, ...], doubted: bool) -> None:
    kinds = [kind for kind, _ in _found(_call(*said))]
    assert (FindingKind.INTRODUCED in kinds) is doubted


@pytest.mark.parametrize(
    ("said", "doubted"),
    [
        ("It lifts tomorrow, Sunday, May 4th.", False),
        ("It lifts tomorrow, Monday, May 4th.", True),
        ("It lifts on Monday, May 4, 2031.", True),
        ("It was founded on Monday, August 4th.", False),
        ("It lifts tomorrow, May 4, 2030.", True),
        ("It lifts tomorrow, June 4th.", True),
        ("It lifts on June 31st, and on Monday, February 30, 2031.", False),
    ],
)
def test_the_dates_that_are_said(said: str, doubted: bool) -> None:
    call = _call(f"MODERATOR: {said}", call_date=datetime.date(2031, 5, 3))
    assert [kind for kind, _ in _found(call)] == [FindingKind.DATE] * doubted


def test_the_dates_that_are_printed() -> None:
    day = datetime.date(2031, 5, 3)
    assert not find_doubts(_call("SAO: Hi.", title="Press Call, May 3, 2031", call_date=day))
    assert find_doubts(_call("SAO: Hi.", title="Press Call, May 3, 2030", call_date=day))
    for title in (
        "Press Call on Pears, May 5",
        "Press Call (May 5, 2031)",
        "May 1: Press Call",
        "Press Call of May 5 on Pears",
    ):
        assert find_doubts(_call("SAO: Hi.", title=title, call_date=day))
    for title in ("Press Call on the Vote of May 5", "Press Call Previewing the Vote, May 5", "Press Call, May 3"):
        assert not find_doubts(_call("SAO: Hi.", title=title, call_date=day))
    assert not find_doubts(_call("SAO: Hi.", front=("Saturday, May 3, 2031",), call_date=day))
    assert find_doubts(_call("SAO: Hi.", front=("Friday, May 3, 2031",), call_date=day))
    assert find_doubts(_call("SAO: Hi.", front=("May 3, 2031", "May 3, 2030"), call_date=day))


def test_what_is_repeated_in_a_row_is_told_once() -> None:
    said = (ASKED, f"SAO: {LONG}")
    (finding,) = find_doubts(_call(*said, "MODERATOR: Yes.", *said))
    assert (finding.kind, finding.turn) == (FindingKind.REPEATED, "t004")
    assert finding.reason == "from here to t005 the same words are printed as t001 to t002"


def test_an_alias_that_lost_both_its_places_is_told_once() -> None:
    for words in ("[[Official One]], you?", "]Official One[, you?", "[Official One[, you?"):
        assert len(find_doubts(_call(f"MODERATOR: {words}"))) == 1
    assert len(find_doubts(_call("SAO ONE: Over to [Senior", "SAO TWO: Official Two], thanks."))) == 1


def test_the_dates_of_a_page() -> None:
    day = datetime.date(2031, 5, 3)
    for published, doubted in ((2, True), (3, False), (4, False)):
        call = _call("MODERATOR: Hi.", call_date=day, published=datetime.date(2031, 5, published))
        assert bool(find_doubts(call)) is doubted
    assert find_doubts(_call("MODERATOR: Hi.", call_date=day, published=datetime.date(2031, 9, 1)))


def test_the_reader_says_the_line() -> None:
    call = read_transcript("MODERATOR: Hi.\n\nQ  Can you hear me?\n\nQ  Great. MODEARTOR: [No.\n")
    assert [(f.kind, f.turn, f.line) for f in call.findings] == [
        (FindingKind.RUN_IN_LABEL, "t004", 5),
        (FindingKind.LOST_TURN, "t002", 3),
        (FindingKind.MISSPELT_LABEL, "t004", 5),
        (FindingKind.UNBALANCED_BRACKET, "t004", 5),
    ]


def test_an_honorific_without_its_period_is_no_slip_where_the_page_prints_none() -> None:
    call = read_transcript("MR WREN: Hi.\n\nQUESTION: Why?\n\nMR WREN: So.\n\nMS PELL: And so.\n")
    assert [turn.speaker for turn in call.turns] == ["MR. WREN", "QUESTION", "MR. WREN", "MS. PELL"]
    assert not [finding for finding in call.findings if finding.kind is FindingKind.MISSPELT_LABEL]
    mixed = read_transcript("MR. WREN: Hi.\n\nQUESTION: Why?\n\nMR WREN: So.\n")
    assert [(f.kind, f.turn) for f in mixed.findings] == [(FindingKind.MISSPELT_LABEL, "t003")]


@pytest.mark.parametrize(
    "announced",
    [
        "[Official One] is hereafter Senior Harbor Department Official Number One.",
        "They will be referred to for the rest of the call as Senior Harbor Department Officials One and Two.",
        "He will appear in the transcript as Senior Harbor Department Official One. [He] begins.",
    ],
)
def test_aliases_that_are_spoken_aloud_need_no_brackets(announced: str) -> None:
    words = "MODERATOR: {}Now [Moderator] turns it over to Senior Harbor Department Official Number Two."
    for said, bare in ((f"{announced} ", 0), ("", 1)):
        found = find_doubts(_call(words.format(said), "SENIOR HARBOR DEPARTMENT OFFICIAL TWO: Thank you."))
        assert [finding.kind for finding in found].count(FindingKind.UNBALANCED_BRACKET) == bare


def test_labels_without_words_and_of_nobody_known() -> None:
    call = read_transcript("MODERATOR:\n\nJANE ROE: Good morning.\n\nQ  Why?\n")
    assert [(turn.label, turn.text, turn.role) for turn in call.turns] == [
        ("MODERATOR", "", Role.MODERATOR),
        ("JANE ROE", "Good morning.", Role.OTHER),
        ("Q", "Why?", Role.REPORTER),
    ]
    assert [(f.kind, f.turn) for f in call.findings] == [
        (FindingKind.UNKNOWN_LABEL, "t002"),
        (FindingKind.LOST_TURN, "t001"),
    ]


def test_a_page_without_labels_is_one_turn() -> None:
    call = read_transcript(f"Background Press Call on the Orchard\n\nVia Teleconference\n\n{LONG}\n\nThank you all.\n")
    assert [(turn.label, turn.speaker, turn.role, len(turn.paragraphs)) for turn in call.turns] == [
        ("", "UNKNOWN", Role.OTHER, 2)
    ]
    assert call.title == "Background Press Call on the Orchard"
    assert call.findings == (
        Finding(
            kind=FindingKind.NO_LABELS,
            reason="no speaker is named; the whole call is read as one turn",
            turn="t001",
            line=5,
        ),
    )


@pytest.mark.parametrize(
    "said",
    [
        ("SAO TWO: This is [Senior Administration Official One]’s question. Yes.",),
        ("SAO TWO: It’s [Senior Administration Official One] who has it.",),
        (
            "MODERATOR: You may cite them as “Senior Administration Official One”. Here is [Official One].",
            "SAO ONE: It is attributable to Senior Administration Official One.",
        ),
        ("MODERATOR: We have Odalys Wren of the Plain Gazette first. [Official One] is here.", "Q: Hi. Why?"),
    ],
)
def test_an_alias_that_is_only_spoken_of_is_no_doubt(said: tuple[str, ...]) -> None:
    assert not find_doubts(_call(*said))

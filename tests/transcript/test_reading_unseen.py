"""What calls of other offices, years and typists print that the calls at hand do not; all made up."""

import datetime
import textwrap
from pathlib import Path

import pytest

from onbackground.transcript.document import FindingKind, Role
from onbackground.transcript.ground_rules import EmbargoKind
from onbackground.transcript.labels import resolve_label
from onbackground.transcript.labels.together import resolve_labels
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.reading.openings import read_opening
from onbackground.transcript.reading.run_in import split_run_in
from onbackground.transcript.reading.unreadable import UnreadableTranscript


def _page(
    *, heading: str = "October 7, 2031\n\n3:02 P.M. EDT", said: str = "Hello.", end: str = "3:40 P.M. EDT"
) -> str:
    return (
        f"Background Press Call on Harbours\n\nVia Teleconference\n\n{heading}\n\nMODERATOR: Good afternoon. {said}\n\n"
        f"SENIOR ADMINISTRATION OFFICIAL: Thank you. The quay opens soon.\n\nQ  Why?\n\n"
        f"SENIOR ADMINISTRATION OFFICIAL: Because.\n\n{end}\n"
    )


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("SENIOR FBI OFFICIAL", "SENIOR FBI OFFICIAL"),
        ("SENIOR U.S. OFFICIAL TWO", "SENIOR U.S. OFFICIAL TWO"),
        ("SENIOR USTICE DEPARTMENT OFFICIAL", "SENIOR JUSTICE DEPARTMENT OFFICIAL"),
        ("SENIOR ADM1NISTRATION OFF1CIAL", "SENIOR ADMINISTRATION OFFICIAL"),
        ("MODERAT0R", "MODERATOR"),
        ("SENIOR ADMINISTRATION OFFICIA1", "SENIOR ADMINISTRATION OFFICIAL"),
        ("SENIOR ADMINISTRATION OFFICIAL1", "SENIOR ADMINISTRATION OFFICIAL ONE"),
        ("SENIOR ADMINISTRATION OFFICIAL TH REE", "SENIOR ADMINISTRATION OFFICIAL THREE"),
        ("SENIOR ADMINISTRATION OFFICIAL OEN", "SENIOR ADMINISTRATION OFFICIAL ONE"),
        ("SENIOR SENIOR ADMINISTRATION OFFICIAL", "SENIOR ADMINISTRATION OFFICIAL"),
        ("A SENIOR ADMINISTRATION OFFICIAL", "SENIOR ADMINISTRATION OFFICIAL"),
        ("MMS. SIMONS", "MMS. SIMONS"),
        ("MS.SIMONS", "MS. SIMONS"),
        ("[MODERATOR]", "MODERATOR"),
        ("(UNKNOWN)", "UNKNOWN"),
        ("spk09", "SPEAKER NINE"),
    ],
)
def test_labels(label: str, speaker: str) -> None:
    assert resolve_label(label)[0] == speaker


@pytest.mark.parametrize(
    ("greeting", "meant"),
    [
        ("Good morning, everyone, and welcome", "2031-06-10T10:30:00-04:00"),
        ("Good afternoon, everyone", "2031-06-11T10:30:00-04:00"),
        ("Good morning, good afternoon, and good evening", "2031-06-10T10:30:00-04:00"),
    ],
)
def test_a_page_without_hours_of_a_call_in_the_morning(greeting: str, meant: str) -> None:
    page = (
        f"Press Briefing on the Dues\n\nVineford, Wessex\nTuesday, June 10, 2031\n\nOPERATOR: Good evening.\n\n"
        f"MR. ASHDOWN: {greeting}. As usual we are embargoed until 10:30 a.m.\n\nQ  Why?\n\nMR. ASHDOWN: Because.\n"
    )
    embargo = read_transcript(page).ground_rules.embargo
    assert embargo.at is not None
    assert embargo.at.isoformat() == meant


def test_the_list_of_those_present_is_no_turn() -> None:
    page = (
        "Press Briefing on the Dues\n\nJune 10, 2031\n\nPARTICIPANTS:\n\nSpeaker: ADA MERROW, Harbour Master\n\n"
        "Moderator: HUGO ASHDOWN, Press Officer, Harbour Board\n\nMODERATOR: Good morning.\n\nMS. MERROW: Hello.\n\n"
        "MODERATOR: Hugo Vane, Orchard Post\n\nQ  Why?\n"
    )
    said = [(turn.speaker, turn.text) for turn in read_transcript(page).turns]
    assert said == [
        ("MODERATOR", "Good morning."),
        ("MS. MERROW", "Hello."),
        ("MODERATOR", "Hugo Vane, Orchard Post"),
        ("QUESTION", "Why?"),
    ]


def test_a_name_with_its_part_beside_it_is_a_label_though_printed_once() -> None:
    page = "June 10, 2031\n\nOperator: Hello.\n\nJane Doe (Moderator): Thank you.\n\nDr. Wren: Thanks, Jane.\n"
    assert [turn.label for turn in read_transcript(page).turns] == ["Operator", "Jane Doe (Moderator)", "Dr. Wren"]


def test_a_number_that_may_be_several_is_the_one_on_the_call() -> None:
    one, nine = "SENIOR DEFENSE OFFICIAL ONE", "SENIOR DEFENSE OFFICIAL NINE"
    slip = "SENIOR DEFENSE OFFICIAL INE"
    assert resolve_labels([one, slip])[slip] == (one, Role.OFFICIAL)
    assert resolve_labels([one, nine, slip])[slip][0] == slip


def test_an_honorific_with_a_slip_is_the_same_person() -> None:
    assert resolve_labels(["MS. SIMONS", "MS. SIMONS", "MMS. SIMONS"])["MMS. SIMONS"][0] == "MS. SIMONS"


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("SENIOR U.S. ADMINISTRATION OFFICIAL: Good.", 1),
        ("SR. DEFENSE DEPT. OFFICIAL: Good.", 1),
        ("Call on Boats MODERATOR: Good morning. SENIOR DEFENSE OFFICIAL: Thanks.", 3),
        ("That was the answer. Q Thank you. And the boats?", 2),
        ("Ask the MODERATOR: she knows. Vitamin Q and so on.", 1),
    ],
)
def test_labels_inside_a_paragraph(paragraph: str, parts: int) -> None:
    assert len(split_run_in(paragraph, read_opening(paragraph))) == parts


def test_labels_in_parentheses_in_brackets_in_small_letters_and_with_a_time() -> None:
    call = read_transcript("(UNKNOWN): It works.\n\nMODERATOR: Good to go?\n\n[SENIOR DEFENSE OFFICIAL]: Yes.\n")
    assert [turn.speaker for turn in call.turns] == ["UNKNOWN", "MODERATOR", "SENIOR DEFENSE OFFICIAL"]
    call = read_transcript("Moderator: Good morning.\n\nMs. Quill: Thanks, all.\n\nModerator: Over to questions.\n")
    assert [turn.speaker for turn in call.turns] == ["MODERATOR", "MS. QUILL", "MODERATOR"]
    call = read_transcript("Speaker 1 (00:00):\nNow.\n\nMina Quill (01:02):\nCan you hear me?\n\nspk02: Yes.\n")
    assert [turn.speaker for turn in call.turns] == ["SPEAKER ONE", "MINA QUILL", "SPEAKER TWO"]


def test_a_label_broken_over_lines_and_indents_in_place_of_empty_lines() -> None:
    text = "    MODERATOR: Good morning to you\nall, and welcome.\n    SENIOR DEFENSE\nOFFICIAL ONE: Thank you all\n"
    turns = read_transcript(text + "for it.\n3:40 P.M. EDT\n").turns
    assert [turn.speaker for turn in turns] == ["MODERATOR", "SENIOR DEFENSE OFFICIAL ONE"]
    assert turns[1].text == "Thank you all for it."


@pytest.mark.parametrize(
    ("printed", "hour"),
    [
        ("3:02 P.M., EDT", "15:02:00-04:00"),
        ("3:02 P.M. Eastern Time", "15:02:00-04:00"),
        ("3:O2 P.M. EDT", "15:02:00-04:00"),
        ("302 P.M. EDT", "15:02:00-04:00"),
        ("3 P.M. EDT", "15:00:00-04:00"),
        ("15:02 EDT", "15:02:00-04:00"),
        ("12:00 NOON EDT", "12:00:00-04:00"),
        ("3:02 P.M. GMT+3", "15:02:00+03:00"),
        ("3:02 P.M. Brussels Time", "15:02:00+02:00"),
        ("3:02 P.M. EDT (Via Telephone)", "15:02:00-04:00"),
        ("Started 3:02 P.M. EDT", "15:02:00-04:00"),
        ("3:02 P.M.", "15:02:00"),
    ],
)
def test_hours_as_they_are_printed(printed: str, hour: str) -> None:
    start = read_transcript(_page(heading=f"October 7, 2031\n\n{printed}")).start
    assert start is not None
    assert start.isoformat()[11:] == hour


@pytest.mark.parametrize(
    "end",
    [
        "(END) 3:40 P.M. EDT",
        "3:40 P.M. EDT  END",
        "-END- 3:40 P.M. EDT",
        "(Call ended at 3:40 P.M. EDT)",
        "END TIME: 3:40 p.m. EDT",
        "END OF CALL 3:40 P.M. EDT",
        "The briefing concluded at 3:40 p.m. EDT.",
        "(Whereupon, at 3:40 p.m. EDT, the call was concluded.)",
        "3:40 P.M. E.D.T.",
        "3:40:20 PM — EDT",
        "15h40 EDT",
        "1540 EDT",
        "15:40 hours EDT",
        "END  3:40 P.M. EDT  (October 7, 2031)",
        "3:40 P.M. EDT (19:40 GMT)",
        "Time: 3:40 P.M. EDT",
    ],
)
def test_the_hour_of_the_end(end: str) -> None:
    call = read_transcript(_page(end=end))
    assert call.end is not None
    assert call.end.isoformat() == "2031-10-07T15:40:00-04:00"
    assert call.turns[-1].text == "Because."


@pytest.mark.parametrize(
    "heading",
    [
        "10/7/2031\n\n3:02 P.M. EDT",
        "2031-10-07\n\n3:02 P.M. EDT",
        "October 7,2031\n\n3:02 P.M. EDT",
        "Tuesday, 10/07/31\n\n3:02 P.M. EDT",
        "October 7, 2031 at 3:02 p.m. EDT",
        "3:02 P.M. EDT on October 7, 2031",
        "October 7, 2031\n\nVia Satellite, 3:02 P.M. EDT",
        "Call held on 7 October 2031, 3:02 P.M. EDT",
        "Held: October 7, 2031 at 3:02 P.M. EDT",
        "Recorded 10/07/2031, 3:02 P.M. EDT",
    ],
)
def test_days_and_hours_as_they_are_printed(heading: str) -> None:
    start = read_transcript(_page(heading=heading)).start
    assert start is not None
    assert start.isoformat() == "2031-10-07T15:02:00-04:00"


@pytest.mark.parametrize(
    "line", ["13/45/2031", "2031-13-45", "https://example.org/2031-10-07-quays", "Call 202/555/0100"]
)
def test_figures_that_are_no_date(line: str) -> None:
    assert read_transcript(_page(heading=line)).call_date is None


@pytest.mark.parametrize(("said", "hour"), [("half past five", "17:30"), ("a quarter to six", "17:45")])
def test_hours_in_words(said: str, hour: str) -> None:
    embargo = read_transcript(_page(said=f"It is embargoed until {said} this evening.")).ground_rules.embargo
    assert embargo.at is not None
    assert embargo.at.isoformat(timespec="minutes") == f"2031-10-07T{hour}-04:00"


def test_a_local_hour_is_that_of_the_place() -> None:
    call = read_transcript(_page(heading="Lima, Peru\n\nOctober 7, 2031\n\n3:02 P.M. (Local)"))
    assert str(call.start) == "2031-10-07 15:02:00-05:00"


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Tuesday, October 7, 2031, 10:00 A.M. EDT", "2031-10-07"),
        ("October 8, 2031\n\n(October 7, 2031)\n\n3:02 P.M. EDT", "2031-10-07"),
        ("October 7, 2031\n\n3:02 P.M. EDT\n\nUpdated October 9, 2031", "2031-10-07"),
        ("You see pages of January 20, 2027\nto January 20, 2031.\n\nOctober 7, 2031", "2031-10-07"),
    ],
)
def test_the_day_of_the_call_among_others(heading: str, day: str) -> None:
    assert str(read_transcript(_page(heading=heading)).call_date) == day


@pytest.mark.parametrize(
    ("heading", "published", "held"),
    [
        ("Published: October 9, 2031\n\nOctober 7, 2031", "2031-10-09", "2031-10-07"),
        ("October 7, 2031\n\nPosted on 9 October 2031 at 9:00 a.m.", "2031-10-09", "2031-10-07"),
        ("Date posted: Thursday, October 9, 2031", "2031-10-09", "2031-10-09"),
        ("Published transcript of October 7, 2031", "None", "2031-10-07"),
    ],
)
def test_the_day_on_which_a_page_says_that_it_was_published(heading: str, published: str, held: str) -> None:
    call = read_transcript(_page(heading=heading))
    assert (str(call.published), str(call.call_date)) == (published, held)


def test_a_web_page_is_dated_by_its_own_date_in_washington() -> None:
    page = (
        '<html><head><meta property="article:published_time" content="2031-10-08T01:30:00+00:00"></head>'
        "<body><p>MODERATOR: Good evening.</p><p>Q  Why?</p></body></html>"
    )
    assert read_transcript(page).call_date == datetime.date(2031, 10, 7)


@pytest.mark.parametrize(
    ("said", "kind", "lifts"),
    [
        ("It is embargoed until the end of the brief.", "conclusion", None),
        ("Please hold everything until we’re off the call.", "conclusion", None),
        ("You’re free to report as soon as this call is over.", "conclusion", None),
        ("You cannot use any of it until 4 p.m. Eastern.", "clock", "2031-10-07T16:00:00-04:00"),
        ("It is embargoed until 1000 EST tomorrow.", "clock", "2031-10-08T10:00:00-04:00"),
        ("It is embargoed until tomorrow at 6 in the morning.", "clock", "2031-10-08T06:00:00-04:00"),
        ("The embargo will lift at 6.", "clock", "2031-10-07T18:00:00-04:00"),
        ("It is embargoed until 12:01 a.m. tonight.", "clock", "2031-10-08T00:01:00-04:00"),
        (
            "It is embargoed until 5:30 p.m. today. It is embargoed, again, until the governor’s address.",
            "clock",
            "2031-10-07T17:30:00-04:00",
        ),
    ],
)
def test_embargoes(said: str, kind: str, lifts: str | None) -> None:
    embargo = read_transcript(_page(said=said)).ground_rules.embargo
    assert embargo.kind.value == kind
    assert (embargo.at.isoformat() if embargo.at else None) == lifts


def test_long_words_beside_an_hour_cost_no_more_than_their_length() -> None:
    call = read_transcript(_page(said=f"It is embargoed until 5:00 a.m. {'A' * 3000} {'B' * 3000}."))
    assert call.ground_rules.embargo.kind.value == "clock"


def test_runs_of_dashes_cost_no_more_than_their_length() -> None:
    call = read_transcript(_page(said="-" * 100_000 + "1"))
    assert len(call.turns) == 4


def test_figures_in_long_words_cost_no_more_than_their_length() -> None:
    call = read_transcript(_page(said=f"[{'0A' * 50_000}]"))
    assert len(call.turns) == 4


@pytest.mark.parametrize(
    "said",
    [
        "For your purposes, I will tell you the name, but it is on background: we have with us [Harbour Official].",
        "Just for the knowledge of those on this call, you will hear from [Senior Harbour Official].",
        "For your records only, they are [Senior Harbour Officials].",
        "For your own information, they are [names withheld].",
        "Not for reporting or attribution, but with us this evening is [senior harbour official].",
        "Not for attribution — it is all on background — just for everyone’s awareness, several of us are here.",
        "And for just your own edification, we have [senior harbour officials].",
        "For your situational awareness, here is the order in which you will be hearing from them.",
    ],
)
def test_names_given_in_other_words(said: str) -> None:
    assert read_transcript(_page(said=said)).ground_rules.names_given


@pytest.mark.parametrize(
    ("heading", "published", "changed", "held"),
    [
        ("3:02 P.M. EDT", "2031-10-08 16:15:20", None, "2031-10-08"),
        ("3:02 P.M. EDT", "2031-10-08 07:15:20", None, "2031-10-07"),
        ("3:02 P.M. EDT", "2031-10-08 07:15:20", "2031-10-08 17:00:00", "2031-10-08"),
        ("3:02 P.M. EDT", "2031-10-08 05:00:00", "2031-10-06 22:00:00", "2031-10-06"),
        ("Via Teleconference", "2031-10-08 05:00:00", "2031-10-07 22:00:00", "2031-10-07"),
        ("October 8, 2031\n\n3:02 P.M. EDT", "2031-10-08 07:15:20", None, "2031-10-08"),
    ],
)
def test_no_call_is_dated_after_its_page(heading: str, published: str, changed: str | None, held: str) -> None:
    times = f"published_time: {published}-04:00\n" + (f"modified_time: {changed}-04:00\n" if changed else "")
    call = read_transcript(f"---\ndate: '2031-10-08'\n{times}---\n" + _page(heading=heading))
    assert str(call.call_date) == held
    moved = [finding.kind for finding in call.findings] == [FindingKind.DATE]
    assert moved == (held != "2031-10-08")
    assert call.start is None or str(call.start.date()) == held


@pytest.mark.parametrize(
    ("published", "held"),
    [("15:02:00", "2031-10-08"), ("15:30:00", "2031-10-08"), ("15:30:41", "2031-10-07"), ("15:01:00", "2031-10-07")],
)
def test_a_page_timed_for_the_call_itself_bears_its_day(published: str, held: str) -> None:
    page = f"---\ndate: '2031-10-08'\npublished_time: 2031-10-08 {published}-04:00\n---\n"
    call = read_transcript(page + _page(heading="3:02 P.M. EDT"))
    assert str(call.call_date) == held


def test_the_day_of_the_week_that_is_said_tells_the_day() -> None:
    page = "---\ndate: '2031-10-08'\npublished_time: 2031-10-08 05:00:00-04:00\n---\n"
    said = "Thank you for joining us early on a Monday. It is embargoed until 5:00 a.m. on Wednesday."
    call = read_transcript(page + _page(heading="3:02 P.M. EDT", said=said))
    assert str(call.call_date) == "2031-10-06"
    assert str(call.ground_rules.embargo.at) == "2031-10-08 05:00:00-04:00"


def test_windows_type_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(_page(said="It’s “on background” — all of it.").encode("cp1252"))
    call = read_transcript(path)
    assert call.turns[0].text == "Good afternoon. It’s “on background” — all of it."
    assert [finding.kind for finding in call.findings] == [FindingKind.ENCODING]
    path.write_bytes(b"MODERATOR: It\x92s \x81.\n")
    with pytest.raises(UnreadableTranscript, match="expected text in UTF-8"):
        read_transcript(path)


def test_a_quoted_page_a_mark_before_it_and_a_second_heading() -> None:
    page = _page()
    turns = read_transcript(page).turns
    assert read_transcript("".join(f"> {line}\n" for line in page.splitlines())).turns == turns
    assert read_transcript("\ufeff" + page).turns == turns
    long = page.replace("Hello.", "We speak of harbours, quays and boats today, and of all that floats. " * 3)
    assert read_transcript(long + "\n" + long).turns == read_transcript(long).turns


def test_what_other_sites_print_after_a_call_is_no_speech() -> None:
    call = read_transcript(_page(end="Share this:\n\nRelated Articles\n\nLeave a Comment"))
    assert call.turns[-1].text == "Because."


def test_titles() -> None:
    page = _page().replace("Background Press Call on Harbours", "{}")
    for title in ("Senior Harbour Officials Previewing the Regatta", "Backgrounder on Quays"):
        call = read_transcript(page.format(f"Office of the Press Secretary\n\nHarbour Press Room\n\n{title}"))
        assert call.title == title


def test_one_alias_for_several_officials_is_not_one() -> None:
    page = _page(said="We have five. We have [senior administration officials].")
    page = page.replace("Call on Harbours", "Call by Senior Administration Officials on Harbours")
    assert not [one for one in read_transcript(page).findings if one.kind is FindingKind.TITLE]


# ── A second batch of calls never seen before, and files laid out otherwise ──────────────────────────────────────────


def test_parts_of_a_call_with_embargoes_of_their_own() -> None:
    embargo = read_transcript(
        _page(
            said="The portion of the call covering the lock is embargoed until this call concludes. The preview of the "
            "regatta and the section on the quay will be embargoed until Wednesday, October 8th, at 7:00 a.m. Eastern."
        )
    ).ground_rules.embargo
    assert (embargo.kind, embargo.at and embargo.at.isoformat()) == (EmbargoKind.MIXED, "2031-10-08T07:00:00-04:00")


@pytest.mark.parametrize(
    "said",
    [
        "until tomorrow — 5:00 a.m. Eastern",
        "until tomorrow a.m. — at 5:00 a.m.",
        "until tomorrow morning — that’s 5:00",
    ],
)
def test_a_day_and_after_a_dash_its_hour(said: str) -> None:
    embargo = read_transcript(_page(said=f"It is on background, and embargoed {said}.")).ground_rules.embargo
    assert (embargo.kind, embargo.at and embargo.at.isoformat()) == (EmbargoKind.CLOCK, "2031-10-08T05:00:00-04:00")


def test_an_hour_that_is_only_hoped_for_is_no_condition() -> None:
    said = (
        "It is embargoed until the mayor ends her speech, probably at about 5:45 p.m., but please watch for our note. "
    )
    for more in ("", "So, hopefully, it will be before 6:00 p.m. when we lift the embargo."):
        assert read_transcript(_page(said=said + more)).ground_rules.embargo.kind is EmbargoKind.EVENT


def test_a_part_held_apart_from_the_others() -> None:
    embargo = read_transcript(
        _page(
            said="This part, unlike the other two, is embargoed until Wednesday, October 8th, 7:00 a.m. Eastern. "
            "This last part on quays is embargoed until Wednesday, October 8th, 7:00 a.m. Eastern. "
            "And the other two parts on locks are embargoed until this call concludes, which will be soon."
        )
    ).ground_rules.embargo
    assert (embargo.kind, embargo.at and embargo.at.isoformat()) == (EmbargoKind.MIXED, "2031-10-08T07:00:00-04:00")


@pytest.mark.parametrize("said", ["unto the call — until the call concludes", "until — at its conclusion"])
def test_a_condition_begun_anew(said: str) -> None:
    embargo = read_transcript(_page(said=f"It is embargoed {said}.")).ground_rules.embargo
    assert embargo.kind is EmbargoKind.CONCLUSION


def test_a_page_out_after_the_call_and_before_the_lift_has_its_day_right() -> None:
    text = _page(heading="3:02 P.M. EDT", said="It is embargoed until 5:00 a.m. tomorrow.")
    dated = "---\ndate: '2031-10-07'\npublished_time: {}\n---\n" + text
    for published, lifts in (("2031-10-07 18:00:00-04:00", "08T05"), ("2031-10-07 05:00:00-04:00", "07T05")):
        embargo = read_transcript(dated.format(published)).ground_rules.embargo
        assert embargo.at is not None
        assert embargo.at.isoformat().startswith(f"2031-10-{lifts}")


def test_a_page_saved_after_the_call_and_timed_for_the_lift_is_out_at_the_lift() -> None:
    page = "---\ndate: '2031-10-08'\nmodified_time: 2031-10-07 21:40:12-04:00\npublished_time: {}\n---\n" + _page(
        heading="Via Teleconference", said="It is embargoed until {} tomorrow."
    )
    for lifts, hour in (("2031-10-08T05:00:00-04:00", "5:00 a.m."), ("2031-10-08T14:00:00-04:00", "2:00 p.m.")):
        call = read_transcript(page.format(lifts.replace("T", " "), hour))
        assert call.call_date == datetime.date(2031, 10, 7)
        assert call.ground_rules.embargo.at is not None
        assert call.ground_rules.embargo.at.isoformat() == lifts


@pytest.mark.parametrize(
    ("said", "level", "phrase"),
    [
        ("We’re on a background attributable to harbour officials.", "on background", "harbour officials"),
        ("This is a background call, and the sourcing is a harbour official.", "on background", "harbour official"),
        ("It is attributable to a “harbour…” — well, to “harbour officials.”", None, "harbour officials"),
        ("First Ms. Quill, then a background Q&A with “harbour officials.”", "on background", "harbour officials"),
    ],
)
def test_attribution_in_other_words(said: str, level: str, phrase: str) -> None:
    attribution = read_transcript(_page(said=said).replace("Background Press", "Press")).ground_rules.attribution
    assert (attribution.level, attribution.phrase) == (level, phrase)


def test_a_title_may_say_that_a_call_is_on_the_record() -> None:
    page = _page().replace("Background Press Call", "On-the-Record Press Call")
    assert read_transcript(page).ground_rules.attribution.level == "on the record"


@pytest.mark.parametrize(("series", "level"), [("On-the-Record", "on the record"), ("White House", "on background")])
def test_a_call_invited_to_as_background_may_be_held_on_the_record(series: str, level: str) -> None:
    said = "Welcome to our background call. It is now held on the record."
    page = _page(said=said).replace("Background Press Call", f"{series} Press Call")
    assert read_transcript(page).ground_rules.attribution.level == level


def test_headings_with_a_colon_are_no_labels_where_labels_are_in_small_letters() -> None:
    call = read_transcript(
        "Harbour Telebriefing Transcript: Update on Quays\n\nTuesday, October 7, 2031\n\nPlease Note: This text is not "
        "edited.\n\nOperator: Welcome, all.\n\nMina Quill (Moderator): Thank you.\n\nDr. Vanterpool: Good morning.\n\n"
        "Operator: The line is open.\n\nDr. Vanterpool: Thanks.\n"
    )
    assert [turn.speaker for turn in call.turns] == [
        "OPERATOR", "MINA QUILL", "DR. VANTERPOOL", "OPERATOR", "DR. VANTERPOOL",
    ]  # fmt: skip
    assert call.call_date == datetime.date(2031, 10, 7)


@pytest.mark.parametrize(
    "lines",
    [
        "Q\n\nWhy is it so?",
        "Q:\n\nWhy is it so?",
        "q    Why is it so?",
        "__Q__ Why is it so?",
        "It is to be —\nQ  Why is it so?",
    ],
)
def test_a_question_however_it_is_set(lines: str) -> None:
    call = read_transcript(_page().replace("Q  Why?", lines))
    assert [turn.speaker for turn in call.turns][-2:] == ["QUESTION", "SENIOR ADMINISTRATION OFFICIAL"]
    assert call.turns[-2].text == "Why is it so?"


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("ODERAOR", "MODERATOR"),
        ("REPORT", "REPORT"),
    ],
)
def test_labels_with_two_slips(label: str, speaker: str) -> None:
    assert resolve_label(label)[0] == speaker


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("SENIOR ADMINISTRATION OFFICIAL Just one fact: the quay is long.", "SENIOR ADMINISTRATION OFFICIAL"),
        ("MS. QUILL — Well, thank you.", "MS. QUILL"),
        ("Ms. Quill: Well, thank you.", "Ms. Quill"),
        ("ms. quill: Well, thank you.", "ms. quill"),
        ("[MS. QUILL]: Well, thank you.", "[MS. QUILL]"),
    ],
)
def test_a_label_without_its_colon_or_its_capitals(line: str, label: str) -> None:
    call = read_transcript(_page().replace("SENIOR ADMINISTRATION OFFICIAL: Because.", f"{line}\n\nMS. QUILL: Yes."))
    assert [turn.label for turn in call.turns][-2:] == [label, "MS. QUILL"]


def test_labels_and_dashes_are_no_names_and_titles() -> None:
    text = (
        "MODERATOR — Good morning, all,\nand thanks.\n\nSENIOR HARBOUR OFFICIAL — Thanks, [moderator], we open\nsoon.\n"
    )
    assert [turn.speaker for turn in read_transcript(text).turns] == ["MODERATOR", "SENIOR HARBOUR OFFICIAL"]


def test_a_page_typed_in_columns() -> None:
    turns = read_transcript(f"<html><body><pre>{_page()}</pre></body></html>").turns
    assert turns == read_transcript(_page()).turns


def test_a_quotation_under_front_matter() -> None:
    quoted = "".join(f"> {line}\n" for line in _page().splitlines())
    assert read_transcript("---\ntitle: x\n---\n" + quoted).turns == read_transcript(_page()).turns


def test_a_company_in_a_title_has_a_period() -> None:
    text = "Mina Quill - Quay SE&Co. KGaA - Member of the Board\n\nGood morning.\n\nOperator\n\nNext.\n\n"
    text += "Jo Roe - Analyst\n\nWhy?\n"
    assert [turn.speaker for turn in read_transcript(text).turns] == ["Mina Quill", "OPERATOR", "Jo Roe"]


def test_whoever_is_thanked_after_words_under_their_own_name_is_named_already() -> None:
    call = read_transcript(
        "MS. QUILL: Good morning, all.\n\nMR. VANTERPOOL: Thank you, Mina.  The quay opens.\n\nQ  Why?\n\n"
        "MR. VANTERPOOL: Because.\n"
    )
    assert not call.findings


def test_an_hour_in_a_city_and_an_hour_of_the_end_that_tells_the_zone() -> None:
    page = _page(heading="October 7, 2031", said="{}", end="END     9:40 P.M. ICT")
    for said in (
        "It is embargoed until 6:00 a.m. on Wednesday in Bangkok.",
        "It is embargoed until 6:00 a.m. tomorrow.",
    ):
        embargo = read_transcript(page.format(said)).ground_rules.embargo
        assert embargo.at is not None
        assert embargo.at.isoformat() == "2031-10-08T06:00:00+07:00"


def test_of_the_days_of_a_week_the_nearest() -> None:
    for weekday, lifts in (("Wednesday", "2031-10-08"), ("Monday", "2031-10-06")):
        page = _page(heading="", said=f"It is embargoed until 5:00 a.m. on {weekday}.")
        page = "---\ndate: '2031-10-07'\npublished_time: 2031-10-07 05:00:00-04:00\n---\n" + page
        embargo = read_transcript(page).ground_rules.embargo
        assert embargo.at is not None
        assert embargo.at.isoformat() == f"{lifts}T05:00:00-04:00"


def test_a_call_that_is_unembargoed() -> None:
    for said, kind in (
        ("He gives a brief, unembargoed, on-background update.", EmbargoKind.NONE),
        ("You have the unembargoed fact sheet.", EmbargoKind.UNMENTIONED),
    ):
        assert read_transcript(_page(said=said)).ground_rules.embargo.kind is kind


def test_two_slips_in_a_part_that_is_printed_right_elsewhere() -> None:
    call = read_transcript(
        "OPERATOR: Welcome, all.\n\nMODERATOR: Hello.\n\nOERATRO: Next.\n\nQ  Why?\n\nMODERATOR: Well.\n\n"
        "SWIFT: It is a network.\n"
    )
    assert [turn.speaker for turn in call.turns] == ["OPERATOR", "MODERATOR", "OPERATOR", "QUESTION", "MODERATOR"]
    assert FindingKind.MISSPELT_LABEL in {finding.kind for finding in call.findings}


@pytest.mark.parametrize(
    ("opens", "answers", "role"),
    [
        ("MS. SIMONS", "MR. VANTERPOOL", Role.MODERATOR),
        ("HARBOUR SPOKESPERSON", "MR. VANTERPOOL", Role.MODERATOR),
        ("MR. VANTERPOOL", "MR. VANTERPOOL", Role.OFFICIAL),
        ("HARBOUR MASTER OFFICIAL", "MR. VANTERPOOL", Role.OFFICIAL),
        ("MR. WREN", "MODERATOR", Role.OFFICIAL),
    ],
)
def test_whoever_opens_a_call_chairs_it_unless_they_answer(opens: str, answers: str, role: Role) -> None:
    handed_over = "" if opens == answers else f"{answers}: Thank you.\n\n"
    asked = f"Q  How long is the quay?\n\n{answers}: Long.\n\nMS. PELL: Last question.\n\nQ  And the lock?\n\n"
    asked += f"{answers}: Longer.\n\nMODERATOR: That is all.\n"
    call = read_transcript(f"{opens}: Good day. The quay opens soon.\n\n{handed_over}{asked}")
    assert {turn.role for turn in call.turns if turn.speaker == opens} == {role}


def test_each_item_of_a_list_is_a_paragraph() -> None:
    said = "There are three.\n\n-   Quays, locks\n    and gates\n-   Dredging\n-   And paint.\n\n"
    said += "1.  One\n2.  Two\n\nAll of it -\n- by May."
    page = f"---\ntitle: Harbours\n---\n\nMODERATOR:  Hello.  \n{said}\n\nQ    Why?\n"
    items = ("- Quays, locks and gates", "- Dredging", "- And paint.", "1. One", "2. Two", "All of it - - by May.")
    assert read_transcript(page).turns[0].paragraphs == ("Hello.", "There are three.", *items)


def test_a_label_of_words_the_title_uses_counts_if_it_returns() -> None:
    call = read_transcript(
        "BACKGROUND PRESS CALL BY SOURCES ON THE MAYOR’S LEGAL TEAM\n\nMR. GILLY: Thank you. This is attributable to "
        "“sources on the Mayor’s legal team.”\n\nSOURCE ON THE MAYOR’S LEGAL TEAM: We begin.\n\nQ  Why?\n\n"
        "SOURCE ON THE MAYOR’S LEGAL TEAM: Because.\n"
    )
    source = "SOURCE ON THE MAYOR'S LEGAL TEAM"
    assert [turn.speaker for turn in call.turns] == ["MR. GILLY", source, "QUESTION", source]
    assert call.ground_rules.attribution.phrase == "sources on the Mayor’s legal team"


def test_a_time_between_the_colon_and_the_speech() -> None:
    said = "Jane Doe: (02:39)\nGood day.\n\nAmos Quill: (02:59)\nThanks.\n\nSpeaker 3: (1:04:00)\nWhy?\n"
    turns = read_transcript(said).turns
    assert [(turn.label, turn.sign, turn.text) for turn in turns] == [
        ("Jane Doe", ": (02:39)", "Good day."),
        ("Amos Quill", ": (02:59)", "Thanks."),
        ("Speaker 3", ": (1:04:00)", "Why?"),
    ]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Press Gaggle on the Harbour en route Elmhaven, 2/12/2031", datetime.date(2031, 2, 12)),
        ("Press Briefing on the Harbour, February 12, 2031", datetime.date(2031, 2, 12)),
        ("Press Call on the Flood of February 12, 2031", datetime.date(2031, 2, 15)),
    ],
)
def test_a_day_at_the_end_of_a_title(title: str, day: datetime.date) -> None:
    page = f"---\ndate: '2031-02-15'\ntitle: {title}\n---\n\n11:06 A.M. HAST\n\nMR. QUILL:  Hello.\n\nQ    Why?\n"
    call = read_transcript(page)
    assert call.call_date == day
    assert call.start is not None and call.start.utcoffset() == datetime.timedelta(hours=-10)


def test_a_title_and_an_office_have_the_comma_of_a_place_and_are_none() -> None:
    above = (
        "Background Briefing in Rotterdam, Netherlands\n\nMara Quill, Secretary of Ports\nFor more of these, go to\n{}"
    )
    page = above + "\n\nMODERATOR:  Hello.\n\nQ    Why?\n"
    call = read_transcript(page.format("Delft, Netherlands\nOctober 7, 2031"))
    assert (call.title, call.place) == ("Background Briefing in Rotterdam, Netherlands", "Delft, Netherlands")
    assert read_transcript(page.format("October 7, 2031")).place is None


def test_a_roundtable_is_a_title() -> None:
    call = read_transcript(
        "On-the-Record Roundtable by the Mayor\n\n9:13 A.M. CEST\n\nMR. QUILL:  Hello.\n\nQ    Why?\n"
    )
    assert (call.title, call.ground_rules.attribution.level) == (
        "On-the-Record Roundtable by the Mayor",
        "on the record",
    )


@pytest.mark.parametrize(
    "before",
    [
        "Operator: Good day. I will turn it over to Ada Pell, who is our harbor master.",
        "SPEAKERS:\n\nAda Pell, Harbor Master\n\nBo Quill, Warden of the Locks",
    ],
)
def test_a_name_printed_once_as_a_label_and_given_elsewhere_on_the_page(before: str) -> None:
    page = f"{before}\n\nAda Pell: Thank you. With me is Bo Quill.\n\nTwo points: dues, locks.\n\nBo Quill: Thanks.\n"
    labels = ["Operator", "Ada Pell", "Bo Quill"]
    assert [turn.label for turn in read_transcript(page).turns] == labels[not before.startswith("Operator") :]


def test_a_name_printed_once_whose_last_part_is_given_after_an_office() -> None:
    page = "Operator: Good day, all.\n\nAda Pell: I am Ada Pell. First, Warden Quill.\n\nBo Quill: Thanks, Ada.\n"
    assert [turn.label for turn in read_transcript(page).turns] == ["Operator", "Ada Pell", "Bo Quill"]
    glued = page.replace(": ", ":")
    assert [turn.label for turn in read_transcript(glued).turns] == ["Operator", "Ada Pell", "Bo Quill"]


def test_words_before_a_colon_that_nobody_bears() -> None:
    page = "Operator: Good day, all.\n\nPort Fable: that is where we are.\n\nThe port is old.\n\nOperator: Goodbye.\n"
    assert [len(turn.paragraphs) for turn in read_transcript(page).turns] == [3, 1]


def test_a_last_name_alone_is_whose_name_was_printed_whole() -> None:
    page = "ADA PELL: Good morning.\n\nBO QUILL: Thanks.\n\nPELL: You are warden?\n\nQUILL: Yes.\n\nPELL: Well, then.\n"
    call = read_transcript(page)
    assert [turn.speaker for turn in call.turns] == ["ADA PELL", "BO QUILL", "ADA PELL", "BO QUILL", "ADA PELL"]
    assert [turn.label for turn in call.turns][2:] == ["PELL", "QUILL", "PELL"]


def test_whoever_greets_first_may_be_one_word_in_capitals() -> None:
    official = "SENIOR HARBOR OFFICIAL: Thanks. The quay is open.\n"
    assert read_transcript(f"PELL: Good morning, all.\n\n{official}").turns[0].label == "PELL"
    assert [turn.label for turn in read_transcript(f"FABLE: a town of the sea.\n\n{official}").turns] == [
        "SENIOR HARBOR OFFICIAL"
    ]


def test_a_moderator_named_in_the_heading_is_no_turn() -> None:
    heading = "Moderator: Ada Pell\n\nMay 3, 2031\n\n10:00 a.m. CT"
    call = read_transcript(f"{heading}\n\nOperator: Good day, all.\n\nModerator: Thanks, and welcome.\n")
    assert [turn.label for turn in call.turns] == ["Operator", "Moderator"]
    assert call.start == datetime.datetime.fromisoformat("2031-05-03T10:00:00-05:00")


def test_a_date_in_figures_at_the_end_of_the_title() -> None:
    call = read_transcript("Press Briefing on the Quay 5/03/31 Transcript\n\nMODERATOR: Good day.\n\nQ   Why?\n")
    assert call.call_date == datetime.date(2031, 5, 3)


@pytest.mark.parametrize(
    ("said", "held", "lifts"),
    [
        ("5:00 a.m. Eastern on Thursday morning", "2031-06-11", "2031-06-12T05:00:00-04:00"),
        ("5:00 a.m. Eastern on Friday morning", "2031-06-12", "2031-06-13T05:00:00-04:00"),
        ("9:00 p.m. Eastern on Thursday", "2031-06-12", "2031-06-12T21:00:00-04:00"),
    ],
)
def test_a_page_dated_by_the_lift(said: str, held: str, lifts: str) -> None:
    """The day the page came out, a Thursday, is the day that is said of the lift, and its hour is before the call's."""
    call = read_transcript(
        f"---\ndate: 2031-06-12\n---\nPress Call on the Quay\n\n6:36 P.M. EDT\n\n"
        f"MODERATOR: Hi. This call is embargoed until {said}.\n\nSENIOR HARBOR OFFICIAL: Thanks. The quay is open.\n"
    )
    assert str(call.call_date) == held
    assert call.ground_rules.embargo.at == datetime.datetime.fromisoformat(lifts)


@pytest.mark.parametrize(
    "labels",
    [
        ("ADA PELL (Orchard Post)", "BO QUILL (Quay Radio)"),
        ("ADA PELL, Orchard Post", "BO QUILL, Quay Radio"),
        ("MS. PELL", "MR. QUILL"),
        ("Journalist", "Journalist"),
        ("Question (Ada Pell, Orchard Post)", "Question (Bo Quill)"),
    ],
)
def test_reporters_who_are_named(labels: tuple[str, str]) -> None:
    official, spokesperson = "SENIOR HARBOR OFFICIAL", "SPOKESPERSON"
    if labels[0].title() == labels[0] or labels[0].startswith("Question"):
        official, spokesperson = "Senior Harbor Official", "Spokesperson"
    call = read_transcript(
        f"{spokesperson}: Good morning, all. On background, please.\n\n{official}: Thank you. The quay opens.\n\n"
        f"{labels[0]}: Thanks. Who pays?\n\n{official}: We do.\n\n{labels[1]}: And when is it?\n\n"
        f"{official}: In June.\n\n{labels[0]}: Who is we?\n\n{official}: You, too.\n"
    )
    assert [turn.label for turn in call.turns][2::2] == [labels[0], labels[1], labels[0]]
    assert {turn.role for turn in call.turns[2::2]} == {Role.REPORTER}
    assert call.turns[0].role is Role.MODERATOR


@pytest.mark.parametrize("width", [40, 52, 66, 400])
def test_labels_that_somebody_quotes_begin_no_turn(width: int) -> None:
    said = (
        "Thank you. I have the minutes here, and I quote: “THE MAYOR: We agree to all of it. THE MINISTER: Then let us "
        "sign it, and be done. MODERATOR: Who is next?” That is how it was, and there is no more to say of it."
    )
    page = ("MODERATOR: Good morning.", f"SENIOR HARBOR OFFICIAL: {said}", "Q: Why?", "SENIOR HARBOR OFFICIAL: So.")
    call = read_transcript("\n\n".join(textwrap.fill(one, width) for one in page))
    assert [turn.label for turn in call.turns] == ["MODERATOR", "SENIOR HARBOR OFFICIAL", "Q", "SENIOR HARBOR OFFICIAL"]


def test_disclosures_behind_the_last_words_are_no_speech() -> None:
    call = read_transcript(_page() + "\n\nDisclosures\n\nNobody at the harbour has read this page.\n")
    assert call.footers[-2:] == ("Disclosures", "Nobody at the harbour has read this page.")

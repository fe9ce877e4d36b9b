import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.transcript.document import FindingKind, MarkKind, Role
from onbackground.transcript.reading import UnreadableTranscript, read_transcript

PAGE = """<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>Background Press Call on the Orchard | The Garden House</title>
<meta property="article:published_time" content="2031-05-04T21:00:00-04:00">
<link rel="canonical" href="https://example.org/orchard/">
<script>var q = "MODERATOR: not me <p>";</script><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li>Briefing Room</li></ul></nav>
<header><h1 class="t">Background Press Call on the Orchard</h1><time>May 4, 2031</time></header>
<main><div class="row"><section class="body-content">
<p class="has-text-align-center"><em>Via Teleconference</em></p>
<p>(May 3, 2031)</p>
<p>6:02 P.M. EDT</p>
<p><strong>MODERATOR:</strong>&nbsp; Thanks, all.&nbsp; We&#8217;re joined by [senior garden official], who
will speak.<br>&nbsp;<br>Let&rsquo;s begin in <s>June</s> [May].</p>
<p>SENIOR GARDEN OFFICIAL:&nbsp; Pears &amp; plums.<br />
Q&nbsp;&nbsp; &nbsp;Why?<br/>SENIOR GARDEN OFFIAL: Because. (Laughter.)</p>
<p>&nbsp;</p>
<p>Q&nbsp; And I ask: who?</p>
<div><p>MODERATOR: Thank you all.</p></div>
<p>END 6:31 P.M. EDT</p>
<p>###</p>
</section></div></main>
<section class="next"><h2>Next Post: A Proclamation on Plums</h2></section>
<footer><p>Sign Up: stay connected. Opt in to get mail.</p><p>MODERATOR: a menu entry.</p></footer>
</body></html>
"""


def test_a_page() -> None:
    call = read_transcript(PAGE)
    eastern = datetime.timezone(datetime.timedelta(hours=-4))
    assert call.title == "Background Press Call on the Orchard"
    assert (call.via, call.call_date) == ("Via Teleconference", datetime.date(2031, 5, 3))
    assert call.start == datetime.datetime(2031, 5, 3, 18, 2, tzinfo=eastern)
    assert call.end == datetime.datetime(2031, 5, 3, 18, 31, tzinfo=eastern)
    assert (call.published, call.source) == (datetime.date(2031, 5, 4), "https://example.org/orchard/")
    assert [(turn.label, turn.speaker, turn.role, turn.paragraphs) for turn in call.turns] == [
        (
            "MODERATOR",
            "MODERATOR",
            Role.MODERATOR,
            (
                "Thanks, all. We’re joined by [senior garden official], who will speak.",
                "Let’s begin in June [May].",
            ),
        ),
        ("SENIOR GARDEN OFFICIAL", "SENIOR GARDEN OFFICIAL", Role.OFFICIAL, ("Pears & plums.",)),
        ("Q", "QUESTION", Role.REPORTER, ("Why?",)),
        ("SENIOR GARDEN OFFIAL", "SENIOR GARDEN OFFICIAL", Role.OFFICIAL, ("Because. (Laughter.)",)),
        ("Q", "QUESTION", Role.REPORTER, ("And I ask: who?",)),
        ("MODERATOR", "MODERATOR", Role.MODERATOR, ("Thank you all.",)),
    ]
    assert [mark.kind for mark in call.turns[0].marks] == [MarkKind.ALIAS, MarkKind.STRUCK, MarkKind.CORRECTION]
    assert call.front[:2] == ("Home", "Briefing Room")
    assert call.footers == (
        "END 6:31 P.M. EDT",
        "###",
        "Next Post: A Proclamation on Plums",
        "Sign Up: stay connected. Opt in to get mail.",
        "MODERATOR: a menu entry.",
    )
    assert [(f.kind, f.turn, f.line) for f in call.findings] == [(FindingKind.MISSPELT_LABEL, "t004", 16)]


def test_a_page_in_an_older_encoding(tmp_path: Path) -> None:
    path = tmp_path / "call.html"
    path.write_bytes(
        b'<html><meta charset="windows-1252"><p>MODERATOR: Se\xf1or \x93pears\x94.</p><p>Q Why?</p></html>'
    )
    assert [turn.text for turn in read_transcript(path).turns] == ["Señor “pears”.", "Why?"]


def test_entities_are_characters_and_nothing_is_expanded() -> None:
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><p>MODERATOR: &b; &lt;b&gt; &amp;amp;</p></html>'
    )
    assert read_transcript(bomb).turns[0].text == "&b; <b> &amp;"


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<b>",
    "<s>",
    "</s>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<",
    ">",
]
PIECES = [*TAGS, '<a href="', '"', "&nbsp;", "&", "MODERATOR: ", "Q  ", "Hi.", "~~", "[", "]", "\n", "<nav>", "</nav>"]


@pytest.mark.parametrize(
    "before", ["", "<h1>Orchard</h1>", "<span>", "<table><tr><td>", "Saved on a Monday\n<html>", "\n<center>"]
)
def test_a_page_is_known_by_any_tag_that_it_begins_with(before: str) -> None:
    call = read_transcript(f"{before}<p>MODERATOR: Good&nbsp;morning.</p><p>Q&nbsp; Why?</p>")
    assert [turn.text for turn in call.turns] == ["Good morning.", "Why?"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_page_is_read_or_refused(body: str) -> None:
    try:
        call = read_transcript("<html><p>MODERATOR: Good morning.</p>" + body)
    except UnreadableTranscript:
        return
    assert call.turns
    for turn in call.turns:
        for mark in turn.marks:
            assert 0 <= mark.start < mark.end <= len(turn.paragraphs[mark.paragraph])


@pytest.mark.parametrize(
    "body",
    [
        "<b>" * 50_000 + "</i>" * 50_000,
        "<div>" * 50_000 + "</section>" * 50_000,
        "<script>" * 50_000,
        "<!--" * 50_000,
        '<a href="' * 50_000,
        "<" * 50_000,
    ],
    ids=["unclosed", "closed by others", "scripts", "comments", "quotes", "signs"],
)
def test_broken_pages_are_read_all_the_same(body: str) -> None:
    """Twice as long takes no four times as long: see benchmarks/reading.py. Here it must only end."""
    assert len(read_transcript("<html><p>MODERATOR: Hi.</p>" + body).turns) == 1


@pytest.mark.parametrize("between", ["\n", ""], ids=["on lines", "on one line"])
def test_the_day_that_a_page_prints_in_another_part_of_it_is_its_own(between: str) -> None:
    page = between.join(
        (
            "<html><head><title>Background Press Call on the Weir</title></head><body>",
            "<nav><p>News of May 1, 2031</p></nav><div>Office of the Weir Keeper</div>",
            '<div>For Immediate Release<div class="date">May 07, 2031</div></div>',
            '<h1>Background Press Call on the Weir</h1><div class="body">',
            "<p>6:22 P.M. EDT</p><p>MODERATOR: Hello.</p><p>Q Why?</p><p>MODERATOR: It leaks.</p></div>",
            "<footer><p>Last changed on May 30, 2031</p></footer></body></html>",
        )
    )
    call = read_transcript(page)
    assert (call.published, call.call_date) == (datetime.date(2031, 5, 7), datetime.date(2031, 5, 7))
    assert call.start is not None and call.start.isoformat() == "2031-05-07T18:22:00-04:00"
    assert "For Immediate Release" in call.front and "Last changed on May 30, 2031" in call.footers


def test_a_web_page_is_dated_by_the_hour_at_which_it_says_it_was_posted() -> None:
    page = (
        "<html><body><h1>Background Press Call on the Weir</h1>"
        '<time class="posted-on" datetime="2031-05-08T09:00:00-04:00">May 8, 2031</time><p>(May 7, 2031)</p>'
        "<p>MODERATOR: Hello.</p><p>Q Why?</p><p>MODERATOR: It leaks.</p></body></html>"
    )
    call = read_transcript(page)
    assert (call.published, call.call_date) == (datetime.date(2031, 5, 8), datetime.date(2031, 5, 7))


def test_the_hour_that_a_page_prints_in_another_part_of_it_and_says_to_be_the_calls() -> None:
    page = (
        "<html><body><h1>Background Press Call on the Weir</h1><div>Published on 8 May 2031</div>"
        "<div>Call of 7 May 2031, 18:30 CEST</div><div><p>MODERATOR: Hello.</p><p>Q Why?</p>"
        "<p>MODERATOR: It leaks.</p></div></body></html>"
    )
    call = read_transcript(page)
    assert (call.published, str(call.start)) == (datetime.date(2031, 5, 8), "2031-05-07 18:30:00+02:00")


def test_hours_around_a_table_that_holds_the_call() -> None:
    said = (("MODERATOR", "Hello."), ("SENIOR WEIR OFFICIAL ONE", "It leaks."), ("QUESTION", "Why?"))
    rows = "".join(f"<tr><td><b>{label}:</b></td><td>{text}</td></tr>" for label, text in (*said, said[1]))
    page = (
        "<html><head><title>Background Press Call on the Weir - Weir Office</title></head><body>"
        "<h2>Background Press Call on the Weir</h2><p>May 7, 2031</p><p>6:22 P.M. EDT</p>"
        f"<table>{rows}</table><p>6:40 P.M. EDT</p><p>Printed May 9, 2031 8:00 P.M. EDT</p></body></html>"
    )
    call = read_transcript(page)
    assert [turn.text for turn in call.turns] == ["Hello.", "It leaks.", "Why?", "It leaks."]
    assert (str(call.start), str(call.end)) == ("2031-05-07 18:22:00-04:00", "2031-05-07 18:40:00-04:00")
    assert call.title == "Background Press Call on the Weir"


@pytest.mark.parametrize(
    "element", ["script", "style", "noscript", "template", "svg", "iframe", "select", "object", "textarea"]
)
def test_what_a_browser_shows_to_nobody_is_not_read(element: str) -> None:
    unseen = f"<{element}><p>MODERATOR: Not this.</p></{element.upper()}>"
    call = read_transcript(f"<html><p>MODERATOR: Good morning.</p>{unseen}<p>Q: Why?</p>")
    assert [turn.text for turn in call.turns] == ["Good morning.", "Why?"]

"""The page: valid, whole, alone, and closed to whatever is said in it."""

import html
import json
import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from published_calls import published_calls
from small_call import CALL
from transcripts import transcripts

from onbackground.transcript.document import Transcript
from onbackground.transcript.writing import Imprint, to_page

OFFICE = Imprint(office="Office of the Orchard", address="https://press.example.org/briefings/")


def page_of(call: Transcript, office: Imprint = OFFICE) -> str:
    """The page, after everything that holds for every page was checked."""
    page = to_page(call, office, "fable")
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    used = re.findall(r'\b(?:href="#|aria-labelledby=")([^"]*)"', page)
    assert set(used) <= set(ids)
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    assert page.count("</script>") == 1
    assert not re.search(r"\bon\w+=|@import|url\(|<(?:img|iframe|object|embed|form|base)\b|\bsrc=", page)
    assert all(page.count(f"<{landmark}") == 1 for landmark in ("header>", "nav ", "main>", "footer>"))
    return page


def linked_data(page: str) -> dict[str, object]:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert not set("<>&") & set(data)
    parsed: dict[str, object] = json.loads(data)
    return parsed


def test_the_words_and_what_they_are() -> None:
    page = page_of(CALL)
    assert '<html lang="en">' in page
    assert "<title>Background Briefing on the &lt;Orchard&gt; &amp; Its Pears</title>" in page
    assert '<article id="t002" class="reporter" aria-labelledby="t002-speaker">' in page
    assert '<a href="#t001" aria-label="Link to turn 1">t001</a>' in page
    assert '<time datetime="PT62S">0:01:02</time>' in page
    assert "<dd>12:05 A.M. EDT to 12:31 P.M. EDT</dd>" in page
    assert "<dd>On background, attributable to “senior garden officials”</dd>" in page
    assert (
        '<p>It is <s>June</s> <ins>[May]</ins> now, says <span class="alias">[Senior Garden Official One]</span>.</p>'
    ) in page
    assert '<p>Is 1 &lt; 2 &amp; 2 &gt; 1? <span class="aside">(Laughter.)</span></p>' in page


def test_it_points_to_its_other_forms_and_its_lasting_place() -> None:
    page = page_of(CALL)
    assert '<link rel="canonical" href="https://press.example.org/briefings/fable/">' in page
    assert '<link rel="alternate" type="application/atom+xml" href="../feed.atom" title="All briefings">' in page
    assert '<link rel="alternate" type="application/pdf" href="transcript.pdf" title="PDF">' in page
    assert '<li><a href="transcript.xml" type="application/akn+xml">Akoma Ntoso</a></li>' in page
    assert "transcript.vtt" not in page
    timed = replace(CALL, turns=tuple(replace(turn, start=0, end=1) for turn in CALL.turns))
    assert "transcript.vtt" not in page_of(timed)
    released = replace(timed, ground_rules=replace(CALL.ground_rules, audio_released=True))
    assert '<li><a href="transcript.vtt" type="text/vtt">Captions</a></li>' in page_of(released)
    assert "canonical" not in page_of(CALL, Imprint())


def test_a_draft_says_so_and_is_the_same_otherwise() -> None:
    page = page_of(CALL)
    draft = to_page(CALL, OFFICE, "fable", draft=True)
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(draft)
    note = re.search(r'<p class="draft">.*?</p>\n', draft)
    assert note is not None and "Not published" in note[0] and "Draft" not in page
    unlinked = re.sub(r'<li><a href="[^"]+" type="[^"]+">(.*?)</a></li>', r"<li>\1</li>", page)
    assert draft.replace(note[0], "").replace("<title>Draft: ", "<title>") == unlinked != page
    assert re.findall(r'<a href="(?!#)', draft) == [], "nothing lies beside a draft"


def test_what_search_engines_are_told() -> None:
    told = linked_data(page_of(CALL))
    assert told["@type"] == "Article"
    assert told["headline"] == CALL.title
    assert told["dateCreated"] == "2031-05-03"
    assert told["url"] == "https://press.example.org/briefings/fable/"
    assert told["publisher"] == {"@type": "Organization", "name": "Office of the Orchard"}


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "<!--<script>", '"}</style>', "]]>&lt;"])
def test_nothing_said_gets_out_of_its_place(hostile: str) -> None:
    turn = replace(CALL.turns[1], label=hostile, paragraphs=(hostile,))
    page = page_of(replace(CALL, title=hostile, place=hostile, turns=(turn,)), Imprint(office=hostile))
    assert linked_data(page)["headline"] == hostile


def test_the_barest_call_has_a_page() -> None:
    assert "<dl" not in page_of(Transcript())


@given(transcripts())
@settings(max_examples=25, deadline=None)
def test_every_page_is_valid_and_holds_every_word(call: Transcript) -> None:
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", page_of(call))).split())
    assert all(" ".join(paragraph.split()) in plain for turn in call.turns for paragraph in turn.paragraphs)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])))
@settings(max_examples=50, deadline=None)
def test_any_text_can_stand_on_a_page(text: str) -> None:
    page = page_of(replace(CALL, title=text, notes=(text,), turns=(replace(CALL.turns[1], paragraphs=(text,)),)))
    assert linked_data(page)["headline"] == text or not text


def test_published_calls_have_pages() -> None:
    for _, call in published_calls(every=10):
        page_of(call)

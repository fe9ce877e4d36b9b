"""Names are found behind the escapes of the formats that texts come in, and the rest of the source stays as it is."""

import html
import json
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.attribution.escapes import read
from onbackground.attribution.guard import Guard
from onbackground.attribution.guarded import with_aliases
from onbackground.attribution.in_the_sound import Sounded
from onbackground.attribution.roster import Roster, Seat

GUARD = Guard(
    Roster(
        (
            Seat(id="s1", name="José Muñoz", alias="Official One"),
            Seat(id="s2", name="Siobhan O'Brien", alias="Official Two"),
        )
    )
)


@pytest.mark.parametrize(
    ("source", "guarded"),
    [
        ("Jos&eacute; Mu&ntilde;oz &amp; co.", "[Official One] &amp; co."),
        ("Thanks, Jos&#233;&nbsp;Mu&#xf1;oz&rsquo;s team", "Thanks, [Official One]&rsquo;s team"),
        ('{"by": "Jos\\u00e9 Mu\\u00f1oz"}', '{"by": "[Official One]"}'),
        (
            '{"text":"Yes.\\n\\nMuñoz will","t":"\\tJosé Muñoz"}',
            '{"text":"Yes.\\n\\n[Official One] will","t":"\\t[Official One]"}',
        ),
        ('["so\\nmuñoz said, C:\\\\temp\\\\muñoz"]', '["so\\n[Official One] said, C:\\\\temp\\\\[Official One]"]'),
        (
            'say "Yes.\\\\nMuñoz" and \\x4duñoz, J\\. Muñoz',
            'say "Yes.\\\\n[Official One]" and [Official One], [Official One]',
        ),
        ("C:\\notes\\names, \\[bracket\\]", "C:\\notes\\names, \\[bracket\\]"),
        ("https://example.org/Mu%C3%B1oz%20x", "https://example.org/[Official One]%20x"),
        ("Ms. O&#39;Brien and O\\'Brien", "[Official Two] and [Official Two]"),
        ("We heard Mu*ño*z. Also **Mu**ñoz.", "We heard [Official One]. Also [Official One]."),
        ("We heard Mu<b>ñoz</b>. Then", "We heard [Official One]. Then"),
        ('<b title="José Muñoz">MUÑOZ</b>', '<b title="[Official One]">[Official One]</b>'),
        (
            "<p class=Muñoz>José</p> José\n> Muñoz",
            "<p class=[Official One]>[Official One]</p> [Official One]\n> [Official One]",
        ),
        ('<b title="José Muñoz">Mr. MU</b>ñoz', '<b title="[Official One]">[Official One]</b>[Official One]'),
        ("We heard <i><b>Mu</b></i>ñoz.", "We heard [Official One]."),
        ("We heard <b>that Mu</b>ñoz did.", "We heard <b>that [Official One]</b>[Official One] did."),
        ("Mu<i><b>ñoz</b> will</i>", "[Official One]<i><b>[Official One]</b> will</i>"),
        ('<span>Mu</span><span style="' + "x" * 250 + '">ñoz</span>', "<span>[Official One]</span>"),
        ("<p>M<!-- -->uñoz and Mu<wbr>ñoz</p>", "<p>[Official One] and [Official One]</p>"),
        ("MR. M<small>UÑOZ</small>: Yes.", "[Official One]: Yes."),
        ("MR. MU<em>ÑO</em><em>Z</em>: Yes.", "[Official One]: Yes."),
        ("&lt;p&gt;Mu&amp;ntilde;oz&amp;#8217;s&lt;/p&gt;", "&lt;p&gt;[Official One]&amp;#8217;s&lt;/p&gt;"),
        ("Mu&#0000241;oz, Mu&#241oz, Mu&ZeroWidthSpace;ñoz", "[Official One], [Official One], [Official One]"),
        ('{"a": "{\\"b\\": \\"Mu\\\\u00f1oz\\"}"}', '{"a": "{\\"b\\": \\"[Official One]\\"}"}'),
        ("JosÃ© MuÃ±oz and O’Brien", "[Official One] and [Official Two]"),
        ("Thanks, Oâ€™Brienâ€™s MuÃ±oz", "Thanks, [Official Two]â€™s [Official One]"),
        ("“REGNÅ”, REGNÅ’s and “Ã” and â, é”–", "“REGNÅ”, REGNÅ’s and “Ã” and â, é”–"),
        ("?to=https%3A%2F%2Fexample.org%2FMu%25C3%25B1oz", "?to=https%3A%2F%2Fexample.org%2F[Official One]"),
        ("50%de, 100%C3, *all* of 2*x*y, A&B; AT&T", "50%de, 100%C3, *all* of 2*x*y, A&B; AT&T"),
    ],
)
def test_names_behind_escapes(source: str, guarded: str) -> None:
    result = GUARD.apply(source)
    assert result.text == guarded
    assert all(source[one.start : one.end] == one.found for one in (*result.replacements, *result.flags))


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\f", "\x85", "\u2028", "\r\n\t", "\n\xa0 ", "<br>", "<BR />\r\n", "\u200b"]
)
def test_a_name_is_found_over_the_end_of_a_line_however_that_is_written(end: str) -> None:
    source = f"We met José{end}Muñoz, Mu-{end}ñoz and O-{end}Brien."
    result = GUARD.apply(source)
    assert result.text == "We met [Official One], [Official One] and [Official Two]."
    assert all(source[one.start : one.end] == one.found for one in result.replacements)


def test_places_given_are_places_of_the_source() -> None:
    source = "Q&amp;A &mdash; then it can take that."
    at = source.index("it can")
    result = GUARD.apply(source, sounded=[Sounded(at, at + 2, "s1", 0.95)])
    assert result.text == "Q&amp;A &mdash; then [Official One] can take that."


@given(st.text(st.sampled_from("&#x3;amptlge*<b>/%C3\\u0042 oñ'-\\nN{[\""), max_size=40))
def test_every_place_is_one_of_the_source(source: str) -> None:
    reading = read(source)
    for start in range(len(reading.text)):
        begin, end = reading.place(start, start + 1)
        assert 0 <= begin <= end <= len(source)
        assert (begin, end) == (start, start + 1) or source != reading.text
        assert reading.find(begin, end)[0] <= start
    assert reading.place(0, len(reading.text))[1] <= len(source)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_text_in_json_is_guarded_like_the_text(before: str, after: str) -> None:
    written = json.dumps({"text": f"{before}\n\nThanks,\nMuñoz.\tMuñoz\n{after}"})
    guarded = GUARD.apply(written).text
    assert "u\\u00f1oz" not in guarded and "Muñoz" not in json.loads(guarded)["text"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_an_escaped_text_is_guarded_like_the_text(before: str, after: str) -> None:
    plain = f"{before}\n\nThanks, José Muñoz.\n\n{after}"
    assert "Muñoz" not in html.unescape(GUARD.apply(html.escape(plain)).text)


def test_a_long_run_of_spaces_costs_little() -> None:
    assert GUARD.apply("Muñoz" + " " * 50_000 + "said so").text.startswith("[Official One]")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("long", ["\\", "x", "x\u200e", "O<b>", "a<!-- -->", "&amp;", "%25", "Mu<b>", "<b>Mu</b>"])
def test_no_run_costs_more_than_its_length(long: str) -> None:
    GUARD.apply(long * 15_000)


def test_a_long_text_of_escapes_is_read_in_one_pass() -> None:
    assert read("&amp;" * 100_000).text == "&" * 100_000
    assert read(quote("ñ") * 100_000).text == "ñ" * 100_000


WELL_FORMED = st.recursive(
    st.sampled_from(["Mu", "ñoz", "Muñoz", "O’Brien", "O", "’Brien", "José", " ", " and ", "x"]),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["b", "i", "span", "em"]), st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=12,
)


@given(st.lists(WELL_FORMED, max_size=6).map("".join))
def test_what_is_well_formed_stays_so(inside: str) -> None:
    result = GUARD.apply(f"<p>Thanks, {inside}</p>")
    ElementTree.fromstring(result.text)
    assert with_aliases(f"<p>Thanks, {inside}</p>", result.replacements) == result.text

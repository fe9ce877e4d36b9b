"""Any text at all, of any kind, is read or refused, and what is read is kept."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import UnreadableTranscript, published, read_json, read_transcript
from onbackground.transcript.writing import to_json, to_text

PIECES = [
    "MODERATOR", "OPERATOR:", "Q", "Q:", "SENIOR ADMINISTRATION OFFICIAL", " ONE", "Jane Doe", " -- Analyst",
    "Operator", ":", ";", ".", "?", " ", "  ", "\n", "\n\n", "  \n", "\xa0", "\u2028", "—", "--", "[", "]",
    "(laughter)", "(", ")", "~~", "~", "*", "\\", "<s>", "</s>", "&amp;", "#", "###", "END", "5:25 P.M. EST",
    "Can you hear me?", "said so", "Thanks, Odalys.", "this is [Senior Administration Official Two]", "é", "e\u0301",
    "\u200b", "1", "---\n", "{", '"', "<b>", "C:\\*dir", "5 * 6", " *d* ", "می\u200cخواهم", "👩\u200d🚀", "n\u0303",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
MARKDOWN = "---\ntitle: x\n---\nMODERATOR: Hi.\n\n"
EARNINGS = "Operator\n\nHi.\n\nJane Doe -- Chief\n\n"
BEFORE = st.sampled_from(["", "MODERATOR: Hi.\n\n", MARKDOWN, EARNINGS, "---\n", "{"])


def _check(call: Transcript) -> None:
    assert call.turns
    assert len({turn.id for turn in call.turns}) == len(call.turns)
    for turn in call.turns:
        for mark in turn.marks:
            assert 0 <= mark.start < mark.end <= len(turn.paragraphs[mark.paragraph])
    paragraphs = {turn.id: turn.paragraphs for turn in call.turns}
    for finding in call.findings:
        assert finding.turn is None or finding.turn in paragraphs
        if finding.turn and finding.paragraph is not None and finding.end is not None:
            assert finding.end <= len(paragraphs[finding.turn][finding.paragraph])
    assert read_json(to_json(call)) == call


@given(BEFORE, TEXTS)
def test_any_text_is_read_or_refused(before: str, text: str) -> None:
    try:
        call = read_transcript(before + text)
    except UnreadableTranscript:
        return
    _check(call)


@given(st.text(max_size=200))
def test_any_characters_are_read_or_refused(text: str) -> None:
    try:
        call = read_transcript("MODERATOR: Hi.\n\n" + text)
    except UnreadableTranscript:
        return
    _check(call)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "call.txt"
    path.write_bytes(b"MODERATOR: Hi.\n\n" + data)
    try:
        _check(read_transcript(path))
    except UnreadableTranscript:
        return


def _solid(text: str) -> str:
    """A text without its lay-out: blanks, what only tells where a line may break, bullets before a label."""
    return re.sub(r"[\s\u200b\u2060\ufeff\xad]", "", text)


def _shows_markdown(text: str) -> bool:
    """Whether an escape stands alone, or a line is a heading or begins in bold: such a text is Markdown."""
    return re.search(r"(?<![\w:\\/.])\\[\[*_#]|(?m:^\s{0,5}(\*\*|__)|^#)", text) is not None


def _has_a_rule(text: str) -> bool:
    """Whether a line is nothing but signs, as one ruled across the page: such a line is lay-out."""
    return re.search(r"(?m)^[^\w\n]{10,}$", text) is not None


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_character_of_plain_text_is_kept_in_its_order(text: str) -> None:
    text = "MODERATOR: Good morning.\n\n" + text
    assume(not _shows_markdown(text) and not _has_a_rule(text))
    call = read_transcript(text)
    assert _solid(to_text(call)) == _solid(text)


@pytest.mark.parametrize(
    "words",
    [
        "می\u200cخواهم بروم", "هـ\u200d.",
        "A 👩\u200d🚀 and 👨\u200d👩\u200d👧.", "Cafe\u0301 Zoe\u0308", "C:\\*dir\\_x",
        "AT&amp;T", "<b>not bold</b>", "*d* and 3\\*4 a_b_c #5", "\x1bbell\x07", "🇺🇸 ①ﬁ™", "a\u200eb",
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["MODERATOR", "MR. MUNOZ", "MR. MUN\u0303OZ"])
def test_every_character_of_speech_is_kept(label: str, words: str) -> None:
    call = read_transcript(f"MODERATOR: Hi.\n\n{label}: {words}\n\nQ    Why {words}\n\n{label}: {words}")
    assert [turn.paragraphs for turn in call.turns[1:]] == [(words,), (f"Why {words}",), (words,)]
    assert call.turns[1].label == label
    assert call.turns[1].speaker == unicodedata.normalize("NFC", label)
    assert read_transcript(to_text(call)).turns == call.turns


def test_a_file_that_is_no_call_is_refused_early() -> None:
    with pytest.raises(UnreadableTranscript, match="no call has 500,000 lines"):
        read_transcript("MODERATOR: Hi.\n" + "x\n" * 500_001)


@pytest.mark.parametrize("nested", ["a: " + "[" * 5000, "a: " + "{" * 5000, "- " * 5000, "a:\n" + "? " * 5000])
def test_front_matter_is_flat(nested: str) -> None:
    with pytest.raises(UnreadableTranscript, match=r"line 2: expected front matter in YAML"):
        read_transcript(f"---\n{nested}\n---\nMODERATOR: Hi.\n")


def test_a_file_of_more_labels_than_a_call_has_is_refused() -> None:
    labels = ["".join(chr(65 + number // 26**place % 26) for place in range(4)) for number in range(10_001)]
    with pytest.raises(UnreadableTranscript, match="no more than 10,000"):
        read_transcript("".join(f"MR. VAN{label}: The quay is open.\n\n" for label in labels))


def test_a_file_of_more_turns_than_a_call_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "_MOST_TURNS", 9)
    assert len(read_transcript("MODERATOR: Yes.\n\n" * 9).turns) == 9
    with pytest.raises(UnreadableTranscript, match="line 19: expected no more than 9 turns"):
        read_transcript("MODERATOR: Yes.\n\n" * 10)


def test_what_stands_around_a_call_is_looked_for_near_it() -> None:
    hour, line = "5:05 P.M. EDT\n\n", "The quay is open at 4 p.m. or so, they say\n\n"
    around = f"{hour}{line * 6000}MODERATOR: Hi.\n\nQ    Why?\n\nMODERATOR: So.\n\nEND 5:25 P.M. EDT\n\n{line * 6000}"
    call = read_transcript("June 10, 2031\n\n" + around)
    assert (call.call_date, call.start, call.end) == (None, None, None)
    assert len(call.front) == 6002
    assert len(call.turns[-1].paragraphs) == 6002
    call = read_transcript("June 10, 2031\n\n" + around.replace(line * 6000, line * 60))
    assert (str(call.start), str(call.end)) == ("2031-06-10 17:05:00-04:00", "2031-06-10 17:25:00-04:00")


def test_no_more_labels_are_looked_for_inside_paragraphs_than_a_page_has() -> None:
    call = read_transcript(("MODERATOR: Yes. " * 201 + "\n\n") * 60)
    assert 10_000 < len(call.turns) < 10_100
    assert call.turns[-1].text.count("MODERATOR") == 200


def test_a_style_is_shown_by_the_beginning() -> None:
    call = "Operator\n\nHi.\n\nJane Doe -- Chief Officer\n\nSo it is.\n\nJohn Roe -- Analyst\n\nWhy?\n\n"
    assert len(read_transcript("menu\n\n" * 900 + call).turns) == 3
    with pytest.raises(UnreadableTranscript, match="expected speakers"):
        read_transcript("menu\n\n" * 10_000 + call)


def test_a_page_of_names_is_read_in_time() -> None:
    """Long enough that looking for each name in all of it would not end."""
    named = "".join(
        f"Jane {chr(65 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}: So.\n\n" for i in range(9000)
    )
    call = read_transcript(f"Jane Roe, Chief Officer: Hi.\n\nJohn Doe, Analyst: Hi.\n\n{named}Jane Aaa is here.\n\n")
    assert len(call.turns) < 9


def test_names_are_labels_if_they_are_spoken_of() -> None:
    titled = "Jane Roe, Chief Officer: We have Ada Pell, and others.\n\nJohn Doe, Analyst: Hi.\n\nAda Pell: So.\n\n"
    assert len(read_transcript(titled).turns) == 3


def test_nested_json_is_refused() -> None:
    with pytest.raises(UnreadableTranscript):
        read_transcript('{"x": ' + "[" * 100_000)


SIGNS = ["[", "]", "[]", "(", "~~", "~", "— a ", "\\[", "![", "[a](", "<a@", "<s>", "MODERATOR: Yes. ", "Q ", "- "]
ACCENTS = ["\u0301", "\u0301\u0323"]


@pytest.mark.parametrize("sign", [*SIGNS, *ACCENTS])
@pytest.mark.parametrize("before", ["MODERATOR: ", "---\ntitle: x\n---\nMODERATOR: "])
def test_a_long_line_of_signs_is_read(before: str, sign: str) -> None:
    """Long enough that work growing with the square of the length would not end; see also benchmarks/reading.py."""
    assert read_transcript(before + sign * (300_000 // len(sign))).turns


def test_items_within_items_are_one() -> None:
    call = read_transcript("- * MODERATOR: The quay is open.\n\n" + "- " * 5000)
    assert [(turn.label, turn.paragraphs[0]) for turn in call.turns] == [("MODERATOR", "The quay is open.")]


def test_accents_are_kept_as_they_are_printed_however_many() -> None:
    said = "Cafe\u0301 A\u030a. And e" + "\u0301\u0323" * 40 + " is said."
    (turn,) = read_transcript(f"MODERATOR: {said}").turns
    assert turn.text == said

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.voice.spoken import paragraphs, spoken


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("press *1 at this time", "press star 1 at this time"),
        ("press * then 1", "press star then 1"),
        ("pressing the # key", "pressing the pound key"),
        ("It was – it is late", "It was, it is late"),
        ("the good—the useful part", "the good, the useful part"),
        ("the 1990–95 talks", "the 1990–95 talks"),
        ("Ada Fairweather, can you --", "Ada Fairweather, can you..."),
        ("“Stay in Port,” as it’s called", "Stay in Port, as it's called"),
        ("[Senior Administration Official One], please", "Senior Administration Official One, please"),
        ("the port (that is, the old one) is open", "the port, that is, the old one, is open"),
        ("He closed (inaudible).", "He closed, inaudible."),
        ("the U.S.-Norway talks", "the U.S. Norway talks"),
        ("at 9:30 a.m. Eastern", "at 9:30 am Eastern"),
        ("safe and/or sound", "safe and or sound"),
        ("on example.org tomorrow", "on example dot org tomorrow"),
        ("since 9/11, 24/7", "since nine eleven, twenty-four seven"),
        ("the G7+, and P5+1", "the G7 plus, and P5+1"),
        ("write to press@example.org", "write to press at example dot org"),
        ("ship No. 4", "ship number 4"),
        ("  two   spaces\n", "two spaces"),
    ],
)
def test_signs_become_words_and_pauses(written: str, read: str) -> None:
    assert spoken(written) == read


@pytest.mark.parametrize(
    "kept", ["$1.5 billion in trade", "a 1,900-mile border", "on October 8th", "the 21st century", "DHS's view", "-5"]
)
def test_what_the_engine_reads_by_itself_is_left_alone(kept: str) -> None:
    assert spoken(kept) == kept


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One thing. Another? Yes!", [["One thing.", "Another?", "Yes!"]]),
        ("Mr. Quill of U.S. Ports spoke. Dr. Fairweather did not.",
         [["Mr. Quill of U.S. Ports spoke.", "Dr. Fairweather did not."]]),
        ("First paragraph.\n\nSecond one. With two.", [["First paragraph."], ["Second one.", "With two."]]),
        ("It cost $2.6 million. Then 3.5 more.", [["It cost $2.6 million.", "Then 3.5 more."]]),
        ("He said “no.” Then he left.", [["He said no.", "Then he left."]]),
        ("¿Cuándo? Él no lo sabe.", [["¿Cuándo?", "Él no lo sabe."]]),
        ("Any news? No. Next question.", [["Any news?", "No.", "Next question."]]),
        ("--\n\n . \n", []),
        ("", []),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[list[str]]) -> None:
    assert paragraphs(text) == sentences


@given(st.text(alphabet="ab XY.?!,-–—()[]\"“”'*#1/\n", max_size=60))
def test_no_word_is_lost_between_text_and_sentences(text: str) -> None:
    read = " ".join(sentence for paragraph in paragraphs(text) for sentence in paragraph)
    letters = [c for c in text if c in "abXY"]
    assert [c for c in read.replace("star", "").replace("pound", "") if c in "abXY"] == letters

"""Captions: what another WebVTT reader makes of them, and that they can be read in time."""

import io
import re

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from transcripts import transcripts

from onbackground.transcript.document import Role, Transcript, Turn
from onbackground.transcript.writing.as_vtt import LINE, LINES, LONGEST, SHORTEST, to_vtt

SAO = "SENIOR ADMINISTRATION OFFICIAL ONE"


def turn(text: str, start: int | None, end: int | None, *, label: str = SAO) -> Turn:
    return Turn(id="t001", label=label, speaker=label, role=Role.OFFICIAL, paragraphs=(text,), start=start, end=end)


def call(*turns: Turn) -> Transcript:
    return Transcript(turns=turns)


def cues(transcript: Transcript) -> list[webvtt.Caption]:
    return list(webvtt.from_string(to_vtt(transcript)))


def _times(caption: webvtt.Caption) -> tuple[int, int]:
    def of(clock: str) -> int:
        hours, minutes, seconds = clock.split(":")
        return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)

    return of(caption.start), of(caption.end)


def test_a_short_call_word_by_word() -> None:
    said = "Thanks, everyone. We think R&D is < 2% of it, which as you know is the number we have given all along."
    assert to_vtt(call(turn("Go ahead.", 0, 1200, label="MODERATOR"), turn(said, 2_000, 8_000))) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:01.200\n<v MODERATOR>Go ahead.</v>\n\n"
        "00:00:02.000 --> 00:00:03.020\n<v SENIOR ADMINISTRATION OFFICIAL ONE>Thanks, everyone.</v>\n\n"
        "00:00:03.020 --> 00:00:06.140\n<v SENIOR ADMINISTRATION OFFICIAL ONE>"
        "We think R&amp;D is &lt; 2% of it, which as you\nknow is the</v>\n\n"
        "00:00:06.140 --> 00:00:08.000\n<v SENIOR ADMINISTRATION OFFICIAL ONE>"
        "number we have given all along.</v>\n"
    )


def test_a_pause_does_not_leave_a_caption_standing() -> None:
    (cue,) = cues(call(turn("Well.", 1_000, 61_000)))
    assert _times(cue) == (1_000, 1_000 + LONGEST)


def test_what_was_said_before_the_call_began_is_left_out() -> None:
    transcript = call(turn("Can you hear me?", -9_000, -7_000), turn("Good day.", -500, 700))
    assert [(_times(cue), cue.text) for cue in cues(transcript)] == [((0, SHORTEST), "Good day.")]


def test_captions_need_times() -> None:
    with pytest.raises(ValueError, match=r"^turn t001 has no times: captions need a recording$"):
        to_vtt(call(turn("Hello.", 0, None)))


def test_nothing_said_can_be_mistaken_for_a_cue() -> None:
    text = "NOTE --> 00:00:01.000 --> 00:00:02.000 </v><v MODERATOR>I said this"
    (cue, *rest) = cues(call(turn(text, 0, 9_000, label="A > B\nC")))
    assert cue.voice == "A &gt; B C"
    assert " ".join(" ".join(c.raw_text.split("\n")) for c in (cue, *rest)).count("--&gt;") == 2


@st.composite
def timed(draw: st.DrawFn) -> Transcript:
    """Turns one after another, some of them talking over the one before."""
    transcript = draw(transcripts())
    now = 0
    turns = []
    for one in transcript.turns:
        start = max(0, now - draw(st.integers(0, 400)))
        now = start + draw(st.integers(0, 90_000))
        text = draw(st.text(max_size=300))
        turns.append(replace(one, paragraphs=(*one.paragraphs, text), start=start, end=now))
    return replace(transcript, turns=tuple(turns))


@given(timed())
@settings(max_examples=60, deadline=None)
def test_every_caption_can_be_read_and_no_word_is_lost(transcript: Transcript) -> None:
    text = to_vtt(transcript)
    assert text.startswith("WEBVTT\n\n")
    captions = list(webvtt.from_buffer(io.StringIO(text)))
    for caption in captions:
        start, end = _times(caption)
        assert SHORTEST <= end - start <= LONGEST
        assert len(caption.lines) <= LINES
    blocks = re.findall(r"--> \S+\n<v [^>]*>(.*?)</v>\n", text, re.DOTALL)
    assert len(blocks) == len(captions)
    for block in blocks:
        assert all(len(_unescaped(line)) <= LINE for line in block.split("\n"))
    assert sorted(_times(caption) for caption in captions) == [_times(caption) for caption in captions]
    shown = sorted("".join(_unescaped(block).split()) for block in blocks)
    assert sorted("".join(shown)) == sorted(
        "".join(sign for one in transcript.turns for text in one.paragraphs for sign in "".join(text.split()))
    )


@given(
    st.lists(
        st.sampled_from(["and", "the", "harbour", "agreed,", "with", SAO, "[Official One]", "[U.S. Official Two]"]),
        min_size=20,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_alias_is_parted_by_two_cues(words: list[str]) -> None:
    long = f"[{SAO.title()} of Trade]"
    for cue in cues(call(turn(" ".join(long if word == SAO else word for word in words), 0, 60_000))):
        assert re.sub(r"\[[^\[\]]*\]", "", cue.text).count("[") == 0
        assert cue.text.count("[") == cue.text.count("]")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

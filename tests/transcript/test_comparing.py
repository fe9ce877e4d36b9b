from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transcripts import transcripts

from onbackground.transcript.comparing import Reason, compare, spoken_text, word_error_rate
from onbackground.transcript.document import Transcript, Turn
from onbackground.transcript.reading import read_transcript

SHARED = Path(__file__).resolve().parents[3] / "shared"

ORIGINAL = read_transcript("""
MODERATOR: Good morning, and welcome to the call about the orchard.

SENIOR GARDEN OFFICIAL ONE: The pears are ripe and the plums are nearly so.

MODERATOR: First question.

Q  How many pears are there in the whole of the orchard?

OPERATOR: Yes.

SENIOR GARDEN OFFICIAL TWO: Some four hundred baskets, we believe, give or take.

Q  And how many plums will there be next year?

MODERATOR: Thank you all, that concludes the call.
""")


def _without(call: Transcript, *ids: str) -> Transcript:
    return msgspec.structs.replace(call, turns=tuple(turn for turn in call.turns if turn.id not in ids))


def _changed(call: Transcript, id: str, **fields: object) -> Transcript:
    turns = [msgspec.structs.replace(turn, **fields) if turn.id == id else turn for turn in call.turns]
    return msgspec.structs.replace(call, turns=tuple(turns))


def _swapped(call: Transcript, first: int, second: int) -> Transcript:
    turns = list(call.turns)
    turns[first], turns[second] = turns[second], turns[first]
    return msgspec.structs.replace(call, turns=tuple(turns))


def test_a_call_agrees_with_itself() -> None:
    result = compare(ORIGINAL, ORIGINAL)
    assert (result.turns, result.turns_matched) == (8, 8)
    assert (result.questions, result.questions_in_order) == (2, 2)
    assert result.wer == 0
    assert (result.missing, result.extra, result.unheard_turns) == ((), (), ())


def test_labels_agree_however_they_are_printed() -> None:
    changed = _changed(ORIGINAL, "t001", label="Modeartor")
    changed = _changed(changed, "t004", label="QUESTION")
    changed = _changed(changed, "t002", label="SENIOR GARDEN  OFFIAL 1")
    assert compare(ORIGINAL, changed).turns_matched == 8


def test_a_turn_left_out_is_missing_and_unheard() -> None:
    result = compare(ORIGINAL, _without(ORIGINAL, "t006"))
    assert [(one.original, one.reason) for one in result.missing] == [("t006", Reason.ABSENT)]
    assert result.unheard_turns == ("t006",)
    assert result.turns_matched == 7
    assert result.wer > 0


def test_a_turn_that_is_inaudible_is_unheard() -> None:
    for published in ("(inaudible)", "(Inaudible.)"):
        text = read_transcript(f"SENIOR GARDEN OFFICIAL TWO: {published}").turns[0]
        changed = _changed(ORIGINAL, "t006", paragraphs=text.paragraphs, marks=text.marks)
        result = compare(ORIGINAL, changed)
        assert result.unheard_turns == ("t006",)
        assert [(one.original, one.reason) for one in result.missing] == [("t006", Reason.WORDS)]
        assert result.extra == ("t006",)


def test_words_under_another_label_do_not_count() -> None:
    result = compare(ORIGINAL, _changed(ORIGINAL, "t002", label="SENIOR GARDEN OFFICIAL TWO"))
    assert [(one.original, one.reason) for one in result.missing] == [("t002", Reason.LABEL)]
    assert result.unheard_turns == ()
    assert result.wer == 0


def test_other_words_under_the_label_do_not_count() -> None:
    result = compare(ORIGINAL, _changed(ORIGINAL, "t002", paragraphs=("Nobody can tell what the weather brings.",)))
    assert [(one.original, one.reason) for one in result.missing] == [("t002", Reason.WORDS)]


def test_order_counts() -> None:
    result = compare(ORIGINAL, _swapped(ORIGINAL, 3, 6))
    assert result.turns_matched == 6
    assert result.questions_in_order == 1
    assert {one.reason for one in result.missing} == {Reason.ORDER}


def test_a_short_turn_is_not_matched_by_a_speech() -> None:
    assert compare(ORIGINAL, _changed(ORIGINAL, "t005", paragraphs=("Yeah, go.",))).turns_matched == 8
    speech = ("Ladies and gentlemen, the line is open now and you may begin.",)
    assert compare(ORIGINAL, _changed(ORIGINAL, "t005", paragraphs=speech)).turns_matched == 7


def test_two_turns_run_together_count_once() -> None:
    joined = (*ORIGINAL.turns[5].paragraphs, *ORIGINAL.turns[6].paragraphs)
    result = compare(ORIGINAL, _changed(_without(ORIGINAL, "t007"), "t006", paragraphs=joined))
    assert [one.original for one in result.missing] == ["t007"]
    assert result.unheard_turns == ()


def test_a_wrong_alias_is_a_wrong_word() -> None:
    call = read_transcript("MODERATOR: Over to [Senior Garden Official One] for that.")
    other = read_transcript("MODERATOR: Over to [Senior Garden Official Two] for that.")
    assert compare(call, other).wer == pytest.approx(1 / 8)


def test_spellings_are_normalised_by_the_caller() -> None:
    call = read_transcript("MODERATOR: Four o’clock, then, please, everyone.")
    other = read_transcript("MODERATOR: 4 o’clock then please everyone")
    assert compare(call, other).wer > 0
    assert compare(call, other, lambda text: text.lower().replace("four", "4").replace(",", "").strip(".")).wer == 0


def test_what_was_said_is_without_later_hands() -> None:
    turn = read_transcript("MODERATOR: (Laughs.) It is ~~June~~ [July], says [Official] (inaudible) now.").turns[0]
    assert spoken_text(turn) == "It is June , says [Official] now."


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_word_errors_against_the_plain_definition(spoken: list[str], heard: list[str]) -> None:
    row = list(range(len(heard) + 1))
    for i, word in enumerate(spoken, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (word != other))
    expected = row[-1] / len(spoken) if spoken else float(bool(heard))
    assert word_error_rate(spoken, heard) == pytest.approx(expected)


@given(transcripts())
@settings(max_examples=60)
def test_every_call_agrees_with_itself(call: Transcript) -> None:
    result = compare(call, call)
    assert result.turns_matched == result.turns == len(call.turns)
    assert result.questions_in_order == result.questions
    assert result.wer == 0


@given(transcripts(), transcripts())
@settings(max_examples=60)
def test_counts_hold_together(call: Transcript, other: Transcript) -> None:
    result = compare(call, other)
    assert len(result.matches) == result.turns_matched <= min(len(call.turns), len(other.turns))
    assert result.turns_matched + len(result.missing) == len(call.turns)
    assert result.turns_matched + len(result.extra) == len(other.turns)
    assert result.questions_in_order <= result.questions
    assert set(result.unheard_turns) <= {one.original for one in result.missing}
    assert [match.original for match in result.matches] == sorted(match.original for match in result.matches)
    assert [match.published for match in result.matches] == sorted(match.published for match in result.matches)


@given(transcripts(), st.data())
@settings(max_examples=60)
def test_each_turn_taken_out_is_missed(call: Transcript, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from([turn.id for turn in call.turns])))
    result = compare(call, _without(call, *gone))
    assert result.turns_matched == len(call.turns) - len(gone)
    assert len(result.missing) == len(gone)


def _garbled(turn: Turn) -> Turn:
    words = turn.text.split()
    return msgspec.structs.replace(turn, paragraphs=(" ".join("mhm" for _ in words),), marks=())


def test_published_calls_compare_quickly_and_strictly() -> None:
    paths = sorted(SHARED.glob("transcripts/*.txt"))
    if not paths:
        pytest.skip("no published calls at hand (../shared/transcripts)")
    for path in paths:
        call = read_transcript(path)
        assert compare(call, call).turns_matched == len(call.turns)
        long = [turn.id for turn in call.turns if len(turn.text.split()) > 3]
        garbled = msgspec.structs.replace(call, turns=tuple(_garbled(turn) for turn in call.turns))
        result = compare(call, garbled)
        assert result.turns_matched == len(call.turns) - len(long)
        assert set(long) <= set(result.unheard_turns)

"""Making proofs: what is refused, what a proof tells of hidden words, corrections, withdrawal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from proven_calls import AT, CALL, KEY, ONE, TWO, forms, office, proven, published, records

from onbackground.proof.document import Proof, read_proof, write_proof
from onbackground.proof.notes import NoteError
from onbackground.proof.pieces import Hidden, Noted, Piece, PiecesError, RecordedTurn, Said, Struck, turn_words
from onbackground.proof.proving import prove, unseal, withdraw
from onbackground.proof.sealing import seal_record
from onbackground.proof.statement import Publication, Withdrawal, open_statement
from onbackground.proof.telling import tell
from onbackground.proof.verifying import verify
from onbackground.transcript.document import Transcript

HIDDEN_WORDS = st.lists(st.text(st.characters(categories=("L",)), min_size=1, max_size=12), max_size=5).map(" ".join)


def statement_of(proof: Proof) -> Publication:
    statement = open_statement(proof.statement, office().key)
    assert isinstance(statement, Publication)
    return statement


def with_piece(old: Piece, *new: Piece, record: tuple[RecordedTurn, ...] = CALL) -> tuple[RecordedTurn, ...]:
    """The record with one piece put in the place of another."""
    return tuple(
        replace(
            turn,
            paragraphs=tuple(
                tuple(one for piece in paragraph for one in (new if piece == old else (piece,)))
                for paragraph in turn.paragraphs
            ),
        )
        for turn in record
    )


@settings(max_examples=30, deadline=None)
@given(records())
def test_every_record_has_a_proof_that_holds_for_every_form(record: tuple[RecordedTurn, ...]) -> None:
    call = published(record)
    proof = read_proof(write_proof(proven(record, call)))
    for name, data in forms(call).items():
        report = verify(name, data, proof)
        assert report.proven, report.findings
        assert report.exact
    words = [word for turn in record for word in turn_words(turn)]
    assert report.counted.words == sum(isinstance(word, str) for word in words)
    assert report.counted.hidden == sum(isinstance(word, Hidden) for word in words)


@settings(max_examples=30, deadline=None)
@given(records(), st.data())
def test_nothing_of_a_proof_depends_on_the_words_it_hides(
    record: tuple[RecordedTurn, ...], data: st.DataObject
) -> None:
    """Neither its length nor what is where in it; and no two digests of hidden words are the same."""
    other = tuple(
        replace(turn, paragraphs=tuple(
            tuple(Hidden(data.draw(HIDDEN_WORDS), p.shown) if isinstance(p, Hidden) else p for p in paragraph)
            for paragraph in turn.paragraphs
        ))
        for turn in record
    )  # fmt: skip
    one, two = (json.loads(write_proof(proven(these))) for these in (record, other))
    assert shape(one) == shape(two)
    sealed = [span["sealed"] for turn in one["turns"] for span in turn.get("spans", ()) if "sealed" in span]
    assert len(set(sealed)) == len(sealed)


def shape(value: object) -> object:
    """A JSON value with the length in place of each digest and signature."""
    if isinstance(value, dict):
        lengths = {"sealed", "digests", "statement"}
        return {name: len(json.dumps(one)) if name in lengths else shape(one) for name, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else value


def test_no_hidden_word_is_in_a_proof() -> None:
    text = write_proof(proven()).decode()
    assert [name for name in ("Rosalind", "Wexford", "Leonard", "Ashworth") if name in text] == []
    assert KEY.hex() not in text


def test_equal_hidden_words_have_unequal_digests() -> None:
    twice = (RecordedTurn("t001", "MODERATOR", ((Hidden("Rosalind", ONE), Said(" and "), Hidden("Rosalind", ONE)),)),)
    leaves = seal_record(twice, KEY).turns[0].leaves
    assert len(set(leaves)) == len(leaves) == 4


def test_another_key_gives_another_root() -> None:
    assert seal_record(CALL, KEY).root == seal_record(CALL, KEY).root != seal_record(CALL, bytes(32)).root
    with pytest.raises(ValueError, match="32 bytes"):
        seal_record(CALL, b"short")


@pytest.mark.parametrize(("record", "said"), [
    (CALL[:3], "turn t004 is published but not in the record"),
    ((*CALL, CALL[0]), "two turns of the record have the same id"),
    ((CALL[1], CALL[0], *CALL[2:]), "turn t002 is published out of its order"),
    (with_piece(Said("Thank you. The barrier will be ready in "), Said("Thanks.")), "turn t002 is published with"),
])  # fmt: skip
def test_a_transcript_that_is_not_of_the_record_is_refused(record: tuple[RecordedTurn, ...], said: str) -> None:
    with pytest.raises(PiecesError, match=said):
        proven(record, published(CALL))


@pytest.mark.parametrize("shown", ["Official One", "[]", "[ ]", "[a] b [c]", "not [she]"])
def test_what_stands_for_words_must_be_in_brackets(shown: str) -> None:
    record = with_piece(Hidden("Rosalind", ONE), Hidden("Rosalind", shown))
    with pytest.raises(PiecesError, match="turn t001, paragraph 1: what stands for other words must be in brackets"):
        proven(record)


def test_words_struck_without_a_mark_are_refused() -> None:
    call = published(CALL)
    unmarked = replace(call, turns=tuple(replace(turn, marks=()) for turn in call.turns))
    with pytest.raises(PiecesError, match="turn t002, paragraph 1: words are struck without a mark"):
        proven(CALL, unmarked)


def test_a_form_that_says_something_else_is_not_signed() -> None:
    for name, data in forms(published(CALL)).items():
        if name != "transcript.pdf":
            with pytest.raises(ValueError, match=f"{name} does not say what is to be signed"):
                proven(files={name: data.replace(b"The port does", b"The city does")})


def test_refusals_show_no_word() -> None:
    with pytest.raises(PiecesError) as refused:
        proven(with_piece(Hidden("Rosalind", ONE), Hidden("Rosalind", "one")))
    assert "Rosalind" not in str(refused.value)


CORRECTED = with_piece(Said("The port does. And the port."), Said("The "), Struck("port"), Said(" "), Noted("[city]"),
                       Said(" does. And the port."))  # fmt: skip


def test_a_corrected_version_is_of_the_same_record_and_follows_the_first() -> None:
    first = proven()
    second = proven(CORRECTED, replaces=first, reason="The city pays")
    assert statement_of(second).record == statement_of(first).record
    assert second.earlier == (first.statement,)
    report = verify("transcript.txt", forms(published(CORRECTED))["transcript.txt"], second)
    assert report.proven
    assert report.counted.struck == 2
    third = proven(CALL, replaces=second, reason="It was the port after all")
    assert statement_of(third).version == 3
    assert verify("transcript.txt", forms(published(CALL))["transcript.txt"], third).proven


def test_a_correction_within_a_word_of_the_record_leaves_the_word_whole() -> None:
    said = Said("The port does. And the port.")
    corrected = with_piece(said, Said("The port does. And the "), Struck("port"), Noted(" [city]"), Said("."))
    second = proven(corrected, replaces=proven(), reason="The city pays for delay")
    assert verify("transcript.txt", forms(published(corrected))["transcript.txt"], second).proven
    with pytest.raises(PiecesError, match="not the one of the version before"):
        proven(
            with_piece(said, Said("The port do"), Hidden("es", "[do]"), Said(". And the port.")),
            replaces=proven(),
            reason="none",
        )


def test_a_version_of_other_words_is_refused_unless_the_record_is_sealed_anew() -> None:
    other = with_piece(Said("The port does. And the port."), Said("The city does. And the port."))
    with pytest.raises(PiecesError, match="not the one of the version before"):
        proven(other, replaces=proven(), reason="none")
    anew = prove(other, published(other), bytes(32), office(), briefing="fable", at=AT, replaces=proven(),
                 reason="A name was published", sealed_anew=True)  # fmt: skip
    assert verify("", None, anew).proven


def test_a_version_that_replaces_another_says_why() -> None:
    with pytest.raises(PiecesError, match="says why"):
        proven(replaces=proven(), reason=" ")


def test_a_version_follows_its_own_briefing_and_its_own_office() -> None:
    with pytest.raises(PiecesError, match="another briefing"):
        proven(replaces=proven(briefing="other"))
    with pytest.raises(NoteError):
        prove(CALL, published(CALL), KEY, office("other.example.org"), briefing="fable", at=AT, replaces=proven())


def test_a_label_may_be_corrected_and_the_proof_says_so() -> None:
    call = published(CALL)
    other = replace(call, turns=(*call.turns[:3], replace(call.turns[3], label="MODERATOR")))
    report = verify("", None, proven(CALL, other, replaces=proven(), reason="It was the moderator"))
    assert report.proven
    assert report.counted.relabelled == ("t004",)


PARTS = (CALL[0], replace(CALL[1], parts=("t002b",)), *CALL[2:])
"""The same record, of which the second turn is published as two, a paragraph each."""


def published_in_parts(label: str = CALL[1].label) -> Transcript:
    call = published(CALL)
    whole = call.turns[1]
    marks = [replace(mark, paragraph=0) for mark in whole.marks if mark.paragraph == 1]
    first = replace(whole, paragraphs=whole.paragraphs[:1], marks=tuple(m for m in whole.marks if m.paragraph == 0))
    second = replace(whole, id="t002b", label=label, paragraphs=whole.paragraphs[1:], marks=tuple(marks))
    return replace(call, turns=(call.turns[0], first, second, *call.turns[2:]))


@pytest.mark.parametrize(("label", "relabelled"), [(CALL[1].label, ()), ("QUESTION", ("t002b",))])
def test_a_turn_is_published_in_parts_of_the_same_record(label: str, relabelled: tuple[str, ...]) -> None:
    call, whole = published_in_parts(label), proven()
    proof = read_proof(write_proof(proven(PARTS, call, replaces=whole, reason="Somebody else spoke")))
    assert statement_of(proof).record == statement_of(whole).record
    assert statement_of(proof).turns == len(CALL)
    assert proof.transcript == call
    for name, data in forms(call).items():
        report = verify(name, data, proof)
        assert report.proven, report.findings
    assert (report.counted.turns, report.counted.parts) == (5, ("t002b",))
    assert report.counted.relabelled == relabelled
    counted = verify("", None, whole).counted
    assert (report.counted.words, report.counted.hidden) == (counted.words, counted.hidden)
    assert "t002b is one turn of the record with what stands before it." in " ".join(tell(report, name))


def test_parts_of_a_turn_are_published_together_in_their_order_and_as_they_are() -> None:
    call = published_in_parts()
    one, first, second, *others = call.turns
    for turns, said in (
        ((one, first, *others), "turn t002 is published in part"),
        ((one, second, *others), "turn t002 is published in part"),
        ((one, second, first, *others), "turn t002 is published out of its order"),
        ((one, first, replace(second, paragraphs=("My team builds it.",)), *others), "turn t002 is published with"),
    ):
        with pytest.raises(PiecesError, match=said):
            proven(PARTS, replace(call, turns=tuple(turns)))
    proof = proven(PARTS, replace(call, turns=(one, *others)))
    assert verify("", None, proof).counted.withheld == 1


def test_where_the_words_of_a_part_are_moved_or_its_brackets_opened_nothing_is_proven() -> None:
    call = published_in_parts()
    proof = proven(PARTS, call)
    one, first, second, *others = call.turns
    taken = replace(first, paragraphs=(first.paragraphs[0] + " My colleague",))
    left = replace(second, paragraphs=(second.paragraphs[0].removeprefix("My colleague "),))
    moved = replace(call, turns=(one, taken, left, *others))
    for name in ("index.html", "transcript.txt", "transcript.json"):
        assert not verify(name, forms(moved)[name], proof).proven, name
    (turn,) = (turn for turn in proof.turns if turn.parts)
    other = replace(turn, parts=(replace(second, paragraphs=(second.paragraphs[0].replace(TWO, "[Nobody]"),)),))
    changed = replace(proof, turns=tuple(other if one is turn else one for one in proof.turns))
    assert not verify("", None, changed).proven


def test_words_unsealed_are_found_in_their_part() -> None:
    proof = proven(PARTS, published_in_parts())
    (name,) = verify("", None, proof, unsealed=unseal(PARTS, KEY, TWO)).names
    assert (name.place, name.shown, name.words) == ("t002b, paragraph 1", TWO, "Leonard Ashworth")


def test_turns_can_be_withheld_and_appear_later_in_the_same_record() -> None:
    call = published(CALL)
    part = replace(call, turns=call.turns[:2])
    first = proven(CALL, part)
    assert b"Who pays" not in write_proof(first)
    report = verify("transcript.txt", forms(part)["transcript.txt"], first)
    assert report.proven
    assert (report.counted.turns, report.counted.withheld) == (2, 2)
    whole = proven(CALL, call, replaces=first, reason="The rest of the embargo has lifted")
    assert verify("transcript.txt", forms(call)["transcript.txt"], whole).proven
    assert statement_of(whole).record == statement_of(first).record


@settings(max_examples=30, deadline=None)
@given(HIDDEN_WORDS)
def test_a_withheld_turn_does_not_tell_how_long_it_is(words: str) -> None:
    call = replace(published(CALL), turns=published(CALL).turns[:3])
    longer = (*CALL[:3], replace(CALL[3], paragraphs=((Said(words),),)))
    assert len(write_proof(proven(longer, call))) == len(write_proof(proven(CALL, call)))


def test_a_withdrawal_is_a_signed_tombstone() -> None:
    first = proven()
    gone = withdraw(first, office(), at=AT, reason="It was not ours to publish")
    assert isinstance(open_statement(gone.statement, office().key), Withdrawal)
    assert verify("transcript.proof.json", None, read_proof(write_proof(gone))).proven
    report = verify("transcript.txt", forms(published(CALL))["transcript.txt"], gone)
    assert [str(finding) for finding in report.findings] == ["the file: this briefing is withdrawn"]
    again = proven(replaces=gone, reason="It may be published after all")
    assert verify("", None, again).proven
    assert statement_of(again).version == 3

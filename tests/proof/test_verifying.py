"""Whoever changes a published file or its proof is found out, and the place is named."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from proven_calls import CALL, KEY, ONE, TWO, forms, office, proven, published, records

from onbackground.proof.document import (
    Proof,
    UnreadableProofError,
    as_base64,
    published_leaves,
    published_root,
    read_proof,
    write_proof,
)
from onbackground.proof.merkle import node_hash
from onbackground.proof.pieces import Hidden, RecordedTurn, Said
from onbackground.proof.proving import unseal, with_log
from onbackground.proof.public_log import prove_logged, sign_checkpoint
from onbackground.proof.sealing import seal_record
from onbackground.proof.statement import Publication, open_statement, sign_statement
from onbackground.proof.telling import tell
from onbackground.proof.unsealed import Unsealed, UnsealedWords, read_unsealed, write_unsealed
from onbackground.proof.verifying import Report, verify
from onbackground.transcript.writing import Imprint, to_akoma_ntoso, to_vtt

FORMS = forms(published(CALL))
READ = ("index.html", "transcript.json", "transcript.txt")


def places(report: Report) -> list[str]:
    return [finding.place for finding in report.findings]


def check(name: str, old: str, new: str) -> Report:
    """Verify a form in which one string is changed."""
    text = FORMS[name].decode()
    assert old in text, (name, old)
    return verify(name, text.replace(old, new, 1).encode(), proven())


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(("old", "new", "place"), [
    ("barrier", "carrier", "t002, paragraph 1, word 4"),
    ("pays for", "does not pay for", "t003, paragraph 1, word"),
    (TWO, ONE, "t002, paragraph 2, word"),
    ("(Laughter.)", "", "t002, paragraph 2, word"),
    ("[October]", "[August]", "t002, paragraph 1"),
    ("The port does", "The\u200b port does", "t004, paragraph 1"),
    ("QUESTION", "MODERATOR", ""),
    ("Harbour talks", "Harbor talks", ""),
])  # fmt: skip
def test_a_change_of_words_is_found_in_every_form(name: str, old: str, new: str, place: str) -> None:
    report = check(name, old, new)
    assert not report.proven
    assert any(found.startswith(place) for found in places(report)), report.findings


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_character_that_carries_meaning_counts(data: st.DataObject) -> None:
    """Any character of any turn changed in any form: not proven, and the turn is named."""
    name = data.draw(st.sampled_from(READ))
    turn = data.draw(st.sampled_from(published(CALL).turns))
    number = data.draw(st.integers(0, len(turn.paragraphs) - 1))
    words = turn.paragraphs[number].split()
    word = data.draw(st.sampled_from([word for word in words if FORMS[name].decode().count(word) == 1]))
    at = data.draw(st.integers(0, len(word) - 1))
    other = data.draw(st.characters(categories=("L", "N", "P"), exclude_characters=word[at] + '<&"\\'))
    report = check(name, word, word[:at] + other + word[at + 1 :])
    assert any(place.startswith(f"{turn.id}, paragraph {number + 1}, word") for place in places(report))


@pytest.mark.parametrize("name", READ)
def test_layout_may_change(name: str) -> None:
    text = FORMS[name].decode()
    if name == "transcript.json":
        text = json.dumps(dict(reversed(json.loads(text).items())))
    elif name == "transcript.txt":
        text = "\ufeff" + text.replace("The barrier", "\r\n   The barrier").replace("\n\n", "\r\n\r\n \r\n")
    else:
        text = (
            text.replace("<article", "\n\n<article  lang=en").replace("margin: 0", "margin: 9em").replace("s>", "del>")
        )
        text = text.replace("The barrier", "The <em>barrier</em>")
    report = verify(f"copy of {name}", text.encode(), proven())
    assert report.findings == ()
    assert not report.exact
    assert report.compared
    assert any("How it is laid out" in line for line in tell(report, name))


def in_turns(change: Callable[[list[str]], list[str]]) -> bytes:
    """The page with its articles changed."""
    head, *articles = FORMS["index.html"].decode().split("<article")
    last, end = articles[-1].split("</article>")
    return "<article".join([head, *change([*articles[:-1], last + "</article>"])]).encode() + end.encode()


@pytest.mark.parametrize(("change", "found"), [
    (lambda a: [a[1], a[0], *a[2:]], "t002: this turn stands where t001 was signed"),
    (lambda a: a[:2] + a[3:], "t003: this turn is missing"),
    (lambda a: [*a, a[2]], "t003: this turn stands there twice"),
    (lambda a: [*a, a[2].replace("t003", "t009")], "t009: this turn was not signed"),
])  # fmt: skip
def test_turns_swapped_dropped_doubled_or_put_in_are_named(
    change: Callable[[list[str]], list[str]], found: str
) -> None:
    report = verify("index.html", in_turns(change), proven())
    assert found in [str(finding) for finding in report.findings]
    turns = json.loads(FORMS["transcript.json"])
    strings = [json.dumps(turn) for turn in turns["turns"]]
    turns["turns"] = [json.loads(turn) for turn in change(strings)]
    report = verify("transcript.json", json.dumps(turns).encode(), proven())
    assert found in [str(finding) for finding in report.findings]


def test_words_put_before_those_of_a_turn_are_placed_in_it() -> None:
    changed = in_turns(lambda a: [*a[:2], a[2].replace('class="said">', 'class="said">Well,', 1), *a[3:]])
    assert "after the beginning of t003" in places(verify("index.html", changed, proven()))


def test_turns_swapped_in_plain_text_are_named() -> None:
    blocks = FORMS["transcript.txt"].decode().split("\n\n")
    question = next(n for n, block in enumerate(blocks) if block.startswith("QUESTION"))
    blocks[question], blocks[question + 1] = blocks[question + 1], blocks[question]
    report = verify("transcript.txt", "\n\n".join(blocks).encode(), proven())
    assert {place[:4] for place in places(report)} & {"t003", "t004"}


@pytest.mark.parametrize("name", READ)
def test_words_put_around_the_turns_are_found(name: str) -> None:
    added = {"index.html": ("<footer>", "<footer>Not for use. "), "transcript.txt": ("Harbour", "Not for use: Harbour"),
             "transcript.json": ('"title":', '"embargo": "none", "title":')}  # fmt: skip
    assert not check(name, *added[name]).proven


@pytest.mark.parametrize(("old", "new"), [
    ('"start": 10000', '"start": 10001'), ('"kind": "alias"', '"kind": "insertion"'), ('"t002"', '"t02"'),
    ('"title": "Harbour talks"', '"title": "Harbour talks", "title": "Harbour talks"'),
    ('"role": "reporter"', '"role": "other"'), ('"call_date": "2031-05-03"', '"call_date": "2031-05-04"'),
])  # fmt: skip
def test_every_member_of_the_json_counts(old: str, new: str) -> None:
    assert not check("transcript.json", old, new).proven


def test_what_a_page_hides_from_its_readers_does_not_pass() -> None:
    assert not check("index.html", "<footer>", "<!-- x --><footer>").proven
    assert not check("index.html", "<footer>", "<script>alert(1)</script><footer>").proven
    assert not check("index.html", "<footer>", "<footer onclick='alert(1)'>").proven
    assert not check("index.html", "<footer>", "<template></template><footer>").proven
    assert not check("index.html", "</title>", "<title>").proven
    assert places(check("index.html", "<footer>", "\n</b><footer>")) == ["the file, line 7"]


def test_what_stands_beside_a_turn_is_found_there() -> None:
    report = check("index.html", 'href="#t002"', 'href="#t003"')
    assert places(report) == ["t002, beside its words, word 1"]


def test_what_a_page_reads_aloud_and_where_its_links_lead_counts() -> None:
    assert not check("index.html", "<footer>", '<footer aria-label="Not for use">').proven
    assert not check("index.html", "<footer>", '<footer><a href="https://example.org/">').proven


def test_text_that_is_none_is_found_with_its_place() -> None:
    broken = FORMS["transcript.txt"].replace(b"barrier", b"b\xe4rrier")
    report = verify("transcript.txt", broken, proven())
    assert places(report) == [f"the file, byte {broken.index(0xE4) + 1}", "t002, paragraph 1, word 4"]


def test_other_forms_count_byte_for_byte() -> None:
    assert verify("copy.pdf", FORMS["transcript.pdf"], proven()).proven
    report = verify("transcript.pdf", FORMS["transcript.pdf"] + b" ", proven())
    assert "not byte for byte" in str(report.findings[0])


def test_the_proof_of_another_briefing_or_version_does_not_fit() -> None:
    other = (RecordedTurn("t001", "MODERATOR", ((Said("Good evening."),),)),)
    assert not verify("transcript.txt", FORMS["transcript.txt"], proven(other)).proven


def tampered(change: Callable[[dict[str, object]], object], proof: Proof | None = None) -> Report:
    """What comes of a proof in which something was changed after it was signed."""
    members = json.loads(write_proof(proof or proven()))
    change(members)
    return verify("transcript.proof.json", None, read_proof(json.dumps(members).encode()))


@pytest.mark.parametrize(("change", "place"), [
    (lambda p: p["turns"][1]["turn"]["paragraphs"].__setitem__(0, "No."), "the proof, t002"),
    (lambda p: p["turns"][0]["spans"][0].update(sealed=p["turns"][0]["spans"][1]["sealed"]), "the proof, t001"),
    (lambda p: p["turns"][0]["spans"].pop(), "the proof, t001"),
    (lambda p: p["turns"][0]["spans"][0].update(end=70), "the proof, t001"),
    (lambda p: p["turns"][2].update(key=p["turns"][1]["key"]), "the proof, t003"),
    (lambda p: p["turns"][2]["turn"].update(label="MODERATOR"), "the proof, t003"),
    (lambda p: p["turns"].reverse(), "the proof, t004"),
    (lambda p: p["turns"].pop(2), "the proof, t004"),
    (lambda p: p["digests"].__setitem__(2, p["digests"][1]), "the proof, t002"),
    (lambda p: p["digests"].pop(), "the proof"),
    (lambda p: p["turns"].append(p["turns"][1]), "the proof, t002"),
    (lambda p: p["heading"]["call"].update(title="Other talks"), "the proof, the heading"),
    (lambda p: p["heading"].update(around={}), "the proof, the heading"),
    (lambda p: p.pop("heading"), "the proof"),
    (lambda p: p.update(statement=p["statement"].replace('"version": 1', '"version": 2')), "the proof"),
    (lambda p: p.update(key=str(office("other.example.org").key)), "the proof"),
    (lambda p: (p["turns"].pop(), p["digests"].pop()), "the proof"),
])  # fmt: skip
def test_a_proof_that_was_changed_is_not_believed(change: Callable[[dict[str, object]], object], place: str) -> None:
    report = tampered(change)
    assert place in places(report), report.findings


def test_an_office_that_changes_a_word_without_a_mark_is_found_out() -> None:
    """Even with the key: the signed roots of the turns are those of the record sealed before."""
    honest, call = proven(), published(CALL)
    lie = replace(call.turns[3], paragraphs=("The city does. And the port.",))
    members = msgspec.json.decode(write_proof(honest))
    members["turns"][3]["turn"] = msgspec.to_builtins(lie)
    forged = resigned(read_proof(msgspec.json.encode(members)))
    report = verify("", None, forged)
    assert places(report) == ["t004"]
    assert "not those of the sealed record" in report.findings[0].problem


def resigned(proof: Proof) -> Proof:
    """The proof with its content signed again by the office as it is now."""
    statement = open_statement(proof.statement, office().key)
    assert isinstance(statement, Publication)
    assert proof.heading is not None
    leaves = published_leaves(proof.heading, proof.turns)
    statement = replace(statement, published=published_root(leaves))
    digests = tuple(as_base64(leaf) for leaf in leaves)
    return replace(proof, digests=digests, statement=sign_statement(statement, office()))


def test_two_entries_cannot_be_shown_as_one_hidden() -> None:
    """The hash over two entries stands where that of one hidden entry might: the turn's head has how many there are."""
    record = (RecordedTurn("t001", "MODERATOR", ((Said("one two three"),),)),)
    leaves = seal_record(record, KEY).turns[0].leaves
    call = published((RecordedTurn("t001", "MODERATOR", ((Said("one "), Hidden("two three", ONE)),)),))
    members = msgspec.json.decode(write_proof(proven(record)))
    members["turns"][0] |= {
        "turn": msgspec.to_builtins(call.turns[0]),
        "spans": [{"paragraph": 0, "start": 4, "end": 4 + len(ONE), "sealed": as_base64(node_hash(*leaves[2:]))}],
    }
    assert places(verify("", None, resigned(read_proof(msgspec.json.encode(members))))) == ["t001"]


@pytest.mark.parametrize("change", [
    lambda p: p["turns"].append(p["turns"][0]),
    lambda p: p["heading"]["call"].update(title="Other talks"),
    lambda p: p["turns"][0]["spans"][0].update(start=20),
    lambda p: p["turns"][0]["spans"][0].update(paragraph=7),
    lambda p: p["turns"][0]["spans"].reverse(),
    lambda p: p["turns"][0]["spans"][0].update(sealed="AAAA"),
    lambda p: p["turns"][0].update(key="?"),
    lambda p: p["turns"][0].update(sealed="AAAA"),
    lambda p: p["turns"].pop(),
    lambda p: p["turns"][3].pop("turn"),
])  # fmt: skip
def test_an_office_that_signs_what_does_not_fit_is_found_out(change: Callable[[dict[str, object]], object]) -> None:
    members = msgspec.json.decode(write_proof(proven()))
    change(members)
    report = verify("transcript.txt", FORMS["transcript.txt"], resigned(read_proof(msgspec.json.encode(members))))
    assert not report.proven


def test_versions_must_follow_each_other() -> None:
    first, other = proven(), proven(at=published(CALL).end)
    second = proven(replaces=first, reason="A comma")
    for earlier in ((), (other.statement,), (first.statement, first.statement)):
        assert not verify("", None, replace(second, earlier=earlier)).proven


def test_the_key_can_be_asked_for() -> None:
    key = office().key
    for known in (str(key), key.fingerprint, f" {key.fingerprint}\n"):
        report = verify("", None, proven(), key=known)
        assert report.proven
        assert report.key_known
    report = verify("", None, proven(), key=office("other.example.org").key.fingerprint)
    assert "signed by another key" in str(report.findings[0])
    assert not report.key_known


def test_a_statement_in_the_log_is_shown_to_be_there() -> None:
    log, proof = office("log.example.org"), proven()
    entries = [b"before", proof.statement.encode(), b"after"]
    checkpoint = sign_checkpoint(entries, log)
    logged = with_log(proof, prove_logged(entries, 1, checkpoint), log.key)
    report = verify("", None, logged)
    assert report.proven
    assert any("Entry 2 of the 3 in the log log.example.org" in line for line in tell(report, "it"))
    for wrong in (
        with_log(proof, prove_logged(entries, 0, checkpoint), log.key),
        with_log(proof, prove_logged(entries, 1, checkpoint), office().key),
        with_log(proof, "nonsense", log.key),
    ):
        assert not verify("", None, wrong).proven


def test_an_unsealed_alias_shows_the_name_that_stood_there() -> None:
    unsealed = read_unsealed(write_unsealed(unseal(CALL, KEY, ONE)))
    report = verify("transcript.txt", FORMS["transcript.txt"], proven(), unsealed=unsealed)
    assert report.proven
    assert [(name.place, name.shown, name.words) for name in report.names] == [
        ("t001, paragraph 1", ONE, "Rosalind Wexford"), ("t001, paragraph 1", ONE, "Rosalind")
    ]  # fmt: skip
    assert any("stands for “Rosalind Wexford”" in line for line in tell(report, "it"))
    assert b"Leonard" not in write_unsealed(unsealed)


@settings(max_examples=30, deadline=None)
@given(records(), st.data())
def test_only_the_words_that_stood_there_can_be_unsealed(record: tuple[RecordedTurn, ...], data: st.DataObject) -> None:
    unsealed = unseal(record, KEY, ONE)
    assert verify("", None, proven(record), unsealed=unsealed).proven
    assume(unsealed.words)
    other = data.draw(st.text(max_size=20).filter(lambda text: "Rosalind" not in text))
    lied = tuple(
        RecordedTurn(turn.id, turn.label, tuple(
            tuple(Hidden(other + "Rosalind", p.shown) if isinstance(p, Hidden) else p for p in said)
            for said in turn.paragraphs
        ))
        for turn in record
    )  # fmt: skip
    report = verify("", None, proven(record), unsealed=replace(unseal(lied, KEY, ONE), record=unsealed.record))
    assert len(report.findings) == len(unsealed.words)
    assert report.names == ()


def test_what_is_unsealed_of_another_record_or_turn_does_not_fit() -> None:
    unsealed = unseal(CALL, KEY, ONE)
    moved = replace(unsealed, words=(UnsealedWords("t002", unsealed.words[0].disclosure),))
    for wrong in (
        unseal(CALL, bytes(32), ONE),
        moved,
        Unsealed(record=unsealed.record, words=(UnsealedWords("t001", "?"),)),
    ):
        assert not verify("", None, proven(), unsealed=wrong).proven


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*READ, "transcript.pdf", "x"]), st.binary(max_size=300))
def test_any_bytes_are_a_file_that_is_not_proven(name: str, data: bytes) -> None:
    report = verify(name, data, proven())
    assert not report.proven
    assert all("\n" not in line and line.isprintable() for line in tell(report, name))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_to_a_proof_is_refused_or_harmless(data: st.DataObject) -> None:
    """A byte changed, dropped or put in: one line says what is wrong, or all that is signed still stands."""
    proof = write_proof(proven())
    at, cut = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 3))
    damaged = proof[:at] + data.draw(st.binary(max_size=3)) + proof[at + cut :]
    try:
        read = read_proof(damaged)
    except UnreadableProofError as error:
        assert "\n" not in str(error)
        return
    report = verify("transcript.txt", FORMS["transcript.txt"], read)
    if report.proven:
        assert read == proven()
    assert all(line.isprintable() for line in tell(report, "transcript.txt"))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_as_a_proof_in_one_line(data: bytes) -> None:
    for read in (read_proof, read_unsealed):
        with pytest.raises(UnreadableProofError) as refused:
            read(data)
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"turns":' * 100_000, "<p>" * 100_000, "<article>" * 5000, "a\n\n" * 50_000]
)
def test_files_made_to_be_hard_are_not_proven_either(text: str) -> None:
    for name in READ:
        assert not verify(name, text.encode(), proven()).proven
    with pytest.raises(UnreadableProofError):
        read_proof(text.encode())


def test_what_is_told_cannot_steer_a_terminal() -> None:
    steering = "\x1b[2J\nPROVEN: \u202e"
    call = json.loads(FORMS["transcript.json"])
    call |= {steering: 1, "title": steering}
    call["turns"][0] |= {"id": steering, "label": steering}
    page = FORMS["index.html"].decode().replace('"t001"', '"\x1b[2J"').replace("Good", "\x1b[2J")
    for name, data in (("transcript.json", json.dumps(call)), ("index.html", page), (steering, "")):
        report = verify(name, data.encode(), proven())
        assert not report.proven
        assert all(line.isprintable() for line in tell(report, name))
    with pytest.raises(UnreadableProofError) as refused:
        read_proof(json.dumps({steering: 1}).encode())
    assert str(refused.value).isprintable()


def test_in_forms_that_count_byte_for_byte_the_place_is_named_where_it_can_be() -> None:
    call = published(CALL)
    exact = {"transcript.xml": to_akoma_ntoso(call, Imprint(), "fable"), "transcript.vtt": to_vtt(call).encode()}
    proof = proven(files=exact)
    for name, place in (("transcript.xml", "t002, paragraph 1, word 4"), ("transcript.vtt", "the caption at 00:00:10")):
        assert verify(name, exact[name], proof).proven
        report = verify(name, exact[name].replace(b"barrier", b"carrier"), proof)
        assert any(found.startswith(place) for found in places(report)), report.findings
        assert not verify(name, exact[name] + b"\n", proof).proven
        assert not verify(name, b"", proof).proven

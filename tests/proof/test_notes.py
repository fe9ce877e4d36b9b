"""Signed notes: a published one, one that Go signed, and what must not pass for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proven_calls import office

from onbackground.proof.notes import Key, NoteError, open_note, read_key, sign_note

GO = json.loads((Path(__file__).parent / "go_sumdb.json").read_text())
# The example in the documentation of Go's ``sumdb/note``, which C2SP's signed-note describes.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED = """If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
TEXT = "A line.\n\nAnother.\n"


def test_a_published_note_opens() -> None:
    assert open_note(PUBLISHED, read_key(PUBLISHED_KEY)).startswith("If you think")


def test_a_note_that_go_signed_opens() -> None:
    key = read_key(GO["key"])
    assert open_note(GO["checkpoint"], key) == GO["checkpoint"].split("\n\n")[0] + "\n"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))).map(lambda text: text + "\n"))
def test_what_is_signed_can_be_opened(text: str) -> None:
    assert open_note(sign_note(text, office()), office().key) == text


def test_others_signatures_are_let_be() -> None:
    theirs = sign_note(TEXT, office("witness.example.org"))
    both = sign_note(TEXT, office()) + theirs.rpartition("\n\n")[2]
    assert open_note(both, office().key) == open_note(both, office("witness.example.org").key) == TEXT
    with pytest.raises(NoteError, match="not signed by this key"):
        open_note(theirs, office().key)


@settings(deadline=None)
@given(st.integers(0, len(sign_note(TEXT, office())) - 1), st.characters(exclude_categories=("Cs",)))
def test_a_note_with_one_character_changed_does_not_open(place: int, character: str) -> None:
    note = sign_note(TEXT, office())
    changed = note[:place] + character + note[place + 1 :]
    if changed != note:
        with pytest.raises(NoteError):
            open_note(changed, office().key)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_note_or_refused_in_one_line(text: str) -> None:
    for read in (read_key, lambda text: open_note(text, office().key)):
        with pytest.raises(NoteError) as refused:
            read(text)
        assert "\n" not in str(refused.value)


def test_a_key_is_the_same_when_read_again() -> None:
    key = office().key
    assert read_key(str(key)) == key
    assert key.fingerprint == Key("another.example.org", key.public).fingerprint
    with pytest.raises(NoteError, match="a character may have been lost"):
        read_key(str(key).replace("press", "pres"))
    with pytest.raises(NoteError, match="neither spaces nor"):
        Key("a name", key.public)
    with pytest.raises(NoteError, match="32 bytes"):
        Key("name", b"short")


def test_control_characters_are_not_signed() -> None:
    for text in ("no newline at the end", "a tab\t\n"):
        with pytest.raises(NoteError, match="control characters"):
            sign_note(text, office())

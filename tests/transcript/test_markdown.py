"""Markdown's signs, taken away from words."""

import pytest

from onbackground.transcript.markdown import plain_words


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("## On the lock", "On the lock"),
        ("[the statement](https://press.example.org/lock)", "the statement"),
        ("![The seal](seal.png) of the office", "The seal of the office"),
        ("<https://press.example.org/lock>", "https://press.example.org/lock"),
        ("It is **not** *quite* _so_.", "It is not quite so."),
        ("June <s>June</s> \\[July\\] &amp; on", "June ~~June~~ [July] & on"),
        ("a snake_case_word, and #2 of them", "a snake_case_word, and #2 of them"),
    ],
)
def test_signs_are_taken_away(markdown: str, words: str) -> None:
    assert plain_words(markdown) == words

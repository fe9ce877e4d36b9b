"""What became of the names that were spoken, found without the guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from onbackground.briefing.terms import GroundRules, Role
from onbackground.rehearsal.mentions import Form, Mention
from onbackground.rehearsal.script import Part, Script, Speech
from onbackground.rehearsal.unnamed import Missed, Names, names
from onbackground.transcript.document import Role as Speaks
from onbackground.transcript.document import Transcript, Turn

ONE, TWO = "Senior Administration Official One", "Senior Administration Official Two"
PARTS = (
    Part("moderator", Role.MODERATOR, "Imogen Castlebury", "Moderator"),
    Part("one", Role.OFFICIAL, "Wojciech Núñez-Okonkwo", ONE, also=("Wojtek",)),
    Part("two", Role.OFFICIAL, "Rosalind Wexford", TWO),
    Part("named", Role.OFFICIAL, "Perpetua Lockwood", "Perpetua Lockwood", named=True),
    Part("reporter-1", Role.REPORTER, "Ada Merrow", "Question"),
)


def script(*paragraphs: str) -> Script:
    """A moderator's speech; «one|...» is a mention of part one."""
    texts, mentions = [], []
    for number, paragraph in enumerate(paragraphs):
        text = ""
        for piece in paragraph.split("«"):
            inside, closed, after = piece.partition("»")
            if closed:
                part, _, name = inside.partition("|")
                mentions.append(Mention(part, Form.FULL, number, len(text), len(text) + len(name)))
                text += name + after
            else:
                text += piece
        texts.append(text)
    return Script("Talks", GroundRules(), PARTS, (Speech("moderator", tuple(texts), "t001", tuple(mentions)),))


SAID = script(
    "With us on the line today are «one|Wojciech Nunez-Okonkwo» and then «two|Rosalind Wexford».",
    "Please go ahead, «one|Wojciech».",
)


def published(*paragraphs: str) -> Transcript:
    return Transcript(turns=(Turn(id="t001", label="M", speaker="M", role=Speaks.MODERATOR, paragraphs=paragraphs),))


def look(tmp_path: Path, *paragraphs: str, of: Script = SAID) -> Names:
    (tmp_path / "index.html").write_text("<p>nothing secret</p>")
    return names(of, published(*paragraphs), tmp_path)


def test_an_alias_in_every_place_is_no_leak(tmp_path: Path) -> None:
    found = look(tmp_path, f"With us on the line today are [{ONE}] and then [{TWO}].", f"Please go ahead, [{ONE}].")
    assert found == Names({Form.FULL: 3}, {Form.FULL: 3}, (), (), ())


def test_words_the_recogniser_got_wrong_beside_an_alias_are_no_leak(tmp_path: Path) -> None:
    found = look(tmp_path, f"With is on align to day are [{ONE}] an then the [{TWO}].", f"Please go a head [{ONE}].")
    assert (found.missed, found.leaks) == ((), ())
    assert found.aliased == {Form.FULL: 3}


def test_a_misheard_name_without_an_alias_is_missed_and_a_leak(tmp_path: Path) -> None:
    found = look(tmp_path, f"With us on the line today are [{ONE}] and then Tesla.", f"Please go ahead, [{ONE}].")
    assert found.missed == (Missed(TWO, Form.FULL, "t001", "Tesla"),)
    assert found.leaks == (f"{TWO}, full, in t001",)
    assert found.aliased == {Form.FULL: 2}


def test_a_trace_beside_the_alias_is_missed(tmp_path: Path) -> None:
    found = look(tmp_path, f"With us on the line today are [{ONE}] Okonquo and then [{TWO}].", f"Go ahead, [{ONE}].")
    assert [one.published for one in found.missed] == [f"[{ONE}] Okonquo"]


def test_letters_of_a_spelling_left_beside_the_alias_are_missed(tmp_path: Path) -> None:
    found = look(tmp_path, f"With us on the line today are [{ONE}], N-U-N and then [{TWO}].", f"Go ahead, [{ONE}].")
    assert [one.alias for one in found.missed] == [ONE]


def test_a_name_of_which_nothing_was_published_is_missed(tmp_path: Path) -> None:
    found = look(tmp_path, f"With us on the line today are [{ONE}] and then.", f"Please go ahead, [{ONE}].")
    assert found.missed == (Missed(TWO, Form.FULL, "t001", ""),)
    assert found.leaks == ()


def test_brackets_that_are_nobodys_alias_are_words(tmp_path: Path) -> None:
    found = look(tmp_path, f"With us on the line today are [{ONE}] and then [Wexley].", f"Please go ahead, [{ONE}].")
    assert [one.published for one in found.missed] == ["Wexley"]


@pytest.mark.parametrize(
    "leaked",
    ["Rosalind Wexford", "wexford", "ROSALIND", "Rosalind’s", "the Wexfords", "W-e-x-f-o-r-d", "w. e. x. f. o. r. d."],
)
def test_a_word_of_a_name_anywhere_in_a_turn_is_a_leak_told_by_alias_and_turn(leaked: str, tmp_path: Path) -> None:
    assert look(tmp_path, f"Thanks, {leaked}.", of=script("Thanks.")).leaks == (f"{TWO} in t001",)


@pytest.mark.parametrize("leaked", ["nunez", "NÚÑEZ", "Nu\u0301n\u0303ez", "Wojtek"])
def test_accents_and_nicknames_are_looked_for_in_any_spelling(leaked: str, tmp_path: Path) -> None:
    assert look(tmp_path, f"Thanks, {leaked}.", of=script("Thanks.")).leaks == (f"{ONE} in t001",)


def test_open_names_and_parts_of_words_are_none(tmp_path: Path) -> None:
    found = look(tmp_path, "Ada Merrow. Perpetua Lockwood? Wexfordshire, unrosalind.", of=script("Thanks."))
    assert found.leaks == ()


@pytest.mark.parametrize("text", ["<title>Imogen Castlebury</title>", "N&uacute;&ntilde;ez"])
def test_a_name_in_any_file_is_a_leak(text: str, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "page.html").write_text(text)
    (leak,) = look(tmp_path, "Thanks.", of=script("Thanks.")).leaks
    assert leak.endswith("in assets/page.html")


def test_a_name_in_the_name_of_a_file_is_a_leak(tmp_path: Path) -> None:
    (tmp_path / "call-with-wexford.txt").write_text("")
    assert look(tmp_path, "Thanks.", of=script("Thanks.")).leaks == (f"{TWO} in call-with-wexford.txt",)


def test_a_word_that_sounds_like_a_name_is_a_suspect_and_no_leak(tmp_path: Path) -> None:
    found = look(tmp_path, "Thanks, Rosalynde.", of=script("Thanks."))
    assert found.leaks == ()
    assert found.suspects == ("Rosalynde in t001",)

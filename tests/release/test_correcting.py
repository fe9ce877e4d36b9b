"""Corrections and settled flags in a transcript: what is printed, in any order of decisions, and after late ones."""

from __future__ import annotations

import datetime
import re
from random import Random

import hypothesis.strategies as st
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flagging import flagging
from held_call import BRIEFING, EVENT, HeldCall, whole_call
from hypothesis import given, settings
from msgspec.structs import replace

from onbackground.attribution.call import CallGuard
from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat
from onbackground.briefing import commands as do
from onbackground.proof.notes import signer
from onbackground.proof.pieces import Hidden, Noted, Said, Struck, is_bracketed, published_text
from onbackground.proof.proving import prove
from onbackground.proof.verifying import verify
from onbackground.record.events import HeardName
from onbackground.record.turns import PlacedWord, Speaker, SpokenTurn
from onbackground.release.assembly import (
    assemble,
    draft,
    guard_of,
    headings_of,
    heard_on,
    read_record,
    recorded_turns,
    transcript_of,
)
from onbackground.release.editing.aliases import bracketed, is_printable, struck, with_aliases, with_references
from onbackground.release.editing.draft import Draft
from onbackground.release.editing.edits import Edits
from onbackground.release.editing.events import (
    Edit,
    FlagKey,
    FlagSettled,
    FlagsOverridden,
    Place,
    Ruling,
    SpeakerChanged,
    TakenBack,
    TurnCut,
    WordsCorrected,
    decode,
    encode,
)
from onbackground.release.editing.printing import printed
from onbackground.transcript.document import MarkKind, Transcript
from onbackground.transcript.writing import Imprint, to_json, to_page, to_text

ALIAS = "Senior Administration Official One"
ALIASES = {"one": ALIAS, "mod": "Moderator"}
GUARD = Guard(
    Roster(
        (
            Seat(id="one", name="Rosalind Wexford", alias=ALIAS),
            Seat(id="mod", name="Imogen Castlebury", alias="Moderator"),
        )
    )
)
STEP = 100
PLAIN = flagging(GUARD, {})


def spoken(*paragraphs: str, track: str = "l1", begin: int = 0, probability: float = 0.9) -> SpokenTurn:
    """A turn with a word every hundred samples, each half as long."""
    words = []
    position = begin
    for number, paragraph in enumerate(paragraphs):
        for match in re.finditer(r"\S+", paragraph):
            word = PlacedWord(number, match.start(), match.end(), track, position, position + STEP // 2, probability)
            words.append(word)
            position += STEP
    return SpokenTurn(
        label="SPEAKER", role="official", seat="s", start=begin, end=position, paragraphs=paragraphs, words=tuple(words)
    )


def words(first: int, last: int, track: str = "l1") -> Place:
    """The place of the words with these numbers, the last one included."""
    return Place(track, first * STEP, last * STEP + STEP // 2)


def corrected(place: Place, text: str, *, meaning: bool = False) -> WordsCorrected:
    return WordsCorrected(at=1, by="mod", place=place, text=text, changes_meaning=meaning)


def drafted(turns: list[SpokenTurn], *events: Edit, guard: object = PLAIN) -> Draft:
    return printed(turns, Edits(events), guard, ALIASES, heard_on(CALLED), headings_of(CALLED))  # type: ignore[arg-type]


def text(draft: Draft) -> str:
    return " / ".join(" | ".join(turn.texts) for turn in draft.turns)


# ── What is printed ────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_edits_what_was_said_is_printed_word_by_word() -> None:
    draft = drafted([spoken("The barrier opens in June.", "Thank you.")])
    assert text(draft) == "The barrier opens in June. | Thank you."
    places = [piece.place for piece in draft.turns[0].paragraphs[1] if piece.place]
    assert places == [words(5, 5), words(6, 6)]


def test_a_name_that_only_the_sound_has_is_not_printed_until_somebody_says_what_it_is() -> None:
    said = spoken("I think it can take that.")
    name = HeardName(said.words[2].begin, said.words[2].finish, "one", 0.95)
    turn = replace(said, words=tuple(replace(word, name=name) if n == 2 else word for n, word in enumerate(said.words)))
    assert text(drafted([turn], guard=CallGuard(GUARD))) == f"I think [{ALIAS}] can take that."
    settled_by_ear = corrected(words(2, 2), "Bern", meaning=True)
    assert text(drafted([turn], settled_by_ear, guard=CallGuard(GUARD))) == "I think Bern can take that."


def test_a_slip_is_mended_silently() -> None:
    assert text(drafted([spoken("The barrier opens in Jun.")], corrected(words(4, 4), "June."))) == (
        "The barrier opens in June."
    )


def test_what_changes_the_meaning_is_struck_with_its_replacement() -> None:
    draft = drafted([spoken("It opens in June.")], corrected(words(3, 3), "July.", meaning=True))
    assert text(draft) == "It opens in ~~June~~ [July]."


def test_words_are_taken_out_silently_or_struck() -> None:
    turn = spoken("It it opens in June.")
    assert text(drafted([turn], corrected(words(0, 0), ""))) == "it opens in June."
    assert text(drafted([turn], corrected(words(1, 1), ""))) == "It opens in June."
    assert text(drafted([turn], corrected(words(4, 4), ""))) == "It it opens in"
    assert text(drafted([turn], corrected(words(1, 1), "", meaning=True))) == "It ~~it~~ opens in June."
    assert drafted([turn], corrected(words(0, 4), "")).turns == ()


def test_a_correction_knows_its_words_whatever_else_is_in_the_turn() -> None:
    events = corrected(words(3, 4), "on time,"), corrected(words(0, 1), "The gate")
    draft = drafted([spoken("The gait opens in time, he said.")], *events)
    assert text(draft) == "The gate opens on time, he said."
    assert [(p.text, p.correction) for p in draft.turns[0].paragraphs[0] if p.correction] == [
        ("The gate", 2),
        ("on time,", 1),
    ]


def test_words_cut_apart_since_are_corrected_where_the_first_of_them_is() -> None:
    whole = corrected(words(1, 4), "and so on.")
    assert text(drafted([spoken("One two", "three four five six")], whole)) == "One and so on. | six"
    cut = [
        spoken("One two"),
        spoken("Yes?", track="l2"),
        spoken("three four five", begin=200),
        spoken("End.", begin=900),
    ]
    assert text(drafted(cut, whole)) == "One and so on. / Yes? / End."


def test_a_later_correction_covers_an_earlier_one_and_undone_shows_it_again() -> None:
    turn = spoken("It opens in June.")
    first, second = corrected(words(3, 3), "July."), corrected(words(2, 3), "next year.")
    assert text(drafted([turn], first, second)) == "It opens next year."
    assert text(drafted([turn], first, second, TakenBack(at=2, by="op", event=2))) == "It opens in July."


# ── Names ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_typed_into_a_correction_is_guarded() -> None:
    turn = spoken("Thanks to Rosa Lind for that.")
    assert text(drafted([turn], corrected(words(2, 3), "Rosalind Wexford"))) == f"Thanks to [{ALIAS}] for that."
    meaning = drafted([spoken("Thanks to you for that.")], corrected(words(2, 2), "Rosalind", meaning=True))
    assert text(meaning) == f"Thanks to ~~you~~ [{ALIAS}] for that."
    among = drafted([spoken("Thanks to you for that.")], corrected(words(2, 2), "dear Rosalind", meaning=True))
    assert text(among) == f"Thanks to ~~you~~ [dear] [{ALIAS}] for that."


def test_a_name_that_a_correction_completes_becomes_one_alias() -> None:
    draft = drafted([spoken("Rosalind Waxfort spoke.")], corrected(words(1, 1), "Wexford", meaning=True))
    assert text(draft) == f"[{ALIAS}] spoke."


def test_struck_words_that_give_somebody_away_are_not_shown() -> None:
    name = drafted([spoken("Thanks to Wexford for that.")], corrected(words(2, 2), "you", meaning=True))
    assert text(name) == "Thanks to [you] for that."
    guard = flagging(GUARD, {"his": Reason.GENDER})
    gender = drafted([spoken("I saw his letter.")], corrected(words(2, 2), "their", meaning=True), guard=guard)
    assert text(gender) == "I saw [their] letter."
    assert gender.flags == ()


def test_an_alias_typed_into_a_correction_follows_the_seat() -> None:
    typed = with_references(f"as [{ALIAS.lower()}] said, [Union] and", ALIASES)
    assert typed == "as [@one] said, [Union] and"
    assert with_aliases(typed, {"one": "Harbour Official"}) == "as [Harbour Official] said, [Union] and"
    assert with_aliases("[@gone]", ALIASES) == "[somebody]"


def test_brackets_are_never_within_brackets() -> None:
    assert bracketed("July") == "[July]"
    assert bracketed("[Moderator]") == "[Moderator]"
    assert bracketed("[@one], “they” …") == "[@one] [, “they” …]"
    assert bracketed("—") == ""
    assert struck("in June,", "in July,") == (Struck("in June"), Noted(" [in July]"), Said(","))
    assert struck("June.", "July") == (Struck("June."), Noted(" [July]"))
    assert struck("June.", "") == (Struck("June."),)
    assert struck("Wexford.", "", shown=False) == (Hidden("Wexford.", "[removed]"),)
    assert struck("!", "you!") == (Noted("[you]"), Said("!"))
    assert [is_printable(text) for text in ("a [b] c", "[a", "a]", "[[a]]", "~~a~~", "a ~ b")] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]


# ── Flags ──────────────────────────────────────────────────────────────────────────────────────────────────────────

FLAGS = flagging(GUARD, {"his": Reason.GENDER, "Wexford": Reason.UNSURE})


def settled(flag: FlagKey, ruling: Ruling, replacement: str = "") -> FlagSettled:
    return FlagSettled(at=2, by="mod", flag=flag, ruling=ruling, text=replacement)


def test_a_flag_is_open_until_it_is_settled() -> None:
    turn = spoken("I saw his letter to Wexford.")
    draft = drafted([turn], guard=FLAGS)
    gender, unsure = draft.open
    assert (gender.key, gender.before, gender.printed, gender.after) == (
        FlagKey(words(2, 2), Reason.GENDER),
        "I saw ",
        "his",
        f" letter to [{ALIAS}].",
    )
    assert (unsure.key.place, unsure.printed, unsure.found.reveal()) == (words(5, 5), f"[{ALIAS}].", "Wexford")
    after = drafted([turn], settled(gender.key, Ruling.KEEP), guard=FLAGS)
    assert after.open == (unsure,)
    assert text(after) == text(draft)


def test_a_flag_is_settled_by_other_words_or_an_alias_in_brackets() -> None:
    turn = spoken("I saw his letter to him.")
    key = FlagKey(words(2, 2), Reason.GENDER)
    assert text(drafted([turn], settled(key, Ruling.REPLACE, "their"), guard=FLAGS)) == "I saw [their] letter to him."
    assert text(drafted([turn], settled(key, Ruling.REPLACE, "[@one]'s"), guard=FLAGS)) == (
        f"I saw [{ALIAS}] ['s] letter to him."
    )
    assert text(drafted([turn], settled(key, Ruling.REPLACE, "Rosalind"), guard=FLAGS)) == (
        f"I saw [{ALIAS}] letter to him."
    )


def test_a_word_that_is_no_name_is_put_back_as_it_was_said() -> None:
    turn = spoken("The town of Wexford is there.")
    key = FlagKey(words(3, 3), Reason.UNSURE)
    assert text(drafted([turn], guard=FLAGS)) == f"The town of [{ALIAS}] is there."
    assert text(drafted([turn], settled(key, Ruling.RESTORE), guard=FLAGS)) == "The town of Wexford is there."


def test_a_flag_on_words_corrected_since_is_open_again() -> None:
    turn = spoken("I saw his letter.")
    keep = settled(FlagKey(words(2, 2), Reason.GENDER), Ruling.KEEP)
    assert drafted([turn], keep, guard=FLAGS).open == ()
    again = corrected(words(2, 2), "his own")
    (flag,) = drafted([turn], keep, again, guard=FLAGS).open
    assert flag.printed == "his own"
    (flag,) = drafted([turn], again, keep, TakenBack(at=3, by="mod", event=1), guard=FLAGS).open
    assert flag.printed == "his"
    assert len(drafted([turn], keep, TakenBack(at=3, by="mod", event=1), guard=FLAGS).open) == 1


def test_an_override_is_for_the_flags_that_were_open_and_no_later_one() -> None:
    turns = [spoken("I saw his letter.")]
    override = FlagsOverridden(at=2, by="mod", flags=(FlagKey(words(2, 2), Reason.GENDER),), reason="agreed")
    assert drafted(turns, override, guard=FLAGS).open == ()
    assert [flag.settled for flag in drafted(turns, override, guard=FLAGS).flags] == [1]
    later = [*turns, spoken("And his other.", track="l2", begin=1000)]
    assert [flag.turn for flag in drafted(later, override, guard=FLAGS).open] == [1]
    assert len(drafted(turns, override, TakenBack(at=3, by="mod", event=1), guard=FLAGS).open) == 1


def test_flags_in_an_announcement_are_told_apart_by_their_number() -> None:
    notice = SpokenTurn(label="OPERATOR", role="operator", seat="", start=10, end=90, paragraphs=("his and his",))
    keys = [flag.key for flag in drafted([notice], guard=FLAGS).flags]
    assert keys == [FlagKey(Place("programme", 10, 90), Reason.GENDER, nth) for nth in (0, 1)]
    second = drafted([notice], settled(keys[1], Ruling.REPLACE, "their"), guard=FLAGS)
    assert text(second) == "his and [their]"
    assert [flag.key.nth for flag in second.open] == [0]


# ── In any order ───────────────────────────────────────────────────────────────────────────────────────────────────

COUNT = 8
TURN = spoken("one two three four", "five six seven eight")
RANGES = st.integers(0, COUNT - 1).flatmap(lambda a: st.tuples(st.just(a), st.integers(a, COUNT - 1)))
CORRECTIONS = st.builds(
    lambda at, new, meaning: corrected(words(*at), new, meaning=meaning),
    RANGES,
    st.sampled_from(["", "X", "Rosalind", "his own", "dear Wexford", "[@one]"]),
    st.booleans(),
)


SPEAKERS = st.builds(
    lambda at, seat: SpeakerChanged(at=1, by="mod", place=words(*at), seat=seat),
    RANGES,
    st.sampled_from(sorted(heard_on(whole_call().state))),
)
CUTS = RANGES.map(lambda at: TurnCut(at=1, by="mod", place=words(*at)))
EDITS = st.one_of(CORRECTIONS, SPEAKERS, CUTS)


def without_overlap(events: list[WordsCorrected]) -> list[WordsCorrected]:
    kept: list[WordsCorrected] = []
    for event in events:
        if not any(event.place.overlaps(other.place) for other in kept):
            kept.append(event)
    return kept


@given(st.lists(CORRECTIONS, max_size=6), st.lists(SPEAKERS, max_size=3))
def test_who_speaks_changes_no_word_and_the_last_change_holds(
    events: list[WordsCorrected], changes: list[SpeakerChanged]
) -> None:
    plain, changed = drafted([TURN], *events), drafted([TURN], *changes, *events)
    assert text(changed) == text(plain)
    named = [one.seat for one in changes if one.place.start == 0]
    speaker = heard_on(CALLED)[named[-1]] if named else Speaker("SPEAKER", "official", "s")
    assert {(turn.label, turn.role, turn.recorded) for turn in changed.turns} <= {
        (speaker.label, speaker.role, "SPEAKER")
    }


@given(st.lists(CORRECTIONS, max_size=6).map(without_overlap), st.randoms())
def test_the_order_of_separate_corrections_changes_nothing(events: list[WordsCorrected], dice: Random) -> None:
    shuffled = list(events)
    dice.shuffle(shuffled)
    assert text(drafted([TURN], *events)) == text(drafted([TURN], *shuffled))


@given(st.lists(EDITS, max_size=5), EDITS)
def test_undoing_restores_what_was_printed_before(events: list[Edit], more: Edit) -> None:
    before = drafted([TURN], *events)
    number = len(events) + 1
    undone = drafted([TURN], *events, more, TakenBack(at=9, by="op", event=number))
    assert undone.turns == before.turns
    nothing_left = [TakenBack(at=9, by="op", event=n) for n in range(1, number)]
    assert drafted([TURN], *events, *nothing_left).turns == drafted([TURN]).turns


@given(st.lists(CORRECTIONS, max_size=6))
def test_whatever_is_corrected_brackets_balance_and_no_name_is_left(events: list[WordsCorrected]) -> None:
    shown = text(drafted([TURN], *events))
    assert is_printable(shown.replace("~~", ""))
    assert not re.search("Rosalind|Wexford", shown)


NAMED = spoken("Rosalind one Wexford. three four!", "Imogen Castlebury his seven eight.")


def record_of(draft: Draft) -> list[list[str]]:
    """What the record has, by turn and paragraph."""
    return [
        ["".join(piece.text for piece in paragraph if not isinstance(piece, Noted)) for paragraph in turn.pieces]
        for turn in draft.turns
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(CORRECTIONS, max_size=6), st.sampled_from([PLAIN, FLAGS]))
def test_the_pieces_are_what_is_printed_and_what_was_said(events: list[WordsCorrected], guard: object) -> None:
    draft = drafted([NAMED], *events, guard=guard)
    for turn in draft.turns:
        printed = [published_text(paragraph) for paragraph in turn.pieces]
        assert printed == [text.replace("~~", "") for text in turn.texts]
        for piece in (piece for paragraph in turn.pieces for piece in paragraph):
            assert not isinstance(piece, Hidden | Noted) or is_bracketed(published_text([piece])), piece
    marked = drafted([NAMED], *(replace(event, changes_meaning=True) for event in events), guard=guard)
    assert record_of(marked) == [list(NAMED.paragraphs)]


CALLED = whole_call().state
SIGNER = signer("press.example.org", Ed25519PrivateKey.from_private_bytes(bytes(32)))
ANYTHING = (
    st.lists(
        st.one_of(
            st.text(min_size=1, max_size=6),
            st.sampled_from(
                ["~~", "[Union]", "[[", "]", "<s>so</s>", "(Laughter.)", "Wexford.", "his", "—", "&amp;", "MODERATOR:"]
            ),
        ),
        min_size=1,
        max_size=8,
    )
    .map(lambda words: " ".join(" ".join(words).split()))
    .filter(bool)
)
"""One line: paragraphs of what was heard are parted at blank lines, and what is typed is put on one line."""


@settings(max_examples=100, deadline=None)
@given(st.lists(ANYTHING, min_size=1, max_size=3), st.lists(EDITS, max_size=3))
def test_whatever_is_said_and_corrected_can_be_published_and_proven(texts: list[str], events: list[Edit]) -> None:
    draft = drafted([spoken(*texts)], *events, guard=FLAGS)
    call = transcript_of(CALLED, draft)
    files = {
        "index.html": to_page(call, Imprint(), "talks", 1).encode(),
        "transcript.txt": to_text(call).encode(),
        "transcript.json": to_json(call).encode(),
    }
    at = datetime.datetime(2031, 5, 3, tzinfo=datetime.UTC)
    proof = prove(recorded_turns(draft), call, bytes(32), SIGNER, briefing="talks", at=at, files=files)
    for name, data in files.items():
        assert verify(name, data, proof).proven, name


def test_a_slip_mended_silently_is_in_the_record_as_mended() -> None:
    turn = spoken("It opens in Jun with Rosa Lind.")
    draft = drafted([turn], corrected(words(3, 3), "June"), corrected(words(5, 6), "dear [@one]."))
    assert text(draft) == f"It opens in June with dear [{ALIAS}]."
    assert record_of(draft) == [["It opens in June with dear Rosa Lind.."]]


@given(st.lists(EDITS, max_size=6))
def test_events_survive_the_log(events: list[Edit]) -> None:
    assert [decode(encode(event)) for event in events] == events


def test_no_words_are_in_a_representation() -> None:
    shown = repr(
        [
            corrected(words(1, 1), "Rosalind"),
            settled(FlagKey(words(1, 1), Reason.UNSURE), Ruling.REPLACE, "Rosalind"),
            FlagsOverridden(at=1, by="mod", flags=(), reason="Rosalind agreed"),
        ]
    )
    assert "Rosalind" not in shown
    assert "Wexford" not in repr(drafted([spoken("Rosalind Wexford spoke.")]))


# ── Late decisions ─────────────────────────────────────────────────────────────────────────────────────────────────


def place_of(call: HeldCall, word: str) -> Place:
    for event in read_record(call.recorder, BRIEFING).transcribed:
        for heard in event.words:
            if heard.text == word:
                return Place(event.track, heard.start, heard.end)
    raise AssertionError(word)


def rendered(call: HeldCall, *events: Edit) -> Transcript:
    return assemble(call.state, read_record(call.recorder, BRIEFING), Edits(events))


@pytest.fixture
def call() -> HeldCall:
    return whole_call(EVENT)


@pytest.fixture
def edits(call: HeldCall) -> list[Edit]:
    return [
        corrected(place_of(call, "October."), "November.", meaning=True),
        corrected(place_of(call, "port"), "port, said [@one] and Imogen Castlebury,"),
    ]


def test_corrections_are_marked_in_the_document(call: HeldCall, edits: list[Edit]) -> None:
    turn = rendered(call, *edits).turns[1]
    assert turn.text == "Thank you, [Moderator]. The barrier will be ready in October [November]."
    assert [(mark.kind, turn.text[mark.start : mark.end]) for mark in turn.marks] == [
        (MarkKind.ALIAS, "[Moderator]"),
        (MarkKind.STRUCK, "October"),
        (MarkKind.CORRECTION, "[November]"),
    ]


def test_an_alias_settled_late_is_in_the_corrections_too(call: HeldCall, edits: list[Edit]) -> None:
    for seat, alias in (("one", "Senior Harbour Official"), ("mod", "Host")):
        call.give(do.SettleAttribution(at=call.now, by="mod", seat=seat, alias=alias))
    transcript = rendered(call, *edits)
    assert transcript.turns[1].text.startswith("Thank you, [Host].")
    assert transcript.turns[4].text == "The port, said [Senior Harbour Official] and [Host], does."
    assert "Administration Official" not in str(transcript.turns) and "Moderator" not in str(transcript.turns)


def test_a_phrase_settled_late_is_rendered_with_the_corrections(call: HeldCall, edits: list[Edit]) -> None:
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="one", phrase="an official close to Imogen"))
    transcript = rendered(call, *edits)
    assert transcript.notes == (f"{ALIAS} may be cited as “an official close to [Moderator]”.",)
    assert "October [November]" in transcript.turns[1].text


def test_an_agency_withheld_late_is_flagged_and_one_told_by_the_alias_is_not() -> None:
    call = HeldCall(EVENT)
    for seat in ("mod", "one"):
        call.dial(seat)
    call.open()
    call.say("one", "We at the Ministry of Tides begin in October.")
    record = read_record(call.recorder, BRIEFING)
    begun = corrected(place_of(call, "October."), "November.", meaning=True)

    def reasons(**changes: str) -> list[Reason]:
        seats = {**call.state.seats, "one": replace(call.state.seats["one"], **changes)}
        state = replace(call.state, seats=seats)
        said = draft(state, record, Edits((begun,)), CallGuard(guard_of(seats.values())))
        assert said.turns[0].texts[0].endswith("~~October~~ [November].")
        return [flag.reason for flag in said.open]

    assert reasons() == []
    assert reasons(agency="Ministry of Tides") == [Reason.AGENCY]
    assert reasons(agency="Ministry of Tides", alias="Senior Ministry of Tides Official") == []

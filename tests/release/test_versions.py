"""Versions: proven, linked, corrected and withdrawn; killed at any step, nothing is lost and nothing is half there."""

from __future__ import annotations

import functools
import gzip
import shutil
from pathlib import Path

import pytest
from flagging import flag_everywhere
from held_call import BRIEFING, CONCLUSION, EVENT, KEPT_UNNAMED, HeldCall, keeper_of, whole_call
from test_publication import KilledError, make_fail, readable

from onbackground.attribution.flags import Reason
from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Event, Section
from onbackground.log.memory import MemoryRecorder
from onbackground.proof.document import Proof, read_proof
from onbackground.proof.notes import read_key
from onbackground.proof.public_log import read_checkpoint, tiles
from onbackground.proof.statement import Publication, Withdrawal
from onbackground.proof.verifying import Report, verify
from onbackground.release import making
from onbackground.release.correcting import ReleaseError, correct, withdraw
from onbackground.release.editing.events import edits_stream
from onbackground.release.versions import Releases, read_releases
from onbackground.transcript.reading import read_json

PROOF = "transcript.proof.json"
REASON = "The official named the wrong month."
FORMS = {
    "index.html", "transcript.pdf", "transcript.txt", "transcript.json", "transcript.xml", "entry.atom", PROOF,
}  # fmt: skip


def proof_in(folder: Path) -> Proof:
    return read_proof((folder / PROOF).read_bytes())


def verified(file: Path, data: bytes | None = None) -> Report:
    return verify(file.name, file.read_bytes() if data is None else data, proof_in(file.parent))


def releases(call: HeldCall) -> Releases:
    return read_releases(call.recorder, BRIEFING)


def october_is_november(call: HeldCall) -> None:
    correct(call.recorder, BRIEFING, call.state, "t002", "October", "November", REASON, call.now)


@pytest.fixture
def call() -> HeldCall:
    return whole_call()


@pytest.fixture
def place(call: HeldCall, tmp_path: Path) -> Path:
    (place,) = keeper_of(call, tmp_path).look()
    return place


# ── The proof ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_form_is_proven_and_no_name_is_in_the_proof(place: Path) -> None:
    there = {path.name: path.read_bytes() for path in place.iterdir()}
    packed = {name: there.pop(name) for name in list(there) if name.endswith(".gz")}
    assert there.keys() == FORMS and {"index.html.gz", "transcript.txt.gz"} <= packed.keys()
    assert [name for name, data in packed.items() if gzip.decompress(data) != there[name.removesuffix(".gz")]] == []
    for path in (place / name for name in there):
        report = verified(path) if path.name != PROOF else verify(PROOF, None, proof_in(place))
        assert report.proven, (path.name, report.findings)
        assert report.exact or path.name == PROOF
        assert report.signed and report.signed.checkpoint
    assert report.counted.hidden == 3
    assert f'href="{PROOF}"' in (place / "index.html").read_text()
    assert not [name for name in KEPT_UNNAMED if name in (place / PROOF).read_text()]


@pytest.mark.parametrize("name", ["index.html", "transcript.json", "transcript.txt"])
@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("in October", "in Octobar", "t002"),
        ("The port does.", "The port does!", "t005"),
        ("[Senior Administration Official One]", "[Senior Administration Official Two]", "t001"),
        ("Harbour talks", "Harbor talks", ""),
    ],
)
def test_a_character_that_carries_meaning_is_found_with_its_place(
    place: Path, name: str, old: str, new: str, where: str
) -> None:
    data = (place / name).read_text()
    assert old in data
    report = verified(place / name, data.replace(old, new).encode())
    assert not report.proven
    assert any(where in finding.place for finding in report.findings), report.findings


def test_every_flipped_character_of_what_was_said_is_found(place: Path) -> None:
    text = (place / "transcript.txt").read_text()
    start = text.index("MODERATOR: ")
    for at in range(start, text.index("The port does.") + len("The port does.")):
        if text[at].isspace():
            continue
        flipped = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
        report = verified(place / "transcript.txt", flipped.encode())
        assert not report.proven and report.findings[0].place, (at, text[at])


def test_the_public_folder_has_the_log_of_roots_and_the_key(call: HeldCall, place: Path) -> None:
    key = read_key((place.parent / "office.key").read_text())
    assert str(key) == proof_in(place).key
    checkpoint = read_checkpoint((place.parent / "log/checkpoint").read_text(), key)
    assert checkpoint.size == 1
    for path, data in tiles([releases(call).statement.encode()]):
        assert (place.parent / "log" / path).read_bytes() == data


# ── The name ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_name_is_readable_not_the_briefings_and_another_in_another_house(tmp_path: Path) -> None:
    (one,), (other,) = (keeper_of(whole_call(), tmp_path / house).look() for house in ("one", "other"))
    assert one.name.startswith("2023-11-14-harbour-talks-")
    assert BRIEFING not in one.name
    assert one.name[:-16] == other.name[:-16]
    assert one.name != other.name
    assert (
        BRIEFING not in (one / "index.html").read_text() + (one / PROOF).read_text() + (one / "entry.atom").read_text()
    )


# ── Made ahead ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_bundle_is_made_ahead_and_is_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = whole_call(EVENT)
    keeper = keeper_of(call, tmp_path / "public")
    assert keeper.look() == []
    assert not (tmp_path / "public").exists()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(kept) > 10_000
    assert b"Harbour" not in kept and b"barrier" not in kept and b"October" not in kept
    call.give(do.Declare(at=call.now, by="mod"))
    monkeypatch.setattr("onbackground.release.making.draft", lambda *_: pytest.fail("assembled at the lift"))
    (place,) = keeper_of(call, tmp_path / "public").look()
    assert verified(place / "index.html").proven


def test_what_changes_before_the_lift_makes_it_anew(tmp_path: Path) -> None:
    call = whole_call(EVENT)
    keeper = keeper_of(call, tmp_path)
    keeper.look()
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="one", alias="Senior Harbour Official"))
    call.give(do.Declare(at=call.now, by="mod"))
    (place,) = keeper.look()
    assert "SENIOR HARBOUR OFFICIAL" in (place / "transcript.txt").read_text()
    assert verified(place / "transcript.txt").proven


def test_it_is_dated_when_it_goes_out(tmp_path: Path) -> None:
    call = whole_call(EVENT)
    keeper = keeper_of(call, tmp_path)
    keeper.look()
    call.now += 86_400_000
    call.give(do.Declare(at=call.now, by="mod"))
    (place,) = keeper.look()
    report = verified(place / "transcript.txt")
    assert report.signed and report.signed.statement.date == "2023-11-15T22:13:30+00:00"


def test_a_destroyed_briefing_is_not_published(tmp_path: Path) -> None:
    call = whole_call(EVENT)
    keeper = keeper_of(call, tmp_path / "public")
    keeper.look()
    call.give(do.Declare(at=call.now, by="mod"))
    keeper._maker._folder.ring.destroy(BRIEFING)
    assert keeper.look() == []
    assert not (tmp_path / "public").exists()


# ── Corrected and withdrawn ────────────────────────────────────────────────────────────────────────────────────────


def test_a_correction_makes_a_version_with_the_old_one_beside(call: HeldCall, place: Path) -> None:
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    october_is_november(call)
    keeper = keeper_of(call, place.parent)
    assert keeper.look() == [place]
    assert keeper.look() == []
    assert {path.name: path.read_bytes() for path in (place / "v1").iterdir()} == before
    transcript = read_json((place / "transcript.json").read_text())
    assert "in October [November]." in transcript.turns[1].text
    note = f"Version 2, of November 14, 2023, replaces version 1 (changed: t002). {REASON}"
    assert transcript.notes == (note,)
    page = (place / "index.html").read_text()
    assert '<a href="v1/">' in page and note in page and "<s>October</s>" in page
    for file in (*place.glob("*.*"), *(place / "v1").glob("*.*")):
        if file.name != PROOF and file.suffix != ".gz":
            assert verified(file).proven, file
    report = verified(place / "index.html")
    assert report.signed
    statement = report.signed.statement
    assert isinstance(statement, Publication)
    assert (statement.version, statement.reason) == (2, REASON)
    first = verified(place / "v1/index.html").signed
    assert first and isinstance(first.statement, Publication) and first.statement.record == statement.record


def test_where_hidden_and_shown_words_are_corrected_as_one_the_record_is_sealed_anew(
    call: HeldCall, place: Path
) -> None:
    correct(call.recorder, BRIEFING, call.state, "t005", "port", "city", "It is the city.", call.now)
    keeper = keeper_of(call, place.parent)
    keeper.look()
    alias = "[Senior Administration Official One]."
    correct(call.recorder, BRIEFING, call.state, "t001", f"us is {alias}", "us are officials.", "More came.", call.now)
    keeper.look()
    october_is_november(call)
    keeper.look()
    assert "With [us are officials]." in (place / "transcript.txt").read_text()
    records = []
    for folder in (place / "v1", place / "v2", place / "v3", place):
        report = verified(folder / "index.html")
        assert report.proven and report.signed and isinstance(report.signed.statement, Publication)
        records.append(report.signed.statement.record)
    assert records[0] == records[1] != records[2] == records[3]
    assert [one.sealed for one in releases(call).versions] == [1, 1, 3, 3]


def test_a_third_version_has_both_before_it(call: HeldCall, place: Path) -> None:
    october_is_november(call)
    keeper = keeper_of(call, place.parent)
    keeper.look()
    correct(call.recorder, BRIEFING, call.state, "t005", "port", "city", "It is the city.", call.now)
    keeper.look()
    assert {path.name for path in place.iterdir() if path.is_dir()} == {"v1", "v2"}
    assert len(read_json((place / "transcript.json").read_text()).notes) == 2
    for file in place.rglob("transcript.txt"):
        assert verified(file).proven
    assert len(list((place.parent / "log/tile/entries").rglob("*"))) > 0


def test_a_name_typed_into_reason_or_correction_becomes_the_alias(call: HeldCall, place: Path) -> None:
    correct(call.recorder, BRIEFING, call.state, "t005", "port", "office of Rosalind", "Rosalind says so.", call.now)
    keeper_of(call, place.parent).look()
    everything = "".join(path.read_bytes().decode(errors="replace") for path in place.rglob("*.*"))
    assert not [name for name in KEPT_UNNAMED if name in everything]
    assert verified(place / "transcript.txt").proven


def test_what_cannot_be_corrected_is_refused_in_one_line(call: HeldCall, place: Path) -> None:
    def refused(turn: str, old: str, new: str, reason: str = REASON) -> str:
        with pytest.raises(ReleaseError) as told:
            correct(call.recorder, BRIEFING, call.state, turn, old, new, reason, call.now)
        return str(told.value)

    assert "no turn t009" in refused("t009", "x", "y")
    assert "no such words" in refused("t002", "June", "July")
    assert "no such words" in refused("t002", "", "July")
    assert "no such words" in refused("t003", "Our", "The")  # the house's own voice
    assert "2 times" in refused("t001", "[Senior Administration Official One]", "x")
    assert "reason" in refused("t002", "October", "November", " ")
    assert releases(call).asked is None
    with pytest.raises(ReleaseError, match="Nothing of this briefing is published"):
        correct(whole_call().recorder, BRIEFING, call.state, "t002", "October", "x", REASON, 1)


def test_words_that_the_guard_flags_are_refused_and_nothing_is_written(
    call: HeldCall, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag_everywhere(monkeypatch, {"his": Reason.GENDER})
    with pytest.raises(ReleaseError, match="The guard flags these words"):
        correct(call.recorder, BRIEFING, call.state, "t002", "October", "his month", REASON, call.now)
    assert call.recorder.version(edits_stream(BRIEFING)) == 0
    assert releases(call).asked is None


def test_a_withdrawal_leaves_a_signed_tombstone(call: HeldCall, place: Path) -> None:
    october_is_november(call)
    keeper = keeper_of(call, place.parent)
    keeper.look()
    withdraw(call.recorder, BRIEFING, call.state, "The call was not on background, says Rosalind.", call.now)
    assert keeper.look() == [place]
    assert keeper.look() == []
    assert {path.name for path in place.iterdir()} == {"index.html", PROOF}
    page = (place / "index.html").read_text()
    assert "was not on background, says [Senior Administration Official One]." in page
    assert "barrier" not in page
    report = verify(PROOF, None, proof_in(place))
    assert report.proven and report.signed and isinstance(report.signed.statement, Withdrawal)
    assert report.signed.checkpoint and report.signed.checkpoint.size == 3
    assert not verified(place / "index.html").proven
    assert "harbour-talks" not in (place.parent / "feed.atom").read_text()
    with pytest.raises(ReleaseError, match="withdrawn"):
        october_is_november(call)
    assert keeper_of(call, place.parent).look() == []


def test_the_public_folder_can_be_made_again(call: HeldCall, place: Path) -> None:
    october_is_november(call)
    keeper_of(call, place.parent).look()
    before = {path: path.read_bytes() for path in place.parent.rglob("*") if path.is_file()}
    shutil.rmtree(place.parent)
    keeper_of(call, place.parent).look()
    after = {path: path.read_bytes() for path in place.parent.rglob("*") if path.is_file()}
    assert after.items() <= before.items()
    # An unfinished tile of the log is of use only until the log grows.
    assert {path.name for path in before.keys() - after.keys()} == {"1"}


# ── Sections ───────────────────────────────────────────────────────────────────────────────────────────────────────

FERRY = Event("the ferry has docked")


def call_with_a_section() -> HeldCall:
    call = HeldCall()
    call.dial("mod")
    call.dial("one")
    call.give(do.AddSection(at=call.now, by="mod", section=Section("ferry", "the timetable", FERRY)))
    call.open()
    call.say("mod", "Good morning.")
    call.say("one", "The barrier will be ready in October.")
    call.give(do.BeginSection(at=call.now, by="mod", section="ferry"))
    call.say("mod", "Now the boats.")
    call.say("one", "They leave at nine, thanks to Imogen.")
    call.give(do.EndSection(at=call.now, by="mod"))
    call.now += 5000
    call.say("mod", "Thank you all.")
    call.conclude()
    call.finish()
    return call


def test_a_section_comes_when_its_own_embargo_lifts(tmp_path: Path) -> None:
    call = call_with_a_section()
    keeper = keeper_of(call, tmp_path)
    (place,) = keeper.look()
    first = read_json((place / "transcript.json").read_text())
    assert [turn.id for turn in first.turns] == ["t001", "t002", "t005"]
    assert first.notes == ("The part on the timetable is withheld until the ferry has docked.",)
    assert not [word for path in place.rglob("*.*") for word in (b"boats", b"nine") if word in path.read_bytes()]
    assert verified(place / "transcript.txt").counted.withheld == 2
    assert keeper.look() == []
    call.give(do.Declare(at=call.now, by="mod", fact=FERRY))
    assert keeper.look() == [place]
    second = read_json((place / "transcript.json").read_text())
    assert [turn.id for turn in second.turns] == ["t001", "t002", "t003", "t004", "t005"]
    assert second.turns[3].text == "They leave at nine, thanks to [Moderator]."
    (note,) = second.notes
    assert "added: t003, t004" in note and note.endswith("The embargo on the part on the timetable has lifted.")
    for file in place.rglob("transcript.txt"):
        assert verified(file).proven
    assert keeper.look() == []


# ── Killed ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def copied(recorder: MemoryRecorder) -> MemoryRecorder:
    copy = MemoryRecorder()
    for record in recorder.follow(0, 1000):
        copy.append(record.stream, record.version - 1, [record.data], record.at)
    return copy


def served(public: Path) -> set[str]:
    return {file for file in readable(public) if "/" in file and not file.startswith("log/")}


@pytest.mark.parametrize("doing", ["the lift", "a correction", "a withdrawal"])
def test_killed_at_any_step_all_is_there_or_nothing_and_the_next_keeper_finishes(
    doing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "forms", functools.cache(making.forms))  # the same each time it is killed
    call = whole_call(EVENT)
    public = tmp_path / "0/public"
    keeper = keeper_of(call, public)
    keeper.look()
    call.give(do.Declare(at=call.now, by="mod"))
    if doing != "the lift":
        keeper.look()
        october_is_november(call)
    if doing == "a withdrawal":
        keeper.look()
        withdraw(call.recorder, BRIEFING, call.state, "It was wrong.", call.now)
    recorder = call.recorder
    before = served(public) if public.exists() else set()

    def run(step: int, place: Path) -> int:
        """Do it in a copy of everything, killed at this step; how many there were."""
        shutil.copytree(tmp_path / "0", place)
        call.recorder = copied(recorder)
        keeper = keeper_of(call, place / "public")
        with pytest.MonkeyPatch.context() as patch:
            steps = make_fail(patch, step, KilledError(), also=[(MemoryRecorder, "append_group")])
            patch.setattr(shutil, "rmtree", lambda place: None)
            if step:
                with pytest.raises(KilledError):
                    keeper.look()
            else:
                keeper.look()
            return steps()

    count = run(0, tmp_path / "counted")
    after = served(tmp_path / "counted/public")
    whole = {path: (tmp_path / "counted/public" / path).read_bytes() for path in readable(tmp_path / "counted/public")}
    assert count > 20
    assert after != before
    seen = set()
    for step in range(1, count + 1):
        place = tmp_path / f"killed-{step}"
        run(step, place)
        found = served(place / "public") if (place / "public").exists() else set()
        assert found in (before, after), step
        seen.add(frozenset(found))
        keeper_of(call, place / "public").look()
        assert {path: (place / "public" / path).read_bytes() for path in readable(place / "public")} == whole, step
        assert not list((place / "public").glob(".*"))
        assert len(releases(call).versions) == (1 if doing == "the lift" else 2)
        shutil.rmtree(place)
    assert seen == {frozenset(before), frozenset(after)}


def test_words_to_be_corrected_are_given_in_the_signs_of_a_keyboard(tmp_path: Path) -> None:
    call = HeldCall(CONCLUSION)
    for seat in ("mod", "one"):
        call.dial(seat)
    call.open()
    call.say("one", "It's what the port doesn't pay.")
    call.conclude()
    call.finish()
    keeper = keeper_of(call, tmp_path)
    (place,) = keeper.look()
    correct(call.recorder, BRIEFING, call.state, "t001", "port doesn't", "port's owner doesn't", REASON, call.now)
    keeper.look()
    printed = (place / "transcript.txt").read_text(encoding="utf-8")
    assert "It’s what the ~~port doesn’t~~ [port’s owner doesn’t] pay." in printed

"""Before the lift nothing of a call can be read outside of it, and after it no name: every byte is looked at.

One call is held on the simulated clock, its words given; one by the processes of a house that runs, its words as they
are recognised. In both all that is marked is looked for in all that the house writes, answers, prints and shows.
"""

from __future__ import annotations

import base64
import gzip
import json
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shutil import which
from typing import NamedTuple

import numpy as np
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient
from marked_call import (
    BRIEFING,
    EMBARGOED,
    EVENT,
    NUMBERS,
    PARTS,
    PINS,
    SAID,
    SCRIPT,
    UNNAMED,
    Hiss,
    hold,
    scanner,
    words_of,
)
from scanning import Scanner, forms_of, text_of_pdf
from structlog.testing import capture_logs
from told_hearer import ToldHearer

from onbackground.briefing import commands as do
from onbackground.desk.app import make_app
from onbackground.desk.drafts import Drafts
from onbackground.desk.gate import Desk
from onbackground.desk.signin import NoDeskError, SignIn
from onbackground.desk.watch import Watch
from onbackground.exchange.rtp.payload import to_int16
from onbackground.log.folder import DataFolder
from onbackground.record import progress
from onbackground.record.chunks import open_chunks
from onbackground.record.events import SegmentWritten, Word, decode_track_event, tracks_stream
from onbackground.record.hearing import CHUNK, Utterance
from onbackground.record.scribe import Scribe
from onbackground.record.segments import read_segment, tracks_key
from onbackground.rehearsal.press_officer import override_flags
from onbackground.rehearsal.seating import convene
from onbackground.rehearsal.simulated_hall import SimulatedHall
from onbackground.release.assembly import read_record
from onbackground.release.bundle import kept, opened
from onbackground.release.keeper import Keeper
from onbackground.release.quorum import Locks
from onbackground.voice.cache import CachedVoice

HOME = "http://127.0.0.1"
NOWHERE = "x0x0"
"""No briefing is called so."""
SomeDesk = tuple[TestClient[Litestar], Callable[[str], str]]


# ── The scanner itself ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "written",
    [
        "a Brumblefjäll b".encode(),
        "a BRUMBLEFJÄLL b".encode(),
        "a brumblefjäll b".encode("utf-16-le"),
        "Brumblefjäll".encode("utf-16"),
        "Brumblefjäll".encode("utf-16-be"),
        "Brumblefjäll".encode("latin-1"),
        json.dumps("Brumblefjäll").encode(),
        b"Brumblefj&#228;ll",
        b"?name=Brumblefj%C3%A4ll&x",
        "Brumblefjäll".encode().hex().upper().encode(),
        *(base64.b64encode(b"x" * before + "Brumblefjäll and more".encode()) for before in range(3)),
        b"stream\n" + zlib.compress("a Brumblefjäll b".encode()),
        b"..." + gzip.compress(json.dumps(["Brumblefjäll"]).encode()),
    ],
)
def test_a_mark_is_found_in_every_form(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\0" * 999 + written)
    assert {hit.secret for hit in Scanner(["Brumblefjäll", "Zephkins"]).in_folder(tmp_path)} == {"Brumblefjäll"}


def test_a_mark_is_found_in_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "zephkins.txt").touch()
    assert [hit.where for hit in Scanner(["Zephkins"]).in_folder(tmp_path)] == ["the name zephkins.txt"]


def test_a_sound_is_found_in_every_form(tmp_path: Path) -> None:
    sound = np.random.default_rng(1).integers(-9_000, 9_000, 3_000).astype(np.int16)
    looking = Scanner([])
    looking.add_sound("the track", sound)
    for data in (sound.tobytes(), sound.astype(">i2").tobytes(), (sound / np.float32(32_768)).astype("<f4").tobytes()):
        assert looking.in_bytes(b"RIFF..." + data, "a file")
    assert not looking.in_bytes(np.random.default_rng(2).bytes(9_000), "a file")


def test_every_mark_is_long_enough_to_be_looked_for() -> None:
    assert [word for word in (*UNNAMED, *EMBARGOED) if {"UTF-8", "UTF-16, big-endian"} - forms_of(word).keys()] == []


# ── On the simulated clock ─────────────────────────────────────────────────────────────────────────────────────────


class Given(ToldHearer):
    """Hears the same words in every utterance."""

    def words(self, utterance: Utterance, hints: str) -> tuple[Word, ...]:
        said = SAID.split()
        step = (utterance.end - utterance.start) // len(said)
        starts = [utterance.start + n * step for n in range(len(said))]
        return tuple(Word(start, start + step, word, 0.9) for start, word in zip(starts, said, strict=True))


def loud(samples: np.ndarray) -> list[float]:
    return [float(np.abs(chunk).mean() > 100) for chunk in samples.reshape(-1, CHUNK)]


class Held(NamedTuple):
    """A call that has concluded and is written down, its embargo not lifted; and all that was logged and printed."""

    folder: DataFolder
    public: Path
    temporary: Path
    hall: SimulatedHall
    keeper: Keeper
    looking: Scanner
    logged: list[object]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    place = tmp_path_factory.mktemp("house")
    temporary = place / "temporary"
    temporary.mkdir()
    folder = DataFolder(place / "data")
    recorder = folder.recorder()
    with pytest.MonkeyPatch.context() as patched, capture_logs() as logged:
        patched.setattr(progress, "VoiceActivity", lambda: loud)
        patched.setattr(tempfile, "tempdir", str(temporary))
        voices = {part.id: Hiss(number) for number, part in enumerate(PARTS)}
        operator = CachedVoice(Hiss(99), folder.prompts, folder.own_key("prompts"))
        hall = SimulatedHall(
            recorder,
            folder,
            BRIEFING,
            operator=operator,
            speaker=voices.__getitem__,
            pin_key=folder.pin_key(),
        )
        hall.give(convene(SCRIPT, PINS, folder.pin_key(), hall.at(), announces=True))
        company = hold(hall)
        hall.close()
        Scribe(folder, recorder, Given()).catch_up()
        override_flags(recorder, BRIEFING, hall.at())
        keeper = Keeper(recorder, folder, place / "public")
        keeper.look()
        looking = scanner()
        for segment in segments_of(folder):
            looking.add_sound(f"{segment.track} at {segment.start}", read_segment(folder, segment))
        for announced in read_record(recorder, BRIEFING).announced:
            looking.add_sound("a prompt", np.round(operator.speak(announced.text) * 32_767).astype(np.int16))
        looking.add_sound("what ear heard", to_int16(company.phones["ear"].handset.recording.samples()))
        yield Held(folder, place / "public", temporary, hall, keeper, looking, logged)
    recorder.close()


def segments_of(folder: DataFolder) -> list[SegmentWritten]:
    recorder = folder.recorder()
    events = [decode_track_event(record.data) for record in recorder.read(tracks_stream(BRIEFING))]
    recorder.close()
    return [event for event in events if isinstance(event, SegmentWritten)]


def loud_segments(held: Held) -> list[SegmentWritten]:
    """Those whose sound is looked for."""
    return [one for one in segments_of(held.folder) if f"{one.track} at {one.start}" in held.looking.names]


@pytest.fixture
def desk(held: Held) -> Iterator[SomeDesk]:
    """A desk, and what makes a link to it for a seat."""
    recorder = held.folder.recorder()
    watch = Watch(recorder, None)
    signin = SignIn(recorder, held.folder.own_key("desk").reveal(), watch.state)
    app = make_app(Desk(watch, signin, Drafts(recorder, held.folder), "en", now=held.hall.at))
    with TestClient(app, base_url=HOME, raise_server_exceptions=False) as browser:
        browser.headers.update({"sec-fetch-site": "same-origin"})
        yield browser, lambda seat: signin.make_link(BRIEFING, seat, held.hall.at())
    recorder.close()


def addresses(held: Held, browser: TestClient[Litestar], briefing: str, seat: str = "one") -> list[str]:
    """Every address of the desk that can be got, but for the streams, which do not end."""
    one = next(one for one in segments_of(held.folder) if one.seat == "one")
    values = {"briefing": briefing, "seat": seat, "name": "desk.css"}
    values |= {"track": one.track, "start": str(one.start), "end": str(one.end)}
    paths = [
        route.path_format.format_map(defaultdict(lambda: "x", values))
        for route in browser.app.routes
        if isinstance(route, HTTPRoute) and "GET" in route.methods
    ]
    return [path for path in paths if not path.endswith(("/live", "/events"))]


def answers(browser: TestClient[Litestar], paths: Iterable[str]) -> dict[str, bytes]:
    """What is answered, all of it: status, header fields, body."""
    found = {}
    for path in paths:
        answer = browser.get(path, follow_redirects=False)
        found[path] = f"{answer.status_code} {answer.headers}".encode() + answer.content
    return found


def test_there_was_a_call_to_be_found(held: Held) -> None:
    """What is looked for was said, kept and written down: with the keys all of it is there."""
    recorder = held.folder.recorder()
    record = read_record(recorder, BRIEFING)
    recorder.close()
    assert sum("marmotproof," in word.text for heard in record.transcribed for word in heard.words) >= 3
    assert {segment.seat for segment in loud_segments(held)} >= {"mod", "one", "r1"}
    assert {"a prompt", "what ear heard"} <= held.looking.names
    assert list(held.folder.prompts.iterdir())


def test_before_the_lift_no_file_says_anything(held: Held) -> None:
    assert held.looking.in_folder(held.folder.root) == []
    assert held.looking.in_folder(held.temporary) == []
    assert not held.public.exists()


def opened_with_every_key(folder: DataFolder) -> bytes:
    """All that the house keeps, as whoever has its identity reads it."""
    recorder = folder.recorder()
    plain = [record.data for record in recorder.follow(0, 1_000_000)]
    box = kept(folder, BRIEFING, 1)
    bundle = opened(box, BRIEFING, 1, Locks(recorder, BRIEFING)) if box else None
    assert bundle is not None
    plain += [bundle.proof, *bundle.files.values()]
    recorder.close()
    for segment in folder.root.glob("tracks/*/*/*"):
        file = str(segment.relative_to(folder.root))
        plain += open_chunks(tracks_key(folder, BRIEFING), segment.read_bytes(), file).chunks[:1]
    return b"\n".join(plain)


def test_no_key_opens_a_telephone_number(held: Held) -> None:
    """Numbers are not kept, not even sealed: of one person's there is nothing that would have to be erased."""
    everything = opened_with_every_key(held.folder)
    assert Scanner(words_of("one", "r1")).in_bytes(everything, "with every key"), "it is open"
    numbers = [form for number in NUMBERS.values() for form in (number, number[1:], number[2:])]
    assert Scanner([*numbers, *PINS.values()]).in_bytes(everything, "with every key") == []


def test_what_is_written_plainly_is_found_beside_it(held: Held) -> None:
    """The control: of each kind of mark one is laid into the folder."""
    segment = next(one for one in loud_segments(held) if one.seat == "one")
    sound = read_segment(held.folder, segment)
    planted = held.folder.run / "planted"
    planted.parent.mkdir(exist_ok=True)
    planted.write_bytes(b"..." + PINS["r1"].encode() + "zéphyrine".encode("utf-16-le") + sound.tobytes())
    try:
        found = {hit.secret for hit in held.looking.in_folder(held.folder.root) if hit.where == "run/planted"}
    finally:
        planted.unlink()
    assert found >= {PINS["r1"], "Zéphyrine", f"{segment.track} at {segment.start}"}


def test_nobody_learns_from_the_desk_that_there_is_a_briefing(held: Held, desk: SomeDesk) -> None:
    browser, _ = desk
    here = answers(browser, addresses(held, browser, BRIEFING))
    nowhere = answers(browser, addresses(held, browser, NOWHERE))
    assert [said.replace(BRIEFING.encode(), NOWHERE.encode()) for said in here.values()] == list(nowhere.values())
    assert [hit for path, body in here.items() for hit in held.looking.in_bytes(body, path)] == []


@pytest.mark.parametrize("seat", ["one", "two", "r1", "r2", "ear"])
def test_officials_reporters_and_listeners_have_no_desk(desk: SomeDesk, seat: str) -> None:
    _, link = desk
    with pytest.raises(NoDeskError):
        link(seat)


@pytest.mark.parametrize("seat", ["mod", "op"])
def test_who_runs_the_call_reads_no_pin_no_number_and_no_official_unasked(
    held: Held, desk: SomeDesk, seat: str
) -> None:
    browser, link = desk
    assert browser.post(link(seat), follow_redirects=False).status_code == 303
    here = answers(browser, addresses(held, browser, BRIEFING, "r1"))
    assert "Tolliver" in here[f"/api/briefings/{BRIEFING}"].decode()
    hidden = Scanner([*words_of("one", "two"), *PINS.values(), *(number[1:] for number in NUMBERS.values())])
    assert [hit for path, body in here.items() for hit in hidden.in_bytes(body, path)] == []


def test_after_the_lift_the_page_is_there_and_no_name(held: Held, tmp_path: Path) -> None:
    held.hall.give(do.Declare(at=held.hall.at(), by="mod", fact=EVENT))
    (place,) = held.keeper.look()
    looking = scanner(published=True)
    assert "marmotproof" in (place / "index.html").read_text()
    assert "marmotproof" in (place / "transcript.txt").read_text()
    assert looking.in_folder(held.public) == []
    assert held.looking.in_folder(held.folder.root) == []
    assert "published" in str(held.logged)
    assert held.looking.in_bytes(str(held.logged).encode(), "the log") == []
    if which("pdftotext"):
        shown = text_of_pdf(place / "transcript.pdf")
        assert b"marmotproof" in shown
        assert looking.in_bytes(shown, "the PDF") == []

"""Publication: all forms at once or nothing, whatever happens in between."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from onbackground.release import public_folder
from onbackground.release.public_folder import PublicFolder
from onbackground.release.publication import forms
from onbackground.transcript.document import Role, Transcript, Turn
from onbackground.transcript.reading import read_json, read_transcript
from onbackground.transcript.reading.from_akoma_ntoso import read_akoma_ntoso
from onbackground.transcript.writing import Imprint, to_feed

TRANSCRIPT = Transcript(
    title="Harbour talks",
    turns=(Turn(id="t001", label="MODERATOR", speaker="MODERATOR", role=Role.MODERATOR, paragraphs=("Good day.",)),),
)
STEPS = (
    (tempfile, "mkdtemp"),
    (Path, "mkdir"),
    (Path, "open"),
    (Path, "chmod"),
    (Path, "rename"),
    (os, "open"),
    (os, "fsync"),
)
"""Everything a publication asks of the system."""


class KilledError(BaseException):
    """Stands for a SIGKILL: nothing after it is done."""


def make_fail(
    monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException, also: Sequence[tuple[type, str]] = ()
) -> Callable[[], int]:
    """Let the ``at``-th step fail; return how many steps there have been."""
    steps = 0

    def failing(step: Callable[..., object]) -> Callable[..., object]:
        def take(*args: object, **options: object) -> object:
            nonlocal steps
            steps += 1
            if steps == at:
                raise error
            return step(*args, **options)

        return take

    for owner, name in (*STEPS, *also):
        monkeypatch.setattr(owner, name, failing(getattr(owner, name)))
    return lambda: steps


def readable(public: Path) -> set[str]:
    """What a web server would hand out: it serves no names that begin with a dot."""
    files = (path.relative_to(public) for path in public.rglob("*") if path.is_file())
    return {str(file) for file in files if not any(part.startswith(".") for part in file.parts)}


OFFICE = Imprint(office="Office of the Harbour", address="https://press.example.org/")
FORMS = forms(TRANSCRIPT, OFFICE, "fable")
WHOLE = {f"fable/{name}" for name in FORMS}
FEED = {"feed.atom"}


def published(public: Path, name: str = "fable") -> Path:
    """Publish, and name it in the feed."""
    place = PublicFolder(public).publish(forms(TRANSCRIPT, OFFICE, name), name)
    PublicFolder(public).renew({"feed.atom": to_feed(PublicFolder(public).entries(), OFFICE)})
    return place


def count_steps(tmp_path: Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        steps = make_fail(patch, 0, KilledError())
        published(tmp_path / "counted", "fable")
        return steps()


def test_every_form_is_there_and_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    place = published(tmp_path / "public", "fable")
    assert place == tmp_path / "public" / "fable"
    assert readable(tmp_path / "public") == WHOLE | FEED
    assert {file.name for file in place.iterdir()} == {
        "index.html", "transcript.pdf", "transcript.txt", "transcript.json", "transcript.xml", "entry.atom",
    }  # fmt: skip
    assert place.stat().st_mode & 0o777 == 0o755
    assert {file.stat().st_mode & 0o777 for file in place.iterdir()} == {0o644}
    assert read_transcript(place / "transcript.json") == TRANSCRIPT


def test_while_it_is_written_it_is_nobody_elses_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_fail(monkeypatch, count_steps(tmp_path) // 2, KilledError())
    monkeypatch.setattr(shutil, "rmtree", lambda place: None)
    with pytest.raises(KilledError):
        published(tmp_path / "public", "fable")
    (aside,) = (tmp_path / "public").iterdir()
    assert aside.stat().st_mode & 0o777 == 0o700


def test_killed_at_any_step_it_is_whole_or_not_there_and_the_next_keeper_completes_it(tmp_path: Path) -> None:
    steps = count_steps(tmp_path)
    assert steps > 12
    seen = set()
    for step in range(1, steps + 1):
        public = tmp_path / f"killed-{step}"
        with pytest.MonkeyPatch.context() as patch:
            make_fail(patch, step, KilledError())
            patch.setattr(shutil, "rmtree", lambda place: None)
            with pytest.raises(KilledError):
                published(public, "fable")
        seen.add(frozenset(readable(public)))
        assert readable(public) in (set(), WHOLE, WHOLE | FEED), step
        PublicFolder(public).remove_leftovers()
        published(public, "fable")
        assert {path.name for path in public.iterdir()} == {"fable", "feed.atom"}
        assert readable(public) == WHOLE | FEED
    assert seen == {frozenset(), frozenset(WHOLE), frozenset(WHOLE | FEED)}


def test_a_full_disk_is_an_error_that_leaves_nothing_behind(tmp_path: Path) -> None:
    for step in range(1, count_steps(tmp_path) + 1):
        public = tmp_path / f"full-{step}"
        with pytest.MonkeyPatch.context() as patch:
            make_fail(patch, step, OSError(errno.ENOSPC, "No space left on device"))
            with pytest.raises(OSError, match="No space"):
                published(public, "fable")
        left = {path.name for path in public.iterdir()} if public.exists() else set()
        assert left <= {"fable", "feed.atom"}, step
        assert not left or readable(public) in (WHOLE, WHOLE | FEED), step


def test_another_version_takes_the_place_of_the_first_in_one_step(tmp_path: Path) -> None:
    other = {"index.html": b"second", "v1/index.html": FORMS["index.html"]}
    new = {f"fable/{name}" for name in other}
    with pytest.MonkeyPatch.context() as patch:
        steps = make_fail(patch, 0, KilledError())
        patch.setattr(shutil, "rmtree", lambda place: None)
        PublicFolder(tmp_path / "counted").publish(FORMS, "fable")
        before = steps()
        PublicFolder(tmp_path / "counted").publish(other, "fable")
        count = steps() - before
    for step in range(1, count + 1):
        public = tmp_path / f"killed-{step}"
        PublicFolder(public).publish(FORMS, "fable")
        with pytest.MonkeyPatch.context() as patch:
            make_fail(patch, step, KilledError())
            patch.setattr(shutil, "rmtree", lambda place: None)
            with pytest.raises(KilledError):
                PublicFolder(public).publish(other, "fable")
        assert readable(public) in (WHOLE, new), step
        PublicFolder(public).remove_leftovers()
        PublicFolder(public).publish(other, "fable")
        assert readable(public) == new
        assert [path.name for path in public.iterdir()] == ["fable"]


def test_where_names_cannot_be_exchanged_the_old_goes_before_the_new_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_folder, "_exchange", lambda one, other: False)
    PublicFolder(tmp_path).publish(FORMS, "fable")
    PublicFolder(tmp_path).publish({"index.html": b"second"}, "fable")
    assert readable(tmp_path) == {"fable/index.html"}
    assert [path.name for path in tmp_path.iterdir()] == ["fable"]


def test_the_feed_names_every_briefing() -> None:
    with tempfile.TemporaryDirectory() as folder:
        public = Path(folder)
        for name in ("fable", "other"):
            published(public, name)
        (public / "feed.atom").unlink()
        published(public, "fable")
        feed = (public / "feed.atom").read_text()
    assert feed.count("<entry") == 2
    assert 'href="https://press.example.org/other/"' in feed


def test_captions_are_there_where_the_audio_is_released_and_turns_have_times() -> None:
    timed = replace(TRANSCRIPT, turns=tuple(replace(turn, start=0, end=900) for turn in TRANSCRIPT.turns))
    released = replace(TRANSCRIPT.ground_rules, audio_released=True)
    usual = forms(TRANSCRIPT, OFFICE, "fable").keys()
    assert forms(timed, OFFICE, "fable").keys() == usual
    assert forms(replace(TRANSCRIPT, ground_rules=released), OFFICE, "fable").keys() == usual
    assert forms(replace(timed, ground_rules=released), OFFICE, "fable").keys() - usual == {"transcript.vtt"}


def test_all_forms_of_one_call_say_the_same() -> None:
    bundle = forms(TRANSCRIPT, OFFICE, "fable")
    assert bundle == forms(TRANSCRIPT, OFFICE, "fable")
    assert read_akoma_ntoso(bundle["transcript.xml"]) == read_json(bundle["transcript.json"].decode()) == TRANSCRIPT


def test_only_leftovers_are_removed(tmp_path: Path) -> None:
    published(tmp_path, "fable")
    (tmp_path / ".unpublished-x").mkdir()
    (tmp_path / ".unpublished-x" / "index.html").write_text("half a pa")
    (tmp_path / "notes").mkdir()
    PublicFolder(tmp_path).remove_leftovers()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fable", "feed.atom", "notes"]


def test_there_need_be_no_folder_to_clean(tmp_path: Path) -> None:
    PublicFolder(tmp_path / "not there yet").remove_leftovers()
    assert list(tmp_path.iterdir()) == []

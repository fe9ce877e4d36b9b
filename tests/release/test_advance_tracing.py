"""A copy that leaked, as PDF, as a page alone, as a scan: it names its reader, and a copy without a mark nobody."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from advance_text import talk
from PIL import Image, ImageFilter

from onbackground.release.advance.naming import scores, sides
from onbackground.release.advance.tracing import measure_pages
from onbackground.transcript.writing import Imprint, to_pdf
from onbackground.transcript.writing.as_advance_copy import AdvanceCopies, Plate

COPIES = AdvanceCopies(talk(), Imprint())
MARKS = {f"r{n}": random.Random(n).randbytes(COPIES.places // 8 + 1) for n in range(200)}
LEAKER = "r7"


@pytest.fixture(scope="module")
def plate() -> Plate:
    return COPIES.plate()


@pytest.fixture(scope="module")
def leaked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of one reader, as it was sealed to them."""
    path = tmp_path_factory.mktemp("leaked") / "leaked.pdf"
    path.write_bytes(COPIES.copy("Reader 7", sides(MARKS[LEAKER], COPIES.places).tolist()))
    return path


def named(plate: Plate, *files: Path) -> list[str]:
    _, shifts = measure_pages(plate, files)
    return [score.reader for score in scores(shifts, MARKS) if score.named]


def test_a_whole_copy_names_its_reader_and_nearly_every_word_is_read(plate: Plate, leaked: Path) -> None:
    pages, shifts = measure_pages(plate, [leaked])
    assert pages == tuple(range(1, len(plate.pages) + 1))
    assert np.isfinite(shifts).mean() > 0.85
    first, second, *_ = scores(shifts, MARKS)
    assert (first.reader, first.named, second.named) == (LEAKER, True, False)
    assert first.z > 12


@pytest.mark.parametrize("turned", [0.0, 0.4])
def test_one_page_printed_and_scanned_names_its_reader(
    plate: Plate, leaked: Path, tmp_path: Path, turned: float
) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm (poppler-utils) is not here")
    subprocess.run(["pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png", leaked, tmp_path / "page"], check=True)
    (page,) = tmp_path.glob("page*.png")
    with Image.open(page) as opened:
        grey = opened.convert("L")
    scan = tmp_path / "scan.jpg"
    if turned:
        grey = grey.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=255, translate=(7, -5))
        grey = grey.filter(ImageFilter.GaussianBlur(1))
        noise = np.random.default_rng(0).normal(0, 12, (grey.height, grey.width))
        grey = Image.fromarray(np.clip(np.asarray(grey) + noise, 0, 255).astype(np.uint8))
    grey.save(scan, quality=50)
    assert named(plate, scan) == [LEAKER]


def test_a_copy_without_a_mark_names_nobody(plate: Plate, tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(COPIES.copy("Reader 7", [0] * COPIES.places))
    (tmp_path / "published.pdf").write_bytes(to_pdf(talk(), Imprint()))
    assert named(plate, tmp_path / "plain.pdf") == []
    assert named(plate, tmp_path / "published.pdf") == []


def test_a_mark_that_nobody_has_names_nobody(plate: Plate, tmp_path: Path) -> None:
    strange = random.Random("strange").randbytes(COPIES.places // 8 + 1)
    (tmp_path / "copy.pdf").write_bytes(COPIES.copy("Nobody", sides(strange, COPIES.places).tolist()))
    assert named(plate, tmp_path / "copy.pdf") == []


def test_a_picture_of_something_else_shows_no_page(plate: Plate, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (600, 500), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "noise.png")
    pages, shifts = measure_pages(plate, [tmp_path / "noise.png"])
    assert pages == ()
    assert not np.isfinite(shifts).any()


def test_all_copies_break_lines_and_pages_alike(plate: Plate) -> None:
    """But for the name at the head, and the shifts, two copies are the same."""
    here = [[(place.page, place.y) for place in plate.places]]
    other = AdvanceCopies(talk(), Imprint())
    here.append([(place.page, place.y) for place in other.plate().places])
    assert here[0] == here[1]
    assert other.plate().pages == plate.pages


def test_a_copy_says_what_it_is_at_its_head(leaked: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not here")
    text = subprocess.run(["pdftotext", "-l", "1", leaked, "-"], capture_output=True, text=True, check=True).stdout
    words = " ".join(text.split())
    assert "Advance copy for Reader 7" in words
    assert "Embargoed until the airship lands in Port Fable." in words
    assert "Its lay-out is marked for its reader" in words

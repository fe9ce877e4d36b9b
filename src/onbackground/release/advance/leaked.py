"""Opening a leaked copy: a PDF or a picture (PNG, JPEG) of a page, from wherever it came, as pages to compare.

Typst draws it: what comes from strangers is read by a program that is safe in memory, and written by it anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import typst
from PIL import Image

from ...transcript.writing.as_advance_copy import RESOLUTION
from .comparing import Picture

_SHEET: Final = b"""
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#if "page" in sys.inputs {
  image("/" + sys.inputs.file, page: int(sys.inputs.page), width: 100%)
} else {
  image("/" + sys.inputs.file, width: 100%)
}
"""


class LeakedFileError(Exception):
    """A file cannot be looked at; the message says why."""


def picture(png: bytes) -> Picture:
    """A page as ink: 1 where it is black, 0 where it is paper."""
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L"), dtype=np.float32)
    return np.subtract(1, grey / 255, dtype=np.float32)


def pages_of(file: Path, like: Picture) -> Iterator[Picture]:
    """Every page of a leaked copy, as wide as a page of the plate. Raises :class:`LeakedFileError` and OSError."""
    with file.open("rb") as opened:
        is_pdf = opened.read(5) == b"%PDF-"
    height, width = (side * 72 / RESOLUTION for side in like.shape)
    about = {"file": file.resolve().name, "width": str(width), "height": str(height)}
    yield _drawn(file, {**about, "page": "1"} if is_pdf else about)
    number = 2
    while is_pdf:
        try:
            yield _drawn(file, {**about, "page": str(number)})
        except LeakedFileError:
            return
        number += 1


def _drawn(file: Path, about: dict[str, str]) -> Picture:
    try:
        where: dict[str, Any] = {"root": file.resolve().parent, "ignore_system_fonts": True}
        drawn = typst.compile(_SHEET, format="png", ppi=RESOLUTION, sys_inputs=about, **where)
    except typst.TypstError:
        raise LeakedFileError(f"{file} cannot be looked at: it must be a PDF, or a PNG or JPEG of one page") from None
    first = drawn[0] if isinstance(drawn, list) else drawn
    assert isinstance(first, bytes)
    return picture(first)

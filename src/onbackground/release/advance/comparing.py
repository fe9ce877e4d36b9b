"""Measuring a page of a leaked copy: how far each word stands beside the place it has in a copy without a mark.

A page is a picture, ink 1 and paper 0, at the resolution of the plate. It may be a little larger, turned or moved
against it, as a page that was printed and scanned is: first the whole is laid onto the plate, then each word is
compared with the unshifted words beside it. Nothing here knows anybody's mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from ...transcript.writing.as_advance_copy import RESOLUTION, SHIFT, Place

Picture = NDArray[np.float32]

_PIXELS_A_POINT: Final = RESOLUTION / 72
_ABOVE, _BELOW = 8.0, 2.5
"""How far a word reaches above its baseline and below it, in points."""
_REACH: Final = 4
"""How far a word is looked for to each side, in pixels, once the page lies on the plate."""
_TILE: Final = 160
_LEAST_LIKENESS: Final = 0.6
_LEAST_INK: Final = 4.0


def likeness(page: Picture, plate: Picture) -> float:
    """How much a page looks like one of the plate, at most 1, wherever it lies on it: from a coarse look at both."""
    peak, _, _ = _moved(_coarse(page), _coarse(plate))
    return peak


def laid_onto(page: Picture, plate: Picture) -> Picture:
    """The page, moved, turned and stretched so that it lies on the plate."""
    _, down, right = _moved(_coarse(page), _coarse(plate))
    grid = np.array([[1.0, 0.0, 8.0 * down], [0.0, 1.0, 8.0 * right]])
    lying = _seen_through(page, grid, plate.shape)
    for _ in range(3):
        at, by = _tiles_moved(lying, plate)
        if len(at) < 4 or np.abs(by).max() <= 1:
            break
        grid = _fitted(at, by, grid)
        lying = _seen_through(page, grid, plate.shape)
    return lying


def measure(lying: Picture, plate: Picture, places: Sequence[Place]) -> NDArray[np.float64]:
    """The shift of each of a page's words in units of :data:`SHIFT`; not a number where it cannot be told."""
    shifts = np.full(len(places), np.nan)
    for line in _lines(places):
        words = [_displacement(lying, plate, places[n].x, places[n].x + places[n].width, places[n].y) for n in line]
        gaps = [
            _displacement(lying, plate, left, right, places[line[0]].y)
            for left, right in _between([places[n] for n in line])
        ]
        for number, (n, word) in enumerate(zip(line, words, strict=True)):
            still = [gap for gap in gaps[number : number + 2] if np.isfinite(gap)]
            if still:
                shifts[n] = (word - np.mean(still)) / (SHIFT * _PIXELS_A_POINT)
    return shifts


def _lines(places: Sequence[Place]) -> Iterator[list[int]]:
    """The numbers of the places, line by line."""
    line: list[int] = []
    for n, place in enumerate(places):
        if line and abs(places[line[-1]].y - place.y) > 1:
            yield line
            line = []
        line.append(n)
    if line:
        yield line


def _between(line: Sequence[Place]) -> list[tuple[float, float]]:
    """Where the words are that are never shifted: before the first place of a line, between two, after the last."""
    edge = SHIFT + 0.5
    starts = [line[0].x - 30.0, *(place.x + place.width + edge for place in line)]
    ends = [place.x - edge for place in line]
    return list(zip(starts, [*ends, starts[-1] + 30.0], strict=True))


def _displacement(page: Picture, plate: Picture, left: float, right: float, baseline: float) -> float:
    """How many pixels to the right the ink of this stretch of a line stands in the page; not a number in doubt."""
    top, bottom = (round((baseline + by) * _PIXELS_A_POINT) for by in (-_ABOVE, _BELOW))
    first, last = round(left * _PIXELS_A_POINT), round(right * _PIXELS_A_POINT)
    height, width = plate.shape
    if not (1 <= top < bottom < height and _REACH <= first < last < width - _REACH and last - first >= 8):
        return float("nan")
    sought = plate[top:bottom, first:last]
    if sought.sum() < _LEAST_INK:
        return float("nan")
    found = [_likenesses(page[top + by : bottom + by, first - _REACH : last + _REACH], sought) for by in (-1, 0, 1)]
    row = max(found, key=lambda likenesses: float(likenesses.max()))
    best = int(row.argmax())
    if row[best] < _LEAST_LIKENESS or not 0 < best < len(row) - 1:
        return float("nan")
    before, peak, after = row[best - 1 : best + 2]
    return float(best - _REACH + 0.5 * (before - after) / (before - 2 * peak + after))


def _likenesses(band: Picture, sought: Picture) -> NDArray[np.float64]:
    """The correlation of a patch with each place along a band of its height."""
    windows = sliding_window_view(band, sought.shape)[0].astype(np.float64)
    windows = windows - windows.mean(axis=(1, 2), keepdims=True)
    patch = sought - sought.mean()
    lengths = np.sqrt((windows**2).sum(axis=(1, 2)) * (patch**2).sum())
    together: NDArray[np.float64] = np.einsum("nij,ij->n", windows, patch)
    found: NDArray[np.float64] = np.divide(together, lengths, out=np.zeros_like(together), where=lengths > 0)
    return found


def _coarse(picture: Picture) -> Picture:
    """An eighth of its size."""
    height, width = (side // 8 * 8 for side in picture.shape)
    small: Picture = picture[:height, :width].reshape(height // 8, 8, width // 8, 8).mean(axis=(1, 3))
    return small


def _moved(page: Picture, plate: Picture) -> tuple[float, int, int]:
    """How like they are at best, and by how much the page is then moved against the plate: down, and to the right.

    Found is a movement of less than half the larger side.
    """
    size = tuple(max(sides) for sides in zip(page.shape, plate.shape, strict=True))
    one, other = (_even(picture, size) for picture in (page, plate))
    product = np.fft.rfft2(one) * np.conj(np.fft.rfft2(other))
    correlation = np.fft.irfft2(product, size)
    far = [int(n) for n in np.unravel_index(correlation.argmax(), correlation.shape)]
    down, right = (n if n < side // 2 else n - side for n, side in zip(far, size, strict=True))
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return (float(correlation.max()) / lengths if lengths else 0.0), down, right


def _even(picture: Picture, shape: Sequence[int]) -> NDArray[np.float64]:
    """Its ink against the average of it, on a sheet of this shape."""
    sheet = np.zeros(shape)
    sheet[: picture.shape[0], : picture.shape[1]] = picture - picture.mean()
    return sheet


def _tiles_moved(page: Picture, plate: Picture) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The middles of tiles of the plate, and how much each is moved in the page, where that can be told."""
    at, by = [], []
    for top in range(0, plate.shape[0] - _TILE + 1, _TILE):
        for left in range(0, plate.shape[1] - _TILE + 1, _TILE):
            tile = np.s_[top : top + _TILE, left : left + _TILE]
            if plate[tile].sum() < 40 * _LEAST_INK:
                continue
            peak, down, right = _moved(page[tile], plate[tile])
            if peak > 0.35 and max(abs(down), abs(right)) < _TILE // 3:
                at.append((top + _TILE / 2, left + _TILE / 2))
                by.append((down, right))
    return np.array(at, dtype=np.float64).reshape(-1, 2), np.array(by, dtype=np.float64).reshape(-1, 2)


def _fitted(at: NDArray[np.float64], by: NDArray[np.float64], grid: NDArray[np.float64]) -> NDArray[np.float64]:
    """The grid that also undoes these movements; tiles that moved unlike the others do not count."""
    points = np.column_stack([at, np.ones(len(at))])
    trusted = np.abs(by - np.median(by, axis=0)).max(axis=1) < 20
    for _ in range(3):
        if trusted.sum() < 4:
            return grid
        change = np.linalg.lstsq(points[trusted], by[trusted], rcond=None)[0]
        trusted = np.abs(points @ change - by).max(axis=1) < 2
    turned = np.vstack([np.eye(2, 3) + change.T, [0.0, 0.0, 1.0]])
    found: NDArray[np.float64] = grid @ turned
    return found


def _seen_through(page: Picture, grid: NDArray[np.float64], shape: Sequence[int]) -> Picture:
    """The picture whose every pixel is the page's at the place that the grid gives (bilinear); paper beyond it."""
    rows, columns = np.ogrid[0 : shape[0], 0 : shape[1]]
    down, right = ((grid[n, 0] * rows + grid[n, 2] + grid[n, 1] * columns).astype(np.float32) for n in (0, 1))
    top, left = np.floor(down).astype(np.int32), np.floor(right).astype(np.int32)
    inside = (top >= 0) & (left >= 0) & (top < page.shape[0] - 1) & (left < page.shape[1] - 1)
    top, left = np.where(inside, top, 0), np.where(inside, left, 0)
    below, beside = (down - top).astype(np.float32), (right - left).astype(np.float32)
    upper = page[top, left] * (1 - beside) + page[top, left + 1] * beside
    lower = page[top + 1, left] * (1 - beside) + page[top + 1, left + 1] * beside
    return np.where(inside, upper * (1 - below) + lower * below, 0).astype(np.float32)

"""House styles: how a publisher shows who speaks.

A house style is any class with the three members of :class:`HouseStyle` that is made with the paragraphs of a page. The
ones here are tried together with those that other packages offer under the entry point group ``onbackground.readers``;
the one that fits best reads the call.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from operator import itemgetter

from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles.division import Division, HouseStyle, Spoken
from onbackground.transcript.reading.styles.labels_alone import LabelsAlone
from onbackground.transcript.reading.styles.labels_and_colons import LabelsAndColons
from onbackground.transcript.reading.styles.names_and_titles import NamesAndTitles
from onbackground.transcript.reading.styles.names_over_titles import NamesOverTitles
from onbackground.transcript.reading.styles.unlabelled import Unlabelled

__all__ = ["Division", "HouseStyle", "HouseStyleError", "Spoken", "Style", "house_style_of", "house_styles"]

_BEGINNING = 10_000
"""So many paragraphs show the style of any call."""


class HouseStyleError(Exception):
    """A house style that another package offers cannot be loaded, or fails; the message says which."""


Style = Callable[[list[Paragraph]], HouseStyle]
"""What makes a house style of the paragraphs of a page."""


@cache
def house_styles() -> tuple[Style, ...]:
    """Return every house style known here, other packages' first. Raises HouseStyleError for one that is not there."""
    return (
        *map(_loaded, entry_points(group="onbackground.readers")),
        LabelsAndColons,
        LabelsAlone,
        NamesAndTitles,
        NamesOverTitles,
        Unlabelled,
    )


def _loaded(entry: EntryPoint) -> Style:
    with _told_of(entry):
        style: Style = entry.load()
    return lambda paragraphs: _Offered(entry, style, paragraphs)


@contextmanager
def _told_of(entry: EntryPoint) -> Iterator[None]:
    """Another package's code may raise anything: say whose it is."""
    try:
        yield
    except Exception as error:
        what = f"the house style “{entry.name}” ({entry.value}) cannot be used ({type(error).__name__})"
        raise HouseStyleError(f"{what}: mend the package that offers it, or remove it") from error


class _Offered:
    """A house style of another package."""

    def __init__(self, entry: EntryPoint, style: Style, paragraphs: list[Paragraph]) -> None:
        self.name = entry.name
        self._entry = entry
        with _told_of(entry):
            self._style = style(paragraphs)

    def fits(self) -> float:
        with _told_of(self._entry):
            return self._style.fits()

    def divide(self) -> Division:
        with _told_of(self._entry):
            return self._style.divide()


def house_style_of(paragraphs: list[Paragraph]) -> HouseStyle | None:
    """Return the style that fits the beginning of the page best; of equals the first; None if none fits at all."""
    beginning = paragraphs[:_BEGINNING]
    best, style = max(((style(beginning).fits(), style) for style in house_styles()), key=itemgetter(0))
    return style(paragraphs) if best > 0 else None

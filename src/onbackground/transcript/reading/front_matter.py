"""What a page says of itself, in front matter or the head of a web page, and does not print."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from onbackground.transcript.reading.zones import WASHINGTON


class FrontMatter(NamedTuple):
    """What a page says of itself; None where it says nothing, or nothing that can be read."""

    title: str | None
    series: str | None
    source: str | None
    published: datetime.date | None
    published_time: datetime.datetime | None
    modified_time: datetime.datetime | None

    @property
    def there_by(self) -> datetime.datetime | None:
        """When the page stood as it is: at its last change, or else when it came out."""
        return self.modified_time or self.published_time

    @property
    def out_by(self) -> datetime.datetime | None:
        """By when it was out as it is: not before the moment it was timed for."""
        return max(filter(None, (self.modified_time, self.published_time)), default=None)


def read_front_matter(fields: Mapping[str, object]) -> FrontMatter:
    """Read the fields of a page's front matter, under their usual names."""
    return FrontMatter(
        title=_as_line(fields.get("title")),
        series=_as_line(fields.get("tags")),
        source=_as_line(fields.get("source_url")),
        published=_as_date(fields.get("published_time")) or _as_date(fields.get("date")),
        published_time=_as_moment(fields.get("published_time")),
        modified_time=_as_moment(fields.get("modified_time")),
    )


def _as_moment(value: object) -> datetime.datetime | None:
    try:
        moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return moment if isinstance(moment, datetime.datetime) and moment.tzinfo is not None else None


def _as_line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _as_date(value: object) -> datetime.date | None:
    """The day of a date or a moment as a page gives it; one in UTC is an editor's clock, and means Washington's day."""
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime.datetime):
        return (value.astimezone(WASHINGTON) if value.tzinfo and not value.utcoffset() else value).date()
    return value if isinstance(value, datetime.date) else None

"""Header fields of a message: by name in any spelling, in order, with several values (RFC 3261 §7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_COMPACT = {
    "a": "Accept-Contact",
    "b": "Referred-By",
    "c": "Content-Type",
    "e": "Content-Encoding",
    "f": "From",
    "i": "Call-ID",
    "k": "Supported",
    "l": "Content-Length",
    "m": "Contact",
    "o": "Event",
    "r": "Refer-To",
    "s": "Subject",
    "t": "To",
    "u": "Allow-Events",
    "v": "Via",
    "x": "Session-Expires",
}
_SPELLINGS = ("Call-ID", "CSeq", "WWW-Authenticate", "MIME-Version", "Min-SE", "RSeq", "RAck")
_CANONICAL = {**_COMPACT, **{name.lower(): name for name in _SPELLINGS}}

LISTS = frozenset(
    {
        *("Via", "Route", "Record-Route", "Contact", "P-Asserted-Identity"),
        *("Allow", "Supported", "Require", "Proxy-Require", "Unsupported"),
        *("Accept", "Accept-Encoding", "Accept-Language"),
    }
)
"""Header fields whose commas separate values, each of which we keep apart."""

LINE_BREAK = re.compile(r"[\r\n]")


def canonical_name(name: str) -> str:
    """Return a header field name as the RFCs spell it: `i` and `CALL-ID` both give `Call-ID`."""
    known = _CANONICAL.get(name)
    if known is None:
        lower = name.lower()
        known = _COMPACT.get(lower) or _CANONICAL.get(lower) or "-".join(map(str.capitalize, lower.split("-")))
        if len(_CANONICAL) < 1000:  # remember the spellings that phones use, but not all a stranger can invent
            _CANONICAL[name] = known
    return known


class Headers:
    """Header fields in order, by name in any case or compact form; a field may have several values."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Iterable[tuple[str, object]] = ()) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in fields:
            self.add(name, value)

    def get(self, name: str) -> str | None:
        """Return the first value, or None."""
        values = self._fields.get(canonical_name(name))
        return values[0] if values else None

    def all(self, name: str) -> list[str]:
        """Return every value, top first; of list fields such as Via, each member apart."""
        return list(self._fields.get(canonical_name(name), ()))

    def count(self, name: str) -> int:
        """Return how many values the field, by the name the RFCs spell, has."""
        return len(self._fields.get(name, ()))

    def copy(self, name: str, other: Headers) -> None:
        """Put the values that `other` has of the field, by the name the RFCs spell, in place of every value here."""
        if name in other._fields:
            self._fields[name] = list(other._fields[name])

    def set(self, name: str, value: object) -> None:
        """Put `str(value)` in place of every value the field had."""
        self._fields[canonical_name(name)] = [one_line(str(value))]

    def add(self, name: str, value: object) -> None:
        """Put `str(value)` after the values the field has."""
        self._fields.setdefault(canonical_name(name), []).append(one_line(str(value)))

    def replace(self, name: str, values: Iterable[object]) -> None:
        """Put `values` in place of every value the field had; none removes it."""
        texts = [one_line(str(value)) for value in values]
        if texts:
            self._fields[canonical_name(name)] = texts
        else:
            self._fields.pop(canonical_name(name), None)

    def options(self, name: str) -> frozenset[str]:
        """Return the tokens of a list field (Supported, Require, Allow …) in small letters."""
        return frozenset(value.lower() for value in self._fields.get(canonical_name(name), ()) if value)

    def __contains__(self, name: str) -> bool:
        """Whether the field stands there at all."""
        return canonical_name(name) in self._fields

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each name and value, in the order they are written."""
        for name, values in self._fields.items():
            for value in values:
                yield name, value


def one_line(text: str) -> str:
    """Return the text, which must not break out of its line."""
    if LINE_BREAK.search(text):
        raise ValueError("a header field value must be one line")
    return text

"""A secret that does not show itself: names and numbers travel in this wrapper."""

from __future__ import annotations

import hmac
from typing import Any, Final

REDACTED: Final = "Sealed(…)"


class Sealed:
    """A secret string whose ``repr``, ``str`` and ``format`` say nothing.

    Whoever needs the text asks for it by name, with :meth:`reveal`, so that every place where a secret can get out
    is found by searching for that word.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The secret itself."""
        return self._text

    def __repr__(self) -> str:
        return REDACTED

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return REDACTED

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash((Sealed, self._text))

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError("a sealed text is not pickled: encode the event that holds it instead")

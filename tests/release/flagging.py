"""A guard that raises a flag at given words, whatever the real one would make of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from onbackground.attribution.call import CallGuard, GuardingCalls
from onbackground.attribution.flags import Flag, Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.guarded import Guarded

_apply = Guard.apply


class _Flagging(Guard):
    def __init__(self, guard: Guard, words: Mapping[str, Reason]) -> None:
        self._guard = guard
        self._flagged = words

    def apply(self, text: str, **how: Any) -> Guarded:
        return _flagged(_apply(self._guard, text, **how), text, self._flagged)


def _flagged(guarded: Guarded, text: str, words: Mapping[str, Reason]) -> Guarded:
    flags = [
        Flag(start=m.start(), end=m.end(), found=m[0], reason=reason, suggestion="[their]")
        for word, reason in words.items()
        for m in re.finditer(rf"\b{word}\b", text)
    ]
    return replace(guarded, flags=tuple(sorted(flags, key=lambda flag: flag.start)))


def flagging(guard: Guard, words: Mapping[str, Reason]) -> GuardingCalls:
    """The guard with these flags and no others."""
    return CallGuard(_Flagging(guard, words))


def flag_everywhere(patch: pytest.MonkeyPatch, words: Mapping[str, Reason]) -> None:
    """Let every guard raise these flags, and no others."""
    patch.setattr(Guard, "apply", lambda guard, text, **how: _flagged(_apply(guard, text, **how), text, words))

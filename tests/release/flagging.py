"""A guard that raises a flag at given words, whatever the real one would make of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from onbackground.attribution.flags import Flag, Reason
from onbackground.attribution.guard import Guard, Guarded, Guarding

Applies = Guarding


def flagging(apply: Applies, words: Mapping[str, Reason]) -> Applies:
    """The guard ``apply`` with these flags and no others."""

    def applied(text: str, *, asking: bool = False) -> Guarded:
        flags = [
            Flag(start=m.start(), end=m.end(), found=m[0], reason=reason, suggestion="[their]")
            for word, reason in words.items()
            for m in re.finditer(rf"\b{word}\b", text)
        ]
        return replace(apply(text, asking=asking), flags=tuple(sorted(flags, key=lambda flag: flag.start)))

    return applied


def flag_everywhere(patch: pytest.MonkeyPatch, words: Mapping[str, Reason]) -> None:
    """Let every guard raise these flags, and no others."""
    apply = Guard.apply
    patch.setattr(
        Guard,
        "apply",
        lambda guard, text, *, asking=False: flagging(functools.partial(apply, guard), words)(text, asking=asking),
    )

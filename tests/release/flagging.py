"""A guard that raises a flag at given words, whatever the real one would make of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from onbackground.attribution.flags import Flag, Reason
from onbackground.attribution.guard import Guard, Guarded, Guarding

Applies = Guarding


def flagging(apply: Applies, words: Mapping[str, Reason]) -> Applies:
    """The guard ``apply`` with these flags and no others."""

    def applied(text: str, **said: Any) -> Guarded:
        flags = [
            Flag(start=m.start(), end=m.end(), found=m[0], reason=reason, suggestion="[their]")
            for word, reason in words.items()
            for m in re.finditer(rf"\b{word}\b", text)
        ]
        return replace(apply(text, **said), flags=tuple(sorted(flags, key=lambda flag: flag.start)))

    return applied


def flag_everywhere(patch: pytest.MonkeyPatch, words: Mapping[str, Reason]) -> None:
    """Let every guard raise these flags, and no others."""
    apply = Guard.apply
    patch.setattr(
        Guard,
        "apply",
        lambda guard, text, **said: flagging(functools.partial(apply, guard), words)(text, **said),
    )

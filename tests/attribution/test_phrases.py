import re

import pytest

from onbackground.attribution.misheard import expected, slots
from onbackground.attribution.phrases import in_small_letters


@pytest.mark.parametrize("module", [expected, slots])
def test_patterns_for_small_letters_ask_for_no_others(module: object) -> None:
    patterns = [one.pattern for one in vars(module).values() if isinstance(one, re.Pattern) and not one.flags & re.I]
    literal = [re.sub(r"\\.|\(\?P<\w+>", "", pattern) for pattern in patterns]
    assert len(literal) > 5
    assert not [pattern for pattern in literal if pattern != pattern.lower()]


def test_small_letters_keep_their_places() -> None:
    every = "".join(map(chr, range(0x20000)))
    small = in_small_letters(every)
    assert len(small) == len(every)
    assert [n for n, letter in enumerate(small) if letter in "isk"] == [
        m.start() for m in re.finditer("(?i)[isk]", every)
    ]

"""Names of others that stay: reporters, principals, outlets."""

from collections.abc import Iterable

from onbackground.attribution.words import Word, words_of


class KeptNames:
    """The names to keep: ``names`` as tuples of folded words, ``words`` all words of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = {tuple(word.folded for word in words_of(name)) for name in names} - {()}
        self.words = {word for name in self.names for word in name}
        self._parts = {word for name in self.names if len(name) > 1 for word in name}
        self._firsts = {name[0] for name in self.names}
        self._longest = max(map(len, self.names), default=0)

    def spans(self, words: list[Word]) -> dict[int, int]:
        """For each word that begins a kept name, the word past the name's end."""
        spans: dict[int, int] = {}
        for i, word in enumerate(words) if self.names else ():
            if word.folded in self._firsts:
                for length in range(min(self._longest, len(words) - i), 0, -1):
                    if tuple(one.folded for one in words[i : i + length]) in self.names:
                        spans[i] = i + length
                        break
        return spans

    def share(self, name: tuple[str, ...]) -> bool:
        """Whether somebody who is to stay named has this name, one word, as one of two or more."""
        return len(name) == 1 and name[0] in self._parts


def inside_kept(first: int, past: int, kept: dict[int, int]) -> bool:
    """Whether a longer kept name holds the words ``first`` to ``past``."""
    return any(
        begin <= first and past <= kept[begin] and kept[begin] - begin > past - first
        for begin in range(max(0, first - 8), first + 1)
        if begin in kept
    )

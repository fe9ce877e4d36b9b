"""What became of the names that were spoken: an independent look at everything published.

It knows the script, so it knows where each name was spoken, and looks there for an alias and for what is left of the
name. It shares nothing with the guard: not its lists, not its spelling, not its ear.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import jellyfish
from msgspec import Struct
from rapidfuzz.distance import Indel

from ..briefing.terms import Role
from ..transcript.document import Transcript
from .mentions import Form
from .names import plain
from .script import Part, Script
from .side_by_side import ALIAS, Token, aliases_of, differences, said, tokens

_ALIKE: Final = 0.7
_SHORTEST: Final = 3
"""Letters of the shortest word of a name that is looked for."""
_SPELLED: Final = 3
"""As many single letters in a row are a name being spelled."""


class Missed(Struct, frozen=True):
    """A name that was spoken and has no alias, or not wholly: ``published`` is what stands in its place, or nothing."""

    alias: str
    form: Form
    turn: str
    published: str


class Names(Struct, frozen=True):
    """What became of the names.

    ``spoken`` and ``aliased`` are numbers of mentions, by form. ``missed`` are the mentions without an alias in their
    place, or with a trace of the name beside it. ``leaks`` are those of them in whose place anything was published,
    and every other place where a word of a name is in what was published. ``suspects`` are words that sound like a
    name, for a person to look at.
    """

    spoken: dict[Form, int]
    aliased: dict[Form, int]
    missed: tuple[Missed, ...]
    leaks: tuple[str, ...]
    suspects: tuple[str, ...]


def names(script: Script, published: Transcript, public: Path) -> Names:
    """Look for the names of a script in what was published of it, and in every file of the folder ``public``."""
    kept, speech, lost = _kept(script), list(said(script)), missed(script, published)
    mentions = [token.form for token in speech if token.alias]
    unaliased = [one.form for one in lost]
    spoken = {form: count for form in Form if (count := mentions.count(form))}
    return Names(
        spoken=spoken,
        aliased={form: count - unaliased.count(form) for form, count in spoken.items()},
        missed=lost,
        leaks=(
            *(f"{one.alias}, {one.form.value}, in {one.turn}" for one in lost if one.published),
            *_written(kept, published, public),
        ),
        suspects=tuple(_suspects({token.word for token in speech}, _printed(script, published), _words(kept))),
    )


def name_words(part: Part) -> list[str]:
    """Every word that names this part, in plain spelling."""
    return [
        word
        for name in (part.name, *part.also)
        for word in re.findall(r"[^\W\d_]+", plain(name))
        if len(word) >= _SHORTEST
    ]


# ── Where names were spoken ────────────────────────────────────────────────────────────────────────────────────────


def missed(script: Script, transcript: Transcript) -> tuple[Missed, ...]:
    """The names that were spoken and are not, or not wholly, replaced in a transcript of it."""
    speech, found, words = list(said(script)), list(_printed(script, transcript)), _words(_kept(script))
    return tuple(_missed(speech, found, words))


def _kept(script: Script) -> list[Part]:
    """Who is to be kept unnamed."""
    return [part for part in script.parts if not part.named and part.role in (Role.OFFICIAL, Role.MODERATOR)]


def _words(kept: list[Part]) -> list[str]:
    return sorted({word for part in kept for word in name_words(part)})


def _printed(script: Script, transcript: Transcript) -> Iterator[Token]:
    aliases = aliases_of(script)
    for turn in transcript.turns:
        for text in turn.paragraphs:
            yield from tokens(text, turn.id, aliases)


def _missed(speech: list[Token], found: list[Token], words: list[str]) -> Iterator[Missed]:
    """Bring what was said and what is printed side by side; where they differ at a name, look closely."""
    ordinary = {token.word for token in speech}
    for here, there in differences(speech, found):
        mentions = [token for token in speech[here] if token.alias]
        standing = found[there]
        aliases = sum(token.word == ALIAS for token in standing)
        traces = _has_trace([token.word for token in standing if token.word not in ordinary], words)
        left = mentions[aliases:] or (mentions[-1:] if traces else [])
        for mention in left:
            yield Missed(mention.alias, mention.form, mention.turn, " ".join(token.written for token in standing))


def _has_trace(standing: list[str], words: list[str]) -> bool:
    """Whether a word in the place of a name is one of its words, sounds like one, or is a letter of its spelling."""
    letters = 0
    for word in standing:
        letters = letters + 1 if len(word) == 1 else 0
        if letters >= _SPELLED or any(_sounds_like(word, name) for name in words):
            return True
    return False


# ── Anywhere ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _written(kept: list[Part], published: Transcript, public: Path) -> Iterator[str]:
    """Where a word of a name, or its letters one by one stand in any file or in a file's name."""
    files = {path.relative_to(public).as_posix(): path for path in sorted(public.rglob("*")) if path.is_file()}
    texts = {
        name: html.unescape(f"{name} {path.read_bytes().decode(errors='replace')}") for name, path in files.items()
    }
    for part in kept:
        looked_for = _pattern(part)
        turns = [turn.id for turn in published.turns if looked_for.search(plain(turn.text))]
        yield from (f"{part.alias} in {turn}" for turn in turns)
        if not turns:
            yield from (f"{part.alias} in {name}" for name, text in texts.items() if looked_for.search(plain(text)))


def _pattern(part: Part) -> re.Pattern[str]:
    words = name_words(part)
    spelled = [r"[\W_]{1,3}".join(word) for word in words]
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join([*words, *spelled])})(?:s|es)?(?![^\W\d_])")


def _suspects(said: set[str], found: Iterator[Token], words: list[str]) -> Iterator[str]:
    """Capitalised words that nobody was to say and that sound like a name."""
    for token in found:
        unexpected = token.word != ALIAS and token.word not in said and token.written[0].isupper()
        if unexpected and any(_sounds_like(token.word, name) for name in words):
            yield f"{token.written} in {token.turn}"


def _sounds_like(word: str, name: str) -> bool:
    if len(word) < _SHORTEST or len(name) < _SHORTEST:
        return False
    if Indel.normalized_similarity(word, name) >= _ALIKE:
        return True
    sound = jellyfish.metaphone(word)
    return len(sound) >= _SHORTEST and sound == jellyfish.metaphone(name)

"""The guard: each form in which a person of the roster is named becomes the bracketed alias.

One pass over the words of a text finds the exact forms: full name, any one word of it, with accents or without, in
any case, with or without the gaps (line break, dash, hyphen, single letters spelled out). What stands before a name
and belongs to it (honorific, rank, title, initial, a broken-off beginning) goes with it. A second layer
(:mod:`onbackground.attribution.misheard`) finds names as speech to text mishears them. The guard prefers a false
alias to a name let through.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import chain, compress
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from onbackground.attribution.aliases import Aliases, words_in
from onbackground.attribution.escapes import Reading, read
from onbackground.attribution.exact import WEAK, ExactForms, Found
from onbackground.attribution.exact.handles import Handles
from onbackground.attribution.exact.spelled import spelled_out
from onbackground.attribution.flags import Flag, doubt
from onbackground.attribution.forms import forms_of, homophones_of
from onbackground.attribution.giveaways import Giveaways
from onbackground.attribution.guarded import Guarded, replaced
from onbackground.attribution.in_the_sound import Sounded, with_sounded
from onbackground.attribution.kept import KeptNames, inside_kept
from onbackground.attribution.meant import weigh
from onbackground.attribution.meant.verdict import Verdict
from onbackground.attribution.misheard import Hearing
from onbackground.attribution.misheard.adding import with_misheard
from onbackground.attribution.misheard.letters import Letters
from onbackground.attribution.page import Page, mark
from onbackground.attribution.roster import Roster, title_words
from onbackground.attribution.spans import Span, merged, with_halves, with_runs
from onbackground.attribution.surroundings import widened
from onbackground.attribution.tags import with_whole_tags
from onbackground.attribution.turns import Turn, Voice, turns_of
from onbackground.attribution.words import HYPHENS, words_of, words_within

_HYPHENS = frozenset(HYPHENS)
_Placed = TypeVar("_Placed", Sounded, Turn)


class Guarding(Protocol):
    """What guards a text: :meth:`Guard.apply`, or the same with a memory."""

    def __call__(self, text: str, /, *, asking: bool = False) -> Guarded:
        """Return the text with every name replaced; ``asking`` says that a reporter or the operator speaks."""
        ...


class _Exact(NamedTuple):
    """The exact forms of a text: those that become the alias, what is only flagged, and those of somebody else."""

    spans: list[Span]
    doubts: list[Flag]
    others: list[Span]


class Guard:
    """Replaces every form of a roster's names by the alias of the seat.

    ``keep`` are names of others (reporters, principals, outlets) that stay: a roster name inside a longer kept name
    stays with it ("John Kelly" kept, though a Kelly sits on the roster), and nothing like a kept word counts as
    misheard. ``misheard=False`` leaves the second layer out.
    """

    def __init__(self, roster: Roster, keep: Iterable[str] = (), *, misheard: bool = True) -> None:
        forms = [form for seat in roster.seats for form in forms_of(seat)]
        alike = [form for seat in roster.seats for form in homophones_of(seat)] if misheard else []
        self._forms = ExactForms([*forms, *alike])
        self._seats = {seat.id: seat for seat in roster.seats}
        self._kept = KeptNames({*keep, *roster.keep})
        self._titles = {title_words(seat) for seat in roster.seats} - {()}
        self._aliases = Aliases(roster)
        self._handles = Handles(forms)
        self._giveaways = Giveaways(roster, self._kept.names)
        self._hearing = Hearing(forms, self._kept.words) if misheard else None
        self._letters = Letters(forms if misheard else [])

    def __repr__(self) -> str:
        """Show nothing of the roster."""
        return "Guard()"

    def apply(
        self,
        text: str,
        *,
        asking: bool = False,
        doubted: Iterable[tuple[int, int]] = (),
        sounded: Iterable[Sounded] = (),
        turns: list[Turn] | None = None,
    ) -> Guarded:
        """Return ``text`` with every name replaced. Text inside brackets that is an alias already stays as it is.

        ``asking`` says that a reporter or the operator speaks: they may introduce themselves without a flag.
        ``doubted`` are the places, start and end, of words that the recogniser finds less likely than
        :data:`~onbackground.attribution.misheard.DOUBTED`: what stands there may be a name misheard.
        ``sounded`` are the places where the sound has a name that the text has not.
        ``turns`` say who speaks where, in order and from the beginning; without them labels in the text do.
        """
        reading = read(text)
        if reading.text != text:
            doubted = [reading.find(*place) for place in doubted]
            sounded = [_as_read(reading, name) for name in sounded]
            turns = [_as_read(reading, turn) for turn in turns] if turns else None
        source, text = text, reading.text
        words = words_of(text)
        turns = turns or turns_of(text, Voice.REPORTER if asking else Voice.OTHER)
        already = self._aliases.places(text)
        aliased = words_in(already, words)
        page = Page(text, words, turns, self._kept.spans(words), aliased, left=list(aliased))
        runs = [run for run in self._within_runs(page) if not any(aliased[run.first : run.past])]
        spans, doubts, others = self._exact(page, runs)
        for run in runs:
            mark(page.left, run.first, run.past)
        if self._hearing is not None:
            spans = with_misheard(self._hearing, page, spans, others, words_within(words, doubted))
        spans, doubtful = with_sounded(page, spans, self._seats, sounded)
        doubts += [_doubt(text, span) for span in doubtful]
        spans = with_halves(text, spans, others)
        spans = with_runs(spans, runs)
        spans = merged(text, widened(page, spans, self._titles))
        aliases = sorted([*already, *((span.start, span.end) for span in spans)])
        giveaways = self._giveaways.find(text, words, aliases, turns)
        flags = [*doubts, *(_doubt(text, span) for span in spans if span.open), *giveaways]
        if text != source:
            for span in spans:
                span.start, span.end = reading.place(span.start, span.end)
            flags = [_as_written(reading, source, flag) for flag in flags]
        return replaced(source, with_whole_tags(source, spans), flags)

    def _exact(self, page: Page, runs: list[Span]) -> _Exact:
        """Find the exact forms and weigh each where it stands.

        Words that plainly name somebody else are marked as to be left alone.
        """
        words, kept = page.words, page.kept
        in_runs = {index for run in runs for index in range(run.first, run.past)}
        forms = self._forms.find(page.text, words, page.left)
        found = [one for one in forms if not inside_kept(one.first, one.past, kept)]
        verdicts = weigh(page.text, words, _may_be_known(page, found) | in_runs, found, page.turns, in_runs)
        weighed = list(zip(found, verdicts, strict=True))
        borne = {one.form.words for one, verdict in weighed if verdict is Verdict.OTHER}
        exact = _Exact([], [], [])
        for one, verdict in weighed:
            form = one.form
            span = Span.over(words, (one.first, one.past), form.seat, part=form.kind, form=form.kind, rivals=one.rivals)
            if verdict in (Verdict.NAME, Verdict.UNSURE):
                shared = one.shared or self._kept.share(form.words) or form.words in borne
                span.unsure = verdict is Verdict.UNSURE or shared
                span.confidence = 0.5 if span.unsure else 1.0
                span.part = "" if form.needs_capital else form.kind
                exact.spans.append(span)
                continue
            if verdict is Verdict.DOUBTED:
                exact.doubts.append(doubt(page.text, span.start, span.end, form.seat))
            if form.kind not in WEAK and not _is_tied(page.text, span.start, span.end):
                mark(page.left, one.first, one.past)
                exact.others.append(span)
        return exact

    def _within_runs(self, page: Page) -> list[Span]:
        """The names that are spelled out with explanations or slips, and those inside handles."""
        text, words = page.text, page.words
        spans = []
        for spelled in spelled_out(text, words):
            for first, past, entry in self._forms.within(spelled):
                spans.append(Span.over(words, (first, past), entry.form.seat, part="", form=entry.form.kind))
        for heard in self._letters.find(text, words, page.aliased):
            place, near = (heard.first, heard.past), heard.likeness
            spans.append(Span.over(words, place, heard.seat, part="", form="heard", confidence=near, unsure=True))
        joined = (self._handles.find(text), self._handles.find_joined(words), self._handles.find_unspaced(words))
        for start, end, seat in chain.from_iterable(joined):
            first = bisect_right(words, start, key=lambda word: word.start) - 1
            past = bisect_left(words, end, key=lambda word: word.start)
            spans.append(Span(first, past, start, end, seat, "", "handle", 0.9))
        return spans


def _may_be_known(page: Page, found: list[Found]) -> set[int]:
    """The words that may belong to somebody known: to an alias, a kept name, a form of the roster."""
    known = set(compress(range(len(page.left)), page.left))
    for first, past in page.kept.items():
        known.update(range(first, past))
    for one in found:
        if one.form.kind not in WEAK and (page.words[one.first].capital or not one.form.needs_capital):
            known.update(range(one.first, one.past))
    return known


def _is_tied(text: str, start: int, end: int) -> bool:
    """Whether a hyphen ties a word to another, with which it may be a name misheard: the "bin" of "Zoo-bin"."""
    return text[max(0, start - 1) : start] in _HYPHENS or text[end : end + 1] in _HYPHENS


def _doubt(text: str, span: Span) -> Flag:
    return doubt(text, span.start, span.end, span.seat, span.rivals)


def _as_read(reading: Reading, placed: _Placed) -> _Placed:
    """The same where it stands in the text that is read, without its escapes."""
    start, end = reading.find(placed.start, placed.end)
    return placed._replace(start=start, end=end)


def _as_written(reading: Reading, source: str, flag: Flag) -> Flag:
    start, end = reading.place(flag.start, flag.end)
    return msgspec.structs.replace(flag, start=start, end=end, found=source[start:end])

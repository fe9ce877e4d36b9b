"""The guard: each form in which a person of the roster is named becomes the bracketed alias.

One pass over the words of a text finds the exact forms: full name, any one word of it, with accents or without, in
any case, with or without the gaps (line break, dash, hyphen, single letters spelled out). What stands before a name
and belongs to it (honorific, rank, title, initial, a broken-off beginning) goes with it. A second layer
(:mod:`onbackground.attribution.misheard`) finds names as speech to text mishears them. The guard prefers a false
alias to a name let through.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from onbackground.attribution.aliases import Aliases, words_in
from onbackground.attribution.escapes import Reading, read
from onbackground.attribution.exact import WEAK, ExactForms
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
from onbackground.attribution.misheard.expected import expected_in, named_in_labels
from onbackground.attribution.misheard.letters import Letters
from onbackground.attribution.roster import Roster, Seat, title_words
from onbackground.attribution.spans import Span, merged, with_halves, with_runs
from onbackground.attribution.surroundings import begun, take_tied, widened
from onbackground.attribution.tags import with_whole_tags
from onbackground.attribution.turns import Turn, Voice, turns_of
from onbackground.attribution.words import HYPHENS, Word, words_of, words_within

_HYPHENS = frozenset(HYPHENS)
_Placed = TypeVar("_Placed", Sounded, Turn)


class Guarding(Protocol):
    """What guards a text: :meth:`Guard.apply`, or the same with a memory."""

    def __call__(self, text: str, /, *, asking: bool = False) -> Guarded:
        """Return the text with every name replaced; ``asking`` says that a reporter or the operator speaks."""
        ...


class _Page(NamedTuple):
    """A text and what is known of it: who speaks where, the names that stay (from word, to word), and for each word
    whether it is to be left alone."""

    text: str
    words: list[Word]
    turns: list[Turn]
    kept: dict[int, int]
    left: list[bool]


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
        barred = words_in(already, words)
        kept = self._kept.spans(words)
        page = _Page(text, words, turns, kept, left=list(barred))
        runs = [span for span in self._within_runs(text, words, barred) if not any(barred[span.first : span.past])]
        spans, doubts, others = self._exact(page, runs)
        for run in runs:
            page.left[run.first : run.past] = [True] * (run.past - run.first)
        if self._hearing is not None:
            spans = _with_misheard(self._hearing, page, spans, others, words_within(words, doubted))
        spans, doubtful = with_sounded(text, words, spans, barred, kept, self._seats, sounded)
        doubts += [_doubt(text, span) for span in doubtful]
        spans = with_halves(text, spans, others)
        spans = with_runs(spans, runs)
        spans = merged(text, widened(text, words, spans, barred, self._titles))
        aliases = sorted([*already, *((span.start, span.end) for span in spans)])
        giveaways = self._giveaways.find(text, words, aliases, turns)
        flags = [*doubts, *(_doubt(text, span) for span in spans if span.open), *giveaways]
        if text != source:
            for span in spans:
                span.start, span.end = reading.place(span.start, span.end)
            spans = with_whole_tags(source, spans)
            flags = [_as_written(reading, source, flag) for flag in flags]
        return replaced(source, spans, flags)

    def _exact(self, page: _Page, runs: list[Span]) -> tuple[list[Span], list[Flag], list[Span]]:
        """Find the exact forms and weigh each where it stands; those that name somebody else come last.

        Words that plainly name somebody else are marked as to be left alone.
        """
        text, words, turns, kept, left = page
        taken = {index for index, barred in enumerate(left) if barred}
        for first, past in kept.items():
            taken.update(range(first, past))
        in_runs = {index for span in runs for index in range(span.first, span.past)}
        taken |= in_runs
        found = [one for one in self._forms.find(text, words, left) if not inside_kept(one.first, one.past, kept)]
        for one in found:
            if one.form.kind not in WEAK and (words[one.first].capital or not one.form.needs_capital):
                taken.update(range(one.first, one.past))
        verdicts = weigh(text, words, taken, found, turns, in_runs)
        others = {one.form.words for one, verdict in zip(found, verdicts, strict=True) if verdict is Verdict.OTHER}
        spans, doubts, not_meant = [], [], []
        for one, verdict in zip(found, verdicts, strict=True):
            start, end, form = words[one.first].start, words[one.past - 1].end, one.form
            if verdict in (Verdict.NAME, Verdict.UNSURE):
                shared = one.shared or self._kept.share(form.words) or form.words in others
                unsure = verdict is Verdict.UNSURE or shared
                part = "" if form.needs_capital else form.kind
                confidence = 0.5 if unsure else 1.0
                spans.append(
                    Span(one.first, one.past, start, end, form.seat, part, form.kind, confidence, unsure, one.rivals)
                )
                continue
            if verdict is Verdict.DOUBTED:
                doubts.append(doubt(text, start, end, form.seat))
            if form.kind not in WEAK and not _is_tied(text, start, end):
                left[one.first : one.past] = [True] * (one.past - one.first)
                not_meant.append(
                    Span(one.first, one.past, start, end, form.seat, form.kind, form.kind, 1.0, rivals=one.rivals)
                )
        return spans, doubts, not_meant

    def _within_runs(self, text: str, words: list[Word], barred: list[bool]) -> list[Span]:
        """The names that are spelled out with explanations or slips, and those inside handles."""
        spans = []
        for spelled in spelled_out(text, words):
            for first, past, entry in self._forms.within(spelled):
                start, end = words[first].start, words[past - 1].end
                spans.append(Span(first, past, start, end, entry.form.seat, "", entry.form.kind, 1.0))
        for heard in self._letters.find(text, words, barred):
            start, end = words[heard.first].start, words[heard.past - 1].end
            spans.append(Span(heard.first, heard.past, start, end, heard.seat, "", "heard", heard.likeness, True))
        for start, end, seat in [*self._handles.find(text), *self._handles.find_joined(words)]:
            first = bisect_right(words, start, key=lambda word: word.start) - 1
            past = bisect_left(words, end, key=lambda word: word.start)
            spans.append(Span(first, past, start, end, seat, "", "handle", 0.9))
        return spans


def _with_misheard(
    hearing: Hearing, page: _Page, exact: list[Span], others: list[Span], doubted: frozenset[int]
) -> list[Span]:
    """Add the misheard names to the exact ones, and to each half of a name its other half.

    ``others`` are exact forms that seem to name somebody else, ``doubted`` the words that the recogniser doubts.
    """
    text, words, turns, kept, left = page
    taken = list(left)
    for span in exact:
        taken[span.first : span.past] = [True] * (span.past - span.first)
    nearby: dict[int, Seat] = {}
    floor = 0
    for span in exact:
        first = begun(text, words, span, floor)
        take_tied(text, words, span, taken)
        floor = span.past
        taken[first : span.past] = [True] * (span.past - first)
        nearby[span.first - 1] = nearby[span.past] = span.seat
    for first, past in kept.items():
        taken[first:past] = [True] * (past - first)
    spans = list(exact)
    expected = expected_in(text, words, turns)
    named = frozenset(word for word in named_in_labels(turns) if not hearing.is_misspelt(word))
    spans += _given_the_floor(words, others, expected.official | expected.handed, named)
    elsewhere = {index for span in others for index in range(span.first, span.past)}
    for heard in hearing.find(text, words, taken, nearby, doubted, expected, named, elsewhere):
        start, end = words[heard.first].start, words[heard.past - 1].end
        part, sure, unsure = heard.part, heard.confidence, heard.unsure
        spans.append(Span(heard.first, heard.past, start, end, heard.seat, part, "heard", sure, unsure))
    spans = with_halves(text, spans, others)
    hearing.halves.complete(text, words, taken, spans)
    return spans


def _is_tied(text: str, start: int, end: int) -> bool:
    """Whether a hyphen ties a word to another, with which it may be a name misheard: the "bin" of "Zoo-bin"."""
    return text[max(0, start - 1) : start] in _HYPHENS or text[end : end + 1] in _HYPHENS


def _given_the_floor(words: list[Word], others: list[Span], places: Set[int], named: Set[str]) -> Iterator[Span]:
    """Of the first names that seemed to be another's those that stand where an official is due: they are doubtful.

    ``named`` are the folded names of other speakers.
    """
    for one in others:
        following = words[one.past].folded if one.past < len(words) else ""
        if one.part != "last" and words[one.first].capital and one.first in places and following not in named:
            one.confidence, one.unsure = 0.5, True
            yield one


def _doubt(text: str, span: Span) -> Flag:
    return doubt(text, span.start, span.end, span.seat, span.rivals)


def _as_read(reading: Reading, placed: _Placed) -> _Placed:
    """The same where it stands in the text that is read, without its escapes."""
    start, end = reading.find(placed.start, placed.end)
    return placed._replace(start=start, end=end)


def _as_written(reading: Reading, source: str, flag: Flag) -> Flag:
    start, end = reading.place(flag.start, flag.end)
    return msgspec.structs.replace(flag, start=start, end=end, found=source[start:end])

"""The guard: each form in which a person of the roster is named becomes the bracketed alias.

One pass over the words of a text finds the exact forms: full name, any one word of it, with accents or without, in
any case, with or without the gaps (line break, dash, hyphen, single letters spelled out). What stands before a name
and belongs to it (honorific, rank, title, initial, a broken-off beginning) goes with it. A second layer
(:mod:`onbackground.attribution.hearing`) finds names as speech to text mishears them. The guard prefers a false
alias to a name let through.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Set
from typing import Protocol

import msgspec

from onbackground.attribution.cues import Cues
from onbackground.attribution.escapes import Reading, read
from onbackground.attribution.exact import LONGEST_PAUSE, PAUSE, WEAK, ExactForms
from onbackground.attribution.expected import expected_in, named_in_labels
from onbackground.attribution.flags import Flag, Reason
from onbackground.attribution.handles import Handles
from onbackground.attribution.hearing import INITIALS, Hearing
from onbackground.attribution.letters import Letters
from onbackground.attribution.roster import Form, Roster, Seat, forms_of, homophones_of
from onbackground.attribution.spans import Span
from onbackground.attribution.spelled import spelled_out
from onbackground.attribution.surroundings import begun, take_tied, widened
from onbackground.attribution.turns import Turn, Voice, turns_of
from onbackground.attribution.verdict import Verdict
from onbackground.attribution.vocabulary import HONORIFICS
from onbackground.attribution.weighing import weigh
from onbackground.attribution.words import Word, words_of


class Replacement(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of the text that became an alias.

    ``start`` and ``end`` are offsets in the text given, end excluded. ``form`` says how the person was named: full,
    first, middle, last, also, or heard (misheard by speech to text). ``confidence`` is 1.0 for an exact form of one
    person. ``found`` is secret, and not shown by ``repr``.
    """

    start: int
    end: int
    found: str
    seat: str
    alias: str
    form: str
    confidence: float

    def __repr__(self) -> str:
        """Show place and alias, never the words found."""
        return f"Replacement({self.start}, {self.end}, seat={self.seat!r}, alias={self.alias!r}, form={self.form!r})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """As :meth:`__repr__`, for consoles."""
        return [("start", self.start), ("end", self.end), ("seat", self.seat), ("form", self.form)]


class Guarded(msgspec.Struct, frozen=True):
    """A text that may leave the room, what was replaced in it, and what a person should look at, each in order."""

    text: str
    replacements: tuple[Replacement, ...]
    flags: tuple[Flag, ...] = ()


Sounded = tuple[int, int, str, float]
"""Where the sound of a text names somebody: from, to, the id of the seat, how sure that is (0 to 1)."""
_SURE = 0.5
"""A name that only the sound has becomes the alias, and is flagged, where it is so sure; below, it is only flagged."""


class Guarding(Protocol):
    """What guards a text: :meth:`Guard.apply`, or the same with a memory."""

    def __call__(self, text: str, /, *, asking: bool = False) -> Guarded:
        """Return the text with every name replaced; ``asking`` says that a reporter or the operator speaks."""
        ...


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
        keep = {*keep, *roster.keep}
        self._kept = {tuple(word.folded for word in words_of(name)) for name in keep} - {()}
        self._kept_parts = {word for name in self._kept if len(name) > 1 for word in name}
        self._longest_kept = max(map(len, self._kept), default=0)
        self._titles = {tuple(w.folded for w in words_of(seat.title)) for seat in roster.seats if seat.title} - {()}
        self._aliases = _alias_pattern(roster)
        self._handles = Handles(forms)
        self._cues = Cues(roster, self._kept)
        self._hearing = Hearing(forms, {word for name in self._kept for word in name}) if misheard else None
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
        :data:`~onbackground.attribution.hearing.DOUBTED`: what stands there may be a name misheard.
        ``sounded`` are the places where the sound has a name that the text has not.
        ``turns`` say who speaks where, in order and from the beginning; without them labels in the text do.
        """
        reading = read(text)
        if reading.text != text:
            doubted = [reading.find(*place) for place in doubted]
            sounded = [(*reading.find(start, end), seat, sure) for start, end, seat, sure in sounded]
            turns = [_read_turn(reading, turn) for turn in turns] if turns else None
        source, text = text, reading.text
        words = words_of(text)
        turns = turns or turns_of(text, Voice.REPORTER if asking else Voice.OTHER)
        barred = self._in_aliases(text, words)
        kept = self._kept_spans(words)
        left = list(barred)
        runs = [span for span in self._within_runs(text, words, barred) if not any(barred[span.first : span.past])]
        spans, doubts, others = self._exact(text, words, left, kept, runs, turns)
        for run in runs:
            left[run.first : run.past] = [True] * (run.past - run.first)
        if self._hearing is not None:
            spans = self._with_misheard(self._hearing, text, words, left, kept, spans, others, doubted, turns)
        spans, doubtful = _with_sounded(words, spans, barred, kept, self._seats, sounded)
        doubts += [_doubt(text, span.start, span.end, span.seat) for span in doubtful]
        spans = _with_halves(text, spans, others)
        spans = _with_runs(spans, runs)
        spans = _merged(text, widened(text, words, spans, barred, self._titles))
        aliases = sorted([*self._alias_places(text), *((span.start, span.end) for span in spans)])
        cues = self._cues.find(text, words, aliases, turns)
        flags = [*doubts, *_unsure(text, spans), *cues]
        if text != source:
            for span in spans:
                span.start, span.end = reading.place(span.start, span.end)
            flags = [_as_written(reading, source, flag) for flag in flags]
        return _replace(source, spans, flags)

    def _exact(
        self, text: str, words: list[Word], left: list[bool], kept: dict[int, int], runs: list[Span], turns: list[Turn]
    ) -> tuple[list[Span], list[Flag], list[Span]]:
        """Find the exact forms and weigh each where it stands; those that name somebody else come last.

        Words that plainly name somebody else are marked in ``left``, as to be left alone.
        """
        taken = {index for index, barred in enumerate(left) if barred}
        for first, past in kept.items():
            taken.update(range(first, past))
        in_runs = {index for span in runs for index in range(span.first, span.past)}
        taken |= in_runs
        found = [one for one in self._forms.find(text, words, left) if not _inside_kept(one.first, one.past, kept)]
        for one in found:
            if one.form.kind not in WEAK and (words[one.first].capital or not one.form.needs_capital):
                taken.update(range(one.first, one.past))
        verdicts = weigh(text, words, taken, found, turns, in_runs)
        others = {one.form.words for one, verdict in zip(found, verdicts, strict=True) if verdict is Verdict.OTHER}
        spans, doubts, not_meant = [], [], []
        for one, verdict in zip(found, verdicts, strict=True):
            start, end, form = words[one.first].start, words[one.past - 1].end, one.form
            if verdict in (Verdict.NAME, Verdict.UNSURE):
                shared = one.shared or self._is_shared_with_kept(form) or form.words in others
                unsure = verdict is Verdict.UNSURE or shared
                part = "" if form.needs_capital else form.kind
                confidence = 0.5 if unsure else 1.0
                spans.append(Span(one.first, one.past, start, end, form.seat, part, form.kind, confidence, unsure))
                continue
            if verdict is Verdict.DOUBTED:
                doubts.append(_doubt(text, start, end, form.seat))
            if form.kind not in WEAK:
                left[one.first : one.past] = [True] * (one.past - one.first)
                not_meant.append(Span(one.first, one.past, start, end, form.seat, form.kind, form.kind, 1.0))
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

    def _is_shared_with_kept(self, form: Form) -> bool:
        """Whether somebody who is to stay named has this name too."""
        return len(form.words) == 1 and form.words[0] in self._kept_parts

    def _with_misheard(
        self,
        hearing: Hearing,
        text: str,
        words: list[Word],
        barred: list[bool],
        kept: dict[int, int],
        exact: list[Span],
        others: list[Span],
        doubted: Iterable[tuple[int, int]],
        turns: list[Turn],
    ) -> list[Span]:
        """Add the misheard names to the exact ones, and to each half of a name its other half.

        ``others`` are exact forms that seem to name somebody else.
        """
        taken = list(barred)
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
        unlikely = _words_at(words, doubted)
        expected, named = expected_in(text, words, turns), named_in_labels(turns)
        spans += _given_the_floor(words, others, expected.official | expected.handed, named)
        for heard in hearing.find(text, words, taken, nearby, unlikely, expected, named):
            start, end = words[heard.first].start, words[heard.past - 1].end
            part, unsure = heard.part, heard.part == INITIALS
            spans.append(Span(heard.first, heard.past, start, end, heard.seat, part, "heard", heard.confidence, unsure))
        spans = _with_halves(text, spans, others)
        hearing.complete(text, words, taken, spans)
        return spans

    def _alias_places(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in self._aliases.finditer(text)] if self._aliases else []

    def _in_aliases(self, text: str, words: list[Word]) -> list[bool]:
        """For each word, whether it stands inside a bracketed alias."""
        barred = [False] * len(words)
        i = 0
        for start, end in self._alias_places(text):
            while i < len(words) and words[i].end <= start:
                i += 1
            while i < len(words) and words[i].start < end:
                barred[i] = True
                i += 1
        return barred

    def _kept_spans(self, words: list[Word]) -> dict[int, int]:
        """For each word that begins a kept name, the word past the name's end."""
        firsts = {name[0] for name in self._kept}
        spans = {}
        for i, word in enumerate(words):
            if word.folded in firsts:
                for length in range(min(self._longest_kept, len(words) - i), 0, -1):
                    if tuple(one.folded for one in words[i : i + length]) in self._kept:
                        spans[i] = i + length
                        break
        return spans


def _given_the_floor(words: list[Word], others: list[Span], places: Set[int], named: Set[str]) -> Iterator[Span]:
    """Of the first names that seemed to be another's those that stand where an official is due: they are doubtful.

    ``named`` are the folded names of other speakers.
    """
    for one in others:
        following = words[one.past].folded if one.past < len(words) else ""
        if one.part != "last" and words[one.first].capital and one.first in places and following not in named:
            one.confidence, one.unsure = 0.5, True
            yield one


def _with_halves(text: str, spans: list[Span], others: list[Span]) -> list[Span]:
    """Add what seemed to be another's name beside a name misheard: its other half is the seat's."""
    begins = {(span.first, span.seat.id): span.start for span in spans if span.form == "heard"}
    ends = {(span.past, span.seat.id): span.end for span in spans if span.form == "heard"}
    there = {span.first for span in spans}
    halves = [
        one
        for one in others
        if one.first not in there
        and (
            text[one.end : begins.get((one.past, one.seat.id), 0)].isspace()
            or text[ends.get((one.first, one.seat.id), len(text)) : one.start].isspace()
        )
    ]
    return sorted([*spans, *halves], key=lambda span: span.first)


def _with_sounded(
    words: list[Word],
    spans: list[Span],
    barred: list[bool],
    kept: dict[int, int],
    seats: dict[str, Seat],
    sounded: Iterable[Sounded],
) -> tuple[list[Span], list[Span]]:
    """Add the names that only the sound has, where the text has none; of one misheard it says whose it is.

    What the sound is less sure of comes last, to be flagged and not replaced.
    """
    taken = {n for n, is_barred in enumerate(barred) if is_barred}
    for first, past in [*kept.items(), *((span.first, span.past) for span in spans)]:
        taken.update(range(first, past))
    added: list[Span] = []
    doubtful: list[Span] = []
    for start, end, seat, confidence in sounded:
        for span in spans:
            if span.form == "heard" and span.start < end and start < span.end and seat in seats:
                span.seat = seats[seat]
        free = sorted(_words_at(words, [(start, end)]) - taken)
        if seat in seats and any(words[n].folded not in HONORIFICS for n in free):
            first, past = free[0], free[-1] + 1
            if taken.isdisjoint(range(first, past)):
                begin, finish = words[first].start, words[past - 1].end
                span = Span(first, past, begin, finish, seats[seat], "", "heard", confidence, unsure=True)
                (added if confidence >= _SURE else doubtful).append(span)
                taken.update(range(first, past))
    return (sorted([*spans, *added], key=lambda span: span.first) if added else spans), doubtful


def _words_at(words: list[Word], places: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The indexes of the words that begin within some places."""
    starts = [word.start for word in words]
    return frozenset(
        index for start, end in places for index in range(bisect_left(starts, start), bisect_left(starts, end))
    )


def _alias_pattern(roster: Roster) -> re.Pattern[str] | None:
    """What finds a bracketed alias of the roster, in any case and across a line break."""
    aliases = sorted({seat.alias.strip() for seat in roster.seats}, key=len, reverse=True)
    if not aliases:
        return None
    spaced = [r"\s+".join(re.escape(part) for part in alias.split()) for alias in aliases]
    return re.compile(r"(?i)\[\s*(?:" + "|".join(spaced) + r")\s*\]")


def _inside_kept(first: int, past: int, kept: dict[int, int]) -> bool:
    """Whether a longer kept name holds the words ``first`` to ``past``."""
    return any(
        begin <= first and past <= kept[begin] and kept[begin] - begin > past - first
        for begin in range(max(0, first - 8), first + 1)
        if begin in kept
    )


def _merged(text: str, spans: list[Span]) -> list[Span]:
    """Join neighbours that name the same seat with nothing but a pause between them."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        near = last is not None and span.start - last.end <= LONGEST_PAUSE
        if last and near and last.seat is span.seat and PAUSE.fullmatch(text[last.end : span.start]):
            last.end, last.past = span.end, span.past
            last.form = last.form if last.form == span.form else "full"
            last.confidence = max(last.confidence, span.confidence)
            last.unsure = last.unsure and span.unsure
        else:
            merged.append(span)
    return merged


def _with_runs(spans: list[Span], runs: list[Span]) -> list[Span]:
    """Add the names in longer runs; each takes the place of what was found within it, and of initials that reach into
    it. Both are in order.
    """
    if not runs:
        return spans
    together: list[Span] = []
    rest = iter(spans)
    span = next(rest, None)
    for run in sorted(runs, key=lambda run: run.start):
        while span is not None and span.end <= run.start:
            together.append(span)
            span = next(rest, None)
        over = []
        while span is not None and span.start < run.end:
            over.append(span)
            span = next(rest, None)
        within = all((run.start <= one.start and one.end <= run.end) or one.form == "initials" for one in over)
        free = not together or together[-1].end <= run.start
        together += [run] if within and free else over
    return together + ([span] if span is not None else []) + list(rest)


def _unsure(text: str, spans: list[Span]) -> list[Flag]:
    return [_doubt(text, span.start, span.end, span.seat) for span in spans if span.unsure]


def _doubt(text: str, start: int, end: int, seat: Seat) -> Flag:
    suggestion = f"[{seat.alias.strip()}]"
    return Flag(start=start, end=end, found=text[start:end], reason=Reason.UNSURE, suggestion=suggestion)


def _read_turn(reading: Reading, turn: Turn) -> Turn:
    start, end = reading.find(turn.start, turn.end)
    return turn._replace(start=start, end=end)


def _as_written(reading: Reading, source: str, flag: Flag) -> Flag:
    start, end = reading.place(flag.start, flag.end)
    return msgspec.structs.replace(flag, start=start, end=end, found=source[start:end])


def _replace(text: str, spans: list[Span], flags: list[Flag]) -> Guarded:
    pieces = []
    replacements = []
    position = 0
    for span in spans:
        alias = span.seat.alias.strip()
        pieces += [text[position : span.start], f"[{alias}]"]
        position = span.end
        replacements.append(
            Replacement(
                start=span.start,
                end=span.end,
                found=text[span.start : span.end],
                seat=span.seat.id,
                alias=alias,
                form=span.form,
                confidence=span.confidence,
            )
        )
    flags.sort(key=lambda flag: (flag.start, flag.end))
    return Guarded("".join([*pieces, text[position:]]), tuple(replacements), tuple(flags))

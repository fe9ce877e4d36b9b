"""The press officer of a rehearsal, who sees to the flags of the guard, so that its transcript is published.

Where the script of the call is known, they settle each flag as a person does who knows everybody on the call and plays
what was said: at a flag where somebody was in truth named, that person's alias is to stand; any other flag stands as
it is printed. What is not flagged they do not look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ..attribution.call import CallGuard
from ..attribution.flags import Reason
from ..briefing.state import State
from ..briefing.terms import Role
from ..desk.drafts import Drafts
from ..log.briefings import Briefings
from ..log.folder import DataFolder
from ..log.recorder import Recorder
from ..release.assembly import draft, guard_of, read_edits, read_record, transcript_of
from ..release.editing.deciding import OverrideFlags, Refused, SettleFlag
from ..release.editing.draft import Draft, RaisedFlag
from ..release.editing.events import FlagKey, Ruling
from ..release.editor import edit
from ..transcript.document import Transcript
from .script import Script
from .side_by_side import Token, aliases_of, differences, said, tokens

REASON: Final = "A rehearsal: everybody in it is invented, and its text is to be compared as it is."

_OF_NAMES: Final = frozenset({Reason.UNSURE, Reason.ADDRESSED, Reason.SELF_INTRODUCTION})
"""What is flagged because somebody may be named there."""


class Settled(Struct, frozen=True):
    """What was done about the flags: how many became an alias, how many stand; and the transcript as it was before."""

    before: Transcript
    replaced: int
    kept: int


def settle_flags(folder: DataFolder, recorder: Recorder, briefing: str, script: Script, at: int) -> Settled:
    """Settle every flag of a call that is completely written down, in the moderator's name, as the desk does."""
    state, moderator = _state(recorder, briefing)
    desk = Drafts(recorder, folder)
    standing = desk.standing(briefing, state)
    named = dict(_named(script, standing.draft))
    seen, replaced = standing.edits.version, 0
    for flag in standing.draft.open:
        alias = named.get(flag.key, "")
        changes = bool(alias) and not _is_only(flag.printed, alias)
        wish = SettleFlag(
            seen=seen,
            flag=flag.key,
            ruling=Ruling.REPLACE if changes else Ruling.KEEP,
            text=alias if changes else "",
        )
        _done(desk.edit(briefing, state, wish, moderator, at))
        seen, replaced = seen + 1, replaced + changes
    before = transcript_of(state, standing.draft)
    return Settled(before, replaced, len(standing.draft.open) - replaced)


def override_flags(recorder: Recorder, briefing: str, at: int) -> int:
    """Override what is flagged in a call that is completely written down; return how many flags that were.

    It is an event in the log as any override, in the moderator's name and with a reason.
    """
    state, moderator = _state(recorder, briefing)
    record, edits = read_record(recorder, briefing), read_edits(recorder, briefing)
    flags = len(draft(state, record, edits, CallGuard(guard_of(state.seats.values()))).open)
    if flags:
        _done(edit(recorder, briefing, state, OverrideFlags(open=flags, reason=REASON), moderator, at))
    return flags


def _state(recorder: Recorder, briefing: str) -> tuple[State, str]:
    """How the briefing stands, and the moderator's seat."""
    briefings = Briefings(recorder)
    briefings.catch_up()
    state = briefings.states[briefing]
    return state, next(seat.id for seat in state.seats.values() if seat.role is Role.MODERATOR)


def _done(outcome: object) -> None:
    if isinstance(outcome, Refused):
        raise RuntimeError(f"a flag of the rehearsal stays open: {outcome.value}")


# ── What was said at a flag ────────────────────────────────────────────────────────────────────────────────────────


def _named(script: Script, printed: Draft) -> Iterator[tuple[FlagKey, str]]:
    """The flags at which somebody was named, and the alias of whoever it was."""
    flags = {flag.key: flag for flag in printed.flags if flag.reason in _OF_NAMES}
    speech = list(said(script))
    words, keys = _words(printed, aliases_of(script))
    for here, there in differences(speech, words):
        named = [f"[{token.alias}]" for token in speech[here] if token.alias]
        certain = [token.written for token, over in zip(words[there], keys[there], strict=True) if not over]
        left = _without(named, certain)
        for key in dict.fromkeys(key for over in keys[there] for key in over if key in flags) if named else ():
            alias = _whose(flags[key], left or named[-1:])
            left = _without(left, [alias])
            yield key, alias


def _whose(flag: RaisedFlag, named: Sequence[str]) -> str:
    """Who of those who were named about there was named at the flag: the one the guard thought of, or the first."""
    return flag.suggestion if flag.suggestion in named else named[0]


def _is_only(printed: str, alias: str) -> bool:
    """Whether nothing is printed but this alias, apart from points and an ending."""
    return re.fullmatch(rf"\W*{re.escape(alias)}(?:['’]s)?\W*", printed) is not None


def _without(these: Sequence[str], those: Sequence[str]) -> list[str]:
    left = list(these)
    for one in those:
        if one in left:
            left.remove(one)
    return left


def _words(printed: Draft, aliases: frozenset[str]) -> tuple[list[Token], list[tuple[FlagKey, ...]]]:
    """Every printed word, and the flags it is in."""
    found = [
        (token, piece.flags)
        for turn in printed.turns
        for paragraph in turn.paragraphs
        for piece in paragraph
        for token in tokens(piece.text, "", aliases)
    ]
    return [token for token, _ in found], [keys for _, keys in found]

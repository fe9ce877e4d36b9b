"""Hypothesis strategies for transcripts as a call held here makes them."""

import datetime
import string

from hypothesis import strategies as st

from onbackground.transcript.document import (
    Mark,
    MarkKind,
    Role,
    Transcript,
    Turn,
    speakers_of,
    turn_id,
)
from onbackground.transcript.ground_rules import Attribution, Embargo, EmbargoKind, GroundRules

_WORDS = st.text(alphabet=string.ascii_lowercase + "éñ’,0123456789", min_size=1, max_size=9)
_PARAGRAPHS = st.lists(_WORDS, min_size=1, max_size=8).map(lambda words: "So " + " ".join(words) + ".")
_LABELS = st.sampled_from(
    [
        ("MODERATOR", "MODERATOR", Role.MODERATOR),
        ("OPERATOR", "OPERATOR", Role.OPERATOR),
        ("QUESTION", "QUESTION", Role.REPORTER),
        ("Q", "QUESTION", Role.REPORTER),
        ("SENIOR ADMINISTRATION OFFICIAL ONE", "SENIOR ADMINISTRATION OFFICIAL ONE", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL TWO", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
    ]
)


@st.composite
def _turns(draw: st.DrawFn) -> tuple[Turn, ...]:
    turns = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        label, speaker, role = draw(_LABELS)
        paragraphs = draw(st.lists(_PARAGRAPHS, min_size=1, max_size=3).map(tuple))
        marks: tuple[Mark, ...] = ()
        if draw(st.booleans()):
            marks = (Mark(MarkKind.STRUCK, 0, 0, 2),)
        turns.append(
            Turn(id=turn_id(number), label=label, speaker=speaker, role=role, paragraphs=paragraphs, marks=marks)
        )
    return tuple(turns)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    zone = datetime.timezone(datetime.timedelta(hours=draw(st.integers(-11, 13))))
    day = draw(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
    start = datetime.datetime.combine(day, draw(st.times()).replace(second=0, microsecond=0), zone)
    turns = draw(_turns())
    return Transcript(
        title="Background Briefing on the Orchard",
        place=draw(st.sampled_from([None, "Vineford, Wessex"])),
        via=draw(st.sampled_from([None, "Via Teleconference"])),
        call_date=day,
        start=draw(st.sampled_from([None, start])),
        ground_rules=GroundRules(
            Attribution("on background", "senior garden officials"), Embargo(EmbargoKind.CLOCK, text="until noon")
        ),
        speakers=speakers_of(turns),
        turns=turns,
    )

"""A small call with one of everything a writer must get right."""

import datetime

from onbackground.transcript.document import Mark, MarkKind, Role, Transcript, Turn
from onbackground.transcript.ground_rules import Attribution, Embargo, EmbargoKind, GroundRules

EASTERN = datetime.timezone(datetime.timedelta(hours=-4), "EDT")
CALL = Transcript(
    title="Background Briefing on the <Orchard> & Its Pears",
    place="Vineford, Wessex",
    via="Via Teleconference",
    call_date=datetime.date(2031, 5, 3),
    start=datetime.datetime(2031, 5, 3, 0, 5, tzinfo=EASTERN),
    end=datetime.datetime(2031, 5, 3, 12, 31, tzinfo=EASTERN),
    ground_rules=GroundRules(
        Attribution("on background", "senior garden officials"), Embargo(EmbargoKind.CLOCK, text="until noon")
    ),
    turns=(
        Turn(
            id="t001",
            label="MODERATOR",
            speaker="MODERATOR",
            role=Role.MODERATOR,
            paragraphs=("It is June [May] now, says [Senior Garden Official One].", "Is 1 < 2 & 2 > 1? (Laughter.)"),
            start=62_000,
            marks=(
                Mark(MarkKind.STRUCK, 0, 6, 10),
                Mark(MarkKind.CORRECTION, 0, 11, 16),
                Mark(MarkKind.ALIAS, 0, 27, 55),
                Mark(MarkKind.LAUGHTER, 1, 18, 29),
            ),
        ),
        Turn(id="t002", label="Q", speaker="QUESTION", role=Role.REPORTER, paragraphs=("Why?",)),
    ),
    notes=("One line dropped at 12:10.",),
)

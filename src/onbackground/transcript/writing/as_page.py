"""A transcript as a page: semantic HTML that stands alone, for screen, paper and screen reader.

The page holds its own style, runs no script and asks for nothing from any address.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from onbackground.transcript.document import Mark, MarkKind, Role, Transcript, Turn
from onbackground.transcript.ground_rules import Attribution, Embargo, EmbargoKind
from onbackground.transcript.writing.wording import printed_date, printed_elapsed, printed_hour

_ELEMENTS = {
    MarkKind.ALIAS: Markup('<span class="alias">{}</span>'),
    MarkKind.INSERTION: Markup('<span class="insertion">{}</span>'),
    MarkKind.STRUCK: Markup("<del>{}</del>"),
    MarkKind.CORRECTION: Markup("<ins>{}</ins>"),
}
_ASIDE = Markup('<span class="aside">{}</span>')


def to_page(transcript: Transcript) -> str:
    """Return the call as one HTML page; the turn ``t012`` is at ``#t012``."""
    return _template().render(
        call=transcript,
        title=transcript.title or "Background briefing",
        facts=_facts(transcript),
        turns=[(turn, _paragraphs(turn)) for turn in transcript.turns],
        elapsed=printed_elapsed,
        printed_date=printed_date,
    )


@cache
def _template() -> Template:
    loader = PackageLoader("onbackground.transcript.writing", "page")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")


def _facts(transcript: Transcript) -> list[tuple[str, list[str]]]:
    """What stands under the title: each a term and the lines said of it."""
    hours = [printed_hour(moment) for moment in (transcript.start, transcript.end) if moment]
    facts: list[tuple[str, list[str | None]]] = [
        ("Date", [printed_date(transcript.call_date)] if transcript.call_date else []),
        ("Time", [" to ".join(hours)]),
        ("Place", [transcript.place, transcript.via]),
        ("Attribution", [_attribution(transcript.ground_rules.attribution)]),
        ("Embargo", [_embargo(transcript.ground_rules.embargo)]),
        ("Speakers", [*(_in_small_letters(one.label) for one in transcript.speakers if one.role is not Role.REPORTER)]),
        ("Questions", [str(sum(turn.role is Role.REPORTER for turn in transcript.turns) or "")]),
    ]
    filled = [(term, [line for line in lines if line]) for term, lines in facts]
    return [(term, lines) for term, lines in filled if lines]


def _in_small_letters(label: str) -> str:
    """A label as a name is written: "Senior Administration Official One"."""
    return " ".join(word.capitalize() if word.isupper() else word for word in label.split())


def _attribution(agreed: Attribution) -> str:
    level = (agreed.level or "").capitalize()
    if agreed.phrase is None:
        return level
    return f"{level}, attributable to “{agreed.phrase}”" if level else f"Attributable to “{agreed.phrase}”"


def _embargo(agreed: Embargo) -> str:
    if agreed.kind is EmbargoKind.NONE:
        return "None"
    return f"Embargoed {agreed.text}" if agreed.text else ""


def _paragraphs(turn: Turn) -> list[Markup]:
    return [
        _marked(text, [mark for mark in turn.marks if mark.paragraph == index])
        for index, text in enumerate(turn.paragraphs)
    ]


def _marked(text: str, marks: list[Mark]) -> Markup:
    """Escape the text, and put each mark's element around its words; of two that overlap the first counts."""
    done = Markup("")
    position = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if mark.start >= position:
            done += text[position : mark.start]
            done += _ELEMENTS.get(mark.kind, _ASIDE).format(text[mark.start : mark.end])
            position = mark.end
    return done + text[position:]

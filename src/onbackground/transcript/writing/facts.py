"""What stands under the title of a printed transcript: when, where, under which rules, who."""

from onbackground.transcript.document import Role, Transcript
from onbackground.transcript.ground_rules import Attribution, Embargo, EmbargoKind
from onbackground.transcript.writing.wording import printed_date, printed_hour

UNTITLED = "Background briefing"


def facts(transcript: Transcript) -> list[tuple[str, list[str]]]:
    """Each a term and the lines said of it; a term of which nothing is known is left out."""
    hours = [printed_hour(moment) for moment in (transcript.start, transcript.end) if moment]
    known: list[tuple[str, list[str | None]]] = [
        ("Date", [printed_date(transcript.call_date)] if transcript.call_date else []),
        ("Time", [" to ".join(hours)]),
        ("Place", [transcript.place, transcript.via]),
        ("Attribution", [attribution_in_words(transcript.ground_rules.attribution)]),
        ("Embargo", [embargo_in_words(transcript.ground_rules.embargo)]),
        ("Speakers", [*(_in_small_letters(one.label) for one in transcript.speakers if one.role is not Role.REPORTER)]),
        ("Questions", [str(sum(turn.role is Role.REPORTER for turn in transcript.turns) or "")]),
    ]
    filled = [(term, [line for line in lines if line]) for term, lines in known]
    return [(term, lines) for term, lines in filled if lines]


def _in_small_letters(label: str) -> str:
    """A label as a name is written: "Senior Administration Official One"."""
    return " ".join(word.capitalize() if word.isupper() else word for word in label.split())


def attribution_in_words(agreed: Attribution) -> str:
    """As in "On background, attributable to “senior officials”"; empty where nothing was said."""
    level = (agreed.level or "").capitalize()
    if agreed.phrase is None:
        return level
    return f"{level}, attributable to “{agreed.phrase}”" if level else f"Attributable to “{agreed.phrase}”"


def embargo_in_words(agreed: Embargo) -> str:
    """As in "Embargoed until noon"; empty where nothing was said."""
    if agreed.kind is EmbargoKind.NONE:
        return "None"
    return f"Embargoed {agreed.text}" if agreed.text else ""

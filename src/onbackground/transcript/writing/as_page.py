"""A transcript as a page: semantic HTML that stands alone, for screen, paper and screen reader.

The page holds its own style, runs no script and asks for nothing from any address.
"""

import datetime
from functools import cache
from typing import Final

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onbackground.transcript.document import MarkKind, Transcript, Turn
from onbackground.transcript.writing.facts import UNTITLED, facts
from onbackground.transcript.writing.files import FEED, PROOF, other_forms
from onbackground.transcript.writing.imprint import Imprint
from onbackground.transcript.writing.stretches import Stretch, paragraphs_in_stretches
from onbackground.transcript.writing.wording import printed_date, printed_elapsed

_ELEMENTS: Final = {
    MarkKind.ALIAS: Markup('<span class="alias">{}</span>'),
    MarkKind.INSERTION: Markup('<span class="insertion">{}</span>'),
    MarkKind.STRUCK: Markup("<s>{}</s>"),
    MarkKind.CORRECTION: Markup("<ins>{}</ins>"),
}
_ASIDE: Final = Markup('<span class="aside">{}</span>')


def to_page(
    transcript: Transcript, imprint: Imprint, briefing: str, version: int | None = None, *, draft: bool = False
) -> str:
    """Return the call as one HTML page; the turn ``t012`` is at ``#t012``, the other forms are beside the page.

    Of a ``version`` the proof is beside it too, and the versions before are in folders of their own: ``v1``, ``v2``.
    A ``draft`` says on screen and paper that it is one, and is the same otherwise.
    """
    return filled(
        "page.html",
        transcript,
        imprint,
        address=imprint.address_of(briefing),
        feed=FEED,
        proof=PROOF if version else None,
        earlier=range(1, version or 1),
        data=_linked_data(transcript, imprint, briefing),
        draft=draft,
    )


def to_tombstone(title: str, day: datetime.date, reason: str, imprint: Imprint) -> str:
    """Return the page that stands where a call was published that is withdrawn."""
    page = _environment().get_template("withdrawn.html")
    return page.render(title=title, day=day, reason=reason, imprint=imprint, proof=PROOF, printed_date=printed_date)


def filled(template: str, transcript: Transcript, imprint: Imprint, **more: object) -> str:
    """Fill a template of this package with what every printed form of a call says."""
    return (
        _environment()
        .get_template(template)
        .render(
            call=transcript,
            imprint=imprint,
            title=transcript.title or UNTITLED,
            facts=facts(transcript),
            turns=[(turn, _paragraphs(turn)) for turn in transcript.turns],
            files=other_forms(transcript),
            elapsed=printed_elapsed,
            printed_date=printed_date,
            **more,
        )
    )


@cache
def _environment() -> Environment:
    loader = PackageLoader("onbackground.transcript.writing", "page")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _paragraphs(turn: Turn) -> list[Markup]:
    return [Markup("").join(map(_dressed, stretches)) for stretches in paragraphs_in_stretches(turn)]


def _dressed(stretch: Stretch) -> Markup:
    kind, words = stretch
    return _ELEMENTS.get(kind, _ASIDE).format(words) if kind else Markup.escape(words)


def _linked_data(transcript: Transcript, imprint: Imprint, briefing: str) -> Markup:
    """What search engines are told, in the terms of schema.org; nothing in it can end the element it stands in."""
    day = transcript.published or transcript.call_date
    known = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": transcript.title or UNTITLED,
        "genre": "Transcript",
        "inLanguage": transcript.language,
        "dateCreated": transcript.call_date,
        "datePublished": day,
        "contentLocation": transcript.place and {"@type": "Place", "name": transcript.place},
        "publisher": {"@type": "Organization", "name": imprint.office},
        "isAccessibleForFree": True,
        "url": imprint.address_of(briefing) or None,
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": imprint.address_of(briefing, file.name) or file.name,
                "encodingFormat": file.media_type,
            }
            for file in other_forms(transcript)
        ],
    }
    data = msgspec.json.encode({name: value for name, value in known.items() if value is not None}).decode()
    for sign in "<>&":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(data)

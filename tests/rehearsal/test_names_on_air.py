"""Names of ten languages in every form in which they are said on air, where the recogniser writes what was said."""

from __future__ import annotations

import pytest

from onbackground.attribution.call import CallGuard, Speech
from onbackground.attribution.turns import Voice
from onbackground.briefing.terms import Role
from onbackground.rehearsal.casting import cast
from onbackground.rehearsal.mentions import Form
from onbackground.rehearsal.seating import convene
from onbackground.rehearsal.side_by_side import said
from onbackground.rehearsal.unnamed import missed
from onbackground.release.assembly import guard_of
from onbackground.transcript.document import Role as Speaks
from onbackground.transcript.document import Transcript, Turn
from onbackground.transcript.reading import read_transcript

ONE, TWO, THREE = (f"[Senior Administration Official {number}]" for number in ("One", "Two", "Three"))
CALL = f"""
Briefing on the Port Fable tidal barrier

MODERATOR: Good morning. With us are {ONE}, {TWO}, and {THREE}. Let us begin with {ONE}.

SENIOR ADMINISTRATION OFFICIAL ONE: Thank you, {TWO}. As {THREE} said to the port last week, the gates are ready.

SENIOR ADMINISTRATION OFFICIAL TWO: Thanks, {ONE}. I will turn it over to {THREE}. {ONE} can take the question on cost.

SENIOR ADMINISTRATION OFFICIAL THREE: This is {THREE} again. I agree with {ONE}, and I would ask {TWO} to add to that.

MODERATOR: Thank you, {TWO}. And thanks to {ONE} for joining us. We have heard from {THREE} as well.
"""


@pytest.mark.parametrize("seed", range(8))
def test_every_one_of_them_becomes_an_alias(seed: int) -> None:
    script = cast(read_transcript(CALL), seed)
    assert {token.form for token in said(script) if token.alias} == set(Form)
    seats = convene(script, {part.id: "" for part in script.parts}, b"", 0, announces=False).seats
    speeches = [Speech(script.part(one.part).alias.upper(), Voice.OTHER, one.paragraphs) for one in script.speeches]
    guarded = CallGuard(guard_of(seats)).call(speeches)
    turns = tuple(
        Turn(
            id=speech.turn,
            label=script.part(speech.part).alias.upper(),
            speaker=speech.part,
            role=Speaks.MODERATOR if script.part(speech.part).role is Role.MODERATOR else Speaks.OFFICIAL,
            paragraphs=tuple(one.text for one in paragraphs),
        )
        for speech, paragraphs in zip(script.speeches, guarded, strict=True)
    )
    assert missed(script, Transcript(turns=turns)) == ()

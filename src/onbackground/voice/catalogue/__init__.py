"""The operator's wording: one file per language beside this one, and the lookup that fills it in.

Lines have dotted names (``queue.place``) and named placeholders; ``en.toml`` explains the format.
"""

from __future__ import annotations

import datetime
import string
import zoneinfo
from collections.abc import Mapping, Sequence, Set
from typing import Final

import msgspec
from babel.dates import format_date, format_time, get_timezone_name

from ...briefing.embargo import (
    AllOf,
    AnyOf,
    Clock,
    Conclusion,
    Condition,
    Event,
    Fact,
    NoEmbargo,
    Notice,
    facts_of,
    remaining,
)
from ...briefing.terms import GroundRules
from ..lines import Line, Value, languages_of, lines_of, read_language, wording_of


class _Numbers(msgspec.Struct, frozen=True):
    cardinals: tuple[str, ...]
    tens: tuple[str, ...]
    between: str
    ordinals: tuple[str, ...]


class _File(msgspec.Struct, frozen=True):
    language: str
    numbers: _Numbers
    keys: dict[str, str]
    until: dict[str, str]
    lines: dict[str, object]


class Catalogue:
    """The operator's wording in one language."""

    def __init__(self, language: str = "en") -> None:
        """Read the wording; ``language`` is a two-letter code. Raises :class:`WordingError` if there is none."""
        file = msgspec.convert(read_language(__name__, language), _File)
        self.language: Final = file.language
        self.lines: Final[Mapping[str, Line]] = lines_of(file.lines)
        self._numbers = file.numbers
        self._keys = file.keys
        self._until = file.until

    def say(self, key: str, /, **values: Value) -> str:
        """Return the line called ``key`` with its placeholders filled in.

        Values the line has no placeholder for are left out. Raises :class:`WordingError` for an unknown line or a
        missing value; the message names keys and placeholders, never values.
        """
        filled = ""
        for text, name, form, _ in string.Formatter().parse(wording_of(self.lines, key, values, self.language)):
            filled += text + (self._word(values[name], form or "") if name else "")
        return filled[:1].upper() + filled[1:]

    def caller(self, name: str, outlet: str = "") -> str:
        """A reporter as the operator announces them: name and outlet, or the name alone."""
        return self.say("question.caller", name=name, outlet=outlet) if outlet else name

    def ground_rules(self, rules: GroundRules) -> str:
        """The ground rules as they are told to everyone who joins."""
        said = [self.say(f"ground_rules.level.{rules.level.name.lower()}", phrase=rules.phrase)]
        if rules.embargo == NoEmbargo():
            said.append(self.say("ground_rules.no_embargo"))
        else:
            said.append(self.say("ground_rules.embargo", until=self.until(rules.embargo)))
        for section in rules.sections:
            no_embargo = section.embargo == NoEmbargo()
            key = "ground_rules.section_free" if no_embargo else "ground_rules.section"
            until = "" if no_embargo else self.until(section.embargo)
            said.append(self.say(key, title=section.title, until=until))
        return " ".join(said)

    def conclusion(self, rules: GroundRules, facts: Set[Fact] = frozenset({Conclusion()})) -> str:
        """The last words on the programme: the thanks, and what is now true of the embargo, given these facts."""
        left = remaining(rules.embargo, facts)
        if rules.embargo == NoEmbargo():
            said = ""
        elif left == NoEmbargo():
            said = self.say("call.embargo_lifted")
        elif Conclusion() in facts_of(left):
            said = self.say("call.embargo_unconfirmed")
        else:
            said = self.say("call.embargo_stays", until=self.until(left))
        return f"{said} {self.say('call.concluded')}".lstrip()

    def until(self, condition: Condition) -> str:
        """An embargo's condition in words that follow "until": ``noon Eastern Time on Tuesday, April 1``."""
        match condition:
            case NoEmbargo() | Conclusion():
                return self._until["conclusion"]
            case Clock():
                return self._clock(condition)
            case Event(event=event):
                return self._until["event"].format(event=event)
            case Notice(office=office):
                return self._until["notice"].format(office=office)
            case AllOf(of=conditions):
                return self._until["all"].format(list=self._listed("and", conditions))
            case AnyOf(of=conditions):
                return self._until["any"].format(list=self._listed("or", conditions))

    def _clock(self, clock: Clock) -> str:
        local = datetime.datetime.fromtimestamp(clock.at / 1000, zoneinfo.ZoneInfo(clock.zone))
        time = format_time(local, self._until["time"], locale=self.language)
        date = format_date(local, self._until["date"], locale=self.language)
        name = "UTC" if clock.zone == "UTC" else get_timezone_name(local.tzinfo, locale=self.language)
        spoken = time.replace("AM", "a.m.").replace("PM", "p.m.")
        return self._until["clock"].format(time=spoken, zone=name, date=date)

    def _listed(self, joint: str, conditions: Sequence[Condition]) -> str:
        *others, last = [self.until(one) for one in conditions]
        return f"{', '.join(others)} {self._until[joint]} {last}"

    def presses(self, keys: str) -> str:
        """Telephone keys in words: ``*1`` is ``star one``."""
        names = {"*": self._keys["star"], "#": self._keys["pound"]}
        return " ".join(names[key] if key in names else self.cardinal(int(key)) for key in keys)

    def cardinal(self, number: int) -> str:
        """A number in words up to ninety-nine; above, digits, which every engine reads."""
        words = self._numbers
        if 0 <= number < len(words.cardinals):
            return words.cardinals[number]
        if 0 <= number < 100:
            tens, ones = divmod(number, 10)
            return words.tens[tens] + (words.between + words.cardinals[ones] if ones else "")
        return str(number)

    def ordinal(self, number: int) -> str:
        """``third`` for 3; beyond the words of the language file, the plain number."""
        ordinals = self._numbers.ordinals
        return ordinals[number] if 0 < number < len(ordinals) else self.cardinal(number)

    def _word(self, value: Value, form: str) -> str:
        if isinstance(value, str):
            return value
        return self.ordinal(value) if form == "ordinal" else self.cardinal(value)


def languages() -> tuple[str, ...]:
    """The languages the operator speaks, sorted."""
    return languages_of(__name__)

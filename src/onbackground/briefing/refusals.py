"""The rules by name. A refusal names one of them and says what would be allowed."""

from __future__ import annotations

import enum

from msgspec import Struct

from .events import AnyEvent


class Rule(enum.Enum):
    """A rule of the briefing: what is not so, and what would be allowed instead."""

    def __init__(self, sentence: str, allowed: str) -> None:
        self.sentence = sentence
        self.allowed = allowed

    CONVENED_ONCE = "The briefing is already convened.", "Change its ground rules or add a seat."
    NOT_CONVENED = "There is no such briefing.", "Convene it first."
    SEATS_DIFFER = "Two seats share an id, an alias, a PIN or a key.", "Give each seat its own."
    ALIAS_IS_PLAIN = "An alias is one line of words without brackets.", "Write it so."
    ALIAS_NAMES_SOMEBODY = (
        "An alias has the name of an official or the moderator in it.",
        "Choose words that name nobody.",
    )
    NEEDS_MODERATOR = "A briefing has exactly one moderator.", "Give one seat the role of moderator."
    EMBARGO_NEEDS_WORDS = "An embargo says what it waits for.", "Write what must happen, or who gives notice."
    QUORUM_CAN_BE_MET = "That many officers are not named.", "Name as many seats as must agree, or ask for fewer."
    MOVE_NEEDS_REASON = "A moved or broken embargo has a reason.", "Write why, or where it broke."
    NO_SUCH_SECTION = "The call has no such section.", "Choose one of its sections."
    SECTION_KNOWN = "The call has a section of that name.", "Choose another name."
    SECTIONS_ARE_SETTLED = (
        "With several officers, or keys, sections are settled when convening.",
        "Move the whole embargo.",
    )
    NOT_IN_SECTION = "No section is being spoken.", "Begin one first."
    NOT_AFTER_LIFT = "The record is published.", "Publish a correction."
    NOT_YOURS = "This seat may not do that.", "Ask the moderator or the operator."
    TOO_EARLY = "The call has not got that far.", "Start the call, or open the queue, first."
    TOO_LATE = "The call is past that.", "Nothing more of this kind."
    NO_SUCH_LINE = "That line is not connected.", "Choose a line that is."
    LINE_KNOWN = "That line has already rung.", "Use a new line."
    NO_SUCH_SEAT = "There is no such seat.", "Choose a seat of this briefing."
    NOT_PRESENT = "Nobody is on the line for that seat.", "Wait until they have dialled in."
    ALREADY_ADMITTED = "That line is admitted.", "Nothing more is needed."
    NOT_ADMITTED = "That line is not admitted.", "Enter the PIN first."
    ONE_SCREENING = "The operator is screening another caller.", "End that first."
    SCREENING_NEEDS_OPERATOR = "Screening needs an operator on the line.", "Dial in with the operator's PIN."
    MODERATOR_ALWAYS_HEARD = "The moderator is always heard.", "Mute another seat."
    MODERATOR_STAYS = "The moderator's line stays.", "Conclude the call to end it."
    ONLY_OFFICIALS = "Only an official can have the floor.", "Choose an official."
    ONLY_REPORTERS = "Only reporters ask questions.", "Choose a reporter."
    QUEUE_CLOSED = "The queue is closed.", "Wait until it is opened."
    QUEUE_EMPTY = "Nobody who is on the line waits in the queue.", "Wait for a reporter to join."
    NOT_WAITING = "That seat does not wait in the queue.", "Choose one that does."
    NOTHING_TO_UNDO = "No change of order can be undone.", "Reorder instead."
    REPORTER_UP = "A reporter is already up.", "Close their line first."
    NOBODY_UP = "Nobody is up.", "Call on a reporter first."
    NOT_ANSWERING = "No question is being answered.", "Close the reporter's line first."
    NO_SUCH_QUESTION = "That question has not been asked.", "Choose an earlier question."
    LAST_QUESTION_ASKED = (
        "The last question was announced and called.",
        "Conclude, or announce time for more.",
    )
    COUNT_FROM_ONE = "That count starts at one.", "Give one or more."
    NOT_AWAITED = "The embargo does not wait for that.", "Move the embargo first."
    SAY_WHICH_FACT = "The embargo waits for several things.", "Say which of them is so."
    NEEDS_SIGNATURE = (
        "This officer signs what they declare.",
        "Sign with the passkey at the desk, or with onbackground officer.",
    )
    WRONG_SIGNATURE = "That is not this officer's signature.", "Sign again with the key of this officer's seat."
    ENROLLED_ONCE = "The key of this seat is settled.", "Convene another briefing to have another key."
    NOT_YET_TIME = "That time has not come.", "Wait until it has."


class Refusal(Struct, frozen=True):
    """Why a command changed nothing."""

    rule: Rule

    def __str__(self) -> str:
        return f"{self.rule.sentence} {self.rule.allowed}"


Decision = list[AnyEvent] | Refusal
"""Events, in order (none: it is already so), or why not."""

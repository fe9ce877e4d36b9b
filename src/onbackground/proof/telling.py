"""What came of verifying, in plain words: what is proven, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .authentic import Signed
from .differing import printable, printable_line
from .stamps import Stamp
from .statement import Publication, Withdrawal
from .verifying import Counted, Report

_MOST_FINDINGS: Final = 20


def tell(report: Report, name: str) -> list[str]:
    """The report on a file of this name, line by line. Nothing is held back but what is more of the same."""
    name = printable_line(name)
    if report.signed is None:
        return [f"NOT PROVEN: {name}", *(f"- {finding}" for finding in report.findings)]
    lines = [_verdict(report, report.signed, name)]
    if report.findings:
        lines += [f"- {finding}" for finding in report.findings[:_MOST_FINDINGS]]
        if len(report.findings) > _MOST_FINDINGS:
            lines.append(f"- and {len(report.findings) - _MOST_FINDINGS} more")
        return [*lines, "", "What was signed:", *_indented(_said(report.signed, report.stamp))]
    statement = report.signed.statement
    if isinstance(statement, Publication):
        lines += ["", "What is proven:", *_indented(_proven(report, statement))]
    lines += ["", "By whom:", *_indented(_said(report.signed, report.stamp))]
    return [*lines, "", "What is not proven:", *_indented(_not_proven(report, report.signed))]


def _verdict(report: Report, signed: Signed, name: str) -> str:
    statement = signed.statement
    called = f"“{printable_line(statement.title)}” (briefing {printable(statement.briefing)})"
    if report.findings:
        return f"NOT PROVEN: {name} is not {called} as it was signed"
    if isinstance(statement, Withdrawal):
        return f"WITHDRAWN: {called}, for this reason: {printable_line(statement.reason)}"
    return f"PROVEN: {name} is version {statement.version} of {called}"


def _proven(report: Report, statement: Publication) -> Iterator[str]:
    counted = report.counted
    if report.exact:
        yield "The file is byte for byte one that was signed."
    if report.compared or not report.exact:
        yield (
            f"Its {_many(counted.turns, 'turn')} with {_many(counted.words, 'word')} are those of the sealed record, "
            "each in its place and under its label."
        )
        yield "Title, dates, ground rules and all else that is said of the call are as they were signed."
    yield from _exceptions(counted)
    for name in report.names:
        yield f"Unsealed: {name.place}: {printable_line(name.shown)} stands for “{printable_line(name.words)}”."
    if statement.version > 1:
        reason = printable_line(statement.reason).rstrip(".")
        yield f"It replaces version {statement.version - 1}, for this reason: {reason}."


def _exceptions(counted: Counted) -> Iterator[str]:
    """What of the text is not the record's."""
    yield (
        f"Exceptions: {_many(counted.hidden, 'stretch', 'stretches')} of the record hidden behind brackets, "
        f"{_many(counted.noted, 'stretch', 'stretches')} in brackets put in by the office, "
        f"{_many(counted.struck, 'stretch', 'stretches')} of the record struck out."
    )
    if counted.withheld:
        yield f"{_many(counted.withheld, 'turn')} of the record {'is' if counted.withheld == 1 else 'are'} held back."
    for part in counted.parts:
        yield f"{part} is one turn of the record with what stands before it."
    for turn in counted.relabelled:
        yield f"{turn} was recorded under another label than the one published."


def _said(signed: Signed, stamp: Stamp | None) -> Iterator[str]:
    """Who signed what, where it is logged, and since when it exists at the latest."""
    statement = signed.statement
    yield f"Version {statement.version}, dated {printable(statement.date)}, signed by {signed.key.name}"
    yield f"with the key {signed.key.fingerprint}."
    if signed.checkpoint is not None and signed.log_key is not None:
        log = signed.checkpoint
        yield f"Entry {signed.index + 1} of the {log.size} in the log {log.origin}, kept with the key"
        yield f"{signed.log_key.fingerprint}."
    if stamp is not None and stamp.checked:
        yield f"It existed before {_hour(stamp)}, by the time stamp of {_authority(stamp)}."


def _not_proven(report: Report, signed: Signed) -> Iterator[str]:
    if not report.key_known:
        yield "That this key is the office's: compare it with one you have from elsewhere, or give that with --key."
    statement = signed.statement
    if report.stamp is not None and not report.stamp.checked:
        yield f"That it existed before {_hour(report.stamp)}, as the time stamp of {_authority(report.stamp)} says:"
        yield "give the certificate of that authority with --stamp-ca, to have it checked."
    if isinstance(statement, Withdrawal):
        yield "That the reason given is the true one."
        return
    yield "That the record is what was said: the office wrote it down, and sealed it itself."
    if report.counted.hidden > len(report.names):
        yield "What words the brackets hide, and that they are names: only once they are unsealed."
    if report.exact and not report.compared:
        yield "That the words in this file are those of the transcript: only that it is the file that was signed."
    if report.compared and not report.exact:
        yield "How it is laid out: the words are those signed, the file is not byte for byte one that was."
    if report.stamp is not None and report.stamp.checked:
        yield f"How long before its time stamp it was made: {printable(statement.date)} is the office's own word."
    else:
        yield f"When: {printable(statement.date)} is the office's own word."
    yield "That nothing newer exists: a later version, or a withdrawal, would be in the office's log."
    if signed.checkpoint is None:
        yield "That the statement is in any log: this proof has none."
    else:
        yield "That the log shows everyone the same: compare its checkpoint with others'."
    records = {one.record for one in signed.statements if isinstance(one, Publication)}
    if len(records) > 1:
        yield "That all versions are of the same record: it was sealed anew between them."


def _hour(stamp: Stamp) -> str:
    return f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC"


def _authority(stamp: Stamp) -> str:
    return f"“{printable_line(stamp.authority)}”" if stamp.authority else "an authority that is not named"


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _indented(lines: Iterator[str]) -> list[str]:
    return [f"  {line}" for line in lines]

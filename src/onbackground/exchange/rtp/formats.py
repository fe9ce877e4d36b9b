"""The payload formats the exchange speaks, in order of preference. A new one is a module and a line here."""

from __future__ import annotations

from onbackground.exchange.rtp.payload import PayloadFormat
from onbackground.exchange.rtp.pcma import PCMA
from onbackground.exchange.rtp.pcmu import PCMU

FORMATS: dict[str, PayloadFormat] = {entry.name: entry for entry in (PCMU, PCMA)}
FORMAT_LIST = list(FORMATS.values())
"""The formats by the number a line's row gives."""

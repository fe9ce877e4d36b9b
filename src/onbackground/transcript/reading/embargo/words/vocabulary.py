"""Words that patterns of several questions share, as parts of regular expressions."""

import re

from onbackground.transcript.reading.clock_words import HOURS


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Any of these, in capitals or small letters."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


def words(*alternatives: str) -> re.Pattern[str]:
    """Any of these, from where a word begins: quicker than :func:`pattern` where there are many."""
    return pattern(rf"\b(?:{'|'.join(alternatives)})")


CALL = (
    r"(?:call|brief(?:ing)?|backgrounder|gaggle|session|conversation|discussion|tele(?:con|conference)|"
    r"Q ?(?:&|and) ?A)"
)
"""What a call is called."""
USE = (
    r"(?:report(?:able|ed|ing|s)?(?: on)?|publi(?:sh|cation)\w*|use|used|using|usable|released?|quot(?:ed?|ing)|"
    r"fil(?:e[ds]?|ing)|writ(?:e|ing|ten)|post(?:s|ed|ing)?|runs?(?! out\b)|broadcast(?:ing)?|air(?:ed|ing)?|"
    r"(?:live-?)?tweet(?:ed|ing)?|(?:go|run) with|break|"
    r"put (?:this|it|that|anything|any of (?:this|it)) "
    r"(?:out|up|online|on (?:your|social media|(?:the )?(?:air|wires?|web))\b))"
)
"""To use what was said."""
SIGN = r"(?:green light|go-ahead|signal|word|all[- ]clear|note|e-?mail|message|advisory|alert|confirmation)"
"""What the press office sends when an embargo lifts."""
AWAITED = (
    rf"\b(?:(?:await|wait for) (?:our|my|the|a) {SIGN}|"
    r"stand by for word from (?:us|me|(?:our|the)(?: press)? (?:office|team)))\b"
)
"""That it is to be waited for."""
HOUR_WORD = f"(?:{'|'.join(HOURS)})"
"""An hour of the clock in words."""
PAPERS = (
    r"(?:fact ?sheets?|documents?|materials?|products?|statements?|cop(?:y|ies)|texts?|excerpts?|drafts?|"
    r"releases?|reports?|memo|papers?|readout|transcript)"
)
"""Papers that go with a call."""

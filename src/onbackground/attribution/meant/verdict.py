"""What becomes of a word that can name somebody of the roster."""

import enum


class Verdict(enum.Enum):
    """What becomes of a word that can name somebody."""

    NAME = "alias"
    UNSURE = "alias and flag"
    DOUBTED = "keep and flag"
    OTHER = "keep"

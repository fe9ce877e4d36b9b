"""The one error of reading."""


class UnreadableTranscript(ValueError):  # noqa: N818 - the name says what it is
    """A text is no transcript that can be read; says in which file, at which line, and what was expected there."""

    def __init__(self, name: str, line: int, expected: str) -> None:
        super().__init__(f"{name}, line {line}: {expected}")
        self.name = name
        self.line = line
        self.expected = expected

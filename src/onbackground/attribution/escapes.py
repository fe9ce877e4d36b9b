"""What a format writes otherwise: "Mu&ntilde;oz", "Mu\\u00f1oz", "Mu%C3%B1oz", "Kow*al*ski", "Yes.\\nOkafor"."""

import html
import re
from bisect import bisect_right
from urllib.parse import unquote_to_bytes

import msgspec

_TAG = r"(?:/?(?:b|i|u|s|em|strong|small|span|mark|font|wbr)\b[^<>]{0,300}|!--[^<>]{0,80}--)>"
"""A tag that may stand within a word, or a remark there, behind its "<"."""
_ESCAPE = (
    r"&(?:amp;)*(?:#\d{1,10};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};)"
    r"|\\\\{0,7}(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})"
    r"|\\\\{0,7}[nrtbf](?=[^\Wa-zß-ÿ\d_]|[\W\d_]|$)"
    r"|\\(?<=[^\W\d_]\\)(?=[-'’.](?:[^\W\d_]|\s))"
    r"|%(?:25)*[0-9A-Fa-f]{2}(?:%(?:25)*[0-9A-Fa-f]{2})*"
    r"|\*(?<=[^\W\d_]\*)(?P<more>\*{0,2})(?P<within>[^\W\d_]+)\*(?P=more)"
    r"|\*(?P<most>\*{0,2})(?P<begins>[^\W\d_]+)\*(?P=most)(?=[^\WA-Z\d_])"
    rf"|<(?<=[^\W\d_]<){_TAG}(?:<{_TAG})*(?=[^\WA-Z\d_])"
    rf"|<(?<=[A-ZÀ-Þ]<)(?<![^\WA-ZÀ-Þ\d_][A-ZÀ-Þ]<){_TAG}(?:<{_TAG})*(?=[A-ZÀ-Þ])"
    r"|<[bB][rR]\b[^<>]{0,80}>[ \t]*\n?[ \t]*"
)
"""An escape, also one that was escaped again, or marks of emphasis within a word ("O<small>KAFOR" too), or a break."""
_MISREAD = r"|(?:(?<![A-ZÀ-Þ]{2})[Ã-Å]|â€)[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
"""Two characters that were one, in UTF-8 that was read as Windows-1252."""
_LINE_ENDS = {"\r\n": " \n", **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")}
"""How a line may end, in order, and the same in as many characters, so that all else stays in its place."""
_IN_JSON = r"(?<!\\)(?:\\\\)*\\[nrtbf]|"
"""In JSON a line may end before a small letter too; elsewhere that may be a folder: "C:\\notes"."""
_PATTERNS = {
    (in_json, misread): re.compile((_IN_JSON if in_json else "") + _ESCAPE + (_MISREAD if misread else ""))
    for in_json in (False, True)
    for misread in (False, True)
}
"""By whether a text is JSON, and whether it has such characters at all: to look for them takes time."""
_AGAIN = re.compile(r"^(?:amp;)+(?=[#A-Za-z])")
_TWICE = re.compile(r"%(?:25)+(?=[0-9A-Fa-f]{2})")
_SPACES = {"n": "\n", "r": "\n", "t": " ", "b": " ", "f": " "}
_JSON = re.compile(r"\s*[{\[\"]")


class Reading(msgspec.Struct, frozen=True):
    """A text as a reader sees it, and where each stretch of it stands in the source."""

    text: str
    plain: tuple[int, ...]
    """Where stretches begin in the text read…"""
    source: tuple[int, ...]
    """… and in the source."""
    whole: tuple[int, ...]
    """The end in the source of a stretch that is one escape; 0 for one that is written as it is read."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text read stands in the source."""
        return self._begin(start), max(self._begin(start), self._end(end))

    def find(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the source stands in the text read."""
        return self._read(start), self._read(end)

    def _begin(self, offset: int) -> int:
        piece = bisect_right(self.plain, offset) - 1
        return self.source[piece] + (0 if self.whole[piece] else offset - self.plain[piece])

    def _end(self, offset: int) -> int:
        piece = bisect_right(self.plain, offset - 1) - 1
        return self.whole[piece] or self.source[piece] + offset - self.plain[piece]

    def _read(self, offset: int) -> int:
        piece = bisect_right(self.source, offset) - 1
        past = self.plain[piece + 1] if piece + 1 < len(self.plain) else len(self.text)
        return self.plain[piece] if self.whole[piece] else min(past, self.plain[piece] + offset - self.source[piece])


def read(text: str) -> Reading:
    """Return a text with its escapes read and its lines ended in one way; without any, the text itself."""
    for sign, end in _LINE_ENDS.items():
        text = text.replace(sign, end)
    pieces: list[str] = []
    plain, source, whole = [0], [0], [0]
    length = past = 0
    misread = any(sign in text for sign in ("Ã", "Ä", "Å", "â€"))
    for match in _PATTERNS[_JSON.match(text) is not None, misread].finditer(text):
        said = match["within"] or match["begins"] or _said(match[0])
        if said == match[0]:
            continue
        pieces += [text[past : match.start()], said]
        length += match.start() - past
        past = match.end()
        plain += [length, length + len(said)]
        source += [match.start(), past]
        whole += [past, 0]
        length += len(said)
    return Reading("".join([*pieces, text[past:]]) if pieces else text, tuple(plain), tuple(source), tuple(whole))


def _said(escape: str) -> str:
    """What an escape stands for: nothing, where it only marks emphasis; itself, where it is none."""
    if escape[:2] in {"<b", "<B"} and escape[2] in "rR":
        return "\n"
    if escape[0] == "&":
        return html.unescape(f"&{_AGAIN.sub('', escape[1:])}")
    if escape[0] == "%":
        try:
            said = unquote_to_bytes(_TWICE.sub("%", escape)).decode()
        except UnicodeDecodeError:
            return escape
        return said if said.isprintable() else escape
    if escape[0] != "\\" and escape[0] not in "*<":
        return _decoded_twice(escape)
    code = escape.lstrip("\\")
    kind = code[:1]
    if kind in {"u", "x"}:
        return chr(int(code[1:], 16))
    return _SPACES.get(kind, "")


def _decoded_twice(letters: str) -> str:
    """What was UTF-8 and was read as Windows-1252: "Ã±" for "ñ", "â€™" for "’"; itself, where it was not."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return letters.encode(encoding).decode()
        except UnicodeError:
            continue
    return letters

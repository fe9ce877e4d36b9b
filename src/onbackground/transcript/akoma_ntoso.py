"""What writing and reading Akoma Ntoso 1.0 share: its names, how marks are spelt in it, and what XML cannot carry.

The standard is "Akoma Ntoso Version 1.0" of OASIS (29 August 2018); a call is a ``debate`` of it.
"""

import json
import re
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from onbackground.transcript.document import MarkKind

AKOMA_NTOSO: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_JSON_IN_XML: Final = "http://www.w3.org/2005/xpath-functions"
"""The namespace in which XPath Functions 3.1, section 17.5, writes JSON as XML."""

MARKS: Final[dict[MarkKind, tuple[str, dict[str, str]]]] = {
    MarkKind.ALIAS: ("inline", {"name": "alias"}),
    MarkKind.INSERTION: ("ins", {}),
    MarkKind.STRUCK: ("del", {}),
    MarkKind.CORRECTION: ("ins", {}),
    MarkKind.INAUDIBLE: ("remark", {"type": "phenomenon"}),
    MarkKind.OFF_MIKE: ("remark", {"type": "phenomenon"}),
    MarkKind.LAUGHTER: ("remark", {"type": "phenomenon"}),
    MarkKind.CROSSTALK: ("remark", {"type": "phenomenon"}),
    MarkKind.ASIDE: ("remark", {"type": "phenomenon"}),
    MarkKind.REDACTED: ("omissis", {}),
    MarkKind.SELF_INTERRUPTION: ("inline", {"name": "self-interruption"}),
    MarkKind.CUT_OFF: ("inline", {"name": "cut-off"}),
}
"""The element and the attributes that stand for a mark, beside the class, which is the mark's kind."""

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\u241b")
_STANDS_FOR_UNFIT = re.compile("\u241b([0-9A-F]{4})")


def fit_for_xml(text: str) -> str:
    """Write what XML 1.0 has no way to carry (control characters, U+FFFE, U+FFFF) as ␛ and four hexadecimal digits.

    The sign ␛ (U+241B) itself is written so too; every other text stays as it is.

    >>> fit_for_xml("a\\x07b")
    'a␛0007b'
    """
    return _UNFIT.sub(lambda unfit: f"\u241b{ord(unfit[0]):04X}", text)


def as_it_was(text: str) -> str:
    """Undo :func:`fit_for_xml`."""
    return _STANDS_FOR_UNFIT.sub(lambda sign: chr(int(sign[1], 16)), text)


def qualified(name: str) -> str:
    """The name of an Akoma Ntoso element, with its namespace."""
    return f"{{{AKOMA_NTOSO}}}{name}"


def json_as_xml(value: object, key: str | None = None) -> etree._Element:
    """Write a value of JSON as an element ``map``, ``array``, ``string``, ``number``, ``boolean`` or ``null``."""
    match value:
        case dict():
            element = _json_element("map")
            element.extend(json_as_xml(part, name) for name, part in value.items())
        case list() | tuple():
            element = _json_element("array")
            element.extend(json_as_xml(part) for part in value)
        case str():
            element = _json_element("string", fit_for_xml(value))
        case None:
            element = _json_element("null")
        case bool():
            element = _json_element("boolean", json.dumps(value))
        case _:
            element = _json_element("number", json.dumps(value))
    if key is not None:
        element.set("key", fit_for_xml(key))
    return element


def json_from_xml(element: etree._Element) -> object:
    """Read what :func:`json_as_xml` wrote. Raises ValueError where it is something else."""
    kind = etree.QName(element)
    if kind.namespace != _JSON_IN_XML:
        raise ValueError(f"<{kind.localname}> is not JSON written as XML")
    text = element.text or ""
    match kind.localname:
        case "map":
            return {as_it_was(part.get("key", "")): json_from_xml(part) for part in element}
        case "array":
            return [json_from_xml(part) for part in element]
        case "string":
            return as_it_was(text)
        case "null":
            return None
        case "boolean" | "number":
            return json.loads(text)
        case other:
            raise ValueError(f"<{other}> is not JSON written as XML")


def _json_element(name: str, text: str | None = None) -> etree._Element:
    element = etree.Element(f"{{{_JSON_IN_XML}}}{name}", nsmap={"json": _JSON_IN_XML})
    element.text = text
    return element

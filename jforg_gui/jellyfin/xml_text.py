"""XML that every reader takes: strict escaping, no empty elements, no characters that XML forbids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

HEADER: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# XML 1.0, "2.2 Characters"; beyond that Jellyfin's own writer drops C1 controls and byte order marks.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
# Bytes of a name that are not UTF-8 (PEP 383): the mark that stands for them in its path, so that both stay one name.
_UNDECODED: Final = re.compile("[\ud800-\udfff]")
_LINE_ENDS: Final = re.compile("\r\n?")

Value = str | int | float | date | None


def clean(text: str) -> str:
    """Return the text as XML can carry it, trimmed; line ends become one character, as a reader would make them."""
    return _FORBIDDEN.sub("", _UNDECODED.sub("_", _LINE_ENDS.sub("\n", text))).strip()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")  # a point, no exponent
    return clean(str(value))


def add(parent: ET.Element, name: str, value: Value, attributes: Mapping[str, str] | None = None) -> ET.Element | None:
    """Append an element that holds text only; nothing is appended for a value that is unknown or empty.

    Jellyfin ends its reading at a typed element without content, and at an element inside a text.
    """
    text = _text(value)
    if not text:
        return None
    element = ET.SubElement(parent, name, {key: clean(word) for key, word in (attributes or {}).items()})
    element.text = text
    return element


def add_each(parent: ET.Element, name: str, values: Iterable[Value]) -> None:
    """Append an element for every value, each once."""
    for text in dict.fromkeys(map(_text, values)):
        add(parent, name, text)


def document(*roots: ET.Element) -> bytes:
    """Return the elements under one XML declaration, indented, in UTF-8 without a byte order mark.

    More than one root is what Jellyfin and Kodi read for a file of several episodes.
    """
    parts = [HEADER]
    for root in roots:
        ET.indent(root)
        parts += (ET.tostring(root, encoding="utf-8", xml_declaration=False), b"\n")
    return b"".join(parts)

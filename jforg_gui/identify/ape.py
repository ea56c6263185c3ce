"""APE tags: Monkey's Audio, Musepack, WavPack, TTA, and the MP3s of some players; tinytag does not read them.

Source: wiki.hydrogenaud.io, "APEv2 specification" and "APE Tags Header".
"""

from __future__ import annotations

import os
import struct
from typing import Final

from jforg_gui.identify.bounded import LONGEST_VALUE, BoundedFile

EXTENSIONS: Final = frozenset(("ape", "mac", "mp+", "mpc", "mpp", "ofr", "tak", "tta", "wv"))
_PREAMBLE: Final = b"APETAGEX"
_BLOCK: Final = struct.Struct("<8sIIII8x")  # preamble, version, size with footer, items, flags
_ITEM: Final = struct.Struct("<II")  # size of the value, flags
_ID3V1: Final = 128  # bytes that may follow the tag
_MOST_ITEMS: Final = 256
_LONGEST_KEY: Final = 255
_KIND_OF_VALUE: Final = 0b110  # flag bits: 0 is UTF-8 text
_IS_HEADER: Final = 1 << 29


def read_ape(stream: BoundedFile) -> dict[str, list[str]]:
    """Return the text items of an APE tag, keys in lower case, an entry for each value; empty if there is none.

    The tag stands at the end, before an ID3v1 tag if there is one, or at the beginning. Raises OSError.
    """
    for start in (stream.size - _BLOCK.size, stream.size - _ID3V1 - _BLOCK.size, 0):
        if start < 0:
            continue
        stream.seek(start)
        block = stream.read(_BLOCK.size)
        if len(block) < _BLOCK.size or not block.startswith(_PREAMBLE):
            continue
        _, _, size, items, flags = _BLOCK.unpack(block)
        first = start + _BLOCK.size if flags & _IS_HEADER else start + _BLOCK.size - size
        if 0 <= first < stream.size:
            return _items(stream, first, min(first + size, stream.size), min(items, _MOST_ITEMS))
    return {}


def _items(stream: BoundedFile, at: int, end: int, count: int) -> dict[str, list[str]]:
    """Read text items one by one; pictures are stepped over."""
    found: dict[str, list[str]] = {}
    for _ in range(count):
        stream.seek(at)
        head = stream.read(_ITEM.size + _LONGEST_KEY + 1)
        key, terminated, _ = head[_ITEM.size :].partition(b"\0")
        if len(head) <= _ITEM.size or not terminated or at >= end:
            break
        size, flags = _ITEM.unpack_from(head)
        value = at + _ITEM.size + len(key) + 1
        if not flags & _KIND_OF_VALUE:
            stream.seek(value, os.SEEK_SET)
            text = stream.read(min(size, 4 * LONGEST_VALUE, max(0, end - value))).decode("utf-8", "replace")
            found.setdefault(key.decode("ascii", "replace").lower(), []).extend(filter(None, text.split("\0")))
        at = value + size
    return found

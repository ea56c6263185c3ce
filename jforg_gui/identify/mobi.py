"""Mobipocket and Kindle books: the EXTH block of MOBI, AZW and AZW3.

Source: wiki.mobileread.com, "MOBI" and "PDB".
"""

from __future__ import annotations

import re
import struct
from typing import Final

from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.domain.metadata import Metadata, Person, PersonKind
from jforg_gui.identify.book_names import split_series
from jforg_gui.identify.bounded import LONGEST_PROSE, BoundedFile, UnreadableError, plain_text
from jforg_gui.identify.isbn import as_isbn13
from jforg_gui.identify.opf import Package
from jforg_gui.identify.persons import person_name

_HEADER: Final = 78  # bytes before the list of records
_RECORD_LIST: Final = 16  # bytes that hold the offsets of the first two records
_LARGEST_RECORD: Final = 256 * 1024
_LEAST: Final = 132  # bytes of a record 0 with the flags that say whether there is an EXTH
_HAS_EXTH: Final = 0x40
_UTF8: Final = 65001
_MOST_ITEMS: Final = 500
_AUTHOR, _PUBLISHER, _DESCRIPTION, _ISBN, _SUBJECT, _DATE, _ASIN, _TITLE, _LANGUAGE = (
    100,
    101,
    103,
    104,
    105,
    106,
    113,
    503,
    524,
)
_SURE, _PARTLY = 0.9, 0.6


def read_mobi(stream: BoundedFile) -> Package | None:
    """Read what a MOBI says of itself; None if it names no title. Raises UnreadableError, OSError."""
    head = stream.read(_HEADER + _RECORD_LIST)
    if len(head) < _HEADER + _RECORD_LIST or head[60:68] != b"BOOKMOBI":
        raise UnreadableError("no Mobipocket book")
    start, end = struct.unpack_from(">I4xI", head, _HEADER)
    stream.seek(start)
    record = stream.read(min(max(end - start, 0), _LARGEST_RECORD))
    if len(record) < _LEAST or record[16:20] != b"MOBI":
        raise UnreadableError("no Mobipocket header")
    length, encoding = struct.unpack_from(">I4xI", record, 20)
    codec = "utf-8" if encoding == _UTF8 else "cp1252"
    items = _items(record, 16 + length, codec) if struct.unpack_from(">I", record, 128)[0] & _HAS_EXTH else {}
    title = next(iter(items.get(_TITLE, ())), None) or _full_name(record, codec)
    return _package(title, items) if title is not None else None


def _full_name(record: bytes, codec: str) -> str | None:
    offset, length = struct.unpack_from(">II", record, 84)
    return plain_text(record[offset : offset + min(length, 1024)].decode(codec, "replace"))


def _items(record: bytes, at: int, codec: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if record[at : at + 4] != b"EXTH" or len(record) < at + 12:
        return found
    count = struct.unpack_from(">I", record, at + 8)[0]
    at += 12
    for _ in range(min(count, _MOST_ITEMS)):
        if at + 8 > len(record):
            break
        kind, size = struct.unpack_from(">II", record, at)
        if size < 8:  # noqa: PLR2004 — its own head
            break
        longest = LONGEST_PROSE if kind == _DESCRIPTION else 512
        text = plain_text(record[at + 8 : at + size].decode(codec, "replace"), longest)
        if text is not None:
            found.setdefault(kind, []).append(text)
        at += size
    return found


def _package(title: str, items: dict[int, list[str]]) -> Package:
    def first(kind: int) -> str | None:
        return next(iter(items.get(kind, ())), None)

    authors = [person_name(name) for value in items.get(_AUTHOR, ()) for name in value.split(";") if name.strip()]
    year = re.search(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)", first(_DATE) or "")
    isbn, asin = as_isbn13(first(_ISBN) or ""), first(_ASIN) or ""
    found = {"isbn": isbn or "", "asin": asin if re.fullmatch(r"B0[0-9A-Z]{8}", asin) else ""}
    ids = tuple(sorted((name, value) for name, value in found.items() if value))
    plain, series, number = split_series(title)
    guess = Guess(
        kind=Kind.BOOK,
        title=plain,
        author=authors[0] if authors else None,
        year=int(year[0]) if year else None,
        series=series,
        number=number,
        ids=ids,
        confidence=_SURE if authors else _PARTLY,
        source=Source.MOBI,
    )
    known = Metadata(
        title=plain,
        plot=first(_DESCRIPTION),
        year=guess.year,
        genres=tuple(items.get(_SUBJECT, ())),
        language=first(_LANGUAGE),
        publisher=first(_PUBLISHER),
        people=tuple(Person(name=name, kind=PersonKind.AUTHOR) for name in authors),
        ids=ids,
        series=series,
        series_number=number,
    )
    return Package(guess, known)

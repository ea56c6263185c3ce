"""ComicInfo: the XML that comic readers put at the root of an archive or beside it."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 — as in the domain
from typing import TYPE_CHECKING, Final

from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.domain.metadata import Metadata, Person, PersonKind
from jforg_gui.identify.bounded import LONGEST_PROSE, plain_text
from jforg_gui.identify.isbn import as_isbn13
from jforg_gui.identify.opf import Package
from jforg_gui.identify.series_number import plain_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_MOST: Final = 9999  # issues, volumes, pages
_SURE, _PARTLY = 0.95, 0.6
_ROLES: Final = {
    "Writer": PersonKind.WRITER,
    "Penciller": PersonKind.PENCILLER,
    "Inker": PersonKind.INKER,
    "Colorist": PersonKind.COLORIST,
    "Letterer": PersonKind.LETTERER,
    "CoverArtist": PersonKind.COVER_ARTIST,
    "Editor": PersonKind.EDITOR,
    "Translator": PersonKind.TRANSLATOR,
}


def read_comic_info(root: Element) -> Package | None:
    """Read one ComicInfo; None if it names neither series nor title. Source: ComicInfo 2.0 of the Anansi Project."""
    fields = {child.tag: text for child in root if (text := plain_text(child.text)) is not None}
    series, title = fields.get("Series"), fields.get("Title")
    if series is None and title is None:
        return None
    people = tuple(
        Person(name=name.strip(), kind=kind)
        for tag, kind in _ROLES.items()
        for name in fields.get(tag, "").split(",")
        if name.strip()
    )
    year, number, volume = _year(fields), plain_number(fields.get("Number")), _count(fields.get("Volume"))
    isbn = as_isbn13(fields.get("GTIN", ""))
    ids = (("isbn", isbn),) if isbn else ()
    guess = Guess(
        kind=Kind.COMIC,
        title=title,
        series=series,
        number=number,
        count=_count(fields.get("Count")),
        volume=volume,
        year=year,
        author=next((one.name for one in people if one.kind is PersonKind.WRITER), None),
        ids=ids,
        confidence=_SURE if series else _PARTLY,
        source=Source.COMICINFO,
    )
    known = Metadata(
        title=title,
        plot=plain_text(root.findtext("Summary"), LONGEST_PROSE),
        year=year,
        premiered=_date(fields, year),
        genres=tuple(genre.strip() for genre in fields.get("Genre", "").split(",") if genre.strip()),
        language=fields.get("LanguageISO"),
        publisher=fields.get("Publisher"),
        page_count=_count(fields.get("PageCount")),
        people=people,
        ids=ids,
        series=series,
        series_number=number,
        volume=volume,
    )
    return Package(guess, known)


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= len(str(_MOST)) and int(text) else None


def _year(fields: dict[str, str]) -> int | None:
    year = _count(fields.get("Year"))
    return year if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR else None


def _date(fields: dict[str, str], year: int | None) -> Date | None:
    try:
        return Date(year or 0, int(fields["Month"]), int(fields["Day"]))
    except (KeyError, ValueError, OverflowError):
        return None

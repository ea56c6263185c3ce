"""``ComicInfo`` beside a comic (anansi-project/comicinfo, schema 2.0); nobody's archive is opened for writing."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from jforg_gui.domain.metadata import Metadata, PersonKind
from jforg_gui.jellyfin import rules
from jforg_gui.jellyfin.xml_text import Value, add, document

# In the order of the schema, which is a sequence.
_CREDITS: Final = {
    PersonKind.AUTHOR: "Writer",
    PersonKind.PENCILLER: "Penciller",
    PersonKind.INKER: "Inker",
    PersonKind.COLORIST: "Colorist",
    PersonKind.LETTERER: "Letterer",
    PersonKind.COVER_ARTIST: "CoverArtist",
    PersonKind.EDITOR: "Editor",
}


def comic(work: Metadata) -> bytes:
    """Return the ComicInfo of one issue, volume or chapter."""
    root = ET.Element("ComicInfo")
    day = work.premiered
    number = work.series_number
    fields: dict[str, Value] = {
        "Title": work.title,
        "Series": work.series,
        # Jellyfin reads whole numbers only.
        "Number": number if number and number.isascii() and number.isdecimal() else None,
        "Volume": work.volume,
        "Summary": work.plot,
        "Year": day.year if day else work.year,
        "Month": day.month if day else None,
        "Day": day.day if day else None,
        **{name: _names(work, kind) for kind, name in _CREDITS.items()},
        "Publisher": work.publisher,
        "Genre": ", ".join(work.genres),
        "PageCount": work.page_count,
        # A language that does not exist costs Jellyfin the whole file.
        "LanguageISO": work.language if work.language and rules.LANGUAGE_TAG.fullmatch(work.language) else None,
    }
    for name, value in fields.items():
        add(root, name, value)
    return document(root)


def _names(work: Metadata, kind: PersonKind) -> str:
    """Return the people of one kind; the list is read at its commas."""
    return ", ".join(dict.fromkeys(one.name.replace(",", " ") for one in work.people if one.kind is kind))

"""``metadata.opf`` beside a book, as Calibre writes it and Jellyfin reads it (jellyfin.org, "Books")."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from jforg_gui.domain.metadata import Metadata, Person, PersonKind
from jforg_gui.jellyfin import rules
from jforg_gui.jellyfin.xml_text import add, clean, document

_OPF: Final = "http://www.idpf.org/2007/opf"
_DC: Final = "http://purl.org/dc/elements/1.1/"
# Jellyfin looks for an attribute that is literally called opf:role.
ET.register_namespace("opf", _OPF)
ET.register_namespace("dc", _DC)
# MARC relator codes (id.loc.gov/vocabulary/relators) that OpfReader knows.
_ROLES: Final = {
    PersonKind.AUTHOR: "aut",
    PersonKind.EDITOR: "edt",
    PersonKind.ILLUSTRATOR: "ill",
    PersonKind.TRANSLATOR: "trl",
    PersonKind.NARRATOR: "nrt",
    PersonKind.ARTIST: "art",
}


def book(work: Metadata) -> bytes:
    """Return the OPF of one book."""
    root = ET.Element(f"{{{_OPF}}}package", {"version": "2.0", "unique-identifier": "uuid_id"})
    about = ET.SubElement(root, f"{{{_OPF}}}metadata")
    _dc(about, "title", work.title)
    for one in work.people:
        _creator(about, one)
    _dc(about, "description", work.plot)
    _dc(about, "publisher", work.publisher)
    _dc(about, "language", work.language if work.language and rules.LANGUAGE_TAG.fullmatch(work.language) else None)
    _dc(about, "date", _day(work))
    ids = dict(work.ids)
    if rules.ISBN.fullmatch(ids.get("isbn", "")):
        _dc(about, "identifier", ids["isbn"], {f"{{{_OPF}}}scheme": "ISBN"})
    for subject in dict.fromkeys((*work.genres, *work.tags)):
        _dc(about, "subject", subject)
    _meta(about, "calibre:title_sort", work.sort_title)
    if work.series:
        _meta(about, "calibre:series", work.series)
        _meta(about, "calibre:series_index", work.series_number)
    return document(root)


def _day(work: Metadata) -> str | None:
    """Return the day of publication; of one of which only the year is known the first, which is read as the year."""
    if work.premiered is not None:
        return work.premiered.isoformat()
    return f"{work.year:04d}-01-01" if work.year else None


def _dc(parent: ET.Element, name: str, value: str | None, attributes: dict[str, str] | None = None) -> None:
    add(parent, f"{{{_DC}}}{name}", value, attributes)


def _creator(parent: ET.Element, one: Person) -> None:
    role = _ROLES.get(one.kind)
    # Jellyfin splits creators at a semicolon.
    if role is not None:
        _dc(parent, "creator", one.name.replace(";", " "), {f"{{{_OPF}}}role": role})


def _meta(parent: ET.Element, name: str, content: str | None) -> None:
    text = clean(content or "")
    if text:
        ET.SubElement(parent, f"{{{_OPF}}}meta", {"name": name, "content": text})

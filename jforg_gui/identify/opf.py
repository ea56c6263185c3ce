"""OPF packages of version 2 and 3: those in an EPUB, calibre's `metadata.opf`, and those beside a book."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 — as in the domain
from typing import TYPE_CHECKING, Final

from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.domain.metadata import Metadata, Person, PersonKind
from jforg_gui.identify.bounded import LONGEST_PROSE, plain_text
from jforg_gui.identify.isbn import as_isbn13
from jforg_gui.identify.persons import person_name
from jforg_gui.identify.series_number import plain_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_YEAR: Final = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_UNDATED: Final = "0101"  # what calibre writes for a date nobody knows
_SURE, _PARTLY = 0.95, 0.6
_MOST_VALUES: Final = 50  # authors, subjects
# Source: the MARC relators that Jellyfin's own reader maps (MediaBrowser.Providers, OpfReader.cs).
_ROLES: Final = {
    "aut": PersonKind.AUTHOR,
    "edt": PersonKind.EDITOR,
    "ill": PersonKind.ILLUSTRATOR,
    "trl": PersonKind.TRANSLATOR,
    "nrt": PersonKind.NARRATOR,
    "art": PersonKind.ARTIST,
}
_SCHEMES: Final = {"amazon": "asin", "mobi-asin": "asin", "google": "google", "goodreads": "goodreads"}


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says: the guess of a row, and all that is known of the book."""

    guess: Guess
    metadata: Metadata


def read_opf(package: Element, source: Source) -> Package | None:
    """Read an OPF package; None if it names no title. Source: EPUB 3.3, "Package document", and OPF 2.0.1."""
    metadata = package.find(f"{_OPF}metadata")
    metadata = package if metadata is None else metadata
    inner = metadata.find(f"{_OPF}dc-metadata")  # OPF 1 and some of 2
    titles = [*metadata.iter(f"{_DC}title")] if inner is None else [*inner.iter(f"{_DC}title")]
    title = _main_title(metadata, titles)
    if title is None:
        return None
    people = tuple(_people(metadata))
    author = next((one.name for one in people if one.kind is PersonKind.AUTHOR), None)
    narrator = next((one.name for one in people if one.kind is PersonKind.NARRATOR), None)
    series, number = _series(metadata)
    published = _date(metadata)
    ids = tuple(sorted(_ids(metadata).items()))
    year = published.year if published else None
    guess = Guess(
        kind=Kind.BOOK,
        title=title,
        author=author,
        narrator=narrator,
        year=year,
        series=series,
        number=number,
        ids=ids,
        confidence=_SURE if author else _PARTLY,
        source=source,
    )
    known = Metadata(
        title=title,
        sort_title=_named(metadata).get("calibre:title_sort"),
        plot=_prose(metadata.findtext(f".//{_DC}description")),
        year=year,
        premiered=published,
        genres=tuple(_texts(metadata.iter(f"{_DC}subject"))),
        language=plain_text(metadata.findtext(f".//{_DC}language")),
        publisher=plain_text(metadata.findtext(f".//{_DC}publisher")),
        people=people,
        ids=ids,
        series=series,
        series_number=number,
    )
    return Package(guess, known)


def _prose(text: str | None) -> str | None:
    """Return a description without the HTML that shops put into it."""
    if not text:
        return None
    bare = html.unescape(re.sub(r"<[^<>]{0,500}>", " ", text[:LONGEST_PROSE]))
    return plain_text(bare, LONGEST_PROSE)


def _texts(elements: Iterable[Element]) -> Iterable[str]:
    for element, _ in zip(elements, range(_MOST_VALUES), strict=False):
        text = _text(element)
        if text is not None:
            yield text


def _text(element: Element | None) -> str | None:
    return None if element is None else plain_text("".join(element.itertext()))


def _refined(metadata: Element, identifier: str | None, prop: str) -> str | None:
    """Return what an OPF 3 `meta` says of the element with this id."""
    if not identifier:
        return None
    for meta in metadata.iter(f"{_OPF}meta"):
        if meta.get("refines") == f"#{identifier}" and meta.get("property") == prop:
            return _text(meta)
    return None


def _main_title(metadata: Element, titles: list[Element]) -> str | None:
    for title in titles[:_MOST_VALUES]:
        if _refined(metadata, title.get("id"), "title-type") == "main":
            return _text(title)
    return next(filter(None, map(_text, titles)), None)


def _people(metadata: Element) -> Iterable[Person]:
    """Return everybody who is named; who has no role at all is an author, and so is the first if nobody else is."""
    found: list[Person] = []
    creators = [*metadata.iter(f"{_DC}creator")][:_MOST_VALUES]
    for element in (*creators, *[*metadata.iter(f"{_DC}contributor")][:_MOST_VALUES]):
        role = element.get(f"{_OPF}role") or _refined(metadata, element.get("id"), "role")
        kind = _ROLES.get((role or ("aut" if element in creators else "")).lower())
        names = [person_name(name) for name in (_text(element) or "").split(";") if name.strip()]
        if kind is not None:
            found.extend(Person(name=name, kind=kind) for name in names if name)
    if not any(one.kind is PersonKind.AUTHOR for one in found) and creators and (name := _text(creators[0])):
        found.insert(0, Person(name=person_name(name), kind=PersonKind.AUTHOR))
    return found


def _named(metadata: Element) -> dict[str, str]:
    pairs = ((meta.get("name"), plain_text(meta.get("content"))) for meta in metadata.iter(f"{_OPF}meta"))
    return {name: content for name, content in pairs if name and content}


def _series(metadata: Element) -> tuple[str | None, str | None]:
    named = _named(metadata)
    if series := named.get("calibre:series"):
        return series, plain_number(named.get("calibre:series_index"))
    for meta in metadata.iter(f"{_OPF}meta"):
        if meta.get("property") == "belongs-to-collection":
            return _text(meta), plain_number(_refined(metadata, meta.get("id"), "group-position"))
    return None, None


def _date(metadata: Element) -> Date | None:
    """Return when it was published: OPF 2 marks the event, OPF 3 has one date only."""
    dates = [*metadata.iter(f"{_DC}date")][:_MOST_VALUES]
    dates.sort(key=lambda element: element.get(f"{_OPF}event") not in {"publication", "original-publication"})
    for element in dates:
        text = _text(element) or ""
        year = _YEAR.search(text)
        if year is None or text.startswith(_UNDATED) or element.get(f"{_OPF}event") in {"modification", "creation"}:
            continue
        try:
            return Date.fromisoformat(text[:10])
        except ValueError:
            return Date(int(year[0]), 1, 1)
    return None


def _ids(metadata: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in [*metadata.iter(f"{_DC}identifier")][:_MOST_VALUES]:
        text = _text(element) or ""
        scheme, value = (element.get(f"{_OPF}scheme") or "").lower(), text
        if match := re.match(r"(?:urn:)?(isbn|amazon|mobi-asin|google|goodreads):(.+)$", text, re.IGNORECASE):
            scheme, value = match[1].lower(), match[2]
        isbn = as_isbn13(value) if scheme in {"", "isbn"} else None
        if isbn is not None:
            found.setdefault("isbn", isbn)
        elif scheme in _SCHEMES and re.fullmatch(r"[\w-]{1,32}", value):
            found.setdefault(_SCHEMES[scheme], value)
    return found

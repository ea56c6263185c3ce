"""Books from inside: EPUB packages and OPF files, and ComicInfo in comics; other people's XML, read with care."""

from __future__ import annotations

import os
import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, Inside
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Category, Kind, MediaFile, category_of
from jforg_gui.identify.titles import key

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LARGEST_MEMBER: Final = 2 * 1024 * 1024  # bytes of metadata we are willing to unpack
_HIGHEST_RATIO: Final = 200  # XML packs 20:1; a bomb a thousandfold
_LONGEST: Final = 512
_YEAR: Final = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_CONTAINER: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF_BESIDE: Final = ("metadata.opf", "content.opf")
_SURE, _PARTLY = 0.95, 0.6


class _UnreadableError(Exception):
    """What lies inside is broken, too large or not what it says it is."""


def look_inside_book(file: MediaFile) -> Inside:
    """Read an OPF file beside a book, else the EPUB itself. Never raises for a bad file; runs in scan workers."""
    beside = _opf_beside(file)
    if beside is not None:
        return Inside(beside)
    if file.extension != "epub" or file.size == 0:
        return NOTHING_INSIDE
    try:
        with zipfile.ZipFile(file.path) as archive:
            guess = _epub(archive)
    except (_UnreadableError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        return Inside(problem=_unreadable(file, error))
    except (ValueError, KeyError, EOFError) as error:
        return Inside(problem=_unreadable(file, error))
    return Inside(guess) if guess is not None else NOTHING_INSIDE


def look_inside_comic(file: MediaFile) -> Inside:
    """Read `ComicInfo.xml` at the root of a cbz. Never raises for a bad file; runs in scan workers.

    Source: the ComicInfo schema 2.0 of the Anansi Project.
    """
    if file.extension != "cbz" or file.size == 0:
        return NOTHING_INSIDE
    try:
        with zipfile.ZipFile(file.path) as archive:
            name = next((name for name in archive.namelist() if name.lower() == "comicinfo.xml"), None)
            guess = None if name is None else _comic_info(_xml(_member(archive, name)))
    except (_UnreadableError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        return Inside(problem=_unreadable(file, error))
    except (ValueError, KeyError, EOFError) as error:
        return Inside(problem=_unreadable(file, error))
    return Inside(guess) if guess is not None else NOTHING_INSIDE


def _unreadable(file: MediaFile, error: Exception) -> Problem:
    return Problem(ProblemCode.TAGS_UNREADABLE, file.path, (("error", str(error)),))


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one member into memory, never more of it than a metadata file can have."""
    info = archive.getinfo(name)
    if info.file_size > _LARGEST_MEMBER or info.file_size > _HIGHEST_RATIO * max(info.compress_size, 1):
        raise _UnreadableError(f"{name} is too large")
    with archive.open(info) as stream:
        data = stream.read(_LARGEST_MEMBER + 1)
    if len(data) > _LARGEST_MEMBER:
        raise _UnreadableError(f"{name} is larger than it says")
    return data


def _xml(data: bytes) -> Element:
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415 — only with books

    from defusedxml import DefusedXmlException  # noqa: PLC0415 — only with books
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 — only with books

    try:
        root: Element = fromstring(data, forbid_dtd=False)
    except (ParseError, DefusedXmlException, LookupError) as error:
        raise _UnreadableError(str(error)) from error
    return root


def _epub(archive: zipfile.ZipFile) -> Guess | None:
    """Follow the container to the package. Source: EPUB 3.3, "Open Container Format"."""
    container = _xml(_member(archive, "META-INF/container.xml"))
    rootfile = container.find(f".//{_CONTAINER}rootfile")
    path = rootfile.get("full-path") if rootfile is not None else None
    if not path:
        raise _UnreadableError("the container names no package")
    return read_opf(_xml(_member(archive, posixpath.normpath(path))), Source.EPUB)


def read_opf(package: Element, source: Source) -> Guess | None:
    """Read an OPF package of version 2 or 3; None if it names no title. Source: EPUB 3.3, "Package document"."""
    metadata = package.find(f"{_OPF}metadata")
    if metadata is None:
        metadata = package
    title = _main_title(metadata)
    if title is None:
        return None
    author = _author(metadata)
    date = _text(metadata.find(f"{_DC}date")) or ""
    year = _YEAR.search(date)
    series, number = _series(metadata)
    return Guess(
        kind=Kind.BOOK,
        title=title,
        author=author,
        year=int(year[0]) if year and not date.startswith("0101") else None,
        series=series,
        number=number,
        confidence=_SURE if author else _PARTLY,
        source=source,
    )


def _text(element: Element | None) -> str | None:
    if element is None:
        return None
    words = "".join(letter if letter.isprintable() else " " for letter in "".join(element.itertext())[:_LONGEST])
    return " ".join(words.split()) or None


def _refined(metadata: Element, identifier: str | None, prop: str) -> str | None:
    """Return what an OPF 3 `meta` says of the element with this id."""
    if not identifier:
        return None
    for meta in metadata.iter(f"{_OPF}meta"):
        if meta.get("refines") == f"#{identifier}" and meta.get("property") == prop:
            return _text(meta)
    return None


def _main_title(metadata: Element) -> str | None:
    titles = metadata.findall(f"{_DC}title")
    for title in titles:
        if _refined(metadata, title.get("id"), "title-type") == "main":
            return _text(title)
    return _text(titles[0]) if titles else None


def _author(metadata: Element) -> str | None:
    creators = metadata.findall(f"{_DC}creator")
    for creator in creators:
        role = creator.get(f"{_OPF}role") or _refined(metadata, creator.get("id"), "role") or "aut"
        if role == "aut":
            return _flipped(_text(creator))
    return _flipped(_text(creators[0])) if creators else None


def _flipped(name: str | None) -> str | None:
    """Turn `Last, First` into `First Last`."""
    if name is None or name.count(",") != 1:
        return name
    last, first = (part.strip() for part in name.split(","))
    return f"{first} {last}" if first and last else last or first


def _series(metadata: Element) -> tuple[str | None, str | None]:
    named = {meta.get("name"): meta.get("content") for meta in metadata.iter(f"{_OPF}meta") if meta.get("name")}
    if series := (named.get("calibre:series") or "").strip():
        return series[:_LONGEST], plain_number(named.get("calibre:series_index"))
    for meta in metadata.iter(f"{_OPF}meta"):
        if meta.get("property") == "belongs-to-collection":
            position = _refined(metadata, meta.get("id"), "group-position")
            return _text(meta), plain_number(position)
    return None, None


def plain_number(text: str | None) -> str | None:
    """Write a place in a series without what says nothing: `01` and `1.0` are `1`, `2.50` is `2.5`."""
    match = re.fullmatch(r"(\d{1,6})(?:\.(\d{1,3}))?", (text or "").strip())
    if match is None:
        return None
    fraction = (match[2] or "").rstrip("0")
    return f"{int(match[1])}.{fraction}" if fraction else str(int(match[1]))


def _opf_beside(file: MediaFile) -> Guess | None:
    """Read `<stem>.opf`, or calibre's `metadata.opf` if it is about this book. An unreadable one counts as none."""
    own = f"{os.path.splitext(file.path)[0]}.opf"
    if (guess := _opf_file(own)) is not None:
        return guess
    for name in _OPF_BESIDE:
        guess = _opf_file(os.path.join(file.folder, name))
        if guess is not None and guess.title and (_alone(file) or _about(guess.title, file.stem)):
            return guess
    return None


def _about(title: str, stem: str) -> bool:
    return key(title)[:20] in key(stem)


def _alone(file: MediaFile) -> bool:
    """Tell whether all books of the folder are formats of this one."""
    try:
        names = os.listdir(file.folder)
    except OSError:
        return False
    books = {os.path.splitext(name)[0] for name in names if category_of(name) in (Category.BOOK, Category.COMIC)}
    return books == {file.stem}


def _opf_file(path: str) -> Guess | None:
    try:
        if not os.path.isfile(path) or os.path.islink(path) or os.path.getsize(path) > _LARGEST_MEMBER:
            return None
        with open(path, "rb") as stream:
            return read_opf(_xml(stream.read(_LARGEST_MEMBER)), Source.OPF)
    except (OSError, _UnreadableError, ValueError):
        return None


def _comic_info(root: Element) -> Guess | None:
    fields = {child.tag: _text(child) for child in root}
    series, title = fields.get("Series"), fields.get("Title")
    if series is None and title is None:
        return None
    year, volume = fields.get("Year") or "", fields.get("Volume") or ""
    writer = (fields.get("Writer") or "").split(",")[0].strip()
    return Guess(
        kind=Kind.COMIC,
        title=title,
        series=series,
        number=plain_number(fields.get("Number")),
        volume=int(volume) if volume.isdecimal() and len(volume) < 5 else None,  # noqa: PLR2004 — a year at most
        year=int(year) if _YEAR.fullmatch(year) else None,
        author=writer or None,
        confidence=_SURE if series else _PARTLY,
        source=Source.COMICINFO,
    )

"""Books and comics from inside, and from the OPF or ComicInfo beside them; other people's files, read with care."""

from __future__ import annotations

import os
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, Inside
from jforg_gui.domain.match import Source
from jforg_gui.domain.media import Category, MediaFile, category_of, extension_of
from jforg_gui.domain.metadata import Known
from jforg_gui.identify.bounded import LARGEST_TEXT, BoundedFile, UnreadableError, parse_xml, read_text_file
from jforg_gui.identify.comic_info import read_comic_info
from jforg_gui.identify.mobi import read_mobi
from jforg_gui.identify.opf import Package, read_opf
from jforg_gui.identify.pdf import read_pdf
from jforg_gui.identify.titles import key

_MOST_OF_ZIP: Final = 4 * 1024 * 1024  # bytes: the list of the largest archive, and one member
_MOST_MEMBERS: Final = 10_000
_HIGHEST_RATIO: Final = 100  # XML packs 20:1; a bomb a thousandfold
_SMALL: Final = 64 * 1024  # bytes that are no bomb however well they pack
_MOST_OF_MOBI: Final = 1024 * 1024
_MOST_OF_PDF: Final = 8 * 1024 * 1024
_CONTAINER: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF_BESIDE: Final = ("metadata.opf", "content.opf")
_COMIC_INFO: Final = "ComicInfo.xml"
# What zipfile raises of archives that lie.
_BROKEN: Final = (
    UnreadableError,
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    EOFError,
    OverflowError,
)


def look_inside_book(file: MediaFile) -> Inside:
    """Read an OPF file beside a book, else the book itself. Never raises for a bad file; runs in scan workers."""
    beside, problem = _beside(file, _opf_beside(file), lambda data: read_opf(parse_xml(data), Source.OPF))
    if beside is not None:
        return _inside(beside)
    return _look(file, _book, problem) if file.extension in _READERS else Inside(problem=problem)


def look_inside_comic(file: MediaFile) -> Inside:
    """Read `ComicInfo.xml` at the root of a cbz, else beside it. Never raises for a bad file; runs in scan workers."""
    inside = _look(file, _cbz, None) if file.extension == "cbz" else NOTHING_INSIDE
    if inside.guess is not None:
        return inside
    beside, problem = _beside(file, _info_beside(file), lambda data: read_comic_info(parse_xml(data)))
    return _inside(beside, inside.problem) if beside is not None else Inside(problem=inside.problem or problem)


def _inside(package: Package, problem: Problem | None = None) -> Inside:
    return Inside(package.guess, problem, Known(work=package.metadata))


def _look(file: MediaFile, reader: Callable[[str], Package | None], problem: Problem | None) -> Inside:
    if file.size == 0:
        return Inside(problem=problem)
    try:
        package = reader(file.path)
    except _BROKEN as error:
        words = str(error) or type(error).__name__
        return Inside(problem=Problem(ProblemCode.TAGS_UNREADABLE, file.path, (("error", words),)))
    return _inside(package, problem) if package is not None else Inside(problem=problem)


def _book(path: str) -> Package | None:
    """Read a book as what it is, whatever its name says."""
    with BoundedFile(path, _MOST_OF_ZIP) as stream:
        head = stream.read(8)
    said = _READERS[extension_of(path)]
    return next((reader for magic, reader in _BY_CONTENT if head.startswith(magic)), said)(path)


def _epub(path: str) -> Package | None:
    """Follow the container to the package. Source: EPUB 3.3, "Open Container Format"."""
    with BoundedFile(path, _MOST_OF_ZIP) as stream, _archive(stream) as archive:
        container = parse_xml(_member(archive, "META-INF/container.xml"))
        rootfile = container.find(f".//{_CONTAINER}rootfile")
        package = rootfile.get("full-path") if rootfile is not None else None
        if not package:
            raise UnreadableError("the container names no package")
        return read_opf(parse_xml(_member(archive, posixpath.normpath(package))), Source.EPUB)


def _cbz(path: str) -> Package | None:
    with BoundedFile(path, _MOST_OF_ZIP) as stream, _archive(stream) as archive:
        name = next((name for name in archive.namelist() if name.lower() == _COMIC_INFO.lower()), None)
        return None if name is None else read_comic_info(parse_xml(_member(archive, name)))


def _mobi(path: str) -> Package | None:
    with BoundedFile(path, _MOST_OF_MOBI) as stream:
        return read_mobi(stream)


def _pdf(path: str) -> Package | None:
    with BoundedFile(path, _MOST_OF_PDF) as stream:
        return read_pdf(stream)


_READERS: Final = {"epub": _epub, "mobi": _mobi, "azw": _mobi, "azw3": _mobi, "pdf": _pdf}
_BY_CONTENT: Final = ((b"PK\3\4", _epub), (b"%PDF-", _pdf))


def _archive(stream: BoundedFile) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(stream)
    if len(archive.infolist()) > _MOST_MEMBERS:
        raise UnreadableError("it holds too many files")
    return archive


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one member into memory, never more of it than a metadata file can have."""
    info = archive.getinfo(name)
    bomb = info.file_size > _SMALL and info.file_size > _HIGHEST_RATIO * max(info.compress_size, 1)
    if info.file_size > LARGEST_TEXT or bomb:
        raise UnreadableError(f"{name} is too large")
    with archive.open(info) as stream:
        data = stream.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise UnreadableError(f"{name} is larger than it says")
    return data


def _beside(
    file: MediaFile, paths: list[tuple[str, bool]], read: Callable[[bytes], Package | None]
) -> tuple[Package | None, Problem | None]:
    """Read the first of ``paths`` that is about this file; one that is broken is worth a word.

    Each path comes with whether its name says that it is this file's own.
    """
    problem = None
    for path, own in paths:
        try:
            package = read(read_text_file(path))
        except FileNotFoundError:
            continue
        except (UnreadableError, OSError, ValueError) as error:
            details = (("other", os.path.basename(path)), ("error", str(error)))
            problem = Problem(ProblemCode.SIDECAR_UNREADABLE, file.path, details)
            continue
        if package is not None and (own or _about(package, file.stem) or _alone(file)):
            return package, None
    return None, problem


def _opf_beside(file: MediaFile) -> list[tuple[str, bool]]:
    """`<stem>.opf`, or calibre's `metadata.opf` if it is about this book."""
    own = (f"{os.path.splitext(file.path)[0]}.opf", True)
    return [own, *((os.path.join(file.folder, name), False) for name in _OPF_BESIDE)]


def _info_beside(file: MediaFile) -> list[tuple[str, bool]]:
    return [(f"{os.path.splitext(file.path)[0]}.xml", True), (os.path.join(file.folder, _COMIC_INFO), False)]


def _about(package: Package, stem: str) -> bool:
    return package.guess.title is not None and key(package.guess.title)[:20] in key(stem)


def _alone(file: MediaFile) -> bool:
    """Tell whether all books of the folder are formats of this one."""
    try:
        names = os.listdir(file.folder)
    except OSError:
        return False
    books = {os.path.splitext(name)[0] for name in names if category_of(name) in (Category.BOOK, Category.COMIC)}
    return books == {file.stem}

"""PDF: what the document information and the XMP packet say, where a person has filled them in."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.domain.metadata import Metadata, Person, PersonKind
from jforg_gui.identify.book_names import split_series
from jforg_gui.identify.bounded import LARGEST_TEXT, BoundedFile, UnreadableError, parse_xml, plain_text
from jforg_gui.identify.isbn import find_isbn
from jforg_gui.identify.opf import Package
from jforg_gui.identify.persons import is_person, person_name

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pypdf import Configuration, PdfReader

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# What programs write where nobody has written anything.
_NO_TITLE: Final = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document\d*|unknown|title|no title|scan.*|print.*|cover"
    r"|[\W\d_]+|.*\.(?:docx?|indd|pdf|qxd|tex|rtf|odt|pages|fm|dvi|ps|eps|xlsx?|pptx?|html?|txt|cdr|pmd|p65|wpd))$",
    re.IGNORECASE,
)
_NO_AUTHOR: Final = re.compile(
    r"^(?:administrator|admin|user|owner|author|unknown|anonymous|root|guest|default|microsoft.*|adobe.*|calibre.*|\S+@\S+"
    r"|[\W\d_]+|.*\.(?:com|org|net))$",
    re.IGNORECASE,
)
_PACKED: Final = 2 * 1024 * 1024  # bytes of one stream, before and after unpacking: half a million objects, or a bomb
_UNPACKED: Final = frozenset(("None", "/FlateDecode", "['/FlateDecode']"))  # filters of a packet that are known
_MOST_TRIED: Final = 500  # objects looked through for the root of a file that does not say where it is
_PARTLY, _LITTLE = 0.7, 0.5


def read_pdf(stream: BoundedFile) -> Package | None:
    """Read what a PDF says of itself; None if that is nothing a person has written.

    Raises UnreadableError for a file that is no PDF or is broken; an encrypted one says nothing.
    """
    from pypdf import PdfReader, apply_configuration  # noqa: PLC0415 — a tenth of a second, only with PDFs
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415 — as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is odd in somebody's PDF is no news for our log
    if b"%PDF-" not in stream.read(1024):
        raise UnreadableError("no PDF")
    stream.seek(0)
    try:
        with apply_configuration(_limits()):
            reader = PdfReader(cast("BinaryIO", stream), strict=False, root_object_recovery_limit=_MOST_TRIED)
            if reader.is_encrypted:
                return None
            info = _information(reader)
    except DependencyError:
        return None
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        AssertionError,
    ) as error:
        raise UnreadableError(str(error) or type(error).__name__) from error
    return _package(*info)


def _limits() -> Configuration:
    """Return what pypdf may do for one title; its own limits are those of a program that shows pages."""
    from pypdf import Configuration  # noqa: PLC0415 — only with PDFs

    return Configuration(
        maximum_declared_stream_length=_PACKED,
        array_based_stream_maximum_output_length=_PACKED,
        lzw_maximum_output_length=_PACKED,
        run_length_maximum_output_length=_PACKED,
        zlib_maximum_output_length=_PACKED,
        zlib_maximum_recovery_input_length=64 * 1024,
        brotli_maximum_output_length=_PACKED,
        flate_maximum_columns=1024,
        flate_maximum_row_length=16 * 1024,
        array_maximum_element_count=20_000,
        stream_decoding_work_maximum_length=4 * _PACKED,
        stream_parsing_work_maximum_count=100_000,
        stream_filters_maximum_length=2,
        disable_legacy_handling=True,
        jbig2dec_binary=None,
    )


def _information(reader: PdfReader) -> tuple[str | None, str | None, str]:
    """Return title, author, and all texts that may hold an ISBN; XMP counts more than the information dictionary."""
    info = reader.metadata
    title = plain_text(info.title) if info is not None else None
    author = plain_text(info.author) if info is not None else None
    words = " ".join(str(value)[:1000] for value in (info or {}).values())
    packet = _packet(reader)
    if packet is not None:
        title, author = _first(packet, "title") or title, _first(packet, "creator") or author
        words += " ".join(plain_text(text) or "" for text in packet.itertext())[:20_000]
    return title, author, words


def _packet(reader: PdfReader) -> Element | None:
    stream = reader.root_object.get("/Metadata")
    stream = stream.get_object() if stream is not None else None
    if stream is None or not hasattr(stream, "get_data") or str(stream.get("/Filter")) not in _UNPACKED:
        return None  # an XMP packet is there to be found by programs that know nothing of PDF
    data = stream.get_data()
    try:
        return parse_xml(data) if len(data) <= LARGEST_TEXT else None
    except UnreadableError:
        return None


def _first(packet: Element, name: str) -> str | None:
    for element in packet.iter(f"{_DC}{name}"):
        inner = element.find(f".//{_RDF}li")
        if (text := plain_text((element if inner is None else inner).text)) is not None:
            return text
    return None


def _package(title: str | None, author: str | None, words: str) -> Package | None:
    if title is None or _NO_TITLE.match(title):
        title = None
    if author is None or _NO_AUTHOR.match(author):
        author = None
    isbn = find_isbn(words)
    ids = (("isbn", isbn[0]),) if isbn is not None else ()
    if title is None and not ids:
        return None
    name = person_name(author) if author is not None and (is_person(author) or " " in author) else None
    plain, series, number = split_series(title) if title is not None else (None, None, None)
    guess = Guess(
        kind=Kind.BOOK,
        title=plain,
        author=name,
        series=series,
        number=number,
        ids=ids,
        confidence=_PARTLY if plain and name else _LITTLE,
        source=Source.PDF,
    )
    people = (Person(name=name, kind=PersonKind.AUTHOR),) if name else ()
    return Package(guess, Metadata(title=plain, people=people, ids=ids, series=series, series_number=number))

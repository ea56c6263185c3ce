"""Books and leftovers of the sample library: EPUB, CBZ, OPF, subtitles, an archive, Windows' thumbnails."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

from jforg_gui.storage.sample_image import png

_PACKED_AT = (2014, 5, 17, 9, 41, 12)


def _archive(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip file whose members are stored, not deflated, so that every zlib writes the same bytes."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "x", zipfile.ZIP_STORED) as packed:
        for name, content in members:
            member = zipfile.ZipInfo(name, _PACKED_AT)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            packed.writestr(member, content)
    return memory.getvalue()


_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:6f1c1f0e-0d2b-4d5e-9b0a-5a3c7e2d{number:04d}</dc:identifier>
    <dc:title>{title}</dc:title>
    <dc:creator id="author">{author}</dc:creator>
    <meta refines="#author" property="role" scheme="marc:relators">aut</meta>
    <dc:language>en</dc:language>
    <dc:date>{year}-03-01</dc:date>
    <meta property="dcterms:modified">{year}-03-01T08:00:00Z</meta>
    <meta property="belongs-to-collection" id="series">{series}</meta>
    <meta refines="#series" property="collection-type">series</meta>
    <meta refines="#series" property="group-position">{number}</meta>
    <meta name="calibre:series" content="{series}"/>
    <meta name="calibre:series_index" content="{number}"/>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
  </manifest>
  <spine>
    <itemref idref="one"/>
  </spine>
</package>
"""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>{title}</title></head>
<body>{body}</body>
</html>
"""
_CONTENTS = '<nav epub:type="toc"><ol><li><a href="one.xhtml">Chapter one</a></li></ol></nav>'


def epub(title: str, author: str, series: str, number: int, year: int) -> bytes:
    """An EPUB 3 with one chapter: the type stored first, then the container, the package and the pages."""
    words = {"title": escape(title), "author": escape(author), "series": escape(series), "number": number, "year": year}
    body = f"<h1>{escape(title)}</h1><p>It was raining when the last boat came in.</p>"
    return _archive(
        (
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER.encode()),
            ("OEBPS/content.opf", _PACKAGE.format_map(words).encode()),
            ("OEBPS/nav.xhtml", _PAGE.format(title=escape(title), body=_CONTENTS).encode()),
            ("OEBPS/one.xhtml", _PAGE.format(title=escape(title), body=body).encode()),
        ),
    )


def broken_epub() -> bytes:
    """The first half of an EPUB: it begins like one and has no directory at its end."""
    whole = epub("Half a Book", "Nobody Known", "None", 1, 2000)
    return whole[: len(whole) // 2]


_COMIC = """<?xml version="1.0" encoding="utf-8"?>
<ComicInfo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Title>{title}</Title>
  <Series>{series}</Series>
  <Number>{number}</Number>
  <Year>{year}</Year>
  <Writer>Otto Brandywine</Writer>
  <PageCount>2</PageCount>
</ComicInfo>
"""


def cbz(title: str, series: str, number: int, year: int) -> bytes:
    """A comic of two pages that says inside what it is."""
    told = _COMIC.format(title=escape(title), series=escape(series), number=number, year=year)
    return _archive(
        (
            ("page01.png", png(80, 120, ((246, 233, 205), (29, 78, 110)))),
            ("page02.png", png(80, 120, ((246, 233, 205), (150, 52, 48)))),
            ("ComicInfo.xml", told.encode()),
        ),
    )


def srt(*lines: str) -> bytes:
    """SubRip subtitles, three seconds a line."""
    cues = (
        f"{index + 1}\r\n00:00:{index * 4:02},000 --> 00:00:{index * 4 + 3:02},000\r\n{line}\r\n\r\n"
        for index, line in enumerate(lines)
    )
    return "".join(cues).encode()


def _vint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:  # noqa: PLR2004 — seven bits a byte
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))


def _rar_block(content: bytes) -> bytes:
    sized = _vint(len(content)) + content
    return struct.pack("<I", zlib.crc32(sized)) + sized


def rar(name: str, content: bytes) -> bytes:
    """A RAR 5 archive with one stored file (rarlab.com, "RAR 5.0 archive format")."""
    told = b"".join(map(_vint, (4, len(content), 0o644))) + struct.pack("<I", zlib.crc32(content))
    told += b"".join(map(_vint, (0, 1, len(name.encode())))) + name.encode()
    file = _rar_block(b"\x02\x02" + _vint(len(content)) + told)
    return b"Rar!\x1a\x07\x01\x00" + _rar_block(b"\x01\x00\x00") + file + content + _rar_block(b"\x05\x00\x00")


def thumbs_db() -> bytes:
    """An empty compound file ([MS-CFB]), as Windows leaves it in folders of pictures: header, table, directory."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    name = "Root Entry\x00".encode("utf-16-le")
    root = name.ljust(64, b"\x00") + struct.pack("<HBB3I", len(name), 5, 1, free, free, free)
    root += bytes(36) + struct.pack("<IQ", end, 0)
    unused = bytes(64) + struct.pack("<HBB3I", 0, 0, 1, free, free, free) + bytes(48)
    return head + struct.pack("<128I", table, end, *[free] * 126) + root + unused * 3

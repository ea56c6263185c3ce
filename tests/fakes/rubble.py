"""Files that somebody wrote wrong, or to do harm: good ones of every format, and ways to spoil them."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Iterator

from jforg_gui.storage import sample_audio, sample_book

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="content.opf"/></rootfiles></container>'
)
_OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
    "<dc:title>Lantern Road</dc:title><dc:creator>Quill, Mara</dc:creator><dc:date>1998-05-01</dc:date>"
    "<meta name='calibre:series' content='Road'/><meta name='calibre:series_index' content='2.0'/></metadata></package>"
)
_NFO = (
    "<?xml version='1.0'?><movie><title>Lantern</title><year>2019</year><premiered>2019-03-08</premiered>"
    "<uniqueid type='tmdb'>603</uniqueid><actor><name>Ana</name></actor></movie>\nimdb.com/title/tt1234567"
)
_INFO = "<ComicInfo><Series>Star Otters</Series><Number>3</Number><Year>2012</Year><Writer>Quill</Writer></ComicInfo>"


def ape(items: dict[str, bytes]) -> bytes:
    """Return an APEv2 tag behind a little sound."""
    body = b"".join(struct.pack("<II", len(value), 0) + key.encode() + b"\0" + value for key, value in items.items())
    return bytes(200) + body + b"APETAGEX" + struct.pack("<IIII", 2000, len(body) + 32, len(items), 0) + bytes(8)


def mobi(
    items: list[tuple[int, bytes]], *, name: bytes = b"Full Name", flags: int = 0x40, count: int | None = None
) -> bytes:
    """Return a Mobipocket file of one record, with an EXTH block of these items."""
    body = b"".join(struct.pack(">II", kind, len(value) + 8) + value for kind, value in items)
    exth = b"EXTH" + struct.pack(">II", len(body) + 12, len(items) if count is None else count) + body
    length = 232
    header = bytearray(16 + length)
    header[16:20] = b"MOBI"
    struct.pack_into(">III", header, 20, length, 2, 65001)
    struct.pack_into(">II", header, 84, 16 + length + len(exth), len(name))
    struct.pack_into(">I", header, 128, flags)
    record = bytes(header) + exth + name
    start = 78 + 16
    head = b"lantern".ljust(60, b"\0") + b"BOOKMOBI" + bytes(8) + struct.pack(">H", 2)
    return head + struct.pack(">IIII", start, 0, start + len(record), 1) + record + bytes(64)


def pdf(info: dict[str, str], xmp: str = "") -> bytes:
    """Return a PDF of no pages, with an information dictionary and an XMP packet."""
    entries = "".join(f"/{name} ({value})" for name, value in info.items())
    catalog = f"<</Type/Catalog/Pages 2 0 R{'/Metadata 4 0 R' if xmp else ''}>>"
    objects = [catalog, "<</Type/Pages/Kids[]/Count 0>>", f"<<{entries}>>"]
    if xmp:
        objects.append(f"<</Type/Metadata/Subtype/XML/Length {len(xmp)}>>stream\n{xmp}\nendstream")
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in offsets)
    body += f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("latin-1")


def m4a(title: bytes = b"Dawn") -> bytes:
    """Return an MP4 with a title and an id in its tags."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content) + 8) + kind + content

    def data(content: bytes, flag: int = 1) -> bytes:
        return box(b"data", struct.pack(">II", flag, 0) + content)

    own = box(b"mean", bytes(4) + b"com.apple.iTunes") + box(b"name", bytes(4) + b"MusicBrainz Album Id") + data(b"x")
    items = box(b"\xa9nam", data(title)) + box(b"\xa9ART", data(b"The Kelps")) + box(b"----", own)
    items += box(b"trkn", data(struct.pack(">HHHH", 0, 3, 12, 0), 0))
    meta = box(b"meta", bytes(4) + box(b"ilst", items))
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42") + box(b"moov", box(b"udta", meta)) + box(b"mdat", bytes(64))


def ogg(title: bytes = b"Dawn") -> bytes:
    """Return the first two pages of an Ogg Vorbis file, with comments."""
    comments = [b"TITLE=" + title, b"ARTIST=The Kelps", b"TRACKNUMBER=3"]
    packet = b"\x03vorbis" + struct.pack("<I", 4) + b"none" + struct.pack("<I", len(comments))
    packet += b"".join(struct.pack("<I", len(one)) + one for one in comments) + b"\x01"
    first = b"\x01vorbis" + struct.pack("<IBIIIIBB", 0, 2, 44100, 0, 128000, 0, 0xB8, 1)

    def page(number: int, flags: int, content: bytes) -> bytes:
        head = b"OggS" + struct.pack("<BBqIII", 0, flags, 0, 1, number, 0)
        return head + struct.pack("<BB", 1, min(len(content), 255)) + content

    return page(0, 2, first) + page(1, 0, packet) + bytes(64)


def _zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def good_files() -> dict[str, bytes]:
    """Return a good file of every format that is looked into, by extension."""
    frames = {"TIT2": "Dawn", "TPE1": "The Kelps", "TALB": "Low Tide", "TRCK": "3/12", "TCON": "(101)"}
    vorbis = {"TITLE": "Dawn", "ARTIST": "The Kelps", "ALBUM": "Low Tide", "TRACKNUMBER": "3"}
    wave = b"RIFF" + struct.pack("<I", 60) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    aiff = (
        b"FORM"
        + struct.pack(">I", 40)
        + b"AIFFNAME"
        + struct.pack(">I", 4)
        + b"DawnAUTH"
        + struct.pack(">I", 4)
        + b"Anas"
    )
    asf = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c" + struct.pack("<QI", 200, 3) + b"\x01\x02"
    author = b"\x33\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"
    asf += author + struct.pack("<Q5H", 50, 10, 0, 0, 0, 0) + "Dawn\0".encode("utf-16-le") + bytes(64)
    return {
        "mp3": sample_audio.mp3(frames, 3),
        "flac": sample_audio.flac(vorbis, 2),
        "m4a": m4a(),
        "m4b": m4a(b"Lantern Road"),
        "ogg": ogg(),
        "opus": ogg().replace(b"\x01vorbis", b"OpusHea").replace(b"\x03vorbis", b"OpusTag"),
        "wav": wave + b"LIST" + struct.pack("<I", 16) + b"INFOINAM" + struct.pack("<I", 4) + b"Dawn",
        "aiff": aiff,
        "wma": asf,
        "ape": ape({"Title": b"Dawn", "Artist": b"The Kelps", "Album": b"Low Tide", "Track": b"3/12"}),
        "wv": ape({"Title": b"Dawn", "Artist": b"The Kelps"}),
        "epub": _zipped({"META-INF/container.xml": _CONTAINER, "content.opf": _OPF}),
        "cbz": _zipped({"01.jpg": "-", "ComicInfo.xml": _INFO}),
        "mobi": mobi([(100, b"Quill, Mara"), (503, b"Lantern Road"), (104, b"9780123456786")]),
        "azw3": sample_book.epub("Lantern Road", "Mara Quill", "Road", 2, 1998),  # it says it is a Kindle book
        "pdf": pdf({"Title": "Lantern Road", "Author": "Mara Quill"}, "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"),
        "nfo": _NFO.encode(),
    }


def spoiled(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many spoiled files with their extensions; the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311 — nothing secret
    files = good_files()
    extensions = sorted(files)
    for number in range(count):
        extension = extensions[number % len(extensions)]
        content = bytearray(files[extension])
        for _ in range(dice.randint(1, 4)):
            _spoil(content, dice, files[dice.choice(extensions)])
        yield extension, bytes(content)


def _spoil(content: bytearray, dice: random.Random, other: bytes) -> None:
    """Do one harm: bits, lengths, cuts, holes, repetitions, pieces of another format."""
    at = dice.randrange(len(content) + 1)
    match dice.randrange(8):
        case 0:
            for _ in range(dice.randint(1, 8)):
                if content:
                    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        case 1:  # a length that lies
            size = dice.choice((0, 1, 0x7F, 0xFF, 0xFFFF, 0x0FFFFFFF, 0x7FFFFFFF, 0xFFFFFFFF))
            content[at : at + 4] = struct.pack(dice.choice("<>") + "I", size)
        case 2:
            del content[at:]
        case 3:
            content[at : at + dice.randint(1, 64)] = bytes(dice.randint(0, 64))
        case 4:
            content[at:at] = content[at : at + dice.randint(1, 200)] * dice.randint(1, 50)
        case 5:
            start = dice.randrange(len(other))
            content[at:at] = other[start : start + dice.randint(1, 400)]
        case 6:
            del content[at : at + dice.randint(1, 64)]
        case _:
            content[at : at + 4] = dice.randbytes(dice.randint(1, 16))

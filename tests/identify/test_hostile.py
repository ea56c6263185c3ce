"""Threats of the kind that come with a download: spoiled, lying and bomb-like files of every format looked into."""

from __future__ import annotations

import os
import struct
import time
import zipfile
import zlib

import pytest

from jforg_gui.domain.found import Inside
from jforg_gui.domain.media import Identity, MediaFile
from jforg_gui.domain.words import sentence
from jforg_gui.identify.inside import look
from tests.fakes.rubble import good_files, pdf, spoiled

SAMPLES = 340  # twenty of each format; ten thousand of other seeds went through once
LONGEST = 2.0  # seconds of this thread's own time for one file


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("hostile"))


def look_at(folder: str, name: str, content: bytes) -> Inside:
    path = os.path.join(folder, name)
    with open(path, "wb") as stream:
        stream.write(content)
    started = time.thread_time()
    inside = look(MediaFile(path, len(content), 0, Identity(1, 1)))
    assert time.thread_time() - started < LONGEST
    os.unlink(path)
    return inside


@pytest.mark.parametrize("extension", sorted(set(good_files()) - {"opus"}))
def test_good_files_are_read(folder: str, extension: str) -> None:
    inside = look_at(folder, f"x.{extension}", good_files()[extension])
    assert inside.problem is None
    assert inside.guess is not None or inside.sidecar is not None


@pytest.mark.parametrize("seed", range(4))
def test_spoiled_files_do_no_harm(folder: str, seed: int) -> None:
    for extension, content in spoiled(SAMPLES // 4, seed):
        inside = look_at(folder, f"x.{extension}", content)
        if inside.problem is not None:
            assert "…" not in sentence(inside.problem)  # the reason is said


@pytest.mark.parametrize("extension", sorted(good_files()))
def test_files_cut_off_anywhere_do_no_harm(folder: str, extension: str) -> None:
    content = good_files()[extension]
    for end in range(0, len(content), max(1, len(content) // 12)):
        look_at(folder, f"x.{extension}", content[:end])


@pytest.mark.parametrize("extension", sorted(good_files()))
def test_files_that_are_another_format_do_no_harm(folder: str, extension: str) -> None:
    for content in good_files().values():
        look_at(folder, f"x.{extension}", content)


def bomb(folder: str, members: dict[str, bytes]) -> bytes:
    path = os.path.join(folder, "bomb")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with open(path, "rb") as stream:
        return stream.read()


@pytest.mark.parametrize("size", [900_000, 50_000_000])
def test_zip_bombs_are_not_unpacked(folder: str, size: int) -> None:
    content = bomb(folder, {"META-INF/container.xml": b" " * size, "ComicInfo.xml": b" " * size})
    for name in ("x.epub", "x.cbz", "x.azw3"):
        problem = look_at(folder, name, content).problem
        assert problem is not None
        assert "too large" in sentence(problem)


def test_a_member_that_is_larger_than_it_says_is_not_unpacked(folder: str) -> None:
    content = bomb(folder, {"ComicInfo.xml": b" " * 50_000_000})
    lying = content.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 1000))
    assert look_at(folder, "x.cbz", lying).problem is not None


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\x", "C:\\x"])
def test_paths_in_archives_lead_nowhere(folder: str, name: str) -> None:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        f'<rootfile full-path="{name}"/></rootfiles></container>'
    )
    assert look_at(folder, "x.epub", bomb(folder, {"META-INF/container.xml": container.encode()})).guess is None


ENTITIES = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'lol'}'>" for n in range(9))


@pytest.mark.parametrize(
    "document",
    [
        f"<!DOCTYPE movie [{ENTITIES}]><movie><title>&l8;</title></movie>",
        "<!DOCTYPE movie [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><movie><title>&a;</title></movie>",
        "<!DOCTYPE movie [<!ENTITY a '" + "a" * 100_000 + "'>]><movie>" + "&a;" * 10_000 + "</movie>",
        "<movie>" + "<a>" * 100_000,
        "<movie>" + "&#0;" * 1000 + "</movie>",
    ],
)
def test_xml_bombs_are_unreadable(folder: str, document: str) -> None:
    assert look_at(folder, "movie.nfo", document.encode()).problem is not None
    assert look_at(folder, "x.cbz", bomb(folder, {"ComicInfo.xml": document.encode()})).guess is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.m4a", b"\0\0\0\x18ftypM4A \0\0\0\0" + b"\xff\xff\xff\xffmoov" + b"\xff\xff\xff\xffudta" * 2000),
        ("x.m4a", b"\0\0\0\x18ftypM4A \0\0\0\0" + b"\0\0\0\0moov" * 20_000),
        ("x.mp3", b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + b"TIT2\x7f\x7f\x7f\x7f\0\0" + b"A" * 1000),
        ("x.mp3", b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + b"TXXX\0\0\0\x05\0\0\0a\0bb" * 60_000),
        ("x.flac", b"fLaC" + b"\x06\xff\xff\xff" + bytes(1000)),
        ("x.flac", b"fLaC" + b"\x04\0\0\x10" + b"\xff\xff\xff\x7f" * 400),
        ("x.ogg", b"OggS\0\2" + bytes(20) + b"\xff" + b"\xff" * 255 + b"\x03vorbis" + b"\xff\xff\xff\x7f" * 9000),
        ("x.ogg", (b"OggS\0\0" + bytes(20) + b"\0") * 100_000),
        ("x.wav", b"RIFF\xff\xff\xff\xffWAVE" + b"LIST\xff\xff\xff\xff" * 5000),
        ("x.aiff", b"FORM\xff\xff\xff\xffAIFF" + b"NAME\0\0\0\0" * 90_000),
        ("x.ape", b"\0" * 99 + b"APETAGEX" + struct.pack("<IIII", 2000, 0xFFFFFFFF, 0xFFFFFFFF, 0) + bytes(8)),
    ],
)
def test_lengths_that_lie_neither_stall_nor_fill_the_memory(folder: str, name: str, content: bytes) -> None:
    look_at(folder, name, content)


def stream_of(dictionary: bytes, data: bytes) -> bytes:
    """Return a PDF whose table of objects is a stream of this content."""
    head = b"%PDF-1.5\n9 0 obj<</Type/XRef/Root 1 0 R " + dictionary + b"/Length " + str(len(data)).encode()
    return head + b">>stream\n" + data + b"\nendstream endobj\nstartxref\n9\n%%EOF"


@pytest.mark.parametrize(
    "content",
    [
        stream_of(b"/Size 2147483647/Index[0 2147483647]/W[1 4 1]/Filter/FlateDecode", zlib.compress(bytes(60))),
        stream_of(b"/Size 5/W[1 4 1]/Filter/FlateDecode", zlib.compress(bytes(60_000_000))),
        stream_of(
            b"/Size 5/W[1 4 1]/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>",
            zlib.compress(b"\4" * 2_000_000),
        ),
        stream_of(b"/Size 5/W[1 4 1]/Filter/ASCII85Decode", b"z" * 2_000_000 + b"~>"),
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 5/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer" + b"<</A" * 50_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\n" + b" " * 9_000_000,
        pdf({"Title": "x"}).replace(b"/Info 3 0 R", b"/Info 9 0 R") + b"9 0 obj 9 0 R endobj",
    ],
)
def test_pdf_bombs_are_unreadable(folder: str, content: bytes) -> None:
    assert look_at(folder, "x.pdf", content).problem is not None

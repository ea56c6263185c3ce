from __future__ import annotations

import errno
import io
import os
import stat
import struct
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

import pytest
from tinytag import ParseError, TinyTag

from jforg_gui.storage import sample_tree
from jforg_gui.storage.sample import SampleLibrary, write_sample

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, long names and quotes are POSIX things")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleLibrary:
    return write_sample(str(tmp_path_factory.mktemp("sample")))


def everything(root: str) -> Iterator[tuple[str, int, int, bytes]]:
    """Yield the path, mode, time and content of all that lies below ``root``."""
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = os.path.join(folder, name)
            about = os.lstat(path)
            content = b""
            if stat.S_ISREG(about.st_mode):
                with open(path, "rb") as file:
                    content = file.read()
            elif stat.S_ISLNK(about.st_mode):
                content = os.fsencode(os.readlink(path))
            yield os.path.relpath(path, root), about.st_mode, about.st_mtime_ns, content


def content_of(sample: SampleLibrary, ending: str) -> bytes:
    (path,) = [path for path in sample.paths if path.endswith(ending)]
    with open(os.path.join(sample.root, path), "rb") as file:
        return file.read()


def with_extension(sample: SampleLibrary, extension: str) -> list[str]:
    return [path for path in sample.paths if path.endswith(extension)]


def test_two_samples_are_the_same_to_the_nanosecond(sample: SampleLibrary, tmp_path: os.PathLike[str]) -> None:
    again = write_sample(os.path.join(tmp_path, "new", "folder"))
    assert again.paths == sample.paths
    if sys.platform == "win32":
        assert [it[::3] for it in everything(again.root)] == [it[::3] for it in everything(sample.root)]
    else:
        assert sorted(everything(again.root)) == sorted(everything(sample.root))


def test_it_tells_what_it_wrote(sample: SampleLibrary) -> None:
    files = {path: len(content) for path, mode, _, content in everything(sample.root) if stat.S_ISREG(mode)}
    assert set(sample.paths) == set(files)
    assert sample.files == len(files)
    assert sample.size == sum(files.values())


def test_it_is_small_and_messy(sample: SampleLibrary) -> None:
    assert 45 <= sample.files <= 70
    assert sample.size < 3_000_000
    assert not os.listdir(os.path.join(sample.root, *sample_tree.EMPTY_FOLDER.split("/")))


def test_every_time_is_past_and_its_own(sample: SampleLibrary) -> None:
    times = [os.stat(os.path.join(sample.root, path)).st_mtime_ns for path in sample.paths]
    assert len(set(times)) == len(times)
    assert max(times) < 1_500_000_000 * 10**9
    if sys.platform == "linux":
        assert any(time % 1000 for time in times)


@pytest.mark.parametrize("taken", ["something.txt", ".hidden", "folder/"])
def test_it_refuses_a_folder_that_holds_anything(tmp_path: os.PathLike[str], taken: str) -> None:
    there = os.path.join(tmp_path, taken)
    if taken.endswith("/"):
        os.mkdir(there)
    else:
        with open(there, "xb"):
            pass
    with pytest.raises(OSError, match="empty folder") as caught:
        write_sample(os.fspath(tmp_path))
    assert caught.value.errno == errno.ENOTEMPTY
    assert os.listdir(tmp_path) == [taken.rstrip("/")]


@needs_posix
def test_names_are_as_hard_as_promised(sample: SampleLibrary) -> None:
    names = [os.path.basename(path) for path in sample.paths]
    assert max(len(os.fsencode(name)) for name in names) == 255
    assert any('"' in name for name in names)
    assert any("🚂" in name for name in names)
    assert any(not unicodedata.is_normalized("NFC", name) for name in names)
    assert any(not name.isascii() and unicodedata.is_normalized("NFC", name) for name in names)
    assert {"Copper.Tide.2007.mkv", "Copper Tide (2007).mkv"} < set(names)


@needs_posix
def test_modes_and_the_link_are_there(sample: SampleLibrary) -> None:
    modes = {path: stat.S_IMODE(mode) for path, mode, _, _ in everything(sample.root)}
    assert modes[sample_tree.READ_ONLY] == 0o444
    assert modes[sample_tree.PRIVATE] == 0o600
    where, target = sample_tree.LINK
    assert os.readlink(os.path.join(sample.root, where)) == target
    assert os.path.isfile(os.path.join(sample.root, where))


def test_a_name_the_disk_refuses_is_left_out(tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch) -> None:
    hard = "Old disk/" + "x" * 400 + ".mkv"
    monkeypatch.setattr(sample_tree, "UNPORTABLE", sample_tree.UNPORTABLE | {hard})
    before = list(sample_tree.contents())
    monkeypatch.setattr(sample_tree, "contents", lambda: iter([(hard, b"film"), *before]))
    assert write_sample(os.fspath(tmp_path)).files <= len(before)


def test_other_failures_are_not_swallowed(tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample_tree, "contents", lambda: iter([("x" * 400 + ".mkv", b"film")]))
    with pytest.raises(OSError, match=r"x{400}"):
        write_sample(os.fspath(tmp_path))


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("03 Letter from Ærø.flac", ("Letter from Ærø", "Marla Voss", "Marla Voss", "Weather Letters", 3, "2015")),
        ("01_countdown.mp3", ("Countdown", "The Tin Astronomers", "The Tin Astronomers", "Low Orbit", 1, "2008")),
        ("02_apogee.mp3", ("Apogee", "The Tin Astronomers", "The Tin Astronomers", "Low Orbit", 2, "2008")),
        ("03 - Nine Coats - Damp.mp3", ("Damp", "Nine Coats", "Various Artists", "Cellar Sounds", 3, "2011")),
        ("track07.mp3", ("Kite Weather", "Nine Coats", None, None, None, None)),
        ("(unabridged).m4b", ("The Salt Road", "Ida Fenn", "Ida Fenn", "The Salt Road", None, "2014")),
    ],
)
def test_tags_read_back(sample: SampleLibrary, ending: str, expected: tuple[object, ...]) -> None:
    (path,) = [path for path in sample.paths if path.endswith(ending)]
    tag = TinyTag.get(os.path.join(sample.root, path))
    assert (tag.title, tag.artist, tag.albumartist, tag.album, tag.track, tag.year) == expected
    assert tag.duration is not None
    assert tag.duration > 1


def test_both_id3_versions_are_there(sample: SampleLibrary) -> None:
    assert {content_of(sample, path)[3] for path in with_extension(sample, ".mp3")} == {3, 4}


def test_damaged_tags_tell_no_title(sample: SampleLibrary) -> None:
    content = content_of(sample, "Broken Mirror.mp3")
    try:
        title = TinyTag.get("x.mp3", file_obj=io.BytesIO(content)).title
    except ParseError:
        title = None
    assert title is None
    assert content.count(b"\xff\xfb\x10\xc0") > 20


def flac_frames(content: bytes) -> Iterator[bytes]:
    """Yield the frames of one of our FLAC files, all of one length, after its two blocks of metadata."""
    at = 4
    last = False
    while not last:
        last = bool(content[at] & 0x80)
        at += 4 + int.from_bytes(content[at + 1 : at + 4], "big")
    for start in range(at, len(content), 11):
        yield content[start : start + 11]


def crc(content: bytes, polynomial: int, bits: int) -> int:
    """Divide bit by bit, as the standard defines it."""
    value = int.from_bytes(content, "big") << bits
    divisor = polynomial | 1 << bits
    while value.bit_length() > bits:
        value ^= divisor << (value.bit_length() - bits - 1)
    return value


def test_flac_frames_are_valid(sample: SampleLibrary) -> None:
    for path in with_extension(sample, ".flac"):
        frames = list(flac_frames(content_of(sample, path)))
        assert len(frames) > 20
        for number, frame in enumerate(frames):
            assert frame[:5] == bytes((0xFF, 0xF8, 0xC9, 0x08, number))
            assert frame[5] == crc(frame[:5], 0x07, 8)
            assert int.from_bytes(frame[9:], "big") == crc(frame[:9], 0x8005, 16)


def test_the_epub_is_one(sample: SampleLibrary) -> None:
    with zipfile.ZipFile(io.BytesIO(content_of(sample, "final.epub"))) as book:
        assert book.testzip() is None
        assert book.infolist()[0].filename == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert book.read("mimetype") == b"application/epub+zip"
        package = book.read("OEBPS/content.opf").decode()
    for words in ("<dc:title>The Salt Road<", ">Ida Fenn<", 'calibre:series" content="Tidewater"', "one.xhtml"):
        assert words in package


def test_the_broken_epub_is_broken(sample: SampleLibrary) -> None:
    content = content_of(sample, "Drowned Mill.epub")
    assert content.startswith(b"PK\x03\x04")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(content))


def check_png(content: bytes) -> None:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    at, kinds, pixels, width, height = 8, [], b"", 0, 0
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind, chunk = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", content, at + 8 + length) == (zlib.crc32(kind + chunk),)
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", chunk)
        if kind == b"IDAT":
            pixels = zlib.decompress(chunk)
        kinds.append(kind)
        at += length + 12
    assert kinds == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert len(pixels) == height * (width + 1)


def test_the_comic_is_one(sample: SampleLibrary) -> None:
    with zipfile.ZipFile(io.BytesIO(content_of(sample, ".cbz"))) as comic:
        assert comic.testzip() is None
        assert "<Series>Captain Barnacle</Series>" in comic.read("ComicInfo.xml").decode()
        pages = [name for name in comic.namelist() if name.endswith(".png")]
        assert len(pages) == 2
        for page in pages:
            check_png(comic.read(page))


def test_pngs_are_valid(sample: SampleLibrary) -> None:
    paths = with_extension(sample, ".png")
    assert paths
    for path in paths:
        check_png(content_of(sample, path))


def blocks_in_jpeg(content: bytes) -> tuple[int, int]:
    """Decode one of our JPEG files far enough to count its blocks; return the count found and the count promised."""
    at, size = 2, (0, 0)
    while content[at + 1] != 0xDA:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xC0:
            size = struct.unpack_from(">HH", content, at + 5)
        at += length + 2
    start = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    data = content[start:-2].replace(b"\xff\x00", b"\xff")
    bits = "".join(f"{byte:08b}" for byte in data)
    count, position = 0, 0
    while len(bits) - position >= 8 or "0" in bits[position:]:
        position += 4 + int(bits[position : position + 4], 2)
        assert bits[position] == "0"
        position += 1
        count += 1
    return count, size[0] * size[1] // 64 * 3


def test_jpegs_are_valid(sample: SampleLibrary) -> None:
    paths = with_extension(sample, ".jpg")
    assert len(paths) == 3
    for path in paths:
        content = content_of(sample, path)
        assert content.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
        assert content.endswith(b"\xff\xd9")
        found, promised = blocks_in_jpeg(content)
        assert found == promised > 0


def ebml(content: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(content):
        width = 9 - content[at].bit_length()
        size = int.from_bytes(content[at + width : at + width + 8], "big") & ~(1 << 56)
        assert at + width + 8 + size <= len(content)
        yield content[at : at + width].hex(), content[at + width + 8 : at + width + 8 + size]
        at += width + 8 + size


def test_matroska_films_nest_to_their_end(sample: SampleLibrary) -> None:
    paths = with_extension(sample, ".mkv")
    assert len(paths) > 15
    for path in paths:
        (_, head), (_, segment) = ebml(content_of(sample, path))
        assert dict(ebml(head))["4282"] == b"matroska"
        assert [name for name, _ in ebml(segment)] == ["1549a966", "1654ae6b", "1f43b675"]
        frames = [frame for name, frame in ebml(dict(ebml(segment))["1f43b675"]) if name == "a3"]
        assert all(frame[4:7] == b"\xff\xd8\xff" for frame in frames)


def boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        assert 8 <= size <= len(content) - at
        yield kind, content[at + 8 : at + size]
        at += size


@pytest.mark.parametrize(("extension", "sample_starts"), [(".mp4", b"\xff\xd8\xff"), (".m4b", b"\x00\x00\x00\x07")])
def test_mp4_files_point_at_their_samples(sample: SampleLibrary, extension: str, sample_starts: bytes) -> None:
    paths = with_extension(sample, extension)
    assert paths
    for path in paths:
        content = content_of(sample, path)
        assert [kind for kind, _ in boxes(content)] == [b"ftyp", b"mdat", b"moov"]
        found = dict(boxes(content))[b"moov"]
        for kind in (b"trak", b"mdia", b"minf", b"stbl"):
            found = dict(boxes(found))[kind]
        table = dict(boxes(found))
        offset = int.from_bytes(table[b"stco"][8:12], "big")
        sizes = struct.unpack(f">{(len(table[b'stsz']) - 12) // 4}I", table[b"stsz"][12:])
        assert sum(sizes) == len(dict(boxes(content))[b"mdat"])
        for size in sizes:
            assert content[offset:].startswith(sample_starts)
            offset += size


def test_subtitles_count_from_one(sample: SampleLibrary) -> None:
    paths = with_extension(sample, ".srt")
    assert len(paths) >= 7
    for path in paths:
        lines = content_of(sample, path).decode("utf-8").split("\r\n")
        assert lines[0] == "1"
        assert " --> " in lines[1]


def test_the_archive_has_valid_blocks(sample: SampleLibrary) -> None:
    content = content_of(sample, ".rar")
    assert content.startswith(b"Rar!\x1a\x07\x01\x00")
    at, kinds = 8, []
    while at < len(content):
        size = content[at + 4]
        block = content[at + 4 : at + 5 + size]
        assert struct.unpack_from("<I", content, at) == (zlib.crc32(block),)
        kinds.append(block[1])
        at += 5 + size + (block[3] if block[2] & 2 else 0)
    assert kinds == [1, 2, 5]

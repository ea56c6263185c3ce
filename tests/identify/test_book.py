from __future__ import annotations

import os
import struct
import zipfile

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE
from jforg_gui.domain.match import Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.identify.book import look_inside_book, look_inside_comic
from jforg_gui.identify.series_number import plain_number

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)
NAMESPACES = 'xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"'


def opf(inner: str) -> str:
    return f"<package {NAMESPACES}><metadata>{inner}</metadata></package>"


OPF2 = opf(
    "<dc:title>Lantern Road</dc:title><dc:creator opf:role='edt'>Ed Itor</dc:creator>"
    "<dc:creator opf:role='aut'>Quill, Mara</dc:creator><dc:date>1998-05-01</dc:date>"
    "<meta name='calibre:series' content='Road'/><meta name='calibre:series_index' content='2.0'/>"
)
OPF3 = opf(
    "<dc:title id='s'>A Novel</dc:title><dc:title id='t'>Lantern Road</dc:title>"
    "<meta refines='#t' property='title-type'>main</meta><dc:creator id='c'>Mara Quill</dc:creator>"
    "<meta refines='#c' property='role'>aut</meta><meta property='belongs-to-collection' id='k'>Road</meta>"
    "<meta refines='#k' property='group-position'>2.5</meta>"
)


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("books"))


def write(folder: str, name: str, content: bytes) -> MediaFile:
    path = os.path.join(folder, name)
    with open(path, "wb") as stream:
        stream.write(content)
    return MediaFile(path, len(content), 0, Identity(1, 1))


def archive(folder: str, name: str, members: dict[str, str | bytes], *, packed: bool = True) -> MediaFile:
    path = os.path.join(folder, name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as book:
        for member, content in members.items():
            book.writestr(member, content)
    return MediaFile(path, os.path.getsize(path), 0, Identity(1, 1))


def epub(folder: str, package: str) -> MediaFile:
    return archive(folder, "b.epub", {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": package})


def test_epub_2(folder: str) -> None:
    guess = look_inside_book(epub(folder, OPF2)).guess
    assert guess is not None
    assert (guess.kind, guess.title, guess.author, guess.year) == (Kind.BOOK, "Lantern Road", "Mara Quill", 1998)
    assert (guess.series, guess.number, guess.source) == ("Road", "2", Source.EPUB)


def test_epub_3(folder: str) -> None:
    guess = look_inside_book(epub(folder, OPF3)).guess
    assert guess is not None
    assert (guess.title, guess.author, guess.series, guess.number) == ("Lantern Road", "Mara Quill", "Road", "2.5")


def test_an_epub_without_a_title_says_nothing(folder: str) -> None:
    assert look_inside_book(epub(folder, opf("<dc:creator>Mara Quill</dc:creator>"))) == NOTHING_INSIDE


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>" + opf("<dc:title>&b;</dc:title>")
EXTERNAL = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + opf("<dc:title>&a;</dc:title>")


@pytest.mark.parametrize("package", [BOMB, EXTERNAL, "<package", "", "\0", opf("") + "x"])
def test_hostile_packages_are_unreadable(folder: str, package: str) -> None:
    inside = look_inside_book(epub(folder, package))
    assert inside.guess is None
    assert inside.problem is not None
    assert inside.problem.code is ProblemCode.TAGS_UNREADABLE


@pytest.mark.parametrize(
    "members",
    [
        {"META-INF/container.xml": CONTAINER},
        {"META-INF/container.xml": "<container/>"},
        {"x": "y"},
        {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": " " * (3 * 1024 * 1024)},
        {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": " " * (1024 * 1024)},
        {"META-INF/container.xml": CONTAINER.replace("OEBPS/", "../../")},
    ],
)
def test_broken_epubs_are_unreadable(folder: str, members: dict[str, str | bytes]) -> None:
    assert look_inside_book(archive(folder, "b.epub", members)).problem is not None


def test_a_package_too_large_to_be_one_is_not_unpacked(folder: str) -> None:
    members: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": OPF2 + " " * 2_097_153}
    assert look_inside_book(archive(folder, "b.epub", members, packed=False)).problem is not None


def test_an_archive_of_too_many_files_is_unreadable(folder: str) -> None:
    members: dict[str, str | bytes] = {str(number): b"" for number in range(10_001)}
    problem = look_inside_comic(archive(folder, "c.cbz", members, packed=False)).problem
    assert problem is not None
    assert "too many" in dict(problem.details)["error"]


def test_a_list_of_files_that_never_ends_is_not_read(folder: str) -> None:
    content = b"PK\x01\x02" + bytes(5_000_000) + struct.pack("<4s4xHHIIH", b"PK\x05\x06", 1, 1, 5_000_004, 0, 0)
    assert look_inside_book(write(folder, "b.epub", content)).problem is not None


@pytest.mark.parametrize("content", [b"no zip", b"PK\x03\x04" + bytes(99), b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_unreadable(folder: str, content: bytes) -> None:
    assert look_inside_book(write(folder, "b.epub", content)).problem is not None
    assert look_inside_comic(write(folder, "b.cbz", content)).problem is not None


def test_a_truncated_zip_is_unreadable(folder: str) -> None:
    file = epub(folder, OPF2)
    with open(file.path, "r+b") as stream:
        content = bytearray(stream.read())
        content[60:110] = b"\xff" * 50
        stream.seek(0)
        stream.write(content)
    assert look_inside_book(file).problem is not None


def test_other_formats_and_empty_files_say_nothing(folder: str) -> None:
    assert look_inside_book(write(folder, "b.fb2", b"<FictionBook/>")) == NOTHING_INSIDE
    assert look_inside_book(write(folder, "b.epub", b"")) == NOTHING_INSIDE
    assert look_inside_comic(write(folder, "b.cbr", b"Rar!")) == NOTHING_INSIDE


def test_an_opf_of_the_same_stem_speaks_for_the_book(folder: str) -> None:
    write(folder, "x.opf", OPF2.encode())
    guess = look_inside_book(write(folder, "x.mobi", b"-")).guess
    assert guess is not None
    assert (guess.title, guess.source) == ("Lantern Road", Source.OPF)


def test_metadata_opf_speaks_for_all_formats_of_one_book(folder: str) -> None:
    write(folder, "metadata.opf", OPF2.encode())
    write(folder, "whatever.pdf", b"-")
    guess = look_inside_book(write(folder, "whatever.mobi", b"-")).guess
    assert guess is not None
    assert guess.author == "Mara Quill"


def test_metadata_opf_among_many_books_speaks_for_its_own(folder: str) -> None:
    write(folder, "metadata.opf", OPF2.encode())
    other = write(folder, "Amber Pier.mobi", b"-")
    own = write(folder, "Lantern Road - Mara Quill.mobi", b"-")
    assert look_inside_book(other).guess is None
    assert look_inside_book(own).guess is not None


def test_a_broken_opf_beside_does_not_hide_the_epub(folder: str) -> None:
    write(folder, "b.opf", b"<package")
    inside = look_inside_book(epub(folder, OPF2))
    assert inside.guess is not None
    assert inside.guess.source is Source.EPUB
    assert inside.problem is not None
    assert (inside.problem.code, dict(inside.problem.details)["other"]) == (ProblemCode.SIDECAR_UNREADABLE, "b.opf")


def test_comic_info(folder: str) -> None:
    info = (
        "<ComicInfo><Title>The Rise</Title><Series>Star Otters</Series><Number>03</Number><Volume>2</Volume>"
        "<Year>2012</Year><Writer>Mara Quill, Nell Reed</Writer></ComicInfo>"
    )
    guess = look_inside_comic(archive(folder, "c.cbz", {"ComicInfo.xml": info, "01.jpg": "-"})).guess
    assert guess is not None
    assert (guess.kind, guess.series, guess.number, guess.volume) == (Kind.COMIC, "Star Otters", "3", 2)
    assert (guess.title, guess.year, guess.author) == ("The Rise", 2012, "Mara Quill")


def test_comic_info_beside_an_archive_that_is_not_opened(folder: str) -> None:
    write(folder, "ComicInfo.xml", b"<ComicInfo><Series>Star Otters</Series><Count>6</Count></ComicInfo>")
    guess = look_inside_comic(write(folder, "c.cbr", b"Rar!")).guess
    assert guess is not None
    assert (guess.series, guess.count, guess.source) == ("Star Otters", 6, Source.COMICINFO)


def test_what_is_known_beyond_the_guess(folder: str) -> None:
    inner = (
        "<dc:title>Lantern Road</dc:title><dc:creator opf:role='aut'>Quill, Mara; Reed, John</dc:creator>"
        "<dc:contributor opf:role='nrt'>Nell Reed</dc:contributor><dc:publisher>Pier House</dc:publisher>"
        "<dc:description>&lt;p&gt;A &lt;b&gt;road&lt;/b&gt; &amp;amp; a lamp.&lt;/p&gt;</dc:description>"
        "<dc:subject>Roads</dc:subject><dc:subject>Lamps</dc:subject><dc:language>en</dc:language>"
        "<dc:identifier opf:scheme='ISBN'>978-0-12-345678-6</dc:identifier>"
        "<dc:identifier opf:scheme='AMAZON'>B012345678</dc:identifier><dc:identifier>urn:uuid:x</dc:identifier>"
        "<dc:date opf:event='modification'>2020-01-01</dc:date><dc:date>1998-05-01T00:00:00+00:00</dc:date>"
    )
    inside = look_inside_book(epub(folder, opf(inner)))
    work = inside.known.work
    assert inside.guess is not None
    assert work is not None
    assert (inside.guess.author, inside.guess.narrator, inside.guess.year) == ("Mara Quill", "Nell Reed", 1998)
    assert dict(inside.guess.ids) == dict(work.ids) == {"isbn": "9780123456786", "asin": "B012345678"}
    assert (work.publisher, work.plot, work.language) == ("Pier House", "A road & a lamp.", "en")
    assert work.genres == ("Roads", "Lamps")
    assert [one.name for one in work.people] == ["Mara Quill", "John Reed", "Nell Reed"]
    assert str(work.premiered) == "1998-05-01"


def test_a_comic_without_info_says_nothing(folder: str) -> None:
    assert look_inside_comic(archive(folder, "c.cbz", {"01.jpg": "-"})) == NOTHING_INSIDE
    assert look_inside_comic(archive(folder, "d.cbz", {"ComicInfo.xml": "<ComicInfo/>"})) == NOTHING_INSIDE


@pytest.mark.parametrize(
    ("text", "number"),
    [("01", "1"), ("1.0", "1"), ("2.50", "2.5"), ("1.5", "1.5"), ("0", "0"), ("½", None), ("", None), (None, None)],
)
def test_plain_number(text: str | None, number: str | None) -> None:
    assert plain_number(text) == number

from __future__ import annotations

import os

import pytest

from jforg_gui.domain.found import NOTHING_INSIDE, Inside
from jforg_gui.domain.match import Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.identify.book import look_inside_book
from tests.fakes.rubble import pdf

XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/'><rdf:Description><dc:title><rdf:Alt><rdf:li>Lantern Road</rdf:li>"
    "</rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Mara Quill</rdf:li></rdf:Seq></dc:creator>"
    "<dc:identifier>urn:isbn:9780123456786</dc:identifier></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def look(folder: str, content: bytes) -> Inside:
    path = os.path.join(folder, "x.pdf")
    with open(path, "wb") as stream:
        stream.write(content)
    return look_inside_book(MediaFile(path, len(content), 0, Identity(1, 1)))


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("pdf"))


def test_the_information_dictionary(folder: str) -> None:
    guess = look(
        folder, pdf({"Title": "Lantern Road", "Author": "Quill, Mara", "Keywords": "ISBN 0-306-40615-2"})
    ).guess
    assert guess is not None
    assert (guess.kind, guess.title, guess.author, guess.source) == (
        Kind.BOOK,
        "Lantern Road",
        "Mara Quill",
        Source.PDF,
    )
    assert guess.ids == (("isbn", "9780306406157"),)


def test_the_packet_counts_more(folder: str) -> None:
    inside = look(folder, pdf({"Title": "Something Else", "Author": "Some One"}, XMP))
    assert inside.guess is not None
    assert (inside.guess.title, inside.guess.author) == ("Lantern Road", "Mara Quill")
    assert inside.guess.ids == (("isbn", "9780123456786"),)
    assert inside.known.work is not None


def test_a_packet_that_is_no_xml_counts_nothing(folder: str) -> None:
    guess = look(folder, pdf({"Title": "Lantern Road"}, "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")).guess
    assert guess is not None
    assert (guess.title, guess.author) == ("Lantern Road", None)


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - Lantern.doc", "untitled", "Lantern_Road_FINAL.indd", "12345", "Document1", "Scan 2019"],
)
def test_what_a_program_wrote_is_no_title(folder: str, title: str) -> None:
    assert look(folder, pdf({"Title": title, "Author": "Mara Quill"})) == NOTHING_INSIDE


@pytest.mark.parametrize("author", ["Administrator", "user", "mara@quill.example", "Microsoft Office User", "x"])
def test_what_a_program_wrote_is_no_author(folder: str, author: str) -> None:
    guess = look(folder, pdf({"Title": "Lantern Road", "Author": author})).guess
    assert guess is not None
    assert guess.author is None


@pytest.mark.parametrize("content", [b"no pdf", b"%PDF-1.4", b"%PDF-1.4\n" + b"1 0 obj<<" * 500, pdf({})[:60]])
def test_broken_files_are_unreadable(folder: str, content: bytes) -> None:
    inside = look(folder, content)
    assert inside.guess is None
    assert inside.problem is not None


def test_a_file_without_information_says_nothing(folder: str) -> None:
    assert look(folder, pdf({})) == NOTHING_INSIDE

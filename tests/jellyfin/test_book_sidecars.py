"""OPF and ComicInfo: what Jellyfin looks for, under the names it looks for."""

from __future__ import annotations

from datetime import date

import defusedxml.ElementTree as Safe

from jforg_gui.domain.metadata import Metadata, Person, PersonKind
from jforg_gui.jellyfin import comic_info, opf

DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
BOOK = Metadata(
    title="Lantern <Road> & more ]]> 🎬",
    sort_title="Lantern Road",
    plot="千\x00と",
    publisher="Moonlit",
    language="en",
    premiered=date(1998, 2, 3),
    genres=("Sea",),
    tags=("Sea", "Lamp"),
    ids=(("isbn", "9780123456786"), ("openlibrary", "OL1W")),
    people=(
        Person(name="Mara Quill", kind=PersonKind.AUTHOR),
        Person(name="Nell; Reed", kind=PersonKind.TRANSLATOR),
        Person(name="Somebody", kind=PersonKind.DIRECTOR),
    ),
    series="Road",
    series_number="2.5",
)


def test_a_book_in_the_namespaces_jellyfin_asks_for() -> None:
    """Names are looked up with their namespace, the role by the literal prefix opf."""
    content = opf.book(BOOK)
    about = Safe.fromstring(content).find(f"{OPF}metadata")
    assert about.findtext(f"{DC}title") == BOOK.title
    assert about.findtext(f"{DC}description") == "千と"
    assert about.findtext(f"{DC}date") == "1998-02-03"
    assert [(one.text, one.get(f"{OPF}role")) for one in about.findall(f"{DC}creator")] == [
        ("Mara Quill", "aut"),
        ("Nell  Reed", "trl"),
    ]
    assert b'opf:role="aut"' in content
    isbn = about.find(f"{DC}identifier")
    assert (isbn.text, isbn.get(f"{OPF}scheme")) == ("9780123456786", "ISBN")
    assert [one.text for one in about.findall(f"{DC}subject")] == ["Sea", "Lamp"]
    assert {one.get("name"): one.get("content") for one in about.findall(f"{OPF}meta")} == {
        "calibre:title_sort": "Lantern Road",
        "calibre:series": "Road",
        "calibre:series_index": "2.5",
    }


def test_a_book_of_which_little_is_known() -> None:
    """Nothing is written empty, and only what has the form of an ISBN is one."""
    about = Safe.fromstring(opf.book(Metadata(title="A", year=1998, ids=(("isbn", "12"),), language="??")))[0]
    assert [(one.tag, one.text) for one in about] == [(f"{DC}title", "A"), (f"{DC}date", "1998-01-01")]


SCHEMA_ORDER = (
    "Title Series Number Count Volume AlternateSeries AlternateNumber AlternateCount Summary Notes Year Month Day"
    " Writer Penciller Inker Colorist Letterer CoverArtist Editor Publisher Imprint Genre Web PageCount LanguageISO"
)


def test_a_comic_in_the_order_of_the_schema() -> None:
    """The schema is a sequence; Jellyfin reads whole numbers, and names between commas."""
    comic = Metadata(
        title="The Rise",
        series="Star Rangers",
        series_number="003",
        volume=2,
        plot="A & B",
        premiered=date(2012, 5, 1),
        people=(
            Person(name="Jo, Rey", kind=PersonKind.AUTHOR),
            Person(name="Ida", kind=PersonKind.AUTHOR),
            Person(name="Inka", kind=PersonKind.INKER),
        ),
        genres=("Space", "War"),
        publisher="Moonlit",
        page_count=24,
        language="pt-BR",
    )
    root = Safe.fromstring(comic_info.comic(comic))
    found = {one.tag: one.text for one in root}
    assert found == {
        "Title": "The Rise",
        "Series": "Star Rangers",
        "Number": "003",
        "Volume": "2",
        "Summary": "A & B",
        "Year": "2012",
        "Month": "5",
        "Day": "1",
        "Writer": "Jo  Rey, Ida",
        "Inker": "Inka",
        "Publisher": "Moonlit",
        "Genre": "Space, War",
        "PageCount": "24",
        "LanguageISO": "pt-BR",
    }
    order = SCHEMA_ORDER.split()
    assert [*found] == sorted(found, key=order.index)


def test_a_fraction_is_no_number_and_an_unknown_language_none() -> None:
    """Either would cost Jellyfin more than that one element."""
    root = Safe.fromstring(comic_info.comic(Metadata(title="A", series_number="1.5", language="klingon!")))
    assert [(one.tag, one.text) for one in root] == [("Title", "A")]

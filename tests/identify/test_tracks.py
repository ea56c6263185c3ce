from __future__ import annotations

from dataclasses import replace

import pytest

from jforg_gui.domain.found import NOTHING_INSIDE, FoundFile, Inside
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.identify.tracks import guess_of, read_files
from jforg_gui.identify.tree import FolderView


def view(names: list[str], files: dict[str, Guess | None]) -> FolderView:
    """Return a folder; ``names`` are those of the folders, the nearest first."""
    path = "/" + "/".join(reversed(names))
    found = tuple(
        FoundFile(MediaFile(f"{path}/{name}", 9, 0, Identity(0, 0)), Inside(guess) if guess else NOTHING_INSIDE)
        for name, guess in files.items()
    )
    return FolderView(path, path, tuple(names), found)


def read(names: list[str], *stems: str, extension: str, inside: Guess | None = None) -> list[Guess]:
    return [*read_files([view(names, {f"{stem}.{extension}": inside for stem in stems})]).values()]


def test_hundreds_are_discs_where_there_are_several() -> None:
    guesses = read(["Low Tide", "The Kelps"], "101 - Dawn", "102 - Noon", "201 - Dusk", extension="mp3")
    assert [(guess.disc, guess.track, guess.title) for guess in guesses] == [
        (1, 1, "Dawn"),
        (1, 2, "Noon"),
        (2, 1, "Dusk"),
    ]


def test_hundreds_of_one_disc_are_numbers() -> None:
    guesses = read(["Low Tide", "The Kelps"], "101 - Dawn", "102 - Noon", extension="mp3")
    assert [(guess.disc, guess.track) for guess in guesses] == [(None, 101), (None, 102)]


def test_the_sides_of_a_record_run_on() -> None:
    guesses = read(["Low Tide", "The Kelps"], "A1 - Dawn", "A2 - Noon", "B1 - Dusk", extension="flac")
    assert [(guess.track, guess.title) for guess in guesses] == [(1, "Dawn"), (2, "Noon"), (3, "Dusk")]


def test_a_name_behind_several_titles_is_the_author() -> None:
    stems = ("Blue Hour - Green Day", "Red Pier - Green Day")
    guesses = read(["Heap"], *stems, extension="epub")
    assert [(guess.author, guess.title) for guess in guesses] == [("Green Day", "Blue Hour"), ("Green Day", "Red Pier")]


def test_an_author_known_from_inside_orders_the_others() -> None:
    inside = Guess(kind=Kind.BOOK, title="Red Pier", author="Green Day", source=Source.EPUB)
    files = {"x.epub": inside, "Blue Hour - Green Day.mobi": None}
    guesses = [*read_files([view(["Heap"], files)]).values()]
    assert (guesses[1].author, guesses[1].title) == ("Green Day", "Blue Hour")


def test_a_folder_of_chapters_is_an_audiobook() -> None:
    guesses = read(["Lantern Road", "Mara Quill"], "01 - Chapter One", "02 - Chapter Two", extension="mp3")
    assert [(guess.kind, guess.title, guess.author, guess.chapter) for guess in guesses] == [
        (Kind.AUDIOBOOK, "Lantern Road", "Mara Quill", "1"),
        (Kind.AUDIOBOOK, "Lantern Road", "Mara Quill", "2"),
    ]


def test_most_genres_decide_for_the_folder() -> None:
    spoken = Guess(kind=Kind.AUDIOBOOK, title="Lantern Road", author="Mara Quill", source=Source.TAGS)
    files = {"01.mp3": spoken, "02.mp3": spoken, "03 - Credits.mp3": None}
    guesses = [*read_files([view(["Lantern Road", "Mara Quill"], files)]).values()]
    assert {(guess.kind, guess.title, guess.author) for guess in guesses} == {
        (Kind.AUDIOBOOK, "Lantern Road", "Mara Quill")
    }


def test_songs_called_chapter_stay_songs_where_tags_say_so() -> None:
    song = Guess(kind=Kind.TRACK, title="Chapter One", artist="The Kelps", album="Low Tide", source=Source.TAGS)
    guesses = read(["Low Tide", "The Kelps"], "01 Chapter One", "02 Chapter Two", extension="mp3", inside=song)
    assert {guess.kind for guess in guesses} == {Kind.TRACK}


def test_a_chapters_title_is_not_the_books() -> None:
    tags = Guess(kind=Kind.AUDIOBOOK, title="Chapter 1", author="Mara Quill", source=Source.TAGS)
    guess = guess_of(
        FoundFile(MediaFile("/b/01 - Chapter 1.mp3", 9, 0, Identity(0, 0)), Inside(tags)),
        ["Lantern Road", "Mara Quill"],
    )
    assert (guess.title, guess.chapter) == ("Lantern Road", "1")


@pytest.mark.parametrize(
    ("inside", "author_inside", "source", "name", "title", "author"),
    [
        ("Lantern Road", None, Source.PDF, "Lantern Road - Mara Quill", "Lantern Road", "Mara Quill"),
        ("Layout 1", None, Source.PDF, "Lantern Road - Mara Quill", "Lantern Road", "Mara Quill"),
        ("Red Pier", "Ana Reed", Source.EPUB, "Lantern Road", "Red Pier", "Ana Reed"),
        ("Red Pier", "Ana Reed", Source.PDF, "9780123456786", "Red Pier", "Ana Reed"),
    ],
)
def test_what_a_book_says_and_what_its_name_says(
    inside: str, author_inside: str | None, source: Source, name: str, title: str, author: str
) -> None:
    said = Inside(Guess(kind=Kind.BOOK, title=inside, author=author_inside, source=source))
    guess = guess_of(FoundFile(MediaFile(f"/b/{name}.pdf", 9, 0, Identity(0, 0)), said), ())
    assert (guess.title, guess.author) == (title, author)


def test_a_number_of_the_name_stays_with_the_book() -> None:
    inside = Guess(kind=Kind.BOOK, title="Lantern Road", author="Mara Quill", ids=(("asin", "B012345678"),))
    file = MediaFile("/b/Lantern Road 9780123456786.epub", 9, 0, Identity(0, 0))
    assert dict(guess_of(FoundFile(file, Inside(inside)), ()).ids) == {"asin": "B012345678", "isbn": "9780123456786"}


def test_an_unreadable_name_is_read_all_the_same() -> None:
    file = MediaFile("/b/Da\udce9wn.mp3", 9, 0, Identity(0, 0))
    assert replace(guess_of(FoundFile(file), ()), title=None).kind is Kind.TRACK

from __future__ import annotations

import pytest

from jforg_gui.domain.media import Kind
from jforg_gui.identify.spoken_names import audiobook_from_path, is_chapter, is_spoken

HOME = "Mara Quill/Lantern Road"


@pytest.mark.parametrize(
    ("path", "chapter", "part", "track", "disc"),
    [
        (f"{HOME}/01 - Chapter One", "1", None, 1, None),
        (f"{HOME}/Chapter 12 - The End", "12", None, None, None),
        (f"{HOME}/Chapter IV", "4", None, None, None),
        (f"{HOME}/Kapitel 3", "3", None, None, None),
        (f"{HOME}/Lantern Road - Part 03", None, 3, None, None),
        (f"{HOME}/Part 3 - Chapter 2", "2", 3, None, None),
        (f"{HOME} (Unabridged)/Lantern Road 003_012", "3", 12, None, None),
        (f"{HOME}/Disc 2/01", None, None, 1, 2),
        (f"{HOME}/CD2/03 Track 3", None, None, 3, 2),
        (f"{HOME}/Lantern Road (1 of 12)", None, None, 1, None),
        (f"{HOME}/Lantern Road 12", None, None, 12, None),
        (f"{HOME}/03 - The End", None, None, 3, None),
    ],
)
def test_files_of_one_book(
    path: str, chapter: str | None, part: int | None, track: int | None, disc: int | None
) -> None:
    *folders, stem = path.split("/")
    guess = audiobook_from_path(stem, folders[::-1])
    assert (guess.kind, guess.author, guess.title) == (Kind.AUDIOBOOK, "Mara Quill", "Lantern Road")
    assert (guess.chapter, guess.part, guess.track, guess.disc) == (chapter, part, track, disc)


@pytest.mark.parametrize(
    ("stem", "author", "title", "narrator"),
    [
        ("Mara Quill - Lantern Road (1998) [Nell Reed]", "Mara Quill", "Lantern Road", "Nell Reed"),
        ("Lantern Road {Nell Reed} 64kbps", None, "Lantern Road", "Nell Reed"),
        ("Lantern Road (read by Nell Reed) (Unabridged)", None, "Lantern Road", "Nell Reed"),
        ("Lantern Road (Mara Quill)", "Mara Quill", "Lantern Road", None),
        ("Mara Quill - Road 02 - Lantern Road", "Mara Quill", "Lantern Road", None),
    ],
)
def test_whole_books(stem: str, author: str | None, title: str, narrator: str | None) -> None:
    guess = audiobook_from_path(stem, ())
    assert (guess.author, guess.title, guess.narrator) == (author, title, narrator)


def test_a_shops_number() -> None:
    guess = audiobook_from_path("Lantern Road [B012345678]", ())
    assert (guess.title, guess.ids) == ("Lantern Road", (("asin", "B012345678"),))


def test_a_book_in_a_series_of_discs() -> None:
    guess = audiobook_from_path("01", ["Disc 1", "02 - Lantern Road", "Road", "Mara Quill"])
    assert (guess.author, guess.series, guess.number, guess.title) == ("Mara Quill", "Road", "2", "Lantern Road")


@pytest.mark.parametrize(
    "path",
    [
        f"{HOME}/01 - Chapter One",
        f"{HOME}/Chapter 2",
        f"{HOME}/Part 3 - Chapter 2",
        f"{HOME}/Lantern Road - Part 03",
        "Mara Quill/Road/02 - Lantern Road/Disc 1/01",
    ],
)
def test_chapters(path: str) -> None:
    *folders, stem = path.split("/")
    assert is_chapter(stem, folders[::-1])


@pytest.mark.parametrize(
    "path",
    [
        "The Kelps/Low Tide/01 - Dawn",
        "The Kelps/Low Tide/A New Chapter 2",
        "The Kelps/Low Tide/Dawn Part 2",
        "Low Tide/01",
        "01",
    ],
)
def test_songs(path: str) -> None:
    *folders, stem = path.split("/")
    assert not is_chapter(stem, folders[::-1])


def test_folders_that_say_so() -> None:
    assert is_spoken(["Lantern Road (Unabridged)", "Mara Quill"])
    assert is_spoken(["Lantern Road", "Hörbücher"])
    assert not is_spoken(["Low Tide", "The Kelps"])

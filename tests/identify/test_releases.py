from __future__ import annotations

import pytest

from jforg_gui.domain.media import Kind
from jforg_gui.identify.album_names import VARIOUS_ARTISTS
from jforg_gui.identify.releases import read_release


@pytest.mark.parametrize(
    "name",
    [
        "The Kelps - Low Tide (2004) [FLAC]",
        "The Kelps - Low Tide (2004) 320",
        "The_Kelps-Low_Tide-WEB-2019-GRP",
        "The Kelps - Complete Discography",
        "VA - Summer Mix (2010)",
        "The Kelps - Low Tide [EP] [V0]",
    ],
)
def test_music(name: str) -> None:
    guess = read_release(name)
    assert guess is not None
    assert guess.kind is Kind.TRACK
    assert guess.album


def test_an_album_of_many_artists() -> None:
    guess = read_release("VA - Summer Mix (2010) [MP3]")
    assert guess is not None
    assert (guess.artist, guess.album_artist, guess.compilation) == ("VA", VARIOUS_ARTISTS, True)


def test_a_song_comes_without_its_guests() -> None:
    guess = read_release("The Kiss (Skit) (Produced By Ana Reed)")
    assert guess is not None
    assert (guess.kind, guess.title) == (Kind.TRACK, "The Kiss (Skit)")


@pytest.mark.parametrize(
    ("name", "kind", "author", "title"),
    [
        ("Mara Quill - Lantern Road (1998) [EPUB]", Kind.BOOK, "Mara Quill", "Lantern Road"),
        ("Mara Quill - Lantern Road (Unabridged) [MP3]", Kind.AUDIOBOOK, "Mara Quill", "Lantern Road"),
        ("Mara Quill - Lantern Road [Audiobook] 64kbps", Kind.AUDIOBOOK, "Mara Quill", "Lantern Road"),
    ],
)
def test_books(name: str, kind: Kind, author: str, title: str) -> None:
    guess = read_release(name)
    assert guess is not None
    assert (guess.kind, guess.author, guess.title) == (kind, author, title)


def test_a_comic() -> None:
    guess = read_release("Star Otters 003 (2012) (Digital) (Group-Empire)")
    assert guess is not None
    assert (guess.kind, guess.series, guess.number, guess.year) == (Kind.COMIC, "Star Otters", "3", 2012)


@pytest.mark.parametrize(
    "name",
    [
        "Some Title (2010)",
        "Some.Title.2010.1080p.BluRay.FLAC.x264-GRP",
        "Some.Title.S01.FLAC.2.0",
        "Some Title - The Other Title (2010)",
        "Some Concert (2004) DVDRip AAC",
        "[Group] Umi no Oto - 01 [FLAC]",
        "[Group] Umi no Oto [BD FLAC]",
        "Spider-Title-2017-01_13-F",
        "Season 1",
        "CD1",
        "FLAC",
        "",
    ],
)
def test_what_may_be_a_video_is_left_to_its_readers(name: str) -> None:
    assert read_release(name) is None

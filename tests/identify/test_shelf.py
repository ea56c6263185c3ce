from __future__ import annotations

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.identify.shelf import Owner, Shelf, is_sound, is_video


def owner(place: int, name: str, guess: Guess) -> Owner:
    return Owner(place, MediaFile(f"/in/{name}", 1, 0, Identity(1, 1)), guess)


PIER = owner(0, "Pier.mkv", Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010))
PIER_AGAIN = owner(1, "Pier.720p.mkv", Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010))
OTHER = owner(2, "Amber.mkv", Guess(kind=Kind.MOVIE, title="Amber Pier", year=2011))
SONG = owner(3, "Pier.mp3", Guess(kind=Kind.TRACK, artist="The Kelps", album="Low Tide"))


def test_the_longest_stem_wins_and_must_end_with_a_word() -> None:
    shelf = Shelf([PIER, PIER_AGAIN])
    assert shelf.of_stem("Pier.720p.en", is_video) == (PIER_AGAIN, ".en")
    assert shelf.of_stem("PIER-x", is_video) == (PIER, "-x")
    assert shelf.of_stem("Piers", is_video) is None


def test_only_the_wanted_are_found() -> None:
    shelf = Shelf([PIER, SONG])
    assert shelf.of_stem("Pier", is_sound) == (SONG, "")
    assert shelf.of_stem("Pier", is_video) == (PIER, "")


def test_versions_of_one_film_are_one_work() -> None:
    assert Shelf([PIER, PIER_AGAIN]).only_work() is PIER
    assert Shelf([PIER, OTHER]).only_work() is None
    assert Shelf([PIER, SONG]).only_work() is None
    assert Shelf([PIER, SONG]).only_work([Kind.TRACK]) is SONG
    assert Shelf().only_work() is None


def test_an_artist_is_the_only_one_where_nothing_else_lies() -> None:
    second = owner(4, "x.mp3", Guess(kind=Kind.TRACK, artist="The Kelps", album="High Tide"))
    stranger = owner(5, "y.mp3", Guess(kind=Kind.TRACK, artist="Ana Reed", album="Low Tide"))
    assert Shelf([SONG, second]).only_artist() is SONG
    assert Shelf([SONG, second, stranger]).only_artist() is None
    assert Shelf([SONG, second, PIER]).only_artist() is None

"""Folders that Jellyfin would skip, ids it reads, and names that are numbered."""

from __future__ import annotations

import pytest

from jforg_gui.domain.media import Library
from jforg_gui.jellyfin import rules
from jforg_gui.jellyfin.place import Place, folder, id_tag, titled


@pytest.mark.parametrize("name", ["Metadata", "SUBS", "sample", "BDMV", "Holiday.trickplay", "lost+found"])
def test_a_folder_jellyfin_skips_becomes_an_ordinary_one(name: str) -> None:
    assert folder(name) == f"{name}_"
    assert folder(f"{name}_") == f"{name}_"


def test_folders_of_extras_are_only_special_below_the_root() -> None:
    assert folder("Extras") == "Extras"
    assert folder("Extras", below_root=True) == "Extras_"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ((("imdb", "tt1234567"), ("tmdb", "603")), " [tmdbid-603]"),
        ((("imdb", "tt1234567"),), " [imdbid-tt1234567]"),
        ((("imdb", "1234567"),), ""),
        ((("tmdb", "603]/../x"),), ""),
        ((("isbn", "9780306406157"),), ""),
        ((), ""),
    ],
)
def test_ids_are_written_as_jellyfin_reads_them(ids: tuple[tuple[str, str], ...], expected: str) -> None:
    assert id_tag(ids, rules.MOVIE_IDS) == expected


def test_a_title_is_cut_before_its_year() -> None:
    name = titled("Long " * 60, " (1999) [tmdbid-1]", 100)
    assert name is not None
    assert name.endswith(" Long (1999) [tmdbid-1]")
    assert len(name.encode()) <= 100


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(Library.MOVIES, ("Ember (1999)",), "Ember (1999)", "mkv", 1), "Ember (1999) - 2.mkv"),
        (Place(Library.MOVIES, ("Ember",), "Ember", "mkv", 1, label="1080p"), "Ember - 1080p 2.mkv"),
        (Place(Library.MOVIES, ("Ember",), "Ember", "avi", 1, tail="-cd1"), "Ember - 2-cd1.avi"),
        (Place(Library.MOVIES, ("Ember", "trailers"), "Teaser", "mkv", 1), "Teaser (2).mkv"),
        (Place(Library.MUSIC, ("A", "B"), "01 - Dusk", "mp3", 2), "01 - Dusk (2).mp3"),
    ],
)
def test_a_number_goes_where_jellyfin_takes_it_for_a_name(place: Place, expected: str) -> None:
    assert place.numbered(2).name == expected

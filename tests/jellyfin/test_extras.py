"""Extras go into their owner's folder, under their own name."""

from __future__ import annotations

import pytest

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.jellyfin import layout

FILM = Guess(kind=Kind.MOVIE, title="Glass Harbour", year=1999)
SHOW = Guess(kind=Kind.EPISODE, series="Pier Nine", year=2011)
SEASON = Guess(kind=Kind.EPISODE, series="Pier Nine", season=1)
ALBUM = Guess(kind=Kind.TRACK, artist="The Finches", album="Grey Morning")


@pytest.mark.parametrize(
    ("kind", "owner", "name", "expected"),
    [
        (ExtraType.FEATURETTE, FILM, "Making of.mkv", "Movies/Glass Harbour (1999)/featurettes/Making of.mkv"),
        (ExtraType.DELETED_SCENE, FILM, "Other End.mkv", "Movies/Glass Harbour (1999)/deleted scenes/Other End.mkv"),
        (ExtraType.TRAILER, FILM, "trailer.mp4", "Movies/Glass Harbour (1999)/trailers/trailer.mp4"),
        (
            ExtraType.TRAILER,
            FILM,
            "Glass.Harbour.1999-trailer2.mp4",
            "Movies/Glass Harbour (1999)/Glass Harbour (1999)-trailer2.mp4",
        ),
        (ExtraType.SHORT, FILM, "Some Walk-short.mp4", "Movies/Glass Harbour (1999)/shorts/Some Walk-short.mp4"),
        (ExtraType.EXTRA, FILM, "What: Now?.mkv", "Movies/Glass Harbour (1999)/extras/What - Now.mkv"),
        (ExtraType.THEME_SONG, FILM, "Theme.mp3", "Movies/Glass Harbour (1999)/theme.mp3"),
        (ExtraType.THEME_SONG, FILM, "Main Title.mp3", "Movies/Glass Harbour (1999)/theme-music/Main Title.mp3"),
        (
            ExtraType.EXTRA,
            SHOW,
            "[Grp] Pier Nine - NCOP1 [BD].mkv",
            "Shows/Pier Nine (2011)/extras/Pier Nine - NCOP1.mkv",
        ),
        (ExtraType.TRAILER, SHOW, "Pier.Nine-trailer.mkv", "Shows/Pier Nine (2011)/trailers/Pier.Nine-trailer.mkv"),
        (ExtraType.FEATURETTE, SEASON, "Tour.mkv", "Shows/Pier Nine/Season 01/featurettes/Tour.mkv"),
        (None, ALBUM, "Studio.mkv", "Music/The Finches/Grey Morning/extras/Studio.mkv"),
    ],
)
def test_an_extra_lies_with_its_owner(kind: ExtraType | None, owner: Guess, name: str, expected: str) -> None:
    place = layout.place(Guess(kind=Kind.EXTRA, extra=kind), name, owner=owner)
    assert not isinstance(place, Problem)
    assert "/".join((place.library, *place.parts)) == expected


def test_an_extra_that_names_its_show_needs_no_other_owner() -> None:
    place = layout.place(Guess(kind=Kind.EXTRA, extra=ExtraType.CLIP, series="Pier Nine"), "Boats.mkv")
    assert not isinstance(place, Problem)
    assert place.parts == ("Pier Nine", "clips", "Boats.mkv")


@pytest.mark.parametrize("owner", [None, Guess(kind=Kind.MOVIE), Guess(kind=Kind.BOOK, title="Stone Path")])
def test_an_extra_of_nobody_is_left_to_the_person(owner: Guess | None) -> None:
    extra = Guess(kind=Kind.EXTRA, extra=ExtraType.CLIP)
    assert layout.place(extra, "Boats.mkv", owner=owner) == Problem(ProblemCode.NO_OWNER)


def test_an_extra_without_a_readable_name_is_left_to_the_person() -> None:
    extra = Guess(kind=Kind.EXTRA, extra=ExtraType.CLIP)
    assert layout.place(extra, "???.mkv", owner=FILM) == Problem(ProblemCode.NO_TITLE)

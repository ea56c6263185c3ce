"""Names and folders of the files that travel along."""

from __future__ import annotations

from typing import Any

import pytest

from jforg_gui.domain.errors import Problem
from jforg_gui.domain.item import Companion
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.jellyfin import companions, layout

FILM = Guess(kind=Kind.MOVIE, title="Glass Harbour", year=1999)
EPISODE = Guess(kind=Kind.EPISODE, series="Pier Nine", season=1, episodes=(2,))
TRACK = Guess(kind=Kind.TRACK, artist="The Finches", album="Grey Morning", track=1, title="Dawn")
BOOK = Guess(kind=Kind.BOOK, author="Ada Fenn", title="Stone Path")
COMIC = Guess(kind=Kind.COMIC, series="Moon Rangers", number="3")
ROW: dict[Kind, tuple[str, Guess]] = {
    Kind.MOVIE: ("/in/gh/Glass.Harbour.1999.mkv", FILM),
    Kind.EPISODE: ("/in/Pier/Season 1/pier.102.mkv", EPISODE),
    Kind.TRACK: ("/in/Finches/Morning/CD1/01 dawn.flac", TRACK),
    Kind.BOOK: ("/in/b/stone.epub", BOOK),
    Kind.COMIC: ("/in/c/mr3.cbz", COMIC),
}


def file(path: str) -> MediaFile:
    return MediaFile(path, 1, 0, Identity(1, hash(path)))


def places(kind: Kind, *found: Companion) -> list[str | None]:
    path, guess = ROW[kind]
    place = layout.place(guess, path)
    assert not isinstance(place, Problem)
    parts = companions.places(found, file(path), place, kind)
    return [None if one is None else "/".join(one) for one in parts]


def companion(path: str, role: Role, **fields: Any) -> Companion:  # noqa: ANN401 — the fields of a companion
    return Companion(file=file(path), role=role, **fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ".srt"),
        ({"language": "en"}, ".en.srt"),
        ({"language": "pt-BR", "flags": ("forced",)}, ".pt-BR.forced.srt"),
        ({"language": "en", "flags": ("default", "sdh")}, ".en.default.sdh.srt"),
        ({"language": "en", "label": "Commentary"}, ".Commentary.en.srt"),
        ({"label": "Dir. Comm"}, ".Dir Comm.srt"),
        ({"label": "Reinforced"}, ".srt"),
        ({"label": "../x", "language": "../en", "flags": ("/", "sdh")}, ".-x.sdh.srt"),
    ],
)
def test_subtitles(fields: dict[str, Any], expected: str) -> None:
    one = companion("/in/gh/any.srt", Role.SUBTITLE, **fields)
    assert places(Kind.MOVIE, one) == [f"Glass Harbour (1999)/Glass Harbour (1999){expected}"]


def test_a_title_too_long_for_a_name_is_left_out() -> None:
    one = companion("/in/gh/any.srt", Role.SUBTITLE, label="talk " * 60, language="en")
    assert places(Kind.MOVIE, one) == ["Glass Harbour (1999)/Glass Harbour (1999).en.srt"]


def test_subtitles_that_would_share_a_name_are_numbered_and_pairs_stay_pairs() -> None:
    names = [
        ("2_English.idx", None),
        ("2_English.sub", None),
        ("3_English.idx", None),
        ("3_English.sub", None),
        ("English.srt", None),
        ("Also.srt", None),
        ("Named.srt", "Track 2"),
        ("Again.srt", None),
    ]
    found = [companion(f"/in/gh/Subs/{name}", Role.SUBTITLE, language="en", label=label) for name, label in names]
    stem = "Glass Harbour (1999)/Glass Harbour (1999)"
    assert places(Kind.MOVIE, *found) == [
        f"{stem}.en.idx",
        f"{stem}.en.sub",
        f"{stem}.Track 2.en.idx",
        f"{stem}.Track 2.en.sub",
        f"{stem}.en.srt",
        f"{stem}.Track 2.en.srt",
        f"{stem}.Track 2 2.en.srt",
        f"{stem}.Track 3.en.srt",
    ]


HOME, ALBUM, SHOW = "Glass Harbour (1999)", "The Finches/Grey Morning", "Pier Nine"
SEASON, S1, E2 = "Pier Nine/Season 01", "/in/Pier/Season 1", "Pier Nine - S01E02"
LOOSE: dict[str, Any] = {"bound": False}


@pytest.mark.parametrize(
    ("kind", "path", "role", "fields", "expected"),
    [
        (Kind.MOVIE, "/in/gh/Glass.Harbour.1999.nfo", Role.METADATA, {}, f"{HOME}/{HOME}.nfo"),
        (Kind.MOVIE, "/in/gh/Movie.nfo", Role.METADATA, LOOSE, f"{HOME}/movie.nfo"),
        (Kind.MOVIE, "/in/gh/season.nfo", Role.METADATA, LOOSE, f"{HOME}/{HOME}.nfo"),
        (Kind.MOVIE, "/in/gh/Poster.JPG", Role.ARTWORK, LOOSE, f"{HOME}/poster.jpg"),
        (Kind.MOVIE, "/in/gh/front.jpg", Role.ARTWORK, {**LOOSE, "label": "cover"}, f"{HOME}/poster.jpg"),
        (Kind.MOVIE, "/in/gh/fanart-2.jpg", Role.ARTWORK, LOOSE, f"{HOME}/fanart-2.jpg"),
        (Kind.MOVIE, "/in/gh/Glass.Harbour.1999-Poster.jpg", Role.ARTWORK, {}, f"{HOME}/{HOME}-poster.jpg"),
        (Kind.MOVIE, "/in/gh/Glass.Harbour.1999.jpg", Role.ARTWORK, {}, f"{HOME}/{HOME}-poster.jpg"),
        (Kind.EPISODE, f"{S1}/pier.102-thumb.jpg", Role.ARTWORK, {}, f"{SEASON}/{E2}-thumb.jpg"),
        (Kind.EPISODE, f"{S1}/pier.102.jpg", Role.ARTWORK, {"label": "thumb"}, f"{SEASON}/{E2}-thumb.jpg"),
        (Kind.EPISODE, f"{S1}/folder.jpg", Role.ARTWORK, LOOSE, f"{SHOW}/season01-poster.jpg"),
        (Kind.EPISODE, f"{S1}/fanart.jpg", Role.ARTWORK, LOOSE, f"{SHOW}/season01-fanart.jpg"),
        (Kind.EPISODE, f"{S1}/logo.png", Role.ARTWORK, LOOSE, f"{SEASON}/logo.png"),
        (Kind.EPISODE, f"{S1}/pier.102-poster.jpg", Role.ARTWORK, {}, f"{SEASON}/{E2}-thumb.jpg"),
        (Kind.EPISODE, f"{S1}/pier.102.tbn", Role.ARTWORK, {}, f"{SEASON}/{E2}-thumb.tbn"),
        (Kind.EPISODE, "/in/Pier/Folder.jpg", Role.ARTWORK, LOOSE, f"{SHOW}/poster.jpg"),
        (Kind.EPISODE, "/in/Pier/poster.jpg", Role.ARTWORK, LOOSE, f"{SHOW}/poster.jpg"),
        (Kind.EPISODE, f"{S1}/season01-poster.jpg", Role.ARTWORK, LOOSE, f"{SHOW}/season01-poster.jpg"),
        (Kind.EPISODE, "/in/Pier/tvshow.nfo", Role.METADATA, LOOSE, f"{SHOW}/tvshow.nfo"),
        (Kind.EPISODE, f"{S1}/season.nfo", Role.METADATA, LOOSE, f"{SEASON}/season.nfo"),
        (Kind.EPISODE, f"{S1}/pier.102.nfo", Role.METADATA, {}, f"{SEASON}/{E2}.nfo"),
        (Kind.TRACK, "/in/Finches/Morning/CD1/01 dawn.lrc", Role.LYRICS, {}, f"{ALBUM}/01 - Dawn.lrc"),
        (Kind.TRACK, "/in/Finches/Morning/CD1/Folder.jpg", Role.ARTWORK, LOOSE, f"{ALBUM}/folder.jpg"),
        (Kind.TRACK, "/in/Finches/Morning/cover.jpg", Role.ARTWORK, LOOSE, f"{ALBUM}/cover.jpg"),
        (Kind.TRACK, "/in/Finches/folder.jpg", Role.ARTWORK, LOOSE, "The Finches/folder.jpg"),
        (Kind.TRACK, "/in/Finches/artist.jpg", Role.ARTWORK, {**LOOSE, "label": "artist"}, "The Finches/folder.jpg"),
        (Kind.TRACK, "/in/Finches/Morning/CD1/artist.jpg", Role.ARTWORK, LOOSE, "The Finches/folder.jpg"),
        (Kind.TRACK, "/in/Finches/artist.nfo", Role.METADATA, LOOSE, "The Finches/artist.nfo"),
        (Kind.TRACK, "/in/Finches/Morning/album.nfo", Role.METADATA, LOOSE, f"{ALBUM}/album.nfo"),
        (Kind.TRACK, "/in/Finches/Morning/CD1/rip.log", Role.SHEET, LOOSE, f"{ALBUM}/1-rip.log"),
        (Kind.TRACK, "/in/Finches/Morning/CD1/01 dawn.cue", Role.SHEET, {}, f"{ALBUM}/01 - Dawn.cue"),
        (Kind.BOOK, "/in/b/cover.jpg", Role.ARTWORK, LOOSE, "Ada Fenn/Stone Path/cover.jpg"),
        (Kind.BOOK, "/in/b/metadata.opf", Role.METADATA, LOOSE, "Ada Fenn/Stone Path/metadata.opf"),
        (Kind.BOOK, "/in/b/stone.opf", Role.METADATA, {}, "Ada Fenn/Stone Path/Stone Path.opf"),
        (Kind.COMIC, "/in/c/ComicInfo.xml", Role.METADATA, {}, "Moon Rangers/Moon Rangers #003.xml"),
        (Kind.COMIC, "/in/c/mr3.jpg", Role.ARTWORK, {}, "Moon Rangers/Moon Rangers #003.jpg"),
        (Kind.MOVIE, "/in/gh/any.mka", Role.AUDIO, {"language": "en"}, f"{HOME}/{HOME}.en.mka"),
    ],
)  # fmt: skip
def test_everything_else(kind: Kind, path: str, role: Role, fields: dict[str, Any], expected: str) -> None:
    assert places(kind, companion(path, role, **fields)) == [expected]


def test_an_album_in_one_folder_keeps_the_name_of_its_sheet() -> None:
    place = layout.place(TRACK, "x.flac")
    assert not isinstance(place, Problem)
    one = companion("/in/Morning/rip.log", Role.SHEET, bound=False)
    found = companions.places([one], file("/in/Morning/01 dawn.flac"), place, Kind.TRACK)
    assert found == [("The Finches", "Grey Morning", "rip.log")]


def test_of_several_pictures_one_is_the_poster_and_the_others_keep_names_that_are_read() -> None:
    found = [
        companion(f"/in/gh/{name}", Role.ARTWORK, bound=False) for name in ("folder.jpg", "cover.png", "poster.jpg")
    ]
    assert places(Kind.MOVIE, *found) == [f"{HOME}/folder.jpg", f"{HOME}/cover.png", f"{HOME}/poster.jpg"]
    assert places(Kind.MOVIE, *found[:2]) == [f"{HOME}/poster.jpg", f"{HOME}/cover.png"]


def test_what_lies_in_its_place_keeps_another_tools_name() -> None:
    place = layout.place(FILM, "a.mkv")
    assert not isinstance(place, Problem)
    one = companion(f"/lib/{HOME}/folder.jpg", Role.ARTWORK, bound=False)
    found = companions.places([one], file(f"/lib/{HOME}/{HOME}.mkv"), place, Kind.MOVIE, settled=True)
    assert found == [(HOME, "folder.jpg")]

from __future__ import annotations

import pytest

from jforg_gui.identify.album_names import VARIOUS_ARTISTS
from jforg_gui.identify.music import Album, has_number, read_album, track_from_path


@pytest.mark.parametrize(
    ("path", "artist", "album", "year", "disc", "track", "title"),
    [
        ("The Kelps - Low Tide (2004) [FLAC]/01 - Dawn", "The Kelps", "Low Tide", 2004, None, 1, "Dawn"),
        ("The Kelps/2004 - Low Tide/01. Dawn", "The Kelps", "Low Tide", 2004, None, 1, "Dawn"),
        ("The Kelps/Low Tide/01 Dawn", "The Kelps", "Low Tide", None, None, 1, "Dawn"),
        ("The Kelps - Low Tide - 01 - Dawn", "The Kelps", "Low Tide", None, None, 1, "Dawn"),
        ("The_Kelps-Low_Tide-2004-GRP/01-the_kelps-dawn-grp", "The Kelps", "Low Tide", 2004, None, 1, "Dawn"),
        ("The Kelps - Low Tide (2004)/CD1/01 - Dawn", "The Kelps", "Low Tide", 2004, 1, 1, "Dawn"),
        ("The Kelps - Low Tide (2004)/CD 2 - Live/03 - Dusk", "The Kelps", "Low Tide", 2004, 2, 3, "Dusk"),
        ("The Kelps - Low Tide (2004) CD2/03 - Dusk", "The Kelps", "Low Tide", 2004, 2, 3, "Dusk"),
        ("The Kelps - Low Tide (2004)/[Disc 2]/03 - Dusk", "The Kelps", "Low Tide", 2004, 2, 3, "Dusk"),
        ("The Kelps - Low Tide (2004)/disc1of2/03 - Dusk", "The Kelps", "Low Tide", 2004, 1, 3, "Dusk"),
        ("The Kelps - Low Tide (2004)/CD Two/03 - Dusk", "The Kelps", "Low Tide", 2004, 2, 3, "Dusk"),
        ("The Kelps - Low Tide (2004)/Digital Media 01/03 - Dusk", "The Kelps", "Low Tide", 2004, 1, 3, "Dusk"),
        ("The Kelps - Low Tide (2004)/vol7/03 - Dusk", "The Kelps", "Low Tide", 2004, 7, 3, "Dusk"),
        ("The Kelps/2004 - Low Tide/volume1/03 - Dusk", "The Kelps", "Low Tide", 2004, 1, 3, "Dusk"),
        ("The Kelps - Low Tide (2004)/LP2/03 - Dusk", "The Kelps", "Low Tide", 2004, 2, 3, "Dusk"),
        ("The Kelps - Low Tide (2004)/Volume II/03 - Dusk", "The Kelps", "Low Tide", 2004, 2, 3, "Dusk"),
        ("The Kelps/Volume 2/03 - Dusk", "The Kelps", "Volume 2", None, None, 3, "Dusk"),
        ("The Kelps/vol7/03 - Dusk", "The Kelps", "vol7", None, None, 3, "Dusk"),
        ("The Kelps/Low Tide/1-01 Dawn", "The Kelps", "Low Tide", None, 1, 1, "Dawn"),
        ("The Kelps/Low Tide/A1 - Dawn", "The Kelps", "Low Tide", None, None, 1, "Dawn"),
        ("The Kelps - 1999 (1999)/01 1999", "The Kelps", "1999", 1999, None, 1, "1999"),
        (
            "The Kelps - Low Tide (Deluxe Edition) (2014) [24bit-96kHz]/01 Dawn",
            "The Kelps",
            "Low Tide (Deluxe Edition)",
            2014,
            None,
            1,
            "Dawn",
        ),
        ("Downloads/The Kelps - 01 - Dawn", "The Kelps", None, None, None, 1, "Dawn"),
        ("Downloads/The Kelps - Dawn (feat. Ana)", "The Kelps", None, None, None, None, "Dawn (feat. Ana)"),
        ("Music/99 Red Things", None, None, None, None, None, "99 Red Things"),
        ("Music/incoming/Dawn", None, None, None, None, None, "Dawn"),
        ("Dawn (2004)", None, None, 2004, None, None, "Dawn"),
        ("Some Pile/Dawn", None, None, None, None, None, "Dawn"),
        ("Downloads/01 - Dawn", None, None, None, None, 1, "Dawn"),
    ],
)
def test_tracks_from_paths(  # noqa: PLR0913, PLR0917 — the columns of the table
    path: str,
    artist: str | None,
    album: str | None,
    year: int | None,
    disc: int | None,
    track: int | None,
    title: str,
) -> None:
    *folders, stem = path.split("/")
    guess = track_from_path(stem, folders[::-1])
    assert (guess.artist, guess.album, guess.year, guess.disc, guess.track, guess.title) == (
        artist,
        album,
        year,
        disc,
        track,
        title,
    )


def test_a_compilation_names_the_artist_of_each_track() -> None:
    guess = track_from_path("01 - Ana Reed - Song One", ["VA - Summer Mix (2010)"])
    assert (guess.album_artist, guess.artist, guess.title) == (VARIOUS_ARTISTS, "Ana Reed", "Song One")
    assert guess.compilation


def test_a_soundtrack_nobody_signed_is_of_various_artists() -> None:
    guess = track_from_path("01 - Theme", ["Paper Lamp (Original Motion Picture Soundtrack) (2010)"])
    assert (guess.album_artist, guess.artist, guess.year) == (VARIOUS_ARTISTS, None, 2010)


def test_a_folder_of_numbered_files_is_an_album_without_more_evidence() -> None:
    assert track_from_path("01 - Dawn", ["Low Tide"], numbered=True).album == "Low Tide"
    assert track_from_path("Dawn", ["Low Tide"]).album is None


@pytest.mark.parametrize("root", ["Downloads", "Music", "incoming", "New folder", "mp3", "usb stick"])
def test_heaps_are_neither_artist_nor_album(root: str) -> None:
    assert read_album([root]) == Album()
    assert read_album(["Low Tide", root]).artist is None


def test_has_number() -> None:
    assert has_number("01 - Dawn")
    assert not has_number("Dawn 01")

from __future__ import annotations

import pytest

from jforg_gui.identify.album_names import AlbumName, is_various, read_album_name

KELPS, TIDE = "The Kelps", "Low Tide"


@pytest.mark.parametrize(
    ("name", "artist", "album", "year", "edition"),
    [
        ("The Kelps - Low Tide (2004) [FLAC]", KELPS, TIDE, 2004, None),
        ("The Kelps - Low Tide [2004, MP3, 320]", KELPS, TIDE, 2004, None),
        ("The Kelps - Low Tide [mp3-320-2004][upper]", KELPS, TIDE, 2004, None),
        ("The Kelps - Low Tide(2004)[mp3]", KELPS, TIDE, 2004, None),
        ("The Kelps - Low Tide (2004) FLAC Soup", KELPS, TIDE, 2004, None),
        ("The Kelps - Low Tide 2004 2CD 192kbps  RIP", KELPS, TIDE, 2004, None),
        ("The Kelps - Low Tide 2xCD 2004 FLAC", KELPS, TIDE, 2004, None),
        ("The Kelps - 2004 - Low Tide (320kbps)", KELPS, TIDE, 2004, None),
        ("The Kelps - [2004] Low Tide", KELPS, TIDE, 2004, None),
        ("The Kelps (2004) Low Tide", KELPS, TIDE, 2004, None),
        ("[2004] The Kelps - Low Tide", KELPS, TIDE, 2004, None),
        ("2004.04.05 - The Kelps - Low Tide", KELPS, TIDE, 2004, None),
        ("The Kelps - Low Tide (05.04.2004) 256 kbps", KELPS, TIDE, 2004, None),
        ("2004 - Low Tide", None, TIDE, 2004, None),
        ("(2004) Low Tide", None, TIDE, 2004, None),
        ("Low Tide (2004)", None, TIDE, 2004, None),
        ("The Kelps - Low Tide, 2004", KELPS, TIDE, 2004, None),
        ("Kelps, The - Low Tide", KELPS, TIDE, None, None),
        ("The Kelps – Low Tide (2004) [FLAC]", KELPS, TIDE, 2004, None),  # noqa: RUF001 — people type it
        ("The Kelps - Low Tide (Deluxe Edition) (2014) [24bit-96kHz]", KELPS, TIDE, 2014, "Deluxe Edition"),
        ("The Kelps - Low Tide (Deluxe) - lossless FLAC Tracks - 2014 - CDrip", KELPS, TIDE, 2014, "Deluxe"),
        ("The Kelps - Low Tide [Super Special Edition]", KELPS, TIDE, None, "Super Special Edition"),
        ("The Kelps - Low Tide (1998 Remaster) [24-96]", KELPS, TIDE, None, "1998 Remaster"),
        ("The Kelps - Low Tide {2004, Reissue, CD, ABC-123} [FLAC]", KELPS, TIDE, 2004, "Reissue"),
        ("The Kelps - Low Tide (Album) [2012]", KELPS, TIDE, 2012, None),
        ("The Kelps - Low Tide (Single 2014) (320 kbps)", KELPS, TIDE, 2014, None),
        ("The Kelps - Low Tide (Live at the Pier) (2004)", KELPS, "Low Tide (Live at the Pier)", 2004, None),
        ("The Kelps - Live 2003 (2004) MP3", KELPS, "Live 2003", 2004, None),
        ("The Kelps - Hits [1990-2000] MP3", KELPS, "Hits", None, None),
        ("The Kelps - Opus (2016) [FLAC]", KELPS, "Opus", 2016, None),
        ("The Kelps - 21 (2011) [FLAC]", KELPS, "21", 2011, None),
        ("The Kelps - 4:44 (2017) 320", KELPS, "4:44", 2017, None),
        ("VA - Low Tide - The Mix [2004][MP3]", "VA", "Low Tide - The Mix", 2004, None),
        ("(Folk) [CD] The Kelps - Low Tide - 2004, FLAC (tracks + .cue), lossless", KELPS, TIDE, 2004, None),
        ("[12345] The Kelps - Low Tide (2004)", KELPS, TIDE, 2004, None),
        ("Kelps.Low.Tide.2004.FLAC-GRP", None, "Kelps Low Tide", 2004, None),
    ],
)
def test_what_people_write(name: str, artist: str | None, album: str, year: int | None, edition: str | None) -> None:
    found = read_album_name(name)
    assert (found.artist, found.album, found.year, found.edition) == (artist, album, year, edition)


@pytest.mark.parametrize(
    ("name", "artist", "album", "year"),
    [
        ("The_Kelps-Low_Tide-(CAT001)-WEB-FLAC-2019-GRP", KELPS, TIDE, 2019),
        ("the_kelps-low_tide-(cat001)-web-flac-2019-grp", KELPS, TIDE, 2019),
        ("The_Kelps_-_Low_Tide-2CD-2004-GRP", KELPS, TIDE, 2004),
        ("The.Kelps-Low.Tide-CD-FLAC-2004-GRP", KELPS, TIDE, 2004),
        ("The Kelps-Low Tide-Deluxe Edition-2CD-FLAC-2004-GRP", KELPS, TIDE, 2004),
        ("The Kelps-2004-Low Tide-GRP", KELPS, TIDE, 2004),
        ("The Kelps-Low Tide-ABC-2004-ABC", KELPS, TIDE, 2004),
        ("A-ha-Low_Tide-CDS-1985-GRP", "A-ha", TIDE, 1985),
        ("The_Kelps-25-CD-2015-GRP", KELPS, "25", 2015),
    ],
)
def test_what_release_groups_write(name: str, artist: str, album: str, year: int) -> None:
    found = read_album_name(name)
    assert (found.artist, found.album, found.year, found.is_music) == (artist, album, year, True)


@pytest.mark.parametrize(
    ("name", "artist", "span"),
    [
        ("The Kelps - Studio Discography 1969-1982 (10 albums)(flac)", KELPS, (1969, 1982)),
        ("The_Kelps-Discography_1998_-_2001-CD-FLAC-2007-GRP", KELPS, (1998, 2001)),
        ("(Folk) [CD] The Kelps - Discography(46 CD) [1985 - 2015], FLAC", KELPS, (1985, 2015)),
        ("The Kelps Discografia Completa MP3 @256", KELPS, (None, None)),
    ],
)
def test_discographies(name: str, artist: str, span: tuple[int | None, int | None]) -> None:
    found = read_album_name(name)
    assert (found.artist, found.album, (found.year, found.last_year)) == (artist, "Discography", span)


@pytest.mark.parametrize("name", ["Low Tide CD2", "Low Tide (Disc 2 of 3)", "Low Tide [cd 2] [FLAC]", "Low Tide disc2"])
def test_one_disc_of_an_album(name: str) -> None:
    found = read_album_name(name)
    assert (found.album, found.disc) == (TIDE, 2)


def test_the_edition_belongs_to_the_folders_album() -> None:
    assert AlbumName(album=TIDE, edition="Deluxe").full_album == "Low Tide (Deluxe)"
    assert AlbumName(album=TIDE).full_album == TIDE


@pytest.mark.parametrize("text", ["VA", "V.A.", "Various", "Various Artists", "various artists"])
def test_various(text: str) -> None:
    assert is_various(text)

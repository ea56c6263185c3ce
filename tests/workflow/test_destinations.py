"""From names as people have them to the path in the library: recognising, company and layout together."""

from __future__ import annotations

import json
import os
from typing import Final

import pytest

from jforg_gui.cli import main
from tests.conftest import MediaTree

# name → path; names joined by " + " lie together, and the first is asked about
NAMES: Final[dict[str, str]] = {
    # films
    "Amber.Dune.2014.1080p.BluRay.x264-GRP.mkv": "Movies/Amber Dune (2014)/Amber Dune (2014).mkv",
    "Brass.Gull.2013.German.DL.2160p.UHD-GRP/bg-2160-grp.mkv": "Movies/Brass Gull (2013)/Brass Gull (2013).mkv",
    "cobalt_ferry_2012_480p_webrip-grp.mp4": "Movies/Cobalt Ferry (2012)/Cobalt Ferry (2012).mp4",
    "2031.A.Drifting.Harvest.1971.REMASTERED.mkv": (
        "Movies/2031 A Drifting Harvest (1971)/2031 A Drifting Harvest (1971) - Remastered.mkv"
    ),
    "1962.1962.DVDRip.avi": "Movies/1962 (1962)/1962 (1962).avi",
    "Eastern.Jetty.2001.EXTENDED.CD1.avi + Eastern.Jetty.2001.EXTENDED.CD2.avi": (
        "Movies/Eastern Jetty (2001)/Eastern Jetty (2001)-cd1.avi"
    ),
    "fallow-island-2005-part2.mkv + fallow-island-2005-part1.mkv": (
        "Movies/Fallow Island (2005)/Fallow Island (2005)-part2.mkv"
    ),
    "Granite Candle (2004) pt1.mkv": "Movies/Granite Candle (2004)/Granite Candle (2004).mkv",
    "Hazel.Bridge.Part.Two.2024.mkv": "Movies/Hazel Bridge Part Two (2024)/Hazel Bridge Part Two (2024).mkv",
    "Ivory.Anchor.2013.3D.Half-OU.mkv": "Movies/Ivory Anchor (2013)/Ivory Anchor (2013) - 3D.HTAB.mkv",
    "Juniper Dune (2010) {tmdb-424242} {edition-Unrated}.mkv": (
        "Movies/Juniper Dune (2010) [tmdbid-424242]/Juniper Dune (2010) [tmdbid-424242] - Unrated.mkv"
    ),
    "Kelp Row (2009) - 720p.mkv + Kelp Row (2009) - 1080p.mkv": "Movies/Kelp Row (2009)/Kelp Row (2009) - 720p.mkv",
    # episodes
    "Lumen.S01E02.The.Tide.720p.HDTV.x264-GRP.mkv": "Shows/Lumen/Season 01/Lumen - S01E02 - The Tide.mkv",
    "Moss.Ten.S01E01-S01E02.mkv": "Shows/Moss Ten/Season 01/Moss Ten - S01E01-E02.mkv",
    "Nettle.S01E10.CD1.avi + Nettle.S01E10.CD2.avi": "Shows/Nettle/Season 01/Nettle - S01E10-part-1.avi",
    "Opal.Bay.S01E10.Part.2.mkv": "Shows/Opal Bay/Season 01/Opal Bay - S01E10 - Part 2.mkv",
    "Pewter.Christmas.Special.2015.mkv": "Shows/Pewter/Season 00/Pewter - Christmas Special (2015).mkv",
    "Quill Bay/Specials/Quill Bay - SP01 - Making Of.mkv": "Shows/Quill Bay/Season 00/Quill Bay - Making Of.mkv",
    "Rowan Bay/Season 2/Episode 03 - Storm.mkv": "Shows/Rowan Bay/Season 02/Rowan Bay - S02E03 - Storm.mkv",
    "Late Sorrel 14-03-2019.mp4": "Shows/Late Sorrel/Season 2019/Late Sorrel - 2019-03-14.mp4",
    "Teal Bay/Season 2019/2019-03-14.mkv": "Shows/Teal Bay/Season 2019/Teal Bay - 2019-03-14.mkv",
    "[Grp] Umi no Oto - 1071 [1080p].mkv": "Shows/Umi no Oto/Season 01/Umi no Oto - S01E1071.mkv",
    "[Grp] Kaze no Ie II - 03.mkv": "Shows/Kaze no Ie/Season 02/Kaze no Ie - S02E03.mkv",
    "[Grp] Yama no Ie - OVA 1 [DVD].mkv": "Shows/Yama no Ie/Season 00/Yama no Ie - OVA 1.mkv",
    "[Grp] Kawa no Ie - SP2 [BD].mkv": "Shows/Kawa no Ie/Season 00/Kawa no Ie - SP2.mkv",
    "[Grp] Mori no Ie - 12.5 [1080p].mkv": "Shows/Mori no Ie/Season 00/Mori no Ie - Recap 12.5.mkv",
    # music
    "The Vetch - Blue Hour (2004)/CD 2 - Live/03 - Dusk.flac + The Vetch - Blue Hour (2004)/CD 1/01 - Dawn.flac": (
        "Music/The Vetch/Blue Hour (2004)/2-03 - Dusk.flac"
    ),
    "The Willow/Low/201 - Dusk.mp3 + The Willow/Low/101 - Dawn.mp3 + The Willow/Low/102 - Noon.mp3": (
        "Music/The Willow/Low/2-01 - Dusk.mp3"
    ),
    "VA - Yarrow Mix (2010)/01 - Artist A - Song One.mp3": (
        "Music/Various Artists/Yarrow Mix (2010)/01 - Artist A - Song One.mp3"
    ),
    "The Zinnia/2004 - Vol. 3/01 - Dawn.mp3": "Music/The Zinnia/2004 - Vol. 3/01 - Dawn.mp3",
    "The Alder - Dawn (feat. Ana).mp3": "Music/The Alder/Singles/Dawn (feat. Ana).mp3",
    # what one reads and hears
    "Mara Birch - [Road 02] - Lantern Road (1998).epub": (
        "Books/Mara Birch/Lantern Road (Road, #2) (1998)/Lantern Road (Road, #2) (1998).epub"
    ),
    "Cedar Road - 978-0-12-345678-6.pdf": "Books/Unknown Author/Cedar Road/Cedar Road.pdf",
    "Elder Rangers #001 (of 06) (2012).cbz": "Comics/Elder Rangers (2012)/Elder Rangers #001 (of 06) (2012).cbz",
    "Fern Rangers #1.5 (2013).cbz": "Comics/Fern Rangers (2013)/Fern Rangers 001.5 (2013).cbz",
    "Mara Ash - Lantern Road (1998) [Nell Reed].m4b": "Audiobooks/Mara Ash/Lantern Road (1998)/Lantern Road (1998).m4b",
    "Heath Road (Unabridged)/Heath Road 003_012.mp3": "Audiobooks/Unknown Author/Heath Road/Heath Road - 003_012.mp3",
    "Iris Road {Nell Reed} 64kbps.m4b": "Audiobooks/Unknown Author/Iris Road/Iris Road.m4b",
}


@pytest.fixture
def planned(media_tree: MediaTree, capsys: pytest.CaptureFixture[str]) -> dict[str, str | None]:
    """All names in one plan, each in a folder of its own."""
    tree = media_tree([f"{number}/{name}" for number, names in enumerate(NAMES) for name in names.split(" + ")])
    main(["preview", tree, "--dest", "/library", "--offline", "--json"])
    moves = json.loads(capsys.readouterr().out)["moves"]
    found = {}
    for move in moves:
        number, _, name = os.path.relpath(move["source"], tree).partition("/")
        found[f"{number}/{name}"] = (move["destination"] or move["reason"]).removeprefix("/library/")
    return found


def test_where_names_lead(planned: dict[str, str | None]) -> None:
    asked = {names: planned[f"{number}/{names.split(' + ')[0]}"] for number, names in enumerate(NAMES)}
    assert asked == NAMES


def test_kodi_wants_a_number_for_every_special(media_tree: MediaTree, capsys: pytest.CaptureFixture[str]) -> None:
    main(["config", "set", "naming.style", "kodi"])
    tree = media_tree(["[Grp] Kawa no Ie - SP2 [BD].mkv"])
    main(["preview", tree, "--dest", "/library", "--offline", "--json"])
    (move,) = json.loads(capsys.readouterr().out)["moves"]
    assert move["destination"] == "/library/Shows/Kawa no Ie/Season 00/Kawa no Ie - S00E02 - SP2.mkv"


def test_an_album_in_one_file_keeps_its_cue_and_says_what_becomes_of_it(
    media_tree: MediaTree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = media_tree(["The Willow/Low/Low.flac", "The Willow/Low/Low.cue"])
    main(["preview", tree, "--dest", "/library", "--offline", "--json"])
    (move,) = json.loads(capsys.readouterr().out)["moves"]
    assert move["destination"] == "/library/Music/The Willow/Low/Low.flac"
    assert [one["destination"] for one in move["companions"]] == ["/library/Music/The Willow/Low/Low.cue"]
    assert "album-image" in move["codes"]

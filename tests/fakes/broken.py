"""A library that is wrong in every way Jellyfin's users report, each with the finding that must come of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

from jforg_gui.domain.finding import FindingCode as Code

# Each way: path below the libraries → the findings that this file or its folder is in for. A slash ends an empty
# folder, a '0' and a blank in front of a name make an empty file. Numbers are those of the list of what breaks.
WAYS: Final[dict[str, dict[str, tuple[Code, ...]]]] = {
    "1 a version does not begin with the folder's name": {
        "Movies/Saltwater (2021)/Saltwater (2021).mkv": (),
        "Movies/Saltwater (2021)/saltwater.2021.1080p.x264.mkv": (Code.VERSIONS_APART,),
        "Movies/Saltwater (2021)/saltwater.2021.1080p.x264.en.srt": (),
    },
    "2 subtitles in a folder of their own": {
        "Movies/Night Ferry (2001)/Night Ferry (2001).mkv": (),
        "Movies/Night Ferry (2001)/Subs/2_English.srt": (Code.SUBTITLES_SKIPPED,),
        "Movies/Night Ferry (2001)/Subs/3_German.srt": (),
    },
    "3 a span that is not read": {
        "Shows/Low Tide (2018)/Season 01/Low Tide (2018) - S01E01-S01E02 - Ebb.mkv": (Code.SPAN_UNREAD,),
        "Shows/Low Tide (2018)/Season 01/Low Tide (2018) - S01E01-S01E02 - Ebb.nfo": (),
    },
    "4 an absolute number with a title behind it": {
        "Shows/Long Runner (1999)/Season 01/Long Runner - 1071 - Storm.mkv": (Code.NUMBER_MISREAD,),
    },
    "5 a show's name that needs its year": {
        "Shows/Room 104 [tvdbid-9]/Season 01/Room 104 - S01E01.mkv": (Code.SHOW_NAME,),
        "Shows/Mr. Pell/Season 01/Mr. Pell (2015) - S01E01.mkv": (),
    },
    "5 a year that the files know": {
        "Shows/Room 105 x/Season 01/Room 105 x (2017) - S01E01.mkv": (Code.SHOW_NAME,),
    },
    "6 a show that swallows its seasons": {
        "Shows/24/Season 24/24 - S24E01.mkv": (Code.SEASONS_VANISH,),
    },
    "7 another folder in a film's": {
        "Movies/Glass Harbour (1999)/Glass Harbour (1999).mkv": (),
        "Movies/Glass Harbour (1999)/Featurette/making.mkv": (Code.FOLDER_INSIDE,),
    },
    "8 a title with a word of releases": {
        "Movies/The Unrated (2003)/The Unrated (2003).mkv": (Code.TITLE_CUT,),
    },
    "9 an album that looks like a disc": {
        "Music/Pell/Vol. 3/01 - Dawn.mp3": (Code.DISC_LIKE_ALBUM,),
        "Music/Pell/Harbour (2001)/01 - Dusk.mp3": (),
    },
    "10 two films that are called parts": {
        "Movies/Saga/Saga Part 1 (2004) part1.mkv": (),
        "Movies/Tide/Wave Part 1.mkv": (Code.PARTS_OF_TWO,),
        "Movies/Tide/Wave Part 2.mkv": (),
    },
    "11 two books in one folder": {
        "Books/Pell/Ferryman/Ferryman.epub": (Code.BOOKS_TOGETHER,),
        "Books/Pell/Ferryman/Lantern Light.epub": (),
    },
    "12 artwork without content": {
        "Movies/Iron Lamp (1970)/Iron Lamp (1970).mkv": (),
        "Movies/Iron Lamp (1970)/0 poster.jpg": (Code.EMPTY_IMAGE,),
    },
    "13 a cover that is never used": {
        "Music/Lamp/Quay (2001)/01 - Dusk.mp3": (),
        "Music/Lamp/Quay (2001)/AlbumArt.jpg": (Code.ALBUM_ART,),
    },
    "14 a hidden title": {
        "Movies/.hidden (2002)/.hidden (2002).mkv": (Code.HIDDEN,),
    },
    "15 the word sample": {
        "Movies/The Sample Thief (2014)/The Sample Thief (2014).mkv": (Code.SAMPLE_WORD,),
    },
    "15 an episode that ends like an extra": {
        "Shows/Ebb (2018)/Season 01/Ebb (2018) - S01E05 - A-short.mkv": (Code.TAKEN_FOR_EXTRA,),
    },
    "16 two folders of one season": {
        "Shows/Twin (2010)/Season 1/Twin (2010) - S01E01.mkv": (Code.SEASON_TWICE,),
        "Shows/Twin (2010)/Season 01/Twin (2010) - S01E02.mkv": (),
    },
    "17 an id that 10.11 does not read": {
        "Movies/Wolves (1990) {tmdb-77}/Wolves (1990) {tmdb-77}.mkv": (Code.ID_UNREAD,),
    },
    "18 shows in a folder of their own": {
        "Shows/A/Anchors (2001)/Season 01/Anchors (2001) - S01E01.mkv": (Code.SHOWS_GROUPED,),
    },
    "19 folders that differ in capitals alone": {
        "Movies/Frost (1985)/Extras/a.mkv": (),
        "Movies/Frost (1985)/Frost (1985).mkv": (),
        "Movies/Frost (1985)/extras/b.mkv": (Code.SPELLED_TWICE,),
    },
    "19 shows that differ in capitals alone": {
        "Shows/Quay Side (2011)/Season 01/Quay Side (2011) - S01E01.mkv": (),
        "Shows/Quay side (2011)/Season 01/Quay side (2011) - S01E02.mkv": (Code.SPELLED_TWICE,),
    },
    "20 a subtitle of a version that is gone": {
        "Movies/Comet (1972)/Comet (1972).mkv": (),
        "Movies/Comet (1972)/Comet (1972) - 720p.en.srt": (Code.STRAY_SUBTITLE,),
    },
    "one film too many": {
        "Movies/Paper Kites (2014)/Paper Kites (2014).mkv": (),
        "Movies/Paper Kites (2014)/Iron Lantern (1988).mkv": (Code.SECOND_FILM,),
        "Movies/Paper Kites (2014)/Iron Lantern (1988).de.srt": (),
    },
    "discs in folders without the film's name": {
        "Movies/Two Discs (1999)/Disc 1/VIDEO_TS/VIDEO_TS.IFO": (Code.DISCS_APART,),
        "Movies/Two Discs (1999)/Disc 1/VIDEO_TS/VTS_01_1.VOB": (),
        "Movies/Two Discs (1999)/Disc 2/VIDEO_TS/VIDEO_TS.IFO": (),
        "Movies/Two Discs (1999)/Disc 2/VIDEO_TS/VTS_01_1.VOB": (),
    },
    "one disc in a folder of its own": {
        "Movies/One Disc (1999)/Disc 1/BDMV/index.bdmv": (Code.DISCS_APART,),
        "Movies/One Disc (1999)/Disc 1/BDMV/STREAM/00001.m2ts": (),
    },
    "a folder's name that is skipped": {
        "Movies/Metadata/Metadata (2011).mkv": (Code.FOLDER_SKIPPED,),
    },
    "one film in two folders": {
        "Movies/Twice (1950)/Twice (1950).mkv": (),
        "Movies/Twice (1950) [tmdbid-5]/Twice (1950) [tmdbid-5].mkv": (Code.DUPLICATE,),
    },
    "what belongs to nothing": {
        "Movies/Orphans (1961)/Orphans (1961).mkv": (),
        "Movies/Orphans (1961)/Orphans (1961) - 720p.nfo": (Code.ORPHAN,),
    },
    "an empty folder": {
        "Movies/Nothing (1955)/": (Code.EMPTY_FOLDER,),
    },
    "a film without content": {
        "Movies/Silent (1956)/0 Silent (1956).mkv": (Code.EMPTY_MEDIA,),
    },
    "two episodes of one number": {
        "Shows/Drift (2018)/Season 01/Drift (2018) - S01E06 - Drift.mkv": (),
        "Shows/Drift (2018)/Season 01/Drift (2018) - S01E06 - Harbour.mkv": (Code.SAME_NUMBER,),
    },
    "an episode without a number": {
        "Shows/Odd One (2005)/Season 01/something.mkv": (Code.NO_NUMBER,),
    },
    "episodes that are counted through": {
        "Shows/Daily Ship (1999)/Season 01/Daily Ship (1999) - S01E0870.mkv": (Code.COUNTED_THROUGH,),
    },
    "a folder that is no season": {
        "Shows/Worded (2010)/Season Two/Worded (2010) - S02E01.mkv": (Code.NOT_A_SEASON,),
    },
    "episodes without a season's folder": {
        "Shows/Loose (2012)/Loose (2012) - S02E01.mkv": (Code.SEASON_MISSING,),
        "Shows/Loose (2012)/Loose (2012) - S02E01.en.srt": (),
    },
    "an episode beside the shows": {
        "Shows/beside - S01E01.mkv": (Code.BESIDE_SHOWS,),
    },
    "an album with the name of extras": {
        "Music/Quay/Clips/01 - Noon.mp3": (Code.ALBUM_HIDDEN,),
    },
    "an archive under a name that nobody reads": {
        "Comics/Voyager (1944)/Voyager #002 (1944).zip": (Code.ARCHIVE_UNREAD,),
    },
}
BROKEN: Final = {place: codes for way in WAYS.values() for place, codes in way.items()}
# What nobody but the person can repair; a show's year is known where its files carry it.
YOURS: Final = frozenset(
    (
        *(Code.TITLE_CUT, Code.SAMPLE_WORD, Code.EMPTY_IMAGE, Code.EMPTY_MEDIA, Code.EMPTY_FOLDER, Code.ORPHAN),
        *(Code.DUPLICATE, Code.SAME_NUMBER, Code.NO_NUMBER, Code.BESIDE_SHOWS, Code.COUNTED_THROUGH),
    )
)


def make_broken(root: str, places: Iterable[str] = BROKEN) -> None:
    """Lay the library out below ``root``; every file has a content of its own."""
    for place in places:
        folder, _, name = place.rpartition("/")
        os.makedirs(os.path.join(root, folder), exist_ok=True)
        if name:
            empty = name.startswith("0 ")
            with open(os.path.join(root, folder, name.removeprefix("0 ")), "w", encoding="utf-8") as file:
                file.write("" if empty else place)

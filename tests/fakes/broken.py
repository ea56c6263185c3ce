"""A library that is wrong in every way Jellyfin's users report, each with the finding that must come of it."""

from __future__ import annotations

import os
from typing import Final

from jforg_gui.domain.finding import FindingCode as Code

# path below the libraries → the findings that this file or its folder is in for; a slash ends an empty folder,
# a '0' and a blank in front of a name make an empty file
BROKEN: Final[dict[str, tuple[Code, ...]]] = {
    # 1 the folder's name is not the file's beginning, so that versions part
    "Movies/Saltwater (2021)/Saltwater (2021).mkv": (),
    "Movies/Saltwater (2021)/saltwater.2021.1080p.x264.mkv": (Code.VERSIONS_APART,),
    "Movies/Saltwater (2021)/saltwater.2021.1080p.x264.en.srt": (),
    # 2 subtitles in a folder of their own
    "Movies/Night Ferry (2001)/Night Ferry (2001).mkv": (),
    "Movies/Night Ferry (2001)/Subs/2_English.srt": (Code.SUBTITLES_SKIPPED,),
    "Movies/Night Ferry (2001)/Subs/3_German.srt": (),
    # 7 another folder in a film's
    "Movies/Glass Harbour (1999)/Glass Harbour (1999).mkv": (),
    "Movies/Glass Harbour (1999)/Featurette/making.mkv": (Code.FOLDER_INSIDE,),
    # 8 a title with a word of releases
    "Movies/The Unrated (2003)/The Unrated (2003).mkv": (Code.TITLE_CUT,),
    # 10 two films called part 1 and 2, and one film too many
    "Movies/Saga/Saga Part 1 (2004) part1.mkv": (),
    "Movies/Tide/Wave Part 1.mkv": (Code.PARTS_OF_TWO,),
    "Movies/Tide/Wave Part 2.mkv": (),
    "Movies/Paper Kites (2014)/Paper Kites (2014).mkv": (),
    "Movies/Paper Kites (2014)/Iron Lantern (1988).mkv": (Code.SECOND_FILM,),
    "Movies/Paper Kites (2014)/Iron Lantern (1988).de.srt": (),
    # 12 empty artwork, 14 a hidden title, a title that is skipped, 15 the word sample
    "Movies/Iron Lamp (1970)/Iron Lamp (1970).mkv": (),
    "Movies/Iron Lamp (1970)/0 poster.jpg": (Code.EMPTY_IMAGE,),
    "Movies/.hidden (2002)/.hidden (2002).mkv": (Code.HIDDEN,),
    "Movies/Metadata/Metadata (2011).mkv": (Code.FOLDER_SKIPPED,),
    "Movies/The Sample Thief (2014)/The Sample Thief (2014).mkv": (Code.SAMPLE_WORD,),
    # 17 an id that 10.11 does not read, 19 spellings that meet, 20 a subtitle of a version that is gone
    "Movies/Wolves (1990) {tmdb-77}/Wolves (1990) {tmdb-77}.mkv": (Code.ID_UNREAD,),
    "Movies/Frost (1985)/Extras/a.mkv": (),
    "Movies/Frost (1985)/Frost (1985).mkv": (),
    "Movies/Frost (1985)/extras/b.mkv": (Code.SPELLED_TWICE,),
    "Movies/Comet (1972)/Comet (1972).mkv": (),
    "Movies/Comet (1972)/Comet (1972) - 720p.en.srt": (Code.STRAY_SUBTITLE,),
    # duplicates, orphans, empty things
    "Movies/Comet [1972]/Comet.mkv": (Code.DUPLICATE,),
    "Movies/Orphans (1961)/Orphans (1961).mkv": (),
    "Movies/Orphans (1961)/Orphans (1961) - 720p.nfo": (Code.ORPHAN,),
    "Movies/Twice (1950)/Twice (1950).mkv": (),
    "Movies/Twice (1950) [tmdbid-5]/Twice (1950) [tmdbid-5].mkv": (Code.DUPLICATE,),
    "Movies/Nothing (1955)/": (Code.EMPTY_FOLDER,),
    "Movies/Silent (1956)/0 Silent (1956).mkv": (Code.EMPTY_MEDIA,),
    # 3 a span that is not read, 4 an absolute number with a title behind it, 15 a title that ends like an extra
    "Shows/Low Tide (2018)/Season 01/Low Tide (2018) - S01E01-S01E02 - Ebb.mkv": (Code.SPAN_UNREAD,),
    "Shows/Low Tide (2018)/Season 01/Low Tide (2018) - S01E01-S01E02 - Ebb.nfo": (),
    "Shows/Low Tide (2018)/Season 01/Low Tide (2018) - S01E05 - A-short.mkv": (Code.TAKEN_FOR_EXTRA,),
    "Shows/Low Tide (2018)/Season 01/Low Tide (2018) - S01E06 - Drift.mkv": (),
    "Shows/Low Tide (2018)/Season 01/Low Tide (2018) - S01E06 - Harbour.mkv": (Code.SAME_NUMBER,),
    "Shows/Long Runner (1999)/Season 01/Long Runner - 1071 - Storm.mkv": (Code.NUMBER_MISREAD,),
    "Shows/Odd One (2005)/Season 01/something.mkv": (Code.NO_NUMBER,),
    # 5 dots in a show's name without its year, 6 a show that swallows its seasons
    "Shows/Room 104 [tvdbid-9]/Season 01/Room 104 - S01E01.mkv": (Code.SHOW_NAME,),
    "Shows/Mr. Pell/Season 01/Mr. Pell (2015) - S01E01.mkv": (),
    "Shows/24/Season 24/24 - S24E01.mkv": (Code.SEASONS_VANISH,),
    # 16 two folders of one season, a folder that is none, episodes without a season's folder, 18 shows in a group
    "Shows/Twin (2010)/Season 1/Twin (2010) - S01E01.mkv": (Code.SEASON_TWICE,),
    "Shows/Twin (2010)/Season 01/Twin (2010) - S01E02.mkv": (),
    "Shows/Worded (2010)/Season Two/Worded (2010) - S02E01.mkv": (Code.NOT_A_SEASON,),
    "Shows/Loose (2012)/Loose (2012) - S02E01.mkv": (Code.SEASON_MISSING,),
    "Shows/Loose (2012)/Loose (2012) - S02E01.en.srt": (),
    "Shows/A/Anchors (2001)/Season 01/Anchors (2001) - S01E01.mkv": (Code.SHOWS_GROUPED,),
    "Shows/beside - S01E01.mkv": (Code.BESIDE_SHOWS,),
    # 9 an album that looks like a disc, 13 a cover that is never used, an album that is no album
    "Music/Pell/Vol. 3/01 - Dawn.mp3": (Code.DISC_LIKE_ALBUM,),
    "Music/Pell/Harbour (2001)/01 - Dusk.mp3": (),
    "Music/Pell/Harbour (2001)/AlbumArt.jpg": (Code.ALBUM_ART,),
    "Music/Pell/Clips/01 - Noon.mp3": (Code.ALBUM_HIDDEN,),
    # 11 two books in one folder, an archive under a name nobody reads
    "Books/Pell/Ferryman/Ferryman.epub": (Code.BOOKS_TOGETHER,),
    "Books/Pell/Ferryman/Lantern Light.epub": (),
    "Comics/Voyager (1944)/Voyager #002 (1944).zip": (Code.ARCHIVE_UNREAD,),
}
# What nobody but the person can repair.
YOURS: Final = frozenset(
    (
        *(Code.TITLE_CUT, Code.SAMPLE_WORD, Code.EMPTY_IMAGE, Code.EMPTY_MEDIA, Code.EMPTY_FOLDER, Code.ORPHAN),
        *(Code.DUPLICATE, Code.SAME_NUMBER, Code.NO_NUMBER, Code.SHOW_NAME, Code.BESIDE_SHOWS),
    )
)


def make_broken(root: str) -> None:
    """Lay the library out below ``root``; every file has a content of its own."""
    for place in BROKEN:
        folder, _, name = place.rpartition("/")
        os.makedirs(os.path.join(root, folder), exist_ok=True)
        if name:
            empty = name.startswith("0 ")
            with open(os.path.join(root, folder, name.removeprefix("0 ")), "w", encoding="utf-8") as file:
                file.write("" if empty else place)

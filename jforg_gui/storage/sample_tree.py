"""What the sample library holds: every file by its path, as messy as people's folders are, with invented titles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping

from jforg_gui.storage.sample_audio import damaged_mp3, flac, mp3
from jforg_gui.storage.sample_book import broken_epub, cbz, epub, rar, srt, thumbs_db
from jforg_gui.storage.sample_image import jpeg, png
from jforg_gui.storage.sample_video import m4b, matroska, mp4

Content = tuple[str, bytes]

_COMET = "Downloads/Paper.Comet.2016.1080p.BluRay.x264-NOVA"
_ORCHARD = "Downloads/The.Quiet.Orchard.2009.720p.WEB-DL.x264-KITE"
_HARBOUR = "Downloads/Harbour.Lights.S01.1080p.WEB.h264-TIDE"
_LETTERS = "Music/Weather Letters (édition rouge)"
_ORBIT = "Music/The Tin Astronomers - Low Orbit (2008) [MP3 V0]"
_CELLAR = "Music/VA - Cellar Sounds (2011)"

# Exactly 255 bytes with its year and extension, the most a name can have. The library's name for it needs more.
LONGEST_NAME = (
    "The.Remarkable.and.Entirely.True.Account.of.the.Lighthouse.Keeper.Her.Three.Legged.Gull.the.Tin.Trumpet.and.the."
    "Great.Storm.Which.Carried.All.of.Them.over.the.Hills.to.a.Town.Where.Nobody.Had.Ever.Seen.the.Sea.or.Heard.a."
    "Trumpet.Before.That.Night.1962.mkv"
)

# On some systems these names cannot be written; the sample does without them there.
UNPORTABLE = frozenset((f"Old disk/{LONGEST_NAME}", 'Old disk/She Said "Maybe" (2003).mkv'))

SCENE_TEXT = """\
       _  _  _____   __ _
      | \\| |/ _ \\ \\ / //_\\        n o v a   p r e s e n t s
      |_|\\_|\\___/\\_V_//_/ \\_\\

  video ..... 5001 kbps        greetings ..... to everyone who seeds
  audio ..... 640 kbps         rules ......... none
""".encode("cp437")

# A film needs no more than a title to differ from the next.
_FILMS: Mapping[str, Callable[[str], bytes]] = {"mkv": matroska, "mp4": mp4}

_FILM_PATHS = (
    f"{_COMET}/Paper.Comet.2016.1080p.BluRay.x264-NOVA.mkv",
    f"{_ORCHARD}/The.Quiet.Orchard.2009.720p.WEB-DL.x264-KITE.mp4",
    "Downloads/Copper.Tide.2007.mkv",
    "Old disk/Copper Tide (2007).mkv",
    "Old disk/Blue Fathom (2011) 720p.mkv",
    "Old disk/Blue.Fathom.2011.1080p.WEB-DL.mkv",
    "Old disk/Lantern.Row.1987.CD1.mkv",
    "Old disk/Lantern.Row.1987.CD2.mkv",
    "Old disk/Iron Meadow (1994)/Iron.Meadow.1994.Directors.Cut.mkv",
    "Old disk/Iron Meadow (1994)/Iron Meadow (1994)-trailer.mp4",
    "Old disk/Die Möwe über Hörn (2004).mkv",
    unicodedata.normalize("NFD", "Old disk/Königin im Nebel (1999).mkv"),
    "Old disk/Night Train 🚂 to Nowhere (2018).mp4",
    'Old disk/She Said "Maybe" (2003).mkv',
    f"Old disk/{LONGEST_NAME}",
    f"{_HARBOUR}/Harbour.Lights.S01E01.Arrival.1080p.WEB.h264-TIDE.mkv",
    f"{_HARBOUR}/Harbour.Lights.S01E02.The.Ferryman.1080p.WEB.h264-TIDE.mkv",
    f"{_HARBOUR}/Harbour.Lights.S01E03E04.Low.Water.1080p.WEB.h264-TIDE.mkv",
    f"{_HARBOUR}/Harbour.Lights.S00E01.Building.the.Pier.1080p.WEB.h264-TIDE.mkv",
    "Series/Harbour Lights/Season 2/Episode 01 - Ebb.mkv",
    "Series/Harbour Lights/Season 2/Episode 02 - The Bell Buoy.mkv",
    "Series/Harbour Lights/Season 2/Episode 03 - Flood.mkv",
    "Series/The.Evening.Kettle.2023.03.14.720p.HDTV.x264-MUG.mkv",
    "Series/[Moss] Kumo no Fune - 01 [720p].mkv",
    "Series/[Moss] Kumo no Fune - 02 [720p].mkv",
)


def _films() -> Iterator[Content]:
    for path in _FILM_PATHS:
        yield path, _FILMS[path[-3:]](path.rpartition("/")[2][:-4])
    yield "Downloads/Glass.Harvest.2019.2160p.WEB.H265-MOSS/a9f3c27be1d04.mkv", matroska("Glass", named=False)
    yield f"{_COMET}/Sample/nova-papercomet-sample.mkv", matroska("Comet", 8, named=False)


def _beside_films() -> Iterator[Content]:
    comet = f"{_COMET}/Paper.Comet.2016.1080p.BluRay.x264-NOVA"
    yield f"{comet}.en.srt", srt("Is that a star?", "No. It is folded.")
    yield f"{comet}.de.forced.srt", srt("[Auf dem Schild: Sternwarte]")
    yield f"{_COMET}/nova-papercomet.nfo", SCENE_TEXT
    yield f"{_COMET}/RARBG.txt", b"Thank you for downloading.\r\n"
    yield f"{_COMET}/poster.jpg", jpeg(40, 60, tint=(28, -20), shade=20)
    yield f"{_ORCHARD}/Subs/2_English.srt", srt("The pears are early.", "They always were.")
    yield f"{_ORCHARD}/Subs/3_German.srt", srt("Die Birnen sind früh dran.", "Das waren sie immer.")
    yield f"{_ORCHARD}/poster.png", png(80, 120, ((222, 205, 160), (70, 96, 60)))
    yield "Old disk/Night Train 🚂 to Nowhere (2018).en.srt", srt("Mind the gap ♪")
    for number, name in (("01", "Arrival"), ("02", "The.Ferryman"), ("03E04", "Low.Water")):
        yield f"{_HARBOUR}/Harbour.Lights.S01E{number}.{name}.1080p.WEB.h264-TIDE.en.srt", srt(f"Episode {number}.")


_FLACS = ("First Frost", "Barometer", "Letter from Ærø", "Föhn")
_MP3S = ("Countdown", "Apogee", "Re-entry")
_COMPILED = (("Otto & the Lamps", "Stairwell"), ("Marla Voss", "Cellar Door"), ("Nine Coats", "Damp"))


def _music() -> Iterator[Content]:
    for track, title in enumerate(_FLACS, 1):
        tags = {"ARTIST": "Marla Voss", "ALBUMARTIST": "Marla Voss", "ALBUM": "Weather Letters", "DATE": "2015"}
        tags |= {"TITLE": title, "TRACKNUMBER": str(track), "TRACKTOTAL": "4", "DISCNUMBER": "1"}
        yield f"{_LETTERS}/{track:02} {title}.flac", flac(tags, 20 + track)
    yield f"{_LETTERS}/cover.jpg", jpeg(50, 50, tint=(-30, 12), shade=30)
    for track, title in enumerate(_MP3S, 1):
        version = 3 if track == 1 else 4
        tags = {"TIT2": title, "TPE1": "The Tin Astronomers", "TPE2": "The Tin Astronomers", "TALB": "Low Orbit"}
        tags |= {"TRCK": f"{track}/3", "TYER" if version == 3 else "TDRC": "2008"}  # noqa: PLR2004 — the tag's version
        yield f"{_ORBIT}/{track:02}_{title.lower()}.mp3", mp3(tags, 60 + track, version=version)
    yield f"{_ORBIT}/02_apogee.lrc", b"[ti:Apogee]\r\n[00:00.50]Higher\r\n[00:01.20]Slower\r\n"
    yield f"{_ORBIT}/cover.jpg", jpeg(50, 50, tint=(10, 35), shade=10)
    for track, (artist, title) in enumerate(_COMPILED, 1):
        tags = {"TIT2": title, "TPE1": artist, "TPE2": "Various Artists", "TALB": "Cellar Sounds", "TCMP": "1"}
        tags |= {"TRCK": str(track), "TDRC": "2011"}
        yield f"{_CELLAR}/{track:02} - {artist} - {title}.mp3", mp3(tags, 70 + track)
    yield "Music/unsorted/track07.mp3", mp3({"TIT2": "Kite Weather", "TPE1": "Nine Coats"}, 55)
    yield "Music/unsorted/Marla Voss - Broken Mirror.mp3", damaged_mp3()


def _books() -> Iterator[Content]:
    yield "Books/fenn_saltroad_v2_final.epub", epub("The Salt Road", "Ida Fenn", "Tidewater", 1, 2012)
    yield "Books/Ida Fenn - The Drowned Mill.epub", broken_epub()
    yield "Books/Captain Barnacle 003 (2013).cbz", cbz("The Kelp Affair", "Captain Barnacle", 3, 2013)
    tags = {"nam": "The Salt Road", "alb": "The Salt Road", "ART": "Ida Fenn", "aART": "Ida Fenn"}
    tags |= {"wrt": "Rolf Amsel", "day": "2014", "gen": "Audiobook"}
    yield "Books/The Salt Road (unabridged).m4b", m4b(tags)


def _leftovers() -> Iterator[Content]:
    yield "Downloads/Night.Ferry.2021.1080p.WEB.h264-TIDE.mkv.part", matroska("Night Ferry", 40)[:20_000]
    yield "Downloads/wallpapers.rar", rar("readme.txt", b"Sixteen pictures of the sea.\r\n")
    yield "Downloads/Thumbs.db", thumbs_db()
    yield "Downloads/Visit us.url", b"[InternetShortcut]\r\nURL=https://films.example/\r\n"
    yield "Downloads/.resume-data", b"\x00\x01\x02\x03"
    yield "Private/.ignore", b""
    yield "Private/Wedding 2010.mp4", mp4("Wedding", 20)


def contents() -> Iterator[Content]:
    """Yield every file: its path below the sample's folder, with ``/`` between folders, and its bytes."""
    for part in (_films, _beside_films, _music, _books, _leftovers):
        yield from part()


EMPTY_FOLDER = "Downloads/New folder"
READ_ONLY = "Books/Captain Barnacle 003 (2013).cbz"
PRIVATE = "Books/fenn_saltroad_v2_final.epub"
LINK = ("Old disk/Last watched.mkv", "Copper Tide (2007).mkv")

"""What a folder's name says of the files in it: season, extras, disc, sample, or nothing at all."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from jforg_gui.domain.media import ExtraType

_KEPT: Final = 4096  # names; every file below asks about each folder above it


class FolderRole(Enum):
    """What a folder is for, as far as its name tells."""

    NAMED = "named"
    GENERIC = "generic"
    SEASON = "season"
    EXTRAS = "extras"
    SAMPLE = "sample"
    SUBTITLES = "subtitles"
    ARTWORK = "artwork"
    PART = "part"
    DISC_STRUCTURE = "disc-structure"


@dataclass(frozen=True, slots=True)
class FolderName:
    """One folder name, read. ``season`` is set for seasons, ``extra`` for extras, ``part`` for `CD1` and the like."""

    name: str
    role: FolderRole
    season: int | None = None
    extra: ExtraType | None = None
    part: int | None = None


# Source: Emby.Naming SeasonPathParser (localised words) and Jellyfin's documentation of external extras.
_SEASON_WORDS: Final = (
    "season|series|staffel|saison|stagione|säsong|sasong|seizoen|sæson|sezon|sezona|sezóna|sezonul|temporada|kausi"
    "|сезон|시즌|シーズン|série|serie|seria"
)
_SEASON: Final = re.compile(
    rf"^(?:(?:{_SEASON_WORDS})[ ._-]*(?P<after>\d{{1,4}})|(?P<before>\d{{1,2}})(?:\.|st|nd|rd|th)?[ ._-]*"
    rf"(?:{_SEASON_WORDS})|s(?P<short>\d{{1,2}}))(?=$|[ ._\-\[(])",
    re.IGNORECASE,
)
# `Season Three`, `Third Season`
_WORDED: Final = {
    words: number
    for number, (count, place) in enumerate(
        zip(
            ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            strict=True,
        ),
        start=1,
    )
    for words in (f"season {count}", f"{place} season")
}
_SPECIALS: Final = frozenset(("specials", "special", "season specials", "ovas", "ova"))
_PART: Final = re.compile(r"^(?:cd|dvd|disc|disk|part|pt)[ ._-]*(?P<part>\d{1,2})(?=$|[ ._\-\[(])", re.IGNORECASE)

_EXTRAS: Final[dict[str, ExtraType]] = {
    **{extra.value: extra for extra in ExtraType},
    "trailer": ExtraType.TRAILER,
    "behindthescenes": ExtraType.BEHIND_THE_SCENES,
    "making of": ExtraType.BEHIND_THE_SCENES,
    "deleted": ExtraType.DELETED_SCENE,
    "deletedscenes": ExtraType.DELETED_SCENE,
    "deleted scene": ExtraType.DELETED_SCENE,
    "interview": ExtraType.INTERVIEW,
    "scene": ExtraType.SCENE,
    "short": ExtraType.SHORT,
    "featurette": ExtraType.FEATURETTE,
    "clip": ExtraType.CLIP,
    "extra": ExtraType.EXTRA,
    "bonus": ExtraType.EXTRA,
    "bonus features": ExtraType.EXTRA,
    "bonus material": ExtraType.EXTRA,
    "special features": ExtraType.EXTRA,
}
# These say "extra" wherever they stand; the others may be anybody's folder unless a film or show is around them.
PLAIN_EXTRAS: Final = frozenset(
    (
        ExtraType.TRAILER,
        ExtraType.BEHIND_THE_SCENES,
        ExtraType.DELETED_SCENE,
        ExtraType.FEATURETTE,
        ExtraType.THEME_SONG,
    ),
)
_SUBTITLES: Final = frozenset(
    (
        "subs",
        "sub",
        "subtitles",
        "subtitle",
        "untertitel",
        "vobsubs",
        "vobsub",
        "sous-titres",
        "legendas",
        "subtitulos",
    ),
)
_ARTWORK: Final = frozenset(
    (
        "artwork",
        "art",
        "scans",
        "scan",
        "covers",
        "cover",
        "posters",
        "images",
        "extrafanart",
        "extrathumbs",
        "booklet",
    ),
)
_SAMPLES: Final = frozenset(("sample", "samples", "minta"))
_DISC_STRUCTURES: Final = frozenset(("video ts", "audio ts", "bdmv", "hvdvd ts"))
_CERTIFICATE: Final = "CERTIFICATE"
_GENERIC: Final = frozenset(
    word
    for line in (
        "1080p/4k/720p/all/anime/audio/audiobook/audiobooks/avi/backup/book/books/collection/collections/comic",
        "comics/complete/completed/converted/data/desktop/dest/destination/documents/done/download/downloads",
        "dump/ebook/ebooks/encodes/feature/files/film/filme/films/finished/flac/grabs/hd/home/hörbücher/in",
        "inbox/incoming/incomplete/input/kids/library/main/main feature/manga/media/medien/messy/messy media",
        "misc/mixed/mkv/mnt/movie/movies/mp3/mp4/music/musik/my documents/my movies/my music/my videos/nas",
        "nas dump/neuer ordner/new/new films/new folder/nzb/old/other media/out/output/podcasts/public/ready",
        "rip/rips/root/sample library/sd/serien/series/share/shared/shows/songs/sorted/source/sources/src",
        "stuff/temp/tmp/to sort/to watch/todo/torrent/torrents/tree/tv/tv series/tv shows/uhd/unknown",
        "unknown album/unknown artist/unsorted/untitled folder/unwatched/usb/usb stick/usenet/various",
        "various files/video/video files/videos/volumes/watch/watched",
    )
    for word in line.split("/")
)
_NUMBERED_GENERIC: Final = re.compile(
    r"^(?:new folder|neuer ordner|untitled folder|untitled|folder|dir|in|out|disk|drive|hdd|usb)?[ _-]*\(?\d{0,3}\)?$"
    r"|^(?:19|20)\d\d$|^[a-z]:?$|^#$|^[a-z]-[a-z]$",
    re.IGNORECASE,
)


_ROLES: Final = (
    (_DISC_STRUCTURES, FolderRole.DISC_STRUCTURE),
    (_SAMPLES, FolderRole.SAMPLE),
    (_SUBTITLES, FolderRole.SUBTITLES),
    (_ARTWORK, FolderRole.ARTWORK),
)


def is_disc_folder(name: str) -> bool:
    """Tell whether a folder of this name is the inside of a disc."""
    return name.replace("_", " ").lower() in _DISC_STRUCTURES


def certificate_home(path: str) -> str | None:
    """Return the folder above the ``CERTIFICATE`` that ``path`` is or lies in: a Blu-ray has one beside its `BDMV`."""
    above, name = os.path.split(path)
    if name.upper() == _CERTIFICATE:
        return above
    outer, name = os.path.split(above)
    return outer if name.upper() == _CERTIFICATE else None


@lru_cache(maxsize=_KEPT)
def read_folder(name: str) -> FolderName:
    """Say what a folder of this name is for. Knows nothing of what lies in or above it."""
    low = " ".join(name.replace("_", " ").lower().split())
    for names, role in _ROLES:
        if low in names:
            return FolderName(name, role)
    if low in _SPECIALS:
        return FolderName(name, FolderRole.SEASON, season=0)
    if low in _EXTRAS:
        return FolderName(name, FolderRole.EXTRAS, extra=_EXTRAS[low])
    return _read_numbered(name, low)


def _read_numbered(name: str, low: str) -> FolderName:
    if match := _SEASON.match(name):
        return FolderName(name, FolderRole.SEASON, season=int(next(filter(None, match.groups()))))
    if low in _WORDED:
        return FolderName(name, FolderRole.SEASON, season=_WORDED[low])
    if match := _PART.match(name):
        return FolderName(name, FolderRole.PART, part=int(match["part"]))
    if low in _GENERIC or _NUMBERED_GENERIC.match(low):
        return FolderName(name, FolderRole.GENERIC)
    return FolderName(name, FolderRole.NAMED)

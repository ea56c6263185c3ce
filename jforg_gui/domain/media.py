"""What a media file is: kinds, roles, extensions, and the facts a walk brings back."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a row of the table is. The values are those of the command line's JSON."""

    MOVIE = "movie"
    EPISODE = "episode"
    TRACK = "track"
    BOOK = "book"
    COMIC = "comic"
    AUDIOBOOK = "audiobook"
    EXTRA = "extra"
    SUBTITLE = "subtitle"
    ARTWORK = "artwork"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


class Library(StrEnum):
    """Jellyfin wants one library per kind of media; the values are the folders under ``--dest``."""

    MOVIES = "Movies"
    SHOWS = "Shows"
    MUSIC = "Music"
    BOOKS = "Books"
    COMICS = "Comics"
    AUDIOBOOKS = "Audiobooks"


class Category(StrEnum):
    """What an extension alone says of a file."""

    VIDEO = "video"
    AUDIO = "audio"
    AUDIOBOOK = "audiobook"
    BOOK = "book"
    COMIC = "comic"
    SUBTITLE = "subtitle"
    LYRICS = "lyrics"
    IMAGE = "image"
    METADATA = "metadata"
    SHEET = "sheet"
    OTHER = "other"


class Role(StrEnum):
    """What a companion does for the media file it travels with."""

    SUBTITLE = "subtitle"
    AUDIO = "audio"
    LYRICS = "lyrics"
    METADATA = "metadata"
    ARTWORK = "artwork"
    SHEET = "sheet"
    DISC = "disc"


class ExtraType(StrEnum):
    """Jellyfin's kinds of extras; the values are the folder names it reads.

    Source: jellyfin.org, "External extras"; Emby.Naming ExtraRules.
    """

    TRAILER = "trailers"
    BEHIND_THE_SCENES = "behind the scenes"
    DELETED_SCENE = "deleted scenes"
    INTERVIEW = "interviews"
    SCENE = "scenes"
    SHORT = "shorts"
    FEATURETTE = "featurettes"
    CLIP = "clips"
    OTHER = "other"
    EXTRA = "extras"
    THEME_SONG = "theme-music"
    THEME_VIDEO = "backdrops"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Jellyfin 12's accepted extensions (Emby.Naming/Common/NamingOptions.cs), without the playlists
# (pls) and the register and sampler formats that in practice are not somebody's recordings.
VIDEO_EXTENSIONS = _words(
    "001 3g2 3gp amv asf asx avi bin bivx divx dv dvr-ms f4v fli flv ifo img iso m2t m2ts m2v m4v mkv mk3d mov mp4"
    " mpe mpeg mpg mts mxf nrg nsv nuv ogm ogv pva qt rec rm rmvb strm svq3 tp ts ty viv vob vp3 webm wmv wtv"
    " xvid",
)
AUDIO_EXTENSIONS = _words(
    "aa aac ac3 aif aifc aiff alac amr ape awb caf dff dsf dts eac3 flac m4a mka mod mogg mp2 mp3 mpa mpc mpp mp+"
    " oga ogg opus ra rf64 s3m shn spx tta wav wma wv xm",
)
AUDIOBOOK_EXTENSIONS = frozenset(("aax", "m4b"))
BOOK_EXTENSIONS = frozenset(("azw", "azw3", "epub", "mobi", "pdf"))
COMIC_EXTENSIONS = frozenset(("cb7", "cbr", "cbt", "cbz"))
SUBTITLE_EXTENSIONS = frozenset(("ass", "idx", "mks", "sami", "smi", "srt", "ssa", "sub", "sup", "vtt"))
LYRICS_EXTENSIONS = frozenset(("elrc", "lrc"))
IMAGE_EXTENSIONS = frozenset(("gif", "jpeg", "jpg", "png", "svg", "tbn", "webp"))
METADATA_EXTENSIONS = frozenset(("nfo", "opf", "xml"))
SHEET_EXTENSIONS = frozenset(("cue", "log"))

_BY_EXTENSION: dict[str, Category] = {
    extension: category
    for extensions, category in (
        (VIDEO_EXTENSIONS, Category.VIDEO),
        (AUDIO_EXTENSIONS, Category.AUDIO),
        (AUDIOBOOK_EXTENSIONS, Category.AUDIOBOOK),
        (BOOK_EXTENSIONS, Category.BOOK),
        (COMIC_EXTENSIONS, Category.COMIC),
        (SUBTITLE_EXTENSIONS, Category.SUBTITLE),
        (LYRICS_EXTENSIONS, Category.LYRICS),
        (IMAGE_EXTENSIONS, Category.IMAGE),
        (METADATA_EXTENSIONS, Category.METADATA),
        (SHEET_EXTENSIONS, Category.SHEET),
    )
    for extension in extensions
}

MEDIA = frozenset((Category.VIDEO, Category.AUDIO, Category.AUDIOBOOK, Category.BOOK, Category.COMIC))


def extension_of(name: str) -> str:
    """Return the extension of a name or path in lower case, without its dot; '' if there is none."""
    return _split(os.path.basename(name))[1].lower()


def _split(name: str) -> tuple[str, str]:
    """Split a name as ``os.path.splitext`` does, in a third of the time: every file is asked for it again and again."""
    stem, _, extension = name.rpartition(".")
    return (stem, extension) if stem.strip(".") else (name, "")


def category_of(name: str) -> Category:
    """Tell what the extension of a name or path says, and nothing more."""
    stem, _, extension = name.rpartition(".")
    bare = stem.rstrip(".")  # `.mkv` and `..mkv` are names without extension
    return _BY_EXTENSION.get(extension.lower(), Category.OTHER) if bare and bare[-1] not in "/\\" else Category.OTHER


@dataclass(frozen=True, slots=True)
class Identity:
    """One file on one volume: what stays the same when it is renamed."""

    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One regular file as the walk found it.

    ``path`` is absolute, with the system's separators; bytes that are not UTF-8 are surrogate escapes (PEP 383).
    ``size`` is in bytes, ``mtime_ns`` in nanoseconds since the epoch, ``mode`` the permission bits,
    ``links`` the number of names the file has.
    """

    path: str
    size: int
    mtime_ns: int
    identity: Identity
    mode: int = 0o644
    links: int = 1

    @property
    def name(self) -> str:
        """The last component of the path."""
        return os.path.basename(self.path)

    @property
    def folder(self) -> str:
        """The path of the folder that holds the file."""
        return os.path.dirname(self.path)

    @property
    def stem(self) -> str:
        """The name without its extension."""
        return _split(os.path.basename(self.path))[0]

    @property
    def extension(self) -> str:
        """The extension in lower case, without its dot."""
        return extension_of(self.path)

    @property
    def category(self) -> Category:
        """What the extension says of the file."""
        return category_of(self.path)

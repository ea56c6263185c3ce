"""What is never media, told by its name alone: system folders, unfinished downloads, archives, left-overs.

Samples are not told here: they need their siblings. Folders such as ``Subs``, ``Sample``, ``Metadata`` and ``Extras``
are walked into, and their files judged one by one.
"""

from __future__ import annotations

import os
import re
from typing import Final

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.media import Category, category_of, extension_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Folders of NAS systems, operating systems and servers, in lower case. Most are on Jellyfin's own list
# (Emby.Server.Implementations/Library/IgnorePatterns.cs); the rest are the recycle bins and indexes of Windows,
# macOS, Synology and QNAP.
SYSTEM_FOLDERS: Final = frozenset(
    (
        "#recycle",
        "#snapshot",
        "$recycle.bin",
        "$winreagent",
        ".@__thumb",
        ".actors",
        ".appledouble",
        ".documentrevisions-v100",
        ".fseventsd",
        ".grab",
        ".jforg-trash",
        ".snapshot",
        ".snapshots",
        ".spotlight-v100",
        ".temporaryitems",
        ".trashes",
        ".wd_tv",
        ".zfs",
        "@eadir",
        "@recently-snapshot",
        "@recycle",
        "@tmp",
        "__macosx",
        "eadir",
        "found.000",
        "lost+found",
        "network trash folder",
        "ps3_update",
        "ps3_vprm",
        "recycler",
        "system volume information",
        "temporary items",
        "temprec",
        "tempsbe",
    ),
)
SYSTEM_FOLDER_ENDINGS: Final = (".trickplay",)
# SABnzbd and NZBGet unpack under these names and rename when they are done.
UNFINISHED_FOLDER_BEGINNINGS: Final = ("_unpack_", "_failed_", "_repair_")

OWN_TEMPORARY: Final = re.compile(r"\.jforg-.*\.part", re.DOTALL)

INCOMPLETE_EXTENSIONS: Final = _words(
    "!bt !qb !sync !ut aria2 aria2__temp bc! bts crdownload dctmp download dtapart fdmdownload filepart jc! opdownload"
    " part partial parts sync td temp tmp unfinished xltd ytdl",
)
ARCHIVE_EXTENSIONS: Final = _words(
    "7z ace arj br bz2 cab gz lha lz lz4 lzh lzma rar rev sit sitx tar taz tbz tbz2 tgz tlz txz tzst xz z zip zipx zst",
)
JUNK_EXTENSIONS: Final = _words(
    "apk bat cmd com dll exe htm html ini jse lnk magnet md5 mht msi nzb par2 pif ps1 scr sfv sh sha1 sha256 srr srs"
    " torrent url vbs webloc website",
)
JUNK_NAMES: Final = frozenset(
    (
        "albumart.jpg",  # Windows Media Player's thumbnails; Jellyfin reads none of them
        "albumartsmall.jpg",
        "desktop.ini",
        "ehthumbs.db",
        "ehthumbs_vista.db",
        "etrg.mp4",
        "icon\r",
        "rarbg.com.mp4",
        "rarbg.mp4",
        "small.jpg",
        "thumbs.db",
        "yify.jpg",
    ),
)

# `Film.mkv.part-Frag12` of yt-dlp, `Film.part.met` of eMule.
_INCOMPLETE_ENDING: Final = re.compile(r"\.(?:part-frag\d+|part\.met)", re.IGNORECASE)
# The further volumes of an archive: .r00 … .z99, .c00, .002 … .999.
_VOLUME: Final = re.compile(r"[cr-z]\d{2}|\d{3}", re.ASCII)
_WINDOWS_ALBUM_ART: Final = re.compile(r"albumart_\{[-0-9a-f]+\}_(?:large|small)\.jpg", re.IGNORECASE)
# An advertisement is named after its site: `www.some-site.example.jpg`.
_WEB_SITE: Final = re.compile(r"(?:visit[ ._-]+)?www\.[a-z0-9-]+(?:\.[a-z]{2,12}){1,2}", re.IGNORECASE)
_WEB_SITE_EXTENSIONS: Final = _words("jpg jpeg png gif txt nfo")
_RELEASE_TEXT: Final = re.compile(
    r"(?:read[ ._-]?me|rarbg|yify|yts|etrg|ettv|eztv|ahashare|demonoid|1337x|info|visit|please|important|instructions"
    r"|proof|screens?|screenlist|file[ ._-]?list|tracklist)(?![a-z]).*|.*(?:download|torrent).*",
    re.IGNORECASE | re.DOTALL,
)


def folder_left_alone(name: str) -> ProblemCode | None:
    """Tell why a folder of this name is not walked into; None if it is."""
    lower = name.lower()
    if lower in SYSTEM_FOLDERS or lower.endswith(SYSTEM_FOLDER_ENDINGS):
        return ProblemCode.SYSTEM_FOLDER
    if name.startswith("."):
        return ProblemCode.HIDDEN
    if lower.startswith(UNFINISHED_FOLDER_BEGINNINGS) or _is_download_bundle(lower):
        return ProblemCode.INCOMPLETE_DOWNLOAD
    return None


def file_left_alone(name: str) -> ProblemCode | None:
    """Tell why a file of this name is no candidate for a library; None if it is media or may be a companion."""
    if name.startswith("."):
        return ProblemCode.OWN_TEMPORARY if OWN_TEMPORARY.fullmatch(name) else ProblemCode.HIDDEN
    extension = extension_of(name)
    category = category_of(name)
    if category is not Category.OTHER:
        return _by_whole_name(name, extension)
    return _by_extension(name, extension)


def _is_download_bundle(lower: str) -> bool:
    """Safari downloads into a folder: ``Film.mkv.download``."""
    stem, dotted = os.path.splitext(lower)
    return dotted[1:] in INCOMPLETE_EXTENSIONS and category_of(stem) is not Category.OTHER


def _by_whole_name(name: str, extension: str) -> ProblemCode | None:
    """Judge a name whose extension is that of media or a companion."""
    lower = name.lower()
    if lower in JUNK_NAMES or (lower.startswith("albumart_") and _WINDOWS_ALBUM_ART.fullmatch(name)):
        return ProblemCode.JUNK
    stem = name[: -len(extension) - 1]
    if extension.isdecimal():
        # `.001` is on Jellyfin's list of videos, but behind another extension it is the first slice of a split file.
        inner = extension_of(stem)
        if inner in ARCHIVE_EXTENSIONS or category_of(stem) is not Category.OTHER:
            return ProblemCode.ARCHIVE
    if extension in _WEB_SITE_EXTENSIONS and _WEB_SITE.fullmatch(stem):
        return ProblemCode.JUNK
    return None


def _by_extension(name: str, extension: str) -> ProblemCode:
    """Judge a name whose extension is not that of media or a companion."""
    if extension in INCOMPLETE_EXTENSIONS or _INCOMPLETE_ENDING.search(name):
        return ProblemCode.INCOMPLETE_DOWNLOAD
    if extension in ARCHIVE_EXTENSIONS or _VOLUME.fullmatch(extension):
        return ProblemCode.ARCHIVE
    if extension in JUNK_EXTENSIONS or name.lower() in JUNK_NAMES:
        return ProblemCode.JUNK
    if extension == "txt" and (_RELEASE_TEXT.fullmatch(name[:-4]) or _WEB_SITE.fullmatch(name[:-4])):
        return ProblemCode.JUNK
    return ProblemCode.NOT_MEDIA

"""Names without a media extension: whether a release or folder holds music, a book, a comic, and which."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify.album_names import VARIOUS_ARTISTS, AlbumName, is_various, read_album_name
from jforg_gui.identify.book_names import book_from_path
from jforg_gui.identify.comic_names import comic_from_path
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.spoken_names import audiobook_from_path

# What only pictures have: whatever else a name says, it is no music then.
_VIDEO: Final = re.compile(
    r"(?<![a-z0-9])(?:\d{3,4}[pi]|[48]k|uhd|[xh][ .]?26[45]|hevc|avc|xvid|divx\d?|av1"
    r"|\d{3,4}x\d{3,4}|blu-?ray|bd(?:rip|remux|mv|\d\d?)?"
    r"|br-?rip|web-?(?:dl|rip)|p?hdtv|pdtv|dvd(?:rip|scr|[59r])?|hdrip|remux|hdr\d*|atmos|(?:ddp?|dts|ac3|aac)[ .]?\d"
    r"[ .]\d|s\d{1,4}(?:[ ._-]?e\d+)?|season|staffel|saison|temporada|episode|e\d{2,3}|\d{1,2}x\d{2,3}|(?:8|10)bit"
    r"|hi10p?|mkv|mp4|avi|wmv|amzn|nf|dsnp|vostfr|subbed|dubbed|subs?|ova)(?![a-z0-9])"
    r"|^\[[^\]]+\].* - \d{2,4}(?:v\d)?(?=$|[ \[(.])",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    r"(?<![^\W_])(?:audio ?books?|hörb(?:uch|ücher)|unabridged|abridged|ungekürzt(?:e lesung)?|livre audio|m4b"
    r"|(?:read|narrated) by)(?![^\W_])",
    re.IGNORECASE,
)
_SPOKEN_BRACKET: Final = re.compile(
    rf"\s*[\[({{][^\])}}]*(?:{_SPOKEN.pattern}|(?<![^\W_])(?:mp3|m4a|\d+ ?kbps)(?![^\W_]))[^\])}}]*[\])}}]",
    re.IGNORECASE,
)
_READ: Final = re.compile(
    r"[\[({ ._-](?:epub|mobi|azw3?|kindle|pdf|e-?book|retail epub)[\])} ._-]*(?:[\[({].*|-\w+)?$", re.IGNORECASE
)
_DRAWN: Final = re.compile(
    r"[\[({ ._-](?:cb[rz7]|comics?|graphic novel|manga|tpb|(?:digital|webrip) ?\)? ?\([^)]*empire)[\])} ._-]*"
    r"(?:[\[({].*|-\w+)?$",
    re.IGNORECASE,
)
# Words on a record's sleeve, and on no film's.
_RECORD_REMARK: Final = re.compile(
    r"\S\s*[\[(](?:the )?(?:[^\])]*\b(?:deluxe|itunes|bonus tracks?)\b[^\])]*|album|(?:maxi[ -]?)?single|e\.?p\.?"
    r"|mixtape)[\])]",
    re.IGNORECASE,
)
# Remarks on a song that are no part of its title.
_SONG_REMARK: Final = re.compile(
    r"(?<=\S)\s*[\[(](?:(?:feat(?:uring)?|ft)\.? |(?:produced|prod\.?|co-produced) by ).*?[\])]$", re.IGNORECASE
)
_SAID, _LIKELY = 0.7, 0.5


def read_release(name: str) -> Guess | None:
    """Read a name that proves by itself that what it names is no video; None for every other.

    `Artist - Album (2004) [FLAC]`, `Author - Title (epub)`, `Series 003 (2012) (Digital)`. An album comes without its
    edition, which is a field of its own: a release is something to look up.
    """
    if read_folder(name).role is not FolderRole.NAMED or _VIDEO.search(name) is not None:
        return None
    if (book := _book(name)) is not None:
        return replace(book, confidence=max(book.confidence, _LIKELY))
    album = read_album_name(name)
    if album.is_music:
        return _album(album)
    if album.album and _RECORD_REMARK.search(name):
        return _album(album)
    match = _SONG_REMARK.search(name)
    return Guess(kind=Kind.TRACK, title=name[: match.start()].strip(), confidence=_LIKELY) if match else None


def _book(name: str) -> Guess | None:
    """Read the name of what is listened to, looked at or read, if it says so."""
    if _SPOKEN.search(name):
        return audiobook_from_path(_SPOKEN.sub("", _SPOKEN_BRACKET.sub("", name)).strip(" -_."), ())
    if (match := _DRAWN.search(name)) is not None:
        return comic_from_path(name[: match.start()], ())
    if (match := _READ.search(name)) is not None:
        return book_from_path(name[: match.start()], ())
    return None


def _album(album: AlbumName) -> Guess:
    various = album.artist is not None and is_various(album.artist)
    return Guess(
        kind=Kind.TRACK,
        artist=album.artist,
        album_artist=VARIOUS_ARTISTS if various else album.artist,
        album=album.album,
        year=album.year,
        edition=album.edition,
        disc=album.disc,
        compilation=various,
        confidence=_SAID if album.artist and album.album else _LIKELY,
    )

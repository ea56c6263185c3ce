"""A track from its path: artist, album, disc and number out of folder and file names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify.album_names import VARIOUS_ARTISTS, is_various, read_album_name, words_of
from jforg_gui.identify.disc_folders import disc_of
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.titles import clean, key

# `1-01 Title`, `101 - Title` (only with siblings), `01. Title`, `A1 - Title`
_NUMBER: Final = re.compile(
    r"^(?:(?P<disc>\d)[-.](?P<ontrack>\d{2})|(?P<side>[A-D])(?P<onside>\d{1,2})|(?P<track>\d{1,3}))"
    r"(?P<separator>(?:\s*[-.)_]+\s*|\s+)(?=\S)|$)(?P<rest>.*)$",
    re.DOTALL,
)
_SOUNDTRACK: Final = re.compile(
    r"\b(?:(?:original|motion picture) .*(?:soundtrack|score)|soundtrack|ost)\b", re.IGNORECASE
)
_TRACK_WORD: Final = re.compile(r"^(?:track|titel|piste|pista)[ ._-]*(?P<track>\d{1,3})$", re.IGNORECASE)
_SURE, _FAIR, _WEAK = 0.7, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Album:
    """What the folders above a track say of its album."""

    artist: str | None = None
    album: str | None = None
    year: int | None = None
    disc: int | None = None

    @property
    def is_evident(self) -> bool:
        """Whether more than the mere presence of a folder speaks for an album."""
        return self.artist is not None or self.year is not None or self.disc is not None


def read_album(folders: Sequence[str]) -> Album:
    """Read album and artist off the folders above a track, nearest first, up to the input's own folder.

    A folder counts only as far as it looks like an album's or an artist's: one named `Downloads` is neither.
    """
    disc = None
    names = list(folders)
    while names:
        number = disc_of(names[0], names[1] if len(names) > 1 else "")
        if number is None and read_folder(names[0]).role is not FolderRole.EXTRAS:
            break
        disc = number if disc is None else disc
        names.pop(0)
    if not names or read_folder(names[0]).role is not FolderRole.NAMED:
        return Album(disc=disc)
    found = _album_of(names[0])
    if found.artist is None and len(names) > 1 and read_folder(names[1]).role is FolderRole.NAMED:
        found = replace(found, artist=_artist(names[1]))
    return found if disc is None else replace(found, disc=disc)


def _album_of(name: str) -> Album:
    found = read_album_name(name)
    artist = None if found.artist is None else _artist(found.artist)
    return Album(artist, found.full_album, found.year, found.disc)


def _artist(text: str) -> str:
    words = words_of(text)
    return VARIOUS_ARTISTS if is_various(words) or key(words) == key(VARIOUS_ARTISTS) else words


@dataclass(frozen=True, slots=True)
class _Track:
    """What a track's own name says."""

    title: str | None = None
    artist: str | None = None
    album: str | None = None
    year: int | None = None
    disc: int | None = None
    track: int | None = None


def track_from_path(stem: str, folders: Sequence[str], *, numbered: bool = False) -> Guess:
    """Read a track's name with the folders above it, nearest first; see ``track_of_album``."""
    return track_of_album(stem, read_album(folders), numbered=numbered)


def track_of_album(stem: str, album: Album, *, numbered: bool = False) -> Guess:
    """Read a track's name in the light of what the folders above it say of its album.

    ``numbered`` says that the folder holds several files with leading numbers: only then may a bare number without
    a separator be one (`99 Red Things` alone is a title).
    """
    if not album.is_evident and not numbered:
        album = Album()
    own = _track_of(stem, album, numbered=numbered or album.album is not None)
    various = album.artist == VARIOUS_ARTISTS
    artist = own.artist if various else own.artist or album.artist
    title, year = own.title, own.year
    known = own.album or album.album
    by = album.artist
    if by is None and artist is None and known is not None and _SOUNDTRACK.search(known):
        by = VARIOUS_ARTISTS
    if known is None and title and (dated := re.fullmatch(r"(.*\S)\s*\(\s*((?:19|20)\d\d)\s*\)", title)):
        title, year = dated[1], int(dated[2])
    return Guess(
        kind=Kind.TRACK,
        title=title,
        artist=artist,
        album_artist=by,
        album=known,
        year=year if own.album or known is None else album.year,
        disc=own.disc or album.disc,
        track=own.track,
        compilation=various,
        confidence=_SURE if artist and title and known else _FAIR if artist and title else _WEAK,
    )


def _track_of(stem: str, album: Album, *, numbered: bool) -> _Track:
    text = stem.strip()
    if match := _TRACK_WORD.match(text):
        return _Track(clean(text), track=int(match["track"]))
    number = _number_of(text, numbered=numbered)
    if number is not None:
        disc, track, rest = number
        return _named(rest, album, disc, track)
    parts = [part.strip() for part in text.split(" - ")]
    if len(parts) > 2:  # noqa: PLR2004 — artist, number, title
        return _four_parts(parts, album)
    return _named(text, album)


def _number_of(text: str, *, numbered: bool) -> tuple[int | None, int, str] | None:
    match = _NUMBER.match(text)
    if match is None:
        return None
    rest, separator = match["rest"].strip(), match["separator"]
    if match["disc"]:
        return int(match["disc"]), int(match["ontrack"]), rest
    if match["side"]:
        return (None, int(match["onside"]), rest) if separator.strip() else None
    number = int(match["track"])
    if not separator.strip() and not numbered and rest:
        return None
    return None, number, rest


def _named(rest: str, album: Album, disc: int | None = None, track: int | None = None) -> _Track:
    """Split `Artist - Title` after the number; the album's own artist is dropped from the title."""
    artist: str | None = None
    title = rest
    if " " not in rest and "-" in rest:
        return replace(_scene_track(rest, album), disc=disc, track=track)
    parts = [part.strip() for part in rest.split(" - ")]
    own = album.artist is None or album.artist == VARIOUS_ARTISTS or key(parts[0]) == key(album.artist)
    if own and len(parts) > 1 and parts[0] and parts[-1]:
        artist, title = words_of(parts[0]), " - ".join(parts[1:])
    return _Track(words_of(title) if title else None, artist, disc=disc, track=track)


def _scene_track(rest: str, album: Album) -> _Track:
    """`the_example-dawn-grp`: artist, title, group, in a folder of the same kind."""
    parts = [clean(part) for part in rest.split("-")]
    if album.artist is not None and len(parts) > 1 and key(parts[0]) == key(album.artist):
        return _Track(" ".join(parts[1:2]))
    if len(parts) == 3 and "_" in rest:  # noqa: PLR2004 — artist, title, group
        return _Track(parts[1], parts[0])
    return _Track(words_of(rest))


def _four_parts(parts: list[str], album: Album) -> _Track:
    """`Artist - Album - 01 - Title`, `Artist - 01 - Title`, `Artist - Album - 01 Title`."""
    for place in range(1, len(parts)):
        number = _number_of(parts[place], numbered=True)
        if number is None:
            continue
        disc, track, rest = number
        title = " - ".join([rest, *parts[place + 1 :]] if rest else parts[place + 1 :])
        if not title:
            continue
        named = " - ".join(parts[1:place]) or None
        year = None
        if named is not None:
            whole = read_album_name(named)
            named, year = whole.full_album, whole.year
        return _Track(words_of(title), _artist(parts[0]), named, year, disc, track)
    return _named(" - ".join(parts), album)


def has_number(stem: str) -> bool:
    """Tell whether a name begins with what may be a track's number."""
    return _NUMBER.match(stem.strip()) is not None

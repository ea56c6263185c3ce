"""Names alone, with no disk behind them: files, relative paths, releases and folders."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import FoundFile
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import MEDIA, Category, ExtraType, Identity, Kind, MediaFile, category_of
from jforg_gui.identify import tracks
from jforg_gui.identify.companions import strip_tokens
from jforg_gui.identify.context import (
    Siblings,
    around,
    folder_guess,
    video_guess,
)
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.junk import INCOMPLETE_EXTENSIONS
from jforg_gui.identify.music import read_album
from jforg_gui.identify.numbers import season_and_episode
from jforg_gui.identify.releases import read_release
from jforg_gui.identify.suffixes import extra_suffix, has_release_year
from jforg_gui.identify.titles import clean, without_release_tags

_SAMPLE_AFFIX: Final = re.compile(r"^sample(?!_ )[-._ ]|[-._ ]sample$", re.IGNORECASE)
_SAMPLE_SUFFIX: Final = re.compile(r"(?:[-._]| - )sample$", re.IGNORECASE)  # as Jellyfin reads it
# `Show.S01E05.WEB-DL.x264.AAC` is a release that ends in its codec, and no sound file.
_ENDS_IN_CODEC: Final = re.compile(r"(?:s\d{1,2}e\d{1,3}|\d{3,4}p).*[xh][ .]?26[45]", re.IGNORECASE)
# `Show/2` holds a season, `Vol. 3` alone a disc: as Jellyfin reads them (SeasonPathParser, AlbumParser).
_NUMBER_FOLDER: Final = re.compile(r"\d{1,2}")
_OF_DISC: Final = re.compile(r"video_ts|vts_\d\d_\d", re.IGNORECASE)
_FILMS: Final = re.compile(r"collection|trilogy|saga|anthology", re.IGNORECASE)
_VOLUME_FOLDER: Final = re.compile(r"vol(?:ume)?[ ._-]{0,2}(?P<number>\d{1,2})", re.IGNORECASE)
_ARCHIVES: Final = frozenset(("rar", "zip", "7z"))
_UNREAD: Final = Guess(kind=Kind.UNKNOWN)
_ALONE: Final = Siblings()


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart: folders above it (nearest first), its stem, and what its extension says.

    ``release`` is what the name of a release or folder proves to be, when that is no video.
    """

    name: str
    folders: tuple[str, ...]
    stem: str
    category: Category
    release: Guess | None = None

    @property
    def needs(self) -> list[str]:
        """The names that have to be read for it."""
        if self.release is not None or self.category not in (Category.VIDEO, Category.SUBTITLE, Category.OTHER):
            return []
        suffix = extra_suffix(self.stem) if self.category is Category.VIDEO else None
        names = [suffix[0] if suffix is not None else self.stem]
        named = around(self.folders).named
        if named is not None:
            names.append(named)
        return [name for name in names if name]


def take_apart(name: str) -> NameParts:
    """Split a name or relative path; what has no media extension is a folder or a release."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    last = parts.pop() if parts else ""
    category = category_of(last)
    if category is Category.AUDIO and _ENDS_IN_CODEC.search(last):
        category = Category.OTHER
    stem = last if category is Category.OTHER else os.path.splitext(last)[0]
    if category is Category.SUBTITLE:
        stem = strip_tokens(stem)
    release = read_release(stem) if category is Category.OTHER else None
    return NameParts(name, tuple(reversed(parts)), stem, category, release)


def read_name(parts: NameParts, guesses: Mapping[str, Guess]) -> Guess:
    """Say what a name is; ``guesses`` answer what it ``needs``."""
    match parts.category:
        case _ if _is_left_alone(parts) or _is_sample(parts):
            pass
        case Category.VIDEO:
            return _video(parts, guesses)
        case Category.OTHER:
            return parts.release or _release(parts, guesses)
        case Category.SUBTITLE:
            return replace(_plain_video(parts, guesses), kind=Kind.SUBTITLE)
        case Category.IMAGE:
            return Guess(kind=Kind.ARTWORK, title=clean(parts.stem) or None, confidence=0.5)
        case category if category in MEDIA:
            return _sound_or_book(parts)
    notes = (Problem(ProblemCode.SAMPLE, parts.name),) if _is_sample(parts) else ()
    return Guess(kind=Kind.IGNORED, confidence=0.5, notes=notes)


def _sound_or_book(parts: NameParts) -> Guess:
    if parts.category is Category.AUDIO and parts.stem.lower() == "theme":
        return Guess(kind=Kind.EXTRA, title=parts.stem, extra=ExtraType.THEME_SONG, confidence=0.7)
    file = MediaFile("/".join((*reversed(parts.folders), parts.name.rpartition("/")[2])), 0, 0, Identity(0, 0))
    return tracks.guess_of(FoundFile(file), parts.folders)


def _is_left_alone(parts: NameParts) -> bool:
    """Samples by folder or affix, archives, and what a downloader has not finished (`Film.mkv.part`)."""
    last = parts.name.rpartition("/")[2]
    inner, dotted = os.path.splitext(last)
    return dotted[1:].lower() in _ARCHIVES or (
        dotted[1:].lower() in INCOMPLETE_EXTENSIONS and category_of(inner) is not Category.OTHER
    )


def _is_sample(parts: NameParts) -> bool:
    if parts.category is not Category.VIDEO:
        return False
    released = has_release_year(parts.stem) or season_and_episode(parts.stem) is not None
    affix = _SAMPLE_AFFIX.search(parts.stem) is not None and released
    suffix = _SAMPLE_SUFFIX.search(parts.stem) is not None
    return affix or suffix or around(parts.folders).sample or parts.stem.lower() == "sample"


def _video(parts: NameParts, guesses: Mapping[str, Guess]) -> Guess:
    place = around(parts.folders)
    if is_disc_structure(parts.folders) or _OF_DISC.fullmatch(parts.stem):
        return folder_guess(place.named, guesses) if place.named is not None else Guess(kind=Kind.MOVIE)
    suffix = extra_suffix(parts.stem)
    extra = suffix[1] if suffix is not None else place.extra
    if extra is None:
        return _plain_video(parts, guesses)
    return _extra(parts, suffix[0] if suffix is not None else "", extra, guesses)


def _extra(parts: NameParts, owner: str, extra: ExtraType, guesses: Mapping[str, Guess]) -> Guess:
    if owner:
        film = _plain_video(replace(parts, stem=owner), guesses)
        return replace(film, kind=Kind.EXTRA, extra=extra)
    title = clean(without_release_tags(parts.stem)) or None
    return Guess(kind=Kind.EXTRA, title=title, extra=extra, confidence=0.7)


def _plain_video(parts: NameParts, guesses: Mapping[str, Guess]) -> Guess:
    place = around(parts.folders)
    folder = folder_guess(place.named, guesses) if place.named is not None else None
    guess = guesses.get(parts.stem, _UNREAD)
    return video_guess(parts.stem, guess, place, folder, _ALONE)


def _release(parts: NameParts, guesses: Mapping[str, Guess]) -> Guess:
    """Read a folder's or release's name: a season, a season pack, a film, an episode."""
    if not parts.stem:
        return _UNREAD
    if is_disc_structure(parts.folders):
        named = around(parts.folders).named
        return folder_guess(named, guesses) if named is not None else Guess(kind=Kind.MOVIE)
    own, place = read_folder(parts.stem), around(parts.folders)
    numbered = _NUMBER_FOLDER.fullmatch(parts.stem) and place.named is not None and not _FILMS.search(place.named)
    if own.role is FolderRole.SEASON or numbered:
        show = folder_guess(place.named, guesses) if place.named is not None else None
        return Guess(
            kind=Kind.EPISODE,
            series=(show.series or show.title) if show is not None else None,
            year=show.year if show is not None else None,
            season=int(parts.stem) if own.season is None else own.season,
            source=Source.FOLDER,
            confidence=0.6,
        )
    volume = _VOLUME_FOLDER.fullmatch(parts.stem)
    if own.role is FolderRole.PART or volume is not None:
        album = read_album((parts.stem, *parts.folders))
        disc = own.part if volume is None else int(volume["number"])
        return Guess(kind=Kind.UNKNOWN, multidisc=True, disc=disc, album=album.album, artist=album.artist)
    packed = folder_guess(parts.stem, {})
    if packed.kind is Kind.EPISODE:
        return replace(packed, confidence=0.7)
    return video_guess(parts.stem, guesses.get(parts.stem, _UNREAD), place, None, _ALONE)


def is_disc_structure(folders: Sequence[str]) -> bool:
    """Tell whether one of the folders is a DVD's or Blu-ray's own."""
    return any(read_folder(folder).role is FolderRole.DISC_STRUCTURE for folder in folders)

"""What pictures are called beside their media: the names that Jellyfin and Kodi both read.

Sources: MediaBrowser.LocalMetadata/Images (LocalImageProvider.cs, EpisodeLocalImageProvider.cs); kodi.wiki, "Artwork".
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from jforg_gui.domain.item import Companion
from jforg_gui.domain.listing import fold
from jforg_gui.domain.media import Kind, MediaFile, Role
from jforg_gui.jellyfin import music, rules
from jforg_gui.jellyfin.place import Place

Name = tuple[str, int]  # a stem, and how many of the media's folders it lies below

# What a picture of the whole work may be called; Kodi reads only the first of them beside a film or show.
_FRONT: Final = frozenset(("poster", "folder", "cover", "default", "movie", "show", "jacket"))
_POSTERED: Final = frozenset((Kind.MOVIE, Kind.EPISODE))
# What a season may have in the show's folder, where Kodi looks as well.
_SEASON_ROLES: Final = {**dict.fromkeys(_FRONT, "poster"), **{word: word for word in ("fanart", "banner", "landscape")}}
_ARTIST: Final = "artist"


def names(
    found: Sequence[Companion], media: MediaFile, place: Place, kind: Kind, *, settled: bool
) -> dict[Companion, Name]:
    """Return the name of every picture among the companions of one file.

    A picture keeps a name that is read where two would share the best one, and where it lies in its place already
    (``settled``: the media file does).
    """
    pictures = [one for one in found if one.role is Role.ARTWORK]
    own = {one: _own_name(one, media, place, kind) for one in pictures}
    taken = set(own.values())
    for one, name in own.items():
        best = name if settled else _best_name(one, name, place, kind)
        if best not in taken:
            taken.add(best)
            own[one] = best
    return own


def _own_name(one: Companion, media: MediaFile, place: Place, kind: Kind) -> Name:
    if not one.bound:
        return _folder_image(one), _level(one.file, media, place, kind)
    shared = f"-{one.label}" if one.label else shared_suffix(one.file.stem, media.stem)
    return f"{place.stem}{shared or ''}", len(place.folders)


def _best_name(one: Companion, name: Name, place: Place, kind: Kind) -> Name:
    stem, level = name
    here = len(place.folders)
    if one.bound:
        word = stem.removeprefix(place.stem).removeprefix("-")
        if kind is Kind.EPISODE and (not word or word in _FRONT):
            return f"{place.stem}-thumb", here  # an episode has a still, and nothing else
        return (f"{place.stem}-poster", here) if kind is Kind.MOVIE and not word else name
    if stem == _ARTIST:
        return "folder", level if kind is not Kind.TRACK or level < place.home else max(place.home - 1, 1)
    if kind is Kind.EPISODE and level > place.home:
        role = _SEASON_ROLES.get(stem)
        season = season_word(place.folders[-1])
        return (f"season{season}-{role}", place.home) if role and season else name
    return ("poster", level) if kind in _POSTERED and stem in _FRONT else name


def season_word(folder: str) -> str:
    """Return what a season is called in the names of its pictures: ``01``, or ``-specials``; '' for no season."""
    digits = folder.removeprefix(f"{rules.SEASON_WORD} ")
    if not digits.isdecimal():
        return "-specials" if folder.casefold() == "specials" else ""
    return f"{int(digits):02d}" if int(digits) else "-specials"


def shared_suffix(stem: str, media_stem: str) -> str | None:
    """Return what follows the media's own stem in a companion's (``-thumb``), '' for nothing, None if it differs."""
    if fold(stem) == fold(media_stem):
        return ""
    head, hyphen, word = stem.rpartition("-")
    if hyphen and fold(head) == fold(media_stem):
        return f"-{word.lower()}"
    return None


def _folder_image(one: Companion) -> str:
    stem = one.file.stem
    if rules.FOLDER_IMAGE.fullmatch(stem) or rules.SEASON_IMAGE.fullmatch(stem):
        return stem.lower()
    return one.label or stem


def _level(image: MediaFile, media: MediaFile, place: Place, kind: Kind) -> int:
    """Return how many folders an image lies below: a show's or a season's, an album's or its artist's."""
    if kind is Kind.EPISODE and rules.SEASON_IMAGE.fullmatch(image.stem):
        return place.home
    beside = image.folder == media.folder or image.folder.startswith(media.folder + os.sep)
    if kind is Kind.EPISODE:
        in_season = rules.SEASON_FOLDER.search(os.path.basename(media.folder)) is not None
        return len(place.folders) if beside and in_season else place.home
    if kind is Kind.TRACK and not beside:
        above = os.path.dirname(media.folder)
        album_above = music.is_disc_like(os.path.basename(media.folder)) and image.folder == above
        return place.home if album_above or place.home == 1 else place.home - 1
    return place.home

"""Which pictures the rows of a plan get beside them, and under which names; what lies there already is kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, overload

from jforg_gui.domain.creation import WantedPicture
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing, fold
from jforg_gui.domain.media import IMAGE_EXTENSIONS, Kind
from jforg_gui.domain.metadata import NOTHING_KNOWN, Artwork, ArtworkRole, Metadata
from jforg_gui.domain.plan import Row, Status
from jforg_gui.jellyfin import rules

# Names Jellyfin reads as the same picture; one of them is enough (LocalMetadata/Images/LocalImageProvider.cs).
_PRIMARY: Final = ("poster", "folder", "cover", "default", "movie", "show", "jacket")
_SAME: Final = {
    ArtworkRole.POSTER: _PRIMARY,
    ArtworkRole.BACKDROP: ("backdrop", "fanart", "background", "art"),
    ArtworkRole.LOGO: ("logo", "clearlogo"),
}
_OF_WORK: Final = (ArtworkRole.POSTER, ArtworkRole.BACKDROP, ArtworkRole.LOGO)


class Pictures(Sequence[WantedPicture]):
    """The pictures of a plan, in the order of its rows. Which they are is found out when it is first asked."""

    def __init__(self, rows: Sequence[Row], listing: Listing) -> None:
        """Prepare for the rows of one plan over what ``listing`` says is there."""
        self._rows = rows
        self._listing = listing

    @cached_property
    def _wanted(self) -> tuple[WantedPicture, ...]:
        return wanted_pictures(self._rows, self._listing)

    def __len__(self) -> int:
        """How many pictures."""
        return len(self._wanted)

    @overload
    def __getitem__(self, index: int) -> WantedPicture: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[WantedPicture, ...]: ...
    def __getitem__(self, index: int | slice) -> WantedPicture | tuple[WantedPicture, ...]:
        """One, or some."""
        return self._wanted[index]


def wanted_pictures(rows: Sequence[Row], listing: Listing) -> tuple[WantedPicture, ...]:
    """Return the pictures that are missing beside rows which move or of which something was learnt. Any thread."""
    taken = _Taken(rows, listing)
    return tuple(one for row in rows for one in _of_row(row) if taken.claim(one))


def _of_row(row: Row) -> Iterator[WantedPicture]:
    item, destination = row.item, row.destination
    if destination is None or not item.wanted or item.known == NOTHING_KNOWN:
        return
    if row.status in {Status.READY, Status.UNCHANGED} and (find := _FINDERS.get(item.kind)) is not None:
        yield from find(item, destination)


def _pictures(work: Metadata | None, folder: str, beside: str = "") -> Iterator[WantedPicture]:
    for role in _OF_WORK:
        art = _first(work, role)
        if art is not None:
            yield WantedPicture(os.path.join(folder, role.value), art.url, role.value, beside)


def _first(work: Metadata | None, role: ArtworkRole, season: int | None = None) -> Artwork | None:
    if work is None:
        return None
    return next((one for one in work.artwork if one.role is role and one.season == season), None)


def _of_film(item: Item, path: str) -> Iterator[WantedPicture]:
    folder = os.path.dirname(path)
    if os.path.basename(folder).casefold() in rules.DISC_FOLDERS:
        folder = os.path.dirname(folder)
    yield from _pictures(item.known.work, folder, path)


def _of_episode(item: Item, path: str) -> Iterator[WantedPicture]:
    show = os.path.dirname(os.path.dirname(path))
    yield from _pictures(item.known.work, show)
    season = item.guess.season
    poster = _first(item.known.work, ArtworkRole.POSTER, season) if season is not None else None
    if poster is not None:
        name = f"season{season:02d}-poster" if season else "season-specials-poster"
        yield WantedPicture(os.path.join(show, name), poster.url, "season")
    still = _first(item.known.episodes[0], ArtworkRole.THUMB) if item.known.episodes else None
    if still is not None:
        yield WantedPicture(f"{os.path.splitext(path)[0]}-thumb", still.url, "episode", path)


def _of_track(item: Item, path: str) -> Iterator[WantedPicture]:
    album = os.path.dirname(path)
    if os.path.basename(album) in {rules.SINGLES, rules.UNKNOWN_ALBUM}:
        return
    cover = _first(item.known.work, ArtworkRole.POSTER)
    if cover is not None:
        yield WantedPicture(os.path.join(album, "folder"), cover.url, "cover")
    portrait = _first(item.known.artist, ArtworkRole.POSTER)
    if portrait is not None:
        yield WantedPicture(os.path.join(os.path.dirname(album), "folder"), portrait.url, "cover")


def _of_book(item: Item, path: str) -> Iterator[WantedPicture]:
    cover = _first(item.known.work, ArtworkRole.POSTER)
    if cover is not None:
        folder, stem = os.path.dirname(path), os.path.splitext(path)[0]
        # Several books in one folder each have a cover of their own name.
        own = os.path.basename(folder) == os.path.basename(stem) or item.kind is Kind.AUDIOBOOK
        yield WantedPicture(os.path.join(folder, "cover") if own else stem, cover.url, "cover", path)


_FINDERS: Final = {
    Kind.MOVIE: _of_film,
    Kind.EPISODE: _of_episode,
    Kind.TRACK: _of_track,
    Kind.BOOK: _of_book,
    Kind.AUDIOBOOK: _of_book,
}


class _Taken:
    """The pictures that are there: in the library, on their way with the media, or wished for already."""

    def __init__(self, rows: Iterable[Row], listing: Listing) -> None:
        self._stems: set[str] = set()
        for key in listing.entries:
            self._add(key)
        for row in rows:
            for move in row.companions:
                if move.destination is not None:
                    self._add(fold(move.destination))

    def _add(self, key: str) -> None:
        stem, extension = os.path.splitext(key)
        if extension[1:] in IMAGE_EXTENSIONS:
            self._stems.add(stem)

    def claim(self, one: WantedPicture) -> bool:
        """Give a picture its place; False where one that Jellyfin reads as the same has it."""
        folder, name = os.path.split(one.stem)
        role = next((same for same in _SAME.values() if name in same), ())
        places = {fold(os.path.join(folder, other)) for other in role} | {fold(one.stem)}
        if not places.isdisjoint(self._stems):
            return False
        self._stems.add(fold(one.stem))
        return True

"""Which metadata files would describe a row: their paths, what they are about, and how they are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Source
from jforg_gui.domain.media import Kind, MediaFile
from jforg_gui.domain.metadata import Metadata
from jforg_gui.domain.plan import Row
from jforg_gui.jellyfin import comic_info, nfo, opf, rules, stated


class Subject(Enum):
    """What a metadata file is about."""

    FILM = "film"
    SHOW = "show"
    SEASON = "season"
    EPISODE = "episode"
    ALBUM = "album"
    ARTIST = "artist"
    BOOK = "book"
    COMIC = "comic"


# Which field of a guess an element holds; numbers follow the file's place whoever has given them.
_HELD: Final[dict[Subject, dict[str, str]]] = {
    Subject.FILM: {"title": "title", "year": "year"},
    Subject.SHOW: {"title": "series", "year": "year"},
    Subject.EPISODE: {"title": "title", "showtitle": "series"},
    Subject.ALBUM: {"title": "album", "year": "year"},
    Subject.ARTIST: {"name": "album_artist"},
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One file that shall be written: its path, what it is about, the row it is drawn from, the media file beside it.

    ``beside`` is '' where the file is about more than one media file; ``fills`` is the NFO that will lie there by then.
    """

    destination: str
    subject: Subject
    item: Item
    beside: str = ""
    fills: MediaFile | None = None

    def creation(self) -> Creation:
        """Write it."""
        purpose, write = _WRITERS[self.subject]
        return Creation(
            destination=self.destination,
            content=write(self.item),
            purpose=purpose,
            beside=self.beside,
            replaces=self.fills,
            rewritten=self.rewritten() if self.fills is not None else frozenset(),
        )

    def rewritten(self) -> frozenset[str]:
        """The elements that hold what the person has corrected in the row since an NFO was read."""
        before, now = self.item.recognised, self.item.guess
        if before is None:
            return frozenset()
        held = _HELD.get(self.subject, {})
        return frozenset(tag for tag, field in held.items() if getattr(before, field) != getattr(now, field))


def _album(item: Item) -> bytes:
    return nfo.album(stated.album(item), stated.artist(item))


def _episode(item: Item) -> bytes:
    return nfo.episodes(stated.episodes(item), stated.show(item).title, item.media)


def _artist(item: Item) -> bytes:
    return nfo.artist(stated.artist(item) or Metadata())


_WRITERS: Final[dict[Subject, tuple[Purpose, Callable[[Item], bytes]]]] = {
    Subject.FILM: (Purpose.NFO, lambda item: nfo.movie(stated.film(item), item.media)),
    Subject.SHOW: (Purpose.NFO, lambda item: nfo.tvshow(stated.show(item))),
    Subject.SEASON: (Purpose.NFO, lambda item: nfo.season(stated.season(item))),
    Subject.EPISODE: (Purpose.NFO, _episode),
    Subject.ALBUM: (Purpose.NFO, _album),
    Subject.ARTIST: (Purpose.NFO, _artist),
    Subject.BOOK: (Purpose.OPF, lambda item: opf.book(stated.book(item))),
    Subject.COMIC: (Purpose.COMIC_INFO, lambda item: comic_info.comic(stated.comic(item))),
}


def wishes_of(row: Row, *, by_stem: bool) -> Iterator[Wish]:
    """Yield the files that would describe a row.

    ``by_stem``: a film's file has the film's name instead of ``movie.nfo``.
    """
    item, destination = row.item, row.destination
    if destination is None or not item.wanted:
        return
    find = _FINDERS.get(item.kind)
    if by_stem and item.kind is Kind.MOVIE and not item.disc:
        yield Wish(f"{os.path.splitext(destination)[0]}.nfo", Subject.FILM, item, destination)
    elif find is not None:
        yield from find(item, destination)


def _of_film(item: Item, path: str) -> Iterator[Wish]:
    folder = os.path.dirname(path)
    if os.path.basename(folder).casefold() in rules.DISC_FOLDERS:
        folder = os.path.dirname(folder)
    yield Wish(os.path.join(folder, "movie.nfo"), Subject.FILM, item, path)


def _of_episode(item: Item, path: str) -> Iterator[Wish]:
    season = os.path.dirname(path)
    yield Wish(os.path.join(os.path.dirname(season), "tvshow.nfo"), Subject.SHOW, item)
    yield Wish(os.path.join(season, "season.nfo"), Subject.SEASON, item)
    yield Wish(f"{os.path.splitext(path)[0]}.nfo", Subject.EPISODE, item, path)


def _of_track(item: Item, path: str) -> Iterator[Wish]:
    album = os.path.dirname(path)
    if stated.artist(item) is not None:
        yield Wish(os.path.join(os.path.dirname(album), "artist.nfo"), Subject.ARTIST, item)
    if item.guess.album and os.path.basename(album) not in {rules.SINGLES, rules.UNKNOWN_ALBUM}:
        yield Wish(os.path.join(album, "album.nfo"), Subject.ALBUM, item)


def _of_book(item: Item, path: str) -> Iterator[Wish]:
    """A book that describes itself needs no OPF, unless the person has corrected it."""
    if item.guess.source in {Source.EPUB, Source.OPF} and item.recognised is None:
        return
    folder, stem = os.path.dirname(path), os.path.splitext(path)[0]
    own = os.path.basename(folder) == os.path.basename(stem)
    yield Wish(os.path.join(folder, "metadata.opf") if own else f"{stem}.opf", Subject.BOOK, item, path)


def _of_comic(item: Item, path: str) -> Iterator[Wish]:
    if item.guess.source is Source.COMICINFO and item.recognised is None:
        return
    yield Wish(f"{os.path.splitext(path)[0]}.xml", Subject.COMIC, item, path)


_FINDERS: Final[dict[Kind, Callable[[Item, str], Iterator[Wish]]]] = {
    Kind.MOVIE: _of_film,
    Kind.EPISODE: _of_episode,
    Kind.TRACK: _of_track,
    Kind.BOOK: _of_book,
    Kind.COMIC: _of_comic,
}

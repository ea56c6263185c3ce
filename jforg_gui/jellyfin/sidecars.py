"""Which metadata files a plan's rows get beside them, under which names; their content is made when it is asked for.

Nothing is written where something lies already, or travels along: a person's own NFO is kept as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final, overload

from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing, fold
from jforg_gui.domain.match import Source
from jforg_gui.domain.media import Kind
from jforg_gui.domain.metadata import NOTHING_KNOWN, Metadata
from jforg_gui.domain.plan import Row, Status
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


@dataclass(frozen=True, slots=True)
class Wish:
    """One file that shall be written: its path, what it is about, the row it is drawn from, the media file beside it.

    ``beside`` is '' where the file is about more than one media file.
    """

    destination: str
    subject: Subject
    item: Item
    beside: str = ""

    def creation(self) -> Creation:
        """Write it."""
        purpose, write = _WRITERS[self.subject]
        return Creation(
            destination=self.destination,
            content=write(self.item),
            purpose=purpose,
            beside=self.beside,
        )


def _album(item: Item) -> bytes:
    return nfo.album(stated.album(item), stated.artist(item))


def _artist(item: Item) -> bytes:
    return nfo.artist(stated.artist(item) or Metadata())


_WRITERS: Final[dict[Subject, tuple[Purpose, Callable[[Item], bytes]]]] = {
    Subject.FILM: (Purpose.NFO, lambda item: nfo.movie(stated.film(item))),
    Subject.SHOW: (Purpose.NFO, lambda item: nfo.tvshow(stated.show(item))),
    Subject.SEASON: (Purpose.NFO, lambda item: nfo.season(stated.season(item))),
    Subject.EPISODE: (Purpose.NFO, lambda item: nfo.episodes(stated.episodes(item), stated.show(item).title)),
    Subject.ALBUM: (Purpose.NFO, _album),
    Subject.ARTIST: (Purpose.NFO, _artist),
    Subject.BOOK: (Purpose.OPF, lambda item: opf.book(stated.book(item))),
    Subject.COMIC: (Purpose.COMIC_INFO, lambda item: comic_info.comic(stated.comic(item))),
}


class Sidecars(Sequence[Creation]):
    """The metadata files of a plan, in the order of its rows. Which they are is found out when it is first asked.

    Safe from any thread; a film of 100,000 rows costs nothing until somebody wants to know.
    """

    def __init__(self, rows: Sequence[Row], listing: Listing, *, by_stem: bool = False) -> None:
        """Prepare for the rows of one plan over what ``listing`` says is there.

        ``by_stem``: a film's file has the film's name, which Kodi finds wherever it looks, instead of ``movie.nfo``.
        """
        self._by_stem = by_stem
        self._rows = rows
        self._listing = listing

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """What shall be written."""
        taken = _Taken(self._rows, self._listing)
        return tuple(wish for row in self._rows for wish in _wishes(row, by_stem=self._by_stem) if taken.claim(wish))

    def __len__(self) -> int:
        """How many files."""
        return len(self.wishes)

    @overload
    def __getitem__(self, index: int) -> Creation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Creation, ...]: ...
    def __getitem__(self, index: int | slice) -> Creation | tuple[Creation, ...]:
        """Write one, or some."""
        if isinstance(index, slice):
            return tuple(wish.creation() for wish in self.wishes[index])
        return self.wishes[index].creation()

    def __iter__(self) -> Iterator[Creation]:
        """Write one after the other."""
        return (wish.creation() for wish in self.wishes)


def _wishes(row: Row, *, by_stem: bool) -> Iterator[Wish]:
    """Yield the files that would describe a row which moves, or one of which more is known than its files say."""
    item, destination = row.item, row.destination
    if destination is None or not item.wanted:
        return
    learnt = row.status is Status.UNCHANGED and item.known != NOTHING_KNOWN
    if row.status is Status.READY or learnt:
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
# What a metadata file of any name in the folder makes needless, because it would be read instead or as well.
_ENDINGS: Final = {Subject.FILM: ".nfo", Subject.BOOK: ".opf"}


class _Taken:
    """The names that are taken: by what lies there, by what travels along, by what has been wished for already."""

    def __init__(self, rows: Iterable[Row], listing: Listing) -> None:
        self._listing = listing
        self._names: set[str] = set()
        self._described: set[tuple[str, str]] = set()
        for key in listing.entries:
            self._describe(key)
        for row in rows:
            for move in row.companions:
                if move.destination is not None:
                    key = fold(move.destination)
                    self._names.add(key)
                    self._describe(key)

    def _describe(self, key: str) -> None:
        ending = key[-4:]
        if ending in _ENDINGS.values():
            self._described.add((os.path.dirname(key), ending))

    def claim(self, wish: Wish) -> bool:
        """Give a wish its name; False if it has to go without."""
        key = fold(wish.destination)
        if key in self._names or key in self._listing.entries:
            return False
        ending = _ENDINGS.get(wish.subject)
        if ending is not None and (os.path.dirname(key), ending) in self._described:
            return False
        if wish.subject is Subject.COMIC and any(one.file.extension == "xml" for one in wish.item.companions):
            return False
        self._names.add(key)
        return True

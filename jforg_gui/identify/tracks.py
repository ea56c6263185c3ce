"""Music, audiobooks, books and comics of a scan: what is written inside, completed by path and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import FoundFile
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Category, Kind, MediaFile
from jforg_gui.identify.album_names import VARIOUS_ARTISTS
from jforg_gui.identify.book_names import book_from_path
from jforg_gui.identify.comic_names import comic_from_path
from jforg_gui.identify.music import has_number, track_from_path
from jforg_gui.identify.spoken_names import audiobook_from_path, is_chapter, is_spoken
from jforg_gui.identify.titles import clean, key


def numbered(stems: Sequence[str]) -> bool:
    """Tell whether leading numbers in these names are track numbers: one alone proves nothing."""
    return sum(has_number(stem) for stem in stems) > 1


def guess_of(found: FoundFile, names: Sequence[str], *, running: bool = False) -> Guess:
    """Read one audio file, book or comic. ``names`` are those of the folders above it, nearest first."""
    file, inside = found.file, found.inside.guess
    stem = _decodable(file.stem)
    match file.category:
        case Category.BOOK:
            return _book(inside, book_from_path(stem, names))
        case Category.COMIC:
            return _book(inside, comic_from_path(stem, names))
        case Category.AUDIOBOOK:
            return _spoken(inside, audiobook_from_path(stem, names))
        case _ if inside.kind is Kind.AUDIOBOOK if inside is not None else is_chapter(stem, names):
            return _spoken(inside, audiobook_from_path(stem, names))
        case _ if is_spoken(names):
            return _spoken(inside, audiobook_from_path(stem, names))
        case _:
            return _track(inside, track_from_path(stem, names, numbered=running), stem)


def _decodable(stem: str) -> str:
    return stem.encode("utf-8", "replace").decode("utf-8").replace("?", " ") if not stem.isprintable() else stem


def problems_of(found: FoundFile, guess: Guess) -> tuple[Problem, ...]:
    """Say what is the matter with a file read so."""
    problems = [] if found.inside.problem is None else [found.inside.problem]
    if guess.title is None and guess.series is None:
        problems.append(Problem(ProblemCode.NO_TITLE, found.file.path))
    return tuple(problems)


def empty(file: MediaFile) -> tuple[Problem, ...]:
    """An empty file is no media file, whatever it is called."""
    return (Problem(ProblemCode.EMPTY_FILE, file.path),) if file.size == 0 else ()


def _track(tags: Guess | None, path: Guess, stem: str) -> Guess:
    if tags is None:
        return path if path.title else replace(path, title=clean(stem) or None)
    artist = tags.artist or path.artist
    return replace(
        tags,
        title=tags.title or path.title or clean(stem) or None,
        artist=artist,
        album_artist=tags.album_artist or _album_artist(tags, path),
        album=tags.album or path.album,
        disc=tags.disc or path.disc,
        track=tags.track or path.track,
        year=tags.year or (path.year if tags.album is None or _same(tags.album, path.album) else None),
        compilation=tags.compilation or path.compilation,
    )


def _album_artist(tags: Guess, path: Guess) -> str | None:
    if tags.compilation or path.compilation:
        return VARIOUS_ARTISTS
    return path.album_artist if tags.artist is None or _same(tags.artist, path.album_artist) else None


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and key(one) == key(other)


def _spoken(tags: Guess | None, path: Guess) -> Guess:
    if tags is None:
        return path
    if tags.kind is Kind.TRACK:
        author = tags.album_artist or tags.artist
        tags = replace(tags, kind=Kind.AUDIOBOOK, title=tags.album or path.title or tags.title, author=author)
        tags = replace(tags, artist=None, album_artist=None, album=None, compilation=False)
    return replace(
        tags,
        title=tags.title or path.title,
        author=tags.author or path.author,
        year=tags.year or path.year,
        series=path.series,
        number=path.number,
        track=tags.track or path.track,
        disc=tags.disc or path.disc,
    )


def _book(inside: Guess | None, path: Guess) -> Guess:
    """What a book says of itself counts; its name fills the gaps if both are about the same book.

    A PDF is often titled by the program that made it: its name goes first unless both agree.
    """
    if inside is None:
        return path
    inside = replace(inside, kind=path.kind)
    same = _same(inside.title, path.title) or _same(inside.series, path.series) or inside.source is Source.COMICINFO
    if inside.source is Source.PDF and not same and path.title is not None and not _within(path.title, inside.title):
        return replace(path, author=path.author or inside.author, ids=path.ids or inside.ids)
    if not same and inside.title is not None:
        return replace(inside, ids=inside.ids or path.ids)
    return replace(
        inside,
        title=inside.title or path.title,
        author=inside.author or path.author,
        year=inside.year or path.year,
        edition=inside.edition or path.edition,
        series=inside.series or path.series,
        number=inside.number or path.number,
        count=inside.count or path.count,
        volume=inside.volume or path.volume,
        chapter=inside.chapter or path.chapter,
        ids=tuple(sorted({**dict(path.ids), **dict(inside.ids)}.items())),
    )


def _within(one: str, other: str | None) -> bool:
    return other is not None and (key(one) in key(other) or key(other) in key(one))

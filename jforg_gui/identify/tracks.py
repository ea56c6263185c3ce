"""Music, audiobooks, books and comics of a scan: what is written inside, completed by path and name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import FoundFile
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Category, Kind, MediaFile
from jforg_gui.identify.album_names import VARIOUS_ARTISTS
from jforg_gui.identify.albums import Sound, unify
from jforg_gui.identify.book_names import book_from_path
from jforg_gui.identify.comic_names import comic_from_path
from jforg_gui.identify.music import Album, has_number, read_album, track_of_album
from jforg_gui.identify.spoken_names import audiobook_from_path, is_chapter, is_spoken
from jforg_gui.identify.titles import clean, key
from jforg_gui.identify.tree import FolderView, Pause, go_on

_AUDIO: Final = (Category.AUDIO, Category.AUDIOBOOK)
_READ: Final = frozenset((Category.BOOK, Category.COMIC, *_AUDIO))
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class _Around:
    """What the files of one folder say together.

    ``running``: leading numbers are track numbers; ``spoken``: the audio files are a book; ``authors``: keys of names
    that are authors; ``numbers``: disc and track of names that number them through sides or hundreds; ``album`` is
    what the folders say of the album.
    """

    running: bool = False
    spoken: bool = False
    authors: frozenset[str] = frozenset()
    numbers: Mapping[str, tuple[int | None, int]] = field(default_factory=dict)
    album: Album = field(default_factory=Album)


def read_files(folders: Iterable[FolderView], pause: Pause = go_on) -> dict[str, Guess]:
    """Read all audio files, books and comics of a scan, by path; those of one album or audiobook agree with another."""
    found: dict[str, Guess] = {}
    sounds = []
    for folder in folders:
        pause()
        files = [one for one in folder.files if one.file.category in _READ]
        if not files:
            continue
        around = _around(files, folder.names)
        for one in files:
            guess = _guess_of(one, folder.names, around)
            found[one.file.path] = guess
            if one.file.category in _AUDIO:
                sounds.append(Sound(one.file.path, guess, around.album.year))
    found.update(unify(sounds, pause))
    return found


def guess_of(found: FoundFile, names: Sequence[str]) -> Guess:
    """Read one file whose neighbours are not known. ``names`` are those of the folders above it, nearest first."""
    return _guess_of(found, names, _Around(spoken=is_spoken(names), album=read_album(names)))


def _around(files: Sequence[FoundFile], names: Sequence[str]) -> _Around:
    audio = [one for one in files if one.file.category in _AUDIO]
    stems = [one.file.stem for one in audio]
    return _Around(
        running=sum(has_number(stem) for stem in stems) > 1,  # one alone proves nothing
        spoken=is_spoken(names) or _is_book(audio, names),
        authors=_authors([one for one in files if one.file.category not in _AUDIO]),
        numbers=_by_sides(stems) or _by_hundreds(stems),
        album=read_album(names),
    )


def _is_book(audio: Sequence[FoundFile], names: Sequence[str]) -> bool:
    """Tell whether most files of a folder are a book's: by their genre, or by names that are all chapters."""
    kinds = [one.inside.guess.kind for one in audio if one.inside.guess is not None]
    if kinds.count(Kind.AUDIOBOOK) * 2 > len(audio):
        return True
    if len(audio) == 1 or kinds.count(Kind.TRACK) * 2 > len(audio):
        return False
    return all(is_chapter(one.file.stem, names) for one in audio)


def _authors(books: Sequence[FoundFile]) -> frozenset[str]:
    """Return who is known to write: from inside the books, or by standing behind several titles, or on both sides."""
    known = {key(one.inside.guess.author) for one in books if one.inside.guess is not None and one.inside.guess.author}
    halves = [one.file.stem.split(" - ") for one in books]
    pairs = [(key(parts[0]), key(parts[-1])) for parts in halves if len(parts) > 1]
    behind = Counter(last for _, last in pairs)
    firsts = {first for first, _ in pairs}
    known |= {name for name, count in behind.items() if count > 1 or name in firsts}
    return frozenset(known - {""})


def _by_sides(stems: Sequence[str]) -> dict[str, tuple[int | None, int]]:
    """`A1 … A5, B1 … B4`: the sides of a record run on."""
    sides = {stem: match for stem in stems if (match := re.match(r"([A-H])(\d{1,2})(?=[\W_])", stem)) is not None}
    if len(sides) < len(stems) or len({match[1] for match in sides.values()}) < 2:  # noqa: PLR2004 — two sides
        return {}
    ordered = sorted(sides, key=lambda stem: (sides[stem][1], int(sides[stem][2])))
    return {stem: (None, place) for place, stem in enumerate(ordered, start=1)}


def _by_hundreds(stems: Sequence[str]) -> dict[str, tuple[int | None, int]]:
    """`101 … 112, 201 …`: hundreds are discs where there are several, each beginning with one."""
    numbers = {stem: int(match[0]) for stem in stems if (match := re.match(r"[1-9]\d\d(?!\d)", stem)) is not None}
    discs = {number // _HUNDRED for number in numbers.values()}
    begun = {number // _HUNDRED for number in numbers.values() if number % _HUNDRED == 1}
    if len(numbers) < len(stems) or len(discs) < 2 or discs != begun or discs != set(range(1, len(discs) + 1)):  # noqa: PLR2004 — two discs
        return {}
    return {stem: (number // _HUNDRED, number % _HUNDRED) for stem, number in numbers.items()}


def _guess_of(found: FoundFile, names: Sequence[str], around: _Around) -> Guess:
    file, inside = found.file, found.inside.guess
    stem = _decodable(file.stem)
    match file.category:
        case Category.BOOK:
            return _book(inside, book_from_path(stem, names, authors=_known(inside, around)))
        case Category.COMIC:
            return _book(inside, comic_from_path(stem, names))
        case Category.AUDIOBOOK:
            return _spoken(inside, audiobook_from_path(stem, names, authors=_known(inside, around)))
        case _ if around.spoken or _is_spoken(inside, stem, names):
            return _spoken(inside, audiobook_from_path(stem, names, authors=_known(inside, around)))
        case _:
            path = track_of_album(stem, around.album, numbered=around.running)
            if file.stem in around.numbers:
                disc, track = around.numbers[file.stem]
                path = replace(path, disc=disc or path.disc, track=track)
            return _track(inside, path, stem)


def _known(inside: Guess | None, around: _Around) -> frozenset[str]:
    author = inside.author or inside.album_artist or inside.artist if inside is not None else None
    return around.authors | {key(author)} if author else around.authors


def _is_spoken(inside: Guess | None, stem: str, names: Sequence[str]) -> bool:
    """A chapter's name makes a book; tags that say otherwise count more."""
    if inside is not None:
        return inside.kind is Kind.AUDIOBOOK
    return is_chapter(stem, names)


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
    """Bring the tags of an audiobook's file together with its name; a title that is a chapter's is not the book's."""
    if tags is None:
        return path
    if tags.kind is Kind.TRACK:
        author = tags.album_artist or tags.artist
        title = tags.album or path.title or tags.title
        tags = Guess(kind=Kind.AUDIOBOOK, title=title, author=author, year=tags.year, track=tags.track, disc=tags.disc,
                     ids=tags.ids, confidence=tags.confidence, source=tags.source)  # fmt: skip
    elif tags.title is not None and path.title is not None and is_chapter(tags.title, (path.title,)):
        tags = replace(tags, title=path.title)
    return replace(
        tags,
        title=tags.title or path.title,
        author=tags.author or path.author,
        narrator=tags.narrator or path.narrator,
        year=tags.year or path.year,
        series=tags.series or path.series,
        number=tags.number or path.number,
        chapter=path.chapter,
        part=path.part,
        track=tags.track or path.track,
        disc=tags.disc or path.disc,
        ids=tuple(sorted({**dict(path.ids), **dict(tags.ids)}.items())),
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

"""One reader for each kind of library: films, shows, music, and everything that is a book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.media import Category, Library
from jforg_gui.domain.seen import Seen, Server, Sight
from jforg_gui.jellyfin import rules
from jforg_gui.jellyfin.reader import (
    albums,
    episodes,
    extras,
    films,
    ignored,
    seasons,
    servers,
    stacks,
    titles,
    volumes,
)
from jforg_gui.jellyfin.reader.folder import BOOKS, SOUND, File, Findings, Folder, ReadMedia, is_extras, nothing

_DISC_FOLDERS: Final = frozenset(("video_ts", "bdmv"))


def _ordinary(folder: Folder, server: Server) -> list[str]:
    """Return the folders inside that are neither skipped nor hold extras."""
    return [
        name
        for name in folder.folders
        if ignored.why_folder(name, server) is None and (not folder.parts or extras.by_folder(name) is None)
    ]


def _extras(folder: Folder, files: Sequence[File]) -> tuple[Findings, list[File]]:
    """Take out the extras: all videos (or theme songs) of a folder of extras, or those whose names say so."""
    found: Findings = {}
    rest: list[File] = []
    word = is_extras(folder)
    category = SOUND if word == "theme song" else frozenset((Category.VIDEO,))
    for file in files:
        own = extras.by_name(file.stem, file.category)
        kind = word if word and file.category in category else own
        if kind is not None:
            found[file.name] = Seen(kind=Sight.EXTRA, extra=kind, title=file.stem)
        elif word is None:
            rest.append(file)
    return found, rest


# --- films --------------------------------------------------------------------------------------------------------


def read_movies(folder: Folder, files: list[File], server: Server) -> Findings:
    """Read a folder of films. Source: MovieResolver.cs, VideoListResolver.cs; jellyfin.org, "Movies"."""
    disc = next((index for index, part in enumerate(folder.parts) if part.casefold() in _DISC_FOLDERS), None)
    if disc is not None:
        return _disc(folder, files, disc, server)
    if any(extras.by_folder(part) for part in folder.parts[1:-1]):
        return {}  # folders of extras are not looked into any further
    found, rest = _extras(folder, files)
    videos = []
    for file in rest:
        if not _is_video(file):
            continue
        if rules.SAMPLE_WORD.search(file.stem):
            found[file.name] = nothing(ProblemCode.SEEN_SAMPLE, file.name)
        else:
            videos.append(file)
    own = bool(folder.parts) and not _ordinary(folder, server)
    seen = films.read_films(folder.name, [file.stem for file in videos], own=own, server=server)
    names = {file.stem: file.name for file in videos}
    for file, one in zip(videos, seen, strict=True):
        found[file.name] = replace(one, joined=names[one.joined]) if one.joined is not None else one
    return found


def _disc(folder: Folder, files: list[File], level: int, server: Server) -> Findings:
    """Read what lies within a disc: the film is the folder that holds it, the files are not shown one by one."""
    above = [part for part in folder.parts[:level] if stacks.part_of(part) is None or level == 1]
    title, year = titles.looked_up(above[0] if above else folder.root, server)
    ids = titles.ids_in(above[0], servers.OF[server].movie_ids, server) if above else ()
    first = files[0].name if files else None
    one = Seen(kind=Sight.MOVIE, title=title, year=year, ids=ids)
    return {file.name: one if file.name == first else replace(one, joined=first) for file in files}


# --- shows --------------------------------------------------------------------------------------------------------


def read_shows(folder: Folder, files: list[File], server: Server) -> Findings:
    """Read a show's folder, or one below it. Source: SeriesResolver.cs, EpisodeResolver.cs; jellyfin.org, "Shows"."""
    if not folder.parts:
        return {file.name: nothing(ProblemCode.SEEN_OUTSIDE, file.name) for file in files if _is_video(file)}
    found, rest = _extras(folder, files)
    videos = [file for file in rest if _is_video(file)]
    if not videos:
        return found
    series = seasons.series_name(folder.parts[0], folder.root, server)
    season = season_of_folder(folder, server)
    parts = stacks.stacks([file.stem for file in videos])
    seen = [_episode(folder, file, series, season, server) for file in videos]
    for index, (head, place) in parts.items():
        joined = videos[head].name if head != index else None
        seen[index] = replace(seen[index], part=place, joined=joined)
    if servers.OF[server].episode_versions:
        seen = _with_versions(videos, seen)
    found.update((file.name, one) for file, one in zip(videos, seen, strict=True))
    return found


def _is_video(file: File) -> bool:
    return file.category is Category.VIDEO


def season_of_folder(folder: Folder, server: Server) -> int | None:
    """Return the season whose folder a show's file lies in."""
    for depth in range(1, len(folder.parts)):
        season = seasons.season_of(folder.parts[depth], folder.parts[depth - 1], server)
        if season is not None:
            return season
    return None


def _episode(folder: Folder, file: File, series: str, season: int | None, server: Server) -> Seen:
    numbers = episodes.read(file.name, folder.name, server)
    if numbers.date is not None:
        return Seen(kind=Sight.EPISODE, series=series, season=1 if season is None else season, date=numbers.date)
    number = numbers.season if numbers.season is not None else season
    span: tuple[int, ...] = ()
    if numbers.first is not None:
        last = numbers.last if numbers.last is not None and numbers.last > numbers.first else numbers.first
        span = (numbers.first, last)
    # Without a season anywhere the server takes the first.
    return Seen(
        kind=Sight.EPISODE,
        title=file.stem,
        series=series,
        season=1 if number is None and len(folder.parts) == 1 else number,
        episodes=span,
    )


def _with_versions(videos: Sequence[File], seen: list[Seen]) -> list[Seen]:
    """Join files of one number: 12 shows them as versions of one episode."""
    first: dict[tuple[int | None, tuple[int, ...]], str] = {}
    result = []
    for file, one in zip(videos, seen, strict=True):
        if not one.episodes or one.part:
            result.append(one)
            continue
        head = first.setdefault((one.season, one.episodes), file.name)
        result.append(replace(one, joined=head) if head != file.name else one)
    return result


# --- music --------------------------------------------------------------------------------------------------------


def read_music(folder: Folder, files: list[File], _server: Server) -> Findings:
    """Read a folder of music. Source: MusicAlbumResolver.cs, MusicArtistResolver.cs; jellyfin.org, "Music"."""
    tracks = [file for file in files if file.category in SOUND]
    if len(folder.parts) > 1 and extras.by_folder(folder.name):
        return {file.name: nothing(ProblemCode.SEEN_AS_EXTRA, folder.name) for file in tracks}
    disc = albums.disc_number(folder.name) if len(folder.parts) > 1 else None
    album = folder.parts[-2] if disc is not None else folder.name
    artist = folder.parts[0] if len(folder.parts) > (2 if disc is not None else 1) else None
    is_album = bool(folder.parts) and albums.is_album(len(tracks), folder.folders)
    found: Findings = {}
    for file in tracks:
        if file.stem == "theme":
            found[file.name] = Seen(kind=Sight.EXTRA, extra="theme song")
            continue
        found[file.name] = Seen(
            kind=Sight.TRACK, title=file.stem, artist=artist, album=album if is_album else None, disc=disc
        )
    return found


# --- books --------------------------------------------------------------------------------------------------------


def read_books(folder: Folder, files: list[File], server: Server) -> Findings:
    """Read a folder of books, comics and audiobooks. Source: BookResolver.cs, AudioResolver.cs; jellyfin.org, "Books".

    One book alone is named after its folder, several are each named after themselves.
    """
    books = [file for file in files if file.extension in BOOKS]
    sound = [file for file in files if file.category in SOUND and file.stem != "theme"]
    found: Findings = {}
    for file in books:
        name = folder.name if len(books) == 1 and folder.parts else file.stem
        volume = volumes.read_book(name) if servers.OF[server].book_grammar else volumes.Volume(name)
        number = str(volume.number) if volume.number is not None else None
        found[file.name] = Seen(
            kind=Sight.BOOK, title=volume.title, series=volume.series, number=number, year=volume.year
        )
    for file in sound:
        volume = volumes.read_audiobook(folder.name if len(sound) == 1 and folder.parts else file.stem)
        found[file.name] = Seen(kind=Sight.AUDIOBOOK, title=volume.title, year=volume.year, mixed=len(sound) > 1)
    return found


READERS: Final[dict[Library, ReadMedia]] = {
    Library.MOVIES: read_movies,
    Library.SHOWS: read_shows,
    Library.MUSIC: read_music,
    Library.BOOKS: read_books,
    Library.COMICS: read_books,
    Library.AUDIOBOOKS: read_books,
}

"""What NFO files say of the media beside them: ids, titles and numbers in them count more than any name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.found import Sidecar, SidecarKind
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind, MediaFile
from jforg_gui.domain.metadata import NOTHING_KNOWN, Known, Metadata
from jforg_gui.identify.disc_folders import disc_of
from jforg_gui.identify.titles import key
from jforg_gui.identify.tree import FolderView

Told = tuple[Guess, Known]

_SAID: Final = 0.95
_WITH_ADDRESS: Final = 0.9
_LONGEST_SPAN: Final = 50  # episodes of one file
# Names that are a folder's NFO and no single file's.
_FIXED: Final = frozenset(("movie", "video_ts", "tvshow", "season", "album", "artist"))
_OF_SHOW: Final = 3  # folders up to the show: season, part of a season, the show itself


class Beside:
    """The NFO files of a scan, by folder and name."""

    def __init__(self, views: Iterable[FolderView]) -> None:
        """Take the NFO files out of what was found; they have been read already."""
        self._found: dict[str, dict[str, Sidecar]] = {}
        for one in views:
            for found in one.files:
                if found.inside.sidecar is not None:
                    self._found.setdefault(one.path, {})[found.file.stem.lower()] = found.inside.sidecar

    def videos(self, folder: FolderView, files: Sequence[MediaFile], guesses: Sequence[Guess]) -> list[Told]:
        """Return the guesses of one folder's films and episodes as the NFO files have them, and what else those say."""
        if not self._found:
            return [(guess, NOTHING_KNOWN) for guess in guesses]
        works = {(guess.kind, key(guess.title or "")) for guess in guesses}
        alone = len(guesses) == 1 or (len(works) == 1 and guesses[0].kind is Kind.MOVIE)
        return [self._video(folder, file, guess, alone=alone) for file, guess in zip(files, guesses, strict=True)]

    def _video(self, folder: FolderView, file: MediaFile, guess: Guess, *, alone: bool) -> Told:
        own = self._of(file.folder, file.stem) or (self._only(file.folder) if alone else None)
        if guess.kind is Kind.EXTRA:
            return guess, NOTHING_KNOWN
        if own is not None and own.kind is SidecarKind.MOVIE:
            return _film(guess, own.works[0])
        if own is not None and own.kind is SidecarKind.ADDRESS:
            guess = _addressed(guess, own)
        named = own is not None and own.kind is SidecarKind.EPISODE
        if guess.kind is not Kind.EPISODE and not named:
            return guess, NOTHING_KNOWN
        show, season = self._show(folder), self._of(file.folder, "season")
        works = own.works if own is not None and named else ()
        return _episode(guess, works, show, season.works[0] if season is not None else None)

    def disc(self, home: str, guess: Guess) -> Told:
        """Return the guess of a film on a disc; ``home`` is the folder that holds its structure."""
        inner = os.path.join(home, "VIDEO_TS")
        for folder, name in ((inner, "video_ts"), (home, "movie"), (home, os.path.basename(home))):
            found = self._of(folder, name)
            if found is not None and found.kind is SidecarKind.MOVIE and guess.kind is Kind.MOVIE:
                return _film(guess, found.works[0])
        return guess, NOTHING_KNOWN

    def sounds(self, guesses: Mapping[str, Guess]) -> dict[str, Told]:
        """Return the tracks that lie beside an `album.nfo` or below an `artist.nfo`, as those have them."""
        found = {}
        for path, guess in guesses.items():
            if guess.kind is Kind.TRACK and self._found:
                home = os.path.dirname(path)
                if disc_of(os.path.basename(home), os.path.basename(os.path.dirname(home))) is not None:
                    home = os.path.dirname(home)
                album, artist = (
                    self._of(home, "album"),
                    self._of(os.path.dirname(home), "artist") or self._of(home, "artist"),
                )
                if album is not None or artist is not None:
                    found[path] = _track(guess, album, artist)
        return found

    def _of(self, folder: str, name: str) -> Sidecar | None:
        return self._found.get(folder, {}).get(name.lower())

    def _only(self, folder: str) -> Sidecar | None:
        """Return `movie.nfo`, or the only NFO of a folder that belongs to no other file by its name."""
        found = self._found.get(folder, {})
        if "movie" in found:
            return found["movie"]
        free = [one for name, one in found.items() if name not in _FIXED]
        return free[0] if len(free) == 1 else None

    def _show(self, folder: FolderView) -> Metadata | None:
        """Return what `tvshow.nfo` says, in the folder or above it, never above what the person gave."""
        path = folder.path
        for _ in range(_OF_SHOW):
            found = self._of(path, "tvshow")
            if found is not None and (found.about or found.kind) in {SidecarKind.SHOW, SidecarKind.ADDRESS}:
                return found.works[0]
            if path == folder.input_root or len(path) <= len(folder.input_root):
                break
            path = os.path.dirname(path)
        return None


def _ids(first: Iterable[tuple[str, str]], then: Iterable[tuple[str, str]] = ()) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({**dict(then), **dict(first)}.items()))


def _film(guess: Guess, work: Metadata) -> Told:
    told = replace(
        guess,
        kind=Kind.MOVIE,
        title=work.title or guess.title or guess.series,
        year=work.year or guess.year,
        series=None,
        season=None,
        seasons=(),
        episodes=(),
        absolute=(),
        date=None,
        ids=_ids(work.ids, guess.ids),
        confidence=_SAID,
        certainty=(),
        source=Source.NFO,
        notes=(),
    )
    return told, Known(work=work)


def _addressed(guess: Guess, sidecar: Sidecar) -> Guess:
    """Take an address that can be of this kind of work; an episode's address is its show's."""
    wanted = {Kind.MOVIE: SidecarKind.MOVIE, Kind.EPISODE: SidecarKind.SHOW}.get(guess.kind)
    if wanted is None or sidecar.about not in {wanted, SidecarKind.ADDRESS}:
        return guess
    return replace(guess, ids=_ids(sidecar.works[0].ids, guess.ids), confidence=max(guess.confidence, _WITH_ADDRESS))


def _episode(guess: Guess, works: Sequence[Metadata], show: Metadata | None, season: Metadata | None) -> Told:
    series = (show.title if show is not None else None) or next((one.series for one in works if one.series), None)
    if not works and show is None:
        return guess, Known(season=season)
    told = replace(
        guess,
        kind=Kind.EPISODE,
        series=series or guess.series or (guess.title if guess.kind is Kind.MOVIE else None),
        year=(show.year if show is not None else None) or guess.year,
        ids=_ids(show.ids, guess.ids) if show is not None else guess.ids,
        confidence=max(guess.confidence, _WITH_ADDRESS) if series else guess.confidence,
        source=Source.NFO,
    )
    if works:
        told = _numbered(told, works)
    return told, Known(work=show, season=season, episodes=tuple(one for one in works if one.number is not None))


def _numbered(guess: Guess, works: Sequence[Metadata]) -> Guess:
    """Take season, numbers and titles of one file's episodes."""
    titles = [one.title for one in works if one.title]
    guess = replace(guess, title=" + ".join(titles) or None, confidence=_SAID)
    numbers = sorted(one.number for one in works if one.number is not None)
    if not numbers or numbers[-1] - numbers[0] > _LONGEST_SPAN:
        return guess
    season = works[0].season if works[0].season is not None else guess.season
    episodes = tuple(range(numbers[0], numbers[-1] + 1))
    return replace(guess, season=season, seasons=(), episodes=episodes, absolute=(), date=None, certainty=(), notes=())


def _track(guess: Guess, album: Sidecar | None, artist: Sidecar | None) -> Told:
    """Tags name the album, as Jellyfin has it; the NFO names it where there are none, and gives ids and the year."""
    work = album.works[0] if album is not None and SidecarKind.ALBUM in {album.kind, album.about} else None
    by = artist.works[0] if artist is not None and artist.kind is SidecarKind.ARTIST else None
    named = guess.source is not Source.TAGS
    ids = dict(guess.ids)
    if by is not None and (number := dict(by.ids).get("musicbrainzartist")):
        ids = {"musicbrainzalbumartist": number, **ids}
    if work is not None:
        title = work.title if named and work.title else guess.album
        guess = replace(guess, album=title, year=guess.year or work.year)
        ids.update(work.ids)
    if by is not None and named and not guess.compilation and by.title:
        guess = replace(guess, album_artist=by.title)
    return replace(guess, ids=_ids(ids.items())), Known(work=work, artist=by)

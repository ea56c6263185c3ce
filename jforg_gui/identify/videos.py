"""The videos of a scan: samples and extras told apart, films and episodes read with their folders and siblings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Category, ExtraType, Kind, MediaFile
from jforg_gui.domain.metadata import NOTHING_KNOWN, Known
from jforg_gui.identify.beside import Beside
from jforg_gui.identify.context import (
    Around,
    around,
    folder_guess,
    season_of,
    settle_parts,
    siblings,
    video_guess,
)
from jforg_gui.identify.discs import is_of_disc
from jforg_gui.identify.doubts import doubts
from jforg_gui.identify.runs import settle_shows
from jforg_gui.identify.shelf import Owner, Shelf, is_video
from jforg_gui.identify.suffixes import SAMPLE_WORD, extra_suffix, looks_obfuscated
from jforg_gui.identify.titles import clean, without_release_tags
from jforg_gui.identify.tree import FolderView, Pause, go_on

_UNREAD: Final = Guess(kind=Kind.UNKNOWN, source=Source.NAME)
# A sample is a minute of a film of two hours; half the size of the biggest video beside it is far from both.
_SAMPLE_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Video:
    """One video file in its folder. ``stem`` is what its name is read from: an extra's is its owner's."""

    file: MediaFile
    stem: str
    extra: ExtraType | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class VideoFolder:
    """The videos of one folder, and what the folders above say."""

    view: FolderView
    place: Around
    videos: tuple[Video, ...]

    @property
    def main(self) -> list[Video]:
        """Films and episodes."""
        return [video for video in self.videos if video.extra is None and not video.sample]


@dataclass(frozen=True, slots=True)
class Read:
    """One video read: its guess, whose extra it is, and what is the matter."""

    file: MediaFile
    guess: Guess
    owner: Guess | None = None
    problems: tuple[Problem, ...] = ()
    ignored: Problem | None = None
    known: Known = NOTHING_KNOWN


@dataclass(slots=True)
class Sizes:
    """The two biggest videos of every folder: enough to find the biggest beside any file. Bytes."""

    _biggest: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, files: Iterable[MediaFile]) -> None:
        """Take the videos of one folder into account."""
        for file in files:
            best = self._biggest.setdefault(file.folder, [])
            best.append((file.size, file.path))
            best.sort(reverse=True)
            del best[2:]

    def biggest_beside(self, file: MediaFile) -> int:
        """Return the size of the biggest other video in the file's folder and the one above; 0 without any."""
        nearby = [*self._biggest.get(file.folder, ()), *self._biggest.get(os.path.dirname(file.folder), ())]
        return max((size for size, path in nearby if path != file.path), default=0)


def video_folders(views: Iterable[FolderView], pause: Pause = go_on) -> list[VideoFolder]:
    """Sort the videos of all folders into films and episodes, extras and samples."""
    found = [(view, [one.file for one in view.of(Category.VIDEO) if not is_of_disc(view, one.file)]) for view in views]
    sizes = Sizes()
    for _, files in found:
        sizes.add(files)
    folders = []
    for view, files in found:
        pause()
        if files:
            place = around(view.names, rooted=True)
            videos = tuple(_video(file, view, place, sizes) for file in files)
            folders.append(VideoFolder(view, place, videos))
    return folders


def _video(file: MediaFile, view: FolderView, place: Around, sizes: Sizes) -> Video:
    stem = file.stem
    if _is_sample(file, stem, view, place, sizes):
        return Video(file, stem, sample=True)
    suffix = extra_suffix(stem)
    if suffix is not None and (suffix[0] or suffix[1] is ExtraType.TRAILER):
        return Video(file, suffix[0], suffix[1])
    return Video(file, stem, place.extra)


def _is_sample(file: MediaFile, stem: str, view: FolderView, place: Around, sizes: Sizes) -> bool:
    """Tell by name, folder and the size beside its siblings; never by size alone."""
    if place.sample or stem.lower() == "sample":
        return True
    in_name = SAMPLE_WORD.search(stem) is not None
    in_folder = bool(view.names) and SAMPLE_WORD.search(view.names[0]) is not None
    return (in_name or in_folder) and file.size < _SAMPLE_SHARE * sizes.biggest_beside(file)


def names_to_read(folders: Iterable[VideoFolder]) -> list[str]:
    """Return every name that have to be read, each once, in order."""
    names: dict[str, None] = {}
    for folder in folders:
        for video in folder.videos:
            if video.stem and not video.sample and (video.extra is None or video.stem != video.file.stem):
                names[video.stem] = None
        if folder.place.named is not None:
            names[folder.place.named] = None
    return list(names)


def read_videos(
    folders: Sequence[VideoFolder],
    guesses: Mapping[str, Guess],
    beside: Beside | None = None,
    pause: Pause = go_on,
) -> dict[str, Read]:
    """Read all videos; the result is by path. ``guesses`` answer ``names_to_read``, ``beside`` are the NFO files."""
    beside = beside if beside is not None else Beside(())
    result: dict[str, Read] = {}
    shelves: dict[str, Shelf] = {}
    below: dict[str, Shelf] = {}
    for folder in folders:
        pause()
        for read in _read_main(folder, guesses, beside):
            result[read.file.path] = read
            owner = Owner(len(result), read.file, read.guess)
            shelves.setdefault(read.file.folder, Shelf()).add(owner)
            below.setdefault(os.path.dirname(read.file.folder), Shelf()).add_work(owner)
    for folder in folders:
        for video in folder.videos:
            if video.sample:
                problem = Problem(ProblemCode.SAMPLE, video.file.path)
                result[video.file.path] = Read(video.file, Guess(kind=Kind.IGNORED), ignored=problem)
            elif video.extra is not None:
                result[video.file.path] = _read_extra(video, folder, guesses, shelves, below)
    return result


def _read_main(folder: VideoFolder, guesses: Mapping[str, Guess], beside: Beside) -> list[Read]:
    main = folder.main
    named = folder_guess(folder.place.named, guesses) if folder.place.named is not None else None
    others = siblings((video.stem for video in main), guesses)
    read = [video_guess(video.stem, guesses.get(video.stem, _UNREAD), folder.place, named, others) for video in main]
    if folder.place.part is None:
        read = settle_parts(read)
    read = settle_shows(read)
    told = beside.videos(folder.view, [video.file for video in main], read)
    return [
        _checked(video.file, guess, folder.place, named, known)
        for video, (guess, known) in zip(main, told, strict=True)
    ]


def _checked(file: MediaFile, guess: Guess, place: Around, named: Guess | None, known: Known) -> Read:
    problems = [Problem(note.code, file.path, note.details) for note in guess.notes]
    guess = replace(guess, notes=()) if problems else guess
    if guess.kind is Kind.EXTRA:  # a creditless opening: found by its name, among the episodes
        owner = show_of(replace(guess, kind=Kind.EPISODE, extra=None))
        if owner.series is None and named is not None:
            owner = replace(owner, series=named.series or named.title)
        return Read(file, guess, owner, tuple(problems), known=known)
    problems += doubts(file.path, guess, named.year if named is not None else None, season_of(place, named))
    return Read(file, guess, None, tuple(problems), known=known)


def show_of(guess: Guess) -> Guess:
    """Return a guess that is about the show (or season) of an episode, no longer about the episode; a film as it is."""
    if guess.kind is not Kind.EPISODE:
        return guess
    return replace(guess, title=None, episodes=(), absolute=(), date=None, part=None, part_word=None, notes=())


def _read_extra(
    video: Video,
    folder: VideoFolder,
    guesses: Mapping[str, Guess],
    shelves: Mapping[str, Shelf],
    below: Mapping[str, Shelf],
) -> Read:
    owner = _owner(video, folder, guesses, shelves, below)
    title = clean(without_release_tags(video.file.stem)) or video.file.stem
    guess = Guess(kind=Kind.EXTRA, title=title, extra=video.extra, confidence=0.8 if owner is not None else 0.3)
    problems = () if owner is not None else (Problem(ProblemCode.NO_OWNER, video.file.path),)
    return Read(video.file, guess, owner, problems)


def _owner(
    video: Video,
    folder: VideoFolder,
    guesses: Mapping[str, Guess],
    shelves: Mapping[str, Shelf],
    below: Mapping[str, Shelf],
) -> Guess | None:
    """Find the film or show of an extra: by its stem, else the only work of its folder or the one above it."""
    here = shelves.get(video.file.folder, Shelf())
    home = video.file.folder if folder.place.extra is None else os.path.dirname(video.file.folder)
    if video.stem and (found := here.of_stem(video.stem, is_video)) is not None:
        return _owning(found[0].guess, folder, own=not found[1])
    if video.stem != video.file.stem and video.stem:
        own = guesses.get(video.stem, _UNREAD)
        if own.kind is Kind.MOVIE and own.title and not looks_obfuscated(video.stem):
            return own
    for shelf in (shelves.get(home), below.get(home)):
        if shelf is not None and (only := shelf.only_work((Kind.MOVIE, Kind.EPISODE))) is not None:
            return _owning(only.guess, folder, own=False)
    return _owner_by_folder(folder, guesses)


def _owning(guess: Guess, folder: VideoFolder, *, own: bool) -> Guess:
    if guess.kind is Kind.MOVIE:
        return guess
    season = guess.season if own or folder.place.season is not None else None
    return replace(show_of(guess), season=season)


def _owner_by_folder(folder: VideoFolder, guesses: Mapping[str, Guess]) -> Guess | None:
    if folder.place.named is None or folder.place.weak:
        return None
    named = folder_guess(folder.place.named, guesses)
    if folder.place.season is not None and named.kind is Kind.MOVIE:
        return replace(named, kind=Kind.EPISODE, series=named.title, title=None, season=folder.place.season)
    return named if named.title or named.series else None

"""From what a scan found to rows: every file is a row of its own, or travels with one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar

from jforg_gui.domain.errors import CancelledError, Problem, ProblemCode
from jforg_gui.domain.found import FoundFile, FoundFolder
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import MEDIA, Category, ExtraType, Identity, Kind, MediaFile
from jforg_gui.domain.metadata import Known
from jforg_gui.identify import companions, discs, tracks, videos
from jforg_gui.identify.beside import Beside
from jforg_gui.identify.companions import Attached
from jforg_gui.identify.context import around
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.names import read_name, take_apart
from jforg_gui.identify.shelf import Owner, Shelf
from jforg_gui.identify.tree import FolderView, Pause, view
from jforg_gui.workflow.ports import NEVER, Cancellation, NameGuesser

# Names sent at once: a third of a second for one process, and chunks enough for eight.
_BATCH: Final = 64
_AUDIO: Final = frozenset((Category.AUDIO, Category.AUDIOBOOK))
_NOBODY: Final = Identity(0, 0)
_T = TypeVar("_T")


def identify(
    folders: Sequence[FoundFolder],
    guesser: NameGuesser,
    cancellation: Cancellation,
    report: Callable[[int, int], None] | None = None,
) -> list[Item]:
    """Say what every found file is: one row per media file, per entry left alone, and per companion without owner.

    The order is that of the input. Blocks while names are read: never call it on the GUI thread. Reads NFO files.
    Raises CancelledError when the person stops it. ``report`` is told how many names have been read, and of how many.
    """
    pause = partial(_stop_if, cancellation)
    views = [*_one_by_one(map(view, folders), pause)]
    video_folders = videos.video_folders(views, pause)
    names = dict.fromkeys((*videos.names_to_read(video_folders), *discs.names_to_read(views)))
    guesses = _ask(guesser, [*names], cancellation, report)
    beside = Beside(views)
    rows = _Rows()
    rows.add_videos(_one_by_one(videos.read_videos(video_folders, guesses, beside, pause).values(), pause), views)
    rows.add_discs(discs.read_discs(views, guesses), beside)
    read = tracks.read_files(views, pause)
    told = beside.sounds(read)
    for one in _one_by_one(views, pause):
        rows.add_sounds_and_books(one, read, told)
    for one in _one_by_one(views, pause):
        rows.add_companions(one)
    return [*rows.in_order(_one_by_one(folders, pause))]


def identify_names(names: Sequence[str], guesser: NameGuesser) -> list[Guess]:
    """Say what names alone tell, in their order; nothing is touched.

    A name may be a relative path with '/'; one without a media extension is read as a folder's or a release's.
    Blocks while names are read: never call it on the GUI thread.
    """
    parts = [take_apart(name) for name in names]
    needed = dict.fromkeys(name for part in parts for name in part.needs)
    guesses = _ask(guesser, [*needed], NEVER)
    return [read_name(part, guesses) for part in parts]


def rows_of_names(names: Sequence[str], guesses: Sequence[Guess]) -> list[Item]:
    """Make rows of names alone, as if there were files of no size, to be looked up together."""
    return [
        Item(file=MediaFile(path=name, size=0, mtime_ns=0, identity=_NOBODY), guess=guess)
        for name, guess in zip(names, guesses, strict=True)
    ]


def _one_by_one(things: Iterable[_T], pause: Pause) -> Iterator[_T]:
    for one in things:
        pause()
        yield one


def _stop_if(cancellation: Cancellation) -> None:
    if cancellation.cancelled():
        raise CancelledError


def _ask(
    guesser: NameGuesser,
    names: Sequence[str],
    cancellation: Cancellation,
    report: Callable[[int, int], None] | None = None,
) -> dict[str, Guess]:
    answers: dict[str, Guess] = {}
    for start in range(0, len(names), _BATCH):
        _stop_if(cancellation)
        batch = names[start : start + _BATCH]
        answers.update(zip(batch, guesser.guess(batch), strict=True))
        if report is not None:
            report(len(answers), len(names))
    return answers


def _ignored(file: MediaFile, code: ProblemCode, input_root: str) -> Item:
    return Item(
        file=file,
        guess=Guess(kind=Kind.IGNORED),
        ignored=Problem(code, file.path),
        input_root=input_root,
    )


class _Rows:
    """The rows as they are found; each file gets into one of them exactly once."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._owners: list[str] = []
        self._here: dict[str, Shelf] = {}
        self._below: dict[str, Shelf] = {}
        # Folder and input → the shelves that a file there is put on.
        self._around: dict[tuple[str, str], list[Shelf]] = {}
        self._attached: list[Attached] = []
        self._travelling: set[str] = set()

    def add_videos(self, read: Iterable[videos.Read], views: Iterable[FolderView]) -> None:
        roots = {one.path: one.input_root for one in views}
        for one in read:
            root = roots[one.file.folder]
            problems = (*tracks.empty(one.file), *one.problems) if one.ignored is None else ()
            item = Item(
                file=one.file,
                guess=one.guess,
                owner=one.owner,
                problems=problems,
                ignored=one.ignored,
                input_root=root,
                known=one.known,
            )
            self._add(item)

    def add_discs(self, read: Iterable[Item], beside: Beside) -> None:
        for item in read:
            guess, known = beside.disc(item.disc or item.file.folder, item.guess)
            self._add(replace(item, guess=guess, known=known))
            self._travelling.update(one.file.path for one in item.companions)

    def add_sounds_and_books(
        self, folder: FolderView, read: Mapping[str, Guess], told: Mapping[str, tuple[Guess, Known]]
    ) -> None:
        for found in folder.files:
            file = found.file
            if file.path in self._items or file.path in self._travelling or file.category not in MEDIA:
                continue
            attached = companions.attach_audio(file, self._shelf(file.folder)) if file.category in _AUDIO else None
            if attached is not None:
                self._attach(attached)
            elif (theme := self._theme(found, folder)) is not None:
                self._add(theme)
            else:
                guess, known = told.get(file.path, (read[file.path], found.inside.known))
                self._add(_sound_or_book(found, folder, guess, known))

    def _theme(self, found: FoundFile, folder: FolderView) -> Item | None:
        """`theme.mp3` beside a film or a show, or anything in its `theme-music`, is no track."""
        file = found.file
        role = read_folder(folder.names[0]) if folder.names else None
        own = role is not None and role.extra is ExtraType.THEME_SONG
        if file.category is not Category.AUDIO or not (own or file.stem.lower() == "theme"):
            return None
        home = os.path.dirname(file.folder) if own else file.folder
        for shelf in (self._shelf(home), self._below.get(home, Shelf())):
            owner = shelf.only_work((Kind.MOVIE, Kind.EPISODE))
            if owner is not None:
                return Item(
                    file=file,
                    guess=Guess(kind=Kind.EXTRA, title=file.stem, extra=ExtraType.THEME_SONG, confidence=0.8),
                    owner=replace(videos.show_of(owner.guess), season=around(folder.names).season),
                    problems=tracks.empty(file),
                    input_root=folder.input_root,
                )
        return None

    def add_companions(self, folder: FolderView) -> None:
        for found in folder.files:
            file = found.file
            if file.path in self._items or file.path in self._travelling:
                continue
            if file.category is Category.OTHER:
                self._items[file.path] = _ignored(file, ProblemCode.NOT_MEDIA, folder.input_root)
            elif file.category is Category.IMAGE and not file.size:
                # Jellyfin passes over such a picture, but it would hold the name of a better one.
                self._items[file.path] = _ignored(file, ProblemCode.EMPTY_FILE, folder.input_root)
            elif file.extension == "nfo" and not _is_read(found) and companions.is_scene_nfo(file):
                self._items[file.path] = _ignored(file, ProblemCode.SCENE_NFO, folder.input_root)
            elif (attached := self._find_owner(file, folder)) is not None:
                self._attach(attached)
                self._warn(attached, found)
            else:
                self._items[file.path] = _ignored(file, ProblemCode.NO_OWNER, folder.input_root)

    def _warn(self, attached: Attached, found: FoundFile) -> None:
        """Say at the row what is the matter with a file that travels with it, or what it tells of the row's own."""
        path = self._owners[attached.place]
        item, problem = self._items[path], found.inside.problem
        image = item.kind is Kind.TRACK and item.guess.track is None and attached.companion.bound
        if problem is None and found.file.extension == "cue" and image:
            problem = Problem(ProblemCode.ALBUM_IMAGE, path)
        if problem is not None:
            self._items[path] = replace(item, problems=(*item.problems, problem))

    def _attach(self, attached: Attached) -> None:
        self._attached.append(attached)
        self._travelling.add(attached.companion.file.path)

    def _find_owner(self, file: MediaFile, folder: FolderView) -> Attached | None:
        here, below = self._shelf(folder.path), self._below.get(folder.path, Shelf())
        match file.category:
            case Category.SUBTITLE:
                return companions.attach_subtitle(file, self._subtitle_shelf(folder))
            case Category.LYRICS:
                return companions.attach_lyrics(file, here)
            case Category.METADATA:
                return companions.attach_metadata(file, here, below)
            case Category.IMAGE:
                return companions.attach_artwork(file, here, below)
            case Category.SHEET:
                return companions.attach_sheet(file, here)
            case _:
                return None

    def _subtitle_shelf(self, folder: FolderView) -> Shelf:
        """Return the videos that subtitles of a folder may belong to: for `Subs` those of the folder above.

        `Subs/<episode's stem>/2_English.srt` belongs to that episode.
        """
        here = self._shelf(folder.path)
        if here.has_videos or not folder.names:
            return here
        above = os.path.dirname(folder.path)
        if read_folder(folder.names[0]).role is FolderRole.SUBTITLES:
            return self._shelf(above)
        if len(folder.names) > 1 and read_folder(folder.names[1]).role is FolderRole.SUBTITLES:
            outer = self._shelf(os.path.dirname(above))
            named = outer.of_stem(folder.names[0], lambda _: True)
            return Shelf([named[0]]) if named is not None and not named[1] else outer
        return here

    def _shelf(self, path: str) -> Shelf:
        return self._here.get(path) or Shelf()

    def _add(self, item: Item) -> None:
        """Add a row that companions may belong to."""
        self._items[item.file.path] = item
        if item.ignored is not None:
            return
        owner = Owner(len(self._owners), item.file, item.guess)
        self._owners.append(item.file.path)
        folder = item.file.folder
        shelves = self._around.get((folder, item.input_root)) or self._shelves_around(folder, item.input_root)
        shelves[0].add(owner)
        for shelf in shelves[1:]:
            shelf.add_work(owner)

    def _shelves_around(self, folder: str, input_root: str) -> list[Shelf]:
        """Return the shelf of a folder, and those of everything below each one above it, up to the input's own."""
        found = self._around[folder, input_root] = [self._here.setdefault(folder, Shelf())]
        path = folder
        while path != input_root and len(path) > len(input_root):
            path = os.path.dirname(path)
            found.append(self._below.setdefault(path, Shelf()))
        return found

    def in_order(self, folders: Iterable[FoundFolder]) -> Iterator[Item]:
        """Hand out every row once, with its companions, in the order of what was found."""
        for one in companions.tell_apart(self._attached):
            path = self._owners[one.place]
            item = self._items[path]
            self._items[path] = replace(item, companions=(*item.companions, one.companion))
        for folder in folders:
            for found in folder.files:
                if found.file.path in self._items:
                    yield self._items[found.file.path]
            for left in folder.left_alone:
                yield Item(
                    file=MediaFile(left.path, left.size, 0, _NOBODY),
                    guess=Guess(kind=Kind.IGNORED),
                    ignored=left.problem,
                    input_root=folder.input_root,
                )


def _is_read(found: FoundFile) -> bool:
    """Tell whether a look into an NFO found metadata, or metadata that is broken."""
    return found.inside.sidecar is not None or found.inside.problem is not None


def _sound_or_book(found: FoundFile, folder: FolderView, guess: Guess, known: Known) -> Item:
    return Item(
        file=found.file,
        guess=guess,
        problems=(*tracks.empty(found.file), *tracks.problems_of(found, guess)),
        known=known,
        input_root=folder.input_root,
    )

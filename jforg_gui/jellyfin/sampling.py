"""What a template makes of one row: a sample for the person who writes it, from rows of their own if there are any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from jforg_gui.domain.errors import Problem
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind, Library
from jforg_gui.domain.naming import Subject
from jforg_gui.domain.seen import CURRENT
from jforg_gui.jellyfin import layout
from jforg_gui.jellyfin.naming import Naming
from jforg_gui.jellyfin.place import ALONE, Company, Place
from jforg_gui.jellyfin.reader.folder import Folder
from jforg_gui.jellyfin.reader.intent import Meant, differences
from jforg_gui.jellyfin.reader.reading import read_folder


@dataclass(frozen=True, slots=True)
class Example:
    """A row to show names by: its guess, and the extension of its file (no dot)."""

    guess: Guess
    extension: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A path in three pieces: what is above the name that the template makes, that name, what is below or behind.

    ``misread`` says in what way Jellyfin would read it otherwise than meant.
    """

    above: str
    name: str
    below: str
    misread: Problem | None = None

    @property
    def path(self) -> str:
        """The whole of it."""
        return f"{self.above}{self.name}{self.below}"


_FILM: Final = Guess(kind=Kind.MOVIE, title="The Lantern Keeper", year=2019, resolution="2160p")
_EPISODE: Final = Guess(
    kind=Kind.EPISODE, series="Harbour Lights", year=2018, season=1, episodes=(1,), title="The Long Tide"
)
_TRACK: Final = Guess(kind=Kind.TRACK, artist="The Finches", album="Grey Morning", year=2004, track=7, title="Dawn")
# Invented works, for a table without rows.
INVENTED: Final[Mapping[Kind, Example]] = MappingProxyType(
    {
        Kind.MOVIE: Example(_FILM, "mkv"),
        Kind.EPISODE: Example(_EPISODE, "mkv"),
        Kind.TRACK: Example(_TRACK, "flac"),
        Kind.BOOK: Example(
            Guess(kind=Kind.BOOK, author="Elif Marsh", title="The Cartographer's Winter", year=2014), "epub"
        ),
        Kind.COMIC: Example(Guess(kind=Kind.COMIC, series="Moon Rangers", number="3", year=2012), "cbz"),
        Kind.AUDIOBOOK: Example(
            Guess(kind=Kind.AUDIOBOOK, author="Ada Fenn", title="Stone Path", year=1998, narrator="Nell Reed"), "m4b"
        ),
    }
)
KINDS: Final[Mapping[Subject, Kind]] = MappingProxyType(
    {
        Subject.FILM: Kind.MOVIE,
        Subject.VERSION: Kind.MOVIE,
        Subject.SHOW: Kind.EPISODE,
        Subject.EPISODE: Kind.EPISODE,
        Subject.ALBUM: Kind.TRACK,
        Subject.TRACK: Kind.TRACK,
        Subject.BOOK: Kind.BOOK,
        Subject.COMIC: Kind.COMIC,
        Subject.AUDIOBOOK: Kind.AUDIOBOOK,
    }
)
_VERSION: Final = "1080p"


def examples(items: Iterable[Item]) -> Mapping[Kind, Example]:
    """Pick a row of each kind, the first of which most is known; an invented one where there is none."""
    best: dict[Kind, tuple[int, Example]] = {}
    for item in items:
        if item.ignored is None and item.kind in INVENTED:
            known = _known(item.guess)
            if known > best.get(item.kind, (0, None))[0]:
                best[item.kind] = known, Example(item.guess, item.file.extension)
    return {kind: best[kind][1] if kind in best else invented for kind, invented in INVENTED.items()}


def _known(guess: Guess) -> int:
    named = (guess.title, guess.year, guess.series, guess.album, guess.author, guess.track, guess.episodes)
    return sum(1 for value in named if value)


def sample(subject: Subject, naming: Naming, example: Example) -> Sample | Problem:
    """Return what a naming makes of a row; why it makes nothing of it, if so."""
    guess, company = naming.spelled(example.guess), ALONE
    if subject is Subject.VERSION:
        guess = replace(guess, part=None, resolution=guess.resolution or _VERSION)
        company = Company(versions=True, alike=True)
    place = layout.place(guess, f"x.{example.extension}", company, naming=naming)
    if isinstance(place, Problem):
        return place
    return replace(_cut(subject, place), misread=_misread(guess, place))


def _misread(guess: Guess, place: Place) -> Problem | None:
    """Return how Jellyfin would read a file otherwise than it is meant, lying at its place with its like.

    A comic is seldom the only issue; one that is would be named after its folder.
    """
    beside = (f"0.{place.extension}",) if place.library is Library.COMICS else ()
    folder = Folder(place.library, place.folders, (place.name, *beside), root=place.library.value)
    seen = read_folder(folder, CURRENT)[place.name]
    return next(iter(differences(Meant(guess, place.parts), seen, CURRENT)), None)


def _cut(subject: Subject, place: Place) -> Sample:
    """Cut the path where the subject's own name is; the name of a file ends before its extension."""
    folders = place.folders
    ending = f".{place.extension}" if place.extension else ""
    match subject:
        case Subject.FILM:
            return Sample(f"{place.library.value}/", folders[0], f"/{place.name}")
        case Subject.SHOW:
            return Sample(f"{place.library.value}/", folders[0], f"/{folders[-1]}/")
        case Subject.ALBUM:
            return Sample(f"{place.library.value}/{folders[0]}/", folders[-1], "/")
        case Subject.BOOK | Subject.AUDIOBOOK:
            return Sample(f"{place.library.value}/", "/".join(folders), "/")
        case _:
            return Sample(f"{folders[-1]}/", place.stem, ending)

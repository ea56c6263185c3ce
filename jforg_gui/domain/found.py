"""What a scan brings back: folders in walking order, with every entry accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jforg_gui.domain.errors import Problem
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.metadata import NOTHING_KNOWN, Known, Metadata


class SidecarKind(StrEnum):
    """What an NFO describes; the values are the names of its root elements.

    ``ADDRESS`` is a text that only names the page of a work.
    """

    MOVIE = "movie"
    SHOW = "tvshow"
    SEASON = "season"
    EPISODE = "episodedetails"
    ALBUM = "album"
    ARTIST = "artist"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What an NFO says: one work, or the several episodes of one file. ``about`` is what an address is one of."""

    kind: SidecarKind
    works: tuple[Metadata, ...]
    about: SidecarKind | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """What a look into a file told: a guess (tags, OPF, ComicInfo), or why there is none, or neither.

    ``known`` is what it says beyond a guess: plot, people, publisher; ``sidecar`` what an NFO says of its neighbours.
    """

    guess: Guess | None = None
    problem: Problem | None = None
    known: Known = NOTHING_KNOWN
    sidecar: Sidecar | None = None


NOTHING_INSIDE = Inside()


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One regular file and what a look into it told."""

    file: MediaFile
    inside: Inside = NOTHING_INSIDE


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """An entry that is shown but never moved, with the reason.

    A folder that is not walked into (hidden, the system's, under an ``.ignore``) is one such entry.
    """

    path: str
    problem: Problem
    size: int = 0
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class FoundFolder:
    """One folder, in walking order (parents before children, names in natural order of code points).

    ``input_root`` is the path the person gave, made absolute (and the folder, when several files of one were given);
    ``files`` are candidates for a library or for companions,
    ``left_alone`` everything else that lies here, ``problems`` what could not be looked at.
    """

    path: str
    input_root: str
    files: tuple[FoundFile, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    problems: tuple[Problem, ...] = ()

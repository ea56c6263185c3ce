"""A row: one media file, what it is, and the files that go where it goes."""

from __future__ import annotations

from dataclasses import dataclass

from jforg_gui.domain.candidate import Match
from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind, MediaFile, Role
from jforg_gui.domain.metadata import NOTHING_KNOWN, Known
from jforg_gui.domain.streams import MediaFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A file that has no life of its own and travels with a media file.

    ``language`` is an ISO 639-1 code or an IETF tag such as ``pt-BR``; ``flags`` are Jellyfin's words
    (``default``, ``forced``, ``sdh``) in the order in which they are written; ``label`` is free text such as a
    commentary's title, or the artwork's role word (``poster``, ``backdrop``, ``cover`` …) when ``role`` is artwork.
    ``bound`` says that it belongs to this very file (it shares the stem, or is the file's only subtitle); an
    unbound one belongs to the folder: a film's poster, an album's cover, a show's ``tvshow.nfo``.
    """

    file: MediaFile
    role: Role
    language: str | None = None
    flags: tuple[str, ...] = ()
    label: str | None = None
    bound: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """What names, folders and the files themselves said of a row, before any database was asked."""

    guess: Guess
    known: Known
    owner: Guess | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of the table.

    ``input_root`` is the folder or file the person gave, by which rows are told apart and grouped.
    ``owner`` is the guess of the film, show or season that an extra belongs to.
    An item with ``ignored`` set stays where it is, for that reason; its guess then has the kind ``ignored``.
    ``wanted`` is the row's check box: what is not wanted is planned, so that it can be seen, but claims no name and
    does not move. ``conflict`` is what the person decided for this row; None leaves it to the run's own policy.
    ``recognised`` is the guess before the person's first edit, None while there was none. ``known`` is what is known
    beyond names: plot, people, artwork addresses. ``match`` is what the online databases offered, and what was taken;
    ``named`` is the row as it was before that, None while there was no answer.
    ``disc`` is the folder that holds the disc structure (``VIDEO_TS``, ``BDMV``) whose main file this is, else ''; the
    disc's other files are its companions. ``media`` is what the file's own streams say, None until it was looked into.
    """

    file: MediaFile
    guess: Guess
    companions: tuple[Companion, ...] = ()
    owner: Guess | None = None
    problems: tuple[Problem, ...] = ()
    ignored: Problem | None = None
    input_root: str = ""
    wanted: bool = True
    conflict: ConflictPolicy | None = None
    recognised: Guess | None = None
    known: Known = NOTHING_KNOWN
    match: Match | None = None
    named: Named | None = None
    disc: str = ""
    media: MediaFacts | None = None

    @property
    def kind(self) -> Kind:
        """What the row is."""
        return self.guess.kind

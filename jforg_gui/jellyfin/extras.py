"""Extras: in the folder of the film, show or season they belong to (jellyfin.org, "External extras")."""

from __future__ import annotations

import os
import re

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import ExtraType, Kind, Library
from jforg_gui.jellyfin import books, legal, movies, music, rules, shows
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import Place, is_cut

_GROUP = re.compile(r"^\[[^\]]*\]\s*|\s*\[[^\]]*\]$")
_NOT_LETTERS = re.compile(r"[\W_]+")


def place(
    guess: Guess, owner: Guess | None, source_name: str, extension: str, naming: Naming = RECOMMENDED
) -> Place | Problem:
    """Lay out one extra under a legal form of its own name; its owner decides the folder."""
    found = _owner_folders(owner or guess, naming)
    if found is None:
        return Problem(ProblemCode.NO_OWNER)
    library, folders, home = found
    stem = os.path.splitext(source_name)[0]
    suffix = _own_suffix(stem, owner) if library is Library.MOVIES else None
    if suffix:
        return Place(library, folders, base=folders[-1], extension=extension, home=home, tail=suffix)
    if guess.extra is ExtraType.THEME_SONG and stem.casefold() == "theme":
        return Place(library, folders, base="theme", extension=extension, home=home)
    name = legal.component(_GROUP.sub("", stem).strip() or stem, legal.STEM_BYTES) or legal.component(guess.title or "")
    if name is None:
        return Problem(ProblemCode.NO_TITLE)
    kind = guess.extra or ExtraType.EXTRA
    return Place(
        library,
        (*folders, kind.value),
        base=name,
        extension=extension,
        home=home,
        shortened=is_cut(stem, name),
    )


def _owner_folders(owner: Guess, naming: Naming) -> tuple[Library, tuple[str, ...], int] | None:
    """Return the library, the owner's folders, and how many of them are its home."""
    if owner.series and owner.kind in {Kind.EPISODE, Kind.EXTRA}:
        show = shows.home(owner, naming)
        season = (shows.season_folder(owner.season),) if owner.season is not None else ()
        return (Library.SHOWS, (show, *season), 1) if show else None
    if owner.kind is Kind.TRACK:
        album = music.album_folder(owner, naming)
        return (Library.MUSIC, (music.artist_folder(owner), album), 2) if album else None
    if owner.kind is Kind.AUDIOBOOK:
        folders = books.audiobook_folders(owner, naming)
        return (Library.AUDIOBOOKS, folders, len(folders)) if folders else None
    if owner.kind is Kind.MOVIE:
        film = movies.home(owner, naming)
        return (Library.MOVIES, (film,), 1) if film else None
    return None


def _own_suffix(stem: str, owner: Guess | None) -> str | None:
    """Return ``-trailer2`` if the file is named after its film and says what it is by Jellyfin's suffix."""
    match = rules.OWN_EXTRA_SUFFIX.match(stem)
    if match is None or owner is None or not owner.title:
        return None
    mine, films = (_NOT_LETTERS.sub("", text).casefold() for text in (match["owner"], owner.title))
    return f"-{match['suffix'].lower()}" if mine.startswith(films) else None

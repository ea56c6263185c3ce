"""What is wrong with a library as it lies: findings, each with its effect and, where there is one, its repair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jforg_gui.domain.media import Library, MediaFile


class Effect(StrEnum):
    """What a finding does to what Jellyfin shows. The values appear in JSON."""

    NOT_SHOWN = "not-shown"
    SHOWN_WRONG = "shown-wrong"
    NICER = "could-be-nicer"


class FindingCode(StrEnum):
    """What can be wrong. The values are stable: they appear in JSON."""

    # films
    VERSIONS_APART = "versions-apart"
    SECOND_FILM = "second-film"
    PARTS_OF_TWO = "parts-of-two"
    FOLDER_INSIDE = "folder-inside"
    DISCS_APART = "discs-apart"
    TITLE_CUT = "title-cut"
    SAMPLE_WORD = "sample-word"
    ID_UNREAD = "id-unread"
    # shows
    SPAN_UNREAD = "span-unread"
    NUMBER_MISREAD = "number-misread"
    NO_NUMBER = "no-number"
    SAME_NUMBER = "same-number"
    COUNTED_THROUGH = "counted-through"
    SHOW_NAME = "show-name"
    SEASONS_VANISH = "seasons-vanish"
    NOT_A_SEASON = "not-a-season"
    SEASON_TWICE = "season-twice"
    SEASON_MISSING = "season-missing"
    SHOWS_GROUPED = "shows-grouped"
    TAKEN_FOR_EXTRA = "taken-for-extra"
    BESIDE_SHOWS = "beside-shows"
    # music, books
    DISC_LIKE_ALBUM = "disc-like-album"
    ALBUM_HIDDEN = "album-hidden"
    ALBUM_ART = "album-art"
    BOOKS_TOGETHER = "books-together"
    ARCHIVE_UNREAD = "archive-unread"
    # any library
    SUBTITLES_SKIPPED = "subtitles-skipped"
    STRAY_SUBTITLE = "stray-subtitle"
    ORPHAN = "orphan"
    HIDDEN = "hidden"
    FOLDER_SKIPPED = "folder-skipped"
    SPELLED_TWICE = "spelled-twice"
    DUPLICATE = "duplicate"
    EMPTY_FOLDER = "empty-folder"
    EMPTY_IMAGE = "empty-image"
    EMPTY_MEDIA = "empty-media"
    UNREADABLE = "unreadable"


class RepairWord(StrEnum):
    """What a repair does, for its words."""

    RENAME = "rename"
    RENAME_FOLDER = "rename-folder"
    OWN_FOLDERS = "own-folders"
    BESIDE = "beside"
    INTO_FOLDER = "into-folder"
    UP = "up"
    RENAME_DISCS = "rename-discs"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair: which files get which new paths. ``to`` is the name its words end with, or ''."""

    word: RepairWord
    moves: tuple[tuple[MediaFile, str], ...]
    to: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in one library.

    ``path`` is what it is about, ``work`` the name of the film, show, artist or author it lies under, ``details``
    fill the gaps of its sentence, ``concerns`` are the paths of the files it concerns, ``root`` is that of the library.
    """

    code: FindingCode
    effect: Effect
    library: Library
    path: str
    work: str
    details: tuple[tuple[str, str], ...] = ()
    concerns: tuple[str, ...] = ()
    repair: Repair | None = None
    root: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was checked: files and folders read, and files that findings concern."""

    files: int = 0
    folders: int = 0
    concerned: int = 0

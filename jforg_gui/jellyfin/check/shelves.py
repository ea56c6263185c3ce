"""What is wrong with folders of music, books, comics and audiobooks (jellyfin.org, "Music" and "Books")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, RepairWord
from jforg_gui.domain.media import Library, MediaFile
from jforg_gui.domain.seen import CURRENT, Sight
from jforg_gui.jellyfin import legal
from jforg_gui.jellyfin.check.tree import Branch, Parts, Work, restemmed
from jforg_gui.jellyfin.reader import albums, extras
from jforg_gui.jellyfin.reader.intent import bare
from jforg_gui.jellyfin.reader.volumes import read_book

_COVERS: Final = ("folder", "cover", "poster")
# Archives of images that Jellyfin knows under another ending (BookResolver.cs takes these alone).
_ARCHIVES: Final[dict[str, str]] = {"zip": "cbz", "rar": "cbr", "7z": "cb7"}
_ALBUM_LEVEL: Final = 2


def check_music(work: Work) -> Iterator[Finding]:
    """Give the findings of one artist's folder."""
    for branch in work.branches.values():
        tracks = [name for name, one in work.read(branch, CURRENT).items() if one.kind is Sight.TRACK]
        if len(branch.parts) == _ALBUM_LEVEL and tracks and _is_lonely_disc(work, branch):
            new = f"{work.name} - {branch.name}"
            repair = work.repair(RepairWord.RENAME_FOLDER, work.renamed_folder(branch.parts, new), new)
            yield work.finding(FindingCode.DISC_LIKE_ALBUM, Effect.SHOWN_WRONG, branch.parts, repair=repair)
        yield from _hidden_album(work, branch)
        yield from _album_art(work, branch)


def _is_lonely_disc(work: Work, branch: Branch) -> bool:
    """Tell an album that only looks like a disc: the others beside it are none, or it is the only one."""
    if albums.disc_number(branch.name) is None:
        return False
    beside = [one for one in work.branches.values() if len(one.parts) == _ALBUM_LEVEL and one.files]
    discs = [one for one in beside if albums.disc_number(one.name) is not None]
    return len(discs) < len(beside) or not branch.name.casefold().startswith(("cd", "disc", "disk"))


def _hidden_album(work: Work, branch: Branch) -> Iterator[Finding]:
    if len(branch.parts) != _ALBUM_LEVEL or extras.by_folder(branch.name) is None:
        return
    if any(
        one.why is not None and one.why.code.value == "seen-as-extra" for one in work.read(branch, CURRENT).values()
    ):
        new = f"{branch.name}_"
        repair = work.repair(RepairWord.RENAME_FOLDER, work.renamed_folder(branch.parts, new), new)
        yield work.finding(FindingCode.ALBUM_HIDDEN, Effect.NOT_SHOWN, branch.parts, repair=repair)


def _album_art(work: Work, branch: Branch) -> Iterator[Finding]:
    stems = {name.rpartition(".")[0].casefold() for name in branch.files}
    for name, file in branch.files.items():
        if name.casefold() != "albumart.jpg":
            continue
        new = f"folder.{file.extension}"
        free = stems.isdisjoint(_COVERS)
        repair = work.repair(RepairWord.RENAME, [(file, (*branch.parts, new))], new) if free else None
        if free:
            yield work.finding(FindingCode.ALBUM_ART, Effect.NICER, (*branch.parts, name), repair=repair)


def check_books(work: Work) -> Iterator[Finding]:
    """Give the findings of one author's folder, or one comic's."""
    for branch in work.branches.values():
        yield from _archives(work, branch)
        if work.library is Library.BOOKS and branch.parts:
            yield from _together(work, branch)


def _archives(work: Work, branch: Branch) -> Iterator[Finding]:
    if work.library is not Library.COMICS:
        return
    for name, file in branch.files.items():
        ending = _ARCHIVES.get(file.extension)
        if ending is not None:
            new = f"{name.rpartition('.')[0]}.{ending}"
            repair = work.repair(RepairWord.RENAME, [(file, (*branch.parts, new))], new)
            yield work.finding(FindingCode.ARCHIVE_UNREAD, Effect.NOT_SHOWN, (*branch.parts, name), repair=repair)


def _together(work: Work, branch: Branch) -> Iterator[Finding]:
    """Tell books that share a book's folder; in an author's each may lie under its own name."""
    books = [name for name, one in work.read(branch, CURRENT).items() if one.kind is Sight.BOOK]
    named = {name.rpartition(".")[0] for name in books}
    titles = {bare(read_book(stem).title) for stem in named}
    own = bare(read_book(branch.name).title)
    if len(titles) < 2 or (len(branch.parts) < _ALBUM_LEVEL and own not in titles):  # noqa: PLR2004 — one is alone
        return
    moves: list[tuple[MediaFile, Parts]] = []
    for stem in sorted(named):
        if bare(read_book(stem).title) != own:
            folder = legal.component(stem) or stem
            above = branch.parts[:1] if len(branch.parts) == 1 else branch.parts[:-1]
            moves += restemmed(branch, stem, stem, (*above, folder))
    repair = work.repair(RepairWord.OWN_FOLDERS, moves)
    said = {"count": len(named), "name": branch.name}
    yield work.finding(FindingCode.BOOKS_TOGETHER, Effect.SHOWN_WRONG, branch.parts, *books, repair=repair, **said)

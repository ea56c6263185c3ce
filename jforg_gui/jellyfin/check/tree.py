"""One work's folder as it lies, and the moves a repair of it is made of."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, Repair, RepairWord
from jforg_gui.domain.listing import fold
from jforg_gui.domain.media import Library, MediaFile
from jforg_gui.domain.seen import Seen, Server
from jforg_gui.jellyfin import legal
from jforg_gui.jellyfin.reader.folder import Folder
from jforg_gui.jellyfin.reader.reading import read_folder

Parts = tuple[str, ...]
Moves = tuple[tuple[MediaFile, str], ...]
_AFTER_STEM: Final = frozenset(".-")


@dataclass(frozen=True)
class Branch:
    """One folder: the names below the library's folder, its files by name, the names of its folders.

    ``links`` are those of the files that are symbolic links; ``empty`` tells that there is nothing in it at all, not
    even what no check is about.
    """

    parts: Parts
    files: Mapping[str, MediaFile]
    folders: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    empty: bool = False

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.parts[-1]


@dataclass(frozen=True)
class Work:
    """One film, show, artist or author: what lies directly in the library, with everything below it.

    ``root`` is the path of the library's folder; ``branches`` are the folders, parents before children. For files that
    lie loosely in the library ``name`` is ''. Never kept: a library is checked one work at a time.
    """

    library: Library
    root: str
    name: str
    branches: Mapping[Parts, Branch]
    _read: dict[tuple[Parts, Server], dict[str, Seen]] = field(default_factory=dict, repr=False, compare=False)

    def read(self, branch: Branch, server: Server) -> dict[str, Seen]:
        """Return what Jellyfin makes of a folder's files."""
        key = (branch.parts, server)
        if key not in self._read:
            folders = branch.folders
            if self.library is Library.MUSIC:
                folders = tuple(name for name in folders if self._holds_music((*branch.parts, name)))
            asked = Folder(self.library, branch.parts, tuple(branch.files), folders, os.path.basename(self.root))
            self._read[key] = read_folder(asked, server)
        return self._read[key]

    def _holds_music(self, parts: Parts) -> bool:
        return any(
            file.category.value.startswith("audio") for branch in self.below(parts) for file in branch.files.values()
        )

    def below(self, parts: Parts) -> Iterator[Branch]:
        """Give a folder and everything in it."""
        depth = len(parts)
        return (branch for key, branch in self.branches.items() if key[:depth] == parts)

    def holds_files(self, parts: Parts) -> bool:
        """Tell whether anything but folders lies in a folder: what is empty is told as such and nothing else."""
        return any(branch.files for branch in self.below(parts))

    def path(self, parts: Iterable[str]) -> str:
        """Return the path of names below the library's folder."""
        return os.path.join(self.root, *parts)

    @cached_property
    def taken(self) -> Counter[str]:
        """How many files lie under each path, folded: names that differ in spelling alone meet on other disks."""
        files = (file.path for branch in self.branches.values() for file in branch.files.values())
        return Counter(map(fold, files))

    @cached_property
    def linked(self) -> frozenset[str]:
        """The paths of symbolic links, which are read like files and never moved."""
        return frozenset(self.path((*parts, name)) for parts, one in self.branches.items() for name in one.links)

    # --- findings -----------------------------------------------------------------------------------------------------

    def finding(
        self,
        code: FindingCode,
        effect: Effect,
        parts: Parts,
        *files: str,
        repair: Repair | None = None,
        **details: object,
    ) -> Finding:
        """Return a finding about the file or folder of these parts.

        It concerns the ``files`` in that folder that are named; without any all that is in it, or the file itself.
        """
        said = {"name": parts[-1] if parts else "", **details}
        concerns = tuple(self.path((*parts, name)) for name in files)
        if not concerns:
            inside = (file.path for branch in self.below(parts) for file in branch.files.values())
            concerns = tuple(inside) if parts in self.branches else (self.path(parts),)
        gaps = tuple((key, str(value)) for key, value in said.items())
        return Finding(code, effect, self.library, self.path(parts), self.name, gaps, concerns, repair, self.root)

    def repair(self, word: RepairWord, moves: Iterable[tuple[MediaFile, Parts]], to: str = "") -> Repair | None:
        """Return a repair; None where a name would be illegal or taken, a link would move, or nothing would."""
        wanted: dict[str, tuple[MediaFile, str]] = {}
        for file, parts in moves:
            path = self.path(parts)
            if path == file.path:
                continue
            others = self.taken[fold(path)] - (fold(path) == fold(file.path))
            if others or file.path in self.linked or not all(map(legal.is_component, parts)):
                return None
            if wanted.setdefault(fold(path), (file, path))[0] is not file:
                return None
        return Repair(word, tuple(wanted.values()), to) if wanted else None

    def renamed_folder(self, parts: Parts, name: str) -> Iterator[tuple[MediaFile, Parts]]:
        """Give the moves that rename a folder."""
        return self.moved_folder(parts, (*parts[:-1], name))

    def moved_folder(self, parts: Parts, to: Parts) -> Iterator[tuple[MediaFile, Parts]]:
        """Give the moves that put everything in one folder into another."""
        for branch in self.below(parts):
            for name, file in branch.files.items():
                yield file, (*to, *branch.parts[len(parts) :], name)


def restemmed(branch: Branch, stem: str, new: str, to: Parts | None = None) -> Iterator[tuple[MediaFile, Parts]]:
    """Give the moves that rename a video and everything that carries its name, in the folder or into ``to``."""
    where = branch.parts if to is None else to
    for name, file in branch.files.items():
        if name[: len(stem)].casefold() == stem.casefold() and name[len(stem) : len(stem) + 1] in _AFTER_STEM:
            yield file, (*where, new + name[len(stem) :])


def renamed_work(work: Work, new: str) -> Iterator[tuple[MediaFile, Parts]]:
    """Give the moves that rename a work's folder, and in it whatever begins with the folder's name."""
    old = work.name
    for branch in work.below((old,)):
        for name, file in branch.files.items():
            yield file, (new, *branch.parts[1:], new + name[len(old) :] if name.startswith(old) else name)

"""One folder of a library as a listing has it, and what its name alone says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.media import Category, Library, category_of
from jforg_gui.domain.seen import Seen, Server, Sight
from jforg_gui.jellyfin.reader import extras, ignored
from jforg_gui.jellyfin.reader.servers import words

SOUND: Final = frozenset((Category.AUDIO, Category.AUDIOBOOK))
# Source: BookResolver.cs.
BOOKS: Final = frozenset(words("azw azw3 cb7 cbr cbt cbz epub mobi pdf"))
VIDEO_LIBRARIES: Final = frozenset((Library.MOVIES, Library.SHOWS))


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder as a listing has it.

    ``parts`` are the names below the library's folder, none for itself; ``root`` is the name of the library's folder.
    ``folders`` are the folders in it, for music only those that hold any.
    """

    library: Library
    parts: tuple[str, ...]
    files: tuple[str, ...]
    folders: tuple[str, ...] = ()
    root: str = ""

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.parts[-1] if self.parts else self.root


@dataclass(frozen=True, slots=True)
class File:
    """One file's name in the pieces that rules ask for; the extension is in lower case, without its dot."""

    name: str
    stem: str
    extension: str
    category: Category

    @classmethod
    def of(cls, name: str) -> File:
        """Take a name apart that does not begin with a dot."""
        stem, dot, extension = name.rpartition(".")
        if not dot:
            return cls(name, name, "", Category.OTHER)
        extension = extension.lower()
        return cls(name, stem, extension, _category(extension))


@lru_cache(maxsize=1024)
def _category(extension: str) -> Category:
    return category_of(f"_.{extension}")


Findings = dict[str, Seen]
ReadMedia = Callable[[Folder, list[File], Server], Findings]


def nothing(code: ProblemCode, name: str) -> Seen:
    """Return the finding of what is not shown, with the rule."""
    return Seen(kind=Sight.NOTHING, why=Problem(code, name, (("name", name),)))


def skipped_above(folder: Folder, server: Server) -> Problem | None:
    """Tell why nothing in a folder is shown: one of the folders above it, or itself, is skipped."""
    for part in folder.parts:
        problem = ignored.why_folder(part, server)
        if problem is not None:
            return problem
    return None


def is_extras(folder: Folder) -> str | None:
    """Return the kind of extras that the folder holds; directly in the library such a name is an ordinary one."""
    return extras.by_folder(folder.name) if len(folder.parts) > 1 else None

"""Walking: the one way in which folders are listed, for the scan and for the library's listing alike.

What comes back is raw on purpose, a list of (name, stat) pairs per kind of entry: a dataclass per file here would
double the cost of a walk. Nothing is followed, nothing is opened.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.long_paths import long_path
from jforg_gui.domain.media import Identity, MediaFile
from jforg_gui.workflow.ports import Cancellation

RawEntry = tuple[str, os.stat_result]

# Windows: the bit of a reparse tag that says "this stands for another place", set for junctions and symbolic links
# but not for cloud placeholders and deduplicated files (MS-FSCC, 2.1.2.1 "Reparse Tags").
_NAME_SURROGATE: Final = 0x20000000


class RawFolder:
    """One folder as the system lists it, each list sorted by name in plain code-point order.

    ``links`` are symbolic links and junctions, ``specials`` sockets, FIFOs and devices. Of folders only the names are
    here: to ask about each of them would cost every walk a tenth. ``failures`` are entries about which the system told
    nothing but an error; the name '' stands for the folder itself, whose listing broke off.
    """

    __slots__ = ("failures", "files", "folders", "links", "path", "specials")

    def __init__(self, path: str) -> None:
        """Start with nothing in it."""
        self.path = path
        self.files: list[RawEntry] = []
        self.folders: list[str] = []
        self.links: list[RawEntry] = []
        self.specials: list[RawEntry] = []
        self.failures: list[tuple[str, OSError]] = []


ListFolder = Callable[[str], RawFolder]


if sys.platform == "win32":

    def list_folder(path: str) -> RawFolder:
        """List one folder, asking the system about each file exactly once.

        Raises OSError when the folder cannot be opened; trouble with one entry, or half way through, is in
        ``failures``.
        """
        folder = RawFolder(path)
        with os.scandir(long_path(path)) as entries:
            _take(folder, entries)
        return folder

    def _facts_of(entry: os.DirEntry[str]) -> os.stat_result:
        """Ask again: what Windows tells while it lists a folder has neither a device nor an inode."""
        return os.lstat(entry.path)

    def _is_junction(entry: os.DirEntry[str]) -> bool:
        """Tell whether a folder stands for another place; ``os.path.isjunction`` needs Python 3.12."""
        facts = entry.stat(follow_symlinks=False)
        reparse = facts.st_file_attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT
        return bool(reparse and facts.st_reparse_tag & _NAME_SURROGATE)

else:

    def list_folder(path: str) -> RawFolder:
        """List one folder, asking the system about each file exactly once.

        Raises OSError when the folder cannot be opened; trouble with one entry, or half way through, is in
        ``failures``. The folder is opened first: names beside a descriptor save the system the way to each of them,
        a tenth of the whole walk.
        """
        folder = RawFolder(path)
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            with os.scandir(descriptor) as entries:
                _take(folder, entries)
        finally:
            os.close(descriptor)
        return folder

    def _facts_of(entry: os.DirEntry[str]) -> os.stat_result:
        return entry.stat(follow_symlinks=False)

    def _is_junction(_entry: os.DirEntry[str]) -> bool:
        return False


def _take(folder: RawFolder, entries: Iterable[os.DirEntry[str]]) -> None:
    """Sort what is listed into its lists; the common case comes first and calls nothing of ours."""
    files = folder.files
    plain = sys.platform != "win32"
    try:
        for entry in entries:
            try:
                if plain and entry.is_file(follow_symlinks=False):
                    files.append((entry.name, entry.stat(follow_symlinks=False)))
                else:
                    _take_other(folder, entry)
            except FileNotFoundError:
                pass  # gone between the listing and the question: it is simply not here
            except OSError as error:
                folder.failures.append((entry.name, error))
    except OSError as error:
        folder.failures.append(("", error))
    files.sort()  # names in one folder differ, so that no two stats are ever compared
    folder.folders.sort()
    folder.links.sort()
    folder.specials.sort()


def _take_other(folder: RawFolder, entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        if _is_junction(entry):
            folder.links.append((entry.name, _facts_of(entry)))
        else:
            folder.folders.append(entry.name)
    elif entry.is_symlink():
        folder.links.append((entry.name, _facts_of(entry)))
    elif entry.is_file(follow_symlinks=False):
        folder.files.append((entry.name, _facts_of(entry)))
    else:
        folder.specials.append((entry.name, _facts_of(entry)))


def identity_of(facts: os.stat_result) -> Identity:
    """Tell which file or folder this is, whatever its name."""
    return Identity(facts.st_dev, facts.st_ino)


def media_file(path: str, facts: os.stat_result) -> MediaFile:
    """Make of a path and what the system said about it what the rest of the program works with."""
    return MediaFile(
        path,
        facts.st_size,
        facts.st_mtime_ns,
        Identity(facts.st_dev, facts.st_ino),
        stat.S_IMODE(facts.st_mode),
        facts.st_nlink,
    )


def walk(
    top: str,
    cancellation: Cancellation,
    *,
    list_folder: ListFolder = list_folder,
    on_error: Callable[[str, OSError], None],
) -> Iterator[RawFolder]:
    """Walk a whole tree on the calling thread, parents before children, names in order, links not followed.

    A folder that cannot be opened goes to ``on_error``. Raises CancelledError between two folders.
    """
    pending = [top]
    while pending:
        if cancellation.cancelled():
            raise CancelledError
        path = pending.pop()
        try:
            folder = list_folder(path)
        except OSError as error:
            on_error(path, error)
            continue
        yield folder
        if folder.folders:
            inside = os.path.join(path, "")
            pending += [inside + name for name in reversed(folder.folders)]

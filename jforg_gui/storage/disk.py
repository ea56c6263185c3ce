"""Every operation that changes a person's file goes through here, and none of them replaces anything."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable

from jforg_gui.domain.long_paths import short_path
from jforg_gui.domain.work import Copied, Facts, Kept, Sharing
from jforg_gui.storage.copying import copy_verified, create_file, digest_of, digest_of_bytes, facts_of, read_file
from jforg_gui.storage.flushing import flush_folders
from jforg_gui.storage.rename import rename_without_replacing
from jforg_gui.storage.systems.rules import hidden_by_name

if sys.platform == "win32":
    from jforg_gui.storage.systems.windows import hide, remove
else:
    from os import unlink as remove


class LocalDisk:
    """The disk as the operating system shows it; fills the port ``workflow.ports.Disk``."""

    def facts(self, path: str) -> Facts | None:
        """Look at a path without following links; None if nothing is there."""
        try:
            return facts_of(os.lstat(path))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def make_folder(self, path: str) -> None:
        """Make one folder; FileExistsError if anything is there."""
        os.mkdir(path)
        if sys.platform == "win32" and hidden_by_name(path):
            hide(path)

    def remove_folder(self, path: str) -> None:
        """Remove a folder that is empty; OSError ENOTEMPTY if it is not."""
        os.rmdir(path)

    def dress_folder(self, path: str, like: Facts) -> None:
        """Give a folder the mode and time it had once; a link is not followed."""
        if os.utime not in os.supports_fd:
            os.utime(path, ns=(like.mtime_ns, like.mtime_ns))  # Windows: no modes, and links need a right of their own
            return
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            os.fchmod(folder, like.mode)
            os.utime(folder, ns=(like.mtime_ns, like.mtime_ns))
        finally:
            os.close(folder)

    def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
        """Give a file a new path on its volume; FileExistsError if that is taken, OSError EXDEV across volumes."""
        rename_without_replacing(source, destination, before_placing=before_placing)

    def copy(
        self,
        source: str,
        temporary: str,
        *,
        expected: Facts,
        kept: Kept,
        moved: Callable[[int], None],
        sharing: Sharing = Sharing.NEVER,
    ) -> Copied:
        """Copy to a new file, durably, and read it back; see ``copy_verified``."""
        return copy_verified(source, temporary, expected=expected, kept=kept, moved=moved, sharing=sharing)

    def hardlink(self, source: str, destination: str) -> None:
        """Give a file a second name; FileExistsError if that is taken, OSError EXDEV or EPERM where it cannot be."""
        os.link(source, destination, follow_symlinks=False)

    def symlink(self, source: str, destination: str) -> None:
        """Make a link at ``destination`` that points at ``source``; FileExistsError if the name is taken."""
        os.symlink(source, destination)

    def links_to(self, path: str, source: str) -> bool:
        """Whether ``path`` is another name of the file at ``source``, or a symbolic link that points there."""
        try:
            here = os.lstat(path)
            if stat.S_ISLNK(here.st_mode):
                return short_path(os.readlink(path)) == short_path(source)
            # One name alone, reached on two ways (a bind mount, a folder that is a link), is no second name.
            return stat.S_ISREG(here.st_mode) and here.st_nlink > 1 and os.path.samestat(here, os.lstat(source))
        except (FileNotFoundError, NotADirectoryError):
            return False

    def remove_link(self, path: str, source: str) -> None:
        """Remove a name of which ``links_to`` is true, and nothing else; OSError ESTALE if it is not."""
        if not self.links_to(path, source):
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), path)
        os.unlink(path)

    def create(self, temporary: str, content: bytes) -> None:
        """Make a new file with this content, durably; see ``create_file``."""
        create_file(temporary, content)

    def remove_file(self, path: str, expected: Facts) -> None:
        """Remove one name of a file of which another copy is known; OSError ESTALE if it is not the one expected."""
        if not facts_of(os.lstat(path)).unchanged_since(expected):
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), path)
        remove(path)

    def digest(self, path: str) -> str:
        """Return the XXH3-128 of a file's content as hex."""
        return digest_of(path)

    def read(self, path: str, most: int) -> bytes:
        """Return a file's content, at most so many bytes; links are not followed."""
        return read_file(path, most)

    def digest_of(self, content: bytes) -> str:
        """Return the XXH3-128 of some content as hex."""
        return digest_of_bytes(content)

    def flush_folders(self, paths: Iterable[str]) -> None:
        """Make the names in these folders durable; a folder that has gone needs no flush."""
        flush_folders(paths)

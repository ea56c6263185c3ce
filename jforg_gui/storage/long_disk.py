"""The disk of Windows, where paths longer than 260 characters have to be written in another way."""

from __future__ import annotations

import sys
from collections.abc import Callable

from jforg_gui.domain.long_paths import long_path
from jforg_gui.domain.work import Copied, Facts, Kept, Sharing
from jforg_gui.storage.disk import LocalDisk


class LongDisk(LocalDisk):
    """Hands every path on in its long form. What a path is called in the journal and to the person stays as it is."""

    def facts(self, path: str) -> Facts | None:
        """Look at a path without following links; None if nothing is there."""
        return super().facts(long_path(path))

    def make_folder(self, path: str) -> None:
        """Make one folder; FileExistsError if anything is there."""
        super().make_folder(long_path(path))

    def remove_folder(self, path: str) -> None:
        """Remove a folder that is empty; OSError ENOTEMPTY if it is not."""
        super().remove_folder(long_path(path))

    def dress_folder(self, path: str, like: Facts) -> None:
        """Give a folder the mode and time it had once."""
        super().dress_folder(long_path(path), like)

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
        lifted = long_path(source), long_path(temporary)
        return super().copy(*lifted, expected=expected, kept=kept, moved=moved, sharing=sharing)

    def hardlink(self, source: str, destination: str) -> None:
        """Give a file a second name; FileExistsError if that is taken."""
        super().hardlink(long_path(source), long_path(destination))

    def symlink(self, source: str, destination: str) -> None:
        """Make a link at ``destination`` that points at ``source``; FileExistsError if the name is taken."""
        super().symlink(long_path(source), long_path(destination))

    def links_to(self, path: str, source: str) -> bool:
        """Whether ``path`` is another name of the file at ``source``, or a symbolic link that points there."""
        return super().links_to(long_path(path), long_path(source))

    def create(self, temporary: str, content: bytes) -> None:
        """Make a new file with this content, durably; see ``create_file``."""
        super().create(long_path(temporary), content)

    def remove_link(self, path: str, source: str) -> None:
        """Remove a name of which ``links_to`` is true, and nothing else; OSError ESTALE if it is not."""
        super().remove_link(long_path(path), long_path(source))

    def remove_file(self, path: str, expected: Facts) -> None:
        """Remove one name of a file of which another copy is known; OSError ESTALE if it is not the one expected."""
        super().remove_file(long_path(path), expected)

    def digest(self, path: str) -> str:
        """Return the XXH3-128 of a file's content as hex."""
        return super().digest(long_path(path))

    def read(self, path: str, most: int) -> bytes:
        """Return a file's content, at most so many bytes; links are not followed."""
        return super().read(long_path(path), most)


def local_disk() -> LocalDisk:
    """Return the disk of this system."""
    return LongDisk() if sys.platform == "win32" else LocalDisk()

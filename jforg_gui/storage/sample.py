"""A small, truly messy media folder of valid files, the same on every run: for `make run`, tests and the window."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import dataclass
from typing import Final

from jforg_gui.storage import sample_tree

_FIRST_MOMENT: Final = 1_400_312_345_678_901_237  # nanoseconds since 1970: a morning in May 2014
_STEP: Final = 86_399_999_999_983  # between two files: a prime, a little less than a day
_UNWRITABLE_NAME: Final = frozenset((errno.ENAMETOOLONG, errno.EINVAL, errno.ENOENT, errno.EILSEQ))


@dataclass(frozen=True, slots=True)
class SampleLibrary:
    """What was written: the folder, the regular files below it in the order of writing, their bytes together.

    ``paths`` are relative to ``root`` and use the system's separator.
    """

    root: str
    paths: tuple[str, ...]
    size: int

    @property
    def files(self) -> int:
        """The number of regular files."""
        return len(self.paths)


def write_sample(folder: str) -> SampleLibrary:
    """Write the sample into ``folder``, which is made if it does not exist.

    Everything below the folder has fixed contents, modification times and, where the system has them, modes.
    Names that this system cannot write are left out, and so is the symbolic link where links are not allowed.

    Raises:
        OSError: with ENOTEMPTY if the folder holds anything at all, else whatever the system said.
    """
    os.makedirs(folder, exist_ok=True)
    with os.scandir(folder) as entries:
        if next(entries, None) is not None:
            raise OSError(errno.ENOTEMPTY, "the sample needs an empty folder", folder)
    paths: list[str] = []
    size = 0
    for number, (relative, content) in enumerate(sample_tree.contents()):
        path = os.path.join(folder, *relative.split("/"))
        if _write(path, content, number, required=relative not in sample_tree.UNPORTABLE):
            paths.append(os.path.relpath(path, folder))
            size += len(content)
    os.mkdir(os.path.join(folder, *sample_tree.EMPTY_FOLDER.split("/")))
    _link(folder)
    _set_modes(folder)
    _date_folders(folder)
    return SampleLibrary(folder, tuple(paths), size)


def _write(path: str, content: bytes, number: int, *, required: bool) -> bool:
    """Write one new file; False if it may be left out and this system does not take its name."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(path, "xb") as file:
            file.write(content)
    except OSError as error:
        if required or error.errno not in _UNWRITABLE_NAME:
            raise
        return False
    moment = _FIRST_MOMENT + number * _STEP
    os.utime(path, ns=(moment, moment))
    return True


def _link(folder: str) -> None:
    where, target = sample_tree.LINK
    path = os.path.join(folder, *where.split("/"))
    try:
        os.symlink(target, path)
    except OSError:
        return  # Windows asks for a privilege, and some disks know no links: the sample is fine without
    if os.utime in os.supports_follow_symlinks:
        os.utime(path, ns=(_FIRST_MOMENT, _FIRST_MOMENT), follow_symlinks=False)


def _set_modes(folder: str) -> None:
    if sys.platform == "win32":
        return  # there a read-only file cannot be deleted, which helps nobody who only wanted a look
    for relative, mode in ((sample_tree.READ_ONLY, 0o444), (sample_tree.PRIVATE, 0o600)):
        os.chmod(os.path.join(folder, *relative.split("/")), mode)


def _fail(error: OSError) -> None:
    raise error


def _date_folders(folder: str) -> None:
    """Give every folder below the sample's own its time, children first, since dating a child leaves its parent be."""
    if sys.platform == "win32":
        return  # Python cannot open a folder for writing there
    walked = sorted(path for path, _, _ in os.walk(folder, onerror=_fail) if path != folder)
    for number, path in enumerate(walked):
        moment = _FIRST_MOMENT - (number + 1) * _STEP
        os.utime(path, ns=(moment, moment))

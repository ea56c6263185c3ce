"""What a disk is and can do, read off without writing to it: its file system, its room, its limits."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.disks import DiskFacts
from jforg_gui.storage.mounts import FSTAB, MOUNTS, Mount, mounts_of_fstab, mounts_of_linux
from jforg_gui.storage.sharing import shares_content
from jforg_gui.storage.volumes import Volume

_FAT: Final = frozenset(("vfat", "msdos", "fat", "fat32", "fat16"))
_NO_LINKS: Final = _FAT | {"exfat"}
# Where every kind of link is known to work; of what is in neither list only the attempt tells.
_LINKS: Final = frozenset(
    (
        *("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "jfs", "tmpfs", "overlay", "bcachefs", "nfs", "nfs4"),
        *("ntfs", "ntfs3", "apfs", "hfs", "refs"),
    ),
)
_LARGEST_ON_FAT: Final = (1 << 32) - 1  # the length of a file there has 32 bits
_LONGEST: Final = 255
_BOOT_SECTOR: Final = 512
# What the first sector says of itself: where, and what. Sources: ECMA-107; Microsoft's exFAT and NTFS specifications.
_SIGNATURES: Final = ((3, b"EXFAT   ", "exfat"), (3, b"NTFS    ", "ntfs"), (82, b"FAT32", "vfat"), (54, b"FAT", "vfat"))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a folder is: on which mount, and whether its path is ``plain``, without a link in it."""

    plain: bool
    mount: Mount | None
    facts: DiskFacts


_ABOVE_ALL: Final = _Spot(plain=True, mount=None, facts=DiskFacts(mount="", room="", pool=""))
# Where systems mount what is plugged in: by its name, and below that of the person.
_PLUGGED_IN: Final = (
    re.compile(r"/Volumes/([^/]+)"),
    re.compile(r"/media/[^/]+/([^/]+)"),
    re.compile(r"/run/media/[^/]+/([^/]+)"),
)


class LocalDisks:
    """The disks as they are now; fills the port ``workflow.ports.Grounds``.

    Each is looked at once: make a new one for every look. Never call it on the GUI thread.
    """

    def __init__(self, mounts: str = MOUNTS, *, earlier: Iterable[Volume] = (), fstab: str = FSTAB) -> None:
        """Read what is mounted; ``earlier`` are volumes that were mounted when something was moved."""
        self._earlier = earlier
        self._fstab = fstab
        self._mounts = {one.mount: one for one in mounts_of_linux(mounts)}  # a later mount covers an earlier one
        self._known: dict[tuple[str, int], DiskFacts] = {}
        self._spots: dict[str, _Spot] = {}

    def of(self, folder: str) -> DiskFacts:
        """The disk a folder is on, or will be once it is made."""
        return self._spot(folder).facts

    def _spot(self, folder: str) -> _Spot:
        found = self._spots.get(folder)
        if found is None:
            found = self._spots[folder] = self._look(folder)
        return found

    def shares_content(self, folder: str) -> bool | None:
        """Whether files on the disk of a folder can share content; None where only a file with a name would tell."""
        facts = self.of(folder)
        if facts.system in _NO_LINKS or facts.system == "ntfs":
            return False
        return next((shares_content(one) for one in _upwards(folder) if os.path.isdir(one)), None)

    def refusal(self, folder: str) -> str:
        """Why nothing may be made in a folder, or above it where it is not there yet; '' if something may.

        In the system's words. On Windows only an attempt would tell.
        """
        try:
            above = next(one for one in _upwards(folder) if os.path.lexists(one))
            if not os.path.isdir(above):
                return os.strerror(errno.ENOTDIR)
            if self.of(folder).read_only:
                return os.strerror(errno.EROFS)
            return "" if os.access(above, os.W_OK | os.X_OK) else os.strerror(errno.EACCES)
        except OSError as error:
            return error.strerror or str(error)

    def absent(self, folder: str) -> str:
        """The name of the disk that a folder lies on and that is not connected; '' if there is none such.

        Nothing, or an empty folder, lies where a disk is mounted at other times; what holds something is in use.
        """
        for place, name in sorted(self._expected(folder), reverse=True):
            if _is_at_or_below(folder, place) and not self._is_mounted(place) and _holds_nothing(place):
                return name
        return ""

    def _expected(self, folder: str) -> Iterator[tuple[str, str]]:
        """Where disks are mounted at other times, and their names."""
        yield from ((volume.mount, volume.label) for volume in self._earlier)
        if sys.platform == "win32":
            drive = os.path.splitdrive(folder)[0] + os.sep
            yield drive, drive
            return
        yield from ((place, os.path.basename(place)) for place in mounts_of_fstab(self._fstab))
        for pattern in _PLUGGED_IN:
            found = pattern.match(folder)
            if found is not None:
                yield found[0], found[1]

    def _is_mounted(self, place: str) -> bool:
        return place in self._mounts or (not self._mounts and os.path.ismount(place))

    def _look(self, folder: str) -> _Spot:
        """Look at one folder; what is not there is where the folder above it is. Only links are followed."""
        above = os.path.dirname(folder)
        try:
            status = os.lstat(folder)
            parent = self._spot(above) if above != folder else _ABOVE_ALL
            if parent.plain and not stat.S_ISLNK(status.st_mode):
                return self._at(folder, self._mounts.get(folder, parent.mount), status.st_dev, plain=True)
            real = os.path.realpath(folder)
            mount = next((self._mounts[one] for one in _upwards(real) if one in self._mounts), None)
            return self._at(real, mount, os.stat(folder).st_dev, plain=False)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            if above != folder:
                return self._spot(above)
        except OSError:
            pass
        return _Spot(plain=False, mount=None, facts=DiskFacts(mount=folder, room="", pool=""))

    def _at(self, folder: str, mount: Mount | None, device: int, *, plain: bool) -> _Spot:
        key = (mount.number if mount is not None else "", device)
        if key not in self._known:
            self._known[key] = _facts_of(mount, folder, device)
        return _Spot(plain, mount, self._known[key])


def _is_at_or_below(path: str, place: str) -> bool:
    return path == place or path.startswith(place.rstrip(os.sep) + os.sep)


def _holds_nothing(place: str) -> bool:
    """Whether a folder is missing or empty; one that cannot be read holds something, for all anyone knows."""
    try:
        with os.scandir(place) as entries:
            return next(entries, None) is None
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _upwards(path: str) -> Iterator[str]:
    """A path and all folders above it, the innermost first."""
    while True:
        yield path
        above = os.path.dirname(path)
        if above == path:
            return
        path = above


def _facts_of(mount: Mount | None, folder: str, device: int) -> DiskFacts:
    """Put together what is known of the disk that holds an existing folder."""
    place, system = (mount.mount, _system_of(mount)) if mount is not None else _elsewhere(folder, device)
    free, block, longest, read_only = _room_of(folder)
    fat = system in _FAT
    links = True if system in _LINKS else False if system in _NO_LINKS else None
    return DiskFacts(
        mount=place,
        room=f"{mount.number}:{device}" if mount is not None else str(device),
        pool=mount.pool if mount is not None else str(device),
        system=system,
        free=free,
        block=block,
        largest=_LARGEST_ON_FAT if fat else None,
        longest=None if system in _NO_LINKS else longest,
        hard_links=links,
        symbolic_links=links and (True if sys.platform != "win32" else None),  # there the person needs a right to it
        read_only=read_only,
    )


def _room_of(folder: str) -> tuple[int | None, int, int | None, bool]:
    """Free bytes for this person, the size of a block, the longest name in bytes, whether nothing can be written."""
    if sys.platform == "win32":
        with suppress(OSError):
            return shutil.disk_usage(folder).free, 4096, None, False
        return None, 4096, None, False
    try:
        told = os.statvfs(folder)
    except OSError:
        return None, 4096, None, False
    free = told.f_bavail * told.f_frsize if told.f_blocks else None  # some shares say nothing, and mean no zero
    longest = told.f_namemax if 0 < told.f_namemax < _LONGEST else None
    return free, told.f_frsize or 4096, longest, bool(told.f_flag & os.ST_RDONLY)


def _elsewhere(folder: str, device: int) -> tuple[str, str]:
    """Where the disk of a folder is mounted and what it is, on systems without a mount table to read."""
    if sys.platform == "win32":
        from jforg_gui.storage.drives import system_of  # noqa: PLC0415 — exists on Windows only

        root = os.path.splitdrive(folder)[0] + os.sep
        return root, system_of(root)
    place = folder
    for above in _upwards(folder):
        if os.lstat(above).st_dev != device:
            break
        place = above
    return place, "apfs" if sys.platform == "darwin" and place == "/" else ""


def _system_of(mount: Mount) -> str:
    """The file system's name; of one that a program in user space drives, what the disk itself says."""
    if mount.kind != "fuseblk":
        return mount.kind
    with suppress(OSError), open(f"/run/udev/data/b{_number_of(mount.device)}", encoding="utf-8") as file:
        for line in file:
            if line.startswith("E:ID_FS_TYPE="):
                return line.split("=", 1)[1].strip()
    with suppress(OSError), open(mount.device, "rb") as disk:
        start = disk.read(_BOOT_SECTOR)
        return next((name for at, said, name in _SIGNATURES if start[at : at + len(said)] == said), "")
    return ""


def _number_of(device: str) -> str:
    number = os.stat(device).st_rdev
    return f"{os.major(number)}:{os.minor(number)}"

"""What is mounted where, as Linux tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOUNTS: Final = "/proc/self/mountinfo"
FSTAB: Final = "/etc/fstab"
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")  # a space in a mount point is \040, a tab \011


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of mountinfo (proc_pid_mountinfo(5)).

    ``number`` is that of the mount, ``pool`` that of the file system (the same for all its mounts and subvolumes),
    ``part`` what of it is mounted, ``mount`` where, ``kind`` the file system's name, ``device`` what it lies on;
    ``part`` and ``device`` as they are written there.
    """

    number: str
    pool: str
    part: str
    mount: str
    kind: str
    device: str


def mounts_of_linux(table: str = MOUNTS) -> list[Mount]:
    """Return what is mounted, in the order of mounting; nothing where the system does not tell."""
    try:
        with open(table, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        left, _, right = line.partition(" - ")
        fields, (kind, device, *_) = left.split(" "), right.split(" ")
        found.append(Mount(fields[0], fields[2], fields[3], unescaped(fields[4]), kind, device))
    return found


def mounts_of_fstab(table: str = FSTAB) -> list[str]:
    """Return where the person, or who looks after the machine, wants disks to be mounted (fstab(5))."""
    try:
        with open(table, encoding="utf-8", errors="surrogateescape") as file:
            lines = [line.split() for line in file if not line.lstrip().startswith("#")]
    except OSError:
        return []
    places = (unescaped(fields[1]) for fields in lines if len(fields) > 1)
    return [place.rstrip("/") for place in places if place.startswith("/") and place.strip("/")]


def unescaped(text: str) -> str:
    """Take back how spaces and their like are written in mount tables and in the names of disks."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), text.replace("\\x20", " "))

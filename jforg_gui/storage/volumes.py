"""Which volumes are there, how each is known again, and where paths of an earlier run lie today."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from jforg_gui.domain.work import Step

_MOUNTS: Final = "/proc/self/mountinfo"
_DISKS: Final = "/dev/disk"
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")  # a space in a mount point is \040, a tab \011
_OF_THE_SYSTEM: Final = ("/proc", "/sys", "/dev", "/run/lock", "/boot")
_SHARES: Final = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "virtiofs")


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: what it is known by wherever it is mounted, what a person calls it, and where it is mounted."""

    identifier: str
    label: str
    mount: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where the volumes of a run were, where they are today, and those that are not there."""

    moved: tuple[tuple[str, str], ...] = ()
    absent: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, then: Iterable[Volume], now: Sequence[Volume]) -> Self:
        """Find the volumes of a run again."""
        moved, absent = [], []
        here = {(volume.identifier, volume.mount) for volume in now}
        mounts = {volume.identifier: volume.mount for volume in reversed(now)}
        for volume in then:
            if (volume.identifier, volume.mount) in here:
                moved.append((volume.mount, volume.mount))
            elif volume.identifier in mounts:
                moved.append((volume.mount, mounts[volume.identifier]))
            else:
                absent.append((volume.mount, volume.label))
        return cls(tuple(moved), tuple(absent))

    def today(self, step: Step) -> Step:
        """Return the step with its paths as they are today, and the name of a disk it needs that is not there."""
        if not self.absent and all(then == now for then, now in self.moved):
            return step
        found = [self._find(path) for path in (step.source, step.destination, step.temporary)]
        (source, destination, temporary), missing = zip(*found, strict=True)
        made = step.made
        if made is not None:
            made = replace(made, beside=self._find(made.beside)[0])
        return replace(
            step,
            source=source,
            destination=destination,
            temporary=temporary,
            made=made,
            absent=next((label for label in missing if label), ""),
        )

    def _find(self, path: str) -> tuple[str, str]:
        """The path as it is today, and the disk that is missing; the innermost mount decides."""
        mounts = [(mount, now, "") for mount, now in self.moved] + [(mount, "", label) for mount, label in self.absent]
        for mount, now, label in sorted(mounts, key=lambda one: -len(one[0])):
            if path == mount or path.startswith(mount.rstrip(os.sep) + os.sep):
                return (path, label) if label else (now.rstrip(os.sep) + path[len(mount.rstrip(os.sep)) :], "")
        return path, ""


def mounted_volumes(mounts: str = _MOUNTS, disks: str = _DISKS) -> Sequence[Volume]:
    """Return the volumes that may come and go, innermost mounts included; the system's own disk is none of them.

    Linux: by the file system's UUID, a share by its address. Windows: by the serial number of the volume. macOS: by
    the name under ``/Volumes``, so that a disk that is missing is named, but one that was renamed is not found.
    """
    if sys.platform == "win32":
        from jforg_gui.storage.drives import drives  # noqa: PLC0415 — exists on Windows only

        return [Volume(identifier, label, root) for identifier, label, root in drives()]
    if sys.platform == "darwin":
        return _volumes_of_macos()
    return _volumes_of_linux(mounts, disks)


def _volumes_of_macos() -> list[Volume]:
    try:
        names = sorted(os.listdir("/Volumes"))
    except OSError:
        return []
    places = [(name, os.path.join("/Volumes", name)) for name in names]
    return [Volume(f"name:{name}", name, place) for name, place in places if os.path.ismount(place)]


def _volumes_of_linux(mounts: str, disks: str) -> list[Volume]:
    try:
        with open(mounts, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    uuids, labels = _links(os.path.join(disks, "by-uuid")), _links(os.path.join(disks, "by-label"))
    found: dict[str, Volume] = {}
    for line in lines:
        left, _, right = line.partition(" - ")
        fields, (kind, device, *_) = left.split(" "), right.split(" ")
        mount, part = _unescaped(fields[4]), fields[3]
        if mount == "/" or mount.startswith(_OF_THE_SYSTEM):
            continue
        uuid = uuids.get(os.path.realpath(device))
        if uuid is None and kind not in _SHARES:
            continue
        label = labels.get(os.path.realpath(device)) or os.path.basename(mount)
        identifier = f"{kind}:{device}:{part}" if uuid is None else f"uuid:{uuid}:{part}"
        found[mount] = Volume(identifier, _unescaped(label), mount)  # a later mount covers an earlier one
    return list(found.values())


def _links(folder: str) -> dict[str, str]:
    """What a folder of links to devices calls each of them."""
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    return {os.path.realpath(os.path.join(folder, name)): name for name in names}


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), text.replace("\\x20", " "))

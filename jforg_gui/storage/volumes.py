"""Which volumes are there, how each is known again, and where paths of an earlier run lie today."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from jforg_gui.domain.work import Step
from jforg_gui.storage.mounts import MOUNTS, mounts_of_linux, unescaped

_DISKS: Final = "/dev/disk"
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
        (source, lost), (destination, gone) = self._find(step.source), self._find(step.destination)
        made = step.made
        if made is not None:
            made = replace(made, beside=self._find(made.beside)[0])
        return replace(
            step,
            source=source,
            destination=destination,
            made=made,
            absent=lost or gone,
        )

    def _find(self, path: str) -> tuple[str, str]:
        """The path as it is today, and the disk that is missing; the innermost mount decides."""
        mounts = [(mount, now, "") for mount, now in self.moved] + [(mount, "", label) for mount, label in self.absent]
        for mount, now, label in sorted(mounts, key=lambda one: -len(one[0])):
            if path == mount or path.startswith(mount.rstrip(os.sep) + os.sep):
                return (path, label) if label else (now.rstrip(os.sep) + path[len(mount.rstrip(os.sep)) :], "")
        return path, ""


def mounted_volumes(mounts: str = MOUNTS, disks: str = _DISKS) -> Sequence[Volume]:
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
    uuids, labels = _links(os.path.join(disks, "by-uuid")), _links(os.path.join(disks, "by-label"))
    found: dict[str, Volume] = {}
    for one in mounts_of_linux(mounts):
        if one.mount == "/" or one.mount.startswith(_OF_THE_SYSTEM):
            continue
        uuid = uuids.get(os.path.realpath(one.device))
        if uuid is None and one.kind not in _SHARES:
            continue
        label = labels.get(os.path.realpath(one.device)) or os.path.basename(one.mount)
        identifier = f"{one.kind}:{one.device}:{one.part}" if uuid is None else f"uuid:{uuid}:{one.part}"
        found[one.mount] = Volume(identifier, unescaped(label), one.mount)  # a later mount covers an earlier one
    return list(found.values())


def _links(folder: str) -> dict[str, str]:
    """What a folder of links to devices calls each of them."""
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    return {os.path.realpath(os.path.join(folder, name)): name for name in names}

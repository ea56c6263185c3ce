"""File systems of their own for a test: made in a file, mounted through a loop device; Linux and root only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest


@contextmanager
def mounted(base: str, make: Sequence[str], mount: Sequence[str], size: int) -> Iterator[str]:
    """Yield the mount point of a new file system of ``size`` bytes below ``base``; skip by name where that cannot be.

    ``make`` is given the image, ``mount`` the device and the mount point.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting needs root on Linux")
    for tool in (make[0], mount[0]):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    image, place = f"{base}/image", f"{base}/disk"
    os.mkdir(place)
    with open(image, "xb") as file:
        file.truncate(size)
    run(*make, image)
    attached = _try("losetup", "-f", "--show", image)
    if attached.returncode:
        pytest.skip(f"no loop device: {attached.stderr}")
    device = attached.stdout.strip()
    try:
        done = _try(*mount, device, place)
        if done.returncode:
            pytest.skip(f"{make[0]}: cannot be mounted here: {done.stderr}")
        try:
            yield place
        finally:
            run("umount", place)
    finally:
        run("losetup", "-d", device)


@contextmanager
def memory(base: str, size: int) -> Iterator[str]:
    """Yield the mount point of a disk of ``size`` bytes in memory; skip by name where that cannot be."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting needs root on Linux")
    place = f"{base}/memory"
    os.mkdir(place)
    done = _try("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place)
    if done.returncode:
        pytest.skip(f"no disk in memory: {done.stderr}")
    try:
        yield place
    finally:
        run("umount", place)


def run(*command: str) -> None:
    """Run a command that has to succeed."""
    subprocess.run(command, check=True, capture_output=True)


def _try(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True)

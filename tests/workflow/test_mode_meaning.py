"""What a mode means on disks of every kind, told before a run; the disks here are made up, those of storage real."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import DiskFacts, Meaning, Way
from jforg_gui.domain.mode_words import MEANINGS, meaning_sentence
from jforg_gui.workflow.modes import meanings

EXT4 = DiskFacts(mount="/", room="1", pool="8:1", system="ext4", free=10**9, hard_links=True, symbolic_links=True)
USB = DiskFacts(mount="/media/usb", room="2", pool="8:2", system="exfat", hard_links=False, symbolic_links=False)
BTRFS = replace(EXT4, mount="/pool", room="3", pool="0:3", system="btrfs")
SUBVOLUME = replace(BTRFS, mount="/pool/films", room="4")
SHARE = replace(USB, mount="/mnt/nas", room="5", pool="0:5", system="cifs", hard_links=None, symbolic_links=None)
SILENT = DiskFacts(mount="/gone", room="", pool="")
DISKS = {"/in": EXT4, "/usb": USB, "/pool": BTRFS, "/films": SUBVOLUME, "/nas": SHARE, "/gone": SILENT}


class Made:
    def __init__(self, *, shares: bool | None = False) -> None:
        self.shares = shares
        self.asked = 0

    def of(self, folder: str) -> DiskFacts:
        return DISKS["/" + folder.split("/")[1]]

    def shares_content(self, folder: str) -> bool | None:  # noqa: ARG002 — as the port has it
        self.asked += 1
        return self.shares


@pytest.mark.parametrize(
    ("mode", "source", "destination", "way"),
    [
        (Mode.MOVE, "/in", "/in", Way.RENAME),
        (Mode.MOVE, "/in", "/usb", Way.MOVE_BY_COPY),
        (Mode.MOVE, "/pool", "/films", Way.MOVE_BY_COPY),
        (Mode.MOVE, "/in", "/gone", Way.UNSURE),
        (Mode.COPY, "/in", "/in", Way.COPY),
        (Mode.COPY, "/in", "/usb", Way.COPY),
        (Mode.HARDLINK, "/in", "/in", Way.HARDLINK),
        (Mode.HARDLINK, "/in", "/pool", Way.HARDLINK_ACROSS),
        (Mode.HARDLINK, "/pool", "/films", Way.HARDLINK_ACROSS),
        (Mode.HARDLINK, "/usb", "/usb", Way.NO_HARDLINKS),
        (Mode.HARDLINK, "/nas", "/nas", Way.UNSURE),
        (Mode.SYMLINK, "/usb", "/in", Way.SYMLINK),
        (Mode.SYMLINK, "/in", "/usb", Way.NO_SYMLINKS),
        (Mode.SYMLINK, "/in", "/nas", Way.UNSURE),
        (Mode.REFLINK, "/in", "/pool", Way.REFLINK_ACROSS),
        (Mode.REFLINK, "/in", "/in", Way.NO_REFLINKS),
    ],
)
def test_every_mode_says_what_it_can_do_there(mode: Mode, source: str, destination: str, way: Way) -> None:
    (meaning,) = meanings(
        [(f"{source}/a", f"{destination}/x/a", 7), (f"{source}/b", f"{destination}/b", 8)], mode, Made()
    )
    assert (meaning.way, meaning.files, meaning.size) == (way, 2, 15)
    assert (meaning.source, meaning.destination) == (DISKS[source].mount, DISKS[destination].mount)
    said = meaning_sentence(meaning)
    assert said.startswith("2 files")
    assert ("not possible" in said) is not meaning.possible
    assert "{" not in said


@pytest.mark.parametrize(("shares", "way"), [(True, Way.REFLINK), (False, Way.NO_REFLINKS), (None, Way.UNSURE)])
def test_sharing_is_tried_once_a_disk_also_between_its_subvolumes(shares: bool | None, way: Way) -> None:  # noqa: FBT001
    disks = Made(shares=shares)
    found = meanings([(f"/pool/{n}", f"/films/{n}/{n}", 1) for n in range(5)], Mode.REFLINK, disks)
    assert [(meaning.way, meaning.files) for meaning in found] == [(way, 5)]
    assert disks.asked == 1


@pytest.mark.parametrize(
    ("shares", "way"), [(True, Way.MOVE_BY_SHARING), (False, Way.MOVE_BY_COPY), (None, Way.MOVE_BY_COPY)]
)
def test_between_subvolumes_nothing_is_copied_that_can_be_shared(shares: bool | None, way: Way) -> None:  # noqa: FBT001
    (meaning,) = meanings([("/pool/a", "/films/a", 1)], Mode.MOVE, Made(shares=shares))
    assert (meaning.way, meaning.possible) == (way, True)
    (other,) = meanings([("/pool/a", "/usb/a", 1)], Mode.MOVE, Made(shares=shares))
    assert other.way is Way.MOVE_BY_COPY


def test_every_pair_of_disks_is_told_apart_in_the_order_of_the_plan() -> None:
    moves = [("/in/a", "/usb/a", 4), ("/in/b", "/in/x/b", 1), ("/nas/c", "/usb/c", 2), ("/in/d", "/usb/d", 8)]
    found = meanings(moves, Mode.MOVE, Made())
    assert [(one.way, one.files, one.size, one.source, one.destination, one.free) for one in found] == [
        (Way.MOVE_BY_COPY, 2, 12, "/", "/media/usb", None),
        (Way.RENAME, 1, 1, "/", "/", 10**9),
        (Way.MOVE_BY_COPY, 1, 2, "/mnt/nas", "/media/usb", None),
    ]
    assert meanings([], Mode.MOVE, Made()) == ()


def test_every_way_has_words() -> None:
    assert set(MEANINGS) == set(Way)
    told = Meaning(way=Way.MOVE_BY_COPY, files=1, size=40_000_000_000, source="/in", destination="/media/usb")
    assert meaning_sentence(told) == (
        "1 file (40.0 GB): copied from the disk at /in to the one at /media/usb, read again and compared; "
        "only then are the old ones removed"
    )

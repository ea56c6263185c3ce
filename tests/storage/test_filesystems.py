"""What disks say of themselves: a mount table of our own, the real disk, and what does not answer."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.storage.sharing import shares_content
from jforg_gui.storage.volumes import Volume

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="mount tables are those of Linux")
TABLE = """
27 1 254:0 / / rw - ext4 /dev/root rw
40 27 8:17 / BASE/usb rw - vfat /dev/sdb1 rw
41 27 0:31 /@films BASE/pool/films rw - btrfs /dev/sdc1 rw
42 27 0:31 /@ BASE/pool rw - btrfs /dev/sdc1 rw
43 27 8:18 / BASE/usb\\0402 rw - fuseblk DISK rw
44 43 8:19 / BASE/covered rw - ext4 /dev/sdd1 rw
45 44 0:50 / BASE/covered rw - nfs4 nas:/films rw
"""


def disks_of(base: str, first: bytes = b"") -> LocalDisks:
    for name in ("usb", "pool/films", "usb 2", "covered"):
        os.makedirs(f"{base}/{name}")
    with open(f"{base}/disk", "xb") as file:
        file.write(first.ljust(512, b"\0"))
    with open(f"{base}/table", "x", encoding="utf-8") as file:
        file.write(TABLE.strip().replace("BASE", base).replace("DISK", f"{base}/disk"))
    return LocalDisks(f"{base}/table")


@linux_only
def test_a_folder_that_is_not_there_yet_is_on_the_disk_it_would_be_made_on(tmp_path: object) -> None:
    base = os.path.realpath(f"{tmp_path}")
    disks = disks_of(base)
    usb = disks.of(f"{base}/usb/Movies/A Film (2001)")
    assert (usb.mount, usb.system, usb.hard_links, usb.symbolic_links) == (f"{base}/usb", "vfat", False, False)
    assert usb.largest == 4_294_967_295
    above, inner = disks.of(f"{base}/pool/x"), disks.of(f"{base}/pool/films/x")
    assert above.room != inner.room
    assert above.pool == inner.pool
    assert (disks.of(f"{base}/covered/x").system, disks.of(f"{base}/covered").hard_links) == ("nfs4", True)
    assert (disks.of(base).mount, disks.of(base).largest) == ("/", None)
    assert disks.of(base).free
    assert disks.shares_content(f"{base}/usb") is False


@linux_only
@pytest.mark.parametrize(
    ("first", "system", "links"),
    [
        (b"\xeb\x76\x90EXFAT   ", "exfat", False),
        (b"\xeb\x52\x90NTFS    ", "ntfs", True),
        (b"\0" * 82 + b"FAT32   ", "vfat", False),
        (b"", "", None),
    ],
)
def test_a_disk_that_a_program_drives_is_known_by_its_first_sector(
    tmp_path: object,
    first: bytes,
    system: str,
    links: bool | None,  # noqa: FBT001
) -> None:
    base = os.path.realpath(f"{tmp_path}")
    found = disks_of(base, first).of(f"{base}/usb 2/Movies")
    assert (found.system, found.hard_links) == (system, links)


@linux_only
def test_a_link_is_on_the_disk_it_leads_to(tmp_path: object) -> None:
    base = os.path.realpath(f"{tmp_path}")
    disks = disks_of(base)
    os.symlink(f"{base}/pool", f"{base}/link")
    os.symlink(f"{base}/nothing", f"{base}/usb/broken")
    assert disks.of(f"{base}/link/new").mount == f"{base}/pool"
    assert disks.of(f"{base}/link/films/new").mount == f"{base}/pool/films"
    assert disks.of(f"{base}/usb/broken/new").mount == f"{base}/usb"
    assert disks.of("").room == ""


def test_what_does_not_answer_is_unknown_and_stops_nothing(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> object:
        raise OSError(5, "Input/output error")

    disks = LocalDisks(f"{tmp_path}/nothing")
    if hasattr(os, "statvfs"):
        monkeypatch.setattr(os, "statvfs", refuse)
        assert (disks.of(f"{tmp_path}").free, bool(disks.of(f"{tmp_path}").room)) == (None, True)
    monkeypatch.setattr(os, "lstat", refuse)
    assert disks.of(f"{tmp_path}/other").room == ""


def test_trying_whether_content_can_be_shared_leaves_nothing(tmp_path: object) -> None:
    before = os.stat(f"{tmp_path}").st_mtime_ns
    assert shares_content(f"{tmp_path}") in {True, False, None}
    assert (os.listdir(f"{tmp_path}"), os.stat(f"{tmp_path}").st_mtime_ns) == ([], before)
    assert shares_content(f"{tmp_path}/nothing") is (None if sys.platform == "linux" else False)


def test_why_nothing_may_be_made_is_said_in_the_systems_words(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkdir(f"{tmp_path}/open")
    with open(f"{tmp_path}/file", "xb"):
        pass
    disks = LocalDisks()
    assert disks.refusal(f"{tmp_path}/open/Movies/A") == ""
    assert disks.refusal(f"{tmp_path}/file/Movies") == os.strerror(errno.ENOTDIR)
    monkeypatch.setattr(os, "access", lambda path, _mode: path != f"{tmp_path}/open")
    assert disks.refusal(f"{tmp_path}/open/Movies/A") == os.strerror(errno.EACCES)
    assert disks.refusal(f"{tmp_path}/other") == ""


def test_a_disk_that_was_there_and_is_not_is_named_while_nothing_lies_in_its_place(tmp_path: object) -> None:
    place = f"{tmp_path}/mnt"
    earlier = [Volume("uuid:1", "FILMS", place), Volume("uuid:2", "INNER", f"{place}/inner")]
    disks = LocalDisks(earlier=earlier, fstab=f"{tmp_path}/none")
    assert disks.absent(f"{place}/Movies") == "FILMS"
    assert disks.absent(f"{place}/inner/Movies") == "INNER"
    assert disks.absent(f"{tmp_path}/mntother") == ""
    os.makedirs(f"{place}/inner")
    assert disks.absent(f"{place}/inner") == "INNER"
    assert disks.absent(f"{place}/Movies") == ""  # somebody keeps something there
    assert LocalDisks(fstab=f"{tmp_path}/none").absent(f"{place}/Movies") == ""


@linux_only
def test_where_the_system_would_mount_a_disk_is_known(tmp_path: object) -> None:
    base = f"{tmp_path}"
    with open(f"{base}/fstab", "x", encoding="utf-8") as file:
        file.write(
            f"# comment\nUUID=1 / ext4 defaults 0 1\nUUID=2 {base}/my\\040films ext4 noauto 0 2\nUUID=3 none swap\n"
        )
    disks = LocalDisks(fstab=f"{base}/fstab")
    assert disks.absent(f"{base}/my films/Movies") == "my films"
    assert disks.absent(f"{base}/other") == ""
    assert disks.absent("/media/nobody-has-this-name/FILMS/Movies") == "FILMS"
    assert disks.absent("/run/media/nobody-has-this-name/FILMS") == "FILMS"
    assert disks.absent("/media/films") == ""
    assert disks.absent("/proc/x") == ""

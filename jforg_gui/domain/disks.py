"""What is known of a disk before a run, and what a mode comes to on the disks at hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskFacts:
    """What a disk is and can do, as far as it says so without being written to; None where it does not say.

    ``mount`` is where it is mounted. Only within one ``room`` can files be renamed or linked, only within one
    ``pool`` can copies share their content. ``system`` names the file system. ``free`` and ``block`` (what is given to
    files at a time) are in bytes, as are ``largest``, the largest file, and ``longest``, the longest name.
    """

    mount: str
    room: str
    pool: str
    system: str = ""
    free: int | None = None
    block: int = 4096
    largest: int | None = None
    longest: int | None = None
    hard_links: bool | None = None
    symbolic_links: bool | None = None
    read_only: bool = False


class Way(StrEnum):
    """How files get to their place on the disks at hand. The values appear in JSON."""

    RENAME = "rename"
    MOVE_BY_COPY = "move-by-copy"
    MOVE_BY_SHARING = "move-by-sharing"
    COPY = "copy"
    HARDLINK = "hardlink"
    SYMLINK = "symlink"
    REFLINK = "reflink"
    # cannot be done
    HARDLINK_ACROSS = "hardlink-across"
    REFLINK_ACROSS = "reflink-across"
    NO_HARDLINKS = "no-hardlinks"
    NO_SYMLINKS = "no-symlinks"
    NO_REFLINKS = "no-reflinks"
    # only the attempt will tell
    UNSURE = "unsure"


IMPOSSIBLE = frozenset(
    (Way.HARDLINK_ACROSS, Way.REFLINK_ACROSS, Way.NO_HARDLINKS, Way.NO_SYMLINKS, Way.NO_REFLINKS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the mode of a run means for some of its files: those that go from one disk to one disk.

    ``source`` and ``destination`` are where these disks are mounted; ``size`` and ``free`` in bytes.
    """

    way: Way
    files: int
    size: int
    source: str
    destination: str
    system: str = ""
    free: int | None = None

    @property
    def possible(self) -> bool:
        """Whether these files can get to their place; those that cannot stay."""
        return self.way not in IMPOSSIBLE

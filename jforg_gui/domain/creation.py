"""What JFOrg writes itself beside a person's media: metadata and artwork, as bytes that are ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from jforg_gui.domain.media import MediaFile


class Purpose(StrEnum):
    """What a file we make is for. The values appear in JSON and in the journal."""

    NFO = "nfo"
    OPF = "opf"
    COMIC_INFO = "comic-info"
    ARTWORK = "artwork"


_TEXT: Final = 1 << 20
_IMAGE: Final = 25 << 20
MOST_BYTES: Final[Mapping[Purpose, int]] = {
    Purpose.NFO: _TEXT,
    Purpose.OPF: _TEXT,
    Purpose.COMIC_INFO: _TEXT,
    Purpose.ARTWORK: _IMAGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Creation:
    """One file to be made: where, with what content, and what for.

    It is made only while the folder it goes into is there, and, where ``beside`` is given, only while that file is:
    ``beside`` is the final path of the media file it describes, and taking that file back takes this one along.
    What lies at ``destination`` is never overwritten. ``replaces`` is an NFO that will lie there: what it lacks is
    filled from ``content`` when the time comes. The old file is put into the trash of the run first, if it is still as
    it was when it was found, and comes back when the run is taken back; one that lacks nothing stays. ``rewritten`` are
    the elements of which the person has said in the meantime what they shall hold.

    Raises:
        ValueError: the content is empty or larger than ``MOST_BYTES`` allows.

    """

    destination: str
    content: bytes = field(repr=False)
    purpose: Purpose
    beside: str = ""
    replaces: MediaFile | None = None
    rewritten: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what no reader would want."""
        if not 0 < len(self.content) <= MOST_BYTES[self.purpose]:
            raise ValueError(f"{len(self.content)} bytes are not a sound {self.purpose.value} file")


@dataclass(frozen=True, slots=True)
class Made:
    """What the journal keeps of a file we make: the digest of its content (XXH3-128, hex), its bytes, its purpose."""

    digest: str
    size: int
    purpose: Purpose
    beside: str = ""


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture that shall be fetched and lie at ``stem``, a path without extension: what is sent tells that.

    ``kind`` is what its size is set for; ``beside`` the media file it belongs to, '' where it is for more than one.
    """

    stem: str
    url: str
    kind: str
    beside: str = ""

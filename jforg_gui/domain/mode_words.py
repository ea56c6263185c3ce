"""What a mode means on the disks at hand, in words: the terminal prints them and the window translates them."""

from __future__ import annotations

from typing import Final

from jforg_gui.domain.disks import Meaning, Way
from jforg_gui.domain.words import counted, size_in_words

# The English source texts. ``files`` is filled with a count ("12 files"), ``size`` and ``free`` with sizes.
MEANINGS: Final[dict[Way, str]] = {
    Way.RENAME: "{files} ({size}): renamed on the same disk, at once",
    Way.MOVE_BY_COPY: "{files} ({size}): copied from the disk at {source} to the one at {destination}, read again and"
    " compared; only then are the old ones removed",
    Way.MOVE_BY_SHARING: "{files} ({size}): moved between parts of the same disk without being copied; read and"
    " compared before the old ones are removed",
    Way.COPY: "{files} ({size}): copied to the disk at {destination}, read again and compared; the originals stay",
    Way.HARDLINK: "{files} ({size}): get a second name on the same disk and take no room; it is the same file under"
    " both names, so a change shows under both",
    Way.SYMLINK: "{files}: stay at {source}; the library gets links that point at them and break when they move",
    Way.REFLINK: "{files} ({size}): copied at once and without taking room, until one of the two is changed",
    Way.HARDLINK_ACROSS: "{files} ({size}): not possible. A hard link cannot lead from the disk at {source} to the one"
    " at {destination}. They stay; choose move or copy for them",
    Way.REFLINK_ACROSS: "{files} ({size}): not possible. The disk at {source} and the one at {destination} cannot"
    " share content. They stay; choose move or copy for them",
    Way.NO_HARDLINKS: "{files} ({size}): not possible. The disk at {destination} ({system}) knows no hard links."
    " They stay; choose move or copy for them",
    Way.NO_SYMLINKS: "{files} ({size}): not possible. The disk at {destination} ({system}) knows no symbolic links."
    " They stay; choose move or copy for them",
    Way.NO_REFLINKS: "{files} ({size}): not possible. The disk at {destination} ({system}) has no copies that share"
    " their content. They stay; choose move or copy for them",
    Way.UNSURE: "{files} ({size}): whether the disk at {destination} can do this shows at the first file; what it"
    " cannot do stays, and is not copied instead",
}


def meaning_sentence(meaning: Meaning) -> str:
    """Say in English what a mode means for some files."""
    return MEANINGS[meaning.way].format(
        files=counted(meaning.files, "file"),
        size=size_in_words(meaning.size),
        source=meaning.source,
        destination=meaning.destination,
        system=meaning.system,
    )

"""What an NFO that is there already becomes: kept and filled, mended and filled, or ours in its place."""

from __future__ import annotations

from typing import Final

from jforg_gui.domain.creation import MOST_BYTES, Purpose
from jforg_gui.identify.nfo import mended
from jforg_gui.jellyfin.nfo_filling import NotSoundError, filled, root_of

MOST: Final = MOST_BYTES[Purpose.NFO]


def to_write(existing: bytes, ours: bytes, rewritten: frozenset[str] = frozenset()) -> bytes | None:
    """Return what shall lie where ``existing`` lies, of which we know ``ours``; None if it can stay as it is. Pure.

    What Jellyfin reads to its end is filled. What has mistakes is mended first. What is no metadata at all, such as a
    release group's text, gives way to ours; the id that it names is kept.
    """
    try:
        return _fitting(filled(existing, ours, rewritten))
    except NotSoundError:
        pass
    sound = mended(existing, root_of(ours))
    if sound is None:
        return ours
    try:
        return _fitting(filled(sound, ours, rewritten) or sound)
    except NotSoundError:
        return ours


def _fitting(content: bytes | None) -> bytes | None:
    return content if content is None or len(content) <= MOST else None

"""Discs of an album that lie in folders of their own: `CD1`, `[Disc 2]`, `disc1of2`, `CD Two`, `vol7` in an album."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jforg_gui.identify.album_names import DISCOGRAPHY, read_album_name
from jforg_gui.identify.folders import FolderRole, read_folder

_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_NUMBER: Final = rf"(?P<number>\d{{1,2}}|{'|'.join(_WORDS)}|(?<=[ ._-])(?:{'|'.join(_ROMAN)}))"
# A disc wherever it stands.
_DISC: Final = re.compile(
    rf"[\[({{]?(?:cd|dvd(?:-?a)?|dis[ck]|disco|disque|digital media)[ ._#-]*{_NUMBER}"
    r"(?:[ ._-]*(?:of|/)[ ._-]*\d{1,2})?[\])}]?",
    re.IGNORECASE,
)
# An album of its own below an artist, but a disc below an album. Source of the words: Emby.Naming AlbumParser.
_VOLUME: Final = re.compile(rf"(?:vol(?:ume)?|lp|act)[ ._-]*{_NUMBER}", re.IGNORECASE)


@lru_cache(maxsize=1024)
def disc_of(name: str, above: str = "") -> int | None:
    """Return the number of the disc that a folder of this name holds, by the name of the folder above it; else None."""
    part = read_folder(name)
    if part.role is FolderRole.PART:
        return part.part
    if found := _DISC.fullmatch(name):
        return _number(found)
    if (found := _VOLUME.fullmatch(name)) is None or read_folder(above).role is not FolderRole.NAMED:
        return None
    album = read_album_name(above)
    dated = album.album is not None and (album.artist is not None or album.year is not None)
    return _number(found) if dated and album.album != DISCOGRAPHY else None


def _number(found: re.Match[str]) -> int:
    said = found["number"].lower()
    return _WORDS.get(said) or _ROMAN.get(said) or int(said)

"""How Jellyfin reads music folders: artists, albums, the discs of an album. Tags say the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from jforg_gui.jellyfin.reader.servers import words

# Source: Emby.Naming/Audio/AlbumParser.cs.
_BLANKS: Final = re.compile(r"[-.()\s]+")
_DISC: Final = re.compile(r"(?:cd|digital media|disc|disk|vol|volume|part|act) ?(\d{1,9})(?: |$)", re.IGNORECASE)
# Source: Emby.Server.Implementations/Library/Resolvers/Audio/MusicArtistResolver.cs.
ARTIST_FOLDERS: Final = frozenset(
    words(
        "albums broadcasts bootlegs compilations dj-mixes eps live mixtapes others remixes singles soundtracks"
        " spokenwords streets"
    ),
)


@lru_cache(maxsize=4096)
def disc_number(name: str) -> int | None:
    """Return the disc that a folder of this name is of its parent; None for a folder of its own."""
    match = _DISC.match(_BLANKS.sub(" ", name).strip())
    return int(match[1]) if match else None


def is_album(files: int, folders_with_music: Iterable[str]) -> bool:
    """Tell whether a folder is an album: it holds tracks, or discs and nothing but discs.

    Source: MusicAlbumResolver.cs: one folder of music that is no disc makes the parent something else.
    """
    names = list(folders_with_music)
    return all(disc_number(name) is not None for name in names) if names else files > 0

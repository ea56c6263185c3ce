"""Which images Jellyfin takes, and for what."""

from __future__ import annotations

import re
from typing import Final

# Source: MediaBrowser.LocalMetadata/Images/LocalImageProvider.cs; jellyfin.org, "Images". A role's own words come
# first where several files could be it; ``backdrop`` families may be numbered.
EXTENSIONS: Final = ("png", "jpg", "jpeg", "webp", "tbn", "gif", "svg")
_ROLES: Final[dict[str, str]] = {
    **dict.fromkeys(("poster", "folder", "cover", "default"), "poster"),
    **dict.fromkeys(("logo", "clearlogo"), "logo"),
    "clearart": "clearart",
    **dict.fromkeys(("disc", "cdart", "discart"), "disc"),
    "banner": "banner",
    **dict.fromkeys(("landscape", "thumb"), "landscape"),
    **dict.fromkeys(("fanart", "backdrop", "background", "art"), "backdrop"),
}
# The word for the main image that one kind of work has and the others do not.
OWN_WORDS: Final[dict[str, str]] = {"movie": "movie", "show": "show", "album": "jacket", "book": ""}
_NUMBERED: Final = re.compile(r"(?P<word>fanart-?|background-?|art-|backdrop)\d{1,2}")
SEASON: Final = re.compile(r"season(?:\d{2,4}|-specials|-all)-(?:poster|fanart|banner|landscape)", re.IGNORECASE)


def role_of(stem: str, own: str = "") -> str | None:
    """Return the role of a folder's image by its name; ``own`` is the kind of work (``movie``, ``show`` …)."""
    key = stem.casefold()
    found = _ROLES.get(key)
    if found is None and key and key == OWN_WORDS.get(own):
        return "poster"
    return "backdrop" if found is None and _NUMBERED.fullmatch(key) else found


def role_beside(stem: str, media_stem: str) -> str | None:
    """Return the role of an image that carries a video's or book's name: alone, or with ``-role`` behind it."""
    length = len(media_stem)
    if stem[:length].casefold() != media_stem.casefold():
        return None
    rest = stem[length:]
    if not rest:
        return "poster"
    return role_of(rest[1:], "movie") if rest[0] == "-" else None


def role_of_episode(stem: str, media_stem: str) -> str | None:
    """Return an episode's image: its own name, or with ``-thumb``; nothing else is looked for."""
    return "thumb" if stem.casefold() in {media_stem.casefold(), f"{media_stem.casefold()}-thumb"} else None

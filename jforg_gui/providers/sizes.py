"""The address of a picture in the size the person wants, where its host has several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from jforg_gui.domain.choice import ArtworkSize
from jforg_gui.providers.hosts import Site

# developer.themoviedb.org, "Image basics": the widths each kind of picture comes in.
_TMDB: Final[Mapping[str, tuple[str, str, str]]] = {
    "poster": ("w185", "w342", "w780"),
    "season": ("w185", "w342", "w780"),
    "backdrop": ("w300", "w780", "w1280"),
    "logo": ("w185", "w300", "w500"),
    "episode": ("w185", "w300", "original"),
}
_TMDB_SIZE: Final = re.compile(r"/(?:w\d+|h\d+|original)(/[^/]+)$")
_COVERART: Final = ("-250", "-500", "-1200", "")
_COVERART_END: Final = re.compile(r"/front(?:-\d+)?$")
_COVERS: Final = ("S", "M", "L", "L")
_COVERS_END: Final = re.compile(r"-[SML]\.jpg")
_PLACE: Final = {size: place for place, size in enumerate(ArtworkSize)}


def sized(site: Site, url: str, kind: str, size: ArtworkSize) -> str:
    """Return the address of a picture in another size; the same where the host has only one."""
    place = _PLACE[size]
    match site:
        case Site.TMDB_IMAGES:
            name = (*_TMDB.get(kind, _TMDB["poster"]), "original")[place]
            return _TMDB_SIZE.sub(rf"/{name}\1", url)
        case Site.COVERART:
            return _COVERART_END.sub(f"/front{_COVERART[place]}", url)
        case Site.OPENLIBRARY_COVERS:
            return _COVERS_END.sub(f"-{_COVERS[place]}.jpg", url)
        case _:
            return url

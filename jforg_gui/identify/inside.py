"""One look into a file: tags, what a book holds, ComicInfo or an NFO, by what its extension says it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jforg_gui.domain.found import NOTHING_INSIDE, Inside
from jforg_gui.domain.media import Category, MediaFile
from jforg_gui.identify.audio import look_at_tags
from jforg_gui.identify.book import look_inside_book, look_inside_comic
from jforg_gui.identify.nfo import look_at_nfo


def _look_at_metadata(file: MediaFile) -> Inside:
    """An OPF is read with the book beside it."""
    return look_at_nfo(file) if file.extension == "nfo" else NOTHING_INSIDE


_READERS: Final[dict[Category, Callable[[MediaFile], Inside]]] = {
    Category.AUDIO: look_at_tags,
    Category.AUDIOBOOK: look_at_tags,
    Category.BOOK: look_inside_book,
    Category.COMIC: look_inside_comic,
    Category.METADATA: _look_at_metadata,
}


def look(file: MediaFile) -> Inside:
    """Look into a file; what has no metadata of its own gives nothing.

    Never raises for a bad file: that is a problem of the row. Runs in scan workers (threads), opens nothing but the
    file itself and an OPF beside it.
    """
    reader = _READERS.get(file.category)
    return reader(file) if reader is not None else NOTHING_INSIDE

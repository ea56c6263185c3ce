"""Taking a listing: what the library folders hold at this moment."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.plan import Roots
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.walk import RawFolder, identity_of, walk


def take_listing(roots: Roots, cancellation: Cancellation) -> Listing:
    """List the library folders, themselves included; one that is missing is empty.

    Links and special files are entries too, because their names are taken; links are not followed. What cannot be
    read is not in the listing, which is no promise anyway: the move itself looks again. Never call it on the GUI
    thread. Raises CancelledError.
    """
    return Listing.of(entry for top in dict.fromkeys(roots.folders.values()) for entry in _entries(top, cancellation))


def _entries(top: str, cancellation: Cancellation) -> Iterator[Entry]:
    try:
        facts = os.stat(top)
    except OSError:
        return
    is_folder = stat.S_ISDIR(facts.st_mode)
    yield Entry(top, facts.st_size, identity_of(facts), is_folder=is_folder)
    if not is_folder:
        return
    for raw in walk(top, cancellation, on_error=_left_out):
        yield from _subfolders(raw)
        for name, facts in (*raw.files, *raw.links, *raw.specials):
            yield Entry(os.path.join(raw.path, name), facts.st_size, identity_of(facts))


def _subfolders(raw: RawFolder) -> Iterator[Entry]:
    for name in raw.folders:
        path = os.path.join(raw.path, name)
        try:
            facts = os.lstat(path)
        except OSError:
            continue
        yield Entry(path, facts.st_size, identity_of(facts), is_folder=True)


def _left_out(_path: str, _error: OSError) -> None:
    """A folder that cannot be opened has its own entry already, from the folder above it."""

"""What Jellyfin makes of one folder of a library: of every file in it, in the light of its neighbours.

The whole reader is pure: names in, findings out. A file is told by the folder it lies in, the names above it, the
files and folders beside it, and the library's kind. Nothing is looked at; tags and NFO files, which the server lets
win, are the caller's knowledge.
"""

from __future__ import annotations

from typing import Final

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.media import Library
from jforg_gui.domain.seen import CURRENT, Seen, Server, Sight
from jforg_gui.jellyfin.reader import episodes, ignored, seasons
from jforg_gui.jellyfin.reader.beside import read_beside
from jforg_gui.jellyfin.reader.folder import VIDEO_LIBRARIES, File, Findings, Folder, nothing, skipped_above
from jforg_gui.jellyfin.reader.kinds import READERS


def read_folder(folder: Folder, server: Server = CURRENT) -> Findings:
    """Return what Jellyfin makes of every file of a folder, by its name."""
    above = skipped_above(folder, server)
    if above is not None:
        return {name: Seen(kind=Sight.NOTHING, why=above) for name in folder.files}
    found: Findings = {}
    files: list[File] = []
    for name in folder.files:
        why = ignored.why_file(name, server)
        if why is not None:
            found[name] = Seen(kind=Sight.NOTHING, why=why)
        else:
            files.append(File.of(name))
    found.update(READERS[folder.library](folder, files, server))
    if len(found) == len(folder.files):
        return found
    read_beside(folder, files, found)
    for file in files:
        if file.name not in found:
            found[file.name] = nothing(ProblemCode.SEEN_NOT_MEDIA, file.name)
    return found


def reads_alike(folder: Folder) -> bool:
    """Tell cheaply whether 10.11 makes of a folder's media what 12 makes of them, as far as names can matter.

    Where this is False both have to read it. Of books 10.11 reads no name at all; a show's folder gives it a name with
    the year in it, which counts as the same.
    """
    if folder.library not in VIDEO_LIBRARIES:
        return True
    if folder.library is Library.MOVIES:
        return not any(sign in name for name in (*folder.parts, *folder.files) for sign in _READ_APART)
    return _show_reads_alike(folder) and all(map(episodes.is_plain, folder.files))


# Brackets hold ids and are cut off differently; "WEB-DL" is a release's word in 12 alone.
_READ_APART: Final = ("[", "{", "-DL", "-dl", "-Dl", "minta", "Minta")


def _show_reads_alike(folder: Folder) -> bool:
    if not folder.parts:
        return True
    show = folder.parts[0]
    older = seasons.series_name(show, folder.root, Server.V10_11)
    if older not in {show, seasons.series_name(show, folder.root, Server.V12)}:
        return False
    above = zip(folder.parts, folder.parts[1:], strict=False)
    return all(
        seasons.season_of(name, parent, Server.V10_11) == seasons.season_of(name, parent, Server.V12)
        for parent, name in above
    )

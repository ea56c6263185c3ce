"""What Jellyfin never shows, and why."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.seen import Server
from jforg_gui.jellyfin import rules
from jforg_gui.jellyfin.reader import servers

# Source: Emby.Server.Implementations/Library/IgnorePatterns.cs, beside the folders in ``rules.IGNORED_FOLDERS``.
_FILES: Final = frozenset(("small.jpg", "albumart.jpg", "thumbs.db"))
_ENDINGS: Final = (".bts", ".sync")
_LONGEST_EXTENSION: Final = 5
_SAMPLE: Final = re.compile(rf"(?:.*\.)?(?P<word>sample|minta)\.[^.]{{1,{_LONGEST_EXTENSION}}}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def why_folder(name: str, server: Server) -> Problem | None:
    """Tell why a folder of this name is skipped with all that is in it; None if it is not."""
    key = name.casefold()
    if name.startswith("."):
        return Problem(ProblemCode.SEEN_HIDDEN, name)
    if key in {"sample", "minta"} and key not in servers.OF[server].ignored_words:
        return None
    if key in rules.IGNORED_FOLDERS or key.endswith(rules.IGNORED_FOLDER_ENDINGS):
        return Problem(ProblemCode.SEEN_SKIPPED_FOLDER, name, (("name", name),))
    return None


def why_file(name: str, server: Server) -> Problem | None:
    """Tell why a file of this name is skipped; None if it is not."""
    if name.startswith("."):
        return Problem(ProblemCode.SEEN_HIDDEN, name)
    key = name.casefold()
    if key in _FILES or key.endswith(_ENDINGS):
        return Problem(ProblemCode.SEEN_SKIPPED_FILE, name, (("name", name),))
    if "sample." in key or "minta." in key:
        match = _SAMPLE.fullmatch(key)
        if match and match["word"] in servers.OF[server].ignored_words:
            return Problem(ProblemCode.SEEN_SAMPLE, name, (("name", name),))
    return None

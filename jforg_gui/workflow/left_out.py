"""What a person keeps out of a library by `.ignore` files, folder by folder along a walk: Jellyfin leaves it alone."""

from __future__ import annotations

import os

from jforg_gui.workflow.ignorefile import IGNORE_FILE, IgnoreRules, read_ignore_file
from jforg_gui.workflow.walk import RawFolder


class LeftOut:
    """Follows a walk that gives parents before children. The nearest `.ignore` going up counts, no other."""

    def __init__(self, root: str, top: str) -> None:
        """Begin at ``top``, which is the library ``root`` or lies in it; rules of the folders between count as well."""
        self._rules: dict[str, IgnoreRules] = {}
        above = top
        while above != root and above != os.path.dirname(above):
            above = os.path.dirname(above)
            if (rules := _rules_in(above)) is not None:
                self._rules[os.path.dirname(top)] = rules
                break

    def takes(self, raw: RawFolder) -> bool:
        """Tell whether a folder is left out as a whole. Reads its `.ignore` file, if there is one."""
        rules = self._rules.get(os.path.dirname(raw.path))
        if rules is not None and rules.leaves_alone(raw.path, is_folder=True):
            return True
        if any(name == IGNORE_FILE for name, _ in raw.files):
            rules = _rules_in(raw.path)
        if rules is not None:
            self._rules[raw.path] = rules
            return rules.everything
        return False

    def clear(self, raw: RawFolder) -> None:
        """Take out of a folder's listing the files and folders that its rules name."""
        rules = self._rules.get(raw.path)
        if rules is None:
            return
        inside = os.path.join(raw.path, "")
        raw.files = [entry for entry in raw.files if not rules.leaves_alone(inside + entry[0])]
        raw.folders = [name for name in raw.folders if not rules.leaves_alone(inside + name, is_folder=True)]


def _rules_in(folder: str) -> IgnoreRules | None:
    """Return the rules of a folder's `.ignore` file; None where it has none, or none that can be read."""
    path = os.path.join(folder, IGNORE_FILE)
    try:
        return read_ignore_file(folder, path) if os.path.isfile(path) else None
    except OSError:
        return None

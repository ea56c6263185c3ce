"""`.ignore` files: Jellyfin leaves alone what they name, and so do we.

An empty one, or one without a single valid rule, stands for the whole folder; otherwise its rules follow the grammar
of ``.gitignore``. Only the nearest one going up counts. Source: jellyfin.org, "Excluding directories", and
Emby.Server.Implementations/Library/DotIgnoreIgnoreRule.cs.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE: Final = ".ignore"
_MOST_BYTES: Final = 1 << 20


class IgnoreRules:
    """The rules of one `.ignore` file; they hold for the folder it lies in and for those below."""

    __slots__ = ("_cut", "_spec")

    def __init__(self, folder: str, spec: GitIgnoreSpec | None) -> None:
        """Bind ``spec`` to ``folder``; without a spec everything is left alone."""
        self._cut = len(folder.rstrip("/\\")) + 1
        self._spec = spec

    @property
    def everything(self) -> bool:
        """Whether the whole folder is to be left alone."""
        return self._spec is None

    def leaves_alone(self, path: str, *, is_folder: bool = False) -> bool:
        """Tell whether the rules name ``path``, which lies under the folder of the `.ignore` file."""
        if self._spec is None:
            return True
        relative = path[self._cut :] + ("/" if is_folder else "")
        return self._spec.match_file(relative)


def read_ignore_file(folder: str, path: str) -> IgnoreRules:
    """Read the `.ignore` file at ``path``, which lies in ``folder``. Raises OSError; ``path`` is a regular file."""
    with open(path, "rb") as file:
        text = file.read(_MOST_BYTES).decode("utf-8-sig", errors="surrogateescape")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return IgnoreRules(folder, _compile(lines) if lines else None)


def _compile(lines: list[str]) -> GitIgnoreSpec | None:
    """Compile the lines that are valid rules or comments; None if there is none."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 — most trees have no `.ignore` file

    # `[[:alpha:]]` is a class in git and a doubt to Python, which would print it
    warnings.filterwarnings("ignore", category=FutureWarning, module=r"pathspec\.")
    valid = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):  # pathspec says the one, what it builds of `[z-a]` the other
            continue
        valid.append(line)
    return GitIgnoreSpec.from_lines(valid) if valid else None

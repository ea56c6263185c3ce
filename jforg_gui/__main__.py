"""Starts JFOrg: today the whole job once on a sample library, told in the terminal."""

from __future__ import annotations

import multiprocessing
import sys

_NO_WINDOW_YET = "The window is still being built."


def main() -> int:
    """Tell the story and return its exit status. A frozen program's worker processes end in here and never return."""
    multiprocessing.freeze_support()
    from rich.console import Console  # noqa: PLC0415 — worker processes import this module and need no terminal

    from jforg_gui.cli.story import tell_story  # noqa: PLC0415 — nor the whole engine

    return tell_story(Console(), why=_NO_WINDOW_YET)


if __name__ == "__main__":
    sys.exit(main())

"""Opens the window; where there is no display, does the whole job once on a sample and tells it in the terminal."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence

_CANNOT_START = 3
_NEEDS_NO_DISPLAY = frozenset(("--self-test", "--version", "--help", "-h"))
_QT_PACKAGES = "libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxcb-cursor0 libxkbcommon-x11-0"


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit status. A frozen program's worker processes end in here and never return."""
    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not has_display(os.environ) and not _NEEDS_NO_DISPLAY.intersection(arguments):
        return _without_display(arguments)
    try:
        from jforg_gui.app import main as open_window  # noqa: PLC0415 — Qt is not needed to tell the story
    except ImportError as error:
        if ".so" not in str(error):
            raise
        sys.stderr.write(
            f"jforg-gui: The window cannot open, a library of the system is missing: {error}.\n"
            f"On Debian or Ubuntu: sudo apt-get install {_QT_PACKAGES}\n"
            "Without a window: jforg --help\n",
        )
        return _CANNOT_START
    return open_window(arguments)


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can be seen: on Linux that takes X11, Wayland, or a Qt platform named on purpose."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _without_display(arguments: Sequence[str]) -> int:
    if arguments:
        sys.stderr.write("jforg-gui: There is no display to open a window on. Without a window: jforg --help\n")
        return _CANNOT_START
    from rich.console import Console  # noqa: PLC0415 — only here

    from jforg_gui.cli.story import tell_story  # noqa: PLC0415 — only here

    return tell_story(Console())


if __name__ == "__main__":
    sys.exit(main())

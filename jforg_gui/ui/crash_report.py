"""The text of a crash report: versions and a traceback, in which nothing names a file of the person."""

from __future__ import annotations

import os
import platform
import re
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Final

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from jforg_gui import __version__

_HIDDEN: Final = "(hidden)"
# Exceptions whose quoted words are names in our own code and say what is wrong; in any other a quoted word may be a
# title, a file or a folder.
_OF_OUR_CODE: Final = (AttributeError, NameError, TypeError, ImportError)
_QUOTED: Final = re.compile(
    r"""b?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\u201c[^\u201d\n]*\u201d|\u2018[^\u2019\n]*\u2019)"""
)
_IDENTIFIER: Final = re.compile(r"""['"][A-Za-z_][\w.]*['"]""")
# An unquoted path may hold anything, blanks as well: all of the line goes from where it begins.
_PATH: Final = re.compile(r"(?:(?<![\w<])~?/|\\\\|\b[A-Za-z]:[\\/]|\bfile:).*")
_FILE: Final = re.compile(r"\S+\.[A-Za-z0-9]{2,5}\b(?!\()")


def versions() -> str:
    """What runs here, without a name of the person or the machine."""
    application = QGuiApplication.instance()
    screen = application.platformName() if isinstance(application, QGuiApplication) else "none"
    return (
        f"JFOrg {__version__} · Python {platform.python_version()} · PySide6 {pyside_version} · Qt {qVersion()}\n"
        f"{platform.system()} {platform.release()} · {platform.machine()} · {screen}"
    )


def report(error: BaseException, trace: TracebackType | None = None, *, with_names: bool = False) -> str:
    """The whole report as plain text; names of files and folders only if the person wants them in."""
    parts = "\n\n".join(_chain(error, trace or error.__traceback__, with_names=with_names))
    return f"{versions()}\n\n{parts}\n"


def _chain(error: BaseException, trace: TracebackType | None, *, with_names: bool) -> Iterator[str]:
    """Tell an exception and what it came from, the first cause first."""
    seen: set[int] = set()
    chain: list[tuple[BaseException, TracebackType | None]] = []
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        chain.append((now, trace if now is error else now.__traceback__))
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    for one, its_trace in reversed(chain):
        yield "\n".join((*_frames(its_trace), _message(one, with_names=with_names)))


def _frames(trace: TracebackType | None) -> Iterator[str]:
    yield "Traceback (most recent call last):"
    for frame in traceback.extract_tb(trace):
        yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
        if frame.line:
            yield f"    {frame.line}"


def _place(path: str) -> str:
    """A module's path from its package on; where the program lies is nobody's business."""
    parts = path.replace("\\", "/").split("/")
    for root in ("jforg_gui", "site-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) + (root == "site-packages") :])
    return parts[-1]


def _message(error: BaseException, *, with_names: bool) -> str:
    text = "".join(traceback.format_exception_only(error)).strip()
    return text if with_names else scrub(text, keep_identifiers=isinstance(error, _OF_OUR_CODE))


def scrub(text: str, *, keep_identifiers: bool = False) -> str:
    """Hide whatever may be a path, a name of a file or a title."""

    def hide(match: re.Match[str]) -> str:
        own = keep_identifiers and _IDENTIFIER.fullmatch(match[0]) and not os.path.splitext(match[0][1:-1])[1]
        return match[0] if own else _HIDDEN

    lines = []
    for number, line in enumerate(text.splitlines()):
        head, colon, rest = line.partition(": ") if number == 0 else ("", "", line)
        if not colon and number == 0:
            head, rest = line, ""
        rest = _FILE.sub(_HIDDEN, _PATH.sub(_HIDDEN, _QUOTED.sub(hide, rest)))
        lines.append(head + colon + rest)
    return "\n".join(lines)

"""What a run does to files, in words: it moves, copies or links them, takes them back, or does that again."""

from __future__ import annotations

from enum import Enum
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.work import RunKind
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, translate


class Verb(Enum):
    """One verb; the modes that copy content are called copying, those that make names linking."""

    MOVE = "move"
    COPY = "copy"
    LINK = "link"
    UNDO = "undo"


_OF_MODE: Final = {
    Mode.MOVE: Verb.MOVE,
    Mode.COPY: Verb.COPY,
    Mode.REFLINK: Verb.COPY,
    Mode.HARDLINK: Verb.LINK,
    Mode.SYMLINK: Verb.LINK,
}


def verb_of(mode: Mode, kind: RunKind = RunKind.ORGANIZE) -> Verb:
    """The verb of a run."""
    return Verb.UNDO if kind is RunKind.UNDO else _OF_MODE[mode]


def _noop(context: str, move: str, copy: str, link: str, undo: str) -> tuple[str, dict[Verb, str]]:
    return context, {Verb.MOVE: move, Verb.COPY: copy, Verb.LINK: link, Verb.UNDO: undo}


_NO_FILES: Final = _noop(
    "Run",
    QT_TRANSLATE_NOOP("Run", "Move files"),
    QT_TRANSLATE_NOOP("Run", "Copy files"),
    QT_TRANSLATE_NOOP("Run", "Link files"),
    QT_TRANSLATE_NOOP("Run", "Undo"),
)
_FILES: Final = _noop(
    "Run",
    QT_TRANSLATE_NOOP("Run", "Move %Ln {file|files}"),
    QT_TRANSLATE_NOOP("Run", "Copy %Ln {file|files}"),
    QT_TRANSLATE_NOOP("Run", "Link %Ln {file|files}"),
    QT_TRANSLATE_NOOP("Run", "Undo %Ln"),
)
_QUESTION: Final = _noop(
    "Run",
    QT_TRANSLATE_NOOP("Run", "Move %Ln {file|files} into your libraries?"),
    QT_TRANSLATE_NOOP("Run", "Copy %Ln {file|files} into your libraries?"),
    QT_TRANSLATE_NOOP("Run", "Link %Ln {file|files} into your libraries?"),
    QT_TRANSLATE_NOOP("Run", "Undo %Ln"),
)
_WILL: Final = _noop(
    "Run",
    QT_TRANSLATE_NOOP("Run", "{file|files} will move"),
    QT_TRANSLATE_NOOP("Run", "{file|files} will be copied"),
    QT_TRANSLATE_NOOP("Run", "{file|files} will be linked"),
    "",
)
_UNDER_WAY: Final = _noop(
    "Run",
    QT_TRANSLATE_NOOP("Run", "Moving…"),
    QT_TRANSLATE_NOOP("Run", "Copying…"),
    QT_TRANSLATE_NOOP("Run", "Linking…"),
    QT_TRANSLATE_NOOP("Run", "Undoing…"),
)
_SHARE: Final = _noop(
    "Title",
    QT_TRANSLATE_NOOP("Title", "{share} moved"),
    QT_TRANSLATE_NOOP("Title", "{share} copied"),
    QT_TRANSLATE_NOOP("Title", "{share} linked"),
    QT_TRANSLATE_NOOP("Title", "{share} undone"),
)
_SO_FAR: Final = _noop(
    "Status",
    QT_TRANSLATE_NOOP("Status", "Moving {done} of {all}"),
    QT_TRANSLATE_NOOP("Status", "Copying {done} of {all}"),
    QT_TRANSLATE_NOOP("Status", "Linking {done} of {all}"),
    QT_TRANSLATE_NOOP("Status", "Undoing {done} of {all}"),
)
_NOW: Final = _noop(
    "Details",
    QT_TRANSLATE_NOOP("Details", "Moving now"),
    QT_TRANSLATE_NOOP("Details", "Copying now"),
    QT_TRANSLATE_NOOP("Details", "Linking now"),
    QT_TRANSLATE_NOOP("Details", "Going back now"),
)
_DONE: Final = _noop(
    "Run",
    QT_TRANSLATE_NOOP("Run", "%Ln {file|files} moved."),
    QT_TRANSLATE_NOOP("Run", "%Ln {file|files} copied."),
    QT_TRANSLATE_NOOP("Run", "%Ln {file|files} linked."),
    QT_TRANSLATE_NOOP("Run", "%Ln {file is|files are} back where {it was.|they were.}"),
)
_OUTCOME: Final = _noop(
    "Details",
    QT_TRANSLATE_NOOP("Details", "%Ln {file|files} moved"),
    QT_TRANSLATE_NOOP("Details", "%Ln {file|files} copied"),
    QT_TRANSLATE_NOOP("Details", "%Ln {file|files} linked"),
    "",
)
_PARTLY: Final = _noop(
    "Details",
    QT_TRANSLATE_NOOP("Details", "{done} of %Ln {file|files} moved"),
    QT_TRANSLATE_NOOP("Details", "{done} of %Ln {file|files} copied"),
    QT_TRANSLATE_NOOP("Details", "{done} of %Ln {file|files} linked"),
    "",
)
_HAD: Final = _noop(
    "Run",
    QT_TRANSLATE_NOOP("Run", "%Ln {file|files} had moved."),
    QT_TRANSLATE_NOOP("Run", "%Ln {file|files} had been copied."),
    QT_TRANSLATE_NOOP("Run", "%Ln {file|files} had been linked."),
    QT_TRANSLATE_NOOP("Run", "%Ln {file was|files were} back where {it was.|they were.}"),
)
_NAME: Final = _noop(
    "History",
    QT_TRANSLATE_NOOP("History", "Move"),
    QT_TRANSLATE_NOOP("History", "Copy"),
    QT_TRANSLATE_NOOP("History", "Link"),
    "",
)


def _say(phrase: tuple[str, dict[Verb, str]], verb: Verb, n: int = -1) -> str:
    context, sources = phrase
    return translate(context, sources[verb], None, n)


def primary(verb: Verb, files: int) -> str:
    """What the primary button does: "Move 412 files", "Move files" where there are none."""
    return _say(_FILES, verb, files) if files else _say(_NO_FILES, verb)


def question(verb: Verb, files: int) -> str:
    """The one question before a run."""
    return _say(_QUESTION, verb, files)


def will(verb: Verb, files: int) -> str:
    """What becomes of files, behind their number: "files will move"."""
    return _say(_WILL, verb, files)


def under_way(verb: Verb) -> str:
    """While it is being done: "Moving…"."""
    return _say(_UNDER_WAY, verb)


def share_done(verb: Verb) -> str:
    """For the window's title, with the gap ``share``."""
    return _say(_SHARE, verb)


def so_far(verb: Verb) -> str:
    """For the bar at the bottom, with the gaps ``done`` and ``all``."""
    return _say(_SO_FAR, verb)


def now(verb: Verb) -> str:
    """Over the file that is under way."""
    return _say(_NOW, verb)


def done(verb: Verb, files: int) -> str:
    """What has been done: "409 files moved."."""
    return _say(_DONE, verb, files)


def outcome(verb: Verb, files: int) -> str:
    """A heading: "409 files moved"."""
    return _say(_OUTCOME, verb, files)


def partly(verb: Verb, planned: int) -> str:
    """A heading where not all was done, with the gap ``done``."""
    return _say(_PARTLY, verb, planned)


def had(verb: Verb, files: int) -> str:
    """How far an interrupted run had come."""
    return _say(_HAD, verb, files)


def name(verb: Verb) -> str:
    """What a run is called in the history."""
    return _say(_NAME, verb)

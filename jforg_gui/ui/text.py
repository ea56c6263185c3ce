"""Everything the window says of a state, a kind, a role, a phase or a problem, and how it writes numbers and names.

Plural forms: a text holds ``{one|many}`` beside ``%Ln``, in every language that has two of them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, QTime
from PySide6.QtGui import QGuiApplication

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import CannotStartError, Problem, ProblemCode
from jforg_gui.domain.media import ExtraType, Kind, Library, Role
from jforg_gui.domain.naming import Style
from jforg_gui.domain.words import SENTENCES, SIZE_GAPS
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.language import trouble
from jforg_gui.ui.states import State

SQUARE: Final = "\u25a1"
_PLURAL: Final = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_GAP: Final = re.compile(r"\{(\w+)\}")
_JOINERS: Final = "\u200c\u200d"  # hold emoji and several scripts together
_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))  # controls, marks of direction, lone surrogates, breaks
_RIGHT_TO_LEFT: Final = frozenset(("R", "AL", "AN"))
_ISOLATE: Final = "\u2068"
_LEFT_TO_RIGHT: Final = f"{_ISOLATE}\u200e"  # its first strong letter makes it run left to right
_END: Final = "\u2069"
_GAPS: Final = {"error": "System", "library": "Library"}  # what fills these gaps has words of its own
_MINUTE: Final = 60
_HOUR: Final = 3600
_SECONDS_TO_SAY: Final = 90
_TENTHS_BELOW: Final = 10
_UNITS: Final = ("k", "M", "G", "T", "P")


def QT_TRANSLATE_NOOP(_context: str, source: str) -> str:  # noqa: N802 — the name that lupdate looks for
    """Mark a source text that is translated later; Qt's own says that it returns an object."""
    return source


def translate(context: str, source: str, comment: str | None = None, n: int = -1) -> str:
    """Return a text in the person's language, with ``n`` in its gap and its plural form chosen."""
    said = QCoreApplication.translate(context, source, comment, n)
    return _PLURAL.sub(lambda forms: forms[1] if n == 1 else forms[2], said) if n >= 0 else said


def fill(text: str, /, **gaps: str) -> str:
    """Fill the ``{named}`` gaps of a text; what is put in is never read as a gap itself."""
    return _GAP.sub(lambda gap: gaps.get(gap[1], "…"), text)


# -- names and paths


def plain(text: str) -> str:
    """Show a text of unknown origin: control characters, marks that turn it around and broken bytes become □."""
    if text.isprintable():
        return text
    return "".join(SQUARE if _hides(letter) else letter for letter in text)


def plain_path(path: str) -> str:
    """Show a name or path: as ``plain``, and from left to right also among letters that run the other way."""
    shown = plain(path)
    turned = not shown.isascii() and any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in shown)
    return f"{_LEFT_TO_RIGHT}{shown}{_END}" if turned else upright(shown)


def upright(text: str) -> str:
    """What runs from left to right in every language (paths, sizes, shares), also in a window that is mirrored."""
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return f"{_LEFT_TO_RIGHT}{text}{_END}" if mirrored and text else text


def isolated(text: str) -> str:
    """Words that run as their own first letter does, whatever stands around them: titles in a mirrored window."""
    return text if text.startswith(_ISOLATE) else f"{_ISOLATE}{text}{_END}"


def _hides(letter: str) -> bool:
    return letter not in _JOINERS and unicodedata.category(letter) in _HIDDEN


# -- numbers, sizes, times


def number(count: int) -> str:
    """A number as the person's country writes it: ``1,284``."""
    return QLocale().toString(count)


def size(count: int) -> str:
    """A number of bytes in decimal units, as file managers do: ``46 kB``, ``2.1 MB``, ``412 MB``, ``31.2 GB``."""
    unit, value = 0, float(count)
    while round(value) >= 1000 and unit < len(_UNITS):  # noqa: PLR2004 — SI steps
        value, unit = value / 1000, unit + 1
    count = max(count, 1000**unit) if unit else count  # 999.9 MB are written as one GB
    exact = unit > 2 or (unit == 2 and value < _TENTHS_BELOW)  # noqa: PLR2004 — from megabytes on
    return upright(QLocale().formattedDataSize(count, 1 if exact else 0, QLocale.DataSizeFormat.DataSizeSIFormat))


def moment(when: datetime) -> str:
    """A date and time of the person's zone, as short as the country writes it."""
    return QLocale().toString(_local(when), QLocale.FormatType.ShortFormat)


def clock(when: datetime) -> str:
    """The time of day: ``14:05``."""
    local = when.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def _local(when: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(when.timestamp()))


def time_left(seconds: float) -> str:
    """Roughly how long something goes on: ``about 8 s left``, ``about 2 min left``."""
    if seconds < _SECONDS_TO_SAY:
        return translate("Time", "about %Ln s left", None, max(1, round(seconds)))
    if seconds < _HOUR:
        return translate("Time", "about %Ln min left", None, round(seconds / _MINUTE))
    return translate("Time", "about %Ln {hour|hours} left", None, round(seconds / _HOUR))


def time_needed(seconds: float) -> str:
    """Roughly how long something will take: ``5 s``, ``2 min``, ``3 hours``."""
    if seconds < _SECONDS_TO_SAY:
        return translate("Time", "%Ln s", None, 5 * max(1, math.ceil(seconds / 5)))
    if seconds < _HOUR:
        return translate("Time", "%Ln min", None, math.ceil(seconds / _MINUTE))
    return translate("Time", "%Ln {hour|hours}", None, round(seconds / _HOUR))


def time_taken(seconds: float) -> str:
    """How long something took: ``3.1 s``, ``2 min 51 s``."""
    if seconds < _TENTHS_BELOW:
        return fill(translate("Time", "{seconds} s"), seconds=QLocale().toString(seconds, "f", 1))
    if seconds < _MINUTE:
        return translate("Time", "%Ln s", None, round(seconds))
    minutes, rest = divmod(round(seconds), _MINUTE)
    return fill(translate("Time", "{minutes} min {seconds} s"), minutes=number(minutes), seconds=number(rest))


def percent(part: int, whole: int) -> str:
    """A share in whole percent, never 100 before the end: ``66 %``."""
    share = 100 * part // whole if whole else 100
    return upright(fill(translate("Count", "{share} %"), share=number(share)))


# -- words of what things are

_STATES: Final[Mapping[State, str]] = {
    State.READY: QT_TRANSLATE_NOOP("State", "Ready"),
    State.ATTENTION: QT_TRANSLATE_NOOP("State", "Needs you"),
    State.CONFLICT: QT_TRANSLATE_NOOP("State", "Conflict"),
    State.IGNORED: QT_TRANSLATE_NOOP("State", "Ignored"),
    State.UNCHANGED: QT_TRANSLATE_NOOP("State", "Unchanged"),
    State.COMPANION: QT_TRANSLATE_NOOP("State", "Goes along"),
    State.WAITING: QT_TRANSLATE_NOOP("State", "Waiting"),
    State.MOVING: QT_TRANSLATE_NOOP("State", "Moving"),
    State.DONE: QT_TRANSLATE_NOOP("State", "Done"),
    State.FAILED: QT_TRANSLATE_NOOP("State", "Failed"),
    State.UNDONE: QT_TRANSLATE_NOOP("State", "Undone"),
}
_COPYING: Final = QT_TRANSLATE_NOOP("State", "Copying")
_LINKING: Final = QT_TRANSLATE_NOOP("State", "Linking")
_UNDER_WAY: Final = {
    Mode.COPY: _COPYING,
    Mode.REFLINK: _COPYING,
    Mode.HARDLINK: _LINKING,
    Mode.SYMLINK: _LINKING,
}
_KINDS: Final[Mapping[Kind, str]] = {
    Kind.MOVIE: QT_TRANSLATE_NOOP("Kind", "Film"),
    Kind.EPISODE: QT_TRANSLATE_NOOP("Kind", "Episode"),
    Kind.TRACK: QT_TRANSLATE_NOOP("Kind", "Track"),
    Kind.BOOK: QT_TRANSLATE_NOOP("Kind", "Book"),
    Kind.COMIC: QT_TRANSLATE_NOOP("Kind", "Comic"),
    Kind.AUDIOBOOK: QT_TRANSLATE_NOOP("Kind", "Audiobook"),
    Kind.EXTRA: QT_TRANSLATE_NOOP("Kind", "Extra"),
    Kind.SUBTITLE: QT_TRANSLATE_NOOP("Kind", "Subtitle"),
    Kind.ARTWORK: QT_TRANSLATE_NOOP("Kind", "Picture"),
    Kind.IGNORED: QT_TRANSLATE_NOOP("Kind", "Not media"),
    Kind.UNKNOWN: QT_TRANSLATE_NOOP("Kind", "Not yet known"),
}
_ROLES: Final[Mapping[Role, str]] = {
    Role.SUBTITLE: QT_TRANSLATE_NOOP("Role", "Subtitle"),
    Role.AUDIO: QT_TRANSLATE_NOOP("Role", "Sound track"),
    Role.LYRICS: QT_TRANSLATE_NOOP("Role", "Lyrics"),
    Role.METADATA: QT_TRANSLATE_NOOP("Role", "Metadata"),
    Role.ARTWORK: QT_TRANSLATE_NOOP("Role", "Picture"),
    Role.SHEET: QT_TRANSLATE_NOOP("Role", "Cue sheet or log"),
    Role.DISC: QT_TRANSLATE_NOOP("Role", "Part of the disc"),
}
_EXTRAS: Final[Mapping[ExtraType, str]] = {
    ExtraType.TRAILER: QT_TRANSLATE_NOOP("Extra", "Trailer"),
    ExtraType.BEHIND_THE_SCENES: QT_TRANSLATE_NOOP("Extra", "Behind the scenes"),
    ExtraType.DELETED_SCENE: QT_TRANSLATE_NOOP("Extra", "Deleted scene"),
    ExtraType.INTERVIEW: QT_TRANSLATE_NOOP("Extra", "Interview"),
    ExtraType.SCENE: QT_TRANSLATE_NOOP("Extra", "Scene"),
    ExtraType.SHORT: QT_TRANSLATE_NOOP("Extra", "Short film"),
    ExtraType.FEATURETTE: QT_TRANSLATE_NOOP("Extra", "Featurette"),
    ExtraType.CLIP: QT_TRANSLATE_NOOP("Extra", "Clip"),
    ExtraType.OTHER: QT_TRANSLATE_NOOP("Extra", "Extra"),
    ExtraType.EXTRA: QT_TRANSLATE_NOOP("Extra", "Extra"),
    ExtraType.THEME_SONG: QT_TRANSLATE_NOOP("Extra", "Theme song"),
    ExtraType.THEME_VIDEO: QT_TRANSLATE_NOOP("Extra", "Theme video"),
}
_LIBRARIES: Final[Mapping[Library, str]] = {
    Library.MOVIES: QT_TRANSLATE_NOOP("Library", "Movies"),
    Library.SHOWS: QT_TRANSLATE_NOOP("Library", "Shows"),
    Library.MUSIC: QT_TRANSLATE_NOOP("Library", "Music"),
    Library.BOOKS: QT_TRANSLATE_NOOP("Library", "Books"),
    Library.COMICS: QT_TRANSLATE_NOOP("Library", "Comics"),
    Library.AUDIOBOOKS: QT_TRANSLATE_NOOP("Library", "Audiobooks"),
}
_MODES: Final[Mapping[Mode, str]] = {
    Mode.MOVE: QT_TRANSLATE_NOOP("Mode", "Move"),
    Mode.COPY: QT_TRANSLATE_NOOP("Mode", "Copy"),
    Mode.HARDLINK: QT_TRANSLATE_NOOP("Mode", "Hard link"),
    Mode.SYMLINK: QT_TRANSLATE_NOOP("Mode", "Symbolic link"),
    Mode.REFLINK: QT_TRANSLATE_NOOP("Mode", "Copy that shares its content"),
}
STYLES: Final[Mapping[Style, str]] = {
    Style.JELLYFIN: QT_TRANSLATE_NOOP("Naming", "Jellyfin, recommended"),
    Style.PLAIN: QT_TRANSLATE_NOOP("Naming", "Jellyfin, without ids"),
    Style.KODI: QT_TRANSLATE_NOOP("Naming", "Kodi and Jellyfin"),
    Style.OWN: QT_TRANSLATE_NOOP("Naming", "My own"),
}
_FILTERS: Final[Mapping[FilterKey, str]] = {
    FilterKey.ALL: QT_TRANSLATE_NOOP("Filter", "All"),
    FilterKey.THIS_RUN: QT_TRANSLATE_NOOP("Filter", "This run"),
    FilterKey.STAYED: QT_TRANSLATE_NOOP("Filter", "Stayed"),
    FilterKey.READY: QT_TRANSLATE_NOOP("Filter", "Ready"),
    FilterKey.WAITING: QT_TRANSLATE_NOOP("Filter", "Waiting"),
    FilterKey.MOVING: QT_TRANSLATE_NOOP("Filter", "Moving"),
    FilterKey.DONE: QT_TRANSLATE_NOOP("Filter", "Done"),
    FilterKey.FAILED: QT_TRANSLATE_NOOP("Filter", "Failed"),
    FilterKey.ATTENTION: QT_TRANSLATE_NOOP("Filter", "Needs you"),
    FilterKey.CONFLICT: QT_TRANSLATE_NOOP("Filter", "Conflicts"),
    FilterKey.IGNORED: QT_TRANSLATE_NOOP("Filter", "Ignored"),
    FilterKey.UNCHANGED: QT_TRANSLATE_NOOP("Filter", "Unchanged"),
    FilterKey.CHANGES: QT_TRANSLATE_NOOP("Filter", "Only changes"),
    FilterKey.PROBLEMS: QT_TRANSLATE_NOOP("Filter", "Only problems"),
    FilterKey.FILMS: QT_TRANSLATE_NOOP("Filter", "Films"),
    FilterKey.SHOWS: QT_TRANSLATE_NOOP("Filter", "Shows"),
    FilterKey.MUSIC: QT_TRANSLATE_NOOP("Filter", "Music"),
    FilterKey.BOOKS: QT_TRANSLATE_NOOP("Filter", "Books"),
    FilterKey.NOT_SHOWN: QT_TRANSLATE_NOOP("Filter", "Not shown"),
    FilterKey.SHOWN_WRONG: QT_TRANSLATE_NOOP("Filter", "Shown wrong"),
    FilterKey.NICER: QT_TRANSLATE_NOOP("Filter", "Could be nicer"),
}
# What the problem box is headed with; the sentence below it says the rest.
_TITLES: Final[Mapping[ProblemCode, str]] = {
    ProblemCode.NO_TITLE: QT_TRANSLATE_NOOP("ProblemTitle", "No title in the name"),
    ProblemCode.NO_EPISODE: QT_TRANSLATE_NOOP("ProblemTitle", "Which episode is it?"),
    ProblemCode.NUMBER_UNSURE: QT_TRANSLATE_NOOP("ProblemTitle", "Is it this episode?"),
    ProblemCode.DATE_UNSURE: QT_TRANSLATE_NOOP("ProblemTitle", "Is it this day?"),
    ProblemCode.YEAR_UNSURE: QT_TRANSLATE_NOOP("ProblemTitle", "Which year is it of?"),
    ProblemCode.SEASON_UNSURE: QT_TRANSLATE_NOOP("ProblemTitle", "Which season is it of?"),
    ProblemCode.TITLE_UNSURE: QT_TRANSLATE_NOOP("ProblemTitle", "Is that its title?"),
    ProblemCode.NO_LIBRARY: QT_TRANSLATE_NOOP("ProblemTitle", "No folder for it yet"),
    ProblemCode.DISC_STRUCTURE: QT_TRANSLATE_NOOP("ProblemTitle", "A whole disc"),
    ProblemCode.NAME_TOO_LONG: QT_TRANSLATE_NOOP("ProblemTitle", "The name is too long for this disk"),
    ProblemCode.EMPTY_FILE: QT_TRANSLATE_NOOP("ProblemTitle", "Nothing in the file"),
    ProblemCode.SAME_DESTINATION: QT_TRANSLATE_NOOP("ProblemTitle", "Two files want the same place"),
    ProblemCode.DESTINATION_EXISTS: QT_TRANSLATE_NOOP("ProblemTitle", "Two files want the same place"),
    ProblemCode.SAME_FILE: QT_TRANSLATE_NOOP("ProblemTitle", "Already in your library"),
    ProblemCode.DESTINATION_TAKEN: QT_TRANSLATE_NOOP("ProblemTitle", "The place is taken"),
    ProblemCode.CHANGED_SINCE: QT_TRANSLATE_NOOP("ProblemTitle", "Changed in the meantime"),
    ProblemCode.SOURCE_GONE: QT_TRANSLATE_NOOP("ProblemTitle", "The file is gone"),
    ProblemCode.NO_ROOM: QT_TRANSLATE_NOOP("ProblemTitle", "No room left"),
    ProblemCode.NOT_PERMITTED: QT_TRANSLATE_NOOP("ProblemTitle", "Not permitted"),
    ProblemCode.COPY_DIFFERS: QT_TRANSLATE_NOOP("ProblemTitle", "The copy is not the same as the original"),
    ProblemCode.DISK_ERROR: QT_TRANSLATE_NOOP("ProblemTitle", "The disk did not answer"),
    ProblemCode.INCOMPLETE_DOWNLOAD: QT_TRANSLATE_NOOP("ProblemTitle", "Still downloading"),
    ProblemCode.TAGS_UNREADABLE: QT_TRANSLATE_NOOP("ProblemTitle", "Read by its name only"),
    ProblemCode.SIDECAR_FAULTY: QT_TRANSLATE_NOOP("ProblemTitle", "Mistakes in its metadata"),
    ProblemCode.SIDECAR_UNREADABLE: QT_TRANSLATE_NOOP("ProblemTitle", "Its metadata was not read"),
    ProblemCode.NAME_SHORTENED: QT_TRANSLATE_NOOP("ProblemTitle", "A shorter name"),
    ProblemCode.NAME_NOT_UNICODE: QT_TRANSLATE_NOOP("ProblemTitle", "Letters that cannot be read"),
    ProblemCode.MATCH_ALIKE: QT_TRANSLATE_NOOP("ProblemTitle", "Several works fit this name"),
    ProblemCode.MATCH_TITLE: QT_TRANSLATE_NOOP("ProblemTitle", "Is it this one?"),
    ProblemCode.MATCH_YEAR: QT_TRANSLATE_NOOP("ProblemTitle", "Is it this one?"),
    ProblemCode.MATCH_CREATOR: QT_TRANSLATE_NOOP("ProblemTitle", "Is it this one?"),
    ProblemCode.MATCH_PARTS: QT_TRANSLATE_NOOP("ProblemTitle", "Is it this one?"),
    ProblemCode.NO_NETWORK: QT_TRANSLATE_NOOP("ProblemTitle", "No internet connection"),
    ProblemCode.PROVIDER_LIMIT: QT_TRANSLATE_NOOP("ProblemTitle", "Asked to pause"),
    ProblemCode.PROVIDER_KEY: QT_TRANSLATE_NOOP("ProblemTitle", "The key is not accepted"),
    ProblemCode.PROVIDER_UNREACHABLE: QT_TRANSLATE_NOOP("ProblemTitle", "No answer"),
    ProblemCode.PROVIDER_SLOW: QT_TRANSLATE_NOOP("ProblemTitle", "No answer"),
    ProblemCode.PROVIDER_DOWN: QT_TRANSLATE_NOOP("ProblemTitle", "No answer"),
    ProblemCode.PROVIDER_BROKE_OFF: QT_TRANSLATE_NOOP("ProblemTitle", "No answer"),
    ProblemCode.NOT_KNOWN_ONLINE: QT_TRANSLATE_NOOP("ProblemTitle", "Not known online"),
}


# Of a problem whose sentence names an option of the terminal, what the window says instead.
_IN_WINDOW: Final[Mapping[ProblemCode, str]] = {
    ProblemCode.NO_LIBRARY: QT_TRANSLATE_NOOP("Problem", "No folder is set for {library}"),
}


def state_word(state: State, mode: Mode = Mode.MOVE) -> str:
    """The word of a state: ``Needs you``."""
    if state is State.MOVING and mode in _UNDER_WAY:
        return translate("State", _UNDER_WAY[mode])
    return translate("State", _STATES[state])


def kind_word(kind: Kind) -> str:
    """What a row is: ``Film``."""
    return translate("Kind", _KINDS[kind])


def role_word(role: Role) -> str:
    """What a companion is: ``Subtitle``."""
    return translate("Role", _ROLES[role])


def extra_word(extra: ExtraType) -> str:
    """What an extra is: ``Trailer``."""
    return translate("Extra", _EXTRAS[extra])


def library_word(library: Library) -> str:
    """The library of a kind: ``Movies``."""
    return translate("Library", _LIBRARIES[library])


def mode_word(mode: Mode) -> str:
    """How files get there: ``Move``."""
    return translate("Mode", _MODES[mode])


def style_word(style: Style) -> str:
    """A way of making names: ``Kodi and Jellyfin``."""
    return translate("Naming", STYLES[style])


def filter_word(key: FilterKey) -> str:
    """A line of the filter list: ``Conflicts``."""
    return translate("Filter", _FILTERS[key])


def problem_sentence(problem: Problem) -> str:
    """A problem in one sentence; what it is about is shown plainly."""
    gaps = {name: _gap(name, value) for name, value in problem.details}
    return fill(translate("Problem", _IN_WINDOW.get(problem.code, SENTENCES[problem.code])), **gaps)


def problem_below(title: str, problem: Problem) -> str:
    """A problem's sentence as it stands below ``title``, which it does not say again."""
    said = problem_sentence(problem)
    return said.removeprefix(f"{title}: ")


def trouble_words(error: Exception) -> str:
    """What an exception for the person says; of a run that cannot start, everything that is in its way."""
    if isinstance(error, CannotStartError):
        return " ".join(f"{problem_sentence(problem)}." for problem in error.problems)
    return trouble(error)


def _gap(name: str, value: str) -> str:
    if name in SIZE_GAPS:
        return size(int(value))
    return translate(_GAPS[name], value) if name in _GAPS else plain_path(value)


def problem_title(problem: Problem, state: State) -> str:
    """What a problem box is headed with; the word of the row's state where a problem has no heading of its own."""
    title = _TITLES.get(problem.code)
    return state_word(state) if title is None else translate("ProblemTitle", title)


def language_word(tag: str) -> str:
    """A language by its tag: ``English``; the tag itself where Qt does not know it."""
    language = QLocale.codeToLanguage(tag.partition("-")[0])
    if language is QLocale.Language.AnyLanguage:
        return plain(tag)
    name = translate("Language", QLocale.languageToString(language))
    region = tag.partition("-")[2]
    return f"{name} ({plain(region)})" if region else name

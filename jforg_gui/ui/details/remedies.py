"""What can be done about a problem: each code's buttons, which all do something here and now."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.ui.states import State
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, translate


class Remedy(Enum):
    """One button."""

    COMPARE = "compare"
    KEEP_BOTH = "keep-both"
    SKIP = "skip"
    EDIT_TITLE = "edit-title"
    SET_NUMBER = "set-number"
    SET_YEAR = "set-year"
    CONFIRM = "confirm"
    CHOOSE_FOLDERS = "choose-folders"
    READ_AGAIN = "read-again"
    TRY_AGAIN = "try-again"
    SEARCH_AGAIN = "search-again"
    KEEP_NAME = "keep-name"
    LOOK_UP_AGAIN = "look-up-again"
    SETTINGS = "settings"


_WORDS: Final[Mapping[Remedy, str]] = {
    Remedy.COMPARE: QT_TRANSLATE_NOOP("Remedy", "Compare…"),
    Remedy.KEEP_BOTH: QT_TRANSLATE_NOOP("Remedy", "Keep both"),
    Remedy.SKIP: QT_TRANSLATE_NOOP("Remedy", "Skip"),
    Remedy.EDIT_TITLE: QT_TRANSLATE_NOOP("Remedy", "Edit title"),
    Remedy.SET_NUMBER: QT_TRANSLATE_NOOP("Remedy", "Set number…"),
    Remedy.SET_YEAR: QT_TRANSLATE_NOOP("Remedy", "Set year…"),
    Remedy.CONFIRM: QT_TRANSLATE_NOOP("Remedy", "It is right"),
    Remedy.CHOOSE_FOLDERS: QT_TRANSLATE_NOOP("Remedy", "Choose folders…"),
    Remedy.READ_AGAIN: QT_TRANSLATE_NOOP("Remedy", "Read again"),
    Remedy.TRY_AGAIN: QT_TRANSLATE_NOOP("Remedy", "Try again"),
    Remedy.SEARCH_AGAIN: QT_TRANSLATE_NOOP("Remedy", "Search again…"),
    Remedy.KEEP_NAME: QT_TRANSLATE_NOOP("Remedy", "Keep file's name"),
    Remedy.LOOK_UP_AGAIN: QT_TRANSLATE_NOOP("Remedy", "Look up again"),
    Remedy.SETTINGS: QT_TRANSLATE_NOOP("Remedy", "Open settings…"),
}
_DOUBT: Final = (Remedy.SEARCH_AGAIN, Remedy.KEEP_NAME)
_RETRY: Final = (Remedy.LOOK_UP_AGAIN,)
_OF_PROBLEM: Final[Mapping[ProblemCode, tuple[Remedy, ...]]] = {
    ProblemCode.NO_TITLE: (Remedy.EDIT_TITLE,),
    ProblemCode.NO_EPISODE: (Remedy.SET_NUMBER,),
    **dict.fromkeys(
        (ProblemCode.NUMBER_UNSURE, ProblemCode.DATE_UNSURE, ProblemCode.SEASON_UNSURE),
        (Remedy.CONFIRM, Remedy.SET_NUMBER),
    ),
    ProblemCode.YEAR_UNSURE: (Remedy.CONFIRM, Remedy.SET_YEAR),
    ProblemCode.TITLE_UNSURE: (Remedy.CONFIRM, Remedy.EDIT_TITLE),
    ProblemCode.NAME_TOO_LONG: (Remedy.EDIT_TITLE,),
    ProblemCode.NO_LIBRARY: (Remedy.CHOOSE_FOLDERS,),
    ProblemCode.SAME_DESTINATION: (Remedy.COMPARE, Remedy.KEEP_BOTH, Remedy.SKIP),
    ProblemCode.DESTINATION_EXISTS: (Remedy.COMPARE, Remedy.KEEP_BOTH, Remedy.SKIP),
    ProblemCode.SAME_FILE: (Remedy.COMPARE, Remedy.SKIP),
    ProblemCode.INCOMPLETE_DOWNLOAD: (Remedy.READ_AGAIN,),
    ProblemCode.EMPTY_FILE: (Remedy.READ_AGAIN,),
    ProblemCode.UNREADABLE_FILE: (Remedy.READ_AGAIN,),
    ProblemCode.MISSING: (Remedy.READ_AGAIN,),
    **dict.fromkeys((code for code in ProblemCode if code.value.startswith("match-")), _DOUBT),
    **dict.fromkeys((code for code in ProblemCode if code.value.startswith("provider-")), _RETRY),
    ProblemCode.NO_NETWORK: _RETRY,
    ProblemCode.NOT_KNOWN_ONLINE: (Remedy.SEARCH_AGAIN,),
    ProblemCode.PROVIDER_KEY: (Remedy.SETTINGS,),
}
_DECIDES: Final = frozenset((Remedy.COMPARE, Remedy.KEEP_BOTH, Remedy.SKIP))


def remedy_word(remedy: Remedy) -> str:
    """The word on a remedy's button."""
    return translate("Remedy", _WORDS[remedy])


def remedies(code: ProblemCode, state: State) -> tuple[Remedy, ...]:
    """What can be done about a problem of a row in this state."""
    if state is State.FAILED:
        return (Remedy.TRY_AGAIN,)
    found = _OF_PROBLEM.get(code, ())
    if state is not State.CONFLICT:
        found = tuple(remedy for remedy in found if remedy not in _DECIDES)
    return found

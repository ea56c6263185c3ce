"""The window's language: which it is, our own words in it from ``resources/translations``, and Qt's from Qt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from jforg_gui.storage.settings import Language
from jforg_gui.ui.resources import resource

Catalogue = Mapping[str, Mapping[str, str]]  # context → English → the other language

_SOURCE: Final = "en"


def catalogue(tag: str) -> Catalogue | None:
    """The words of a language by its tag, such as ``de``; None where there are none. A small file, read at start."""
    try:
        with open(resource("translations", f"{tag}.json"), encoding="utf-8") as file:
            words: Catalogue = json.load(file)
    except FileNotFoundError:
        return None
    return words


class Words(QTranslator):
    """Answers Qt's every question for a text of ours; what it does not know stays English."""

    def __init__(self, words: Catalogue, parent: QObject) -> None:
        """Speak with these words."""
        super().__init__(parent)
        self._words = {(context, source): said for context, texts in words.items() for source, said in texts.items()}
        # "The folder {} cannot be made: {}." as it is met, with its gaps filled
        self._troubles = [
            (re.compile("(.*)".join(map(re.escape, source.split("{}"))), re.DOTALL), said)
            for source, said in words.get("Trouble", {}).items()
        ]

    def isEmpty(self) -> bool:  # noqa: N802 — Qt's name
        """Qt asks before it installs one."""
        return not self._words

    def translate(  # to Qt an empty text is a translation; only none at all is not
        self, context: str, source: str, _comment: str | None = None, _n: int = -1
    ) -> str | None:
        """A text in this language, None where it is unknown; plural forms are written as in the source."""
        return self._words.get((context, source))

    def trouble(self, message: str) -> str:
        """A sentence of the layers below, which know no language, in this one; as it is where it is unknown."""
        for pattern, said in self._troubles:
            match = pattern.fullmatch(message)
            if match is not None:
                parts = said.split("{}")
                gaps = [self._words.get(("System", gap), gap) for gap in match.groups()]
                return "".join(part + gap for part, gap in zip_longest(parts, gaps, fillvalue=""))
        return message


class Speaker(QObject):
    """Holds what is installed in the one application, so that it can be exchanged for another language.

    ``changed`` tells, after the exchange, that everything on the screen has to be said anew; see ``retold``.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        """Speak English until told otherwise."""
        super().__init__(application)
        self._application = application
        self._installed: list[QTranslator] = []
        self._words: Words | None = None
        self._system = QLocale()  # nobody has set another one yet
        self.spoken = _SOURCE

    @classmethod
    def of(cls, application: QApplication) -> Speaker:
        """Return the application's speaker, made at the first call."""
        speaker = application.findChild(cls)
        return speaker if isinstance(speaker, cls) else cls(application)

    def speak(self, language: Language) -> bool:
        """Speak a language from now on, and write numbers and dates as it does; return whether the words changed.

        A language we have no words in is written right as to numbers and dates, and spoken in English.
        """
        locale = self._system if language is Language.SYSTEM else QLocale(language.value)
        written_as_before = locale == QLocale()
        QLocale.setDefault(locale)
        tag = locale.name().partition("_")[0]
        words = catalogue(tag)
        spoken = tag if words is not None else _SOURCE
        if spoken == self.spoken:
            if not written_as_before:
                self.changed.emit()
            return False
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()
        self._words = None
        if words is not None:
            self._install(words, locale)
        self.spoken = spoken
        self._application.setLayoutDirection(QLocale(spoken).textDirection())
        self.changed.emit()
        return True

    def trouble(self, message: str) -> str:
        """A sentence of an exception for the person, in the language spoken."""
        return message if self._words is None else self._words.trouble(message)

    def _install(self, words: Catalogue, locale: QLocale) -> None:
        of_qt = QTranslator(self)
        if of_qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._installed.append(of_qt)
        self._words = Words(words, self)
        self._installed.append(self._words)
        for translator in self._installed:
            self._application.installTranslator(translator)


def trouble(error: Exception) -> str:
    """What an exception for the person says, in the person's language."""
    application = QApplication.instance()
    return Speaker.of(application).trouble(str(error)) if isinstance(application, QApplication) else str(error)


class _Echo(QObject):
    """Says something again in each new language; a child of what it says it for, and gone with it."""

    def __init__(self, owner: QObject, say: Callable[[], object]) -> None:
        super().__init__(owner)
        self._say = say

    def again(self) -> None:
        """Say it."""
        self._say()


def retold(owner: QObject, say: Callable[[], object]) -> None:
    """Say something of a window that stays open: now, and again in each language it changes to while it lives."""
    say()
    application = QApplication.instance()
    if isinstance(application, QApplication):
        Speaker.of(application).changed.connect(_Echo(owner, say).again)

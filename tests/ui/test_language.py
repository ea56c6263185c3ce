from __future__ import annotations

import errno
import os

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.storage.settings import Language
from jforg_gui.ui.language import Speaker, catalogue, trouble
from jforg_gui.ui.states import State
from jforg_gui.ui.text import problem_sentence, problem_title, translate
from jforg_gui.workflow.editing import NotReadableError


def test_words_numbers_and_plural_forms_change_with_the_language(german: Speaker) -> None:
    assert translate("Run", "Move %Ln {file|files}", None, 1) == "1 Datei verschieben"
    assert translate("Run", "Move %Ln {file|files}", None, 1284) == "1.284 Dateien verschieben"
    assert translate("Run", "Move %Ln {file|files}", None, 0) == "0 Dateien verschieben"
    german.speak(Language.ENGLISH)
    assert translate("Run", "Move %Ln {file|files}", None, 1284) == "Move 1,284 files"


@pytest.mark.usefixtures("german")
def test_what_qt_says_itself_is_german_too() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


@pytest.mark.usefixtures("german")
def test_what_lower_layers_say_is_german_too() -> None:
    assert trouble(NotReadableError("A title cannot be empty.")) == "Ein Titel kann nicht leer sein."
    denied = os.strerror(errno.EACCES)
    said = trouble(ValueError(f"The folder /m (new) cannot be made: {denied}."))
    assert said == "Der Ordner /m (new) lässt sich nicht anlegen: Keine Berechtigung."
    assert trouble(ValueError("nobody has said that")) == "nobody has said that"
    problem = Problem(ProblemCode.NOT_PERMITTED, "/a", (("error", denied),))
    assert problem_sentence(problem) == "Das System erlaubt es nicht: Keine Berechtigung"


def test_a_language_without_words_is_spoken_in_english_from_left_to_right(qapp: QApplication) -> None:
    assert catalogue("ar") is None
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.usefixtures("german")
def test_what_a_book_says_of_itself_that_cannot_be_read_is_told_in_german() -> None:
    problem = Problem(ProblemCode.TAGS_UNREADABLE, "/in/a.cbz", (("error", "File is not a zip file"),))
    assert problem_sentence(problem).startswith("Was darin steht, lässt sich nicht lesen (keine ZIP-Datei)")
    assert problem_title(problem, State.READY) == "Nur nach dem Namen gelesen"

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMenuBar
from pytestqt.qtbot import QtBot

from jforg_gui.storage.settings import Language
from jforg_gui.ui.language import Speaker
from jforg_gui.ui.main_window import MainWindow
from jforg_gui.ui.theme import Theme


def _letters(bar: QMenuBar) -> list[str]:
    texts = [action.text() for action in bar.actions()]
    return [text[text.index("&") + 1].casefold() for text in texts if "&" in text]


def test_every_menu_opens_by_a_letter_of_its_own(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    speaker = Speaker.of(qapp)
    for language in (Language.ENGLISH, Language.GERMAN):
        speaker.speak(language)
        try:
            window = MainWindow(theme)
        finally:
            speaker.speak(Language.ENGLISH)
        qtbot.addWidget(window)
        bar = window.menuBar()
        letters = _letters(bar)
        assert len(letters) == len(set(letters)) == len(bar.actions()) == 5

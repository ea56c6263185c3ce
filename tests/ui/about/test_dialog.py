from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from jforg_gui import __version__
from jforg_gui.domain.provider import ATTRIBUTIONS
from jforg_gui.ui.about.dialog import AboutDialog
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.theme import Theme


def _opened(qtbot: QtBot, jobs: Jobs, theme: Theme) -> AboutDialog:
    dialog = AboutDialog(jobs, theme)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.parts.count() > 0)
    return dialog


def test_every_part_shows_its_licence(qtbot: QtBot, jobs: Jobs, theme: Theme) -> None:
    dialog = _opened(qtbot, jobs, theme)
    names = [dialog.parts.item(row).text() for row in range(dialog.parts.count())]
    (row,) = [row for row, name in enumerate(names) if name.startswith("guessit ")]
    dialog.parts.setCurrentRow(row)
    qtbot.waitUntil(lambda: "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.text.toPlainText())
    assert dialog.text.toPlainText().startswith("LGPL-3.0-or-later\n")
    dialog.accept()


def test_it_says_what_it_is_in_plain_text(qtbot: QtBot, jobs: Jobs, theme: Theme) -> None:
    dialog = _opened(qtbot, jobs, theme)
    labels = dialog.findChildren(QLabel)
    assert any(label.text() == f"JFOrg {__version__}" for label in labels)
    said = "\n".join(label.text() for label in labels)
    assert [one.name for one in ATTRIBUTIONS.values() if one.text not in said] == []
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}
    dialog.accept()


def test_versions_are_copied_for_a_report(qtbot: QtBot, jobs: Jobs, theme: Theme) -> None:
    dialog = _opened(qtbot, jobs, theme)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith(f"JFOrg {__version__}\nPython 3.")
    dialog.accept()


def test_it_may_be_closed_before_it_is_filled(qtbot: QtBot, jobs: Jobs, theme: Theme) -> None:
    dialog = AboutDialog(jobs, theme)
    dialog.open()
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(dialog) and not jobs.busy)

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QMessageBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.media import Library
from jforg_gui.engine import Engine
from jforg_gui.storage.settings import KEYS, Language, Theme, load
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.settings.dialog import SettingsDialog
from jforg_gui.ui.settings.keys_page import KeysPage
from jforg_gui.ui.settings.moving_page import MovingPage
from jforg_gui.ui.settings.pages import AppearancePage, LibrariesPage, ScanningPage
from jforg_gui.ui.theme import Theme as WindowTheme


@pytest.fixture
def dialog(qtbot: QtBot, engine: Engine, jobs: Jobs, theme: WindowTheme) -> Iterator[SettingsDialog]:
    dialog = SettingsDialog(engine, jobs, theme)
    dialog.open()
    libraries = dialog.pages[0]
    assert isinstance(libraries, LibrariesPage)
    with qtbot.waitSignal(libraries.form.checked):
        libraries.form.check()
    yield dialog
    if isValid(dialog):
        dialog.done(0)
    theme.set_appearance(Theme.SYSTEM)


def _pages(dialog: SettingsDialog) -> tuple[LibrariesPage, MovingPage, ScanningPage, AppearancePage]:
    libraries, moving, _naming, scanning, _online, _artwork, appearance = dialog.pages[:7]
    assert isinstance(libraries, LibrariesPage)
    assert isinstance(moving, MovingPage)
    assert isinstance(scanning, ScanningPage)
    assert isinstance(appearance, AppearancePage)
    return libraries, moving, scanning, appearance


def test_every_key_has_its_field(dialog: SettingsDialog) -> None:
    assert sorted(key for page in dialog.pages for key in page.keys) == sorted(KEYS)
    assert sorted(key for page in dialog.pages for key in page.texts()) == sorted(KEYS)
    assert not dialog.is_changed()


def test_what_is_saved_is_the_engines_and_on_the_disk(
    qtbot: QtBot, dialog: SettingsDialog, engine: Engine, tmp_path: object
) -> None:
    libraries, moving, scanning, appearance = _pages(dialog)
    libraries.form.set_folders({Library.COMICS: f"{tmp_path}/Strips", Library.BOOKS: ""})
    moving.mode.choose(Mode.COPY)
    moving.conflict.choose(ConflictPolicy.KEEP_BOTH)
    moving.nfo.setChecked(False)
    scanning.size_field.setText("5 MB")
    scanning.workers_field.setValue(3)
    appearance.theme_box.setCurrentIndex(2)
    appearance.language_box.setCurrentIndex(1)
    assert dialog.is_changed()
    with qtbot.waitSignal(dialog.saved):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    for settings in (engine.settings, load(engine.places.settings_file)):
        assert settings.roots().folders[Library.COMICS] == f"{tmp_path}/Strips"
        assert Library.BOOKS not in settings.roots().folders
        assert (settings.mode, settings.conflict, settings.nfo) == (Mode.COPY, ConflictPolicy.KEEP_BOTH, False)
        assert (settings.min_size, settings.workers) == (5 << 20, 3)
        assert (settings.theme, settings.language) == (Theme.DARK, Language.ENGLISH)
    assert not dialog.isVisible()


def test_what_says_its_default_is_not_written(qtbot: QtBot, dialog: SettingsDialog, engine: Engine) -> None:
    before = dict(engine.settings.values)
    with qtbot.waitSignal(dialog.saved):
        dialog.save_button.click()
    assert load(engine.places.settings_file).values == before


def test_what_cannot_be_saved_is_shown(qtbot: QtBot, dialog: SettingsDialog, engine: Engine) -> None:
    libraries, _, scanning, _ = _pages(dialog)
    dialog.page_list.setCurrentRow(4)
    scanning.size_field.setText("big")
    dialog.save_button.click()
    assert dialog.page() is scanning
    assert scanning.size_words.text() == "Give a size such as 700, 50MB or 1.5GB."
    scanning.size_field.setText("0")
    with qtbot.waitSignal(libraries.form.checked):
        libraries.form.field(Library.SHOWS).setText("Shows")
    dialog.save_button.click()
    assert dialog.page() is libraries
    assert libraries.form.words(Library.SHOWS) == "Give the whole path, from the root or from ~."
    assert not os.path.exists(engine.places.settings_file)
    libraries.form.field(Library.SHOWS).setText(engine.settings.roots().folders[Library.SHOWS])
    dialog.reject()


def test_a_disk_that_refuses_is_said(qtbot: QtBot, dialog: SettingsDialog, engine: Engine) -> None:
    os.makedirs(engine.places.settings_file)
    before = engine.settings
    dialog.save_button.click()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert any("cannot be written" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog.isVisible()
    assert engine.settings is before
    dialog.reject()


def test_defaults_come_back_page_by_page(dialog: SettingsDialog, engine: Engine) -> None:
    _, moving, scanning, _ = _pages(dialog)
    scanning.workers_field.setValue(9)
    moving.mode.choose(Mode.COPY)
    dialog.page_list.setCurrentRow(1)
    assert dialog.restore_button.text() == "Restore defaults for Moving"
    dialog.restore_button.click()
    assert moving.mode.value() == "move"
    assert scanning.workers_field.value() == 9
    assert engine.settings.workers == 0
    scanning.workers_field.setValue(0)
    dialog.reject()


def _press(question: QMessageBox, words: str) -> None:
    next(button for button in question.buttons() if button.text() == words).click()


@pytest.mark.parametrize(("words", "open_afterwards"), [("Cancel", True), ("Don't save", False)])
def test_escape_loses_nothing_unasked(
    dialog: SettingsDialog, engine: Engine, words: str, *, open_afterwards: bool
) -> None:
    _, moving, _, _ = _pages(dialog)
    moving.mode.choose(Mode.COPY)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    question = dialog.findChild(QMessageBox)
    assert isinstance(question, QMessageBox)
    _press(question, words)
    assert dialog.isVisible() is open_afterwards
    assert engine.settings.mode is Mode.MOVE
    moving.mode.choose(Mode.MOVE)
    dialog.reject()


def _named(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_every_control_has_a_name(dialog: SettingsDialog) -> None:
    controls = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.window() is dialog
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
    ]
    assert len(controls) > 15
    assert [type(widget).__name__ for widget in controls if not _named(widget)] == []


def test_nothing_is_cut_off_on_a_small_screen(dialog: SettingsDialog) -> None:
    dialog.resize(640, 340)
    for area in dialog.findChildren(QScrollArea):
        body = area.widget()
        assert body is not None
        assert body.width() >= body.minimumSizeHint().width() or area.horizontalScrollBar().maximum() > 0
        assert body.height() >= body.minimumSizeHint().height()
    assert dialog.width() == 640
    assert dialog.save_button.geometry().bottom() < dialog.height()


def test_the_search_lists_the_pages_that_hold_the_words(qtbot: QtBot, dialog: SettingsDialog) -> None:
    def listed() -> list[str]:
        rows = range(dialog.page_list.count())
        return [dialog.page_list.item(row).text() for row in rows if not dialog.page_list.item(row).isHidden()]

    everything = listed()
    QTest.keyClicks(dialog.search, "seeding")
    assert listed() == ["Moving"]
    assert isinstance(dialog.page(), MovingPage)
    dialog.search.setText("organize.mode")
    assert listed() == ["Moving"]
    dialog.search.setText("colours")
    assert "Appearance" in listed()
    dialog.search.setText("xylophone")
    assert listed() == []
    dialog.search.clear()
    assert listed() == everything
    qtbot.wait(1)


@pytest.mark.parametrize("mode", Mode)
def test_every_mode_and_policy_can_be_chosen(dialog: SettingsDialog, mode: Mode) -> None:
    _libraries, moving, _scanning, _appearance = _pages(dialog)
    moving.mode.choose(mode)
    assert moving.texts()["organize.mode"] == mode
    for policy in (ConflictPolicy.REPLACE, ConflictPolicy.KEEP_BEST):
        moving.conflict.choose(policy)
        assert moving.texts()["organize.conflict"] == policy


def test_a_key_without_a_page_of_its_own_has_a_field(dialog: SettingsDialog) -> None:
    other = dialog.pages[-1]
    assert isinstance(other, KeysPage)
    field = other.fields["start.resume"]
    assert isinstance(field, QCheckBox)
    assert field.isChecked()
    field.setChecked(False)
    assert other.texts()["start.resume"] == "off"
    assert dialog.is_changed()
    dialog.page_list.setCurrentRow(dialog.page_list.count() - 1)
    dialog.restore_button.click()
    assert field.isChecked()

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from jforg_gui.domain.media import Library
from jforg_gui.engine import Engine
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings, load
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.welcome.dialog import Welcome


@pytest.fixture
def engine(own_home: str) -> Iterator[Engine]:
    with Engine(Places.of({"JFORG_HOME": own_home}), Settings({}), workers=1) as engine:
        yield engine


@pytest.fixture
def welcome(qtbot: QtBot, engine: Engine, jobs: Jobs, theme: Theme) -> Iterator[Welcome]:
    welcome = Welcome(engine, jobs, theme)
    welcome.open()
    with qtbot.waitSignal(welcome.folders_page.form.checked):
        welcome.folders_page.form.check()
    yield welcome
    if isValid(welcome):
        welcome.done(0)


def _words(welcome: Welcome) -> str:
    return "\n".join(label.text() for label in welcome.findChildren(QLabel) if label.isVisible())


def _fill_parent(qtbot: QtBot, welcome: Welcome, parent: str) -> Callable[[Library], str]:
    form = welcome.folders_page.form
    welcome.folders_page.parent_field.setText(parent)
    qtbot.waitUntil(lambda: form.folders()[Library.MUSIC].startswith(parent))
    return lambda library: form.folders()[library]


def test_the_tour_by_return_alone(qtbot: QtBot, welcome: Welcome, engine: Engine, tmp_path: object) -> None:
    assert "1 of 4" in _words(welcome)
    assert not welcome.back_button.isEnabled()
    QTest.keyClick(welcome, Qt.Key.Key_Return)
    assert "Where are your libraries?" in _words(welcome)
    os.makedirs(f"{tmp_path}/Films")
    _fill_parent(qtbot, welcome, str(tmp_path))
    QTest.keyClick(welcome, Qt.Key.Key_Return)
    assert "How should files get into your libraries?" in _words(welcome)
    welcome.mode_page.choice.choose("copy")
    QTest.keyClick(welcome, Qt.Key.Key_Return)
    assert "Your libraries: Movies, Shows, Music, Books, Comics, Audiobooks." in _words(welcome)
    with qtbot.waitSignal(welcome.saved):
        QTest.keyClick(welcome, Qt.Key.Key_Return)
    folders = load(engine.places.settings_file).roots().folders
    assert folders[Library.MOVIES] == f"{tmp_path}/Films"
    assert folders[Library.AUDIOBOOKS] == f"{tmp_path}/Audiobooks"
    assert engine.settings.roots().folders == folders
    assert engine.settings.mode == "copy"
    assert engine.settings.online
    assert not welcome.isVisible()


@pytest.mark.parametrize("answered", [True, False])
def test_nothing_goes_online_unasked(qtbot: QtBot, welcome: Welcome, engine: Engine, *, answered: bool) -> None:
    welcome.next_button.click()
    welcome.next_button.click()
    assert "No account is needed" in _words(welcome)
    if answered:
        welcome.mode_page.online.click()
        welcome.next_button.click()
    with qtbot.waitSignal(welcome.saved):
        (welcome.next_button if answered else welcome.skip_button).click()
    assert not engine.settings.online
    assert not load(engine.places.settings_file).online


def test_what_the_person_wrote_is_not_proposed_away(qtbot: QtBot, welcome: Welcome, tmp_path: object) -> None:
    folder = _fill_parent(qtbot, welcome, f"{tmp_path}/one")
    welcome.folders_page.form.field(Library.SHOWS).setText(f"{tmp_path}/elsewhere")
    _fill_parent(qtbot, welcome, f"{tmp_path}/two")
    assert folder(Library.SHOWS) == f"{tmp_path}/elsewhere"
    assert folder(Library.MOVIES) == f"{tmp_path}/two/Movies"


def test_skipping_keeps_what_was_filled_in_and_comes_once(
    qtbot: QtBot, welcome: Welcome, engine: Engine, tmp_path: object
) -> None:
    welcome.folders_page.form.field(Library.BOOKS).setText(f"{tmp_path}/Books")
    with qtbot.waitSignal(welcome.saved):
        welcome.skip_button.click()
    assert load(engine.places.settings_file).roots().folders == {Library.BOOKS: f"{tmp_path}/Books"}


def test_escape_writes_the_file_as_well(qtbot: QtBot, welcome: Welcome, engine: Engine) -> None:
    with qtbot.waitSignal(welcome.saved):
        QTest.keyClick(welcome, Qt.Key.Key_Escape)
    assert os.path.exists(engine.places.settings_file)
    assert load(engine.places.settings_file).values == {}


def test_a_folder_that_is_none_holds_the_page(qtbot: QtBot, welcome: Welcome) -> None:
    welcome.next_button.click()
    form = welcome.folders_page.form
    with qtbot.waitSignal(form.checked):
        form.field(Library.SHOWS).setText("Shows")
    welcome.next_button.click()
    assert "2 of 4" in _words(welcome)
    form.field(Library.SHOWS).clear()
    welcome.next_button.click()
    welcome.next_button.click()
    assert "No library folder is set yet." in _words(welcome)
    welcome.back_button.click()
    welcome.back_button.click()
    assert "2 of 4" in _words(welcome)


def test_a_disk_that_refuses_is_said_once(qtbot: QtBot, welcome: Welcome, engine: Engine) -> None:
    os.makedirs(engine.places.settings_file)
    welcome.skip_button.click()
    qtbot.waitUntil(lambda: "cannot be written" in _words(welcome))
    welcome.skip_button.click()
    assert not welcome.isVisible()

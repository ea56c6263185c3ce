"""The check in the window: there and back, and repairs as runs that can be undone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.media import Library
from jforg_gui.engine import Engine
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.main_window import MainWindow
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.editing import Field
from tests.fakes.broken import make_broken
from tests.fakes.person import press, seen
from tests.fakes.worlds import tree_of

FILES = ("Low.Tide.2011.1080p.mkv", "Kites.2014.mkv")


@pytest.fixture
def window(session: Session, jobs: Jobs, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(theme)
    window.attach(session, jobs)
    window.resize(1366, 728)
    window.show()
    qtbot.waitExposed(window)
    yield window
    qtbot.waitUntil(lambda: session.phase is not Phase.RUNNING, timeout=5000)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=3000)
    window.deleteLater()


@pytest.fixture
def media(engine: Engine) -> str:
    media = os.path.dirname(engine.settings.roots().folders[Library.MOVIES])
    make_broken(media)
    return media


@pytest.fixture
def folder(media_tree: Callable[[Sequence[str]], str]) -> str:
    return media_tree(FILES)


def phase(session: Session) -> Phase:
    return session.phase


def mode(session: Session) -> Mode:
    return session.mode


def review(session: Session, qtbot: QtBot, folder: str) -> None:
    session.add([folder])
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=5000)


def check(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.check_library.trigger()
    qtbot.waitUntil(lambda: not window.check.page.checking and bool(window.check.page.model.findings.all), timeout=5000)


def review_repairs(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    check(window, qtbot)
    window.check.page.bar.primary.click()
    qtbot.waitUntil(lambda: session.fixed, timeout=3000)


def dialog(qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: next(seen(QDialog), None) is not None, timeout=3000)
    return next(seen(QDialog))


def test_the_page_takes_the_place_of_the_rows_and_gives_it_back(
    window: MainWindow, session: Session, media: str, folder: str, qtbot: QtBot
) -> None:
    del media
    review(session, qtbot, folder)
    session.edit([0], Field.TITLE, "Another Tide")
    check(window, qtbot)
    assert window.pages.currentWidget() is window.check.page
    assert not window.top.isVisible()
    assert not window.status.isVisible()
    assert not window.actions_.run.isEnabled()
    assert QApplication.focusWidget() is window.check.page.table
    window.actions_.find.trigger()
    assert QApplication.focusWidget() is window.check.page.bar.field
    QTest.keyClick(window.check.page, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.body
    assert window.top.isVisible()
    assert window.actions_.run.isEnabled()
    assert session.rows[0].item.guess.title == "Another Tide", "nobody has touched the rows"


def test_repairs_are_a_run_like_any_other(window: MainWindow, session: Session, media: str, qtbot: QtBot) -> None:
    session.mode = Mode.COPY
    before = tree_of(media)
    review_repairs(window, session, qtbot)
    assert window.pages.currentWidget() is window.body
    assert session.mode is Mode.MOVE
    assert not window.top.mode.isEnabled()
    files = session.plan().count()
    assert window.top.primary.text() == f"Move {files} files"
    assert tree_of(media) == before
    window.top.primary.click()
    dialog(qtbot).accept()
    qtbot.waitUntil(lambda: session.phase is Phase.DONE, timeout=5000)
    assert session.counts().by_state[State.DONE] == files
    assert tree_of(media) != before
    assert not os.path.exists(os.path.join(media, "Shows", "24")), "a folder that was renamed is not left behind empty"
    press("Undo")
    dialog(qtbot).accept()
    qtbot.waitUntil(lambda: window.check.open and not window.check.page.checking, timeout=5000)
    assert tree_of(media) == before
    assert window.check.page.model.findings.all, "everything is read again once it is back"
    window.check.page.leave()
    assert phase(session) is Phase.EMPTY
    assert mode(session) is Mode.COPY


def test_what_was_under_review_comes_back_with_what_was_said_of_it(
    window: MainWindow, session: Session, media: str, folder: str, qtbot: QtBot
) -> None:
    del media
    review(session, qtbot, folder)
    session.edit([0], Field.TITLE, "Another Tide")
    paths = [row.item.file.path for row in session.rows]
    review_repairs(window, session, qtbot)
    assert not {row.item.file.path for row in session.rows} & set(paths)
    assert session.unfinished()().inputs == (folder,), "closing now loses nothing either"
    press("Back to the findings")
    assert window.pages.currentWidget() is window.check.page
    window.check.page.leave()
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW and not session.fixed, timeout=5000)
    assert [row.item.file.path for row in session.rows] == paths
    assert session.rows[0].item.guess.title == "Another Tide"


def test_repairs_can_be_left_out_but_not_corrected(
    window: MainWindow, session: Session, media: str, qtbot: QtBot
) -> None:
    del media
    review_repairs(window, session, qtbot)
    files, places = session.plan().count(), [row.destination for row in session.rows]
    index = window.body.table.grouping.index(0, 0)
    window.body.table.setCurrentIndex(index)
    QTest.keyClick(window.body.table, Qt.Key.Key_Space)
    assert session.plan().count() == files - 1
    assert session.edit([0], Field.TITLE, "Other") == ""
    session.remove([0])
    session.keep_names([0])
    assert [row.destination for row in session.rows] == places
    assert not window.actions_.look_up.isEnabled()


def test_what_is_added_meanwhile_joins_what_was_there(
    window: MainWindow, session: Session, media: str, folder: str, qtbot: QtBot
) -> None:
    del media
    first, second = (os.path.join(folder, name) for name in FILES)
    review(session, qtbot, first)
    review_repairs(window, session, qtbot)
    session.add([second])
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW and not session.fixed, timeout=5000)
    assert [row.item.file.path for row in session.rows] == [first, second]
    check(window, qtbot)
    session.add([folder])
    assert window.pages.currentWidget() is window.body, "a drop on the page is an addition like any other"
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=5000)


def test_trying_again_never_runs_what_was_under_review(
    window: MainWindow, session: Session, media: str, folder: str, qtbot: QtBot
) -> None:
    review(session, qtbot, folder)
    before = tree_of(folder)
    review_repairs(window, session, qtbot)
    gone = Path(session.rows[0].item.file.path)
    gone.unlink()
    window.top.primary.click()
    dialog(qtbot).accept()
    qtbot.waitUntil(lambda: session.phase is Phase.DONE, timeout=5000)
    press("Try 1 again")
    qtbot.waitUntil(lambda: window.check.open and not window.check.page.checking, timeout=5000)
    window.check.page.leave()
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=5000)
    assert next(seen(QDialog), None) is None
    assert tree_of(folder) == before
    assert os.path.isdir(media)

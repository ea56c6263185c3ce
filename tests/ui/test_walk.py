"""A walk over every widget of every window and dialog, in German: names, plain text, tab order, no English left."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QLocale, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.media import Library
from jforg_gui.domain.work import Run, RunKind, RunState
from jforg_gui.storage.settings import Language
from jforg_gui.ui.about.dialog import AboutDialog
from jforg_gui.ui.conflict.sheet import ConflictSheet, conflicts
from jforg_gui.ui.crash_dialog import CrashDialog
from jforg_gui.ui.history.window import HistoryWindow
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.language import Speaker, catalogue
from jforg_gui.ui.main_window import MainWindow
from jforg_gui.ui.run.closing import ClosingSheet
from jforg_gui.ui.run.confirm import ConfirmSheet
from jforg_gui.ui.run.interrupted import InterruptedSheet
from jforg_gui.ui.run.summary import RunFacts
from jforg_gui.ui.run.undo_sheet import RedoSheet, UndoSheet
from jforg_gui.ui.session import Session
from jforg_gui.ui.settings.dialog import SettingsDialog
from jforg_gui.ui.shortcuts import ShortcutsDialog
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.welcome.dialog import Welcome
from jforg_gui.workflow.redo import RedoPlan
from tests.fakes.broken import make_broken
from tests.fakes.person import let_live, wait_for
from tests.ui.texts import texts

ROOT: Final = QModelIndex()
FILES: Final = (
    "Zzz.Qqq.2011.1080p.mkv",
    "Zzz.Qqq.2011.1080p.de.srt",
    "Xxx.Www.S01E01.mkv",
    "Xxx.Www.S01E02.mkv",
    "Kkk.Vvv.1999.mkv",
    "Jjj/Kkk.Vvv.1999.mkv",
    "Xxx Www/Xxx Www - ep vvv.mkv",
    "Thumbs.db",
)
CONTROLS: Final = (
    *(QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar),
)
ENGLISH: Final = re.compile(
    r"\b(the|your|you|and|not|file|files|folder|folders|library|where|which|this|that|with|move|undo|cancel|close|settings)\b",
    re.IGNORECASE,
)
SAME_IN_BOTH: Final = frozenset(
    ("Name", "System", "Online", "Pause", "Filter", "Film", "Interview", "Trailer", "JFOrg", "English")
)
# works that stand for the person's own in samples of names: a name is the same in every language
INVENTED_WORKS: Final = ("The Lantern Keeper", "Harbour Lights", "The Sample Thief", "The Unrated")
Windows = Callable[[], Iterator[QWidget]]


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    speaker, before = Speaker.of(qapp), QLocale()
    speaker.speak(Language.GERMAN)
    yield
    speaker.speak(Language.ENGLISH)
    QLocale.setDefault(before)


@pytest.fixture
def window(
    german: None,  # noqa: ARG001 — spoken before the first word is said
    session: Session,
    jobs: Jobs,
    theme: Theme,
    qtbot: QtBot,
    media_tree: Callable[[Sequence[str]], str],
) -> Iterator[MainWindow]:
    window = MainWindow(theme)
    window.attach(session, jobs)
    window.resize(1366, 728)
    window.show()
    session.add([media_tree(FILES)])
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=10_000)
    window.body.table.expandAll()
    yield window
    for dialog in [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]:
        dialog.done(0)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=3000)
    window.deleteLater()


def _run() -> Run:
    when = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    return Run(
        id=1,
        kind=RunKind.ORGANIZE,
        mode=Mode.MOVE,
        state=RunState.INTERRUPTED,
        token="t",  # noqa: S106 — the run's own, no secret
        started=when,
        ended=None,
        undoes=None,
        inputs=("/in",),
        files=3,
    )


def _dialogs(window: MainWindow, session: Session, jobs: Jobs, theme: Theme) -> Iterator[QWidget]:
    """Every window and dialog there is, each on the screen while it is looked at."""
    yield window
    window.actions_.preview.trigger()
    preview = window.body.preview
    assert preview is not None
    wait_for(lambda: preview.model.tree.root.children)
    yield window
    window.actions_.preview.trigger()
    yield from _check(window, session)
    yield _opened(AboutDialog(jobs, theme, window))
    yield _opened(ShortcutsDialog(window.actions_, theme, window))
    facts = RunFacts(tuple(session.inputs), session.mode)
    yield _opened(ConfirmSheet(session.plan(), facts, theme, window, jobs))
    row = conflicts(session.rows, [session.state(index) for index in range(len(session.rows))])[0]
    yield _opened(ConflictSheet(session.rows[row], (1, 2), session.engine, jobs, theme, window))
    yield _opened(UndoSheet({}, theme, window))
    yield _opened(RedoSheet(RedoPlan(_run(), (), ()), theme, window))
    yield _opened(ClosingSheet(1, 2, theme, window))
    yield _opened(InterruptedSheet(_run(), theme, window))
    yield _opened(CrashDialog(ValueError("zzz"), None, window))
    settings = SettingsDialog(session.engine, jobs, theme, window)
    for number in range(settings.page_list.count()):
        settings.open()
        settings.page_list.setCurrentRow(number)
        yield settings
    settings.done(0)
    welcome = Welcome(session.engine, jobs, theme, window)
    welcome.open()
    for _page in range(welcome.stack.count()):
        yield welcome
        if _page < welcome.stack.count() - 1:
            welcome.accept()
    welcome.done(0)
    history = HistoryWindow(session, jobs, theme, window)
    history.show()
    yield history
    history.close()
    history.deleteLater()


def _check(window: MainWindow, session: Session) -> Iterator[QWidget]:
    """The check of the libraries, with findings of every sort."""
    make_broken(os.path.dirname(session.engine.settings.roots().folders[Library.MOVIES]))
    window.actions_.check_library.trigger()
    wait_for(lambda: not window.check.page.checking and bool(window.check.page.model.findings.all))
    yield window
    window.check.close()


def _opened(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog


def _widgets(root: QWidget) -> Iterator[QWidget]:
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is root and not _is_qts_own(widget):
            yield widget


def _is_qts_own(widget: QWidget) -> bool:
    """Parts of Qt's compound widgets: the field in a spin box, scroll bars, a view's header and corner."""
    above, inside = widget.parentWidget(), False
    while above is not None and not inside:
        inside = isinstance(above, QComboBox | QAbstractSpinBox | QLineEdit | QMessageBox | QHeaderView)
        above = above.parentWidget()
    return inside or isinstance(widget, QScrollBar | QHeaderView) or widget.objectName().startswith("qt_")


def test_every_control_has_a_name_and_every_label_is_plain(
    window: MainWindow, session: Session, jobs: Jobs, theme: Theme
) -> None:
    for root in _dialogs(window, session, jobs, theme):
        for widget in _widgets(root):
            if isinstance(widget, CONTROLS):
                said = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
                assert said.strip(), f"{type(root).__name__}: {type(widget).__name__} has no name"
            if isinstance(widget, QLabel) and widget.text():
                assert widget.textFormat() is Qt.TextFormat.PlainText, (type(root).__name__, widget.text())


def _said(root: QWidget) -> Iterator[str]:
    """Everything a window says: on it, in its lists and menus, and to a screen reader."""
    yield root.windowTitle()
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    for widget in _widgets(root):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(number) for number in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(ROOT)):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for row in range(min(20, model.rowCount(ROOT))):
                    yield str(model.index(row, column).data() or "")


def _english_on(roots: Iterable[QWidget]) -> set[tuple[str, str]]:
    """What is said in English, and where."""
    words = catalogue("de") or {}
    english = {source for context, source in texts() if words.get(context, {}).get(source, source) != source}
    german = {said for context in words.values() for said in context.values()}
    left = set()
    for root in roots:
        for said in _said(root):
            bare = said.replace("\u200b", "").replace("Open Library", "").strip()  # a database's own name
            if bare in SAME_IN_BOTH or bare in german or "/" in bare or bare.startswith(INVENTED_WORKS):
                continue
            if bare in english or ENGLISH.search(bare):
                left.add((type(root).__name__, bare))
    return left


def test_no_english_is_left_in_german(window: MainWindow, session: Session, jobs: Jobs, theme: Theme) -> None:
    assert _english_on(_dialogs(window, session, jobs, theme)) == set()


def test_an_open_window_changes_its_language(
    window: MainWindow, session: Session, jobs: Jobs, theme: Theme, qapp: QApplication
) -> None:
    speaker = Speaker.of(qapp)
    speaker.speak(Language.ENGLISH)
    before = {words for words in _said(window) if words}
    assert "Add folder…" in before
    window.body.table.select_row(0)
    for root in _dialogs(window, session, jobs, theme):  # all that is made when it is asked for is made in English
        if isinstance(root, QDialog):
            root.done(0)
    window.body.table.selectAll()
    window.body.hints.begin_again()
    speaker.speak(Language.GERMAN)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for select in (lambda: window.body.table.select_row(0), window.body.table.clearSelection, lambda: None):
        select()
        assert _english_on([window]) == set()
    assert _english_on(_dialogs(window, session, jobs, theme)) == set()
    speaker.speak(Language.ENGLISH)
    window.body.table.clearSelection()
    assert before <= set(_said(window)), "and back"


def _reached(root: QWidget) -> set[QWidget]:
    """The widgets that Tab comes to, until it comes round."""
    reached: set[QWidget] = set()
    for _key in range(80):
        focus = QApplication.focusWidget() or root
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is not None:
            reached.add(now)
    return reached


def test_tab_reaches_every_control(window: MainWindow, session: Session, jobs: Jobs, theme: Theme) -> None:
    for root in _dialogs(window, session, jobs, theme):
        root.activateWindow()
        let_live(20)
        assert QTest.qWaitForWindowActive(root)
        reached = _reached(root)
        for widget in _widgets(root):
            wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
            if not wants or not isinstance(widget, CONTROLS):
                continue
            if isinstance(widget, QAbstractButton) and widget.autoExclusive():
                continue  # of radio buttons one is reached, the arrows lead to the others
            assert widget in reached or widget.focusProxy() in reached, (type(root).__name__, widget.accessibleName())

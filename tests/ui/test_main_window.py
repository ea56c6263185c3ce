from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from jforg_gui.domain.naming import Style
from jforg_gui.engine import Engine
from jforg_gui.storage.lock import WriterLock
from jforg_gui.storage.settings import Theme as Appearance
from jforg_gui.storage.settings import load
from jforg_gui.storage.window import load_window
from jforg_gui.ui.about.dialog import AboutDialog
from jforg_gui.ui.conflict.sheet import ConflictSheet
from jforg_gui.ui.details.remedies import Remedy
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.main_window import MainWindow
from jforg_gui.ui.run.closing import ClosingSheet
from jforg_gui.ui.run.confirm import ConfirmSheet
from jforg_gui.ui.session import Session
from jforg_gui.ui.shortcuts import ShortcutsDialog
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.table.actions import row_menu
from jforg_gui.ui.theme import Theme

FILES = (
    "Low.Tide.2011.1080p.mkv",
    "Low.Tide.2011.1080p.en.srt",
    "Harbour.Lights.S01E01.mkv",
    "Harbour.Lights.S01E02.mkv",
    "Copper Kiln (1999).mkv",
    "again/Copper.Kiln.1999.mkv",
    "Thumbs.db",
)
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(session: Session, jobs: Jobs, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(theme)
    window.attach(session, jobs)
    window.resize(1366, 728)
    window.show()
    qtbot.waitExposed(window)
    yield window
    qtbot.waitUntil(lambda: session.phase is not Phase.RUNNING, timeout=5000)
    window.close()  # as a person does: it takes its time to end the jobs
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=3000)
    window.deleteLater()


@pytest.fixture
def folder(media_tree: Callable[[Sequence[str]], str]) -> str:
    return media_tree(FILES)


def _review(window: MainWindow, session: Session, qtbot: QtBot, folder: str) -> None:
    session.add([folder])
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=10_000)
    assert window.pages.currentWidget() is window.body


def _phase(session: Session) -> Phase:
    return session.phase


def _row(session: Session, name: str) -> int:
    return next(index for index, row in enumerate(session.rows) if row.item.file.name == name)


def _dialog(kind: type[QDialog], qtbot: QtBot) -> QDialog:
    def shown() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=3000)
    return shown()[0]


def test_the_empty_window_shows_where_to_drop(window: MainWindow) -> None:
    assert window.windowTitle() == "JFOrg"
    assert window.pages.currentWidget() is window.zone
    assert not window.top.primary.isEnabled()
    assert window.status.main.text() == "Nothing added yet"
    assert window.status.aside.text().startswith("Libraries: Movies, Shows")
    assert QApplication.focusWidget() is window.zone.add_folder


def _mime(*paths: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) if path.startswith("/") else QUrl(path) for path in paths])
    return mime


def _drop(window: MainWindow, mime: QMimeData) -> bool:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    at = QPointF(300, 300)
    enter = QDragEnterEvent(at.toPoint(), both, mime, left, none)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(at, both, mime, left, none)
    QApplication.sendEvent(window, drop)
    assert drop.dropAction() is Qt.DropAction.CopyAction
    return True


def test_many_things_dropped_at_once_are_added(window: MainWindow, session: Session, qtbot: QtBot, folder: str) -> None:
    film = os.path.join(folder, FILES[0])
    mime = _mime(film, "http://host/a.mkv", os.path.join(folder, "again"), os.path.join(folder, "gone"))
    assert _drop(window, mime)
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=10_000)
    assert session.inputs == [film, os.path.join(folder, "again")]
    assert window.windowTitle() == "Low.Tide.2011.1080p.mkv and 1 more — JFOrg"


def test_what_is_not_of_this_computer_cannot_be_dropped(window: MainWindow, session: Session) -> None:
    assert not _drop(window, _mime("smb://host/share/a.mkv", "file://evil/share"))
    assert session.inputs == []


def test_what_is_gone_is_told_and_adds_nothing(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.failed):
        assert _drop(window, _mime("/nowhere/at/all"))
    assert session.phase is Phase.EMPTY
    assert "no file or folder" in window.status.main.text()


@pytest.mark.parametrize("begin", [Session.run, lambda session: session.undo("last")], ids=["run", "undo"])
def test_a_run_that_could_not_begin_is_told_until_the_next_thing(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str, begin: Callable[[Session], None]
) -> None:
    _review(window, session, qtbot, folder)
    places = session.engine.places
    os.makedirs(os.path.dirname(places.lock_file), exist_ok=True)
    with WriterLock(places.lock_file), qtbot.waitSignal(session.failed):
        begin(session)
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=10_000)
    assert "at work" in window.status.main.text()
    session.set_checked([0], wanted=not session.rows[0].item.wanted)
    assert "checked in" in window.status.main.text()


def test_the_sheet_lies_over_the_table_while_dragging(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str
) -> None:
    _review(window, session, qtbot, folder)
    mime = _mime(folder)  # the event itself does not hold it
    enter = QDragEnterEvent(
        QPointF(300, 300).toPoint(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, enter)
    assert window.drop_sheet.isVisible()
    assert window.drop_sheet.geometry() == window.pages.rect()
    window._end_drag()
    assert not window.drop_sheet.isVisible()


def test_all_numbers_agree(window: MainWindow, session: Session, qtbot: QtBot, folder: str) -> None:
    _review(window, session, qtbot, folder)
    ready = session.ready_files()
    assert ready == 4
    assert window.top.primary.text() == "Move 4 files"
    assert window.actions_.run.text() == "Move 4 files"
    assert window.counts.all == 7
    assert window.status.main.text().startswith("7 files checked in ")
    assert window.status.more.text() == "4 are ready, 2 conflicts, 1 ignored."
    assert window.windowTitle() == f"{os.path.basename(folder)} — JFOrg"


def test_the_mode_changes_the_words(window: MainWindow, session: Session, qtbot: QtBot, folder: str) -> None:
    _review(window, session, qtbot, folder)
    window.top.mode.setFocus()
    QTest.keyClick(window.top.mode, KEY.Key_Down)
    window.top.mode.activated.emit(window.top.mode.currentIndex())
    assert window.top.primary.text() == "Copy 4 files"
    assert session.mode.value == "copy"


def test_filters_by_keys_and_by_text(window: MainWindow, session: Session, qtbot: QtBot, folder: str) -> None:
    _review(window, session, qtbot, folder)
    QTest.keyClick(window, KEY.Key_4, CTRL)
    assert window.body.filters.current is FilterKey.CONFLICT
    QTest.keyClick(window, KEY.Key_3, CTRL)  # nothing needs the person: the filter is disabled
    assert window.body.filters.current is FilterKey.CONFLICT
    QTest.keyClick(window, KEY.Key_1, CTRL)
    QTest.keyClick(window, KEY.Key_F, CTRL)
    assert window.top.field.hasFocus()
    QTest.keyClicks(window.top.field, "harbor")
    qtbot.waitUntil(window.body.nothing.isVisible)
    assert window.body.nothing.text() == "Nothing here matches “harbor”."
    QTest.keyClick(window.top.field, KEY.Key_Escape)
    assert window.top.field.text() == ""
    assert not window.body.nothing.isVisible()
    window.top.field.setText("harbor")
    assert window.body.nothing.button.text() == "Clear filter"
    QTest.mouseClick(window.body.nothing.button, Qt.MouseButton.LeftButton)
    assert (window.top.field.text(), window.body.nothing.isVisible()) == ("", False)


def test_a_wheel_that_passes_over_the_mode_changes_nothing(window: MainWindow, session: Session) -> None:
    before = window.top.mode.currentData()
    place = QPointF(5, 5)
    event = QWheelEvent(
        *(place, place, QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
        *(Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(window.top.mode, event)
    assert window.top.mode.currentData() == before == session.mode


def test_a_conflict_is_shown_and_settled_from_the_details(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str
) -> None:
    _review(window, session, qtbot, folder)
    row = _row(session, "Copper.Kiln.1999.mkv")
    assert window.body.table.select_row(row)
    details = window.body.details
    assert details.rows == [row]
    assert details.state.text() == "Conflict"
    assert "Copper" in details.title.text()
    keep_both = details.boxes[0].buttons[Remedy.KEEP_BOTH]
    QTest.mouseClick(keep_both, Qt.MouseButton.LeftButton)
    assert {session.state(index) for index in range(len(session.rows))} <= {State.READY, State.IGNORED}
    assert window.top.primary.text() == "Move 6 files"
    QTest.keyClick(window, KEY.Key_Z, CTRL)
    assert window.top.primary.text() == "Move 4 files"


def test_return_goes_to_the_question_and_enter_answers_it(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str
) -> None:
    _review(window, session, qtbot, folder)
    window.body.table.setFocus()
    QTest.keyClick(window.body.table, KEY.Key_F8)
    row = window.body.details.rows[0]
    assert session.state(row) is State.CONFLICT
    QTest.keyClick(window.body.table, KEY.Key_Return)
    sheet = _dialog(ConflictSheet, qtbot)
    QTest.keyClick(sheet, KEY.Key_Return)
    assert session.state(row) is State.READY


def test_what_needs_a_number_gets_the_cell_editor(
    window: MainWindow, session: Session, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> None:
    folder = media_tree(["Harbour Lights/Season 1/Harbour Lights - ep five FINAL.mkv"])
    _review(window, session, qtbot, folder)
    assert window.body.table.select_row(0)
    window.body.details.remedied.emit(Remedy.SET_NUMBER, [0])
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "1x5")
    QTest.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: session.rows[0].item.guess.episodes == (5,))


def test_rows_can_be_taken_off_the_list_and_brought_back(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str
) -> None:
    _review(window, session, qtbot, folder)
    rows = len(session.rows)
    window.body.table.setFocus()
    window.body.table.select_row(_row(session, FILES[0]))
    QTest.keyClick(window.body.table, KEY.Key_Delete)
    assert len(session.rows) == rows - 1
    assert window.status.main.text() == "1 row removed from the list. The files are untouched."
    QTest.mouseClick(window.status.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW and len(session.rows) == rows, timeout=10_000)


def test_move_and_undo_by_keys(window: MainWindow, session: Session, qtbot: QtBot, folder: str) -> None:
    _review(window, session, qtbot, folder)
    QTest.keyClick(window, KEY.Key_Return, CTRL)
    sheet = _dialog(ConfirmSheet, qtbot)
    QTest.keyClick(sheet, KEY.Key_Return)
    qtbot.waitUntil(lambda: session.phase is Phase.DONE, timeout=10_000)
    assert window.body.filters.current is FilterKey.STAYED
    assert window.status.more.text() == "4 done, 2 conflicts, 1 ignored."
    assert window.body.details.pages.current() is window.body.details.outcome
    assert window.body.details.outcome.heading.text() == "4 files moved"
    QTest.mouseClick(window.status.button, Qt.MouseButton.LeftButton)
    assert window.body.filters.current.value == "all"
    assert window.status.button.isHidden()
    assert window.gestures.toast.isVisible()
    assert window.gestures.toast.text == "4 files moved."
    assert not os.path.exists(os.path.join(folder, FILES[0]))
    QTest.mouseClick(window.gestures.toast.undo, Qt.MouseButton.LeftButton)
    sheet = _dialog(QDialog, qtbot)
    QTest.keyClick(sheet, KEY.Key_Return)
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=10_000)
    assert os.path.exists(os.path.join(folder, FILES[0]))
    window.gestures.toast.dismiss()


def test_escape_at_the_question_moves_nothing(window: MainWindow, session: Session, qtbot: QtBot, folder: str) -> None:
    _review(window, session, qtbot, folder)
    QTest.mouseClick(window.top.primary, Qt.MouseButton.LeftButton)
    QTest.keyClick(_dialog(ConfirmSheet, qtbot), KEY.Key_Escape)
    assert session.phase is Phase.REVIEW
    assert os.path.exists(os.path.join(folder, FILES[0]))


def test_closing_while_scanning_is_quick_and_leaves_nothing(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str
) -> None:
    session.add([folder])
    assert session.phase is Phase.SCANNING
    with qtbot.waitSignal(window.closing, timeout=2000):
        window.close()
    assert not window.isVisible()


def test_closing_while_files_move_asks_first(
    window: MainWindow, session: Session, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> None:
    folder = media_tree([f"The Wharf (20{number:02})/The Wharf (20{number:02}).mkv" for number in range(20)])
    _review(window, session, qtbot, folder)
    session.run()
    assert session.phase is Phase.RUNNING
    assert window.top.primary.text() == "Moving…"
    assert not window.close()
    sheet = _dialog(ClosingSheet, qtbot)
    assert isinstance(sheet, ClosingSheet)
    QTest.mouseClick(sheet.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    assert _phase(session) is Phase.DONE


def test_the_layout_is_remembered(
    session: Session, engine: Engine, jobs: Jobs, theme: Theme, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(window.width(), 612)
    with qtbot.waitSignal(window.closing, timeout=2000):
        window.close()
    assert os.path.exists(engine.places.window_file)
    again = MainWindow(theme, load_window(session.engine.places.window_file))
    again.attach(session, jobs)
    qtbot.addWidget(again)
    assert again.size().height() == 612


@pytest.mark.parametrize(
    ("width", "filters_details_box"),
    [(1366, (True, True, False)), (1000, (True, False, False)), (700, (False, False, True))],
)
def test_what_does_not_fit_gives_way(
    window: MainWindow,
    session: Session,
    qtbot: QtBot,
    folder: str,
    width: int,
    filters_details_box: tuple[bool, bool, bool],
) -> None:
    filters, details, box = filters_details_box
    window.setMinimumSize(300, 300)
    _review(window, session, qtbot, folder)
    window.resize(width, 600)
    body = window.body
    qtbot.waitUntil(lambda: body.details.isVisible() is details)
    assert (body.filters.isVisible(), body.filter_box.isVisible()) == (filters, box)
    assert window.actions_.details.isChecked() is details
    assert window.top.primary.isVisible()
    assert window.top.primary.x() + window.top.primary.width() <= window.width()


def test_in_a_narrow_window_the_details_take_the_place_of_the_table(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str
) -> None:
    window.setMinimumSize(300, 300)
    _review(window, session, qtbot, folder)
    window.resize(683, 384)
    QTest.keyClick(window, KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert window.body.details.isVisible()
    assert not window.body.table.isVisible()
    QTest.keyClick(window, KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert window.body.table.isVisible()


def test_f6_goes_through_the_parts_and_f9_hides_the_filters(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str
) -> None:
    _review(window, session, qtbot, folder)
    assert QApplication.focusWidget() is window.body.table
    QTest.keyClick(window, KEY.Key_F6)
    assert QApplication.focusWidget() is window.body.details
    QTest.keyClick(window, KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(window, KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.body.filters
    QTest.keyClick(window, KEY.Key_F9)
    assert not window.body.filters.isVisible()


def test_the_sample_can_be_tried(window: MainWindow, session: Session, qtbot: QtBot, own_home: str) -> None:
    QTest.mouseClick(window.zone.sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=20_000)
    assert session.inputs == [os.path.join(own_home, "Sample")]
    assert window.windowTitle() == "Sample — JFOrg"


@pytest.mark.parametrize(("name", "kind"), [("about", AboutDialog), ("shortcuts", ShortcutsDialog)])
def test_help_opens_and_closes(window: MainWindow, qtbot: QtBot, name: str, kind: type[QDialog]) -> None:
    getattr(window.actions_, name).trigger()
    box = _dialog(kind, qtbot)
    assert box.isVisible()
    box.close()


def test_a_number_key_names_everything_in_another_way(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str
) -> None:
    _review(window, session, qtbot, folder)
    assert window.actions_.styles[Style.JELLYFIN].isChecked()
    before = [row.destination for row in session.rows]
    QTest.keyClick(window, KEY.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: session.engine.settings.get("naming.style") == "kodi")
    assert window.actions_.styles[Style.KODI].isChecked()
    assert load(session.engine.places.settings_file).get("naming.style") == "kodi"
    qtbot.waitUntil(lambda: not session.planning)
    assert len(session.rows) == len(before), "nothing was read again"


def test_the_menu_of_a_row_shows_its_folder(
    window: MainWindow, session: Session, qtbot: QtBot, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    _review(window, session, qtbot, folder)
    window.body.table.select_row(0)
    menu = row_menu(window.body.table)
    next(action for action in menu.actions() if action.text() == "Show in folder").trigger()
    window.body.details.show_folder.trigger()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown == [session.rows[0].item.file.folder] * 2


@pytest.mark.parametrize("logged", [True, False])
def test_the_log_folder_opens_once_there_is_one(
    window: MainWindow, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, logged: bool
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    said: list[str] = []
    session.failed.connect(said.append)
    logs = session.engine.places.logs
    if logged:
        os.makedirs(logs)
    window.actions_.logs.trigger()
    qtbot.waitUntil(lambda: bool(shown or said))
    assert (shown, said) == (([logs], []) if logged else ([], ["Nothing has been logged yet."]))


def test_every_control_has_a_name(window: MainWindow, session: Session, qtbot: QtBot, folder: str) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTreeView  # noqa: PLC0415 — only here

    _review(window, session, qtbot, folder)
    window.body.table.select_row(0)
    for kind in (QAbstractButton, QComboBox, QLineEdit, QTreeView):
        for widget in window.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
                assert named or isinstance(widget.parent(), QLineEdit), widget


def test_in_the_dark_everything_follows(
    window: MainWindow, session: Session, theme: Theme, qtbot: QtBot, folder: str
) -> None:
    _review(window, session, qtbot, folder)
    with qtbot.waitSignal(theme.changed):
        theme.set_appearance(Appearance.DARK)
    try:
        image = window.grab().toImage()
        assert image.pixelColor(600, 500).lightness() < 60
        assert image.pixelColor(1200, 600).lightness() < 60
    finally:
        with qtbot.waitSignal(theme.changed):
            theme.set_appearance(Appearance.SYSTEM)

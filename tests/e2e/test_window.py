"""A new user at the real window: from the first start to a tree that is as it was, by mouse and by keyboard."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)

from jforg_gui.app import Application
from jforg_gui.domain.errors import CancelledError
from jforg_gui.engine import Engine
from jforg_gui.storage.opening import Opening, read_opening
from jforg_gui.storage.places import Places
from jforg_gui.storage.sample import write_sample
from jforg_gui.storage.sample_audio import mp3
from jforg_gui.storage.settings import Settings, save
from jforg_gui.ui.history.window import HistoryWindow
from jforg_gui.ui.jobs import Job
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.table.columns import Column
from jforg_gui.workflow.editing import Field
from jforg_gui.workflow.snapshot import Snapshot, differences, take_snapshot
from tests.conftest import MediaTree
from tests.fakes.person import (
    attend,
    button,
    drop,
    let_live,
    press,
    row_named,
    rows_of,
    seen,
    view,
    wait_for,
    words_seen,
)
from tests.ui.conftest import english, nothing_left_open

__all__ = ["english", "nothing_left_open"]  # they hold here as well

MANY = 10_000


class _Never:
    def cancelled(self) -> bool:
        return False


def _snapshot(disk: str) -> Snapshot:
    return take_snapshot(disk, _Never())


Start = Callable[..., Application]


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    """Start the application as ``main`` does, with settings or with those kept; what is open at the end is closed."""
    started: list[Application] = []

    def begin(**settings: str | int) -> Application:
        places = Places.of(os.environ)
        values = {key.replace("__", "."): value for key, value in settings.items()}
        given = Opening(places, Settings(values), first=not os.path.exists(places.settings_file))
        application = Application(qapp, given if values else read_opening(places))
        started.append(application)
        application.window.resize(1366, 768)
        application.start()
        return application

    yield begin
    for application in started:
        application.session.cancel()
        QApplication.closeAllWindows()
        application.close()
        application.deleteLater()


@pytest.fixture
def disk(tmp_path: object) -> str:
    """A disk with the sample in it; the libraries come beside it."""
    write_sample(f"{tmp_path}/disk/Finished")
    return f"{tmp_path}/disk"


def _table() -> QTreeView:
    table = view("Files to organise")
    assert isinstance(table, QTreeView)
    return table


def _destinations(application: Application, words: str) -> list[str]:
    return [row.destination or "" for row in application.session.rows if words in row.item.file.path]


def _click(view: QAbstractItemView, index: QModelIndex, modifier: Qt.KeyboardModifier | None = None) -> None:
    attend(view)
    view.scrollTo(index)
    plain = Qt.KeyboardModifier.NoModifier
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier or plain, place)


def _keys(widget: QWidget, *keys: str) -> None:
    """Press keys, each such as ``F2`` or ``Ctrl+H``, wherever the focus is then."""
    for key in keys:
        attend(widget)
        QTest.keySequence(QApplication.focusWidget() or widget, QKeySequence(key))
        let_live(10)


def _editor(table: QTreeView) -> QLineEdit:
    """The field that is open in the table."""

    def found() -> QLineEdit | None:
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, QLineEdit) and table.viewport().isAncestorOf(focus) else None

    wait_for(found, "no cell can be edited")
    field = found()
    assert field is not None
    return field


def _history() -> HistoryWindow:
    wait_for(lambda: next(seen(HistoryWindow), None), "the history did not open")
    history = next(seen(HistoryWindow))
    wait_for(lambda: history.files.model.rowCount() > 0, "the history shows no files")
    return history


def _dialog() -> QDialog:
    wait_for(lambda: next(seen(QDialog), None), "no question")
    return next(seen(QDialog))


class _Runs:
    """Counts the runs of one application that have ended: a short one is over before anybody looks."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._ended: list[object] = []
        application.session.run_ended.connect(self._ended.append)

    def wait(self, number: int, phase: Phase = Phase.REVIEW) -> None:
        """Until so many have ended and everything is read again."""
        session, jobs = self._application.session, self._application.jobs
        wait_for(
            lambda: len(self._ended) == number and session.phase is phase and not jobs.busy,
            f"{len(self._ended)} runs have ended, not {number}; the window is at {session.phase}",
        )


def _reopen(application: Application, start: Start) -> Application:
    """Close the window and start again, with the settings that were kept; the rows come back."""
    wait_for(lambda: not application.jobs.busy)
    application.window.close()
    wait_for(lambda: not application.window.isVisible(), "the window stays open")
    application.close()
    again = start()
    _until(again, Phase.REVIEW)
    wait_for(lambda: not again.jobs.busy)
    return again


def _welcome_by_mouse(disk: str) -> None:
    wait_for(lambda: "Welcome to JFOrg" in words_seen(), "no welcome at the first start")
    press("Next")
    parent = next(field for field in seen(QLineEdit) if field.accessibleName() == "All in")
    QTest.keyClicks(parent, f"{disk}/media")
    wait_for(lambda: "Not there yet. The first run makes it." in words_seen())
    wait_for(lambda: any(field.text() == f"{disk}/media/Movies" for field in seen(QLineEdit)))
    press("Next")
    press("Look titles up online")  # this person stays offline
    press("Next")
    press("Done")
    wait_for(lambda: not any(True for _ in seen(QDialog)), "the welcome stays")


def _rows_while_scanning(application: Application) -> list[int]:
    """Collect how many lines the table holds each time the session leaves the scan."""
    found: list[int] = []

    def look(phase: object) -> None:
        if phase is Phase.RECOGNISING:
            found.append(len(application.session.rows))

    application.session.phase_changed.connect(look)
    return found


def _until(application: Application, phase: Phase) -> None:
    wait_for(lambda: application.session.phase is phase, f"never came to {phase}: {application.session.phase}")


def test_a_new_user_with_the_mouse(start: Start, disk: str) -> None:
    before = _snapshot(disk)
    application = start(scan__workers=1)
    window, session = application.window, application.session
    _welcome_by_mouse(disk)
    scanned = _rows_while_scanning(application)
    drop(window, [f"{disk}/Finished"])
    _until(application, Phase.REVIEW)
    assert scanned[0] > 20

    # one title for the whole show
    table = _table()
    show = row_named(table, "Harbour Lights").siblingAtColumn(Column.TITLE)
    assert len(_destinations(application, "Harbour")) >= 7
    _click(table, show)
    QTest.mouseDClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        table.visualRect(show).center(),
    )
    editor = _editor(table)
    QTest.keyClicks(editor, "Pier Lights")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    wait_for(lambda: all("/Pier Lights" in place for place in _destinations(application, "Harbour.Lights.S01E")))

    # a conflict: keep both
    conflicts = [number for number in range(len(session.rows)) if session.state(number) is State.CONFLICT]
    assert conflicts
    ready = session.ready_files()
    _click(table, window.body.table.grouping.index_of_row(conflicts[0]))
    press("Keep both")
    wait_for(lambda: session.ready_files() > ready, "keeping both changed nothing")
    assert session.state(conflicts[0]) is State.READY

    runs, number = _Runs(application), session.ready_files()
    press(f"Move {number} files")
    _dialog()
    press(f"Move {number} files")
    runs.wait(1, Phase.DONE)
    assert f"{number} files moved." in words_seen()
    again = _reopen(application, start)
    _take_back_by_mouse(again)
    assert differences(before, _snapshot(disk)) == []
    again.window.close()


def _take_back_by_mouse(application: Application) -> None:
    """Half of the files, again forward, then everything."""
    runs = _Runs(application)
    press("History")
    history = _history()
    files = history.files.table
    half = history.files.model.rowCount() // 2
    _click(files, files.model().index(0, 0))
    _click(files, files.model().index(half - 1, 0), Qt.KeyboardModifier.ShiftModifier)
    press(f"Undo {half} selected")
    press(f"Undo {half}")
    runs.wait(1)
    _answer_by_mouse(history, history.redo_run)  # as a run of its own, the newest
    runs.wait(2)
    for number, row in ((3, 0), (4, history.runs_model.rowCount() - 1)):  # that one, and what the first one has left
        _click(history.runs, history.runs_model.index(row, 0))
        _shows_its_run(history)
        _answer_by_mouse(history, history.undo_run)
        runs.wait(number)
    history.close()


def _shows_its_run(history: HistoryWindow) -> None:
    """Until the files shown are those of the run that is chosen, as they are now."""
    wait_for(
        lambda: (
            history.run is not None
            and history.files.preview is not None
            and history.files.preview.run.id == history.run.id
        ),
        "the run cannot be seen",
    )


def _answer_by_mouse(history: HistoryWindow, question: QAbstractButton) -> None:
    """Press a button of the history, and then the primary one of what is asked."""
    wait_for(question.isEnabled, f"{question.text()} cannot be pressed")
    attend(history)
    QTest.mouseClick(question, Qt.MouseButton.LeftButton)
    dialog = _dialog()
    primary = next(found for found in dialog.findChildren(QPushButton) if found.isDefault())
    QTest.mouseClick(primary, Qt.MouseButton.LeftButton)


def _welcome_by_keys(application: Application, disk: str) -> None:
    wait_for(lambda: "Welcome to JFOrg" in words_seen(), "no welcome at the first start")
    window = application.window
    _keys(window, "Return")
    parent = next(field for field in seen(QLineEdit) if field.accessibleName() == "All in")
    wait_for(lambda: QApplication.focusWidget() is parent, "the page does not begin at its first field")
    QTest.keyClicks(parent, f"{disk}/media")
    wait_for(lambda: any(field.text() == f"{disk}/media/Movies" for field in seen(QLineEdit)))
    _keys(window, "Return")
    wait_for(lambda: button("Look titles up online"), "nothing asks about looking up")
    online = button("Look titles up online")
    assert online is not None
    _tab_to(window, online)
    _keys(window, "Space")  # this person stays offline
    _keys(window, "Return", "Return")
    wait_for(lambda: next(seen(QDialog), None) is None, "the welcome stays")


def _walk_to(table: QTreeView, words: str) -> None:
    """Go down from the top by the arrow key until a row with these words is the current one."""
    _keys(table, "Home")
    for _ in rows_of(table):
        if words in str(table.currentIndex().siblingAtColumn(0).data()):
            return
        _keys(table, "Down")
    raise AssertionError(f"{words!r} cannot be reached: {table.currentIndex().siblingAtColumn(0).data()}")


def _add_folder_by_keys(window: QWidget, folder: str) -> None:
    """Type a path into the file dialog; without a display it is Qt's own, and keys reach it like any other."""
    _keys(window, "Ctrl+O")
    wait_for(lambda: next(seen(QFileDialog), None), "no question for a folder")
    wait_for(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the dialog does not begin at its name field")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, folder)
    wait_for(lambda: isinstance(field, QLineEdit) and field.text() == folder)
    for _ in range(5):  # the first one may go to the list of names that the dialog proposes
        _keys(window, "Return")
        if _comes_true(lambda: next(seen(QDialog), None) is None):
            return
    raise AssertionError("the dialog for a folder stays")


def _comes_true(what: Callable[[], object]) -> bool:
    try:
        wait_for(what, seconds=1)
    except AssertionError:
        return False
    return True


def _tab_to(window: QWidget, target: QWidget) -> None:
    """Go from field to field by Tab until the focus is there."""
    for _ in range(40):
        if QApplication.focusWidget() is target:
            return
        _keys(window, "Tab")
    raise AssertionError(f"{target.accessibleName() or target!r} cannot be reached by Tab")


def _reach_by_f6(window: QWidget, target: QWidget) -> None:
    """Go from pane to pane until the focus is there."""
    for _ in range(20):
        if QApplication.focusWidget() is target:
            return
        _keys(window, "F6")
    raise AssertionError(f"{target.accessibleName()!r} cannot be reached by F6")


def test_a_new_user_with_the_keyboard_alone(start: Start, disk: str) -> None:
    before = _snapshot(disk)
    application = start(scan__workers=1)
    window, session = application.window, application.session
    _welcome_by_keys(application, disk)
    _add_folder_by_keys(window, f"{disk}/Finished")
    _until(application, Phase.REVIEW)
    table = _table()
    _reach_by_f6(window, table)
    _walk_to(table, "Harbour Lights")
    _keys(table, "F2")
    editor = _editor(table)
    QTest.keyClicks(editor, "Pier Lights")
    _keys(editor, "Return")
    wait_for(lambda: all("/Pier Lights" in place for place in _destinations(application, "Harbour.Lights.S01E")))
    _keys(table, "Ctrl+Z")
    wait_for(lambda: all("/Harbour Lights" in place for place in _destinations(application, "Harbour.Lights.S01E")))
    _keys(table, "Ctrl+Shift+Z")
    wait_for(lambda: all("/Pier Lights" in place for place in _destinations(application, "Harbour.Lights.S01E")))

    ready = session.ready_files()
    for _ in range(len(session.rows)):
        _keys(table, "F8")
        chosen = application.window.body.table.selected_rows()
        if chosen and session.state(chosen[0]) is State.CONFLICT:
            break
    _keys(table, "Return")
    wait_for(lambda: "The one you added" in words_seen(), "the conflict cannot be looked at")
    _keys(window, "B", "Return")
    wait_for(lambda: session.ready_files() > ready, "keeping both changed nothing")
    wait_for(lambda: next(seen(QDialog), None) is None, "the sheet stays")
    runs, number = _Runs(application), session.ready_files()
    _keys(window, "Ctrl+Return")
    _keys(_dialog(), "Return")
    runs.wait(1, Phase.DONE)
    assert f"{number} files moved." in words_seen()
    again = _reopen(application, start)
    _take_back_by_keys(again)
    assert differences(before, _snapshot(disk)) == []
    attend(again.window)
    QTest.keyPress(again.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)  # let go of when it has gone
    wait_for(lambda: not again.window.isVisible(), "Ctrl+Q does not close the window")


def _take_back_by_keys(application: Application) -> None:
    """Half of the files, again forward, then everything."""
    runs = _Runs(application)
    _keys(application.window, "Ctrl+H")
    history = _history()
    half = history.files.model.rowCount() // 2
    _reach_by_f6(history, history.files.table)
    _keys(history, "Home", *["Shift+Down"] * (half - 1))
    wait_for(lambda: history.undo_selected.text().startswith(f"Undo {half} "))
    _keys(history, "Return")
    _keys(_dialog(), "Return")
    runs.wait(1)
    wait_for(history.redo_run.isEnabled)
    attend(history)
    _tab_to(history, history.redo_run)
    _keys(history, "Space")
    _keys(_dialog(), "Return")
    runs.wait(2)
    _undo_by_keys(history, "Up")  # the run that did it again, the newest
    runs.wait(3)
    _undo_by_keys(history, "Down")  # what the first one has left
    runs.wait(4)
    attend(history)
    _keys(history, "Escape")
    wait_for(lambda: not history.isVisible(), "Escape does not close the history")


def _undo_by_keys(history: HistoryWindow, key: str) -> None:
    """Go to the run above or below and take it back."""
    attend(history)
    _reach_by_f6(history, history.runs)
    _keys(history, key)
    _shows_its_run(history)
    wait_for(history.undo_run.isEnabled, "the run cannot be taken back")
    _keys(history, "Return")
    _keys(_dialog(), "Return")


# --- closing and opening again --------------------------------------------------------------------------------------


def _keep(window: QWidget) -> None:
    window.close()
    wait_for(lambda: not window.isVisible(), "the window stays open")


def test_the_next_start_goes_on_where_this_one_ended(start: Start, disk: str) -> None:
    _not_the_first_start()
    application = start(scan__workers=1, **_libraries(disk))
    application.session.add([f"{disk}/Finished"])
    _until(application, Phase.REVIEW)
    index = next(n for n, row in enumerate(application.session.rows) if "Harbour" in row.item.file.path)
    assert application.session.edit([index], Field.SERIES, "Pier Lights") == ""
    rows = list(application.session.rows)
    _keep(application.window)
    application.close()

    again = start(scan__workers=1, **_libraries(disk))
    _until(again, Phase.REVIEW)
    assert again.session.rows == rows
    assert again.window.recent_menu.actions()[0].text() == f"{disk}/Finished"
    again.session.clear()
    wait_for(lambda: f"{disk}/Finished" in [found.text() for found in seen(QToolButton)], "no recent folder")
    _keep(again.window)

    third = start(scan__workers=1, **_libraries(disk))
    wait_for(third.window.recent_menu.actions)
    assert third.session.phase is Phase.EMPTY
    _keep(third.window)


# --- stopping and closing in the middle of things -------------------------------------------------------------------


def _libraries(disk: str) -> dict[str, str]:
    return {f"library__{name}": f"{disk}/media/{name}" for name in ("movies", "shows", "music", "books")}


def _tracks(number: int) -> dict[str, bytes]:
    """Tagged tracks: looked into one by one by the scan, and recognised without guessit."""
    found = {}
    for n in range(number):
        album = f"Low Orbit {n // 20}"
        tags = {
            "TIT2": f"Apogee {n}",
            "TPE1": "Nine Coats",
            "TPE2": "Nine Coats",
            "TALB": album,
            "TRCK": str(n % 20 + 1),
        }
        found[f"Finished/{album}/{n % 20 + 1:02}.mp3"] = mp3(tags, 4)
    return found


def test_cancel_answers_at_once_and_what_was_found_stays(start: Start, media_tree: MediaTree) -> None:
    disk = media_tree(_tracks(MANY))
    _not_the_first_start()
    application = start(scan__workers=1, **_libraries(disk))
    session = application.session
    session.add([f"{disk}/Finished"])
    wait_for(lambda: session.rows)
    assert session.phase is Phase.SCANNING
    pressed = time.monotonic()
    press("Cancel")
    wait_for(lambda: session.phase is not Phase.SCANNING, "the scan goes on", seconds=2)
    assert time.monotonic() - pressed < 0.5
    _until(application, Phase.REVIEW)
    found = len(session.rows)
    assert 0 < found < MANY
    assert f"{found} rows found so far can be used." in words_seen().replace(",", "")
    assert session.ready_files() == found
    assert session.edit([0], Field.TITLE, "Perigee") == ""
    wait_for(lambda: (session.rows[0].destination or "").endswith("Perigee.mp3"))
    application.window.close()


def _not_the_first_start() -> None:
    save(Settings({}), Places.of(os.environ).settings_file)


def _close_while(application: Application, phase: Phase, disk: str, *, undoing: bool = False) -> float:
    """Close the window in that phase; return how many seconds that took until everything had ended."""
    session = application.session
    session.add([f"{disk}/Finished"])
    if phase is Phase.RUNNING:
        wait_for(lambda: session.phase is Phase.REVIEW, seconds=30)
        moved: list[object] = []
        session.run_progressed.connect(moved.append)
        session.run()
        wait_for(lambda: moved)
        if undoing:
            wait_for(lambda: session.phase is Phase.DONE, seconds=60)
            moved.clear()
            session.undo("last")
            wait_for(lambda: moved)
    wait_for(lambda: session.phase is phase)
    before = time.monotonic()
    application.window.close()
    if phase is Phase.RUNNING:
        press("Stop and close")
    wait_for(lambda: not application.window.isVisible(), "the window stays open", seconds=5)
    application.close()
    return time.monotonic() - before


@pytest.fixture
def videos(media_tree: MediaTree) -> str:
    """A disk with 2,000 episodes, each of which guessit has to read."""
    return media_tree([f"Finished/Low Tide/Low.Tide.S{n // 50:02}E{n % 50 + 1:02}.1080p.mkv" for n in range(50, 2050)])


@pytest.fixture
def tracks(media_tree: MediaTree) -> str:
    """A disk with 2,000 tracks."""
    return media_tree(_tracks(2000))


@pytest.mark.parametrize(
    ("phase", "tree"), [(Phase.SCANNING, "tracks"), (Phase.RECOGNISING, "videos"), (Phase.RUNNING, "tracks")]
)
def test_closing_in_the_middle_is_quick_and_loses_nothing(
    start: Start, request: pytest.FixtureRequest, phase: Phase, tree: str
) -> None:
    disk = request.getfixturevalue(tree)
    before = _snapshot(disk)
    _not_the_first_start()
    application = start(scan__workers=2, **_libraries(disk))
    assert _close_while(application, phase, disk) < 2
    with Engine(application.engine.places, application.engine.settings, workers=1) as engine:
        if phase is Phase.RUNNING:
            with engine.writing() as writer:
                report = writer.undo(writer.plan_undo("last"), _Never())
            assert report.complete
            assert 0 < report.done < 2000
        assert engine.interrupted() == []
    assert differences(before, _snapshot(disk)) == []


def test_closing_while_a_long_plan_is_made_is_quick(
    start: Start, media_tree: MediaTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_args: object) -> None:
        cancellation = _args[-1]
        assert isinstance(cancellation, Job)
        while not cancellation.cancelled():
            time.sleep(0.005)
        raise CancelledError

    monkeypatch.setattr("jforg_gui.workflow.replanning.place_rows", endless)
    disk = media_tree(_tracks(400))
    _not_the_first_start()
    application = start(scan__workers=1, **_libraries(disk))
    application.session.add([f"{disk}/Finished"])
    wait_for(lambda: application.session.planning)
    before = time.monotonic()
    application.window.close()
    wait_for(lambda: not application.window.isVisible(), "the window stays open", seconds=5)
    application.close()
    assert time.monotonic() - before < 2


def test_closing_while_files_go_back_is_quick_and_the_rest_goes_back_later(start: Start, tracks: str) -> None:
    before = _snapshot(tracks)
    _not_the_first_start()
    application = start(scan__workers=2, **_libraries(tracks))
    assert _close_while(application, Phase.RUNNING, tracks, undoing=True) < 2
    with Engine(application.engine.places, application.engine.settings, workers=1) as engine:
        assert engine.interrupted() == []
        with engine.writing() as writer:
            assert writer.undo(writer.plan_undo("last"), _Never()).complete
    assert differences(before, _snapshot(tracks)) == []

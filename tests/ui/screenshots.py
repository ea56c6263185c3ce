"""Pictures of the window in every state: ``python -m tests.ui.screenshots FOLDER [--docs]``.

Each theme and scale has a process of its own, since Qt reads them once. ``--docs`` writes only those that the documents
show, at 100 %.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from jforg_gui.app import Application
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.media import Library
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.opening import Opening
from jforg_gui.storage.places import Places
from jforg_gui.storage.sample import write_sample
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.history.window import HistoryWindow
from jforg_gui.ui.settings.dialog import SettingsDialog
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.welcome.dialog import Welcome
from tests.fakes.person import let_live, press, seen, wait_for

IN_DOCS: Final = {"empty-light", "review-light", "review-dark", "history-light"}
SMALL: Final = (683, 384)
USUAL: Final = (1366, 768)
ROWS_MANY: Final = 1200
MOVED_WHEN_HELD: Final = 30


class Gate:
    """Holds work on another thread where a picture of it shall be taken."""

    def __init__(self) -> None:
        """Closed."""
        self.reached = threading.Event()
        self._opened = threading.Event()

    def pass_through(self) -> None:
        """Wait until it is opened; on the thread that works."""
        self.reached.set()
        self._opened.wait(timeout=60)

    def open(self) -> None:
        """Let the work go on."""
        self._opened.set()


def _disk_with(gate: Gate) -> type[LocalDisk]:
    """A disk on which a run comes so far and no further until the gate is opened."""

    class HeldDisk(LocalDisk):
        moved = 0

        def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
            if HeldDisk.moved == MOVED_WHEN_HELD:
                gate.pass_through()
            HeldDisk.moved += 1
            time.sleep(0.02)  # progress is told ten times a second
            super().move(source, destination, before_placing=before_placing)

    return HeldDisk


class Camera:
    """Takes pictures of one window and of what stands over it."""

    def __init__(self, folder: str, theme: str, scale: int, *, docs: bool) -> None:
        """Write to ``folder``, with the theme and the scale in each name."""
        self._folder, self._docs = folder, docs
        self._suffix = f"-{theme}" + ("" if scale == 1 else f"-{100 * scale}")

    def take(self, name: str, window: QWidget) -> None:
        """Write one picture with few colours; dialogs lie in the middle of the window, as they would on a screen."""
        if self._docs and name + self._suffix not in IN_DOCS:
            return
        let_live(150)
        picture = window.grab()
        for dialog in seen(QDialog):
            _lay_over(picture, dialog, window)
        _with_few_colours(picture.toImage()).save(os.path.join(self._folder, f"{name}{self._suffix}.png"))


def _with_few_colours(image: QImage) -> QImage:
    """The picture with the 256 colours that most of it has: text is all it loses nothing of."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(image.constBits()).cast("I"))
    table = [color for color, _count in counted.most_common(256)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def _lay_over(picture: QPixmap, dialog: QDialog, window: QWidget) -> None:
    over = dialog.grab()
    painter = QPainter(picture)
    at = QPoint((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)
    painter.drawPixmap(at, over)
    painter.setPen(QColor(128, 128, 128))
    painter.drawRect(at.x() - 1, at.y() - 1, dialog.width() + 1, dialog.height() + 1)
    painter.end()


def _close_dialogs() -> None:
    for dialog in list(seen(QDialog)):
        dialog.reject()
    wait_for(lambda: next(seen(QDialog), None) is None)


def _many(folder: str) -> str:
    for number in range(ROWS_MANY):
        path = f"{folder}/Many/Low Tide/Season {number // 100:02}/Low.Tide.S{number // 100:02}E{number % 100:02}.mkv"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "xb") as file:
            file.write(b"x" * number)
    return f"{folder}/Many"


def _first_start(application: Application, camera: Camera) -> None:
    window = application.window
    wait_for(lambda: next(seen(Welcome), None))
    welcome = next(seen(Welcome))
    for page in range(4):
        camera.take(f"welcome-{page + 1}", window)
        if page < 3:
            welcome.accept()
    _close_dialogs()
    camera.take("empty", window)


def _scanning(application: Application, camera: Camera, folder: str) -> None:
    session, gate = application.session, Gate()
    scan = application.engine.scan

    def held(*given: Any) -> Iterator[tuple[FoundFolder, ...]]:  # noqa: ANN401 — handed on as it comes
        for number, batch in enumerate(scan(*given)):
            if number == 1:
                gate.pass_through()
            yield batch

    with mock.patch.object(application.engine, "scan", held):
        session.add([_many(folder)])
        wait_for(gate.reached.is_set)
        let_live(700)
        camera.take("scanning", application.window)
        gate.open()
        wait_for(lambda: session.phase is Phase.REVIEW, seconds=60)
    session.clear()


def _review(application: Application, camera: Camera, sample: str) -> None:
    window, session = application.window, application.session
    session.add([sample])
    wait_for(lambda: session.phase is Phase.REVIEW)
    window.body.table.expandAll()
    film = next(n for n, row in enumerate(session.rows) if "Paper.Comet" in row.item.file.name and row.companions)
    window.body.table.select_row(film)
    camera.take("review", window)
    conflict = next(n for n in range(len(session.rows)) if session.state(n) is State.CONFLICT)
    window.body.table.select_row(conflict)
    camera.take("conflict", window)


def _run(application: Application, camera: Camera) -> None:
    window, session, gate = application.window, application.session, Gate()
    press("Move ")
    wait_for(lambda: next(seen(QDialog), None))
    camera.take("confirm", window)
    with mock.patch("jforg_gui.engine.LocalDisk", _disk_with(gate)):
        next(seen(QDialog)).accept()
        wait_for(gate.reached.is_set)
        let_live(300)
        camera.take("running", window)
        gate.open()
        wait_for(lambda: session.phase is Phase.DONE)
    camera.take("done", window)


def _afterwards(application: Application, camera: Camera, size: tuple[int, int]) -> None:
    window = application.window
    window.actions_.history.trigger()
    wait_for(lambda: next(seen(HistoryWindow), None))
    history = next(seen(HistoryWindow))
    history.resize(*size)
    wait_for(lambda: history.files.model.rowCount() > 0)
    camera.take("history", history)
    history.close()
    dialog = SettingsDialog(application.engine, application.jobs, application.theme, window)
    dialog.open()
    for number in range(dialog.page_list.count()):
        dialog.page_list.setCurrentRow(number)
        camera.take(f"settings-{number + 1}", window)
    _close_dialogs()


def take_all(folder: str, theme: str, scale: int, *, docs: bool) -> None:
    """Drive the window through its states in this process."""
    qt = QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    size = USUAL if scale == 1 else SMALL
    camera = Camera(folder, theme, scale, docs=docs)
    with tempfile.TemporaryDirectory(prefix="Media-") as scratch:
        disk = os.path.join(scratch, "media")
        sample = write_sample(os.path.join(scratch, "Finished")).root
        libraries = {f"library.{kind.value.lower()}": os.path.join(disk, kind.value) for kind in Library}
        home = os.path.join(scratch, "home")
        settings = Settings({**libraries, "appearance.theme": theme, "scan.workers": 1})
        application = Application(qt, Opening(Places(home, home), settings, first=True))
        try:
            application.start()
            application.window.resize(*size)
            _first_start(application, camera)
            _scanning(application, camera, scratch)
            _review(application, camera, sample)
            _run(application, camera)
            _afterwards(application, camera, size)
        finally:
            application.window.close()
            application.close()


def _processes(folder: str, *, docs: bool) -> Iterator[int]:
    """Take the pictures in one process after the other, on a screen of a usual laptop; yield how each ended."""
    with tempfile.TemporaryDirectory(prefix="jforg-screen-") as scratch:
        screen = os.path.join(scratch, "screen.json")
        with open(screen, "x", encoding="ascii") as file:
            size = {
                "name": "laptop",
                "x": 0,
                "y": 0,
                "width": USUAL[0],
                "height": USUAL[1],
                "logicalDpi": 96,
                "dpr": 1.0,
            }
            json.dump({"screens": [size]}, file)
        yield from _processes_on(screen, folder, docs=docs)


def _processes_on(screen: str, folder: str, *, docs: bool) -> Iterator[int]:
    for scale in (1,) if docs else (1, 2):
        for theme in ("light", "dark"):
            arguments = [folder, "--one", theme, str(scale), *(["--docs"] if docs else [])]
            own = {"QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
            command = [sys.executable, "-m", "tests.ui.screenshots", *arguments]
            yield subprocess.run(command, env={**os.environ, **own}, check=False).returncode


def main() -> int:
    """Take the pictures; return 1 if any process failed."""
    parser = argparse.ArgumentParser(description="Takes pictures of the window in every state.")
    parser.add_argument("folder")
    parser.add_argument("--docs", action="store_true", help="only those that the documents show")
    parser.add_argument("--one", nargs=2, metavar=("THEME", "SCALE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    os.makedirs(args.folder, exist_ok=True)
    if args.one:
        take_all(args.folder, args.one[0], int(args.one[1]), docs=args.docs)
        return 0
    return max(_processes(args.folder, docs=args.docs))


if __name__ == "__main__":
    sys.exit(main())

"""Pictures of the window in every state: ``python -m tests.ui.screenshots FOLDER [--docs]``.

Each look (theme, scale, words) has a process of its own, since Qt reads some of it once. ``--docs`` writes only those
that the documents show.
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
from dataclasses import dataclass
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
from jforg_gui.ui.hints import Hint
from jforg_gui.ui.history.window import HistoryWindow
from jforg_gui.ui.settings.dialog import SettingsDialog
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.welcome.dialog import Welcome
from tests.fakes.person import let_live, seen, wait_for

IN_DOCS: Final = {
    *("empty-light", "review-light", "preview-light", "confirm-light", "check-light", "history-light"),
    *("review-dark", "review-light-200", "review-light-de", "review-light-rtl"),
}
_ALIKE: Final = 0xFFC0C0C0  # colours that share these bits are of one hue
_SURE: Final = 100  # so many are kept whatever their hue
SMALLEST_FILE: Final = 0  # what Qt calls quality is for PNG how little is packed
SMALL: Final = (683, 384)
USUAL: Final = (1366, 768)
ROWS_MANY: Final = 1200
ASTRAY: Final = (  # what a check of the library finds
    *("Movies/Tin Harbour.avi", "Movies/Paper Comet (2016)/Saltwater.mkv", "Shows/Low Tide/Low Tide 101.mkv"),
)
MOVED_WHEN_HELD: Final = 30


@dataclass(frozen=True)
class Appearance:
    """How the window looks: ``words`` are a language's tag, or ``rtl`` for English that runs from right to left."""

    theme: str
    scale: int = 1
    words: str = "en"

    @property
    def suffix(self) -> str:
        """What is added to a picture's name; nothing for what is usual."""
        scale = "" if self.scale == 1 else f"-{100 * self.scale}"
        return f"-{self.theme}{scale}" + ("" if self.words == "en" else f"-{self.words}")


OF_DOCS: Final = (
    *(Appearance("light"), Appearance("dark"), Appearance("light", 2)),
    *(Appearance("light", words="de"), Appearance("light", words="rtl")),
)
ALL: Final = (*OF_DOCS, Appearance("dark", 2), Appearance("dark", 2, "de"))


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

    def __init__(self, folder: str, look: Appearance, *, docs: bool) -> None:
        """Write to ``folder``, with the look in each name."""
        self._folder, self._docs, self._suffix = folder, docs, look.suffix

    def take(self, name: str, window: QWidget) -> None:
        """Write one picture with few colours; dialogs lie in the middle of the window, as they would on a screen."""
        if self._docs and name + self._suffix not in IN_DOCS:
            return
        let_live(150)
        picture = window.grab()
        for dialog in seen(QDialog):
            _lay_over(picture, dialog, window)
        path = os.path.join(self._folder, f"{name}{self._suffix}.png")
        _with_few_colours(picture.toImage()).save(path, None, SMALLEST_FILE)


def _with_few_colours(image: QImage) -> QImage:
    """The picture with 256 colours: the commonest of each hue, then the commonest of all."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    commonest = [color for color, _count in Counter(memoryview(image.constBits()).cast("I")).most_common()]
    of_each_hue = {color & _ALIKE: color for color in reversed(commonest)}
    table = list(dict.fromkeys([*commonest[:_SURE], *of_each_hue.values(), *commonest]))[:256]
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
    _other_pages(application, camera)


def _other_pages(application: Application, camera: Camera) -> None:
    window = application.window
    window.actions_.preview.trigger()
    wait_for(lambda: window.body.preview is not None and window.body.preview.model.tree.root.files)
    camera.take("preview", window)
    window.actions_.preview.trigger()
    window.actions_.shortcuts.trigger()
    camera.take("shortcuts", window)
    _close_dialogs()
    window.body.hints.begin_again()
    camera.take("hint", window)
    window.body.hints.button.click()


def _run(application: Application, camera: Camera) -> None:
    window, session, gate = application.window, application.session, Gate()
    window.actions_.run.trigger()
    wait_for(lambda: next(seen(QDialog), None))
    wait_for(lambda: not application.jobs.busy)
    camera.take("confirm", window)
    with mock.patch("jforg_gui.storage.writing.local_disk", _disk_with(gate)):
        next(seen(QDialog)).accept()
        wait_for(gate.reached.is_set)
        let_live(300)
        camera.take("running", window)
        gate.open()
        wait_for(lambda: session.phase is Phase.DONE)
    camera.take("done", window)
    for name in (
        "Movies/Tin Harbour.avi",
        "Movies/Paper Comet (2016)/Saltwater.mkv",
        "Shows/Low Tide/Low Tide 101.mkv",
    ):
        path = os.path.join(application.engine.settings.roots().folders[Library.MOVIES], "..", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "xb") as file:
            file.write(b"x" * 5000)
    window.actions_.check_library.trigger()
    wait_for(lambda: window.check.page.outcome is not None and not window.check.page.checking)
    camera.take("check", window)
    window.check.leave()


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


def take_all(folder: str, look: Appearance, *, docs: bool) -> None:
    """Drive the window through its states in this process."""
    qt = QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    size = USUAL if look.scale == 1 else SMALL
    camera = Camera(folder, look, docs=docs)
    with tempfile.TemporaryDirectory(prefix="Media-") as scratch:
        disk = os.path.join(scratch, "media")
        sample = write_sample(os.path.join(scratch, "Finished")).root
        libraries = {f"library.{kind.value.lower()}": os.path.join(disk, kind.value) for kind in Library}
        home = os.path.join(scratch, "home")
        words = {"appearance.theme": look.theme, "appearance.language": look.words if look.words != "rtl" else "en"}
        settings = Settings({**libraries, **words, "scan.workers": 1})
        application = Application(qt, Opening(Places(home, home), settings, first=True))
        if look.words == "rtl":
            qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        try:
            application.start()
            application.window.resize(*size)
            application.window.body.hints.restore(",".join(Hint).encode("ascii"))  # they have a picture of their own
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
        facts = {"name": "laptop", "x": 0, "y": 0, "logicalDpi": 96, "dpr": 1.0}
        with open(screen, "x", encoding="ascii") as file:
            json.dump({"screens": [{**facts, "width": USUAL[0], "height": USUAL[1]}]}, file)
        for look in OF_DOCS if docs else ALL:
            one = ["--one", look.theme, str(look.scale), look.words]
            own = {"QT_SCALE_FACTOR": str(look.scale), "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
            command = [sys.executable, "-m", "tests.ui.screenshots", folder, *one, *(["--docs"] if docs else [])]
            yield subprocess.run(command, env={**os.environ, **own}, check=False).returncode


def main() -> int:
    """Take the pictures; return 1 if any process failed."""
    parser = argparse.ArgumentParser(description="Takes pictures of the window in every state.")
    parser.add_argument("folder")
    parser.add_argument("--docs", action="store_true", help="only those that the documents show")
    parser.add_argument("--one", nargs=3, metavar=("THEME", "SCALE", "WORDS"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    os.makedirs(args.folder, exist_ok=True)
    if args.one:
        theme, scale, words = args.one
        take_all(args.folder, Appearance(theme, int(scale), words), docs=args.docs)
        return 0
    return max(_processes(args.folder, docs=args.docs))


if __name__ == "__main__":
    sys.exit(main())

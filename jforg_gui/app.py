"""The composition root of the window: settings, engine, session and window, driven by one event loop."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from jforg_gui import __version__
from jforg_gui.storage.opening import Opening, read_opening
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.crash import Crashes
from jforg_gui.ui.desktop import DesktopApplication
from jforg_gui.ui.language import Speaker
from jforg_gui.ui.main_window import MainWindow
from jforg_gui.ui.theme import Theme

if TYPE_CHECKING:
    from jforg_gui.engine import Engine
    from jforg_gui.ui.jobs import Ending, Jobs
    from jforg_gui.ui.session import Session


class Application(QObject):
    """Everything a window needs, put together in two strokes; close it when the event loop has ended.

    Making it makes the frame of the window, which can be painted at once; ``complete`` adds the engine, the session and
    what shows its rows. What that imports takes longer than all the rest of a start, and nobody waits for it.
    """

    engine: Engine
    jobs: Jobs
    session: Session

    def __init__(self, qt: QApplication, opening: Opening) -> None:
        """Build the frame of the window; nothing is read or written."""
        super().__init__()
        self._opening = opening
        self.speaker = Speaker.of(qt)
        self.speaker.speak(opening.settings.language)  # before the first word is said
        self.theme = Theme.of(qt, opening.settings.theme)
        self.window = MainWindow(self.theme, opening.window)
        self._complete = False

    def complete(self) -> None:
        """Put everything behind the window; nothing is read or written yet."""
        if self._complete:
            return
        from jforg_gui.engine import Engine  # noqa: PLC0415 — after the first paint
        from jforg_gui.ui.collector import pause_while_arriving  # noqa: PLC0415 — as above
        from jforg_gui.ui.jobs import Jobs  # noqa: PLC0415 — as above
        from jforg_gui.ui.session import Session  # noqa: PLC0415 — as above

        self._complete = True
        self.engine = Engine(self._opening.places, self._opening.settings, spare_cores=1)
        self.jobs = Jobs(scan_workers=self.engine.workers())
        self.session = Session(self.engine, self.jobs)
        self.session.phase_changed.connect(pause_while_arriving)
        self.session.settings_replaced.connect(self._take_appearance)
        self.window.attach(self.session, self.jobs)

    def _take_appearance(self) -> None:
        settings = self.engine.settings
        self.theme.set_appearance(settings.theme)
        self.speaker.speak(settings.language)

    def start(self, paths: Sequence[str] = ()) -> None:
        """Complete it; then ask what has to be asked at a first start, or after a crash, and add what was given."""
        from jforg_gui.ui.app_icon import draw_app_icon  # noqa: PLC0415 — after the first paint
        from jforg_gui.ui.run.interrupted import ask_about_interrupted  # noqa: PLC0415 — as above
        from jforg_gui.ui.work import getting_ready  # noqa: PLC0415 — as above

        self.window.show()
        self.complete()
        if self._opening.trouble:
            self.session.failed.emit(self._opening.trouble)
        elif self._opening.first:
            self.window.welcome()
        asked = ask_about_interrupted(self.session, self.jobs, self.theme, self.window)
        if paths:
            self.session.add(paths)
        if self.engine.settings.check_updates:
            self.window.updates.at_start()
        asked.ended.connect(lambda _ending: self.window.keeper.restore())  # what a crash left open is settled by then
        self.jobs.start(lambda _job: draw_app_icon()).ended.connect(self._take_icon)
        self.jobs.start(getting_ready)
        qt = QApplication.instance()
        if isinstance(qt, DesktopApplication):
            qt.opened.connect(lambda path: self.session.add([path]))

    def _take_icon(self, ending: Ending) -> None:
        from jforg_gui.ui.app_icon import icon_of  # noqa: PLC0415 — after the first paint

        if ending.result:
            QApplication.setWindowIcon(icon_of(ending.result))

    def close(self) -> None:
        """End the jobs, the threads and the worker processes."""
        gc.enable()
        if self._complete:
            self.jobs.close()
            self.engine.close()


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window with the folders given and return the exit status when it closes."""
    args = _parser().parse_args(argv)
    if args.self_test:
        from jforg_gui.ui.selftest import self_test  # noqa: PLC0415 — only then

        return self_test(_assembled, run_loop)
    qt = application()
    places = Places.of(os.environ)
    crashes = Crashes(qt)
    crashes.install()
    jforg = Application(qt, read_opening(places))  # read while there is no window yet that could stand still
    jforg.window.show()
    qt.processEvents()  # the first paint; all that follows is imported under the eyes of the person

    from jforg_gui.storage.logs import log_to, stop_logging  # noqa: PLC0415 — after the first paint

    log_file = log_to(places.logs)
    jforg.complete()
    jforg.jobs.crashed.connect(crashes.tell)
    QTimer.singleShot(0, jforg, lambda: jforg.start(args.paths))
    try:
        return run_loop(crashes)
    finally:
        jforg.close()
        crashes.uninstall()
        stop_logging(log_file)


def _assembled(places: Places, settings: Settings) -> Application:
    jforg = Application(application(), Opening(places, settings))
    jforg.complete()
    return jforg


def application() -> QApplication:
    """Return the Qt application, made if need be."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = DesktopApplication(sys.argv[:1])
    qt.setApplicationName("JFOrg")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("jforg")
    return qt


def run_loop(crashes: Crashes | None = None) -> int:
    """Run the one loop that serves both Qt and coroutines until the last window is closed."""
    import qasync  # noqa: PLC0415 — 50 ms that making the window need not wait for

    qt = application()
    loop = qasync.QEventLoop(qt)
    if crashes is not None:
        loop.set_exception_handler(crashes.tell_loop)
    qt.lastWindowClosed.connect(loop.stop)
    with loop:
        loop.run_forever()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jforg-gui", description="Opens the window of JFOrg.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="folders and files to add")
    parser.add_argument("--self-test", action="store_true", help="organise and undo a sample off screen, then leave")
    parser.add_argument("--version", action="version", version=f"jforg-gui {__version__}")
    return parser

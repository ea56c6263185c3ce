"""The composition root of the window: settings, engine, session and window, driven by one event loop."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from jforg_gui import __version__
from jforg_gui.domain.errors import SettingsError
from jforg_gui.engine import Engine
from jforg_gui.storage.logs import log_to, stop_logging
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings, load
from jforg_gui.ui.collector import pause_while_arriving
from jforg_gui.ui.crash import Crashes
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.language import Speaker
from jforg_gui.ui.main_window import MainWindow
from jforg_gui.ui.run.interrupted import ask_about_interrupted
from jforg_gui.ui.session import Session
from jforg_gui.ui.theme import Theme


class Application(QObject):
    """Everything a window needs, put together; close it when the event loop has ended."""

    def __init__(self, qt: QApplication, places: Places, settings: Settings) -> None:
        """Build the window and what stands behind it; nothing is read or written yet."""
        super().__init__()
        self.engine = Engine(places, settings, spare_cores=1)
        self.jobs = Jobs(scan_workers=self.engine.workers())
        self.theme = Theme.of(qt, settings.theme)
        self.speaker = Speaker.of(qt)
        self.speaker.speak(settings.language)  # before the first word is said
        self.session = Session(self.engine, self.jobs)
        self.window = MainWindow(self.session, self.jobs, self.theme)
        self.session.phase_changed.connect(pause_while_arriving)
        self.session.settings_replaced.connect(self._take_appearance)

    def _take_appearance(self) -> None:
        settings = self.engine.settings
        self.theme.set_appearance(settings.theme)
        self.speaker.speak(settings.language)

    def start(self, paths: Sequence[str] = (), trouble: str = "") -> None:
        """Show the window; then ask what has to be asked at a first start, or after a crash, and add what was given."""
        first = not os.path.exists(self.engine.places.settings_file)
        self.window.show()
        if trouble:
            self.session.failed.emit(trouble)
        elif first:
            self.window.welcome()
        ask_about_interrupted(self.session, self.jobs, self.theme, self.window)
        if paths:
            self.session.add(paths)

    def close(self) -> None:
        """End the jobs, the threads and the worker processes."""
        gc.enable()
        self.jobs.close()
        self.engine.close()


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window with the folders given and return the exit status when it closes."""
    args = _parser().parse_args(argv)
    if args.self_test:
        from jforg_gui.ui.selftest import self_test  # noqa: PLC0415 — only then

        return self_test(lambda places, settings: Application(application(), places, settings), run_loop)
    qt = application()
    places = Places.of(os.environ)
    crashes = Crashes(qt)
    crashes.install()
    log_file = log_to(places.logs)
    settings, trouble = _settings(places)
    jforg = Application(qt, places, settings)
    jforg.jobs.crashed.connect(crashes.tell)
    QTimer.singleShot(0, jforg, lambda: jforg.start(args.paths, trouble))
    try:
        return run_loop(crashes)
    finally:
        jforg.close()
        crashes.uninstall()
        stop_logging(log_file)


def application() -> QApplication:
    """Return the Qt application, made if need be."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication(sys.argv[:1])
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


def _settings(places: Places) -> tuple[Settings, str]:
    """Read the settings; where they cannot be used the window opens with defaults and says so."""
    try:
        return load(places.settings_file), ""
    except SettingsError as error:
        return Settings({}), str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jforg-gui", description="Opens the window of JFOrg.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="folders and files to add")
    parser.add_argument("--self-test", action="store_true", help="organise and undo a sample off screen, then leave")
    parser.add_argument("--version", action="version", version=f"jforg-gui {__version__}")
    return parser

"""``jforg-gui --self-test``: the real window, off screen, moves a sample and takes it back, and says how that went."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.media import Library
from jforg_gui.domain.work import Report, RunKind
from jforg_gui.storage.places import Places
from jforg_gui.storage.sample import write_sample
from jforg_gui.storage.scratch import scratch_folder
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.snapshot import Difference, Snapshot, differences, take_snapshot

_PATIENCE_MS: Final = 50_000
_LAST_RESORT_SECONDS: Final = 57.0  # when not even the event loop answers any more
_SHOWN: Final = 3  # differences that are named


class Assembled(Protocol):
    """The parts of the application that the test drives."""

    @property
    def session(self) -> Session:
        """The rows and their phases."""

    @property
    def jobs(self) -> Jobs:
        """What is under way."""

    @property
    def window(self) -> QWidget:
        """The window."""

    def close(self) -> None:
        """End everything."""


Build = Callable[[Places, Settings], Assembled]


def self_test(build: Build, run_loop: Callable[[], int]) -> int:
    """Return 0 if the sample was moved and came back as it was, else 1; the last line printed says which and why.

    ``build`` puts the application together, ``run_loop`` serves it until its window is closed. Takes a minute at most.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a real screen where somebody names its platform
    last_resort = threading.Timer(_LAST_RESORT_SECONDS, _give_up)
    last_resort.daemon = True
    last_resort.start()
    started = time.monotonic()
    try:
        with scratch_folder("self-test") as folder:
            told = _on_sample(folder, build, run_loop)
    except (OSError, CancelledError) as error:
        told = _Told(f"{error}")
    finally:
        last_resort.cancel()
    seconds = time.monotonic() - started
    if told.trouble:
        _say(f"self-test: failed {told.trouble}")
        return 1
    _say(f"self-test: ok {told.moved} files moved and taken back in {seconds:.1f} s")
    return 0


class _Told:
    """What came of it."""

    def __init__(self, trouble: str = "", moved: int = 0) -> None:
        self.trouble = " ".join(trouble.split())
        self.moved = moved


def _on_sample(folder: str, build: Build, run_loop: Callable[[], int]) -> _Told:
    home, disk = os.path.join(folder, "home"), os.path.join(folder, "disk")
    sample = write_sample(os.path.join(disk, "Finished")).root
    before = take_snapshot(disk, NEVER)
    libraries = {f"library.{kind.value.lower()}": os.path.join(disk, "media", kind.value) for kind in Library}
    application = build(Places(settings=home, data=home), Settings(libraries))
    driver = _Driver(application, disk, before)
    hook, sys.excepthook = sys.excepthook, driver.on_exception
    try:
        application.window.show()
        QTimer.singleShot(0, driver, lambda: application.session.add([sample]))
        run_loop()
    finally:
        sys.excepthook = hook
        driver.deadline.stop()
        application.close()
    if not (driver.trouble or driver.finished):
        return _Told("the window closed by itself")
    return _Told(driver.trouble, driver.moved)


class _Driver(QObject):
    """Does what a person would do, one step at each of the session's signals."""

    def __init__(self, application: Assembled, disk: str, before: Snapshot) -> None:
        super().__init__()
        self.trouble = ""
        self.moved = 0
        self.finished = False
        self._application, self._session = application, application.session
        self._disk, self._before = disk, before
        self._taken_back = False
        self.deadline = QTimer(self)
        self.deadline.setSingleShot(True)
        self.deadline.timeout.connect(lambda: self._fail(f"no answer in phase {self._session.phase.value}"))
        self.deadline.start(_PATIENCE_MS)
        self._session.phase_changed.connect(self._on_phase)
        self._session.run_ended.connect(self._on_run)
        self._session.failed.connect(self._fail)
        application.jobs.crashed.connect(self._on_crash)

    def on_exception(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """Take what nobody caught for a failure."""
        self._fail(f"{kind.__name__}: {error}")

    @Slot(object)
    def _on_phase(self, phase: Phase) -> None:
        if phase is not Phase.REVIEW:
            return
        if self._taken_back:
            self._application.jobs.start(self._compare).ended.connect(self._on_compared)
        elif not self._session.ready_files():
            self._fail("nothing in the sample is ready to move")
        else:
            QTimer.singleShot(0, self, self._session.run)

    @Slot(object)
    def _on_run(self, report: Report) -> None:
        if report.failed or report.stopped or report.run is None:
            first = f": {report.failed[0].problem.code}" if report.failed else ""
            self._fail(f"{len(report.failed)} files failed{first}")
        elif self._session.run_kind is RunKind.ORGANIZE:
            self.moved = report.done
            run = str(report.run)
            QTimer.singleShot(0, self, lambda: self._session.undo(run))
        elif report.done != self.moved:
            self._fail(f"{report.done} of {self.moved} files came back")
        else:
            self._taken_back = True

    def _compare(self, job: Job) -> list[Difference]:
        return differences(self._before, take_snapshot(self._disk, job))

    @Slot(object)
    def _on_compared(self, ending: Ending) -> None:
        found: list[Difference] | None = ending.result
        if found is None:
            self._fail("the sample could not be read again")
        elif found:
            named = ", ".join(f"{difference.path} ({difference.change})" for difference in found[:_SHOWN])
            self._fail(f"{len(found)} differences: {named}")
        else:
            self.finished = True
            self._application.window.close()

    @Slot(object)
    def _on_crash(self, error: BaseException) -> None:
        self._fail(f"{type(error).__name__}: {error}")

    @Slot(str)
    def _fail(self, trouble: str) -> None:
        if not self.trouble and not self.finished:
            self.trouble = trouble or "for no reason given"
            self._application.window.close()


def _say(line: str) -> None:
    """Print a line where there is somewhere to print to: a window's program on Windows has no output."""
    if sys.stdout is not None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _give_up() -> None:
    """End the process from another thread."""
    _say("self-test: failed no answer at all")
    os._exit(1)

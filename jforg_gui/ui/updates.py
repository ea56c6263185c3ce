"""The notice of a newer version: asked for only when the person wishes, and never more than a link."""

from __future__ import annotations

import logging
import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget
from shiboken6 import isValid

from jforg_gui import __version__
from jforg_gui.domain.errors import Problem, ProviderError
from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.reporting import Reporter
from jforg_gui.ui.text import fill, problem_sentence, translate

if TYPE_CHECKING:
    from jforg_gui.providers.releases import Release

log = logging.getLogger(__name__)


class UpdateNotice(QObject):
    """Asks for one window. GUI thread only; the question itself is a job."""

    def __init__(self, jobs: Jobs, reporter: Reporter, window: QWidget) -> None:
        """Ask nothing yet."""
        super().__init__(window)
        self._jobs, self._reporter, self._window = jobs, reporter, window

    def at_start(self) -> None:
        """Ask, and say something in the bar if there is a newer one; all else goes to the log."""
        self._jobs.start(lambda _job: _newer()).ended.connect(self._tell_in_passing)

    def now(self) -> None:
        """Ask because the person wants to know, and answer in a dialog."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(translate("Updates", "Newer version"))
        box.setText(translate("Updates", "Asking GitHub for a newer version…"))
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.open()
        self._jobs.start(lambda _job: _newer()).ended.connect(partial(self._tell, box))

    def _tell_in_passing(self, ending: Ending) -> None:
        release: Release | Problem | None = ending.result
        if isinstance(release, Problem):
            log.info("whether there is a newer version is not known: %s", release.code)
        elif release is not None:
            self._reporter.offer(_there_is(release), translate("Updates", "See what is new"), partial(_open, release))

    def _tell(self, box: QMessageBox, ending: Ending) -> None:
        if not isValid(box):  # closed meanwhile
            return
        release: Release | Problem | None = ending.result
        if isinstance(release, Problem):
            box.setText(problem_sentence(release))
        elif release is None:
            box.setText(fill(translate("Updates", "JFOrg {version} is the newest version."), version=__version__))
        else:
            box.setText(_there_is(release))
            box.setInformativeText(
                translate("Updates", "JFOrg fetches nothing itself: the page opens in your browser.")
            )
            see = box.addButton(translate("Updates", "See what is new"), QMessageBox.ButtonRole.AcceptRole)
            see.clicked.connect(partial(_open, release))
            box.setDefaultButton(see)


def _newer() -> Release | Problem | None:
    from jforg_gui.providers.releases import newer_release  # noqa: PLC0415 — httpx, seldom needed

    try:
        return newer_release(os.environ)
    except ProviderError as error:
        return error.problem


def _there_is(release: Release) -> str:
    said = translate("Updates", "JFOrg {newer} is there; you have {version}.")
    return fill(said, newer=release.version, version=__version__)


def _open(release: Release, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 — what the signal carries
    QDesktopServices.openUrl(QUrl(release.page))

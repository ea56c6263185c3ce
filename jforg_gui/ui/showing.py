"""Shows where a file lies in the system's own file browser."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.text import translate


def folder_to_show(paths: tuple[str, ...]) -> str:
    """The folder of the first of these paths that is there; '' if none is. Looks at disks: not for the GUI thread."""
    for path in filter(None, paths):
        if os.path.lexists(path):
            return path if os.path.isdir(path) else os.path.dirname(path)
    return next((above for path in paths if os.path.isdir(above := os.path.dirname(path))), "")


class Shower(QObject):
    """Opens folders for one window. What cannot be found is said in the bar."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        """Begin with nothing shown."""
        super().__init__(parent)
        self._session, self._jobs = session, jobs

    def show(self, *paths: str) -> None:
        """Show the folder in which the first of these paths lies that is there, or did."""
        self._jobs.start(lambda _job: folder_to_show(paths)).ended.connect(self._found)

    def _found(self, ending: Ending) -> None:
        if ending.result:
            QDesktopServices.openUrl(QUrl.fromLocalFile(ending.result))
        elif ending.result is not None:
            self._session.failed.emit(translate("Showing", "Its folder is not there any more."))

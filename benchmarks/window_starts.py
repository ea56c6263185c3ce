"""First paints, for processes of their own: a bare PySide6 window imports nothing of ours."""

from __future__ import annotations

import os
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView, QWidget


class FirstPaint(QObject):
    """Says ``painted`` and ends the process when a window has painted itself for the first time."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """Wait for the paint event of the window."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            sys.stdout.write("painted\n")
            sys.stdout.flush()
            os._exit(0)
        return False


def _paint_bare() -> None:
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QTreeView())
    _wait_for_paint(application, window)


def _paint_ours() -> None:
    from jforg_gui.app import Application, application  # noqa: PLC0415 — its import is what is measured
    from jforg_gui.storage.opening import read_opening  # noqa: PLC0415 — as above
    from jforg_gui.storage.places import Places  # noqa: PLC0415 — as above

    with tempfile.TemporaryDirectory() as home:
        os.environ["JFORG_HOME"] = home
        qt = application()
        jforg = Application(qt, read_opening(Places.of(os.environ)))
        _wait_for_paint(qt, jforg.window)


def _wait_for_paint(application: QApplication, window: QWidget) -> None:
    first = FirstPaint(window)
    window.installEventFilter(first)
    window.resize(1366, 768)
    window.show()
    application.exec()


if __name__ == "__main__":
    _paint_ours() if sys.argv[1:] == ["ours"] else _paint_bare()

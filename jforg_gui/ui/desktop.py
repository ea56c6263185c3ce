"""The Qt application: one object that also takes what the desktop hands over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class DesktopApplication(QApplication):
    """Tells what macOS hands over: folders and files that were dropped on the icon in the Dock or opened with JFOrg.

    An event filter on the application would see every event of every widget; this sees the application's own only.
    """

    opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Answer an event of the application itself."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.opened.emit(event.file())
            return True
        return super().event(event)

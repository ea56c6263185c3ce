"""Tells through the system that something has ended which the person did not watch."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

_SHOWN_MS = 10_000


def notify(window: QWidget, text: str) -> bool:
    """Mark the window as asking for attention, and show a message where the desktop has a place for it.

    Return whether a message was shown. The icon it needs goes again with it.
    """
    QApplication.alert(window)
    if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
        return False
    tray = QSystemTrayIcon(QApplication.windowIcon(), window)
    tray.messageClicked.connect(window.activateWindow)
    tray.show()
    tray.showMessage("JFOrg", text, QApplication.windowIcon(), _SHOWN_MS)
    QTimer.singleShot(_SHOWN_MS, tray, tray.deleteLater)
    return True

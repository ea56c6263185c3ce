"""The last resort: whatever nobody caught is logged, and shown once as a report that can be copied."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from jforg_gui.ui.crash_dialog import CrashDialog

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Crashes(QObject):
    """Hears of every exception that nobody caught, on whatever thread, and shows the first; the others are logged.

    Make it on the GUI thread. ``shown`` is the dialog on the screen, if there is one.
    """

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Hear of nothing yet; see ``install``."""
        super().__init__(parent)
        self.shown: CrashDialog | None = None
        self._installed = False
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the interpreter's and Qt's last words."""
        self._installed = True
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        self._qt_handler = qInstallMessageHandler(_on_qt_message)

    def uninstall(self) -> None:
        """Give them back."""
        if self._installed:
            self._installed = False
            sys.excepthook, threading.excepthook = self._hooks
            qInstallMessageHandler(self._qt_handler)

    @Slot(object)
    def tell(self, error: BaseException) -> None:
        """Log an exception and show it; any thread."""
        self._take(error, error.__traceback__)

    def tell_loop(self, _loop: object, context: dict[str, Any]) -> None:
        """Hear of a coroutine that failed; fills ``asyncio``'s exception handler."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.tell(error)
        else:
            log.error("the event loop says: %s", context.get("message"))

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self._take(error, trace)
        else:  # KeyboardInterrupt and SystemExit mean what they say
            self._hooks[0](kind, error, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and issubclass(args.exc_type, Exception):
            self._take(args.exc_value, args.exc_traceback)

    def _take(self, error: BaseException, trace: TracebackType | None) -> None:
        log.error("unexpected: %s", type(error).__name__, exc_info=(type(error), error, trace))
        self._arrived.emit(error, trace)

    @Slot(object, object)
    def _show(self, error: BaseException, trace: TracebackType | None) -> None:
        if self.shown is not None:  # what fails while a report is shown is in the log
            return
        from jforg_gui.ui.crash_dialog import CrashDialog  # noqa: PLC0415 — needed by nobody who has luck

        self.shown = CrashDialog(error, trace, QApplication.activeWindow())
        self.shown.finished.connect(self._on_closed)
        self.shown.open()

    @Slot()
    def _on_closed(self) -> None:
        self.shown = None


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Put Qt's own messages into the log."""
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)

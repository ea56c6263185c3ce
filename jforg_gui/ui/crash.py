"""The last resort: whatever nobody caught is logged, and shown once as a report that can be copied."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import QMessageLogContext, QObject, QSize, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.ui.text import translate

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

_SIZE: Final = QSize(680, 440)
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashDialog(QDialog):
    """Shows one report. Show it with ``open()`` or ``show()``; it deletes itself when it is closed."""

    def __init__(self, error: BaseException, trace: TracebackType | None, parent: QWidget | None = None) -> None:
        """Build the dialog with the report of an exception."""
        super().__init__(parent)
        self._error, self._trace = error, trace
        self.setWindowTitle("JFOrg")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(translate("Crash", "Report"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.names_box = QCheckBox(translate("Crash", "Include names of files and folders"), self)
        self.copy_button = QPushButton(translate("Crash", "Copy report"), self)
        self.close_button = QPushButton(translate("Crash", "Close"), self)
        self.close_button.setDefault(True)
        self.copy_button.setAutoDefault(False)
        self._lay_out()
        self.names_box.toggled.connect(self._fill)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self._fill()
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - QSize(8, 40)))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 12)
        layout.setSpacing(8)
        for words, weight in (
            (translate("Crash", "JFOrg met something it did not expect."), True),
            (
                translate(
                    "Crash",
                    "What was moved so far stays where it is and can be undone in History. "
                    "Copy the report to tell the makers; it is sent nowhere by itself.",
                ),
                False,
            ),
        ):
            label = QLabel(words, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            if weight:
                font = label.font()
                font.setWeight(font.Weight.DemiBold)
                label.setFont(font)
            layout.addWidget(label)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.names_box)
        footer = QHBoxLayout()
        footer.addStretch(1)
        footer.addWidget(self.copy_button)
        footer.addWidget(self.close_button)
        layout.addLayout(footer)

    @Slot()
    def _fill(self) -> None:
        from jforg_gui.ui.crash_report import report  # noqa: PLC0415 — needed by nobody who has luck

        self.text.setPlainText(report(self._error, self._trace, with_names=self.names_box.isChecked()))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


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
        self.shown = CrashDialog(error, trace, QApplication.activeWindow())
        self.shown.finished.connect(self._on_closed)
        self.shown.open()

    @Slot()
    def _on_closed(self) -> None:
        self.shown = None


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Put Qt's own messages into the log."""
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)

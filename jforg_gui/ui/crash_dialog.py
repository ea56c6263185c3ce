"""The report of something nobody expected, to be copied."""

from __future__ import annotations

from types import TracebackType
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.ui.crash_report import report
from jforg_gui.ui.text import translate

_SIZE: Final = QSize(680, 440)


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
        self.text.setPlainText(report(self._error, self._trace, with_names=self.names_box.isChecked()))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

"""The About dialog: version and licence, the databases asked, and other people's parts with their licence texts."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QLibraryInfo, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jforg_gui import __version__
from jforg_gui.domain.provider import ATTRIBUTIONS
from jforg_gui.storage.licenses import Part, all_parts, licence_text
from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.run.sheet import label
from jforg_gui.ui.text import fill, translate
from jforg_gui.ui.theme import Theme

_SIZE: Final = QSize(900, 580)
_ICON: Final = 64
_LIST_WIDTH: Final = 240


class AboutDialog(QDialog):
    """Shows what JFOrg is. Show it with ``open()``; the list and the texts are read by jobs, and fill it later."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the dialog."""
        super().__init__(parent)
        self._jobs, self._theme = jobs, theme
        self._parts: tuple[Part, ...] = ()
        self._asked = 0
        self.setWindowTitle(translate("About", "About JFOrg"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.parts = QListWidget(self)
        self.parts.setAccessibleName(translate("About", "Parts of JFOrg"))
        self.parts.setMaximumWidth(_LIST_WIDTH)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(translate("About", "Licence of the part selected"))
        self.copy_button = QPushButton(translate("About", "Copy versions"), self)
        self.copy_button.setAutoDefault(False)
        self.close_button = QPushButton(translate("About", "Close"), self)
        self.close_button.setDefault(True)
        self._lay_out()
        self.parts.currentRowChanged.connect(self._show_text)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions()))
        self.close_button.clicked.connect(self.accept)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - QSize(8, 40)))
        self._jobs.start(lambda _job: all_parts()).ended.connect(self._fill)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 12)
        layout.setSpacing(12)
        layout.addLayout(self._heading())
        # what each database asks to be said of it, in the words it asks for
        layout.addWidget(label(" ".join(translate("Attribution", said.text) for said in ATTRIBUTIONS.values())))
        made_of = label(translate("About", "JFOrg stands on the work of others:"))
        made_of.setBuddy(self.parts)
        layout.addWidget(made_of)
        middle = QHBoxLayout()
        middle.addWidget(self.parts, 1)
        middle.addWidget(self.text, 3)
        layout.addLayout(middle, 1)
        footer = QHBoxLayout()
        footer.addWidget(self.copy_button)
        footer.addStretch(1)
        footer.addWidget(self.close_button)
        layout.addLayout(footer)

    def _heading(self) -> QHBoxLayout:
        icon = QLabel(self)
        icon.setFixedSize(_ICON, _ICON)
        icon.setPixmap(QApplication.windowIcon().pixmap(QSize(_ICON, _ICON)))
        name = label(fill("JFOrg {version}", version=__version__))
        name.setFont(self._theme.font(1.4, QFont.Weight.DemiBold))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(name)
        words.addWidget(
            label(
                translate(
                    "About", "Turns messy media folders into libraries that Jellyfin reads right, and takes it back."
                )
            )
        )
        words.addWidget(label(translate("About", "© 2026 the JFOrg developers, MIT licence.")))
        heading = QHBoxLayout()
        heading.setSpacing(16)
        heading.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        heading.addLayout(words, 1)
        return heading

    def _fill(self, ending: Ending) -> None:
        self._parts = ending.result or ()
        self.parts.addItems([f"{part.name} {part.version}" for part in self._parts])
        if self._parts:
            self.parts.setCurrentRow(0)

    def _show_text(self, row: int) -> None:
        self._asked = row
        if 0 <= row < len(self._parts):
            part = self._parts[row]
            self._jobs.start(lambda _job: (row, licence_text(part))).ended.connect(self._text_read)

    def _text_read(self, ending: Ending) -> None:
        row, text = ending.result or (-1, "")
        if row != self._asked:  # the person has gone on to another meanwhile
            return
        part = self._parts[row]
        head = "\n".join(line for line in (part.license, part.homepage, part.note) if line)
        text = text or translate("About", "No licence text was found beside this part.")
        self.text.setPlainText(f"{head}\n\n{text}")


def versions() -> str:
    """What a person who reports a fault is asked for first: ours, Python's, Qt's and the system's version."""
    return (
        f"JFOrg {__version__}\nPython {sys.version.split()[0]}\nQt {QLibraryInfo.version().toString()}\n{sys.platform}"
    )

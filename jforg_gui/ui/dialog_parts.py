"""What dialogs of several pages have in common: a body that scrolls, and the row of buttons below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from jforg_gui.ui.labels import Line
from jforg_gui.ui.theme import Theme


def plain(text: str, parent: QWidget, *, quiet: bool = False, wrap: bool = True) -> QLabel:
    """A label of plain text; a quiet one is a hint."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if quiet:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def scrolled(body: QWidget, parent: QWidget) -> QScrollArea:
    """A scroll area around a dialog's body, so that nothing is cut off on a small screen."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area


def fit_to_screen(dialog: QDialog, size: QSize) -> None:
    """Give a dialog its size, or as much of it as the screen has."""
    room = dialog.screen().availableSize()
    dialog.resize(size.boundedTo(room - QSize(8, 40)))  # a frame and a title bar


class Footer(QWidget):
    """A line, and below it a row of buttons; a word in the middle takes what they leave."""

    def __init__(self, theme: Theme, *parts: QWidget, wide: QWidget) -> None:
        """Put ``parts`` into the row; ``wide`` is the one that stretches."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line(theme))
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        for part in parts:
            row.addWidget(part, 1 if part is wide else 0)
        column.addLayout(row)

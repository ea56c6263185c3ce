"""What stands in the place of rows where none is shown: why, and the one thing that can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jforg_gui.ui.labels import Words
from jforg_gui.ui.theme import Theme


class Nothing(QWidget):
    """A sentence and a button, each only where there is something to say; ``asked`` tells that it was pressed."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Begin hidden."""
        super().__init__()
        self.words = Words(theme, wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def say(self, text: str, button: str = "") -> None:
        """Say why there is nothing; '' where there is something."""
        self.words.setText(text)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))

    def text(self) -> str:
        """What it says."""
        return self.words.text()

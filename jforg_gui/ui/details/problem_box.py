"""A problem: what it is, what it means, and the buttons that do something about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jforg_gui.ui.details.facts import breakable
from jforg_gui.ui.details.remedies import Remedy, remedy_word
from jforg_gui.ui.flow import FlowLayout
from jforg_gui.ui.labels import Words
from jforg_gui.ui.theme import SMALL, Theme

_CORNER: Final = 4


class ProblemBox(QWidget):
    """One box. ``chosen`` says which remedy was taken."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, title: str, sentence: str, remedies: Sequence[Remedy] = ()) -> None:
        """Say it, and offer the remedies."""
        super().__init__()
        self._theme = theme
        self.buttons: dict[Remedy, QPushButton] = {}
        self.setAccessibleName(f"{title}. {sentence}")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(4)
        column.addWidget(Words(theme, title, strong=True, wrap=True))
        if sentence and sentence != title:
            column.addWidget(Words(theme, breakable(sentence), scale=SMALL, wrap=True))
        if remedies:
            column.addSpacing(4)
            column.addLayout(self._row_of(remedies))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Draw the box in the colours of a notice."""
        roles = self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(roles.notice_edge, 1))
        painter.setBrush(roles.notice)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)

    def _row_of(self, remedies: Sequence[Remedy]) -> FlowLayout:
        row = FlowLayout()
        for remedy in remedies:
            button = QPushButton(remedy_word(remedy))
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, remedy=remedy: self.chosen.emit(remedy))
            self.buttons[remedy] = button
            row.addWidget(button)
        return row

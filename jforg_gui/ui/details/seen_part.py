"""What Jellyfin will see of a row: the work, and what is told apart or goes along with it, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jforg_gui.domain.seen import Sees, Sight
from jforg_gui.ui.details.facts import breakable
from jforg_gui.ui.details.outcome_page import empty
from jforg_gui.ui.labels import Words
from jforg_gui.ui.seen import seen_lines
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import SMALL, Theme

_CORNER: Final = 4


class SeenPart(QWidget):
    """A box of lines. It hides itself where nobody knows what Jellyfin will see."""

    def __init__(self, theme: Theme) -> None:
        """Begin hidden."""
        super().__init__()
        self._theme = theme
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(10, 8, 10, 8)
        self._lines.setSpacing(4)
        self.said: list[str] = []
        self.hide()
        theme.changed.connect(self.update)

    def show_sees(self, sees: Sees | None) -> None:
        """Show what Jellyfin makes of a destination."""
        said = [] if sees is None else seen_lines(sees)
        if sees is not None and sees.media.kind is Sight.NOTHING:
            said = [translate("Details", "Nothing: Jellyfin would not show it there."), *said[1:]]
        self.show_lines(said)

    def show_lines(self, said: Sequence[str]) -> None:
        """Show some lines, the first as what the others belong to."""
        empty(self._lines)
        self.said = list(said)
        for number, line in enumerate(self.said):
            self._lines.addWidget(
                Words(self._theme, breakable(line), scale=1.0 if not number else SMALL, strong=not number, wrap=True)
            )
        self.setAccessibleName(". ".join(self.said))
        self.setVisible(bool(self.said))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Draw the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.roles.line, 1))
        painter.setBrush(self._theme.roles.base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)

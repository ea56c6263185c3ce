"""Words and lines that follow the theme: every label of the window is plain text in one of the roles."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QWidget

from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.language import retold
from jforg_gui.ui.theme import Theme


class Words(QLabel):
    """A label of plain text; what looks like markup in a file's name stays what it is."""

    def __init__(
        self,
        theme: Theme,
        text: str | Callable[[], str] = "",
        *,
        tint: Tint = Tint.TEXT,
        scale: float = 1.0,
        strong: bool = False,
        wrap: bool = False,
    ) -> None:
        """Show a text in a role, at a size relative to the system's font; one that is called for is said anew."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:  # a long word must not make everything around it wider
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._theme, self._tint, self._scale, self._strong = theme, tint, scale, strong
        self._alignment = self.alignment()
        self.setAlignment(self._alignment)
        self._restyle()
        theme.changed.connect(self._restyle)
        if isinstance(text, str):
            self.setText(text)
        else:
            retold(self, lambda: self.setText(text()))

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:  # noqa: N802 — Qt's name
        """On which side of the window words stand goes by the window, not by the letters they begin with."""
        self._alignment = alignment
        side = QStyle.visualAlignment(self.layoutDirection(), alignment)
        super().setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 — Qt's name
        """Change sides with the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self._alignment)

    def set_tint(self, tint: Tint) -> None:
        """Show the text in another role."""
        self._tint = tint
        self._restyle()

    def _restyle(self) -> None:
        weight = QFont.Weight.DemiBold if self._strong else QFont.Weight.Normal
        self.setFont(self._theme.font(self._scale, weight))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._tint))
        self.setPalette(palette)


class Elided(Words):
    """One line that gives way: what does not fit is left out in the middle, and the tooltip has it whole."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 — Qt's name
        """It can always be narrower."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 — Qt's name
        """As wide as its text."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Draw what fits."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a sentence runs as its own letters do
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.drawText(self.rect(), int(side | Qt.AlignmentFlag.AlignAbsolute), shown)


class Picture(QLabel):
    """An icon that follows the theme; it says nothing by itself, words stand beside it."""

    def __init__(self, theme: Theme, look: Look, size: int = 16) -> None:
        """Show an icon with a side of ``size`` logical pixels."""
        super().__init__()
        self._theme, self._look, self._size = theme, look, size
        self.setFixedSize(size, size)
        self._redraw()
        theme.changed.connect(self._redraw)

    def set_look(self, look: Look) -> None:
        """Show another icon."""
        self._look = look
        self._redraw()

    def _redraw(self) -> None:
        side = QSize(self._size, self._size)
        self.setPixmap(self._theme.icon(self._look, self._size).pixmap(side, self.devicePixelRatioF()))


class Line(QFrame):
    """A line of one pixel between two parts."""

    def __init__(self, theme: Theme, *, upright: bool = False, parent: QWidget | None = None) -> None:
        """Draw it across, or upright."""
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.VLine if upright else QFrame.Shape.HLine)
        self.setFrameShadow(QFrame.Shadow.Plain)
        self.setLineWidth(1)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.roles.line)
        self.setPalette(palette)

"""The form of every sheet: a heading, a body that scrolls, and the buttons below it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.theme import PAGE, Theme

_SIDE: Final = 20
_PANEL: Final = 40  # what a desktop's own panel takes of the screen
_ICON: Final = 16
_HEADING_ICON: Final = 28


def label(text: str, *, wrap: bool = True) -> QLabel:
    """A label of plain text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    side = QStyle.visualAlignment(made.layoutDirection(), made.alignment())  # by the window, not by the first letter
    made.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    return made


def tint(widget: QWidget, theme: Theme, role: Tint) -> None:
    """Give the text of a widget the colour of a role."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.WindowText, theme.color(role))
    widget.setPalette(palette)


def line(theme: Theme) -> QFrame:
    """A line between two parts."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.HLine)
    made.setFrameShadow(QFrame.Shadow.Plain)
    made.setFixedHeight(1)
    palette = made.palette()
    palette.setColor(QPalette.ColorRole.WindowText, theme.roles.line)
    made.setPalette(palette)
    return made


def picture(theme: Theme, look: Look, size: int = _ICON) -> QLabel:
    """A label that shows an icon and nothing else."""
    made = QLabel()
    made.setPixmap(theme.icon(look, size).pixmap(QSize(size, size)))
    made.setFixedSize(size, size)
    return made


class Facts(QWidget):
    """Rows of an icon, a number and what it counts, with a quieter word behind."""

    def __init__(self, theme: Theme, *, strong: bool = True) -> None:
        """Start with no rows; ``strong`` numbers are what the sheet is about."""
        super().__init__()
        self._theme = theme
        self._strong = strong
        self._rows = 0
        bold = theme.font(weight=QFont.Weight.DemiBold)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8 if strong else 4)
        self._grid.setColumnMinimumWidth(1, QFontMetrics(bold).horizontalAdvance("12.4 GB "))
        self._grid.setColumnStretch(2, 1)

    def add(self, look: Look, count: str, text: str, note: str = "") -> None:
        """Add a row."""
        amount = label(count, wrap=False)
        if self._strong:
            amount.setFont(self._theme.font(weight=QFont.Weight.DemiBold))
        amount.setAccessibleName(" ".join(filter(None, (count, text, note))))
        said = QHBoxLayout()
        said.setSpacing(4)
        said.addWidget(label(text, wrap=not note), 0 if note else 1)
        if note:
            quiet = label(note)
            tint(quiet, self._theme, Tint.SECONDARY)
            said.addWidget(quiet, 1)
        self._grid.addWidget(picture(self._theme, look), self._rows, 0)
        self._grid.addWidget(amount, self._rows, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(said, self._rows, 2)
        self._rows += 1

    @property
    def empty(self) -> bool:
        """Whether nothing has been added."""
        return not self._rows


class Sheet(QDialog):
    """A question with one primary answer. Enter gives it, Esc cancels."""

    def __init__(self, theme: Theme, parent: QWidget | None, *, title: str, size: QSize) -> None:
        """Make an empty sheet; ``size`` is in logical pixels and gives way to a small screen."""
        super().__init__(parent)
        self.theme = theme
        self._primary: QPushButton | None = None
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(_SIDE, 16, _SIDE, 16)
        self.body.setSpacing(16)
        scroll.setWidget(content)
        outer.addWidget(scroll, 1)
        outer.addWidget(line(theme))
        self.footer = QHBoxLayout()
        self.footer.setContentsMargins(_SIDE, 12, _SIDE, 12)
        self.footer.setSpacing(8)
        outer.addLayout(self.footer)
        self._fit(size)

    def _fit(self, size: QSize) -> None:
        screen = self.screen().availableSize() - QSize(0, _PANEL)
        self.resize(size.boundedTo(screen))

    def head(self, heading: str, below: str, *, look: Look | None = None) -> None:
        """Write the heading and the sentence under it, perhaps beside an icon."""
        texts = QVBoxLayout()
        texts.setSpacing(4)
        self.heading = label(heading)
        self.heading.setFont(self.theme.font(PAGE, QFont.Weight.DemiBold))
        texts.addWidget(self.heading)
        self.subtitle = label(below)
        if look is None:
            tint(self.subtitle, self.theme, Tint.SECONDARY)
        texts.addWidget(self.subtitle)
        row = QHBoxLayout()
        row.setSpacing(16)
        if look is not None:
            row.addWidget(picture(self.theme, look, _HEADING_ICON), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.body.addLayout(row)
        self.setAccessibleDescription(f"{heading} {below}")

    def _dress(self) -> None:
        if self._primary is not None:
            self.theme.make_primary(self._primary)

    def button(self, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button at the end of the footer; the primary one has the focus and answers to Enter."""
        made = QPushButton(text)
        made.setAccessibleName(text)
        made.setAutoDefault(primary)
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if primary:
            self._primary = made
            self._dress()
            self.theme.changed.connect(self._dress)
        self.footer.addWidget(made)
        if primary:
            made.setFocus()
        return made

"""Before and after: two paths, what goes struck through and what comes bold and underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from jforg_gui.ui.details.difference import Part, difference
from jforg_gui.ui.text import fill, plain, translate
from jforg_gui.ui.theme import SMALL, Theme

_PADDING: Final = 10
_GAP: Final = 8
_CORNER: Final = 4


class ChangeView(QWidget):
    """Shows one change. It paints plain text only: nothing in a name can become markup."""

    def __init__(self, theme: Theme) -> None:
        """Start with nothing to show."""
        super().__init__()
        self._theme = theme
        self._before: tuple[Part, ...] = ()
        self._after: tuple[Part, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_change(self, before: str, after: str, *, input_folder: str = "", library: str = "") -> None:
        """Show a file's old path from the folder that was added, and its new one, '' if it has none."""
        old, new = difference(before, after, input_folder=input_folder, library=library)
        self._before = old if after else tuple(replace(part, changed=False) for part in old)
        self._after = new if after else ()
        said = translate("Details", "Before: {before}. After: {after}.")
        self.setAccessibleName(fill(said, before=plain(before), after=plain(after)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 — Qt's name
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 — Qt's name
        """How high both paths are at this width."""
        inside = max(1, width - 2 * _PADDING)
        height = 2 * _PADDING + self._lay_out(self._before, inside, added=False).boundingRect().height()
        if self._after:
            height += 2 * _GAP + 1 + self._lay_out(self._after, inside, added=True).boundingRect().height()
        return int(height) + 1

    def sizeHint(self) -> QSize:  # noqa: N802 — Qt's name
        """Wide enough for a few words."""
        width = max(240, self.width())
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Draw the box, and in it both paths with a line between them."""
        roles = self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(roles.line, 1))
        painter.setBrush(roles.base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        inside = max(1, self.width() - 2 * _PADDING)
        painter.setPen(roles.secondary)
        before = self._lay_out(self._before, inside, added=False)
        before.draw(painter, QPointF(_PADDING, _PADDING))
        if not self._after:
            return
        middle = _PADDING + before.boundingRect().height() + _GAP
        painter.setPen(QPen(roles.line, 1))
        painter.drawLine(QPointF(_PADDING, middle), QPointF(self.width() - _PADDING, middle))
        painter.setPen(roles.secondary)
        self._lay_out(self._after, inside, added=True).draw(painter, QPointF(_PADDING, middle + _GAP))

    def _lay_out(self, parts: Sequence[Part], width: int, *, added: bool) -> QTextLayout:
        layout = QTextLayout("".join(plain(part.text) for part in parts), self._theme.font(SMALL))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)  # paths are never mirrored
        layout.setTextOption(option)
        layout.setFormats(self._formats(parts, added=added))
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _formats(self, parts: Sequence[Part], *, added: bool) -> list[QTextLayout.FormatRange]:
        roles = self._theme.roles
        look = (
            _format(roles.added, roles.added_fill, added=True)
            if added
            else _format(roles.removed, roles.removed_fill, added=False)
        )
        ranges, start = [], 0
        for part in parts:
            length = len(plain(part.text).encode("utf-16-le", "surrogatepass")) // 2  # Qt counts UTF-16 units
            if part.changed:
                found = QTextLayout.FormatRange()
                found.start, found.length, found.format = start, length, look
                ranges.append(found)
            start += length
        return ranges


def _format(color: QColor, ground: QColor, *, added: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(color)
    look.setBackground(ground)
    if added:
        look.setFontWeight(QFont.Weight.Bold)
        look.setFontUnderline(True)
    else:
        look.setFontStrikeOut(True)
    return look

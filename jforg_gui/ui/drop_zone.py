"""Where things are dropped: the empty window's whole body, and the sheet that lies over the table while dragging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from jforg_gui.ui import assets
from jforg_gui.ui.actions import Actions
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.labels import Picture, Words
from jforg_gui.ui.language import retold
from jforg_gui.ui.text import fill, plain_path, translate
from jforg_gui.ui.theme import PAGE, SMALL, Theme

_MARGIN: Final = 20
_ICON: Final = 48
_CORNER: Final = 4
_MOST_RECENT: Final = 3


class Zone(QWidget):
    """A dashed frame on the base colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw it in the theme's colours."""
        super().__init__(parent)
        self.theme = theme
        self.hovered = False
        self.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        theme.changed.connect(self.update)

    def set_hovered(self, hovered: bool) -> None:  # noqa: FBT001 — it is or it is not
        """Show that what is held over it can be dropped."""
        if hovered != self.hovered:
            self.hovered = hovered
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Draw the frame, and its inside in the selection's colour while something is held over it."""
        roles = self.theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), roles.base)
        color, width = (roles.link, 3.0) if self.hovered else (roles.edge, 2.0)
        painter.setPen(QPen(color, width, Qt.PenStyle.DashLine))
        painter.setBrush(roles.selection if self.hovered else Qt.BrushStyle.NoBrush)
        inside = QRectF(self.rect()).adjusted(_MARGIN + 1, _MARGIN + 1, -_MARGIN - 1, -_MARGIN - 1)
        painter.drawRoundedRect(inside, _CORNER, _CORNER)


class DropZone(Zone):
    """The empty window: what to do, in one sentence, and three ways to do it by hand."""

    def __init__(self, actions: Actions, theme: Theme) -> None:
        """Build it; its buttons are the window's actions."""
        super().__init__(theme)
        self.add_folder = QPushButton()
        self.add_folder.clicked.connect(actions.add_folder.trigger)
        self.add_files = QPushButton()
        self.add_files.clicked.connect(actions.add_files.trigger)
        self.sample = QToolButton()
        self.sample.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.sample.setAutoRaise(True)
        self.sample.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sample.clicked.connect(actions.sample.trigger)
        retold(self, lambda: self._say(actions))
        self._lay_out()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _say(self, actions: Actions) -> None:
        for button, action in (
            (self.add_folder, actions.add_folder),
            (self.add_files, actions.add_files),
            (self.sample, actions.sample),
        ):
            button.setText(action.text())
            button.setAccessibleName(action.text())

    def _lay_out(self) -> None:
        theme = self.theme
        middle = Qt.AlignmentFlag.AlignHCenter
        heading = Words(theme, _what_to_do, scale=PAGE, strong=True, wrap=True)
        promise = Words(theme, _promise, tint=Tint.SECONDARY, wrap=True)
        for words in (heading, promise):
            words.setAlignment(middle)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.add_folder)
        buttons.addWidget(self.add_files)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addStretch(2)
        column.addWidget(Picture(theme, assets.DROP, _ICON), 0, middle)
        column.addSpacing(20)
        column.addWidget(heading)
        column.addSpacing(8)
        column.addWidget(promise)
        column.addSpacing(20)
        column.addLayout(buttons)
        column.addSpacing(12)
        column.addWidget(self.sample, 0, middle)
        column.addSpacing(12)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addLayout(self._recent)
        column.addStretch(3)

    def show_recent(self, folders: Sequence[str], add: Callable[[Sequence[str]], object]) -> None:
        """Offer the folders that were added last, below everything else."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if folders:
            caption = Words(self.theme, _recent, tint=Tint.SECONDARY, scale=SMALL)
            self._recent.addWidget(caption, 0, Qt.AlignmentFlag.AlignHCenter)
        for folder in folders[:_MOST_RECENT]:
            self._recent.addWidget(self._recent_button(folder, add), 0, Qt.AlignmentFlag.AlignHCenter)

    def _recent_button(self, folder: str, add: Callable[[Sequence[str]], object]) -> QToolButton:
        button = QToolButton()
        button.setText(plain_path(folder).replace("&", "&&"))
        said = partial(fill, folder=plain_path(folder))
        retold(button, lambda: button.setAccessibleName(said(translate("DropZone", "Add {folder}"))))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        palette = button.palette()
        palette.setColor(palette.ColorRole.ButtonText, self.theme.roles.link)
        button.setPalette(palette)
        button.clicked.connect(lambda: add([folder]))
        return button

    def _restyle(self) -> None:
        self.theme.make_primary(self.add_folder)
        self.add_files.setMinimumHeight(self.add_folder.sizeHint().height())
        self.add_folder.setIcon(self.theme.icon(assets.ADD_FOLDER, tint=Tint.ON_ACCENT))
        self.sample.setIcon(self.theme.icon(assets.SAMPLE))
        palette = self.sample.palette()
        palette.setColor(palette.ColorRole.ButtonText, self.theme.roles.link)
        self.sample.setPalette(palette)


class DropSheet(Zone):
    """Lies over the body of the window while something is dragged over it."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        """Cover ``over`` when shown."""
        super().__init__(theme, over)
        self.hovered = True
        words = Words(theme, lambda: translate("DropZone", "Drop to add"), scale=PAGE, strong=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(words)
        over.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Show it over everything."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """Follow the size of what it covers."""
        parent = self.parentWidget()
        if event.type() is QEvent.Type.Resize and parent is not None and self.isVisible():
            self.setGeometry(parent.rect())
        return super().eventFilter(watched, event)


def _what_to_do() -> str:
    return translate("DropZone", "Drop films, series, music or books here")


def _promise() -> str:
    return translate("DropZone", "You see where everything would go before anything moves. Nothing is ever deleted.")


def _recent() -> str:
    return translate("DropZone", "Recent folders")

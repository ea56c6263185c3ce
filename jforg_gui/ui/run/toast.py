"""The word after a run: how many files moved, and the way back. It goes by itself unless somebody attends to it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.work import Report, RunKind
from jforg_gui.ui import assets, verbs
from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.language import retold
from jforg_gui.ui.run.sheet import label
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.verbs import verb_of

STAYS_MS: Final = 12_000
_ABOVE: Final = 90  # the status bar, a hint and a little air
_DONE: Final = Look("check-circle", Tint.GOOD)
_PARTLY: Final = Look("information-outline", Tint.CALM)


def outcome(report: Report, kind: RunKind = RunKind.ORGANIZE, mode: Mode = Mode.MOVE) -> str:
    """Say what a run has done: "409 files moved. 3 stayed where they were."."""
    done, stayed = report.done, len(report.failed) + len(report.skipped)
    said = verbs.done(verb_of(mode, kind), done)
    if kind is RunKind.UNDO:
        rest = translate("Run", "%Ln {stays|stay} as {it is.|they are.}", None, stayed)
    else:
        rest = translate("Run", "%Ln stayed where {it was.|they were.}", None, len(report.failed))
        stayed = len(report.failed)
    if report.stopped:
        return f"{translate('Run', 'Stopped.')} {said}"
    return f"{said} {rest}" if stayed else said


class Way(Enum):
    """The way on from what has been done."""

    NONE = "none"
    UNDO = "undo"
    REDO = "redo"


class Toast(QFrame):
    """A small box over the lower edge of a window. It has no place in a layout and never takes the focus by itself."""

    undo_requested = Signal()
    redo_requested = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        """Make it hidden; it follows the size of ``parent``."""
        super().__init__(parent)
        self._theme = theme
        self._look = _DONE
        self._way = Way.UNDO
        self._icon = label("", wrap=False)
        self._text = label("", wrap=True)
        self.undo = QPushButton()
        self.undo.clicked.connect(self._undo)
        self.close_button = QToolButton()
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.undo)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.dismiss)
        for inner in (self.undo, self.close_button):
            inner.installEventFilter(self)
        parent.installEventFilter(self)
        theme.changed.connect(self._draw_icons)
        self._add_shadow()
        self.hide()
        retold(self, self._say)

    def _say(self) -> None:
        """Its message was said in the language of its time, and goes soon."""
        self.setAccessibleName(translate("Run", "Message"))
        self.close_button.setAccessibleName(translate("Run", "Close this message"))
        self.close_button.setToolTip(translate("Run", "Close this message"))
        self.undo.setText(translate("Run", "Redo…") if self._way is Way.REDO else translate("Run", "Undo…"))
        self.undo.setAccessibleName(self.undo.text())

    def tell(self, text: str, way: Way = Way.UNDO, *, good: bool = True) -> None:
        """Show a message for 12 seconds, longer while it is hovered or focused, and have it read aloud."""
        self._look = _DONE if good else _PARTLY
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._way = way
        self._say()
        self.undo.setVisible(way is not Way.NONE)
        self._draw_icons()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        event = QAccessibleAnnouncementEvent(self, text)
        QAccessible.updateAccessibility(event)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def waiting(self) -> bool:
        """Whether it will go by itself."""
        return self._timer.isActive()

    def dismiss(self) -> None:
        """Take it away."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.gone.emit()

    def _undo(self) -> None:
        self.dismiss()
        if self._way is Way.REDO:
            self.redo_requested.emit()
        else:
            self.undo_requested.emit()

    def _attended(self) -> bool:
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def _wait_or_stay(self) -> None:
        if not self.isVisible():
            return
        if self._attended():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 — Qt's name
        """Stay while the pointer is over it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 — Qt's name
        """Go on waiting."""
        super().leaveEvent(event)
        self._wait_or_stay()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """Escape takes it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """Follow the window's size, and stay while one of its buttons has the focus."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut} and watched is not self.parent():
            self._timer.stop() if event.type() is QEvent.Type.FocusIn else self._wait_or_stay()
        if event.type() is QEvent.Type.Resize and watched is self.parent():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Draw the box itself: base with an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.roles.edge, 1))
        painter.setBrush(self._theme.roles.base)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _add_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(16)
        shadow.setOffset(0, 2)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)

    def _draw_icons(self) -> None:
        self._icon.setPixmap(self._theme.icon(self._look, 20).pixmap(QSize(20, 20)))
        self.undo.setIcon(self._theme.icon(assets.REDO if self._way is Way.REDO else assets.UNDO))
        self.close_button.setIcon(self._theme.icon(assets.CLOSE))

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self._text.setWordWrap(False)
        width = self.sizeHint().width()
        room = window.width() - 40
        if width > room:
            self._text.setWordWrap(True)
            width = room
        self.resize(width, self.heightForWidth(width) if self._text.wordWrap() else self.sizeHint().height())
        self.move((window.width() - width) // 2, window.height() - self.height() - _ABOVE)

"""The bar at the top: adding and history, then the filter field, the mode, and the one primary button."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from jforg_gui.domain.choice import Mode
from jforg_gui.ui import assets
from jforg_gui.ui.actions import Actions
from jforg_gui.ui.language import retold
from jforg_gui.ui.mode_box import ModeBox
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme

HEIGHT: Final = 44
_ICON: Final = 20
_FIELD_WIDTH: Final = 222
_NARROWEST_FIELD: Final = 120
_PRIMARY_WIDTH: Final = 132
_EXTENSION: Final = "qt_toolbar_ext_button"  # the name Qt gives the button behind which a bar puts what does not fit


class TopBar(QWidget):
    """The tools on one side, what decides a run on the other. The primary button never hides or moves."""

    filter_changed = Signal(str)
    mode_chosen = Signal(object)

    def __init__(self, actions: Actions, theme: Theme) -> None:
        """Put the actions into their places."""
        super().__init__()
        self._theme = theme
        self.tools = _tools(actions)
        self.field = QLineEdit()
        self.mode = ModeBox()
        self.primary = QPushButton()
        self._set_up_field()
        self._set_up_mode()
        self.primary.setMinimumWidth(_PRIMARY_WIDTH)
        self.primary.clicked.connect(actions.run.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.tools, 3)
        row.addWidget(self.field, 2)
        row.addWidget(self.mode)
        row.addWidget(self.primary)
        self.setMinimumHeight(HEIGHT)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_primary(self, text: str, *, enabled: bool, tip: str = "") -> None:
        """Say what the button does, with its number."""
        self.primary.setText(text)
        self.primary.setAccessibleName(text)
        self.primary.setToolTip(tip)
        self.primary.setEnabled(enabled)

    def set_mode(self, mode: Mode) -> None:
        """Show how files will get to their places."""
        self.mode.setCurrentIndex(self.mode.findData(mode))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """Escape clears the filter field."""
        escaped = (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and bool(self.field.text())
        )
        if escaped:
            self.field.clear()
        return escaped or super().eventFilter(watched, event)

    def _set_up_field(self) -> None:
        retold(self, self._say)
        self.field.setClearButtonEnabled(True)
        self.field.setAcceptDrops(False)  # what is dropped on the window are files, wherever it lands
        self.field.setMinimumWidth(_NARROWEST_FIELD)
        self.field.setMaximumWidth(_FIELD_WIDTH)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.textChanged.connect(self.filter_changed)
        self.field.installEventFilter(self)
        self._magnifier = self.field.addAction(self._theme.icon(assets.FIND), QLineEdit.ActionPosition.LeadingPosition)

    def _say(self) -> None:
        name = translate("TopBar", "Filter names, titles, places")
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.mode.setAccessibleName(translate("TopBar", "How files get to their places"))
        self.mode.show_abilities({})
        self.tools.setWindowTitle(translate("TopBar", "Tools"))
        for action in self.tools.actions():
            self.tools.widgetForAction(action).setAccessibleName(action.iconText())

    def _set_up_mode(self) -> None:
        self.mode.activated.connect(lambda _index: self.mode_chosen.emit(Mode(self.mode.currentData())))

    def _restyle(self) -> None:
        self._theme.make_primary(self.primary)
        self._magnifier.setIcon(self._theme.icon(assets.FIND))
        more = self.tools.findChild(QToolButton, _EXTENSION)
        if isinstance(more, QToolButton):
            more.setIcon(self._theme.icon(assets.MORE))  # Fusion's own cannot be seen on a dark bar
            retold(more, lambda: more.setAccessibleName(translate("TopBar", "More tools")))
        height = max(28, self.primary.sizeHint().height())
        for widget in (self.field, self.mode, self.primary):
            widget.setMinimumHeight(height)


def _tools(actions: Actions) -> QToolBar:
    bar = QToolBar()
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.setIconSize(QSize(_ICON, _ICON))
    bar.setMovable(False)
    bar.addAction(actions.add_folder)
    bar.addAction(actions.add_files)
    bar.addSeparator()
    bar.addAction(actions.look_up)
    bar.addAction(actions.history)
    bar.addAction(actions.check_library)
    for action in [one for one in bar.actions() if not one.isSeparator()]:
        button = bar.widgetForAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    # What does not fit goes into the bar's own extension menu; the button beside it never has to move.
    bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    bar.setMinimumWidth(40)
    return bar

"""The bar over the check: back, what is checked, again, how strictly, the filter field, and the one primary button."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from jforg_gui.domain.plan import Roots
from jforg_gui.ui import assets
from jforg_gui.ui.assets import Look
from jforg_gui.ui.check.checking import Where
from jforg_gui.ui.labels import Words
from jforg_gui.ui.text import fill, library_word, plain_path, translate
from jforg_gui.ui.theme import SECTION, Theme
from jforg_gui.ui.toolbar import HEIGHT

_ICON: Final = 20
_FIELD_WIDTH: Final = 222
_NARROWEST_FIELD: Final = 120
_PRIMARY_WIDTH: Final = 132
_ROOM_FOR_ONE_LINE: Final = 1060
_NARROWEST: Final = 600  # two lines fit; what one needs must not keep the window from getting narrower
_LETTERS: Final = 16


class CheckBar(QWidget):
    """What can be asked of the check. In a narrow window the strictness and the field go into a second line.

    ``where_chosen`` tells what to check, ``folder_asked`` that another folder is wanted, ``filtered`` that field or
    strictness changed.
    """

    back = Signal()
    again = Signal()
    where_chosen = Signal(object)
    folder_asked = Signal()
    filtered = Signal()
    review = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the parts; ``show_roots`` says what can be checked."""
        super().__init__()
        self._theme = theme
        self._tools: list[tuple[QToolButton, Look]] = []
        self._wheres: list[Where | None] = []
        self.back_button = self._tool(translate("Check", "Back"), assets.BACK, self.back)
        self.title = Words(theme, translate("Check", "Check my library"), scale=SECTION, strong=True)
        self.where = QComboBox()
        self.where.setAccessibleName(translate("Check", "What to check"))
        self.where.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.where.setMinimumContentsLength(_LETTERS)
        self.where.activated.connect(self._chosen)
        self.again_button = self._tool(translate("Check", "Check again"), assets.AGAIN, self.again)
        self.strict = QCheckBox(translate("Check", "Strict"))
        self.strict.setChecked(True)
        self.strict.setAccessibleName(self.strict.text())
        self.strict.setToolTip(translate("Check", "Count what could merely be nicer as well"))
        self.strict.toggled.connect(lambda _on: self.filtered.emit())
        self.field = self._make_field()
        self.field.installEventFilter(self)
        self.primary = QPushButton()
        self.primary.setMinimumWidth(_PRIMARY_WIDTH)
        self.primary.clicked.connect(self.review)
        self._one_line: bool | None = None
        self._lay_out()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(translate("Check", "Filter findings"))
        field.setAccessibleName(field.placeholderText())
        field.setClearButtonEnabled(True)
        field.setAcceptDrops(False)
        field.setMinimumWidth(_NARROWEST_FIELD)
        field.setMaximumWidth(_FIELD_WIDTH)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.textChanged.connect(lambda _text: self.filtered.emit())
        self._magnifier = field.addAction(self._theme.icon(assets.FIND), QLineEdit.ActionPosition.LeadingPosition)
        return field

    def _tool(self, text: str, look: Look, does: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(does)
        self._tools.append((button, look))
        return button

    def _lay_out(self) -> None:
        first, second = QWidget(), QWidget()
        left, right = QHBoxLayout(first), QHBoxLayout(second)
        for row in (left, right):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
        for widget in (self.back_button, self.title, self.where, self.again_button):
            left.addWidget(widget)
        left.addStretch()
        right.addWidget(self.strict)
        right.addWidget(self.field, 1)
        self._second = second
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 4, 8, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(first, 0, 0)
        self._grid.addWidget(self.primary, 0, 2)
        self.setMinimumSize(_NARROWEST, HEIGHT)
        self._place_second(one_line=True)

    def _place_second(self, *, one_line: bool) -> None:
        if one_line is self._one_line:
            return
        self._one_line = one_line
        self._grid.removeWidget(self._second)
        if one_line:
            self._grid.addWidget(self._second, 0, 1)
        else:
            self._grid.addWidget(self._second, 1, 0, 1, 3)
        self.title.setVisible(one_line)
        self.field.setMaximumWidth(_FIELD_WIDTH if one_line else 16777215)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Use one line or two."""
        self._place_second(one_line=event.size().width() >= _ROOM_FOR_ONE_LINE)
        super().resizeEvent(event)

    # --- what is checked --------------------------------------------------------------------------------------------

    def show_roots(self, roots: Roots, where: Where) -> None:
        """Offer all libraries together, each of them, and any other folder; ``where`` is what is checked now."""
        self.where.clear()
        self._wheres = []
        if roots.folders:
            self._offer(translate("Check", "All libraries"), Where())
        for library, root in roots.folders.items():
            said = fill(
                translate("Check", "{library}: {folder}"), library=library_word(library), folder=plain_path(root)
            )
            self._offer(said, Where(root, library))
        if where.folder is not None and where not in self._wheres:
            self._offer(plain_path(where.folder), where)
        self._offer(translate("Check", "Another folder…"), None)
        if where in self._wheres:
            self.where.setCurrentIndex(self._wheres.index(where))
        self.where.view().setMinimumWidth(self.where.view().sizeHintForColumn(0) + _LETTERS)

    def _offer(self, text: str, where: Where | None) -> None:
        self.where.addItem(text)
        self._wheres.append(where)

    def _chosen(self, index: int) -> None:
        where = self._wheres[index]
        if where is None:
            self.folder_asked.emit()
        else:
            self.where_chosen.emit(where)

    def set_primary(self, text: str, *, enabled: bool) -> None:
        """Say what the button does, with its number."""
        self.primary.setText(text)
        self.primary.setAccessibleName(text)
        self.primary.setEnabled(enabled)

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

    def _restyle(self) -> None:
        self._theme.make_primary(self.primary)
        self._magnifier.setIcon(self._theme.icon(assets.FIND))
        for button, look in self._tools:
            button.setIcon(self._theme.icon(look, _ICON))
        height = max(28, self.primary.sizeHint().height())
        for widget in (self.field, self.where, self.primary, self.back_button, self.again_button):
            widget.setMinimumHeight(height)

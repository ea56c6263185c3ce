"""The lower half of the history: what undo would do to each file of the selected run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.flow import wrapped
from jforg_gui.ui.history.models import FilesModel
from jforg_gui.ui.history.preview import FileRow, Preview
from jforg_gui.ui.history.tables import RowsTable
from jforg_gui.ui.run.health import SIGNS, Health, going, staying
from jforg_gui.ui.run.sheet import label, line, tint
from jforg_gui.ui.text import number, translate
from jforg_gui.ui.theme import SECTION, SMALL, Theme

_ALL: Final = Look("format-list-bulleted")
_NOTICE: Final = Look("information-outline", Tint.ASK)
_WIDTHS: Final = {FilesModel.HEALTH: 178, FilesModel.WHY: 250}
_FILTERS: Final = (None, *Health)


class FilesPane(QWidget):
    """Files of a run with their health, a button for each health, and a notice if some have to stay."""

    changed = Signal()  # what is checked or selected
    asked = Signal()
    folder_asked = Signal(str, str)  # the places of a file, the likelier first

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without a run."""
        super().__init__(parent)
        self._theme = theme
        self._preview: Preview | None = None
        self._needle = ""
        self.model = FilesModel(theme, self)
        self.table = RowsTable(theme, translate("History", "Files of this run"), _WIDTHS, least=220)
        self.table.setModel(self.model)
        self.table.setSelectionMode(RowsTable.SelectionMode.ExtendedSelection)
        self.table.marked.connect(self.model.toggle)
        self.table.asked.connect(self.asked)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.show_folder = QAction(translate("Showing", "Show in folder"), self.table)
        self.show_folder.triggered.connect(self._ask_folder)
        self.table.addAction(self.show_folder)
        self.table.selectionModel().selectionChanged.connect(self.changed)
        self.model.dataChanged.connect(self.changed)
        self.model.modelReset.connect(self.changed)
        self.counts: dict[Health | None, QPushButton] = {}
        self._notice = self._make_notice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self.table, 1)
        column.addWidget(self._notice)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_preview(None)

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self.title = label(translate("History", "If you undo this run"), wrap=False)
        self.title.setFont(self._theme.font(SECTION, QFont.Weight.DemiBold))
        self.hint = label("", wrap=True)
        self.hint.setFont(self._theme.font(SMALL))
        texts.addWidget(self.title)
        texts.addWidget(self.hint)
        row.addLayout(texts, 1)
        group = QButtonGroup(self)
        for health in _FILTERS:
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, health=health: self.show_only(health))
            button.toggled.connect(lambda _checked, button=button: self._dress_chosen(button))
            group.addButton(button)
            self.counts[health] = button
        row.addWidget(wrapped(self.counts.values()), 2)
        return head

    def _make_notice(self) -> QFrame:
        notice = QFrame()
        notice.setAutoFillBackground(True)
        column = QVBoxLayout(notice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._notice_edge = line(self._theme)
        column.addWidget(self._notice_edge)
        row = QHBoxLayout()
        column.addLayout(row)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._notice_icon = QLabel()
        self.notice_text = label("")
        row.addWidget(self._notice_icon)
        row.addWidget(self.notice_text, 1)
        return notice

    def _dress(self) -> None:
        """Take colours and icons from the theme."""
        tint(self.hint, self._theme, Tint.SECONDARY)
        palette = self._notice.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.roles.notice)
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.roles.text)
        self._notice.setPalette(palette)
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.roles.notice_edge)
        self._notice_edge.setPalette(palette)
        self._notice_icon.setPixmap(self._theme.icon(_NOTICE).pixmap(QSize(16, 16)))
        for health, button in self.counts.items():
            button.setIcon(self._theme.icon(_ALL if health is None else SIGNS[health].look))
            self._dress_chosen(button)

    def _dress_chosen(self, button: QPushButton) -> None:
        """Fusion hardly tells a checked button from another in the dark: it gets the colour of a selection."""
        palette = QPalette(self.palette())
        if button.isChecked():
            palette.setColor(QPalette.ColorRole.Button, self._theme.roles.selection)
        button.setPalette(palette)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_preview(self, preview: Preview | None) -> None:
        """Show the files of a run that has been looked at; None while there is none."""
        same = preview is not None and self._preview is not None and preview.run.id == self._preview.run.id
        self._preview = preview
        counts: Mapping[Health, int] = preview.counts if preview is not None else {}
        health = self._chosen() if same and counts.get(self._chosen() or Health.BACK) else None
        self.model.set_preview(preview)
        self._count(counts)
        self.show_only(health)
        stays = staying(counts)
        self._notice.setVisible(bool(stays))
        self.notice_text.setText(self._stay_words(stays, going(counts)))
        self._set_hint(preview)

    def show_waiting(self) -> None:
        """Say that a run is being looked at; its files follow."""
        self.show_preview(None)
        self.hint.setText(translate("History", "Looking at the files…"))

    def show_trouble(self, said: str) -> None:
        """Say why a run cannot be looked at."""
        self.show_preview(None)
        self._notice.show()
        self.notice_text.setText(said)

    def _set_hint(self, preview: Preview | None) -> None:
        title, hint = translate("History", "If you undo this run"), ""
        if preview is not None and preview.undoable:
            hint = translate("History", "Checked against the disk a moment ago. Nothing has happened yet.")
        elif preview is not None:
            title = translate("History", "Files of this run")
            hint = translate("History", "Nothing of this run is left to undo.")
            if staying(preview.counts):
                title = translate("History", "If you undo this run")
                hint = translate("History", "Checked against the disk a moment ago. Nothing of it can go back now.")
        self.title.setText(title)
        self.hint.setText(hint)

    def _stay_words(self, stays: int, goes: int) -> str:
        first = translate(
            "History",
            "%Ln {file|files} cannot simply go back, so {it stays as it is|they stay as they are}.",
            None,
            stays,
        )
        again = translate("History", "You can try {it|them} again later.", None, stays)
        if not goes:
            return f"{first} {again}"
        others = translate(
            "History", "The others go back, and you can try {this one|these %Ln} again later.", None, stays
        )
        return f"{first} {others}"

    def _count(self, counts: Mapping[Health, int]) -> None:
        total = sum(counts.values())
        for health, button in self.counts.items():
            n = total if health is None else counts.get(health, 0)
            word = translate("History", "All") if health is None else SIGNS[health].beside
            button.setText(f"{number(n)} {word}")
            button.setAccessibleName(f"{number(n)} {word}")
            button.setVisible(n > 0)

    def _chosen(self) -> Health | None:
        return next((health for health, button in self.counts.items() if button.isChecked()), None)

    def show_only(self, health: Health | None) -> None:
        """Show only files of one health; None for all."""
        self.counts[health].setChecked(True)
        self.model.set_filter(health, self._needle)

    def look_for(self, needle: str) -> None:
        """Show only files with a text in their paths; all of them where none has it."""
        self._needle = needle
        self.model.set_filter(self._chosen(), needle)

    # --- what is chosen -------------------------------------------------------------------------------------------

    @property
    def preview(self) -> Preview | None:
        """The run that is shown."""
        return self._preview

    def selected_that_go(self) -> list[FileRow]:
        """The files of the selected rows that can go back."""
        return [self.model.file(row) for row in self.table.selected_rows() if self.model.can_go(row)]

    def _ask_folder(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            file = self.model.file(index.row())
            self.folder_asked.emit(file.destination, file.source)

    def focus_table(self) -> None:
        """Give the table the focus, on its first row if none is current."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

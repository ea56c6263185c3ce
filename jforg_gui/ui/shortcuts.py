"""The overview of keys: every action of the window and every key of the table, in groups that can be searched."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.ui.actions import Actions
from jforg_gui.ui.dialog_parts import Footer, fit_to_screen
from jforg_gui.ui.table.keys import table_keys
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme

_SIZE: Final = QSize(600, 560)
_ROW: Final = 27
_AIR: Final = 9
Line = tuple[str, str]


def groups(actions: Actions) -> list[tuple[str, list[Line]]]:
    """Everything that can be done, as (what, keys), under the menu it stands in; then what only the table knows."""
    found = [
        (heading, [(action.text().rstrip("…"), _keys(*action.shortcuts())) for action in members])
        for heading, members in actions.groups()
    ]
    of_table = [(words, _keys(*map(QKeySequence, keys))) for words, keys in table_keys()]
    return [*found, (translate("Shortcuts", "In the table"), of_table)]


def _keys(*sequences: QKeySequence) -> str:
    return ", ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in sequences)


class ShortcutsDialog(QDialog):
    """Shows them. Open it with ``open()``; it deletes itself when it is closed."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        """List everything as it is now."""
        super().__init__(parent)
        self.setWindowTitle(translate("Shortcuts", "Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Shortcuts", "Search actions and keys"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._seek)
        self.list = QTreeWidget()
        self._lines: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._fill(groups(actions), theme.font(weight=QFont.Weight.DemiBold))
        self.close_button = QPushButton(translate("Shortcuts", "Close"))
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        upper = QVBoxLayout()
        upper.setContentsMargins(20, 16, 20, 12)
        upper.setSpacing(12)
        upper.addWidget(self.search)
        upper.addWidget(self.list, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        room = QWidget()
        whole.addWidget(Footer(theme, room, self.close_button, wide=room))
        fit_to_screen(self, _SIZE)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, found: list[tuple[str, list[Line]]], strong: QFont) -> None:
        listed = self.list
        listed.setAccessibleName(self.windowTitle())
        listed.setColumnCount(2)
        listed.setHeaderLabels([translate("Shortcuts", "What it does"), translate("Shortcuts", "Keys")])
        listed.setRootIsDecorated(False)
        listed.setItemsExpandable(False)
        listed.setIndentation(16)
        listed.setFrameShape(QFrame.Shape.StyledPanel)
        listed.setTabKeyNavigation(False)
        listed.header().setStretchLastSection(False)
        listed.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        listed.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        height = QSize(0, max(_ROW, self.fontMetrics().height() + _AIR))
        for heading, lines in found:
            group = QTreeWidgetItem(listed, [heading])
            group.setFont(0, strong)
            group.setSizeHint(0, height)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._lines.append((group, []))
            for what, keys in lines:
                line = QTreeWidgetItem(group, [what, keys])
                self._lines[-1][1].append(line)
                line.setSizeHint(0, height)
                line.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{what}: {keys}" if keys else what)
        listed.expandAll()

    def _seek(self, text: str) -> None:
        """Show the lines that hold all these words, by what they do or by their keys."""
        words = text.casefold().split()
        for group, lines in self._lines:
            for line in lines:
                said = f"{group.text(0)} {line.text(0)} {line.text(1)}".casefold()
                line.setHidden(not all(word in said for word in words))
            group.setHidden(all(line.isHidden() for line in lines))

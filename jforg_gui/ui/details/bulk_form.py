"""Many rows corrected together: what is filled in is set on all of them, what is left empty stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from jforg_gui.domain.item import Item
from jforg_gui.domain.media import Kind
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.labels import Words
from jforg_gui.ui.language import retold
from jforg_gui.ui.text import kind_word, plain, translate
from jforg_gui.ui.theme import SECTION, Theme
from jforg_gui.workflow.bulk import Bulk, title_field
from jforg_gui.workflow.editing import EDITABLE_KINDS, Field
from jforg_gui.workflow.numbering import NUMBERED

_PADDING: Final = 12
_MOST: Final = 999


class BulkForm(QWidget):
    """The form. ``asked`` brings what shall be set."""

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Build it once; ``show_items`` fills it."""
        super().__init__()
        self._count = 0
        self.heading = Words(theme, scale=SECTION, strong=True, wrap=True)
        self.kind = QComboBox()
        self.title, self.year, self.season = QLineEdit(), QLineEdit(), QLineEdit()
        self.shift = QSpinBox()
        self.shift.setRange(-_MOST, _MOST)
        self.trouble = Words(theme, tint=Tint.STOP, wrap=True)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._ask)
        self.below = QVBoxLayout()  # what else can be done for all of them
        for field in (self.title, self.year, self.season):
            field.returnPressed.connect(self._ask)
            field.textChanged.connect(self._update)
        self.kind.currentIndexChanged.connect(self._update)
        self.shift.valueChanged.connect(self._update)
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(Words(theme, _meaning, tint=Tint.SECONDARY, wrap=True))
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in (
            (lambda: translate("Bulk", "Kind"), self.kind),
            (lambda: translate("Bulk", "Title"), self.title),
            (lambda: translate("Bulk", "Year"), self.year),
            (lambda: translate("Bulk", "Season"), self.season),
            (lambda: translate("Bulk", "Shift numbers by"), self.shift),
        ):
            label = Words(theme, words)
            label.setBuddy(field)
            retold(field, partial(_name, field, words))
            self._form.addRow(label, field)
        self.kind.addItem("", "")
        for kind in EDITABLE_KINDS:
            self.kind.addItem("", kind.value)
        retold(self, self._say)
        column.addLayout(self._form)
        column.addWidget(self.trouble)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self.below)
        column.addStretch()

    def _say(self) -> None:
        self.kind.setItemText(0, translate("Bulk", "as it is"))
        for number, kind in enumerate(EDITABLE_KINDS, 1):
            self.kind.setItemText(number, kind_word(kind))

    def show_items(self, items: Sequence[Item], *, editable: bool) -> None:
        """Be about these rows; what they have in common stands in the fields as a hint."""
        self._count = len(items)
        said = translate("Details", "%Ln {row|rows} selected. Edit {it|them together} below.", None, self._count)
        self.heading.setText(said)
        for field in (self.title, self.year, self.season):
            field.clear()
        self.kind.setCurrentIndex(0)
        self.shift.setValue(0)
        self.trouble.setText("")
        self.trouble.hide()
        titles = (item.guess.series if title_field(item) is Field.SERIES else _title(item) for item in items)
        self.title.setPlaceholderText(_common(titles))
        self.year.setPlaceholderText(_common(item.guess.year for item in items))
        self.season.setPlaceholderText(_common(item.guess.season for item in items if item.kind is Kind.EPISODE))
        self._form.setRowVisible(self.season, any(item.kind is Kind.EPISODE for item in items))
        self._form.setRowVisible(self.shift, any(item.kind in NUMBERED for item in items))
        self.setEnabled(editable)
        self._update()

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be so."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def change(self) -> Bulk:
        """What is filled in."""
        return Bulk(
            kind=str(self.kind.currentData() or ""),
            title=self.title.text(),
            year=self.year.text(),
            season=self.season.text() if self._form.isRowVisible(self.season) else "",
            shift=self.shift.value() if self._form.isRowVisible(self.shift) else 0,
        )

    def _update(self) -> None:
        self.button.setText(translate("Bulk", "Change %Ln {row|rows}", None, self._count))
        self.button.setAccessibleName(self.button.text())
        self.button.setEnabled(bool(self.change()))

    def _ask(self) -> None:
        change = self.change()
        if change:
            self.asked.emit(change)


def _title(item: Item) -> str | None:
    return item.guess.album if title_field(item) is Field.ALBUM else item.guess.title


def _common(values: Iterable[str | int | None]) -> str:
    """The one value that all have; a word for several."""
    different = set(values)
    if len(different) > 1:
        return translate("Bulk", "several")
    value = next(iter(different), None)
    return "" if value is None else plain(str(value))


def _name(field: QWidget, words: Callable[[], str]) -> None:
    field.setAccessibleName(words())


def _meaning() -> str:
    return translate("Bulk", "What you fill in is set on all of them. What stays empty is left as it is.")

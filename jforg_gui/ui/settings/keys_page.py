"""A page of keys that need no page of their own: a field by what each key can be, with what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from jforg_gui.domain.errors import SettingsError
from jforg_gui.storage.settings import KEYS, OneOf, Settings
from jforg_gui.ui.assets import Look
from jforg_gui.ui.dialog_parts import plain
from jforg_gui.ui.language import trouble
from jforg_gui.ui.settings.pages import Fields, Page
from jforg_gui.ui.text import translate

_ON_OR_OFF: Final = {"on", "off"}
_MOST: Final = 1_000_000
_WIDE: Final = 40  # letters


class KeysPage(Page):
    """Fields for keys, made from what ``storage/settings.py`` says of each."""

    def __init__(self, title: str, look: Look, keys: Iterable[str], parent: QWidget | None = None) -> None:
        """Build fields for ``keys``."""
        super().__init__(parent)
        self._title, self.look = title, look
        self.keys = tuple(keys)
        self.fields: dict[str, QWidget] = {}
        self._wrong = plain("", self)
        form = Fields(self)
        for key in self.keys:
            field = self._field(key)
            meaning = _meaning(key, with_choices=isinstance(field, QLineEdit | QSpinBox))
            field.setAccessibleName(meaning)
            self.fields[key] = field
            form.add(meaning, field)
        form.addWidget(self._wrong, form.rowCount(), 1)
        form.end()

    def _field(self, key: str) -> QWidget:
        read = KEYS[key].read
        if isinstance(read, OneOf) and set(read.allowed) == _ON_OR_OFF:
            check = QCheckBox(self)
            check.toggled.connect(lambda _on: self.changed.emit())
            return check
        if isinstance(read, OneOf):
            box = QComboBox(self)
            for value in read.allowed:
                box.addItem(value, value)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            return box
        if isinstance(KEYS[key].default, int):
            spin = QSpinBox(self)
            spin.setRange(0, _MOST)
            spin.valueChanged.connect(lambda _value: self.changed.emit())
            return spin
        line = QLineEdit(self)
        line.setMinimumWidth(_WIDE * self.fontMetrics().averageCharWidth())
        line.textChanged.connect(lambda _text: self.changed.emit())
        return line

    def title(self) -> str:
        """The page's name."""
        return self._title

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        for key, field in self.fields.items():
            value = settings.get(key)
            if isinstance(field, QCheckBox):
                field.setChecked(value == "on")
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(str(value)))
            elif isinstance(field, QSpinBox):
                field.setValue(int(value))
            elif isinstance(field, QLineEdit):
                field.setText(str(value))

    def texts(self) -> dict[str, str]:
        """What the fields say, by key."""
        return {key: self._text(field) for key, field in self.fields.items()}

    @staticmethod
    def _text(field: QWidget) -> str:
        if isinstance(field, QCheckBox):
            return "on" if field.isChecked() else "off"
        if isinstance(field, QComboBox):
            return str(field.currentData())
        if isinstance(field, QSpinBox):
            return str(field.value())
        return field.text() if isinstance(field, QLineEdit) else ""

    def wrong_field(self) -> QWidget | None:
        """The first field that its key does not take; the sentence below says why."""
        self._wrong.setText("")
        for key, field in self.fields.items():
            try:
                Settings({}).with_value(key, self._text(field))
            except SettingsError as error:
                self._wrong.setText(trouble(error))
                return field
        return None


def _meaning(key: str, *, with_choices: bool) -> str:
    """What a key is for; what it can be is said only where the field does not show it."""
    meaning = translate("Setting", KEYS[key].meaning)
    said = meaning if with_choices else meaning.partition(": ")[0]
    return said[:1].upper() + said[1:]

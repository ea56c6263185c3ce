"""The box of modes: each with what it means here, one that cannot work greyed with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox

from jforg_gui.domain.choice import Mode
from jforg_gui.ui.text import fill, mode_word, translate

_LETTERS: Final = 9
_AROUND: Final = 5  # letters' widths of margin about a line of the list
_ROLE: Final = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Ability:
    """What a mode means for what is ready: a few words behind its name, whole sentences in its tooltip."""

    possible: bool
    note: str
    tip: str = ""


class ModeBox(QComboBox):
    """Shut it says the mode only. ``opened`` asks for ``show_abilities``: what can be done is looked up when asked."""

    opened = Signal()

    def __init__(self) -> None:
        """List the modes, all of them possible until somebody knows better."""
        super().__init__()
        for mode in Mode:
            self.addItem("", mode)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self._fitted = False
        self.show_abilities({})

    def show_abilities(self, abilities: Mapping[Mode, Ability]) -> None:
        """Say what each mode comes to; those that are not among them are possible."""
        model = self.model()
        for row, mode in enumerate(Mode):
            ability = abilities.get(mode, Ability(possible=True, note=""))
            said = translate("TopBar", "{mode} ({note})")
            text = fill(said, mode=mode_word(mode), note=ability.note) if ability.note else mode_word(mode)
            self.setItemText(row, text)
            self.setItemData(row, ability.tip, _ROLE.ToolTipRole)
            if isinstance(model, QStandardItemModel):
                model.item(row).setEnabled(ability.possible)
        self._fitted = False
        if self.view().isVisible():
            self._fit()
            if (frame := self.view().parentWidget()) is not None:
                frame.resize(max(frame.width(), self.view().minimumWidth()), frame.height())
                room = self.screen().availableGeometry()
                frame.move(max(room.left(), min(frame.x(), room.right() - frame.width())), frame.y())

    def _fit(self) -> None:
        """Let the list be as wide as its longest line."""
        metrics = self.view().fontMetrics()  # the list's own hint takes the width it has for the one it needs
        longest = max(metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count()))
        self.view().setMinimumWidth(longest + _AROUND * metrics.horizontalAdvance("x"))
        self._fitted = True

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 — Qt's name
        """Shut, the box has room for the mode alone."""
        super().initStyleOption(option)
        if self.currentIndex() >= 0:
            option.currentText = mode_word(Mode(self.currentData()))

    def showPopup(self) -> None:  # noqa: N802 — Qt's name
        """Open, and ask what can be done."""
        self.opened.emit()
        if not self._fitted:  # the list is made when it is first asked for: not for the first paint
            self._fit()
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 — Qt's name
        """A wheel that passes over it changes no mode: too much hangs on that."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 — Qt's name
        """The arrow keys choose without opening: ask before."""
        super().focusInEvent(event)
        self.opened.emit()

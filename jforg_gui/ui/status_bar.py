"""The bar at the bottom: what is going on in a sentence, how far it is, and the one thing that can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from jforg_gui.ui.assets import Tint
from jforg_gui.ui.labels import Elided
from jforg_gui.ui.theme import Theme

HEIGHT: Final = 34
_BAR_WIDTH: Final = 300
_BAR_HEIGHT: Final = 8
_THOUSANDTHS: Final = 1000  # of what is to be done: bytes are too many for an int of C


class StatusBar(QWidget):
    """Two sentences at the start; a word, a bar and a button at the end, each only where there is something to say."""

    def __init__(self, theme: Theme) -> None:
        """Start with nothing to say."""
        super().__init__()
        self._theme = theme
        self._second_connected = False
        self._do: Callable[[], None] | None = None
        self.main = Elided(theme)
        self.more = Elided(theme, tint=Tint.SECONDARY)
        self.aside = Elided(theme, tint=Tint.SECONDARY)
        self.bar = QProgressBar()
        self.button = QPushButton()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _THOUSANDTHS)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        self.bar.setMaximumWidth(_BAR_WIDTH)
        self.button.clicked.connect(self._pressed)
        self.second = QPushButton()
        self.second.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 10, 2)
        row.setSpacing(12)
        row.addWidget(self.main)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.aside)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.second)
        row.addWidget(self.button)
        self.setMinimumHeight(HEIGHT)
        self._restyle()
        theme.changed.connect(self._restyle)
        self.say("")

    def say(self, main: str, more: str = "", aside: str = "") -> None:
        """Say something; the bar and the button go unless they are asked for afterwards."""
        self.main.setText(main)
        self.more.setText(more)
        self.aside.setText(aside)
        self.more.setVisible(bool(more))
        self.aside.setVisible(bool(aside))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Divide what there is."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The first sentence is the one that counts: the others give way first, until it takes half of the bar."""
        self.main.setMinimumWidth(min(self.main.sizeHint().width(), self.width() // 2))

    def offer(self, text: str = "", do: Callable[[], None] | None = None) -> None:
        """Offer one thing to do about it; nothing without a text."""
        self._do = do
        self.second.hide()
        self.button.setText(text)
        self.button.setAccessibleName(text)
        self.button.setVisible(bool(text))
        self.button.setEnabled(True)

    def offer_action(self, action: QAction) -> None:
        """Offer a second thing, which stands in a menu as well."""
        self.second.setText(action.text())
        self.second.setIcon(action.icon())
        self.second.setAccessibleName(action.text())
        self.second.clicked.disconnect() if self._second_connected else None
        self.second.clicked.connect(action.trigger)
        self._second_connected = True
        self.second.show()

    def show_progress(self, done: int, total: int, spoken: str = "") -> None:
        """Show how far it is, and how that is read out."""
        self.bar.setValue(_THOUSANDTHS * done // total if total else 0)
        self.bar.setAccessibleName(spoken)
        self.bar.show()

    def hide_progress(self) -> None:
        """Nothing is under way that has an end in sight."""
        self.bar.hide()

    def _pressed(self) -> None:
        if self._do is not None:
            self._do()

    def _restyle(self) -> None:
        self._theme.make_progress(self.bar)

"""Hints: one sentence at the step that has just been reached, once each, until the person has got it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from jforg_gui.domain.media import Kind
from jforg_gui.domain.work import Report, RunKind
from jforg_gui.ui.assets import HINT
from jforg_gui.ui.labels import Picture, Words
from jforg_gui.ui.language import retold
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme


class Hint(StrEnum):
    """The hints, in the order in which most people reach them; the values are kept on the disk."""

    BUTTON = "button"
    EDIT = "edit"
    CONFLICT = "conflict"
    ORDER = "order"
    HISTORY = "history"


# Steps at which each makes sense: what is said of rows goes with them.
_AT: Final = {Hint.HISTORY: Phase.DONE}


def hint_text(hint: Hint) -> str:
    """What a hint says."""
    words = {
        Hint.BUTTON: translate("Hint", "The number on the button is what will move."),
        Hint.EDIT: translate("Hint", "Press F2 to correct a title. All its episodes follow."),
        Hint.CONFLICT: translate("Hint", "Conflicts wait for you; nothing is overwritten."),
        Hint.ORDER: translate("Hint", "Drag rows to put episodes in order."),
        Hint.HISTORY: translate("Hint", "Everything you moved is in History."),
    }
    return words[hint]


class Hints(QFrame):
    """A line below the table with one hint and the word that it is understood; hidden while there is none to give.

    ``got`` tells that the person has understood one.
    """

    got = Signal(object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Follow the session; what is selected is told by ``show_selected``."""
        super().__init__()
        self._session, self._theme = session, theme
        self._seen: set[Hint] = set()
        self._wanted = self._on()
        self.current: Hint | None = None
        self.text = Words(theme, wrap=True)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(Picture(theme, HINT))
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._understood)
        session.phase_changed.connect(self._phase_changed)
        session.run_ended.connect(self._run_ended)
        session.settings_replaced.connect(self._settings_replaced)
        theme.changed.connect(self.update)
        retold(self, lambda: self._show(self.current))

    # --- what has been understood ---------------------------------------------------------------------------------

    def seen(self) -> bytes:
        """Which hints are understood, for the file of the window's layout."""
        return ",".join(sorted(self._seen)).encode("ascii")

    def restore(self, seen: bytes) -> None:
        """Take over what ``seen`` gave; names of hints that are no more are passed over."""
        names = seen.decode("ascii", "replace").split(",")
        self._seen = {hint for hint in Hint if hint.value in names}

    def begin_again(self) -> None:
        """Give all hints once more."""
        self._seen.clear()
        self._phase_changed(self._session.phase)

    def _understood(self) -> None:
        if self.current is not None:
            self._seen.add(self.current)
            self.got.emit(self.current)
        self._show(None)

    def _on(self) -> bool:
        return self._session.engine.settings.get("start.hints") == "on"

    def _settings_replaced(self) -> None:
        before, self._wanted = self._wanted, self._on()
        if not self._wanted:
            self._show(None)
        elif not before:
            self.begin_again()

    # --- the steps ------------------------------------------------------------------------------------------------

    def _phase_changed(self, phase: Phase) -> None:
        if self.current is not None and _AT.get(self.current, Phase.REVIEW) is not phase:
            self._show(None)
        if phase is Phase.REVIEW and self._session.ready_files():
            self._reach([Hint.BUTTON])

    def show_selected(self, rows: Sequence[int]) -> None:
        """The person looks at these rows: what can be done with them is worth a hint."""
        if self._session.phase is not Phase.REVIEW or not rows:
            return
        reached = []
        states = {self._session.state(row) for row in rows[:2]}
        if State.CONFLICT in states:
            reached.append(Hint.CONFLICT)
        if states & {State.READY, State.ATTENTION}:
            reached.append(Hint.EDIT)
        if len(rows) == 1 and self._session.rows[rows[0]].item.kind is Kind.EPISODE:
            reached.append(Hint.ORDER)
        self._reach(reached)

    def _run_ended(self, report: Report) -> None:
        if report.done and self._session.run_kind is RunKind.ORGANIZE:
            self._reach([Hint.HISTORY])

    def _reach(self, hints: Iterable[Hint]) -> None:
        """Give the first of these that is not understood yet, unless another one still stands there."""
        if self._wanted and self.current is None:
            self._show(next((hint for hint in hints if hint not in self._seen), None))

    def _show(self, hint: Hint | None) -> None:
        self.current = hint
        if hint is not None:
            self.text.setText(hint_text(hint))
            self.button.setText(translate("Hint", "Got it"))
            self.button.setAccessibleName(self.button.text())
            self.setAccessibleName(self.text.text())
            if self.isHidden():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text.text()))
        self.setVisible(hint is not None)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """A quiet ground, and a line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.roles.group)
        painter.setPen(QPen(self._theme.roles.line, 1))
        painter.drawLine(QRectF(self.rect()).topLeft(), QRectF(self.rect()).topRight())

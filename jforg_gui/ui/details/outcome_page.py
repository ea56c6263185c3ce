"""What the details pane shows after a run: how many files of each kind moved, and what failed and why."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.work import Report
from jforg_gui.ui import verbs
from jforg_gui.ui.assets import FILTER_LOOKS, STATE_LOOKS, Tint
from jforg_gui.ui.details.problem_box import ProblemBox
from jforg_gui.ui.details.remedies import Remedy
from jforg_gui.ui.filters import KIND_FILTERS, FilterKey
from jforg_gui.ui.labels import Picture, Words
from jforg_gui.ui.states import State
from jforg_gui.ui.text import (
    fill,
    filter_word,
    number,
    plain_path,
    problem_sentence,
    problem_title,
    size,
    time_taken,
    translate,
)
from jforg_gui.ui.theme import SECTION, SMALL, Theme
from jforg_gui.ui.verbs import verb_of

_PADDING: Final = 12
_BAR_HEIGHT: Final = 8
_THOUSANDTHS: Final = 1000
_BIG: Final = 28
_MOST_FAILURES: Final = 20


class OutcomePage(QWidget):
    """What a run has done: how many files of each kind, and what failed and why."""

    def __init__(self, theme: Theme) -> None:
        """Build it empty; ``tell`` fills it."""
        super().__init__()
        self._theme = theme
        self._started = time.monotonic()
        self.boxes: list[ProblemBox] = []
        self._icon = Picture(theme, STATE_LOOKS[State.DONE], _BIG)
        self.heading = Words(theme, scale=SECTION, strong=True, wrap=True)
        self.below = Words(theme, tint=Tint.SECONDARY, scale=SMALL, wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.below)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._kinds = QVBoxLayout()
        self._kinds.setSpacing(8)
        self.failed = Words(theme, tint=Tint.SECONDARY, scale=SMALL, strong=True, wrap=True)
        self._failures = QVBoxLayout()
        self._failures.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._kinds)
        column.addWidget(self.failed)
        column.addLayout(self._failures)
        column.addStretch()

    def begin(self) -> None:
        """A run begins: its time is taken."""
        self._started = time.monotonic()

    def tell(self, report: Report, mode: Mode, kinds: Mapping[FilterKey, int], moved: int) -> list[ProblemBox]:
        """Show the outcome of a run; return the boxes of what failed, for their buttons."""
        planned = report.done + len(report.failed)
        said = verbs.outcome(verb_of(mode), report.done)
        if report.failed:
            said = verbs.partly(verb_of(mode), planned)
        self.heading.setText(fill(said, done=number(report.done)))
        took = time_taken(time.monotonic() - self._started)
        self.below.setText(fill(translate("Details", "in {time} · {size}"), time=took, size=size(moved)))
        self._show_kinds(kinds)
        self._show_failures(report)
        return self.boxes

    def _show_kinds(self, kinds: Mapping[FilterKey, int]) -> None:
        empty(self._kinds)
        for key in KIND_FILTERS:
            if kinds.get(key):
                self._kinds.addWidget(self._kind(key, kinds[key]))

    def _kind(self, key: FilterKey, count: int) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(self._theme, FILTER_LOOKS[key]))
        amount: QLabel = Words(self._theme, number(count), strong=True)
        amount.setMinimumWidth(amount.fontMetrics().horizontalAdvance("0000"))
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(amount)
        row.addWidget(Words(self._theme, filter_word(key)), 1)
        return line

    def _show_failures(self, report: Report) -> None:
        empty(self._failures)
        self.boxes = []
        self.failed.setText(translate("Details", "%Ln {file|files} did not move", None, len(report.failed)))
        self.failed.setVisible(bool(report.failed))
        # What a stopped run did not reach has not failed: the number says it, and the list has the rows.
        tried = [failure for failure in report.failed if failure.problem.code is not ProblemCode.CANCELLED]
        for failure in tried[:_MOST_FAILURES]:
            name = plain_path(os.path.basename(failure.path))
            sentence = f"{name}. {problem_sentence(failure.problem)}."
            title = problem_title(failure.problem, State.FAILED)
            box = ProblemBox(self._theme, title, sentence, (Remedy.TRY_AGAIN,))
            self.boxes.append(box)
            self._failures.addWidget(box)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout of widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

"""What the details pane shows of a run: the file that moves now, and afterwards what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.work import Progress, Report, RunKind
from jforg_gui.ui.assets import FILTER_LOOKS, STATE_LOOKS, Tint
from jforg_gui.ui.details.facts import breakable
from jforg_gui.ui.details.problem_box import ProblemBox
from jforg_gui.ui.details.remedies import Remedy
from jforg_gui.ui.filters import KIND_FILTERS, FilterKey
from jforg_gui.ui.labels import Line, Picture, Words
from jforg_gui.ui.states import State
from jforg_gui.ui.text import (
    clock,
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

_PADDING: Final = 12
_BAR_HEIGHT: Final = 8
_THOUSANDTHS: Final = 1000
_BIG: Final = 28
_MOST_FAILURES: Final = 20


class RunningPage(QWidget):
    """The file that moves now, and how far the whole run is."""

    def __init__(self, theme: Theme) -> None:
        """Build it once; ``begin`` and ``tell`` fill it."""
        super().__init__()
        self._theme = theme
        self._caption = Words(theme, tint=Tint.SECONDARY, scale=SMALL, strong=True)
        self.file = Words(theme, scale=SECTION, strong=True, wrap=True)
        self.folder = Words(theme, tint=Tint.SECONDARY, scale=SMALL, wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _THOUSANDTHS)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        self.bar.setAccessibleName(translate("Details", "This run"))
        self.started = Words(theme)
        self.files = Words(theme)
        self.bytes = Words(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(8)
        for widget in (self._caption, self.file, self.folder, self.bar, Line(theme)):
            column.addWidget(widget)
        column.addWidget(Words(theme, translate("Details", "This run"), tint=Tint.SECONDARY, scale=SMALL, strong=True))
        facts = QFormLayout()
        facts.setHorizontalSpacing(24)
        for name, words in (
            (translate("Details", "Started"), self.started),
            (translate("Details", "Files"), self.files),
            (translate("Details", "Bytes"), self.bytes),
        ):
            facts.addRow(Words(theme, name, tint=Tint.SECONDARY), words)
        column.addLayout(facts)
        column.addStretch()
        column.addWidget(
            Words(
                theme,
                translate(
                    "Details", "Closing the window stops after this file. Everything moved so far can be undone."
                ),
                tint=Tint.SECONDARY,
                scale=SMALL,
                wrap=True,
            )
        )
        self._restyle()
        theme.changed.connect(self._restyle)

    def begin(self, mode: Mode, kind: RunKind) -> None:
        """A run begins."""
        caption = translate("Details", "Copying now") if mode is Mode.COPY else translate("Details", "Moving now")
        if kind is RunKind.UNDO:
            caption = translate("Details", "Going back now")
        self._caption.setText(caption)
        self.started.setText(clock(datetime.now().astimezone()))
        for words in (self.file, self.folder, self.files, self.bytes):
            words.setText("")
        self.bar.setValue(0)

    def tell(self, progress: Progress) -> None:
        """Show how far it is."""
        said = translate("Details", "{done} of {all}")
        self.files.setText(fill(said, done=number(progress.files), all=number(progress.files_total)))
        self.bytes.setText(fill(said, done=size(progress.size), all=size(progress.size_total)))
        total = progress.size_total or progress.files_total
        self.bar.setValue(_THOUSANDTHS * (progress.size if progress.size_total else progress.files) // max(1, total))
        if progress.path:
            self.file.setText(breakable(plain_path(os.path.basename(progress.path))))
            folder = breakable(plain_path(os.path.dirname(progress.path)))
            self.folder.setText(fill(translate("Details", "From {folder}"), folder=folder))

    def _restyle(self) -> None:
        self._theme.make_progress(self.bar)


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
        said = translate("Details", "%Ln {file|files} moved", None, report.done)
        if mode is Mode.COPY:
            said = translate("Details", "%Ln {file|files} copied", None, report.done)
        if report.failed:
            said = translate("Details", "{done} of %Ln {file|files} moved", None, planned)
            if mode is Mode.COPY:
                said = translate("Details", "{done} of %Ln {file|files} copied", None, planned)
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


def empty(layout: QVBoxLayout) -> None:
    """Take everything out of a layout of widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

"""What the details pane shows during a run: the file that moves now, from where to where, and how far all of it is."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QFormLayout, QProgressBar, QVBoxLayout, QWidget

from jforg_gui.domain.plan import Row
from jforg_gui.domain.work import Progress
from jforg_gui.ui import verbs
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.details.change_view import ChangeView
from jforg_gui.ui.details.facts import belongs_to, breakable, title_of
from jforg_gui.ui.labels import Line, Words
from jforg_gui.ui.language import retold
from jforg_gui.ui.pace import Pace
from jforg_gui.ui.text import clock, fill, number, plain_path, size, time_left, translate
from jforg_gui.ui.theme import SECTION, SMALL, Theme
from jforg_gui.ui.verbs import Verb

_PADDING: Final = 12
_BAR_HEIGHT: Final = 8
_THOUSANDTHS: Final = 1000


class RunningPage(QWidget):
    """The file that moves now, and how far it and the whole run are."""

    def __init__(self, theme: Theme) -> None:
        """Build it once; ``begin`` and ``tell`` fill it."""
        super().__init__()
        self._theme = theme
        self._begun_at = 0  # the bytes that were done when this file was begun
        self._path = ""
        self._pace = Pace(time.monotonic())
        self._caption = Words(theme, tint=Tint.SECONDARY, scale=SMALL, strong=True)
        self.title = Words(theme, scale=SECTION, strong=True, wrap=True)
        self.belongs = Words(theme, tint=Tint.SECONDARY, wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _THOUSANDTHS)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        retold(self, lambda: self.bar.setAccessibleName(translate("Details", "This file")))
        self.of_file = Words(theme, scale=SMALL)
        self.change = ChangeView(theme)
        self.started, self.files, self.bytes, self.left = (Words(theme) for _fact in range(4))
        self._lay_out()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(8)
        parts = (self._caption, self.title, self.belongs, self.bar, self.of_file, self.change, Line(theme))
        for widget in parts:
            column.addWidget(widget)
        column.addWidget(
            Words(theme, lambda: translate("Details", "This run"), tint=Tint.SECONDARY, scale=SMALL, strong=True)
        )
        facts = QFormLayout()
        facts.setHorizontalSpacing(24)
        for name, words in (
            (lambda: translate("Details", "Started"), self.started),
            (lambda: translate("Details", "Files"), self.files),
            (lambda: translate("Details", "Bytes"), self.bytes),
            (lambda: translate("Details", "Time left"), self.left),
        ):
            facts.addRow(Words(theme, name, tint=Tint.SECONDARY), words)
        column.addLayout(facts)
        column.addStretch()
        column.addWidget(Words(theme, _promise, tint=Tint.SECONDARY, scale=SMALL, wrap=True))

    def begin(self, verb: Verb) -> None:
        """A run begins."""
        self._caption.setText(verbs.now(verb))
        self.started.setText(clock(datetime.now().astimezone()))
        self._pace, self._begun_at, self._path = Pace(time.monotonic()), 0, ""
        for words in (self.title, self.belongs, self.of_file, self.files, self.bytes, self.left):
            words.setText("")
        self.change.hide()
        self.bar.setValue(0)

    def tell(self, progress: Progress, row: Row | None, *, input_folder: str = "", library: str = "") -> None:
        """Show how far it is, at a file of ``row``; None where the run is of no rows, as when it is taken back."""
        said = translate("Details", "{done} of {all}")
        self.files.setText(fill(said, done=number(progress.files), all=number(progress.files_total)))
        self.bytes.setText(fill(said, done=size(progress.size), all=size(progress.size_total)))
        now = time.monotonic()
        self._pace.note(now, progress.size)
        left = self._pace.seconds_left(now, progress.size_total - progress.size)
        self.left.setText("" if left is None else time_left(left))
        if progress.path and progress.path != self._path:
            self._path, self._begun_at = progress.path, progress.size
            self._show_file(progress.path, row, input_folder, library)
        self._show_share(progress, row)

    def share(self, progress: Progress, whole: int) -> float:
        """How much of the file under way is done, from 0 to 1."""
        return min(1.0, max(0, progress.size - self._begun_at) / whole) if whole else 0.0

    def _show_share(self, progress: Progress, row: Row | None) -> None:
        whole = row.item.file.size if row is not None and row.item.file.path == progress.path else 0
        if not whole:
            total = progress.size_total or progress.files_total
            done = progress.size if progress.size_total else progress.files
            self.bar.setValue(_THOUSANDTHS * done // max(1, total))
            self.of_file.setText("")
            return
        done = min(whole, max(0, progress.size - self._begun_at))
        self.bar.setValue(_THOUSANDTHS * done // whole)
        said = fill(translate("Details", "{done} of {all}"), done=size(done), all=size(whole))
        rate = self._pace.rate()
        if rate >= 1:
            said = f"{said} · {fill(translate('Status', '{size}/s'), size=size(int(rate)))}"
        self.of_file.setText(said)

    def _show_file(self, path: str, row: Row | None, input_folder: str, library: str) -> None:
        self.change.setVisible(row is not None)
        if row is None:
            self.title.setText(breakable(plain_path(os.path.basename(path))))
            self.belongs.setText(breakable(plain_path(os.path.dirname(path))))
            return
        self.title.setText(title_of(row.item))
        self.belongs.setText(belongs_to(row.item))
        self.belongs.setVisible(bool(self.belongs.text()))
        moves = {row.item.file.path: row.destination or ""}
        moves |= {move.companion.file.path: move.destination or "" for move in row.companions}
        self.change.show_change(path, moves.get(path, ""), input_folder=input_folder, library=library)

    def _restyle(self) -> None:
        self._theme.make_progress(self.bar)


def _promise() -> str:
    return translate("Details", "Closing the window stops after this file. Everything moved so far can be undone.")

"""Two files that want the same place, side by side, and what shall become of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.plan import Row
from jforg_gui.engine import Engine
from jforg_gui.ui.assets import STATE_LOOKS, Tint
from jforg_gui.ui.conflict.facts import lines, place_of
from jforg_gui.ui.details.facts import breakable, title_of
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.run.sheet import Sheet, label, line, tint
from jforg_gui.ui.states import State
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, fill, kind_word, number, plain_path, translate
from jforg_gui.ui.theme import SMALL, Theme
from jforg_gui.workflow.comparing import Comparison, Side, same_content, side_of

_SIZE: Final = QSize(720, 614)
_BETWEEN: Final = frozenset((ProblemCode.SAME_DESTINATION, ProblemCode.DESTINATION_EXISTS, ProblemCode.SAME_FILE))
# policy → key, words on the button, what it means
_OPTIONS: Final = {
    "keep-both": (
        Qt.Key.Key_B,
        QT_TRANSLATE_NOOP("Conflict", "Keep both"),
        QT_TRANSLATE_NOOP("Conflict", "The file you added goes beside the other one, under a name of its own."),
    ),
    "replace": (
        Qt.Key.Key_R,
        QT_TRANSLATE_NOOP("Conflict", "Replace"),
        QT_TRANSLATE_NOOP(
            "Conflict", "The file you added takes the place. The old one is set aside, and Undo puts it back."
        ),
    ),
    "skip": (
        Qt.Key.Key_S,
        QT_TRANSLATE_NOOP("Conflict", "Skip"),
        QT_TRANSLATE_NOOP("Conflict", "The file you added stays where it is. Nothing changes in your library."),
    ),
}


def rival_of(row: Row) -> str:
    """The path of the file that a row is in conflict with; '' if there is none."""
    for problem in row.reasons:
        if problem.code in _BETWEEN:
            return dict(problem.details).get("other", "")
    return ""


class ConflictSheet(Sheet):
    """Asks what shall become of one row. ``decided`` brings the policy, and whether all others shall follow it.

    Show it with ``open()``. ``skipped`` asks for the next conflict without deciding this one.
    """

    decided = Signal(object, bool)
    skipped = Signal()

    def __init__(
        self, row: Row, place: tuple[int, int], engine: Engine, jobs: Jobs, theme: Theme, parent: QWidget
    ) -> None:
        """Show a row that is the first number of ``place`` among as many conflicts as its second."""
        super().__init__(theme, parent, title=translate("Conflict", "Conflict"), size=_SIZE)
        self._row, self._rival = row, rival_of(row)
        self._shown: Comparison | None = None
        said = fill(
            translate("Conflict", "{kind} · {title} · conflict {number} of {all}"),
            kind=kind_word(row.item.kind),
            title=title_of(row.item),
            number=number(place[0]),
            all=number(place[1]),
        )
        self.head(translate("Conflict", "Two files want the same place"), said, look=STATE_LOOKS[State.CONFLICT])
        self._table = QFrame()
        self._table.setFrameShape(QFrame.Shape.StyledPanel)
        self._grid = QGridLayout(self._table)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(self._table)
        self.options = self._add_options()
        self.body.addStretch()
        others = place[1] - 1
        said = translate("Conflict", "Do the same for the %Ln other {conflict|conflicts}", None, others)
        self.for_all = QCheckBox(said)
        self.for_all.setVisible(others > 0)
        self._add_footer()
        self._fill(Comparison(Side(row.item.file.path, row.item.file.size, None, row.item.guess), Side(self._rival)))
        self._looking = self._look(engine, jobs)
        following = QShortcut(QKeySequence("Ctrl+Right"), self)
        following.activated.connect(self._skip)

    def _look(self, engine: Engine, jobs: Jobs) -> Job:
        """Look at both files in the background; a long comparison ends with the sheet."""
        row, rival = self._row, self._rival

        def work(job: Job) -> Comparison:
            guessed = engine.identify_names([rival]) if rival else []
            mine, theirs = side_of(row.item.file.path, row.item.guess), side_of(rival, guessed[0] if guessed else None)
            job.produce(Comparison(mine, theirs))
            met = engine.rivals(row)
            if met is not None and met[1].file.path == rival:
                mine, theirs = replace(mine, media=met[0].media), replace(theirs, media=met[1].media)
                job.produce(Comparison(mine, theirs))
            return Comparison(mine, theirs, same_content(mine, theirs, job))

        job = jobs.start(work)
        job.produced.connect(self._fill)
        job.ended.connect(self._looked)
        self.finished.connect(lambda _answer: job.cancel())
        return job

    def _looked(self, ending: Ending) -> None:
        if ending.result is not None and self._grid is not None:
            self._fill(ending.result)

    def _fill(self, found: Comparison) -> None:
        if found == self._shown:
            return
        self._shown = found
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        added = self._rival and not found.theirs.path.startswith(self._library())
        other = (
            translate("Conflict", "The other one you added")
            if added
            else translate("Conflict", "The one already there")
        )
        self._add_head(1, translate("Conflict", "The one you added"), found.mine)
        self._add_head(2, other, found.theirs)
        self._put(line(self.theme), 1, 0, 3)
        for place, fact in enumerate(lines(found), 2):
            name = label(fact.name, wrap=False)
            tint(name, self.theme, Tint.SECONDARY)
            self._put(name, place, 0)
            self._put(self._said(fact.mine, fact.mine_better), place, 1)
            self._put(self._said(fact.theirs, fact.theirs_better), place, 2)

    def _put(self, widget: QWidget, row: int, column: int, columns: int = 1) -> None:
        """Show a widget at once; the layout would once control is back with the event loop, and the table flicker."""
        top = Qt.AlignmentFlag.AlignTop if columns == 1 else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, row, column, 1, columns, top)
        widget.show()

    def _library(self) -> str:
        """The folder whose files are already there: that of the destination."""
        return (self._row.destination or "").rpartition("/")[0] or "\0"

    def _said(self, fact: str, better: str) -> QWidget:
        said = label(f"{fact}  {better}" if better else fact)
        if better:
            said.setFont(self.theme.font(weight=QFont.Weight.DemiBold))
            tint(said, self.theme, Tint.GOOD)
        return said

    def _add_head(self, column: int, heading: str, side: Side) -> None:
        name, folder = place_of(side)
        cell = QWidget()
        inside = QVBoxLayout(cell)
        inside.setContentsMargins(0, 0, 0, 4)
        inside.setSpacing(2)
        head = label(heading)
        head.setFont(self.theme.font(weight=QFont.Weight.DemiBold))
        inside.addWidget(head)
        for text in (name, folder):
            words = label(breakable(plain_path(text)))
            words.setFont(self.theme.font(SMALL))
            tint(words, self.theme, Tint.SECONDARY)
            inside.addWidget(words)
        self._put(cell, 0, column)

    # --- what shall become of them ----------------------------------------------------------------------------------

    def _add_options(self) -> dict[ConflictPolicy, QRadioButton]:
        made: dict[ConflictPolicy, QRadioButton] = {}
        for policy in ConflictPolicy:
            option = _OPTIONS.get(policy.value)
            if option is None:
                continue
            _key, words, meaning = option
            button = QRadioButton(translate("Conflict", words))
            button.setAccessibleDescription(translate("Conflict", meaning))
            button.toggled.connect(self._update)
            hint = label(translate("Conflict", meaning))
            hint.setContentsMargins(24, 0, 0, 0)
            tint(hint, self.theme, Tint.SECONDARY)
            made[policy] = button
        for policy in sorted(made, key=lambda policy: list(_OPTIONS).index(policy.value)):
            self._add_option(made[policy], translate("Conflict", _OPTIONS[policy.value][2]))
        return made

    def _add_option(self, button: QRadioButton, meaning: str) -> None:
        pair = QVBoxLayout()
        pair.setSpacing(2)
        hint = label(meaning)
        hint.setContentsMargins(24, 0, 0, 0)
        tint(hint, self.theme, Tint.SECONDARY)
        pair.addWidget(button)
        pair.addWidget(hint)
        self.body.addLayout(pair)

    def _add_footer(self) -> None:
        self.footer.addWidget(self.for_all)
        self.footer.addStretch(1)
        self.later = self.button(translate("Conflict", "Decide later"))
        self.later.clicked.connect(self.reject)
        self.answer = self.button(translate("Conflict", "Keep both"), primary=True)
        self.answer.clicked.connect(self._decide)
        self.options[ConflictPolicy.KEEP_BOTH].setChecked(True)

    def policy(self) -> ConflictPolicy:
        """What is chosen."""
        return next((policy for policy, button in self.options.items() if button.isChecked()), ConflictPolicy.SKIP)

    def _update(self, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 — what the signal carries
        if hasattr(self, "answer"):
            self.answer.setText(translate("Conflict", _OPTIONS[self.policy().value][1]))
            self.answer.setAccessibleName(self.answer.text())

    def _decide(self) -> None:
        self.decided.emit(self.policy(), self.for_all.isChecked())
        self.accept()

    def _skip(self) -> None:
        self.reject()
        self.skipped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """B, R and S choose."""
        for policy, button in self.options.items():
            if event.key() == _OPTIONS[policy.value][0] and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                button.setChecked(True)
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        super().keyPressEvent(event)


def conflicts(rows: Sequence[Row], states: Sequence[State]) -> list[int]:
    """The rows that are in conflict."""
    return [index for index, state in enumerate(states) if state is State.CONFLICT and rival_of(rows[index])]

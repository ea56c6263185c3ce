"""The one question before a run: how much moves, from where to where, and what stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import Meaning, Way
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.plan import Plan
from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.ui import assets, verbs
from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.run.meanings import why_not
from jforg_gui.ui.run.sheet import Facts, Sheet, label, line, picture, tint
from jforg_gui.ui.run.summary import RunFacts, companions, estimate, moves, route, staying
from jforg_gui.ui.states import State
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, number, problem_sentence, size, time_needed, translate
from jforg_gui.ui.theme import SMALL, Theme
from jforg_gui.ui.verbs import verb_of
from jforg_gui.workflow.modes import what_mode_means
from jforg_gui.workflow.preflight import Checked, held_back

_SIZE: Final = QSize(600, 484)
_MOVES: Final = Look("folder-arrow-right-outline", Tint.TEXT)
_BETWEEN_DISKS: Final = Look("harddisk", Tint.TEXT)
_NFO: Final = Look("file-code-outline", Tint.TEXT)
_PICTURES: Final = Look("image-outline", Tint.TEXT)
_COMPANIONS: Final = Look("paperclip", Tint.TEXT)
_NEEDS: Final = QT_TRANSLATE_NOOP("Run", "{file that still needs|files that still need} you")
_UNDECIDED: Final = QT_TRANSLATE_NOOP("Run", "{file in a conflict|files in conflicts} you have not decided")
_NOT_WANTED: Final = QT_TRANSLATE_NOOP("Run", "{file|files} you left out")
_IGNORED: Final = QT_TRANSLATE_NOOP("Run", "ignored {file|files}")
_SUCH_AS: Final = QT_TRANSLATE_NOOP("Run", "samples, programs, web links")
_TIME: Final = Look("clock-outline", Tint.TEXT)
_CANNOT: Final = Look("link-variant-off", Tint.STOP)
_NO_DISK: Final = Look("harddisk-remove", Tint.STOP)
_SAID_BY_MODE: Final = frozenset((ProblemCode.MODE_IMPOSSIBLE,))
_LEFT_OUT: Final = Look("checkbox-blank-outline", Tint.CALM)


class ConfirmSheet(Sheet):
    """Asks whether to carry a plan out; ``accepted`` means yes. Open it with ``open()``."""

    def __init__(
        self, plan: Plan, facts: RunFacts, theme: Theme, parent: QWidget | None, jobs: Jobs | None = None
    ) -> None:
        """Show the plan; ``jobs`` looks up in the background how much has to be copied between disks."""
        self._verb = verb_of(facts.mode)
        super().__init__(theme, parent, title=verbs.primary(self._verb, 0), size=_SIZE)
        copying = facts.mode is Mode.COPY
        self._plan = plan
        self._facts = facts
        self._copying = copying
        self._written = 0
        self._count = plan.count()
        self.head(verbs.question(self._verb, self._count), route(plan, facts))
        self._summary = QWidget()
        column = QVBoxLayout(self._summary)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._obstacles = Facts(theme)
        self._obstacles.hide()
        column.addWidget(self._obstacles)
        self._goes = self._what_goes()
        column.addWidget(self._goes)
        self._stays_box = self._what_stays()
        column.addWidget(self._stays_box)
        column.addWidget(self._promise())
        self.body.addWidget(self._summary)
        self.moves = self._list_of_moves()
        self.body.addWidget(self.moves, 1)
        self.body.addStretch()
        self._add_buttons()
        if jobs is not None:
            jobs.start(lambda _job: _looked_up(plan, facts)).ended.connect(self._show_looked_up)
        else:
            self.show_written(len(plan.creations))
            self.show_fetched(len(plan.pictures))

    def show_meanings(self, meanings: Sequence[Meaning]) -> None:
        """Say what the mode comes to on the disks at hand: bytes to copy, about how long it takes, what cannot go."""
        across = sum(one.size for one in meanings if one.way is Way.MOVE_BY_COPY)
        if across:
            note = translate("Run", "each copy is compared; the rest is instant")
            self._goes.add(_BETWEEN_DISKS, size(across), translate("Run", "to copy between disks"), note)
        going = sum(one.files for one in meanings if one.possible)
        if going:
            seconds = estimate(meanings, self._written)
            self._goes.add(_TIME, time_needed(seconds), translate("Run", "is about how long it takes"))
        for one in meanings:
            if not one.possible:
                said = translate("Run", "{file|files} that cannot go this way", None, one.files)
                self._stays.add(_CANNOT, number(one.files), said, why_not(one.way))
        self._stays_box.setVisible(not self._stays.empty)
        if meanings and not going:  # never in another way than the one that was chosen
            self.answer.setEnabled(False)

    def show_checked(self, checked: Checked) -> None:
        """Say what stands in the way of the run, and which files their disk cannot take, with the reason of the first.

        What the mode makes impossible has been said already.
        """
        held = [problem for problem in held_back(self._plan, checked.plan) if problem.code not in _SAID_BY_MODE]
        for code in dict.fromkeys(problem.code for problem in held):
            of_code = [problem for problem in held if problem.code is code]
            said = translate("Run", "{file|files} the disk does not allow", None, len(of_code))
            self._stays.add(_NO_DISK, number(len(of_code)), said, problem_sentence(of_code[0]))
        self._stays_box.setVisible(not self._stays.empty)
        for problem in checked.obstacles:
            self._obstacles.add(_NO_DISK, "", f"{problem_sentence(problem)}.")
        self._obstacles.setVisible(bool(checked.obstacles))
        if checked.obstacles or (held and not checked.plan.count()):
            self.answer.setEnabled(False)

    def show_written(self, count: int) -> None:
        """Say how many files of its own JFOrg will write beside the media; nothing if there are none."""
        self._written = count
        if count:
            said = translate("Run", "NFO {file|files} will be written", None, count)
            self._goes.add(_NFO, number(count), said, translate("Run", "so that Jellyfin knows what is what"))

    def show_fetched(self, count: int) -> None:
        """Say how many pictures will be fetched after that; nothing if there are none."""
        if count:
            said = translate("Run", "{picture|pictures} will be fetched", None, count)
            self._goes.add(_PICTURES, number(count), said, translate("Run", "after the files have moved"))

    def _show_looked_up(self, ending: Ending) -> None:
        if ending.result is not None:
            written, fetched, meanings, checked = ending.result
            self.show_written(written)
            self.show_fetched(fetched)
            self.show_meanings(meanings)
            if checked is not None:
                self.show_checked(checked)

    def _what_goes(self) -> Facts:
        goes = Facts(self.theme)
        goes.add(_MOVES, number(self._count), verbs.will(self._verb, self._count))
        followers = companions(self._plan)
        if followers:
            said = translate("Run", "of them {is a companion|are companions}", None, followers)
            note = translate("Run", "that {travels|travel} with {its|their} film or episode", None, followers)
            goes.add(_COMPANIONS, number(followers), said, note)
        if self._copying:
            goes.add(
                _BETWEEN_DISKS,
                size(self._plan.size()),
                translate("Run", "to copy"),
                translate("Run", "each copy is compared"),
            )
        return goes

    def _what_stays(self) -> QWidget:
        stays = staying(self._plan)
        facts = self._stays = Facts(self.theme, strong=False)
        looks = assets.STATE_LOOKS
        for count, look, source, note in (
            (stays.attention, looks[State.ATTENTION], _NEEDS, translate("Run", "no place chosen yet")),
            (stays.conflict, looks[State.CONFLICT], _UNDECIDED, ""),
            (stays.left_out, _LEFT_OUT, _NOT_WANTED, ""),
            (stays.ignored, looks[State.IGNORED], _IGNORED, translate("Run", _SUCH_AS)),
        ):
            if count:
                facts.add(look, number(count), translate("Run", source, None, count), note)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        box.setVisible(not facts.empty)
        heading = label(translate("Run", "Stays where it is"))
        heading.setFont(self.theme.font(SMALL, QFont.Weight.DemiBold))
        tint(heading, self.theme, Tint.SECONDARY)
        column.addWidget(line(self.theme))
        column.addWidget(heading)
        column.addWidget(facts)
        return box

    def _promise(self) -> QFrame:
        box = QFrame()
        box.setFrameShape(QFrame.Shape.StyledPanel)
        box.setAutoFillBackground(True)
        palette = box.palette()
        palette.setColor(box.backgroundRole(), self.theme.roles.base)
        box.setPalette(palette)
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(8)
        row.addWidget(picture(self.theme, assets.SAFE, 20))
        strong = label(translate("Run", "Nothing is deleted."), wrap=False)
        strong.setFont(self.theme.font(weight=QFont.Weight.DemiBold))
        row.addWidget(strong)
        row.addWidget(label(translate("Run", "You can undo this run at any time, whole or file by file.")), 1)
        return box

    def _list_of_moves(self) -> QListView:
        shown = QListView()
        shown.setAccessibleName(translate("Run", "All moves"))
        shown.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        shown.setTextElideMode(Qt.TextElideMode.ElideNone)
        shown.setLayoutMode(QListView.LayoutMode.Batched)
        shown.setBatchSize(500)
        shown.setSpacing(2)
        shown.setMinimumHeight(160)
        shown.hide()
        return shown

    def _add_buttons(self) -> None:
        self.show_moves = self.button(self._show_words(listed=False))
        self.show_moves.setFlat(True)
        palette = self.show_moves.palette()
        palette.setColor(QPalette.ColorRole.ButtonText, self.theme.color(Tint.LINK))
        self.show_moves.setPalette(palette)
        self.show_moves.setCheckable(True)
        self.show_moves.toggled.connect(self._toggle_moves)
        self.footer.addStretch(1)
        self.cancel = self.button(translate("Run", "Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.answer = self.button(verbs.primary(self._verb, self._count), primary=True)
        self.answer.clicked.connect(self.accept)

    def _show_words(self, *, listed: bool) -> str:
        if listed:
            return translate("Run", "Show the summary")
        return translate("Run", "Show {the|all} %Ln {move|moves}", None, self._count)

    def _toggle_moves(self, shown: bool) -> None:  # noqa: FBT001 — Qt's signal has one flag
        if shown and self.moves.model() is None:
            self.moves.setModel(QStringListModel(moves(self._plan, self._facts), self))
        self.show_moves.setText(self._show_words(listed=shown))
        self.show_moves.setAccessibleName(self.show_moves.text())
        self.moves.setVisible(shown)
        self._summary.setVisible(not shown)
        if shown:
            self.moves.setFocus()


_LookedUp = tuple[int, int, Sequence[Meaning], Checked | None]


def _looked_up(plan: Plan, facts: RunFacts) -> _LookedUp:
    """What takes a while to say: files of our own, pictures, what the mode means here, and what the disks allow.

    Not for the GUI thread.
    """
    means = what_mode_means(plan, facts.mode, LocalDisks())
    checked = facts.check(plan) if facts.check is not None else None
    return len(plan.creations), len(plan.pictures), means, checked

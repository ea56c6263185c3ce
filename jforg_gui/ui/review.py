"""The rows under review: their plan, every correction of them, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from jforg_gui.domain.candidate import Answer, Query
from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.decision import Decision
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import fold
from jforg_gui.engine import Engine
from jforg_gui.ui.edits import EditStack
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.language import trouble
from jforg_gui.ui.planned_rows import PlannedRows
from jforg_gui.ui.states import Phase
from jforg_gui.workflow.answering import apply as apply_answer
from jforg_gui.workflow.answering import chosen_by_person, keep_own_name
from jforg_gui.workflow.asking import key_of, query_of
from jforg_gui.workflow.bulk import Bulk, edit_in_bulk
from jforg_gui.workflow.collecting import uncollected
from jforg_gui.workflow.editing import Field, NotReadableError, confirm, edit
from jforg_gui.workflow.numbering import renumber


class Review(PlannedRows):
    """Rows, their plan and what the person says of them. Methods are for the GUI thread; signals come on it."""

    edits_changed = Signal(bool, bool)

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(engine, jobs, parent)
        self._edits = EditStack()
        self._removed: list[dict[str, None]] = []
        self._decisions: dict[str, Decision] = {}  # of rows that are being read again

    @property
    def editable(self) -> bool:
        """Whether rows can be corrected now."""
        return self.phase is Phase.REVIEW

    @property
    def checkable(self) -> bool:
        """Whether rows can be left out or taken in now."""
        return self.phase is Phase.REVIEW

    # --- correcting -----------------------------------------------------------------------------------------------

    def edit(self, indexes: Sequence[int], field: Field, text: str) -> str:
        """Set one field of some rows, as one step; return '' or the sentence that says why it cannot be."""
        try:
            return self._change(indexes, lambda item: edit(item, field, text))
        except NotReadableError as error:
            return trouble(error)

    def edit_in_bulk(self, indexes: Sequence[int], change: Bulk) -> str:
        """Make one change to some rows, as one step; return '' or why it cannot be: then none is changed."""
        try:
            return self._change(indexes, lambda item: edit_in_bulk(item, change))
        except NotReadableError as error:
            return trouble(error)

    def reorder(self, ordered: Sequence[int]) -> None:
        """Let rows of one season or disc stand in this order from now on, and deal their numbers out anew."""
        if not self.editable or not ordered:
            return
        places = sorted(ordered)
        self._edits.remember([self.rows[index].item for index in places])
        dealt = renumber([self.rows[index].item for index in ordered])
        self._apply(dict(zip(places, dealt, strict=True)))
        self._tell_edits()

    def set_checked(self, indexes: Iterable[int], wanted: bool) -> None:  # noqa: FBT001 — a check box has two states
        """Say whether rows shall move."""
        self._change(indexes, lambda item: replace(item, wanted=wanted))

    def decide(self, indexes: Iterable[int], policy: ConflictPolicy | None) -> None:
        """Decide conflicts: keep both for all rows that want the same place, or let these rows stay (skip)."""
        if policy is ConflictPolicy.SKIP:
            self.set_checked(indexes, wanted=False)
            return
        if policy is not ConflictPolicy.KEEP_BOTH:
            self._change(indexes, lambda item: replace(item, conflict=policy, wanted=True))
            return
        chosen, rows = list(indexes), self.rows
        places = {fold(rows[index].destination or "") for index in chosen} - {""}
        same = [n for n in self.near(chosen) if (goes := rows[n].destination) is not None and fold(goes) in places]
        self._change(same, lambda item: replace(item, conflict=policy, wanted=True))

    def undo_edit(self) -> None:
        """Take back the last correction."""
        self._restore(self._edits.undo(self._now))

    def redo_edit(self) -> None:
        """Make the last correction that was taken back again."""
        self._restore(self._edits.redo(self._now))

    def remove(self, indexes: Iterable[int]) -> None:
        """Take rows off the list; the files are untouched."""
        gone = set(indexes)
        if gone and self.editable:
            self._removed.append(dict.fromkeys(self.rows[index].item.file.path for index in sorted(gone)))
            self._remove(gone)

    def set_mode(self, mode: Mode) -> None:
        """Move, copy or link in the next run. Only files that move away make room for others."""
        makes_room = (self.mode is Mode.MOVE) is not (mode is Mode.MOVE)
        self.mode = mode
        if makes_room and self.editable and self.rows:
            self._plan_all(self.items(), replaced=False)
        else:
            self.counts_changed.emit()

    # --- what the databases say -------------------------------------------------------------------------------------

    def take_answers(self, answers: Iterable[tuple[Sequence[str], Answer]]) -> None:
        """Put what was looked up into rows, by path; what the person has decided meanwhile stays."""
        changed: dict[int, Item] = {}
        for paths, answer in answers:
            for index in self.where(paths):
                item = changed.get(index) or self.rows[index].item
                if not (item.match is not None and item.match.by_person):
                    changed[index] = apply_answer(item, answer)
        if changed and self.editable:
            self._apply(changed)

    def plan_again(self) -> None:
        """Plan the same rows anew: something that is no row has become known, or is set otherwise."""
        if self.editable:
            self._plan_all(self.items(), replaced=False)

    def choose(self, paths: Sequence[str], answer: Answer) -> None:
        """Take the work of an answer for some rows: the person's word, which can be taken back like a correction."""
        self._change(self.where(paths), lambda item: chosen_by_person(item, answer))

    def keep_names(self, indexes: Sequence[int]) -> None:
        """Let rows be called as their files say, whatever the databases offer."""
        self._change(indexes, keep_own_name)

    def confirm(self, indexes: Sequence[int]) -> None:
        """Let what was not sure of rows be right, as the person says."""
        self._change(indexes, confirm)

    def query_of(self, index: int) -> Query | None:
        """The question that was asked for a row, or would be; None for what no database knows."""
        item = self.rows[index].item
        if item.match is not None and item.match.query.titles:
            return item.match.query
        return query_of([item]) if key_of(item) is not None else None

    def rows_of_work(self, index: int) -> list[int]:
        """The rows that were looked up together with this one: a whole show, album or book."""
        match = self.rows[index].item.match
        if match is None:
            return [index]
        query = match.query
        return [
            place for place, row in enumerate(self.rows) if row.item.match is not None and row.item.match.query is query
        ]

    def _change(self, indexes: Iterable[int], change: Callable[[Item], Item]) -> str:
        rows = self.rows
        with uncollected():
            said = ((index, rows[index].item, change(rows[index].item)) for index in indexes)
            changed = {index: new for index, item, new in said if new is not item and new != item}
            if changed and self.editable:
                self._edits.remember([rows[index].item for index in sorted(changed)])
                self._apply(changed)
                self._tell_edits()
        return ""

    def _now(self, paths: Iterable[str]) -> dict[str, Item]:
        return {self.rows[index].item.file.path: self.rows[index].item for index in self.where(paths)}

    def _restore(self, earlier: dict[str, Item]) -> None:
        """Put rows back as they were, in the order they then had, into the places they have together."""
        if earlier and self.editable:
            places = self.where(earlier)
            there = {self.rows[index].item.file.path for index in places}
            items = [item for path, item in earlier.items() if path in there]
            self._apply(dict(zip(places, items, strict=True)))
            self._tell_edits()

    def _tell_edits(self) -> None:
        self.edits_changed.emit(self._edits.can_undo, self._edits.can_redo)

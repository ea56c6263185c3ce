"""The rows under review: their plan, every correction of them, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from jforg_gui.domain.candidate import Answer, Query
from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.decision import Decision
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing, fold
from jforg_gui.domain.plan import Plan, Row
from jforg_gui.engine import Engine, Request
from jforg_gui.ui.edits import EditStack
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.language import trouble
from jforg_gui.ui.states import Phase
from jforg_gui.workflow.answering import apply as apply_answer
from jforg_gui.workflow.answering import chosen_by_person, keep_own_name
from jforg_gui.workflow.asking import key_of, query_of
from jforg_gui.workflow.bulk import Bulk, edit_in_bulk
from jforg_gui.workflow.editing import Field, NotReadableError, edit
from jforg_gui.workflow.numbering import renumber

INLINE_ROWS = 500  # up to so many rows a plan is made in 40 ms, on the GUI thread; more would be a stall


class Review(QObject):
    """Rows, their plan and what the person says of them. Methods are for the GUI thread; signals come on it."""

    rows_appended = Signal(int, int)
    rows_replaced = Signal()
    rows_changed = Signal(object)
    edits_changed = Signal(bool, bool)
    counts_changed = Signal()

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.engine = engine
        self.rows: list[Row] = []
        self.inputs: list[str] = []
        self.phase = Phase.EMPTY
        self.mode: Mode = engine.settings.mode
        self._jobs = jobs
        self._folders: dict[str, FoundFolder] = {}
        self._listing = Listing()
        self._plan = Plan((), engine.settings.roots())
        self._edits = EditStack()
        self._removed: list[dict[str, None]] = []
        self._decisions: dict[str, Decision] = {}  # of rows that are being read again
        self._generation = 0
        self._planning: list[Item] | None = None  # what was asked for last and is still being planned

    def plan(self) -> Plan:
        """What the button would do now."""
        return self._plan

    def listing(self) -> Listing:
        """What the libraries held when the plan was made."""
        return self._listing

    @property
    def planning(self) -> bool:
        """Whether a correction is not in the plan yet; nothing moves before."""
        return self._planning is not None

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
        items = self._items()
        paths = [self.rows[index].item.file.path for index in ordered]
        if not self.editable or not all(path in items for path in paths):
            return
        before = [item for path, item in items.items() if path in set(paths)]
        dealt = renumber([items[path] for path in paths])
        self._edits.remember(before)
        self._apply_when_planned(_in_places(items, {item.file.path: item for item in dealt}), replaced=True)
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
        places = {fold(self.rows[index].destination or "") for index in indexes} - {""}
        same = [i for i, row in enumerate(self.rows) if row.destination is not None and fold(row.destination) in places]
        self._change(same, lambda item: replace(item, conflict=policy, wanted=True))

    def replan(self) -> None:
        """Plan the rows again, as the settings are now; nothing is read again."""
        if self.editable:
            self._apply_when_planned([*self._items().values()])

    def undo_edit(self) -> None:
        """Take back the last correction."""
        self._restore(self._edits.undo(self._items()))

    def redo_edit(self) -> None:
        """Make the last correction that was taken back again."""
        self._restore(self._edits.redo(self._items()))

    def remove(self, indexes: Iterable[int]) -> None:
        """Take rows off the list; the files are untouched."""
        paths = dict.fromkeys(self.rows[index].item.file.path for index in indexes)
        if paths and self.editable:
            self._removed.append(paths)
            self._apply_when_planned([item for path, item in self._items().items() if path not in paths], replaced=True)

    # --- what the databases say -------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The rows as they are wanted by now."""
        return list(self._items().values())

    def take_answers(self, answers: Iterable[tuple[Sequence[str], Answer]]) -> None:
        """Put what was looked up into rows, by path; what the person has decided meanwhile stays."""
        items, changed = self._items(), dict[str, Item]()
        for paths, answer in answers:
            for path in paths:
                item = changed.get(path) or items.get(path)
                if item is not None and not (item.match is not None and item.match.by_person):
                    changed[path] = apply_answer(item, answer)
        if changed and self.editable:
            self._apply_when_planned([*(items | changed).values()])

    def plan_again(self) -> None:
        """Plan the same rows anew: something that is no row has become known."""
        if self.editable:
            self._apply_when_planned([*self._items().values()])

    def choose(self, paths: Sequence[str], answer: Answer) -> None:
        """Take the work of an answer for some rows: the person's word, which can be taken back like a correction."""
        wanted = set(paths)
        indexes = [index for index, row in enumerate(self.rows) if row.item.file.path in wanted]
        self._change(indexes, lambda item: chosen_by_person(item, answer))

    def keep_names(self, indexes: Sequence[int]) -> None:
        """Let rows be called as their files say, whatever the databases offer."""
        self._change(indexes, keep_own_name)

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

    def _items(self) -> dict[str, Item]:
        """What is wanted by now, by path; the rows may be one plan behind it."""
        items = self._planning if self._planning is not None else [row.item for row in self.rows]
        return {item.file.path: item for item in items}

    def _change(self, indexes: Iterable[int], change: Callable[[Item], Item]) -> str:
        items = self._items()
        before = [items[path] for index in indexes if (path := self.rows[index].item.file.path) in items]
        changed = {item.file.path: new for item in before if (new := change(item)) != item}
        if changed and self.editable:
            self._edits.remember([items[path] for path in changed])
            self._apply_when_planned([*(items | changed).values()])
            self._tell_edits()
        return ""

    def _restore(self, earlier: dict[str, Item]) -> None:
        if earlier and self.editable:
            items = self._items()
            now = _in_places(items, earlier)
            same_order = [item.file.path for item in now] == list(items)
            self._apply_when_planned(now, replaced=not same_order)
            self._tell_edits()

    def _tell_edits(self) -> None:
        self.edits_changed.emit(self._edits.can_undo, self._edits.can_redo)

    def _apply_when_planned(
        self, items: list[Item], *, replaced: bool = False, then: Callable[[], None] | None = None
    ) -> None:
        """Plan rows and show the outcome: at once for a few, from a background thread for many; the latest wins."""
        self._generation += 1
        generation, engine, request, listing = self._generation, self.engine, self._request(), self._listing
        problems = self._problems()

        def apply(plan: Plan) -> None:
            if generation == self._generation:
                self._show(plan, replaced=replaced)
                if then is not None:
                    then()

        if len(items) <= INLINE_ROWS:
            apply(engine.plan_items(items, request, listing, problems))
            return
        self._planning = items
        job = self._jobs.start(lambda _job: engine.plan_items(items, request, listing, problems))
        job.ended.connect(lambda ending: apply(ending.result) if ending.result is not None else None)

    def _drop_planning(self) -> None:
        """Show nothing of a plan that is still being made."""
        self._generation += 1
        self._planning = None

    def _problems(self) -> list[Problem]:
        return [problem for folder in self._folders.values() for problem in folder.problems]

    def _request(self) -> Request:
        settings = self.engine.settings
        return Request(
            inputs=tuple(self.inputs),
            roots=settings.roots(),
            policy=settings.conflict,
            min_size=settings.min_size,
            nfo=settings.nfo,
            mode=self.mode,
            artwork=settings.online and settings.artwork,
        )

    def _show(self, plan: Plan, *, replaced: bool) -> None:
        before, self._plan, self.rows, self._planning = self.rows, plan, list(plan.rows), None
        if replaced or len(before) != len(self.rows):
            self.rows_replaced.emit()
        else:
            changed = [index for index, row in enumerate(self.rows) if row != before[index]]
            if changed:
                self.rows_changed.emit(changed)
        self.counts_changed.emit()


def _in_places(items: Mapping[str, Item], others: Mapping[str, Item]) -> list[Item]:
    """All items, with some in the places they have together, in the order in which they are given."""
    coming = iter([item for path, item in others.items() if path in items])
    return [next(coming) if path in others else item for path, item in items.items()]

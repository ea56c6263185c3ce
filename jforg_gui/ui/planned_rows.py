"""Rows and their plan, which follows what is said of them: what is in sight at once, the rest from a thread.

What the person says stands in ``rows`` before anything is planned; ``planning`` tells that the plan is still behind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.plan import Plan, Row
from jforg_gui.domain.request import Prepared, Request
from jforg_gui.engine import Engine
from jforg_gui.ui.jobs import Job, Jobs
from jforg_gui.ui.states import Phase
from jforg_gui.ui.tally import Tally
from jforg_gui.workflow.collecting import uncollected
from jforg_gui.workflow.ports import NEVER, Cancellation

if TYPE_CHECKING:
    from jforg_gui.workflow.replanning import LivePlan

_SLICE: Final = 500
INLINE_ROWS = 300  # up to so many rows are planned in 30 ms, on the GUI thread; more would be a stall


class PlannedRows(QObject):
    """Rows by index, in the order of the input, with their plan. Methods are for the GUI thread; signals come on it.

    ``in_sight`` says which rows the person is looking at: they are planned first.
    """

    rows_appended = Signal(int, int)
    rows_replaced = Signal()
    rows_changed = Signal(object)
    counts_changed = Signal()

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.engine = engine
        self.rows: list[Row] = []
        self.inputs: list[str] = []
        self.phase = Phase.EMPTY
        self.mode: Mode = engine.settings.mode
        self.in_sight: Callable[[], Collection[int]] = tuple
        self._jobs = jobs
        self._folders: dict[str, FoundFolder] = {}
        self._listing = Listing()
        self._plan = Plan((), engine.settings.roots())
        self._live: LivePlan | None = None
        self._unplanned: set[int] = set()
        self._at_work = False
        self._planner: Job | None = None
        self._generation = 0
        self._tally: Tally | None = None
        self._places: dict[str, int] | None = None

    def plan(self) -> Plan:
        """What the button would do now."""
        return self._plan

    def listing(self) -> Listing:
        """What the libraries held when the plan was made."""
        return self._listing

    @property
    def planning(self) -> bool:
        """Whether a correction is not in the plan yet; nothing moves before."""
        return self._at_work or bool(self._unplanned)

    def items(self) -> list[Item]:
        """The rows as they are wanted by now."""
        return [row.item for row in self.rows]

    def near(self, indexes: Collection[int]) -> Iterable[int]:
        """The rows that these may have to do with, themselves among them."""
        if self._live is None or self._at_work or len(self._live.rows) != len(self.rows):
            return range(len(self.rows))
        return sorted(self._live.touched(indexes))

    def tally(self) -> Tally:
        """The sums over all rows by their status."""
        if self._tally is None:
            self._tally = Tally(self.rows)
        return self._tally

    def where(self, paths: Iterable[str]) -> list[int]:
        """The indexes of the rows of these files, ascending; those that have gone are left out."""
        if self._places is None:
            self._places = {row.item.file.path: index for index, row in enumerate(self.rows)}
        places = self._places
        return sorted(places[path] for path in paths if path in places)

    # --- saying something of some rows ------------------------------------------------------------------------------

    def _apply(self, changed: Mapping[int, Item]) -> None:
        """Put these items in the rows' places, by index, and let the plan follow."""
        before = {index: self.rows[index] for index in changed}
        for index, item in changed.items():
            self.rows[index] = _with(self.rows[index], item)
            if self._places is not None:
                self._places[item.file.path] = index
        self._unplanned.update(changed)
        self._follow(before, self.in_sight)
        self._tell(before)

    def _remove(self, gone: Collection[int]) -> None:
        """Take rows off the list, and let the plan of those they had to do with follow."""
        kept = [index for index in range(len(self.rows)) if index not in gone]
        self.rows = [self.rows[index] for index in kept]
        live, at_work = self._live, self._at_work
        self._drop_planning()
        self._tally = self._places = None
        if live is None or at_work or len(live.rows) != len(kept) + len(gone):
            self.rows_replaced.emit()  # at once: until then a number would mean another row to whoever shows them
            self._plan_all(self.items(), replaced=False)
            return
        now = {index: place for place, index in enumerate(kept)}
        self._live, touched = live.without(gone)
        self._unplanned = {now[index] for index in self._unplanned if index in now} | set(touched)
        self._follow({}, tuple)
        self._plan = self._live.plan()
        self.rows_replaced.emit()
        self.counts_changed.emit()

    def _follow(self, before: dict[int, Row], in_sight: Callable[[], Collection[int]]) -> None:
        """Plan what is not planned yet: a few rows now, or those in sight, and from a thread what is left.

        ``before`` is told every row that becomes another one.
        """
        live = self._live
        if self._at_work or not self._unplanned:
            return
        if live is None or len(live.rows) != len(self.rows):
            self._plan_all(self.items(), replaced=False)
            return
        items = {index: self.rows[index].item for index in self._unplanned}
        found = live.replanned(items, items, INLINE_ROWS) if len(items) <= INLINE_ROWS else None
        if found is None and (seen := self._unplanned.intersection(in_sight())):
            found = live.replanned(seen, items, INLINE_ROWS)
        if found is not None:
            live.adopt(found)
            self._take_over(found.rows.items(), items, before)
        if self._unplanned:
            self._plan_behind(live)

    def _plan_behind(self, live: LivePlan) -> None:
        """Plan what is left from a thread, which has the live plan to itself until ``_at_work`` is over."""
        generation, items = self._generation, {index: self.rows[index].item for index in self._unplanned}
        self._at_work = True

        def work(job: Job) -> list[tuple[int, Row]]:
            with uncollected():
                found = live.replanned(items, items, cancellation=job)
                if found is None:
                    return []
                live.adopt(found)
                return list(found.rows.items())

        def show(rows: list[tuple[int, Row]] | None) -> None:
            if rows is None or generation != self._generation:
                return
            before: dict[int, Row] = {}
            self._take_over(rows[:_SLICE], items, before)
            self._at_work = len(rows) > _SLICE
            if self._at_work:
                QTimer.singleShot(0, self, lambda: show(rows[_SLICE:]))
            else:
                self._follow(before, self.in_sight)
            self._tell(before)

        self._planner = self._jobs.start(work)
        self._planner.ended.connect(lambda ending: show(ending.result))

    def _take_over(self, rows: Iterable[tuple[int, Row]], items: Mapping[int, Item], before: dict[int, Row]) -> None:
        """Show rows as they were planned for ``items``; what was said since stays, and is still to be planned."""
        for index, row in rows:
            now = self.rows[index]
            before.setdefault(index, now)
            if index in self._unplanned and now.item is not items.get(index):
                self.rows[index] = _with(row, now.item)
            else:
                self._unplanned.discard(index)
                self.rows[index] = row

    def _tell(self, before: Mapping[int, Row]) -> None:
        """Tell which rows have become others than they were ``before``; the sums once everything is planned."""
        rows = self.rows
        if self._live is not None and not self._at_work:
            self._plan = self._live.plan()
        if self._tally is not None:
            self._tally.exchange(before, rows)
        changed = [
            n for n, row in before.items() if rows[n] is not row and (rows[n].item is not row.item or rows[n] != row)
        ]
        if changed:
            self.rows_changed.emit(sorted(changed))
        self.counts_changed.emit()

    # --- planning everything ----------------------------------------------------------------------------------------

    def _plan_all(self, items: list[Item], *, replaced: bool, then: Callable[[], None] | None = None) -> None:
        """Plan all rows and show the outcome: at once for a few, from a thread for many; the latest wins."""
        self._drop_planning()
        generation, engine, request = self._generation, self.engine, self._request()
        prepared = Prepared(tuple(items), self._listing, tuple(self._problems()))

        def work(cancellation: Cancellation) -> tuple[LivePlan, Tally]:
            live = engine.live_plan(prepared, request, cancellation)
            return live, Tally(live.rows)

        def apply(made: tuple[LivePlan, Tally] | None) -> None:
            if generation == self._generation and made is not None:
                self._show_all(items, *made, replaced=replaced)
                if then is not None:
                    then()

        if len(items) <= INLINE_ROWS:
            apply(work(NEVER))
            return
        self._at_work = True
        self._planner = self._jobs.start(work)
        self._planner.ended.connect(lambda ending: apply(ending.result))

    def _show_all(self, items: Sequence[Item], live: LivePlan, tally: Tally, *, replaced: bool) -> None:
        """Show a plan of all rows; what was said since ``items`` were handed over stays, and is still to be planned."""
        earlier, self.rows = self.rows, list(live.rows)
        self._live, self._plan, self._tally, self._at_work = live, live.plan(), tally, False
        self._unplanned.clear()
        if replaced or len(earlier) != len(self.rows):
            self._places = None
            self.rows_replaced.emit()
            self.counts_changed.emit()
            return
        before = {index: row for index, row in enumerate(earlier) if row is not self.rows[index]}
        since = {index: row.item for index, row in before.items() if row.item is not items[index]}
        for index, item in since.items():
            self.rows[index] = _with(self.rows[index], item)
        self._tally = None
        self._unplanned.update(since)
        self._follow(before, self.in_sight)
        self._tell(before)

    def _show(self, plan: Plan, *, replaced: bool) -> None:
        """Show a plan that somebody else has made, instead of one that follows corrections."""
        self._drop_planning()
        self._unplanned.clear()
        before, self._plan, self.rows = self.rows, plan, list(plan.rows)
        self._tally = self._places = None
        if replaced:
            self.rows_replaced.emit()
            self.counts_changed.emit()
        else:
            self._tell(dict(enumerate(before)))

    def _drop_planning(self) -> None:
        """Show nothing of a plan that is still being made, and leave what it reads to it."""
        self._generation += 1
        if self._at_work and self._planner is not None:
            self._planner.cancel()
        self._at_work = False
        self._live = None

    def _begin_anew(self) -> None:
        """Have no rows."""
        self._drop_planning()
        self._unplanned.clear()
        self._tally = self._places = None
        self._plan = Plan((), self.engine.settings.roots())
        self.rows = []
        self.rows_replaced.emit()

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


def _with(row: Row, item: Item) -> Row:
    """A row that says something else, until it is planned: ``replace`` takes three times as long."""
    return Row(item, row.destination, row.status, row.reasons, row.companions, row.replaces, row.sees)

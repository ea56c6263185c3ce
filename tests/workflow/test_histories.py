"""Random histories: organise, crash, fail, recover, edit, undo, redo, run again, against a model of names and bytes.

The model is moved along by what the journal claims alone; after every act the disk has to hold exactly that. A claim
that is not true, a file lost, doubled, cut or overwritten, and a temporary left behind all show as a difference.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.errors import JournalUnusableError, NothingToUndoError
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import RunState, Step, StepKind, StepState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.redo import find_undone, plan_redo, redo
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import (
    Crash,
    Failing,
    Fuse,
    MortalDisk,
    MortalJournal,
    Never,
    Once,
    media_file,
    plan_of,
    tree_of,
)

EXAMPLES: Final = int(os.environ.get("JFORG_HISTORIES", "12"))
ACTS: Final = int(os.environ.get("JFORG_ACTS", "14"))

FILES: Final = ("in/a.mkv", "in/b.mkv", "in/deep/c.mkv")
PLACES: Final = ("out/Movies/A/A.mkv", "out/Movies/B/B.mkv", "out/Movies/C/C.mkv", "out/Movies/A/B.mkv")
MOVED: Final = frozenset((StepKind.MOVE, StepKind.SET_ASIDE))
REMOVED: Final = frozenset((StepKind.REMOVE_COPY, StepKind.REMOVE_CREATED, StepKind.REMOVE_LINK))
CAME_ABOUT: Final = (StepState.DONE, StepState.UNDONE, StepState.REDONE)

moments = st.one_of(st.just(0), st.integers(min_value=1, max_value=60))
faults = st.sampled_from(["crash", "crash", "disk", "journal"])


class Histories(RuleBasedStateMachine):
    """One person, one source, one library, one journal, and everything that may happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.base = tempfile.mkdtemp(prefix="jforg-histories-")
        self.model: dict[str, bytes] = {}
        self.written = 0
        self.applied = 0
        self.touched = False
        self.sides: tuple[str, str] | None = None

    def teardown(self) -> None:
        self.undo_everything()
        shutil.rmtree(self.base)

    # the world

    @initialize(across=st.booleans())
    def begin(self, *, across: bool) -> None:
        for name in ("in", "out", "in/empty"):
            os.makedirs(self.path(name))
        for name in FILES:
            self.write(name)
        self.sides = (self.path("in"), self.path("out")) if across else None
        self.before = self.model.copy()

    def path(self, name: str) -> str:
        return os.path.join(self.base, name)

    def write(self, name: str) -> None:
        self.written += 1
        content = b"content %d" % self.written + b"." * (self.written % 7)
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(content)
        os.utime(self.path(name), ns=(10**18, 10**18 + self.written * 10**9 + self.written))
        self.model[name] = content

    @property
    def journal_file(self) -> str:
        return self.path("journal.db")

    # what the person does

    @rule(name=st.sampled_from((*FILES, *PLACES)))
    def edit_or_add(self, name: str) -> None:
        if not os.path.isdir(self.path(name)):
            self.write(name)
            self.touched = True

    @rule(choice=st.integers(min_value=0, max_value=20))
    def take_away(self, choice: int) -> None:
        if self.model:
            name = sorted(self.model)[choice % len(self.model)]
            os.unlink(self.path(name))
            del self.model[name]
            self.touched = True

    @rule(
        pairs=st.lists(st.tuples(st.sampled_from((*FILES, *PLACES)), st.sampled_from(PLACES)), min_size=1, max_size=3),
        mode=st.sampled_from([Mode.MOVE, Mode.MOVE, Mode.COPY]),
        note=st.booleans(),
        moment=moments,
        fault=faults,
    )
    def organize(self, pairs: list[tuple[str, str]], mode: Mode, moment: int, fault: str, *, note: bool) -> None:
        moves = {old: new for old, new in pairs if old in self.model and new not in self.model}
        moves = {old: new for new, old in {new: old for old, new in moves.items()}.items()}
        plan = plan_of([(self.path(old), self.path(new)) for old, new in moves.items()], self.path("out"))
        if note:
            plan = replace(plan, creations=tuple(self.creation(new) for new in moves.values()))
        self.work(lambda journal, disk: self.organized(plan, journal, disk, mode), moment, fault)

    def creation(self, place: str) -> Creation:
        name = place.removesuffix(".mkv") + ".nfo"
        self.written += 1
        standing = media_file(self.path(name)) if name in self.model else None
        return Creation(
            destination=self.path(name),
            content=b"<movie>%d</movie>" % self.written,
            purpose=Purpose.NFO,
            beside=self.path(place),
            replaces=standing,
        )

    @staticmethod
    def organized(plan: Plan, journal: SqliteJournal, disk: MortalDisk, mode: Mode) -> None:
        organize(plan, journal, disk, mode=mode, cancellation=Never())

    @rule(run=st.integers(min_value=0, max_value=12), some=st.booleans(), moment=moments, fault=faults)
    def undo(self, run: int, moment: int, fault: str, *, some: bool) -> None:
        only = [self.path(PLACES[run % len(PLACES)])] if some else []

        def take_back(journal: SqliteJournal, disk: MortalDisk) -> None:
            plan = plan_undo(find_run(journal, str(run) if run else "last"), journal, disk, only=only)
            undo(plan, journal, disk, cancellation=Never())

        self.work(take_back, moment, fault)

    @rule(run=st.integers(min_value=0, max_value=12), moment=moments, fault=faults)
    def redo(self, run: int, moment: int, fault: str) -> None:
        def do_again(journal: SqliteJournal, disk: MortalDisk) -> None:
            plan = plan_redo(find_undone(journal, str(run) if run else "last"), journal, disk)
            redo(plan, journal, disk, cancellation=Never())

        self.work(do_again, moment, fault)

    # what comes of it

    def work(self, act: Any, moment: int, fault: str) -> None:  # noqa: ANN401 — a function of journal and disk
        none = Fuse(-1)
        crash = Fuse(moment or -1)
        fuse, kind = {
            "crash": ((crash, crash), MortalDisk),
            "disk": ((none, Once(moment or -1, OSError(errno.ENOSPC, "no room"))), Failing),
            "journal": ((Once(moment or -1, JournalUnusableError("its disk is full")), none), Failing),
        }[fault]
        ends = suppress(Crash, NothingToUndoError, JournalUnusableError)
        with MortalJournal(self.journal_file, fuse[0]) as journal, ends:
            act(journal, kind(fuse[1], self.sides))
        self.settle(moment)

    def settle(self, moment: int) -> None:
        """Recover, perhaps dying once more on the way, and move the model along by what the journal claims."""
        fuse = Fuse(moment // 3 or -1)
        with MortalJournal(self.journal_file, fuse) as journal, suppress(Crash):
            recover(journal, MortalDisk(fuse, self.sides))
        with SqliteJournal(self.journal_file) as journal:
            recover(journal, LocalDisk())
            assert not journal.runs(state=RunState.OPEN)
            steps = [step for run in journal.runs() for step in journal.steps(run.id) if step.id > self.applied]
            for step in sorted(steps, key=lambda step: step.id):
                self.applied = step.id
                if step.state in CAME_ABOUT:
                    self.apply(step)

    def apply(self, step: Step) -> None:
        source, destination = (
            os.path.relpath(path, self.base) for path in (step.source or "/", step.destination or "/")
        )
        if step.kind in MOVED:
            assert destination not in self.model, f"{destination} was overwritten"
            self.model[destination] = self.model.pop(source)
        elif step.kind is StepKind.COPY:
            assert destination not in self.model, f"{destination} was overwritten"
            self.model[destination] = self.model[source]
        elif step.kind is StepKind.CREATE:
            assert destination not in self.model, f"{destination} was overwritten"
            with open(step.destination, "rb") as file:
                self.model[destination] = file.read()
            assert self.model[destination].startswith(b"<movie>")
        elif step.kind in REMOVED:
            del self.model[source]

    def on_disk(self) -> dict[str, object]:
        tree = {**self._files("in"), **self._files("out")}
        return dict(sorted(tree.items()))

    def _files(self, top: str) -> dict[str, object]:
        return {f"{top}/{name}": what[1] for name, what in tree_of(self.path(top)).items() if what[0] == "file"}

    @precondition(lambda self: bool(self.model) or self.written)
    @invariant()
    def the_disk_holds_what_the_journal_claims(self) -> None:
        assert self.on_disk() == dict(sorted(self.model.items()))

    def undo_everything(self) -> None:
        """Whatever happened, all that JFOrg did can be taken back while nobody else has touched the files."""
        if self.touched or not self.written:
            return
        with SqliteJournal(self.journal_file) as journal:
            for _ in range(40):
                try:
                    run = find_run(journal, "last")
                except NothingToUndoError:
                    break
                undo(plan_undo(run, journal, LocalDisk()), journal, LocalDisk(), cancellation=Never())
            else:
                raise AssertionError("there is no end to it")
        assert self.on_disk() == self.before
        assert sorted(os.listdir(self.path("out"))) == []
        assert os.path.isdir(self.path("in/empty"))


def test_random_histories() -> None:
    """``JFORG_HISTORIES=2000`` tries as many; a few are enough to see that nothing has come apart."""
    run_state_machine_as_test(
        Histories,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=ACTS, deadline=None, print_blob=True),
    )

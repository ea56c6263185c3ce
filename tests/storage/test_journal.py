from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing, suppress

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import JournalUnusableError, Problem, ProblemCode
from jforg_gui.domain.media import Identity
from jforg_gui.domain.work import Copied, Facts, Outcome, Run, RunKind, RunState, StepDraft, StepKind, StepState
from jforg_gui.storage import schema
from jforg_gui.storage.journal import SqliteJournal

FACTS = Facts(
    identity=Identity(2**63 + 5, 2**64 - 1),  # ZFS and ReFS use all 64 bits
    size=7,
    mtime_ns=10**18 + 1,
    mode=0o640,
    links=2,
    is_file=True,
    is_folder=False,
)
FIXTURES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "fixtures")
ODD_NAME = os.fsdecode(b"/m/caf\xe9\n.mkv")


@pytest.fixture
def path(tmp_path: object) -> str:
    return f"{tmp_path}/journal.db"


def move(source: str = "/m/a.mkv", destination: str = "/l/a.mkv", undoes: int | None = None) -> StepDraft:
    return StepDraft(kind=StepKind.MOVE, source=source, destination=destination, facts=FACTS, undoes=undoes)


def test_what_was_promised_reads_back_the_same(path: str) -> None:
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        step = journal.intend(run, [move(ODD_NAME)])[0]
        step = journal.copied(step, Copied("ab12", FACTS, {"user.note": b"\0\xff"}))
    with SqliteJournal(path) as journal:
        (found,) = journal.steps(run.id)
        assert found.source == ODD_NAME
        assert found.facts == FACTS
        assert found.state is StepState.COPIED
        assert found.temporary == step.temporary == f"/l/.jforg-{run.token}-{step.id}.part"
        assert found.copied is not None
        assert (found.copied.digest, found.copied.attributes) == ("ab12", {"user.note": b"\0\xff"})
        assert found.copied.facts.identity == FACTS.identity


def test_outcomes_and_their_reasons_are_kept(path: str) -> None:
    reason = Problem(ProblemCode.DESTINATION_TAKEN, ODD_NAME, (("other", "/l/b.mkv"),))
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        first, second = journal.intend(run, [move(), move("/m/b.mkv", "/l/b.mkv")])
        journal.settle([Outcome(first, StepState.DONE), Outcome(second, StepState.NOT_DONE, reason)])
        journal.end(run, RunState.ENDED)
        states = [(step.state, step.reason) for step in journal.steps(run.id)]
        assert states == [(StepState.DONE, None), (StepState.NOT_DONE, reason)]
        (listed,) = journal.runs()
        assert (listed.files, listed.failed, listed.undone, listed.size) == (1, 1, 0, 7)
        assert listed.state is RunState.ENDED
        assert listed.ended is not None


def test_taking_a_step_back_marks_it(path: str) -> None:
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        (step,) = journal.intend(run, [move()])
        journal.settle([Outcome(step, StepState.DONE)])
        assert journal.newest_undoable() == journal.run(run.id)
        back = journal.begin(RunKind.UNDO, Mode.MOVE, undoes=run.id)
        (inverse,) = journal.intend(back, [move("/l/a.mkv", "/m/a.mkv", undoes=step.id)])
        journal.settle([Outcome(inverse, StepState.DONE)])
        assert [found.state for found in journal.steps(run.id)] == [StepState.UNDONE]
        assert journal.newest_undoable() is None


def test_only_the_steps_that_are_told_change(path: str) -> None:
    def states(run: Run) -> str:
        return " ".join(step.state for step in journal.steps(run.id))

    with SqliteJournal(path) as journal:
        run, other = (journal.begin(RunKind.ORGANIZE, Mode.MOVE) for _ in range(2))
        first, between, *more = (journal.intend(one, [move()])[0] for one in (run, other, run, run, run))
        journal.settle([Outcome(step, StepState.DONE) for step in (first, more[0], more[2])])
        assert (states(run), states(other)) == ("done done intent done", "intent")
        journal.settle([Outcome(step, StepState.NOT_DONE) for step in (more[1], between)])
        assert (states(run), states(other)) == ("done done not-done done", "not-done")
        back = journal.begin(RunKind.UNDO, Mode.MOVE, undoes=run.id)
        inverse = journal.intend(back, [move(undoes=step.id) for step in (more[2], more[0], first)])
        journal.settle([Outcome(step, StepState.DONE) for step in inverse[:1] + inverse[2:]])
        assert states(run) == "undone done not-done undone"


def test_numbers_are_never_given_twice(path: str) -> None:
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        numbers = [step.id for _ in range(2) for step in journal.intend(run, [move(), move()])]
        journal._connection.execute("DELETE FROM step")
        numbers += [step.id for step in journal.intend(run, [move()])]
        assert numbers == [1, 2, 3, 4, 5]


def test_a_later_run_that_took_the_file_on_is_known(path: str) -> None:
    with SqliteJournal(path) as journal:
        first = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        journal.settle([Outcome(step, StepState.DONE) for step in journal.intend(first, [move()])])
        assert journal.moved_on_by("/l/a.mkv", first.id) is None
        second = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        drafts = [move("/l/a.mkv", "/l/Films/a.mkv")]
        journal.settle([Outcome(step, StepState.DONE) for step in journal.intend(second, drafts)])
        assert journal.moved_on_by("/l/a.mkv", first.id) == second.id


def test_files_below_a_folder_are_found_by_whole_components(path: str) -> None:
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        drafts = [move("/m/a.mkv", "/l/Ember Quay 2/a.mkv")]
        journal.settle([Outcome(step, StepState.DONE) for step in journal.intend(run, drafts)])
        assert journal.holds_files_of_ours("/l/Ember Quay 2")
        assert not journal.holds_files_of_ours("/l/Ember Quay")


def test_every_commit_is_flushed_before_it_returns(path: str) -> None:
    with SqliteJournal(path) as journal:
        assert journal._connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert journal._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_only_its_owner_may_read_it(path: str) -> None:
    with SqliteJournal(path) as journal:
        journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        for name in (path, path + "-wal"):
            assert stat.S_IMODE(os.stat(name).st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="a name too long is a missing one there")
def test_a_journal_that_cannot_be_looked_at_is_not_an_empty_one(tmp_path: object) -> None:
    with SqliteJournal(f"{tmp_path}/none yet/journal.db", readonly=True) as journal:
        assert journal.runs() == []
    with pytest.raises(JournalUnusableError, match="too long"):
        SqliteJournal(f"{tmp_path}/{'x' * 300}/journal.db", readonly=True)


def test_a_newer_journal_is_refused_and_left_as_it_is(path: str) -> None:
    with SqliteJournal(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with open(path, "rb") as file:
        before = file.read()
    for readonly in (False, True):
        with pytest.raises(JournalUnusableError, match="newer"):
            SqliteJournal(path, readonly=readonly)
    with open(path, "rb") as file:
        assert file.read() == before


@pytest.mark.parametrize("readonly", [False, True])
def test_a_journal_of_an_older_version_is_brought_up_to_date(path: str, *, readonly: bool) -> None:
    shutil.copy(os.path.join(FIXTURES, "journal-1.db"), path)
    with SqliteJournal(path, readonly=readonly) as journal:
        assert [(run.kind, run.files, run.undone) for run in journal.runs()] == [
            (RunKind.ORGANIZE, 1, 0),
            (RunKind.UNDO, 1, 0),
            (RunKind.ORGANIZE, 2, 1),
            (RunKind.ORGANIZE, 2, 0),
        ]
        (film, *_) = [step for step in journal.steps(1) if step.kind is StepKind.MOVE]
        assert film.source == "/srv/downloads/Ember.Quay.2001.1080p.mkv"
        assert film.facts is not None
        copied = [step.copied for step in journal.steps(2) if step.kind is StepKind.COPY]
        assert all(copy is not None and copy.digest for copy in copied)
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    assert version == (1 if readonly else schema.VERSION)


def test_an_old_journal_upgraded_has_the_tables_of_a_new_one(path: str) -> None:
    shutil.copy(os.path.join(FIXTURES, "journal-1.db"), path)
    columns = []
    for place in (path, path + "2"):
        with SqliteJournal(place) as journal:
            tables = ("run", "step")
            rows = [journal._connection.execute(f"PRAGMA table_info({table})").fetchall() for table in tables]
            columns.append([sorted((row[1], row[2]) for row in table) for table in rows])
    assert columns[0] == columns[1]


def test_reading_where_nothing_is_makes_nothing(path: str) -> None:
    with SqliteJournal(path, readonly=True) as journal:
        assert journal.runs() == []
    assert not os.path.exists(path)


@pytest.mark.parametrize("content", [b"", b"\0" * 100], ids=["empty", "noughts"])
def test_a_half_created_journal_is_made_whole_or_refused(path: str, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)
    try:
        with SqliteJournal(path) as journal:
            assert journal.runs() == []
    except JournalUnusableError as error:
        assert path in str(error)  # noqa: PT017 — either way is right, a crash is not
        assert content


def test_a_damaged_journal_is_refused_in_words(path: str) -> None:
    with open(path, "xb") as file:
        file.write(b"this is no database, it only looks like a file of some length" * 100)
    with pytest.raises(JournalUnusableError, match=r"journal\.db"):
        SqliteJournal(path)


def test_a_folder_in_its_place_is_refused_in_words(path: str) -> None:
    os.mkdir(path)
    with pytest.raises(JournalUnusableError, match=r"journal\.db"):
        SqliteJournal(path)


def test_a_reader_sees_what_a_writer_has_committed(path: str) -> None:
    with SqliteJournal(path) as writer:
        run = writer.begin(RunKind.ORGANIZE, Mode.COPY)
        with SqliteJournal(path, readonly=True) as reader:
            assert [found.id for found in reader.runs()] == [run.id]
            with pytest.raises(JournalUnusableError):
                reader.begin(RunKind.ORGANIZE, Mode.COPY)


def test_a_failed_transaction_leaves_nothing(path: str) -> None:
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        journal._connection.execute(
            "CREATE TRIGGER no BEFORE INSERT ON step WHEN NEW.source = x'62'"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
        with pytest.raises(JournalUnusableError, match="disk full"):
            journal.intend(run, [move("a"), move("b")])
        assert journal.steps(run.id) == []


@pytest.mark.parametrize(
    ("needle", "found"),
    [("A.MKV", True), ("caf", True), ("50%", True), ("_", False), ("É", True), ("é", True), ("nowhere", False)],
)
def test_paths_are_searched_whatever_the_case(path: str, needle: str, found: bool) -> None:  # noqa: FBT001 — a column
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        drafts = [move(), move(ODD_NAME), move("/m/50%.mkv", "/l/Élan.mkv")]
        journal.settle([Outcome(step, StepState.DONE) for step in journal.intend(run, drafts)])
        other = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        assert journal.matching(needle, run.id) is found
        assert not journal.matching(needle, other.id)


def test_what_was_counted_is_what_would_be_counted(path: str) -> None:
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        steps = journal.intend(run, [move(), move("/m/b.mkv", "/l/b.mkv"), move("/m/c.mkv", "/l/c.mkv")])
        journal.settle([Outcome(steps[0], StepState.DONE), Outcome(steps[1], StepState.DONE)])
        counts = [journal.run(run.id)]
        journal.settle([Outcome(steps[2], StepState.NOT_DONE)])
        journal.end(run, RunState.ENDED)
        back = journal.begin(RunKind.UNDO, Mode.MOVE, undoes=run.id)
        (inverse,) = journal.intend(back, [move("/l/a.mkv", "/m/a.mkv", undoes=steps[0].id)])
        counts.append(journal.run(run.id))
        journal.settle([Outcome(inverse, StepState.DONE)])
        counts.append(journal.run(run.id))
        journal.end(back, RunState.ENDED)
        counts += [journal.run(run.id), journal.run(back.id)]
        told = [(one.files, one.undone, one.failed, one.size) for one in counts if one is not None]
        assert told == [(2, 0, 0, 14), (2, 0, 1, 14), (2, 1, 1, 14), (2, 1, 1, 14), (1, 0, 0, 7)]


@pytest.mark.parametrize("column", ["attributes", "reason_details", "mtime_ns", "device", "source"])
@pytest.mark.parametrize("value", [8, 1.5, "8", "[8]", '"x"', '{"user.note": 8}', b"\xff"])
def test_a_record_that_makes_no_sense_is_refused_in_words_or_known_as_damaged(
    path: str, column: str, value: object
) -> None:
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        (step,) = journal.intend(run, [move()])
        journal.settle([Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.SOURCE_GONE, "/m/a.mkv"))])
        journal._connection.execute(f"UPDATE step SET {column} = ?", (value,))  # noqa: S608 — the names above
        with suppress(JournalUnusableError):
            (found,) = journal.steps(run.id)
            assert found.damaged or column == "reason_details"  # the reason is for people alone


def test_a_damaged_record_is_known_by_its_checksum(path: str) -> None:
    with SqliteJournal(path) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        steps = journal.intend(run, [move(), move("/m/b.mkv", "/l/b.mkv")])
        journal.copied(steps[1], Copied("ab12", FACTS, {"user.note": b"x"}))
        assert [step.damaged for step in journal.steps(run.id)] == [False, False]
        journal._connection.execute("UPDATE step SET source = x'2f6d2f71' WHERE id = ?", (steps[0].id,))
        damaged, sound = journal.steps(run.id)
        assert (damaged.damaged, sound.damaged) == (True, False)
        assert damaged.obstacle is not None
        assert damaged.obstacle.code is ProblemCode.RECORD_DAMAGED

from __future__ import annotations

import io
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from jforg_gui.cli import main
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.work import RunKind, StepDraft, StepKind
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.storage.lock import WriterLock
from tests.conftest import MediaTree
from tests.fakes.worlds import tree_of

FILM = "Ember.Quay.2001.1080p.BluRay.x264-GRP.mkv"
PLACED = "Movies/Ember Quay (2001)/Ember Quay (2001).mkv"


class Run:
    """What a command said."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    def json(self) -> Any:  # noqa: ANN401 — JSON is anything
        """The only thing on standard output."""
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        """One JSON value a line."""
        return [json.loads(line) for line in self.out.split("\n") if line]


Jforg = Callable[..., Run]


@pytest.fixture
def jforg(capfd: pytest.CaptureFixture[str]) -> Jforg:
    def run(*argv: str) -> Run:
        try:
            status = main(argv)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        return Run(status, *capfd.readouterr())

    return run


@pytest.fixture
def library(tmp_path: os.PathLike[str]) -> str:
    folder = os.path.join(tmp_path, "library")
    os.mkdir(folder)
    return folder


def organize(jforg: Jforg, tree: str, library: str, *more: str) -> Run:
    return jforg("organize", tree, "--dest", library, "--offline", "--yes", "--json", "--workers", "1", *more)


def test_organize_and_undo(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM, FILM.replace(".mkv", ".en.srt"), "RARBG.txt", "empty/"])
    before = tree_of(tree)
    run = organize(jforg, tree, library)
    assert run.status == 0, run.err
    report = run.json()
    assert (report["run"], report["done"], report["failed"], report["skipped"]) == (1, 2, [], [])
    assert [os.path.basename(left["source"]) for left in report["ignored"]] == ["RARBG.txt"]
    assert {PLACED, PLACED.replace(".mkv", ".en.srt")} <= set(tree_of(library))
    undo = jforg("undo", "last", "--yes", "--json")
    assert (undo.status, undo.json()["done"]) == (0, 2)
    assert (tree_of(tree), tree_of(library)) == (before, {})


def test_redo_and_undo_of_it(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM])
    before = tree_of(tree)
    organize(jforg, tree, library)
    after = tree_of(library)
    jforg("undo", "last", "--yes")
    redo = jforg("redo", "last", "--yes", "--json")
    assert (redo.status, redo.json()["run"], redo.json()["done"]) == (0, 3, 1)
    again = tree_of(library)
    assert {path: facts[:3] for path, facts in again.items()} == {path: facts[:3] for path, facts in after.items()}
    assert again[PLACED] == after[PLACED], "only the NFO is written anew"
    assert "redo of run 1" in jforg("history").out
    undo = jforg("undo", "last", "--yes", "--json")
    assert (undo.status, undo.json()["done"]) == (0, 1)
    assert (tree_of(tree), tree_of(library)) == (before, {})
    assert "1 file moved again, 1 file of its own written (run 5)" in jforg("redo", "last", "--yes").out


def test_nothing_to_redo_says_so(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    assert (jforg("redo", "last", "--yes").status, jforg("redo", "1", "--yes").status) == (1, 1)
    organize(jforg, media_tree([FILM]), library)
    run = jforg("redo", "1", "--yes")
    assert (run.status, run.err) == (1, "jforg: Nothing of run 1 has been taken back.\n")
    assert jforg("redo", "last").status == 2


def test_what_is_organised_is_unchanged_the_second_time(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    organize(jforg, media_tree([FILM]), library)
    again = organize(jforg, library, library)
    assert (again.status, again.json()["done"], again.json()["run"]) == (0, 0, None)
    unchanged = [os.path.relpath(path, library) for path in again.json()["unchanged"]]
    assert unchanged == [PLACED, os.path.join(os.path.dirname(PLACED), "movie.nfo")]


def test_the_destination_may_lie_in_the_source(jforg: Jforg, media_tree: MediaTree) -> None:
    tree = media_tree([FILM])
    for done in (1, 0):
        run = organize(jforg, tree, os.path.join(tree, "library"))
        assert (run.status, run.json()["done"]) == (0, done)
    assert f"library/{PLACED}" in tree_of(tree)


def test_a_name_that_is_taken_is_skipped_and_said(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree({FILM: b"mine", "other.nfo.txt": b""})
    taken = os.path.join(library, PLACED)
    os.makedirs(os.path.dirname(taken))
    with open(taken, "xb") as file:
        file.write(b"somebody's")
    run = organize(jforg, tree, library)
    assert run.status == 1
    (skipped,) = run.json()["skipped"]
    assert (skipped["source"], skipped["code"]) == (os.path.join(tree, FILM), "destination-exists")
    assert (tree_of(tree)[FILM][1], tree_of(library)[PLACED][1]) == (b"mine", b"somebody's")


def test_two_for_one_name_stay_or_are_both_kept(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree(["a/Ember Quay (2001).mkv", "b/Ember Quay (2001).mkv"])
    held = organize(jforg, tree, library)
    assert (held.status, held.json()["done"], len(held.json()["skipped"])) == (1, 0, 2)
    kept = organize(jforg, tree, library, "--conflict", "keep-both")
    assert (kept.status, kept.json()["done"]) == (0, 2)
    assert len([name for name in tree_of(library) if name.endswith(".mkv")]) == 2


def test_copy_mode_leaves_the_source(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM])
    before = tree_of(tree)
    assert organize(jforg, tree, library, "--mode", "copy").json()["done"] == 1
    assert tree_of(tree) == before
    assert PLACED in tree_of(library)
    assert jforg("undo", "last", "--yes").status == 0
    assert tree_of(library) == {}


def test_without_a_terminal_and_without_yes_nothing_is_done(
    jforg: Jforg, media_tree: MediaTree, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    tree = media_tree([FILM])
    run = jforg("organize", tree, "--dest", library)
    assert (run.status, run.out) == (2, "")
    assert "--yes" in run.err
    assert jforg("undo", "last").status == 2
    assert FILM in tree_of(tree)


def test_preview_is_the_plan(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM, FILM.replace(".mkv", ".srt"), "Thumbs.db"])
    run = jforg("preview", tree, "--dest", library, "--json", "--workers", "1")
    assert run.status == 0
    moves = {os.path.basename(move["source"]): move for move in run.json()["moves"]}
    film = moves[FILM]
    assert (film["kind"], film["status"]) == ("movie", "ready")
    assert film["destination"] == os.path.join(library, PLACED)
    assert [companion["role"] for companion in film["companions"]] == ["subtitle"]
    assert (moves["Thumbs.db"]["status"], moves["Thumbs.db"]["codes"]) == ("ignored", ["junk"])
    assert moves["Thumbs.db"]["reason"]
    assert (run.json()["files"], tree_of(library)) == (2, {})


def test_preview_speaks_to_people_too(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    run = jforg("preview", media_tree([FILM, "a\x1b[2Jb.url"]), "--dest", library, "--workers", "1", "--verbose")
    assert f"to {PLACED}" in run.out
    assert "1 file to move" in run.out
    assert "\x1b" not in run.out


def test_kinds_and_sizes_can_be_chosen(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree({FILM: b"x" * 2000, "Tin Sparrow S01E02.mkv": b"x" * 3000, "Tin Sparrow S01E03.mkv": b"x"})
    run = jforg("preview", tree, "--dest", library, "--json", "--workers", "1", "--kind", "show", "--min-size", "2 kB")
    status = {os.path.basename(move["source"]): (move["status"], move.get("codes")) for move in run.json()["moves"]}
    assert status == {
        FILM: ("ignored", ["kind-not-wanted"]),
        "Tin Sparrow S01E02.mkv": ("ready", None),
        "Tin Sparrow S01E03.mkv": ("ignored", ["too-small"]),
    }


def test_everything_that_stays_is_listed_with_its_companions(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM, FILM.replace(".mkv", ".en.srt"), "The Wharf - Low Tide (1999)/01 - Buoy.flac"])
    run = organize(jforg, tree, library, "--kind", "music")
    assert run.json()["done"] == 1
    assert {os.path.basename(left["source"]) for left in run.json()["ignored"]} == {
        FILM,
        FILM.replace(".mkv", ".en.srt"),
    }
    again = organize(jforg, tree, library)
    assert again.json()["done"] == 2
    settled = organize(jforg, library, library)
    assert sorted(os.path.basename(path) for path in settled.json()["unchanged"]) == [
        "01 - Buoy.flac",
        os.path.basename(PLACED).replace(".mkv", ".en.srt"),
        os.path.basename(PLACED),
        "album.nfo",
        "artist.nfo",
        "movie.nfo",
    ]


def test_scan_counts(jforg: Jforg, media_tree: MediaTree) -> None:
    tree = media_tree({"a.mkv": b"12345", "b.mkv": b"123", "c.flac": b"1", ".hidden": b"", "d.part": b""})
    run = jforg("scan", tree, "--json", "--workers", "2")
    record = run.json()
    assert run.status == 0
    assert record["kinds"]["video"] == {"files": 2, "bytes": 8}
    assert record["extensions"] == {"flac": {"files": 1, "bytes": 1}, "mkv": {"files": 2, "bytes": 8}}
    assert {os.path.basename(left["path"]): left["code"] for left in record["ignored"]} == {
        ".hidden": "hidden",
        "d.part": "incomplete-download",
    }
    assert record["seconds"] >= 0


def test_what_is_not_there_makes_the_status_one(jforg: Jforg, tmp_path: os.PathLike[str], library: str) -> None:
    missing = os.path.join(tmp_path, "no such folder")
    scan = jforg("scan", missing, "--json")
    assert (scan.status, scan.json()["problems"][0]["path"]) == (1, missing)
    run = organize(jforg, missing, library)
    assert (run.status, run.json()["skipped"][0]["source"]) == (1, missing)


def test_identify_answers_in_the_order_of_the_lines(jforg: Jforg, monkeypatch: pytest.MonkeyPatch) -> None:
    given = [b"Tin.Sparrow.S01E02.mkv", b"caf\xe9.2001.mkv", b"", b"The Wharf - Low Tide (1999)/01 - Buoy.flac\r"]
    stdin = io.TextIOWrapper(io.BytesIO(b"\n".join(given) + b"\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    run = jforg("identify", "--json", "--workers", "1", "-")
    episode, film, empty, track = run.lines()
    assert (episode["kind"], episode["series"], episode["season"], episode["episodes"]) == (
        "episode",
        "Tin Sparrow",
        1,
        [2],
    )
    assert os.fsencode(film["input"]) == b"caf\xe9.2001.mkv"
    assert empty["kind"] == "unknown"
    assert (track["kind"], track["artist"], track["album"], track["track"]) == ("track", "The Wharf", "Low Tide", 1)
    assert "date" not in episode


def test_identify_takes_names_and_touches_nothing(jforg: Jforg, own_home: str) -> None:
    run = jforg("identify", "--workers", "1", FILM)
    assert "Ember Quay" in run.out
    assert not os.path.exists(own_home)


def test_history(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    assert jforg("history", "--json").json() == {"runs": []}
    assert "No runs yet" in jforg("history").out
    organize(jforg, media_tree([FILM]), library)
    jforg("undo", "1", "--yes")
    runs = jforg("history", "--json").json()["runs"]
    assert [(run["run"], run["kind"], run["files"], run["undone"], run["undoes"]) for run in runs] == [
        (2, "undo", 1, 0, 1),
        (1, "organize", 1, 1, None),
    ]
    one = jforg("history", "1", "--json").json()
    assert [step["state"] for step in one["steps"]] == ["undone"] * 4  # two folders, the film, its NFO
    assert "taken back" in jforg("history").out
    assert jforg("history", "9").status == 1


def test_nothing_to_undo_says_so(jforg: Jforg) -> None:
    run = jforg("undo", "last", "--yes")
    assert (run.status, run.err) == (1, "jforg: There is nothing to undo.\n")
    assert jforg("undo", "last", "--yes", "--json").json() == {"error": "There is nothing to undo."}
    assert jforg("undo", "7", "--yes").status == 1


def test_undo_only_some(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM, "Tin Sparrow (1999).mkv"])
    organize(jforg, tree, library)
    run = jforg("undo", "last", "--yes", "--json", "--only", os.path.join(tree, FILM))
    assert run.json()["done"] == 1
    assert set(tree_of(tree)) == {FILM}
    assert jforg("undo", "last", "--yes", "--only", os.path.join(tree, FILM)).status == 1
    assert jforg("undo", "last", "--yes").status == 0


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_usage_puts_the_run_before_what_takes_all_that_follows(jforg: Jforg, command: str) -> None:
    run = jforg(command, "--only", "a", "last")
    assert (run.status, "RUN [--only PATH ...]" in run.err) == (2, True)


def test_a_choice_that_is_none_is_answered_in_words(jforg: Jforg) -> None:
    for option, choices in (("--mode", "'move', 'copy', 'hardlink'"), ("--conflict", "'skip', 'keep-both'")):
        run = jforg("preview", "in", option, "fly")
        assert (run.status, f"choose from {choices}" in run.err) == (2, True)


def test_recover_when_nothing_was_interrupted(jforg: Jforg) -> None:
    run = jforg("recover", "--json")
    assert (run.status, run.json()["run"], run.json()["done"]) == (0, None, 0)
    assert "No run was interrupted" in jforg("recover").out


def test_recovery_counts_steps_and_does_not_call_them_files(jforg: Jforg, own_home: str) -> None:
    os.mkdir(own_home)
    with SqliteJournal(os.path.join(own_home, "journal.db")) as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        folders = [StepDraft(kind=StepKind.FOLDER, destination=os.path.join(own_home, name)) for name in "ab"]
        journal.intend(run, folders)
    assert jforg("recover").out.splitlines() == ["2 steps settled (run 1)"]


def test_a_second_instance_is_told(jforg: Jforg, own_home: str, media_tree: MediaTree, library: str) -> None:
    os.mkdir(own_home)
    tree = media_tree([FILM])
    with WriterLock(os.path.join(own_home, "journal.lock")):
        run = organize(jforg, tree, library)
        assert (run.status, "at work" in run.err) == (3, True)
        assert jforg("history").status == 0
        assert jforg("preview", tree, "--dest", library, "--workers", "1").status == 0
    assert FILM in tree_of(tree)


def test_a_newer_journal_stops_everything_that_writes(
    jforg: Jforg, own_home: str, media_tree: MediaTree, library: str
) -> None:
    os.mkdir(own_home)
    connection = sqlite3.connect(os.path.join(own_home, "journal.db"))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    tree = media_tree([FILM])
    run = organize(jforg, tree, library)
    assert (run.status, "newer JFOrg" in run.json()["error"]) == (3, True)
    assert FILM in tree_of(tree)


def test_settings(jforg: Jforg, tmp_path: os.PathLike[str], media_tree: MediaTree) -> None:
    films = os.path.join(tmp_path, "Films")
    assert jforg("config", "set", "library.movies", films).status == 0
    assert jforg("config", "get", "library.movies").out == films + "\n"
    assert jforg("config", "show", "--json").json()["organize.mode"] == "move"
    assert jforg("config", "init").status == 0
    assert jforg("config", "set", "organize.mode", "fly").status == 2
    assert jforg("config", "get", "no.such").status == 2
    tree = media_tree([FILM, "Tin Sparrow S01E02.mkv"])
    run = jforg("organize", tree, "--yes", "--json", "--workers", "1")
    assert (run.status, run.json()["done"]) == (1, 1)
    assert run.json()["skipped"][0]["code"] == "no-library"
    assert "Ember Quay (2001)/Ember Quay (2001).mkv" in tree_of(films)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("organize.conflict", "keep-both", (0, 2)),
        ("scan.min_size", "1GB", (0, 0)),
        ("organize.mode", "copy", (1, 0)),
    ],
)
def test_every_setting_has_its_effect(
    jforg: Jforg, media_tree: MediaTree, library: str, key: str, value: str, expected: tuple[int, int]
) -> None:
    jforg("config", "set", key, value)
    jforg("config", "set", "scan.workers", "1")
    tree = media_tree(["a/Ember Quay (2001).mkv", "b/Ember Quay (2001).mkv"])
    run = jforg("organize", tree, "--dest", library, "--yes", "--json")
    assert (run.status, run.json()["done"]) == expected


def test_no_library_anywhere_is_wrong_usage(jforg: Jforg, media_tree: MediaTree) -> None:
    run = jforg("preview", media_tree([FILM]))
    assert run.status == 2
    assert "--dest" in run.err


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["fly"],
        ["organize"],
        ["organize", "x", "--mode", "teleport"],
        ["organize", "x", "--min-size", "big"],
        ["organize", "x", "--workers", "-1"],
        ["organize", "x", "--workers", "62"],
        ["organize", ""],
        ["scan", "x", ""],
        ["preview", "x", "--dest", ""],
        ["undo", "last", "--only", ""],
        ["undo", "99999999999999999999"],
        ["history", "99999999999999999999"],
        ["undo"],
        ["undo", "first"],
        ["history", "first"],
        ["redo", "last"],
        ["preview", "x", "--nfo"],
    ],
)
def test_wrong_usage(jforg: Jforg, argv: Sequence[str]) -> None:
    run = jforg(*argv)
    assert (run.status, run.out) == (2, "")


def test_in_a_folder_that_is_gone_paths_have_to_be_whole(
    jforg: Jforg, tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = os.path.join(tmp_path, "gone")
    os.mkdir(gone)
    monkeypatch.chdir(gone)
    os.rmdir(gone)
    run = jforg("undo", "last", "--only", "x", "--yes")
    assert (run.status, "the folder you are in is gone" in run.err) == (2, True)
    assert jforg("scan", os.fspath(tmp_path)).status == 0


def test_options_of_what_is_to_come_are_accepted(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    run = organize(jforg, media_tree([FILM]), library, "--no-nfo", "--no-artwork")
    assert (run.status, run.json()["done"]) == (0, 1)


def test_quiet_says_only_what_went_wrong(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM])
    options = ("--dest", library, "--yes", "--quiet", "--workers", "1")
    assert jforg("organize", tree, *options).out == ""
    two = media_tree(["a/Tin Sparrow (1999).mkv", "b/Tin Sparrow (1999).mkv"])
    assert len(jforg("organize", two, *options).out.splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a right of their own there")
@pytest.mark.parametrize("policy", ["skip", "keep-both", "replace", "keep-best"])
@pytest.mark.parametrize("mode", ["hardlink", "copy", "symlink"])
def test_what_the_library_holds_already_is_there_already(
    jforg: Jforg, media_tree: MediaTree, library: str, mode: str, policy: str
) -> None:
    subtitle = FILM.replace(".mkv", ".en.srt")
    tree = media_tree([FILM, subtitle, "Tin Sparrow (1999).mkv"])
    assert organize(jforg, tree, library, "--mode", mode, "--conflict", policy).json()["done"] == 3
    before = tree_of(library)
    again = organize(jforg, tree, library, "--mode", mode, "--conflict", policy)
    assert again.status == 0
    report = again.json()
    assert (report["run"], report["done"], report["skipped"], len(report["unchanged"])) == (None, 0, [], 3)
    assert tree_of(library) == before
    with open(os.path.join(tree, FILM.replace(".mkv", ".de.srt")), "xb") as file:
        file.write(b"new beside it")
    third = organize(jforg, tree, library, "--mode", mode, "--conflict", policy)
    assert (third.status, third.json()["done"], len(third.json()["unchanged"])) == (0, 1, 3)
    told = jforg("organize", tree, "--dest", library, "--offline", "--yes", "--mode", mode, "--workers", "1")
    assert (told.status, "4 files are there already" in told.out) == (0, True)


def test_a_copy_that_was_changed_since_is_a_conflict(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM])
    assert organize(jforg, tree, library, "--mode", "copy", "--no-nfo").status == 0
    with open(os.path.join(library, PLACED), "r+b") as file:
        file.write(b"X")  # as long as before
    again = organize(jforg, tree, library, "--mode", "copy", "--no-nfo")
    assert (again.status, [one["code"] for one in again.json()["skipped"]]) == (1, ["destination-exists"])


def test_what_is_to_move_does_not_count_as_there(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM])
    assert organize(jforg, tree, library, "--mode", "copy", "--no-nfo").status == 0
    again = organize(jforg, tree, library, "--no-nfo")
    assert (again.status, [one["code"] for one in again.json()["skipped"]]) == (1, ["identical"])
    assert os.listdir(tree) == [FILM]

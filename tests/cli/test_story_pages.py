from __future__ import annotations

import io
import os
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from jforg_gui.cli.story_pages import (
    LOOKS,
    elided,
    failures_page,
    history_page,
    ignored_in,
    plan_page,
    tree_of,
)
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import CompanionMove, Plan, Roots, Row, Status
from jforg_gui.domain.work import Failure, Run, RunKind, RunState

SOURCE = os.path.abspath("/stage/Messy folder")
LIBRARY = os.path.abspath("/stage/Library")
WIDTH = 96


def printed(page: RenderableType, width: int = WIDTH) -> str:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(page)
    return out.getvalue()


def media(relative: str) -> MediaFile:
    return MediaFile(os.path.join(SOURCE, *relative.split("/")), 2_000, 0, Identity(1, 1))


def row(
    relative: str,
    destination: str | None,
    status: Status = Status.READY,
    reasons: Sequence[Problem] = (),
    companions: Sequence[CompanionMove] = (),
) -> Row:
    item = Item(file=media(relative), guess=Guess(kind=Kind.MOVIE), input_root=SOURCE)
    to = None if destination is None else os.path.join(LIBRARY, *destination.split("/"))
    return Row(item, to, status, tuple(reasons), tuple(companions))


def subtitle(relative: str, status: Status = Status.READY, reasons: Sequence[Problem] = ()) -> CompanionMove:
    to = os.path.join(LIBRARY, "Movies", "any.srt") if status is Status.READY else None
    return CompanionMove(Companion(file=media(relative), role=Role.SUBTITLE), to, status, tuple(reasons))


def plan_of(*rows: Row, problems: Sequence[Problem] = ()) -> Plan:
    return Plan(rows, Roots.under(LIBRARY), tuple(problems))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 10, "short"),
        ("anything", 1, "…"),
        ("0123456789", 10, "0123456789"),
        ("0123456789", 9, "0123…6789"),
        ("0123456789", 6, "012…89"),
        ("船船船船船", 7, "船船…船"),
    ],
)
def test_long_names_lose_their_middle(text: str, width: int, expected: str) -> None:
    assert elided(text, width) == expected
    assert cell_len(elided(text, width)) <= width


def test_a_tail_keeps_the_extension() -> None:
    assert elided("Kelp.2001.1080p.BluRay-GRP.mkv", 18, 8) == "Kelp.2001…-GRP.mkv"


def test_what_lies_in_an_ignored_folder_is_dimmed_and_not_said_twice() -> None:
    out = io.StringIO()
    tree = tree_of("Messy", ["p"], [os.path.join("p", "one.mkv"), "q.mkv"], {"p"})
    Console(file=out, width=80, force_terminal=True, legacy_windows=False).print(tree)
    (inside,) = [line for line in out.getvalue().split("\n") if "one.mkv" in line]
    (outside,) = [line for line in out.getvalue().split("\n") if "q.mkv" in line]
    assert "\x1b[2mone.mkv" in inside
    assert "left alone" not in inside
    assert "\x1b[2mq.mkv" not in outside


def test_a_tree_draws_folders_before_what_is_in_them() -> None:
    tree = tree_of("Messy", ["b", os.path.join("b", "empty"), "."], [os.path.join("b", "one.mkv"), "a.txt"], {"a.txt"})
    assert printed(tree).split("\n")[:5] == [
        "Messy/",
        "├── a.txt  · left alone",
        "└── b/",
        "    ├── empty/",
        "    └── one.mkv",
    ]


def test_names_are_never_markup_and_never_move_the_cursor() -> None:
    tree = printed(tree_of("Messy", [], ["[red]a.mkv", "b\x1b[2J\n.mkv", "c\udcff.mkv"]))
    assert "[red]a.mkv" in tree
    assert r"b\x1b[2J\n.mkv" in tree
    assert r"c\xff.mkv" in tree
    assert "\x1b" not in tree
    page = printed(plan_page(plan_of(row("[red]a.mkv", "Movies/[b]A/[b]A.mkv")), SOURCE, WIDTH))
    assert "[red]a.mkv" in page
    assert "→ [b]A/" in page
    assert "[b]A.mkv" in page


def test_what_moves_stands_under_its_library_with_what_goes_along() -> None:
    companions = [subtitle("Kelp/Kelp.2001.en.srt"), subtitle("Kelp/Kelp.2001.de.srt")]
    kelp = row("Kelp/Kelp.2001.mkv", "Movies/Kelp (2001)/Kelp (2001).mkv", companions=companions)
    lines = printed(plan_page(plan_of(kelp), SOURCE, WIDTH)).split("\n")
    assert lines[0].strip() == "Movies"
    assert lines[1].strip() == "→ Kelp (2001)/"
    assert lines[2].split() == ["✓", "Ready", "Kelp.2001.mkv", "Kelp", "(2001).mkv", "+2"]
    assert "3 files would move (6.0 kB)" in lines[-2]


@pytest.mark.parametrize(
    ("status", "word"),
    [(Status.CONFLICT, "≠ Conflict"), (Status.ATTENTION, "? Needs you"), (Status.IGNORED, "- Ignored")],
)
def test_what_stays_says_why(status: Status, word: str) -> None:
    reason = Problem(ProblemCode.DESTINATION_EXISTS, details=(("other", os.path.join(SOURCE, "there.mkv")),))
    page = printed(plan_page(plan_of(row("here.mkv", None, status, [reason])), SOURCE, WIDTH))
    assert "Stays where it is" in page
    assert word in page
    assert "here.mkv" in page
    assert "The library already has there.mkv" in " ".join(page.split())
    assert f"1 {LOOKS[status].word.lower()}" in page


def test_a_companion_that_stays_is_listed_too() -> None:
    reason = Problem(ProblemCode.OWNER_STAYED, details=(("other", "Kelp.2001.mkv"),))
    companion = subtitle("Kelp.2001.en.srt", Status.CONFLICT, [reason])
    page = printed(
        plan_page(plan_of(row("Kelp.2001.mkv", None, Status.CONFLICT, companions=[companion])), SOURCE, WIDTH)
    )
    assert "Kelp.2001.en.srt" in page
    assert "Stays with Kelp.2001.mkv" in page


def test_notes_and_unread_folders_have_their_place() -> None:
    shortened = row("long.mkv", "Movies/L/L.mkv", reasons=[Problem(ProblemCode.NAME_SHORTENED)])
    closed = Problem(ProblemCode.UNREADABLE_FOLDER, os.path.join(SOURCE, "closed"), (("error", "Permission denied"),))
    page = printed(plan_page(plan_of(shortened, problems=[closed]), SOURCE, WIDTH))
    assert "Worth knowing" in page
    assert "The name was shortened" in page
    assert "! Not read" in page
    assert "Permission denied" in page


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = "A" * 300 + ".mkv"
    reason = Problem(ProblemCode.SAME_DESTINATION, details=(("other", "B" * 300),))
    plan = plan_of(row(long, f"Movies/{long}/{long}"), row(f"船{long}", None, Status.CONFLICT, [reason]))
    for page in (plan_page(plan, SOURCE, width), tree_of("Messy", [], [long])):
        assert max(cell_len(line.rstrip()) for line in printed(page, width).split("\n")) <= width


def test_ignored_paths_are_relative() -> None:
    plan = plan_of(row("a/b.txt", None, Status.IGNORED), row("c.mkv", "Movies/C/C.mkv"))
    assert ignored_in(plan, SOURCE) == {os.path.join("a", "b.txt")}


def test_history_tells_runs_in_words() -> None:
    started = datetime(2026, 5, 4, 8, 15, tzinfo=UTC)
    first = Run(
        id=1, kind=RunKind.ORGANIZE, mode=Mode.MOVE, state=RunState.ENDED, token="", started=started, ended=started,
        undoes=None, files=52, undone=52, size=1_500,
    )  # fmt: skip
    second = Run(
        id=2, kind=RunKind.UNDO, mode=Mode.MOVE, state=RunState.STOPPED, token="", started=started, ended=None,
        undoes=1, files=1, size=900,
    )  # fmt: skip
    lines = printed(history_page([second, first])).split("\n")
    assert [part.strip() for part in lines[0].split("  ") if part.strip()] == [
        "Run", "When", "What", "Files", "Size", "State",
    ]  # fmt: skip
    assert "Undo of run 1" in lines[1]
    assert "■ Stopped" in lines[1]
    assert "Organised" in lines[2]
    assert "1.5 kB" in lines[2]
    assert "↶ Undone" in lines[2]


def test_failures_tell_the_file_and_the_reason() -> None:
    problem = Problem(ProblemCode.SOURCE_GONE, "x")
    page = printed(failures_page([Failure(os.path.join(SOURCE, "a.mkv"), "", problem)], SOURCE))
    assert page.split() == ["!", "Not", "done", "a.mkv", "No", "longer", "where", "it", "was"]

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from jforg_gui.domain.finding import Effect, Finding, FindingCode, Repair, RepairWord
from jforg_gui.domain.media import Identity, Library, MediaFile
from jforg_gui.ui.check.model import EFFECT, REPAIR, WHAT, FindingsModel
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.theme import Theme

ROLE = Qt.ItemDataRole
ROOT = QModelIndex()


def finding(
    name: str,
    *moves: tuple[str, str],
    library: Library = Library.MOVIES,
    effect: Effect = Effect.SHOWN_WRONG,
    code: FindingCode = FindingCode.SECOND_FILM,
) -> Finding:
    made = tuple((MediaFile(f"/m/{old}", 1, 0, Identity(1, 1)), f"/m/{new}") for old, new in moves)
    repair = Repair(RepairWord.RENAME, made, "New") if made else None
    return Finding(code, effect, library, f"/m/{name}", "Kites", (("name", name),), (f"/m/{name}",), repair)


@pytest.fixture
def model(theme: Theme) -> FindingsModel:
    return FindingsModel(theme)


def lines(model: FindingsModel) -> list[tuple[str, list[str]]]:
    groups = [model.index(row, WHAT) for row in range(model.rowCount())]
    return [
        (str(group.data()), [str(model.index(row, WHAT, group).data()) for row in range(model.rowCount(group))])
        for group in groups
    ]


def test_findings_arrive_under_their_libraries(model: FindingsModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.append([finding("a.mkv", library=Library.SHOWS), finding("b.mkv")])
    model.append([finding("c.mkv", library=Library.SHOWS), finding("d.cbz", library=Library.COMICS)])
    said = "Kites has a second film in its folder: {}"
    assert lines(model) == [
        ("Movies  1", [said.format("b.mkv")]),
        ("Shows  2", [said.format("a.mkv"), said.format("c.mkv")]),
        ("Comics  1", [said.format("d.cbz")]),
    ]
    counts = model.counts()
    assert (counts[FilterKey.ALL], counts[FilterKey.BOOKS], counts[FilterKey.SHOWS]) == (4, 1, 2)
    model.clear()
    assert lines(model) == []


def test_cells_say_what_is_wrong_what_repairs_it_and_what_it_does(model: FindingsModel) -> None:
    model.append([finding("a.mkv", ("a.mkv", "New")), finding("b.mkv", effect=Effect.NOT_SHOWN)])
    group = model.index(0, WHAT)
    first, second = (model.index(row, WHAT, group) for row in range(2))
    assert first.siblingAtColumn(REPAIR).data() == "Rename to New"
    assert first.siblingAtColumn(EFFECT).data() == "Shown wrong"
    assert second.siblingAtColumn(REPAIR).data() == "You decide"
    assert first.data(ROLE.AccessibleTextRole).endswith("a.mkv. Shown wrong. Rename to New. Checked")
    assert second.data(ROLE.AccessibleTextRole).endswith("b.mkv. Not shown. You decide")
    assert group.data(ROLE.AccessibleTextRole) == "Movies, 2 findings"
    assert "/m/a.mkv" in first.data(ROLE.ToolTipRole)
    assert first.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not second.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not model.setData(second, Qt.CheckState.Checked, ROLE.CheckStateRole)


def test_names_from_the_disk_are_shown_plainly(model: FindingsModel) -> None:
    model.append([finding("<b>\u202ea\n.mkv")])
    shown = str(model.index(0, WHAT, model.index(0, WHAT)).data())
    assert shown == "Kites has a second film in its folder: <b>□a□.mkv"


@pytest.mark.parametrize(
    ("key", "text", "strict", "expected"),
    [
        (FilterKey.ALL, "", True, ["a", "b", "c"]),
        (FilterKey.ALL, "", False, ["a", "c"]),
        (FilterKey.NICER, "", True, ["b"]),
        (FilterKey.NICER, "", False, []),
        (FilterKey.NOT_SHOWN, "", True, ["a"]),
        (FilterKey.SHOWS, "", True, ["c"]),
        (FilterKey.ALL, " C.MKV ", True, ["c"]),
        (FilterKey.FILMS, "zzz", True, []),
    ],
)
def test_filters(model: FindingsModel, key: FilterKey, text: str, *, strict: bool, expected: list[str]) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = [
        finding("a.mkv", effect=Effect.NOT_SHOWN),
        finding("b.mkv", effect=Effect.NICER),
        finding("c.mkv", library=Library.SHOWS),
    ]
    model.append(made[:1])
    model.set_filter(key, text, strict=strict)
    model.append(made[1:])
    names = [model.findings[place].path[3] for place in model.shown()]
    assert names == expected
    assert model.counts()[FilterKey.ALL] == (3 if strict else 2)


def test_of_two_repairs_that_meet_one_is_checked(model: FindingsModel) -> None:
    model.append(
        [
            finding("a.mkv", ("a.mkv", "x.mkv")),
            finding("a.mkv", ("a.mkv", "y.mkv"), ("b.mkv", "z.mkv")),
            finding("c.mkv", ("c.mkv", "X.mkv")),
            finding("d.mkv"),
        ]
    )
    assert [model.is_checked(place) for place in range(4)] == [True, False, False, False]
    model.set_checked([1], wanted=True)
    assert [model.is_checked(place) for place in range(4)] == [False, True, False, False]
    model.toggle([2, 3])
    assert [finding.path for finding in model.chosen()] == ["/m/a.mkv", "/m/c.mkv"]
    model.toggle([1, 2])
    assert model.chosen() == []


def test_what_could_merely_be_nicer_is_repaired_under_strict_alone(model: FindingsModel) -> None:
    model.append([finding("a.mkv", ("a.mkv", "x.mkv"), effect=Effect.NICER)])
    assert len(model.chosen()) == 1
    model.set_filter(FilterKey.ALL, "", strict=False)
    assert model.chosen() == []


def test_a_line_is_found_again_by_its_finding(model: FindingsModel) -> None:
    model.append([finding("a.mkv"), finding("b.mkv", library=Library.MUSIC)])
    index = model.index_of(1)
    assert model.place(index) == 1
    assert index.parent().data() == "Music  1"
    model.set_filter(FilterKey.FILMS, "", strict=True)
    assert not model.index_of(1).isValid()

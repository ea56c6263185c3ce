from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester

from jforg_gui.domain.finding import Effect, Finding, FindingCode, Repair, RepairWord
from jforg_gui.domain.media import Identity, Library, MediaFile
from jforg_gui.ui.check.model import EFFECT, REPAIR, WHAT, FindingsModel
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.history.models import NOTE_ROLE
from jforg_gui.ui.theme import Theme

ROLE = Qt.ItemDataRole


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


def lines(model: FindingsModel) -> list[tuple[str, str | None]]:
    cells = [model.index(row, WHAT) for row in range(model.rowCount())]
    return [(str(cell.data()), cell.data(NOTE_ROLE)) for cell in cells]


def paths(model: FindingsModel) -> list[str]:
    return [model.findings.all[place].path[3] for place in model.shown_places()]


SAID = "Kites has a second film in its folder: {}"


def test_findings_arrive_under_their_libraries(model: FindingsModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.append([finding("a.mkv", library=Library.SHOWS), finding("b.mkv")])
    model.append([finding("c.mkv", library=Library.SHOWS), finding("d.cbz", library=Library.COMICS)])
    assert lines(model) == [
        *(("Movies", "1"), (SAID.format("b.mkv"), None)),
        *(("Shows", "2"), (SAID.format("a.mkv"), None), (SAID.format("c.mkv"), None)),
        *(("Comics", "1"), (SAID.format("d.cbz"), None)),
    ]
    counts = model.findings.counts()
    assert (counts[FilterKey.ALL], counts[FilterKey.BOOKS], counts[FilterKey.SHOWS]) == (4, 1, 2)
    model.clear()
    assert lines(model) == []
    assert model.findings.counts()[FilterKey.ALL] == 0


def test_a_library_can_be_closed_and_takes_what_arrives_meanwhile(model: FindingsModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.append([finding("a.mkv"), finding("b.mkv"), finding("c.mkv", library=Library.SHOWS)])
    model.set_open(Library.MOVIES, wanted=False)
    assert lines(model) == [("Movies", "2"), ("Shows", "1"), (SAID.format("c.mkv"), None)]
    assert model.row_of(0) == -1
    assert model.index(0, WHAT).data(ROLE.AccessibleTextRole) == "Movies, 2 findings, closed"
    model.append([finding("d.mkv"), finding("e.mkv", library=Library.SHOWS)])
    assert [said for said, _ in lines(model)] == ["Movies", "Shows", SAID.format("c.mkv"), SAID.format("e.mkv")]
    model.set_open(Library.MOVIES, wanted=True)
    assert [model.row_of(place) for place in range(5)] == [1, 2, 5, 3, 6]
    assert [model.line(row) for row in range(8)] == [Library.MOVIES, 0, 1, 3, Library.SHOWS, 2, 4, None]


def test_cells_say_what_is_wrong_what_repairs_it_and_what_it_does(model: FindingsModel) -> None:
    model.append([finding("a.mkv", ("a.mkv", "New")), finding("b.mkv", effect=Effect.NOT_SHOWN)])
    group, first, second = (model.index(row, WHAT) for row in range(3))
    assert first.siblingAtColumn(REPAIR).data() == "Rename to New"
    assert first.siblingAtColumn(EFFECT).data() == "Shown wrong"
    assert second.siblingAtColumn(REPAIR).data() == "You decide"
    assert first.data(ROLE.AccessibleTextRole).endswith("a.mkv. Shown wrong. Rename to New. Checked")
    assert second.data(ROLE.AccessibleTextRole).endswith("b.mkv. Not shown. You decide")
    assert group.data(ROLE.AccessibleTextRole) == "Movies, 2 findings, open"
    assert "/m/a.mkv" in first.data(ROLE.ToolTipRole)
    assert first.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not second.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not model.setData(second, Qt.CheckState.Checked, ROLE.CheckStateRole)
    assert model.setData(first, Qt.CheckState.Unchecked.value, ROLE.CheckStateRole)
    assert model.findings.chosen_count() == 0


def test_names_from_the_disk_are_shown_plainly(model: FindingsModel) -> None:
    model.append([finding("<b>\u202ea\n.mkv")])
    assert model.index(1, WHAT).data() == "Kites has a second film in its folder: <b>□a□.mkv"


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
    assert paths(model) == expected
    assert model.findings.counts()[FilterKey.ALL] == (3 if strict else 2)


def test_of_two_repairs_that_meet_one_is_chosen(model: FindingsModel) -> None:
    model.append(
        [
            finding("a.mkv", ("a.mkv", "x.mkv")),
            finding("a.mkv", ("a.mkv", "y.mkv"), ("b.mkv", "z.mkv")),
            finding("c.mkv", ("c.mkv", "X.mkv")),
            finding("d.mkv"),
        ]
    )
    findings = model.findings
    assert [findings.is_chosen(place) for place in range(4)] == [True, False, False, False]
    model.choose([1], wanted=True)
    assert [findings.is_chosen(place) for place in range(4)] == [False, True, False, False]
    model.toggle([2, 3])
    assert [finding.path for finding in findings.chosen()] == ["/m/a.mkv", "/m/c.mkv"]
    assert findings.chosen_count() == 2
    model.toggle([1, 2])
    assert findings.chosen() == []
    assert findings.chosen_count() == 0


def test_what_could_merely_be_nicer_is_repaired_under_strict_alone(model: FindingsModel) -> None:
    model.append([finding("a.mkv", ("a.mkv", "x.mkv"), effect=Effect.NICER), finding("b.mkv", ("b.mkv", "y.mkv"))])
    assert (model.findings.chosen_count(), model.findings.concerned()) == (2, 2)
    model.set_filter(FilterKey.ALL, "", strict=False)
    assert (model.findings.chosen_count(), model.findings.concerned()) == (1, 1)
    assert [finding.path for finding in model.findings.chosen()] == ["/m/b.mkv"]


def test_a_page_that_is_gone_does_not_follow_the_theme(theme: Theme) -> None:
    model = FindingsModel(theme)
    model.append([finding("a.mkv")])
    model.deleteLater()
    QCoreApplication.sendPostedEvents(model, QEvent.Type.DeferredDelete)
    theme.changed.emit()

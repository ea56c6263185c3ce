from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt

from jforg_gui.domain.item import Item
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.table.further import folder_text, modified_text
from jforg_gui.ui.table.grouping import GroupingModel
from jforg_gui.ui.table.view import TableView
from jforg_gui.ui.theme import Theme
from tests.fakes.review import ReviewSession, episode, film, track

ROLE = Qt.ItemDataRole
NEW = 1_700_000_000 * 10**9


def _aged(item: Item, mtime_ns: int) -> Item:
    return replace(item, file=replace(item.file, mtime_ns=mtime_ns))


def _sure(item: Item, confidence: float) -> Item:
    return replace(item, guess=replace(item.guess, confidence=confidence))


def _book() -> Item:
    item = film("The Drowned Mill")
    return replace(item, guess=replace(item.guess, kind=Kind.BOOK, author="Ida Fenn"))


def _said(grouping: GroupingModel, flat: int, column: Column, role: int = ROLE.DisplayRole) -> object:
    return grouping.data(grouping.index_of_row(flat, column), role)


def test_each_column_says_its_own(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([_sure(episode(3, season=2), 0.94), track(7), _book(), _sure(film("Kites"), 0.5)])
    assert [_said(grouping, 0, column) for column in (Column.MATCH, Column.SEASON, Column.EPISODE)] == [
        "94 %",
        "2",
        "3",
    ]
    assert (_said(grouping, 1, Column.ARTIST), _said(grouping, 1, Column.FOLDER)) == (
        "Mara Linde",
        "drop/Quiet Machines",
    )
    assert (_said(grouping, 2, Column.AUTHOR), _said(grouping, 2, Column.ARTIST)) == ("Ida Fenn", "")
    assert (_said(grouping, 3, Column.MATCH), _said(grouping, 3, Column.SEASON)) == ("50 %", "")


def test_how_sure_a_row_is_is_told_in_words_and_number_not_by_colour_alone(
    grouping: GroupingModel, session: ReviewSession, theme: Theme
) -> None:
    session.show_items([_sure(film("One"), 0.5), _sure(film("Two"), 0.9), _sure(film("Three"), 1.0)])
    assert [_said(grouping, flat, Column.MATCH, ROLE.ToolTipRole) for flat in range(3)] == [
        *("Worth a look", "Quite sure", "Certain")
    ]
    assert _said(grouping, 0, Column.MATCH, ROLE.AccessibleTextRole) == "50 %, Worth a look"
    ink = _said(grouping, 0, Column.MATCH, ROLE.ForegroundRole)
    assert getattr(ink, "color", lambda: None)() == theme.roles.ask
    assert _said(grouping, 1, Column.MATCH, ROLE.ForegroundRole) is None


def test_a_group_says_its_least_sure_row_and_its_newest_file(grouping: GroupingModel, session: ReviewSession) -> None:
    rows = [_aged(_sure(episode(1), 0.9), NEW), _aged(_sure(episode(2), 0.6), 0)]
    session.show_items(rows)
    show = grouping.index(0, Column.MATCH)
    assert grouping.data(show) == "60 %"
    assert grouping.data(show, ROLE.ToolTipRole) == "Worth a look"
    assert grouping.data(show.siblingAtColumn(Column.MODIFIED)) == modified_text(rows[0].file)
    season = grouping.index(0, Column.SEASON, grouping.index(0, 0))
    assert grouping.data(season) == "1"


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (Column.MATCH, "b"),
        (Column.ARTIST, "c"),
        (Column.MODIFIED, "a"),
        (Column.FOLDER, "c"),
    ],
)
def test_each_column_sorts(view: TableView, session: ReviewSession, column: Column, first: str) -> None:
    session.show_items(
        [
            replace(_aged(_sure(film("b"), 0.2), 2 * NEW), file=MediaFile("/z/b.mkv", 1, 2 * NEW, Identity(1, 1))),
            replace(_sure(film("c"), 0.5), file=MediaFile("/a/c.mkv", 1, NEW, Identity(1, 2))),
            replace(_sure(film("a"), 0.9), file=MediaFile("/k/a.mkv", 1, 5, Identity(1, 3))),
        ]
    )
    if column is Column.ARTIST:
        for flat, artist in ((0, "Zoe"), (1, "Abe"), (2, "Kim")):
            session.rows[flat] = replace(
                session.rows[flat],
                item=replace(session.rows[flat].item, guess=replace(session.rows[flat].item.guess, artist=artist)),
            )
        session.rows_changed.emit([0, 1, 2])
    view.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert view.grouping.index(0, Column.TITLE).data() == first


def test_season_artist_and_author_are_corrected_in_place(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(3), track(7), _book()])
    assert grouping.setData(grouping.index_of_row(0, Column.SEASON), "4")
    assert grouping.setData(grouping.index_of_row(0, Column.EPISODE), "9")
    assert grouping.setData(grouping.index_of_row(1, Column.ARTIST), "Mara Lind")
    assert grouping.setData(grouping.index_of_row(2, Column.AUTHOR), "I. Fenn")
    assert not grouping.setData(grouping.index_of_row(2, Column.ARTIST), "nobody")
    guesses = [row.item.guess for row in session.rows]
    assert (guesses[0].season, guesses[0].episodes) == (4, (9,))
    assert (guesses[1].artist, guesses[2].author) == ("Mara Lind", "I. Fenn")


def test_a_season_is_renumbered_on_its_own_line(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(1), episode(2)])
    season = grouping.index(0, 0, grouping.index(0, 0))
    assert grouping.setData(season.siblingAtColumn(Column.SEASON), "5")
    assert {row.item.guess.season for row in session.rows} == {5}


def test_dates_are_written_as_the_country_does_and_a_folder_from_what_was_given() -> None:
    file = MediaFile("/in/Films/Old/a.mkv", 1, NEW, Identity(1, 1))
    english = modified_text(file)
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    assert "." in modified_text(file)
    assert modified_text(file) != english
    assert modified_text(replace(file, mtime_ns=10**30)) == ""
    assert folder_text(file, "/in/Films") == "Films/Old"
    assert folder_text(file, "") == "/in/Films/Old"

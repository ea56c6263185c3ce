from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from jforg_gui.domain.item import Item
from jforg_gui.domain.media import Kind
from jforg_gui.ui.filters import FilterKey, lets_through
from jforg_gui.ui.states import State
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.table.facts import natural
from jforg_gui.ui.table.grouping import FIRST_SHOWN, GroupingModel
from jforg_gui.ui.table.model import ItemsModel
from jforg_gui.ui.table.paints import TableRole
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.editing import Field
from tests.fakes.review import ReviewSession, episode, film, provisional, track

ROLE = Qt.ItemDataRole
ROOT = QModelIndex()


def drawn(model: GroupingModel, parent: QModelIndex = ROOT, column: Column = Column.FILE) -> list[object]:
    """The tree as the view sees it: a line without others under it is its words, one with them a pair."""
    lines: list[object] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        words = index.siblingAtColumn(column).data()
        lines.append((words, drawn(model, index, column)) if model.rowCount(index) else words)
    return lines


def find(model: GroupingModel, *words: str, column: Column = Column.FILE) -> QModelIndex:
    index = ROOT
    for word in words:
        index = next(
            one
            for row in range(model.rowCount(index))
            if word in str((one := model.index(row, 0, index)).siblingAtColumn(column).data())
        )
    return index


def said(model: GroupingModel, index: QModelIndex) -> list[object]:
    return [model.data(index.siblingAtColumn(column)) for column in Column]


def test_what_lies_under_what(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([film("Ember Quay"), episode(1), episode(1, season=2), track(1), track(2), episode(2)])
    assert drawn(grouping, column=Column.TITLE) == [
        "Ember Quay",
        (
            "Harbor Nine",
            [("", [("Part 1", ["English"]), ("Part 2", ["English"])]), ("", [("Part 1", ["English"])])],
        ),
        ("Quiet Machines", ["Song 1", "Song 2"]),
    ]


def test_what_a_group_says(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(1), episode(2), episode(1, season=2), track(3), track(4)])
    show = find(grouping, "Harbor Nine")
    assert said(grouping, show)[:8] == [
        *("Harbor Nine", "Ready · 6", "Harbor Nine", "2018", "S01–S02", "Shows/Harbor Nine (2018)", "3.0 GB", ""),  # noqa: RUF001
    ]
    season = find(grouping, "Harbor Nine", "Season 02")
    assert said(grouping, season)[:8] == ["Season 02", "Ready · 2", "", "", "S02", "Season 02", "1.0 GB", ""]
    album = find(grouping, "Mara Linde")
    assert said(grouping, album)[:6] == [
        *("Mara Linde - Quiet Machines", "Ready · 2", "Quiet Machines", "2016", "3–4"),  # noqa: RUF001
        "Music/Mara Linde/Quiet Machines (2016)",
    ]
    read = grouping.data(show, ROLE.AccessibleTextRole)
    assert read == "Harbor Nine, show, 6 files, checked."


def test_one_edit_of_a_show_moves_its_whole_season(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(1), episode(2), episode(1, season=2), film("Ember Quay")])
    show = find(grouping, "Harbor Nine")
    held = QPersistentModelIndex(find(grouping, "Harbor Nine", "Season 01", "e02"))
    assert grouping.setData(show.siblingAtColumn(Column.TITLE), "Harbour Nine")
    assert {row.item.guess.series for row in session.rows[:3]} == {"Harbour Nine"}
    assert all("/Harbour Nine (2018)/" in (row.destination or "") for row in session.rows[:3])
    assert held.isValid()
    assert held.parent().parent().data() == "Harbour Nine"
    assert drawn(grouping)[1] == "Ember.Quay.2019.mkv"
    assert grouping.data(held.parent().parent().siblingAtColumn(Column.TITLE), TableRole.EDITED) is True
    session.undo_edit()
    assert {row.item.guess.series for row in session.rows[:3]} == {"Harbor Nine"}
    assert held.parent().parent().data() == "Harbor Nine"


def test_the_year_of_an_album_is_edited_for_all_its_tracks(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([track(1), track(2)])
    album = find(grouping, "Mara Linde")
    assert grouping.setData(album.siblingAtColumn(Column.YEAR), "1999")
    assert [row.item.guess.year for row in session.rows] == [1999, 1999]
    season_year = grouping.index(0, Column.YEAR, album)
    assert not grouping.flags(season_year) & Qt.ItemFlag.ItemIsEditable


def test_an_episode_that_is_really_a_film_leaves_its_show(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(1), episode(2)])
    held = QPersistentModelIndex(find(grouping, "Harbor Nine", "Season 01", "e02"))
    session.edit([1], Field.KIND, Kind.MOVIE.value)
    assert not held.parent().isValid()
    assert held.isValid()
    assert grouping.rowCount() == 2


def test_a_group_is_checked_as_its_rows_are(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(1), episode(2)])
    show = find(grouping, "Harbor Nine")
    assert show.data(ROLE.CheckStateRole) is Qt.CheckState.Checked
    session.set_checked([0], wanted=False)
    assert show.data(ROLE.CheckStateRole) is Qt.CheckState.PartiallyChecked
    assert grouping.setData(show, Qt.CheckState.Unchecked, ROLE.CheckStateRole)
    assert show.data(ROLE.CheckStateRole) is Qt.CheckState.Unchecked
    assert session.ready_files() == 0


def test_provisional_rows_are_appended_and_nothing_jumps(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(1), film("Ember Quay")])
    grouping.sort(Column.FILE, Qt.SortOrder.DescendingOrder)
    before = drawn(grouping)
    changes: list[str] = []
    grouping.layoutChanged.connect(lambda: changes.append("layout"))
    grouping.rowsInserted.connect(lambda _parent, first, last: changes.append(f"{first}-{last}"))
    session.arrive([provisional("z.mkv"), provisional("a.mkv")])
    session.arrive([provisional("m.mkv")])
    assert drawn(grouping) == [*before, "z.mkv", "a.mkv", "m.mkv"]
    assert changes == ["2-3", "4-4"]


def test_recognition_keeps_what_is_selected(grouping: GroupingModel, session: ReviewSession) -> None:
    items = [film("Ember Quay"), episode(1), episode(2)]
    session.arrive(provisional(item.file.name) for item in items)
    held = QPersistentModelIndex(grouping.index(2, 0))
    name = held.data()
    session.show_items(items)
    assert held.data() == name
    assert held.parent().data() == "Season 01"
    companion = QPersistentModelIndex(grouping.index(0, 0, grouping.index_of_row(2)))
    session.show_items(items[1:])
    assert held.data() == name
    assert companion.data(ROLE.DisplayRole) == "harbor.nine.s01e02.1080p.web.en.srt"
    session.show_items(items[:1])
    assert not held.isValid()


@pytest.mark.parametrize(
    ("key", "text", "left"),
    [
        (FilterKey.ALL, "", 5),
        (FilterKey.READY, "", 3),
        (FilterKey.CONFLICT, "", 2),
        (FilterKey.FILMS, "", 3),
        (FilterKey.SHOWS, "", 1),
        (FilterKey.MUSIC, "", 1),
        (FilterKey.BOOKS, "", 0),
        (FilterKey.ALL, "ember QUAY", 2),
        (FilterKey.ALL, "shows/harbor", 1),
        (FilterKey.READY, "linde song", 1),
        (FilterKey.ALL, "nothing such", 0),
    ],
)
def test_filters(grouping: GroupingModel, session: ReviewSession, key: FilterKey, text: str, left: int) -> None:
    again = film("Ember Quay", name="another ember quay.mkv")
    session.show_items([film("Ember Quay"), again, film("Slack Water"), episode(1), track(1)])
    grouping.set_filter(key, text)
    assert grouping.matches() == left
    assert len(list(grouping.forest.in_order())) == left


def test_a_row_that_no_longer_matches_leaves_the_filter(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([film("Ember Quay"), film("Ember Quay", name="b.mkv"), film("Slack Water")])
    grouping.set_filter(FilterKey.CONFLICT)
    assert grouping.rowCount() == 2
    session.edit([1], Field.TITLE, "Another")
    assert grouping.rowCount() == 0


def test_siblings_are_sorted_and_stay_under_their_group(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([film("The Weir"), episode(10), episode(2), film("An Oar"), film("Part 10"), film("Part 9")])
    grouping.sort(Column.TITLE)
    tops = [grouping.index(row, Column.TITLE).data() for row in range(grouping.rowCount())]
    assert tops == ["Harbor Nine", "An Oar", "Part 9", "Part 10", "The Weir"]
    season = grouping.index(0, 0, grouping.index(0, 0))
    assert [grouping.index(row, Column.NUMBER, season).data() for row in (0, 1)] == ["S01E02", "S01E10"]
    grouping.sort(Column.NUMBER, Qt.SortOrder.DescendingOrder)
    season = find(grouping, "Harbor Nine", "Season 01")
    assert [grouping.index(row, Column.NUMBER, season).data() for row in (0, 1)] == ["S01E10", "S01E02"]
    grouping.sort(-1)
    assert grouping.index(0, Column.TITLE).data() == "The Weir"


@pytest.mark.parametrize("column", list(Column))
def test_every_column_can_be_sorted(grouping: GroupingModel, session: ReviewSession, column: Column) -> None:
    session.show_items([film("Ember Quay", None), episode(1), track(1), film("A Weir"), track(2, album="B")])
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        grouping.sort(column, order)
        assert sorted(grouping.forest.in_order()) == list(range(5))


def test_the_top_shows_more_when_asked(session: ReviewSession, theme: Theme, qtbot: QtBot) -> None:
    grouping = GroupingModel(ItemsModel(session, theme))  # Qt's tester would ask for every line at every change
    count = 20_000
    for start in range(0, count, 5000):
        session.arrive(provisional(f"{n}.mkv") for n in range(start, start + 5000))
    assert (grouping.rowCount(), grouping.more) == (FIRST_SHOWN, count - FIRST_SHOWN)
    grouping.show_more()
    assert grouping.rowCount() == 2 * FIRST_SHOWN
    assert grouping.index_of_row(12_345).data() == "12345.mkv"
    assert grouping.rowCount() >= 12_346
    grouping.set_filter(FilterKey.ALL, "9999.mkv")
    assert drawn(grouping) == ["9999.mkv", "19999.mkv"]
    grouping.set_filter(FilterKey.ALL)
    session.show_items([film(f"Film {n}") for n in range(3000)])
    qtbot.waitUntil(lambda: len(grouping.items.rows) == 3000)
    assert grouping.rowCount() + grouping.more == 3000


# --- random operations beside a tree that is simple enough to be right ------------------------------------------------


def reference(  # noqa: C901 — one tree, drawn in one place
    grouping: GroupingModel, session: ReviewSession, column: Column | None
) -> list[object]:
    """What the tree should be, from nothing but the rows: grouped by dictionaries, filtered and sorted at once."""
    key, text = grouping.filter
    tops: dict[object, list[int]] = {}
    for flat, row in enumerate(session.rows):
        facts = grouping.items.facts[flat]
        through = lets_through(key, row.item, session.state(flat)) and all(w in facts.search for w in text.split())
        line = tops.setdefault(flat if facts.place is None else facts.place.group, [])
        if through:
            line.append(flat)

    def name(flat: int) -> str:
        return session.rows[flat].item.file.name

    def order(flats: list[int]) -> list[int]:
        return flats if column is None else sorted(flats, key=lambda flat: natural(name(flat)))

    def season(flat: int) -> int | None:
        guess = session.rows[flat].item.guess
        return 1 if guess.season is None and guess.episodes else guess.season

    def show(flats: list[int]) -> list[object]:
        seasons = sorted({one for flat in flats if (one := season(flat)) is not None})
        inside: list[tuple[str, object]] = [
            (f"Season {one:02d}", [name(flat) for flat in order([f for f in flats if season(f) == one])])
            for one in seasons
        ]
        inside += [(name(flat), name(flat)) for flat in flats if season(flat) is None]
        return [line for _name, line in (inside if column is None else sorted(inside, key=lambda one: natural(one[0])))]

    lines: list[tuple[str, object]] = []
    for top, flats in tops.items():
        if not flats:
            continue
        guess = session.rows[flats[0]].item.guess
        if isinstance(top, int):
            lines.append((name(top), name(top)))
        elif guess.kind is Kind.TRACK:
            lines.append((f"{guess.artist} - {guess.album}", [name(flat) for flat in order(flats)]))
        else:
            lines.append((guess.series or "", show(flats)))
    if column is not None:
        lines.sort(key=lambda line: natural(line[0]))
    return [line for _name, line in lines]


def bare(model: GroupingModel, parent: QModelIndex = ROOT) -> list[object]:
    """The tree down to the rows: names, and lists of them for groups."""
    lines: list[object] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        node = model.node_at(index)
        assert node is not None
        lines.append(index.data() if node.flat >= 0 else bare(model, index))
    return lines


def sample(chance: random.Random) -> list[Item]:
    items: list[Item] = []
    for number in range(chance.randint(0, 25)):
        match chance.randint(0, 2):
            case 0:
                series = chance.choice(["Harbor Nine", "Ember"])
                items.append(episode(number, series=series, season=chance.randint(1, 3)))
            case 1:
                items.append(track(number, album=chance.choice(["Low", "High"])))
            case _:
                items.append(film(f"Film {number}"))
    return items


def operate(chance: random.Random, grouping: GroupingModel, session: ReviewSession) -> None:
    rows = range(len(session.rows))
    some = sorted(chance.sample(rows, chance.randint(0, min(4, len(rows)))))
    match chance.choice(["edit", "season", "kind", "check", "remove", "filter", "sort", "undo", "swap"]):
        case "edit":
            session.edit(some, chance.choice([Field.SERIES, Field.ALBUM]), chance.choice(["Ember", "Low", "New One"]))
        case "season":
            session.edit(
                [flat for flat in some if session.rows[flat].item.kind is Kind.EPISODE],
                Field.NUMBER,
                f"s{chance.randint(1, 4)}e1",
            )
        case "kind":
            session.edit(some, Field.KIND, chance.choice(["movie", "episode", "track"]))
        case "check":
            session.set_checked(some, wanted=chance.random() < 0.5)
        case "remove":
            session.remove(some)
        case "filter":
            grouping.set_filter(
                chance.choice([FilterKey.ALL, FilterKey.READY, FilterKey.SHOWS]), chance.choice(["", "e1", "film"])
            )
        case "sort":
            grouping.sort(chance.choice([-1, Column.FILE]))
        case "undo":
            session.undo_edit()
        case "swap":
            session.show_items(sample(chance))


@pytest.mark.parametrize("seed", range(20))
def test_whatever_happens_the_tree_is_the_simple_one(
    grouping: GroupingModel, session: ReviewSession, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 — chosen at random, not secret
    session.show_items(sample(chance))
    held = [
        (index.data(), QPersistentModelIndex(index))
        for flat in range(len(session.rows))
        if (index := grouping.index_of_row(flat)).isValid()
    ]
    for _step in range(15):
        operate(chance, grouping, session)
        column = grouping.sorted_by
        shown = reference(grouping, session, column)
        assert bare(grouping) == shown
        for name, kept in held:
            assert not kept.isValid() or kept.data() == name


def test_the_most_urgent_state_is_a_groups(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(1), episode(2), film("Ember Quay")])
    grouping.items.states[1] = State.FAILED
    grouping.items.renewed.emit([1])
    show = find(grouping, "Harbor Nine")
    assert show.siblingAtColumn(Column.STATE).data() == "Failed · 2"


def test_over_rows_that_stayed_stands_why(grouping: GroupingModel, session: ReviewSession) -> None:
    def over_the_places() -> object:
        return grouping.headerData(list(Column).index(Column.GOES), Qt.Orientation.Horizontal)

    session.show_items([film("Ember Quay")])
    assert over_the_places() == "Goes to"
    grouping.set_filter(FilterKey.STAYED)
    assert over_the_places() == "Why it stayed"
    grouping.set_filter(FilterKey.ALL)
    assert over_the_places() == "Goes to"

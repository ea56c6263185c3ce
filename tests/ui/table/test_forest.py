from __future__ import annotations

from jforg_gui.domain.media import Kind
from jforg_gui.ui.table.facts import GroupKey, Place
from jforg_gui.ui.table.forest import Forest, Level, Node
from jforg_gui.ui.table.names import shared_beginning, shortened

SHOW = GroupKey(Kind.EPISODE, "harbor nine", "2018")
OTHER = GroupKey(Kind.EPISODE, "ember quay", "")
ALBUM = GroupKey(Kind.TRACK, "mara linde", "quiet machines")


def forest(*places: Place | None) -> Forest:
    made = Forest()
    for place in places:
        made.add(place)
    return made


def drawn(made: Forest, node: Node | None = None) -> list[object]:
    """The tree as nested lists: a row is its number, a group its name and what is in it."""
    return [
        one.flat if one.level is Level.ROW else (one.key, drawn(made, one)) for one in made.arranged(node or made.root)
    ]


def test_groups_stand_where_their_first_row_does_and_seasons_by_number() -> None:
    made = forest(None, Place(SHOW, 2), Place(ALBUM, None), Place(SHOW, 1), None, Place(SHOW, None))
    assert drawn(made) == [0, (SHOW, [(1, [3]), (2, [1]), 5]), (ALBUM, [2]), 4]


def test_a_group_that_goes_as_a_whole_stays_the_same_line() -> None:
    made = forest(Place(SHOW, 1), Place(SHOW, 2), None)
    show = made.arranged(made.root)[0]
    made.move([(0, Place(OTHER, 1)), (1, Place(OTHER, 2))])
    made.renew()
    assert drawn(made) == [(OTHER, [(1, [0]), (2, [1])]), 2]
    assert made.arranged(made.root)[0] is show


def test_a_part_of_a_group_leaves_and_an_empty_one_goes() -> None:
    made = forest(Place(SHOW, 1), Place(SHOW, 1), Place(SHOW, 2))
    made.move([(2, Place(OTHER, 1))])
    made.renew()
    assert drawn(made) == [(SHOW, [(1, [0, 1])]), (OTHER, [(1, [2])])]
    made.move([(2, Place(SHOW, 1))])
    made.renew()
    assert drawn(made) == [(SHOW, [(1, [0, 1, 2])])]
    assert {node.level for node in made.nodes.values()} == {Level.ROOT, Level.SHOW, Level.SEASON, Level.ROW}


def test_two_shows_given_one_name_become_one() -> None:
    made = forest(Place(SHOW, 1), Place(OTHER, 1))
    both = GroupKey(Kind.EPISODE, "one name", "")
    made.move([(0, Place(both, 1)), (1, Place(both, 1))])
    made.renew()
    assert drawn(made) == [(both, [(1, [0, 1])])]


def test_a_filter_takes_empty_groups_with_it() -> None:
    made = forest(Place(SHOW, 1), Place(SHOW, 2), Place(ALBUM, None), None)
    made.visible = [False, True, False, True]
    made.renew()
    assert drawn(made) == [(SHOW, [(2, [1])]), 3]


def test_names_lose_what_most_of_their_group_begin_with() -> None:
    names = ["harbor.nine.s01e01.web.mkv", "harbor.nine.s01e02.web.mkv", "harbor.nine.s01e03.mkv", "HN - ep five.mkv"]
    beginning = shared_beginning(names)
    assert [shortened(name, beginning) for name in names] == ["…s01e01.web.mkv", "…s01e02.web.mkv", "…s01e03.mkv", ""]


def test_a_lone_name_and_names_without_a_common_word_stay_whole() -> None:
    assert shared_beginning(["harbor.nine.s01e01.mkv"]) == ""
    assert shared_beginning(["abcdef.mkv", "abcxyz.mkv"]) == ""
    assert shared_beginning([]) == ""
    assert shortened("whole.mkv", "") == ""

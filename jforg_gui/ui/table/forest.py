"""The tree over the flat rows, as lists of row numbers: shows, seasons and albums, filtered and sorted. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import count
from typing import Any, Final

from jforg_gui.domain.media import Kind
from jforg_gui.ui.table.facts import GroupKey, Place

_NEVER: Final = -1


class Level(Enum):
    """What a node of the tree is."""

    ROOT = "root"
    SHOW = "show"
    SEASON = "season"
    ALBUM = "album"
    ROW = "row"
    COMPANION = "companion"


GROUPS: Final = frozenset((Level.SHOW, Level.SEASON, Level.ALBUM))


class Node:
    """One line of the tree. ``row`` is its place among its siblings as last arranged.

    A group has ``rows`` (the flat numbers directly in it, ascending) and ``groups``; a row has ``flat``; a companion
    its owner's ``flat`` and its own number ``companion``. ``summary`` is whatever the model worked out of it.
    """

    __slots__ = (
        *("id", "level", "parent", "row", "flat", "companion", "key"),
        *("rows", "groups", "children", "stamp", "summary"),
    )

    def __init__(self, number: int, level: Level, parent: Node | None, *, flat: int = -1, key: Hashable = None) -> None:
        """Make a node that has not been arranged yet."""
        self.id = number
        self.level = level
        self.parent = parent
        self.row = 0
        self.flat = flat
        self.companion = -1
        self.key = key
        self.rows: list[int] = []
        self.groups: dict[Hashable, Node] = {}
        self.children: list[Node] = []
        self.stamp = _NEVER
        self.summary: Any = None

    def members(self) -> Iterator[int]:
        """Every flat row in a group and in the groups below it."""
        for group in self.groups.values():
            yield from group.members()
        yield from self.rows

    def first(self) -> int:
        """The first flat row of a group or row: its place in the order of the input."""
        if self.flat >= 0:
            return self.flat
        starts = [group.first() for group in self.groups.values()]
        if self.rows:
            starts.append(self.rows[0])
        return min(starts)


SortKey = Callable[[Node], Any]
Numbers = Iterator[int]


class Forest:
    """All nodes of one list of rows. Nodes of rows are made when they are first shown."""

    def __init__(self, numbers: Numbers | None = None) -> None:
        """Begin empty; ``numbers`` hands out node ids that no earlier forest has used."""
        self._numbers = numbers or count(1)
        self.nodes: dict[int, Node] = {}
        self.root = self._node(Level.ROOT, None)
        self.homes: list[Node] = []
        self._row_nodes: dict[int, Node] = {}
        self.stamp = 0
        self.visible: Sequence[bool] | None = None
        self.sort_key: SortKey | None = None
        self.descending = False

    def _node(self, level: Level, parent: Node | None, *, flat: int = -1, key: Hashable = None) -> Node:
        node = Node(next(self._numbers), level, parent, flat=flat, key=key)
        self.nodes[node.id] = node
        return node

    def adopt_settings(self, earlier: Forest) -> None:
        """Sort as an earlier forest does; what the filter lets through is for the model to say."""
        self.sort_key, self.descending = earlier.sort_key, earlier.descending

    # --- what lies where ------------------------------------------------------------------------------------------

    def add(self, place: Place | None) -> int:
        """Put the next flat row where it belongs; return its number."""
        flat = len(self.homes)
        home = self._home(place)
        home.rows.append(flat)
        self.homes.append(home)
        return flat

    def _home(self, place: Place | None) -> Node:
        if place is None:
            return self.root
        group = self.root.groups.get(place.group)
        if group is None:
            level = Level.SHOW if place.group.kind is Kind.EPISODE else Level.ALBUM
            group = self.root.groups[place.group] = self._node(level, self.root, key=place.group)
        if place.season is None:
            return group
        season = group.groups.get(place.season)
        if season is None:
            season = group.groups[place.season] = self._node(Level.SEASON, group, key=place.season)
        return season

    def permute(self, moved: Mapping[int, int]) -> None:
        """Let the lines of some rows go with their files: from the flat number they had to the one they have now."""
        nodes = {flat: self._row_nodes.pop(flat) for flat in moved if flat in self._row_nodes}
        for before, node in nodes.items():
            node.flat = moved[before]
            node.parent = self.homes[node.flat]
            for companion in node.children:
                companion.flat = node.flat
            self._row_nodes[node.flat] = node

    def move(self, places: Sequence[tuple[int, Place | None]]) -> None:
        """Give rows new homes. A group that goes as a whole to a name nobody has is renamed and stays the same node."""
        self._rename(places)
        left: dict[int, set[int]] = {}
        for flat, place in places:
            home = self._home(place)
            if home is not self.homes[flat]:
                left.setdefault(self.homes[flat].id, set()).add(flat)
                home.rows.append(flat)
                self.homes[flat] = home
                home.stamp = _NEVER
                if node := self._row_nodes.get(flat):
                    node.parent = home
        for number, flats in left.items():
            group = self.nodes[number]
            group.rows = [flat for flat in group.rows if flat not in flats]
        for home in {self.homes[flat].id: self.homes[flat] for flat, _place in places}.values():
            home.rows.sort()
        self._drop_empty(left)

    def would_only_rename(self, places: Sequence[tuple[int, Place | None]]) -> bool:
        """Whether moving rows to these places leaves every line where it is: whole groups get another name."""
        if self.sort_key is not None:
            return not places
        names = self._names(places)
        for flat, place in places:
            home = self.homes[flat]
            season = home.key if home.level is Level.SEASON else None
            if place is None or place.season != season or _group_key(home) not in names:
                return False
        return True

    def _rename(self, places: Sequence[tuple[int, Place | None]]) -> None:
        for old, new in self._names(places).items():
            group = self.root.groups.pop(old)
            group.key = new
            self.root.groups[new] = group

    def _names(self, places: Sequence[tuple[int, Place | None]]) -> dict[GroupKey, GroupKey]:
        """The groups that go as a whole to a name nobody has, with that name."""
        wanted: dict[GroupKey, set[GroupKey | None]] = {}
        moved: dict[GroupKey, int] = {}
        for flat, place in places:
            key = _group_key(self.homes[flat])
            if key is not None:
                wanted.setdefault(key, set()).add(None if place is None else place.group)
                moved[key] = moved.get(key, 0) + 1
        names: dict[GroupKey, GroupKey] = {}
        given: set[GroupKey] = set()
        for old, news in wanted.items():
            new = next(iter(news))
            free = new is not None and new.kind is old.kind and new not in self.root.groups and new not in given
            whole = free and len(news) == 1 and moved[old] == sum(1 for _flat in self.root.groups[old].members())
            if whole and new is not None:
                names[old] = new
                given.add(new)
        return names

    def _drop_empty(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            node: Node | None = self.nodes.get(number)
            while node is not None and node.parent is not None and not node.rows and not node.groups:
                del node.parent.groups[node.key]
                del self.nodes[node.id]
                node = node.parent

    # --- what is shown --------------------------------------------------------------------------------------------

    def row_node(self, flat: int) -> Node:
        """The node of a flat row."""
        node = self._row_nodes.get(flat)
        if node is None:
            node = self._row_nodes[flat] = self._node(Level.ROW, self.homes[flat], flat=flat)
        return node

    def known_node(self, flat: int) -> Node | None:
        """The node of a flat row, None if it has never been on show."""
        return self._row_nodes.get(flat)

    def shown_rows(self, group: Node) -> list[int]:
        """The flat rows of a group, with the groups below it, that the filter lets through."""
        visible = self.visible
        return [flat for flat in group.members() if visible is None or visible[flat]]

    def _shows(self, group: Node) -> bool:
        visible = self.visible
        return visible is None or any(visible[flat] for flat in group.members())

    def renew(self) -> None:
        """Let every list be arranged anew when it is next asked for."""
        self.stamp += 1
        for group in self.root.groups.values():
            group.summary = None
            for season in group.groups.values():
                season.summary = None

    def arranged(self, node: Node) -> list[Node]:
        """The children of the root or a group, filtered and sorted."""
        if node.stamp != self.stamp:
            node.stamp = self.stamp
            visible = self.visible
            groups = [group for group in node.groups.values() if self._shows(group)]
            rows = [self.row_node(flat) for flat in node.rows if visible is None or visible[flat]]
            node.children = self._sorted(node, groups, rows)
            for row, child in enumerate(node.children):
                child.row = row
        return node.children

    def _sorted(self, parent: Node, groups: list[Node], rows: list[Node]) -> list[Node]:
        if self.sort_key is not None:
            return sorted(groups + rows, key=self.sort_key, reverse=self.descending)
        if parent.level is Level.ROOT:
            return sorted(groups + rows, key=Node.first) if groups else rows
        return sorted(groups, key=_season_number) + rows

    def companions(self, node: Node, number: int) -> list[Node]:
        """The nodes of a row's ``number`` companions."""
        while len(node.children) < number:
            child = self._node(Level.COMPANION, node, flat=node.flat)
            child.row = child.companion = len(node.children)
            node.children.append(child)
        return node.children[:number]

    def shown_at(self, node: Node) -> int | None:
        """The node's place among its siblings, None if it is not shown."""
        if node.parent is None:
            return None
        siblings = node.parent.children if node.level is Level.COMPANION else self.arranged(node.parent)
        return node.row if node.row < len(siblings) and siblings[node.row] is node else None

    def in_order(self) -> Iterator[int]:
        """The flat rows that the filter lets through, from the top down."""
        yield from self._in_order(self.root)

    def _in_order(self, parent: Node) -> Iterator[int]:
        for node in self.arranged(parent):
            if node.level is Level.ROW:
                yield node.flat
            else:
                yield from self._in_order(node)

    def next_of(self, flats: Sequence[int], node: Node | None, step: int) -> int:
        """The one of ``flats`` (from the top down) after or before a line; beyond the last comes the first again."""
        here = _path(node) if node is not None else []
        places = [(_path(self.row_node(flat)), flat) for flat in flats]
        if step > 0:
            return next((flat for place, flat in places if node is None or place > here), flats[0])
        return next((flat for place, flat in reversed(places) if node is None or place < here), flats[-1])


def _group_key(home: Node) -> GroupKey | None:
    """The key of the show or album that rows lie in; None at the top."""
    group = home.parent if home.level is Level.SEASON else home
    return group.key if group is not None and isinstance(group.key, GroupKey) else None


def _path(node: Node) -> list[int]:
    """Where a line stands, from the top: its place, and those of all it lies under before it."""
    path: list[int] = []
    while node.parent is not None:
        path.insert(0, node.row)
        node = node.parent
    return path


def _season_number(node: Node) -> int:
    return node.key if isinstance(node.key, int) else 0

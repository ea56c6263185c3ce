from __future__ import annotations

import pytest

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, Library, MediaFile, Role
from jforg_gui.domain.plan import CompanionMove, Plan, Roots, Row, Status
from jforg_gui.ui.preview.tree import Branch, Mark, Tree, grow

BLUE = "/media/Movies/Blue (2011)"
ROOTS = Roots({Library.MOVIES: "/media/Movies", Library.SHOWS: "/media/Shows"})


class Go:
    def cancelled(self) -> bool:
        return False


def _file(path: str, size: int = 100) -> MediaFile:
    return MediaFile(path, size, 0, Identity(1, hash(path)))


def _row(source: str, destination: str, *subtitles: tuple[str, str], status: Status = Status.READY) -> Row:
    companions = tuple(Companion(file=_file(path, 1), role=Role.SUBTITLE) for path, _to in subtitles)
    moves = tuple(CompanionMove(one, to, Status.READY) for one, (_path, to) in zip(companions, subtitles, strict=True))
    return Row(
        Item(file=_file(source), guess=Guess(kind=Kind.MOVIE), companions=companions),
        destination,
        status,
        companions=moves,
    )


def _listing(*files: str) -> Listing:
    folders = {path[:at] for path in files for at in range(len("/media/Movies"), len(path)) if path[at] == "/"}
    return Listing.of(
        [Entry(path, 7, Identity(1, hash(path)), is_folder=True) for path in sorted(folders)]
        + [Entry(path, 50, Identity(1, hash(path))) for path in files]
    )


def _lines(tree: Tree) -> list[tuple[str, Mark, int]]:
    found: list[tuple[str, Mark, int]] = []

    def look(branch: Branch) -> None:
        for child in branch.children:
            found.append((child.path, child.mark, child.new))
            look(child)

    look(tree.root)
    return found


def test_what_comes_stands_beside_what_is_there_each_marked() -> None:
    plan = Plan(
        (
            _row("/in/b.mkv", f"{BLUE}/Blue (2011).mkv", ("/in/b.srt", f"{BLUE}/Blue (2011).srt")),
            _row("/in/a2.mkv", "/media/Movies/Ash (1999)/Ash (1999) - 1080p.mkv"),
            _row("/in/x.mkv", "/media/Movies/Nope (1)/Nope (1).mkv", status=Status.CONFLICT),
        ),
        ROOTS,
        creations=[Creation(destination=f"{BLUE}/movie.nfo", content=b"<movie/>", purpose=Purpose.NFO)],
    )
    tree = grow(plan, _listing("/media/Movies/Ash (1999)/Ash (1999) - 720p.mkv"), Go())
    assert _lines(tree) == [
        ("/media/Movies", Mark.THERE, 3),
        ("/media/Movies/Ash (1999)", Mark.THERE, 1),
        ("/media/Movies/Ash (1999)/Ash (1999) - 720p.mkv", Mark.THERE, 0),
        ("/media/Movies/Ash (1999)/Ash (1999) - 1080p.mkv", Mark.NEW, 1),
        ("/media/Movies/Blue (2011)", Mark.NEW, 2),
        ("/media/Movies/Blue (2011)/Blue (2011).mkv", Mark.NEW, 1),
        ("/media/Movies/Blue (2011)/Blue (2011).srt", Mark.NEW, 1),
        (f"{BLUE}/movie.nfo", Mark.WRITTEN, 0),
        ("/media/Shows", Mark.NEW, 0),
    ]
    assert (tree.root.new, tree.root.written, tree.root.files, tree.root.size) == (3, 1, 5, 259)


def test_a_line_knows_its_row_and_where_it_comes_from() -> None:
    rows = (
        _row("/media/Movies/old.mkv", "/media/Movies/Old (2000)/Old (2000).mkv"),
        _row("/media/Movies/Same (1)/Same (1).mkv", "/media/Movies/Same (1)/Same (1).mkv", status=Status.UNCHANGED),
    )
    plan = Plan(rows, ROOTS)
    here = _listing("/media/Movies/old.mkv", "/media/Movies/Same (1)/Same (1).mkv")
    by_path = {branch.path: branch for branch in grow(plan, here, Go()).branches}
    assert by_path["/media/Movies/Old (2000)/Old (2000).mkv"].source == "/media/Movies/old.mkv"
    assert by_path["/media/Movies/Old (2000)"].row == 0
    assert by_path["/media/Movies/Same (1)/Same (1).mkv"].row == 1
    assert "/media/Movies/old.mkv" not in by_path, "it leaves"
    copied = grow(plan, here, Go(), keeps=True)
    assert "/media/Movies/old.mkv" in {branch.path for branch in copied.branches}


def test_what_is_left_out_does_not_come_and_what_is_replaced_is_not_there_twice() -> None:
    place = "/media/Movies/Ash (1999)/Ash (1999).mkv"
    item = Item(file=_file("/in/a.mkv"), guess=Guess(kind=Kind.MOVIE), conflict=ConflictPolicy.REPLACE)
    unwanted = Item(file=_file("/in/b.mkv"), guess=Guess(kind=Kind.MOVIE), wanted=False)
    rows = (
        Row(item, place, Status.READY, replaces=place),
        Row(unwanted, "/media/Movies/B (1)/B (1).mkv", Status.READY),
    )
    files = [branch for branch in grow(Plan(rows, ROOTS), _listing(place), Go()).branches if not branch.is_folder]
    assert [(branch.path, branch.mark) for branch in files] == [(place, Mark.NEW)]


def test_it_stops_when_it_is_told_to() -> None:
    class Stop:
        def cancelled(self) -> bool:
            return True

    with pytest.raises(CancelledError):
        grow(Plan((_row("/in/a.mkv", "/media/Movies/A/A.mkv"),), ROOTS), Listing(), Stop())

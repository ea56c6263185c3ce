from __future__ import annotations

from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, Library, MediaFile, Role
from jforg_gui.domain.plan import CompanionMove, Plan, Roots, Row, Status


def file(path: str, size: int = 10) -> MediaFile:
    return MediaFile(path, size, 0, Identity(1, 1))


def row(status: Status, name: str, *companions: tuple[str, Status]) -> Row:
    moves = tuple(
        CompanionMove(Companion(file=file(f"/in/{name}.{end}", 1), role=Role.SUBTITLE), f"/l/{name}.{end}", state)
        for end, state in companions
    )
    return Row(Item(file=file(f"/in/{name}.mkv"), guess=Guess(kind=Kind.MOVIE)), f"/l/{name}.mkv", status, (), moves)


def test_only_what_is_ready_moves() -> None:
    plan = Plan(
        (
            row(Status.READY, "a", ("srt", Status.READY), ("jpg", Status.CONFLICT)),
            row(Status.CONFLICT, "b", ("srt", Status.CONFLICT)),
            row(Status.UNCHANGED, "c", ("srt", Status.READY), ("nfo", Status.UNCHANGED)),
            row(Status.UNCHANGED, "d"),
            row(Status.IGNORED, "e"),
            row(Status.ATTENTION, "f", ("srt", Status.ATTENTION)),
        ),
        Roots.under("/l"),
    )
    units = [[transfer.file.path for transfer in unit.transfers()] for unit in plan.units()]
    assert units == [["/in/a.mkv", "/in/a.srt"], ["/in/c.srt"]]
    assert [unit.media is None for unit in plan.units()] == [False, True]
    assert (plan.count(), plan.size()) == (3, 12)


def test_every_kind_of_media_has_its_own_library() -> None:
    roots = Roots.under("/srv/media")
    assert roots.get(Library.AUDIOBOOKS) == "/srv/media/Audiobooks"
    assert len(set(roots.folders.values())) == len(Library)
    assert Roots({}).get(Library.MOVIES) is None

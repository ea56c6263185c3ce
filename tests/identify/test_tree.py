from __future__ import annotations

import os

import pytest

from jforg_gui.domain.found import FoundFile, FoundFolder
from jforg_gui.domain.media import Category, Identity, MediaFile
from jforg_gui.identify.tree import folder_names, view


def native(path: str) -> str:
    return path.replace("/", os.sep)


@pytest.mark.parametrize(
    ("path", "root", "names"),
    [
        ("/in", "/in", ("in",)),
        ("/in/A/B", "/in", ("B", "A", "in")),
        ("/x/Harbor Ten/Season 2", "/x/Harbor Ten/Season 2", ("Season 2", "Harbor Ten")),
        ("/x/Film (2010)/Subs", "/x/Film (2010)/Subs", ("Subs", "Film (2010)")),
        ("/x/Film (2010)", "/x/Film (2010)/film.mkv", ("Film (2010)",)),
        ("/x/Harbor Ten/S02", "/x/Harbor Ten/S02/05.mkv", ("S02", "Harbor Ten")),
        ("/in-side/A", "/in", ("A",)),
        ("/", "/", ()),
        ("/a", "/", ("a",)),
    ],
)
def test_folder_names(path: str, root: str, names: tuple[str, ...]) -> None:
    assert folder_names(native(path), native(root)) == names


def test_a_view_sorts_files_and_knows_discs() -> None:
    path = native("/in/Film (2010)/VIDEO_TS")
    files = tuple(FoundFile(MediaFile(os.path.join(path, name), 1, 0, Identity(1, 1))) for name in ("a.vob", "b.srt"))
    one = view(FoundFolder(path, native("/in"), files))
    assert [found.file.name for found in one.of(Category.VIDEO)] == ["a.vob"]
    assert one.disc_home == native("/in/Film (2010)")
    assert view(FoundFolder(native("/in/Film (2010)"), native("/in"), ())).disc_home is None

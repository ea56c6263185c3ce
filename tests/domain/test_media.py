from __future__ import annotations

import pytest

from jforg_gui.domain.media import Category, Identity, MediaFile, category_of, extension_of


@pytest.mark.parametrize(
    ("path", "stem", "extension", "category"),
    [
        ("/a/Golden Pier.MKV", "Golden Pier", "mkv", Category.VIDEO),
        ("/a.b/Golden Pier", "Golden Pier", "", Category.OTHER),
        ("/a.mkv/Golden Pier", "Golden Pier", "", Category.OTHER),
        ("/a/.mkv", ".mkv", "", Category.OTHER),
        ("/a/..mkv", "..mkv", "", Category.OTHER),
        ("/a/..b.mkv", "..b", "mkv", Category.VIDEO),
        ("/a/Golden Pier.", "Golden Pier", "", Category.OTHER),
        ("/a/S.W.A.T..mp3", "S.W.A.T.", "mp3", Category.AUDIO),
    ],
)
def test_a_path_in_its_pieces(path: str, stem: str, extension: str, category: Category) -> None:
    file = MediaFile(path, 0, 0, Identity(1, 2))
    assert (file.stem, file.extension, file.category) == (stem, extension, category)
    assert (extension_of(file.name), category_of(file.name)) == (extension, category)

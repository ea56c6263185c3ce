from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QMimeData, QUrl

from jforg_gui.ui.dropping import has_local_paths, local_paths, usable


def _mime(*urls: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    return mime


@pytest.mark.parametrize(
    "url",
    [
        "http://example.invalid/a.mkv",
        "https://example.invalid/a.mkv",
        "smb://host/share/a.mkv",
        "file://evil/share/a.mkv",
        "data:text/plain,hello",
        "ftp://host/a",
        "relative/a.mkv",
    ],
)
def test_what_is_not_of_this_computer_is_refused(url: str) -> None:
    assert not has_local_paths(_mime(url))
    assert local_paths(_mime(url)) == []


def test_local_paths_come_in_order_each_once() -> None:
    mime = _mime("file:///b/Low%20Tide.mkv", "http://x/y", "file:///a/../a/c", "file:///b/Low%20Tide.mkv")
    assert has_local_paths(mime)
    assert local_paths(mime) == ["/b/Low Tide.mkv", "/a/c"]


def test_text_alone_is_nothing_to_add() -> None:
    mime = QMimeData()
    mime.setText("/etc/passwd")
    assert not has_local_paths(mime)


def test_only_files_and_folders_that_exist_can_be_used(tmp_path: os.PathLike[str]) -> None:
    folder = os.fspath(tmp_path)
    film, starter = os.path.join(folder, "Low Tide.mkv"), os.path.join(folder, "Low Tide.mkv.desktop")
    for path in (film, starter):
        with open(path, "xb"):
            pass
    gone = os.path.join(folder, "gone")
    assert usable([folder, film, starter, gone, os.devnull, "a\0b"]) == [folder, film]


def test_a_hundred_thousand_addresses_take_no_time() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(f"file:///films/{number}.mkv") for number in range(20_000)])
    assert len(local_paths(mime)) == 20_000

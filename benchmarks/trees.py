"""Trees to measure on: messy enough to be like a download folder, the same for every run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Final

_SEASON: Final = 10  # episodes


@contextmanager
def tree_of(files: int) -> Iterator[str]:
    """Yield a new folder that holds exactly ``files`` small files; it is gone afterwards.

    A third each of films (with a subtitle and a left-over), seasons and albums: about seven files to a folder, three
    levels deep, every name different.
    """
    with tempfile.TemporaryDirectory(prefix="jforg-bench-") as top:
        made = 0
        for number in count():
            folder, names = _work(number)
            os.makedirs(os.path.join(top, folder))
            for name in names:
                if made == files:
                    break
                _touch(os.path.join(top, folder, name))
                made += 1
            if made == files:
                break
        yield top


@contextmanager
def albums(folders: int, tracks: int) -> Iterator[str]:
    """Yield a new folder with ``folders`` albums of ``tracks`` files each; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="jforg-bench-") as top:
        for album in range(folders):
            folder = os.path.join(top, f"Artist {album % 10}", f"Album {album}")
            os.makedirs(folder)
            for track in range(1, tracks + 1):
                _touch(os.path.join(folder, f"{track:02d} - Piece {album} {track}.flac"))
        yield top


@contextmanager
def episodes(files: int) -> Iterator[str]:
    """Yield a new folder that holds ``files`` episodes below ``incoming``, ten to a folder; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="jforg-bench-") as top:
        for start in range(0, files, _SEASON):
            folder = os.path.join(top, "incoming", f"Paper Orchard {start // _SEASON}")
            os.makedirs(folder)
            for number in range(start, min(start + _SEASON, files)):
                _touch(os.path.join(folder, f"S01E{number % _SEASON + 1:02d}.mkv"))
        yield top


def _work(number: int) -> tuple[str, list[str]]:
    """Return the folder and the names of one film, season or album."""
    shelf = f"incoming {number % 12}"
    match number % 3:
        case 0:
            film = f"Lantern.Harbour.{number}.2011.1080p.BluRay.x264-GRP"
            return os.path.join(shelf, film), [f"{film}.mkv", f"{film}.en.srt", "www.tracker.example.txt"]
        case 1:
            show = f"Paper.Orchard.{number}.S01.720p.WEB-DL"
            names = [f"Paper.Orchard.{number}.S01E{episode:02d}.720p.WEB-DL.mkv" for episode in range(1, 9)]
            return os.path.join(shelf, show), names
        case _:
            album = os.path.join("music", f"Northern Tides {number % 40}", f"Glass Letters {number}")
            return album, [*(f"{track:02d} - Signal {number}.mp3" for track in range(1, 11)), "cover.jpg"]


def _touch(path: str) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o644)
    try:
        os.write(descriptor, b"\0")
    finally:
        os.close(descriptor)

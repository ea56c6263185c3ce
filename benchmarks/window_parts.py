"""What the window's benchmark runs in processes of its own: corrections, and the memory of a row."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.domain.plan import Row, Status

_EPISODES: Final = 24
_TRACKS: Final = 12


def rows(count: int) -> Iterator[Row]:
    """Recognised rows in the proportions of a large library: a third each of films, seasons and albums."""
    for number in range(count):
        item = _item(number)
        guess = item.guess
        folder = f"{guess.series or guess.album or guess.title} ({guess.year})"
        destination = f"/srv/media/Library/{folder}/{guess.title} - {number}.mkv"
        yield Row(item, destination, Status.READY)


def _item(number: int) -> Item:
    mixed = number * 7919 % 100_003  # titles must not come in the order they are sorted in
    if number % 3 == 0:
        guess = Guess(kind=Kind.MOVIE, title=f"Lantern {mixed}", year=1950 + mixed % 70)
    elif number % 3 == 1:
        show, episode = divmod(number // 3, _EPISODES)
        guess = Guess(
            kind=Kind.EPISODE,
            series=f"Paper Orchard {show * 7919 % 5003}",
            year=2011,
            season=1 + show % 3,
            episodes=(episode + 1,),
            title=f"Part {mixed}",
        )
    else:
        album, track = divmod(number // 3, _TRACKS)
        guess = Guess(
            kind=Kind.TRACK,
            artist=f"Northern Tides {album % 400}",
            album=f"Glass Letters {album}",
            track=track + 1,
            title=f"Signal {mixed}",
            year=2001,
        )
    folder = f"/media/usb-blue/incoming {number % 12}/Release.Of.{mixed}.2011.1080p.BluRay.x264-GRP"
    path = f"{folder}/file.{mixed}.{number}.mkv"
    file = MediaFile(path=path, size=700_000_000 + mixed, mtime_ns=number, identity=Identity(64769, number))
    return Item(file=file, guess=guess, input_root="/media/usb-blue")


def resident_bytes() -> int:
    """The memory of this process that is in use (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def _row_bytes(count: int) -> None:
    from benchmarks.window import Stage  # noqa: PLC0415 — it imports this module

    with Stage() as stage:
        before = resident_bytes()
        stage.show_rows(list(rows(count)))
        sys.stdout.write(f"{(resident_bytes() - before) / count}\n")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["edit-show"]:
            from benchmarks.window_edits import edit_show_ms

            sys.stdout.write(f"{edit_show_ms()}\n")
        case ["bulk-edit"]:
            from benchmarks.window_edits import bulk_edit_ms

            sys.stdout.write(" ".join(map(str, bulk_edit_ms())) + "\n")
        case ["row-bytes", count]:
            _row_bytes(int(count))

"""A session that is shown rows directly: real planning and editing, no disk, no threads for small lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import Row, Status
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase

HOME = "/drop"


def file_of(name: str, size: int = 1_000_000_000) -> MediaFile:
    return MediaFile(path=f"{HOME}/{name}", size=size, mtime_ns=0, identity=Identity(1, hash(name)))


def episode(number: int, *, series: str = "Harbor Nine", season: int = 1, year: int | None = 2018) -> Item:
    name = f"{series.replace(' ', '.').lower()}.s{season:02d}e{number:02d}.1080p.web.mkv"
    subtitle = Companion(file=file_of(name[:-4] + ".en.srt", 46_000), role=Role.SUBTITLE, language="en")
    guess = Guess(
        kind=Kind.EPISODE,
        series=series,
        year=year,
        season=season,
        episodes=(number,),
        title=f"Part {number}",
        confidence=0.9,
    )
    return Item(file=file_of(name), guess=guess, companions=(subtitle,), input_root=HOME)


def track(number: int, *, album: str = "Quiet Machines", artist: str = "Mara Linde") -> Item:
    guess = Guess(kind=Kind.TRACK, artist=artist, album=album, track=number, title=f"Song {number}", year=2016)
    return Item(file=file_of(f"{album}/{number:02d} Song {number}.flac", 38_000_000), guess=guess, input_root=HOME)


def film(title: str, year: int | None = 2019, *, name: str = "") -> Item:
    guess = Guess(kind=Kind.MOVIE, title=title, year=year)
    return Item(file=file_of(name or f"{title.replace(' ', '.')}.{year}.mkv"), guess=guess, input_root=HOME)


def provisional(name: str) -> Row:
    return Row(Item(file=file_of(name), guess=Guess(kind=Kind.UNKNOWN)), None, Status.ATTENTION)


class ReviewSession(Session):
    """A session that rows can be put into."""

    def show_items(self, items: Sequence[Item]) -> None:
        """Plan these items and show them, as after recognition."""
        self.phase = Phase.RECOGNISING
        self._plan_all(list(items), replaced=True, then=lambda: self._set_phase(Phase.REVIEW))

    def arrive(self, rows: Iterable[Row]) -> None:
        """Add provisional rows, as while scanning."""
        self._set_phase(Phase.SCANNING)
        first = len(self.rows)
        self.rows.extend(rows)
        if len(self.rows) > first:
            self.rows_appended.emit(first, len(self.rows) - 1)

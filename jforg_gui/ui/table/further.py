"""The columns that a person can add: how sure a row is, season, episode, artist, author, date and folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from jforg_gui.domain.media import Kind, MediaFile
from jforg_gui.domain.plan import Row
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.table.facts import natural
from jforg_gui.ui.text import moment, percent, plain, plain_path, translate

_SURE: Final = 0.8  # from which on a name is taken without a second look
_NS: Final = 10**9


def further_text(row: Row, column: Column) -> str:  # noqa: PLR0911 — one line a column
    """What one of these columns says of a row."""
    guess = row.item.guess
    match column:
        case Column.MATCH:
            return match_text(guess.confidence) if has_match(row) else ""
        case Column.SEASON:
            return "" if guess.season is None else str(guess.season)
        case Column.EPISODE:
            return episodes_text(guess.episodes)
        case Column.ARTIST:
            return plain(guess.artist or "")
        case Column.AUTHOR:
            return plain(guess.author or "")
        case Column.MODIFIED:
            return modified_text(row.item.file)
        case _:
            return folder_text(row.item.file, row.item.input_root)


def has_match(row: Row) -> bool:
    """Whether it can be said how sure a row is: what is ignored is no match."""
    return row.item.guess.kind not in {Kind.IGNORED, Kind.UNKNOWN}


def match_text(confidence: float) -> str:
    """How sure a row is: ``94 %``; everything but the person's own word leaves room for doubt."""
    return percent(round(confidence * 100), 100)


def match_words(confidence: float) -> str:
    """The same in words, for the tooltip and a screen reader."""
    if confidence >= 1:
        return translate("Table", "Certain")
    return translate("Table", "Quite sure") if confidence >= _SURE else translate("Table", "Worth a look")


def match_tint(confidence: float) -> Tint | None:
    """The colour of a number that is worth a look; the number itself says it too."""
    return None if confidence >= _SURE else Tint.ASK


def episodes_text(episodes: tuple[int, ...]) -> str:
    """``3``, or ``3–4`` for a file that holds several."""  # noqa: RUF002 — as shown
    if not episodes:
        return ""
    first, last = str(episodes[0]), str(episodes[-1])
    return first if first == last else f"{first}–{last}"  # noqa: RUF001 — an en dash is a span


def modified_text(file: MediaFile) -> str:
    """When a file was last changed, as the person's country writes it; '' for a time that no calendar has."""
    try:
        return moment(datetime.fromtimestamp(file.mtime_ns / _NS, UTC))
    except (ValueError, OverflowError, OSError):
        return ""


def folder_text(file: MediaFile, input_root: str) -> str:
    """The folder a file lies in, from the one on that the person gave."""
    above = os.path.dirname(input_root.rstrip(os.sep)) if input_root else ""
    inside = above and file.folder.startswith(above.rstrip(os.sep) + os.sep)
    return plain_path(os.path.relpath(file.folder, above) if inside else file.folder)


def further_sorter(rows: list[Row], column: Column) -> Callable[[int], Any]:
    """What rows are sorted by in one of these columns, by their number."""
    sorters: dict[Column, Callable[[Row], Any]] = {
        Column.MATCH: lambda row: row.item.guess.confidence,
        Column.SEASON: lambda row: -1 if row.item.guess.season is None else row.item.guess.season,
        Column.EPISODE: lambda row: row.item.guess.episodes[0] if row.item.guess.episodes else -1,
        Column.ARTIST: lambda row: natural(row.item.guess.artist or ""),
        Column.AUTHOR: lambda row: natural(row.item.guess.author or ""),
        Column.MODIFIED: lambda row: row.item.file.mtime_ns,
        Column.FOLDER: lambda row: natural(row.item.file.folder),
    }
    by = sorters[column]
    return lambda number: by(rows[number])

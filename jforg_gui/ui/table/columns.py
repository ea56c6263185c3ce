"""The columns of the table: their order, widths and sides, and which field of a row each corrects."""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt

from jforg_gui.ui.text import translate
from jforg_gui.workflow.editing import Field


class Column(IntEnum):
    """The columns; their numbers stay, since the person's own choice of them is kept by number."""

    FILE = 0
    STATE = 1
    TITLE = 2
    YEAR = 3
    NUMBER = 4
    GOES = 5
    SIZE = 6
    KIND = 7
    MATCH = 8
    SEASON = 9
    EPISODE = 10
    ARTIST = 11
    AUTHOR = 12
    MODIFIED = 13
    FOLDER = 14


COLUMNS: Final = tuple(Column)
# The order in which they stand at first: how sure a row is comes before its size.
FIRST_ORDER: Final = (*COLUMNS[: Column.SIZE], Column.MATCH, Column.SIZE, Column.KIND, *COLUMNS[Column.SEASON :])
SHOWN_WHEN_WIDE: Final = frozenset((Column.MATCH,))
HIDDEN_AT_FIRST: Final = frozenset(COLUMNS[Column.KIND :])
# While and after a run the same tree shows these; the others come back with the review.
RUN_COLUMNS: Final = (Column.FILE, Column.STATE, Column.GOES, Column.SIZE)
# Logical pixels, in a table of 898 and in one of 1336 or more; File takes what is left.
WIDTHS: Final = MappingProxyType(
    {
        Column.STATE: (130, 140),
        Column.TITLE: (116, 196),
        Column.YEAR: (44, 52),
        Column.NUMBER: (98, 108),
        Column.GOES: (158, 330),
        Column.SIZE: (64, 74),
        Column.KIND: (90, 90),
        Column.MATCH: (62, 62),
        Column.SEASON: (62, 62),
        Column.EPISODE: (66, 66),
        Column.ARTIST: (140, 160),
        Column.AUTHOR: (140, 160),
        Column.MODIFIED: (130, 140),
        Column.FOLDER: (180, 240),
    }
)
# What a column has to hold without eliding, in whatever font.
WIDEST: Final = MappingProxyType(
    {
        Column.STATE: "      Needs you · 888",
        Column.YEAR: "2888",
        Column.NUMBER: "S01E03–E04",  # noqa: RUF001 — as shown
        Column.SIZE: "888 bytes",
        Column.MATCH: "100 %",
        Column.MODIFIED: "28.12.88 28:58 pm",
    }
)
RUN_WIDTHS: Final = MappingProxyType({Column.STATE: 150, Column.GOES: 300, Column.SIZE: 66})
AT_END: Final = frozenset((Column.YEAR, Column.SIZE, Column.MATCH))
ELIDED_IN_THE_MIDDLE: Final = frozenset((Column.FILE, Column.GOES, Column.FOLDER))
FIELDS: Final = MappingProxyType(
    {
        Column.TITLE: Field.TITLE,
        Column.YEAR: Field.YEAR,
        Column.NUMBER: Field.NUMBER,
        Column.KIND: Field.KIND,
        Column.SEASON: Field.SEASON,
        Column.EPISODE: Field.NUMBER,
        Column.ARTIST: Field.ARTIST,
        Column.AUTHOR: Field.AUTHOR,
    }
)


def heading(column: Column, *, stayed: bool = False) -> str:
    """The word over a column; over rows that ``stayed`` after a run the place gives way to the reason."""
    if stayed and column is Column.GOES:
        return translate("Table", "Why it stayed")
    words = {
        Column.FILE: translate("Table", "File"),
        Column.STATE: translate("Table", "State"),
        Column.TITLE: translate("Table", "Title"),
        Column.YEAR: translate("Table", "Year"),
        Column.NUMBER: translate("Table", "Number"),
        Column.GOES: translate("Table", "Goes to"),
        Column.SIZE: translate("Table", "Size"),
        Column.KIND: translate("Table", "Kind"),
        Column.MATCH: translate("Table", "Match"),
        Column.SEASON: translate("Table", "Season"),
        Column.EPISODE: translate("Table", "Episode"),
        Column.ARTIST: translate("Table", "Artist"),
        Column.AUTHOR: translate("Table", "Author"),
        Column.MODIFIED: translate("Table", "Modified"),
        Column.FOLDER: translate("Table", "Folder"),
    }
    return words[column]


def alignment(column: Column) -> Qt.AlignmentFlag:
    """On which side the words of a column stand."""
    side = Qt.AlignmentFlag.AlignTrailing if column in AT_END else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter

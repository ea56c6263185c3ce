"""Figures and how they are shown: a table on the terminal, a list in build/bench.json."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

_WHOLE: Final = 100  # from here on decimals say nothing


class Better(Enum):
    """Which side of its bar a figure should be on."""

    LOWER = "≤"
    HIGHER = "≥"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; without a ``bar`` it is shown for information."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    better: Better = Better.LOWER

    @property
    def verdict(self) -> str:
        """Say on which side of its bar the figure is."""
        if self.bar is None:
            return ""
        within = self.value <= self.bar if self.better is Better.LOWER else self.value >= self.bar
        return "within" if within else "OUTSIDE"


@dataclass(frozen=True, slots=True)
class Table:
    """Figures that are read side by side, such as the same work for 1,000 and 50,000 files."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one group brings back."""

    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()


def show(measured: Sequence[Measured]) -> None:
    """Print every table, then every figure beside its bar."""
    for table in (table for group in measured for table in group.tables):
        print(f"\n{table.title}")
        _print_columns((table.columns, *table.rows))
    rows = [
        (figure.name, _digits(figure.value), figure.unit, _bar(figure), figure.verdict)
        for group in measured
        for figure in group.figures
    ]
    print()
    _print_columns((("figure", "value", "unit", "bar", "verdict"), *rows))


def write(measured: Sequence[Measured], path: str) -> None:
    """Write the figures as a list of ``{name, value, unit, bar}``."""
    figures = [figure for group in measured for figure in group.figures]
    records = [{"name": each.name, "value": each.value, "unit": each.unit, "bar": each.bar} for each in figures]
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(records, file, indent=1)
        file.write("\n")


def _digits(value: float) -> str:
    """Three digits that count, and never an exponent."""
    return f"{value:,.0f}" if value >= _WHOLE else f"{value:.3g}"


def _bar(figure: Figure) -> str:
    return "" if figure.bar is None else f"{figure.better.value} {figure.bar:g}"


def _print_columns(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

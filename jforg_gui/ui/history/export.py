"""One run as a list for other programs: CSV for tables, HTML for people."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from jforg_gui.storage.export import write_export
from jforg_gui.ui.history.preview import Preview
from jforg_gui.ui.history.run_words import what
from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.language import trouble
from jforg_gui.ui.run.health import SIGNS
from jforg_gui.ui.text import fill, moment, number, plain_path, size, translate

_STARTS_A_FORMULA = "=+-@\t\r"


def _headings() -> tuple[str, ...]:
    return (
        translate("Export", "Old path"),
        translate("Export", "New path"),
        translate("Export", "Bytes"),
        translate("Export", "State"),
        translate("Export", "Why"),
    )


def _rows(preview: Preview) -> Sequence[tuple[str, ...]]:
    return [(row.source, row.destination, str(row.size), SIGNS[row.health].word, row.why) for row in preview.rows]


def as_csv(preview: Preview) -> str:
    """The files of a run, a line each, as RFC 4180 says; no cell is a formula to a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_headings())
    writer.writerows(
        [["'" + cell if cell[:1] in _STARTS_A_FORMULA and cell else cell for cell in row] for row in _rows(preview)]
    )
    return text.getvalue()


def as_html(preview: Preview) -> str:
    """The files of a run as a page that needs nothing else."""
    run = preview.run
    heading = html.escape(f"{what(run)}, {moment(run.started)}")
    files = translate("History", "%Ln {file|files}", None, len(preview.rows))
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in _headings())
    lines = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in _rows(preview)
    )
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{heading}</title>\n'
        "<style>body{font-family:sans-serif}table{border-collapse:collapse}"
        "td,th{border:1px solid #888;padding:4px 8px;text-align:start}</style></head>\n"
        f"<body><h1>{heading}</h1><p>{html.escape(files)}, {html.escape(size(run.size))}, "
        f"{number(run.failed)} ✗</p>\n<table><tr>{head}</tr>\n{lines}\n</table></body></html>\n"
    )


class Exporter(QObject):
    """Asks for a path and writes there. ``said`` tells what came of it."""

    said = Signal(str)

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        """Ask over ``window``."""
        super().__init__(window)
        self._jobs, self._window = jobs, window

    def ask(self, preview: Preview) -> None:
        """Ask where the list of a run's files shall be written; its name says in which form."""
        dialog = QFileDialog(self._window, translate("History", "Export this run"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is: see ``write_export``
        dialog.setNameFilters([translate("History", "Table (*.csv)"), translate("History", "Page (*.html)")])
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(preview, path))
        dialog.open()

    def write(self, preview: Preview, path: str) -> None:
        """Write the list of a run's files, in the background."""
        as_page = path.lower().endswith((".html", ".htm"))
        self._jobs.start(
            lambda _job: write_export(path, as_html(preview) if as_page else as_csv(preview))
        ).ended.connect(self._written)

    def _written(self, ending: Ending) -> None:
        if ending.error is not None:
            self.said.emit(trouble(ending.error))
        elif ending.result is not None:
            self.said.emit(fill(translate("History", "Written: {path}"), path=plain_path(ending.result)))

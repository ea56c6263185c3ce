"""What every command that changes something ends with: its report and its exit status."""

from __future__ import annotations

import argparse
from typing import Final

from jforg_gui.cli import records, show
from jforg_gui.cli.screen import Screen
from jforg_gui.domain.work import Report
from jforg_gui.engine import Engine
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings

OK: Final = 0
INCOMPLETE: Final = 1
USAGE: Final = 2
CANNOT_START: Final = 3


def engine_without_settings(args: argparse.Namespace, places: Places) -> Engine:
    """What was done can be looked at and taken back whatever has become of the settings file."""
    return Engine(places, Settings({}), workers=getattr(args, "workers", None))


def print_report(screen: Screen, report: Report, verb: str) -> None:
    """Say what came of a run; ``verb`` is what was done to its files."""
    if screen.as_json:
        screen.json(records.of_report(report))
    else:
        show.show_report(screen, report, verb)

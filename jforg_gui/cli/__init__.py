"""The command line: the engine without a window."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence

from jforg_gui.cli.arguments import parse
from jforg_gui.cli.commands import COMMANDS
from jforg_gui.cli.outcome import CANNOT_START, INCOMPLETE, USAGE
from jforg_gui.cli.records import of_problem
from jforg_gui.cli.screen import OutputError, Screen
from jforg_gui.domain.errors import CancelledError, CannotStartError, NothingToUndoError, SettingsError, WorldError
from jforg_gui.storage.places import Places


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; see the epilog of ``jforg --help`` for what it means."""
    args = parse(argv)
    screen = Screen(as_json=args.json, quiet=args.quiet)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if args.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        status = _run(args, screen)
        screen.flush()
    except OutputError as error:
        # Nothing more can be said there, and Python must not try while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error.__cause__, BrokenPipeError):
            sys.stderr.write(f"jforg: The output could not be written: {error}.\n")
        return INCOMPLETE
    return status


def _run(args: argparse.Namespace, screen: Screen) -> int:
    try:
        return COMMANDS[args.command](args, screen, Places.of(os.environ))
    except CannotStartError as error:
        screen.error(str(error), problems=[of_problem(problem) for problem in error.problems])
        return CANNOT_START
    except WorldError as error:
        screen.error(str(error))
        return _status_of(error, args.command)
    except (CancelledError, KeyboardInterrupt):
        screen.error("Stopped.")
        return INCOMPLETE


def _status_of(error: WorldError, command: str) -> int:
    if isinstance(error, NothingToUndoError):
        return INCOMPLETE
    if isinstance(error, SettingsError) and command in {"config", "organize", "preview"}:
        return USAGE
    return CANNOT_START

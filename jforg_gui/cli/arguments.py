"""What the command line takes: the parser, and the choices as one object."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Final

from jforg_gui import __version__
from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.media import Kind, Library
from jforg_gui.storage.settings import MOST_WORKERS, size_in_bytes

PLANNED_KINDS: Final = (Kind.MOVIE, Kind.EPISODE, Kind.TRACK, Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK)
_KIND_WORDS: Final = {
    "movie": (Kind.MOVIE,),
    "show": (Kind.EPISODE,),
    "episode": (Kind.EPISODE,),
    "music": (Kind.TRACK,),
    "track": (Kind.TRACK,),
    "book": (Kind.BOOK,),
    "comic": (Kind.COMIC,),
    "audiobook": (Kind.AUDIOBOOK,),
}

# What ``jforg verify --kind`` takes.
LIBRARY_WORDS: Final = {
    "movie": Library.MOVIES,
    "show": Library.SHOWS,
    "music": Library.MUSIC,
    "book": Library.BOOKS,
    "comic": Library.COMICS,
    "audiobook": Library.AUDIOBOOKS,
}

# argparse writes options first: --only, which takes all that follows, would there take RUN as well.
_USAGE: Final = "jforg {} [-h] [--json] [--quiet] [--verbose] [--yes] RUN [--only PATH ...]"
_HIGHEST_RUN: Final = (1 << 63) - 1  # SQLite's greatest integer

_EPILOG = """exit status: 0 everything planned was done; 1 something was not, and is listed;
2 wrong usage; 3 it could not start (journal unusable, another JFOrg at work)."""


def kinds_of(words: Sequence[str] | None) -> frozenset[Kind] | None:
    """The kinds that ``--kind`` names; None where it was not given. Extras go with films and shows."""
    if not words:
        return None
    kinds = {kind for word in words for kind in _KIND_WORDS[word]}
    if kinds & {Kind.MOVIE, Kind.EPISODE}:
        kinds.add(Kind.EXTRA)
    return frozenset(kinds)


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; SystemExit(2) with a sentence on standard error for wrong usage."""
    return make_parser().parse_args(argv)


def make_parser() -> argparse.ArgumentParser:
    """Build the parser of every command; the reference in the documents is written from it."""
    parser = argparse.ArgumentParser(
        prog="jforg",
        description="Turns messy media folders into libraries that Jellyfin reads right, and takes it back.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"jforg {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    everywhere = _everywhere()
    working = _working()
    planning = _planning()
    looking_up = _looking_up()

    scan = commands.add_parser("scan", parents=[everywhere, working], help="tell what is there")
    scan.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="folders or files to look at")

    identify = commands.add_parser(
        "identify", parents=[everywhere, working, looking_up], help="tell what names say; nothing is touched"
    )
    identify.add_argument("names", nargs="*", metavar="NAME", help="names or paths; '-' reads one per line from input")

    preview = commands.add_parser(
        "preview", parents=[everywhere, working, looking_up, planning], help="show what would happen"
    )
    preview.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="folders or files to organise")

    organize = commands.add_parser(
        "organize",
        parents=[everywhere, working, looking_up, planning],
        help="move, copy or link into the library folders",
    )
    organize.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="folders or files to organise")
    organize.add_argument(
        "--remove-emptied",
        action=argparse.BooleanOptionalAction,
        help="remove source folders that the run has emptied, never one that holds anything; undo makes them again",
    )
    organize.add_argument("--yes", action="store_true", help="do not ask")

    history = commands.add_parser("history", parents=[everywhere], help="list the runs, or the files of one")
    history.add_argument("run", nargs="?", type=_run_number, metavar="RUN", help="the number of a run")

    undo = commands.add_parser("undo", parents=[everywhere], usage=_USAGE.format("undo"), help="take a run back")
    _add_run(undo)

    redo = commands.add_parser(
        "redo", parents=[everywhere], usage=_USAGE.format("redo"), help="do a run again that was taken back"
    )
    _add_run(redo)

    _add_verify(commands, everywhere)
    commands.add_parser("recover", parents=[everywhere], help="settle runs that were interrupted")
    _add_config(commands, everywhere)
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", type=_run_or_last, metavar="RUN", help="the number of a run, or 'last'")
    parser.add_argument(
        "--only", nargs="+", type=_path, metavar="PATH", default=[], help="only these files or folders; behind RUN"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _add_verify(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], everywhere: argparse.ArgumentParser
) -> None:
    verify = commands.add_parser(
        "verify", parents=[everywhere], help="tell what Jellyfin would misread, miss or merge in a library"
    )
    verify.add_argument("folder", type=_path, metavar="DIR", help="a library, a folder of libraries, or one work's")
    verify.add_argument(
        "--kind", choices=sorted(LIBRARY_WORDS), help="what the folder holds, where its name does not say"
    )
    verify.add_argument("--strict", action="store_true", help="count what could merely be nicer as well")
    verify.add_argument(
        "--repair", action="store_true", help="repair what can be repaired, as a run that can be undone"
    )
    verify.add_argument("--yes", action="store_true", help="do not ask before repairing")


def _everywhere() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--json", action="store_true", help="print JSON, and nothing else, on standard output")
    parser.add_argument("--quiet", action="store_true", help="print only what went wrong")
    parser.add_argument("--verbose", action="store_true", help="tell more, on standard error")
    return parser


def _working() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--workers",
        type=_workers,
        metavar="N",
        help="how many at once; 0 finds out, 1 uses this process and one thread only",
    )
    return parser


def _looking_up() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    online = parser.add_mutually_exclusive_group()
    online.add_argument("--online", action="store_true", default=None, help="look titles up in online databases")
    online.add_argument("--offline", action="store_false", dest="online", help="do not go online")
    return parser


def _planning() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--dest", type=_path, metavar="DIR", help="make the libraries folders of DIR (Movies, Shows, Music, …)"
    )
    parser.add_argument(
        "--kind", action="append", choices=sorted(_KIND_WORDS), help="only this kind; may be given again"
    )
    parser.add_argument(
        "--mode", choices=[mode.value for mode in Mode], help="how files get to their place (default: move)"
    )
    parser.add_argument(
        "--conflict",
        choices=[policy.value for policy in ConflictPolicy],
        help="what to do when a name is taken (default: skip)",
    )
    parser.add_argument("--min-size", type=_size, metavar="SIZE", help="leave smaller media alone, such as 50MB")
    parser.add_argument(
        "--nfo", action=argparse.BooleanOptionalAction, help="write NFO, OPF and ComicInfo files beside the media"
    )
    parser.add_argument(
        "--artwork",
        action=argparse.BooleanOptionalAction,
        help="fetch posters and covers that are missing (online only)",
    )
    return parser


def _add_config(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], everywhere: argparse.ArgumentParser
) -> None:
    config = commands.add_parser("config", help="show or change the settings")
    actions = config.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("show", parents=[everywhere], help="show all settings")
    get = actions.add_parser("get", parents=[everywhere], help="show one setting")
    get.add_argument("key", metavar="KEY")
    change = actions.add_parser("set", parents=[everywhere], help="change one setting")
    change.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    actions.add_parser("clear-cache", parents=[everywhere], help="forget what online databases answered")
    actions.add_parser("init", parents=[everywhere], help="write a settings file with every key")


def _path(text: str) -> str:
    if not text:
        # A script's unset variable must not mean the folder it happens to be in.
        raise argparse.ArgumentTypeError("give a path; for the folder you are in, give a dot")
    try:
        os.path.abspath(text)
    except OSError as error:
        raise argparse.ArgumentTypeError("the folder you are in is gone; give whole paths") from error
    return text


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"give a whole number, 0 to {MOST_WORKERS}")
    return int(text)


def _size(text: str) -> int:
    try:
        return size_in_bytes(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"give {error}") from error


def _run_number(text: str) -> int:
    if not text.isdecimal() or int(text) > _HIGHEST_RUN:
        raise argparse.ArgumentTypeError("give the number of a run, as `jforg history` lists them")
    return int(text)


def _run_or_last(text: str) -> str:
    if text != "last":
        _run_number(text)
    return text

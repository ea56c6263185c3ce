"""What the terminal shows: lines, questions, progress. Names from the disk are always shown as plain text."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from jforg_gui.domain.work import Progress

if TYPE_CHECKING:
    from rich.console import Console


class OutputError(Exception):
    """What was to be said could not be written: the reader has gone, or the disk is full."""


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from error


class Screen:
    """Standard output and error of one command. ``quiet`` keeps what is not a problem to itself."""

    def __init__(self, *, as_json: bool = False, quiet: bool = False) -> None:
        """Make both streams take every name there can be; one that is closed takes it to nowhere."""
        self.as_json = as_json
        self.quiet = quiet
        self._console: Console | None = None
        sys.stdout = sys.stdout or io.StringIO()
        sys.stderr = sys.stderr or io.StringIO()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")

    def json(self, record: Mapping[str, Any]) -> None:
        """Print one JSON value on a line of its own; undecodable bytes of names are surrogate escapes in it."""
        with _said():
            sys.stdout.write(json.dumps(record) + "\n")

    def line(self, text: str = "", style: str = "") -> None:
        """Print a line; ``style`` is one of rich's and only seen on a terminal. With JSON nothing is printed."""
        if not self.quiet and not self.as_json:
            self._write(sys.stdout, text, style)

    def problem(self, text: str) -> None:
        """Print a line about something that went wrong, also when quiet. With JSON nothing is printed."""
        if not self.as_json:
            self._write(sys.stdout, text, "yellow")

    def error(self, text: str, **more: object) -> None:
        """Print why the command cannot go on, on standard error, and with JSON on standard output, with ``more``."""
        if self.as_json:
            self.json({"error": text, **more})
        self._write(sys.stderr, f"jforg: {text}", "red")

    def flush(self) -> None:
        """Hand on what waits to be printed."""
        with _said():
            sys.stdout.flush()

    def may_ask(self) -> bool:
        """Whether there is a terminal to ask on."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, question: str) -> bool:
        """Ask on standard error; only a clear yes is one."""
        sys.stderr.write(f"{question} [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in {"y", "yes"}

    def choose(self, question: str, answers: Mapping[str, str]) -> str:
        """Ask on standard error until one of the answers is given; return it. The end of the input is the first one.

        ``answers`` maps what is typed to what it means.
        """
        told = ", ".join(f"{key} = {meaning}" for key, meaning in answers.items())
        while True:
            sys.stderr.write(f"{question} [{told}] ")
            sys.stderr.flush()
            line = sys.stdin.readline()
            if not line:
                return next(iter(answers))
            if line.strip() in answers:
                return line.strip()

    @contextmanager
    def progress(self, title: str) -> Iterator[Callable[[Progress], None] | None]:
        """Show how far a run is, on standard error and only on a terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield None
            return
        from jforg_gui.cli.bars import run_bar  # noqa: PLC0415 — slow

        with run_bar(title, self._rich(sys.stderr)) as report:
            yield report

    def _write(self, stream: TextIO, text: str, style: str) -> None:
        if style and stream.isatty() and "NO_COLOR" not in os.environ:
            from rich.text import Text  # noqa: PLC0415 — slow, and a pipe needs no colour

            with _said():
                self._rich(stream).print(Text(text, style=style), soft_wrap=True)
        else:
            with _said():
                stream.write(text + "\n")

    def _rich(self, stream: TextIO) -> Console:
        from rich.console import Console  # noqa: PLC0415 — slow, and a pipe needs no colour

        if self._console is None or self._console.file is not stream:
            self._console = Console(file=stream, highlight=False)
        return self._console

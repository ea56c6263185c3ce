"""The references in ``docs/``, written from the settings and the parser: ``make docs`` writes them anew."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from jforg_gui.cli.arguments import make_parser
from jforg_gui.providers.hosts import VARIABLE, Site
from jforg_gui.storage.settings import KEYS

DOCS: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs")
_WRITTEN_BY: Final = "<!-- Written by `make docs`; a change here is lost. -->"

_SETTINGS: Final = """
# Settings

In the window they are under Settings (Ctrl+comma), each page with a way back to what was. On the command line:

```
jforg config show            all of them, with what is set
jforg config get KEY
jforg config set KEY VALUE
jforg config init            write a settings file that names every key
```

They are kept in `settings.json` in your system's folder for settings: on Linux `~/.config/jforg`, on Windows
`%LOCALAPPDATA%\\jforg`, on macOS `~/Library/Application Support/jforg`. `JFORG_HOME`, or a folder called `portable`
beside the installed program, keeps them elsewhere. A key that is not set has its default.
"""

_COMMANDS: Final = """
# The command line

`jforg` does everything the window does, on the same engine, and needs no display. Exit status: 0 everything planned was
done; 1 something was not, and is listed; 2 wrong usage; 3 it could not start. With `--json` standard output holds JSON
and nothing else.

| variable | meaning |
|---|---|
| `JFORG_HOME` | keep settings, journal, cache and logs in this folder |
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def settings() -> str:
    """The page of all settings, grouped by the first word of their keys."""
    lines = [_WRITTEN_BY, *_SETTINGS.strip().splitlines()]
    for group, keys in groupby(KEYS, key=lambda key: key.partition(".")[0]):
        lines += ["", f"## {group}", "", "| key | default | what it is |", "|---|---|---|"]
        for key in keys:
            default = KEYS[key].default
            shown = f"`{default}`" if default != "" else "not set"
            lines.append(f"| `{key}` | {shown} | {_cell(KEYS[key].meaning)} |")
    return "\n".join(lines) + "\n"


def _subparsers(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """The commands below a parser: name, help, parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, below in action.choices.items():
                yield name, helps.get(name, ""), below


def _argument(action: argparse.Action) -> str:
    """One line of a command's table."""
    if action.option_strings:
        value = "" if action.nargs == 0 else f" {action.metavar or '|'.join(map(str, action.choices or ['VALUE']))}"
        value += "…" if action.nargs == "+" else ""
        name = ", ".join(f"`{option}{value}`" for option in action.option_strings)
    else:
        name = f"`{action.metavar or action.dest}`"
    return f"| {_cell(name)} | {_cell(action.help or '')} |"


def _positionals(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What a command takes beside options, as its usage writes it; argparse's own usage changes with Python."""
    for action in parser._actions:
        if not action.option_strings:
            name = str(action.metavar or action.dest)
            yield {"+": f"{name}…", "*": f"[{name}…]", "?": f"[{name}]"}.get(str(action.nargs), name)


def _section(title: str, meaning: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    below = list(_subparsers(parser))
    usage = " ".join((title, "[options]", *_positionals(parser)))
    yield from ("", f"## {title}", "", f"{meaning[:1].upper()}{meaning[1:]}.", "")
    if below:
        for name, help_, _parser in below:
            yield f"- `{title} {name}`: {help_}"
        return
    yield from ("```", usage, "```", "", "| argument | meaning |", "|---|---|")
    for action in parser._actions:
        if not isinstance(action, argparse._HelpAction):
            yield _argument(action)


def command_line() -> str:
    """The page of all commands and their options."""
    lines = [_WRITTEN_BY, *_COMMANDS.strip().splitlines()]
    bases = ", ".join(f"`{VARIABLE}{site}`" for site in Site if site is not Site.TVMAZE_IMAGES)
    lines.append(f"| {bases} | ask this address, such as a mirror, instead of the online database |")
    for name, meaning, parser in _subparsers(make_parser()):
        lines += _section(f"jforg {name}", meaning, parser)
    return "\n".join(lines) + "\n"


PAGES: Final = {"settings.md": settings, "command-line.md": command_line}

if __name__ == "__main__":
    for page, write in PAGES.items():
        with open(os.path.join(DOCS, page), "w", encoding="utf-8") as file:
            file.write(write())

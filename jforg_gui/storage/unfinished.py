"""Work that was not finished when the window closed: what had been added, and everything the person had said of it."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from typing import Any, Final

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.decision import Decision
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, PartWord, Source
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.storage.json_file import write_json

log = logging.getLogger(__name__)

_VERSION: Final = 1
_LOOKED_UP: Final = frozenset(("match", "known", "named"))  # of a decision: asked for again, by the ids


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The folders and files that were added, decisions by path, the paths taken off the list, and recent folders."""

    inputs: tuple[str, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()


def save_unfinished(work: Unfinished, path: str) -> None:
    """Keep it; where that is not possible the next start begins empty. Not for the GUI thread."""
    value = {
        "version": _VERSION,
        "inputs": list(work.inputs),
        "decisions": {file: _plain(decision) for file, decision in work.decisions.items()},
        "removed": list(work.removed),
        "recent": list(work.recent),
    }
    try:
        write_json(path, value, escaped=True)  # paths may hold bytes that are not UTF-8
    except OSError as error:
        log.info("unfinished work cannot be kept: %s", error)


def load_unfinished(path: str) -> Unfinished:
    """What was kept, without what is no longer there; nothing if the file is of no use. Not for the GUI thread."""
    try:
        with open(path, encoding="utf-8") as file:
            found: Any = json.load(file)
        if found["version"] != _VERSION:
            return Unfinished()
        return Unfinished(
            tuple(given for given in map(str, found["inputs"]) if os.path.lexists(given)),
            {str(file): _decision(value) for file, value in found["decisions"].items()},
            tuple(map(str, found["removed"])),
            tuple(given for given in map(str, found["recent"]) if os.path.isdir(given)),
        )
    except FileNotFoundError:
        return Unfinished()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.info("the file of unfinished work is of no use: %s", error)
        return Unfinished()


def _plain(value: object) -> Any:  # noqa: ANN401 — whatever JSON can hold
    """A dataclass without its defaults, and everything in it, as JSON holds it."""
    if isinstance(value, Decision | Guess | Problem):
        said = {}
        for one in fields(value):
            if one.name in _LOOKED_UP:
                continue
            now = getattr(value, one.name)
            if now != one.default:
                said[one.name] = _plain(now)
        return said
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _problems(value: Any) -> tuple[Problem, ...]:  # noqa: ANN401 — out of JSON
    return tuple(
        Problem(
            ProblemCode(one["code"]),
            str(one.get("path", "")),
            tuple((str(name), str(said)) for name, said in one.get("details", [])),
        )
        for one in value
    )


def _tuples(value: Any) -> Any:  # noqa: ANN401 — out of JSON
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "kind": Kind,
    "date": date.fromisoformat,
    "part_word": PartWord,
    "extra": ExtraType,
    "source": Source,
    "notes": _problems,
}


def _decision(value: Any) -> Decision:  # noqa: ANN401 — out of JSON
    guess, conflict = value.get("guess"), value.get("conflict")
    return Decision(
        guess=None if guess is None else _guess(guess),
        problems=_problems(value.get("problems", [])),
        wanted=bool(value.get("wanted", True)),
        conflict=None if conflict is None else ConflictPolicy(conflict),
        keeps_name=bool(value.get("keeps_name", False)),
    )


def _guess(value: Mapping[str, Any]) -> Guess:
    known = {one.name for one in fields(Guess)}
    return Guess(**{name: _READ.get(name, _tuples)(said) for name, said in value.items() if name in known})

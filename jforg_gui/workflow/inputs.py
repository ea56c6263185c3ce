"""What the person gave: paths made absolute, links resolved once, files of one folder brought together."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.workflow.walk import RawFolder


@dataclass(frozen=True, slots=True)
class Input:
    """One starting point of a scan.

    ``named`` holds what lies in ``folder`` and was given by name; without it the whole folder is to be walked,
    unless a ``problem`` says why it cannot be.
    """

    root: str
    folder: str
    named: RawFolder | None = None
    problem: Problem | None = None


def resolve(inputs: Sequence[str]) -> list[Input]:
    """Look at each input once, in order; those that are files join the first one of the same folder.

    A subtitle that was dropped beside its film must be found beside it. An input that is a link is resolved here and
    nowhere else: the person chose it. Links further up are left as the person wrote them.
    """
    found: list[Input] = []
    groups: dict[str, int] = {}
    for path in dict.fromkeys(_absolute(given) for given in inputs):
        try:
            facts = os.lstat(path)
        except OSError as error:
            found.append(Input(path, os.path.dirname(path), problem=_not_there(path, error)))
            continue
        if stat.S_ISDIR(facts.st_mode):
            found.append(Input(path, path))
            continue
        folder, name = os.path.split(path)
        place = groups.setdefault(os.path.realpath(folder), len(found))
        if place == len(found):
            found.append(Input(path, folder, RawFolder(folder)))
        else:
            found[place] = Input(found[place].folder, found[place].folder, found[place].named)
        _add(found[place].named, name, facts)
    return found


def _absolute(given: str) -> str:
    """Make a path absolute; ``..`` behind a link can only be resolved by the system."""
    path = os.path.abspath(given)
    if os.path.islink(path) or os.pardir in given.replace("\\", "/").split("/"):
        return os.path.realpath(given)
    return path


def _not_there(path: str, error: OSError) -> Problem:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Problem(ProblemCode.MISSING, path)
    return Problem(ProblemCode.UNREADABLE_FILE, path, (("error", error.strerror or str(error)),))


def _add(named: RawFolder | None, name: str, facts: os.stat_result) -> None:
    if named is None or any(name == other for other, _ in named.files):
        return
    if stat.S_ISREG(facts.st_mode):
        named.files.append((name, facts))
    elif stat.S_ISLNK(facts.st_mode):
        named.links.append((name, facts))
    else:
        named.specials.append((name, facts))

"""What one listed folder holds: candidates, what is left alone and why, and the folders to walk into."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import LeftAlone
from jforg_gui.domain.media import MediaFile
from jforg_gui.identify.folders import certificate_home, is_disc_folder
from jforg_gui.identify.junk import file_left_alone, folder_left_alone
from jforg_gui.workflow.ignorefile import IGNORE_FILE, IgnoreRules, read_ignore_file
from jforg_gui.workflow.walk import RawEntry, RawFolder, media_file


@dataclass(frozen=True, slots=True)
class Entries:
    """One folder, judged: everything that ``RawFolder`` holds is in exactly one of these.

    ``folders`` are the paths to walk into, ``rules`` those of the `.ignore` file that hold for them.
    """

    path: str
    files: tuple[MediaFile, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    problems: tuple[Problem, ...] = ()
    folders: tuple[str, ...] = ()
    rules: IgnoreRules | None = None


def judge(raw: RawFolder, rules: IgnoreRules | None) -> Entries:
    """Judge what lies in one folder; ``rules`` are those of the nearest `.ignore` above it. Reads `.ignore` files."""
    problems = [_failure(raw.path, name, error) for name, error in raw.failures]
    own, problem = _own_rules(raw)
    if problem is not None:
        problems.append(problem)
    if own is not None:
        if own.everything:
            whole = LeftAlone(raw.path, Problem(ProblemCode.IGNORE_FILE, raw.path), is_folder=True)
            return Entries(raw.path, left_alone=(whole,), problems=tuple(problems))
        rules = own
    files: list[MediaFile] = []
    left_alone = [*_left_files(raw, rules, files), *_left_others(raw)]
    folders: list[str] = []
    left_alone += _left_folders(raw, rules, folders)
    left_alone.sort(key=attrgetter("path"))
    return Entries(raw.path, tuple(files), tuple(left_alone), tuple(problems), tuple(folders), rules)


def unreadable_folder(path: str, error: OSError) -> Problem:
    """Say in the system's words why a folder could not be listed; in ours where those would not help.

    macOS answers EPERM, not EACCES, for folders it shows only to programs the person has allowed.
    """
    if error.errno == errno.EPERM and sys.platform == "darwin":
        return Problem(ProblemCode.FOLDER_PRIVATE, path)
    return Problem(ProblemCode.UNREADABLE_FOLDER, path, (("error", error.strerror or str(error)),))


def _failure(folder: str, name: str, error: OSError) -> Problem:
    if not name:
        return unreadable_folder(folder, error)
    words = error.strerror or str(error)
    return Problem(ProblemCode.UNREADABLE_FILE, os.path.join(folder, name), (("error", words),))


def _own_rules(raw: RawFolder) -> tuple[IgnoreRules | None, Problem | None]:
    """Return the rules of the `.ignore` file in this very folder.

    One that cannot be read, or is a link, stands for the whole folder: what may not be touched stays untouched.
    """
    if any(name == IGNORE_FILE for name, _ in raw.links):
        return IgnoreRules(raw.path, None), None
    if all(name != IGNORE_FILE for name, _ in raw.files):
        return None, None
    path = os.path.join(raw.path, IGNORE_FILE)
    try:
        return read_ignore_file(raw.path, path), None
    except OSError as error:
        return IgnoreRules(raw.path, None), _failure(raw.path, IGNORE_FILE, error)


def _left_files(raw: RawFolder, rules: IgnoreRules | None, files: list[MediaFile]) -> Iterator[LeftAlone]:
    """Fill ``files`` with the candidates and yield the regular files that are left alone."""
    in_disc = _is_in_disc(raw)
    for name, facts in raw.files:
        path = os.path.join(raw.path, name)
        code = None if in_disc and not name.startswith(".") else file_left_alone(name)
        if rules is not None and code is None and rules.leaves_alone(path):
            code = ProblemCode.IGNORE_FILE
        if code is None:
            files.append(media_file(path, facts))
        else:
            yield LeftAlone(path, Problem(code, path), facts.st_size)


def _is_in_disc(raw: RawFolder) -> bool:
    """Tell whether a folder is part of a disc, of which every file is needed, whatever its name.

    ``CERTIFICATE`` is part of one where it lies beside ``BDMV``.
    """
    names = raw.path.split(os.sep)
    if any(is_disc_folder(name) for name in names) or any(name.upper() == "VIDEO_TS.IFO" for name, _ in raw.files):
        return True
    above = certificate_home(raw.path)
    return above is not None and os.path.isdir(os.path.join(above, "BDMV"))


def _left_folders(raw: RawFolder, rules: IgnoreRules | None, folders: list[str]) -> Iterator[LeftAlone]:
    """Fill ``folders`` with those to walk into and yield those that are left alone."""
    for name in raw.folders:
        path = os.path.join(raw.path, name)
        code = folder_left_alone(name)
        if rules is not None and code is None and rules.leaves_alone(path, is_folder=True):
            code = ProblemCode.IGNORE_FILE
        if code is None:
            folders.append(path)
        else:
            yield LeftAlone(path, Problem(code, path), is_folder=True)


def _left_others(raw: RawFolder) -> Iterator[LeftAlone]:
    yield from _all_left(raw.path, raw.links, ProblemCode.SYMLINK)
    yield from _all_left(raw.path, raw.specials, ProblemCode.SPECIAL_FILE)


def _all_left(folder: str, entries: list[RawEntry], code: ProblemCode) -> Iterator[LeftAlone]:
    for name, _ in entries:
        path = os.path.join(folder, name)
        yield LeftAlone(path, Problem(code, path))

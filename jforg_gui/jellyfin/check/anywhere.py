"""What can be wrong in any library: skipped folders, strays, orphans, empty things, spellings that meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, RepairWord
from jforg_gui.domain.languages import language_of
from jforg_gui.domain.listing import fold
from jforg_gui.domain.media import MEDIA, Category, Library, MediaFile
from jforg_gui.domain.seen import CURRENT, Sight
from jforg_gui.jellyfin import legal
from jforg_gui.jellyfin.check.tree import Branch, Parts, Work
from jforg_gui.jellyfin.reader import extras, ignored
from jforg_gui.jellyfin.reader.streams import SUBTITLES

_VIDEO: Final = frozenset((Library.MOVIES, Library.SHOWS))
_SUBTITLE_FOLDERS: Final = frozenset(("subs", "subtitles", "sub", "untertitel"))
_WORDS: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)?")
_FLAGS: Final = ("forced", "sdh", "default")
_BESIDE: Final = frozenset(("nfo", "jpg", "jpeg", "png", "webp", "tbn", "lrc", "opf"))
_EPISODE_FILE: Final = re.compile(r"s\d+e\d+", re.IGNORECASE)


def check_anything(work: Work) -> Iterator[Finding]:
    """Give the findings of one work's folder that do not depend on its kind."""
    for branch in work.branches.values():
        if branch.parts and branch.empty:
            yield work.finding(FindingCode.EMPTY_FOLDER, Effect.NICER, branch.parts)
        yield from _folder(work, branch)
        yield from _twice(work, branch)
        if work.library in _VIDEO:
            yield from _subtitles(work, branch)
        yield from _files(work, branch)


def _folder(work: Work, branch: Branch) -> Iterator[Finding]:
    """Tell a folder of media whose own name keeps it from being shown."""
    if len(branch.parts) != 1 and not (work.library is Library.MUSIC and len(branch.parts) == 2):  # noqa: PLR2004
        return
    why = ignored.why_folder(branch.name, CURRENT)
    if why is None or not any(
        file.category in MEDIA for below in work.below(branch.parts) for file in below.files.values()
    ):
        return
    hidden = branch.name.startswith(".")
    new = legal.component(branch.name.lstrip(". ")) if hidden else f"{branch.name}_"
    repair = None
    if new:
        moves = (
            (file, (*parts[:-1], _renamed(parts[-1], branch.name, new)))
            for file, parts in work.renamed_folder(branch.parts, new)
        )
        repair = work.repair(RepairWord.RENAME_FOLDER, moves, new)
    code = FindingCode.HIDDEN if hidden else FindingCode.FOLDER_SKIPPED
    yield work.finding(code, Effect.NOT_SHOWN, branch.parts, repair=repair)


def _renamed(name: str, old: str, new: str) -> str:
    """A file that carries a hidden folder's name loses the dot as well."""
    return new + name[len(old) :] if old.startswith(".") and name.startswith(old) else name


def _twice(work: Work, branch: Branch) -> Iterator[Finding]:
    """Tell folders in a work's whose names differ in case or accents' form alone; of works see ``check_twins``."""
    if not branch.parts:
        return
    first: dict[str, str] = {}
    for name in branch.folders:
        parts = (*branch.parts, name)
        other = first.setdefault(fold(name), name) if work.holds_files(parts) else name
        if other != name:
            repair = work.repair(RepairWord.MERGE, work.moved_folder(parts, (*branch.parts, other)), other)
            yield work.finding(FindingCode.SPELLED_TWICE, Effect.SHOWN_WRONG, parts, repair=repair, other=other)


# --- subtitles ------------------------------------------------------------------------------------------------------


def _subtitles(work: Work, branch: Branch) -> Iterator[Finding]:
    """Tell subtitles in a folder of their own, and where they belong."""
    if len(branch.parts) < 2 or branch.name.casefold() not in _SUBTITLE_FOLDERS:  # noqa: PLR2004 — a folder in a work's
        return
    above = work.branches[branch.parts[:-1]]
    moves: list[tuple[MediaFile, Parts]] = []
    count = 0
    for one in work.below(branch.parts):
        for file in one.files.values():
            if file.category is not Category.SUBTITLE:
                continue
            count += 1
            to = _place(above, file.stem, one.name if one is not branch else "")
            if to is not None:
                moves.append((file, (*above.parts, f"{to}.{file.extension}")))
    if not count:
        return
    repair = work.repair(RepairWord.BESIDE, _apart(moves)) if len(moves) == count else None
    said = {"count": count, "name": branch.name}
    yield work.finding(FindingCode.SUBTITLES_SKIPPED, Effect.NICER, branch.parts, repair=repair, **said)


def _place(above: Branch, stem: str, folder: str) -> str | None:
    """Return the stem a subtitle gets beside its video; None where nothing says whose it is."""
    videos = [name.rpartition(".")[0] for name, file in above.files.items() if file.category is Category.VIDEO]
    if not videos:
        return None
    for video in videos:
        if folder.casefold() == video.casefold() or stem.casefold().startswith(video.casefold()):
            rest = stem[len(video) :] if stem.casefold().startswith(video.casefold()) else stem
            return video + _ending(rest)
    features = [video for video in videos if extras.by_name(video, Category.VIDEO) is None]
    if len(features) == 1 and not _EPISODE_FILE.search(stem):
        return features[0] + _ending(stem)
    return None


def _ending(text: str) -> str:
    """Return ``.en.forced``: what a subtitle's name says of its language and flags."""
    words = [word for word in _WORDS.findall(text) if not word.isdecimal()]
    language = next((code for word in words if (code := language_of(word))), None)
    flags = [
        flag
        for flag in _FLAGS
        if any(word.casefold() in {flag, "foreign" if flag == "forced" else flag} for word in words)
    ]
    return "".join(f".{word}" for word in (language, *flags) if word)


def _apart(moves: list[tuple[MediaFile, Parts]]) -> Iterator[tuple[MediaFile, Parts]]:
    """Number what would get one name: ``.Track 2.en``."""
    seen: dict[str, int] = {}
    for file, parts in moves:
        key = fold(parts[-1])
        seen[key] = count = seen.get(key, 0) + 1
        if count == 1:
            yield file, parts
            continue
        stem, _, extension = parts[-1].rpartition(".")
        head, dot, tail = stem.partition(".en") if ".en" in stem else (stem, "", "")
        yield file, (*parts[:-1], f"{head}.Track {count}{dot}{tail}.{extension}")


# --- files ----------------------------------------------------------------------------------------------------------


def _files(work: Work, branch: Branch) -> Iterator[Finding]:
    seen = work.read(branch, CURRENT)
    skipped = any(ignored.why_folder(part, CURRENT) is not None for part in branch.parts)
    for name, file in branch.files.items():
        parts = (*branch.parts, name)
        if name.startswith(".") and not skipped:
            new = legal.component(name.lstrip(". ")) or name
            repair = work.repair(RepairWord.RENAME, [(file, (*branch.parts, new))], new)
            yield work.finding(FindingCode.HIDDEN, Effect.NOT_SHOWN, parts, repair=repair)
        elif file.size == 0 and file.category is Category.IMAGE:
            yield work.finding(FindingCode.EMPTY_IMAGE, Effect.NICER, parts)
        elif file.size == 0 and file.category in MEDIA and file.extension != "strm":
            yield work.finding(FindingCode.EMPTY_MEDIA, Effect.NOT_SHOWN, parts)
        elif not skipped and branch.parts and seen[name].kind is Sight.NOTHING:
            yield from _belongs_to_nothing(work, branch, name, file)


def _belongs_to_nothing(work: Work, branch: Branch, name: str, file: MediaFile) -> Iterator[Finding]:
    parts = (*branch.parts, name)
    if work.library in _VIDEO and file.extension in SUBTITLES:
        yield _stray(work, branch, name, file)
    elif file.extension in _BESIDE and _is_named_like_media(work, file):
        yield work.finding(FindingCode.ORPHAN, Effect.NICER, parts)


def _stray(work: Work, branch: Branch, name: str, file: MediaFile) -> Finding:
    """A subtitle of a version that is gone goes to the only video there is."""
    videos = [one.rpartition(".")[0] for one, found in branch.files.items() if found.category is Category.VIDEO]
    repair = None
    if len(videos) == 1 and not _EPISODE_FILE.search(file.stem):
        new = f"{videos[0]}{_ending(file.stem.rpartition('.')[2] if '.' in file.stem else '')}.{file.extension}"
        repair = work.repair(RepairWord.RENAME, [(file, (*branch.parts, new))], new)
    return work.finding(FindingCode.STRAY_SUBTITLE, Effect.NICER, (*branch.parts, name), repair=repair)


def _is_named_like_media(work: Work, file: MediaFile) -> bool:
    """Tell metadata and pictures that carry an episode's, a track's or the work's own name."""
    stem = file.stem.casefold()
    if work.library is Library.SHOWS:
        return _EPISODE_FILE.search(stem) is not None
    return file.extension in {"nfo", "lrc", "opf"} or (bool(work.name) and stem.startswith(work.name.casefold()))

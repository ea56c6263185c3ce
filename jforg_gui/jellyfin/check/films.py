"""What is wrong with a film's folder. Source of every rule: jellyfin.org, "Movies", and the reader beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, RepairWord
from jforg_gui.domain.media import Category, MediaFile
from jforg_gui.domain.seen import CURRENT, Seen, Server, Sight
from jforg_gui.jellyfin import legal, rules
from jforg_gui.jellyfin.check.tree import Branch, Parts, Work, renamed_work, restemmed
from jforg_gui.jellyfin.reader import extras, ignored, titles
from jforg_gui.jellyfin.reader.intent import bare

_RESOLUTION: Final = re.compile(r"(?<![0-9A-Za-z])(\d{3,4}[pi]|4k|uhd)(?![0-9A-Za-z])", re.IGNORECASE)
# Folders that people make for extras under another name.
_EXTRA_WORDS: Final[dict[str, str]] = {
    "featurette": "featurettes",
    "trailer": "trailers",
    "bonus": "extras",
    "bonus disc": "extras",
    "special features": "extras",
    "deleted": "deleted scenes",
    "deleted scene": "deleted scenes",
    "making of": "behind the scenes",
    "behindthescenes": "behind the scenes",
    "interview": "interviews",
    "short": "shorts",
    "scene": "scenes",
    "clip": "clips",
}
_LONE_DISC: Final = re.compile(r"(?:dis[ck]|cd|dvd)[ ._-]*(\d{1,3})", re.IGNORECASE)
_TAGS_AT_END: Final = re.compile(r"(?<=\S)(?:\s*\[[^\[\]]*\]|\s*\{[^{}]*\})+$")
_SHORT_ID: Final = re.compile(r"[\[({]\s*(tmdb|imdb|tvdb)(?:id)?\s*[-=]\s*([^\])}\s]{1,64})\s*[\])}]", re.IGNORECASE)


def check_film(work: Work) -> Iterator[Finding]:
    """Give the findings of one folder directly in a library of films."""
    for branch in work.branches.values():
        seen = work.read(branch, CURRENT)
        yield from _skipped(work, branch, seen)
        films = {name: one for name, one in seen.items() if one.kind is Sight.MOVIE}
        if work.name and len(branch.parts) == 1 and not _is_disc(branch):
            yield from _together(work, branch, films)
            yield from _inside(work, branch, films)
            yield from _discs(work, branch)
        yield from _titles(work, branch, films)
    if work.name:
        yield from unread_id(work)


def _is_disc(branch: Branch) -> bool:
    return any(name.casefold() in rules.DISC_FOLDERS for name in branch.folders)


def _skipped(work: Work, branch: Branch, seen: dict[str, Seen]) -> Iterator[Finding]:
    for name, one in seen.items():
        # What is called just "sample" is meant as one.
        if one.why is not None and one.kind is Sight.NOTHING and branch.files[name].category is Category.VIDEO:
            stem = name.rpartition(".")[0]
            if rules.SAMPLE_WORD.search(stem) and not re.fullmatch(r"(?:.*[-._ ])?sample\d*", stem, re.IGNORECASE):
                yield work.finding(FindingCode.SAMPLE_WORD, Effect.NOT_SHOWN, (*branch.parts, name))


def _together(work: Work, branch: Branch, films: dict[str, Seen]) -> Iterator[Finding]:
    """Tell films that share a folder: parts that are none, versions that do not fit, films of their own."""
    for name, one in films.items():
        other = one.joined
        if one.part is not None and other is not None and not name.casefold().startswith(branch.name.casefold()):
            moves = [*_own_folder(branch, name), *_own_folder(branch, other)]
            repair = work.repair(RepairWord.OWN_FOLDERS, moves)
            yield work.finding(
                FindingCode.PARTS_OF_TWO,
                Effect.SHOWN_WRONG,
                branch.parts,
                name,
                other,
                repair=repair,
                name=other,
                other=name,
            )
            return
    heads = [name for name, one in films.items() if one.part in {None, 1}]
    if len(heads) < 2 or all(films[name].version is not None for name in heads):  # noqa: PLR2004 — one is alone
        return
    own = titles.looked_up(branch.name, CURRENT)
    for name in heads:
        stem = name.rpartition(".")[0]
        if stem.casefold().startswith(branch.name.casefold()):
            continue
        if _same_film(own, titles.looked_up(stem, CURRENT)):
            yield _version(work, branch, name)
        else:
            repair = work.repair(RepairWord.OWN_FOLDERS, _own_folder(branch, name))
            yield work.finding(FindingCode.SECOND_FILM, Effect.SHOWN_WRONG, (*branch.parts, name), repair=repair)


def _same_film(one: tuple[str, int | None], other: tuple[str, int | None]) -> bool:
    return bare(one[0]) == bare(other[0]) and (None in {one[1], other[1]} or one[1] == other[1])


def _version(work: Work, branch: Branch, name: str) -> Finding:
    stem = name.rpartition(".")[0]
    found = _RESOLUTION.search(stem)
    label = found[1] if found else legal.piece(titles.cleaned(stem, CURRENT)[len(branch.name) :]) or "Version 2"
    new = f"{branch.name} - {label}"
    repair = work.repair(RepairWord.RENAME, restemmed(branch, stem, new), f"{new}{name[len(stem) :]}")
    return work.finding(FindingCode.VERSIONS_APART, Effect.SHOWN_WRONG, (*branch.parts, name), repair=repair)


def _own_folder(branch: Branch, name: str) -> Iterator[tuple[MediaFile, Parts]]:
    """Give the moves that put a film into a folder of its own, called as the film is looked up."""
    stem = name.rpartition(".")[0]
    title, year = titles.looked_up(stem, CURRENT)
    folder = legal.component(f"{title} ({year})" if year else title) or stem
    return restemmed(branch, stem, folder, (folder,))


def _inside(work: Work, branch: Branch, films: dict[str, Seen]) -> Iterator[Finding]:
    """Tell folders in a film's folder that take it away from the film."""
    if not films:
        return
    for name in branch.folders:
        if ignored.why_folder(name, CURRENT) is not None or extras.by_folder(name) is not None:
            continue
        parts = (*branch.parts, name)
        if not work.holds_files(parts):
            continue  # an empty folder is told as such
        to = _EXTRA_WORDS.get(name.casefold())
        moves = work.renamed_folder(parts, to) if to else ()
        repair = work.repair(RepairWord.INTO_FOLDER, moves, to or "")
        yield work.finding(FindingCode.FOLDER_INSIDE, Effect.NICER, parts, repair=repair)


def _discs(work: Work, branch: Branch) -> Iterator[Finding]:
    """Tell discs of a film in folders that are called just ``Disc 1``: no stacking rule takes them for its parts."""
    found = {
        name: match for name in branch.folders if (match := _LONE_DISC.fullmatch(name)) and _holds_disc(work, name)
    }
    if not found:
        return
    if len(found) == 1:
        moves = [move for name in found for move in work.moved_folder((*branch.parts, name), branch.parts)]
        repair = work.repair(RepairWord.UP, moves)
    else:
        named = {name: f"{branch.name} - Disc {int(match[1])}" for name, match in found.items()}
        moves = [move for old, new in named.items() for move in work.renamed_folder((*branch.parts, old), new)]
        repair = work.repair(RepairWord.RENAME_DISCS, moves)
    said = ", ".join(found)
    yield work.finding(FindingCode.DISCS_APART, Effect.SHOWN_WRONG, branch.parts, repair=repair, name=said)


def _holds_disc(work: Work, name: str) -> bool:
    inside = work.branches.get((work.name, name))
    return inside is not None and _is_disc(inside) and work.holds_files(inside.parts)


def _titles(work: Work, branch: Branch, films: dict[str, Seen]) -> Iterator[Finding]:
    """Tell titles that a word of releases cuts off, where neither an id nor an NFO says better."""
    folded = {name.casefold() for name in branch.files}
    for name, one in films.items():
        stem = name.rpartition(".")[0]
        if one.joined is not None or one.ids or not folded.isdisjoint(("movie.nfo", f"{stem}.nfo".casefold())):
            continue
        shown = stem if one.mixed else (work.name or stem)
        plain = titles.year_in(untagged(shown))[0].strip()
        # A name in words, with blanks, is a title and not a release's.
        if " " in plain and one.year is not None and f"({one.year})" in shown and bare(plain) != bare(one.title or ""):
            yield work.finding(
                FindingCode.TITLE_CUT, Effect.SHOWN_WRONG, (*branch.parts, name), name=shown, seen=one.title or ""
            )


def untagged(name: str) -> str:
    """Return a folder's name without the ids at its end."""
    return _TAGS_AT_END.sub("", name)


def unread_id(work: Work) -> Iterator[Finding]:
    """Tell an id in a form that 12 alone reads; the repair writes it in the form that both do."""
    keys = ("tmdb", "imdb", "tvdb")
    twelve, older = (titles.ids_in(work.name, keys, server) for server in (CURRENT, Server.V10_11))
    if twelve == older or not twelve:
        return
    new = _SHORT_ID.sub(lambda match: f"[{match[1].lower()}id-{match[2]}]", work.name)
    repair = work.repair(RepairWord.RENAME_FOLDER, renamed_work(work, new), new)
    yield work.finding(FindingCode.ID_UNREAD, Effect.NICER, (work.name,), repair=repair)

"""What is wrong with a show's folder. Source of every rule: jellyfin.org, "TV Shows", and the reader beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, Repair, RepairWord
from jforg_gui.domain.media import Category, MediaFile
from jforg_gui.domain.seen import CURRENT, Seen, Sight
from jforg_gui.jellyfin import rules
from jforg_gui.jellyfin.check.films import unread_id, untagged
from jforg_gui.jellyfin.check.tree import Branch, Parts, Work, restemmed
from jforg_gui.jellyfin.reader import extras, ignored, seasons
from jforg_gui.jellyfin.reader.intent import bare

_UNREAD_SPAN: Final = re.compile(r"(S(\d{1,4})E\d{1,4})( ?- ?)S(\d{1,4})(E\d{1,4})(?!\d)", re.IGNORECASE)
_HYPHEN_NUMBER: Final = re.compile(r" - (\d{3,4})(?= - |$| \[|\.)")
_NUMBER_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_ODD_SEASON: Final = re.compile(
    r"(?:season|series|se|volume|vol|book|part|staffel|saison)[\W_]*(?P<number>\d{1,3}|"
    + "|".join(_NUMBER_WORDS)
    + r")\b",
    re.IGNORECASE,
)
_MORE_THAN_A_SEASON: Final = 200
_NAMED_YEAR: Final = re.compile(r"\((\d{4})\)")


def check_show(work: Work) -> Iterator[Finding]:
    """Give the findings of one folder directly in a library of shows, or of what lies beside those folders."""
    if not work.name:
        for name, one in _videos(work, work.branches[()]):
            del one
            yield work.finding(FindingCode.BESIDE_SHOWS, Effect.SHOWN_WRONG, (name,))
        return
    if _is_group(work):
        yield _grouped(work)
        return
    yield from _show_name(work)
    yield from _seasons(work)
    numbered: defaultdict[tuple[int | None, tuple[int, ...]], list[tuple[Parts, str]]] = defaultdict(list)
    for branch in work.branches.values():
        for name, one in _videos(work, branch):
            yield from _episode(work, branch, name, one)
            if one.kind is Sight.EPISODE and one.episodes and one.part is None:
                numbered[one.season, one.episodes].append((branch.parts, name))
    yield from _same_number(work, numbered)
    yield from _counted_through(work, numbered)
    yield from unread_id(work)


def _videos(work: Work, branch: Branch) -> Iterator[tuple[str, Seen]]:
    seen = work.read(branch, CURRENT)
    return ((name, seen[name]) for name, file in branch.files.items() if file.category is Category.VIDEO)


def _season(work: Work, parts: Parts) -> int | None:
    return seasons.season_of(parts[1], work.name, CURRENT) if len(parts) > 1 else None


# --- the show -------------------------------------------------------------------------------------------------------


def _is_group(work: Work) -> bool:
    """Tell a folder that holds shows instead of being one: no season of its own, but folders that have some."""
    top = work.branches[work.name,]
    if any(file.category is Category.VIDEO for file in top.files.values()) or "tvshow.nfo" in top.files:
        return False
    if any(seasons.season_of(name, work.name, CURRENT) is not None for name in top.folders):
        return False
    inner = [work.branches.get((work.name, name)) for name in top.folders]
    return any(
        branch is not None and any(seasons.season_of(name, branch.name, CURRENT) is not None for name in branch.folders)
        for branch in inner
    )


def _grouped(work: Work) -> Finding:
    top = work.branches[work.name,]
    moves = [move for name in top.folders for move in work.moved_folder((work.name, name), (name,))]
    repair = work.repair(RepairWord.UP, moves)
    return work.finding(FindingCode.SHOWS_GROUPED, Effect.SHOWN_WRONG, (work.name,), repair=repair)


def _show_name(work: Work) -> Iterator[Finding]:
    """Tell a name that Jellyfin takes apart; where the files know the year the folder gets it."""
    top = work.branches[work.name,]
    if "tvshow.nfo" in {name.casefold() for name in top.files}:
        return
    seen = seasons.series_name(work.name, work.root.rpartition("/")[2], CURRENT)
    plain = untagged(work.name)
    if bare(seen) == bare(plain) and ("." not in work.name or _NAMED_YEAR.search(work.name)):
        return
    if bare(seen) == bare(_NAMED_YEAR.sub("", plain)):
        return
    new = _with_year(work)
    repair = work.repair(RepairWord.RENAME_FOLDER, work.renamed_folder((work.name,), new), new) if new else None
    yield work.finding(FindingCode.SHOW_NAME, Effect.SHOWN_WRONG, (work.name,), repair=repair, seen=seen)


def _with_year(work: Work) -> str | None:
    """Return the show's folder with the year that its files carry: ``Mr. Pell (2015) - S01E01``."""
    head = f"{work.name} ("
    for branch in work.branches.values():
        for name in branch.files:
            if name.startswith(head) and (match := _NAMED_YEAR.match(name, len(head) - 1)):
                return f"{work.name} ({match[1]})"
    return None


# --- seasons --------------------------------------------------------------------------------------------------------


def _seasons(work: Work) -> Iterator[Finding]:
    top = work.branches[work.name,]
    folders: dict[int, str] = {}
    # The longer spelling comes first, so that "Season 01" stays.
    for name in sorted(top.folders, key=lambda name: (-len(name), name)):
        parts = (work.name, name)
        season = seasons.season_of(name, work.name, CURRENT)
        left_out = ignored.why_folder(name, CURRENT) is not None or extras.by_folder(name) is not None
        if left_out or not work.holds_files(parts):
            continue
        if season is None:
            yield from _no_season(work, parts)
        elif season in folders:
            moves = work.moved_folder(parts, (work.name, folders[season]))
            repair = work.repair(RepairWord.MERGE, moves, folders[season])
            yield work.finding(
                FindingCode.SEASON_TWICE, Effect.SHOWN_WRONG, parts, repair=repair, seen=season, other=folders[season]
            )
        else:
            folders[season] = name
    yield from _loose(work, top, folders)


def _no_season(work: Work, parts: Parts) -> Iterator[Finding]:
    """Tell a folder of episodes that is no season: for its own name, or for the show's."""
    videos = [file for branch in work.below(parts) for file in branch.files.values() if file.category is Category.VIDEO]
    if not videos:
        return
    number = seasons.season_of(parts[1], "", CURRENT)
    if number is not None:
        new = f"{work.name} (TV)"
        repair = work.repair(RepairWord.RENAME_FOLDER, work.renamed_folder((work.name,), new), new)
        yield work.finding(FindingCode.SEASONS_VANISH, Effect.SHOWN_WRONG, parts, repair=repair, seen=number)
        return
    match = _ODD_SEASON.search(parts[1])
    repair = None
    if match:
        word = match["number"].casefold()
        new = f"{rules.SEASON_WORD} {_NUMBER_WORDS.index(word) if word in _NUMBER_WORDS else int(word):02d}"
        repair = work.repair(RepairWord.RENAME_FOLDER, work.renamed_folder(parts, new), new)
    yield work.finding(FindingCode.NOT_A_SEASON, Effect.SHOWN_WRONG, parts, repair=repair)


def _loose(work: Work, top: Branch, folders: dict[int, str]) -> Iterator[Finding]:
    """Tell episodes that lie in the show's folder: each goes into its season's, with what belongs to it."""
    moves: dict[str, tuple[MediaFile, Parts]] = {}
    count = 0
    for name, one in _videos(work, top):
        if one.kind is not Sight.EPISODE or one.season is None:
            continue
        count += 1
        to = (work.name, folders.get(one.season, f"{rules.SEASON_WORD} {one.season:02d}"))
        stem = name.rpartition(".")[0]
        moves.update((file.path, (file, parts)) for file, parts in restemmed(top, stem, stem, to))
    if count:
        repair = work.repair(RepairWord.INTO_FOLDER, moves.values(), rules.SEASON_WORD)
        yield work.finding(FindingCode.SEASON_MISSING, Effect.NICER, (work.name,), repair=repair, count=count)


# --- episodes -------------------------------------------------------------------------------------------------------


def _episode(work: Work, branch: Branch, name: str, one: Seen) -> Iterator[Finding]:
    stem, parts = name.rpartition(".")[0], (*branch.parts, name)
    if one.kind is Sight.EXTRA and extras.by_folder(branch.name) is None and _is_numbered(stem):
        new = re.sub(r"[-._]([^-._]*)$", r" \1", stem)
        repair = _renamed(work, branch, name, new)
        yield work.finding(FindingCode.TAKEN_FOR_EXTRA, Effect.NOT_SHOWN, parts, repair=repair)
    if one.kind is not Sight.EPISODE:
        return
    span = _UNREAD_SPAN.search(stem)
    if span and int(span[2]) == int(span[4]):
        repair = _renamed(work, branch, name, stem[: span.end(1)] + "-" + span[5] + stem[span.end() :])
        yield work.finding(FindingCode.SPAN_UNREAD, Effect.SHOWN_WRONG, parts, repair=repair)
    folder = _season(work, branch.parts)
    if one.date is None and not one.episodes and folder != 0:
        yield work.finding(FindingCode.NO_NUMBER, Effect.SHOWN_WRONG, parts)
    elif one.episodes and one.season != (1 if folder is None else folder) and not _is_numbered(stem):
        yield _misread(work, branch, name, one, 1 if folder is None else folder)


def _is_numbered(stem: str) -> bool:
    return re.search(r"s\d+[\][ ._-]*e\d", stem, re.IGNORECASE) is not None


def _misread(work: Work, branch: Branch, name: str, one: Seen, season: int) -> Finding:
    """An absolute number of three or four digits is read as a season and an episode."""
    stem = name.rpartition(".")[0]
    number = _HYPHEN_NUMBER.search(stem)
    repair = None
    if number:
        new = f"{stem[: number.start()]} - S{season:02d}E{int(number[1]):02d}{stem[number.end() :]}"
        repair = _renamed(work, branch, name, new)
    seen = f"S{one.season or 0:02d}E{one.episodes[0]:02d}"
    return work.finding(FindingCode.NUMBER_MISREAD, Effect.SHOWN_WRONG, (*branch.parts, name), repair=repair, seen=seen)


def _renamed(work: Work, branch: Branch, name: str, new: str) -> Repair | None:
    stem = name.rpartition(".")[0]
    return work.repair(RepairWord.RENAME, restemmed(branch, stem, new), f"{new}{name[len(stem) :]}")


def _same_number(
    work: Work, numbered: dict[tuple[int | None, tuple[int, ...]], list[tuple[Parts, str]]]
) -> Iterator[Finding]:
    """Tell files of one number that are no versions of one another: what follows the number differs."""
    for (season, span), places in numbered.items():
        first, *others = places
        for parts, name in others:
            one, other = _after_number(first[1]), _after_number(name)
            if one and other and not one.startswith(other) and not other.startswith(one):
                seen = f"S{season or 0:02d}E{span[0]:02d}"
                yield work.finding(
                    FindingCode.SAME_NUMBER, Effect.SHOWN_WRONG, (*parts, name), name=first[1], other=name, seen=seen
                )


def _counted_through(work: Work, numbered: Mapping[tuple[int | None, tuple[int, ...]], object]) -> Iterator[Finding]:
    """Tell a show of one season with more episodes than a season has; whether an NFO says so is the caller's to see."""
    highest = max((span[-1] for season, span in numbered if season == 1), default=0)
    if highest >= _MORE_THAN_A_SEASON and not any(season is not None and season > 1 for season, _ in numbered):
        yield work.finding(FindingCode.COUNTED_THROUGH, Effect.NICER, (work.name,), seen=highest)


def _after_number(name: str) -> str:
    stem = name.rpartition(".")[0]
    match = re.search(r"s\d+[\][ ._-]*e\d+(.*)", stem, re.IGNORECASE)
    return bare(re.sub(r"\d{3,4}[pi]\b.*", "", match[1], flags=re.IGNORECASE)) if match else ""

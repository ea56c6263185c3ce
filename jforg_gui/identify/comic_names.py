"""Comics from their names: series, volume, issue, chapter, how many issues there are, year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.identify.book_names import book_from_path
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.series_number import plain_number
from jforg_gui.identify.titles import YEAR, clean

_FAIR, _POOR, _WEAK = 0.6, 0.45, 0.3
_YEAR_BRACKET: Final = re.compile(r"\s*[\[(](?P<year>(?:19|20)\d\d)(?:[-– ]+(?:(?:19|20)?\d\d)?)?[\])]")  # noqa: RUF001 — both are typed
_COUNT: Final = re.compile(
    r"\s*\((?:of|von|de|sur) (?P<count>\d{1,4})\)|(?<=\d) of (?P<bare>\d{1,4})(?!\d)", re.IGNORECASE
)
_REMARK: Final = re.compile(
    r"\s*[\[({](?:digital|webrip|c2c|tpb|hc|ogn|gn|one-?shot|f|fixed|noads|hd|[^\])}]*(?:empire|scan|digital|rip)[^\])}]*)[\])}]",
    re.IGNORECASE,
)
_NUMBER: Final = r"\d{1,4}(?:\.\d+)?"
_COMIC: Final = re.compile(
    r"^(?P<series>.+?)"
    r"(?:[ ._,-]+(?:v|vol(?:ume)?\.?[ ._]?|tome ?|t(?=\d)|bd\.? ?|band ?)(?P<volume>\d{1,4}))?"
    r"(?:[ ._,-]+(?:c|ch(?:ap(?:ter)?)?\.?[ ._]?|kapitel |chapitre )(?P<chapter>\d{1,4}(?:\.\d+)?))?"
    rf"(?:[ ._-]+(?:#|no\.? ?|nr\.? ?|issue ?)?(?P<number>{_NUMBER}))?"
    r"(?:\s+-\s+(?P<title>[^(\[]+))?(?P<rest>\s*[(\[].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_YEAR_VOLUME: Final = 1900  # `v2012` is the volume that began in 2012


def comic_from_path(stem: str, folders: Sequence[str]) -> Guess:
    """Read a comic's name, with the folders above it, nearest first, for the series."""
    text = re.sub(r"^\[[^\]]*\]\s*(?=[^\s\[(])", "", stem.replace("_", " ") if " " not in stem else stem)
    years = [int(match["year"]) for match in _YEAR_BRACKET.finditer(text)]
    counted, inner = _COUNT.search(text), re.search(r"\(v(\d{1,3})\)", text, re.IGNORECASE)
    base = Guess(
        kind=Kind.COMIC,
        year=years[-1] if years else None,
        count=int(counted["count"] or counted["bare"]) if counted else None,
        volume=int(inner[1]) if inner else None,
        source=Source.NAME,
    )
    match = _COMIC.match(_REMARK.sub("", _YEAR_BRACKET.sub("", _COUNT.sub("", text))).strip())
    if match is None or not (match["volume"] or match["chapter"] or match["number"]):
        return _without_number(base, stem, folders)
    return _numbered(base, match, folders)


def _numbered(base: Guess, match: re.Match[str], folders: Sequence[str]) -> Guess:
    number, series = match["number"], clean(match["series"]).strip(" #")
    if number is not None and base.year is None and YEAR.fullmatch(number):
        return replace(base, title=series, series=series, year=int(number), confidence=_POOR)
    volume = int(match["volume"]) if match["volume"] else base.volume
    if volume is not None and volume >= _YEAR_VOLUME:
        base, volume = replace(base, year=base.year or volume), None
    return replace(
        base,
        series=series if any(letter.isalnum() for letter in series) else _folder_series(folders),
        title=clean(match["title"]) if match["title"] else None,
        volume=volume,
        chapter=plain_number(match["chapter"]),
        number=plain_number(number),
        confidence=_FAIR,
    )


def _without_number(base: Guess, stem: str, folders: Sequence[str]) -> Guess:
    """Read `003` in the folder of its series; else a comic without an issue number is a book with pictures."""
    bare = re.fullmatch(rf"#?(?P<number>{_NUMBER})(?: - (?P<title>.+))?", _YEAR_BRACKET.sub("", stem).strip())
    series = _folder_series(folders)
    if bare is not None and series is not None:
        title = clean(bare["title"]) if bare["title"] else None
        return replace(base, series=series, number=plain_number(bare["number"]), title=title, confidence=_FAIR)
    book = book_from_path(_REMARK.sub("", stem), folders)
    return replace(
        base, title=book.title or book.series, author=book.author, year=base.year or book.year, confidence=_WEAK
    )


def _folder_series(folders: Sequence[str]) -> str | None:
    if folders and read_folder(folders[0]).role is FolderRole.NAMED:
        return clean(_YEAR_BRACKET.sub("", folders[0])) or None
    return None

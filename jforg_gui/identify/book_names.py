"""Books from their names: author, title, series and number, year, edition, ISBN; which half of `A - B` wrote it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.isbn import find_isbn
from jforg_gui.identify.persons import is_person, person_name, title_likeness
from jforg_gui.identify.series_number import plain_number
from jforg_gui.identify.titles import clean, key

_FAIR, _POOR, _WEAK = 0.6, 0.45, 0.3
_YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"
# Marks of shops, sites and formats, in brackets or at the very end.
_MARKS: Final = re.compile(
    r"\s*[\[({](?:z-?lib(?:rary)?(?:\.\w+)*|1lib(?:\.\w+)*|libgen(?:\.\w+)*|b-ok(?:\.\w+)*|pdfdrive(?:\.\w+)*|oceanofpdf"
    r"(?:\.\w+)*|retail|epub|mobi|pdf|azw3?|e-?book|kindle(?: edition)?|scan(?:ned)?|ocr|true ?pdf|converted|drm-?free"
    r"|v\d(?:\.\d)?|unabridged|abridged|ungekürzt|gekürzt|audiobook|hörbuch|mp3|m4b|\d+ ?kbps)[\])}]"
    r"|[\s._-]+(?:retail|epub|ebook|scan)(?=$|-\w+$)|\s+-+\s+anna[’'_s]*s archive$|\s*@\w+$",  # noqa: RUF001 — as written
    re.IGNORECASE,
)
_GROUP: Final = re.compile(r"(?<=\w)[._](?:RETAIL|eBook|EPUB|MOBI|PDF)(?:[._]\w+)*-\w+$")
_BITRATE: Final = re.compile(r"\s*\b\d{2,3} ?kbps\b", re.IGNORECASE)
_YEAR_BRACKET: Final = re.compile(rf"\s*[\[(](?:[^\[\]()]*[,;] )?(?P<year>{_YEAR})(?:, [^\[\]()]*)?[\])]")
_YEAR_FIRST: Final = re.compile(rf"^[\[(]?(?P<year>{_YEAR})[\])]? - (?=.*\D)")
_COUNT: Final = re.compile(r"\s*\((?:of|von) (?P<count>\d{1,4})\)", re.IGNORECASE)
_NUMBER: Final = r"\d{1,3}(?:\.\d{1,2})?"
_NUMBER_WORD: Final = r"(?:#|no\.? ?|nr\.? ?|book |band |bd\.? ?|buch |tome |livre |vol(?:ume|\.)? ?|part |v)"
_SERIES_BRACKET: Final = re.compile(
    rf"^(?P<title>.+?)\s*[\[(](?P<series>[^()\[\]]+?),?\s*{_NUMBER_WORD}(?P<number>{_NUMBER})[\])](?P<rest>.*)$",
    re.IGNORECASE,
)
_SERIES_FIRST: Final = re.compile(
    rf"^[\[(](?P<series>[^()\[\]]*?[^\W\d][^()\[\]]*?),?\s*{_NUMBER_WORD}?\s*(?P<number>{_NUMBER})[\])]"
    r"\s*(?:- )?(?P<title>\S.*)$",
    re.IGNORECASE,
)
_SERIES_HASH: Final = re.compile(
    rf"^(?P<series>.+?),?\s*(?:#|(?<=[\s,])(?:book|band|tome|vol\.?|volume) )(?P<number>{_NUMBER})"
    r"\s*(?:-|:)\s+(?P<title>\S.*)$",
    re.IGNORECASE,
)
_ISSUE: Final = re.compile(
    rf"^(?P<series>.+?)(?:\s*\((?P<year>{_YEAR})\))?\s*(?:#|(?: -)?\s+(?:issue|no\.|nr\.|heft|ausgabe)\s*)"
    rf"(?P<number>{_NUMBER})$",
    re.IGNORECASE,
)
_WORDED_ISSUE: Final = re.compile(
    rf"^(?P<series>.+?)(?: -)?\s+(?:issue|heft|ausgabe|numéro|número)\s*(?:no\.? ?|#)?(?P<number>{_NUMBER})$",
    re.IGNORECASE,
)
_SERIES_PART: Final = re.compile(
    rf"^[\[(]?(?P<series>.*?[^\W\d_].*?),?\s*(?:{_NUMBER_WORD}|[#\s])\s*(?P<number>{_NUMBER})[\])]?$", re.IGNORECASE
)
_AUTHOR_BRACKET: Final = re.compile(r"^(?P<title>.+?)\s*[\[(](?P<author>[^()\[\]\d]+)[\])]$")
_BY: Final = re.compile(r"^(?P<title>.+?)[ ,]+(?:by|von|par) (?P<author>\D+)$", re.IGNORECASE)
_CALIBRE_ID: Final = re.compile(r"^(?P<title>.+) \((?P<id>\d{1,6})\)$")
_EDITION: Final = re.compile(
    r"[ ,-]+\(?(?P<edition>\d{1,2}(?:st|nd|rd|th)) ed(?:ition|n)?\.?\)?(?=$|\s)", re.IGNORECASE
)
_MONTHS: Final = (
    "jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?"
    "|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
)
_MONTH_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        ["jan", "feb", "mar mär", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec dez"], start=1
    )
    for word in words.split()
}
_PERIODICAL: Final = re.compile(
    rf"^(?P<series>.+?)(?: -)? (?P<year>{_YEAR})[-._](?P<month>0[1-9]|1[0-2])(?:[-._]\d\d)?$"
    rf"|^(?P<named>.+?)(?: -)? (?P<word>{_MONTHS}) (?P<in>{_YEAR})$",
    re.IGNORECASE,
)
_ARTICLES: Final = frozenset(("the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las"))
_ARCHIVE_PARTS: Final = 3  # `Title -- Author -- Year …`


def book_from_path(
    stem: str, folders: Sequence[str], *, kind: Kind = Kind.BOOK, authors: Collection[str] = ()
) -> Guess:
    """Read a book's or audiobook's name, with the folders above it, nearest first.

    ``authors`` are keys of names (see ``titles.key``) that are known to be authors: from the tags of this and of the
    books beside it, or because they stand in all of their names.
    """
    release = _GROUP.sub("", stem)
    text = _spaced(_BITRATE.sub("", _MARKS.sub("", release)).strip())
    base = Guess(kind=kind, source=Source.NAME)
    if release != stem and (dated := re.fullmatch(rf"(.+) ({_YEAR})", text)) is not None:
        base, text = replace(base, year=int(dated[2])), dated[1]
    if (found := find_isbn(text)) is not None:
        base, text = replace(base, ids=(("isbn", found[0]),)), _MARKS.sub("", found[1])
    if (periodical := _periodical(base, text)) is not None:
        return periodical
    if len(parts := [part.strip() for part in text.split(" -- ")]) >= _ARCHIVE_PARTS:
        return _from_archive(base, parts)
    base, text = _with_year(base, text)
    return _with_folders(_parts(base, text, authors), folders)


def _spaced(text: str) -> str:
    """Blanks for separators where there are none; `_ ` stands for the `: ` that no file name may hold."""
    if " " not in text and ("_" in text or text.count(".") > 1):
        return re.sub(r"_-_", " - ", text).replace("_", " ") if "_" in text else clean(text)
    return text.replace("_ ", ": ").replace("_", " ")


def _periodical(base: Guess, text: str) -> Guess | None:
    """`Magazine - 2019-03`, `Magazine March 2019`: an issue is numbered by its month."""
    match = _PERIODICAL.match(text)
    if match is None:
        return None
    month = match["month"] or str(_MONTH_NUMBERS[match["word"].lower()[:3]])
    series, year = match["series"] or match["named"], match["year"] or match["in"]
    return replace(base, series=clean(series), number=str(int(month)), year=int(year), confidence=_FAIR)


def _from_archive(base: Guess, parts: list[str]) -> Guess:
    """`Title -- Author -- Publisher, 1998 -- …`: the names of a large archive."""
    year = next((match for part in parts[2:] if (match := re.search(rf"(?<!\d){_YEAR}(?!\d)", part))), None)
    author = person_name(re.split(r"\s*[;_]\s*", parts[1])[0]) or None
    known = replace(base, author=author, year=int(year[0]) if year else None, confidence=_FAIR)
    return replace(_parts(known, parts[0], ()), author=author, confidence=_FAIR)


def _with_year(base: Guess, text: str) -> tuple[Guess, str]:
    if (match := _COUNT.search(text)) is not None:
        base, text = replace(base, count=int(match["count"])), f"{text[: match.start()]}{text[match.end() :]}"
    years = [*_YEAR_BRACKET.finditer(text)]
    if years:
        base = replace(base, year=int(years[-1]["year"]))
        for match in reversed(years):
            text = f"{text[: match.start()]} {text[match.end() :]}".strip()
    elif (match := _YEAR_FIRST.match(text)) is not None:
        base, text = replace(base, year=int(match["year"])), text[match.end() :]
    if (match := _EDITION.search(text)) is not None and match.start():
        base, text = replace(base, edition=match["edition"].lower()), f"{text[: match.start()]}{text[match.end() :]}"
    return base, " ".join(text.split()).strip(" -,")


def _parts(base: Guess, text: str, authors: Collection[str]) -> Guess:
    if (match := _SERIES_BRACKET.match(text)) is not None:
        return _in_series(_parts(base, f"{match['title']}{match['rest']}", authors), match["series"], match["number"])
    if (match := _SERIES_FIRST.match(text)) is not None:
        return _in_series(_parts(base, match["title"], authors), match["series"], match["number"])
    if (match := _WORDED_ISSUE.match(text)) is not None:
        return _in_series(base, match["series"], match["number"])
    if (match := re.match(r"^\([^()]+\) (?P<rest>(?P<author>.+?) - .+)$", text)) and is_person(match["author"]):
        text = match["rest"]  # a series without a number
    parts = [part.strip() for part in re.split(r"\s+[-–—]\s+", text) if part.strip()]  # noqa: RUF001 — people type them
    if len(parts) <= 1:
        return _one_part(base, text, authors)
    if (numbered := _numbered(base, parts, authors)) is not None:
        return numbered
    return _two_sides(base, parts, authors)


def _one_part(base: Guess, text: str, authors: Collection[str]) -> Guess:
    if (match := _SERIES_HASH.match(text)) is not None:
        return _in_series(_parts(base, match["title"], authors), match["series"], match["number"])
    if (match := _ISSUE.match(text)) is not None:
        found = replace(base, year=base.year or (int(match["year"]) if match["year"] else None), confidence=_FAIR)
        return _in_series(found, match["series"], match["number"])
    for pattern in (_AUTHOR_BRACKET, _BY):
        match = pattern.match(text)
        if match is not None and (is_person(match["author"]) or key(match["author"]) in authors):
            known = replace(base, author=person_name(match["author"]))
            return replace(_one_part(known, match["title"], ()), author=known.author, confidence=_FAIR)
    return replace(base, title=_title(text), confidence=_WEAK)


def _title(text: str) -> str | None:
    """`Lantern Road, The` is The Lantern Road."""
    title = clean(text)
    last, comma, article = title.rpartition(", ")
    return (f"{article} {last}" if comma and article.lower() in _ARTICLES else title) or None


def _numbered(base: Guess, parts: list[str], authors: Collection[str]) -> Guess | None:
    """Find the part that is a place in a series: `Author - Series 02 - Title`, `Series - 02 - Title`, `02 - Title`."""
    if re.fullmatch(_NUMBER, parts[0]):
        # `1984 - George Quill` is a book, `02 - Lantern Road` the second of a series
        return None if is_person(parts[-1]) else _in_series(_rest(base, parts[1:], authors), None, parts[0])
    for place, part in enumerate(parts[:2][: len(parts) - 1]):
        rest = replace(base, author=person_name(parts[0])) if place else base
        if place and re.fullmatch(_NUMBER, part):
            return _in_series(_rest(base, parts[2:], authors), parts[0], part)
        match = _SERIES_PART.match(part)
        if match is not None and (place or _is_series(match, parts)):
            return _in_series(_rest(rest, parts[place + 1 :], authors), match["series"], match["number"])
    if len(parts) > 3 and re.fullmatch(_NUMBER, parts[2]):  # noqa: PLR2004 — author, series, number, title
        known = replace(base, author=person_name(parts[0]))
        return _in_series(_rest(known, parts[3:], authors), parts[1], parts[2])
    return None


def _is_series(match: re.Match[str], parts: list[str]) -> bool:
    """`Road 02 - Lantern Road` is the second of a series; `Fahrenheit 451 - Ray Quill` is a book."""
    alone = len(parts) == 2  # noqa: PLR2004 — the series and one more
    return float(match["number"]) < 100 and not (alone and is_person(parts[1])) and not is_person(match["series"])  # noqa: PLR2004


def _rest(base: Guess, parts: list[str], authors: Collection[str]) -> Guess:
    """Read what follows the series: the title, and the author if none is known yet and the last part is one."""
    if base.author is None and len(parts) > 1:
        return _two_sides(base, parts, authors)
    return replace(base, title=_title(" - ".join(parts)), confidence=_FAIR)


def _two_sides(base: Guess, parts: list[str], authors: Collection[str]) -> Guess:
    """`Author - Title`, or `Title - Author` where more speaks for the last part being the person."""
    first, last = parts[0], parts[-1]
    weight = _authorship(first, authors) - _authorship(last, authors)
    if weight < 0:
        known = replace(base, author=person_name(last), confidence=_FAIR)
        return _titled(known, " - ".join(parts[:-1]))
    known = replace(base, author=person_name(first), confidence=_FAIR if weight > 0 else _POOR)
    return _titled(known, " - ".join(parts[1:]))


def _titled(known: Guess, text: str) -> Guess:
    match = _SERIES_PART.match(text) if re.search(r"[#]\s*\d", text) else None
    if match is not None and (hashed := _ISSUE.match(text)) is not None:
        return _in_series(known, hashed["series"], hashed["number"])
    return replace(known, title=_title(text))


def _authorship(text: str, authors: Collection[str]) -> int:
    if authors and (key(text) in authors or key(person_name(text)) in authors):
        return 4
    return 2 * is_person(text) - title_likeness(text)


def _in_series(guess: Guess, series: str | None, number: str) -> Guess:
    series = clean(series) if series else None
    return replace(
        guess, series=series or guess.series, number=plain_number(number), confidence=max(guess.confidence, _FAIR)
    )


def split_series(title: str) -> tuple[str, str | None, str | None]:
    """Take the series off a title as shops write it: `Lantern Road (Road Book 2)`."""
    match = _SERIES_BRACKET.match(title)
    if match is None or match["rest"].strip():
        return title, None, None
    return match["title"].strip(), clean(match["series"]), plain_number(match["number"])


def _with_folders(guess: Guess, folders: Sequence[str]) -> Guess:
    """Take author and series from `Author/Title/`, `Author/Series/02 - Title/`, calibre's `Author/Title (45)/`."""
    named = _named(folders)
    if not named:
        return guess
    near = _CALIBRE_ID.sub(r"\g<title>", _YEAR_BRACKET.sub("", named[0])).strip()
    if (
        guess.number is not None
        and guess.series is None
        and key(near) != key(guess.title or "")
        and not is_person(near)
    ):
        guess = replace(guess, series=clean(near))
        return _by_author(guess, person_name(named[1])) if len(named) > 1 else guess
    mine = (key(guess.title or ""), key(guess.author or ""))
    same = any(one and key(near) and (key(near) in one or one in key(near)) for one in mine)
    if same and len(named) > 1:
        return _by_author(guess, person_name(named[1]))
    if is_person(near):
        return _by_author(guess, person_name(near))
    if len(named) > 1 and is_person(named[1]):
        return _by_author(guess, person_name(named[1]))
    return guess


def _named(folders: Sequence[str]) -> list[str]:
    named = []
    for name in folders[:2]:
        if read_folder(name).role is not FolderRole.NAMED:
            break
        named.append(name)
    return named


def _by_author(guess: Guess, author: str) -> Guess:
    """Say who wrote it; a name that the file has the other way round is turned."""
    if guess.author is None:
        return replace(guess, author=author, confidence=_FAIR)
    if guess.title is not None and key(guess.title) == key(author):
        return replace(guess, title=guess.author, author=author, confidence=_FAIR)
    return replace(guess, confidence=_FAIR) if key(guess.author) == key(author) else guess

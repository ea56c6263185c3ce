"""Where what Jellyfin makes of a file differs from what is meant, with the rule."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind, Role
from jforg_gui.domain.seen import Seen, Server, Sight
from jforg_gui.jellyfin import legal, shows
from jforg_gui.jellyfin.reader.extras import FOLDERS

# What a row cannot move with: it would not be shown, or as something else. The others are worth knowing.
STOPPING: Final = frozenset(
    (
        ProblemCode.SEEN_HIDDEN,
        ProblemCode.SEEN_SKIPPED_FOLDER,
        ProblemCode.SEEN_SKIPPED_FILE,
        ProblemCode.SEEN_SAMPLE,
        ProblemCode.SEEN_NOT_MEDIA,
        ProblemCode.SEEN_OUTSIDE,
        ProblemCode.SEEN_AS_EXTRA,
        ProblemCode.SEEN_AS_OTHER_KIND,
        ProblemCode.SEEN_TITLE,
        ProblemCode.SEEN_YEAR,
        ProblemCode.SEEN_NO_YEAR,
        ProblemCode.SEEN_A_YEAR,
        ProblemCode.SEEN_SERIES,
        ProblemCode.SEEN_NUMBER,
        ProblemCode.SEEN_APART,
        ProblemCode.SEEN_JOINED,
        ProblemCode.SEEN_ALBUM,
    )
)
_KINDS: Final[dict[Kind, Sight]] = {
    Kind.MOVIE: Sight.MOVIE,
    Kind.EPISODE: Sight.EPISODE,
    Kind.TRACK: Sight.TRACK,
    Kind.BOOK: Sight.BOOK,
    Kind.COMIC: Sight.BOOK,
    Kind.AUDIOBOOK: Sight.AUDIOBOOK,
    Kind.EXTRA: Sight.EXTRA,
}
_TV: Final = "tv"  # the layout adds "(TV)" to shows whose bare name would vanish


@dataclass(frozen=True, slots=True)
class Meant:
    """What a file shall be seen as.

    ``parts`` are the components below the library's folder; ``described``: an NFO or OPF beside it says title and
    year, which the server believes before any name. ``shortened``: names lost text to fit a disk.
    ``company`` is how many files share its place (versions, parts, issues, files of one audiobook).
    """

    guess: Guess
    parts: tuple[str, ...]
    described: bool = False
    shortened: bool = False
    company: int = 1


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """Return a text without what names lose on a disk or in a look-up: its letters and digits, folded."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


@lru_cache(maxsize=16384)
def _legal(text: str) -> str:
    return bare(legal.piece(text) or "")


def _same(meant: str | None, seen: str | None, *, shortened: bool) -> bool:
    """Compare a title with what is seen; one of nothing but signs cannot be compared."""
    wanted, got = _legal(meant or ""), bare(seen or "")
    return not wanted or wanted == got or (shortened and bool(got) and wanted.startswith(got))


def _problem(code: ProblemCode, about: Meant, **details: object) -> Problem:
    return Problem(code, about.parts[-1], tuple((key, str(value)) for key, value in details.items()))


def differences(meant: Meant, seen: Seen, server: Server) -> list[Problem]:
    """Return in what way a file is not seen as meant; nothing where it is. The first is the gravest."""
    if seen.why is not None:
        return [seen.why]
    kind = _KINDS.get(meant.guess.kind)
    if seen.kind is not kind:
        code = ProblemCode.SEEN_AS_EXTRA if seen.kind is Sight.EXTRA else ProblemCode.SEEN_AS_OTHER_KIND
        return [_problem(code, meant, name=meant.parts[-1], seen=seen.kind.value)]
    return _JUDGES[seen.kind](meant, seen, server)


def _movie(meant: Meant, seen: Seen, _server: Server) -> list[Problem]:
    guess, found = meant.guess, []
    known = meant.described or bool(seen.ids)
    if not known and not _same(guess.title, seen.title, shortened=meant.shortened):
        found.append(_problem(ProblemCode.SEEN_TITLE, meant, seen=seen.title or "", meant=guess.title or ""))
    if not known and not found and guess.year != seen.year:
        code = ProblemCode.SEEN_NO_YEAR if seen.year is None else ProblemCode.SEEN_A_YEAR
        code = code if seen.year is None or guess.year is None else ProblemCode.SEEN_YEAR
        found.append(_problem(code, meant, seen=seen.year or "", meant=guess.year or ""))
    if meant.company > 1 and seen.version is None and seen.mixed:
        found.append(_problem(ProblemCode.SEEN_APART, meant, folder=meant.parts[0]))
    elif seen.mixed and len(meant.parts) > 1:
        found.append(_problem(ProblemCode.SEEN_MIXED, meant, folder=meant.parts[0]))
    if seen.part is None and guess.part is not None and guess.part_word is not None and "-" in meant.parts[-1]:
        found.extend(_lone_part(meant))
    if seen.part is not None and guess.part is None:
        found.insert(0, _problem(ProblemCode.SEEN_JOINED, meant, other=seen.joined or ""))
    return found


def _lone_part(meant: Meant) -> list[Problem]:
    word = f"-{meant.guess.part_word.value if meant.guess.part_word else ''}{meant.guess.part}."
    return [_problem(ProblemCode.SEEN_PART, meant)] if word in meant.parts[-1] else []


def _episode(meant: Meant, seen: Seen, server: Server) -> list[Problem]:
    guess = meant.guess
    numbers = shows.numbers(guess)
    span = (numbers[0], numbers[-1]) if numbers else ()
    season = guess.season if guess.season is not None else (1 if numbers else seen.season)
    if (seen.season, seen.episodes) != (season, span) or (not span and seen.date != guess.date):
        return [_problem(ProblemCode.SEEN_NUMBER, meant, seen=_number(seen), meant=_span_words(season, span, guess))]
    if meant.described or not guess.series:
        return []
    folder = meant.parts[0]
    named = {_legal(guess.series), _legal(guess.series) + _TV, bare(folder)} - {""}
    if server is Server.V12:
        named.discard(bare(folder) if guess.year else "")
    if named and bare(seen.series or "") not in named and not meant.shortened:
        return [_problem(ProblemCode.SEEN_SERIES, meant, seen=seen.series or "", meant=guess.series)]
    return []


def _number(seen: Seen) -> str:
    return _span_words(seen.season, seen.episodes, None) if seen.date is None else seen.date.isoformat()


def _span_words(season: int | None, span: tuple[int, ...], guess: Guess | None) -> str:
    if not span:
        return guess.date.isoformat() if guess is not None and guess.date else f"S{season or 0:02d}"
    last = f"-E{span[-1]:02d}" if span[-1] != span[0] else ""
    return f"S{season or 0:02d}E{span[0]:02d}{last}"


def _track(meant: Meant, seen: Seen, _server: Server) -> list[Problem]:
    """An album is its folder: that of the file, unless it is a disc that is meant as one."""
    if len(meant.parts) < 2 or seen.album == meant.parts[1 if len(meant.parts) > 2 else 0]:  # noqa: PLR2004 — artist/album/track
        return []
    return [_problem(ProblemCode.SEEN_ALBUM, meant, seen=seen.album or "", folder=meant.parts[-2])]


def _book(meant: Meant, seen: Seen, server: Server) -> list[Problem]:
    """Numbers and titles of books come from inside the file or from an OPF where the name does not give them."""
    guess = meant.guess
    if meant.described or server is Server.V10_11:
        return []
    number = guess.number if guess.number is not None else guess.chapter
    wrong_number = number is not None and (seen.number is None or _leading(number) != _leading(seen.number))
    title = guess.title if guess.kind is Kind.BOOK else (guess.series or guess.title)
    wrong_title = not _same(title, seen.title, shortened=meant.shortened) and not _same(
        title, seen.series, shortened=meant.shortened
    )
    if wrong_number or wrong_title:
        said = " ".join(filter(None, (seen.title, seen.number)))
        return [_problem(ProblemCode.SEEN_BOOK, meant, seen=said)]
    return []


def _leading(number: str) -> str:
    return number.strip().lstrip("#").strip().split(" ")[0].lstrip("0") or "0"


def _audiobook(meant: Meant, seen: Seen, _server: Server) -> list[Problem]:
    if seen.mixed or (not meant.described and not _same(meant.guess.title, seen.title, shortened=meant.shortened)):
        return [_problem(ProblemCode.SEEN_BOOK, meant, seen=seen.title or "")]
    return []


def _extra(meant: Meant, seen: Seen, _server: Server) -> list[Problem]:
    wanted = FOLDERS.get(meant.guess.extra.value) if meant.guess.extra else None
    if wanted is None or seen.extra == wanted:
        return []
    return [_problem(ProblemCode.SEEN_AS_OTHER_KIND, meant, name=meant.parts[-1], seen=seen.extra or "")]


_JUDGES: Final[dict[Sight, Callable[[Meant, Seen, Server], list[Problem]]]] = {
    Sight.MOVIE: _movie,
    Sight.EPISODE: _episode,
    Sight.TRACK: _track,
    Sight.BOOK: _book,
    Sight.AUDIOBOOK: _audiobook,
    Sight.EXTRA: _extra,
}

_STREAMS: Final = {Role.SUBTITLE: Sight.SUBTITLE, Role.AUDIO: Sight.AUDIO, Role.LYRICS: Sight.LYRICS}


def stream_difference(one: Companion, name: str, seen: Seen, media: str) -> Problem | None:
    """Tell in what way a companion at its destination is not what it is meant to be; None where it is."""
    wanted = _STREAMS.get(one.role)
    if wanted is None:
        return None
    same = seen.kind is wanted and seen.joined == media
    if same and one.role is not Role.LYRICS:
        flags = {"sdh" if flag in {"cc", "hi"} else flag for flag in one.flags}
        same = flags == set(seen.flags) and _language(one.language) == _language(seen.language)
    return None if same else Problem(ProblemCode.SEEN_STREAM, name, (("other", name),))


def _language(tag: str | None) -> str:
    return (tag or "").casefold()

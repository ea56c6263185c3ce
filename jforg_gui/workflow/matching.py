"""Which of the works a database offers is meant: scores with their reasons, and what is sure enough to be taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.candidate import Candidate, Query, Reason, Scored, TrackFacts, WorkKind
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.workflow.titles import alike, best_alike, plain

SAME_TITLE: Final = 0.985  # the same words in another spelling, and nothing less
_LIKE_TITLE: Final = 0.9
_WORTH_SHOWING: Final = 0.35
_WORTH_ASKING: Final = 0.62  # a title less alike than this is another one: nothing was found
_SURE: Final = 0.8
_MARGIN: Final = 0.04
_FAR_BETTER_KNOWN: Final = 8.0
_MOST_SHOWN: Final = 8

# What each finding leaves of a score. Together they are the whole judgement; the labelled set measures them.
_NEAR_YEAR, _NO_YEAR_ASKED, _NO_YEAR_KNOWN, _OTHER_YEAR = 0.95, 0.92, 0.85, 0.55
_NO_CREATOR, _OTHER_CREATOR = 0.9, 0.5
_PARTS_UNKNOWN, _PARTS_MISSING = 0.97, 0.7
_LENGTH_DIFFERS: Final = 0.85
_OTHER_ID: Final = 0.3
_ID_NAMES: Final = ("tmdb", "imdb", "tvdb", "tvmaze", "musicbrainzalbum", "openlibrary", "wikidata")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided: the work taken, or what the person has to be asked, or neither where nothing fits."""

    taken: Scored | None = None
    question: Problem | None = None


def by_id(candidate: Candidate) -> Scored:
    """The score of a work that an id named."""
    return Scored(candidate, 1.0, (Reason.SAME_ID,))


def rank(query: Query, candidates: Iterable[Candidate]) -> list[Scored]:
    """Score candidates and put the best first; popularity orders those that fit equally well."""
    known = {(one.provider, one.key): one for one in candidates}
    scored = [score(query, one) for one in known.values()]
    shown = [one for one in scored if one.score >= _WORTH_SHOWING]
    shown.sort(key=lambda one: (-round(one.score, 3), -one.candidate.popularity))
    return shown[:_MOST_SHOWN]


def score(query: Query, candidate: Candidate) -> Scored:
    """Say how well a candidate fits (0 to 1), and why."""
    ids, asked = dict(candidate.ids), dict(query.ids)
    shared = [name for name in _ID_NAMES if ids.get(name) and asked.get(name)]
    if any(ids[name] == asked[name] for name in shared):
        return by_id(candidate)
    title, reason = _title(query, candidate)
    parts: list[tuple[float, Reason | None]] = [
        (title, reason),
        _year(query, candidate),
        _creator(query, candidate),
        _parts(query, candidate),
        _length(query, candidate),
    ]
    total = _OTHER_ID if shared else 1.0
    for factor, _ in parts:
        total *= factor
    return Scored(candidate, total, tuple(said for _, said in parts if said is not None))


def _title(query: Query, candidate: Candidate) -> tuple[float, Reason]:
    shown = best_alike(query.titles, (candidate.title,))
    if shown >= SAME_TITLE:
        return shown, Reason.SAME_TITLE
    other = best_alike(query.titles, candidate.titles)
    if other >= SAME_TITLE:
        return other, Reason.OTHER_FORM
    best = max(shown, other)
    return best, Reason.LIKE_TITLE if best >= _LIKE_TITLE else Reason.UNLIKE_TITLE


def _year(query: Query, candidate: Candidate) -> tuple[float, Reason | None]:
    if query.kind is WorkKind.BOOK:
        # The year on a book is its edition's; the work's is another. It can speak for a match, not against one.
        same = query.year is not None and query.year == candidate.year
        return (1.0, Reason.SAME_YEAR) if same else (0.97, None)
    if query.year is None or candidate.year is None:
        return _NO_YEAR_ASKED if query.year is None else _NO_YEAR_KNOWN, None
    apart = abs(query.year - candidate.year)
    if apart == 0:
        return 1.0, Reason.SAME_YEAR
    if apart == 1:
        return _NEAR_YEAR, Reason.NEAR_YEAR
    if query.kind is WorkKind.ALBUM and query.year > candidate.year:
        return 0.9, Reason.OTHER_YEAR  # a later edition of the same album
    return _OTHER_YEAR, Reason.OTHER_YEAR


def _creator(query: Query, candidate: Candidate) -> tuple[float, Reason | None]:
    if query.kind not in {WorkKind.ALBUM, WorkKind.BOOK}:
        return 1.0, None
    if query.creator is None or candidate.creator is None:
        return _NO_CREATOR, None
    near = max(alike(query.creator, candidate.creator), alike(_turned(query.creator), candidate.creator))
    if near >= _LIKE_TITLE or _is_credited(query.creator, candidate.creator):
        return 1.0, Reason.SAME_CREATOR
    return _OTHER_CREATOR, Reason.OTHER_CREATOR


def _turned(name: str) -> str:
    """``Quill, Mara`` the other way round."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name


def _is_credited(one: str, other: str) -> bool:
    """Whether one name is the other with guests, or with initials for first names."""
    first, second = plain(one).split(), plain(other).split()
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    if long[: len(short)] == short and len(short) > 1:
        return True
    initials = len(first) == len(second) > 1 and first[-1] == second[-1]
    return initials and all(a.startswith(b) or b.startswith(a) for a, b in zip(first, second, strict=True))


def _parts(query: Query, candidate: Candidate) -> tuple[float, Reason | None]:  # noqa: PLR0911 — by kind
    """Whether the show has all these episodes, the album as many tracks."""
    if query.kind is WorkKind.SERIES and query.episodes and candidate.seasons:
        counts = dict(candidate.seasons)
        asked = [(season, number) for season, number in query.episodes if season > 0]
        missing = sum(number > counts.get(season, 0) for season, number in asked)
        if missing and missing * 4 >= len(asked):
            return _PARTS_MISSING, Reason.PARTS_MISSING
        return 1.0, Reason.PARTS_FIT
    if query.kind is WorkKind.SERIES and query.absolute and candidate.seasons:
        count = sum(number for season, number in candidate.seasons if season > 0)
        fits = max(query.absolute) <= count
        return (1.0, Reason.PARTS_FIT) if fits else (_PARTS_MISSING, Reason.PARTS_MISSING)
    if query.kind is WorkKind.ALBUM and query.tracks and candidate.tracks:
        highest = max((one.number or 0 for one in query.tracks), default=0)
        apart = abs(len(query.tracks) - candidate.tracks)
        if apart == 0:
            return 1.0, Reason.PARTS_FIT
        if len(query.tracks) > candidate.tracks or highest > candidate.tracks:
            return max(_PARTS_MISSING, 0.95 - apart / 20), Reason.PARTS_MISSING
        return 0.95, None  # some tracks of it: the rest may come another day
    return (_PARTS_UNKNOWN, None) if query.kind is WorkKind.SERIES else (1.0, None)


def _length(query: Query, candidate: Candidate) -> tuple[float, Reason | None]:
    if not query.minutes or not candidate.minutes:
        return 1.0, None
    apart = abs(query.minutes - candidate.minutes) / candidate.minutes
    if apart <= 0.06:  # noqa: PLR2004 — PAL runs 4 % faster, credits differ
        return 1.0, Reason.LENGTH_FITS
    return (1.0, None) if apart <= 0.2 else (_LENGTH_DIFFERS, Reason.LENGTH_DIFFERS)  # noqa: PLR2004 — other cuts


def convincing(ranked: Sequence[Scored]) -> bool:
    """Whether the best candidate has the very title, so that no other form of it need be asked for."""
    return bool(ranked) and any(
        one in {Reason.SAME_TITLE, Reason.OTHER_FORM, Reason.SAME_ID} for one in ranked[0].reasons
    )


def decide(query: Query, ranked: Sequence[Scored]) -> Verdict:
    """Take the best candidate when it is sure, ask when it is not, and say nothing where nothing fits."""
    best = ranked[0] if ranked else None
    if best is None or Reason.SAME_ID in best.reasons:
        return Verdict(best)
    if best_alike(query.titles, (best.candidate.title, *best.candidate.titles)) < _WORTH_ASKING:
        return Verdict()
    question = _doubt(query, best)
    if question is not None:
        return Verdict(question=question)
    rivals = [one for one in ranked[1:] if _is_rival(best, one)]
    if not rivals:
        return Verdict(best)
    second = max(one.candidate.popularity for one in rivals)
    if best.candidate.popularity >= _FAR_BETTER_KNOWN * max(second, 0.1):
        return Verdict(replace(best, reasons=(*best.reasons, Reason.BEST_KNOWN)))
    return Verdict(question=Problem(ProblemCode.MATCH_ALIKE, details=(("count", str(len(rivals) + 1)),)))


def _doubt(query: Query, best: Scored) -> Problem | None:
    """Why the best candidate cannot be taken without asking; None when it can."""
    candidate, reasons = best.candidate, frozenset(best.reasons)
    found = ("found", candidate.title)
    if Reason.OTHER_CREATOR in reasons:
        return Problem(ProblemCode.MATCH_CREATOR, details=(found, ("creator", candidate.creator or "")))
    if Reason.OTHER_YEAR in reasons and query.kind in {WorkKind.MOVIE, WorkKind.SERIES}:
        return Problem(ProblemCode.MATCH_YEAR, details=(found, ("year", str(candidate.year))))
    if Reason.PARTS_MISSING in reasons and best.score < _SURE:
        return Problem(ProblemCode.MATCH_PARTS, details=(found,))
    confirmed = reasons & {Reason.SAME_YEAR, Reason.SAME_CREATOR}
    if not _has_title(best) and not (Reason.LIKE_TITLE in reasons and confirmed):
        return Problem(ProblemCode.MATCH_TITLE, details=(found,))
    return None if best.score >= _SURE else Problem(ProblemCode.MATCH_TITLE, details=(found,))


def _is_rival(best: Scored, other: Scored) -> bool:
    """Whether another candidate could be meant just as well; one with other words in its title never is."""
    if best.score - other.score >= _MARGIN or _same_work(best, other):
        return False
    return not (_has_title(best) and not _has_title(other))


def _has_title(one: Scored) -> bool:
    return not {Reason.SAME_TITLE, Reason.OTHER_FORM}.isdisjoint(one.reasons)


def _same_work(one: Scored, other: Scored) -> bool:
    """Whether two candidates are editions of one work, so that it is no question which is meant."""
    first, second = one.candidate, other.candidate
    group = dict(first.ids).get("musicbrainzreleasegroup")
    if group is not None and group == dict(second.ids).get("musicbrainzreleasegroup"):
        return True
    if first.kind is WorkKind.BOOK:
        creators = plain(first.creator or ""), plain(second.creator or "")
        return plain(first.title) == plain(second.title) and creators[0] == creators[1]
    return False


def tracks_agree(ours: Sequence[TrackFacts], theirs: Sequence[TrackFacts]) -> bool:
    """Whether an album's tracks are those of a release, by title or length; where neither is known they may be."""
    at = {(one.disc, one.number): one for one in theirs}
    verdicts = []
    for one in ours:
        other = at.get((one.disc, one.number))
        if other is None:
            continue
        if one.seconds and other.seconds:
            verdicts.append(abs(one.seconds - other.seconds) <= 5)  # noqa: PLR2004 — seconds a pressing may differ
        elif one.title and other.title:
            verdicts.append(alike(one.title, other.title) >= 0.7)  # noqa: PLR2004 — remixes, guests, "live"
    return not verdicts or sum(verdicts) * 2 >= len(verdicts)

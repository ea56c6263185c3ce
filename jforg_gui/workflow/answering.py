"""Puts an answer of the databases into a row. What the person has said of the row stays as they said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from jforg_gui.domain.candidate import Answer, TrackFacts, Work
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.item import Item, Named
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.domain.metadata import Known, Metadata, PersonKind
from jforg_gui.workflow.asking import counts_through
from jforg_gui.workflow.editing import Field, edited_fields
from jforg_gui.workflow.matching import SAME_TITLE
from jforg_gui.workflow.titles import alike

# What a look-up says of a row; the next one takes it back.
OF_LOOK_UP: Final = frozenset(
    code
    for code in ProblemCode
    if code.value.startswith(("provider-", "match-"))
    or code in {ProblemCode.NO_NETWORK, ProblemCode.WORKING_OFFLINE, ProblemCode.NOT_KNOWN_ONLINE}
)
_ANSWERED: Final = frozenset((ProblemCode.NO_TITLE, ProblemCode.TITLE_UNSURE, ProblemCode.YEAR_UNSURE))
_HOLDS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.TITLE: ("title",),
    Field.SERIES: ("series",),
    Field.ALBUM: ("album",),
    Field.YEAR: ("year",),
    Field.ARTIST: ("artist", "album_artist"),
    Field.AUTHOR: ("author",),
    Field.SEASON: ("season",),
    Field.NUMBER: ("season", "episodes", "absolute", "date", "disc", "discs", "track", "number", "volume"),
}


def apply(item: Item, answer: Answer) -> Item:
    """Return the row as the answer makes it: names, numbers and ids of the work taken, or the question that is open."""
    problems = tuple(one for one in item.problems if one.code not in OF_LOOK_UP)
    if answer.problem is not None:
        problems = (*problems, replace(answer.problem, path=item.file.path))
    named = item.named or Named(item.guess, item.known, item.owner)
    item = replace(item, match=answer.match, problems=problems, named=named)
    if answer.work is None or answer.match.chosen is None:
        return item
    item = _with_work(item, named, answer, answer.work)
    if item.guess.title or item.guess.series:
        item = replace(item, problems=tuple(one for one in item.problems if one.code not in _ANSWERED))
    return item


def chosen_by_person(item: Item, answer: Answer) -> Item:
    """Return the row with a work that the person has chosen: their word, as if they had typed it."""
    return replace(apply(item, answer), recognised=item.recognised or item.guess)


def keep_own_name(item: Item) -> Item:
    """Return the row as its file calls it: the person wants no database to say otherwise. What they typed stays."""
    if item.match is None:
        return item
    problems = tuple(one for one in item.problems if one.code not in OF_LOOK_UP)
    match = replace(item.match, chosen=None, by_person=True)
    item = replace(item, match=match, problems=problems)
    if item.named is not None:
        guess = _person_first(item, item.named.guess) if item.guess.source is Source.PERSON else item.named.guess
        recognised = item.recognised or item.guess
        item = replace(item, guess=guess, known=item.named.known, owner=item.named.owner, recognised=recognised)
    return item


def _with_work(item: Item, named: Named, answer: Answer, work: Work) -> Item:
    """Put a work over what names said; what an earlier answer said is forgotten."""
    chosen = answer.match.chosen
    ids = {**dict(work.metadata.ids), **(dict(chosen.ids) if chosen is not None else {})}
    if item.kind is Kind.EXTRA:
        owner = _titled(named.owner, work, ids) if named.owner is not None else None
        return replace(item, owner=owner)
    typed = item.recognised is not None and item.guess.source is Source.PERSON
    own = _person_first(item, named.guess) if typed else named.guess
    found, known = _INTO[item.kind](replace(own, kind=item.kind), work, ids)
    found = replace(found, source=Source.ONLINE, confidence=_confidence(answer))
    if typed and not answer.match.by_person:
        found = _person_first(item, found)
    return replace(item, guess=found, known=known.filled_from(named.known))


def _confidence(answer: Answer) -> float:
    if answer.match.by_person:
        return 1.0
    chosen = answer.match.chosen
    return next((one.score for one in answer.match.candidates if one.candidate == chosen), 0.9)


def _person_first(item: Item, found: Guess) -> Guess:
    """Put what the person has typed over what was found."""
    own = item.guess
    kept = {name: getattr(own, name) for field in edited_fields(item) for name in _HOLDS.get(field, ())}
    return replace(found, **kept, source=Source.PERSON, confidence=1.0)


def _titled(guess: Guess, work: Work, ids: Mapping[str, str]) -> Guess:
    """Give the guess of a film or show its title, year and ids."""
    about = work.metadata
    own = {name: value for name, value in guess.ids if name not in ids}
    merged = tuple(sorted({**own, **ids}.items()))
    if guess.kind is Kind.EPISODE:
        return replace(guess, series=about.title or guess.series, year=about.year or guess.year, ids=merged)
    return replace(guess, title=about.title or guess.title, year=about.year or guess.year, ids=merged)


def _movie(guess: Guess, work: Work, ids: Mapping[str, str]) -> tuple[Guess, Known]:
    return _titled(guess, work, ids), Known(work=_with_ids(work.metadata, ids))


def _episode(guess: Guess, work: Work, ids: Mapping[str, str]) -> tuple[Guess, Known]:
    guess = _numbered(_titled(guess, work, ids), work)
    season = 1 if guess.season is None else guess.season
    episodes = tuple(one for number in guess.episodes if (one := work.episodes.get((season, number))) is not None)
    names = [one.title for one in episodes if one.title]
    if names and len(names) == len(guess.episodes):
        guess = replace(guess, title=" & ".join(dict.fromkeys(names)), certainty=())
    show = _with_ids(work.metadata, ids)
    return guess, Known(work=show, season=work.seasons.get(season), episodes=episodes)


def _numbered(guess: Guess, work: Work) -> Guess:
    """Turn absolute numbers and days into seasons and episodes, where the database can tell."""
    if guess.episodes and not counts_through(guess):
        return guess
    places = [work.absolute[int(number)] for number in guess.absolute if number in work.absolute]
    if guess.absolute and len(places) == len(guess.absolute) and len({season for season, _ in places}) == 1:
        return replace(guess, season=places[0][0], episodes=tuple(sorted(number for _, number in places)))
    if not guess.episodes and guess.date is not None and guess.date in work.dates:
        season, number = work.dates[guess.date]
        return replace(guess, season=season, episodes=(number,))
    return guess


def _track(guess: Guess, work: Work, ids: Mapping[str, str]) -> tuple[Guess, Known]:
    about, artist = work.metadata, work.artist
    track = _same_track(guess, work)
    merged = {**dict(guess.ids), **ids, **(dict(track.ids) if track is not None else {})}
    discs = max((one.disc for one in work.tracks), default=1)
    changes = replace(
        guess,
        album=about.title or guess.album,
        album_artist=(artist.title if artist is not None else None) or guess.album_artist,
        year=about.year or guess.year,
        discs=discs if discs > 1 else guess.discs,
        ids=tuple(sorted(merged.items())),
    )
    if track is not None:
        changes = replace(
            changes,
            title=track.title or guess.title,
            artist=track.artist or guess.artist,
            track=guess.track or track.number,
            disc=guess.disc or (track.disc if discs > 1 else None),
        )
    return changes, Known(work=_with_ids(about, ids), artist=artist)


def _same_track(guess: Guess, work: Work) -> TrackFacts | None:
    """The release's track that this file is: of its number if the titles do not speak against it, else of its title."""
    for one in work.tracks:
        here = guess.track == one.number and (guess.disc or 1) == one.disc
        if here and (not guess.title or not one.title or alike(guess.title, one.title) >= 0.5):  # noqa: PLR2004 — "feat.", "(live)"
            return one
    named = [one for one in work.tracks if one.title and guess.title and alike(guess.title, one.title) >= SAME_TITLE]
    return named[0] if len(named) == 1 else None


def _book(guess: Guess, work: Work, ids: Mapping[str, str]) -> tuple[Guess, Known]:
    about = work.metadata
    author = next((one.name for one in about.people if one.kind is PersonKind.AUTHOR), None)
    guess = replace(
        _titled(guess, work, ids),
        author=author or guess.author,
        series=guess.series or (about.series if about.series_number else None),
        number=guess.number or about.series_number,
    )
    return guess, Known(work=_with_ids(about, ids))


def _with_ids(about: Metadata, ids: Mapping[str, str]) -> Metadata:
    return replace(about, ids=tuple(sorted({**dict(about.ids), **ids}.items())))


_INTO: Final = {
    Kind.MOVIE: _movie,
    Kind.EPISODE: _episode,
    Kind.TRACK: _track,
    Kind.BOOK: _book,
    Kind.AUDIOBOOK: _book,
}


def sure_only(item: Item) -> Item:
    """Return a row that was looked up offline without questions and notes: nobody could have answered them."""
    problems = tuple(one for one in item.problems if one.code not in OF_LOOK_UP)
    return item if problems == item.problems else replace(item, problems=problems)

"""How often the work that is meant is taken, over questions full of look-alikes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from jforg_gui.domain.candidate import Answer, Candidate
from jforg_gui.providers.hosts import Site
from jforg_gui.providers.http import Http
from jforg_gui.providers.musicbrainz import MusicBrainz
from jforg_gui.providers.openlibrary import OpenLibrary
from jforg_gui.providers.tmdb import Tmdb
from jforg_gui.providers.tvmaze import TvMaze
from jforg_gui.providers.wikidata import Wikidata
from jforg_gui.workflow.enrich import look_up
from jforg_gui.workflow.ports import Database
from tests.fakes import databases, labelled
from tests.fakes.asking import DirectHttp
from tests.fakes.labelled import Labelled

Meant = Callable[[Candidate], int]
SETS: dict[str, tuple[list[Labelled], Callable[[Http], Database], Meant]] = {
    "films, TMDB": (labelled.films(), lambda http: Tmdb(http, databases.KEY), lambda one: int(one.key)),
    "films, Wikidata": (labelled.films(), Wikidata, lambda one: int(one.key[1:]) - 7000),
    "shows, TMDB": (labelled.shows(), lambda http: Tmdb(http, databases.KEY), lambda one: int(one.key)),
    "shows, TVmaze": (labelled.shows(), TvMaze, lambda one: int(one.key) - 5000),
    "albums, MusicBrainz": (
        labelled.albums(),
        MusicBrainz,
        lambda one: int(dict(one.ids)["musicbrainzreleasegroup"][:8]),
    ),
    "books, Open Library": (labelled.books(), OpenLibrary, lambda one: int(one.key[2:-1])),
}


def _answers(questions: Sequence[Labelled], make: Callable[[Http], Database]) -> list[Answer]:
    async def run() -> list[Answer]:
        database = make(cast("Http", DirectHttp()))
        return [await look_up(one.query, [database]) for one in questions]

    return asyncio.run(run())


def _judged(name: str) -> tuple[int, int, int, list[str]]:
    """Return how many were taken, how many of these wrongly, how many held, and what to say of the last two."""
    questions, make, key = SETS[name]
    taken = wrong = held = 0
    said = []
    for question, answer in zip(questions, _answers(questions, make), strict=True):
        chosen = answer.match.chosen
        asked = f"{name}: {question.query.title} ({question.query.year})"
        if chosen is not None:
            taken += 1
            if key(chosen) != question.meant:
                wrong += 1
                said.append(f"WRONG {asked} -> {chosen.title} ({chosen.year})")
        elif answer.match.candidates:
            held += 1
            said.append(f"held {asked}: {answer.problem.code if answer.problem else ''}")
        elif question.meant is not None:
            said.append(f"missed {asked}")
    return taken, wrong, held, said


def test_of_what_is_taken_nearly_all_is_right_and_little_is_asked(record_property: Callable[[str, Any], None]) -> None:
    results = {name: _judged(name) for name in SETS}
    for name, (taken, wrong, held, said) in results.items():
        asked = len(SETS[name][0])
        record_property(name, f"{taken} of {asked} taken, {wrong} wrong, {held} held")
        print(f"{name}: {taken} of {asked} taken, {wrong} wrong, {held} held", *said, sep="\n   ")  # noqa: T201 — the figures
    asked = sum(len(questions) for questions, _, _ in SETS.values())
    taken = sum(one[0] for one in results.values())
    wrong = sum(one[1] for one in results.values())
    held = sum(one[2] for one in results.values())
    missed = sum(line.startswith("missed") for one in results.values() for line in one[3])
    print(f"all: {asked} asked, {taken} taken, {wrong} wrong, {held} held, {missed} missed")  # noqa: T201 — the figures
    distinct = {(one.query.kind, one.query.titles, one.query.year, one.query.creator, one.query.episodes)
                for questions, _, _ in SETS.values() for one in questions}  # fmt: skip
    assert len(distinct) >= 200
    assert wrong <= taken * 0.02
    assert held <= asked * 0.10
    assert missed <= asked * 0.06


@pytest.mark.parametrize("site", [Site.TMDB])
def test_the_fakes_are_asked_as_the_real_ones_would_be(site: Site) -> None:
    http = DirectHttp()
    asyncio.run(look_up(labelled.films()[0].query, [Tmdb(cast("Http", http), databases.KEY)]))
    assert {one.site for one in http.asked} == {site.value.lower()}
    assert all("api_key" not in one for one in http.keys)

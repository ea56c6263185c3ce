from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.domain.metadata import DisplayOrder, Known, Metadata
from jforg_gui.providers.hosts import Site
from jforg_gui.providers.manners import Budget, Patience
from jforg_gui.providers.tmdb import Tmdb
from jforg_gui.providers.tvmaze import TvMaze
from jforg_gui.workflow.answering import apply, chosen_by_person, keep_own_name
from jforg_gui.workflow.asking import groups
from jforg_gui.workflow.editing import Field, edit
from jforg_gui.workflow.enrich import choose, enrich, look_up
from jforg_gui.workflow.typed import query_for
from tests.fakes.asking import MemoryCache, make_http
from tests.fakes.catalogue import catalogue, episode_title
from tests.fakes.databases import KEY, install
from tests.fakes.web import Reply, serving

SHOW: Final = next(one for one in catalogue().shows if one.id == 204)
FILM: Final = Guess(kind=Kind.MOVIE, title="Papierlaterne", year=2019)


def _item(guess: Guess, name: str = "a.mkv") -> Item:
    return Item(file=MediaFile(path=f"/in/{name}", size=1, mtime_ns=0, identity=Identity(0, 0)), guess=guess)


def _episode(season: int | None, *numbers: int, **more: object) -> Guess:
    guess = Guess(kind=Kind.EPISODE, series="The Ledger", year=2005, season=season, episodes=numbers)
    return replace(guess, **more)  # type: ignore[arg-type]  # fields of a Guess


def _enriched(items: list[Item], *, budget: Budget | None = None) -> tuple[list[Item], list[str], int]:
    """Return the rows, all requests, and the most in any window of the budget."""
    with serving() as web:
        install(web)
        budgets = {Site.TMDB: budget} if budget else None

        async def run() -> list[Item]:
            async with make_http(web, budgets=budgets, patience=Patience()) as http:
                return await enrich(items, [Tmdb(http, KEY), TvMaze(http)])

        found = asyncio.run(run())
        return found, web.lines(), web.most_in_any(budget.seconds, "tmdb") if budget else 0


def test_a_burst_of_500_rows_makes_no_request_twice_and_keeps_the_budget() -> None:
    guesses = [FILM, Guess(kind=Kind.MOVIE, title="Low Tide", year=2011), *(_episode(1, n) for n in range(1, 23))]
    items = [_item(guesses[number % len(guesses)], f"{number}.mkv") for number in range(500)]

    found, lines, most = _enriched(items, budget=Budget(3, 0.2))

    assert len(lines) == len(set(lines))
    assert len(lines) == 7  # a search and a film each, a search, a show and one season
    assert most <= 3
    assert [item.guess.year for item in found] == [item.guess.year for item in items]
    assert all(item.match is not None and item.match.chosen is not None for item in found)


def test_an_id_in_an_nfo_beside_the_film_names_it_whatever_the_file_is_called() -> None:
    known = Known(work=Metadata(ids=(("imdb", "tt9900119"),), runtime=104))
    item = replace(_item(Guess(kind=Kind.MOVIE, title="Holiday")), known=known)
    ((found,), lines, _) = _enriched([item])
    assert (found.guess.title, found.guess.year) == ("Mirabel", 1937)
    assert not [line for line in lines if "/search/" in line]


def test_a_season_is_one_request() -> None:
    _, lines, _ = _enriched([_item(_episode(s, n), f"{s}-{n}.mkv") for s in (1, 3) for n in range(1, 20)])
    assert sum("/season/" in line for line in lines) == 2


@pytest.mark.parametrize(
    ("guess", "season", "number"),
    [
        (_episode(None, 23, absolute=(23,)), 2, 1),
        (_episode(None, 5, absolute=(5,)), 1, 5),
        (_episode(None, date=date(2006, 3, 4)), 2, 4),
    ],
)
def test_other_ways_of_counting_find_their_season(guess: Guess, season: int, number: int) -> None:
    ((found,), _, _) = _enriched([_item(guess)])
    assert (found.guess.season, found.guess.episodes) == (season, (number,))
    assert found.guess.title == episode_title(SHOW, season, number)


def test_episodes_can_be_counted_as_on_dvd() -> None:
    item = _item(_episode(1, 1))
    with serving() as web:
        install(web)

        async def run() -> Item:
            async with make_http(web) as http:
                tmdb = Tmdb(http, KEY)
                first = await look_up(groups([item])[0].query, [tmdb])
                assert first.match.orders == (DisplayOrder.DVD,)
                assert first.match.chosen is not None
                again = await choose(first.match.query, first.match.chosen, [tmdb], (), DisplayOrder.DVD)
                return chosen_by_person(apply(item, first), again)

        found = asyncio.run(run())
    assert found.guess.episodes == (1,)
    assert found.guess.title == episode_title(SHOW, 1, 2)
    assert found.known.work is not None
    assert found.known.work.display_order is DisplayOrder.DVD


def test_what_a_person_typed_stays_and_their_choice_is_not_asked_about_again() -> None:
    ((first,), _, _) = _enriched([_item(FILM)])
    ((found,), _, _) = _enriched([edit(first, Field.TITLE, "My Lantern")])
    assert found.guess.title == "My Lantern"
    assert found.guess.source is Source.PERSON
    assert dict(found.guess.ids)["tmdb"] == "101"

    kept = keep_own_name(found)
    assert (kept.guess.title, kept.guess.ids) == ("My Lantern", ())
    assert groups([kept]) == []


def test_the_next_database_answers_where_one_is_down() -> None:
    with serving() as web:
        install(web)
        web.always["tmdb"] = Reply(403)

        async def run() -> Item:
            async with make_http(web, cache=MemoryCache()) as http:
                return (await enrich([_item(_episode(1, 1))], [Tmdb(http, KEY), TvMaze(http)]))[0]

        found = asyncio.run(run())
    assert dict(found.guess.ids)["tvmaze"] == "5204"
    assert not [one for one in found.problems if one.code is ProblemCode.PROVIDER_FORBIDDEN]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("tt0133093", {"imdb": "tt0133093"}),
        ("https://www.imdb.com/title/tt0133093/?ref_=x", {"imdb": "tt0133093"}),
        ("https://www.themoviedb.org/movie/603-the-matrix", {"tmdb": "603"}),
        ("tmdb603", {"tmdb": "603"}),
        ("tmdbid-603", {"tmdb": "603"}),
        ("https://www.tvmaze.com/shows/82/some-show", {"tvmaze": "82"}),
        ("tvdb: 121361", {"tvdb": "121361"}),
        ("Q83495", {"wikidata": "Q83495"}),
        ("The Matrix 1999", {}),
        ("603", {}),
    ],
)
def test_an_id_or_address_is_told_from_words(text: str, ids: dict[str, str]) -> None:
    known = groups([_item(FILM)])[0].query
    found = query_for(text, known)
    assert dict(found.ids) == ids
    if text == "The Matrix 1999":
        assert (found.title, found.year) == ("The Matrix", 1999)

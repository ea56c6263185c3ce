"""Answers of any shape: whatever stands where, a row gets a problem at most, and nothing breaks."""

# ruff: noqa: ANN401 — whatever JSON can hold

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

import pytest

from jforg_gui.domain.candidate import Query, WorkKind
from jforg_gui.domain.errors import ProviderError
from jforg_gui.providers.http import Http
from jforg_gui.providers.musicbrainz import MusicBrainz
from jforg_gui.providers.openlibrary import OpenLibrary
from jforg_gui.providers.reading import line, text
from jforg_gui.providers.tmdb import Tmdb
from jforg_gui.providers.tvmaze import TvMaze
from jforg_gui.providers.wikidata import Wikidata
from jforg_gui.workflow.enrich import look_up
from jforg_gui.workflow.ports import Database
from tests.fakes.asking import DirectHttp
from tests.fakes.databases import KEY

WRONG: Final[tuple[Any, ...]] = (
    *(None, True, -1, 10**30, 1.5, "", "x" * 100_000, "../../etc/passwd"),
    *([], [[]], {}, {"a": {"b": 1}}, "2019-99-99"),
)
TRIED_AT_EACH_PLACE: Final = 3
CASES: Final[Mapping[str, tuple[Callable[[Http], Database], Query]]] = {
    "film at TMDB": (
        lambda http: Tmdb(http, KEY),
        Query(kind=WorkKind.MOVIE, titles=("Paper Lantern",), year=2019),
    ),
    "show at TMDB": (
        lambda http: Tmdb(http, KEY),
        Query(kind=WorkKind.SERIES, titles=("Tidewater",), year=2015, episodes=((1, 1),)),
    ),
    "show at TVmaze": (TvMaze, Query(kind=WorkKind.SERIES, titles=("Tidewater",), year=2015, episodes=((1, 1),))),
    "film at Wikidata": (Wikidata, Query(kind=WorkKind.MOVIE, titles=("Low Tide",), year=2011)),
    "album": (MusicBrainz, Query(kind=WorkKind.ALBUM, titles=("Nightwork",), creator="Iron Choir")),
    "book": (OpenLibrary, Query(kind=WorkKind.BOOK, titles=("Winter Machines",), creator="Tomas Ek")),
}


class Mutating(DirectHttp):
    """Puts a wrong value into one place of the answers to one address."""

    def __init__(self, address: str = "", place: tuple[Any, ...] = (), value: object = None) -> None:
        super().__init__()
        self._address, self._place, self._value = address, place, value
        self.answers: dict[str, Any] = {}

    async def json(self, site: Any, path: str, params: Any = None, **more: Any) -> Any:
        answer = await super().json(site, path, params, **more)
        address = f"{site.value}{path.partition('?')[0]}"
        self.answers.setdefault(address, answer)
        if address == self._address:
            answer = _with(answer, self._place, self._value)
        return answer


def _with(answer: Any, place: tuple[Any, ...], value: object) -> Any:
    answer = copy.deepcopy(answer)
    if not place:
        return value
    inside = answer
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    return answer


def _places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in an answer; of a list only the first entry."""
    yield above
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _places(inside, (*above, key))
    elif isinstance(value, list) and value:
        yield from _places(value[0], (*above, 0))


@pytest.mark.parametrize("case", list(CASES))
def test_a_wrong_type_in_any_field_is_no_crash(case: str) -> None:
    make, query = CASES[case]

    async def ask(http: Mutating) -> bool:
        try:
            answer = await look_up(query, [make(cast("Http", http))])
        except ProviderError:
            return False
        json.dumps(repr(answer))
        return answer.match.chosen is not None

    sound = Mutating()
    assert asyncio.run(ask(sound)), "the sound answer is not taken"

    async def all_of_them() -> int:
        taken, number = 0, 0
        for address, answer in sound.answers.items():
            for place in _places(answer):
                for _ in range(TRIED_AT_EACH_PLACE):
                    number += 1
                    taken += await ask(Mutating(address, place, WRONG[number % len(WRONG)]))
        assert number > 10
        return taken

    assert asyncio.run(all_of_them()) > 0


def test_a_title_without_end_is_cut() -> None:
    assert len(line("x" * 10_000_000) or "") <= 512
    assert len(text("<b>" * 3_000_000 + "plot") or "") <= 20_000

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jforg_gui.domain.errors import UNSURE, ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.domain.words import sentence
from jforg_gui.identify.doubts import doubts

FILM = Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010, confidence=0.9)
EPISODE = Guess(kind=Kind.EPISODE, series="Harbor Ten", season=2, episodes=(5,), confidence=0.9)


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (FILM, []),
        (EPISODE, []),
        (Guess(kind=Kind.MOVIE), ["No title could be made out; give it one"]),
        (Guess(kind=Kind.MOVIE, ids=(("imdb", "tt1234567"),)), []),
        (Guess(kind=Kind.EPISODE, series="Harbor Ten", season=2), ["No episode number could be made out; give it one"]),
        (Guess(kind=Kind.EPISODE, series="Harbor Ten", date=date(2019, 4, 3), confidence=0.9), []),
    ],
)
def test_what_is_missing(guess: Guess, said: list[str]) -> None:
    assert [sentence(problem) for problem in doubts("/a", guess)] == said


@pytest.mark.parametrize(
    ("guess", "field", "said"),
    [
        (EPISODE, "episodes", "Taken for S02E05, but its numbers may mean something else; set the right one"),
        (
            Guess(kind=Kind.EPISODE, series="Harbor Ten", date=date(2019, 4, 3), confidence=0.9),
            "date",
            "Taken for 2019-04-03, but day and month may be the other way round; set the right date",
        ),
        (FILM, "year", "Its name says 2010, its folder 2012; set the right year"),
        (EPISODE, "season", "Its name says season 2, its folder season 3; set the right one"),
    ],
)
def test_a_field_in_doubt_is_named(guess: Guess, field: str, said: str) -> None:
    unsure = replace(guess, certainty=((field, 0.4),))
    (problem,) = doubts("/a", unsure, 2012, 3)
    assert (problem.path, sentence(problem)) == ("/a", said)
    assert problem.code in UNSURE
    assert doubts("/a", replace(guess, certainty=((field, 0.6),)), 2012, 3) == []


def test_a_row_that_little_speaks_for_is_shown() -> None:
    (problem,) = doubts("/a", Guess(kind=Kind.MOVIE, title="Golden Pier", confidence=0.3))
    assert problem.code is ProblemCode.TITLE_UNSURE
    assert "“Golden Pier”" in sentence(problem)

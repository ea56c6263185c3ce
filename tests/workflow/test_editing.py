from __future__ import annotations

from dataclasses import replace

import pytest

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.workflow.editing import Field, NotReadableError, confirm, edit, edited_fields, number_of

FILE = MediaFile("/in/a.mkv", 1, 0, Identity(1, 1))
EPISODE = Guess(kind=Kind.EPISODE, series="Harbor Nine", season=2, episodes=(5,), confidence=0.4)
FILM = Guess(kind=Kind.MOVIE, title="Ember Quay", year=2001)
TRACK = Guess(kind=Kind.TRACK, artist="The Wharf", album="Low Tide", track=7, title="Buoy")


def row(guess: Guess, *problems: Problem) -> Item:
    return Item(file=FILE, guess=guess, problems=problems)


@pytest.mark.parametrize(
    ("typed", "season", "episodes"),
    [
        ("1x3", 1, (3,)),
        ("s1e3-4", 1, (3, 4)),
        ("S01E03–E04", 1, (3, 4)),  # noqa: RUF001 — as shown
        ("s01e03-s01e05", 1, (3, 4, 5)),
        ("3", 2, (3,)),
        ("e07", 2, (7,)),
        ("12-13", 2, (12, 13)),
        (" 0x1 ", 0, (1,)),
        ("s2019e100", 2019, (100,)),
    ],
)
def test_episode_numbers_as_people_type_them(typed: str, season: int, episodes: tuple[int, ...]) -> None:
    guess = edit(row(EPISODE), Field.NUMBER, typed).guess
    assert (guess.season, guess.episodes) == (season, episodes)


@pytest.mark.parametrize("typed", ["", "five", "1x", "4-3", "1x1-99999", "1-200", "S1"])
def test_what_is_no_episode_number(typed: str) -> None:
    with pytest.raises(NotReadableError, match="looks like"):
        edit(row(EPISODE), Field.NUMBER, typed)


@pytest.mark.parametrize(("typed", "disc", "track"), [("9", None, 9), ("2-07", 2, 7), ("1 - 1", 1, 1)])
def test_track_numbers(typed: str, disc: int | None, track: int) -> None:
    guess = edit(row(TRACK), Field.NUMBER, typed).guess
    assert (guess.disc, guess.track) == (disc, track)


@pytest.mark.parametrize("guess", [EPISODE, TRACK, Guess(kind=Kind.BOOK, title="Reed", number="2.5")])
def test_the_number_that_is_shown_can_be_typed(guess: Guess) -> None:
    assert edit(row(guess), Field.NUMBER, number_of(guess)) == row(guess)


@pytest.mark.parametrize("typed", ["20", "20011", "1066", "next", "٢٠٠١"])
def test_what_is_no_year(typed: str) -> None:
    with pytest.raises(NotReadableError):
        edit(row(FILM), Field.YEAR, typed)


def test_a_year_can_go() -> None:
    assert edit(row(FILM), Field.YEAR, "").guess.year is None


def test_a_correction_is_the_persons_word_and_answers_the_question() -> None:
    unknown = row(Guess(kind=Kind.MOVIE), Problem(ProblemCode.NO_TITLE, FILE.path), Problem(ProblemCode.EMPTY_FILE))
    item = edit(unknown, Field.TITLE, "  Tin Sparrow ")
    assert (item.guess.title, item.guess.confidence, item.guess.source) == ("Tin Sparrow", 1.0, Source.PERSON)
    assert [problem.code for problem in item.problems] == [ProblemCode.EMPTY_FILE]
    assert item.recognised == unknown.guess
    assert edited_fields(item) == {Field.TITLE}
    again = edit(item, Field.YEAR, "1999")
    assert again.recognised == unknown.guess
    assert edited_fields(again) == {Field.TITLE, Field.YEAR}


def test_typing_the_same_changes_nothing() -> None:
    assert edit(row(FILM), Field.TITLE, "Ember Quay") == row(FILM)
    assert edited_fields(row(FILM)) == frozenset()


@pytest.mark.parametrize(("field", "guess"), [(Field.TITLE, FILM), (Field.SERIES, EPISODE)])
def test_a_title_is_never_empty(field: Field, guess: Guess) -> None:
    with pytest.raises(NotReadableError, match="empty"):
        edit(row(guess), field, "  ")


def test_a_film_becomes_an_episode_and_back() -> None:
    episode = edit(row(FILM), Field.KIND, "episode").guess
    assert (episode.kind, episode.series, episode.title) == (Kind.EPISODE, "Ember Quay", None)
    film = edit(row(episode), Field.KIND, "movie").guess
    assert (film.kind, film.title, film.series, film.episodes) == (Kind.MOVIE, "Ember Quay", None, ())


@pytest.mark.parametrize("kind", ["ignored", "subtitle", "teapot"])
def test_not_every_kind_can_be_chosen(kind: str) -> None:
    with pytest.raises(NotReadableError, match="can be"):
        edit(row(FILM), Field.KIND, kind)


def test_what_is_unsure_can_be_said_to_be_right() -> None:
    asked = (Problem(ProblemCode.YEAR_UNSURE, "/in/a.mkv"), Problem(ProblemCode.NAME_SHORTENED, "/in/a.mkv"))
    item = row(replace(FILM, certainty=(("year", 0.4),)), *asked)
    confirmed = confirm(item)
    assert [problem.code for problem in confirmed.problems] == [ProblemCode.NAME_SHORTENED]
    assert (confirmed.guess.confidence, confirmed.guess.certainty, confirmed.guess.source) == (1.0, (), Source.PERSON)
    assert confirmed.recognised == item.guess
    assert edited_fields(confirmed) == frozenset()
    assert confirm(confirmed) is confirmed
    missing = row(EPISODE, Problem(ProblemCode.NO_EPISODE, "/in/a.mkv"))
    assert confirm(missing) is missing

"""What files placed together change about each other's names."""

from __future__ import annotations

import pytest

from jforg_gui.domain.errors import Problem
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Kind
from jforg_gui.jellyfin import layout, neighbours


def names(*guesses: Guess) -> list[str]:
    found = []
    for guess, company in zip(guesses, neighbours.company(guesses), strict=True):
        place = layout.place(guess, "x.mkv", company)
        assert not isinstance(place, Problem)
        found.append(place.stem)
    return found


def film(resolution: str | None = None, edition: str | None = None, title: str = "Glass Harbour") -> Guess:
    return Guess(kind=Kind.MOVIE, title=title, year=1999, resolution=resolution, edition=edition)


def part(number: int, word: PartWord | None, resolution: str | None = None) -> Guess:
    return Guess(kind=Kind.MOVIE, title="Glass Harbour", year=1999, part=number, part_word=word, resolution=resolution)


@pytest.mark.parametrize(
    ("guesses", "suffixes"),
    [
        ([film("1080p")], [""]),
        ([film("1080p"), film("720p")], [" - 1080p", " - 720p"]),
        ([film("1080p"), film("720p", "Extended")], [" - 1080p", " - Extended"]),
        ([film("1080p", "Extended"), film("720p", "Extended")], [" - Extended 1080p", " - Extended 720p"]),
        ([film("1080p"), film()], [" - 1080p", ""]),
        # nothing tells these apart: they keep one name, and the plan says so
        ([film("1080p"), film("1080p")], ["", ""]),
        ([film("1080p"), film("1080p"), film("720p")], [" - 1080p", " - 1080p", " - 720p"]),
        # parts stack only under one word, and take no label
        ([part(1, PartWord.PART), part(2, PartWord.PART)], ["-part1", "-part2"]),
        ([part(1, None), part(2, PartWord.PART)], ["-part1", "-part2"]),
        ([part(1, PartWord.PART)], [""]),
        ([part(1, PartWord.CD)], ["-cd1"]),
        ([part(1, PartWord.DVD), part(2, PartWord.DISC)], ["-dvd1", "-disc2"]),
        ([part(1, PartWord.CD, "480p"), part(2, PartWord.CD, "576p")], ["-cd1", "-cd2"]),
        ([part(2, PartWord.PART), part(2, PartWord.PART)], ["", ""]),
    ],
)
def test_films_of_one_folder(guesses: list[Guess], suffixes: list[str]) -> None:
    assert names(*guesses) == [f"Glass Harbour (1999){suffix}" for suffix in suffixes]


def test_films_are_compared_as_they_will_be_spelled() -> None:
    assert names(film("1080p", title="Glass: Harbour"), film("720p", title="GLASS - Harbour")) == [
        "Glass - Harbour (1999) - 1080p",
        "GLASS - Harbour (1999) - 720p",
    ]


def test_parts_of_an_episode_stack_within_that_episode_only() -> None:
    def half(episode: int, number: int) -> Guess:
        return Guess(kind=Kind.EPISODE, series="Pier Nine", season=1, episodes=(episode,), part=number)

    assert names(half(1, 1), half(1, 2), half(2, 1)) == [
        "Pier Nine - S01E01-part-1",
        "Pier Nine - S01E01-part-2",
        "Pier Nine - S01E02",
    ]


def test_an_album_of_several_discs_says_so_on_every_track() -> None:
    def track(disc: int, album: str) -> Guess:
        return Guess(kind=Kind.TRACK, artist="The Finches", album=album, disc=disc, discs=1, track=1, title="Dawn")

    assert names(track(1, "Both"), track(2, "Both"), track(1, "One")) == ["1-01 - Dawn", "2-01 - Dawn", "01 - Dawn"]


def test_an_audiobook_is_counted_through_over_its_discs() -> None:
    def file(disc: int, track: int) -> Guess:
        return Guess(kind=Kind.AUDIOBOOK, author="Ada Fenn", title="Stone Path", disc=disc, track=track)

    assert names(file(2, 1), file(1, 1), file(1, 2), file(2, 1)) == [
        "Stone Path - Part 003",
        "Stone Path - Part 001",
        "Stone Path - Part 002",
        "Stone Path - Part 003",
    ]

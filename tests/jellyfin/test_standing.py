"""Names that are right already, and names that only look it."""

from __future__ import annotations

import datetime as dt

import pytest

from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Kind
from jforg_gui.domain.naming import Style, Subject
from jforg_gui.jellyfin.layout import place
from jforg_gui.jellyfin.naming import naming
from jforg_gui.jellyfin.place import Company, Place
from jforg_gui.jellyfin.standing import kept, stays_an_extra

FILM = Guess(kind=Kind.MOVIE, title="Salt Road", year=2004)
EPISODE = Guess(kind=Kind.EPISODE, series="Pier Nine", year=2010, season=1, episodes=(5,), title="Fog")
DAILY = Guess(kind=Kind.EPISODE, series="Late Ferry", date=dt.date(2020, 1, 2))
PART = Guess(kind=Kind.MOVIE, title="Salt Road", year=2004, part=1, part_word=PartWord.CD)
TRACK = Guess(kind=Kind.TRACK, artist="The Finches", album="Grey", track=1, title="Dawn")


def name_for(guess: Guess, name: str, company: Company = Company()) -> str:  # noqa: B008 — frozen
    found = place(guess, name, company)
    assert isinstance(found, Place)
    return kept(guess, found, name).name


@pytest.mark.parametrize(
    ("guess", "name"),
    [
        (FILM, "Salt Road (2004).mkv"),
        (FILM, "Salt Road (2004).MKV"),
        (FILM, "salt road (2004).mkv"),
        (FILM, "Salt Road (2004) - 1080p.mkv"),
        (FILM, "Salt Road (2004) - [Bluray-1080p][DTS 5.1].mkv"),
        (EPISODE, "Pier Nine (2010) - S01E05.mkv"),
        (EPISODE, "Pier Nine (2010) - s01e05 - The Fog.mkv"),
        (EPISODE, "Pier Nine (2010) - S01E05 - Fog WEBDL-1080p.mkv"),
        (EPISODE, "Pier Nine (2010) - S01E05.Fog.mkv"),
        (DAILY, "Late Ferry - 2020-01-02 - The Mayor.mkv"),
    ],
)
def test_a_name_that_reads_right_is_kept(guess: Guess, name: str) -> None:
    assert name_for(guess, name) == name


@pytest.mark.parametrize(
    ("guess", "name", "better"),
    [
        (FILM, "Salt Road 2004 1080p.mkv", "Salt Road (2004).mkv"),
        (FILM, "Salt Road (2004)1080p.mkv", "Salt Road (2004).mkv"),
        (FILM, "Salt Road (2004) - sample.mkv", "Salt Road (2004).mkv"),
        (FILM, "Salt Road (2004) - a-trailer.mkv", "Salt Road (2004).mkv"),
        (FILM, "Salt Road (2004) - what?.mkv", "Salt Road (2004).mkv"),
        (FILM, "Salt Road (2004) - \u202edrow.mkv", "Salt Road (2004).mkv"),
        (FILM, "Salt Road (2004)", "Salt Road (2004)"),
        (EPISODE, "Pier Nine (2010) - S01E05 - E06.mkv", "Pier Nine (2010) - S01E05 - Fog.mkv"),
        (EPISODE, "Pier Nine (2010) - S01E05-E06.mkv", "Pier Nine (2010) - S01E05 - Fog.mkv"),
        (EPISODE, "Pier Nine (2010) - S01E05b.mkv", "Pier Nine (2010) - S01E05 - Fog.mkv"),
        (EPISODE, "Pier Nine (2010) - S01E055.mkv", "Pier Nine (2010) - S01E05 - Fog.mkv"),
        (EPISODE, "pier.nine.s01e05.mkv", "Pier Nine (2010) - S01E05 - Fog.mkv"),
        (EPISODE, "Pier Nine (2010) - S01E05 - on-clip.mkv", "Pier Nine (2010) - S01E05 - Fog.mkv"),
        (PART, "Salt Road (2004) - cd1.mkv", "Salt Road (2004)-cd1.mkv"),
        (FILM, "Salt Road (2004) - 2.mkv", "Salt Road (2004).mkv"),
        (EPISODE, "Pier Nine (2010) - S01E05 - Fog (2).mkv", "Pier Nine (2010) - S01E05 - Fog.mkv"),
        (TRACK, "01 Dawn.mp3", "01 - Dawn.mp3"),
    ],
)
def test_other_names_are_put_right(guess: Guess, name: str, better: str) -> None:
    assert name_for(guess, name) == better


def test_a_plain_name_gives_way_to_a_label_the_film_needs() -> None:
    guess = Guess(kind=Kind.MOVIE, title="Salt Road", year=2004, resolution="720p")
    assert name_for(guess, "Salt Road (2004).mkv", Company(versions=True)) == "Salt Road (2004) - 720p.mkv"


def test_a_template_of_ones_own_renames_what_reads_right() -> None:
    own = naming(Style.OWN, ((Subject.EPISODE, "{series} ({year}) - {number} {title}"),))
    name = "Pier Nine (2010) - S01E05 - Fog.mkv"
    found = place(EPISODE, name, naming=own)
    assert isinstance(found, Place)
    assert kept(EPISODE, found, name, own).name == "Pier Nine (2010) - S01E05 Fog.mkv"


@pytest.mark.parametrize(
    ("parts", "stays"),
    [
        (("Salt Road (2004)", "extras", "a.mkv"), True),
        (("Pier Nine", "Season 01", "Deleted Scenes", "a.mkv"), True),
        (("extras", "a.mkv"), False),
        (("Salt Road (2004)", "a.mkv"), False),
        (("a.mkv",), False),
    ],
)
def test_extras_stay_in_a_folder_of_extras_of_some_work(parts: tuple[str, ...], *, stays: bool) -> None:
    assert stays_an_extra(parts) is stays

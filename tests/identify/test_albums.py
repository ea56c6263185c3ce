from __future__ import annotations

from dataclasses import replace

import pytest

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify.album_names import VARIOUS_ARTISTS
from jforg_gui.identify.albums import Sound, unify

TRACK = Guess(kind=Kind.TRACK, artist="The Kelps", album="Low Tide")
CHAPTER = Guess(kind=Kind.AUDIOBOOK, author="Mara Quill", title="Lantern Road")


def tracks(*albums: str | None, folder: str = "/in/Low Tide", artist: str | None = None) -> list[Sound]:
    return [
        Sound(f"{folder}/{number:02d}.mp3", replace(TRACK, album=album, track=number, album_artist=artist))
        for number, album in enumerate(albums, start=1)
    ]


def identities(sounds: list[Sound]) -> set[tuple[str | None, str | None, int | None]]:
    return {(guess.album_artist, guess.album, guess.year) for guess in unify(sounds).values()}


@pytest.mark.parametrize(
    "albums",
    [
        ("Low Tide", "Low Tide", "low tide"),
        ("Low Tide", "Low-Tide!", "Low Tide"),
        ("Low Tide", "Low Tyde", "Low Tide"),
        ("Low Tide", "Low Tide ", "LOW TIDE", "Low Tide"),
        ("Low Tide", "Low Tide (Disc 1)", "Low Tide"),
    ],
)
def test_spellings_of_one_album_become_the_one_most_use(albums: tuple[str, ...]) -> None:
    assert identities(tracks(*albums)) == {("The Kelps", "Low Tide", None)}


def test_albums_that_differ_by_a_number_stay_two() -> None:
    assert {album for _, album, _ in identities(tracks("Hits Vol. 1", "Hits Vol. 1", "Hits Vol. 2"))} == {
        "Hits Vol. 1",
        "Hits Vol. 2",
    }


def test_alike_albums_with_the_same_numbers_stay_two() -> None:
    sounds = [*tracks("Low Tide", "Low Tide"), *tracks("Low Tides", "Low Tides")]
    sounds = [replace(one, path=f"/in/x/{place}.mp3") for place, one in enumerate(sounds)]
    assert {album for _, album, _ in identities(sounds)} == {"Low Tide", "Low Tides"}


def test_a_guest_is_no_other_album() -> None:
    sounds = tracks("Low Tide", "Low Tide", "Low Tide")
    sounds[1] = replace(sounds[1], guess=replace(sounds[1].guess, artist="The Kelps feat. Ana Reed"))
    sounds[2] = replace(sounds[2], guess=replace(sounds[2].guess, album_artist="the kelps"))
    assert identities(sounds) == {("the kelps", "Low Tide", None)}
    assert unify(sounds)["/in/Low Tide/02.mp3"].artist == "The Kelps feat. Ana Reed"


def test_many_artists_make_a_compilation() -> None:
    sounds = tracks("Mix", "Mix", "Mix")
    sounds = [replace(one, guess=replace(one.guess, artist=f"Artist {one.path[-5]}")) for one in sounds]
    found = unify(sounds)
    assert {(guess.album_artist, guess.compilation) for guess in found.values()} == {(VARIOUS_ARTISTS, True)}
    assert len({guess.artist for guess in found.values()}) == 3


def test_most_tags_decide_whose_album_it_is() -> None:
    sounds = tracks("Low Tide", "Low Tide", "Low Tide", artist="The Kelps")
    sounds[2] = replace(sounds[2], guess=replace(sounds[2].guess, album_artist="The Kelps & Ana Reed"))
    assert identities(sounds) == {("The Kelps", "Low Tide", None)}


@pytest.mark.parametrize(
    "folders", [("CD1", "CD2"), ("Disc 1 - Day", "Disc 2 - Night"), ("Low Tide (CD 1)", "Low Tide (CD 2)")]
)
def test_discs_are_one_album(folders: tuple[str, str]) -> None:
    first, second = (tracks("Low Tide", "Low Tide", folder=f"/in/{folder}") for folder in folders)
    second = [replace(one, guess=replace(one.guess, disc=2, album="low tide", year=2004)) for one in second]
    found = unify([*first, *second])
    assert {(guess.album, guess.year, guess.discs) for guess in found.values()} == {("Low Tide", 2004, 2)}


def test_a_heap_keeps_albums_of_the_same_title_apart() -> None:
    sounds = tracks("Hits", "Hits", folder="/in/Downloads")
    sounds[1] = replace(sounds[1], guess=replace(sounds[1].guess, artist="Ana Reed"))
    assert [guess.album_artist for guess in unify(sounds).values()] == [None, None]


def test_ids_of_the_album_are_every_tracks() -> None:
    sounds = tracks("Low Tide", "Low Tide")
    sounds[0] = replace(
        sounds[0], guess=replace(sounds[0].guess, ids=(("musicbrainzalbum", "a"), ("musicbrainztrack", "t")))
    )
    assert unify(sounds)["/in/Low Tide/02.mp3"].ids == (("musicbrainzalbum", "a"),)


def test_the_folder_says_the_year_where_tags_do_not() -> None:
    sounds = [replace(one, folder_year=2004) for one in tracks("Low Tide", "Low Tide")]
    assert identities(sounds) == {("The Kelps", "Low Tide", 2004)}


def test_files_of_one_audiobook() -> None:
    sounds = [
        Sound("/in/b/1.mp3", replace(CHAPTER, chapter="1", narrator="Nell Reed")),
        Sound("/in/b/2.mp3", replace(CHAPTER, chapter="2", title="lantern road", year=1998)),
    ]
    found = [*unify(sounds).values()]
    assert {(guess.title, guess.year, guess.narrator) for guess in found} == {("Lantern Road", 1998, "Nell Reed")}
    assert [guess.chapter for guess in found] == ["1", "2"]


def test_chapters_that_only_some_files_have_order_nothing() -> None:
    sounds = [
        Sound("/in/b/1.mp3", replace(CHAPTER, track=1)),
        Sound("/in/b/2.mp3", replace(CHAPTER, track=2, chapter="1")),
    ]
    assert [(guess.track, guess.chapter) for guess in unify(sounds).values()] == [(1, None), (2, None)]


def test_what_stands_alone_stays_as_it_is() -> None:
    sounds = [*tracks("Low Tide"), *tracks(None, folder="/in/x"), Sound("/in/y.m4b", CHAPTER)]
    assert unify(sounds) == {one.path: one.guess for one in sounds}

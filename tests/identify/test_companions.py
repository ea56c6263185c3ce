from __future__ import annotations

import os

import pytest

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.identify.companions import (
    Attached,
    Tokens,
    artwork_word,
    attach_artwork,
    attach_audio,
    attach_lyrics,
    attach_metadata,
    attach_sheet,
    attach_subtitle,
    is_scene_nfo,
    read_tokens,
    strip_tokens,
    tell_apart,
)
from jforg_gui.identify.shelf import Owner, Shelf

NOBODY = Identity(1, 1)
EMPTY = Shelf()


def file(path: str) -> MediaFile:
    return MediaFile(f"/in/{path}", 1, 0, NOBODY)


def film(place: int, path: str, title: str = "Golden Pier") -> Owner:
    return Owner(place, file(path), Guess(kind=Kind.MOVIE, title=title))


def episode(place: int, path: str, series: str = "Harbor Ten") -> Owner:
    return Owner(place, file(path), Guess(kind=Kind.EPISODE, series=series, season=1, episodes=(place,)))


def track(place: int, path: str, album: str = "Low Tide", artist: str = "The Kelps") -> Owner:
    return Owner(place, file(path), Guess(kind=Kind.TRACK, album=album, artist=artist))


def told(attached: Attached | None) -> tuple[object, ...] | None:
    if attached is None:
        return None
    one = attached.companion
    return attached.place, one.language, one.flags, one.label, one.bound


@pytest.mark.parametrize(
    ("rest", "tokens"),
    [
        ("", Tokens()),
        (".en", Tokens("en")),
        (".en.forced", Tokens("en", ("forced",))),
        (".en.sdh.default", Tokens("en", ("default", "sdh"))),
        (".en.hi", Tokens("en", ("sdh",))),
        (".hi", Tokens("hi")),
        (".pt-BR", Tokens("pt-BR")),
        (".pt_BR.cc", Tokens("pt-BR", ("sdh",))),
        (".Commentary.en", Tokens("en", label="Commentary")),
        (".1080p.WEB-GRP.en", Tokens("en")),
        (".eng", Tokens("en")),
        (".en-sdh", Tokens("en", ("sdh",))),
        (".eng-forced", Tokens("en", ("forced",))),
        (".2", Tokens(index=2)),
        ("_English_SDH", Tokens("en", ("sdh",))),
    ],
)
def test_tokens_behind_the_stem(rest: str, tokens: Tokens) -> None:
    assert read_tokens(rest, whole=True) == tokens


@pytest.mark.parametrize(
    ("stem", "tokens"),
    [
        ("2_English", Tokens("en", index=2)),
        ("3_English (SDH)", Tokens("en", ("sdh",), index=3)),
        ("4_Portuguese (Brazil)", Tokens("pt-BR")),
        ("English", Tokens("en")),
        ("Some Name.de", Tokens("de")),
        ("It is something", Tokens()),
        ("Golden.Pier.2010", Tokens()),
    ],
)
def test_tokens_at_the_end_of_a_name(stem: str, tokens: Tokens) -> None:
    found = read_tokens(stem, whole=False)
    assert (found.language, found.flags) == (tokens.language, tokens.flags)
    assert tokens.index in (None, found.index)


@pytest.mark.parametrize(
    ("stem", "kept"),
    [
        ("Golden.Pier.2010.en.forced", "Golden.Pier.2010"),
        ("Golden Pier (2010).pt-BR", "Golden Pier (2010)"),
        ("Make It", "Make It"),
        ("Harbor.Ten.S01E02.en.sdh", "Harbor.Ten.S01E02"),
        ("en", "en"),
    ],
)
def test_strip_tokens(stem: str, kept: str) -> None:
    assert strip_tokens(stem) == kept


def test_a_subtitle_goes_to_the_longest_common_stem() -> None:
    shelf = Shelf([film(0, "Pier.mkv"), film(1, "Pier.Two.mkv", "Pier Two")])
    assert told(attach_subtitle(file("Pier.Two.en.srt"), shelf)) == (1, "en", (), None, True)
    assert told(attach_subtitle(file("Pier.en.srt"), shelf)) == (0, "en", (), None, True)


def test_a_stem_ends_where_a_word_ends() -> None:
    shelf = Shelf([film(0, "Pier.mkv"), film(1, "Orchard.mkv")])
    assert attach_subtitle(file("Pierrot.srt"), shelf) is None


def test_a_subtitle_finds_its_episode_by_number() -> None:
    shelf = Shelf([episode(0, "Harbor.Ten.S01E01.720p-GRP.mkv"), episode(1, "Harbor.Ten.S01E02.720p-GRP.mkv")])
    assert told(attach_subtitle(file("harbor ten 1x02 german.srt"), shelf)) == (1, "de", (), None, True)
    assert attach_subtitle(file("harbor ten 1x03.srt"), shelf) is None


def test_a_subtitle_belongs_to_the_only_video() -> None:
    shelf = Shelf([film(0, "Golden.Pier.2010.mkv"), Owner(1, file("x-trailer.mkv"), Guess(kind=Kind.EXTRA))])
    assert told(attach_subtitle(file("2_English.srt"), shelf)) == (0, "en", (), None, True)


def test_two_subtitles_of_one_name_stay_apart() -> None:
    shelf = Shelf([film(0, "Golden Pier.mkv")])
    names = ["Golden Pier.en.srt", "Subs/2_English.srt", "Subs/3_English.srt", "Subs/English.srt", "Golden Pier.de.srt"]
    attached = [one for name in names if (one := attach_subtitle(file(name), shelf)) is not None]
    labels = [one.companion.label for one in tell_apart(attached)]
    assert labels == [None, "Track 2", "Track 3", "Track 4", None]


def test_both_files_of_a_pair_keep_one_label() -> None:
    shelf = Shelf([film(0, "Golden Pier.mkv")])
    names = ["Golden Pier.en.idx", "Subs/2_English.idx", "Subs/2_English.sub"]
    attached = [one for name in names if (one := attach_subtitle(file(name), shelf)) is not None]
    assert [one.companion.label for one in tell_apart(attached)] == [None, "Track 2", "Track 2"]


def test_sound_beside_a_video() -> None:
    shelf = Shelf([film(0, "Golden Pier.mkv")])
    attached = attach_audio(file("Golden Pier.Commentary.en.mka"), shelf)
    assert told(attached) == (0, "en", (), "Commentary", True)
    assert attached is not None
    assert attached.companion.role is Role.AUDIO
    assert told(attach_audio(file("Golden Pier.de.mp3"), shelf)) == (0, "de", (), None, True)
    assert attach_audio(file("Golden Pier.mp3"), shelf) is None
    assert attach_audio(file("Other.mka"), shelf) is None


def test_lyrics_need_the_tracks_stem() -> None:
    shelf = Shelf([track(0, "01 - Dawn.flac"), track(1, "02 - Dusk.flac")])
    assert told(attach_lyrics(file("02 - Dusk.lrc"), shelf)) == (1, None, (), None, True)
    assert attach_lyrics(file("03 - Noon.lrc"), shelf) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Golden Pier.nfo", (0, None, (), None, True)),
        ("movie.nfo", (0, None, (), "movie", False)),
        ("whatever.nfo", (0, None, (), None, True)),
        ("tvshow.nfo", None),
        ("album.nfo", None),
        ("metadata.opf", None),
    ],
)
def test_metadata_of_a_film(name: str, expected: tuple[object, ...] | None) -> None:
    assert told(attach_metadata(file(name), Shelf([film(0, "Golden Pier.mkv")]), EMPTY)) == expected


def test_metadata_of_folders_above() -> None:
    episodes = Shelf([episode(3, "Season 1/05.mkv"), episode(4, "Season 1/06.mkv")])
    assert told(attach_metadata(file("tvshow.nfo"), EMPTY, episodes)) == (3, None, (), "tvshow", False)
    two = Shelf([episode(3, "A/05.mkv"), episode(4, "B/06.mkv", "Other Show")])
    assert attach_metadata(file("tvshow.nfo"), EMPTY, two) is None
    albums = Shelf([track(0, "A/1.mp3", "Low Tide"), track(1, "B/1.mp3", "High Tide")])
    assert told(attach_metadata(file("artist.nfo"), EMPTY, albums)) == (0, None, (), "artist", False)


def test_calibres_opf_belongs_to_the_only_book() -> None:
    book = Owner(2, file("Lantern Road.epub"), Guess(kind=Kind.BOOK, title="Lantern Road"))
    assert told(attach_metadata(file("metadata.opf"), Shelf([book]), EMPTY)) == (2, None, (), "metadata", False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("poster.jpg", (0, None, (), "poster", False)),
        ("Fanart2.jpg", (0, None, (), "fanart2", False)),
        ("season01-poster.jpg", (0, None, (), "season01-poster", False)),
        ("05-thumb.jpg", (0, None, (), "thumb", True)),
        ("05.jpg", (0, None, (), None, True)),
        ("holiday.jpg", None),
    ],
)
def test_artwork(name: str, expected: tuple[object, ...] | None) -> None:
    here = Shelf([episode(0, "05.mkv"), episode(1, "06.mkv")])
    assert told(attach_artwork(file(name), here, EMPTY)) == expected


def test_artwork_of_a_heap_is_nobodys() -> None:
    heap = Shelf([film(0, "a.mkv", "Golden Pier"), film(1, "b.mkv", "Amber Pier")])
    assert attach_artwork(file("poster.jpg"), heap, EMPTY) is None


def test_artwork_above_albums_is_the_artists() -> None:
    albums = Shelf([track(0, "A/1.mp3", "Low Tide"), track(1, "B/1.mp3", "High Tide")])
    assert told(attach_artwork(file("folder.jpg"), EMPTY, albums)) == (0, None, (), "folder", False)


def test_front_is_a_cover() -> None:
    assert artwork_word("Front") == "cover"


def test_sheets() -> None:
    album = Shelf([track(0, "01.flac"), track(1, "02.flac")])
    assert told(attach_sheet(file("Low Tide.cue"), album)) == (0, None, (), "Low Tide", False)
    assert told(attach_sheet(file("02.cue"), album)) == (1, None, (), None, True)
    assert attach_sheet(file("x.log"), EMPTY) is None


@pytest.mark.parametrize(
    ("content", "scene"),
    [
        (b"  ___ GRP ___ proudly presents", True),
        (b"", True),
        (b"<movie><title>x</title></movie>", False),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><movie/>", False),
        (b"https://www.imdb.com/title/tt0000001/", False),
        (b"\xff" * 99, True),
    ],
)
def test_scene_nfo(tmp_path_factory: pytest.TempPathFactory, content: bytes, scene: bool) -> None:  # noqa: FBT001 — a column of the table
    path = os.path.join(str(tmp_path_factory.mktemp("nfo")), "x.nfo")
    with open(path, "wb") as stream:
        stream.write(content)
    assert is_scene_nfo(MediaFile(path, len(content), 0, NOBODY)) is scene


def test_an_nfo_that_cannot_be_read_is_left_alone() -> None:
    assert is_scene_nfo(file("gone.nfo"))

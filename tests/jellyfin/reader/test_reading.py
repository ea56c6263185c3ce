from __future__ import annotations

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.media import Library
from jforg_gui.domain.seen import Seen, Server, Sight
from jforg_gui.jellyfin.reader.folder import Folder
from jforg_gui.jellyfin.reader.reading import read_folder, reads_alike

MOVIES, SHOWS, MUSIC, BOOKS, COMICS, AUDIO = Library


def read(
    library: Library, parts: str, *files: str, folders: tuple[str, ...] = (), server: Server = Server.V12
) -> dict[str, Seen]:
    split = tuple(parts.split("/")) if parts else ()
    return dict(read_folder(Folder(library, split, files, folders, library.value), server))


# --- films --------------------------------------------------------------------------------------------------------


def test_a_film_in_its_own_folder_takes_the_folder_for_its_name() -> None:
    seen = read(MOVIES, "Kites (2014) [tmdbid-12]", "kites.mkv", "poster.jpg", "movie.nfo", "kites.en.srt")
    film = seen["kites.mkv"]
    assert (film.kind, film.title, film.year, film.ids) == (Sight.MOVIE, "Kites", 2014, (("tmdb", "12"),))
    assert not film.mixed
    assert seen["poster.jpg"].role == "poster"
    assert seen["movie.nfo"].kind is Sight.METADATA
    assert (seen["kites.en.srt"].kind, seen["kites.en.srt"].language) == (Sight.SUBTITLE, "en")


def test_versions_are_one_film_and_the_highest_stands_for_it() -> None:
    seen = read(
        MOVIES, "Kites (2014)", "Kites (2014) - 1080p.mkv", "Kites (2014) - 2160p.mkv", "Kites (2014) [cut].mkv"
    )
    assert {name: one.version for name, one in seen.items()} == {
        "Kites (2014) - 1080p.mkv": "1080p",
        "Kites (2014) - 2160p.mkv": "2160p",
        "Kites (2014) [cut].mkv": "[cut]",
    }
    assert seen["Kites (2014) - 2160p.mkv"].joined is None
    assert seen["Kites (2014) - 1080p.mkv"].joined == "Kites (2014) - 2160p.mkv"


@pytest.mark.parametrize("stray", ["kites.2014.720p.mkv", "Kites (2015) - 720p.mkv", "Lanterns (2014).mkv"])
def test_one_file_that_does_not_fit_parts_all_versions(stray: str) -> None:
    seen = read(MOVIES, "Kites (2014)", "Kites (2014) - 1080p.mkv", stray)
    assert all(one.mixed and one.version is None for one in seen.values())


def test_parts_stack_only_at_the_end_and_under_one_word() -> None:
    seen = read(MOVIES, "Kites (2014)", "Kites (2014)-cd1.mkv", "Kites (2014)-cd2.mkv")
    assert [(one.part, one.title, one.mixed) for one in seen.values()] == [(1, "Kites", False), (2, "Kites", False)]
    alone = read(MOVIES, "Kites (2014)", "Kites (2014)-cd2.mkv")
    assert alone["Kites (2014)-cd2.mkv"].part is None
    unlike = read(MOVIES, "", "Kites-cd1.mkv", "Kites-part2.mkv", "Kites CD1 720p.mkv")
    assert {one.part for one in unlike.values()} == {None}


def test_two_films_called_part_1_and_2_in_one_folder_become_one() -> None:
    seen = read(MOVIES, "Saga", "Saga Part 1.mkv", "Saga Part 2.mkv")
    assert seen["Saga Part 2.mkv"].joined == "Saga Part 1.mkv"


def test_another_folder_inside_takes_the_folder_away_from_the_film() -> None:
    assert not read(MOVIES, "Kites (2014)", "k.mkv", folders=("extras", "Subs", ".cache"))["k.mkv"].mixed
    seen = read(MOVIES, "Kites (2014)", "k.mkv", "poster.jpg", "k-poster.jpg", "movie.nfo", folders=("Proof",))
    assert seen["k.mkv"].mixed
    assert seen["poster.jpg"].kind is Sight.NOTHING
    assert seen["k-poster.jpg"].kind is Sight.ARTWORK
    assert seen["movie.nfo"].kind is Sight.NOTHING


@pytest.mark.parametrize(
    ("parts", "name", "code"),
    [
        ("Kites (2014)/Subs", "2_English.srt", ProblemCode.SEEN_SKIPPED_FOLDER),
        ("Metadata", "Metadata (2014).mkv", ProblemCode.SEEN_SKIPPED_FOLDER),
        (".hack", "x.mkv", ProblemCode.SEEN_HIDDEN),
        ("Kites (2014)", ".kites.mkv", ProblemCode.SEEN_HIDDEN),
        ("The Sample (2014)", "The Sample (2014).mkv", ProblemCode.SEEN_SAMPLE),
        ("Kites (2014)", "kites.sample.mkv", ProblemCode.SEEN_SAMPLE),
        ("Kites (2014)", "AlbumArt.jpg", ProblemCode.SEEN_SKIPPED_FILE),
        ("Kites (2014)", "kites.rar", ProblemCode.SEEN_NOT_MEDIA),
        ("Kites (2014)", "other.en.srt", ProblemCode.SEEN_NOT_MEDIA),
    ],
)
def test_what_is_not_shown_and_why(parts: str, name: str, code: ProblemCode) -> None:
    seen = read(MOVIES, parts, name)[name]
    assert seen.kind is Sight.NOTHING
    assert seen.why is not None
    assert seen.why.code is code


def test_the_hungarian_word_is_skipped_by_12_alone() -> None:
    assert read(MOVIES, "Kites", "minta.mkv")["minta.mkv"].kind is Sight.NOTHING
    assert read(MOVIES, "Kites", "minta.mkv", server=Server.V10_11)["minta.mkv"].kind is Sight.MOVIE


@pytest.mark.parametrize(
    ("parts", "name", "extra"),
    [
        ("Kites (2014)/Trailers", "a.mkv", "trailer"),
        ("Kites (2014)/behind the scenes", "a.mkv", "behind the scenes"),
        ("Kites (2014)", "Kites (2014)-trailer2.mkv", "trailer"),
        ("Kites (2014)", "Kites (2014)-deleted.mkv", "deleted scene"),
        ("Kites (2014)", "trailer.mkv", "trailer"),
        ("Kites (2014)", "theme.mp3", "theme song"),
        ("Kites (2014)/theme-music", "a.mp3", "theme song"),
    ],
)
def test_extras(parts: str, name: str, extra: str) -> None:
    seen = read(MOVIES, parts, name)[name]
    assert (seen.kind, seen.extra) == (Sight.EXTRA, extra)


def test_directly_in_the_library_a_folder_of_extras_is_a_film() -> None:
    assert read(MOVIES, "Shorts", "Shorts (2014).mkv")["Shorts (2014).mkv"].kind is Sight.MOVIE


@pytest.mark.parametrize(
    ("name", "language", "flags", "title"),
    [
        ("k.en.srt", "en", (), None),
        ("k.eng.forced.srt", "en", ("forced",), None),
        ("k.English.default.srt", "en", ("default",), None),
        ("k.Commentary.en.sdh.srt", "en", ("sdh",), "Commentary"),
        ("k.hi.srt", "hi", (), None),
        ("k.en.hi.srt", "en", ("sdh",), None),
        ("k.pt-BR.srt", "pt-BR", (), None),
        ("k.reinforced.en.srt", "en", ("forced",), None),
        ("k.srt", None, (), None),
    ],
)
def test_subtitles(name: str, language: str | None, flags: tuple[str, ...], title: str | None) -> None:
    one = read(MOVIES, "K", "k.mkv", name)[name]
    assert (one.kind, one.language, one.flags, one.title) == (Sight.SUBTITLE, language, flags, title)


def test_a_subtitle_needs_the_whole_name_and_a_dot() -> None:
    assert read(MOVIES, "K", "kites.mkv", "kites-en.srt")["kites-en.srt"].kind is Sight.NOTHING
    assert read(MOVIES, "K", "kites.mkv", "kites 2.en.srt")["kites 2.en.srt"].kind is Sight.NOTHING


def test_a_disc_is_the_film_of_the_folder_above() -> None:
    seen = read(MOVIES, "Kites (2014)/VIDEO_TS", "VIDEO_TS.IFO", "VTS_01_1.VOB")
    assert [(one.title, one.year) for one in seen.values()] == [("Kites", 2014)] * 2


# --- shows --------------------------------------------------------------------------------------------------------


def test_an_episode_with_what_lies_beside_it() -> None:
    stem = "Low Tide (2018) - S01E02-E03 - Ebb"
    seen = read(SHOWS, "Low Tide (2018)/Season 01", f"{stem}.mkv", f"{stem}.nfo", f"{stem}-thumb.jpg", f"{stem}.de.srt")
    one = seen[f"{stem}.mkv"]
    assert (one.series, one.season, one.episodes) == ("Low Tide", 1, (2, 3))
    assert seen[f"{stem}-thumb.jpg"].role == "thumb"
    assert seen[f"{stem}.nfo"].kind is Sight.METADATA
    assert seen[f"{stem}.de.srt"].language == "de"


def test_seasons_come_from_the_name_the_folder_or_are_the_first() -> None:
    assert read(SHOWS, "Low Tide/Season 02", "Episode 4.mkv")["Episode 4.mkv"].season == 2
    assert read(SHOWS, "Low Tide", "Episode 4.mkv")["Episode 4.mkv"].season == 1
    assert read(SHOWS, "Low Tide/Bonus", "x.mkv")["x.mkv"].season is None
    assert read(SHOWS, "Low Tide/Season 2019", "Low Tide - 2019-03-14.mkv")["Low Tide - 2019-03-14.mkv"].season == 2019


def test_two_files_of_one_number_are_versions_in_12_alone() -> None:
    names = ("L - S01E01 - 1080p.mkv", "L - S01E01 - 720p.mkv")
    assert read(SHOWS, "L/Season 01", *names)[names[1]].joined == names[0]
    assert read(SHOWS, "L/Season 01", *names, server=Server.V10_11)[names[1]].joined is None


def test_a_video_beside_the_shows_belongs_to_none() -> None:
    why = read(SHOWS, "", "L - S01E01.mkv")["L - S01E01.mkv"].why
    assert why is not None
    assert why.code is ProblemCode.SEEN_OUTSIDE


@pytest.mark.parametrize(
    ("parts", "name", "role"),
    [
        ("L (2018)", "poster.jpg", "poster"),
        ("L (2018)", "season01-poster.jpg", "season"),
        ("L (2018)", "show.jpg", "poster"),
        ("L (2018)", "fanart-2.jpg", "backdrop"),
        ("L (2018)/Season 01", "folder.jpg", "poster"),
        ("L (2018)/Season 01", "movie.jpg", None),
    ],
)
def test_images_of_shows(parts: str, name: str, role: str | None) -> None:
    assert read(SHOWS, parts, name)[name].role == role


# --- music, books ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "artist", "album", "disc"),
    [
        ("Pell/Harbour (2001)", "Pell", "Harbour (2001)", None),
        ("Pell/Harbour (2001)/CD 2", "Pell", "Harbour (2001)", 2),
        ("Pell/Vol. 3", None, "Pell", 3),
        ("Pell/2004 - Vol. 3", "Pell", "2004 - Vol. 3", None),
        ("Harbour", None, "Harbour", None),
    ],
)
def test_albums(parts: str, artist: str | None, album: str, disc: int | None) -> None:
    one = read(MUSIC, parts, "01 - Dawn.flac")["01 - Dawn.flac"]
    assert (one.kind, one.artist, one.album, one.disc) == (Sight.TRACK, artist, album, disc)


def test_music_in_a_folder_of_extras_is_not_shown() -> None:
    assert read(MUSIC, "Pell/Clips", "a.mp3")["a.mp3"].kind is Sight.NOTHING


def test_a_folder_with_an_album_inside_is_none_itself() -> None:
    assert read(MUSIC, "Pell", "a.mp3", folders=("Harbour",))["a.mp3"].album is None


def test_one_book_is_called_like_its_folder_two_like_themselves() -> None:
    one = read(BOOKS, "Pell/Ferry (Harbour, #2) (2001)", "x.epub")["x.epub"]
    assert (one.title, one.series, one.number, one.year) == ("Ferry", "Harbour", "2", 2001)
    two = read(BOOKS, "Pell/Ferry", "Ferry.epub", "Night.pdf")
    assert [book.title for book in two.values()] == ["Ferry", "Night"]


def test_issues_and_audiobooks() -> None:
    issues = read(COMICS, "Ferryman (1944)", "Ferryman #002 (1944).cbz", "Ferryman #003 (1944).cbz")
    assert [(one.series, one.number) for one in issues.values()] == [("Ferryman", "2"), ("Ferryman", "3")]
    book = read(AUDIO, "Pell/Ferry (2001)", "ferry.m4b")["ferry.m4b"]
    assert (book.kind, book.title, book.year) == (Sight.AUDIOBOOK, "Ferry", 2001)
    assert all(one.mixed for one in read(AUDIO, "Pell/Ferry", "Ferry - Part 01.mp3", "Ferry - Part 02.mp3").values())


@pytest.mark.parametrize(
    ("library", "parts", "name", "alike"),
    [
        (SHOWS, "Low Tide (2018)/Season 01", "Low Tide (2018) - S01E01.mkv", True),
        (SHOWS, "The 100 (2014)/Season 01", "The 100 (2014) - S01E01.mkv", False),
        (SHOWS, "Low Tide (2018)/Season 01", "Low Tide - 1071.mkv", False),
        (SHOWS, "Low Tide (2018)/2019 Christmas", "Low Tide - S00E01.mkv", False),
        (MOVIES, "Kites (2014)", "Kites (2014).mkv", True),
        (MOVIES, "Kites [of] (2014)", "Kites [of] (2014).mkv", False),
        (MUSIC, "Pell/Harbour", "a.mp3", True),
    ],
)
def test_where_10_11_reads_alike_its_findings_are_equal(
    library: Library, parts: str, name: str, *, alike: bool
) -> None:
    assert reads_alike(Folder(library, tuple(parts.split("/")), (name,), (), library.value)) is alike

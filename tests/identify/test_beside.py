from __future__ import annotations

from jforg_gui.domain.found import FoundFile, Inside, Sidecar, SidecarKind
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.domain.metadata import NOTHING_KNOWN, Metadata
from jforg_gui.identify.beside import Beside, Told
from jforg_gui.identify.tree import FolderView

MOVIE = Metadata(title="Paper Lantern", year=2019, ids=(("tmdb", "990001"),))
SHOW = Metadata(title="Harbor Nine", year=2011, ids=(("tvdb", "81189"),))
FILM_GUESS = Guess(kind=Kind.MOVIE, title="pl", confidence=0.3)
EPISODE_GUESS = Guess(kind=Kind.EPISODE, series="harbor", season=1, episodes=(2,), confidence=0.6)


def nfo(kind: SidecarKind, *works: Metadata, about: SidecarKind | None = None) -> Sidecar:
    return Sidecar(kind, works, about)


def tell(guesses: dict[str, Guess], sidecars: dict[str, Sidecar], folder: str = "/in") -> list[Told]:
    """Read videos of ``folder`` beside NFO files whose paths are relative to `/in`."""
    views: dict[str, list[FoundFile]] = {folder: []}
    for path, sidecar in sidecars.items():
        home = f"/in/{path}".rpartition("/")[0]
        file = MediaFile(f"/in/{path}.nfo", 9, 0, Identity(0, 0))
        views.setdefault(home, []).append(FoundFile(file, Inside(sidecar=sidecar)))
    made = {path: FolderView(path, "/in", (), tuple(files)) for path, files in views.items()}
    files = [MediaFile(f"{folder}/{name}.mkv", 9, 0, Identity(0, 0)) for name in guesses]
    return Beside(made.values()).videos(made[folder], files, [*guesses.values()])


def test_a_films_own_nfo_counts_more_than_its_name() -> None:
    [(guess, known)] = tell({"pl": FILM_GUESS}, {"pl": nfo(SidecarKind.MOVIE, MOVIE)})
    assert (guess.title, guess.year, guess.ids) == ("Paper Lantern", 2019, (("tmdb", "990001"),))
    assert (guess.source, guess.confidence) == (Source.NFO, 0.95)
    assert known.work == MOVIE


def test_movie_nfo_is_the_only_films() -> None:
    sidecars = {"movie": nfo(SidecarKind.MOVIE, MOVIE)}
    assert tell({"pl": FILM_GUESS}, sidecars)[0][0].title == "Paper Lantern"
    other = Guess(kind=Kind.MOVIE, title="Another")
    assert [guess.title for guess, _ in tell({"pl": FILM_GUESS, "x": other}, sidecars)] == ["pl", "Another"]


def test_two_versions_of_one_film_share_its_nfo() -> None:
    told = tell({"pl - 720p": FILM_GUESS, "pl - 1080p": FILM_GUESS}, {"movie": nfo(SidecarKind.MOVIE, MOVIE)})
    assert [guess.title for guess, _ in told] == ["Paper Lantern"] * 2


def test_an_nfo_makes_a_film_of_what_looked_like_an_episode() -> None:
    [(guess, _)] = tell({"pl": EPISODE_GUESS}, {"pl": nfo(SidecarKind.MOVIE, MOVIE)})
    assert (guess.kind, guess.season, guess.episodes, guess.series) == (Kind.MOVIE, None, (), None)


def test_an_address_gives_the_id_and_leaves_the_name() -> None:
    address = nfo(SidecarKind.ADDRESS, Metadata(ids=(("imdb", "tt1234567"),)), about=SidecarKind.ADDRESS)
    [(guess, known)] = tell({"pl": FILM_GUESS}, {"grp-pl": address})
    assert (guess.title, guess.ids, known) == ("pl", (("imdb", "tt1234567"),), NOTHING_KNOWN)
    show = nfo(SidecarKind.ADDRESS, Metadata(ids=(("tmdb", "7"),)), about=SidecarKind.SHOW)
    assert tell({"pl": FILM_GUESS}, {"pl": show})[0][0].ids == ()
    assert tell({"x": EPISODE_GUESS}, {"x": show})[0][0].ids == (("tmdb", "7"),)


def test_the_shows_nfo_names_its_episodes() -> None:
    sidecars = {"Harbor/tvshow": nfo(SidecarKind.SHOW, SHOW)}
    [(guess, known)] = tell({"x": EPISODE_GUESS}, sidecars, folder="/in/Harbor/Season 1")
    assert (guess.series, guess.year, guess.ids) == ("Harbor Nine", 2011, (("tvdb", "81189"),))
    assert (guess.season, guess.episodes, known.work) == (1, (2,), SHOW)


def test_nothing_above_what_was_given_counts() -> None:
    assert tell({"x": EPISODE_GUESS}, {"../tvshow": nfo(SidecarKind.SHOW, SHOW)})[0][0].series == "harbor"


def test_an_episodes_own_nfo_numbers_it() -> None:
    own = Metadata(title="The Tide", season=2, number=7, series="Harbor Nine", ids=(("tvdb", "5"),))
    [(guess, known)] = tell({"x": EPISODE_GUESS}, {"x": nfo(SidecarKind.EPISODE, own)})
    assert (guess.series, guess.season, guess.episodes, guess.title) == ("Harbor Nine", 2, (7,), "The Tide")
    assert (guess.ids, known.episodes) == ((), (own,))


def test_two_episodes_in_one_file() -> None:
    works = (Metadata(title="One", season=1, number=1), Metadata(title="Two", season=1, number=2))
    [(guess, known)] = tell({"x": FILM_GUESS}, {"x": nfo(SidecarKind.EPISODE, *works)})
    assert (guess.kind, guess.series, guess.episodes, guess.title) == (Kind.EPISODE, "pl", (1, 2), "One + Two")
    assert known.episodes == works


def test_numbers_without_end_are_not_taken() -> None:
    works = (Metadata(season=1, number=1), Metadata(season=1, number=999_999))
    assert tell({"x": EPISODE_GUESS}, {"x": nfo(SidecarKind.EPISODE, *works)})[0][0].episodes == (2,)


def test_a_disc_is_told_by_its_folder() -> None:
    file = MediaFile("/in/d/VIDEO_TS/VIDEO_TS.nfo", 9, 0, Identity(0, 0))
    found = FoundFile(file, Inside(sidecar=nfo(SidecarKind.MOVIE, MOVIE)))
    beside = Beside([FolderView("/in/d/VIDEO_TS", "/in", (), (found,))])
    assert beside.disc("/in/d", FILM_GUESS)[0].title == "Paper Lantern"
    assert beside.disc("/in/e", FILM_GUESS) == (FILM_GUESS, NOTHING_KNOWN)


def test_album_and_artist_beside_tracks() -> None:
    album, artist = (
        Metadata(title="Low Tide", year=2004, ids=(("musicbrainzalbum", "a"),)),
        Metadata(title="The Kelps", ids=(("musicbrainzartist", "b"),)),
    )
    views = []
    for folder, name, sidecar in (
        ("/in/K/L", "album", nfo(SidecarKind.ALBUM, album)),
        ("/in/K", "artist", nfo(SidecarKind.ARTIST, artist)),
    ):
        file = MediaFile(f"{folder}/{name}.nfo", 9, 0, Identity(0, 0))
        views.append(FolderView(folder, "/in", (), (FoundFile(file, Inside(sidecar=sidecar)),)))
    named, tagged = Guess(kind=Kind.TRACK, album="lt"), Guess(kind=Kind.TRACK, album="LT", source=Source.TAGS)
    told = Beside(views).sounds({"/in/K/L/1.mp3": named, "/in/K/L/CD2/2.mp3": tagged, "/in/x/3.mp3": named})
    first, second = told["/in/K/L/1.mp3"][0], told["/in/K/L/CD2/2.mp3"][0]
    assert (first.album, first.album_artist, first.year) == ("Low Tide", "The Kelps", 2004)
    assert (second.album, second.album_artist, second.year) == ("LT", None, 2004)
    assert dict(first.ids) == dict(second.ids) == {"musicbrainzalbum": "a", "musicbrainzalbumartist": "b"}
    assert told["/in/K/L/1.mp3"][1].artist == artist
    assert "/in/x/3.mp3" not in told

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jforg_gui.domain.errors import CancelledError, Problem, ProblemCode
from jforg_gui.domain.found import FoundFile, FoundFolder, Inside, LeftAlone
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import ExtraType, Identity, Kind, MediaFile, Role
from jforg_gui.identify.guessed import guess_names
from jforg_gui.identify.reading import NameReader
from jforg_gui.workflow.identify import identify, identify_names

ROOT = os.sep + "in"
NOT_READ = Problem(ProblemCode.NOT_MEDIA, "x")


class Never:
    def cancelled(self) -> bool:
        return False


class Always:
    def cancelled(self) -> bool:
        return True


class Silent:
    """Knows nothing about any name, at once; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        self.asked.append(list(names))
        return [Guess(kind=Kind.MOVIE, title=name) for name in names]


def tree(sizes: Mapping[str, int], insides: Mapping[str, Inside] | None = None) -> list[FoundFolder]:
    """Return folders as a scan of ROOT finds them, with files of these sizes."""
    folders: dict[str, list[FoundFile]] = {ROOT: []}
    for path, size in sizes.items():
        full = os.path.join(ROOT, *path.split("/"))
        folder = os.path.dirname(full)
        above = folder
        while above not in folders:
            folders[above] = []
            above = os.path.dirname(above)
        inside = (insides or {}).get(path, Inside())
        folders[folder].append(FoundFile(MediaFile(full, size, 0, Identity(1, len(full))), inside))
    return [FoundFolder(path, ROOT, tuple(files)) for path, files in sorted(folders.items())]


def rows(sizes: Mapping[str, int] | Sequence[str], insides: Mapping[str, Inside] | None = None) -> dict[str, Item]:
    """Identify such a tree; return the rows by relative path."""
    if not isinstance(sizes, Mapping):
        sizes = dict.fromkeys(sizes, 1000)
    items = identify(tree(sizes, insides), NameReader(guess_names), Never())
    return {os.path.relpath(item.file.path, ROOT).replace(os.sep, "/"): item for item in items}


def code(item: Item) -> ProblemCode | None:
    return item.ignored.code if item.ignored is not None else None


def names_of(item: Item) -> list[str]:
    return [one.file.name for one in item.companions]


def test_a_film_with_all_that_belongs_to_it() -> None:
    found = rows(
        {
            "Golden.Pier.2010.1080p-GRP/gp-grp.mkv": 9000,
            "Golden.Pier.2010.1080p-GRP/Sample/gp-grp-sample.mkv": 90,
            "Golden.Pier.2010.1080p-GRP/Subs/2_English.srt": 1,
            "Golden.Pier.2010.1080p-GRP/Subs/3_English.srt": 1,
            "Golden.Pier.2010.1080p-GRP/Subs/gp-grp.idx": 1,
            "Golden.Pier.2010.1080p-GRP/Subs/gp-grp.sub": 1,
            "Golden.Pier.2010.1080p-GRP/poster.jpg": 1,
            "Golden.Pier.2010.1080p-GRP/grp.nfo": 1,
            "Golden.Pier.2010.1080p-GRP/Featurettes/Tour.mkv": 800,
        }
    )
    film = found["Golden.Pier.2010.1080p-GRP/gp-grp.mkv"]
    assert (film.guess.title, film.guess.year, film.problems) == ("Golden Pier", 2010, ())
    assert names_of(film) == ["poster.jpg", "2_English.srt", "3_English.srt", "gp-grp.idx", "gp-grp.sub"]
    assert code(found["Golden.Pier.2010.1080p-GRP/Sample/gp-grp-sample.mkv"]) is ProblemCode.SAMPLE
    assert code(found["Golden.Pier.2010.1080p-GRP/grp.nfo"]) is ProblemCode.SCENE_NFO
    extra = found["Golden.Pier.2010.1080p-GRP/Featurettes/Tour.mkv"]
    assert (extra.guess.kind, extra.guess.extra, extra.guess.title) == (Kind.EXTRA, ExtraType.FEATURETTE, "Tour")
    assert extra.owner == film.guess


def test_a_show_with_all_that_belongs_to_it() -> None:
    found = rows(
        [
            "Harbor Ten/poster.jpg",
            "Harbor Ten/theme.mp3",
            "Harbor Ten/Extras/Gag Reel.mkv",
            "Harbor Ten/Season 1/01 - Pilot.mkv",
            "Harbor Ten/Season 1/01 - Pilot.en.srt",
            "Harbor Ten/Season 1/01 - Pilot-thumb.jpg",
            "Harbor Ten/Season 1/02 - Storm.mkv",
            "Harbor Ten/Season 1/Subs/02 - Storm/2_English.srt",
            "Harbor Ten/Season 1/Featurettes/Tour.mkv",
            "Harbor Ten/Specials/Harbor Ten - S00E01 - Special.mkv",
        ]
    )
    pilot = found["Harbor Ten/Season 1/01 - Pilot.mkv"]
    assert (pilot.guess.series, pilot.guess.season, pilot.guess.episodes) == ("Harbor Ten", 1, (1,))
    assert names_of(pilot) == ["poster.jpg", "01 - Pilot.en.srt", "01 - Pilot-thumb.jpg"]
    storm = found["Harbor Ten/Season 1/02 - Storm.mkv"]
    assert [(one.file.name, one.language) for one in storm.companions] == [("2_English.srt", "en")]
    assert found["Harbor Ten/Specials/Harbor Ten - S00E01 - Special.mkv"].guess.season == 0
    owners = {path: item.owner for path, item in found.items() if item.owner is not None}
    assert {path: (owner.kind, owner.series, owner.season, owner.episodes) for path, owner in owners.items()} == {
        "Harbor Ten/theme.mp3": (Kind.EPISODE, "Harbor Ten", None, ()),
        "Harbor Ten/Extras/Gag Reel.mkv": (Kind.EPISODE, "Harbor Ten", None, ()),
        "Harbor Ten/Season 1/Featurettes/Tour.mkv": (Kind.EPISODE, "Harbor Ten", 1, ()),
    }
    assert found["Harbor Ten/theme.mp3"].guess.extra is ExtraType.THEME_SONG


@pytest.mark.parametrize(
    ("sizes", "samples"),
    [
        ({"Golden Pier (2010).mkv": 1000, "Golden Pier (2010) sample.mkv": 40}, {"Golden Pier (2010) sample.mkv"}),
        ({"Golden Pier (2010).mkv": 1000, "Golden Pier sample.mkv": 900}, set()),
        ({"The Sample (2011).mkv": 1000}, set()),
        ({"The Sample (2011).mkv": 1000, "Golden Pier (2010).mkv": 1200}, set()),
        ({"Downloads/sample.mkv": 5}, {"Downloads/sample.mkv"}),
        ({"X (2010)/Sample/x.mkv": 5}, {"X (2010)/Sample/x.mkv"}),
        ({"X (2010)/X.mkv": 1000, "X (2010)/x-sample/x.mkv": 40}, {"X (2010)/x-sample/x.mkv"}),
    ],
)
def test_samples(sizes: dict[str, int], samples: set[str]) -> None:
    found = rows(sizes)
    assert {path for path, item in found.items() if code(item) is ProblemCode.SAMPLE} == samples
    assert all(item.kind is Kind.MOVIE for path, item in found.items() if path not in samples)


def test_trailers_find_their_film() -> None:
    found = rows(
        ["Golden Pier (2010).mkv", "Golden Pier (2010)-trailer.mp4", "Amber Pier (2011)-trailer.mp4", "B (2001).mkv"]
    )
    owner = found["Golden Pier (2010)-trailer.mp4"].owner
    assert owner == found["Golden Pier (2010).mkv"].guess
    other = found["Amber Pier (2011)-trailer.mp4"].owner
    assert other is not None
    assert (other.title, other.year) == ("Amber Pier", 2011)


def test_an_extra_of_nobody_says_so() -> None:
    item = rows(["Trailers/Something.mkv"])["Trailers/Something.mkv"]
    assert (item.kind, item.owner) == (Kind.EXTRA, None)
    assert [problem.code for problem in item.problems] == [ProblemCode.NO_OWNER]


def test_disc_structures_are_not_torn_apart() -> None:
    found = rows(
        {
            "Golden Pier (2010)/VIDEO_TS/VIDEO_TS.IFO": 5,
            "Golden Pier (2010)/VIDEO_TS/VTS_01_1.VOB": 5000,
            "Amber Pier (2011)/BDMV/STREAM/00000.m2ts": 50,
            "Amber Pier (2011)/BDMV/STREAM/00001.m2ts": 5000,
            "Loose (2012)/VIDEO_TS.IFO": 5,
            "Loose (2012)/VTS_01_1.VOB": 50,
        }
    )
    assert {path: item.guess.title for path, item in found.items()} == {
        "Golden Pier (2010)/VIDEO_TS/VIDEO_TS.IFO": "Golden Pier",
        "Amber Pier (2011)/BDMV/STREAM/00001.m2ts": "Amber Pier",
        "Loose (2012)/VIDEO_TS.IFO": "Loose",
    }
    assert all(not item.problems and len(item.companions) == 1 for item in found.values())


def test_another_video_beside_a_loose_disc_is_a_row_of_its_own() -> None:
    found = rows({"Loose (2012)/VIDEO_TS.IFO": 5, "Loose (2012)/VTS_01_1.VOB": 50, "Loose (2012)/Golden Pier.avi": 50})
    assert {path: item.guess.title for path, item in found.items()} == {
        "Loose (2012)/VIDEO_TS.IFO": "Loose",
        "Loose (2012)/Golden Pier.avi": "Golden Pier",
    }


def test_a_season_on_discs_has_to_be_taken_apart_by_hand() -> None:
    found = rows({"Harbor Ten Season 1/VIDEO_TS/VIDEO_TS.IFO": 5, "Harbor Ten Season 1/VIDEO_TS/VTS_01_1.VOB": 50})
    assert [[one.code for one in item.problems] for item in found.values()] == [[ProblemCode.DISC_STRUCTURE]]


def test_what_lies_beside_a_disc_goes_along_with_it() -> None:
    found = rows(
        {
            "Amber Pier (2011)/BDMV/index.bdmv": 5,
            "Amber Pier (2011)/BDMV/STREAM/00001.m2ts": 5000,
            "Amber Pier (2011)/CERTIFICATE/id.bdmv": 5,
            "Amber Pier (2011)/poster.jpg": 5,
        }
    )
    (item,) = found.values()
    assert {(one.role, one.file.name) for one in item.companions} == {
        (Role.DISC, "00001.m2ts"),
        (Role.DISC, "id.bdmv"),
        (Role.ARTWORK, "poster.jpg"),
    }


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("[][].mkv", ProblemCode.NO_TITLE),
        ("1080p.x264.mkv", ProblemCode.NO_TITLE),
        ("Harbor Ten/Season 1/Harbor Ten - Storm.mkv", ProblemCode.NO_EPISODE),
        ("Season 2/05 - Storm.mkv", ProblemCode.NO_TITLE),
    ],
)
def test_what_is_missing_is_said(path: str, problem: ProblemCode) -> None:
    assert [one.code for one in rows([path])[path].problems] == [problem]


def test_empty_media_files_are_said_to_be_empty() -> None:
    found = rows({"Golden Pier (2010).mkv": 0, "Dawn.mp3": 0, "Lantern Road.epub": 0})
    assert {item.problems[0].code for item in found.values()} == {ProblemCode.EMPTY_FILE}


def test_tags_go_before_the_path_and_the_path_fills_the_gaps() -> None:
    path = "The Kelps - Low Tide (2004)/CD2/01 - Down.flac"
    tags = Guess(kind=Kind.TRACK, title="Dawn", artist="The Kelps", album="Low Tide", source=Source.TAGS)
    guess = rows([path], {path: Inside(tags)})[path].guess
    assert (guess.title, guess.album, guess.year, guess.disc, guess.track) == ("Dawn", "Low Tide", 2004, 2, 1)
    assert (guess.album_artist, guess.source) == ("The Kelps", Source.TAGS)


def test_unreadable_tags_are_noted_and_the_path_is_used() -> None:
    path = "The Kelps - Low Tide (2004)/01 - Dawn.flac"
    problem = Problem(ProblemCode.TAGS_UNREADABLE, path)
    item = rows([path], {path: Inside(problem=problem)})[path]
    assert (item.guess.artist, item.guess.title, item.problems) == ("The Kelps", "Dawn", (problem,))


def test_a_loose_track_has_no_album() -> None:
    path = "Downloads/The Kelps - 03 - Dawn.mp3"
    guess = rows([path])[path].guess
    assert (guess.artist, guess.track, guess.title, guess.album) == ("The Kelps", 3, "Dawn", None)


def test_an_album_with_all_that_belongs_to_it() -> None:
    folder = "Music/The Kelps - Low Tide (2004)"
    found = rows(
        [f"{folder}/{name}" for name in ("01 - Dawn.flac", "01 - Dawn.lrc", "cover.jpg", "rip.log", "rip.cue")]
    )
    first = found[f"{folder}/01 - Dawn.flac"]
    assert [(one.role, one.bound) for one in first.companions] == [
        (Role.LYRICS, True),
        (Role.ARTWORK, False),
        (Role.SHEET, False),
        (Role.SHEET, False),
    ]


def test_an_empty_picture_is_left_where_it_is() -> None:
    found = rows({"Golden Pier (2010)/Golden Pier (2010).mkv": 5, "Golden Pier (2010)/poster.jpg": 0})
    assert code(found["Golden Pier (2010)/poster.jpg"]) is ProblemCode.EMPTY_FILE


def test_what_describes_a_comic_goes_along_with_it() -> None:
    found = rows(
        [
            "Rangers/Rangers #001 (2012).cbz",
            "Rangers/Rangers #001 (2012).xml",
            "Rangers/setup.xml",
            "One/a.cbr",
            "One/ComicInfo.xml",
            "Film (2010)/Film (2010).mkv",
            "Film (2010)/Film (2010).xml",
        ]
    )
    assert [one.file.name for one in found["Rangers/Rangers #001 (2012).cbz"].companions] == ["Rangers #001 (2012).xml"]
    assert [one.file.name for one in found["One/a.cbr"].companions] == ["ComicInfo.xml"]
    assert {path for path, item in found.items() if code(item) is ProblemCode.NO_OWNER} == {
        "Rangers/setup.xml",
        "Film (2010)/Film (2010).xml",
    }


def test_audiobooks_by_folder_and_by_extension() -> None:
    found = rows(["Audiobooks/Mara Quill/Lantern Road/01.mp3", "Mara Quill - Amber Road.m4b"])
    assert {(item.kind, item.guess.title) for item in found.values()} == {
        (Kind.AUDIOBOOK, "Lantern Road"),
        (Kind.AUDIOBOOK, "Amber Road"),
    }


def test_sound_beside_a_film_travels_with_it() -> None:
    found = rows(["Golden Pier (2010).mkv", "Golden Pier (2010).Commentary.en.mka"])
    assert list(found) == ["Golden Pier (2010).mkv"]
    assert [(one.role, one.label) for one in found["Golden Pier (2010).mkv"].companions] == [(Role.AUDIO, "Commentary")]


@pytest.mark.parametrize(
    "name", ["stray.srt", "stray.lrc", "poster.jpg", "metadata.opf", "stray.cue", "Subs/2_English.srt"]
)
def test_what_belongs_to_nothing_stays(name: str) -> None:
    item = rows([name])[name]
    assert (item.kind, code(item)) == (Kind.IGNORED, ProblemCode.NO_OWNER)


def test_what_was_left_alone_is_a_row_with_its_reason() -> None:
    left = LeftAlone(os.path.join(ROOT, ".x"), NOT_READ, size=7)
    items = identify([FoundFolder(ROOT, ROOT, (), (left,))], Silent(), Never())
    assert [(item.file.path, item.file.size, item.ignored, item.kind) for item in items] == [
        (left.path, 7, NOT_READ, Kind.IGNORED)
    ]


def test_rows_keep_the_order_and_the_root_of_the_input() -> None:
    folders = tree(dict.fromkeys(["b (2001).mkv", "a (2001).mkv", "z/c (2001).mp3", "k/d (2001).epub"], 9))
    items = identify(folders, Silent(), Never())
    assert [item.file.name[0] for item in items] == ["b", "a", "d", "c"]
    assert {item.input_root for item in items} == {ROOT}


def test_each_name_is_asked_once_and_in_few_calls() -> None:
    silent = Silent()
    paths = [f"{number}/Golden.Pier.2010.720p-GRP/Golden.Pier.2010.720p-GRP.mkv" for number in range(30)]
    identify(tree(dict.fromkeys([*paths, *(f"Film {n} (2010).mkv" for n in range(30))], 9)), silent, Never())
    assert len(silent.asked) == 1
    assert len(silent.asked[0]) == len(set(silent.asked[0])) == 31


def test_cancelling_raises() -> None:
    with pytest.raises(CancelledError):
        identify(tree({"Golden Pier (2010).mkv": 9}), Silent(), Always())


def test_the_inputs_own_name_is_no_title_unless_it_looks_like_one() -> None:
    folder = os.sep + os.path.join("in", "My Heap")
    file = FoundFile(MediaFile(os.path.join(folder, "1080p.x264.mkv"), 9, 0, Identity(1, 1)))
    assert identify([FoundFolder(folder, folder, (file,))], NameReader(guess_names), Never())[0].guess.title is None
    folder = os.sep + os.path.join("in", "Golden Pier (2010)")
    file = FoundFile(MediaFile(os.path.join(folder, "1080p.x264.mkv"), 9, 0, Identity(1, 1)))
    assert (
        identify([FoundFolder(folder, folder, (file,))], NameReader(guess_names), Never())[0].guess.title
        == "Golden Pier"
    )


def test_a_season_given_by_itself_takes_its_show_from_the_folder_above() -> None:
    folder = os.sep + os.path.join("shows", "Harbor Ten", "Season 2")
    file = FoundFile(MediaFile(os.path.join(folder, "05.mkv"), 9, 0, Identity(1, 1)))
    guess = identify([FoundFolder(folder, folder, (file,))], NameReader(guess_names), Never())[0].guess
    assert (guess.series, guess.season, guess.episodes) == ("Harbor Ten", 2, (5,))


NAMES = st.one_of(
    st.sampled_from(
        [
            "Golden Pier (2010)",
            "Season 1",
            "Subs",
            "Sample",
            "VIDEO_TS",
            "Extras",
            "Harbor.Ten.S01E02.720p-GRP",
            "01 - Dawn",
            "CD1",
            "poster",
            "theme",
            "sample",
            "tvshow",
            "2_English",
            "trailer",
            "Harbor.Ten.S01E02.720p-GRP.en",
        ]
    ),
    st.text(st.characters(blacklist_characters="/\0", blacklist_categories=()), min_size=1, max_size=12).filter(
        lambda name: name not in (".", "..")
    ),
)
EXTENSIONS = st.sampled_from(
    ["mkv", "mp4", "srt", "idx", "mp3", "mka", "m4b", "epub", "cbz", "jpg", "nfo", "opf", "lrc", "cue", "vob", "zzz"]
)
FEW_NAMES = st.sampled_from(["Golden Pier (2010)", "Harbor.Ten.S01E02", "01 - Dawn"])
PATHS = st.builds(
    lambda folders, name, extension: "/".join([*folders, f"{name}.{extension}"]),
    st.lists(NAMES, max_size=3),
    st.one_of(FEW_NAMES, NAMES),
    EXTENSIONS,
)
FLAT_PATHS = st.builds("{}.{}".format, FEW_NAMES, EXTENSIONS)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.one_of(PATHS, FLAT_PATHS), st.integers(0, 5000), max_size=12))
def test_every_file_ends_in_exactly_one_row_or_companion(sizes: dict[str, int]) -> None:
    folders = tree(sizes)
    items = identify(folders, Silent(), Never())
    ended = [item.file.path for item in items]
    ended += [one.file.path for item in items for one in item.companions]
    assert sorted(ended) == sorted(found.file.path for folder in folders for found in folder.files)
    assert not any(item.companions for item in items if item.ignored is not None)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PATHS, st.text(max_size=30)), max_size=4))
def test_names_alone_bear_anything(names: list[str]) -> None:
    assert len(identify_names(names, Silent())) == len(names)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Golden.Pier.2010.1080p-GRP.mkv", Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010)),
        ("Golden.Pier.2010.1080p-GRP", Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010)),
        ("Harbor.Ten.S01.1080p-GRP", Guess(kind=Kind.EPISODE, series="Harbor Ten", season=1)),
        ("Harbor Ten/Season 2", Guess(kind=Kind.EPISODE, series="Harbor Ten", season=2)),
        ("Harbor Ten/Season 2/05.mkv", Guess(kind=Kind.EPISODE, series="Harbor Ten", season=2, episodes=(5,))),
        ("Harbor.Ten.S01E02.en.srt", Guess(kind=Kind.SUBTITLE, series="Harbor Ten", season=1, episodes=(2,))),
        ("poster.jpg", Guess(kind=Kind.ARTWORK, title="Poster")),
        ("Golden Pier (2010)-trailer.mp4", Guess(kind=Kind.EXTRA, title="Golden Pier", year=2010)),
        ("The Kelps/Low Tide/01 Dawn.mp3", Guess(kind=Kind.TRACK, title="Dawn")),
        ("Mara Quill - Lantern Road.epub", Guess(kind=Kind.BOOK, title="Lantern Road")),
        ("Star Otters #003 (2012).cbz", Guess(kind=Kind.COMIC, year=2012, series="Star Otters")),
        ("Lantern Road.m4b", Guess(kind=Kind.AUDIOBOOK, title="Lantern Road")),
        ("X/Sample/x.mkv", Guess(kind=Kind.IGNORED)),
        ("Golden.Pier.2010.avi.part", Guess(kind=Kind.IGNORED)),
        ("Golden Pier (2010)/VIDEO_TS/VIDEO_TS.IFO", Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010)),
        ("Golden Pier (2010)/BDMV/index.bdmv", Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010)),
        ("", Guess(kind=Kind.UNKNOWN)),
    ],
)
def test_names_alone(name: str, expected: Guess) -> None:
    guess = identify_names([name], NameReader(guess_names))[0]
    assert (guess.kind, guess.title, guess.year, guess.series, guess.season, guess.episodes) == (
        expected.kind,
        expected.title,
        expected.year,
        expected.series,
        expected.season,
        expected.episodes,
    )

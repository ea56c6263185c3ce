from __future__ import annotations

import pytest

from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.identify.context import (
    Around,
    Siblings,
    around,
    folder_guess,
    settle_parts,
    siblings,
    video_guess,
)
from jforg_gui.identify.video import UNSURE, recognise


def read(path: str, others: Siblings | None = None) -> Guess:
    """Read a video by a path below a nameless root."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0]
    place = around(folders[::-1])
    guesses = {name: recognise(name) for name in (stem, place.named or "")}
    folder = folder_guess(place.named, guesses) if place.named is not None else None
    return video_guess(stem, guesses[stem], place, folder, others or Siblings())


@pytest.mark.parametrize(
    ("path", "series", "season", "episodes", "title"),
    [
        ("Harbor Ten/Season 2/05 - Storm.mkv", "Harbor Ten", 2, (5,), "Storm"),
        ("Harbor Ten (2011)/Staffel 2/Folge 3.mkv", "Harbor Ten", 2, (3,), None),
        ("Harbor Ten/S02/03.mkv", "Harbor Ten", 2, (3,), None),
        ("Harbor Ten/Season 3/Episode 04.mkv", "Harbor Ten", 3, (4,), None),
        ("Harbor Ten/Season 01/E02.mkv", "Harbor Ten", 1, (2,), None),
        ("Harbor.Ten.S01.1080p-GRP/05.mkv", "Harbor Ten", 1, (5,), None),
        ("Harbor.Ten.S01.COMPLETE.1080p-GRP/Harbor.Ten.S01E05.mkv", "Harbor Ten", 1, (5,), None),
        ("Harbor.Ten.S01-S03.COMPLETE/Season 3/Harbor.Ten.S03E01.mkv", "Harbor Ten", 3, (1,), None),
        ("Harbor Ten/Specials/Harbor Ten - SP01 - Making Of.mkv", "Harbor Ten", 0, (1,), "Making Of"),
        ("Harbor Ten/Specials/03 - Making Of.mkv", "Harbor Ten", 0, (3,), "Making Of"),
        ("Harbor Ten/S01E02.mkv", "Harbor Ten", 1, (2,), None),
        ("Umi no Oto/Umi no Oto 07.mkv", "Umi no Oto", None, (7,), None),
        ("Downloads/complete/Harbor.Ten.S01E02.mkv", "Harbor Ten", 1, (2,), None),
        ("Umi/第07話.mkv", "Umi", None, (7,), None),
        ("Season 2/05 - Storm.mkv", None, 2, (5,), "Storm"),
        ("Harbor Ten/Season 2/Harbor Ten - Storm.mkv", "Harbor Ten", 2, (), "Storm"),
        ("[Grp] Umi no Oto (1080p)/[Grp] Umi no Oto - 03 (1080p).mkv", "Umi no Oto", None, (3,), None),
    ],
)
def test_episodes(
    path: str, series: str | None, season: int | None, episodes: tuple[int, ...], title: str | None
) -> None:
    guess = read(path)
    assert guess.kind is Kind.EPISODE
    assert (guess.series, guess.season, guess.episodes, guess.title) == (series, season, episodes, title)


@pytest.mark.parametrize(
    ("path", "title", "year"),
    [
        ("in 0/sub/Golden Pier (2010).mkv", "Golden Pier", 2010),
        ("sub/Golden Pier.mkv", "Golden Pier", None),
        ("Golden Pier (2010)/Golden Pier.mkv", "Golden Pier", 2010),
        ("Golden.Pier.2010.1080p-GRP/Golden.Pier.mkv", "Golden Pier", 2010),
        ("Golden.Pier.2010.German.DL.2160p.UHD.BluRay.x265-GRP/gp-2160-grp.mkv", "Golden Pier", 2010),
        ("Golden.Pier.2010.1080p-GRP/9f86d081884c7d659a2feaa0c55ad015.mkv", "Golden Pier", 2010),
        ("Best Films 2010/Golden Pier (2009).mkv", "Golden Pier", 2009),
        ("Golden Pier (2010)/1080p.x264.mkv", "Golden Pier", 2010),
        ("Downloads/1080p.x264.mkv", None, None),
        ("[][].mkv", None, None),
        ("new folder/video/Golden.Pier.2010.mkv", "Golden Pier", 2010),
    ],
)
def test_films(path: str, title: str | None, year: int | None) -> None:
    guess = read(path)
    assert guess.kind is Kind.MOVIE
    assert (guess.title, guess.year) == (title, year)


def test_what_the_own_name_says_goes_before_the_folder() -> None:
    guess = read("Harbor Ten/Season 2/Harbor.Ten.S03E01.mkv")
    assert (guess.season, guess.episodes) == (3, (1,))
    assert read("Golden Pier (2010)/Golden Pier (1999).mkv").year == 1999


def test_an_obfuscated_name_among_others_is_not_the_folder() -> None:
    assert read("Golden.Pier.2010.1080p-GRP/gp-grp.mkv", Siblings(count=2)).title != "Golden Pier"


def test_year_and_ids_come_from_the_shows_folder() -> None:
    guess = read("Harbor Ten (2011) [tvdbid-77]/Season 1/Harbor Ten - S01E02.mkv")
    assert (guess.year, guess.ids) == (2011, (("tvdb", "77"),))


def test_running_numbers_make_episodes_of_a_named_folder() -> None:
    others = siblings(["01", "02", "03"], {})
    assert others.numbered
    guess = read("Umi/02.mkv", others)
    assert (guess.kind, guess.series, guess.episodes) == (Kind.EPISODE, "Umi", (2,))


def test_running_numbers_before_years_are_a_collections_order() -> None:
    others = siblings(["01.First.Light.1980", "02.Second.Light.1983"], {})
    guess = read("The.Collection.1980-1990.1080p/01.First.Light.1980.mkv", others)
    assert (guess.kind, guess.title, guess.year) == (Kind.MOVIE, "First Light", 1980)


def test_one_number_alone_is_no_run() -> None:
    assert not siblings(["12 Orchards", "Velvet"], {}).numbered


@pytest.mark.parametrize(
    ("folders", "rooted", "expected"),
    [
        (("Season 2", "Harbor Ten"), True, Around(named="Harbor Ten", season=2, weak=True)),
        (("Season 2", "Harbor Ten"), False, Around(named="Harbor Ten", season=2)),
        (("Featurettes", "Golden Pier (2010)"), True, Around(named="Golden Pier (2010)", extra=ExtraType.FEATURETTE)),
        (("Other", "Downloads"), False, Around()),
        (("other", "stuff"), True, Around()),
        (("Trailers", "Downloads"), False, Around(extra=ExtraType.TRAILER)),
        (("CD1", "Golden Pier (2010)"), False, Around(named="Golden Pier (2010)", part=1)),
        (("Sample", "Golden.Pier.2010.720p"), False, Around(named="Golden.Pier.2010.720p", sample=True)),
        ((), False, Around()),
    ],
)
def test_around(folders: tuple[str, ...], rooted: bool, expected: Around) -> None:  # noqa: FBT001 — a column of the table
    assert around(folders, rooted=rooted) == expected


def film(title: str, part: int | None, *, year: int | None = 2010, word: PartWord = PartWord.CD) -> Guess:
    return Guess(kind=Kind.MOVIE, title=title, year=year, part=part, part_word=word if part else None)


def test_parts_with_siblings_stay() -> None:
    parts = [film("Golden Pier", 1), film("Golden Pier", 2)]
    assert settle_parts(parts) == parts
    first_unmarked = [film("Golden Pier", None), film("Golden Pier", 2)]
    assert settle_parts(first_unmarked) == first_unmarked


def test_a_lone_first_part_is_the_whole_film() -> None:
    assert settle_parts([film("Golden Pier", 1)])[0].part is None
    assert settle_parts([film("Golden Pier", 2)])[0].part == 2


def test_a_lone_part_without_a_year_is_a_title() -> None:
    settled = settle_parts([film("Golden Pier", 2, year=None, word=PartWord.PART)])[0]
    assert (settled.title, settled.part) == ("Golden Pier Part 2", None)


def test_confidence_is_honest() -> None:
    sure = read("Harbor.Ten.S01E02.mkv").confidence
    assumed = read("Umi/第07話.mkv").confidence
    nothing = read("[][].mkv").confidence
    assert sure > assumed > nothing


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("Golden Pier (2010)/Golden.Pier.2012.1080p.mkv", "year"),
        ("Golden Pier (2010)/Golden.Pier.2010.1080p.mkv", None),
        ("Harbor Ten/Season 2/Harbor Ten S01E05.mkv", "season"),
        ("Harbor Ten/Season 2/Harbor Ten S00E05.mkv", None),
        ("Harbor Ten/Specials/Harbor Ten S02E05.mkv", None),
        ("Harbor Ten S01/Harbor.Ten.S02E05.mkv", "season"),
        ("The Late Pier/The.Late.Pier.03.04.2019.mkv", "date"),
        ("The Late Pier/The.Late.Pier.13.04.2019.mkv", None),
        ("The Late Pier/The.Late.Pier.04.04.2019.mkv", None),
    ],
)
def test_where_name_and_folder_differ_the_field_is_in_doubt(path: str, field: str | None) -> None:
    assert [name for name, sure in read(path).certainty if sure < UNSURE] == ([field] if field else [])


@pytest.mark.parametrize(
    ("path", "title", "year"),
    [
        ("Space 1999 (1975)/Season 1/Space 1999 - S01E02.mkv", "Space 1999", 1975),
        ("Iron Race 2000 (1975)/Iron Race 2000.mkv", "Iron Race 2000", 1975),
        ("Salt (2004)/Salt (2004) - 2.mkv", "Salt", 2004),
        ("24/Season 2/24 - 05.mkv", "24", None),
        ("1923/Season 1/1923 S01E02.mkv", "1923", None),
        ("60 Lamps/Season 2019/60 Lamps - 2019-03-14.mkv", "60 Lamps", None),
    ],
)
def test_numbers_of_titles_that_folders_repeat(path: str, title: str, year: int | None) -> None:
    guess = read(path)
    assert (guess.series or guess.title, guess.year) == (title, year)

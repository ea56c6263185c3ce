from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.identify.video import UNSURE, recognise


@pytest.mark.parametrize(
    ("stem", "series", "season", "episodes"),
    [
        # both numbers in one mark
        ("Harbor.Ten.S01E02.1080p.WEB.h264-GRP", "Harbor Ten", 1, (2,)),
        ("harbor.ten.s01.e02", "Harbor Ten", 1, (2,)),
        ("Harbor Ten - S01 E02 - The Tide", "Harbor Ten", 1, (2,)),
        ("harbor_ten_s1e2_the_tide", "Harbor Ten", 1, (2,)),
        ("Harbor.Ten.S01EP02.The.Tide", "Harbor Ten", 1, (2,)),
        ("[S01E02] Harbor Ten", None, 1, (2,)),
        ("Harbor.Ten.S2019E03", "Harbor Ten", 2019, (3,)),
        ("Harbor.Ten.S01E100", "Harbor Ten", 1, (100,)),
        ("Harbor.Ten.S00E03.Behind.The.Pier", "Harbor Ten", 0, (3,)),
        ("Harbor Ten S01E02v2 [720p]", "Harbor Ten", 1, (2,)),
        ("Harbor.Ten.S01E10a", "Harbor Ten", 1, (10,)),
        ("Harbor Ten - T02E05", "Harbor Ten", 2, (5,)),
        ("Harbor Ten 03E07", "Harbor Ten", 3, (7,)),
        ("Harbor Ten S02 07", "Harbor Ten", 2, (7,)),
        ("Harbor Ten (S4-24)", "Harbor Ten", 4, (24,)),
        ("harbor.ten.1x02.hdtv", "Harbor Ten", 1, (2,)),
        ("Harbor Ten - [01x02] - The Tide", "Harbor Ten", 1, (2,)),
        ("HarborTen4x01", "HarborTen", 4, (1,)),
        ("Harbor Ten s02x03", "Harbor Ten", 2, (3,)),
        ("Harbor Ten 2x03 [x264]", "Harbor Ten", 2, (3,)),
        ("Harbor Ten - Episode 1.22 - Goodbye", "Harbor Ten", 1, (22,)),
        ("Harbor Ten [5.134] Dusk", "Harbor Ten", 5, (134,)),
        # several episodes in one file
        ("Harbor.Ten.S01E01E02", "Harbor Ten", 1, (1, 2)),
        ("Harbor.Ten.S01E01-E03", "Harbor Ten", 1, (1, 2, 3)),
        ("Harbor.Ten.S01E01-03", "Harbor Ten", 1, (1, 2, 3)),
        ("Harbor.Ten.S01E01-S01E02", "Harbor Ten", 1, (1, 2)),
        ("Harbor.Ten.S01E01+E02", "Harbor Ten", 1, (1, 2)),
        ("Harbor Ten S02 - E01 to E03", "Harbor Ten", 2, (1, 2, 3)),
        ("Harbor Ten 1x01-1x02", "Harbor Ten", 1, (1, 2)),
        ("Harbor Ten - 02x03x04x05", "Harbor Ten", 2, (3, 4, 5)),
        ("Harbor Ten - 02x03 - x04 - x05 - Dusk", "Harbor Ten", 2, (3, 4, 5)),
        ("Harbor Ten S05E53 - Ep.229", "Harbor Ten", 5, (53,)),
        # resolutions, codecs and rates are no numbers of episodes
        ("Harbor.Ten.S01E02-1080p", "Harbor Ten", 1, (2,)),
        ("Harbor.Ten.S01E02.1920x1080", "Harbor Ten", 1, (2,)),
        ("Harbor Ten - S01E04 - x264 - grp", "Harbor Ten", 1, (4,)),
        # numbers in titles
        ("24.S01E01", "24", 1, (1,)),
        ("24 - 1x24", "24", 1, (24,)),
        ("The.200.S03E04", "The 200", 3, (4,)),
        ("7-2-4.S02E03", "7-2-4", 2, (3,)),
        ("1923.S01E01", "1923", 1, (1,)),
        ("Cabin 104 S02E01", "Cabin 104", 2, (1,)),
        ("7.31.88.S01E01", "7.31.88", 1, (1,)),
        ("Q.R.S.T.2017.S01E01", "Q.R.S.T.", 1, (1,)),
        ("Harbor.2099.S01E01", "Harbor 2099", 1, (1,)),
        ("The.Pier.US.S02E01", "The Pier (US)", 2, (1,)),
        # words, in the languages most libraries are in
        ("Harbor Ten Season 1 Episode 2 The Tide", "Harbor Ten", 1, (2,)),
        ("Harbor Ten - Staffel 2 Folge 5", "Harbor Ten", 2, (5,)),
        ("Harbor Ten - Temporada 3 [HDTV][Cap.304]", "Harbor Ten", 3, (4,)),
        ("Harbor Ten - Saison 2 Épisode 4", "Harbor Ten", 2, (4,)),
        ("Harbor Ten Stagione 1 Episodio 9", "Harbor Ten", 1, (9,)),
        ("Harbor.Ten.2.Sezon.7.Bölüm.1080p", "Harbor Ten", 2, (7,)),
        ("Гавань. Сезон 2. Серия 5", "Гавань", 2, (5,)),
        ("Гавань (2 сезон) 05 серия", "Гавань", 2, (5,)),
        ("Harbor Ten Series 2 Part 11", "Harbor Ten", 2, (11,)),
        ("Harbor.Ten.Part.2.of.6", "Harbor Ten", 1, (2,)),
        ("Harbor Ten 2012 Part 1 REPACK 720p HDTV", "Harbor Ten", 1, (1,)),
        ("Harbor.Ten.Pt.VI.720p.HDTV.x264-GRP", "Harbor Ten", 1, (6,)),
        ("Harbor.Ten.E05", "Harbor Ten", None, (5,)),
        ("Harbor Ten ep. 1-3", "Harbor Ten", None, (1, 2, 3)),
        ("風の港 第2期 03話", "風の港", 2, (3,)),
        ("風の港 第07話", "風の港", None, (7,)),
        # a season and an episode with nothing but their digits
        ("Harbor.Ten.102.hdtv-grp", "Harbor Ten", 1, (2,)),
        ("Harbor.Ten.1013.720p.HDTV.x264-GRP", "Harbor Ten", 10, (13,)),
        ("harbor.ten.02.09", "Harbor Ten", 2, (9,)),
        ("4-13 Cursed (HD)", None, 4, (13,)),
    ],
)
def test_episodes(stem: str, series: str | None, season: int | None, episodes: tuple[int, ...]) -> None:
    guess = recognise(stem)
    assert guess.kind is Kind.EPISODE
    assert (guess.series, guess.season, guess.episodes) == (series, season, episodes)


@pytest.mark.parametrize(
    ("stem", "series", "season", "episodes", "absolute"),
    [
        ("[Grp] Umi no Oto - 12 [1080p][ABCD1234]", "Umi no Oto", None, (12,), (12,)),
        ("[Grp] Umi no Oto - 01v2 [1080p]", "Umi no Oto", None, (1,), (1,)),
        ("[Grp]_Umi_no_Oto_-_01_v2_[DVD][h264]", "Umi no Oto", None, (1,), (1,)),
        ("[Grp] Umi no Oto - 1071 [1080p]", "Umi no Oto", None, (1071,), (1071,)),
        ("Umi no Oto - 1071", "Umi no Oto", None, (1071,), (1071,)),
        ("[Grp] Umi no Oto S2 - 03 [720p]", "Umi no Oto", 2, (3,), ()),
        ("[Grp] Umi no Oto 2nd Season - 03 (BD 1080p)", "Umi no Oto", 2, (3,), ()),
        ("[Grp] Umi no Oto Second Season - 03", "Umi no Oto", 2, (3,), ()),
        ("[Grp] Umi no Oto Season 3 - 11 [1080p][Multiple Subtitle]", "Umi no Oto", 3, (11,), ()),
        ("[Grp] 86 - 05 [1080p]", "86", None, (5,), (5,)),
        ("[Grp] 33-7 - 11", "33-7", None, (11,), (11,)),
        ("[Grp] Umi no Oto - 01-02 [1080p]", "Umi no Oto", None, (1, 2), (1, 2)),
        ("[Grp] Umi no Oto - 01v2-03v2 [1080p]", "Umi no Oto", None, (1, 2, 3), (1, 2, 3)),
        ("[Grp] Umi no Oto (01-04) [1080p]", "Umi no Oto", None, (1, 2, 3, 4), (1, 2, 3, 4)),
        ("[Grp][Umi no Oto][07][1080p]", "Umi no Oto", None, (7,), (7,)),
        ("[Grp] Umi no Oto - Kaze - 04 [480p]", "Umi no Oto - Kaze", None, (4,), (4,)),
        ("[Grp]_Umi_no_Oto_-_06_-_Storm_in_Port_3_[ABCD1234]", "Umi no Oto", None, (6,), (6,)),
        ("[Grp] Umi no Oto - 100 Years Out - 05 (1080p)", "Umi no Oto - 100 Years Out", None, (5,), (5,)),
        ("Umi_no_Oto_-_07_[1080p]_(Grp)", "Umi no Oto", None, (7,), (7,)),
        ("[Grp]_Umi_no_Oto_264_[012073FE]", "Umi no Oto", None, (264,), (264,)),
        ("Umi no Oto 2 [012073FE]", "Umi no Oto", None, (2,), (2,)),
        ("Umi_no_Oto_13-15_[BD_1080p]", "Umi no Oto", None, (13, 14, 15), (13, 14, 15)),
        ("Umi no Oto (TV) - 02 [720p]", "Umi no Oto", None, (2,), (2,)),
        ("[Grp] Umi no Oto - 13 END [1080p]", "Umi no Oto", None, (13,), (13,)),
        ("[Grp] Umi no Oto (2019) - 01", "Umi no Oto", None, (1,), (1,)),
        ("[Grp].Umi.no.Oto.01.dvd.h.264", "Umi no Oto", None, (1,), (1,)),
        ("Umi no Oto 08 A Story of Ports 720p", "Umi no Oto", None, (8,), (8,)),
        ("Umi no Oto #1-4 (1280x720)", "Umi no Oto", None, (1, 2, 3, 4), (1, 2, 3, 4)),
        ("【Grp】★01月新番★[海の音][Umi no Oto][11][1080p]", "Umi no Oto", None, (11,), (11,)),
        ("[Grp][海の音_Umi no Oto][01-13][1080P]", "Umi no Oto", None, tuple(range(1, 14)), tuple(range(1, 14))),
        ("05 - Storm", None, None, (5,), (5,)),
    ],
)
def test_running_numbers(
    stem: str, series: str | None, season: int | None, episodes: tuple[int, ...], absolute: tuple[int, ...]
) -> None:
    guess = recognise(stem)
    assert guess.kind is Kind.EPISODE
    assert (guess.series, guess.season, guess.episodes, guess.absolute) == (series, season, episodes, absolute)


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("Harbor.Ten.S01E02.The.Tide.720p.HDTV.x264-GRP", "The Tide"),
        ("Harbor Ten - S01E02 - The Tide (Dual Audio)", "The Tide"),
        ("Harbor.Ten.S01E10.Part.2", "Part 2"),
        ("Harbor.Ten.S01E02-GRP", None),
        ("Harbor.Ten.S01E02.German.720p", None),
        ("Harbor.Ten.S01E02.PROPER", None),
        ("Harbor Ten (2011) - S01E02 - 1080p", None),
        ("Harbor.Ten.S01E02.[Grp]", None),
        ("[Grp] Umi no Oto - 05 (Some Group) [ABCD1234]", None),
        ("S01E01-Storm at sea", "Storm at sea"),
        ("The.Late.Pier.2019.03.14.Guest.Name.720p.WEB", "Guest Name"),
        ("Harbor Ten - 1x03 - My Mount is Fierce!", "My Mount is Fierce!"),
    ],
)
def test_titles_of_episodes(stem: str, title: str | None) -> None:
    assert recognise(stem).title == title


@pytest.mark.parametrize(
    ("stem", "day", "series"),
    [
        ("The.Late.Pier.2019.03.14.Guest.720p", date(2019, 3, 14), "The Late Pier"),
        ("The Late Pier 14-03-2019", date(2019, 3, 14), "The Late Pier"),
        ("The.Late.Pier.03.04.2019", date(2019, 4, 3), "The Late Pier"),
        ("The Late Pier - 20190314", date(2019, 3, 14), "The Late Pier"),
        ("The.Late.Pier.140722.720p.HDTV", date(2014, 7, 22), "The Late Pier"),
        ("The Late Pier 14th March 2019", date(2019, 3, 14), "The Late Pier"),
        ("Pier_20.03.11_20-15_chn_90_TVOON_DE", date(2020, 3, 11), "Pier"),
    ],
)
def test_days(stem: str, day: date, series: str) -> None:
    guess = recognise(stem)
    assert (guess.kind, guess.date, guess.series, guess.episodes) == (Kind.EPISODE, day, series, ())


def test_season_and_episode_go_before_the_date() -> None:
    guess = recognise("The.Late.Pier.S05E40.2019.03.14")
    assert (guess.series, guess.season, guess.episodes, guess.date) == ("The Late Pier", 5, (40,), date(2019, 3, 14))


@pytest.mark.parametrize(
    ("stem", "series", "season", "seasons", "year"),
    [
        ("Harbor.Ten.S01.COMPLETE.1080p.BluRay-GRP", "Harbor Ten", 1, (), None),
        ("Harbor.Ten.S01-S03.COMPLETE", "Harbor Ten", None, (1, 2, 3), None),
        ("Harbor Ten S01 - S03", "Harbor Ten", None, (1, 2, 3), None),
        ("Harbor.Ten.S01-03.720p", "Harbor Ten", None, (1, 2, 3), None),
        ("Harbor Ten S1+S2 [BDrip]", "Harbor Ten", None, (1, 2), None),
        ("Harbor.Ten.S01.S02.S03.1080p", "Harbor Ten", None, (1, 2, 3), None),
        ("Harbor Ten Seasons 1 to 4", "Harbor Ten", None, (1, 2, 3, 4), None),
        ("Harbor Ten - The Complete Series (Season 1, 2, 3 & 4) + Extras", "Harbor Ten", None, (1, 2, 3, 4), None),
        ("Harbor Ten Season 1 2 3 + 2 Movies", "Harbor Ten", None, (1, 2, 3), None),
        ("Harbor Ten - Complete Season 2 [HDTV]", "Harbor Ten", 2, (), None),
        ("Harbor Ten S02 Season 2 720p", "Harbor Ten", 2, (), None),
        ("Harbor Ten - 1ª Temporada Completa 2019 (1080p)", "Harbor Ten", 1, (), 2019),
        ("Harbor Ten 1ª a 3ª Temporada Completa [720p]", "Harbor Ten", None, (1, 2, 3), None),
        ("3ª Temporada Harbor Ten", "Harbor Ten", 3, (), None),
        ("Гавань _ Harbor Ten _ Сезон: 2 [2017, WEBRip 1080p]", "Harbor Ten", 2, (), 2017),
        ("HARBOR 1993-2004 [S01-11] [1080P WEB-DL]", "HARBOR", None, tuple(range(1, 12)), 1993),
        ("Harbor Ten (2011) Season 1 S01 (1080p BluRay x265)", "Harbor Ten", 1, (), 2011),
    ],
)
def test_packs(stem: str, series: str, season: int | None, seasons: tuple[int, ...], year: int | None) -> None:
    guess = recognise(stem)
    assert guess.kind is Kind.EPISODE
    assert (guess.series, guess.season, guess.seasons, guess.year) == (series, season, seasons, year)


@pytest.mark.parametrize(
    ("stem", "title", "year"),
    [
        ("Velvet.Orchard.2011.1080p.BluRay.x264-GRP", "Velvet Orchard", 2011),
        ("Velvet Orchard (2011) [1080p] [WEBRip] [5.1] [GRP]", "Velvet Orchard", 2011),
        ("velvet_orchard_(2011)_[720p]", "Velvet Orchard", 2011),
        ("Velvet-Orchard-2011-2160p-WEB", "Velvet Orchard", 2011),
        ("Velvet Orchard-2011-DVDRip", "Velvet Orchard", 2011),
        ("[ www.some-site.example ] - Velvet.Orchard.2011.WEB-DL", "Velvet Orchard", 2011),
        ("www.some-site.example - Velvet Orchard 2011", "Velvet Orchard", 2011),
        ("www some site example - Velvet Orchard 2011", "Velvet Orchard", 2011),
        ("[GRP] Velvet Orchard (2011) [1080p]", "Velvet Orchard", 2011),
        ("Velvet Orchard 1080p BluRay x264", "Velvet Orchard", None),
        ("Velvet.Orchard.German.DL.1080p.BluRay", "Velvet Orchard", None),
        ("Velvet Orchard 4K HDR DV Atmos 2021", "Velvet Orchard", 2021),
        ("Velvet Orchard", "Velvet Orchard", None),
        # years and numbers that are titles
        ("1917.2019.1080p.WEB-DL", "1917", 2019),
        ("2012.2009.1080p", "2012", 2009),
        ("2012", "2012", None),
        ("1984.1984.DVDRip", "1984", 1984),
        ("300.2006.720p.BluRay", "300", 2006),
        ("2001.The.Orchard.Odyssey.1968.REMASTERED", "2001 The Orchard Odyssey", 1968),
        ("Velvet.Orchard.2049.2017.2160p", "Velvet Orchard 2049", 2017),
        ("Velvet.Orchard.1984.2020.IMAX", "Velvet Orchard 1984", 2020),
        ("Orchard Race 2000 (1975)", "Orchard Race 2000", 1975),
        ("Class of 1984", "Class of 1984", None),
        ("Class.of.1999.1990.DVDRip", "Class of 1999", 1990),
        ("Velvet Orchard 2 (2011)", "Velvet Orchard 2", 2011),
        ("Velvet Orchard - 2 (2011)", "Velvet Orchard - 2", 2011),
        ("12.Angry.Orchards.1957", "12 Angry Orchards", 1957),
        ("8 Bit Orchard (2011) HDRip", "8 Bit Orchard", 2011),
        ("480 Orchards", "480 Orchards", None),
        ("(500) Orchards (2009)", "(500) Orchards", 2009),
        ("[ORC] (2007)", "[ORC]", 2007),
        ("Velvet.Orchard.1982-1992.2017.HDTV", "Velvet Orchard 1982-1992", 2017),
        ("Velvet Orchard 1.11 You Are (Not) Here (2009) [1080p]", "Velvet Orchard 1.11 You Are (Not) Here", 2009),
        ("(2000) Velvet Orchard (DvdRip Ita)", "Velvet Orchard", 2000),
        ("[Velvet 1998] [BDRemux]", "Velvet", 1998),
        # words that are tags elsewhere
        ("The.Limited.2003", "The Limited", 2003),
        ("Velvet.English.2003.1080p", "Velvet English", 2003),
        ("The Velvet German (2006)", "The Velvet German", 2006),
        ("Uncut.Orchards.2019.1080p", "Uncut Orchards", 2019),
        ("Charlie's Web", "Charlie's Web", None),
        ("Velvet.Web.2006", "Velvet Web", 2006),
        ("IMAX.Velvet.Orchard.1990.1080p", "IMAX Velvet Orchard", 1990),
        ("Velvet.3D.2010.1080p", "Velvet 3D", 2010),
        # parts and volumes in titles
        ("Velvet.Part.Two.2024", "Velvet Part Two", 2024),
        ("Velvet Orchard Part 1 (2010)", "Velvet Orchard Part 1", 2010),
        ("Velvet.Orchard.Part.1.2010.720p.HDTV", "Velvet Orchard Part 1", 2010),
        ("Velvet Orchard 10th Anniversary Edition (1999)", "Velvet Orchard", 1999),
        ("Velvet Orchard AKA El huerto 2006 1080p", "Velvet Orchard", 2006),
        ("A.B.Orchard.Velvet.2001", "A.B. Orchard Velvet", 2001),
        ("Velvet.Orchard.Vol.1.2003", "Velvet Orchard Vol 1", 2003),
        ("01.First.Light.1980", "First Light", 1980),
        # other scripts
        ("Amélie.2001.FRENCH.1080p", "Amélie", 2001),
        ("風の果樹園 (2001)", "風の果樹園", 2001),
        ("Сад.1997.DVDRip", "Сад", 1997),
        ("Бархатный сад _ Velvet Orchard (2011) WEB-DL 1080p", "Velvet Orchard", 2011),
        ("Бархатный сад (Velvet Orchard) 2011 BDRip", "Velvet Orchard", 2011),
        ("Velvet Orchard (Drama 1969) Some Actor 720p", "Velvet Orchard", 1969),
        # fan groups' films
        ("[Grp] Umi no Oto The Movie (2018) [1080p]", "Umi no Oto The Movie", 2018),
        ("[Grp][Umi no Oto][BDRIP][1280x720]", "Umi no Oto", None),
        ("Umi no Oto [HorribleGroup] (1080p)", "Umi no Oto", None),
        ("[Grp] Umi no Oto Movie 2 The Storm [DivX5] 1994", "Umi no Oto Movie 2 The Storm", 1994),
        ("amber_dune_2008_480p_nf_webrip", "Amber Dune", 2008),
        ("amber-dune-2005-part2", "Amber Dune", 2005),
        ("Amber-Dune.2005", "Amber-Dune", 2005),
    ],
)
def test_films(stem: str, title: str, year: int | None) -> None:
    guess = recognise(stem)
    assert (guess.kind, guess.title, guess.year) == (Kind.MOVIE, title, year)


def test_what_else_a_films_name_says() -> None:
    guess = recognise("Velvet.Orchard.2011.EXTENDED.1080p.BluRay.CD2 {tmdb-12}")
    assert (guess.edition, guess.resolution, guess.ids) == ("Extended", "1080p", (("tmdb", "12"),))
    assert (guess.part, guess.part_word) == (2, PartWord.CD)


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Harbor Ten - SP01 - Making Of", Guess(kind=Kind.EPISODE, series="Harbor Ten", season=0, episodes=(1,))),
        ("[Grp] Umi no Oto - OVA 2 [DVD]", Guess(kind=Kind.EPISODE, series="Umi no Oto", season=0, episodes=(2,))),
        ("[Grp] Umi no Oto - SP2 [BD]", Guess(kind=Kind.EPISODE, series="Umi no Oto", season=0, episodes=(2,))),
        ("[Grp] Umi no Oto - 12.5 [BD]", Guess(kind=Kind.EPISODE, series="Umi no Oto", season=0, absolute=(12.5,))),
        ("Harbor.Ten.Christmas.Special.2015", Guess(kind=Kind.EPISODE, series="Harbor Ten", season=0)),
        ("[Grp] Umi no Oto - NCOP1 [BD]", Guess(kind=Kind.EXTRA, series="Umi no Oto", extra=ExtraType.EXTRA)),
    ],
)
def test_specials(stem: str, expected: Guess) -> None:
    guess = recognise(stem)
    fields = ("kind", "series", "season", "episodes", "absolute", "extra")
    assert [getattr(guess, field) for field in fields] == [getattr(expected, field) for field in fields]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Harbor.Ten.S01E10.CD2", (1, (10,), None, 2, PartWord.CD)),
        ("Harbor.Ten.S01E10.The.Tide.CD2", (1, (10,), "The Tide", 2, PartWord.CD)),
        ("Harbor Ten - S01E10-part-2", (1, (10,), None, 2, PartWord.CD)),
        ("Harbor Ten - S01E10 - The Tide-part-2", (1, (10,), "The Tide", 2, PartWord.CD)),
        ("Harbor.Ten.S01E10.Part.2", (1, (10,), "Part 2", None, None)),
        ("[Grp] Umi no Oto II - 03 [1080p]", (2, (3,), None, None, None)),
        ("[Grp] Umi no Oto IV - 03", (4, (3,), None, None, None)),
        ("Umi no Oto II - 03", (None, (3,), None, None, None)),
    ],
)
def test_parts_of_episodes_and_seasons_in_roman_numbers(stem: str, expected: tuple[object, ...]) -> None:
    guess = recognise(stem)
    assert (guess.season, guess.episodes, guess.title, guess.part, guess.part_word) == expected


def test_the_year_of_a_special_is_not_its_shows() -> None:
    for stem in ("Harbor.Ten.Christmas.Special.2015", "Harbor Ten - Christmas Special (2015)"):
        assert recognise(stem).year is None
    assert recognise("Harbor Ten (2011) - Christmas Special (2015)").year == 2011


def test_how_sure_it_is() -> None:
    sure = recognise("Harbor.Ten.S01E02.1080p").confidence
    fair = recognise("Harbor.Ten.102.hdtv").confidence
    doubtful = recognise("harbor_ten_102").confidence
    assert sure > fair > UNSURE > doubtful
    assert recognise("1080p.x264").confidence < UNSURE
    assert dict(recognise("Harbor.Ten.S01E10a").certainty)["episodes"] < UNSURE


@given(st.text(max_size=80))
def test_any_name_can_be_read(name: str) -> None:
    guess = recognise(name)
    assert 0 <= guess.confidence <= 1


@pytest.mark.parametrize(
    "name",
    [
        "",
        "\udcff",
        "Pier 7①",
        "Pier 2²1.hdtv",
        "[][]",
        "((((",
        "..",
        "S00E00",
        "x" * 5000,
        "1" * 3000,
        "a.1-" * 800,
        "[" * 2000,
    ],
)
def test_hostile_names(name: str) -> None:
    assert recognise(name).kind in Kind

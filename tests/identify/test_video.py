from __future__ import annotations

import pytest

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.identify.guessed import guess_names
from jforg_gui.identify.video import bare_episode, extra_suffix, looks_obfuscated, refine, show_title, span


@pytest.mark.parametrize(
    ("stem", "episodes", "title", "worded"),
    [
        ("05", (5,), None, False),
        ("05 - Storm", (5,), "Storm", False),
        ("05.Storm.720p.WEB", (5,), "Storm", False),
        ("E02", (2,), None, True),
        ("Episode 03 - Storm", (3,), "Storm", True),
        ("Folge 3", (3,), None, True),
        ("01-02 Storm", (1, 2), "Storm", False),
        ("第07話", (7,), None, True),
        ("03v2", (3,), None, False),
    ],
)
def test_bare_episodes(stem: str, episodes: tuple[int, ...], title: str | None, worded: bool) -> None:  # noqa: FBT001 — a column of the table
    bare = bare_episode(stem)
    assert bare is not None
    assert (bare.episodes, bare.title, bare.worded) == (episodes, title, worded)


@pytest.mark.parametrize("stem", ["Storm", "Harbor Ten S01E02", "1x02 - Storm", "Episode", "S01E02", "Part of it", ""])
def test_not_bare(stem: str) -> None:
    assert bare_episode(stem) is None


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Velvet Orchard (2011)-trailer", ("Velvet Orchard (2011)", ExtraType.TRAILER)),
        ("Velvet Orchard-trailer2", ("Velvet Orchard", ExtraType.TRAILER)),
        ("Velvet Orchard.deleted", ("Velvet Orchard", ExtraType.DELETED_SCENE)),
        ("Velvet Orchard-behindthescenes", ("Velvet Orchard", ExtraType.BEHIND_THE_SCENES)),
        ("trailer", ("", ExtraType.TRAILER)),
        ("Velvet Trailer", None),
        ("The Short", None),
        ("-trailer", None),
    ],
)
def test_extra_suffix(stem: str, expected: tuple[str, ExtraType] | None) -> None:
    assert extra_suffix(stem) == expected


@pytest.mark.parametrize(
    ("stem", "series", "season", "episodes", "absolute"),
    [
        ("[Grp] Umi no Oto - 12 [1080p][ABCD1234]", "Umi no Oto", None, (12,), (12,)),
        ("[Grp] Umi no Oto - 01v2 [1080p]", "Umi no Oto", None, (1,), (1,)),
        ("[Grp] Umi no Oto - 1071 [1080p]", "Umi no Oto", None, (1071,), (1071,)),
        ("Umi no Oto - 1071", "Umi no Oto", None, (1071,), (1071,)),
        ("[Grp] Umi no Oto S2 - 03 [720p]", "Umi no Oto", 2, (3,), ()),
        ("[Grp] Umi no Oto 2nd Season - 03 (BD 1080p)", "Umi no Oto", 2, (3,), ()),
        ("[Grp] 86 - 05 [1080p]", "86", None, (5,), (5,)),
        ("[Grp] Umi no Oto - 01-02 [1080p]", "Umi no Oto", None, (1, 2), (1, 2)),
        ("[Grp][Umi no Oto][07][1080p]", "Umi no Oto", None, (7,), (7,)),
        ("[Grp] Umi no Oto - SP2 [BD]", "Umi no Oto", 0, (2,), ()),
        ("[Grp] Umi no Oto - 12.5 [BD]", "Umi no Oto", 0, (), ()),
        ("1923.S01E01", "1923", 1, (1,), ()),
        ("Harbor.Ten.S01E10a", "Harbor Ten", 1, (10,), ()),
        ("Harbor.Ten.S01E01-S01E02", "Harbor Ten", 1, (1, 2), ()),
        ("7.31.88.S01E01", "7.31.88", 1, (1,), ()),
        ("Q.R.S.T.2017.S01E01", "Q.R.S.T.", 1, (1,), ()),
        ("Harbor.Ten.S2019E03", "Harbor Ten", 2019, (3,), ()),
        ("The.Pier.US.S02E01", "The Pier (US)", 2, (1,), ()),
        ("Harbor Ten - SP01 - Making Of", "Harbor Ten", 0, (1,), ()),
        ("S01E02", None, 1, (2,), ()),
    ],
)
def test_refined_episodes(
    stem: str,
    series: str | None,
    season: int | None,
    episodes: tuple[int, ...],
    absolute: tuple[int, ...],
) -> None:
    guess = refine(stem, guess_names([stem])[0])
    assert guess.kind is Kind.EPISODE
    assert (guess.series, guess.season, guess.episodes, guess.absolute) == (series, season, episodes, absolute)


@pytest.mark.parametrize(
    ("stem", "title", "year"),
    [
        ("2012", "2012", None),
        ("[Grp] Umi no Oto The Movie (2018) [1080p]", "Umi no Oto The Movie", 2018),
        ("Velvet Orchard (1982) The Final Cut 1080p", "Velvet Orchard", 1982),
        ("[ORC] (2007)", "[ORC]", 2007),
        ("Velvet Orchard - 2012", "Velvet Orchard", 2012),
    ],
)
def test_refined_films(stem: str, title: str, year: int | None) -> None:
    guess = refine(stem, guess_names([stem])[0])
    assert (guess.kind, guess.title, guess.year) == (Kind.MOVIE, title, year)


def test_a_creditless_opening_is_an_extra() -> None:
    guess = refine("[Grp] Umi no Oto - NCOP1 [BD]", Guess(kind=Kind.MOVIE))
    assert (guess.kind, guess.extra, guess.series) == (Kind.EXTRA, ExtraType.EXTRA, "Umi no Oto")


def test_the_edition_behind_a_bracketed_year() -> None:
    assert guess_names(["Velvet Orchard (1982) The Final Cut 1080p"])[0].edition == "Final Cut"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbor Ten (2011)", ("Harbor Ten", 2011)),
        ("Harbor.Ten.2011", ("Harbor Ten", 2011)),
        ("Harbor.2099", ("Harbor 2099", None)),
        ("1923", ("1923", None)),
        ("", (None, None)),
    ],
)
def test_show_title(text: str, expected: tuple[str | None, int | None]) -> None:
    assert show_title(text) == expected


@pytest.mark.parametrize(
    "stem", ["pl-2160-grp", "d41d8cd98f00b204e9800998ecf8427e", "grp-mt", "aBcDeFgHiJkLmNoPqRsTuVwXyZ"]
)
def test_obfuscated(stem: str) -> None:
    assert looks_obfuscated(stem)


@pytest.mark.parametrize("stem", ["Velvet Orchard", "velvet.orchard.2011", "Velvet.Orchard", "velvet.orchard.720p"])
def test_not_obfuscated(stem: str) -> None:
    assert not looks_obfuscated(stem)


def test_span_refuses_nonsense() -> None:
    assert span(3, 1) == (3,)
    assert span(1, 3) == (1, 2, 3)
    assert span(1, 999) == (1,)

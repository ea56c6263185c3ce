from __future__ import annotations

from datetime import date

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Kind
from jforg_gui.identify import guessed
from jforg_gui.identify.guessed import guess_names


def facts(guess: Guess) -> dict[str, object]:
    """Return what a guess says, without what it does not say."""
    skipped = ("confidence", "source", "notes")
    fields = {name: getattr(guess, name) for name in Guess.__slots__ if name not in skipped}
    return {name: value for name, value in fields.items() if value not in (None, (), False)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Velvet.Orchard.2011.1080p.BluRay.x264-GRP.mkv",
            {"title": "Velvet Orchard", "year": 2011, "resolution": "1080p"},
        ),
        ("Velvet Orchard 2049 (2011)", {"title": "Velvet Orchard 2049", "year": 2011}),
        ("Velvet.Orchard.Part.Two.2011", {"title": "Velvet Orchard Part Two", "year": 2011}),
        ("Velvet Orchard Part 1 (2011)", {"title": "Velvet Orchard Part 1", "year": 2011}),
        ("Velvet.Orchard.Vol.1.2011", {"title": "Velvet Orchard Vol 1", "year": 2011}),
        (
            "Velvet Orchard (2011) pt2",
            {"title": "Velvet Orchard", "year": 2011, "part": 2, "part_word": PartWord.PART},
        ),
        (
            "Velvet.Orchard.2011.EXTENDED.CD1",
            {
                "title": "Velvet Orchard",
                "year": 2011,
                "part": 1,
                "part_word": PartWord.CD,
                "edition": "Extended",
            },
        ),
        ("Velvet Orchard.cd2", {"title": "Velvet Orchard", "part": 2, "part_word": PartWord.CD}),
        (
            "Velvet Orchard (2011) {tmdb-12} {edition-Unrated}",
            {"title": "Velvet Orchard", "year": 2011, "edition": "Unrated", "ids": (("tmdb", "12"),)},
        ),
        (
            "Velvet.Orchard.2011.3D.HSBS.1080p",
            {"title": "Velvet Orchard", "year": 2011, "stereo": "3D.HSBS", "resolution": "1080p"},
        ),
        ("Velvet.Orchard.2011.3D.Half-OU", {"title": "Velvet Orchard", "year": 2011, "stereo": "3D.HTAB"}),
        ("Velvet Orchard - The Return 2011", {"title": "Velvet Orchard - The Return", "year": 2011}),
    ],
)
def test_films(name: str, expected: dict[str, object]) -> None:
    assert facts(guess_names([name])[0]) == {"kind": Kind.MOVIE, **expected}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbor.Ten.S01E02.720p-GRP", {"season": 1, "episodes": (2,), "resolution": "720p"}),
        ("Harbor Ten - 1x02 - The Tide", {"season": 1, "episodes": (2,), "title": "The Tide"}),
        ("Harbor.Ten.S01E01-E03", {"season": 1, "episodes": (1, 2, 3)}),
        ("Harbor.Ten.2019.03.14.Guest.Name", {"date": date(2019, 3, 14), "title": "Guest Name"}),
        ("Harbor.Ten.S01E10.CD1", {"season": 1, "episodes": (10,), "part": 1, "part_word": PartWord.CD}),
        ("Harbor.Ten.S01E10.Part.2", {"season": 1, "episodes": (10,)}),
    ],
)
def test_episodes(name: str, expected: dict[str, object]) -> None:
    assert facts(guess_names([name])[0]) == {"kind": Kind.EPISODE, "series": "Harbor Ten", **expected}


@pytest.mark.parametrize(
    "name", ["", "\udcff\udcfe", "[][]", "..", "a\nb", "%s{}", "x" * 5000, "\0", "\uff10\uff11", "😀"]
)
def test_hostile_names_stop_nothing(name: str) -> None:
    guesses = guess_names([name, "Velvet Orchard (2011)"])
    assert len(guesses) == 2
    assert guesses[1].title == "Velvet Orchard"


def test_a_name_guessit_fails_on_is_unknown_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    translate = guessed._translate

    def failing(name: str, shown: str, matches: guessed._Matches) -> Guess:
        if name == "bad":
            raise ValueError(name)
        return translate(name, shown, matches)

    monkeypatch.setattr(guessed, "_translate", failing)
    good, bad, last = guess_names(["Velvet Orchard (2011)", "bad", "Amber Pier (2012)"])
    assert (good.title, last.title) == ("Velvet Orchard", "Amber Pier")
    assert bad.kind is Kind.UNKNOWN
    assert [note.code for note in bad.notes] == [ProblemCode.NAME_UNREAD]

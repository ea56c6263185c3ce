from __future__ import annotations

import pytest

from jforg_gui.domain.match import PartWord
from jforg_gui.identify.marks import edition, part, part_at_end, provider_ids, resolution, stereo, without_marks
from jforg_gui.identify.tokens import tokenise


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("X [tmdbid-1]", (("tmdb", "1"),)),
        ("X {tmdb-1} [imdbid-tt0000001]", (("imdb", "tt0000001"), ("tmdb", "1"))),
        ("X (tvdbid=7)", (("tvdb", "7"),)),
        ("X tt1234567", (("imdb", "tt1234567"),)),
        ("X [tmdbid-none]", ()),
        ("X tt12", ()),
        ("Xtt1234567", ()),
    ],
)
def test_provider_ids(name: str, ids: tuple[tuple[str, str], ...]) -> None:
    assert provider_ids(name) == ids


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Amber Pier (2011) {tmdb-7} {edition-Unrated}", "Amber Pier (2011)"),
        ("Amber Pier tt1234567", "Amber Pier"),
        ("Attic", "Attic"),
        ("Amber Pier [Director's Cut]", "Amber Pier [Director's Cut]"),
    ],
)
def test_without_marks(name: str, rest: str) -> None:
    assert without_marks(name).rstrip() == rest


@pytest.mark.parametrize(
    ("behind", "label"),
    [
        (".2011.Directors.Cut.1080p", "Director's Cut"),
        ("(2011) The Final Cut", "Final Cut"),
        (".UNRATED.2011", "Unrated"),
        (".2011.EXTENDED.REMASTERED", "Extended Remastered"),
        (" (2011) 25th Anniversary Edition", "Anniversary Edition"),
        (".2011.IMAX.2160p", "IMAX"),
        (".2011.PROPER.1080p", None),
        (".2011.Haircut", None),
    ],
)
def test_editions(behind: str, label: str | None) -> None:
    assert edition("Amber Pier", behind) == label


def test_an_edition_tag_goes_before_words() -> None:
    assert edition("Amber Pier {edition-My Cut}", ".2011.UNRATED") == "My Cut"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amber Pier (2011) CD1", (1, PartWord.CD)),
        ("Amber.Pier.2011.part2.x264", (2, PartWord.PART)),
        ("Amber Pier - disc 2", (2, PartWord.DISC)),
        ("Amber Pier dvd2", (2, PartWord.DVD)),
        ("Amber Pier Part Two", None),
        ("Amber Pier Part 2 of 3", None),
        ("Apartment 2", None),
    ],
)
def test_parts(text: str, expected: tuple[int, PartWord] | None) -> None:
    found = part(tokenise(text), 0)
    assert (found[:2] if found is not None else None) == expected


def test_a_part_ends_a_name_or_not() -> None:
    assert part_at_end(tokenise("Amber Pier pt1"), 0) is not None
    assert part_at_end(tokenise("Amber Pier Part 1 The Return"), 0) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Amber.Pier.1080p.x264", "1080p"),
        ("Amber Pier [1920x1080]", "1080p"),
        ("Amber Pier 4K", "2160p"),
        ("Amber Pier 576i", "576i"),
        ("Amber Pier BD720p", "720p"),
        ("Amber Pier 720", None),
        ("Amber Pier", None),
    ],
)
def test_resolution(text: str, lines: str | None) -> None:
    assert resolution(tokenise(text)) == lines


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Amber.Pier.2013.3D.HSBS", "3D.HSBS"),
        ("Amber.Pier.2013.3D.Half-OU", "3D.HTAB"),
        ("Amber.Pier.2013.Full-SBS", "3D.FSBS"),
        ("Amber.Pier.3d.tab", "3D.HTAB"),
        ("Amber.Pier.MVC", "3D.MVC"),
        ("Amber Pier 3D", None),
        ("Tab Hunter", None),
    ],
)
def test_stereo(text: str, word: str | None) -> None:
    assert stereo(text) == word

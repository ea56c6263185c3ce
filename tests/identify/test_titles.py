from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jforg_gui.identify.titles import clean, key, plain_title, strip_noise, without_release_tags


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Velvet.Orchard", "Velvet Orchard"),
        ("velvet_orchard", "Velvet Orchard"),
        ("VELVET.ORCHARD", "Velvet Orchard"),
        ("the.keeper.of.the.pier", "The Keeper of the Pier"),
        ("Velvet Orchard vs. Pier", "Velvet Orchard vs. Pier"),
        ("Q.R.S.T.", "Q.R.S.T."),
        ("Agents.of.Q.R.S.T.", "Agents of Q.R.S.T."),
        ("7.31.88", "7.31.88"),
        ("7-2-4", "7-2-4"),
        ("Velvet Orchard.", "Velvet Orchard"),
        ("Velvet Orchard_ A Novel", "Velvet Orchard: A Novel"),
        ("OK", "OK"),
        ("  Velvet   Orchard  ", "Velvet Orchard"),
        ("Ame\u0301lie", "Amélie"),
    ],
)
def test_clean(raw: str, title: str) -> None:
    assert clean(raw) == title


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Velvet Orchard (2011)", ("Velvet Orchard", 2011)),
        ("Velvet Orchard 2049 (2011) [1080p]", ("Velvet Orchard 2049", 2011)),
        ("(500) Orchards (2011)", ("(500) Orchards", 2011)),
        ("[ORC] (2011)", ("[ORC]", 2011)),
        ("velvet_orchard_(2011)_[720p]", ("Velvet Orchard", 2011)),
        ("Velvet.Orchard.2011", None),
        ("(2011)", None),
        ("Velvet Orchard (45)", None),
    ],
)
def test_plain_title(name: str, found: tuple[str, int] | None) -> None:
    assert plain_title(name) == found


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("[ www.some-site.example ] - Velvet.Orchard", "Velvet.Orchard"),
        ("www.some-site.example - Velvet Orchard", "Velvet Orchard"),
        ("[some-site.example]_Velvet.Orchard", "Velvet.Orchard"),
        ("Velvet Orchard (1)", "Velvet Orchard"),
        ("Velvet Orchard - Copy", "Velvet Orchard"),
        ("[Group] Velvet Orchard", "[Group] Velvet Orchard"),
        ("www.some-site.example", "www.some-site.example"),
    ],
)
def test_strip_noise(name: str, rest: str) -> None:
    assert strip_noise(name) == rest


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The Tide 720p HDTV x264-GRP", "The Tide"),
        ("The.Tide.WEB-DL.1080p", "The.Tide"),
        ("The Tide [1080p]", "The Tide"),
        ("1080p", ""),
        ("The Web", "The Web"),
        ("Cobweb", "Cobweb"),
    ],
)
def test_without_release_tags(text: str, kept: str) -> None:
    assert without_release_tags(text) == kept


def test_key_ignores_case_accents_and_separators() -> None:
    assert key("Velvet.Órchard!") == key("velvet orchard")


@given(st.text())
def test_cleaning_bears_anything(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) is not None
    assert cleaned == cleaned.strip()
    plain_title(text)
    strip_noise(text)

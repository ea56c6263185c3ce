from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jforg_gui.domain.listing import Entry, Listing, fold
from jforg_gui.domain.media import Identity

NOBODY = Identity(1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/l/Ember Quay.mkv", "/l/EMBER quay.MKV"),
        ("/l/K\u00f6nig.mkv", "/l/Ko\u0308nig.mkv"),
        ("/l/K\u00d6NIG.mkv", "/l/ko\u0308nig.mkv"),
        ("/l/Stra\u00dfe", "/l/STRASSE"),
        ("/l/\u212bngstr\u00f6m", "/l/\u00e5ngstr\u00f6m"),
    ],
)
def test_names_that_a_careless_disk_takes_for_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert Listing.of([Entry(one, 1, NOBODY)]).find(other) == Entry(one, 1, NOBODY)


@pytest.mark.parametrize(("one", "other"), [("/l/a", "/l/b"), ("/l/a/b", "/l/ab"), ("/l/resume", "/l/résumé")])
def test_names_that_are_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert Listing.of([Entry(one, 1, NOBODY)]).find(other) is None


@given(st.text())
def test_spelling_never_matters(name: str) -> None:
    key = fold(name)
    assert fold(unicodedata.normalize("NFD", name)) == key
    assert fold(unicodedata.normalize("NFC", name)) == key
    assert fold(key) == key


def test_of_two_spellings_the_first_is_kept() -> None:
    listing = Listing.of([Entry("/l/A", 1, NOBODY), Entry("/l/a", 2, NOBODY)])
    found = listing.find("/L/A")
    assert found is not None
    assert found.size == 1

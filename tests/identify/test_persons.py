from __future__ import annotations

import pytest

from jforg_gui.identify.persons import is_person, person_name, title_likeness


@pytest.mark.parametrize(
    "text",
    [
        "Mary Quill",
        "J. R. Quill",
        "J.R.R. Quill",
        "Quill, Mary",
        "Anna von Quill",
        "Jean-Luc Quill",
        "Stane Vogl & Mary Quill",
    ],
)
def test_persons(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize(
    "text",
    ["Lantern Road", "Mary", "Mary 2", "The Mary Quill Story of Life", "Mary and the Road", "Road of Mary", ""],
)
def test_no_persons(text: str) -> None:
    assert not is_person(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quill, Mara", "Mara Quill"),
        ("Mara_Quill", "Mara Quill"),
        ("Mara Quill, Jr.", "Mara Quill, Jr."),
        ("Quill,", "Quill"),
    ],
)
def test_names_as_they_are_spoken(text: str, name: str) -> None:
    assert person_name(text) == name


def test_what_speaks_for_a_title() -> None:
    assert title_likeness("The Road of 1000 Lamps!") > title_likeness("Lantern Road") == 0

"""Names as people and groups write them, a habit to a row of ``habits.txt``: what each is, and every field it gives."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from jforg_gui.domain.match import Guess
from jforg_gui.identify.names import read_name, take_apart
from jforg_gui.identify.video import recognise

_LINES: Final = Path(__file__).with_name("habits.txt").read_text(encoding="utf-8").splitlines()
_FIELDS: Final = ("title", "year", "series", "season", "seasons", "episodes", "absolute", "date", "part", "edition")
_FURTHER: Final = ("stereo", "disc", "extra", "multidisc")


@pytest.mark.parametrize(("name", "expected"), [*zip(_LINES[::2], _LINES[1::2], strict=True)])
def test_habits(name: str, expected: str) -> None:
    parts = take_apart(name)
    guess = read_name(parts, {one: recognise(one) for one in parts.needs})
    assert said(guess) == expected.strip()


def said(guess: Guess) -> str:
    """Say a guess as the table does; a count over all seasons only where it is not the episodes' own."""
    fields = [f"{field}={value}" for field in (*_FIELDS, *_FURTHER) if (value := _value(guess, field))]
    fields += [f"{provider}={value}" for provider, value in guess.ids]
    return f"{guess.kind}: {'; '.join(fields)}" if fields else str(guess.kind)


def _value(guess: Guess, field: str) -> str:
    value = getattr(guess, field)
    if value is None or value is False or (field == "absolute" and value == guess.episodes):
        return ""
    if isinstance(value, tuple):
        return "+".join(f"{number:g}" for number in value)
    return "yes" if value is True else str(value)

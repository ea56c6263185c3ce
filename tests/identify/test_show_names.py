from __future__ import annotations

import pytest

from jforg_gui.identify.show_names import series_of, show_title


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
    ("text", "expected"),
    [
        ("Harbor Ten S2", ("Harbor Ten", 2, None)),
        ("Harbor Ten 2nd Season", ("Harbor Ten", 2, None)),
        ("Harbor Ten Third Season", ("Harbor Ten", 3, None)),
        ("Harbor Ten (2011) Season 4", ("Harbor Ten", 4, 2011)),
        ("Harbor Ten", ("Harbor Ten", None, None)),
        ("Season", ("Season", None, None)),
    ],
)
def test_series_of(text: str, expected: tuple[str | None, int | None, int | None]) -> None:
    assert series_of(text) == expected

from __future__ import annotations

import pytest

from jforg_gui.identify.isbn import as_isbn13, find_isbn


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Lantern Road 978-0-12-345678-6", "9780123456786", "Lantern Road"),
        ("Lantern Road (ISBN 9780123456786)", "9780123456786", "Lantern Road"),
        ("isbn13 9780123456786", "9780123456786", ""),
        ("0306406152", "9780306406157", ""),
        ("Lantern 0-306-40615-2 Road", "9780306406157", "Lantern   Road"),
        ("Lantern [ISBN-10: 080442957X]", "9780804429573", "Lantern"),
    ],
)
def test_found(text: str, number: str, rest: str) -> None:
    assert find_isbn(text) == (number, rest)


@pytest.mark.parametrize(
    "text",
    ["9780123456787", "Call 0306406152 now", "0306406153", "97801234567860", "x9780123456786", "", "978"],
)
def test_not_found(text: str) -> None:
    assert find_isbn(text) is None


def test_numbers_with_whatever_divides_them() -> None:
    assert as_isbn13("0 306 40615 2") == as_isbn13("978-0306406157") == "9780306406157"
    assert as_isbn13("lantern") is None

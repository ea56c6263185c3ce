from __future__ import annotations

from jforg_gui.ui.pace import Pace


def test_the_rate_is_that_of_the_last_seconds() -> None:
    pace = Pace(0.0)
    for second in range(1, 31):
        pace.note(float(second), 10 * second if second <= 15 else 150 + 100 * (second - 15))
    assert 95 <= pace.rate() <= 100


def test_nothing_is_guessed_in_the_first_three_seconds() -> None:
    pace = Pace(100.0)
    pace.note(101.0, 50)
    assert pace.seconds_left(102.9, 500) is None
    assert pace.seconds_left(103.0, 500) == 10.0


def test_the_guess_changes_once_a_second() -> None:
    pace = Pace(0.0)
    pace.note(4.0, 40)
    first = pace.seconds_left(4.0, 100)
    pace.note(4.5, 400)
    assert pace.seconds_left(4.5, 50) == first
    assert pace.seconds_left(5.1, 50) != first


def test_a_run_that_stands_still_has_no_end_in_sight() -> None:
    pace = Pace(0.0)
    assert pace.rate() == 0.0
    pace.note(10.0, 0)
    assert pace.seconds_left(10.0, 100) is None

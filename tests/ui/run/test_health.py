from __future__ import annotations

from collections.abc import Mapping

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.ui.run.health import SIGNS, Health, going, health_of, sentence, staying


@pytest.mark.parametrize(
    ("code", "health"),
    [
        (ProblemCode.CHANGED_SINCE, Health.CHANGED),
        (ProblemCode.SOURCE_GONE, Health.MISSING),
        (ProblemCode.UNDO_LATER_RUN_FIRST, Health.MISSING),
        (ProblemCode.DESTINATION_TAKEN, Health.PLACE_TAKEN),
        (ProblemCode.ORIGINAL_GONE, Health.REFUSED),
        (ProblemCode.DISK_ERROR, Health.REFUSED),
    ],
)
def test_a_reason_becomes_a_health(code: ProblemCode, health: Health) -> None:
    assert health_of(code) is health


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            {Health.BACK: 405, Health.TAKEN_BACK: 58, Health.CHANGED: 1, Health.MISSING: 1, Health.PLACE_TAKEN: 2},
            "463 of 467 go back. 4 stay as they are: 1 changed since, 1 missing, 2 places taken.",
        ),
        ({Health.BACK: 1, Health.PLACE_TAKEN: 1}, "1 of 2 go back. 1 stays as it is: 1 place taken."),
        ({Health.BACK: 12}, "All 12 files go back to where they were."),
        ({Health.TAKEN_BACK: 2}, "2 files made by the run are taken away."),
        (
            {Health.BACK: 1, Health.TAKEN_BACK: 1},
            "1 file goes back to where it was. 1 file made by the run is taken away.",
        ),
        ({Health.BACK: 1}, "1 file goes back to where it was."),
        ({Health.UNDONE: 3}, "All its files are back already. The folders it made go if they are empty."),
    ],
)
def test_what_goes_back_is_said_with_its_reasons(counts: Mapping[Health, int], said: str) -> None:
    assert sentence(counts) == said


def test_every_health_has_a_word_of_its_own_and_counts_once() -> None:
    assert len({sign.word for sign in SIGNS.values()}) == len(Health)
    every = dict.fromkeys(Health, 1)
    assert going(every) + staying(every) + every[Health.UNDONE] == len(Health)

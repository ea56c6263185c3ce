from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from jforg_gui.ui.collector import pause_while_arriving
from jforg_gui.ui.states import Phase


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize("end", [Phase.REVIEW, Phase.EMPTY])
def test_nothing_is_collected_while_rows_arrive(end: Phase) -> None:
    pause_while_arriving(Phase.SCANNING)
    assert not gc.isenabled()
    pause_while_arriving(Phase.RECOGNISING)
    assert not gc.isenabled()
    before = gc.get_freeze_count()
    pause_while_arriving(end)
    assert gc.isenabled()
    assert gc.get_freeze_count() > before


def test_phases_without_arrivals_change_nothing() -> None:
    before = gc.get_freeze_count()
    pause_while_arriving(Phase.RUNNING)
    assert gc.isenabled()
    assert gc.get_freeze_count() == before

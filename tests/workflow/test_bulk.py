from __future__ import annotations

import pytest

from jforg_gui.domain.media import Kind
from jforg_gui.workflow.bulk import Bulk, edit_in_bulk
from jforg_gui.workflow.editing import NotReadableError
from tests.fakes.review import episode, film, track


def test_each_row_takes_what_makes_sense_for_it() -> None:
    change = Bulk(title=" Low Tide ", year="2004", season="3", shift=2)
    changed = edit_in_bulk(episode(1), change).guess
    assert (changed.series, changed.year, changed.season, changed.episodes) == ("Low Tide", 2004, 3, (3,))
    assert edit_in_bulk(track(1), change).guess.album == "Low Tide"
    assert edit_in_bulk(track(1), change).guess.track == 3
    assert edit_in_bulk(film("Ember Quay"), change).guess.title == "Low Tide"
    assert edit_in_bulk(film("Ember Quay"), change).guess.season is None


def test_the_kind_comes_first_and_says_what_the_title_is() -> None:
    guess = edit_in_bulk(film("Ember Quay"), Bulk(kind="episode", title="Low Tide", season="2")).guess
    assert (guess.kind, guess.series, guess.season) == (Kind.EPISODE, "Low Tide", 2)


def test_nothing_given_changes_nothing() -> None:
    assert not Bulk()
    assert edit_in_bulk(episode(1), Bulk()) == episode(1)


@pytest.mark.parametrize("change", [Bulk(year="soon"), Bulk(season="one"), Bulk(shift=-2)])
def test_what_cannot_be_read_is_refused(change: Bulk) -> None:
    with pytest.raises(NotReadableError):
        edit_in_bulk(episode(1), change)

"""What is known of a work from two places becomes one."""

from __future__ import annotations

from datetime import date

from jforg_gui.domain.metadata import NOTHING_KNOWN, Known, Metadata


def test_own_word_wins_and_the_other_fills_the_gaps() -> None:
    """A hand-made title stays, a missing plot comes from elsewhere, ids of both are kept."""
    mine = Metadata(title="Mine", ids=(("tmdb", "1"),), genres=("Drama",))
    theirs = Metadata(title="Theirs", plot="A plot", ids=(("imdb", "tt0000001"), ("tmdb", "2")), genres=("Crime",))
    assert mine.filled_from(theirs) == Metadata(
        title="Mine",
        plot="A plot",
        ids=(("imdb", "tt0000001"), ("tmdb", "1")),
        genres=("Drama",),
    )


def test_zero_is_a_word_of_its_own() -> None:
    """Season 0 holds the specials and is no gap."""
    assert Metadata(season=0).filled_from(Metadata(season=3)).season == 0


def test_episodes_meet_by_their_number() -> None:
    """A file of two episodes keeps both, each filled by its own."""
    mine = Known(episodes=(Metadata(number=1, title="One"), Metadata(number=2)))
    theirs = Known(
        work=Metadata(title="Show"),
        episodes=(Metadata(number=2, title="Two"), Metadata(number=1, premiered=date(2001, 1, 2))),
    )
    both = mine.filled_from(theirs)
    assert both.work == Metadata(title="Show")
    assert both.episodes == (
        Metadata(number=1, title="One", premiered=date(2001, 1, 2)),
        Metadata(number=2, title="Two"),
    )
    assert NOTHING_KNOWN.filled_from(mine) == mine

"""What the lines of Jellyfin read differently, as data.

Source: the server's own naming library (Emby.Naming) and its resolvers, tag v10.11.11 beside the 12.0 line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.seen import Server


def words(text: str) -> tuple[str, ...]:
    """Return the words of a table that is written as text."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """One line's way where the lines differ.

    ``any_brackets``: an id may stand in round or curly brackets and under a short key. ``trailing_brackets``: only
    bracketed groups at a name's end are cut off. ``titled_year``: a folder ``Title (Year)`` names its show exactly.
    ``digits_are_season``: a folder whose name begins with digits is that season. ``hyphen_number``: ``Name - 123`` is
    episode 123. ``episode_versions``: several files of one number are one episode. ``movie_ids`` are read in a film's
    names, ``season_words`` beside the common ones name seasons, ``ignored_words`` beside ``sample`` are skipped.
    ``book_grammar``: a book's name is taken apart.
    """

    any_brackets: bool
    trailing_brackets: bool
    titled_year: bool
    digits_are_season: bool
    hyphen_number: bool
    episode_versions: bool
    book_grammar: bool
    movie_ids: tuple[str, ...]
    season_words: tuple[str, ...]
    ignored_words: tuple[str, ...]


OF: Final[dict[Server, Differences]] = {
    Server.V10_11: Differences(
        any_brackets=False,
        trailing_brackets=False,
        titled_year=False,
        digits_are_season=True,
        hyphen_number=False,
        episode_versions=False,
        book_grammar=False,
        movie_ids=("tmdb", "imdb"),
        season_words=(),
        ignored_words=("sample",),
    ),
    Server.V12: Differences(
        any_brackets=True,
        trailing_brackets=True,
        titled_year=True,
        digits_are_season=False,
        hyphen_number=True,
        episode_versions=True,
        book_grammar=True,
        movie_ids=("tmdb", "imdb", "tvdb"),
        season_words=("série", "séria", "serie", "seria"),
        ignored_words=("sample", "minta"),
    ),
}

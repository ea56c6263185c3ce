"""How Jellyfin wants things to lie: from a guess to a library and a path below it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind, extension_of
from jforg_gui.jellyfin import books, extras, legal, movies, music, shows
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import ALONE, Company, Place

_LAYOUTS: Final[dict[Kind, Callable[[Guess, str, Company, Naming], Place | Problem]]] = {
    Kind.MOVIE: movies.place,
    Kind.EPISODE: shows.place,
    Kind.TRACK: music.place,
    Kind.BOOK: lambda guess, extension, _company, naming: books.place_book(guess, extension, naming),
    Kind.COMIC: lambda guess, extension, _company, naming: books.place_comic(guess, extension, naming),
}


def place(
    guess: Guess, name: str, company: Company = ALONE, owner: Guess | None = None, naming: Naming = RECOMMENDED
) -> Place | Problem:
    """Tell where the file called ``name`` belongs, being what ``guess`` says, in the ``company`` it has.

    ``owner`` is the guess of the work an extra belongs to, ``naming`` how the person wants names to be made. The
    problem, if any, is NO_TITLE, NO_EPISODE or NO_OWNER; every name in the place is a legal component on every system.
    """
    extension = legal.extension(extension_of(name))
    if guess.kind is Kind.EXTRA:
        return extras.place(guess, owner, name, extension, naming)
    if guess.kind is Kind.AUDIOBOOK:
        return books.place_audiobook(guess, name, extension, company, naming)
    lay_out = _LAYOUTS.get(guess.kind)
    return lay_out(guess, extension, company, naming) if lay_out else Problem(ProblemCode.NO_TITLE)

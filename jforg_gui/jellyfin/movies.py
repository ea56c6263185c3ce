"""Films: ``Title (Year) [tmdbid-N]/Title (Year) [tmdbid-N] - Label.ext`` (jellyfin.org, "Movies")."""

from __future__ import annotations

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Library
from jforg_gui.domain.naming import Subject
from jforg_gui.jellyfin import legal, rules
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import Company, Place, id_tag, is_cut, named


def home(guess: Guess, naming: Naming = RECOMMENDED) -> str | None:
    """Return the film's folder; None without a title or an id to name it by."""
    tag = id_tag(guess.ids, rules.MOVIE_IDS)
    title = legal.piece(_readable(guess.title)) if guess.title else None
    if title is None:
        # A title of nothing but forbidden characters ("???"): the id still finds the film.
        title = tag.strip(" []").replace("id-", "-") or None
        if title is None:
            return None
    values = {"title": title, "year": str(guess.year) if guess.year else None}
    return named(naming.name(Subject.FILM), values, legal.HOME_BYTES, ("title",), tag if naming.ids else "")


def _readable(title: str) -> str:
    """Turn aside what Jellyfin would cut off: a final " - 2", and the word that makes a film a sample."""
    return rules.SAMPLE_WORD.sub(r"\1_", rules.TRAILING_NUMBER.sub(r" \1", title))


def label(guess: Guess, company: Company, naming: Naming = RECOMMENDED) -> str | None:
    """Return the version's label: edition and 3D always, the resolution where there are several versions."""
    words = [guess.edition] if guess.edition else []
    if guess.stereo:
        stereo = guess.stereo.casefold().removeprefix("3d").lstrip(". ")
        words.append(f"3D.{stereo.upper()}" if stereo in rules.STEREO_FORMATS else "3D")
    if company.versions and guess.resolution and (not words or company.alike):
        words.append(guess.resolution)
    version = legal.piece(" ".join(words)) if words else None
    return legal.piece(naming.label.fill({"version": version}, legal.STEM_BYTES, ("version",))) if version else None


def part_tail(guess: Guess, company: Company) -> str:
    """Return ``-cd1``; '' for a whole film, and for a lone "part 1", which may well be a title's end.

    Source: jellyfin.org, "Multi-part movies"; only equal words stack.
    """
    if guess.part is None:
        return ""
    word = guess.part_word or PartWord.PART
    if word is PartWord.PART and not company.stacked:
        return ""
    return f"-{word.value}{guess.part}"


def place(guess: Guess, extension: str, company: Company, naming: Naming = RECOMMENDED) -> Place | Problem:
    """Lay out one film."""
    name = home(guess, naming)
    if name is None:
        return Problem(ProblemCode.NO_TITLE)
    tail = part_tail(guess, company)
    # Parts and versions cannot be combined (jellyfin.org, "Multiple versions").
    version = None if tail else label(guess, company, naming)
    if version:
        version = legal.fit(version, legal.STEM_BYTES - len(name.encode()) - len(" - "))
    return Place(
        Library.MOVIES,
        (name,),
        base=name,
        extension=extension,
        home=1,
        label=version or None,
        tail=tail,
        shortened=is_cut(_readable(guess.title or ""), name),
    )

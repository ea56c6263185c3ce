"""What a film's or an episode's row needs the person for: what is missing of it, and what is not sure enough."""

from __future__ import annotations

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify.video import UNSURE


def doubts(path: str, guess: Guess, year: int | None = None, season: int | None = None) -> list[Problem]:
    """Return the problems of a video at ``path``; ``year`` and ``season`` are what its folders say."""
    missing = _missing(path, guess)
    unsure = {field for field, sure in guess.certainty if sure < UNSURE}
    found = []
    if "episodes" in unsure and (guess.episodes or guess.absolute):
        found.append(Problem(ProblemCode.NUMBER_UNSURE, path, (("number", _number_words(guess)),)))
    if "date" in unsure and guess.date is not None:
        found.append(Problem(ProblemCode.DATE_UNSURE, path, (("date", guess.date.isoformat()),)))
    if "year" in unsure:
        found.append(Problem(ProblemCode.YEAR_UNSURE, path, (("year", f"{guess.year}"), ("other", f"{year}"))))
    if "season" in unsure:
        found.append(Problem(ProblemCode.SEASON_UNSURE, path, (("season", f"{guess.season}"), ("other", f"{season}"))))
    told = guess.ids or _is_named_special(guess)
    if guess.confidence < UNSURE and not missing and not found and not told:
        title = guess.series if guess.kind is Kind.EPISODE else guess.title
        found.append(Problem(ProblemCode.TITLE_UNSURE, path, (("title", title or ""),)))
    return missing + found


def _missing(path: str, guess: Guess) -> list[Problem]:
    named = guess.series if guess.kind is Kind.EPISODE else guess.title
    problems = [] if named is not None or guess.ids else [Problem(ProblemCode.NO_TITLE, path)]
    if guess.kind is Kind.EPISODE and not (guess.episodes or guess.absolute or guess.date or _is_named_special(guess)):
        problems.append(Problem(ProblemCode.NO_EPISODE, path))
    return problems


def _is_named_special(guess: Guess) -> bool:
    """A special that has no number is told by its name."""
    return guess.kind is Kind.EPISODE and guess.season == 0 and guess.title is not None


def _number_words(guess: Guess) -> str:
    numbers = "-".join(f"E{number:02d}" for number in guess.episodes[:1] + guess.episodes[1:][-1:])
    return f"S{guess.season:02d}{numbers}" if guess.season is not None else numbers

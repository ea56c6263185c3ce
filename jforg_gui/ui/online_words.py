"""What the window says of candidates and databases, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from jforg_gui.domain.candidate import Candidate, Reason, Scored
from jforg_gui.domain.choice import ArtworkSize
from jforg_gui.domain.metadata import DisplayOrder
from jforg_gui.domain.provider import ProviderState, provider_name
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, fill, number, percent, plain, problem_sentence, translate

_REASONS: Final[Mapping[Reason, str]] = {
    Reason.SAME_ID: QT_TRANSLATE_NOOP("Reason", "the id names it"),
    Reason.SAME_TITLE: QT_TRANSLATE_NOOP("Reason", "same title"),
    Reason.OTHER_FORM: QT_TRANSLATE_NOOP("Reason", "same title in another language or form"),
    Reason.LIKE_TITLE: QT_TRANSLATE_NOOP("Reason", "title nearly the same"),
    Reason.UNLIKE_TITLE: QT_TRANSLATE_NOOP("Reason", "another title"),
    Reason.SAME_YEAR: QT_TRANSLATE_NOOP("Reason", "same year"),
    Reason.NEAR_YEAR: QT_TRANSLATE_NOOP("Reason", "a year apart"),
    Reason.OTHER_YEAR: QT_TRANSLATE_NOOP("Reason", "another year"),
    Reason.SAME_CREATOR: QT_TRANSLATE_NOOP("Reason", "by the same"),
    Reason.OTHER_CREATOR: QT_TRANSLATE_NOOP("Reason", "by somebody else"),
    Reason.PARTS_FIT: QT_TRANSLATE_NOOP("Reason", "has all parts"),
    Reason.PARTS_MISSING: QT_TRANSLATE_NOOP("Reason", "lacks some of these parts"),
    Reason.LENGTH_FITS: QT_TRANSLATE_NOOP("Reason", "length fits"),
    Reason.LENGTH_DIFFERS: QT_TRANSLATE_NOOP("Reason", "another length"),
    Reason.BEST_KNOWN: QT_TRANSLATE_NOOP("Reason", "by far the best known"),
}
_ORDERS: Final[Mapping[DisplayOrder, str]] = {
    DisplayOrder.AIRED: QT_TRANSLATE_NOOP("Order", "As aired"),
    DisplayOrder.ABSOLUTE: QT_TRANSLATE_NOOP("Order", "Counted through"),
    DisplayOrder.DVD: QT_TRANSLATE_NOOP("Order", "As on DVD"),
    DisplayOrder.DIGITAL: QT_TRANSLATE_NOOP("Order", "As sold digitally"),
    DisplayOrder.STORY_ARC: QT_TRANSLATE_NOOP("Order", "By story"),
    DisplayOrder.PRODUCTION: QT_TRANSLATE_NOOP("Order", "As produced"),
    DisplayOrder.TV: QT_TRANSLATE_NOOP("Order", "As on TV"),
}
_SIZES: Final[Mapping[ArtworkSize, str]] = {
    ArtworkSize.SMALL: QT_TRANSLATE_NOOP("ArtworkSize", "Small"),
    ArtworkSize.MEDIUM: QT_TRANSLATE_NOOP("ArtworkSize", "Medium"),
    ArtworkSize.LARGE: QT_TRANSLATE_NOOP("ArtworkSize", "Large"),
    ArtworkSize.ORIGINAL: QT_TRANSLATE_NOOP("ArtworkSize", "As it is"),
}


def candidate_title(one: Candidate) -> str:
    """A candidate's title with its year: ``Paper Lantern (2019)``."""
    return plain(f"{one.title} ({one.year})" if one.year else one.title)


def candidate_reasons(scored: Scored) -> str:
    """Who offers it, how well it fits and why: ``TMDB, 92 %: same title, a year apart``."""
    why = ", ".join(translate("Reason", _REASONS[reason]) for reason in scored.reasons)
    share = percent(round(scored.score * 100), 100)
    said = f"{provider_name(scored.candidate.provider)}, {share}"
    return f"{said}: {why}" if why else said


def order_word(order: DisplayOrder) -> str:
    """How a show's episodes are counted: ``As on DVD``."""
    return translate("Order", _ORDERS[order])


def size_word(size: ArtworkSize) -> str:
    """How large a picture is: ``Large``."""
    return translate("ArtworkSize", _SIZES[size])


def states_words(states: Sequence[ProviderState]) -> str:
    """How the databases are doing, in a few words: what is the matter with one first, else who is being asked."""
    for state in states:
        if state.fault is not None:
            said = problem_sentence(state.fault)
            if 0 < state.pause < float("inf"):
                return f"{said}. {translate('Online', 'It goes on in %Ln s.', None, max(1, round(state.pause)))}"
            return said
    asked = [state for state in states if state.waiting]
    return "   ".join(
        fill(
            translate("Online", "{name}: %Ln {request|requests} left now", None, max(0, state.remaining)),
            name=provider_name(state.provider),
        )
        for state in asked[:2]
    )


def states_lines(states: Sequence[ProviderState]) -> str:
    """Every database on a line of its own: what it was asked, what waits, what is left now, what is the matter."""
    return "\n".join(
        fill(
            translate("Online", "{name}: {asked} asked, {waiting} waiting, {left} left now{fault}"),
            name=provider_name(state.provider),
            asked=number(state.asked),
            waiting=number(state.waiting),
            left=number(max(0, state.remaining)),
            fault=f". {problem_sentence(state.fault)}" if state.fault is not None else "",
        )
        for state in states
    )

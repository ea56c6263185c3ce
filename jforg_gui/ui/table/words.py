"""What the cells of a row say: its words by column, its path before and after, and the sentence it is read as."""

from __future__ import annotations

import html
import os
from typing import Final

from jforg_gui.domain.media import Kind
from jforg_gui.domain.plan import CompanionMove, Roots, Row
from jforg_gui.ui.companion_words import companion_words
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.table.further import modified_text
from jforg_gui.ui.text import (
    fill,
    kind_word,
    plain,
    plain_path,
    problem_sentence,
    problem_title,
    size,
    state_word,
    translate,
)
from jforg_gui.workflow.editing import edited_fields, number_of

# In these states a row does not move as it is, so its box is not ticked.
STAYING: Final = frozenset((State.ATTENTION, State.CONFLICT, State.IGNORED))
AFTER_REVIEW: Final = frozenset((Phase.RUNNING, Phase.DONE))


def tip(text: str) -> str:
    """A tooltip that shows a text as it is, also one that Qt would take for markup."""
    return f"<qt>{html.escape(text)}</qt>" if "<" in text else text


def below_libraries(path: str, roots: Roots) -> str:
    """A path as it is known: from the library's own folder on."""
    for folder in roots.folders.values():
        if path.startswith(folder.rstrip(os.sep) + os.sep):
            return os.path.join(os.path.basename(folder.rstrip(os.sep)), os.path.relpath(path, folder))
    return path


def reason_of(row: Row) -> str:
    """Why a row is not ready, or what is worth knowing of it; '' if nothing is."""
    return problem_sentence(row.reasons[0]) if row.reasons else ""


def goes_to(row: Row, state: State, roots: Roots, *, grouped: bool, phase: Phase) -> str:
    """Where a row goes, from its group on; for one that goes nowhere, the question it asks."""
    if state is State.IGNORED:
        return ""
    if phase is Phase.DONE and state in STAYING:
        return reason_of(row)
    if row.destination is None:
        return problem_title(row.reasons[0], state) if row.reasons else ""
    if grouped:
        return plain_path(os.path.basename(row.destination))
    whole = phase in AFTER_REVIEW
    return plain_path(below_libraries(row.destination if whole else os.path.dirname(row.destination), roots))


def title_of(row: Row, state: State) -> str:
    """The work's title; what is ignored says why."""
    if state is State.IGNORED:
        return reason_of(row)
    return plain(row.item.guess.title or "")


def year_of(row: Row, *, grouped: bool) -> str:
    """The year of what stands alone; a group has its own."""
    year = row.item.guess.year
    return "" if grouped or year is None else str(year)


def number_shown(row: Row) -> str:
    """A row's number, with a question mark where it is still to be given."""
    guess = row.item.guess
    shown = number_of(guess)
    if not shown and guess.kind is Kind.EPISODE and guess.season is not None:
        return f"S{guess.season:02d}E?"
    return plain(shown)


def row_words(row: Row, state: State, roots: Roots, *, grouped: bool, phase: Phase) -> tuple[str, ...]:
    """What each column of a row says, in the order of the columns; the state's word is added when it is asked for."""
    kind = row.item.guess.kind
    return (
        plain_path(row.item.file.name),
        "",
        title_of(row, state),
        year_of(row, grouped=grouped),
        number_shown(row),
        goes_to(row, state, roots, grouped=grouped, phase=phase),
        size(row.item.file.size),
        "" if kind in {Kind.IGNORED, Kind.UNKNOWN} else kind_word(kind),
    )


def companion_text(move: CompanionMove, column: Column, *, name: str) -> str:  # noqa: PLR0911 — one line a column
    """What each column of a companion says."""
    match column:
        case Column.FILE:
            return plain_path(name)
        case Column.TITLE:
            return companion_words(move.companion)
        case Column.GOES if move.destination is not None:
            return plain_path(os.path.basename(move.destination))
        case Column.GOES:
            return problem_sentence(move.reasons[0]) if move.reasons else translate("Table", "stays where it is")
        case Column.SIZE:
            return size(move.companion.file.size)
        case Column.MODIFIED:
            return modified_text(move.companion.file)
        case _:
            return ""


def paths(old: str, new: str | None) -> str:
    """The whole path before and after."""
    return plain_path(old) if new is None else f"{plain_path(old)} → {plain_path(new)}"


def was(row: Row, column: Column, shown: str) -> str:
    """What the tooltip of an edited cell says; '' for a cell that the person has not changed."""
    before = row.item.recognised
    if before is None or column not in edited_columns(row):
        return ""
    earlier = {
        Column.TITLE: before.title or before.series or "",
        Column.YEAR: "" if before.year is None else str(before.year),
        Column.NUMBER: number_of(before),
        Column.KIND: kind_word(before.kind),
        Column.SEASON: "" if before.season is None else str(before.season),
        Column.ARTIST: before.artist or "",
        Column.AUTHOR: before.author or "",
    }[column]
    if not earlier or earlier == shown:
        return translate("Table", "You changed this.")
    return fill(translate("Table", "You changed this. Was: {words}"), words=plain(earlier))


_COLUMN_OF: Final = {
    "title": Column.TITLE,
    "year": Column.YEAR,
    "number": Column.NUMBER,
    "kind": Column.KIND,
    "season": Column.SEASON,
    "artist": Column.ARTIST,
    "author": Column.AUTHOR,
}


def edited_columns(row: Row) -> frozenset[Column]:
    """The cells of a row that the person has changed; the title of its group is marked on the group."""
    return frozenset(_COLUMN_OF[field.value] for field in edited_fields(row.item) if field.value in _COLUMN_OF)


def row_sentence(row: Row, state: State, roots: Roots) -> str:
    """A row as a screen reader says it."""
    said = [_what(row), _state_said(row, state)]
    if state not in {State.IGNORED, State.DONE}:
        ticked = row.item.wanted and state not in STAYING
        said.append(translate("Table", "Checked") if ticked else translate("Table", "Not checked"))
    if state is State.CONFLICT:
        said.append(translate("Table", "Press Return to compare"))
    elif row.destination is not None:
        place = below_libraries(os.path.dirname(row.destination), roots).replace(os.sep, ", ")
        said.append(fill(translate("Table", "Goes to {place}"), place=plain(place)))
    said.append(size(row.item.file.size))
    if row.companions:
        said.append(translate("Table", "%Ln {companion|companions}", None, len(row.companions)))
    return ". ".join(said) + "."


def _what(row: Row) -> str:
    guess = row.item.guess
    words = [plain(guess.title or row.item.file.name), kind_word(guess.kind).lower()]
    if guess.kind is Kind.EPISODE:
        words.append(_episode(row))
    elif guess.kind is Kind.TRACK:
        words += [plain(word) for word in (guess.album, number_of(guess)) if word]
    elif guess.year is not None:
        words.append(str(guess.year))
    return ", ".join(words)


def _episode(row: Row) -> str:
    guess = row.item.guess
    series = plain(guess.series or "")
    if not guess.episodes:
        return series
    text = translate("Table", "{series} season {season} episode {episode}")
    season = 1 if guess.season is None else guess.season
    return fill(text, series=series, season=str(season), episode=str(guess.episodes[0]))


def _state_said(row: Row, state: State) -> str:
    word, reason = state_word(state), reason_of(row)
    return f"{word}: {reason}" if reason and state in STAYING else word

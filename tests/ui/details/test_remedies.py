from __future__ import annotations

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.ui.details.remedies import Remedy, remedies, remedy_word
from jforg_gui.ui.states import State
from jforg_gui.workflow.bulk import title_field
from jforg_gui.workflow.editing import Field


@pytest.mark.parametrize(
    ("code", "state", "expected"),
    [
        (ProblemCode.DESTINATION_EXISTS, State.CONFLICT, (Remedy.COMPARE, Remedy.KEEP_BOTH, Remedy.SKIP)),
        (ProblemCode.DESTINATION_EXISTS, State.READY, ()),
        (ProblemCode.NO_TITLE, State.ATTENTION, (Remedy.EDIT_TITLE,)),
        (ProblemCode.NO_EPISODE, State.ATTENTION, (Remedy.SET_NUMBER,)),
        (ProblemCode.NUMBER_UNSURE, State.ATTENTION, (Remedy.CONFIRM, Remedy.SET_NUMBER)),
        (ProblemCode.YEAR_UNSURE, State.ATTENTION, (Remedy.CONFIRM, Remedy.SET_YEAR)),
        (ProblemCode.NO_LIBRARY, State.ATTENTION, (Remedy.CHOOSE_FOLDERS,)),
        (ProblemCode.DISK_ERROR, State.FAILED, (Remedy.TRY_AGAIN,)),
        (ProblemCode.NAME_SHORTENED, State.READY, ()),
    ],
)
def test_what_is_offered(code: ProblemCode, state: State, expected: tuple[Remedy, ...]) -> None:
    assert remedies(code, state) == expected


def test_every_remedy_has_a_word() -> None:
    assert all(remedy_word(remedy) for remedy in Remedy)


@pytest.mark.parametrize(
    ("guess", "field"),
    [
        (Guess(kind=Kind.EPISODE), Field.SERIES),
        (Guess(kind=Kind.TRACK), Field.TITLE),
        (Guess(kind=Kind.TRACK, title="Signal Box"), Field.ALBUM),
        (Guess(kind=Kind.MOVIE), Field.TITLE),
    ],
)
def test_which_title_is_asked_for(guess: Guess, field: Field) -> None:
    assert title_field(Item(file=MediaFile("/a.mkv", 1, 1, Identity(1, 1)), guess=guess)) is field

from __future__ import annotations

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.media import Library
from jforg_gui.domain.work import Progress
from jforg_gui.ui import numbers, verbs
from jforg_gui.ui.filters import FINDING_FILTERS, FilterKey
from jforg_gui.ui.rows import Counts
from jforg_gui.ui.states import State
from jforg_gui.ui.verbs import Verb


@pytest.mark.parametrize(
    ("mode", "files", "said"),
    [
        (Mode.MOVE, 412, "Move 412 files"),
        (Mode.MOVE, 1, "Move 1 file"),
        (Mode.MOVE, 0, "Move files"),
        (Mode.COPY, 1284, "Copy 1,284 files"),
        (Mode.COPY, 0, "Copy files"),
        (Mode.REFLINK, 3, "Copy 3 files"),
        (Mode.HARDLINK, 3, "Link 3 files"),
        (Mode.SYMLINK, 0, "Link files"),
    ],
)
def test_the_button_says_its_number(mode: Mode, files: int, said: str) -> None:
    assert verbs.primary(verbs.verb_of(mode), files) == said


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ([], "JFOrg"),
        (["/media/Finished"], "Finished — JFOrg"),
        (["/media/Finished/"], "Finished — JFOrg"),
        (["/media/Finished", "/b", "/c"], "Finished and 2 more — JFOrg"),
        (["/media/a\u202eb"], "a□b — JFOrg"),
        (["/"], "/ — JFOrg"),
    ],
)
def test_the_title_says_what_was_added(inputs: list[str], said: str) -> None:
    assert numbers.title(inputs) == said


def test_bytes_make_the_title_and_files_the_words() -> None:
    progress = Progress(files=231, files_total=412, size=40_700_000_000, size_total=61_800_000_000)
    assert numbers.title_of_run(progress, Verb.MOVE) == "65 % moved — JFOrg"
    assert numbers.title_of_run(progress, Verb.COPY) == "65 % copied — JFOrg"
    assert numbers.title_of_run(progress, Verb.UNDO) == "65 % undone — JFOrg"
    assert numbers.run_so_far(progress, Verb.MOVE) == "Moving 231 of 412"
    assert numbers.run_so_far(progress, Verb.COPY) == "Copying 231 of 412"
    assert numbers.run_so_far(progress, Verb.UNDO) == "Undoing 231 of 412"
    assert numbers.run_pace(progress, 118e6, 120.0) == "40.7 GB of 61.8 GB · 118 MB/s · about 2 min left"
    assert numbers.run_pace(progress, 0.0, None) == "40.7 GB of 61.8 GB"


def test_files_without_a_byte_count_by_number() -> None:
    progress = Progress(files=1, files_total=4, size=0, size_total=0)
    assert numbers.title_of_run(progress, Verb.MOVE).startswith("25 %")


def test_the_tally_leaves_out_what_there_is_none_of() -> None:
    by_state = {State.READY: 412, State.ATTENTION: 9, State.CONFLICT: 1, State.IGNORED: 22, State.FAILED: 0}
    assert numbers.tally(by_state, first=State.READY) == "412 are ready, 9 need you, 1 conflict, 22 ignored."
    assert numbers.tally({}, first=State.READY) == ""


def test_filters_count_files() -> None:
    counts = Counts(20, {State.READY: 12, State.CONFLICT: 3, State.FAILED: 1, State.IGNORED: 4}, {"films": 9})
    found = counts.in_filters()
    assert found[FilterKey.ALL] == 20
    assert found[FilterKey.STAYED] == 4
    assert found[FilterKey.FILMS] == 9
    assert found[FilterKey.MUSIC] == 0
    assert set(found) == set(FilterKey) - set(FINDING_FILTERS)


def test_libraries_are_named_with_the_place_they_share() -> None:
    assert (
        numbers.libraries({Library.MOVIES: "/srv/Movies", Library.SHOWS: "/srv/Shows"})
        == "Libraries: Movies, Shows on /srv"
    )
    assert numbers.libraries({Library.MOVIES: "/a/Films", Library.SHOWS: "/b/TV"}) == "Libraries: Films, TV"
    assert numbers.libraries({}) == ""

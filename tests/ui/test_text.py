from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion
from jforg_gui.domain.media import ExtraType, Identity, Kind, Library, MediaFile, Role
from jforg_gui.ui import text
from jforg_gui.ui.companion_words import companion_words
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.states import State


@pytest.mark.parametrize(
    ("members", "word"),
    [
        (State, text.state_word),
        (Kind, text.kind_word),
        (Role, text.role_word),
        (ExtraType, text.extra_word),
        (Library, text.library_word),
        (Mode, text.mode_word),
        (FilterKey, text.filter_word),
    ],
)
def test_every_member_has_a_word(members: type[Enum], word: Callable[[Enum], str]) -> None:
    for member in members:
        said = word(member)
        assert said
        assert said[0].isupper(), said


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_a_sentence_without_gaps(code: ProblemCode) -> None:
    said = text.problem_sentence(Problem(code, "/a"))
    assert said
    assert "{" not in said
    assert text.problem_title(Problem(code, "/a"), State.FAILED)


def test_a_problem_says_what_it_is_about_and_shows_it_plainly() -> None:
    problem = Problem(ProblemCode.DESTINATION_EXISTS, "/a", (("other", "/m/Low{error}\u202eTide.mkv"),))
    assert text.problem_sentence(problem) == "The library already has /m/Low{error}□Tide.mkv"


def test_what_a_problem_is_headed_with_is_not_said_again_below() -> None:
    problem = Problem(ProblemCode.NO_NETWORK, "/a", (("provider", "tvmaze"),))
    title = text.problem_title(problem, State.READY)
    below = text.problem_below(title, problem)
    assert title not in below
    assert below.endswith("could not be found")
    assert text.problem_sentence(problem) == f"{title}: {below}"


@pytest.mark.parametrize("code", ProblemCode)
def test_the_window_names_no_option_of_the_terminal(code: ProblemCode) -> None:
    assert "--" not in text.problem_sentence(Problem(code, "/a"))


def test_copying_is_not_called_moving() -> None:
    assert text.state_word(State.MOVING, Mode.COPY) == "Copying"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Low Tide.mkv", "Low Tide.mkv"),
        ("a\nb\x1b[2K\x00", "a□b□[2K□"),
        ("gpj.\u202eexe", "gpj.□exe"),
        ("\udcff.mkv", "□.mkv"),
        ("Öl & <b>ß</b>", "Öl & <b>ß</b>"),
    ],
)
def test_what_could_deceive_is_shown_as_a_square(given: str, shown: str) -> None:
    assert text.plain(given) == shown
    assert text.plain_path(given) == shown


def test_a_path_with_arabic_letters_still_runs_from_left_to_right() -> None:
    shown = text.plain_path("/فيلم/Low.mkv")
    assert shown[0] == "\u2068"
    assert shown[-1] == "\u2069"
    assert "/فيلم/Low.mkv" in shown


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (46_000, "46 kB"),
        (2_100_000, "2.1 MB"),
        (412_000_000, "412 MB"),
        (999_999_999, "1.0 GB"),
        (31_200_000_000, "31.2 GB"),
        (1_500_000_000_000, "1.5 TB"),
    ],
)
def test_sizes_are_decimal_and_short(count: int, said: str) -> None:
    assert text.size(count) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "about 1 s left"), (8, "about 8 s left"), (120, "about 2 min left"), (7200, "about 2 hours left")],
)
def test_time_left_is_rough(seconds: float, said: str) -> None:
    assert text.time_left(seconds) == said


@pytest.mark.parametrize(("seconds", "said"), [(3.14, "3.1 s"), (42.2, "42 s"), (171, "2 min 51 s")])
def test_time_taken(seconds: float, said: str) -> None:
    assert text.time_taken(seconds) == said


def test_paths_and_sizes_run_from_left_to_right_in_a_mirrored_window(qapp: QApplication) -> None:
    assert (text.plain_path("/srv/media"), text.size(46_000)) == ("/srv/media", "46 kB")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        said = [text.plain_path("/srv/media/…"), text.size(46_000), text.percent(2, 3), text.plain_path("")]
        assert said == ["\u2068\u200e/srv/media/…\u2069", "\u2068\u200e46 kB\u2069", "\u2068\u200e66 %\u2069", ""]
        assert text.plain_path("a/\u05d0").count("\u2068") == 1
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_share_is_whole_only_at_the_end() -> None:
    assert [text.percent(part, 3) for part in range(4)] == ["0 %", "33 %", "66 %", "100 %"]
    assert text.percent(999, 1000) == "99 %"


@pytest.mark.parametrize(("n", "said"), [(0, "0 files"), (1, "1 file"), (1284, "1,284 files")])
def test_plural_forms(n: int, said: str) -> None:
    assert text.translate("Test", "%Ln {file|files}", None, n) == said


def test_a_moment_is_written_as_the_country_does() -> None:
    assert "2026" in text.moment(datetime(2026, 3, 4, 12, 30, tzinfo=UTC)) or "26" in text.moment(
        datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
    )


def _companion(role: Role, language: str | None = None, label: str | None = None, *flags: str) -> Companion:
    file = MediaFile("/in/x", 1, 1, Identity(1, 1))
    return Companion(file=file, role=role, language=language, label=label, flags=flags)


@pytest.mark.parametrize(
    ("companion", "said"),
    [
        (_companion(Role.SUBTITLE, "en", None, "forced"), "English, forced"),
        (_companion(Role.SUBTITLE, "pt-BR"), "Portuguese (BR)"),
        (_companion(Role.ARTWORK, None, "poster"), "Poster"),
        (_companion(Role.LYRICS), "Lyrics"),
        (_companion(Role.SUBTITLE, "xx-unheard"), "Xx-unheard"),
    ],
)
def test_companions_in_words(companion: Companion, said: str) -> None:
    assert companion_words(companion) == said

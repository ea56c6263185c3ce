"""The page over real libraries: it reads, lists, stops, asks, and hands out plans."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jforg_gui.domain.finding import Finding, FindingCode
from jforg_gui.domain.finding_words import FINDINGS, REPAIRS, RULES
from jforg_gui.domain.media import Library
from jforg_gui.domain.plan import Plan
from jforg_gui.engine import Engine
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.check.checking import Where
from jforg_gui.ui.check.page import CheckPage
from jforg_gui.ui.check.words import finding_words
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.shelves import Shelf
from jforg_gui.workflow.verify import Checked, verify
from tests.fakes.broken import BROKEN, YOURS, make_broken
from tests.fakes.worlds import tree_of


@pytest.fixture
def page(engine: Engine, jobs: Jobs, theme: Theme, qtbot: QtBot) -> Iterator[CheckPage]:
    page = CheckPage(engine, jobs, theme)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.cancel()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=3000)


@pytest.fixture
def media(engine: Engine) -> str:
    media = os.path.dirname(engine.settings.roots().folders[Library.MOVIES])
    make_broken(media)
    return media


def checked(page: CheckPage, qtbot: QtBot, where: Where | None = None) -> None:
    page.check(where or Where())
    qtbot.waitUntil(lambda: not page.checking, timeout=5000)


def select(page: CheckPage, code: FindingCode) -> None:
    page.table.select(next(place for place, one in enumerate(page.model.findings.all) if one.code is code))


def test_everything_that_is_wrong_is_listed(page: CheckPage, media: str, qtbot: QtBot) -> None:
    before = tree_of(media)
    checked(page, qtbot)
    wanted = sorted(code for codes in BROKEN.values() for code in codes)
    assert sorted(one.code for one in page.model.findings.all) == wanted
    assert page.model.rowCount() == len(wanted) + 5, "five libraries, all open"
    assert page.status.main.text().startswith(f"Read {page.outcome.files if page.outcome else 0} files in ")
    assert f"{len(wanted)} findings concern " in page.status.main.text()
    assert page.table.current() is not None, "the first one is there to be read"
    assert page.details.title.text().replace("\u200b", "") == finding_words(page.model.findings.all[0])
    assert page.bar.primary.text() == f"Review {len(page.model.findings.chosen())} repairs"
    assert tree_of(media) == before, "checking changes nothing"


def test_repairs_become_a_plan(page: CheckPage, media: str, qtbot: QtBot) -> None:
    checked(page, qtbot)
    with qtbot.waitSignal(page.repairs_made, timeout=3000) as made:
        QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    plan, folders = made.args
    assert isinstance(plan, Plan)
    assert plan.count() == sum(len(one.repair.moves) for one in page.model.findings.chosen() if one.repair)
    assert folders == tuple(os.path.join(media, name) for name in ("Movies", "Shows", "Music", "Books", "Comics"))


def test_one_finding_is_repaired_alone(page: CheckPage, media: str, qtbot: QtBot) -> None:
    checked(page, qtbot, Where(os.path.join(media, "Movies")))
    select(page, FindingCode.SUBTITLES_SKIPPED)
    assert page.details.path.text().endswith("Subs")
    with qtbot.waitSignal(page.repairs_made, timeout=3000) as made:
        page.details.remedy.click()
    assert made.args[0].count() == 2
    select(page, FindingCode.SAMPLE_WORD)
    assert not page.details.remedy.isEnabled()


def test_the_details_say_what_jellyfin_sees_now_and_afterwards(page: CheckPage, media: str, qtbot: QtBot) -> None:
    del media
    checked(page, qtbot)
    select(page, FindingCode.SAMPLE_WORD)
    select(page, FindingCode.SPAN_UNREAD)
    qtbot.waitUntil(lambda: bool(page.details.after.said), timeout=3000)
    assert page.details.now.said == ["Low Tide, season 1 episode 1"]
    assert page.details.after.said == ["Low Tide, season 1 episodes 1–2"]  # noqa: RUF001 — as typeset
    select(page, FindingCode.EMPTY_FOLDER)
    assert page.details.after.isHidden()


def test_strict_and_filters_and_the_field(page: CheckPage, media: str, qtbot: QtBot) -> None:
    del media
    checked(page, qtbot)
    every, nicer = (page.model.findings.counts()[key] for key in (FilterKey.ALL, FilterKey.NICER))
    page.bar.strict.setChecked(False)
    assert page.model.findings.counts()[FilterKey.ALL] == every - nicer
    assert page.bar.primary.text() == f"Review {len(page.model.findings.chosen())} repairs"
    page.filters.choose(FilterKey.MUSIC)
    assert {page.model.findings.all[place].library for place in page.model.shown_places()} == {Library.MUSIC}
    page.bar.field.setText("zzz")
    assert page.nothing.isVisible()
    assert page.nothing.text() == "Nothing here matches “zzz”."
    page.go_to_field()
    QTest.keyClick(page.bar.field, Qt.Key.Key_Escape)
    assert page.bar.field.text() == ""
    assert not page.nothing.isVisible()


def test_space_checks_what_is_selected(page: CheckPage, media: str, qtbot: QtBot) -> None:
    del media
    checked(page, qtbot)
    select(page, FindingCode.SUBTITLES_SKIPPED)
    before = len(page.model.findings.chosen())
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert len(page.model.findings.chosen()) == before - 1
    page.table.select(Library.MOVIES)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert len(page.model.findings.chosen()) == before, "a library's line stands for all of its findings"
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert not {one.library for one in page.model.findings.chosen()} & {Library.MOVIES}


def test_a_library_that_is_right(page: CheckPage, engine: Engine, qtbot: QtBot) -> None:
    film = Path(engine.settings.roots().folders[Library.MOVIES]) / "Kites (2014)" / "Kites (2014).mkv"
    film.parent.mkdir(parents=True)
    film.write_text("x")
    checked(page, qtbot)
    assert page.nothing.text() == "Jellyfin will show all 1 file as they should be."
    assert not page.bar.primary.isEnabled()
    assert page.bar.primary.text() == "Review repairs"


def test_nothing_to_check_is_said(page: CheckPage, qtbot: QtBot, jobs: Jobs, theme: Theme, tmp_path: Path) -> None:
    checked(page, qtbot)
    assert page.nothing.text() == "There is nothing in the library folders yet."
    with Engine(Places.of({"JFORG_HOME": str(tmp_path)}), Settings({}), workers=1) as engine:
        bare = CheckPage(engine, jobs, theme)
        qtbot.addWidget(bare)
        bare.show()
        bare.check(Where())
        assert bare.nothing.text() == "No library folders are set yet. Choose a folder to check."


def test_what_a_folder_holds_is_asked_where_nothing_says_it(page: CheckPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "things").mkdir()
    checked(page, qtbot, Where(str(tmp_path / "things")))
    assert page.kinds.isVisible()
    assert page.nothing.text().startswith("Nothing says what ")
    page.kind_buttons[Library.MUSIC].click()
    qtbot.waitUntil(lambda: not page.checking, timeout=3000)
    assert not page.kinds.isVisible()
    assert page.bar.where.currentText() == str(tmp_path / "things")


def test_a_folder_that_is_gone_is_said(page: CheckPage, qtbot: QtBot, tmp_path: Path) -> None:
    checked(page, qtbot, Where(str(tmp_path / "gone")))
    assert "is no folder" in page.nothing.text()
    assert not page.kinds.isVisible()


def test_it_can_be_stopped_and_what_was_found_stays(
    page: CheckPage, media: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del media

    def held(
        shelves: Sequence[Shelf], job: Cancellation, seen: Checked, report: Callable[[], None]
    ) -> Iterator[Finding]:
        for number, one in enumerate(verify(shelves, job, seen, report)):
            yield one
            while number == 4 and not job.cancelled():
                time.sleep(0.01)
                report()

    monkeypatch.setattr("jforg_gui.ui.check.checking.verify", held)
    page.check(Where())
    qtbot.waitUntil(lambda: len(page.model.findings.all) == 5, timeout=3000)
    assert page.status.button.text() == "Cancel"
    qtbot.waitUntil(lambda: page.status.main.text().startswith("Reading /"), timeout=3000)
    assert not page.bar.primary.isEnabled(), "a plan of half of it would be another one a moment later"
    page.status.button.click()
    qtbot.waitUntil(lambda: not page.checking, timeout=3000)
    assert page.status.main.text().startswith("Stopped. ")
    assert page.model.findings.all
    assert page.bar.primary.isEnabled()


def test_where_it_lies_can_be_shown_and_what_the_guide_says(
    page: CheckPage, media: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    checked(page, qtbot)
    select(page, FindingCode.STRAY_SUBTITLE)
    with qtbot.waitSignal(page.folder_asked, timeout=1000) as asked:
        page.details.show_in_folder.click()
    assert asked.args == [os.path.join(media, "Movies", "Comet (1972)", "Comet (1972) - 720p.en.srt")]
    page.details.guide.click()
    assert opened == ["https://jellyfin.org/docs/general/server/media/movies"]


def test_the_arrows_open_and_close_a_library(page: CheckPage, media: str, qtbot: QtBot) -> None:
    del media
    checked(page, qtbot)
    select(page, FindingCode.STRAY_SUBTITLE)
    rows = page.model.rowCount()
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.model.line(page.table.currentIndex().row()) is Library.MOVIES
    assert page.details.finding is None
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.model.rowCount() == rows - len(page.model.places(Library.MOVIES))
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert page.model.rowCount() == rows
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert not page.model.is_open(Library.MOVIES)
    QTest.mouseClick(
        page.table.viewport(), Qt.MouseButton.LeftButton, pos=page.table.visualRect(page.model.index(0, 0)).center()
    )
    assert page.model.is_open(Library.MOVIES)


def test_what_is_current_stays_so_under_another_filter(page: CheckPage, media: str, qtbot: QtBot) -> None:
    del media
    checked(page, qtbot)
    select(page, FindingCode.DISC_LIKE_ALBUM)
    page.filters.choose(FilterKey.MUSIC)
    finding = page.details.finding
    assert finding is not None
    assert finding.code is FindingCode.DISC_LIKE_ALBUM
    page.filters.choose(FilterKey.FILMS)
    assert page.details.finding is None


def test_escape_goes_back_from_the_details_first_where_there_is_no_room_for_both(
    page: CheckPage, media: str, qtbot: QtBot
) -> None:
    del media
    page.resize(683, 384)
    checked(page, qtbot)
    assert page.table.isVisible()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.details.isVisible()
    with qtbot.assertNotEmitted(page.left):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    with qtbot.waitSignal(page.left, timeout=1000):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_every_finding_has_its_words_and_its_rule() -> None:
    assert set(FINDINGS) == set(RULES) == set(FindingCode)
    assert set(FindingCode) >= YOURS
    assert all(words for words in (*FINDINGS.values(), *RULES.values(), *REPAIRS.values()))


def test_a_page_that_is_gone_is_told_nothing_any_more(
    engine: Engine, jobs: Jobs, theme: Theme, media: str, qtbot: QtBot
) -> None:
    del media
    page = CheckPage(engine, jobs, theme)
    page.check(Where())
    qtbot.waitUntil(lambda: not page.checking, timeout=5000)
    page.review()  # the plan and the look at the first finding are still on their way
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=3000)

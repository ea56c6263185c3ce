from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from jforg_gui import __version__
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.reporting import Reporter
from jforg_gui.ui.session import Session
from jforg_gui.ui.status_bar import StatusBar
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.updates import UpdateNotice
from tests.fakes.web import Web, as_json, serving


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with serving() as one:
        monkeypatch.setenv("JFORG_PROVIDER_URL_RELEASES", f"{one.url}/releases")
        yield one


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []

    def open_url(url: QUrl) -> bool:
        addresses.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return addresses


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> StatusBar:
    bar = StatusBar(theme)
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def notice(session: Session, jobs: Jobs, bar: StatusBar, qtbot: QtBot) -> UpdateNotice:
    window = QWidget()
    qtbot.addWidget(window)
    return UpdateNotice(jobs, Reporter(session, bar, QAction(bar)), window)


def _answer(web: Web, tag: str, status: int = 200) -> None:
    web.sites["releases"] = lambda _asked: as_json({"tag_name": tag}, status)


def _box(notice: UpdateNotice) -> QMessageBox:
    window = notice.parent()
    assert window is not None
    (box,) = window.findChildren(QMessageBox)
    return box


def _button(box: QMessageBox, words: str) -> QAbstractButton | None:
    return next((one for one in box.buttons() if one.text() == words), None)


def test_who_asks_is_told_of_a_newer_version_and_only_led_to_its_page(
    notice: UpdateNotice, web: Web, opened: list[str], qtbot: QtBot
) -> None:
    _answer(web, "v7.8.9")
    notice.now()
    box = _box(notice)
    qtbot.waitUntil(lambda: box.text() == f"JFOrg 7.8.9 is there; you have {__version__}.")
    assert opened == []
    see = _button(box, "See what is new")
    assert see is not None
    see.click()
    assert opened == ["https://github.com/jforg/jforg/releases/tag/v7.8.9"]


@pytest.mark.parametrize(
    ("tag", "status", "said"),
    [
        (f"v{__version__}", 200, f"JFOrg {__version__} is the newest version."),
        ("v7.8.9", 403, "GitHub refuses to answer JFOrg"),
    ],
)
def test_who_asks_is_answered_in_any_case(
    notice: UpdateNotice, web: Web, qtbot: QtBot, tag: str, status: int, said: str
) -> None:
    _answer(web, tag, status)
    notice.now()
    box = _box(notice)
    qtbot.waitUntil(lambda: said in box.text())
    assert _button(box, "See what is new") is None
    box.close()


def test_closing_the_question_before_the_answer_is_no_harm(
    notice: UpdateNotice, jobs: Jobs, web: Web, qtbot: QtBot
) -> None:
    web.latency = 0.2
    _answer(web, "v7.8.9")
    notice.now()
    _box(notice).close()
    qtbot.waitUntil(lambda: not jobs.busy and bool(web.asked))


def test_a_start_speaks_only_of_a_newer_version(
    notice: UpdateNotice, jobs: Jobs, bar: StatusBar, web: Web, opened: list[str], qtbot: QtBot
) -> None:
    before = bar.main.text()
    for tag, status in ((f"v{__version__}", 200), ("v7.8.9", 404), ("nonsense", 200)):
        _answer(web, tag, status)
        notice.at_start()
        qtbot.waitUntil(lambda: not jobs.busy)
        assert bar.main.text() == before
    _answer(web, "v7.8.9")
    notice.at_start()
    qtbot.waitUntil(lambda: bar.main.text() != before)
    assert bar.main.text() == f"JFOrg 7.8.9 is there; you have {__version__}."
    bar.button.click()
    assert opened == ["https://github.com/jforg/jforg/releases/tag/v7.8.9"]

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from jforg_gui.domain.media import Library
from jforg_gui.engine import Engine
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.table.grouping import GroupingModel
from jforg_gui.ui.table.model import ItemsModel
from jforg_gui.ui.table.view import TableView
from jforg_gui.ui.theme import Theme
from tests.fakes.review import ReviewSession

Tested = Callable[[ReviewSession], GroupingModel]


def guard(model: ItemsModel | GroupingModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)


@pytest.fixture
def session(engine: Engine, jobs: Jobs) -> ReviewSession:
    return ReviewSession(engine, jobs)


@pytest.fixture
def grouping(session: ReviewSession, theme: Theme) -> Iterator[GroupingModel]:
    """The tree over an empty session; both models are watched by Qt's tester, which ends the process on a fault."""
    items = ItemsModel(session, theme)
    grouping = GroupingModel(items, items)
    guard(items)
    guard(grouping)
    yield grouping
    items.deleteLater()


@pytest.fixture
def view(session: ReviewSession, theme: Theme, qtbot: QtBot) -> TableView:
    view = TableView(session, theme)
    guard(view.items)
    guard(view.grouping)
    qtbot.addWidget(view)
    view.resize(898, 600)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def engine_movies(engine: Engine) -> str:
    """The folder of the films."""
    return engine.settings.roots().folders[Library.MOVIES]

from __future__ import annotations

from collections.abc import Callable, Sequence

from pytestqt.qtbot import QtBot

from jforg_gui.ui.details.pane import DetailsPane
from jforg_gui.ui.details.remedies import Remedy
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.theme import Theme


def _pane(
    session: Session, theme: Theme, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str], *files: str
) -> DetailsPane:
    pane = DetailsPane(session, theme)
    qtbot.addWidget(pane)
    pane.resize(308, 600)
    pane.show()
    session.add([media_tree(files)])
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=10_000)
    return pane


def test_one_row_in_full(
    session: Session, theme: Theme, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> None:
    pane = _pane(session, theme, qtbot, media_tree, "Harbour.Lights.S02E03-E04.mkv", "Harbour.Lights.S02E03-E04.en.srt")
    pane.show_rows([0])
    assert pane.belongs.text() == "Harbour Lights · Season 2, episodes 3 to 4"
    assert pane.subtitle.text().startswith("Episode · ")
    assert pane.state.text() == "Ready"
    assert pane.boxes == []
    assert "Before: " in pane.change.accessibleName()
    assert "Season 02" in pane.change.accessibleName()


def test_markup_in_a_name_stays_what_it_is(
    session: Session, theme: Theme, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> None:
    pane = _pane(session, theme, qtbot, media_tree, "<b>Low Tide<br> (2011).mkv")
    pane.show_rows([0])
    assert pane.title.text() == "<b>Low Tide<br>"
    assert pane.title.textFormat().name == "PlainText"


def test_a_name_without_an_end_makes_nothing_wider(
    session: Session, theme: Theme, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> None:
    pane = _pane(session, theme, qtbot, media_tree, f"{'Harbour' * 30}.mkv")
    pane.show_rows([0])
    assert pane.pages.width() <= pane.viewport().width()
    assert pane.change.heightForWidth(280) > pane.change.heightForWidth(900)


def test_none_and_many(
    session: Session, theme: Theme, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> None:
    pane = _pane(session, theme, qtbot, media_tree, "Low Tide (2011).mkv", "High Tide (2012).mkv")
    pane.show_rows([])
    assert pane.message.text().startswith("Select a row")
    pane.show_rows([0, 1])
    assert pane.bulk.heading.text() == "2 rows selected. Edit them together below."
    session.remove([0, 1])
    pane.refresh()
    assert pane.rows == []


def test_a_long_page_leaves_no_space_behind(
    session: Session, theme: Theme, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> None:
    companions = [f"Low Tide (2011).{number:03}.srt" for number in range(60)]
    pane = _pane(session, theme, qtbot, media_tree, "Low Tide (2011).mkv", *companions)
    pane.show_rows([0])
    qtbot.waitUntil(lambda: pane.pages.height() > pane.viewport().height())
    pane.show_rows([])
    qtbot.waitUntil(lambda: pane.pages.height() == pane.viewport().height())


def test_a_conflict_that_stayed_leads_back_to_where_it_can_be_decided(
    session: Session, theme: Theme, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> None:
    files = ("a/Low Tide (2011).mkv", "b/Low Tide (2011).mkv", "Ember Quay (2001).mkv")
    pane = _pane(session, theme, qtbot, media_tree, *files)
    session.run()
    qtbot.waitUntil(lambda: session.phase is Phase.DONE, timeout=10_000)
    stayed = next(row for row in range(3) if session.state(row) is State.CONFLICT)
    pane.show_rows([stayed])
    assert [tuple(box.buttons) for box in pane.boxes] == [(Remedy.READ_AGAIN,)]

from __future__ import annotations

from pytestqt.qtbot import QtBot

from jforg_gui.domain.plan import Row, Status
from jforg_gui.domain.work import Progress
from jforg_gui.ui.details.running_page import RunningPage
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.verbs import Verb
from tests.fakes.review import episode


def _page(theme: Theme, qtbot: QtBot) -> RunningPage:
    page = RunningPage(theme)
    qtbot.addWidget(page)
    page.show()
    page.begin(Verb.MOVE)
    return page


def test_a_file_of_no_row_is_shown_plainly_and_the_bar_is_the_runs(theme: Theme, qtbot: QtBot) -> None:
    page = _page(theme, qtbot)
    page.tell(Progress(files=3, files_total=12, size=250, size_total=1000, path="/in/Low\u202eTide.mkv"), None)
    assert page.title.text().replace("\u200b", "") == "Low□Tide.mkv"
    assert page.files.text() == "3 of 12"
    assert page.bytes.text() == "250 bytes of 1 kB"
    assert page.bar.value() == 250
    assert page.change.isHidden()


def test_the_bar_is_the_files_own_where_its_size_is_known(theme: Theme, qtbot: QtBot) -> None:
    page = _page(theme, qtbot)
    item = episode(2)
    row = Row(item, "/m/Shows/Harbor Nine/Season 01/Harbor Nine - S01E02.mkv", Status.READY)
    whole, before = item.file.size, 5_000_000
    for share in (0.0, 0.25):
        progress = Progress(1, 2, before + int(share * whole), 2 * whole, path=item.file.path)
        page.tell(progress, row, input_folder="/drop", library="/m/Shows")
    assert page.title.text() == "Part 2"
    assert page.belongs.text().startswith("Harbor Nine")
    assert page.bar.value() == 250
    assert page.of_file.text().startswith("250 MB of 1.0 GB")
    assert "S01E02" in page.change.accessibleName()

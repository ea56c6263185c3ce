from __future__ import annotations

import os
from unittest import mock

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.showing import Shower, folder_to_show
from tests.conftest import MediaTree


def test_the_folder_of_the_first_place_that_is_there(media_tree: MediaTree) -> None:
    tree = media_tree(["new/a.mkv", "old/b.mkv"])
    new, old = f"{tree}/new/a.mkv", f"{tree}/old/b.mkv"
    assert folder_to_show((new, old)) == f"{tree}/new"
    os.remove(new)
    assert folder_to_show((new, old)) == f"{tree}/old"
    os.remove(old)
    assert folder_to_show((new, old)) == f"{tree}/new", "where it was"
    assert folder_to_show((f"{tree}/old", "")) == f"{tree}/old"
    assert folder_to_show(("/no/such/place/a.mkv", "")) == ""


def test_it_is_opened_by_the_system_or_said_to_be_gone(
    session: Session, jobs: Jobs, media_tree: MediaTree, qtbot: QtBot
) -> None:
    shower = Shower(session, jobs, session)
    tree = media_tree(["a b#.mkv"])
    with mock.patch("jforg_gui.ui.showing.QDesktopServices.openUrl") as opened:
        shower.show(f"{tree}/a b#.mkv")
        qtbot.waitUntil(lambda: opened.called)
        assert opened.call_args.args == (QUrl.fromLocalFile(tree),)
        with qtbot.waitSignal(session.failed):
            shower.show("/no/such/place/a.mkv")

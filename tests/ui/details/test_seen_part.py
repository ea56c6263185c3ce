from __future__ import annotations

from pytestqt.qtbot import QtBot

from jforg_gui.domain.seen import Seen, Sees, Sight
from jforg_gui.ui.details.seen_part import SeenPart
from jforg_gui.ui.theme import Theme


def test_the_work_comes_first_and_what_goes_along_after_it(theme: Theme, qtbot: QtBot) -> None:
    part = SeenPart(theme)
    qtbot.addWidget(part)
    film = Seen(kind=Sight.MOVIE, title="Low\u202e Tide", year=2011, version="2160p")
    part.show_sees(Sees(film, (Seen(kind=Sight.SUBTITLE, language="en", flags=("forced",)),)))
    assert part.said == ["Film Low□ Tide (2011)", "Version 2160p", "English forced subtitle"]
    assert part.accessibleName() == "Film Low□ Tide (2011). Version 2160p. English forced subtitle"
    assert not part.isHidden()


def test_what_is_not_shown_is_said_and_what_is_not_known_is_not(theme: Theme, qtbot: QtBot) -> None:
    part = SeenPart(theme)
    qtbot.addWidget(part)
    part.show_sees(Sees(Seen(kind=Sight.NOTHING)))
    assert part.said == ["Nothing: Jellyfin would not show it there."]
    part.show_sees(None)
    assert part.isHidden()

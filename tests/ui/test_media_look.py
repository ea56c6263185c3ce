from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.plan import Status
from jforg_gui.domain.streams import AudioStream, Hdr, MediaFacts
from jforg_gui.engine import Engine
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.details.pane import DetailsPane
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.media_look import MediaLook
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.media import KnownMedia
from tests.fakes.streams import FakeReader, FakeStore

HD = MediaFacts(
    width=1920, height=800, duration=7265.0, hdr=(Hdr.HDR10,), video="AVC", audio=(AudioStream(channels=6),)
)
SD = MediaFacts(width=720, height=576, duration=7265.0)
Build = Callable[[Sequence[str]], str]


@pytest.fixture
def reader(engine: Engine) -> FakeReader:
    """What is inside the films of these tests."""
    engine.settings = Settings({**engine.settings.values, "scan.workers": 2})
    engine._own_workers = None
    reader = FakeReader(**{"Low.Tide.2011": HD, "Low Tide (2011)": SD, "Ember.1999": HD})
    engine._media = KnownMedia(reader, FakeStore())
    return reader


@pytest.fixture
def look(session: Session, jobs: Jobs, reader: FakeReader) -> Iterator[MediaLook]:
    del reader
    look = MediaLook(session, jobs)
    yield look
    look.close()


def reviewed(session: Session, qtbot: QtBot, folder: str) -> None:
    session.add([folder])
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=10_000)


def destinations(session: Session) -> list[str]:
    return sorted(os.path.basename(row.destination or "") for row in session.rows)


def test_versions_get_their_labels_once_the_rows_are_on_show(
    session: Session, look: MediaLook, reader: FakeReader, qtbot: QtBot, media_tree: Build
) -> None:
    with qtbot.waitSignal(look.known, timeout=10_000):
        reviewed(session, qtbot, media_tree(["Low.Tide.2011.mkv", "Low Tide (2011).mkv", "Ember.1999.mkv"]))
    qtbot.waitUntil(lambda: "Low Tide (2011) - 1080p.mkv" in destinations(session))
    assert destinations(session) == ["Ember (1999).mkv", "Low Tide (2011) - 1080p.mkv", "Low Tide (2011) - 576p.mkv"]
    assert all(row.status is Status.READY for row in session.rows)
    assert sorted(reader.asked) == ["Low Tide (2011)", "Low.Tide.2011"], "the others are left alone"


def test_the_details_show_what_is_inside_the_selected_file(
    session: Session, look: MediaLook, reader: FakeReader, theme: Theme, qtbot: QtBot, media_tree: Build
) -> None:
    pane = DetailsPane(session, theme)
    qtbot.addWidget(pane)
    pane.attach_media(look)
    reviewed(session, qtbot, media_tree(["Ember.1999.mkv", "Odd.2001.mkv"]))
    media = pane.media
    assert media is not None
    pane.show_rows([0])
    with qtbot.waitSignal(look.known, timeout=10_000):
        assert media.isHidden()
    picture = "1080p · 1920 \N{MULTIPLICATION SIGN} 800 · HDR10 · H.264"
    assert media.said == [("Picture", picture), ("Sound", "5.1"), ("Length", "2 h 1 min")]
    assert media.accessibleName() == f"Picture: {picture}. Sound: 5.1. Length: 2 h 1 min"
    pane.show_rows([1])
    qtbot.waitUntil(lambda: reader.asked == ["Ember.1999", "Odd.2001"])
    assert media.isHidden()
    pane.show_rows([0])
    assert not media.isHidden(), "it is known by now"


def test_nothing_is_looked_into_where_the_settings_say_no(
    session: Session, look: MediaLook, reader: FakeReader, jobs: Jobs, qtbot: QtBot, media_tree: Build
) -> None:
    engine = session.engine
    engine.settings = Settings({**engine.settings.values, "scan.media_facts": "off"})
    reviewed(session, qtbot, media_tree(["Low.Tide.2011.mkv", "Low Tide (2011).mkv"]))
    look.look(session.rows[0].item.file)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert look.facts_of(session.rows[0].item.file) is None
    assert reader.asked == []
    assert {row.reasons[0].code for row in session.rows} == {ProblemCode.SAME_DESTINATION}


def test_a_window_that_closes_waits_for_no_file(
    session: Session, look: MediaLook, reader: FakeReader, qtbot: QtBot, media_tree: Build
) -> None:
    reviewed(session, qtbot, media_tree(["Ember.1999.mkv"]))
    look.close()
    assert reader.asked == ["stopped"]

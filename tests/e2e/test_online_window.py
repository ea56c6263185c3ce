"""Online in the real window: rows fill as answers come, a person decides, the run fetches pictures, undo is exact."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication

from jforg_gui.app import Application
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.providers import hosts
from jforg_gui.storage.opening import Opening
from jforg_gui.storage.places import Places
from jforg_gui.storage.secrets import TMDB_KEY, Secrets
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.states import Phase, State
from jforg_gui.workflow.editing import Field
from jforg_gui.workflow.snapshot import differences, take_snapshot
from tests.conftest import MediaTree
from tests.fakes.asking import PLENTY, variables
from tests.fakes.databases import KEY, install
from tests.fakes.loops import coroutines_on
from tests.fakes.person import wait_for
from tests.fakes.web import Reply, Web, serving
from tests.ui.conftest import english, nothing_left_open

__all__ = ["english", "nothing_left_open"]  # they hold here as well

FILES: Final = [
    "in/Papierlaterne.2019.1080p.mkv",
    "in/Low.Tide.II.2014.mkv",
    "in/Harbor.Nine.2011.S01E01.mkv",
    "in/Harbor.Nine.2011.S01E02.mkv",
    "in/Orchard (2001).mkv",
]


class Never:
    def cancelled(self) -> bool:
        return False


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setattr(hosts, "_HOSTS", tuple(replace(one, budget=PLENTY) for one in hosts._HOSTS))
    with serving() as one:
        install(one)
        for name, address in variables(one).items():
            monkeypatch.setenv(name, address)
        yield one


Start = Callable[[], Application]


@pytest.fixture
def start(qapp: QApplication, web: Web, tmp_path: os.PathLike[str]) -> Iterator[Start]:
    """Start the application as often as asked; the last one is closed at the end."""
    assert web.url
    places = Places.of(os.environ)
    Secrets(places).set(TMDB_KEY, KEY)
    folders = {f"library.{name.lower()}": os.path.join(tmp_path, "media", name) for name in ("Movies", "Shows")}
    settings = Settings({**folders, "online.lookups": "on", "scan.workers": 1})
    started: list[Application] = []

    def begin() -> Application:
        application = Application(qapp, Opening(places, settings, first=False))
        application.window.resize(1366, 768)
        application.start()
        started.append(application)
        return application

    with coroutines_on(qapp):
        yield begin
        for application in started:
            _close(application)


@pytest.fixture
def jforg(start: Start) -> Application:
    return start()


def _close(application: Application) -> None:
    application.window.close()
    wait_for(lambda: not application.window.isVisible())
    application.close()


def _looked_up(jforg: Application) -> None:
    look_up = jforg.window.look_up
    wait_for(lambda: jforg.session.phase is Phase.REVIEW and look_up.total > 0 and not look_up.busy)


def _row(jforg: Application, name: str) -> int:
    return next(index for index, row in enumerate(jforg.session.rows) if name in row.item.file.path)


def test_from_a_drop_to_a_library_and_back(
    jforg: Application, media_tree: MediaTree, tmp_path: os.PathLike[str]
) -> None:
    tree = media_tree(FILES)
    before = take_snapshot(tree, Never())
    session, window = jforg.session, jforg.window

    session.add([tree])
    _looked_up(jforg)
    film = session.rows[_row(jforg, "Papierlaterne")]
    assert "Paper Lantern (2019) [tmdbid-101]" in str(film.destination)
    orchard = _row(jforg, "Orchard")
    assert session.state(orchard) is State.ATTENTION

    window.body.details.show_rows([orchard])
    part = window.body.details.online
    assert part is not None
    assert [view.candidate.title for view in part.candidates] == ["The Orchard", "Orchard"]
    part.candidates[1].button.click()
    wait_for(lambda: session.state(_row(jforg, "Orchard")) is State.READY)
    assert "Orchard (2001) [tmdbid-127]" in str(session.rows[_row(jforg, "Orchard")].destination)

    session.run()
    wait_for(lambda: session.phase is Phase.DONE)
    library = os.path.join(tmp_path, "media")
    assert os.path.exists(f"{library}/Movies/Paper Lantern (2019) [tmdbid-101]/poster.png")
    assert os.path.exists(f"{library}/Movies/Paper Lantern (2019) [tmdbid-101]/movie.nfo")
    session.undo("last")
    wait_for(lambda: session.phase is Phase.REVIEW)
    assert differences(before, take_snapshot(tree, Never())) == []
    assert not os.path.exists(library)


def test_the_persons_word_is_final_and_survives_reading_again(jforg: Application, media_tree: MediaTree) -> None:
    tree = media_tree(FILES)
    session, window = jforg.session, jforg.window
    session.add([tree])
    _looked_up(jforg)
    low, lantern, harbor = (_row(jforg, name) for name in ("Low.Tide", "Papierlaterne", "S01E01"))
    session.edit([low], Field.TITLE, "My Own Title")
    part = window.body.details.online
    assert part is not None
    window.body.details.show_rows([lantern])
    part.field.setText("tt9900102")
    part.search.click()
    wait_for(lambda: part.candidates and part.candidates[0].candidate.year == 1974)
    part.candidates[0].button.click()
    wait_for(lambda: session.rows[lantern].item.guess.year == 1974)
    assert len(session.rows_of_work(harbor)) == 2
    session.keep_names(session.rows_of_work(harbor))

    session.rescan()
    _looked_up(jforg)
    rows = session.rows
    assert rows[_row(jforg, "Low.Tide")].item.guess.title == "My Own Title"
    assert rows[_row(jforg, "Papierlaterne")].item.guess.year == 1974
    assert "tvdbid" not in str(rows[_row(jforg, "S01E02")].destination)


def test_one_work_is_taken_for_all_that_are_selected(jforg: Application, media_tree: MediaTree) -> None:
    tree = media_tree(["in/Harbor.Nine.2011.S01E01.mkv", "in/hn mislabelled S01E02.mkv", "in/zzz qqq S01E03.mkv"])
    session, window = jforg.session, jforg.window
    session.add([tree])
    _looked_up(jforg)
    before = session.items()
    odd = [_row(jforg, name) for name in ("mislabelled", "zzz")]
    assert all("Harbor Nine" not in str(session.rows[row].destination) for row in odd)
    window.body.details.show_rows(odd)
    part = window.body.details.online_for_many
    assert part is not None
    part.field.setText("Harbor Nine")
    part.search.click()
    wait_for(lambda: part.candidates and part.candidates[0].candidate.title == "Harbor Nine")
    part.candidates[0].button.click()
    wait_for(lambda: all("Harbor Nine" in str(session.rows[row].destination) for row in odd))
    assert [session.rows[row].item.guess.episodes for row in odd] == [(2,), (3,)]
    assert {session.state(row) for row in odd} == {State.READY}
    session.undo_edit()
    assert session.items() == before


@pytest.mark.parametrize(
    ("reply", "code", "said"),
    [
        (Reply(401, b"{}"), ProblemCode.PROVIDER_KEY, "does not accept the key"),
        (Reply(429, b"{}", {"Retry-After": "3600"}), ProblemCode.PROVIDER_LIMIT, "asks for a pause"),
        (Reply(200, b"<html>"), ProblemCode.PROVIDER_ANSWER, "cannot be read"),
    ],
)
def test_each_trouble_is_said_by_its_name_and_rows_stay_usable(
    jforg: Application, web: Web, media_tree: MediaTree, reply: Reply, code: ProblemCode, said: str
) -> None:
    web.always["tmdb"] = reply
    jforg.session.add([media_tree(["in/The Brass Giraffe (2020).mkv"])])
    _looked_up(jforg)

    (row,) = jforg.session.rows
    assert code in {problem.code for problem in row.reasons}
    assert jforg.session.state(0) is State.READY
    assert said in jforg.window.status.main.text()


def test_closing_while_titles_are_looked_up_is_quick_and_loses_nothing(
    start: Start, web: Web, media_tree: MediaTree
) -> None:
    tree = media_tree(FILES)
    before = take_snapshot(tree, Never())
    web.always["tmdb"] = Reply(200, b"{}", stall=30.0)  # a database that takes its time
    jforg = start()
    jforg.session.add([tree])
    wait_for(lambda: jforg.session.phase is Phase.REVIEW and jforg.window.look_up.busy and web.asked)
    low, orchard = _row(jforg, "Low.Tide"), _row(jforg, "Orchard")
    assert jforg.session.edit([low], Field.TITLE, "My Own Title") == ""
    jforg.session.set_checked([orchard], wanted=False)
    closing = time.monotonic()
    _close(jforg)
    assert time.monotonic() - closing < 2
    assert differences(before, take_snapshot(tree, Never())) == []

    del web.always["tmdb"]
    again = start()
    _looked_up(again)
    assert again.session.rows[_row(again, "Low.Tide")].item.guess.title == "My Own Title"
    assert not again.session.rows[_row(again, "Orchard")].item.wanted
    assert "[tmdbid-101]" in str(again.session.rows[_row(again, "Papierlaterne")].destination)

"""Every key of the settings has an effect: one case each that changes it and sees the difference."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from unittest import mock

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jforg_gui.app import Application
from jforg_gui.domain.candidate import Query, WorkKind
from jforg_gui.domain.creation import WantedPicture
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, Library, MediaFile, Role
from jforg_gui.domain.naming import Subject
from jforg_gui.domain.plan import Plan, Roots
from jforg_gui.domain.work import Report
from jforg_gui.engine import Engine, Request
from jforg_gui.storage.opening import Opening
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import KEYS, Language, Settings
from jforg_gui.storage.unfinished import Unfinished, save_unfinished
from jforg_gui.ui.actions import Actions
from jforg_gui.ui.gestures import Gestures
from jforg_gui.ui.hints import Hints
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.keeping import Keeper
from jforg_gui.ui.language import Speaker
from jforg_gui.ui.look_up import LookUp
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.text import size
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.ports import Lifetime
from tests.fakes.web import Reply, Web

NOBODY: Final = Roots({library: f"/media/{library.value}" for library in Library})
OWN: Final = (("naming.style", "own"),)
PICTURES: Final = ("poster", "backdrop", "logo", "season", "episode", "cover")


@dataclass(frozen=True)
class Bench:
    """What a case looks at: an engine with some settings, and what a window of it needs."""

    engine: Engine
    jobs: Jobs
    theme: Theme
    web: Web
    qtbot: QtBot
    folder: str

    def session(self) -> Session:
        return Session(self.engine, self.jobs)


Look = Callable[[Bench], object]


@dataclass(frozen=True)
class Case:
    """Another value of a key, what is looked at, and other settings without which it would mean nothing."""

    value: str
    look: Look
    beside: tuple[tuple[str, str], ...] = ()


def _file(name: str, length: int = 1000) -> MediaFile:
    return MediaFile(f"/drop/{name}", length, 0, Identity(1, random.Random(name).getrandbits(40)))  # noqa: S311 — a number


ITEMS: Final = {
    "film": Item(
        file=_file("k.mkv"),
        guess=Guess(kind=Kind.MOVIE, title="Kites: A Tale", year=1999, ids=(("tmdb", "7"),)),
        companions=(Companion(file=_file("k.en.srt"), role=Role.SUBTITLE, language="en"),),
    ),
    "version": Item(file=_file("k2.mkv"), guess=Guess(kind=Kind.MOVIE, title="Two", year=1999, resolution="2160p")),
    "other": Item(file=_file("k3.mkv"), guess=Guess(kind=Kind.MOVIE, title="Two", year=1999, resolution="1080p")),
    "episode": Item(
        file=_file("e.mkv"),
        guess=Guess(kind=Kind.EPISODE, series="Harbour", year=2001, season=1, episodes=(2,), title="Ebb"),
    ),
    "track": Item(
        file=_file("t.flac"),
        guess=Guess(kind=Kind.TRACK, artist="Linde", album="Quiet", track=3, title="Box", year=2016),
    ),
    "book": Item(
        file=_file("b.epub"),
        guess=Guess(kind=Kind.BOOK, author="Fenn", title="Mill", series="Tide", number="1", year=2012),
    ),
    "comic": Item(
        file=_file("c.cbz"), guess=Guess(kind=Kind.COMIC, series="Barnacle", number="3", title="Kelp", year=2013)
    ),
    "audiobook": Item(
        file=_file("a.m4b"), guess=Guess(kind=Kind.AUDIOBOOK, author="Fenn", title="Road", narrator="Ash", year=2014)
    ),
}
_LIBRARIES: Final = {
    "movies": "film",
    "shows": "episode",
    "music": "track",
    "books": "book",
    "comics": "comic",
    "audiobooks": "audiobook",
}


# --- what is looked at ------------------------------------------------------------------------------------------------


def _plan(bench: Bench, *items: Item, roots: Roots | None = None) -> Plan:
    settings = bench.engine.settings
    request = replace(bench.session()._request(), roots=roots or NOBODY)
    assert isinstance(request, Request)
    assert settings is bench.engine.settings
    return bench.engine.plan_items(list(items), request, Listing())


def _places(*names: str) -> Look:
    return lambda bench: [row.destination for row in _plan(bench, *(ITEMS[name] for name in names)).rows]


def _own_places(name: str) -> Look:
    return lambda bench: _plan(bench, ITEMS[name], roots=bench.engine.settings.roots()).rows[0].destination


def _statuses(bench: Bench) -> object:
    twins = (ITEMS["film"], replace(ITEMS["film"], file=_file("again.mkv"), companions=()))
    return [row.status for row in _plan(bench, *twins).rows]


def _written(bench: Bench) -> object:
    return [creation.destination for creation in _plan(bench, ITEMS["film"]).creations]


def _filled(bench: Bench) -> object:
    """What becomes of an NFO that travels with its film and lacks the year."""
    path = os.path.join(bench.folder, "k.nfo")
    if not os.path.exists(path):
        with open(path, "xb") as file:
            file.write(b"<movie><title>Kites: A Tale</title></movie>")
    facts = os.stat(path)
    nfo = MediaFile(path, facts.st_size, facts.st_mtime_ns, Identity(facts.st_dev, facts.st_ino))
    item = replace(ITEMS["film"], companions=(Companion(file=nfo, role=Role.METADATA),))
    return [(one.destination, one.content, one.replaces) for one in _plan(bench, item).creations]


def _emptied(bench: Bench) -> object:
    """Whether the folder is still there out of which everything has gone."""
    place = os.path.join(bench.folder, "in", "Kites")
    os.makedirs(place)
    with open(os.path.join(place, "Kites.1999.mkv"), "xb") as file:
        file.write(b"x")
    movies = os.path.join(bench.folder, "Movies")
    bench.engine.settings = bench.engine.settings.with_value("library.movies", movies)
    session = bench.session()
    session.add([os.path.dirname(place)])
    bench.qtbot.waitUntil(lambda: session.phase is Phase.REVIEW)
    session.run()
    bench.qtbot.waitUntil(lambda: session.phase is Phase.DONE)
    return os.path.isdir(place)


def _small(bench: Bench) -> object:
    return [row.status for row in _plan(bench, ITEMS["film"]).rows]


def _asked(bench: Bench) -> object:
    """The questions put to the film database, and by whom."""

    async def ask() -> None:
        async with bench.engine.connect(key="0123456789abcdef0123456789abcdef") as online:
            await online.search(Query(kind=WorkKind.MOVIE, titles=("Kites",)))

    asyncio.run(ask())
    return [(one.line, one.headers["user-agent"]) for one in bench.web.asked if one.site == "tmdb"]


def _picture(kind: str) -> Look:
    def look(bench: Bench) -> object:
        site, path = ("COVERART", "release/1/front") if kind == "cover" else ("TMDB_IMAGES", "t/p/original/x.jpg")
        address = f"{os.environ[f'JFORG_PROVIDER_URL_{site}']}/{path}"

        async def fetch() -> None:
            async with bench.engine.connect(key="") as online:
                await online.picture(WantedPicture("/media/x", address, kind))

        asyncio.run(fetch())
        return [one.path for one in bench.web.asked]

    return look


def _believed(lifetime: Lifetime, hours: float) -> Look:
    """Whether an answer is still believed after so many hours."""

    def look(bench: Bench) -> object:
        answers = bench.engine.answers()
        answers.put("question", b"answer", lifetime)
        with mock.patch.object(answers, "_clock", return_value=answers._clock() + 3600 * hours):
            return answers.get("question")

    return look


def _kept(bench: Bench) -> object:
    bench.engine.answers().put("question", random.Random(1).randbytes(5000), Lifetime.SEARCH)  # noqa: S311 — filling
    return bench.engine.answers().size() > 0


def _resumed(bench: Bench) -> object:
    session = bench.session()
    save_unfinished(Unfinished((bench.folder,), {}, (), ()), bench.engine.places.unfinished_file)
    keeper = Keeper(session, bench.jobs, session)
    keeper.restore()
    bench.qtbot.waitUntil(lambda: not bench.jobs.busy)
    keeper._timer.stop()
    return session.inputs


def _notified(bench: Bench) -> object:
    window = QWidget()
    bench.qtbot.addWidget(window)
    session = bench.session()
    gestures = Gestures(session, bench.jobs, bench.theme, Actions(bench.theme, window), window)
    window.show()
    gestures._run_started -= 60
    with (
        mock.patch("jforg_gui.ui.gestures.notify") as notify,
        mock.patch.object(window, "isActiveWindow", return_value=False),
    ):
        session.run_ended.emit(Report(run=1, done=1))
    gestures.toast.dismiss()
    return notify.called


def _hinted(bench: Bench) -> object:
    hints = Hints(bench.session(), bench.theme)
    bench.qtbot.addWidget(hints)
    hints._session.run_ended.emit(Report(run=1, done=1))
    return hints.current


def _newer_asked(bench: Bench) -> object:
    application = Application(_qt(), Opening(bench.engine.places, bench.engine.settings))
    application.complete()
    with (
        mock.patch.object(application.window.updates, "at_start") as asked,
        mock.patch.object(application, "_take_icon"),
    ):
        application.start()
        bench.qtbot.waitUntil(lambda: not application.jobs.busy)
    application.window.close()
    bench.qtbot.waitUntil(lambda: not application.window.isVisible())
    application.close()
    return asked.called


def _colours(bench: Bench) -> object:
    before = bench.theme.appearance
    bench.theme.set_appearance(bench.engine.settings.theme)
    ground = _qt().palette().window().color().name()
    bench.theme.set_appearance(before)
    return ground


def _speech(bench: Bench) -> object:
    speaker, before = Speaker.of(_qt()), QLocale()
    speaker.speak(bench.engine.settings.language)
    window = QWidget()
    said = (size(1_500_000), Actions(bench.theme, window).settings.text())
    speaker.speak(Language.ENGLISH)
    QLocale.setDefault(before)
    return said


def _qt() -> QApplication:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    return qt


# --- the cases --------------------------------------------------------------------------------------------------------

CASES: Final[dict[str, Case]] = {
    **{f"library.{name}": Case(f"/elsewhere/{name}", _own_places(item)) for name, item in _LIBRARIES.items()},
    "organize.mode": Case("copy", lambda bench: bench.session().mode),
    "organize.conflict": Case("keep-both", _statuses),
    "organize.nfo": Case("off", _written),
    "organize.existing_nfo": Case("keep", _filled),
    "organize.remove_emptied": Case("on", _emptied),
    "naming.style": Case("plain", _places("film")),
    "naming.film": Case("{title}", _places("film"), OWN),
    "naming.version": Case("{title} ({year}) - [{version}]", _places("version", "other"), OWN),
    "naming.show": Case("{series}", _places("episode"), OWN),
    "naming.episode": Case("{number}", _places("episode"), OWN),
    "naming.album": Case("{album}", _places("track"), OWN),
    "naming.track": Case("{title}", _places("track"), OWN),
    "naming.book": Case("{title}", _places("book"), OWN),
    "naming.comic": Case("{series} {number}", _places("comic"), OWN),
    "naming.audiobook": Case("{title}", _places("audiobook"), OWN),
    "naming.ids": Case("off", _places("film"), OWN),
    "naming.colon": Case("nothing", _places("film")),
    "scan.min_size": Case("1MB", _small),
    "scan.workers": Case("7", lambda bench: bench.engine.workers()),
    "scan.media_facts": Case("off", lambda bench: bench.engine.media() is None),
    "online.lookups": Case("on", lambda bench: LookUp(bench.session(), bench.jobs).wanted),
    "online.language": Case("de-DE", _asked),
    "online.region": Case("GB", _asked),
    "online.contact": Case("me@example.org", _asked),
    "online.search_hours": Case("48", _believed(Lifetime.SEARCH, 30)),
    "online.details_days": Case("60", _believed(Lifetime.DETAILS, 24 * 40)),
    "online.nothing_hours": Case("5", _believed(Lifetime.NOTHING, 3)),
    "online.cache_size": Case("1KB", _kept),
    "artwork.download": Case("off", lambda bench: bench.session()._request().artwork, (("online.lookups", "on"),)),
    **{f"artwork.{kind}": Case("small", _picture(kind)) for kind in PICTURES},
    "start.resume": Case("off", _resumed),
    "start.hints": Case("off", _hinted),
    "organize.notify": Case("off", _notified),
    "updates.check": Case("on", _newer_asked),
    "appearance.theme": Case("dark", _colours),
    "appearance.language": Case("de", _speech),
}


def test_every_key_has_a_case() -> None:
    assert set(CASES) == set(KEYS), "a key without a case may be without effect"
    assert {f"naming.{subject.value}" for subject in Subject} <= set(CASES)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    web = Web()
    web.sites["tmdb"] = lambda _asked: Reply(body=b'{"results": []}', headers={"Content-Type": "application/json"})
    web.start()
    for name in ("TMDB", "TMDB_IMAGES", "COVERART", "OPENLIBRARY", "WIKIDATA", "TVMAZE", "MUSICBRAINZ"):
        elsewhere = web.url.replace("127.0.0.1", "localhost")  # pictures are told apart by their host
        host = elsewhere if name in {"TMDB_IMAGES", "TVMAZE"} else web.url
        monkeypatch.setenv(f"JFORG_PROVIDER_URL_{name}", f"{host}/{name.lower()}")
    yield web
    web.stop()


@pytest.mark.parametrize("key", CASES)
def test_a_key_that_is_changed_changes_what_happens(
    key: str, jobs: Jobs, theme: Theme, web: Web, qtbot: QtBot, tmp_path: os.PathLike[str]
) -> None:
    case, seen = CASES[key], []
    beside = {"appearance.language": "en", "appearance.theme": "light", "start.resume": "on", **dict(case.beside)}
    for number, said in enumerate((None, case.value)):
        settings = Settings({})
        for other, value in beside.items():
            settings = settings.with_value(other, value)
        if said is not None:
            settings = settings.with_value(key, said)
        web.asked.clear()
        home = os.path.join(str(tmp_path), str(number))
        os.makedirs(home)
        with Engine(Places(home, home), settings) as engine:
            seen.append(case.look(Bench(engine, jobs, theme, web, qtbot, home)))
    assert seen[0] != seen[1], f"{key} has no effect"


def test_what_is_believed_and_kept_changes_without_a_new_start(
    jobs: Jobs, theme: Theme, web: Web, qtbot: QtBot, tmp_path: os.PathLike[str]
) -> None:
    with Engine(Places(str(tmp_path), str(tmp_path)), Settings({})) as engine:
        bench = Bench(engine, jobs, theme, web, qtbot, str(tmp_path))
        assert _kept(bench)
        engine.settings = engine.settings.with_value("online.cache_size", "1KB").with_value("online.search_hours", "0")
        assert _believed(Lifetime.SEARCH, 0.1)(bench) is None

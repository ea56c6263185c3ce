from __future__ import annotations

import os
import sqlite3
import stat

import pytest

from jforg_gui.storage.cache import Keeping, SqliteCache, keeping
from jforg_gui.storage.settings import Settings
from jforg_gui.workflow.ports import Lifetime, Remembered

HOUR = 3600.0


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: os.PathLike[str]) -> str:
    return os.path.join(tmp_path, "cache", "answers.db")


def _cache(path: str, clock: Clock, most: int = 1 << 20) -> SqliteCache:
    return SqliteCache(path, Keeping(keeping(Settings({})).seconds, most), clock)


@pytest.mark.parametrize(
    ("lifetime", "hours"), [(Lifetime.SEARCH, 24), (Lifetime.DETAILS, 30 * 24), (Lifetime.NOTHING, 1)]
)
def test_an_answer_is_believed_for_its_time(path: str, clock: Clock, lifetime: Lifetime, hours: int) -> None:
    cache = _cache(path, clock)
    cache.put("a", b"answer", lifetime)
    clock.now += hours * HOUR - 1
    assert cache.get("a") == Remembered(b"answer")
    clock.now += 2
    assert cache.get("a") is None
    assert cache.get("a", stale=True) == Remembered(b"answer")
    cache.close()


def test_what_nobody_knows_is_an_answer_too_and_outlives_the_program(path: str, clock: Clock) -> None:
    first = _cache(path, clock)
    first.put("a", None, Lifetime.NOTHING)
    first.put("b", b"x" * 5000, Lifetime.DETAILS)
    first.close()

    second = _cache(path, clock)
    assert second.get("a") == Remembered(None)
    assert second.get("b") == Remembered(b"x" * 5000)
    assert second.get("c") is None
    second.close()
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700


def test_it_never_grows_beyond_its_size_and_lets_go_of_the_least_used(path: str, clock: Clock) -> None:
    cache = _cache(path, clock, most=10_000)
    for number in range(20):
        clock.now += 1
        cache.put(str(number), os.urandom(800), Lifetime.DETAILS)
        cache.get("0")
        assert cache.size() <= 10_000
    assert cache.get("0") is not None
    assert cache.get("19") is not None
    assert cache.get("1") is None
    cache.put("huge", os.urandom(20_000), Lifetime.DETAILS)
    assert cache.get("huge") is None
    cache.close()


def test_it_can_be_cleared(path: str, clock: Clock) -> None:
    cache = _cache(path, clock)
    cache.put("a", b"x", Lifetime.SEARCH)
    assert cache.clear() > 0
    assert (cache.size(), cache.get("a")) == (0, None)
    cache.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be read as one" * 40])
def test_a_damaged_file_is_begun_anew(path: str, clock: Clock, content: bytes) -> None:
    os.makedirs(os.path.dirname(path))
    with open(path, "xb") as file:
        file.write(content)
    cache = _cache(path, clock)
    cache.put("a", b"x", Lifetime.SEARCH)
    assert cache.get("a") == Remembered(b"x")
    cache.close()


def test_a_file_of_another_version_is_begun_anew(path: str, clock: Clock) -> None:
    os.makedirs(os.path.dirname(path))
    with sqlite3.connect(path) as other:
        other.executescript("CREATE TABLE answer (key); PRAGMA user_version = 99;")
    other.close()
    cache = _cache(path, clock)
    cache.put("a", b"x", Lifetime.SEARCH)
    assert cache.get("a") == Remembered(b"x")
    cache.close()


def test_damage_inside_is_noticed(path: str, clock: Clock) -> None:
    cache = _cache(path, clock)
    cache.put("a", b"x" * 5000, Lifetime.SEARCH)
    cache.close()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE answer SET body = ?", (b"zbroken",))
    other.close()
    cache = _cache(path, clock)
    assert cache.get("a") is None
    cache.put("a", b"y", Lifetime.SEARCH)
    assert cache.get("a") == Remembered(b"y")
    cache.close()


def test_a_link_in_its_place_is_not_followed(path: str, clock: Clock, tmp_path: os.PathLike[str]) -> None:
    target = os.path.join(tmp_path, "precious")
    with open(target, "xb") as file:
        file.write(b"mine")
    os.makedirs(os.path.dirname(path))
    os.symlink(target, path)
    cache = _cache(path, clock)
    cache.put("a", b"x", Lifetime.SEARCH)
    assert cache.get("a") is None
    cache.close()
    with open(target, "rb") as file:
        assert file.read() == b"mine"


def test_a_planted_object_is_only_bytes(path: str, clock: Clock) -> None:
    cache = _cache(path, clock)
    cache.put("a", b"", Lifetime.SEARCH)
    cache.close()
    planted = b"pcos\nsystem\n(S'touch /tmp/never'\ntR."
    with sqlite3.connect(path) as other:
        other.execute("UPDATE answer SET body = ?", (planted,))
    other.close()
    cache = _cache(path, clock)
    assert cache.get("a") == Remembered(planted[1:])
    cache.close()


def test_where_nothing_can_be_kept_nothing_is(tmp_path: os.PathLike[str], clock: Clock) -> None:
    blocker = os.path.join(tmp_path, "file")
    with open(blocker, "xb"):
        pass
    cache = _cache(os.path.join(blocker, "answers.db"), clock)
    cache.put("a", b"x", Lifetime.SEARCH)
    assert (cache.get("a"), cache.size(), cache.clear()) == (None, 0, 0)
    cache.close()


def test_the_settings_say_how_long_and_how_much() -> None:
    settings = Settings({"online.search_hours": 2, "online.details_days": 3, "online.nothing_hours": 0})
    kept = keeping(settings.with_value("online.cache_size", "1MB"))
    assert kept.seconds[Lifetime.SEARCH] == 2 * HOUR
    assert kept.seconds[Lifetime.DETAILS] == 72 * HOUR
    assert kept.seconds[Lifetime.NOTHING] == 0
    assert kept.most_bytes == 1 << 20

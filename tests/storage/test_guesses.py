from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, PartWord, Source
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.identify.video import recognise
from jforg_gui.storage.guesses import SqliteGuesses, _from_json, _to_json

FULL = Guess(
    kind=Kind.EPISODE, title="The Tide", year=2011, series="Harbor Ten", season=0, seasons=(1, 2), episodes=(1, 2),
    absolute=(12.5,), date=date(2019, 3, 14), part=1, part_word=PartWord.CD, edition="Extended", resolution="720p",
    extra=ExtraType.TRAILER, ids=(("tmdb", "7"),), confidence=0.25, certainty=(("episodes", 0.4),),
    source=Source.GUESSIT,
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "cache" / "names.db")


def test_what_was_read_is_known_the_next_time(path: str) -> None:
    first = SqliteGuesses(path, 1)
    assert first.known(["a", "b"]) == {}
    first.remember({"a": FULL, "caf\udce9": Guess(kind=Kind.MOVIE)})
    first.close()
    second = SqliteGuesses(path, 1)
    assert second.known(["a", "b", "caf\udce9"]) == {"a": FULL, "caf\udce9": Guess(kind=Kind.MOVIE)}
    second.close()


def test_other_rules_forget(path: str) -> None:
    first = SqliteGuesses(path, 1)
    first.remember({"a": FULL})
    first.close()
    second = SqliteGuesses(path, 2)
    assert second.known(["a"]) == {}
    second.close()


def test_a_reading_that_failed_is_not_kept(path: str) -> None:
    store = SqliteGuesses(path, 1)
    store.remember({"a": Guess(kind=Kind.UNKNOWN, notes=(Problem(ProblemCode.NAME_UNREAD, "a"),))})
    assert store.known(["a"]) == {}
    store.close()


def test_many_names(path: str) -> None:
    store = SqliteGuesses(path, 1)
    names = [f"Harbor.S01E{number}" for number in range(1200)]
    store.remember({name: Guess(kind=Kind.MOVIE, title=name) for name in names})
    assert [store.known(names)[name].title for name in names] == names
    store.close()


@pytest.mark.parametrize("content", [b"nonsense" * 500, b"SQLite format 3\0" + b"\xff" * 3000])
def test_a_damaged_file_is_begun_anew(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path))
    Path(path).write_bytes(content)
    store = SqliteGuesses(path, 1)
    assert store.known(["a"]) == {}
    store.remember({"a": FULL})
    assert store.known(["a"]) == {"a": FULL}
    store.close()


@pytest.mark.parametrize("text", ["{", '{"kind":"horse"}', '{"kind":"movie","colour":1}', "[]"])
def test_a_reading_nobody_understands_is_forgotten(path: str, text: str) -> None:
    store = SqliteGuesses(path, 1)
    store.remember({"a": FULL})
    store.close()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE reading SET guess = ?", (text,))
    connection.close()
    again = SqliteGuesses(path, 1)
    assert again.known(["a"]) == {}
    again.remember({"a": FULL})
    assert again.known(["a"]) == {"a": FULL}
    again.close()


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = SqliteGuesses(str(tmp_path / "file" / "names.db"), 1)
    store.remember({"a": FULL})
    assert store.known(["a"]) == {}
    store.close()


@given(st.text(max_size=60))
def test_every_reading_survives(name: str) -> None:
    guess = recognise(name)
    assert _from_json(_to_json(guess)) == guess

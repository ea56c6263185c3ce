from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from jforg_gui.domain.media import Identity, MediaFile
from jforg_gui.domain.streams import AudioStream, Hdr, MediaFacts
from jforg_gui.storage.media_facts import SqliteMediaFacts

FILE = MediaFile("/in/a.mkv", 1000, 17, Identity(3, 9))
FACTS = MediaFacts(
    width=1920, height=800, hdr=(Hdr.HDR10,), duration=7.5, audio=(AudioStream(codec="DTS", channels=6),)
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "cache" / "media.db")


def test_a_file_is_known_again_wherever_it_went(path: str) -> None:
    first = SqliteMediaFacts(path, 1)
    dull = replace(FILE, identity=Identity(3, 10))
    first.remember({FILE: FACTS, dull: None})
    first.close()
    second = SqliteMediaFacts(path, 1)
    moved = replace(FILE, path="/lib/caf\udce9.mkv")
    assert second.known([moved, dull]) == {moved: FACTS, dull: None}
    second.close()


@pytest.mark.parametrize("changed", [{"size": 1001}, {"mtime_ns": 18}, {"identity": Identity(3, 8)}])
def test_another_file_is_not(path: str, changed: dict[str, object]) -> None:
    store = SqliteMediaFacts(path, 1)
    store.remember({FILE: FACTS})
    other = MediaFile(**{"path": FILE.path, "size": 1000, "mtime_ns": 17, "identity": FILE.identity, **changed})  # type: ignore[arg-type]
    assert store.known([other]) == {}
    store.close()


@pytest.mark.parametrize(
    "said",
    [{"width": "wide"}, {"colour": 3}, {"audio": [{"channels": "six"}]}, {"hdr": ["HDR99"]}, {"audio": 7}, [], "text"],
)
def test_a_record_of_another_form_is_damage(path: str, said: object) -> None:
    store = SqliteMediaFacts(path, 1)
    store.remember({FILE: FACTS})
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE facts SET said = ?", (json.dumps(said),))
    connection.close()
    store = SqliteMediaFacts(path, 1)
    assert store.known([FILE]) == {}
    store.remember({FILE: FACTS})
    assert store.known([FILE]) == {FILE: FACTS}
    store.close()


def test_other_rules_forget_and_damage_is_begun_anew(path: str) -> None:
    store = SqliteMediaFacts(path, 1)
    store.remember({FILE: FACTS})
    store.close()
    store = SqliteMediaFacts(path, 2)
    assert store.known([FILE]) == {}
    store.remember({FILE: FACTS})
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute('UPDATE facts SET said = \'{"width": 1, "height": 2, "colour": 3}\'')
    connection.close()
    store = SqliteMediaFacts(path, 2)
    assert store.known([FILE]) == {}
    store.remember({FILE: FACTS})
    assert store.known([FILE]) == {FILE: FACTS}
    store.close()

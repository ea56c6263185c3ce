from __future__ import annotations

import json
import os
from datetime import date

import pytest

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.decision import Decision
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, PartWord, Source
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.storage.unfinished import Unfinished, load_unfinished, save_unfinished

PROBLEM = Problem(ProblemCode.NAME_SHORTENED, "/in/a\udcff.mkv", (("other", "/m/b.mkv"),))
DECISIONS = {
    "/in/a\udcff.mkv": Decision(
        guess=Guess(
            kind=Kind.EPISODE,
            series="Harbour\u2028Lights",
            season=0,
            episodes=(3, 4),
            date=date(2019, 4, 1),
            ids=(("tmdb", "603"), ("tvdb", "7")),
            source=Source.PERSON,
            confidence=1.0,
            notes=(PROBLEM,),
        ),
        problems=(PROBLEM,),
        conflict=ConflictPolicy.KEEP_BOTH,
    ),
    "/in/b.mkv": Decision(wanted=False),
    "/in/c.mkv": Decision(
        guess=Guess(kind=Kind.EXTRA, extra=ExtraType.TRAILER, part=2, part_word=PartWord.CD, compilation=True)
    ),
}


def test_everything_that_was_said_comes_back(tmp_path: object) -> None:
    here, path = f"{tmp_path}/in", f"{tmp_path}/data/unfinished.json"
    os.mkdir(here)
    save_unfinished(Unfinished((here, "/gone"), DECISIONS, ("/in/\udcfe.mkv",), (here, "/gone/too")), path)
    assert load_unfinished(path) == Unfinished((here,), DECISIONS, ("/in/\udcfe.mkv",), (here,))


def test_nothing_was_kept(tmp_path: object) -> None:
    assert load_unfinished(f"{tmp_path}/none.json") == Unfinished()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"version": 99}',
        '{"version": 1}',
        '{"version": 1, "inputs": 3, "decisions": {}, "removed": [], "recent": []}',
        '{"version": 1, "inputs": [], "decisions": {"/a": {"guess": {"kind": "opera"}}}, "removed": [], "recent": []}',
        '{"version": 1, "inputs": [], "decisions": {"/a": 7}, "removed": [], "recent": []}',
    ],
)
def test_a_file_of_no_use_is_no_work(tmp_path: object, text: str) -> None:
    path = f"{tmp_path}/unfinished.json"
    with open(path, "x", encoding="utf-8") as file:
        file.write(text)
    assert load_unfinished(path) == Unfinished()


def test_what_a_later_version_knows_of_a_guess_is_passed_over(tmp_path: object) -> None:
    path = f"{tmp_path}/unfinished.json"
    decisions = {"/a": {"guess": {"kind": "movie", "title": "Low Tide", "mood": "grey"}}}
    with open(path, "x", encoding="utf-8") as file:
        json.dump({"version": 1, "inputs": [], "decisions": decisions, "removed": [], "recent": []}, file)
    expected = {"/a": Decision(guess=Guess(kind=Kind.MOVIE, title="Low Tide"))}
    assert load_unfinished(path).decisions == expected


def test_where_nothing_can_be_kept_nothing_breaks(tmp_path: object) -> None:
    with open(f"{tmp_path}/data", "x", encoding="utf-8"):
        pass
    save_unfinished(Unfinished(("/a",)), f"{tmp_path}/data/unfinished.json")

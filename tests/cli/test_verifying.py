from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from jforg_gui.cli import main
from tests.fakes.broken import BROKEN, make_broken
from tests.fakes.worlds import tree_of


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JFORG_HOME", str(tmp_path / "home"))


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def record(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    status, out, _ = call(capsys, *arguments, "--json")
    return status, json.loads(out)


def lay(root: Path, *places: str) -> str:
    for place in places:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(place)
    return str(root)


def test_findings_are_told_and_give_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = lay(tmp_path / "Shows", "L (2018)/Season 01/L - S01E01-S01E02.mkv")
    status, out, _ = call(capsys, "verify", library)
    assert status == 1
    assert "L - S01E01-S01E02.mkv shows as its first episode only" in out
    assert "Rename to L - S01E01-E02.mkv" in out
    assert "1 file read, 1 finding (1 shown wrong); --repair repairs 1" in out


def test_a_library_that_is_right_gives_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = lay(tmp_path / "Movies", "Kites (2014)/Kites (2014).mkv")
    status, found = record(capsys, "verify", library)
    assert (status, found["findings"], found["files"]) == (0, [], 1)


def test_what_could_be_nicer_counts_under_strict_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = lay(tmp_path / "Movies", "Kites (2014)/Kites (2014).mkv", "Kites (2014)/Subs/2_English.srt")
    assert record(capsys, "verify", library)[0] == 0
    status, found = record(capsys, "verify", library, "--strict")
    assert status == 1
    (one,) = found["findings"]
    assert (one["code"], one["effect"], one["library"]) == ("subtitles-skipped", "could-be-nicer", "Movies")
    assert one["moves"][0]["destination"] == os.path.join(library, "Kites (2014)", "Kites (2014).en.srt")
    assert found["counts"] == {"not-shown": 0, "shown-wrong": 0, "could-be-nicer": 1}


def test_repairs_are_a_run_that_undo_takes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = str(tmp_path / "lib")
    make_broken(library)
    before = tree_of(library)
    status, found = record(capsys, "verify", library, "--repair", "--yes")
    assert status == 1, "what only the person can repair is left"
    assert found["repaired"]["failed"] == []
    assert found["repaired"]["done"] > len(BROKEN) // 3
    assert tree_of(library) != before
    assert not os.path.exists(os.path.join(library, "Shows", "24")), (
        "a folder that was renamed is not left behind empty"
    )
    assert record(capsys, "undo", "last", "--yes")[0] == 0
    assert tree_of(library) == before


def test_repairing_without_a_terminal_needs_a_yes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = lay(tmp_path / "Shows", "L (2018)/Season 01/L - S01E01-S01E02.mkv")
    before = tree_of(library)
    status, _, told = call(capsys, "verify", library, "--repair")
    assert status == 2
    assert "--yes" in told
    assert tree_of(library) == before


WRONG = "Twin (2010)/Season 1/Twin (2010) - S01E01.mkv"
RIGHT = "Twin (2010)/Season 01/Twin (2010) - S01E02.mkv"
NICER = "Loose (2012)/Loose (2012) - S02E01.mkv"


@pytest.mark.parametrize(
    ("places", "asked", "status", "codes"),
    [
        ((WRONG, RIGHT), ("media",), 1, ["season-twice"]),
        ((WRONG, RIGHT), ("media/Shows",), 1, ["season-twice"]),
        ((WRONG, RIGHT), ("media/Shows/Twin (2010)",), 1, ["season-twice"]),
        ((WRONG, RIGHT), ("media/Shows/Twin (2010)/Season 1",), 1, ["season-twice"]),
        ((WRONG, RIGHT), ("media/Shows", "--kind", "show"), 1, ["season-twice"]),
        ((RIGHT,), ("media",), 0, []),
        ((RIGHT,), ("media", "--strict"), 0, []),
        ((NICER,), ("media",), 0, ["season-missing"]),
        ((NICER,), ("media", "--strict"), 1, ["season-missing"]),
        ((NICER, WRONG, RIGHT), ("media/Shows/Loose (2012)", "--strict"), 1, ["season-missing"]),
        ((NICER, WRONG, RIGHT), ("media/Shows/Twin (2010)", "--strict"), 1, ["season-twice"]),
    ],
)
def test_what_is_checked_and_how_strictly(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    places: tuple[str, ...],
    asked: tuple[str, ...],
    status: int,
    codes: list[str],
) -> None:
    lay(tmp_path / "media/Shows", *places)
    folder, *options = asked
    told, found = record(capsys, "verify", str(tmp_path / folder), *options)
    assert (told, [one["code"] for one in found["findings"]]) == (status, codes)
    assert found["concerned"] == len({path for one in found["findings"] for path in one["concerns"]})
    assert all(os.path.isfile(path) for one in found["findings"] for path in one["concerns"])
    assert call(capsys, "verify", str(tmp_path / folder), *options)[0] == status


def test_what_a_folder_holds_has_to_be_said_where_nothing_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = lay(tmp_path / "things", "a/notes.txt")
    status, _, told = call(capsys, "verify", folder)
    assert status == 3
    assert "--kind audiobook, book, comic, movie, music, show" in told
    assert call(capsys, "verify", folder, "--kind", "movie")[0] == 0
    with pytest.raises(SystemExit, match="2"):
        main(["verify", folder, "--kind", "poem"])


def test_a_wrong_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, told = call(capsys, "verify", str(tmp_path / "nowhere"))
    assert status == 3
    assert "no folder" in told


def test_preview_says_what_jellyfin_will_see(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = lay(tmp_path / "in", "Kites.2014.1080p.mkv")
    _, out, _ = call(capsys, "preview", source, "--dest", str(tmp_path / "lib"))
    assert "seen as Film Kites (2014)" in out
    _, found = record(capsys, "preview", source, "--dest", str(tmp_path / "lib"))
    (move,) = found["moves"]
    assert move["sees"] == "Film Kites (2014)"
    assert move["seen"] == {"kind": "movie", "title": "Kites", "year": 2014}

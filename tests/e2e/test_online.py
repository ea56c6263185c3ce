"""The whole way online, on the command line: messy names → databases → names with ids → NFO → pictures → undo."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import pytest

from jforg_gui.cli import main
from jforg_gui.providers import hosts
from tests.conftest import MediaTree
from tests.fakes.asking import PLENTY, variables
from tests.fakes.catalogue import Catalogue, catalogue, episode_title, track_title
from tests.fakes.databases import KEY, TOKEN, install, told
from tests.fakes.pictures import png, png_bomb
from tests.fakes.web import Reply, Web, serving

WORKS: Final = catalogue()
SHOW: Final = next(one for one in WORKS.shows if one.id == 201)
ALBUM: Final = next(one for one in WORKS.albums if one.id == 304)


def messy() -> list[str]:
    album = f"music/{ALBUM.artist} - {ALBUM.title} ({ALBUM.year})"
    return [
        "downloads/Papierlaterne.2019.1080p.WEB.x264-GRP/papierlaterne.2019.1080p.mkv",
        "downloads/Papierlaterne.2019.1080p.WEB.x264-GRP/papierlaterne.2019.1080p.en.srt",
        "usb/Low Tide II (2014).mp4",
        *(f"tv/Harbor.Nine.2011.S02E{number:02d}.720p.HDTV.mkv" for number in range(1, 4)),
        "tv/Harbor.Nine.2011.S01E01.720p.HDTV.mkv",
        "tv/Night.Desk.2014.03.05.mkv",
        "anime/[Group] Sakura Engine - 27 [1080p].mkv",
        *(f"{album}/{number:02d} - {track_title(ALBUM, number)}.mp3" for number in range(1, 13)),
        "books/Mara Quill - Lantern Road.pdf",
        "later/Orchard (2001).mkv",
        "own/Grandmas birthday 2018.mkv",
    ]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """All databases on loopback, with nothing to wait for."""
    monkeypatch.setattr(hosts, "_HOSTS", tuple(replace(one, budget=PLENTY) for one in hosts._HOSTS))
    with serving() as one:
        install(one)
        for name, address in variables(one).items():
            monkeypatch.setenv(name, address)
        yield one


def _jforg(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    capsys.readouterr()
    status = main([*arguments, "--json"])
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()] if arguments[0] == "identify" else None
    return status, lines if lines is not None else json.loads(said.out), said.out + said.err


def _all(root: str) -> dict[str, bytes | None]:
    found: dict[str, bytes | None] = {}
    for folder, _, files in os.walk(root):
        found[folder] = None
        for name in files:
            with open(os.path.join(folder, name), "rb") as file:
                found[os.path.join(folder, name)] = file.read()
    return found


def _below(root: str) -> set[str]:
    return {os.path.relpath(path, root) for path, content in _all(root).items() if content is not None}


def test_from_messy_names_to_a_library_and_back(
    web: Web, media_tree: MediaTree, tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tree, library = media_tree(messy()), os.path.join(tmp_path, "library")
    before = _all(tree)
    main(["config", "set", "tmdb.api_key", KEY])

    assert not web.asked
    status, report, said = _jforg(capsys, "organize", tree, "--dest", library, "--online", "--yes")
    found = _below(library)

    assert status == 1  # the orchard is in doubt
    assert report["failed"] == []
    film = "Movies/Paper Lantern (2019) [tmdbid-101]"
    assert {f"{film}/Paper Lantern (2019) [tmdbid-101].mkv", f"{film}/movie.nfo", f"{film}/poster.png"} <= found
    assert f"{film}/backdrop.png" in found
    assert f"{film}/logo.png" in found
    assert any("Low Tide 2 (2014) [tmdbid-107]" in path for path in found)
    show = "Shows/Harbor Nine (2011) [tvdbid-770201]"
    episode = f"{show}/Season 02/Harbor Nine (2011) - S02E03 - {episode_title(SHOW, 2, 3)}"
    assert {f"{episode}.mkv", f"{episode}.nfo", f"{episode}-thumb.png"} <= found
    assert {f"{show}/tvshow.nfo", f"{show}/poster.png", f"{show}/season02-poster.png"} <= found
    assert any("Night Desk (2014)" in path and "S01E05" in path for path in found)
    assert any("Sakura Engine (2006)" in path and "S02E01" in path for path in found)
    album = f"Music/{ALBUM.artist}/{ALBUM.title} ({ALBUM.year})"
    assert {f"{album}/album.nfo", f"{album}/folder.png"} <= found
    book = "Books/Mara Quill/Lantern Road (1998)"
    assert {f"{book}/Lantern Road (1998).pdf", f"{book}/cover.png"} <= found
    assert any("Grandmas" in path for path in found)
    assert [os.path.basename(one["source"]) for one in report["skipped"]] == ["Orchard (2001).mkv"]
    with open(os.path.join(library, film, "movie.nfo"), encoding="utf-8") as file:
        nfo = file.read()
    assert all(part in nfo for part in ("tt9900101", "What happens in Paper Lantern", "Ida Blum", "PG-13"))

    status, _, more = _jforg(capsys, "undo", "last", "--yes")
    assert status == 0
    assert _all(tree) == before
    assert not os.path.exists(library)
    assert KEY not in said + more


def test_a_second_run_asks_nothing_and_a_season_is_asked_once(
    web: Web, media_tree: MediaTree, tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tree, library = media_tree(messy()), os.path.join(tmp_path, "library")
    main(["config", "set", "tmdb.api_key", TOKEN])
    first = _jforg(capsys, "preview", tree, "--dest", library, "--online")[1]
    lines = web.lines()
    seasons = [line for line in lines if "/season/" in line and "/201/" in line]

    assert len(lines) == len(set(lines))
    assert len(seasons) == 2
    again = _jforg(capsys, "preview", tree, "--dest", library, "--online")[1]
    assert again | {"means": first["means"]} == first  # what is free on a disk is anybody's
    assert _jforg(capsys, "preview", tree, "--dest", library, "--offline")[1]["counts"]["ready"] >= 20
    assert web.lines() == lines


def test_without_a_key_the_others_answer(
    web: Web, media_tree: MediaTree, tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tree, library = media_tree(messy()), os.path.join(tmp_path, "library")

    _, plan, _ = _jforg(capsys, "preview", tree, "--dest", library, "--online")
    places = " ".join(str(move["destination"]) for move in plan["moves"])

    assert "Paper Lantern (2019) [tmdbid-101]" in places
    assert f"S02E03 - {episode_title(SHOW, 2, 3)}" in places
    assert "tmdb" not in {one.site for one in web.asked}


def test_names_alone_are_looked_up(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines, _ = _jforg(capsys, "identify", "Papierlaterne.2019.mkv", "Harbor.Nine.2011.S01E02.mkv", "--online")

    assert [line.get("ids", {}).get("imdb") for line in lines] == ["tt9900101", "tt9900201"]
    assert lines[1]["title"] == episode_title(SHOW, 1, 2)
    assert web.asked


def test_the_key_lies_in_its_store_and_nowhere_else(
    web: Web,
    media_tree: MediaTree,
    tmp_path: os.PathLike[str],
    own_home: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tree, library = media_tree(messy()), os.path.join(tmp_path, "library")
    main(["config", "set", "tmdb.api_key", KEY])
    shown = _jforg(capsys, "config", "show")
    web.faults["tmdb"] = [Reply(500), Reply(302, headers={"Location": "http://127.0.0.1:1/"})]
    said = "".join(
        _jforg(capsys, *command)[2]
        for command in (
            ("organize", tree, "--dest", library, "--online", "--yes", "--verbose"),
            ("history",),
            ("undo", "last", "--yes", "--verbose"),
            ("config", "get", "tmdb.api_key"),
        )
    )

    assert shown[1]["tmdb.api_key"] == "********"
    assert KEY in told(web)
    assert KEY not in said + shown[2]
    holding = subprocess.run(["grep", "-rl", KEY, own_home, library, tree], capture_output=True, text=True, check=False)  # noqa: S607 — grep is grep
    assert [os.path.basename(path) for path in holding.stdout.split()] == ["keys.json"]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(401, b"{}"), "provider-key"),
        (Reply(403), "provider-forbidden"),
        (Reply(200, b"<html>"), "provider-answer"),
        (Reply(200, b'{"results": 3}'), None),
        (Reply(200, b'{"results": [{"id": [], "title": {}}]}'), None),
    ],
)
def test_a_database_in_trouble_is_a_note_on_its_rows_and_the_files_move(
    web: Web,
    media_tree: MediaTree,
    tmp_path: os.PathLike[str],
    capsys: pytest.CaptureFixture[str],
    reply: Reply,
    code: str | None,
) -> None:
    tree, library = media_tree(["Unheard Of Show/Unheard.Of.Show.S01E01.mkv"]), os.path.join(tmp_path, "library")
    main(["config", "set", "tmdb.api_key", KEY])
    web.always["tmdb"] = web.always["tvmaze"] = reply

    _, plan, _ = _jforg(capsys, "preview", tree, "--dest", library, "--online")
    (move,) = plan["moves"]

    assert move["status"] == "ready"
    assert (code or "not-known-online") in move["codes"]


def test_pictures_that_cannot_be_had_are_listed_and_fail_nothing_else(
    web: Web, media_tree: MediaTree, tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tree, library = media_tree(["Low.Tide.2011.mkv"]), os.path.join(tmp_path, "library")
    main(["config", "set", "tmdb.api_key", KEY])
    web.always["tmdb_images"] = Reply(200, png_bomb(60_000, 60_000), {"Content-Type": "image/png"})

    status, report, _ = _jforg(capsys, "organize", tree, "--dest", library, "--online", "--yes")

    assert status == 1
    assert report["done"] == 1
    assert {one["code"] for one in report["failed"]} == {"picture-too-big"}
    assert {os.path.splitext(path)[1] for path in _below(library)} == {".mkv", ".nfo"}


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(200, b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "picture-unreadable"),
        (Reply(200, png(1, 1)), "picture-unreadable"),
        (Reply(302, headers={"Location": "http://169.254.169.254/latest"}), "provider-elsewhere"),
        (Reply(403), "provider-forbidden"),
        (Reply(404), None),
    ],
)
def test_what_is_no_picture_is_not_kept(
    web: Web,
    media_tree: MediaTree,
    tmp_path: os.PathLike[str],
    capsys: pytest.CaptureFixture[str],
    reply: Reply,
    code: str | None,
) -> None:
    tree, library = media_tree(["Low.Tide.2011.mkv"]), os.path.join(tmp_path, "library")
    main(["config", "set", "tmdb.api_key", KEY])
    web.always["tmdb_images"] = reply

    status, report, _ = _jforg(capsys, "organize", tree, "--dest", library, "--online", "--yes", "--no-nfo")

    assert status == (1 if code else 0)
    assert {one["code"] for one in report["failed"]} == ({code} if code else set())
    assert len(_below(library)) == 1


def test_a_picture_one_has_is_kept_and_one_that_was_changed_stays(
    web: Web, media_tree: MediaTree, tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tree, library = (
        media_tree({"Low Tide (2011)/Low.Tide.2011.mkv": b"film", "Low Tide (2011)/folder.jpg": b"mine"}),
        (os.path.join(tmp_path, "library")),
    )
    main(["config", "set", "tmdb.api_key", KEY])
    main(["config", "set", "artwork.backdrop", "small"])
    _jforg(capsys, "organize", tree, "--dest", library, "--online", "--yes")
    home = os.path.join(library, "Movies", "Low Tide (2011) [tmdbid-105]")
    assert not os.path.exists(f"{home}/poster.png")
    assert [line for line in web.lines("tmdb_images") if "/b105" in line] == ["/tmdb_images/w300/b105.jpg?"]
    with open(f"{home}/backdrop.png", "ab") as file:
        file.write(b"changed")

    status, report, _ = _jforg(capsys, "undo", "last", "--yes")

    assert status == 1
    assert [os.path.basename(one["source"] or one["destination"]) for one in report["skipped"]] == ["backdrop.png"]
    assert os.listdir(home) == ["backdrop.png"]
    assert _below(tree) == {"Low Tide (2011)/Low.Tide.2011.mkv", "Low Tide (2011)/folder.jpg"}


def test_the_catalogue_is_invented() -> None:
    assert isinstance(WORKS, Catalogue)
    assert len(WORKS.films) == 50


def test_what_was_written_offline_is_filled_online_and_the_persons_words_stay(
    web: Web, media_tree: MediaTree, tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tree, library = media_tree(messy()), os.path.join(tmp_path, "library")
    _jforg(capsys, "organize", tree, "--dest", library, "--offline", "--yes")
    film = os.path.join(library, "Movies/Papierlaterne (2019)/movie.nfo")
    with open(film, "r+", encoding="utf-8") as file:
        own = file.read().replace("</movie>", "  <plot>Mine</plot>\n  <!-- mine -->\n</movie>")
        file.seek(0)
        file.write(own)
    before = _all(library)
    assert "uniqueid" not in own
    main(["config", "set", "tmdb.api_key", KEY])
    _, report, _ = _jforg(capsys, "organize", library, "--dest", library, "--online", "--yes")
    assert report["failed"] == []
    found = {path: content for path, content in _all(library).items() if content and ".jforg-trash" not in path}
    (nfo,) = [content for path, content in found.items() if "tmdbid-101" in path and path.endswith("movie.nfo")]
    assert nfo.startswith(own.removesuffix("\n</movie>\n").encode())
    assert b'<uniqueid type="tmdb"' in nfo
    assert b"What happens in" not in nfo
    show = next(content for path, content in found.items() if "Harbor Nine" in path and path.endswith("tvshow.nfo"))
    assert b"What happens in Harbor Nine" in show
    episode = next(content for path, content in found.items() if "S02E03" in path and path.endswith(".nfo"))
    assert b"<aired>2012-03-03</aired>" in episode
    day = next(content for path, content in found.items() if "S01E05" in path and path.endswith(".nfo"))
    assert b"2014</season>" not in day, "the number in the NFO goes before that in the name"
    assert b"<season>1</season>" in day
    assert b"<episode>5</episode>" in day
    again = _jforg(capsys, "organize", library, "--dest", library, "--online", "--yes")[1]
    assert (again["done"], again["created"], again["failed"]) == (0, 0, [])
    assert _jforg(capsys, "undo", str(report["run"]), "--yes")[0] == 0
    assert _all(library) == before
    assert web.asked

"""What lies beside the media, on the command line: NFO, subtitles, sound and pictures arrive as meant, and return."""

from __future__ import annotations

import json
import os
from typing import Any, Final

import pytest

from jforg_gui.cli import main
from tests.conftest import MediaTree
from tests.fakes.worlds import tree_of

Capture = pytest.CaptureFixture[str]
OWN: Final = b"""<?xml version="1.0"?>
<!-- by hand -->
<movie>
  <title>My &amp; Pier</title>
  <plot><![CDATA[Mine ]]]]><![CDATA[> \xf0\x9f\x98\x80 \xe6\xb5\xb7]]></plot>
  <mine><kept order="1"/></mine>
</movie>
"""
SCENE: Final = b"\xb0\xb1\xb2 GRP PRESENTS \xb2\xb1\xb0\r\n"
PICTURE: Final = b"\xff\xd8\xff\xe0 a picture"


def jforg(capsys: Capture, *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def organize(capsys: Capture, tree: str, library: str, *more: str) -> tuple[int, Any]:
    return jforg(capsys, "organize", tree, "--dest", library, "--offline", "--yes", *more)


def below(root: str) -> dict[str, bytes]:
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, root)] = file.read()
    return found


def take_back(capsys: Capture, tree: str, before: object, library: str) -> None:
    status, report = jforg(capsys, "undo", "last", "--yes")
    assert (status, report["failed"], report["skipped"]) == (0, [], [])
    assert tree_of(tree) == before
    assert not os.path.exists(library)


@pytest.fixture
def library(tmp_path: os.PathLike[str]) -> str:
    return os.path.join(tmp_path, "library")


FILM: Final = "Movies/My & Pier (2010)"


@pytest.mark.parametrize("mode", ["move", "copy", "hardlink"])
def test_an_nfo_of_the_persons_own_is_filled_and_comes_back(
    media_tree: MediaTree, library: str, capsys: Capture, mode: str
) -> None:
    tree = media_tree({"Pier (2010)/Pier (2010).mkv": b"film", "Pier (2010)/Pier (2010).nfo": OWN})
    before = tree_of(tree)
    status, report = organize(capsys, tree, library, "--mode", mode)
    assert (status, report["done"], report["created"]) == (0, 2, 1)
    found = below(library)
    assert found[f"{FILM}/My & Pier (2010).nfo"] == OWN.replace(b"</movie>", b"  <year>2010</year>\n</movie>")
    aside = [path for path in found if ".jforg-trash" in path]
    assert [found[path] for path in aside] == [OWN]
    assert f"{FILM}/movie.nfo" not in found, "it would be read before theirs"
    take_back(capsys, tree, before, library)
    assert jforg(capsys, "redo", "last", "--yes")[0] == 0
    assert below(library)[f"{FILM}/My & Pier (2010).nfo"].count(b"<year>") == 1
    take_back(capsys, tree, before, library)


def test_with_keep_it_is_moved_as_it_is(media_tree: MediaTree, library: str, capsys: Capture) -> None:
    main(["config", "set", "organize.existing_nfo", "keep"])
    tree = media_tree({"Pier (2010)/Pier (2010).mkv": b"film", "Pier (2010)/Pier (2010).nfo": OWN})
    status, report = organize(capsys, tree, library)
    assert (status, report["done"], report["created"]) == (0, 2, 0)
    assert below(library) == {f"{FILM}/My & Pier (2010).mkv": b"film", f"{FILM}/My & Pier (2010).nfo": OWN}


def test_links_leave_it_as_it_is(media_tree: MediaTree, library: str, capsys: Capture) -> None:
    tree = media_tree({"Pier (2010)/Pier (2010).mkv": b"film", "Pier (2010)/Pier (2010).nfo": OWN})
    status, report = organize(capsys, tree, library, "--mode", "symlink")
    assert (status, report["done"], report["created"]) == (0, 2, 0)
    assert below(library)[f"{FILM}/My & Pier (2010).nfo"] == OWN


def test_addresses_scene_texts_and_mistakes(media_tree: MediaTree, library: str, capsys: Capture) -> None:
    """A page's address becomes an id, mistakes are mended, a group's text stays where it was."""
    tree = media_tree(
        {
            "Quay.2001.1080p-GRP/quay.2001.mkv": b"1",
            "Quay.2001.1080p-GRP/grp.nfo": SCENE + b"https://www.imdb.com/title/tt9900001/\r\n",
            "Reef.2002.1080p-GRP/reef.2002.mkv": b"2",
            "Reef.2002.1080p-GRP/reef.2002.nfo": SCENE,
            "Sand (2003)/Sand (2003).mkv": b"3",
            "Sand (2003)/Sand (2003).nfo": b"<movie><title>Sand & Salt</title></movie>",
            "Shoal/Season 1/Shoal S01E01.mkv": b"4",
            "Shoal/Season 1/Shoal S01E01.nfo": b"<episodedetails><title>Caf&eacute;</title><plot>P</plot>",
            "Shoal/tvshow.nfo": b"https://www.thetvdb.com/?tab=series&id=770299",
        }
    )
    before = tree_of(tree)
    status, _ = organize(capsys, tree, library)
    found = below(library)
    shown = {path: content for path, content in found.items() if ".jforg-trash" not in path}
    quay = next(path for path in shown if path.endswith(".nfo") and "Quay" in path)
    assert b'<uniqueid type="imdb">tt9900001</uniqueid>' in shown[quay]
    assert b"<title>Quay</title>" in shown[quay]
    reef = next(content for path, content in shown.items() if path.endswith(".nfo") and "Reef" in path)
    assert b"<title>Reef</title>" in reef
    assert os.path.exists(os.path.join(tree, "Reef.2002.1080p-GRP/reef.2002.nfo"))
    sand = next(content for path, content in shown.items() if path.endswith(".nfo") and "Sand" in path)
    assert b"<title>Sand &amp; Salt</title>" in sand
    assert b"<year>2003</year>" in sand
    show = next(content for path, content in shown.items() if path.endswith("tvshow.nfo"))
    assert b'<uniqueid type="tvdb">770299</uniqueid>' in show
    assert b"<title>Shoal</title>" in show
    assert status == 0
    take_back(capsys, tree, before, library)


def test_a_text_that_stands_where_ours_would_be_read_is_put_aside(
    media_tree: MediaTree, tmp_path: os.PathLike[str], capsys: Capture
) -> None:
    library = str(tmp_path)
    home = os.path.join(library, "Movies/Pier (2010)")
    os.makedirs(home)
    for name, content in {"Pier (2010).mkv": b"film", "Pier (2010).nfo": SCENE, "other.nfo": SCENE}.items():
        with open(os.path.join(home, name), "xb") as file:
            file.write(content)
    before = below(library)
    status, report = organize(capsys, library, library)
    assert (status, report["done"], report["created"]) == (0, 0, 1)
    found = below(library)
    assert b"<title>Pier</title>" in found["Movies/Pier (2010)/Pier (2010).nfo"]
    assert found["Movies/Pier (2010)/other.nfo"] == SCENE, "nobody reads it"
    assert [content for path, content in found.items() if ".jforg-trash" in path] == [SCENE]
    assert organize(capsys, library, library)[1]["created"] == 0
    assert jforg(capsys, "undo", "last", "--yes")[0] == 0
    assert below(library) == before
    assert media_tree is not None


STEM: Final = "Movies/Ember Quay (2001)/Ember Quay (2001)"
STREAMS: Final = {
    "Ember.Quay.2001.1080p-GRP.en.srt": f"{STEM}.en.srt",
    "Ember.Quay.2001.1080p-GRP.en.forced.srt": f"{STEM}.en.forced.srt",
    "Ember.Quay.2001.1080p-GRP.en.sdh.srt": f"{STEM}.en.sdh.srt",
    "Ember.Quay.2001.1080p-GRP.German.srt": f"{STEM}.de.srt",
    "Ember.Quay.2001.1080p-GRP.pt-BR.default.ass": f"{STEM}.pt-BR.default.ass",
    "Ember.Quay.2001.1080p-GRP.Commentary.en.mka": f"{STEM}.Commentary.en.mka",
    "Ember.Quay.2001.1080p-GRP.idx": f"{STEM}.idx",
    "Ember.Quay.2001.1080p-GRP.sub": f"{STEM}.sub",
    "Subs/2_English.srt": f"{STEM}.Track 2.en.srt",
    "Subs/3_Japanese.srt": f"{STEM}.ja.srt",
    "Subs/4_French.idx": f"{STEM}.fr.idx",
    "Subs/4_French.sub": f"{STEM}.fr.sub",
}


def test_subtitles_and_sound_lie_beside_their_film_and_come_back(
    media_tree: MediaTree, library: str, capsys: Capture
) -> None:
    folder = "in/Ember.Quay.2001.1080p-GRP"
    tree = media_tree([f"{folder}/Ember.Quay.2001.1080p-GRP.mkv", *(f"{folder}/{name}" for name in STREAMS)])
    before = tree_of(tree)
    status, report = organize(capsys, tree, library, "--no-nfo")
    assert (status, report["skipped"], report["failed"]) == (0, [], [])
    named = {path: os.path.relpath(os.fsdecode(content), folder) for path, content in below(library).items()}
    assert named == {f"{STEM}.mkv": "Ember.Quay.2001.1080p-GRP.mkv", **{new: old for old, new in STREAMS.items()}}
    take_back(capsys, tree, before, library)


def test_pictures_get_the_names_that_jellyfin_reads(media_tree: MediaTree, library: str, capsys: Capture) -> None:
    """Empty ones, and those it never looks at, stay behind."""
    tree = media_tree(
        {
            "Ember Quay (2001)/Ember Quay (2001).mkv": b"film",
            "Ember Quay (2001)/cover.jpg": PICTURE + b"1",
            "Ember Quay (2001)/fanart.jpg": PICTURE + b"2",
            "Ember Quay (2001)/logo.png": b"",
            "Reef (2002)/Reef (2002).mkv": b"reef",
            "Reef (2002)/poster.png": PICTURE + b"3",
            "Reef (2002)/folder.jpg": b"",
            "Wharf/Low (1999)/01 - Buoy.mp3": b"song",
            "Wharf/Low (1999)/Folder.jpg": PICTURE + b"4",
            "Wharf/Low (1999)/AlbumArt.jpg": PICTURE + b"5",
            "Wharf/Low (1999)/AlbumArtSmall.jpg": PICTURE + b"6",
            "Harbor Nine/poster.jpg": PICTURE + b"7",
            "Harbor Nine/season01-poster.jpg": PICTURE + b"8",
            "Harbor Nine/Season 1/Harbor Nine S01E02.mkv": b"episode",
            "Harbor Nine/Season 1/Harbor Nine S01E02.jpg": PICTURE + b"9",
        }
    )
    before = tree_of(tree)
    status, report = organize(capsys, tree, library, "--no-nfo")
    assert (status, report["failed"], report["skipped"]) == (0, [], [])
    pictures = {path: content[-1:] for path, content in below(library).items() if content.startswith(PICTURE)}
    quay, low, show = "Movies/Ember Quay (2001)", "Music/Wharf/Low (1999)", "Shows/Harbor Nine"
    assert pictures == {
        f"{quay}/poster.jpg": b"1",
        f"{quay}/fanart.jpg": b"2",
        "Movies/Reef (2002)/poster.png": b"3",
        f"{low}/folder.jpg": b"4",
        f"{show}/poster.jpg": b"7",
        f"{show}/season01-poster.jpg": b"8",
        f"{show}/Season 01/Harbor Nine - S01E02-thumb.jpg": b"9",
    }
    left = {path for path, facts in tree_of(tree).items() if facts[0] == "file"}
    assert left == {
        "Ember Quay (2001)/logo.png",
        "Reef (2002)/folder.jpg",
        "Wharf/Low (1999)/AlbumArt.jpg",
        "Wharf/Low (1999)/AlbumArtSmall.jpg",
    }
    take_back(capsys, tree, before, library)

"""What has been organised once is right: the second time nothing moves and nothing is written, of any kind of media."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from typing import Any, Final

import pytest

from jforg_gui.cli import main
from jforg_gui.domain.naming import Style
from jforg_gui.storage.sample import write_sample
from tests.fakes.messy import write_messy
from tests.fakes.worlds import tree_of

_WORDS: Final = "Amber Brass Cobalt Dune Ember Fallow Granite Hazel Ivory Juniper Kelp Lumen".split()  # noqa: SIM905 — short
_FILMS: Final = (
    "{dots}.{year}.1080p.BluRay.x264-GRP/{dots}.{year}.1080p.BluRay.x264-GRP.mkv",
    "{low}_{year}_480p_nf_webrip_dts-hd_ma_5_1_hevc-cmrg.mp4",
    "{slug}-{year}-720p.mkv",
    "{title} {year}.avi",
    "{title}.avi",
    "[GRP] {title} [{year}].mkv",
    "{title} ({year}) [tmdbid-{number}]/{title} ({year}).mkv",
    "{dots}.{year}.EXTENDED.CD1.avi",
    "{dots}.{year}.EXTENDED.CD2.avi",
    "{title} ({year}) - Director's Cut.mkv",
    "{dots}.{year}.3D.HSBS.1080p.mkv",
    "{title} ({year})/VIDEO_TS/VIDEO_TS.IFO",
    "{title} ({year})/VIDEO_TS/VTS_01_1.VOB",
    "{title} Part 2 ({year}).mkv",
    "{title}_ The Return ({year})/movie.mkv",
)
_EPISODES: Final = (
    "{dots}.S01E0{digit}.The.Tide.720p.HDTV.x264-GRP.mkv",
    "{dots}.S01E0{digit}E1{digit}.720p.mkv",
    "{dots}.S02E10.CD1.avi",
    "{dots}.S02E10.CD2.avi",
    "{title}/Season 1/0{digit} - Pilot.mkv",
    "{title}/Specials/{title} - SP0{digit} - Making Of.mkv",
    "{dots}.Christmas.Special.{year}.mkv",
    "{dots}.{year}.03.1{digit}.Guest.Name.720p.mkv",
    "[Group] {title} - 0{digit} [1080p][ABCD1234].mkv",
    "[Group] {title} II - 0{digit} [1080p].mkv",
    "[Group] {title} - OVA {digit} [DVD].mkv",
    "[Group] {title} - 12.5 [1080p].mkv",
    "[Group] {title} - 107{digit} [1080p].mkv",
    "{title} ({year})/Season 01/{title} ({year}) - S01E0{digit}.mkv",
    "{digit}{digit}.S01E01.mkv",
    "{title}/Specials/Making Of {year}.mkv",
    "{title}/Specials/{title} - The Lost Reel.mkv",
    "{title}/Extras/Gag Reel {digit}.mkv",
)
_SOUND: Final = (
    "{title} - Blue Hour ({year})/0{digit} - Dawn.flac",
    "{title} - Blue Hour ({year})/CD2/0{digit} - Dusk.flac",
    "{title}/{year} - Vol. 3/0{digit} - Dawn.mp3",
    "VA - Mix {digit} ({year})/0{digit} - {title} - Song.mp3",
    "{title} - Alone (feat. Ana).mp3",
    "{title}/Low/A{digit} - Dawn.flac",
    "{title}/Stone Path (Unabridged)/Stone Path - Part 0{digit}.mp3",
    "{title} - Lantern Road ({year}) [Nell Reed].m4b",
)
_PAGES: Final = (
    "{title} - Lantern Road ({year}).epub",
    "{title} - [Road 02] - Lantern Path.mobi",
    "Magazine {title} - {year}-03.pdf",
    "{title} #00{digit} ({year}).cbz",
    "{title} v0{digit} ({year}) (Digital).cbz",
    "{title} Vol.05 Ch.04{digit}.5 [Group].cbz",
)

# Titles with years, numbers, dots, brackets and words that mean something else elsewhere.
_NUMBERED: Final = (
    "Iron.Runner.2049.2017.1080p.mkv",
    "2012.2009.1080p.mkv",
    "1917.2019.mkv",
    "2046.2004.mkv",
    "2046 (2004)/2046.mkv",
    "1984 (1956).mkv",
    "2012.mkv",
    "Class.of.1999.1990.mkv",
    "Iron Race 2000 (1975).mkv",
    "(500) Lamps (2009).mkv",
    "[REC] (2007).mkv",
    "4x4 (2019).mkv",
    "3.15 to Pier (2007).mkv",
    "E.T. (1982).mkv",
    "S.W.A.T. (2003).mkv",
    "Sample People (2000).mkv",
    "Season of the Lamp (2011).mkv",
    "Chapter 27 (2007).mkv",
    "Kill Lantern Vol. 1 (2003).mkv",
    "Golden.Pier.2010.3D.HSBS.1080p.mkv",
    "Golden.Lamp.2011.Directors.Cut.mkv",
    "Golden.Lamp.2011.2160p.mkv",
    "Saga.2001.CD1.avi",
    "Saga.2001.CD2.avi",
    "tick, tick... DOOM! (2021).mkv",
    "imdb-tt1234567.mkv",
    *(f"copy {number}/Salt Pier (2003).mkv" for number in range(12)),  # versions up to ` - 12`
    *(f"copy {number}/Amber Quay.mkv" for number in range(3)),
    "24.S01E01.mkv",
    "1923 (2022) S01E01.mkv",
    "Space 1999 (1975) S01E02.mkv",
    "The.200.S03E04.mkv",
    "Show.2099.S01E01.mkv",
    "60 Lamps 2019-03-14.mkv",
    "What If...? (2021) S01E01.mkv",
    "Harbor Nine S02E11 - 1984.mkv",
    "Harbor Nine S02E13 - 3x05.mkv",
    "Harbor Nine S02E17 - The End of S03E01.mkv",
    "Harbor Nine S02E20 - E21.mkv",
    "Harbor Nine S03E01.CD1.avi",
    "Harbor Nine S03E01.CD2.avi",
    "[Grp] Kaze no Uta - 12.5 [1080p].mkv",
    "[Grp] Kaze no Uta - OVA 1 [DVD].mkv",
    "[Grp] Kaze no Uta - NCOP1 [BD].mkv",
    "[Grp] 86 - 05 [1080p].mkv",
    "Harbor Ten/Season 1/02 - 2x4.mkv",
    "Harbor Ten/Season 1/03 - 100 Days.mkv",
    "風の歌/第07話.mkv",
)


def names(seed: int, rounds: int) -> Iterator[str]:
    """Names of every kind, by all patterns, each with a title of its own."""
    chance = random.Random(seed)  # noqa: S311 — a test tree, no secret
    last = ""
    for turn in range(rounds):
        for place, pattern in enumerate((*_FILMS, *_EPISODES, *_SOUND, *_PAGES)):
            title = f"{_WORDS[place % len(_WORDS)]} {chance.choice(_WORDS)} {chr(65 + turn)}{'aeiou'[place % 5]}lo"
            # Both parts of a film or an episode are of one work.
            if "CD2" in pattern or "VTS" in pattern:
                title = last
            last = title
            yield pattern.format(
                title=title,
                dots=title.replace(" ", "."),
                low=title.lower().replace(" ", "_"),
                slug=title.lower().replace(" ", "-"),
                year=1960 + (place * 7 + turn) % 60,
                number=4000 + place * 10 + turn,
                digit=chance.randint(1, 9),
            )


def write(root: str, seed: int, rounds: int) -> None:
    for number, name in enumerate(names(seed, rounds)):
        path = os.path.join(root, f"box {number % 7}" if "/" not in name else "", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not os.path.exists(path):
            with open(path, "xb") as file:
                file.write(b"%d " % number + name.encode() * 40)


def jforg(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main([*arguments, "--offline", "--json", "--workers", "1"])
    return status, json.loads(capsys.readouterr().out)


def again(capsys: pytest.CaptureFixture[str], library: str) -> None:
    """Nothing to do, in words, figures and files."""
    before = tree_of(library)
    _, plan = jforg(capsys, "preview", library, "--dest", library)
    moving = [
        (one["source"], one["destination"], one["status"])
        for row in plan["moves"]
        for one in (row, *row["companions"])
        if one["status"] not in {"unchanged", "ignored"}
    ]
    assert moving == []
    assert plan["creates"] == []
    status, report = jforg(capsys, "organize", library, "--dest", library, "--yes")
    assert (status, report["done"], report["created"], report["failed"]) == (0, 0, 0, [])
    assert tree_of(library) == before


@pytest.mark.parametrize("style", [Style.JELLYFIN, Style.KODI])
def test_of_every_kind(tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str], style: Style) -> None:
    tree, library = os.path.join(tmp_path, "tree"), os.path.join(tmp_path, "library")
    main(["config", "set", "naming.style", style.value])
    write(tree, len(style.value), rounds=1)
    _, report = jforg(capsys, "organize", tree, "--dest", library, "--yes")
    assert report["failed"] == []
    assert report["done"] > len(list(names(1, 1))) * 9 // 10
    again(capsys, library)


def test_of_titles_that_may_mean_something_else(tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str]) -> None:
    tree, library = os.path.join(tmp_path, "tree"), os.path.join(tmp_path, "library")
    for name in _NUMBERED:
        path = os.path.join(tree, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x", encoding="utf-8") as file:
            file.write(name)
    report = jforg(capsys, "organize", tree, "--dest", library, "--conflict", "keep-both", "--yes")[1]
    assert report["done"] > len(_NUMBERED) * 9 // 10
    again(capsys, library)


def test_of_messy_folders(tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str]) -> None:
    tree, library = os.path.join(tmp_path, "tree"), os.path.join(tmp_path, "library")
    write_messy(os.path.join(tree, "messy"), 150, 7)
    write_sample(os.path.join(tree, "sample"))
    assert jforg(capsys, "organize", tree, "--dest", library, "--yes")[1]["done"] > 150
    again(capsys, library)


@pytest.mark.parametrize(
    "template",
    [
        "episode={number} {title}",
        "film={title} [{year}]",
        "album={year} - {album}",
    ],
)
def test_a_changed_template_renames_a_library_once(
    tmp_path: os.PathLike[str], capsys: pytest.CaptureFixture[str], template: str
) -> None:
    library = os.path.join(tmp_path, "library")
    write_sample(os.path.join(tmp_path, "tree"))
    jforg(capsys, "organize", os.path.join(tmp_path, "tree"), "--dest", library, "--yes")
    subject, _, text = template.partition("=")
    main(["config", "set", "naming.style", "own"])
    main(["config", "set", f"naming.{subject}", text])
    status, report = jforg(capsys, "organize", library, "--dest", library, "--yes")
    assert status == 0
    assert report["done"] > 0
    again(capsys, library)

"""What becomes of an NFO that is there already, sound or not."""

from __future__ import annotations

import defusedxml.ElementTree as Safe
import pytest

from jforg_gui.domain.metadata import Metadata
from jforg_gui.jellyfin import nfo
from jforg_gui.workflow.filling import MOST, to_write
from tests.fakes.nfo_check import check

OURS = nfo.movie(Metadata(title="Pier", year=2010, ids=(("tmdb", "101"),)))


def test_what_is_complete_stays() -> None:
    assert to_write(OURS, OURS) is None


@pytest.mark.parametrize(
    ("existing", "title", "year"),
    [
        (b"<movie><title>A & B</title></movie>", "A & B", "2010"),
        ("<movie><title>Fön</title><plot>½</plot></movie>".encode("cp1252"), "Fön", "2010"),
        ("﻿<movie><title>Fön</title></movie>".encode("utf-16-le"), "Fön", "2010"),
        (b"<movie><title>Caf&eacute;&#11;\x0b</title><year>1999</year></movie>", "Café", "1999"),
        (b"\n\n<?xml version='1.0'?><movie><title>T</title></movie>", "T", "2010"),
        (b"<!DOCTYPE movie><movie><title>T</title></movie>", "T", "2010"),
    ],
)
def test_mistakes_are_mended_and_the_rest_kept(existing: bytes, title: str, year: str) -> None:
    root = Safe.fromstring(to_write(existing, OURS) or b"")
    assert (root.findtext("title"), root.findtext("year")) == (title, year)


@pytest.mark.parametrize(
    "existing", [b"", b"\xdb\xdb ENCODED BY GRP \xdb\xdb\r\n", b"<movie><title>T</movie>", b"<art> <3 <3 </art>"]
)
def test_what_says_nothing_gives_way(existing: bytes) -> None:
    assert to_write(existing, OURS) == OURS


def test_the_id_that_a_text_names_is_kept() -> None:
    text = b"\xb0\xb1 GRP PRESENTS \xb1\xb0\r\nhttps://www.imdb.com/title/tt9900001/\r\n"
    (root,) = check(to_write(text, OURS) or b"")
    assert {one.get("type"): one.text for one in root.findall("uniqueid")} == {"imdb": "tt9900001", "tmdb": "101"}
    other = to_write(b"https://www.themoviedb.org/movie/7", OURS) or b""
    assert [one.text for one in Safe.fromstring(other).findall("uniqueid")] == ["7"], "theirs, not ours"


def test_the_address_beside_an_episode_is_not_its_own() -> None:
    ours = nfo.episodes((Metadata(title="Tide", season=1, number=2),), "Harbor")
    assert to_write(b"https://www.imdb.com/title/tt9900001/", ours) == ours
    show = nfo.tvshow(Metadata(title="Harbor"))
    assert to_write(b"https://www.themoviedb.org/movie/7", show) == show, "a film's is no show's"


def test_one_that_is_far_too_large_stays() -> None:
    assert to_write(b"<movie><plot>" + b"x" * (MOST - 30) + b"</plot></movie>", OURS) is None

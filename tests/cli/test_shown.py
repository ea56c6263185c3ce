from __future__ import annotations

import pytest

from jforg_gui.cli.shown import shown
from jforg_gui.domain.words import counted, size_in_words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Plain Name (2001).mkv", "Plain Name (2001).mkv"),
        ("Möwe über Hörn 🚂.mkv", "Möwe über Hörn 🚂.mkv"),
        ("Mo\u0308we.mkv", "Mo\u0308we.mkv"),
        ("family \U0001f469\u200d\U0001f467.mkv", "family \U0001f469\u200d\U0001f467.mkv"),
        ("[bold red]not markup[/]", "[bold red]not markup[/]"),
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("two\nlines\ttab\r", r"two\nlines\ttab\r"),
        ("reel\u202egnp.exe", r"reel\u202egnp.exe"),
        ("\udcff\udc80.mkv", r"\xff\x80.mkv"),
        ("\ud800", r"\ud800"),
        ("a\u2028b\x9b", r"a\u2028b\x9b"),
    ],
)
def test_a_name_is_one_harmless_line(name: str, expected: str) -> None:
    assert shown(name) == expected
    assert shown(name).encode("utf-8")


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (708_585, "708.6 kB"),
        (999_960, "1.0 MB"),
        (4_130_000_000, "4.1 GB"),
        (5_000_000_000_000_000, "5,000.0 TB"),
    ],
)
def test_sizes(size: int, expected: str) -> None:
    assert size_in_words(size) == expected


@pytest.mark.parametrize(
    ("count", "words", "expected"),
    [
        (0, ("file",), "0 files"),
        (1, ("file",), "1 file"),
        (1204, ("file",), "1,204 files"),
        (2, ("library", "libraries"), "2 libraries"),
    ],
)
def test_counts(count: int, words: tuple[str, ...], expected: str) -> None:
    assert counted(count, *words) == expected

from __future__ import annotations

import pytest

from jforg_gui.domain.media import ExtraType
from jforg_gui.identify.suffixes import bare_episode, extra_suffix, looks_obfuscated


@pytest.mark.parametrize(
    ("stem", "episodes", "title", "worded"),
    [
        ("05", (5,), None, False),
        ("05 - Storm", (5,), "Storm", False),
        ("05.Storm.720p.WEB", (5,), "Storm", False),
        ("E02", (2,), None, True),
        ("Episode 03 - Storm", (3,), "Storm", True),
        ("Folge 3", (3,), None, True),
        ("01-02 Storm", (1, 2), "Storm", False),
        ("第07話", (7,), None, True),
        ("03v2", (3,), None, False),
    ],
)
def test_bare_episodes(stem: str, episodes: tuple[int, ...], title: str | None, worded: bool) -> None:  # noqa: FBT001 — a column of the table
    bare = bare_episode(stem)
    assert bare is not None
    assert (bare.episodes, bare.title, bare.worded) == (episodes, title, worded)


@pytest.mark.parametrize("stem", ["Storm", "Harbor Ten S01E02", "1x02 - Storm", "Episode", "S01E02", "Part of it", ""])
def test_not_bare(stem: str) -> None:
    assert bare_episode(stem) is None


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Velvet Orchard (2011)-trailer", ("Velvet Orchard (2011)", ExtraType.TRAILER)),
        ("Velvet Orchard-trailer2", ("Velvet Orchard", ExtraType.TRAILER)),
        ("Velvet Orchard.deleted", ("Velvet Orchard", ExtraType.DELETED_SCENE)),
        ("Velvet Orchard-behindthescenes", ("Velvet Orchard", ExtraType.BEHIND_THE_SCENES)),
        ("trailer", ("", ExtraType.TRAILER)),
        ("Velvet Trailer", None),
        ("The Short", None),
        ("-trailer", None),
    ],
)
def test_extra_suffix(stem: str, expected: tuple[str, ExtraType] | None) -> None:
    assert extra_suffix(stem) == expected


@pytest.mark.parametrize(
    "stem", ["pl-2160-grp", "d41d8cd98f00b204e9800998ecf8427e", "grp-mt", "aBcDeFgHiJkLmNoPqRsTuVwXyZ"]
)
def test_obfuscated(stem: str) -> None:
    assert looks_obfuscated(stem)


@pytest.mark.parametrize("stem", ["Velvet Orchard", "velvet.orchard.2011", "Velvet.Orchard", "velvet.orchard.720p"])
def test_not_obfuscated(stem: str) -> None:
    assert not looks_obfuscated(stem)

from __future__ import annotations

import pytest

from jforg_gui.ui.details.difference import Part, difference


def _marked(parts: tuple[Part, ...]) -> str:
    return "".join(f"<{part.text}>" if part.changed else part.text for part in parts)


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        (
            "/in/Finished/The.Low.Tide.2011.mkv",
            "/srv/Movies/Low Tide (2011)/Low Tide (2011).mkv",
            "Finished/<The.Low.Tide.2011>.mkv",
            "/srv/Movies/<Low Tide (2011)>/<Low Tide (2011)>.mkv",
        ),
        ("/in/Finished/a/b.mkv", "/srv/Movies/a/b.mkv", "Finished/a/b.mkv", "/srv/Movies/a/b.mkv"),
        ("/in/Finished/x.MKV", "/srv/Movies/x.mkv", "Finished/x<.MKV>", "/srv/Movies/x<.mkv>"),
        ("/in/Finished/README", "/srv/Movies/README", "Finished/README", "/srv/Movies/README"),
        ("/elsewhere/b.mkv", "/other/b.mkv", "<elsewhere>/b.mkv", "<other>/b.mkv"),
    ],
)
def test_only_what_the_other_lacks_is_marked(before: str, after: str, old: str, new: str) -> None:
    first, second = difference(before, after, input_folder="/in/Finished", library="/srv/Movies")
    assert _marked(first) == old
    assert _marked(second) == new

"""What the conflict sheet says of two files, line by line, with a word where one of them is better."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from jforg_gui.ui import media_words
from jforg_gui.ui.text import moment, plain, size, translate
from jforg_gui.workflow.comparing import Comparison, Side

_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A fact of both files; ``mine_better`` and ``theirs_better`` are words such as "sharper", or ''."""

    name: str
    mine: str
    theirs: str
    mine_better: str = ""
    theirs_better: str = ""


def lines(found: Comparison) -> Iterator[Line]:
    """The facts that at least one of the two has."""
    mine, theirs = found.mine, found.theirs
    sharper, larger = translate("Conflict", "sharper"), translate("Conflict", "larger")
    newer, longer = translate("Conflict", "newer"), translate("Conflict", "longer")
    for name, say, worth, better in (
        (translate("Conflict", "Picture"), _picture, _lines_of_picture, sharper),
        (translate("Conflict", "Edition"), _edition, _nothing, ""),
        (translate("Media", "Length"), _length, _seconds, longer),
        (translate("Media", "Sound"), _sound, _nothing, ""),
        (translate("Media", "Subtitles"), _subtitles, _nothing, ""),
        (translate("Conflict", "Size"), _size, _bytes, larger),
        (translate("Conflict", "Changed"), _changed, _time, newer),
    ):
        line = _line(name, mine, theirs, say, worth, better)
        if line.mine or line.theirs:
            yield line
    content = _content(found.same)
    yield Line(translate("Conflict", "Content"), content, content)


def _line(
    name: str,
    mine: Side,
    theirs: Side,
    say: Callable[[Side], str],
    worth: Callable[[Side], float],
    better: str,
) -> Line:
    here, there = worth(mine), worth(theirs)
    known = bool(here and there)
    return Line(
        name, say(mine), say(theirs), better if known and here > there else "", better if known and there > here else ""
    )


def _picture(side: Side) -> str:
    if side.media is not None and (said := media_words.picture(side.media)):
        return said
    return plain(side.guess.resolution or "") if side.guess is not None else ""


def _lines_of_picture(side: Side) -> float:
    if side.media is not None and side.media.lines is not None:
        return float(side.media.lines)
    digits = _DIGITS.search(_picture(side))
    return float(digits[0]) if digits else 0.0


def _length(side: Side) -> str:
    return media_words.length(side.media) if side.media is not None else ""


def _seconds(side: Side) -> float:
    """In tens: two releases of one film differ by a second of their maker's name."""
    return (side.media.duration or 0.0) // 10 if side.media is not None else 0.0


def _sound(side: Side) -> str:
    return media_words.sound(side.media) if side.media is not None else ""


def _subtitles(side: Side) -> str:
    return media_words.languages(side.media.subtitles) if side.media is not None else ""


def _edition(side: Side) -> str:
    return plain(side.guess.edition or "") if side.guess is not None else ""


def _nothing(_side: Side) -> float:
    return 0.0


def _size(side: Side) -> str:
    return translate("Conflict", "not there any more") if side.size is None else size(side.size)


def _bytes(side: Side) -> float:
    return float(side.size or 0)


def _changed(side: Side) -> str:
    return "" if side.changed is None else moment(datetime.fromtimestamp(side.changed, UTC))


def _time(side: Side) -> float:
    return side.changed or 0.0


def _content(same: bool | None) -> str:  # noqa: FBT001 — what the comparison found
    if same is None:
        return translate("Conflict", "not compared")
    return translate("Conflict", "exactly the same") if same else translate("Conflict", "not identical")


def place_of(side: Side) -> tuple[str, str]:
    """The name of a file and its folder."""
    return os.path.basename(side.path), os.path.dirname(side.path)

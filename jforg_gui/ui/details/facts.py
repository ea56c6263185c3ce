"""What the details pane says of a row: its title, what it is, its companions."""

from __future__ import annotations

import re
from typing import Final

from jforg_gui.domain.item import Item
from jforg_gui.domain.media import Kind
from jforg_gui.domain.plan import CompanionMove
from jforg_gui.ui.companion_words import companion_words
from jforg_gui.ui.text import extra_word, fill, kind_word, number, plain, plain_path, size, translate
from jforg_gui.workflow.editing import number_of

_DOT: Final = " · "
_JOINT: Final = re.compile(r"(?<=[^\W_])([._/-]+)(?=[^\W_])")
_MAY_BREAK: Final = "\u200b"


def breakable(text: str) -> str:
    """Let a label break a long name after its dots, dashes and slashes; a label knows no other way."""
    return _JOINT.sub(rf"\1{_MAY_BREAK}", text)


def title_of(item: Item) -> str:
    """The row's title; its file's name where it has none."""
    return plain(item.guess.title or item.guess.series or "") or breakable(plain_path(item.file.name))


def subtitle_of(item: Item) -> str:
    """What it is, in one line: ``Film · 2019 · 18.2 GB``."""
    guess = item.guess
    kind = extra_word(guess.extra) if guess.kind is Kind.EXTRA and guess.extra is not None else kind_word(guess.kind)
    known = [plain(fact) for fact in (guess.resolution, guess.edition, guess.stereo) if fact]
    parts = [kind, str(guess.year) if guess.year is not None else "", *known, size(item.file.size)]
    return _DOT.join(part for part in parts if part)


def belongs_to(item: Item) -> str:
    """What it is a part of, with its number: ``Harbour Lights · Season 1, episode 2``; '' if it stands alone."""
    guess = item.guess
    if guess.kind is Kind.EPISODE:
        return _DOT.join(part for part in (plain(guess.series or ""), _episode(item)) if part)
    if guess.kind is Kind.TRACK:
        names = [plain(name) for name in (guess.artist or guess.album_artist, guess.album) if name]
        return _DOT.join([*names, number_of(guess)] if number_of(guess) else names)
    if guess.kind is Kind.EXTRA and item.owner is not None:
        return plain(item.owner.title or item.owner.series or "")
    book = [plain(part) for part in (guess.author, guess.series, guess.number) if part]
    return _DOT.join(book)


def _episode(item: Item) -> str:
    guess = item.guess
    if not guess.episodes:
        return number_of(guess)
    first, last = guess.episodes[0], guess.episodes[-1]
    season = number(1 if guess.season is None else guess.season)
    if first == last:
        said = translate("Details", "Season {season}, episode {first}")
    else:
        said = translate("Details", "Season {season}, episodes {first} to {last}")
    return fill(said, season=season, first=number(first), last=number(last))


def companion_line(move: CompanionMove) -> str:
    """A companion in one line: what it is, and its new name."""
    companion = move.companion
    return f"{companion_words(companion)}{_DOT}{breakable(plain_path(companion.file.name))}"

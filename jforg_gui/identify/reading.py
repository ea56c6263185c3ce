"""Names read: by our own recogniser, and by guessit as well where that one is not sure, field by field."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from jforg_gui import __version__
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.identify.guessed import guess_names
from jforg_gui.identify.titles import key
from jforg_gui.identify.video import UNSURE, recognise

# Readings kept on disk are made anew with every release, and when the number behind is raised.
RULES: Final = zlib.crc32(f"{__version__} 3".encode()) >> 1

_AGREED, _TAKEN_OVER = 0.6, 0.4


class NameReader:
    """A ``NameGuesser`` that reads names itself and asks ``ask`` (guessit, wherever it runs) about doubtful ones."""

    def __init__(self, ask: Callable[[Sequence[str]], Sequence[Guess]]) -> None:
        """Ask ``ask`` for second opinions; it is called with all doubtful names at once."""
        self._ask = ask

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        """Return a reading of every name, in order. Blocks while guessit reads the doubtful ones."""
        own = [recognise(name) for name in names]
        doubtful = [place for place, reading in enumerate(own) if 0 < reading.confidence < UNSURE]
        if doubtful:
            opinions = self._ask([names[place] for place in doubtful])
            for place, opinion in zip(doubtful, opinions, strict=True):
                own[place] = merged(own[place], opinion)
        return own


class PooledReader:
    """A ``NameGuesser`` for the window: all reading happens in worker processes, which ``pool`` sends names to.

    Where they fail, our own recogniser reads here, and the row says so.
    """

    def __init__(self, pool: Callable[[Sequence[str]], Sequence[Guess]]) -> None:
        """Send names to ``pool``, which runs ``read_names``."""
        self._pool = pool

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        """Return a reading of every name, in order. Blocks."""
        answers = zip(names, self._pool(names), strict=True)
        return [merged(recognise(name), read) if read.kind is Kind.UNKNOWN else read for name, read in answers]


def read_names(names: Sequence[str]) -> Sequence[Guess]:
    """Read names here, guessit's second opinions included. Runs in a worker process."""
    return NameReader(guess_names).guess(names)


def merged(own: Guess, other: Guess) -> Guess:
    """Merge a doubtful reading of our own with guessit's, field by field.

    What both say becomes surer. Where only one says something, it is kept; where they differ, ours stands and stays
    doubtful, so that the person is asked.
    """
    if other.kind is Kind.UNKNOWN:
        return replace(own, notes=(*own.notes, *other.notes))
    if own.title is None and own.series is None:
        return replace(other, ids=own.ids or other.ids, confidence=min(other.confidence, _TAKEN_OVER))
    same = own.kind is other.kind and own.season == other.season and own.episodes == other.episodes
    return replace(
        own,
        title=own.title or (other.title if own.kind is other.kind else None),
        series=own.series or other.series,
        year=own.year or other.year,
        edition=own.edition or other.edition,
        certainty=() if same else own.certainty,
        confidence=max(own.confidence, _AGREED) if same and _same_title(own, other) else own.confidence,
        source=Source.GUESSIT if same else own.source,
    )


def _same_title(own: Guess, other: Guess) -> bool:
    return key(own.series or own.title or "") == key(other.series or other.title or "")

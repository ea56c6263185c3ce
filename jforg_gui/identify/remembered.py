"""Guesses that have been made once are not made again in the life of a program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from jforg_gui.domain.match import Guess
from jforg_gui.identify.video import recognise


class RememberingGuesser:
    """A ``NameGuesser`` that asks another one only for names it has not seen. Safe from any thread."""

    def __init__(self, ask: Callable[[Sequence[str]], Sequence[Guess]]) -> None:
        """Remember what ``ask`` answers."""
        self._ask = ask
        self._known: dict[str, Guess] = {}
        self._lock = Lock()

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        """Return a guess for every name, in order. Blocks while the unknown ones are read."""
        with self._lock:
            unknown = [name for name in dict.fromkeys(names) if name not in self._known]
        if unknown:
            answers = dict(zip(unknown, self._ask(unknown), strict=True))
            with self._lock:
                self._known.update(answers)
        with self._lock:
            return [self._known[name] for name in names]

    def known_only(self) -> KnownOnly:
        """A guesser that answers at once: from memory, or without a second opinion."""
        with self._lock:
            return KnownOnly(dict(self._known))


class KnownOnly:
    """A ``NameGuesser`` that waits for nobody; for rows that are shown after the person has stopped the reading."""

    def __init__(self, known: dict[str, Guess]) -> None:
        """Answer from ``known``."""
        self._known = known

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        """Return what is known of every name, or what our own recogniser says, in order."""
        return [self._known.get(name) or recognise(name) for name in names]

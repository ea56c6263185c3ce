"""Names that have been read once are not read again: not in the life of a program, nor after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from jforg_gui.domain.match import Guess
from jforg_gui.identify.video import recognise
from jforg_gui.workflow.ports import GuessStore


class RememberingGuesser:
    """A ``NameGuesser`` that asks another one only for names it has not seen. Safe from any thread."""

    def __init__(self, ask: Callable[[Sequence[str]], Sequence[Guess]], store: GuessStore | None = None) -> None:
        """Remember what ``ask`` answers, in ``store`` also for the next time."""
        self._ask = ask
        self._store = store
        self._known: dict[str, Guess] = {}
        self._lock = Lock()

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        """Return a guess for every name, in order. Blocks while the unknown ones are read."""
        with self._lock:
            unknown = [name for name in dict.fromkeys(names) if name not in self._known]
        if unknown:
            answers = self._read(unknown)
            with self._lock:
                self._known.update(answers)
        with self._lock:
            return [self._known[name] for name in names]

    def _read(self, names: Sequence[str]) -> dict[str, Guess]:
        answers = dict(self._store.known(names)) if self._store is not None else {}
        missing = [name for name in names if name not in answers]
        if missing:
            read = dict(zip(missing, self._ask(missing), strict=True))
            if self._store is not None:
                self._store.remember(read)
            answers.update(read)
        return answers

    def off_the_record(self) -> RememberingGuesser:
        """A guesser that asks the same, and neither looks into the store nor keeps anything there."""
        return RememberingGuesser(self._ask)

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

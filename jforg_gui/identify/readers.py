"""Who reads names for one program: this thread, this process with guessit in others, or worker processes alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jforg_gui.domain.match import Guess
from jforg_gui.identify.guessed import guess_names
from jforg_gui.identify.pool import GuesserPool
from jforg_gui.identify.reading import NameReader, PooledReader, read_names

Read = Callable[[Sequence[str]], Sequence[Guess]]


def reader(processes: int, *, windowed: bool) -> tuple[Read, Callable[[], None]]:
    """Return what reads names, and what ends it. No process is started before it is needed.

    ``processes`` 0 keeps everything on the calling thread. A window (``windowed``) must not share its interpreter with
    long work, so its processes do all the reading; elsewhere they only run guessit.
    """
    if processes == 0:
        return NameReader(guess_names).guess, lambda: None
    pool = GuesserPool(processes, read_names if windowed else guess_names)
    return (PooledReader(pool.guess) if windowed else NameReader(pool.guess)).guess, pool.close

"""Looks titles up for the rows under review: by itself after a scan, or as the person asks."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from jforg_gui.domain.candidate import Answer, Candidate, Query, Scored
from jforg_gui.domain.creation import WantedPicture
from jforg_gui.domain.errors import Problem, ProviderError
from jforg_gui.domain.item import Item
from jforg_gui.domain.metadata import DisplayOrder
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.provider import ProviderState
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.workflow.fetching import NOTHING_TO_FETCH, Fetching

if TYPE_CHECKING:
    from jforg_gui.providers.online import Online

_GATHERED_MS: Final = 200  # answers are put into the rows together: each time the plan is made anew
_ASKING: Final = ("jforg_gui.providers.online", "jforg_gui.workflow.asking", "jforg_gui.workflow.enrich")


class LookUp(QObject):
    """Asks the online databases for one session. GUI thread only; nothing blocks it.

    ``progressed`` tells how many works were answered, and of how many; ``ended`` that nothing is asked any more;
    ``failed`` carries the Problem of something the person asked for.
    """

    progressed = Signal(int, int)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Wait for rows to look up."""
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._online: Online | None = None
        self._connecting: asyncio.Lock | None = None
        self._job: Job | None = None
        self._answers: list[tuple[Sequence[str], Answer]] = []
        self._gathering = QTimer(self, singleShot=True, interval=_GATHERED_MS)
        self._gathering.timeout.connect(self._put_in)
        self.done = self.total = 0
        session.phase_changed.connect(self._phase_changed)
        session.settings_replaced.connect(self._settings_replaced)

    @property
    def wanted(self) -> bool:
        """Whether the person allows it."""
        return self._session.engine.settings.online

    @property
    def busy(self) -> bool:
        """Whether rows are being looked up."""
        return self._job is not None

    def states(self) -> list[ProviderState]:
        """How each database is doing; none before the first was asked."""
        return self._online.states() if self._online is not None else []

    # --- all rows ---------------------------------------------------------------------------------------------------

    def _phase_changed(self, phase: Phase) -> None:
        if phase is Phase.REVIEW and self.wanted:
            self.start()
        elif phase is not Phase.REVIEW:
            self.cancel()

    def start(self, *, again: bool = False) -> None:
        """Look up what has not been looked up yet; ``again`` all that the person has not decided."""
        if self._session.phase is not Phase.REVIEW:
            return
        self.cancel()
        items = [item for item in self._session.items() if again or item.match is None]
        if items:
            self.done = self.total = 0
            self._job = self._jobs.start_coroutine(lambda job: self._ask_all(items, job))
            self._job.produced.connect(self._answered)
            self._job.ended.connect(self._ended)

    def cancel(self) -> None:
        """Ask no more for the rows; what was answered is kept."""
        if self._job is not None:
            self._job.produced.disconnect(self._answered)
            self._job.ended.disconnect(self._ended)
            self._job.cancel()
            self._job = None
            self._put_in()
            self.ended.emit()

    async def _ask_all(self, items: list[Item], job: Job) -> None:
        from jforg_gui.workflow.asking import Group, groups  # noqa: PLC0415 — imported on a thread, see _connected

        online = await self._connected()
        asked = await self._on_thread(lambda: groups(items))
        self.total = len(asked)
        self.progressed.emit(0, self.total)

        def answered(group: Group, answer: Answer) -> None:
            job.produce(([items[index].file.path for index in group.rows], answer))

        await online.ask_all(asked, answered)

    def _answered(self, found: tuple[Sequence[str], Answer]) -> None:
        self._answers.append(found)
        self.done += 1
        self.progressed.emit(self.done, self.total)
        if not self._gathering.isActive():
            self._gathering.start()

    def _put_in(self) -> None:
        self._gathering.stop()
        answers, self._answers = self._answers, []
        if answers:
            self._session.take_answers(answers)

    def _ended(self, _ending: Ending) -> None:
        self._job = None
        self._put_in()
        self.ended.emit()

    # --- what the person asks for -----------------------------------------------------------------------------------

    def search(self, query: Query, found: Callable[[list[Scored]], None]) -> None:
        """Ask for words, an id or an address; ``found`` gets what the databases offer."""

        async def ask(_job: Job) -> list[Scored]:
            return await (await self._connected()).search(query)

        self._ask(ask, found)

    def choose(
        self,
        rows: Sequence[int],
        query: Query,
        candidate: Candidate,
        shown: Sequence[Scored],
        order: DisplayOrder | None = None,
    ) -> None:
        """Take a work for some rows, as the person says."""
        paths = [self._session.rows[row].item.file.path for row in rows]

        async def ask(_job: Job) -> Answer:
            return await (await self._connected()).choose(query, candidate, shown, order)

        self._ask(ask, lambda answer: self._session.choose(paths, answer))

    def picture(self, url: str) -> Job:
        """Ask for a small picture: the job's result, None where there is none. Cancel it when nobody looks any more."""

        async def ask(_job: Job) -> bytes | None:
            try:
                return await (await self._connected()).small_picture(url)
            except ProviderError:
                return None  # a picture is no reason to bother anybody

        return self._jobs.start_coroutine(ask)

    def _ask(self, work: Callable[[Job], Coroutine[Any, Any, object]], found: Callable[..., None]) -> None:
        async def ask(job: Job) -> object:
            try:
                return await work(job)
            except ProviderError as error:
                return error.problem

        def tell(ending: Ending) -> None:
            if isinstance(ending.result, Problem):
                self.failed.emit(ending.result)
            elif ending.result is not None:
                found(ending.result)

        self._jobs.start_coroutine(ask).ended.connect(tell)

    def fetch(self, plan: Plan) -> Fetching:
        """Begin to fetch a plan's pictures as soon as its run asks for them."""
        if not self.wanted:
            return NOTHING_TO_FETCH

        async def download(wanted: WantedPicture) -> tuple[bytes, str] | None:
            online = await self._connected()
            return await online.picture(wanted) if online.obtainable([wanted]) else None

        pictures = Fetching(plan.pictures, download)
        self._jobs.start_coroutine(lambda _job: pictures.run())
        return pictures

    # --- the connection ---------------------------------------------------------------------------------------------

    async def _connected(self) -> Online:
        """The databases: one client for the whole session, so that its budgets hold."""
        if self._connecting is None:
            self._connecting = asyncio.Lock()
        async with self._connecting:
            if self._online is None:
                engine = self._session.engine
                key = await self._on_thread(lambda: _prepared() or engine.tmdb_key())
                self._online = engine.connect(key=key)
            return self._online

    async def _on_thread(self, work: Callable[[], Any]) -> Any:  # noqa: ANN401 — what the work returns
        return await asyncio.wrap_future(self._jobs.scanners.submit(work))

    def _settings_replaced(self) -> None:
        """Connect anew with the new settings, as soon as something is asked."""
        self.cancel()
        self.close()

    def close(self) -> None:
        """Close the connections; the next question opens them again."""
        online, self._online = self._online, None
        if online is not None:
            self._jobs.start_coroutine(lambda _job: online.aclose())


def _prepared() -> str:
    """Import what asking needs, on a thread: it takes longer than a window may stand still."""
    for name in _ASKING:
        importlib.import_module(name)
    return ""

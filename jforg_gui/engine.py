"""The engine: one object that holds settings, journal, disk and workers together, with no window in sight."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import InstanceRunningError, JournalUnusableError, Problem
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.match import Guess
from jforg_gui.domain.plan import Plan, Roots, Row
from jforg_gui.domain.request import Prepared, Request
from jforg_gui.domain.streams import NOTHING_READ
from jforg_gui.domain.work import Run, RunState
from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.storage.lock import WriterLock
from jforg_gui.storage.long_disk import local_disk
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.storage.writing import Writer, writing
from jforg_gui.workflow.collecting import uncollected
from jforg_gui.workflow.ports import NEVER, Cancellation, Executor
from jforg_gui.workflow.redo import RedoPlan, find_undone, plan_redo
from jforg_gui.workflow.undo import UndoPlan, find_run, plan_undo

if TYPE_CHECKING:
    from jforg_gui.providers.online import Online
    from jforg_gui.storage.cache import SqliteCache
    from jforg_gui.workflow.fetching import Fetching
    from jforg_gui.workflow.media import KnownMedia
    from jforg_gui.workflow.names import SamePairs
    from jforg_gui.workflow.planning import Terms
    from jforg_gui.workflow.preflight import Checked
    from jforg_gui.workflow.remembered import RememberingGuesser
    from jforg_gui.workflow.replanning import LivePlan
    from jforg_gui.workflow.rivals import Contender

__all__ = ["Engine", "Prepared", "Request"]

_LOOKS: Final = 3  # what is known of one file may let it meet another

# Scanning, recognising and planning are imported where they are used: taking a run back needs none of them, and has
# to start in a blink.


class Engine:
    """Everything JFOrg can do, built from settings; ``workers`` overrides theirs (0 automatic, 1 this thread only).

    ``spare_cores`` are left free when the number of worker processes is found out: a window wants one for itself.
    Close it, or use it as a context manager: it may hold worker processes.
    """

    def __init__(self, places: Places, settings: Settings, *, workers: int | None = None, spare_cores: int = 0) -> None:
        """Build nothing yet: pools and files come when they are first needed."""
        self.places = places
        self.settings = settings
        self._own_workers = workers
        self._spare_cores = spare_cores
        self._guesser: RememberingGuesser | None = None
        self._answers: SqliteCache | None = None
        self._media: KnownMedia | None = None
        self._closing: list[Callable[[], None]] = []

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the engine."""
        self.close()

    def close(self) -> None:
        """End the worker processes; the engine may be used again afterwards."""
        self._guesser = self._media = None
        while self._closing:
            self._closing.pop()()

    def workers(self) -> int:
        """How many workers scan and recognise."""
        from jforg_gui.workflow.scan import automatic_workers  # noqa: PLC0415 — see above

        return self._workers or automatic_workers()

    @property
    def _workers(self) -> int:
        return self.settings.workers if self._own_workers is None else self._own_workers

    def scan(
        self, inputs: Sequence[str], cancellation: Cancellation, executor: Executor | None = None
    ) -> Iterator[tuple[FoundFolder, ...]]:
        """Find everything under the inputs, in batches, on ``executor`` or own threads; see ``workflow.scan``."""
        from jforg_gui.identify.inside import look  # noqa: PLC0415 — see above
        from jforg_gui.workflow.scan import scan  # noqa: PLC0415 — see above

        workers = self.workers()
        if workers == 1:
            yield from scan(inputs, look, None, workers=1, cancellation=cancellation)
            return
        if executor is not None:
            yield from scan(inputs, look, executor, workers=workers, cancellation=cancellation)
            return
        with ThreadPoolExecutor(workers, thread_name_prefix="jforg-scan") as threads:
            yield from scan(inputs, look, threads, workers=workers, cancellation=cancellation)

    def identify(
        self,
        folders: Sequence[FoundFolder],
        cancellation: Cancellation,
        report: Callable[[int, int], None] | None = None,
    ) -> list[Item]:
        """Tell what was found; see ``workflow.identify.identify``."""
        from jforg_gui.workflow.identify import identify  # noqa: PLC0415 — see above

        with uncollected():
            return identify(folders, self._names(), cancellation, report)

    def identify_from_memory(self, folders: Sequence[FoundFolder], cancellation: Cancellation) -> list[Item]:
        """Tell what was found without reading a name that was never read: for after the person has stopped that."""
        from jforg_gui.workflow.identify import identify  # noqa: PLC0415 — see above

        return identify(folders, self._names().known_only(), cancellation)

    def identify_names(
        self, names: Sequence[str], cancellation: Cancellation = NEVER, *, online: bool = False
    ) -> list[Guess]:
        """Tell what names alone say, and online what the databases make of that; nothing is touched or kept."""
        from jforg_gui.workflow.identify import identify_names, rows_of_names  # noqa: PLC0415 — see above

        guesses = identify_names(names, self._names().off_the_record())
        if not online:
            return guesses
        request = Request(inputs=(), roots=Roots({}), online=True)
        return [item.guess for item in self.look_up(rows_of_names(names, guesses), request, cancellation)]

    def plan(self, request: Request, cancellation: Cancellation) -> Plan:
        """Scan, identify and plan; changes nothing. Raises CancelledError."""
        return self.plan_prepared(self.prepare(request, cancellation), request, cancellation)

    def prepare(self, request: Request, cancellation: Cancellation) -> Prepared:
        """Scan, identify, and look at the libraries: all that a plan needs. Raises CancelledError."""
        folders = [folder for batch in self.scan(request.inputs, cancellation) for folder in batch]
        items = tuple(self.look_up(self.identify(folders, cancellation), request, cancellation))
        problems = tuple(problem for folder in folders for problem in folder.problems)
        return Prepared(items, self.listing(request.roots, cancellation), problems)

    def plan_prepared(self, prepared: Prepared, request: Request, cancellation: Cancellation) -> Plan:
        """Plan, and where two files meet look inside: are they the same, which is better? Raises CancelledError."""
        from jforg_gui.workflow.rivals import pairs  # noqa: PLC0415 — see above

        self.recall_media(prepared.items)
        plan = self.plan_items(prepared.items, request, prepared.listing, prepared.problems)
        for _ in range(_LOOKS):
            if not self.read_media(plan, request.policy, cancellation):
                break
            plan = self.plan_items(prepared.items, request, prepared.listing, prepared.problems)
        same = looked_at = frozenset[tuple[str, str]]()
        while found := self.same_contents(plan, prepared.listing, cancellation, looked_at):
            # with a film that is there already, its companions may turn out to be
            looked_at |= {pair for row in plan.rows for pair in pairs(row)}
            same |= found
            plan = self.plan_items(prepared.items, request, prepared.listing, prepared.problems, same)
        return plan

    def same_contents(
        self, plan: Plan, listing: Listing, cancellation: Cancellation, looked_at: SamePairs = frozenset()
    ) -> SamePairs:
        """Find files that meet one with the same content; reads whole files. Raises CancelledError."""
        from jforg_gui.workflow.rivals import same_contents  # noqa: PLC0415 — see above

        return same_contents(plan, listing, local_disk(), cancellation, looked_at)

    def recall_media(self, items: Iterable[Item]) -> bool:
        """Remember what was read of these files before; return whether anything became known. Opens no media file."""
        media = self.media()
        return media is not None and media.recall(item.file for item in items)

    def read_media(self, plan: Plan, policy: ConflictPolicy, cancellation: Cancellation) -> bool:
        """Look into the files whose streams would change a plan; return whether that told anything new.

        Blocks, two seconds a file at most. Raises CancelledError.
        """
        media = self.media()
        if media is None:
            return False
        from jforg_gui.workflow.media import wanted  # noqa: PLC0415 — see above

        return media.read(wanted(plan.rows, policy, local_disk()), cancellation)

    def media(self) -> KnownMedia | None:
        """What is known of the streams of media files, and finds it out; None where the settings say no.

        With one worker nothing is read, because that takes a process: what was read earlier is known all the same.
        """
        if self.settings.get("scan.media_facts") != "on":
            return None
        if self._media is None:
            from jforg_gui.storage.media_facts import known_media  # noqa: PLC0415 — see above

            self._media, end = known_media(self.places.media_file)
            self._closing.append(end)
        self._media.reading = self.workers() != 1
        return self._media

    def rivals(self, row: Row) -> tuple[Contender, Contender] | None:
        """The file of a row and the one it meets, side by side; looks at the disk, and into both files."""
        from jforg_gui.workflow.rivals import rivals_of  # noqa: PLC0415 — see above

        found, media = rivals_of(row, local_disk()), self.media()
        if found is None or media is None:
            return found
        media.read([one.file for one in found], NEVER)
        mine, theirs = (one.looked_into(media.of(one.file)) for one in found)
        return mine, theirs

    def look_up(self, items: Sequence[Item], request: Request, cancellation: Cancellation) -> list[Item]:
        """Say what the online databases know of the rows, on an event loop of its own. Blocks; raises CancelledError.

        Offline the cache answers, as far as it is sure; where there is none nothing is asked at all.
        """
        if not request.online and not os.path.exists(self.places.cache_file):
            return list(items)
        from jforg_gui.providers.blocking import look_up  # noqa: PLC0415 — see above

        return look_up(lambda: self.connect(offline=not request.online), items, request.kinds, cancellation)

    def connect(self, *, offline: bool = False, key: str | None = None) -> Online:
        """Return the online databases, to be used and closed on the running event loop.

        ``key`` is the TMDB key where it is known already: asking for it may take a while, see ``tmdb_key``.
        """
        from jforg_gui.providers.online import Online, Wishes  # noqa: PLC0415 — see above

        settings = self.settings
        wishes = Wishes(
            language=str(settings.get("online.language")),
            region=str(settings.get("online.region")),
            contact=str(settings.get("online.contact")),
            key=self.tmdb_key() if key is None else key,
            sizes=settings.artwork_sizes(),
        )
        return Online(wishes, self.answers(), os.environ, offline=offline)

    def tmdb_key(self) -> str:
        """The person's TMDB key, '' if there is none. The system's key store may take its time."""
        from jforg_gui.storage.secrets import TMDB_KEY, Secrets  # noqa: PLC0415 — see above

        return Secrets(self.places).get(TMDB_KEY)

    def answers(self) -> SqliteCache:
        """What the databases answered before: the cache, kept as the settings say."""
        from jforg_gui.storage.cache import SqliteCache, keeping  # noqa: PLC0415 — see above

        if self._answers is None:
            self._answers = SqliteCache(self.places.cache_file, keeping(self.settings))
            self._closing.append(self._close_answers)
        self._answers.keep(keeping(self.settings))
        return self._answers

    def _close_answers(self) -> None:
        if self._answers is not None:
            self._answers.close()
            self._answers = None

    @contextmanager
    def fetching(self, plan: Plan) -> Iterator[Fetching]:
        """Fetch a plan's pictures on a thread of their own, as the run asks for them; give ``batches`` to it."""
        from jforg_gui.providers.blocking import fetching  # noqa: PLC0415 — see above

        with fetching(self.connect, plan.pictures) as pictures:
            yield pictures

    def listing(self, roots: Roots, cancellation: Cancellation) -> Listing:
        """Tell what the library folders hold now. Raises CancelledError."""
        from jforg_gui.workflow.listing import take_listing  # noqa: PLC0415 — see above

        return take_listing(roots, cancellation)

    def plan_items(
        self,
        items: Sequence[Item],
        request: Request,
        listing: Listing,
        problems: Sequence[Problem] = (),
        same: SamePairs = frozenset(),
    ) -> Plan:
        """Plan rows over a listing: pure, any thread, no disk; ``same`` are pairs of files with the same content."""
        from jforg_gui.workflow.planning import place_rows  # noqa: PLC0415 — see above

        terms = self._terms(request, listing, same)
        with uncollected():
            return terms.plan_of(place_rows(items, terms, terms.holdings()).rows, problems)

    def live_plan(self, prepared: Prepared, request: Request, cancellation: Cancellation = NEVER) -> LivePlan:
        """Plan rows as ``plan_items``, so that corrections can be followed. Any thread. Raises CancelledError."""
        from jforg_gui.workflow.replanning import LivePlan  # noqa: PLC0415 — see above

        with uncollected():
            terms = self._terms(request, prepared.listing)
            return LivePlan(prepared.items, terms, prepared.problems, cancellation)

    def _terms(self, request: Request, listing: Listing, same: SamePairs = frozenset()) -> Terms:
        from jforg_gui.workflow.planning import Terms, Wishes  # noqa: PLC0415 — see above

        return Terms(
            roots=request.roots,
            listing=listing,
            policy=request.policy,
            wishes=Wishes(request.kinds, request.min_size),
            nfo=request.nfo,
            mode=request.mode,
            same=same,
            artwork=request.artwork,
            naming=self.settings.naming,
            media=media.facts() if (media := self.media()) is not None else NOTHING_READ,
            filling=self.settings.fills_nfo,
        )

    def writing(self) -> AbstractContextManager[Writer]:
        """Take the right to change things, and settle interrupted runs before anything else.

        Raises InstanceRunningError and JournalUnusableError; see ``storage.writing``.
        """
        return writing(self.places)

    @contextmanager
    def reading(self) -> Iterator[SqliteJournal]:
        """The journal to read in, also while another JFOrg writes it; where there is none yet it is empty.

        Raises:
            JournalUnusableError: the journal cannot be read.

        """
        with SqliteJournal(self.places.journal_file, readonly=True) as journal:
            yield journal

    def history(self) -> list[Run]:
        """All runs, newest first. Raises JournalUnusableError."""
        with self.reading() as journal:
            return journal.runs()

    def preview_undo(self, which: str, only: Collection[str] = ()) -> UndoPlan:
        """Tell what taking a run back would do; changes nothing and needs no lock. Raises NothingToUndoError."""
        with self.reading() as journal:
            return plan_undo(find_run(journal, which), journal, local_disk(), only=only)

    def preview_redo(self, which: str, only: Collection[str] = ()) -> RedoPlan:
        """Tell what doing a run again would do; changes nothing and needs no lock. Raises NothingToUndoError."""
        with self.reading() as journal:
            return plan_redo(find_undone(journal, which), journal, local_disk(), only=only)

    def preflight(self, plan: Plan, mode: Mode) -> Checked:
        """Tell what the disks allow of a plan, before anybody is asked to start it; not for the GUI thread."""
        from jforg_gui.workflow.preflight import preflight  # noqa: PLC0415 — see above

        try:
            with self.reading() as journal:
                earlier = journal.volumes()
        except JournalUnusableError:  # whoever starts the run is told
            earlier = []
        return preflight(plan, mode, LocalDisks(earlier=earlier), self.places.data)

    def interrupted(self) -> list[Run]:
        """Runs that neither ended nor were settled since; none while another JFOrg may be at one of them."""
        if not os.path.exists(self.places.journal_file):
            return []
        try:
            with WriterLock(self.places.lock_file), self.reading() as journal:
                return journal.runs(state=RunState.OPEN)
        except InstanceRunningError:
            return []

    def _names(self) -> RememberingGuesser:
        """What reads names and remembers them, made when it is first needed; no file or process is opened yet."""
        if self._guesser is None:
            from jforg_gui.identify.readers import reader  # noqa: PLC0415 — see above
            from jforg_gui.identify.reading import RULES  # noqa: PLC0415 — see above
            from jforg_gui.storage.guesses import SqliteGuesses  # noqa: PLC0415 — see above
            from jforg_gui.workflow.remembered import RememberingGuesser  # noqa: PLC0415 — see above

            processes = self._workers or max(1, (os.cpu_count() or 1) - self._spare_cores)
            read, end = reader(0 if self.workers() == 1 else processes, windowed=self._spare_cores > 0)
            store = SqliteGuesses(self.places.guesses_file, RULES)
            self._closing += [end, store.close]
            self._guesser = RememberingGuesser(read, store)
        return self._guesser

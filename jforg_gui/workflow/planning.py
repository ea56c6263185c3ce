"""From rows and a listing to a plan: where everything goes, and what is in its way. Pure, linear in the rows."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import UNSURE, Problem, ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.match import GUESSED_SPECIAL, Guess
from jforg_gui.domain.media import MEDIA, Category, Kind, category_of
from jforg_gui.domain.plan import CompanionMove, Plan, Roots, Row, Status
from jforg_gui.domain.streams import NOTHING_READ, FactsByFile
from jforg_gui.jellyfin import discs, layout, neighbours
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import ALONE, Company, Place
from jforg_gui.jellyfin.sidecars import Sidecars
from jforg_gui.workflow.artwork import Pictures
from jforg_gui.workflow.conflicts import Resolver
from jforg_gui.workflow.drafts import Draft, draft_of
from jforg_gui.workflow.going_on import going_on
from jforg_gui.workflow.holdings import Holdings
from jforg_gui.workflow.media import samples, with_media, with_resolution
from jforg_gui.workflow.names import SamePairs
from jforg_gui.workflow.ports import NEVER, Cancellation
from jforg_gui.workflow.sight import with_sight
from jforg_gui.workflow.spelling import Spelling

# Problems found earlier that a row cannot move with; the others are worth knowing and move all the same.
_STOPPING: Final = frozenset(
    (
        ProblemCode.NO_TITLE,
        ProblemCode.NO_EPISODE,
        *UNSURE,
        ProblemCode.DISC_STRUCTURE,
        ProblemCode.EMPTY_FILE,
        ProblemCode.NO_OWNER,
        ProblemCode.MATCH_ALIKE,
        ProblemCode.MATCH_TITLE,
        ProblemCode.MATCH_YEAR,
        ProblemCode.MATCH_CREATOR,
        ProblemCode.MATCH_PARTS,
    ),
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person asked for: kinds (None for all), least size in bytes of a media file."""

    kinds: frozenset[Kind] | None = None
    min_size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a plan is made under, whatever the rows are; the keywords of ``plan`` say what each means."""

    roots: Roots
    listing: Listing
    policy: ConflictPolicy
    wishes: Wishes = Wishes()
    nfo: bool = False
    mode: Mode = Mode.MOVE
    same: SamePairs = frozenset()
    artwork: bool = False
    naming: Naming = RECOMMENDED
    media: FactsByFile = field(default_factory=lambda: NOTHING_READ)
    filling: bool = False

    def holdings(self) -> Holdings:
        """What the library's folders say of shows; worth keeping where plans are made again and again."""
        return Holdings(self.listing, self.roots)

    def plan_of(self, rows: Sequence[Row], problems: Sequence[Problem] = ()) -> Plan:
        """Make a plan of rows that were placed under these terms."""
        found = tuple(rows)
        filling = self.filling and self.mode is not Mode.SYMLINK  # a link's own file lies elsewhere, and stays as it is
        by_stem = self.naming.by_stem
        creations = Sidecars(found, self.listing, by_stem=by_stem, filling=filling) if self.nfo else ()
        pictures = Pictures(found, self.listing) if self.artwork else ()
        return Plan(found, self.roots, tuple(problems), creations, pictures)


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows with what they asked for: by row the draft, or what kept it from one; nothing where nothing was asked."""

    rows: list[Row]
    drafts: Mapping[int, Draft | Problem]


def plan(  # noqa: PLR0913 — the keywords are the person's options, each with a meaning of its own
    items: Sequence[Item],
    roots: Roots,
    listing: Listing,
    *,
    policy: ConflictPolicy,
    kinds: frozenset[Kind] | None = None,
    min_size: int = 0,
    problems: Sequence[Problem] = (),
    nfo: bool = False,
    mode: Mode = Mode.MOVE,
    same: SamePairs = frozenset(),
    artwork: bool = False,
    naming: Naming = RECOMMENDED,
    media: FactsByFile = NOTHING_READ,
    filling: bool = False,
) -> Plan:
    """Say for every item where it would go and why not, in the order given. Touches no disk; any thread.

    ``kinds`` leaves out everything else, ``min_size`` smaller media files (bytes). ``problems`` are what could not be
    looked at and are handed on. ``nfo`` adds the metadata files that would be written, ``artwork`` the pictures that
    would be fetched; ``mode`` tells whether files leave the names they have; ``same`` are pairs of files with the same
    content; ``naming`` says how names are made; ``media`` is what is known of the streams of files; ``filling`` gives
    an NFO that is there what it lacks. The same input gives the same plan.
    """
    terms = Terms(
        roots=roots,
        listing=listing,
        policy=policy,
        wishes=Wishes(kinds, min_size),
        nfo=nfo,
        mode=mode,
        same=same,
        artwork=artwork,
        naming=naming,
        media=media,
        filling=filling,
    )
    return terms.plan_of(place_rows(items, terms, terms.holdings()).rows, problems)


def _counted(item: Item) -> Item:
    """Let the number of `OVA 1` stand: Kodi shows no episode without one (kodi.wiki, "Naming video files")."""
    certainty = tuple(one for one in item.guess.certainty if one != ("episodes", GUESSED_SPECIAL))
    return item if certainty == item.guess.certainty else replace(item, guess=replace(item.guess, certainty=certainty))


def place_rows(items: Sequence[Item], terms: Terms, holdings: Holdings, cancellation: Cancellation = NEVER) -> Placed:
    """Place items among one another and what is there; see ``plan``. Raises CancelledError."""
    items = [holdings.settle(item) for item in with_media(items, terms.media)]
    if terms.naming.by_stem:
        items = [_counted(item) for item in items]
    brief = samples(items) if terms.media else frozenset()
    rows: list[Row | None] = [_stays(item, terms.wishes, brief) for item in items]
    places = _places(items, [index for index, row in enumerate(rows) if row is None], terms, cancellation)
    drafts = {index: _draft(items[index], place, terms.roots) for index, place in places.items()}
    leaving = terms.mode is Mode.MOVE
    asking = {index: draft for index, draft in drafts.items() if isinstance(draft, Draft)}
    resolver = Resolver(terms.listing, terms.policy, leaving=leaving, same=terms.same, media=terms.media)
    for index, row in zip(asking, resolver.resolve(list(asking.values())), strict=True):
        rows[index] = row
    for index, draft in drafts.items():
        if isinstance(draft, Problem):
            rows[index] = _row(items[index], Status.ATTENTION, replace(draft, path=items[index].file.path))
    decided = list(going_on((row for row in rows if row is not None), cancellation))
    return Placed(
        with_sight(decided, terms.roots, terms.listing, leaving=leaving, nfo=terms.nfo, cancellation=cancellation),
        drafts,
    )


def _places(
    items: Sequence[Item], asked: Sequence[int], terms: Terms, cancellation: Cancellation
) -> dict[int, Place | Problem]:
    """Say where each of the items that are ``asked`` would like to go."""
    naming, places = terms.naming, dict[int, Place | Problem]()
    spelling = Spelling(terms.listing, terms.roots, naming)
    guesses = [naming.spelled(_named(items[index], spelling, terms)) for index in asked]
    company = neighbours.company(guesses, naming)
    for index, guess, one in going_on(zip(asked, guesses, company, strict=True), cancellation):
        item = items[index]
        place = spelling.extra_in_place(item) or _place(item, guess, one, naming)
        if not isinstance(place, Problem):
            place = spelling.fit(item, guess, place)
            if _is_among_versions(item, place, terms):
                version = _place(item, guess, Company(versions=True), naming)
                place = place if isinstance(version, Problem) else spelling.fit(item, guess, version)
        places[index] = place
    return places


def _is_among_versions(item: Item, place: Place, terms: Terms) -> bool:
    """Tell whether a film comes to a folder whose films all say which version they are, and does not say so itself."""
    root = terms.roots.get(place.library)
    if root is None or item.kind is not Kind.MOVIE or place.fixed or place.label or place.tail:
        return False
    folder = os.path.join(root, *place.folders)
    if item.file.folder == folder:
        return False
    names = (os.path.basename(entry.path) for entry in terms.listing.inside(folder) if not entry.is_folder)
    stems = [os.path.splitext(name)[0].casefold() for name in names if category_of(name) is Category.VIDEO]
    base = place.base.casefold()
    return base not in stems and any(stem.startswith(f"{base} - ") for stem in stems)


def _named(item: Item, spelling: Spelling, terms: Terms) -> Guess:
    """Return the guess a row is named by: with the resolution of its streams, unless it lies right without."""
    seen = with_resolution(item)
    if seen is item.guess:
        return seen
    plain = terms.naming.spelled(item.guess)
    place = _place(item, plain, ALONE, terms.naming)
    draft = place if isinstance(place, Problem) else _draft(item, spelling.fit(item, plain, place), terms.roots)
    return item.guess if isinstance(draft, Draft) and draft.in_place else seen


def _place(item: Item, guess: Guess, company: Company, naming: Naming) -> Place | Problem:
    if item.disc:
        return discs.place(guess, os.path.relpath(item.file.path, item.disc).split(os.sep), company, naming)
    owner = naming.spelled(item.owner) if item.owner is not None else None
    return layout.place(guess, item.file.name, company, owner, naming)


def _stays(item: Item, wishes: Wishes, brief: Collection[str]) -> Row | None:
    """Return the row of an item that is not even placed; None for one that is."""
    if item.ignored is not None:
        return _row(item, Status.IGNORED, item.ignored)
    if wishes.kinds is not None and not _wanted(item, wishes.kinds):
        return _row(item, Status.IGNORED, Problem(ProblemCode.KIND_NOT_WANTED, item.file.path))
    for problem in item.problems:
        if problem.code in _STOPPING:
            return _row(item, Status.ATTENTION, problem)
    if item.file.path in brief:
        return _row(item, Status.IGNORED, Problem(ProblemCode.SAMPLE, item.file.path))
    if wishes.min_size and _size(item) < wishes.min_size and (item.disc or item.file.category in MEDIA):
        return _row(item, Status.IGNORED, Problem(ProblemCode.TOO_SMALL, item.file.path))
    return None


def _size(item: Item) -> int:
    """A disc is as large as all its files together: its main one only tells where the others begin."""
    return item.file.size + (sum(one.file.size for one in item.companions) if item.disc else 0)


def _wanted(item: Item, kinds: frozenset[Kind]) -> bool:
    """An extra comes along with its owner's kind."""
    owner = item.owner.kind if item.kind is Kind.EXTRA and item.owner is not None else item.kind
    return item.kind in kinds or owner in kinds


def _row(item: Item, status: Status, reason: Problem) -> Row:
    """Return the row of an item that goes nowhere: its companions stay with it."""
    stays = (Problem(ProblemCode.OWNER_STAYED, details=(("other", item.file.path),)),)
    followers = tuple(CompanionMove(one, None, status, stays) for one in item.companions)
    return Row(item, None, status, tuple(dict.fromkeys((reason, *item.problems, *item.guess.notes))), followers)


def _draft(item: Item, place: Place | Problem, roots: Roots) -> Draft | Problem:
    if isinstance(place, Problem):
        return place
    root = roots.get(place.library)
    if root is None:
        return Problem(ProblemCode.NO_LIBRARY, details=(("library", place.library.value),))
    return draft_of(item, place, root) or Problem(ProblemCode.NAME_TOO_LONG)

"""Asks the databases what the rows are: ids first, then titles; one answer for each film, show, album or book."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from jforg_gui.domain.candidate import Answer, Candidate, Match, Query, Scored
from jforg_gui.domain.errors import Problem, ProblemCode, ProviderError
from jforg_gui.domain.item import Item
from jforg_gui.domain.metadata import DisplayOrder
from jforg_gui.workflow.answering import apply
from jforg_gui.workflow.asking import Group, groups
from jforg_gui.workflow.matching import by_id, convincing, decide, rank, tracks_agree
from jforg_gui.workflow.ports import Database
from jforg_gui.workflow.titles import main_part

log = logging.getLogger(__name__)

_AT_ONCE = 64  # works under way: enough to keep every host busy, whatever the others do
_COMPLETED = 3  # candidates whose other titles are asked for when no title fits


async def enrich(
    items: Sequence[Item],
    databases: Sequence[Database],
    answered: Callable[[Group, Answer], None] | None = None,
) -> list[Item]:
    """Return the rows with what the databases say of them, in the same order.

    ``answered`` is told of each work as its answer comes. A work that cannot be looked up is a problem of its rows and
    of nobody else's. Cancelling ends what is under way.
    """
    found = list(items)

    def put_in(group: Group, answer: Answer) -> None:
        for index in group.rows:
            found[index] = apply(found[index], answer)
        if answered is not None:
            answered(group, answer)

    await ask_all(groups(items), databases, put_in)
    return found


async def ask_all(
    works: Sequence[Group], databases: Sequence[Database], answered: Callable[[Group, Answer], None]
) -> None:
    """Look works up, many at a time; ``answered`` is told of each as its answer comes."""
    waiting = iter(works)

    async def one_after_the_other() -> None:
        for group in waiting:
            answered(group, await look_up(group.query, databases))

    async with asyncio.TaskGroup() as tasks:
        for _ in range(min(_AT_ONCE, len(works))):
            tasks.create_task(one_after_the_other())


async def look_up(query: Query, databases: Sequence[Database], order: DisplayOrder | None = None) -> Answer:
    """Find the one work that is meant. The first database that is sure decides; those after it fill in for it."""
    able = [one for one in databases if query.kind in one.kinds]
    faults: list[Problem] = []
    held: Answer | None = None
    for step in (_by_ids, _by_title):
        for database in able:
            try:
                answer = await step(query, database, order)
            except ProviderError as error:
                faults.append(error.problem)
                continue
            if answer is None:
                continue
            if answer.match.chosen is not None:
                return answer
            held = held or answer
    if held is not None:
        return held
    if faults:
        return Answer(match=Match(query=query), problem=faults[0])
    return Answer(match=Match(query=query), problem=Problem(ProblemCode.NOT_KNOWN_ONLINE) if able else None)


async def _by_ids(query: Query, database: Database, order: DisplayOrder | None) -> Answer | None:
    if not query.ids:
        return None
    found = await database.by_ids(query)
    return await take(query, found, database, [by_id(found)], order) if found is not None else None


async def _by_title(query: Query, database: Database, order: DisplayOrder | None) -> Answer | None:
    ranked: list[Scored] = []
    for title in dict.fromkeys((*query.titles, *filter(None, map(main_part, query.titles)))):
        asked = replace(query, titles=(title, *(one for one in query.titles if one != title)))
        ranked = await ranked_candidates(asked, database)
        if ranked:
            break
    verdict = decide(query, ranked)
    if verdict.taken is not None:
        shown = [verdict.taken, *(one for one in ranked if one.candidate != verdict.taken.candidate)]
        return await take(query, verdict.taken.candidate, database, shown, order)
    if verdict.question is not None:
        return Answer(match=Match(query=query, candidates=tuple(ranked)), problem=verdict.question)
    return None


async def ranked_candidates(query: Query, database: Database) -> list[Scored]:
    """Search and score; where no title fits as it is, the likeliest candidates are asked for their other titles."""
    found = list(await database.search(query))
    ranked = rank(query, found)
    rivals = len(ranked) > 1 and ranked[0].score - ranked[1].score < 0.04  # noqa: PLR2004 — matching's margin
    if found and (not convincing(ranked) or (rivals and query.episodes)):
        nearest = [one.candidate for one in ranked[:_COMPLETED]]
        nearest += [one for one in found if one not in nearest][: _COMPLETED - len(nearest)]
        more = await asyncio.gather(*(_completed(one, database) for one in nearest))
        ranked = rank(query, [*found, *more])  # what is known in full takes the place of the hit
    return ranked


async def _completed(candidate: Candidate, database: Database) -> Candidate:
    try:
        return candidate if candidate.whole else await database.completed(candidate)
    except ProviderError as error:
        log.info("%s could not be completed: %s", candidate.provider.value, error)
        return candidate


async def take(
    query: Query,
    candidate: Candidate,
    database: Database,
    shown: Sequence[Scored],
    order: DisplayOrder | None = None,
) -> Answer:
    """Return the answer for a work that is taken, with all that is known of it. Raises ProviderError."""
    match = Match(query=query, candidates=tuple(shown), chosen=candidate, order=order)
    work = await database.work(candidate, query, order)
    by_an_id = bool(shown) and shown[0] == by_id(candidate)
    if work.tracks and not by_an_id and not tracks_agree(query.tracks, work.tracks):
        question = Problem(ProblemCode.MATCH_PARTS, details=(("found", candidate.title),))
        return Answer(match=replace(match, chosen=None), problem=question)
    return Answer(match=replace(match, orders=work.orders), work=work)


async def choose(
    query: Query,
    candidate: Candidate,
    databases: Sequence[Database],
    shown: Sequence[Scored],
    order: DisplayOrder | None,
) -> Answer:
    """Return the answer for a work that the person has chosen: it is taken whatever its score.

    Raises:
        ProviderError: its database does not tell more of it now.

    """
    database = next(one for one in databases if one.provider is candidate.provider)
    work = await database.work(candidate, query, order)
    match = Match(query=query, candidates=tuple(shown), chosen=candidate, by_person=True, order=order)
    match = replace(match, orders=work.orders)
    return Answer(match=match, work=work)


async def search(query: Query, databases: Sequence[Database]) -> list[Scored]:
    """Return all that the databases offer for words the person typed, or the one work an id or address names.

    Raises:
        ProviderError: none of them answered.

    """
    faults: list[ProviderError] = []
    ranked: list[Scored] = []
    for database in (one for one in databases if query.kind in one.kinds):
        try:
            if query.ids:
                found = await database.by_ids(query)
                ranked += [by_id(found)] if found is not None else []
            elif not ranked:
                ranked += rank(query, await database.search(query)) if query.titles else []
        except ProviderError as error:
            faults.append(error)
    if faults and not ranked:
        raise faults[0]
    return ranked

"""How runs and steps become rows of the journal, and rows become runs and steps."""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Made, Purpose
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.media import Identity
from jforg_gui.domain.work import (
    ARRIVING_STEPS,
    MEDIA_STEPS,
    UNDOABLE_STEPS,
    Copied,
    Facts,
    Run,
    RunKind,
    RunState,
    Step,
    StepDraft,
    StepKind,
    StepState,
)
from jforg_gui.storage.copying import digest_of_bytes


def listed(words: Iterable[StepKind | StepState]) -> str:
    """Kinds or states as SQL lists them."""
    return ", ".join(f"'{word.value}'" for word in sorted(words))


UNDOABLE: Final = listed(UNDOABLE_STEPS)
HOLDING: Final = listed(ARRIVING_STEPS | {StepKind.CREATE})  # what keeps a folder in use
_ARRIVING: Final = listed(ARRIVING_STEPS)
_MEDIA: Final = listed(MEDIA_STEPS)

_WERE_DONE: Final = "'done', 'undone', 'redone'"

# the counts of a run that has ended stand in its row
RUN_COLUMNS: Final = """
    id, kind, mode, state, token, started, ended, undoes, redoes, inputs, files, undone, failed, bytes, created
"""
TALLY: Final = f"""
    COALESCE(SUM(kind IN ({_MEDIA}) AND state IN ({_WERE_DONE})), 0),
    COALESCE(SUM(kind IN ({_MEDIA}) AND state IN ('undone', 'redone')), 0),
    COALESCE(SUM(kind IN ({_MEDIA}) AND state = 'not-done'), 0),
    COALESCE(SUM(CASE WHEN kind IN ({_ARRIVING}) AND state IN ({_WERE_DONE}) THEN size END), 0),
    COALESCE(SUM(kind = 'create' AND state = 'done'), 0)
"""

# what is written down of a step and never changes without its checksum
CHECKED: Final = (
    "run, kind, source, destination, undoes, redoes, device, inode, size, mtime_ns, mode, links,"
    " digest, copy_device, copy_inode, copy_mtime_ns, attributes, purpose, beside"
)
_NUMBER_CHECKED: Final = CHECKED.count(",") + 1
STEP_COLUMNS: Final = (
    "step.id, run.token, step.state, step.reason, step.reason_path, step.reason_details, step.checksum, "
    + ", ".join(f"step.{name}" for name in CHECKED.split(", "))
)

_SIGN: Final = 1 << 63
_WRAP: Final = 1 << 64


def signed(number: int) -> int:
    """Fold an unsigned 64-bit number (inodes of ZFS, ReFS) into SQLite's signed integers."""
    return number - _WRAP if number >= _SIGN else number


def unsigned(number: int) -> int:
    """Take ``signed`` back."""
    return number + _WRAP if number < 0 else number


def attributes_to_text(attributes: Mapping[str, bytes]) -> str | None:
    """Write extended attributes down as JSON; None if there are none."""
    if not attributes:
        return None
    return json.dumps({name: base64.b64encode(value).decode("ascii") for name, value in attributes.items()})


def attributes_from_text(text: str | None) -> dict[str, bytes]:
    """Read extended attributes back."""
    if not text:
        return {}
    known = json.loads(text)
    if not isinstance(known, dict):
        raise TypeError(f"{text!r} is no list of attributes")
    return {name: base64.b64decode(value) for name, value in known.items()}


def reason_to_columns(reason: Problem | None) -> tuple[str | None, bytes | None, str | None]:
    """Write a problem down."""
    if reason is None:
        return None, None, None
    return reason.code.value, os.fsencode(reason.path), json.dumps(reason.details)


def _reason(code: str | None, path: bytes | None, details: str | None) -> Problem | None:
    if code is None:
        return None
    pairs = tuple((str(name), str(value)) for name, value in json.loads(details or "[]"))
    return Problem(ProblemCode(code), os.fsdecode(path or b""), pairs)


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def run_from_row(row: tuple[Any, ...]) -> Run:
    """Build a run from ``RUN_COLUMNS``."""
    number, kind, mode, state, token, started, ended, undoes, redoes, inputs, *tally = row
    files, undone, failed, size, created = tally
    return Run(
        id=number,
        kind=RunKind(kind),
        mode=Mode(mode),
        state=RunState(state),
        token=token,
        started=_time(started) or datetime.fromtimestamp(0, UTC),
        ended=_time(ended),
        undoes=undoes,
        inputs=tuple(json.loads(inputs)),
        files=_whole(files),
        undone=_whole(undone),
        failed=_whole(failed),
        size=_whole(size),
        created=_whole(created),
        redoes=redoes,
    )


def checksum(checked: Sequence[object]) -> int:
    """The CRC-32 of the columns ``CHECKED``: a damaged record must not become a move to somewhere else."""
    return zlib.crc32(repr(tuple(checked)).encode("utf-8", "surrogatepass"))


def step_from_row(row: tuple[Any, ...]) -> Step:
    """Build a step from ``STEP_COLUMNS``."""
    number, token, state, reason, reason_path, reason_details, kept_sum, *checked = row
    run, kind, source, destination, undoes, redoes, *columns = checked
    device, inode, size, mtime_ns, mode, links, *columns = columns
    digest, copy_device, copy_inode, copy_mtime_ns, attributes_text, purpose, beside = columns
    attributes = attributes_from_text(attributes_text)
    facts = copied = made = None
    if purpose is not None:
        made = Made(digest, _whole(size), Purpose(purpose), os.fsdecode(beside or b""))
    if mtime_ns is not None:
        facts = _facts((device, inode), size, mtime_ns, mode, links)
    if copy_mtime_ns is not None:
        copied = Copied(digest, _facts((copy_device, copy_inode), size, copy_mtime_ns, mode, 1), attributes)
    return Step(
        id=number,
        run=run,
        kind=StepKind(kind),
        source=os.fsdecode(source),
        destination=os.fsdecode(destination),
        token=token,
        facts=facts,
        copied=copied,
        attributes=attributes,
        state=StepState(state),
        undoes=undoes,
        reason=_reason(reason, reason_path, reason_details),
        made=made,
        redoes=redoes,
        damaged=kept_sum is not None and kept_sum != checksum(checked),
    )


def _whole(number: object) -> int:
    """Tell numbers from what damage may have made of them."""
    if not isinstance(number, int):
        raise TypeError(f"{number!r} is not a whole number")
    return number


def _facts(identity: tuple[int, int], size: int, mtime_ns: int, mode: int, links: int) -> Facts:
    return Facts(
        identity=Identity(unsigned(_whole(identity[0])), unsigned(_whole(identity[1]))),
        size=_whole(size),
        mtime_ns=_whole(mtime_ns),
        mode=_whole(mode),
        links=_whole(links),
        is_file=True,
        is_folder=False,
    )


def spans(states: Iterable[tuple[StepState, int]]) -> Iterator[tuple[str, int, int]]:
    """Gather steps of one state whose numbers follow one another: the state, the first number, the last."""
    numbers = sorted(states, key=itemgetter(1))
    start = 0
    for end, (state, number) in enumerate(numbers, start=1):
        if end == len(numbers) or numbers[end] != (state, number + 1):
            yield state.value, numbers[start][1], number
            start = end


KEEP_CONTENT: Final = "INSERT OR IGNORE INTO content (digest, bytes) VALUES (?, ?)"
INSERT_STEP: Final = (
    f"INSERT INTO step (id, state, checksum, {CHECKED})"  # noqa: S608 — constants
    f" VALUES ({', '.join('?' * (_NUMBER_CHECKED + 3))})"
)


# numbers are never given twice, as SQLite's own counter sees to
LAST_STEP: Final = (
    "SELECT MAX(COALESCE((SELECT MAX(id) FROM step), 0),"
    " COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'step'), 0))"
)


def draft_columns(run: Run, draft: StepDraft, number: int) -> tuple[object, ...]:
    """Write a draft down as the step of a number, in the order of ``INSERT_STEP``."""
    facts = draft.facts
    known: tuple[object, ...] = (None,) * 6
    if facts is not None:
        device, inode = signed(facts.identity.device), signed(facts.identity.inode)
        known = (device, inode, facts.size, facts.mtime_ns, facts.mode, facts.links)
    digest = purpose = beside = None
    if draft.made is not None:
        digest, purpose, beside = draft.made.digest, draft.made.purpose.value, os.fsencode(draft.made.beside)
        known = (*known[:2], draft.made.size, *known[3:])
    checked = (
        run.id,
        draft.kind.value,
        os.fsencode(draft.source),
        os.fsencode(draft.destination),
        draft.undoes,
        draft.redoes,
        *known,
        digest,
        *(None, None, None),  # there is no copy yet
        attributes_to_text(draft.kept.attributes),
        purpose,
        beside,
    )
    return number, StepState.INTENT.value, checksum(checked), *checked


def content_columns(content: bytes) -> tuple[str, bytes]:
    """Write content down, in the order of ``KEEP_CONTENT``."""
    return digest_of_bytes(content), zlib.compress(content)


def promised(run: Run, draft: StepDraft, number: int) -> Step:
    """Build the step that a draft has become."""
    return Step(
        id=number,
        run=run.id,
        kind=draft.kind,
        source=draft.source,
        destination=draft.destination,
        token=run.token,
        facts=draft.facts,
        copied=None,
        attributes=draft.kept.attributes,
        state=StepState.INTENT,
        undoes=draft.undoes,
        reason=None,
        made=draft.made,
        redoes=draft.redoes,
    )

"""What ``--json`` prints: plain dictionaries made of the domain's objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation
from jforg_gui.domain.disks import Meaning
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.finding import Effect, Finding
from jforg_gui.domain.finding_words import finding_sentence, repair_words
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import ExtraType, extension_of
from jforg_gui.domain.mode_words import meaning_sentence
from jforg_gui.domain.plan import CompanionMove, Plan, Row, Status
from jforg_gui.domain.seen import Seen
from jforg_gui.domain.seen_words import sentence_of
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.domain.words import sentence
from jforg_gui.domain.work import Failure, Report, Run, Step
from jforg_gui.workflow.rivals import Contender

if TYPE_CHECKING:
    from jforg_gui.workflow.verify import Checked

Record = dict[str, Any]

# The fields of a guess that an identify record does not carry, or carries under another form.
_NOT_IN_RECORD: Final = frozenset(
    ("ids", "notes", "confidence", "source", "kind", "compilation", "multidisc", "seasons", "certainty", "extra")
)
# Jellyfin's own words for its kinds of extras. Source: MediaBrowser.Model.Entities.ExtraType.
_EXTRA_WORDS: Final = {
    ExtraType.TRAILER: "trailer",
    ExtraType.BEHIND_THE_SCENES: "behindthescenes",
    ExtraType.DELETED_SCENE: "deletedscene",
    ExtraType.INTERVIEW: "interview",
    ExtraType.SCENE: "scene",
    ExtraType.SHORT: "short",
    ExtraType.FEATURETTE: "featurette",
    ExtraType.CLIP: "clip",
    ExtraType.OTHER: "unknown",
    ExtraType.EXTRA: "unknown",
    ExtraType.THEME_SONG: "themesong",
    ExtraType.THEME_VIDEO: "themevideo",
}


def of_guess(name: str, guess: Guess) -> Record:
    """The identify record of one name; what is not known is absent."""
    record: Record = {"input": name, "kind": guess.kind.value}
    for part in fields(guess):
        value = getattr(guess, part.name)
        if part.name in _NOT_IN_RECORD or value is None or value == ():
            continue
        record[part.name] = list(value) if isinstance(value, tuple) else _plain(value)
    for flag in ("compilation", "multidisc"):
        if getattr(guess, flag):
            record[flag] = True
    if guess.seasons:
        record["season"] = list(guess.seasons)
    if guess.extra is not None:
        record["extra"] = _EXTRA_WORDS[guess.extra]
    elif any(note.code is ProblemCode.SAMPLE for note in guess.notes):
        record["extra"] = "sample"
    if guess.certainty:
        record["certainty"] = dict(guess.certainty)
    if guess.ids:
        record["ids"] = dict(guess.ids)
    record["confidence"] = round(guess.confidence, 3)
    record["source"] = guess.source.value
    return record


def _plain(value: object) -> object:
    if isinstance(value, (bool, int, float)):
        return value
    return value.value if hasattr(value, "value") else str(value)


def _reason(problem: Problem) -> Record:
    return {"reason": sentence(problem), "code": problem.code.value}


def _reasons(problems: Sequence[Problem]) -> Record:
    if not problems:
        return {}
    return {"reason": "; ".join(sentence(problem) for problem in problems), "codes": [p.code.value for p in problems]}


def of_problem(problem: Problem) -> Record:
    """A path that could not be looked at."""
    return {"path": problem.path, **_reason(problem)}


def of_row(row: Row) -> Record:
    """One move of a plan."""
    return {
        "source": row.item.file.path,
        "destination": row.destination,
        "kind": row.item.kind.value,
        "status": row.status.value,
        **_reasons(row.reasons),
        **_of_media(row.item.media),
        "companions": [_of_companion(move) for move in row.companions],
        **({"sees": sentence_of(row.sees), "seen": of_seen(row.sees.media)} if row.sees is not None else {}),
    }


def of_seen(seen: Seen) -> Record:
    """What Jellyfin makes of one file; what it does not know is absent."""
    record: Record = {}
    for part in fields(seen):
        value = getattr(seen, part.name)
        if value is None or value is False or value in {(), ""} or part.name == "why":
            continue
        record[part.name] = list(value) if isinstance(value, tuple) else _plain(value)
    if seen.ids:
        record["ids"] = dict(seen.ids)
    return record


def _of_companion(move: CompanionMove) -> Record:
    return {
        "source": move.companion.file.path,
        "destination": move.destination,
        "role": move.companion.role.value,
        "status": move.status.value,
        **_reasons(move.reasons),
    }


def _of_contender(contender: Contender) -> Record:
    modified = datetime.fromtimestamp(contender.file.mtime_ns / 1e9, UTC).isoformat()
    record = {"path": contender.file.path, "bytes": contender.file.size, "modified": modified}
    return {**record, "lines": contender.lines, **_of_media(contender.media)}


def _of_media(media: MediaFacts | None) -> Record:
    """What the streams of a file say, where it was looked into."""
    return {"media": media.record()} if media is not None else {}


def _of_move(row: Row, meeting: tuple[Contender, Contender] | None) -> Record:
    return {**of_row(row), **({"rivals": [_of_contender(each) for each in meeting]} if meeting else {})}


def of_plan(plan: Plan, meetings: Mapping[str, tuple[Contender, Contender]]) -> Record:
    """A whole plan; ``meetings`` are the files that meet another one, by path, with the facts of both."""
    counts = {status.value: sum(row.status is status for row in plan.rows) for status in Status}
    return {
        "moves": [_of_move(row, meetings.get(row.item.file.path)) for row in plan.rows],
        "creates": [_of_creation(creation) for creation in plan.creations],
        "fetches": [{"destination": one.stem, "kind": one.kind} for one in plan.pictures],
        "problems": [of_problem(problem) for problem in plan.problems],
        "files": plan.count(),
        "bytes": plan.size(),
        "counts": counts,
    }


def of_meanings(mode: Mode, meanings: Iterable[Meaning]) -> Record:
    """What the mode of a run means on the disks at hand."""
    return {
        "mode": mode.value,
        "means": [
            {
                "way": meaning.way.value,
                "files": meaning.files,
                "bytes": meaning.size,
                "from": meaning.source,
                "to": meaning.destination,
                "possible": meaning.possible,
                "sentence": meaning_sentence(meaning),
            }
            for meaning in meanings
        ],
    }


def _of_creation(creation: Creation) -> Record:
    return {
        "destination": creation.destination,
        "purpose": creation.purpose.value,
        "bytes": len(creation.content),
        "replaces": creation.replaces.path if creation.replaces else None,
    }


def of_findings(findings: Sequence[Finding], checked: Checked, seconds: float) -> Record:
    """What is wrong with a library."""
    counts = {effect.value: sum(finding.effect is effect for finding in findings) for effect in Effect}
    return {
        "findings": [_of_finding(finding) for finding in findings],
        "counts": counts,
        "files": checked.files,
        "folders": checked.folders,
        "concerned": checked.tally(findings).concerned,
        "seconds": round(seconds, 3),
    }


def _of_finding(finding: Finding) -> Record:
    moves = finding.repair.moves if finding.repair is not None else ()
    return {
        "code": finding.code.value,
        "effect": finding.effect.value,
        "library": finding.library.value,
        "path": finding.path,
        "reason": finding_sentence(finding),
        "repair": repair_words(finding.repair) if finding.repair is not None else None,
        "moves": [{"source": file.path, "destination": path} for file, path in moves],
        "concerns": list(finding.concerns),
    }


def _of_failure(failure: Failure) -> Record:
    return {
        "source": failure.source or None,
        "destination": failure.destination or None,
        **_reason(failure.problem),
    }


def of_report(report: Report) -> Record:
    """The account of a run."""
    return {
        "run": report.run,
        "done": report.done,
        "created": report.created,
        "folders": report.folders,
        "failed": [_of_failure(failure) for failure in report.failed],
        "skipped": [_of_failure(failure) for failure in report.skipped],
        "stopped": report.stopped,
    }


def left_on_purpose(plan: Plan) -> Record:
    """What an organise run never meant to move: ignored files with their companions, and what lies right already."""
    ignored: list[Record] = []
    unchanged: list[str] = []
    for row in plan.rows:
        if row.status is Status.IGNORED:
            ignored.append({"source": row.item.file.path, **_reasons(row.reasons)})
        elif row.status is Status.UNCHANGED:
            unchanged.append(row.item.file.path)
        for move in row.companions:
            if move.status is Status.IGNORED:
                ignored.append({"source": move.companion.file.path, **_reasons(move.reasons)})
            elif move.status is Status.UNCHANGED:
                unchanged.append(move.companion.file.path)
    return {"ignored": ignored, "unchanged": unchanged}


def of_run(run: Run) -> Record:
    """One line of the history."""
    return {
        "run": run.id,
        "kind": run.kind.value,
        "mode": run.mode.value,
        "state": run.state.value,
        "started": run.started.isoformat(),
        "ended": run.ended.isoformat() if run.ended else None,
        "undoes": run.undoes,
        "redoes": run.redoes,
        "files": run.files,
        "bytes": run.size,
        "undone": run.undone,
        "failed": run.failed,
        "created": run.created,
    }


def of_step(step: Step) -> Record:
    """One step of a run."""
    return {
        "kind": step.kind.value,
        **({"purpose": step.made.purpose.value} if step.made else {}),
        "source": step.source or None,
        "destination": step.destination,
        "state": step.state.value,
        **(_reason(step.reason) if step.reason else {}),
    }


def of_scan(folders: Iterable[FoundFolder], seconds: float) -> Record:
    """What a scan found: counts and bytes by kind of file and extension, and everything that is left alone."""
    kinds: dict[str, Record] = {}
    extensions: dict[str, Record] = {}
    ignored: list[Record] = []
    problems: list[Record] = []
    files = size = walked = 0
    for folder in folders:
        walked += 1
        for found in folder.files:
            files += 1
            size += found.file.size
            _add(kinds, found.file.category.value, found.file.size)
            _add(extensions, extension_of(found.file.path), found.file.size)
        ignored.extend({"path": left.path, "bytes": left.size, **_reason(left.problem)} for left in folder.left_alone)
        problems.extend(of_problem(problem) for problem in folder.problems)
    return {
        "folders": walked,
        "files": files,
        "bytes": size,
        "kinds": dict(sorted(kinds.items())),
        "extensions": dict(sorted(extensions.items())),
        "ignored": ignored,
        "problems": problems,
        "seconds": round(seconds, 3),
    }


def _add(counts: dict[str, Record], key: str, size: int) -> None:
    count = counts.setdefault(key, {"files": 0, "bytes": 0})
    count["files"] += 1
    count["bytes"] += size

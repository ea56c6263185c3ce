"""``jforg verify``: what Jellyfin would misread, miss or merge in a library, and its repairs as an ordinary run."""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Sequence
from typing import Final

from jforg_gui.cli import records, show
from jforg_gui.cli.arguments import LIBRARY_WORDS
from jforg_gui.cli.screen import Screen
from jforg_gui.cli.shown import shown
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import UnknownContentsError, WorldError
from jforg_gui.domain.finding import Effect, Finding
from jforg_gui.domain.finding_words import EFFECTS, finding_sentence, repair_words
from jforg_gui.domain.media import Library
from jforg_gui.domain.words import counted
from jforg_gui.domain.work import Report
from jforg_gui.engine import Engine
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.verify import Checked, repair_plan, repairs, verify_folder

_STYLES: Final = {Effect.NOT_SHOWN: "red", Effect.SHOWN_WRONG: "yellow", Effect.NICER: "dim"}


def verify(args: argparse.Namespace, screen: Screen, engine: Engine, stopping: Cancellation) -> bool:
    """Check a folder, say what is wrong and, where asked for, repair it; True if nothing is left that counts.

    Without ``--strict`` what could merely be nicer does not count.
    """
    checked, start = Checked(), time.perf_counter()
    library = LIBRARY_WORDS[args.kind] if args.kind else None
    roots = engine.settings.roots()
    try:
        findings = list(verify_folder(args.folder, roots, library, stopping, checked))
    except UnknownContentsError as error:
        raise WorldError(f"{error} Say so with --kind {', '.join(sorted(LIBRARY_WORDS))}.") from error
    seconds = time.perf_counter() - start
    report = _repaired(args, screen, engine, findings, stopping) if args.repair and repairs(findings) else None
    if screen.as_json:
        record = records.of_findings(findings, checked, seconds)
        screen.json({**record, **({"repaired": records.of_report(report)} if report else {})})
    elif report is None:
        _show(screen, findings, checked, os.path.abspath(args.folder))
    if report is not None and not screen.as_json:
        show.show_report(screen, report, "moved")
    left = findings if report is None else list(verify_folder(args.folder, roots, library, stopping, Checked()))
    complete = report is None or report.complete
    return complete and not [one for one in left if args.strict or one.effect is not Effect.NICER]


def _repaired(
    args: argparse.Namespace, screen: Screen, engine: Engine, findings: Sequence[Finding], stopping: Cancellation
) -> Report | None:
    """Carry the repairs out as a run of moves; None if the person said no."""
    with engine.writing() as writer:
        plan = repair_plan(findings, engine.settings.roots())
        if not args.yes:
            if not screen.as_json:
                show.show_plan(screen, plan)
            if not screen.ask(f"Move {counted(plan.count(), 'file')}?"):
                screen.error("Nothing was moved.")
                return None
        with screen.progress("Repairing") as report_progress:
            return writer.organize(plan, Mode.MOVE, stopping, report_progress, tidy=True)


def _show(screen: Screen, findings: Sequence[Finding], checked: Checked, folder: str) -> None:
    for library in Library:
        mine = [finding for finding in findings if finding.library is library]
        if mine:
            screen.line(f"{library.value}  {len(mine):,}", "bold")
        for finding in mine:
            screen.line(f"  {EFFECTS[finding.effect]:14}  {shown(finding_sentence(finding))}", _STYLES[finding.effect])
            screen.line(f"                  {shown(os.path.relpath(finding.path, folder))}", "dim")
            screen.line(f"                  {shown(repair_words(finding.repair))}", "dim")
    counts = Counter(finding.effect for finding in findings)
    told = ", ".join(f"{counts[effect]:,} {EFFECTS[effect].lower()}" for effect in Effect if counts[effect])
    repairable = len(repairs(findings))
    screen.line(
        f"{counted(checked.files, 'file')} read, {counted(len(findings), 'finding')}"
        f"{f' ({told})' if told else ''}{f'; --repair repairs {repairable:,}' if repairable else ''}"
    )

"""The commands: each takes its arguments and a screen, and returns the exit status."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from jforg_gui.cli import records, show
from jforg_gui.cli.arguments import kinds_of
from jforg_gui.cli.asking import ask_about_conflicts
from jforg_gui.cli.outcome import INCOMPLETE, OK, USAGE, engine_without_settings
from jforg_gui.cli.runs import redo, undo
from jforg_gui.cli.screen import Screen
from jforg_gui.cli.stopping import stopping_by_signals
from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.disks import Meaning
from jforg_gui.domain.errors import NothingToUndoError, SettingsError, WorldError
from jforg_gui.domain.plan import Plan, Roots, Status
from jforg_gui.domain.words import counted
from jforg_gui.engine import Engine, Request
from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.storage.places import Places
from jforg_gui.storage.secrets import SECRET_KEYS, Secrets, masked
from jforg_gui.storage.settings import KEYS, Settings, Value, load, save
from jforg_gui.workflow.modes import what_mode_means

Command = Callable[[argparse.Namespace, Screen, Places], int]


def _engine(args: argparse.Namespace, places: Places) -> Engine:
    return Engine(places, _settings(places), workers=getattr(args, "workers", None))


def _settings(places: Places) -> Settings:
    """Read the settings; a file that cannot be used is no wrong usage of the command."""
    try:
        return load(places.settings_file)
    except SettingsError as error:
        raise WorldError(str(error)) from error


def _request(args: argparse.Namespace, engine: Engine) -> Request:
    settings = engine.settings
    roots = Roots.under(os.path.abspath(args.dest)) if args.dest else settings.roots()
    if not roots.folders:
        raise SettingsError(
            "No library folder is set. Give --dest DIR, or set one: jforg config set library.movies /path/to/Movies",
        )
    return Request(
        inputs=tuple(args.paths),
        roots=roots,
        policy=ConflictPolicy(args.conflict) if args.conflict else settings.conflict,
        kinds=kinds_of(args.kind),
        min_size=settings.min_size if args.min_size is None else args.min_size,
        nfo=settings.nfo if args.nfo is None else args.nfo,
        mode=Mode(args.mode) if args.mode else settings.mode,
        online=_online(args, settings),
        artwork=_online(args, settings) and (settings.artwork if args.artwork is None else args.artwork),
    )


def _online(args: argparse.Namespace, settings: Settings) -> bool:
    return settings.online if args.online is None else bool(args.online)


def scan(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg scan``: what is there."""
    start = time.perf_counter()
    with _engine(args, places) as engine, stopping_by_signals() as stopping:
        folders = [folder for batch in engine.scan(args.paths, stopping) for folder in batch]
    record = records.of_scan(folders, time.perf_counter() - start)
    if screen.as_json:
        screen.json(record)
    else:
        show.show_scan(screen, record)
    return INCOMPLETE if record["problems"] else OK


def identify(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg identify``: what names say; JSON comes as one record a line, in the order of the names."""
    names = _names(args.names)
    with _engine(args, places) as engine, stopping_by_signals() as stopping:
        online = _online(args, engine.settings)
        guesses = engine.identify_names(names, stopping, online=online)
    for name, guess in zip(names, guesses, strict=True):
        if screen.as_json:
            screen.json(records.of_guess(name, guess))
        else:
            show.show_guess(screen, name, guess)
    return OK


def _names(given: list[str]) -> list[str]:
    """The names of the command line, with ``-`` replaced by the lines of standard input."""
    names: list[str] = []
    for name in given or ["-"]:
        if name == "-":
            # Bytes, not text: a name may be in any encoding, and only a line feed ends one.
            lines = sys.stdin.buffer.read().split(b"\n")
            names.extend(os.fsdecode(line.removesuffix(b"\r")) for line in (lines if lines[-1] else lines[:-1]))
        else:
            names.append(name)
    return names


def preview(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg preview``: the plan."""
    with _engine(args, places) as engine, stopping_by_signals() as stopping:
        request = _request(args, engine)
        plan = engine.plan(request, stopping)
        means = what_mode_means(plan, request.mode, LocalDisks())
        checked = engine.preflight(plan, request.mode)
        plan = checked.plan
        asked = plan.rows if screen.as_json else ()
        meetings = {row.item.file.path: found for row in asked if (found := engine.rivals(row)) is not None}
    if screen.as_json:
        obstacles = {"obstacles": [records.of_problem(problem) for problem in checked.obstacles]}
        screen.json({**records.of_plan(plan, meetings), **records.of_meanings(request.mode, means), **obstacles})
    else:
        show.show_plan(screen, plan, mode=request.mode, verbose=args.verbose)
        show.show_meanings(screen, means)
        show.show_obstacles(screen, checked.obstacles)
    return INCOMPLETE if checked.obstacles or _is_incomplete(plan) else OK


def _is_incomplete(plan: Plan) -> bool:
    return bool(plan.problems) or any(row.status in {Status.CONFLICT, Status.ATTENTION} for row in plan.rows)


def organize(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg organize``: plan, ask, move, account."""
    if not args.yes and not screen.may_ask():
        screen.error("Nothing was moved: there is no terminal to ask on. Give --yes to organise without asking.")
        return USAGE
    with _engine(args, places) as engine, stopping_by_signals() as stopping:
        request = _request(args, engine)
        if request.policy is ConflictPolicy.ASK and not screen.may_ask():
            screen.error("Nothing was moved: there is no terminal to ask on. Give --conflict something other than ask.")
            return USAGE
        mode = request.mode
        with engine.writing() as writer:
            prepared = engine.prepare(request, stopping)
            if request.policy is ConflictPolicy.ASK:
                plan = ask_about_conflicts(engine, prepared, request, screen, stopping)
            else:
                plan = engine.plan_prepared(prepared, request, stopping)
            means = what_mode_means(plan, mode, LocalDisks())
            plan = writer.preflight(plan, mode).plan_to_carry_out()
            if not _agreed(screen, plan, request, means, ask=not args.yes):
                screen.error("Nothing was moved.")
                return INCOMPLETE
            with engine.fetching(plan) as pictures, screen.progress(show.DOING[mode].capitalize()) as report_progress:
                report = writer.organize(
                    plan, mode, stopping, report_progress, pictures.batches(), tidy=_tidy(args, engine.settings)
                )
            report = pictures.account(report)
    if screen.as_json:
        left = records.left_on_purpose(plan)
        screen.json({**records.of_report(report), **left, **records.of_meanings(mode, means)})
    else:
        show.show_there_already(screen, plan)
        show.show_report(screen, report, show.DONE[mode])
    return OK if report.complete else INCOMPLETE


def _tidy(args: argparse.Namespace, settings: Settings) -> bool:
    return settings.remove_emptied if args.remove_emptied is None else bool(args.remove_emptied)


def _agreed(screen: Screen, plan: Plan, request: Request, means: Sequence[Meaning], *, ask: bool) -> bool:
    """Say what is about to happen, and ask whether it may."""
    ask = ask and bool(plan.count())
    if ask:
        show.show_plan(screen, plan, mode=request.mode)
    show.show_meanings(screen, means)
    return not ask or screen.ask(f"{show.DO[request.mode].capitalize()} {counted(plan.count(), 'file')}?")


def verify(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg verify``: what is wrong with a library that exists; repairs are an ordinary run."""
    from jforg_gui.cli.verifying import verify as check  # noqa: PLC0415 — no other command needs the reader

    if args.repair and not args.yes and not screen.may_ask():
        screen.error("Nothing was repaired: there is no terminal to ask on. Give --yes to repair without asking.")
        return USAGE
    with _engine(args, places) as engine, stopping_by_signals() as stopping:
        return OK if check(args, screen, engine, stopping) else INCOMPLETE


def recover(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg recover``: settle interrupted runs; taking the right to write does that by itself."""
    with engine_without_settings(args, places) as engine, engine.writing() as writer:
        report = writer.recovered
    if screen.as_json:
        screen.json(records.of_report(report))
    elif report.run is None:
        screen.line("No run was interrupted.")
    else:
        show.show_report(screen, report, "settled", counting="step")
    return OK if report.complete else INCOMPLETE


def history(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg history``: all runs, or the steps of one."""
    with engine_without_settings(args, places) as engine, engine.reading() as journal:
        runs = journal.runs() if args.run is None else [run for run in [journal.run(args.run)] if run]
        steps = journal.steps(args.run) if args.run is not None else []
    if args.run is not None and not runs:
        raise NothingToUndoError(f"There is no run {args.run}.")
    if screen.as_json:
        listed: records.Record = {"runs": [records.of_run(run) for run in runs]}
        if args.run is not None:
            listed = {**records.of_run(runs[0]), "steps": [records.of_step(step) for step in steps]}
        screen.json(listed)
        return OK
    show.show_runs(screen, runs)
    show.show_steps(screen, steps)
    return OK


def config(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg config``: show, get, set and init."""
    settings = _settings(places)
    if args.action == "set":
        shown = _set(args.key, args.value, settings, places)
        if screen.as_json:
            screen.json({args.key: shown})
        return OK
    if args.action == "clear-cache":
        with Engine(places, settings) as engine:
            freed = engine.answers().clear()
        screen.line(f"{counted(freed, 'byte')} forgotten.")
        if screen.as_json:
            screen.json({"bytes": freed})
        return OK
    if args.action == "init":
        save(Settings({**{key: settings.get(key) for key in KEYS}, **settings.values}), places.settings_file)
        if screen.as_json:
            screen.json({"file": places.settings_file})
        screen.line(f"Settings are in {places.settings_file}")
        return OK
    keys = [args.key] if args.action == "get" else [*KEYS, *SECRET_KEYS]
    secrets = Secrets(places)
    values = {key: masked(secrets.get(key)) if key in SECRET_KEYS else settings.get(key) for key in keys}
    if screen.as_json:
        screen.json(values)
    elif args.action == "get":
        screen.line(str(values[args.key]))
    else:
        wide = max(map(len, values))
        for key, value in values.items():
            meaning = SECRET_KEYS[key] if key in SECRET_KEYS else KEYS[key].meaning
            screen.line(f"{key:{wide}} {value!s:24} {meaning}")
    return OK


def _set(key: str, value: str, settings: Settings, places: Places) -> Value:
    """Set one key and return what may be shown of it; ``-`` reads a secret from standard input, out of any history."""
    if key in SECRET_KEYS:
        secret = sys.stdin.readline() if value == "-" else value
        Secrets(places).set(key, secret)
        return masked(secret)
    settings = settings.with_value(key, value)
    save(settings, places.settings_file)
    return settings.get(key)


COMMANDS: Final[Mapping[str, Command]] = {
    "scan": scan,
    "identify": identify,
    "preview": preview,
    "organize": organize,
    "undo": undo,
    "redo": redo,
    "verify": verify,
    "recover": recover,
    "history": history,
    "config": config,
}

"""Tells in the bar at the bottom and in the title what is going on, from the session's signals."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from jforg_gui.domain.work import Progress, RunKind
from jforg_gui.ui import numbers, verbs
from jforg_gui.ui.filters import STATES, FilterKey
from jforg_gui.ui.look_up import LookUp
from jforg_gui.ui.online_words import states_lines, states_words
from jforg_gui.ui.pace import Pace
from jforg_gui.ui.rows import Counts, ScanProgress
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.status_bar import StatusBar
from jforg_gui.ui.text import clock, fill, number, percent, plain_path, problem_sentence, size, time_taken, translate
from jforg_gui.ui.verbs import Verb, verb_of

_SHORTEST_SCAN = 0.5  # seconds: below that a rate says nothing


class Reporter(QObject):
    """Speaks for the session. ``titled`` has the window's title; ``settings_asked`` is a button of it."""

    titled = Signal(str)
    settings_asked = Signal()

    def __init__(self, session: Session, bar: StatusBar, pause: QAction) -> None:
        """Speak in ``bar``, and offer ``pause`` there during a run."""
        super().__init__(bar)
        self._session, self._bar, self._pause = session, bar, pause
        self._counts = Counts(0, {}, {})
        self._started = time.monotonic()
        self._pace = Pace(self._started)
        self._seconds = 0.0
        self._finished = ""
        self._trouble = ""
        self._told: Phase | None = None
        self._look_up: LookUp | None = None
        session.scan_progressed.connect(self._scanning)
        session.recognise_progressed.connect(self._recognising)
        session.run_progressed.connect(self._running)
        session.failed.connect(self.warn)
        session.paused_changed.connect(self._paused)
        self.show_phase(session.phase)

    def _verb(self) -> Verb:
        return verb_of(self._session.mode, self._session.run_kind)

    def follow(self, look_up: LookUp) -> None:
        """Tell of rows that are looked up as well."""
        self._look_up = look_up
        look_up.progressed.connect(self._looking_up)
        look_up.ended.connect(self._looked_up)
        look_up.failed.connect(lambda problem: self.warn(problem_sentence(problem)))

    def _looking_up(self, done: int, total: int) -> None:
        if self._session.phase is not Phase.REVIEW or self._look_up is None or not total:
            return
        said = fill(translate("Status", "{done} of {all}"), done=number(done), all=number(total))
        more = states_words(self._look_up.states())
        self._bar.say(translate("Status", "Looking up titles…"), more, said)
        self._bar.setToolTip(states_lines(self._look_up.states()))
        self._bar.show_progress(done, total, f"{translate('Status', 'Looking up titles…')} {percent(done, total)}")
        self._bar.offer(translate("Status", "Stop"), self._look_up.cancel)

    def _looked_up(self) -> None:
        if self._session.phase is Phase.REVIEW and self._look_up is not None:
            self._bar.hide_progress()
            self._bar.offer()
            self._bar.setToolTip(states_lines(self._look_up.states()))
            faults = (state.fault for state in self._look_up.states() if state.fault is not None)
            fault = next(faults, None)
            self._trouble = "" if fault is None else problem_sentence(fault)  # no pause: nothing is waited for now
            self._tell_review()

    def warn(self, sentence: str) -> None:
        """Say what went wrong, until the next thing happens."""
        self._trouble = sentence
        self._bar.say(sentence)

    def offer(self, sentence: str, button: str = "", do: Callable[[], None] | None = None) -> None:
        """Say something that has been done, with the way back."""
        self._bar.say(sentence)
        self._bar.offer(button, do)

    def show_phase(self, phase: Phase) -> None:
        """Begin to tell of a phase."""
        now, self._told = time.monotonic(), phase
        if phase in {Phase.SCANNING, Phase.RUNNING}:
            self._trouble = ""
        if phase is Phase.SCANNING:
            self._started = now
        elif phase is Phase.REVIEW:
            self._seconds = now - self._started
        elif phase is Phase.RUNNING:
            self._started, self._pace = now, Pace(now)
        elif phase is Phase.DONE:
            self._finished = clock(datetime.now().astimezone())
        self._bar.hide_progress()
        self._bar.offer()
        {
            Phase.EMPTY: self._tell_empty,
            Phase.SCANNING: self._tell_scanning,
            Phase.RECOGNISING: self._tell_recognising,
            Phase.REVIEW: self._tell_review,
            Phase.RUNNING: self._tell_running,
            Phase.DONE: self._tell_done,
        }[phase]()
        if phase is not Phase.RUNNING:
            self.titled.emit(numbers.title(self._session.inputs))

    def say_anew(self) -> None:
        """Say what stands there in another language."""
        self._trouble = ""
        tell = {Phase.EMPTY: self._tell_empty, Phase.REVIEW: self._tell_review, Phase.DONE: self._tell_done}
        tell.get(self._session.phase, lambda: None)()

    def show_counts(self, counts: Counts) -> None:
        """Tell the new numbers where they are told."""
        if self._told is self._session.phase and counts != self._counts:
            self._trouble = ""
        self._counts = counts
        if self._session.phase is Phase.REVIEW and self._bar.button.isHidden():
            self._tell_review()
        elif self._session.phase is Phase.DONE:
            self._tell_done()

    def _tell_empty(self) -> None:
        folders = self._session.engine.settings.roots().folders
        said = numbers.libraries(folders)
        self._bar.say(translate("Status", "Nothing added yet"), aside=said)
        if not said:
            self._bar.offer(translate("Status", "Choose library folders…"), self.settings_asked.emit)

    def _tell_scanning(self) -> None:
        self._bar.say(translate("Status", "Reading…"))
        self._bar.offer(translate("Status", "Cancel"), self._session.cancel)

    def _tell_recognising(self) -> None:
        self._bar.say(translate("Status", "Recognising names…"))
        self._bar.offer(translate("Status", "Cancel"), self._session.cancel)

    def _tell_review(self) -> None:
        counts, session = self._counts, self._session
        if session.fixed:
            main = translate("Status", "Repairs of your library. Nothing has moved yet.")
        elif session.stopped_early:
            rows = len(session.rows)
            main = translate("Status", "Stopped. %Ln {row|rows} found so far can be used.", None, rows)
        else:
            main = fill(
                translate("Status", "%Ln {file|files} checked in {time}.", None, counts.all),
                time=time_taken(self._seconds),
            )
        ready = session.ready_size()
        self._bar.say(
            self._trouble or main, numbers.tally(counts.by_state, first=State.READY), size(ready) if ready else ""
        )

    def _tell_running(self) -> None:
        self._bar.say(verbs.under_way(self._verb()))
        self._bar.offer(translate("Status", "Stop after this file"), self._stop)
        self._bar.offer_action(self._pause)

    def _tell_done(self) -> None:
        main = fill(translate("Status", "Finished at {time}."), time=self._finished)
        stayed = sum(self._counts.by_state.get(state, 0) for state in STATES[FilterKey.STAYED])
        aside = translate("Status", "%Ln {file|files} stayed", None, stayed) if stayed else ""
        self._bar.say(self._trouble or main, numbers.tally(self._counts.by_state, first=State.DONE), aside)

    def _paused(self, paused: bool) -> None:  # noqa: FBT001 — what the signal carries
        if self._session.phase is Phase.RUNNING:
            self._bar.offer_action(self._pause)
            if paused:
                self._bar.say(translate("Status", "Paused. Nothing moves until you go on."))

    def _stop(self) -> None:
        self._session.cancel()
        self._bar.button.setEnabled(False)

    def _scanning(self, progress: ScanProgress) -> None:
        if self._session.phase is not Phase.SCANNING:
            return
        folder = fill(translate("Status", "Reading {folder}…"), folder=plain_path(progress.folder))
        seen = translate("Status", "%Ln {file|files} seen", None, progress.files)
        if progress.seconds >= _SHORTEST_SCAN:
            rate = round(progress.files / progress.seconds)
            seen = f"{seen}   {translate('Status', '%Ln per second', None, rate)}"
        self._bar.say(folder, aside=seen)

    def _recognising(self, done: int, total: int) -> None:
        if self._session.phase is not Phase.RECOGNISING:
            return
        said = fill(translate("Status", "{done} of {all}"), done=number(done), all=number(total))
        self._bar.say(translate("Status", "Recognising names…"), aside=said)
        self._bar.show_progress(done, total, f"{translate('Status', 'Recognising names…')} {percent(done, total)}")

    def _running(self, progress: Progress) -> None:
        session, now = self._session, time.monotonic()
        if session.phase is not Phase.RUNNING:
            return
        by_bytes = progress.size_total > 0
        self._pace.note(now, progress.size)
        left = self._pace.seconds_left(now, progress.size_total - progress.size)
        main = numbers.run_so_far(progress, self._verb())
        more = numbers.run_pace(progress, self._pace.rate(), left) if by_bytes else ""
        self._bar.say(main, more)
        done, total = (progress.size, progress.size_total) if by_bytes else (progress.files, progress.files_total)
        self._bar.show_progress(done, total, f"{main}, {percent(done, total)}")
        self.titled.emit(numbers.title_of_run(progress, self._verb()))

    def primary_words(self, counts: Counts) -> tuple[str, bool, str]:
        """What the primary button says, whether it can be pressed, and its tooltip."""
        session = self._session
        phase, files = session.phase, session.ready_files()
        if phase is Phase.RUNNING:
            return verbs.under_way(self._verb()), False, ""
        failed, waiting = counts.by_state.get(State.FAILED, 0), counts.by_state.get(State.WAITING, 0)
        if phase is Phase.DONE and (failed or waiting) and session.run_kind is RunKind.ORGANIZE:
            if not failed:
                return verbs.primary(verb_of(session.mode), waiting), True, ""
            return translate("Run", "Try %Ln again", None, failed + waiting), True, ""
        if phase in {Phase.SCANNING, Phase.RECOGNISING}:
            tip = translate("Run", "Ready when the folders are read. Cancel to use what is here.")
            return verbs.primary(verb_of(session.mode), 0), False, tip
        asking = counts.by_state.get(State.ATTENTION, 0)
        tip = ""
        if phase is Phase.REVIEW and not files and asking:
            tip = translate("Run", "Nothing is ready yet. %Ln {file needs|files need} you.", None, asking)
        return verbs.primary(verb_of(session.mode), files), phase is Phase.REVIEW and files > 0, tip

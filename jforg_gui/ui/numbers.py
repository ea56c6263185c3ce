"""The numbers of the window in words: the primary button, the title, and what the bar at the bottom says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from jforg_gui.domain.media import Library
from jforg_gui.domain.work import Progress
from jforg_gui.ui.states import State
from jforg_gui.ui.text import fill, number, percent, plain_path, size, time_left, translate
from jforg_gui.ui.verbs import Verb, share_done, so_far


def title(inputs: Sequence[str]) -> str:
    """The window's title: ``Finished — JFOrg``."""
    if not inputs:
        return "JFOrg"
    name = plain_path(os.path.basename(inputs[0].rstrip(os.sep)) or inputs[0])
    if len(inputs) > 1:
        name = fill(translate("Title", "{name} and %Ln more", None, len(inputs) - 1), name=name)
    return f"{name} — JFOrg"


def title_of_run(progress: Progress, verb: Verb) -> str:
    """The window's title while files move: ``66 % moved — JFOrg``."""
    share = percent(progress.size or progress.files, progress.size_total or progress.files_total)
    return f"{fill(share_done(verb), share=share)} — JFOrg"


def run_so_far(progress: Progress, verb: Verb) -> str:
    """``Moving 231 of 412``."""
    return fill(so_far(verb), done=number(progress.files), all=number(progress.files_total))


def run_pace(progress: Progress, rate: float, left: float | None) -> str:
    """``40.7 of 61.8 GB · 118 MB/s · about 2 min left``."""
    parts = [fill(translate("Status", "{done} of {all}"), done=size(progress.size), all=size(progress.size_total))]
    if rate >= 1:
        parts.append(fill(translate("Status", "{size}/s"), size=size(int(rate))))
    if left is not None:
        parts.append(time_left(left))
    return " · ".join(parts)


def tally(by_state: Mapping[State, int], *, first: State) -> str:
    """``412 are ready, 9 need you, 4 conflicts, 22 ignored.``, without what there is none of."""
    parts = []
    if by_state.get(State.READY) and first is State.READY:
        parts.append(translate("Status", "%Ln {is|are} ready", None, by_state[State.READY]))
    if by_state.get(State.DONE) and first is State.DONE:
        parts.append(translate("Status", "%Ln done", None, by_state[State.DONE]))
    for state, said in (
        (State.FAILED, translate("Status", "%Ln failed", None, by_state.get(State.FAILED, 0))),
        (State.ATTENTION, translate("Status", "%Ln {needs|need} you", None, by_state.get(State.ATTENTION, 0))),
        (State.CONFLICT, translate("Status", "%Ln {conflict|conflicts}", None, by_state.get(State.CONFLICT, 0))),
        (State.IGNORED, translate("Status", "%Ln ignored", None, by_state.get(State.IGNORED, 0))),
        (State.UNCHANGED, translate("Status", "%Ln unchanged", None, by_state.get(State.UNCHANGED, 0))),
    ):
        if by_state.get(state):
            parts.append(said)
    return f"{', '.join(parts)}." if parts else ""


def libraries(folders: Mapping[Library, str]) -> str:
    """``Libraries: Movies, Shows, Music on /srv/media``; the folders' own names, whose parent they share."""
    if not folders:
        return ""
    above = {os.path.dirname(folder) for folder in folders.values()}
    names = ", ".join(plain_path(os.path.basename(folder) or folder) for folder in folders.values())
    if len(above) == 1:
        return fill(translate("Status", "Libraries: {names} on {place}"), names=names, place=plain_path(above.pop()))
    return fill(translate("Status", "Libraries: {names}"), names=names)

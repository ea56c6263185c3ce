"""What Jellyfin makes of a finding's files, now and after the repair: read off what lies there."""

from __future__ import annotations

from pathlib import Path

import pytest

from jforg_gui.domain.finding import Finding, FindingCode
from jforg_gui.domain.plan import Roots
from jforg_gui.domain.seen_words import sentence_of
from jforg_gui.workflow.foresight import Foresight, foresee
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.verify import Checked, verify_folder
from tests.fakes.broken import WAYS, make_broken


def finding_in(library: str, code: FindingCode) -> Finding:
    found = list(verify_folder(library, Roots({}), None, NEVER, Checked()))
    return next(finding for finding in found if finding.code is code)


@pytest.mark.parametrize(
    ("way", "code", "now", "after"),
    [
        (
            "2 subtitles in a folder of their own",
            FindingCode.SUBTITLES_SKIPPED,
            ["Film Night Ferry (2001)"],
            ["Film Night Ferry (2001), English subtitle, German subtitle"],
        ),
        (
            "3 a span that is not read",
            FindingCode.SPAN_UNREAD,
            ["Low Tide, season 1 episode 1"],
            ["Low Tide, season 1 episodes 1–2"],  # noqa: RUF001 — as typeset
        ),
        (
            "4 an absolute number with a title behind it",
            FindingCode.NUMBER_MISREAD,
            ["Long Runner, season 10 episode 71"],
            ["Long Runner, season 1 episode 1071"],
        ),
        ("14 a hidden title", FindingCode.HIDDEN, ["Nothing"], ["Film hidden (2002)"]),
        ("8 a title with a word of releases", FindingCode.TITLE_CUT, ["Film The (2003)"], []),
        (
            "one film too many",
            FindingCode.SECOND_FILM,
            ["Film Iron Lantern (1988), German subtitle"],
            ["Film Iron Lantern (1988), German subtitle"],
        ),
        ("an episode beside the shows", FindingCode.BESIDE_SHOWS, ["Nothing"], []),
        ("an empty folder", FindingCode.EMPTY_FOLDER, [], []),
    ],
)
def test_what_is_seen_before_and_after(
    tmp_path: Path, way: str, code: FindingCode, now: list[str], after: list[str]
) -> None:
    library = str(tmp_path / "lib")
    make_broken(library, WAYS[way])
    seen = foresee(finding_in(library, code), NEVER)
    assert [sentence_of(sees) for sees in seen.now] == now
    assert [sentence_of(sees) for sees in seen.after] == after


def test_of_what_is_gone_nothing_is_seen(tmp_path: Path) -> None:
    library = str(tmp_path / "lib")
    make_broken(library, WAYS["3 a span that is not read"])
    finding = finding_in(library, FindingCode.SPAN_UNREAD)
    (tmp_path / "lib").rename(tmp_path / "away")
    assert foresee(finding, NEVER) == Foresight()

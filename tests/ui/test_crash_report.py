from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QApplication

from jforg_gui import __version__
from jforg_gui.ui.crash_report import report, scrub, versions

FILE = "/srv/media/Slack Water (2021).mkv"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("OSError: [Errno 5] no answer: '/srv/media/Slack Water.mkv'", "OSError: [Errno 5] no answer: (hidden)"),
        ("KeyError: 'Slack Water'", "KeyError: (hidden)"),
        ("ValueError: bad row /home/noor/My films/one.mkv at 3", "ValueError: bad row (hidden)"),
        ("ValueError: bad row C:\\Users\\noor\\one.mkv", "ValueError: bad row (hidden)"),
        ("ValueError: Tide.S01E02.mkv is twice", "ValueError: (hidden) is twice"),
        ('ValueError: "It\'s \\"low\\" tide" is odd', "ValueError: (hidden) is odd"),
        ("ValueError: \u201clow tide\u201d is odd", "ValueError: (hidden) is odd"),
        ("IndexError: list index out of range", "IndexError: list index out of range"),
        ("ValueError: first\nnote: ~/Films/one", "ValueError: first\nnote: (hidden)"),
        ("jforg_gui.domain.errors.WorldError", "jforg_gui.domain.errors.WorldError"),
        ("ValueError: took 3.5 of 1/2", "ValueError: took 3.5 of 1/2"),
    ],
)
def test_what_is_hidden(text: str, hidden: str) -> None:
    assert scrub(text) == hidden


def test_names_in_our_own_code_stay() -> None:
    text = "AttributeError: 'NoneType' object has no attribute 'title', not '/srv/x' nor 'tide.mkv'"
    kept = "AttributeError: 'NoneType' object has no attribute 'title', not (hidden) nor (hidden)"
    assert scrub(text, keep_identifiers=True) == kept


def _fail(path: str) -> None:
    try:
        os.stat(path)
    except OSError as error:
        raise ValueError(f"no row for {path!r}") from error


def test_a_report_tells_the_place_and_no_name() -> None:
    with pytest.raises(ValueError, match="no row") as caught:
        _fail(FILE)
    text = report(caught.value)
    assert "Slack" not in text
    assert os.path.dirname(__file__) not in text
    assert text.index("FileNotFoundError: [Errno 2]") < text.index("ValueError: no row for (hidden)")
    assert "test_crash_report.py" in text
    assert "in _fail" in text
    assert text.startswith(f"JFOrg {__version__} · Python 3")
    assert "Slack Water (2021).mkv" in report(caught.value, with_names=True)


def test_an_exception_that_causes_itself_ends() -> None:
    one, two = ValueError("one"), ValueError("two")
    one.__cause__, two.__cause__ = two, one
    assert report(one).count("ValueError") == 2


def test_versions_tell_what_runs(qapp: QApplication) -> None:
    assert qapp.platformName() in versions()

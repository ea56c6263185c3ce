from __future__ import annotations

import pytest

from jforg_gui.domain.errors import ProblemCode, ProviderError
from jforg_gui.providers.manners import Patience
from jforg_gui.providers.releases import Release, newer_release
from tests.fakes.web import Reply, Web, as_json

_PATH = "/repos/jforg/jforg/releases/latest"
_QUICK = Patience(connect=1.0, total=1.0, back_off=0.01)


def _asked(web: Web, answer: Reply, own: str = "0.1.0") -> Release | None:
    web.sites["releases"] = lambda asked: answer if asked.path == _PATH else None
    return newer_release({"JFORG_PROVIDER_URL_RELEASES": f"{web.url}/releases"}, own=own, patience=_QUICK)


@pytest.mark.parametrize(
    ("own", "tag", "newer"),
    [
        ("0.1.0", "v0.2.0", "0.2.0"),
        ("0.9.0", "v0.10.0", "0.10.0"),  # numbers, not letters
        ("0.1.0", "1.0.0", "1.0.0"),
        ("0.1.0", "v0.1.0", None),
        ("0.2.0", "v0.1.9", None),
        ("1.2.3.dev4", "v1.2.3", None),
    ],
)
def test_only_a_higher_number_is_newer(web: Web, own: str, tag: str, newer: str | None) -> None:
    found = _asked(web, as_json({"tag_name": tag, "html_url": "https://elsewhere.example/"}), own)
    assert (found and found.version) == newer


def test_the_link_is_ours_whatever_the_answer_says(web: Web) -> None:
    found = _asked(web, as_json({"tag_name": "v9.0.0", "html_url": "https://elsewhere.example/"}))
    assert found is not None
    assert found.page == "https://github.com/jforg/jforg/releases/tag/v9.0.0"


def test_nothing_released_is_nothing_newer(web: Web) -> None:
    assert _asked(web, as_json({"message": "Not Found"}, 404)) is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (as_json({"tag_name": "v1.0.0; rm -rf"}), ProblemCode.PROVIDER_ANSWER),
        (as_json({"tag_name": "v" + "9" * 5000}), ProblemCode.PROVIDER_ANSWER),
        (as_json({"tag_name": None}), ProblemCode.PROVIDER_ANSWER),
        (as_json(["v1.0.0"]), ProblemCode.PROVIDER_ANSWER),
        (Reply(200, b"<html>", {"Content-Type": "text/html"}), ProblemCode.PROVIDER_ANSWER),
        (as_json({}, 403), ProblemCode.PROVIDER_FORBIDDEN),
        (as_json({}, 500), ProblemCode.PROVIDER_DOWN),
    ],
)
def test_an_answer_that_is_none_is_a_problem(web: Web, answer: Reply, code: ProblemCode) -> None:
    with pytest.raises(ProviderError) as caught:
        _asked(web, answer)
    assert caught.value.problem.code is code


def test_every_question_is_asked_anew_and_says_nothing_of_the_person(web: Web) -> None:
    for _time in range(2):
        _asked(web, as_json({"tag_name": "v0.1.0"}))
    assert [asked.path for asked in web.asked] == [_PATH, _PATH]
    assert {asked.headers["user-agent"].split("/")[0] for asked in web.asked} == {"jforg_gui"}
    assert all("mailto" not in asked.headers["user-agent"] and not asked.query for asked in web.asked)

from __future__ import annotations

import logging

from jforg_gui.storage.logs import log_to, stop_logging


def test_what_is_logged_is_written(tmp_path: object) -> None:
    handler = log_to(f"{tmp_path}/data/logs")
    logging.getLogger("jforg_gui.sample").warning("a lamp is out: %s", "caf\udce9")
    stop_logging(handler)
    logging.getLogger("jforg_gui.sample").warning("nobody hears this")
    with open(f"{tmp_path}/data/logs/jforg.log", encoding="utf-8") as file:
        text = file.read()
    assert "WARNING jforg_gui.sample: a lamp is out: caf\\udce9" in text
    assert "nobody" not in text


def test_a_disk_that_refuses_is_no_failure(tmp_path: object) -> None:
    with open(f"{tmp_path}/file", "xb"):
        pass
    handler = log_to(f"{tmp_path}/file/logs")
    assert handler is None
    stop_logging(handler)

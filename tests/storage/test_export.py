from __future__ import annotations

import pytest

from jforg_gui.domain.errors import WorldError
from jforg_gui.storage.export import write_export


def test_nothing_is_written_over(tmp_path: object) -> None:
    path = f"{tmp_path}/run.csv"
    assert write_export(path, "a\r\n") == path
    assert write_export(path, "b") == f"{tmp_path}/run (2).csv"
    with open(path, encoding="utf-8", newline="") as file:
        assert file.read() == "a\r\n"


def test_names_that_are_not_utf8_come_out_as_they_are(tmp_path: object) -> None:
    path = write_export(f"{tmp_path}/run.csv", "a\udcff")
    with open(path, "rb") as file:
        assert file.read() == b"a\xff"


def test_where_it_cannot_be_written(tmp_path: object) -> None:
    with pytest.raises(WorldError, match="cannot be written"):
        write_export(f"{tmp_path}/gone/run.csv", "a")

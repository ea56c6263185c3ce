from __future__ import annotations

import os
import stat

import pytest
import smoke


def test_the_messy_tree_has_as_many_files_as_it_says(tmp_path: object) -> None:
    smoke.messy_tree(f"{tmp_path}", 120)
    found = smoke.snapshot(f"{tmp_path}")
    contents = [value for value in found.values() if value != "folder"]
    assert len(contents) == 120
    assert len({value.partition(" ")[0] for value in contents}) == 120, "each has bytes of its own"


def test_a_changed_byte_and_a_changed_time_show(tmp_path: object) -> None:
    smoke.messy_tree(f"{tmp_path}", 1)
    before = smoke.snapshot(f"{tmp_path}")
    (path,) = [name for name, value in before.items() if value != "folder"]
    os.utime(f"{tmp_path}/{path}", ns=(1, 1))
    assert smoke.snapshot(f"{tmp_path}") != before


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for the program")
@pytest.mark.parametrize("lines", ["echo self-test: failed nothing moved", "exit 3"])
def test_a_program_that_fails_ends_the_build(lines: str, tmp_path: object) -> None:
    program = f"{tmp_path}/jforg-gui"
    with open(program, "x", encoding="ascii") as file:
        file.write(f"#!/bin/sh\n{lines}\n")
    os.chmod(program, stat.S_IRWXU)
    with pytest.raises(SystemExit):
        smoke.self_test(f"{tmp_path}")

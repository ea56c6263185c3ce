from __future__ import annotations

import pytest

from jforg_gui.domain.long_paths import long_path, short_path

DEEP = "\\".join(["folder of a certain length"] * 10)
SLASHED = DEEP.replace("\\", "/")


@pytest.mark.parametrize(
    ("path", "lifted"),
    [
        ("C:\\Films\\Kites (1999)\\Kites (1999).mkv", "C:\\Films\\Kites (1999)\\Kites (1999).mkv"),
        (f"C:\\{DEEP}", f"\\\\?\\C:\\{DEEP}"),
        (f"C:/{SLASHED}", f"\\\\?\\C:\\{DEEP}"),  # behind the prefix a slash is a letter of the name
        (f"C:\\{DEEP}\\.\\x\\..\\y", f"\\\\?\\C:\\{DEEP}\\y"),  # and a dot a folder
        (f"\\\\nas\\films\\{DEEP}", f"\\\\?\\UNC\\nas\\films\\{DEEP}"),
        (f"\\\\?\\C:\\{DEEP}", f"\\\\?\\C:\\{DEEP}"),
        (f"\\\\.\\C:\\{DEEP}", f"\\\\.\\C:\\{DEEP}"),
        (DEEP, DEEP),  # not from the root: nobody can say what it would be
        (f"\\{DEEP}", f"\\{DEEP}"),  # without a drive
        (f"/home/{SLASHED}", f"/home/{SLASHED}"),
    ],
)
def test_only_whole_and_long_paths_are_lifted(path: str, lifted: str) -> None:
    assert long_path(path) == lifted


@pytest.mark.parametrize(("length", "is_lifted"), [(247, False), (248, True)])
def test_the_limit_is_that_of_folders(length: int, is_lifted: bool) -> None:  # noqa: FBT001 — a table
    path = "C:\\" + "x" * (length - 3)
    assert (long_path(path) != path) is is_lifted


@pytest.mark.parametrize("path", [f"C:\\{DEEP}", f"\\\\nas\\films\\{DEEP}", "C:\\x", "/home/x"])
def test_a_lifted_path_is_read_as_it_was(path: str) -> None:
    assert short_path(long_path(path)) == path

"""Prints what ``CHANGELOG.md`` says of one version: the notes of its release."""

from __future__ import annotations

import os
import re
import sys

import bundle


def notes(changelog: str, version: str) -> str:
    """The text below the heading of ``version``, up to the next version or the links at the end.

    Raises:
        SystemExit: the changelog has no such heading, or nothing below it.

    """
    found = re.search(
        rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## \[|^\[[^\]]+\]: |\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    text = found[1].strip() if found else ""
    if not text:
        raise SystemExit(
            f"CHANGELOG.md says nothing of version {version}: add a heading ## [{version}] with what is new."
        )
    return text


if __name__ == "__main__":
    with open(os.path.join(bundle.ROOT, "CHANGELOG.md"), encoding="utf-8") as file:
        sys.stdout.write(notes(file.read(), sys.argv[1]) + "\n")

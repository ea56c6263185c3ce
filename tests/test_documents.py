"""What the documents name is there: modules, commands, make's targets."""

from __future__ import annotations

import os
import re
from typing import Final

import pytest

from jforg_gui.cli.commands import COMMANDS
from tests.reference import PAGES

ROOT: Final = os.path.dirname(os.path.dirname(__file__))
DOCUMENTS: Final = ("README.md", "CONTRIBUTING.md", "docs/architecture.md")
GUIDE: Final = sorted(name for name in os.listdir(os.path.join(ROOT, "docs")) if name.endswith(".md"))


def _text(name: str) -> str:
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_named_exists(document: str) -> None:
    bases = [ROOT, *(entry.path for entry in os.scandir(ROOT) if entry.name == "jforg_gui")]
    bases += [entry.path for entry in os.scandir(os.path.join(ROOT, "jforg_gui")) if entry.is_dir()]
    named = set(re.findall(r"`([\w/]+\.py)`", _text(document)))
    assert not {name for name in named if not any(os.path.exists(os.path.join(base, name)) for base in bases)}


def test_the_readme_shows_every_command() -> None:
    shown = set(re.findall(r"^jforg (\w+)", _text("README.md"), re.MULTILINE))
    assert shown == COMMANDS.keys()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_exists(document: str) -> None:
    targets = set(re.findall(r"^(\w+):", _text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make (?:\w+=\S+ )?([a-z]+)", _text(document), re.MULTILINE)) <= targets


@pytest.mark.parametrize("page", PAGES)
def test_a_reference_says_what_is_there(page: str) -> None:
    assert _text(f"docs/{page}") == PAGES[page](), "write it anew with: make docs"


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{name}" for name in GUIDE)])
def test_every_link_within_leads_somewhere(page: str) -> None:
    folder = os.path.join(ROOT, os.path.dirname(page))
    targets = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", _text(page))
    assert [target for target in targets if not os.path.exists(os.path.join(folder, target))] == []


def test_every_page_of_the_guide_is_reached_from_the_readme() -> None:
    assert [name for name in GUIDE if f"(docs/{name})" not in _text("README.md")] == []

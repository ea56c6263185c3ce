from __future__ import annotations

import json
import os
import sys

import pytest

from jforg_gui.storage.licenses import Part, all_parts, licence_text


def test_from_source_the_installed_distributions_tell() -> None:
    parts = {part.name.lower(): part for part in all_parts()}
    assert parts["jforg"].license == "MIT"
    assert parts["guessit"].license == "LGPL-3.0-or-later"
    assert parts["rebulk"].license == "MIT", "what guessit needs is there too"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licence_text(parts["guessit"])


def test_the_frozen_program_has_a_list(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    os.makedirs(f"{tmp_path}/licenses/Some-Part")
    with open(f"{tmp_path}/licenses/Some-Part/LICENSE", "x", encoding="utf-8") as file:
        file.write("Do what you like.\n")
    with open(f"{tmp_path}/licenses/index.json", "x", encoding="utf-8") as file:
        json.dump(
            [{"name": "Some Part", "version": "1", "license": "MIT", "texts": ["Some-Part/LICENSE"], "note": "n"}], file
        )
    monkeypatch.setattr(sys, "_MEIPASS", f"{tmp_path}", raising=False)
    (part,) = all_parts()
    assert (part.name, part.version, part.license, part.note) == ("Some Part", "1", "MIT", "n")
    assert licence_text(part) == "Do what you like."


@pytest.mark.parametrize("content", [None, "", "{", "[]"])
def test_a_broken_list_is_no_reason_to_fail(
    content: str | None, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        os.mkdir(f"{tmp_path}/licenses")
        with open(f"{tmp_path}/licenses/index.json", "x", encoding="utf-8") as file:
            file.write(content)
    monkeypatch.setattr(sys, "_MEIPASS", f"{tmp_path}", raising=False)
    assert any(part.name == "guessit" for part in all_parts())


def test_a_text_that_cannot_be_read_is_empty(tmp_path: object) -> None:
    assert licence_text(Part("a", "1", "MIT", (f"{tmp_path}/none",))) == ""

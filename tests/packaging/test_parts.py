from __future__ import annotations

import json
import os
import re
from importlib import metadata

import bundle
import legal_texts
import parts
import pytest
from parts import Part


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("Apache-2.0 AND MIT", True),
        ("(MIT OR GPL-3.0-only) ", True),
        ("GPL-2.0-or-later WITH Bootloader-exception", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-3.0-only", False),
        ("", False),
        ("AGPL-3.0-only OR SSPL-1.0", False),
    ],
)
def test_what_may_be_bundled(expression: str, *, allowed: bool) -> None:
    assert parts.compatible(expression) is allowed


def _installed_below(name: str, known: set[str]) -> None:
    """Collect ``name`` and everything it needs that is installed here."""
    for line in metadata.requires(name) or ():
        needed = re.split(r"[^\w.-]", line, maxsplit=1)[0].lower().replace("_", "-")
        if needed not in known and "extra ==" not in line:
            try:
                metadata.distribution(needed)
            except metadata.PackageNotFoundError:
                continue
            known.add(needed)
            _installed_below(needed, known)


def test_everything_we_need_may_be_bundled_and_has_a_text() -> None:
    names: set[str] = set()
    _installed_below(bundle.NAME, names)
    assert "guessit" in names
    assert "pyside6-essentials" in names
    modules = {
        module
        for module, owners in metadata.packages_distributions().items()
        for owner in owners
        if _key(owner) in names
    }
    found = parts.distributions(modules)
    assert {_key(part.name) for part in found} == names
    assert [(part.name, part.license) for part in found if not parts.compatible(part.license)] == []
    assert [
        part.name for part in found if not part.files or not all(os.path.getsize(path) for path in part.files)
    ] == []


def _key(name: str) -> str:
    return name.lower().replace("_", "-")


def test_the_index_names_every_text(tmp_path: object) -> None:
    text, other = f"{tmp_path}/LICENSE", f"{tmp_path}/more/LICENSE"
    os.mkdir(f"{tmp_path}/more")
    for path in (text, other):
        with open(path, "x", encoding="utf-8") as file:
            file.write(path)
    folder = f"{tmp_path}/licenses"
    legal_texts.write_licenses(
        [Part("Two Texts", "1.0", "MIT", (text, other), "https://example.org", "a note")], folder
    )
    with open(f"{folder}/index.json", encoding="utf-8") as file:
        own, part = json.load(file)
    assert own["name"] == "JFOrg"
    assert part["texts"] == ["Two-Texts/LICENSE", "Two-Texts/1-LICENSE"]
    with open(f"{folder}/Two-Texts/1-LICENSE", encoding="utf-8") as file:
        assert file.read() == other


@pytest.mark.parametrize(("license_", "files"), [("GPL-3.0-only", ("x",)), ("MIT", ())])
def test_a_part_that_may_not_go_along_ends_the_build(license_: str, files: tuple[str, ...], tmp_path: object) -> None:
    with pytest.raises(SystemExit, match="Culprit"):
        legal_texts.write_licenses([Part("Culprit", "1", license_, files)], f"{tmp_path}/licenses")
    assert not os.path.exists(f"{tmp_path}/licenses")


def test_the_bill_of_materials_is_cyclonedx() -> None:
    bill = legal_texts.bill_of_materials([Part("a", "1", "MIT", ("x",), "https://a.example", purl="pkg:pypi/a@1")])
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["components"] == [
        {
            "type": "library",
            "bom-ref": "a@1",
            "name": "a",
            "version": "1",
            "licenses": [{"expression": "MIT"}],
            "purl": "pkg:pypi/a@1",
            "externalReferences": [{"type": "website", "url": "https://a.example"}],
        }
    ]

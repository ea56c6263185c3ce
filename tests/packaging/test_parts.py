from __future__ import annotations

import json
import os
from importlib import metadata

import bundle
import legal_texts
import parts
import pytest

from jforg_gui.storage.licenses import Part, all_parts, distribution_key, licence_text


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


def test_everything_we_need_may_be_bundled_and_has_a_text() -> None:
    names = {distribution_key(part.name) for part in all_parts()} - {bundle.NAME}
    assert {"guessit", "pyside6-essentials"} <= names
    owners = metadata.packages_distributions().items()
    modules = {module for module, found in owners if names.intersection(map(distribution_key, found))}
    found = parts.distributions(modules)
    assert {distribution_key(part.name) for part in found} == names
    assert [(part.name, part.license) for part in found if not parts.compatible(part.license)] == []
    assert [part.name for part in found if not part.texts or not all(map(os.path.getsize, part.texts))] == []


def test_the_library_that_pymediainfo_brings_along_has_its_own_licence() -> None:
    pytest.importorskip("pymediainfo", reason="MediaInfo has no wheel for this system")
    (library,) = [part for part in parts.beside_pymediainfo() if part.name == "MediaInfo"]
    assert parts.compatible(library.license)
    assert "MediaArea.net" in licence_text(library)


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
    bill = legal_texts.bill_of_materials([Part("a", "1", "MIT", ("a-1.dist-info/LICENSE",), "https://a.example")])
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

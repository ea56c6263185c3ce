"""Writes what a person may want to know of the parts: their licence texts with an index, and a bill of materials."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from typing import Any

import bundle
from parts import compatible

from jforg_gui.storage.licenses import Part, distribution_key


def write_licenses(parts: Sequence[Part], folder: str) -> None:
    """Copy every part's texts to ``folder/NAME/`` and list the parts in ``folder/index.json``, which About shows.

    Raises:
        SystemExit: a licence may not be bundled, or a part has no text.

    """
    forbidden = [
        f"{part.name} ({part.license or 'no licence named'})" for part in parts if not compatible(part.license)
    ]
    without = [part.name for part in parts if not part.texts]
    if forbidden or without:
        raise SystemExit(
            f"Not to be bundled: {', '.join(forbidden) or 'none'}; without a text: {', '.join(without) or 'none'}."
        )
    shutil.rmtree(folder, ignore_errors=True)
    own = Part(bundle.TITLE, bundle.version(), "MIT", (os.path.join(bundle.ROOT, "LICENSE"),), bundle.HOMEPAGE)
    index = [_written(part, folder) for part in (own, *parts)]
    with open(os.path.join(folder, "index.json"), "w", encoding="utf-8") as file:
        json.dump(index, file, indent=1)


def _written(part: Part, folder: str) -> dict[str, Any]:
    place = os.path.join(folder, part.name.replace(" ", "-"))
    os.makedirs(place)
    texts = []
    for number, path in enumerate(part.texts):
        name = os.path.basename(path)
        name = name if not os.path.exists(os.path.join(place, name)) else f"{number}-{name}"
        shutil.copyfile(path, os.path.join(place, name))
        texts.append(f"{os.path.basename(place)}/{name}")
    return {
        "name": part.name,
        "version": part.version,
        "license": part.license,
        "homepage": part.homepage,
        "note": part.note,
        "texts": texts,
    }


def bill_of_materials(parts: Sequence[Part]) -> dict[str, Any]:
    """The parts as a CycloneDX 1.6 document (https://cyclonedx.org/docs/1.6/json/)."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": f"{bundle.NAME}@{bundle.version()}",
                "name": bundle.TITLE,
                "version": bundle.version(),
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [_component(part) for part in parts],
    }


def _component(part: Part) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"{part.name}@{part.version}",
        "name": part.name,
        "version": part.version,
        "licenses": [{"expression": part.license}],
    }
    if part.texts and ".dist-info" in part.texts[0]:  # https://github.com/package-url/purl-spec
        component["purl"] = f"pkg:pypi/{distribution_key(part.name)}@{part.version}"
    elif part.texts and part.texts[0].startswith("/usr/share/doc/"):
        component["purl"] = f"pkg:deb/debian/{part.name}@{part.version}"
    if part.homepage.startswith("http"):
        component["externalReferences"] = [{"type": "website", "url": part.homepage}]
    return component

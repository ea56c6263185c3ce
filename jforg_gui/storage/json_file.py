"""Small JSON files of our own, written whole or not at all."""

from __future__ import annotations

import json
import os
from typing import Any


def write_json(path: str, value: Any, *, escaped: bool = False) -> None:  # noqa: ANN401 — whatever JSON can hold
    """Write a file that only its owner may read; a power cut leaves the old one or the new one.

    ``escaped`` keeps lone surrogates, as paths hold them, by writing ASCII only.

    Raises:
        OSError: it cannot be written.

    """
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=escaped) + "\n"
    temporary = f"{path}.{os.getpid()}.new"
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)

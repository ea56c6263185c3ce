"""``python -m benchmarks [--only GROUP]``: measure, print the tables, write build/bench.json."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import Final

from benchmarks.report import Measured, show, write

# A group is a module of this package with a function `measure() -> Measured`; it is imported when it is run.
GROUPS: Final = {
    "scan": "benchmarks.scan",
    "online": "benchmarks.online",
    "moves": "benchmarks.moves",
    "history": "benchmarks.history",
    "names": "benchmarks.names",
    "window": "benchmarks.window",
}
RESULT: Final = os.path.join("build", "bench.json")


def main(arguments: list[str]) -> int:
    """Run the groups asked for; figures outside their bars are shown, not punished."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--only", default="", choices=["", *GROUPS], help="one group instead of all")
    only = parser.parse_args(arguments).only
    measured: list[Measured] = []
    for name, module in GROUPS.items():
        if only in ("", name):
            print(f"measuring {name} …", file=sys.stderr)
            measured.append(importlib.import_module(module).measure())
    show(measured)
    write(measured, RESULT)
    print(f"\nwritten to {RESULT}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

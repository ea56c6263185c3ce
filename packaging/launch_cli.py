"""Starts the command line in the frozen program; worker processes come through here and end in ``freeze_support``."""

import multiprocessing
import sys

from jforg_gui.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())

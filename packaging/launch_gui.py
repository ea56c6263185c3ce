"""Starts the window in the frozen program; worker processes come through here as well and end inside ``main``."""

import sys

from jforg_gui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())

"""The frozen window: `patina`, or `patina --selftest`."""

import sys

from gui.app import run

if __name__ == "__main__":
    sys.exit(run(sys.argv))

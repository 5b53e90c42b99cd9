"""Starts Patina: without arguments the window; `python main.py --help` lists the commands."""

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's own threads would spin beside the networks (docs/speed.md)


def main() -> None:
    if len(sys.argv) == 1:
        from gui.app import run as open_window

        sys.exit(open_window(sys.argv))
    from engine.commands.command_line import run

    run()


if __name__ == "__main__":
    main()

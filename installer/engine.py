"""The frozen engine: `patina-engine engine` for the window, and every command of the command line."""

from multiprocessing import freeze_support

from engine.commands.command_line import run

if __name__ == "__main__":
    freeze_support()  # the trainer's pictures are made in a process beside it, which on Windows is this program again
    run()

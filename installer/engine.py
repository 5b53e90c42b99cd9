"""The frozen engine: `patina-engine engine` for the window, and every command of the command line."""

from engine.commands import run

if __name__ == "__main__":
    run()

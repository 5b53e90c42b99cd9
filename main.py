"""Starts Patina: `python main.py --help` lists the commands."""

from engine.commands import run

if __name__ == "__main__":
    run()

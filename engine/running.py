"""Programs of ours beside this one: how they are called, and whether one is at work in a folder.

It holds a lock on a file there as long as it lives, however it ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import AppError

NAME = "running"
MAIN = Path(__file__).resolve().parents[1] / "main.py"
FAR = 1 << 20  # bytes; where the lock is on Windows


class AlreadyRunning(AppError):
    hint = "Wait until it has ended, or choose another folder."


def own_command(*arguments: str) -> list[str]:
    """Our command line with these arguments, from another process of the same."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *arguments] if frozen else [sys.executable, str(MAIN), *arguments]


@contextmanager
def running_in(folder: Path) -> Generator[None]:
    """Be the one that is at work there. Raises AlreadyRunning."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT)
    try:
        if not _locked(handle):
            raise AlreadyRunning(f"another Patina is at work in {folder}")
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)  # which ends the lock


def process_in(folder: Path) -> int:
    """The number of the process that is at work there; 0 if there is none."""
    try:
        return int((folder / NAME).read_bytes()) if is_running(folder) else 0
    except (OSError, ValueError):
        return 0


def is_running(folder: Path) -> bool:
    try:
        handle = os.open(folder / NAME, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _locked(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            os.lseek(handle, FAR, os.SEEK_SET)  # the number at the start must stay readable
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

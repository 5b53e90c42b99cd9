"""Keeps the machine awake while pictures are being restored."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from types import TracebackType
from typing import Any

CONTINUOUS, SYSTEM_REQUIRED = 0x80000000, 0x00000001  # of SetThreadExecutionState
PATIENCE = 2  # seconds that a helper is given to end

WHY = "Pictures are being restored"


class KeepAwake:
    """From `start` to `stop`, or as a context. The screen may go dark. Where the system offers no way, nothing happens."""

    def __init__(self) -> None:
        self._on = False
        self._helper: subprocess.Popen[bytes] | None = None

    @property
    def on(self) -> bool:
        return self._on

    def start(self) -> None:
        if self._on:
            return
        self._on = True
        if sys.platform == "win32":
            _tell_windows(CONTINUOUS | SYSTEM_REQUIRED)
        else:
            self._helper = _helper()

    def stop(self) -> None:
        if not self._on:
            return
        self._on = False
        if sys.platform == "win32":
            _tell_windows(CONTINUOUS)
        elif self._helper:
            _end(self._helper)
            self._helper = None

    def keep(self, on: bool) -> None:
        """Start or stop."""
        self.start() if on else self.stop()

    def __enter__(self) -> KeepAwake:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def _helper() -> subprocess.Popen[bytes] | None:
    """A small program of the system that keeps it awake until its input ends; that also happens when the window is killed."""
    command = _command(sys.platform)
    program = shutil.which(command[0]) if command else None
    if not program:
        return None
    try:
        return subprocess.Popen(
            [program, *command[1:]], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )  # fmt: skip
    except OSError:
        return None


def _command(platform: str) -> list[str]:
    if platform == "darwin":
        return ["caffeinate", "-i", "-w", str(os.getpid())]
    return ["systemd-inhibit", "--what=idle:sleep", "--who=Patina", f"--why={WHY}", "cat"]


def _end(helper: subprocess.Popen[bytes]) -> None:
    if helper.stdin:
        with suppress(OSError):
            helper.stdin.close()
    with suppress(ProcessLookupError):
        helper.terminate()
    try:
        helper.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()


def _tell_windows(state: int) -> None:
    import ctypes

    libraries: Any = ctypes
    libraries.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(state))

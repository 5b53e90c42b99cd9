"""What whoever watches a fine-tuning wants of it: a word in a file, so that windows may come and go while it learns."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PAUSE, STOP = "pause", "stop"
GLANCE = 0.2  # seconds between two looks at the file


class Wishes:
    """Asked before every step. A file that is not there wishes nothing."""

    def __init__(self, file: Path | None, ended: Callable[[], bool] = lambda: False) -> None:
        self._file, self._ended = file, ended
        self._looked = float("-inf")
        self._stopped = False

    def stopped(self) -> bool:
        """Whether the work is to end; waits while it is to pause."""
        while self._file and not self._stopped and time.monotonic() - self._looked > GLANCE:
            self._looked = time.monotonic()
            wish = self._wish()
            self._stopped = wish == STOP
            if wish != PAUSE or self._ended():
                break
            time.sleep(GLANCE)
        return self._stopped or self._ended()

    def _wish(self) -> str:
        assert self._file
        with suppress(OSError, UnicodeDecodeError):
            return self._file.read_text("utf-8").strip()
        return ""

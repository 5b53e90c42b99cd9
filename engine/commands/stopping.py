"""Stopping cleanly: a command that is asked to end keeps what is done, and the next start goes on."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager


@contextmanager
def asked_to_stop(stop: Callable[[], None]) -> Generator[None]:
    """Calls `stop` on Ctrl+C, or when the program is told to end."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    previous = [signal.signal(number, lambda *_: stop()) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, previous, strict=True):
            signal.signal(number, handler)


def stop_with_input(stop: Callable[[], None]) -> None:
    """Calls `stop` when standard input ends: whoever holds its other end has closed it, or is no more."""

    def wait() -> None:
        while os.read(number, 1):
            pass
        stop()

    number = sys.stdin.fileno()  # the file itself: Python's own buffer is locked when a program ends
    threading.Thread(target=wait, name="input", daemon=True).start()

"""Parts of the work, and how many seconds each takes: functions are watched from outside, so the program has no timers."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

DECODING, LOOKING, NETWORK, PAINTING, ENCODING, CHECKING, WAITING = (
    "decoding", "looking", "network", "painting", "encoding", "checking", "waiting",
)  # fmt: skip
PARTS = {
    DECODING: "reading and decoding the picture",
    LOOKING: "looking at it as a whole (without the networks)",
    NETWORK: "the networks",
    PAINTING: "cutting tiles, preparing them, and putting them together",
    ENCODING: "encoding and writing the result",
    CHECKING: "reading the result again, and hashes",
}
"""What is told; waiting for the networks is none."""


@dataclass
class _Span:
    inner: float = 0.0  # seconds that belong to parts within it


class Parts:
    """Adds up, from several threads, the seconds of each part; a part within another does not count for the outer one."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._lock = threading.Lock()
        self._here = threading.local()

    @property
    def seconds(self) -> dict[str, float]:
        """By part, those that are told."""
        with self._lock:
            return {part: self._seconds.get(part, 0.0) for part in PARTS}

    @contextmanager
    def timed(self, part: str) -> Generator[None]:
        outer: _Span | None = getattr(self._here, "span", None)
        span = self._here.span = _Span()
        started = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - started
            self._here.span = outer
            if outer:
                outer.inner += took
            with self._lock:
                self._seconds[part] += took - span.inner

    def watched(self, function: Callable[..., Any], part: str) -> Callable[..., Any]:
        """The same function, whose time is counted."""

        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            with self.timed(part):
                return function(*given, **named)

        return timed

    def watch(self, owner: object, name: str, part: str) -> None:
        """Put the watched function in the place of the one that a module, a class or an object has by that name."""
        setattr(owner, name, self.watched(getattr(owner, name), part))

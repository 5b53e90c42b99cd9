"""The pace of a batch: megapixels a second and time left, judged by what was done while it was not resting."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """Time left is judged by the bytes of the files, since their pixels are not known before they are opened."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._worked = 0.0  # seconds, up to `_since`
        self._since: float | None = None
        self._bytes = 0
        self._megapixels = 0.0

    def work(self) -> None:
        """The work begins, or goes on."""
        if self._since is None:
            self._since = self._clock()

    def rest(self) -> None:
        """The work rests or ends: time no longer counts."""
        self._worked, self._since = self.seconds, None

    def add(self, size: int, megapixels: float = 0.0) -> None:
        """A picture is done, or has failed."""
        self._bytes += size
        self._megapixels += megapixels

    @property
    def seconds(self) -> float:
        """Of work so far."""
        return self._worked + (self._clock() - self._since if self._since is not None else 0.0)

    @property
    def megapixels_per_second(self) -> float:
        return self._megapixels / max(self.seconds, 1e-3)

    def left(self, size: int) -> float | None:
        """Seconds that `size` bytes will take; None while nothing is known."""
        return self.seconds * size / self._bytes if self._bytes and size >= 0 else None

"""A source that remembers what each thread has read last: the samples of a tile are wanted before and after it was painted."""

from __future__ import annotations

import threading

from engine.files.source import Source
from engine.pixels import Box, Samples


class LastRead(Source):
    """Owns the source that it reads from."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.path, source.shape, source.metadata)
        self._source, self._last = source, threading.local()

    def region(self, box: Box) -> Samples:
        samples = self._source.region(box)
        self._last.read = box, samples
        return samples

    def again(self, box: Box) -> Samples:
        """A box; a part of the last one that this thread has read, if it lies within that."""
        last: tuple[Box, Samples] | None = getattr(self._last, "read", None)
        if last is None or box.within(last[0]) != box:
            return self._source.region(box)
        return last[1][box.inside(last[0])]

    def reduced(self, halvings: int) -> Source | None:
        return self._source.reduced(halvings)

    def close(self) -> None:
        self._source.close()

"""A sink: a picture that is being written, row by row."""

from __future__ import annotations

from abc import ABC, abstractmethod

from engine.pixels import Samples


class Sink(ABC):
    """A picture that is being written to a temporary file: rows from top to bottom, then `finish`.

    Its errors are DestinationNotWritable (no space, no permission), named after the temporary file's folder.
    """

    @abstractmethod
    def write(self, rows: Samples) -> None:
        """Append rows, (any number, width, planes), of the dtype that the shape says."""

    @abstractmethod
    def finish(self) -> tuple[str, ...]:
        """Complete the file; what could not be carried along, one sentence each."""

    @abstractmethod
    def abandon(self) -> None:
        """Let go of the file and of anything held beside it; may be called at any time, also twice."""

"""A file that is being written under its temporary name."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from engine.errors import DestinationNotWritable


class Output:
    """Opens a path that must not exist yet. Where the system refuses, the error names the folder."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self.size = 0
        with self.named_problems():
            self.file: IO[bytes] = path.open("xb")

    def put(self, content: bytes) -> None:
        with self.named_problems():
            self.file.write(content)
        self.size += len(content)

    def replace_start(self, content: bytes) -> None:
        """Write over the first bytes, when all others are there."""
        with self.named_problems():
            self.file.seek(0)
            self.file.write(content)

    def close(self) -> None:
        with self.named_problems():
            self.file.close()

    def abandon(self) -> None:
        with suppress(OSError):  # a full disk makes the last flush fail once more
            self.file.close()

    @contextmanager
    def named_problems(self) -> Generator[None, None, None]:
        try:
            yield
        except OSError as error:
            raise DestinationNotWritable(f"{self._folder} cannot be written to: {error.strerror}") from error

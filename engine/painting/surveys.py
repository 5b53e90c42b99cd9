"""The surveys of one picture: marks that stages made all over it, kept in scratch files."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import numpy as np

from engine.files.scratch import Scratch
from engine.files.source import Shape
from engine.painting.readers import MarksReader
from engine.painting.tiles import TileLimit, painted_bands
from engine.pixels import Box
from engine.stage import Marks


class Surveys:
    """A context manager; leaving it removes the scratch files."""

    def __init__(self, folder: Path, crew: Executor, limit: TileLimit, between: Callable[[], None] = lambda: None) -> None:
        self._folder, self._crew, self._limit, self._between = folder, crew, limit, between
        self._files = ExitStack()

    def keep(self, height: int, width: int, shrink: int, survey: MarksReader) -> MarksReader:
        """Survey the picture tile by tile; a reader of the marks. See readers.Keeper."""
        scratch = Scratch(self._folder, Shape(height, width, 1, False, 8))
        self._files.callback(scratch.close)
        for band in painted_bands(height, width, self._limit.within(survey), self._crew, self._limit.side(), self._between):
            scratch.append(band)
        scratch.complete()

        def read(box: Box) -> Marks:
            return scratch.read(box).astype(np.uint8)

        return read

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

"""Seams: whether a result shows where its tiles met, by the steps across their borders and across the lines beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

import engine.photograph
from engine.benchmark.figures import Seams
from engine.engine import scratch_folder
from engine.evaluation.selection import spread
from engine.files.recognising import format_of
from engine.files.source import Source
from engine.painting.readers import enlarged, mirrored
from engine.pixels import Box, Samples

NEAR = 8  # lines on each side of a border that it is compared with
MOST = 16  # borders of each direction that are looked at, spread over all
FAINT = 0.01  # 8-bit levels that count for nothing: without, a picture that is nowhere changed would have no ratio

Of = Literal["change", "result"]


class Borders:
    """Where the tiles of a picture meet, noted while it is painted."""

    def __init__(self) -> None:
        self._tops, self._lefts = set[int](), set[int]()

    def watch(self) -> None:
        """Put a function that notes what is painted in the place of the one that divides pictures."""
        divided = engine.photograph.painted_bands

        def noted(height: int, width: int, paint: Callable[[Box], Samples], *more: Any, **named: Any) -> Iterator[Samples]:
            def painted(box: Box) -> Samples:
                self._tops.add(box.top)
                self._lefts.add(box.left)
                return paint(box)

            return divided(height, width, painted, *more, **named)

        setattr(engine.photograph, "painted_bands", noted)  # noqa: B010 (a function may not be assigned to)

    @property
    def rows(self) -> tuple[int, ...]:
        """The first row of each row of tiles but the first."""
        return tuple(sorted(self._tops - {0}))

    @property
    def columns(self) -> tuple[int, ...]:
        return tuple(sorted(self._lefts - {0}))


def seams(source: Path, result: Path, rows: Sequence[int], columns: Sequence[int]) -> Seams | None:
    """Of the result of a picture whose tiles met above those rows and left of those columns; None where none did.

    The measure is the mean absolute difference of neighbouring pixels across a line. It is taken of what was changed (result
    minus source), where the picture's own content cancels, or of the result itself, whichever is calmer: noise that was
    removed is what a change is full of.
    """
    with _opened(source) as before, _opened(result) as after:
        steps = np.array([*_steps(before, after, rows, 0), *_steps(before, after, columns, 1)])
    if not len(steps):
        return None
    beside = np.delete(np.arange(2 * NEAR + 1), NEAR)
    changes, results = steps[:, 0] + FAINT, steps[:, 1] + FAINT
    of: Of = "change" if changes[:, beside].mean() <= results[:, beside].mean() else "result"
    calm = changes if of == "change" else results
    lines = (calm / calm[:, beside].mean(axis=1, keepdims=True)).mean(axis=0)  # a border in a busy place counts no more
    chance = [float(lines[line] / lines[beside[beside != line]].mean()) for line in beside]
    return Seams(float(lines[NEAR] / lines[beside].mean()), min(chance), max(chance), len(steps), of)


def _steps(before: Source, after: Source, borders: Sequence[int], axis: int) -> Iterator[NDArray[np.float64]]:
    """For each border that has its neighbours, (2, 2 * NEAR + 1): steps of the change and of the result, in 8-bit levels."""
    height, width = after.shape.height, after.shape.width
    side, scale = (height, width)[axis], after.shape.height // before.shape.height
    around = mirrored(before.region, before.shape.height, before.shape.width)
    inside = [border for border in borders if NEAR < border < side - NEAR]
    for border in (inside[index] for index in spread(len(inside), MOST)):
        first, last = border - NEAR - 1, border + NEAR + 1
        box = Box(first, 0, last, width) if axis == 0 else Box(0, first, height, last)
        result = _levels(after.region(box), after)
        own = _levels(enlarged(around, box, scale), before)
        pair = result - own, result
        yield np.array([np.abs(np.diff(one, axis=axis)).mean(axis=(1 - axis, 2)) for one in pair])


def _levels(samples: Samples, source: Source) -> NDArray[np.float32]:
    """Without alpha, 0 to 255."""
    return samples[..., : source.shape.channels].astype(np.float32) * np.float32(255 / (2**source.shape.bits - 1))


def _opened(path: Path) -> Source:
    return format_of(path).open(path, scratch_folder())

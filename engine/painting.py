"""Painting: sends a box of a picture through the stages, with the surroundings that they need all together.

Each step needs its halo around what the next one wants; so the box grows from the last step back to the first, is read
once, and shrinks again on its way. The work for a pixel does not grow with the picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.overview import Overview, shrunk
from engine.pixels import Box, Pixels, Samples, as_rgb
from engine.stage import Look, Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks

Mirrored = TypeVar("Mirrored", Pixels, Marks, Samples)
FINEST = 64  # working pixels that a tile has at least along one side: with less it is all halo
ENLARGING = 2  # working pixels that bicubic enlargement needs on each side

Reader = Callable[[Box], Pixels]
"""Reads a box of the picture; outside the picture it is mirrored."""

MarksReader = Callable[[Box], Marks]
"""Reads a box of a survey, at its working scale."""

Keeper = Callable[[int, int, int, MarksReader], MarksReader]
"""Surveys a picture, by a function that surveys a box of it, and keeps the marks for reading.

It is told the height and width of the marks, and how many pixels of the picture, along one side, stand for one of them.
"""


def kept_in_memory(height: int, width: int, shrink: int, survey: MarksReader) -> MarksReader:
    """Surveys at once: for small pictures, without files. See survey.SurveyFolder for large ones."""
    whole = Box(0, 0, height, width)
    marks = survey(whole)
    return lambda box: marks[box.inside(whole)]


@dataclass(frozen=True)
class Step:
    """A stage that has looked."""

    stage: Stage
    look: Look
    marks: MarksReader | None = None
    small_marks: Marks | None = None
    """As large as the small copy of the picture."""

    def input_for(self, wanted: Box) -> Box:
        """What must be known to paint the wanted box of its output: grown by the halo, on the step's grid."""
        look = self.look
        enlarges = look.shrink > 1 or self.stage.scale > 1
        margin = (look.halo + (ENLARGING if enlarges else 0)) * look.shrink
        return on_grid(wanted.reduced(self.stage.scale).grown(margin), look.multiple_of * look.shrink)


@dataclass(frozen=True)
class Painter:
    """Paints boxes of one picture through steps that have looked."""

    height: int
    width: int
    read: Reader
    networks: Networks
    steps: tuple[Step, ...] = ()
    left_out: tuple[Step, ...] = ()
    """Stages that have looked, and that the picture does not need."""

    @property
    def scale(self) -> int:
        """Painted pixels for one that was read, along each side."""
        return math.prod(step.stage.scale for step in self.steps)

    @property
    def colours(self) -> bool:
        """Whether it makes RGB of a grey picture."""
        return any(step.stage.colours for step in self.steps)

    @property
    def least_tile(self) -> int:
        """Pixels along the side of a tile that are the least worth painting at once."""
        return max((step.look.shrink * FINEST for step in self.steps), default=0)

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the painted picture."""
        return self.height * self.scale, self.width * self.scale

    def looking(
        self, stages: Sequence[Stage], small: Pixels, keep: Keeper = kept_in_memory, only_needed: bool = False
    ) -> Painter:
        """Let each stage look at what the ones before it painted, and survey it where it must search.

        `small` is the untouched picture, made small. With `only_needed`, stages that see nothing to do are left out.
        """
        painter, overview = self, self.overview_of(small)
        for stage in stages:
            painter, overview = painter.looking_once(stage, overview, keep, only_needed)
        return painter

    def overview_of(self, small: Pixels) -> Overview:
        """What the first stage looks at."""
        return Overview(*self.size, lambda: small, self.paint)

    def looking_once(
        self, stage: Stage, overview: Overview, keep: Keeper = kept_in_memory, only_needed: bool = False
    ) -> tuple[Painter, Overview]:
        """The painter with one more stage, that has looked, and what the next one may look at."""
        step = Step(stage, stage.look(overview, self.networks))
        if stage.surveys:
            marks = self.surveyed(step, keep)
            few = self.small_marks(step, marks, overview.small.shape[:2])
            step = Step(stage, stage.look_again(overview, step.look, few, self.networks), marks, few)
        if only_needed and not step.look.needed:
            return replace(self, left_out=(*self.left_out, step)), overview
        painter = replace(self, steps=(*self.steps, step))
        return painter, Overview(*painter.size, partial(self.small_through, step, overview), painter.paint)

    def small_through(self, step: Step, overview: Overview) -> Pixels:
        """The small copy as the step paints it, at its own scale, for the next stages to look at."""
        small = overview.small
        height, width = small.shape[:2]
        factor = max(1, round(max(self.size) / max(height, width)))
        scale = max(1, step.look.shrink // factor)
        whole = Box(0, 0, height, width)
        marks = None if step.small_marks is None else read_from(strongest(step.small_marks, scale))
        one = Step(step.stage, replace(step.look, shrink=scale), marks)
        painted = Painter(height, width, read_from(small), self.networks, (one,)).paint(whole.enlarged(step.stage.scale))
        return shrunk(painted, step.stage.scale)

    def surveyed(self, step: Step, keep: Keeper) -> MarksReader:
        """The step's marks all over the picture, as painted by the steps before it."""
        look, shrink = step.look, step.look.shrink
        height, width = self.size

        def survey(box: Box) -> Marks:
            outer = on_grid(box.grown(look.halo), look.multiple_of)
            tile = Tile(shrunk(self.paint(outer.enlarged(shrink)), shrink), outer, height / shrink, width / shrink)
            return step.stage.survey(tile, look, self.networks)[box.inside(outer)]

        working = -(-height // shrink), -(-width // shrink)
        return mirrored(keep(*working, shrink, survey), *working)

    def small_marks(self, step: Step, marks: MarksReader, size: tuple[int, ...]) -> Marks:
        """The strongest marks of the place that each pixel of a small picture of that size stands for; read in bands."""
        shrink, factor = step.look.shrink, -(-max(self.size) // max(size))
        height, width = (-(-side // shrink) for side in self.size)
        rows, columns = (np.arange(count + 1) * factor for count in size)
        lefts, rights = columns[:-1] // shrink, np.minimum(-(-columns[1:] // shrink), width)
        bands: list[Marks] = []
        for first in range(0, size[0], 64):
            edges = rows[first : first + 65]
            tops, bottoms = edges[:-1] // shrink, np.minimum(-(-edges[1:] // shrink), height)
            band = marks(Box(int(tops[0]), 0, int(bottoms[-1]), width))
            bands.append(_most(_most(band, tops - tops[0], bottoms - tops[0], 0), lefts, rights, 1))
        return np.concatenate(bands)

    def paint(self, box: Box) -> Pixels:
        """(box.height, box.width, C): a box of the painted picture."""
        return self.before_and_after(box)[1]

    def before_and_after(self, box: Box) -> tuple[Pixels, Pixels]:
        """A box of the painted picture as it was read (enlarged, if the steps enlarge), and as all steps painted it.

        Of a grey picture the second is RGB where a step gives colours.
        """
        boxes = [box]
        for step in reversed(self.steps):
            boxes.append(step.input_for(boxes[-1]))
        place = boxes.pop()
        pixels, height, width = self.read(place), self.height, self.width
        around = box.reduced(self.scale).grown(ENLARGING if self.scale > 1 else 0)
        before = larger(pixels[around.inside(place)], self.scale)[box.inside(around.enlarged(self.scale))]
        for step in self.steps:
            scale, wanted = step.stage.scale, boxes.pop()
            pixels = self._through(step, pixels, place, height, width)[wanted.inside(place.enlarged(scale))]
            place, height, width = wanted, height * scale, width * scale
        return before, pixels

    def _through(self, step: Step, pixels: Pixels, box: Box, height: int, width: int) -> Pixels:
        """One step over all of `pixels`, at its working scale; there, what it changed is enlarged and added.

        `box` is their place in a picture of that height and width.
        """
        shrink, scale = step.look.shrink, step.stage.scale
        small = shrunk(pixels, shrink)
        place = box.reduced(shrink)
        small.flags.writeable = False
        marks = step.marks(place) if step.marks else None
        tile = Tile(small, place, height / shrink, width / shrink, marks)
        painted = step.stage.paint(tile, step.look, self.networks)
        if step.stage.colours:
            small, pixels = as_rgb(small), as_rgb(pixels)
        wanted = (small.shape[0] * scale, small.shape[1] * scale, small.shape[2])
        if painted.shape != wanted or painted.dtype != np.float32:
            raise ValueError(f"{step.stage.name} made {painted.dtype} {painted.shape} of {small.shape}")
        if shrink == 1:
            return painted
        plain = larger(small, scale)
        change = cv2.resize(painted - plain, (pixels.shape[1] * scale, pixels.shape[0] * scale), interpolation=cv2.INTER_CUBIC)
        return np.clip(larger(pixels, scale) + change.reshape(*change.shape[:2], -1), 0, 1)


def read_from(picture: Mirrored) -> Callable[[Box], Mirrored]:
    """A reader of a picture in memory, mirrored outside it."""
    height, width = picture.shape[:2]
    return mirrored(lambda box: picture[box.inside(Box(0, 0, height, width))], height, width)


def strongest(marks: Marks, factor: int) -> Marks:
    """Marks of the picture made smaller by `factor`: of each square the strongest."""
    rows, columns = (np.arange(0, side, factor) for side in marks.shape[:2])
    return np.maximum.reduceat(np.maximum.reduceat(marks, rows, axis=0), columns, axis=1)


def _most(marks: Marks, starts: NDArray[np.int64], ends: NDArray[np.int64], axis: int) -> Marks:
    """The strongest of each span along an axis; neighbours may share one mark."""
    return np.maximum(np.maximum.reduceat(marks, starts, axis=axis), marks.take(ends - 1, axis=axis))


def enlarged(read: Callable[[Box], Mirrored], box: Box, factor: int) -> Mirrored:
    """A box of a picture `factor` times as large as the one that `read` reads (mirrored outside it), bicubic."""
    if factor == 1:
        return read(box)
    around = box.reduced(factor).grown(ENLARGING)
    return larger(read(around), factor)[box.inside(around.enlarged(factor))]


def larger(pixels: Mirrored, factor: int) -> Mirrored:
    """(H, W, C), all of it `factor` times as large, bicubic; the outermost pixels guess at what lies beyond."""
    if factor == 1:
        return pixels
    height, width, channels = pixels.shape
    large = cv2.resize(pixels, (width * factor, height * factor), interpolation=cv2.INTER_CUBIC)
    return large.reshape(height * factor, width * factor, channels)  # pyright: ignore[reportReturnType]


def on_grid(box: Box, step: int) -> Box:
    """The smallest box round it whose edges are multiples of `step`."""
    return Box(box.top // step * step, box.left // step * step, -(-box.bottom // step) * step, -(-box.right // step) * step)


def mirrored(inside: Callable[[Box], Mirrored], height: int, width: int) -> Callable[[Box], Mirrored]:
    """A reader that may be asked for boxes that reach outside the picture: there it is reflected at its edge pixels."""

    def read(box: Box) -> Mirrored:
        rows, columns = _reflected(box.top, box.bottom, height), _reflected(box.left, box.right, width)
        near = Box(int(rows.min()), int(columns.min()), int(rows.max()) + 1, int(columns.max()) + 1)
        pixels = inside(near)
        if near == box:
            return pixels
        return pixels[rows - near.top][:, columns - near.left]

    return read


def _reflected(start: int, end: int, length: int) -> np.ndarray:
    """The indices start to end, folded back into 0 to length - 1 as often as needed."""
    if length == 1:
        return np.zeros(end - start, np.int64)
    period = 2 * (length - 1)
    folded = np.arange(start, end) % period
    return np.minimum(folded, period - folded)

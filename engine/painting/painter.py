"""Painting: sends a box of a picture through the stages, with the surroundings that they need all together.

Each step needs its halo around what the next one wants; so the box grows from the last step back to the first, is read
once, and shrinks again on its way. The work for a pixel does not grow with the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from engine.findings import Finding
from engine.overview import Overview, shrunk, small_copy
from engine.painting.coarse import painted_ahead
from engine.painting.readers import (
    ENLARGING,
    Keeper,
    MarksReader,
    Reader,
    enlarged,
    kept_in_memory,
    larger,
    mirrored,
    on_grid,
    read_from,
    strongest,
)
from engine.painting.step import BEYOND, Step
from engine.pixels import Box, Pixels, as_rgb
from engine.stage import Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks

FINEST = 64  # working pixels that a tile has at least along one side: with less it is all halo
LARGE = 16 * 10**6  # pixels at most that a stage with a coarse scale has read at once


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

    findings: tuple[Finding, ...] = ()
    """Of all that have looked, in their order."""

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
        return max((step.look.shrink * FINEST for step in self.steps if step.change is None), default=0)

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the painted picture."""
        return self.height * self.scale, self.width * self.scale

    def looking(
        self, stages: Sequence[Stage], small: Pixels | None = None, keep: Keeper = kept_in_memory, only_needed: bool = False
    ) -> Painter:
        """Let each stage look at what the ones before it painted, and survey it where it must search.

        `small` is the untouched picture, made small, where somebody has it already; else it is made when a stage wants it. With
        `only_needed`, stages that see nothing to do are left out.
        """
        painter, overview = self, self.overview_of(small)
        for stage in stages:
            painter, overview = painter.looking_once(stage, overview, keep, only_needed)
        return painter

    def overview_of(self, small: Pixels | None = None) -> Overview:
        """What the first stage looks at; `small` as above."""
        make_small = partial(small_copy, self.height, self.width, self.read) if small is None else lambda: small
        return Overview(*self.size, make_small, self.paint)

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
            finding = structs.replace(step.finding, needed=False)
            return replace(self, left_out=(*self.left_out, step), findings=(*self.findings, finding)), overview
        painter = replace(self, steps=(*self.steps, step), findings=(*self.findings, step.finding))
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
        working = -(-height // shrink), -(-width // shrink)
        edge = on_grid(Box(0, 0, *working).grown(min(look.halo, BEYOND)), look.multiple_of)

        def survey(box: Box) -> Marks:
            outer = on_grid(box.grown(look.halo), look.multiple_of).within(edge.around(box))
            tile = Tile(shrunk(self.paint(outer.enlarged(shrink)), shrink), outer, height / shrink, width / shrink)
            return step.stage.survey(tile, look, self.networks)[box.inside(outer)]

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

    def boxes_for(self, box: Box) -> list[Box]:
        """A box of the painted picture, and what must be known for it of the input of each step, from the last to the first."""
        boxes, limit = [box], Box(0, 0, *self.size).around(box)
        for step in reversed(self.steps):
            limit = step.limit_for(limit)
            boxes.append(step.input_for(boxes[-1]).within(limit))
        return boxes

    def paint(self, box: Box) -> Pixels:
        """(box.height, box.width, C): a box of the painted picture."""
        return self.before_and_after(box)[1]

    def before_and_after(self, box: Box) -> tuple[Pixels, Pixels]:
        """A box of the painted picture as it was read (enlarged, if the steps enlarge), and as all steps painted it.

        Of a grey picture the second is RGB where a step gives colours.
        """
        boxes = self.boxes_for(box)
        place = boxes.pop()
        if place.height * place.width > LARGE and (ahead := painted_ahead(self, box=box)) is not self:
            return ahead.before_and_after(box)
        pixels, height, width = self.read(place), self.height, self.width
        around = box.reduced(self.scale).grown(ENLARGING if self.scale > 1 else 0)
        before = larger(pixels[around.inside(place)], self.scale)[box.inside(around.enlarged(self.scale))]
        for step in self.steps:
            scale, wanted = step.stage.scale, boxes.pop()
            pixels = self._through(step, pixels, place, wanted, height, width)[wanted.inside(place.enlarged(scale))]
            place, height, width = wanted, height * scale, width * scale
        return before, pixels

    def _through(self, step: Step, pixels: Pixels, box: Box, wanted: Box, height: int, width: int) -> Pixels:
        """One step over all of `pixels`, at its working scale; there, what it changed is enlarged and added.

        `box` is their place in a picture of that height and width, `wanted` the part of the answer that is kept.
        """
        shrink, scale = step.look.shrink, step.stage.scale
        if step.change is not None:
            known = enlarged(step.change, box.enlarged(scale), shrink)
            return np.clip(larger(as_rgb(pixels) if step.stage.colours else pixels, scale) + known, 0, 1)
        small = shrunk(pixels, shrink)
        place = box.reduced(shrink)
        small.flags.writeable = False
        marks = step.marks(place) if step.marks else None
        kept = wanted.reduced(scale * shrink)
        tile = Tile(small, place, height / shrink, width / shrink, marks, kept if shrink == 1 else kept.grown(ENLARGING))
        painted = step.stage.paint(tile, step.look, self.networks)
        if step.stage.colours:
            small, pixels = as_rgb(small), as_rgb(pixels)
        shape = (small.shape[0] * scale, small.shape[1] * scale, small.shape[2])
        if painted.shape != shape or painted.dtype != np.float32:
            raise ValueError(f"{step.stage.name} made {painted.dtype} {painted.shape} of {small.shape}")
        if shrink == 1:
            return painted
        plain = larger(small, scale)
        change = cv2.resize(painted - plain, (pixels.shape[1] * scale, pixels.shape[0] * scale), interpolation=cv2.INTER_CUBIC)
        return np.clip(larger(pixels, scale) + change.reshape(*change.shape[:2], -1), 0, 1)


def _most(marks: Marks, starts: NDArray[np.int64], ends: NDArray[np.int64], axis: int) -> Marks:
    """The strongest of each span along an axis; neighbours may share one mark."""
    return np.maximum(np.maximum.reduceat(marks, starts, axis=axis), marks.take(ends - 1, axis=axis))

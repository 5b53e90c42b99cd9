"""Painting: sends a box of a picture through the stages, with the surroundings that they need all together.

Each step needs its halo around what the next one wants; so the box grows from the last step back to the first, is read
once, and shrinks again on its way. The work for a pixel does not grow with the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import cv2
import numpy as np

from engine.overview import Overview, shrunk
from engine.pixels import Box, Pixels
from engine.stage import Look, Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks

Mirrored = TypeVar("Mirrored", Pixels, Marks)
ENLARGING = 2  # working pixels that bicubic enlargement needs on each side

Reader = Callable[[Box], Pixels]
"""Reads a box of the picture; outside the picture it is mirrored."""

MarksReader = Callable[[Box], Marks]
"""Reads a box of a survey, at its working scale."""

Keeper = Callable[[int, int, MarksReader], MarksReader]
"""Surveys a picture of a height and width, by a function that surveys a box of it, and keeps the marks for reading."""


def kept_in_memory(height: int, width: int, survey: MarksReader) -> MarksReader:
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

    def input_for(self, wanted: Box) -> Box:
        """What must be known to paint the wanted box: grown by the halo, on the step's grid."""
        look = self.look
        margin = look.halo * look.shrink + (ENLARGING * look.shrink if look.shrink > 1 else 0)
        return on_grid(wanted.grown(margin), look.multiple_of * look.shrink)


@dataclass(frozen=True)
class Painter:
    """Paints boxes of one picture through steps that have looked."""

    height: int
    width: int
    read: Reader
    networks: Networks
    steps: tuple[Step, ...] = ()

    def looking(self, stages: Sequence[Stage], small: Pixels, keep: Keeper = kept_in_memory) -> Painter:
        """Let each stage look at what the ones before it painted, and survey it where it must search.

        `small` is the untouched picture, made small.
        """
        painter = self
        for stage in stages:
            overview = Overview(self.height, self.width, small, painter.paint)
            step = Step(stage, stage.look(overview, self.networks))
            if stage.surveys:
                step = replace(step, marks=painter.surveyed(step, keep))
            if stage is not stages[-1]:
                small = painter.small_through(step, small)
            painter = replace(painter, steps=(*painter.steps, step))
        return painter

    def small_through(self, step: Step, small: Pixels) -> Pixels:
        """The small copy as the step paints it: at its own scale, for the next stages to look at."""
        factor = max(1, round(max(self.height, self.width) / max(small.shape[:2])))
        scale = max(1, step.look.shrink // factor)
        height, width = small.shape[:2]
        whole = Box(0, 0, height, width)
        painter = Painter(height, width, mirrored(lambda box: small[box.inside(whole)], height, width), self.networks)
        step = Step(step.stage, replace(step.look, shrink=scale))
        if step.stage.surveys:
            step = replace(step, marks=painter.surveyed(step, kept_in_memory))
        return replace(painter, steps=(step,)).paint(whole)

    def surveyed(self, step: Step, keep: Keeper) -> MarksReader:
        """The step's marks all over the picture, as painted by the steps before it."""
        look, shrink = step.look, step.look.shrink

        def survey(box: Box) -> Marks:
            outer = on_grid(box.grown(look.halo), look.multiple_of)
            pixels = self.paint(Box(outer.top * shrink, outer.left * shrink, outer.bottom * shrink, outer.right * shrink))
            tile = Tile(shrunk(pixels, shrink), outer, self.height / shrink, self.width / shrink)
            return step.stage.survey(tile, look, self.networks)[box.inside(outer)]

        height, width = -(-self.height // shrink), -(-self.width // shrink)
        return mirrored(keep(height, width, survey), height, width)

    def paint(self, box: Box) -> Pixels:
        """(box.height, box.width, C): the box after all steps; it lies inside the picture."""
        return self.before_and_after(box)[1]

    def before_and_after(self, box: Box) -> tuple[Pixels, Pixels]:
        """The box as it was read, and as all steps painted it."""
        boxes = [box]
        for step in reversed(self.steps):
            boxes.append(step.input_for(boxes[-1]))
        outer = boxes.pop()
        pixels = self.read(outer)
        before = pixels[box.inside(outer)]
        for step in self.steps:
            inner = boxes.pop()
            pixels = self._through(step, pixels, outer)[inner.inside(outer)]
            outer = inner
        return before, pixels

    def _through(self, step: Step, pixels: Pixels, box: Box) -> Pixels:
        """One step over all of `pixels`, at its working scale; there, what it changed is enlarged and added."""
        shrink = step.look.shrink
        small = shrunk(pixels, shrink)
        place = Box(box.top // shrink, box.left // shrink, box.bottom // shrink, box.right // shrink)
        small.flags.writeable = False
        marks = step.marks(place) if step.marks else None
        tile = Tile(small, place, self.height / shrink, self.width / shrink, marks)
        painted = step.stage.paint(tile, step.look, self.networks)
        if painted.shape != small.shape or painted.dtype != np.float32:
            raise ValueError(f"{step.stage.name} made {painted.dtype} {painted.shape} of {small.shape}")
        if shrink == 1:
            return painted
        change = cv2.resize(painted - small, pixels.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        return np.clip(pixels + change.reshape(pixels.shape), 0, 1)


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

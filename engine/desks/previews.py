"""Previews: a box of a picture, painted as the recipe would, while somebody moves sliders.

What stages have seen is kept: after a slider was moved, only its stage and those behind it look again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.desks.opened import Opened
from engine.devices.runner import PREVIEW
from engine.errors import Cancelled
from engine.overview import Overview
from engine.painting.painter import Painter
from engine.painting.readers import MarksReader, mirrored
from engine.painting.step import Step
from engine.painting.surveys import Surveys
from engine.painting.tiles import TileLimit
from engine.pixels import Box, Pixels
from engine.recipe import Recipe
from engine.stage import Stage
from engine.stages.scratches import Scratches

if TYPE_CHECKING:
    from engine.devices.device import Device
    from engine.model import Model
    from engine.network import Network
    from engine.palette.filling import Mask

KEPT = 24  # beginnings of recipes whose looks are remembered, of one picture


@dataclass(frozen=True)
class Painted:
    """A box before and after, and what the stages said, by their place in the recipe."""

    box: Box
    before: Pixels
    after: Pixels
    remarks: dict[str, tuple[str, ...]]
    not_needed: tuple[str, ...]


@dataclass(frozen=True)
class _Beginning:
    """The first stages of a recipe, that have looked."""

    painter: Painter
    overview: Overview
    remarks: dict[str, tuple[str, ...]]
    not_needed: tuple[str, ...]


class Previews:
    """Paints boxes of one picture at a time. Not for several threads at once."""

    def __init__(self, device: Device, crew: Executor, scratch: Path) -> None:
        self._device, self._crew, self._scratch = device, crew, scratch
        self._limit = TileLimit(lambda _: None)
        self._opened: Opened | None = None
        self._surveys: Surveys | None = None
        self._looked: OrderedDict[tuple[bool, tuple[Stage, ...]], _Beginning] = OrderedDict()
        self._surveyed: dict[tuple[bool, tuple[Stage, ...], Stage, int], MarksReader] = {}
        self._cancelled: Callable[[], bool] = lambda: False

    def paint(self, opened: Opened, recipe: Recipe, box: Box, cancelled: Callable[[], bool] = lambda: False) -> Painted:
        """The box (clipped to the picture), painted by the recipe. Raises AppError, or Cancelled."""
        self._begin(opened, cancelled)
        beginning = self._after(opened, recipe.stages, recipe.only_needed)
        box = box.clipped(opened.height, opened.width)
        before = opened.read(box)
        after = beginning.painter.paint(box.enlarged(beginning.painter.scale))
        return Painted(box, before, after, beginning.remarks, beginning.not_needed)

    def steps(
        self, opened: Opened, recipe: Recipe, cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[Step, Overview]]:
        """Each stage after it has looked, also one that is left out, and what it looked at. Raises as `paint` does."""
        self._begin(opened, cancelled)
        for count, stage in enumerate(recipe.stages):
            before = self._after(opened, recipe.stages[:count], recipe.only_needed)
            after = self._after(opened, recipe.stages[: count + 1], recipe.only_needed)
            known = (*after.painter.steps, *after.painter.left_out)
            yield next(step for step in reversed(known) if step.stage == stage), before.overview

    def damage(self, opened: Opened, recipe: Recipe, cancelled: Callable[[], bool] = lambda: False) -> Mask | None:
        """What the recipe would repair, as large as the small copy; None where it looks for nothing. Raises as `paint` does."""
        finders = [place for place, stage in enumerate(recipe.stages) if isinstance(stage, Scratches) and stage.surveys]
        if not finders:
            return None
        self._begin(opened, cancelled)
        painter = self._after(opened, recipe.stages[: finders[0] + 1], only_needed=False).painter
        step = painter.steps[-1]
        assert isinstance(step.stage, Scratches)
        assert step.small_marks is not None
        small = max(step.small_marks.shape[:2])
        return step.stage.mask(step.small_marks, 0, max(opened.height, opened.width) / small / step.look.shrink)

    def close(self) -> None:
        """Let go of the picture."""
        self._looked.clear()
        self._surveyed.clear()
        if self._surveys:
            self._surveys.__exit__()
        self._opened = self._surveys = None

    def _begin(self, opened: Opened, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        if opened is not self._opened:
            self.close()
            self._opened = opened
            self._surveys = Surveys(self._scratch, self._crew, self._limit, self._check)

    def _after(self, opened: Opened, stages: Sequence[Stage], only_needed: bool) -> _Beginning:
        """What is known after the first stages have looked; they look only where that is not known yet."""
        key = only_needed, tuple(stages)
        if key in self._looked:
            self._looked.move_to_end(key)
            return self._looked[key]
        if not stages:
            found = self._untouched(opened)
        else:
            before = self._after(opened, stages[:-1], only_needed)
            found = self._with(before, stages, only_needed)
        self._looked[key] = found
        while len(self._looked) > KEPT:
            self._looked.popitem(last=False)
        return found

    def _untouched(self, opened: Opened) -> _Beginning:
        def read(box: Box) -> Pixels:
            self._check()
            return opened.read(box)

        def networks(model: Model) -> Network:
            return self._device.network(model, PREVIEW, lambda: self._cancelled())

        painter = Painter(opened.height, opened.width, mirrored(read, opened.height, opened.width), networks)
        return _Beginning(painter, painter.overview_of(opened.small), {}, ())

    def _with(self, before: _Beginning, stages: Sequence[Stage], only_needed: bool) -> _Beginning:
        """The next stage has looked. Of its survey is kept what does not depend on sliders, or on what is drawn."""
        assert self._surveys
        self._check()
        surveys, stage, place = self._surveys, stages[-1], str(len(stages) - 1)

        def keep(height: int, width: int, shrink: int, survey: MarksReader) -> MarksReader:
            key = only_needed, tuple(stages[:-1]), stage.surveying, shrink
            if key not in self._surveyed:
                self._surveyed[key] = surveys.keep(height, width, shrink, survey)
            return self._surveyed[key]

        painter, overview = before.painter.looking_once(stage, before.overview, keep, only_needed)
        finding = painter.findings[-1]
        not_needed = before.not_needed if finding.needed else (*before.not_needed, place)
        return _Beginning(painter, overview, before.remarks | {place: finding.remarks}, not_needed)

    def _check(self) -> None:
        if self._cancelled():
            raise Cancelled

"""Explaining: why a picture became what it is: what each stage saw, and where the result differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from engine.desks.opened import Opened
from engine.desks.previews import Previews
from engine.findings import Finding
from engine.pixels import Pixels, as_rgb
from engine.recipe import Recipe
from engine.stage import Evidence

LARGEST = 640  # pixels along the longer side of what is shown
LEAST = 8 / 255  # of a difference that is shown as white: a smaller one would be seen as more than it is


@dataclass(frozen=True)
class Explained:
    """What a stage found, and what it went by, where that can be shown."""

    finding: Finding
    evidence: Evidence | None


def explained(previews: Previews, opened: Opened, recipe: Recipe, unwanted: Callable[[], bool]) -> list[Explained]:
    """Of each stage of the recipe, in order. It looks again: what is kept of a picture is words. Raises AppError, Cancelled."""
    return [
        Explained(step.finding, step.stage.evidence(overview, step.look, step.small_marks))
        for step, overview in previews.steps(opened, recipe, unwanted)
    ]


def difference(before: Path, after: Path, scratch: Path) -> Evidence:
    """Where a result differs from its picture. Raises AppError where one of them cannot be read."""
    one, other = Opened(before, scratch), Opened(after, scratch)
    try:
        small, large = _shown(one.small), _shown(other.small)
    finally:
        one.close()
        other.close()
    large = np.asarray(cv2.resize(large, small.shape[1::-1], interpolation=cv2.INTER_AREA), np.float32)
    apart = np.abs(as_rgb(large) - as_rgb(small)).max(axis=2, keepdims=True)
    most = max(float(np.percentile(apart, 99.5)), LEAST)
    return Evidence("where it was changed", shade=(apart / most).clip(0, 1), most=f"by {most * 255:.0f} of 255")


def _shown(small: Pixels) -> Pixels:
    share = min(1.0, LARGEST / max(small.shape[:2]))
    size = max(1, round(small.shape[1] * share)), max(1, round(small.shape[0] * share))
    return np.asarray(cv2.resize(as_rgb(small), size, interpolation=cv2.INTER_AREA), np.float32)

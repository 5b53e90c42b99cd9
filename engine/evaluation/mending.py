"""Mending: a damaged picture through the stage `scratches`, and through OpenCV's inpainting, for comparison."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.evaluation.scores import psnr
from engine.painting.painter import Painter
from engine.painting.readers import MarksReader, read_from, strongest
from engine.painting.tiles import tile_rows
from engine.palette.filling import Mask
from engine.pixels import Box
from engine.sheets import Copy, shown
from engine.stage import Marks
from engine.stages.scratches import DRAWN, WIDER, Scratches

if TYPE_CHECKING:
    from engine.stage import Networks

RADIUS = 3  # pixels, of both
BY_CODE = {"Telea": cv2.INPAINT_TELEA, "Navier-Stokes": cv2.INPAINT_NS}
NOTES = (f"Telea (2004) and Navier-Stokes (Bertalmio et al. 2001): OpenCV's, radius {RADIUS} pixels.",)


def mended(damaged: Copy, networks: Networks, stage: Scratches, marks: Marks | None = None) -> tuple[Copy, Marks]:
    """What the stage makes of a picture, and its marks, as large as the picture; given marks stand in for its survey."""
    height, width = damaged.shape[:2]
    kept: list[Marks] = []

    def keep(tall: int, wide: int, shrink: int, survey: MarksReader) -> MarksReader:
        kept.append(_in_tiles(tall, wide, survey) if marks is None else strongest(marks, shrink))
        return read_from(kept[0])

    read = read_from(np.asarray(damaged / 255, np.float32))
    painter = Painter(height, width, read, networks).looking((stage,), keep=keep)
    shrink = painter.steps[0].look.shrink
    large = kept[0].repeat(shrink, axis=0).repeat(shrink, axis=1)[:height, :width]
    return _in_tiles(height, width, lambda box: shown(painter.paint(box))), large


def mended_by_code(damaged: Copy, mask: Mask) -> dict[str, Copy]:
    """What is masked, painted by methods without a network; by method."""
    holes = mask.astype(np.uint8)
    return {name: np.asarray(cv2.inpaint(damaged, holes, RADIUS, kind), np.uint8) for name, kind in BY_CODE.items()}


def marked(marks: Marks, stage: Scratches, wider: int = 0) -> Mask:
    """What the stage takes for damage, and so many pixels more on each side."""
    return stage.mask(marks, wider)


def certain(mask: Mask) -> Marks:
    """Marks as of a mask that somebody has drawn: the stage doubts none of them."""
    return mask[..., None].astype(np.uint8) * np.uint8(DRAWN)


def widened(mask: Mask) -> Mask:
    """As much as the stage widens what it repairs."""
    return marked(certain(mask), Scratches(), WIDER)


def psnr_within(mask: Mask, picture: Copy, clean: Copy) -> float:
    """In dB, of the masked pixels alone; NaN where there are none."""
    return psnr(picture[mask] / 255, clean[mask] / 255) if mask.any() else np.nan


def _in_tiles(height: int, width: int, made: Callable[[Box], Copy]) -> Copy:
    return np.concatenate([np.concatenate([made(box) for box in row], axis=1) for row in tile_rows(height, width)])

"""Portraits: each face that was found, as it is and as it would become, for whoever ticks which are to be restored."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from engine.edits.edit import Point
from engine.faces.aligning import SIDE, centres, cut_out
from engine.faces.laying import Face, mask_at
from engine.overview import Overview
from engine.pixels import Pixels, as_rgb

SHOWN = 256  # pixels along the side of a portrait


class Portrait(NamedTuple):
    """A face, aligned, (256, 256, 3) twice."""

    face: Face
    point: Point
    """In its middle, as shares of the picture's width and height."""

    before: Pixels
    after: Pixels


def portrait(face: Face, overview: Overview) -> Portrait:
    """As `overview` has it, and as the stage would leave it."""
    before = as_rgb(cut_out(overview, face.to_frame))
    after, found = before, face.found
    if face.change is not None and face.share:
        change = cv2.resize(face.change.astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
        change = change.reshape(SIDE, SIDE, -1) * mask_at(centres(SIDE))[..., None] * np.float32(face.share)
        after = (before + change).clip(0, 1)
    middle = (found.left + found.width / 2) / overview.width, (found.top + found.height / 2) / overview.height
    return Portrait(face, middle, _small(before), _small(after))


def _small(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.resize(pixels, (SHOWN, SHOWN), interpolation=cv2.INTER_AREA), np.float32)

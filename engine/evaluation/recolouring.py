"""Recolouring: a colour picture made grey, and coloured again with the stage `colourise`, by itself or with hints."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import cv2
import numpy as np

from engine.overview import small_copy
from engine.painting.painter import Painter
from engine.painting.readers import read_from
from engine.painting.tiles import tile_rows
from engine.sheets import Copy, shown
from engine.stages.colourise import POINT, SIDE, Colourise, Hint

if TYPE_CHECKING:
    from engine.stage import Networks

EYE = (0.299, 0.587, 0.114)  # red, green and blue of luminance (ITU-R BT.601), as `monochrome` in models/damages has them
HINTS = 10
CROSS, INK, RIM = 9, (255, 255, 255), (0, 0, 0)  # pixels from end to end; white, with black round it

GREY, HINTED = "grey", f"{HINTS} hints"
VERSIONS = {"version 1": Colourise(version=1), "version 2": Colourise(version=2), "version 3": Colourise(version=3)}
NOTES = (
    "Each picture is made grey as the eye sees luminance: 0.299 R + 0.587 G + 0.114 B of the sRGB values (ITU-R BT.601), one "
    "channel, rounded to 8 bits. It is coloured with the stage `colourise` as the program runs it, which is not told how "
    "colourful the original is. What it makes is rounded to 8 bits. Version 1 is its best guess, 2 and 3 are the others.",
    f"“{HINTED}”: version 1, and told the original's colours at {HINTS} places, which are drawn by a generator seeded with the "
    "CRC-32 of the file's name, so that they are the same every time. Each hint is the mean over a square as large as the "
    "network sees it. Of an old photograph somebody would have to know them. On the sheet, crosses mark where they are.",
)


def recoloured(clean: Copy, hints: tuple[Hint, ...], networks: Networks) -> dict[str, Copy]:
    """A colour picture made grey, and what each way of colouring makes of that; RGB."""
    grey = grey_of(clean)
    return {GREY: shown(grey)} | coloured(grey, {**VERSIONS, HINTED: Colourise(hints=hints)}, networks)


def grey_of(picture: Copy) -> Copy:
    """(H, W, 1): what the eye sees of RGB without colours."""
    return np.rint(picture @ np.array(EYE))[..., None].astype(np.uint8)


def coloured(grey: Copy, stages: Mapping[str, Colourise], networks: Networks) -> dict[str, Copy]:
    """RGB: what each stage makes of a picture of one channel (H, W, 1)."""
    height, width = grey.shape[:2]
    read = read_from(np.asarray(grey / 255, np.float32))
    plain, small = Painter(height, width, read, networks), small_copy(height, width, read)
    return {name: _painted(plain.looking((stage,), small)) for name, stage in stages.items()}


def hints_of(picture: Copy, name: str) -> tuple[Hint, ...]:
    """Hints with a picture's own colours; the name decides where."""
    random = np.random.default_rng(crc32(os.fsencode(name)))
    height, width = picture.shape[:2]
    point = max(1, round(POINT * max(height, width) / SIDE))
    hints: list[Hint] = []
    for across, down in random.random((HINTS, 2)).tolist():
        top, left = (
            int(np.clip(place * side - point / 2, 0, max(0, side - point))) for place, side in ((down, height), (across, width))
        )
        colour = np.rint(picture[top : top + point, left : left + point].mean(axis=(0, 1))).astype(np.uint8)
        hints.append(Hint(across=across, down=down, colour=f"#{colour.tobytes().hex()}"))
    return tuple(hints)


def crossed(picture: Copy, hints: Sequence[Hint]) -> Copy:
    """A copy with a small cross at the place of each hint."""
    marked = picture.copy()
    height, width = picture.shape[:2]
    for ink, thickness in ((RIM, 3), (INK, 1)):
        for hint in hints:
            place = min(int(hint.across * width), width - 1), min(int(hint.down * height), height - 1)
            cv2.drawMarker(marked, place, ink, cv2.MARKER_CROSS, CROSS, thickness)
    return marked


def _painted(painter: Painter) -> Copy:
    rows = [[shown(painter.paint(box)) for box in row] for row in tile_rows(painter.height, painter.width)]
    return np.concatenate([np.concatenate(row, axis=1) for row in rows])

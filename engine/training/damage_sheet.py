"""A sheet with every damage at several strengths, to see what a plan does to its pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import msgspec
import numpy as np
import torch
from torch import Tensor

import models.damages
from engine.files.destination import write_whole
from engine.pixels import Pixels
from engine.samples import ASTRONAUT
from engine.sheets import labelled_grid
from models.choices import choices
from models.damage import Damage

SIDE = 256  # pixels, shown as they are: many damages are a pixel wide
SEED = 2  # of a torn corner, and stains of both kinds
BESIDE = 2  # damages side by side, so that the sheet is not a ribbon


def damage_sheet(out: Path, strengths: Sequence[float]) -> None:
    """Write a PNG with a row for each damage and a column for each strength (see `at_strength`)."""
    kinds = sorted(choices(models.damages, Damage), key=name_of)
    picture = example()
    rows = [
        [damaged(picture, at_strength(kind, strength)) for kind in kinds[first : first + BESIDE] for strength in strengths]
        for first in range(0, len(kinds), BESIDE)
    ]
    titles = [f"{100 * strength:g} %" for strength in strengths] * BESIDE
    sheet = labelled_grid(rows, titles, [name_of(kind) for kind in kinds], columns_per_caption=len(strengths))
    written, png = cv2.imencode(".png", sheet[..., ::-1])  # RGB to cv2's BGR
    if not written:
        raise RuntimeError("the PNG encoder failed")
    write_whole(out, png.tobytes())


def at_strength(kind: type[Damage], strength: float) -> Damage:
    """The damage, always done, with each range that it has by default narrowed to one point: 0 its start, 1 its end.

    For most options more is stronger; for the quality of a JPEG and the contrast left by fading it is the other way round.
    """
    points: dict[str, tuple[float, float]] = {}
    for option in msgspec.structs.fields(kind):
        if isinstance(option.default, tuple):
            low, high = option.default
            points[option.name] = (low + (high - low) * strength,) * 2
    return msgspec.structs.replace(kind(), probability=1.0, **points)


def name_of(kind: type[Damage]) -> str:
    """As plans call it."""
    return str(kind.__struct_config__.tag)


def example() -> Tensor:
    """(1, 3, SIDE, SIDE): a photograph with skin, cloth, fine detail, and tones from black to white."""
    small = cv2.resize(ASTRONAUT.load(), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return torch.from_numpy(np.asarray(small, np.float32) / 255).permute(2, 0, 1)[None]


def damaged(picture: Tensor, damage: Damage) -> Pixels:
    """The same place and direction for all strengths."""
    return damage.apply(picture, torch.Generator().manual_seed(SEED))[0].permute(1, 2, 0).numpy()

"""Enlarging: clean pictures made small, enlarged again, and compared with what they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from PIL import Image

from engine.evaluation.figures import Case, Trial
from engine.evaluation.painted import painted
from engine.evaluation.scores import read
from engine.evaluation.selection import pictures_in
from engine.names import speakable
from engine.packages import package_folders
from engine.palette.views import Views
from engine.pixels import Pixels
from engine.sheets import Copy, shown
from engine.stages.enlarge import Enlarge

if TYPE_CHECKING:
    from engine.stage import Networks

FACTORS: tuple[Literal[2, 4], ...] = (2, 4)
OURS = "enlarged"
BY_CODE = {"bicubic": Image.Resampling.BICUBIC, "Lanczos": Image.Resampling.LANCZOS}
NOTES = (
    "The clean pictures are cut to a multiple of the factor and made small by bicubic reduction without aliases, in 8 bits "
    "(Pillow's; a = -0.5, as MATLAB's, by which papers compare). As in papers, as many pixels as the factor do not count along "
    "each edge; papers mostly give PSNR of Y. “Bicubic” and “Lanczos” are Pillow's enlargements.",
)


def stages(views: Views = 1) -> tuple[Enlarge, ...]:
    """A stage for each factor that a model is installed for; if there is none, the default, so that what it lacks is told."""
    known = package_folders()
    wanted = [*(Enlarge(factor=factor, views=views) for factor in FACTORS), Enlarge(factor=4, crisp=1, views=views)]
    return tuple(stage for stage in wanted if known.keys() >= {*stage.models}) or (Enlarge(),)


def enlarged(clean: Path, networks: Networks, at_most: int | None = None, views: Views = 1) -> list[Trial]:
    """One trial for each factor, and one for the crisp enlarger."""
    pictures = pictures_in(clean, at_most)
    return [
        Trial(_title(stage), len(pictures), _cases(clean, pictures, stage, networks), OURS, crop=stage.factor)
        for stage in stages(views)
    ]


def _title(stage: Enlarge) -> str:
    return f"{stage.factor} times, crisp" if stage.crisp else f"{stage.factor} times"


def made_small(picture: Copy, factor: int) -> tuple[Copy, Copy]:
    """The picture, cut to a multiple of the factor, and `factor` times as small."""
    height, width = (side // factor * factor for side in picture.shape[:2])
    picture = picture[:height, :width]
    small = Image.fromarray(picture).resize((width // factor, height // factor), Image.Resampling.BICUBIC)
    return picture, np.asarray(small, np.uint8)


def _cases(clean: Path, pictures: Sequence[Path], stage: Enlarge, networks: Networks) -> Iterator[Case]:
    for path in pictures:
        picture, small = made_small(read(clean / path), stage.factor)
        size = (picture.shape[1], picture.shape[0])
        results: dict[str, Copy | Pixels] = {
            name: np.asarray(Image.fromarray(small).resize(size, how), np.uint8) for name, how in BY_CODE.items()
        }
        results[OURS] = shown(painted(np.asarray(small / 255, np.float32), (stage,), networks))
        yield Case(speakable(path.as_posix()), picture, results)

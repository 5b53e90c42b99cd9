"""The damage studio: scans beside clean photographs that were damaged by an ageing, to see whether they look alike."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.training.photographs.collection import Photograph
from engine.training.photographs.pictures import to_tensor
from engine.training.plan import Ageing
from engine.training.tuning.found_scans import found_scans
from engine.training.tuning.material import Material
from engine.training.tuning.scans import read_upright, shrink_of, shrunk
from models.damage import age

SIDE = 224  # pixels of each picture, as they are: many damages are a pixel wide
BESIDE = 4  # pictures of each kind


class Studio:
    """Keeps a few small pictures in memory, so that sliders can be followed."""

    def __init__(self, material: Material, crop: int) -> None:
        """Raises PlanInvalid where there are too few scans."""
        with tempfile.TemporaryDirectory(prefix="patina-") as halved:
            found = found_scans(material, crop, Path(halved))
            self._estimated = found.estimated()
            self.scans = [_middle(shrunk(scan, shrink_of(scan))) for scan in map(read_upright, _some(found.of("train")))]
            self.clean = [_middle(read_upright(file)) for file in _some(found.clean.files("train"))]

    @property
    def estimated(self) -> Ageing:
        """What has happened to the scans, as it was found when the studio was opened."""
        return self._estimated

    def damaged(self, ageing: Ageing, chance: int = 0) -> list[Photograph]:
        """The clean pictures, (H, W, 3) each, after the ageing; the same `chance` strikes the same places."""
        with _one_thread():
            return [
                _levels(age(to_tensor(picture)[None], ageing.damages, _random(chance, number), levels=False).damaged)
                for number, picture in enumerate(self.clean)
            ]


@contextmanager
def _one_thread() -> Generator[None]:
    """On pictures so small several threads wait for each other: on a busy machine that took twenty times as long."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _random(chance: int, number: int) -> torch.Generator:
    return torch.Generator().manual_seed(1000 * chance + number)


def _levels(picture: Tensor) -> Photograph:
    """(1, 3, H, W), about 0 to 1, to 8-bit levels (H, W, 3)."""
    return np.rint(picture[0].clamp(0, 1).permute(1, 2, 0).numpy() * 255).astype(np.uint8)


def _some(files: Sequence[Path]) -> list[Path]:
    """BESIDE at most, evenly from all of them."""
    places = np.linspace(0, len(files) - 1, min(len(files), BESIDE)).round().astype(int)
    return [files[place] for place in places]


def _middle(photograph: Photograph) -> Photograph:
    height, width = (min(SIDE, side) for side in photograph.shape[:2])
    top, left = (photograph.shape[0] - height) // 2, (photograph.shape[1] - width) // 2
    return photograph[top : top + height, left : left + width]

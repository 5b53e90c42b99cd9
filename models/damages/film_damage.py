"""Film damage: hairs, scratches, dust and spots that lie on the film or the print, drawn by code or taken from scans."""

from functools import cache
from pathlib import Path
from typing import Annotated

import cv2
import numpy as np
import torch
from msgspec import Meta
from numpy.typing import NDArray
from torch import Tensor

from models.damage import Covers, Range, uniform
from models.film_shapes import SHAPES

DRAWN = 0.3  # share of the shapes that is drawn, where there are elements as well


class FilmDamage(Covers, tag="film-damage", frozen=True):
    """Lays a few opaque, nearly white or nearly black shapes over the picture.

    Raises FileNotFoundError where `elements` holds no PNG files.
    """

    count: Annotated[Range, Meta(title="How many", description="on each picture")] = (1, 4)
    size: Annotated[Range, Meta(title="Size", description="share of the picture's side")] = (0.1, 1.2)
    opacity: Annotated[Range, Meta(title="Opacity")] = (0.5, 1.0)
    white: Annotated[float, Meta(ge=0, le=1, title="White, not black", description="how often")] = 0.65
    elements: Annotated[str, Meta(title="Elements", description="a folder of PNG files: opacity of real film damage")] = ""
    element_size: Annotated[Range, Meta(title="Size of elements", description="of their own size")] = (0.15, 0.9)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, _, height, width = pictures.shape
        choose = np.random.default_rng(int(torch.randint(2**62, (), generator=random)))
        masks = np.stack([self._mask(height, width, choose) for _ in range(count)])
        opacity = torch.from_numpy(masks)[:, None] * uniform(self.opacity, (count, 1, 1, 1), random)
        white = torch.rand(count, 1, 1, 1, generator=random) < self.white
        depth = uniform((0.0, 0.15), (count, 1, 1, 1), random)
        colour = torch.where(white, 1 - depth, depth) + 0.02 * torch.randn(count, 3, 1, 1, generator=random)
        return pictures * (1 - opacity) + colour * opacity

    def _mask(self, height: int, width: int, choose: np.random.Generator) -> NDArray[np.float32]:
        """(height, width), opacity 0 to 1."""
        mask = np.zeros((height, width), np.float32)
        for _ in range(round(choose.uniform(*self.count))):
            if self.elements and choose.random() >= DRAWN:
                shape = self._laid(height, width, choose)
            else:
                shape = self._drawn(height, width, choose)
            np.maximum(mask, shape.astype(np.float32) / 255 * np.float32(choose.uniform(0.6, 1)), out=mask)
        return mask

    def _drawn(self, height: int, width: int, choose: np.random.Generator) -> NDArray[np.uint8]:
        draw = SHAPES[choose.integers(len(SHAPES))]
        shape = np.zeros((height, width), np.uint8)
        draw(shape, choose.uniform((0, 0), (width, height)), choose.uniform(*self.size) * min(height, width), choose)
        return shape

    def _laid(self, height: int, width: int, choose: np.random.Generator) -> NDArray[np.uint8]:
        """One element, resized and turned, so that some of it lies on the picture."""
        kinds = _elements(self.elements)
        kind = kinds[choose.integers(len(kinds))]
        element = kind[choose.integers(len(kind))]
        size = choose.uniform(*self.element_size)
        fitting = cv2.INTER_AREA if size < 1 else cv2.INTER_LINEAR
        small = np.asarray(cv2.resize(element, None, fx=size, fy=size, interpolation=fitting), np.uint8)
        small = np.rot90(small, int(choose.integers(4)))[:, :: choose.choice([-1, 1])]
        seen = np.argwhere(small > 64)
        if not len(seen):
            return np.zeros((height, width), np.uint8)
        top, left = choose.integers((height, width)) - seen[choose.integers(len(seen))]
        shape = np.zeros((height, width), np.uint8)
        below, right = min(height, top + small.shape[0]), min(width, left + small.shape[1])
        shape[max(0, top) : below, max(0, left) : right] = small[max(0, -top) : below - top, max(0, -left) : right - left]
        return shape


@cache
def _elements(folder: str) -> tuple[tuple[NDArray[np.uint8], ...], ...]:
    """Opacity pictures (h, w), one tuple for each folder that holds some; each kind is as likely as any other."""
    kinds: dict[Path, list[NDArray[np.uint8]]] = {}
    for file in sorted(Path(folder).rglob("*.png")):
        element = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)
        if element is not None:
            kinds.setdefault(file.parent, []).append(np.asarray(element, np.uint8))
    if not kinds:
        raise FileNotFoundError(f"{folder} holds no PNG files of film damage")
    return tuple(map(tuple, kinds.values()))

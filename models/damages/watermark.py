"""Watermarks: names, captions and dates that somebody has laid over a picture, once or all over it."""

from typing import Annotated

import cv2
import numpy as np
import torch
from msgspec import Meta
from numpy.typing import NDArray
from torch import Tensor

from models.damage import Covers, Range, uniform

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
FONTS = (
    cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_TRIPLEX,
    cv2.FONT_HERSHEY_SCRIPT_COMPLEX,
)  # fmt: skip
AMBER = (1.0, 0.55, 0.15)  # of the dates that cameras of the 1980s and 1990s burnt into pictures


class Watermark(Covers, tag="watermark", frozen=True):
    """Writes a few words, more or less transparent: across the picture, again and again all over it, or as a date."""

    opacity: Annotated[Range, Meta(title="Opacity")] = (0.25, 0.9)
    size: Annotated[Range, Meta(title="Size", description="height of the letters, share of the shorter side")] = (0.05, 0.2)
    repeated: Annotated[float, Meta(ge=0, le=1, title="All over the picture", description="how often")] = 0.3
    dated: Annotated[float, Meta(ge=0, le=1, title="A date in a corner", description="how often")] = 0.2

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, _, height, width = pictures.shape
        choose = np.random.default_rng(int(torch.randint(2**62, (), generator=random)))
        masks = torch.empty(count, 1, height, width)
        colours = torch.empty(count, 3, 1, 1)
        for index in range(count):
            mask, colour = self._written(height, width, choose)
            masks[index, 0], colours[index, :, 0, 0] = torch.from_numpy(mask), torch.tensor(colour)
        opacity = (masks * uniform(self.opacity, (count, 1, 1, 1), random)).to(pictures)
        return pictures * (1 - opacity) + colours.to(pictures) * opacity

    def _written(
        self, height: int, width: int, choose: np.random.Generator
    ) -> tuple[NDArray[np.float32], tuple[float, float, float]]:
        """(height, width), where the letters are, 0 to 1; and their colour."""
        side = min(height, width)
        tall = max(5.0, choose.uniform(*self.size) * side)
        if choose.random() < self.dated:
            year, month, day = choose.integers(70, 100), choose.integers(1, 13), choose.integers(1, 29)
            line = _line(f"'{year} {month:2} {day:2}", tall, cv2.FONT_HERSHEY_DUPLEX, 1)
            return _placed(line, height, width, (0.75 * height, 0.7 * width), 0.0), AMBER
        tone = float(choose.choice([0.05, 0.95], p=[0.25, 0.75]))
        line = _line(_words(choose), tall, FONTS[choose.integers(len(FONTS))], int(choose.integers(1, 3)))
        angle = float(choose.choice([0.0, choose.uniform(-45, 45)]))
        if choose.random() < self.repeated:
            line = np.tile(
                np.pad(line, ((round(tall), round(tall)), (round(tall), round(tall)))),
                (2 * height // line.shape[0] + 1, 2 * width // line.shape[1] + 1),
            )
        middle = (choose.uniform(0.2, 0.8) * height, choose.uniform(0.2, 0.8) * width)
        return _placed(line, height, width, middle, angle), (tone, tone, tone)


def _words(choose: np.random.Generator) -> str:
    lengths = choose.integers(2, 9, size=choose.integers(1, 4))
    mark = str(choose.choice(["", "© ", "www."]))
    text = " ".join("".join(choose.choice(list(LETTERS), size=length)) for length in lengths)
    return (mark + text).replace("©", "(c)")  # the fonts know no other letters than ASCII


def _line(text: str, tall: float, font: int, thickness: int) -> NDArray[np.float32]:
    """The text alone, (h, w), 0 to 1."""
    scale = tall / cv2.getTextSize("X", font, 1, 1)[0][1]
    (wide, high), below = cv2.getTextSize(text, font, scale, thickness)
    canvas = np.zeros((high + below + 4, wide + 4), np.uint8)
    cv2.putText(canvas, text, (2, high + 2), font, scale, (255,), thickness, cv2.LINE_AA)
    return np.asarray(canvas / 255, np.float32)


def _placed(
    line: NDArray[np.float32], height: int, width: int, middle: tuple[float, float], angle: float
) -> NDArray[np.float32]:
    """(height, width): the line turned by `angle` degrees, with its middle at a place of the picture."""
    centre = (line.shape[1] / 2, line.shape[0] / 2)
    turn = cv2.getRotationMatrix2D(centre, angle, 1)
    turn[:, 2] += (middle[1] - centre[0], middle[0] - centre[1])
    return np.asarray(cv2.warpAffine(line, turn, (width, height), flags=cv2.INTER_LINEAR), np.float32)
